"""Undo is a press of its own: it compensates the last one, and finishes or takes back one that was cut off.

Tables return as they were. Append-only tables gain a voiding row instead. A cell that was changed since is not
touched unless the user says so; values that were deleted for good (blanked in the journal) do not come back.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import dataclass, replace

import pandas as pd

from workbook.change import Change, Edit, Row, records, same
from workbook.journal.chain import entries_of
from workbook.rowtext import text_row
from workbook.schema import Owner, Table
from workbook.tables import BY_NAME, REVIEW
from workbook.words import Mark, ReviewKind

Tables = Mapping[str, pd.DataFrame]
NewIds = Callable[[Table, int], list[str]]

UNDO = "undo"
"""The id of the undo button, as the journal has it."""

_WRITES = (Mark.INSERT, Mark.UPDATE, Mark.DELETE)
_ENDS = (Mark.DONE, Mark.TAKEN_BACK)


@dataclass(frozen=True)
class Step:
    """One row that a press changed: `before` and `after` hold the changed cells; None where the row did not exist.

    Both are None for a row that was deleted for good.
    """

    table: Table
    row_id: str
    before: Row | None
    after: Row | None


def last_press(journal: pd.DataFrame) -> int | None:
    """Return the number of the latest press that changed something, stands, and is no undo; None if there is none.

    A press that deleted for good is never taken back, nor one of whose rows no value is left.
    """
    entries = entries_of(journal)
    told = entries["before"].notna() | entries["after"].notna()
    writes = set(entries.loc[entries["mark"].isin(_WRITES) & told, "press"])
    return max((press for press in _standing(entries) if press in writes - _final(entries)), default=None)


def last_deletion(journal: pd.DataFrame, press: int | None) -> int | None:
    """Return the latest press after this one (after none: of all) that deleted for good; None if there is none."""
    final = _final(entries_of(journal))
    return max((later for later in final if later > (press or 0)), default=None)


def _final(entries: pd.DataFrame) -> set[int]:
    return set(entries.loc[entries["mark"] == Mark.ERASED, "press"])


def passed_over(journal: pd.DataFrame, press: int) -> list[int]:
    """Return the presses after this one that stand and do not delete for good: no row tells what they wrote."""
    entries = entries_of(journal)
    final = _final(entries)
    return [later for later in _standing(entries) if later > press and later not in final]


def _standing(entries: pd.DataFrame) -> list[int]:
    """Return the presses that were carried through and not taken back, undoing left out, the first on top."""
    done = set(entries.loc[entries["mark"] == Mark.DONE, "press"])
    undoing = (entries["command"] == UNDO) & (entries["mark"] == Mark.BEGUN) & entries["press"].isin(done)
    undone = set(entries.loc[undoing, "row_id"])
    pressed = entries.loc[(entries["command"] != UNDO) & entries["press"].isin(done), "press"].unique()
    return sorted(int(press) for press in pressed if str(press) not in undone)


def unfinished_press(journal: pd.DataFrame) -> int | None:
    """Return the number of a press that began and never ended (Excel or the machine stopped); None if all is well."""
    ended = set(journal.loc[journal["mark"].isin(_ENDS), "press"])
    begun = [press for press in journal.loc[journal["mark"] == Mark.BEGUN, "press"] if press not in ended]
    return int(begun[-1]) if begun else None


def erased_rows(journal: pd.DataFrame) -> set[tuple[str, str]]:
    """Return the rows (table, id) that were deleted for good."""
    entries = entries_of(journal)
    gone = entries[entries["mark"] == Mark.ERASED]
    return set(zip(gone["table"], gone["row_id"], strict=True))


def steps_of(journal: pd.DataFrame, press: int) -> list[Step]:
    """Return what the press wrote, in order; rows whose values were deleted for good are left out.

    The journal says what will be written before it is; what then conflicted, it says afterwards.
    """
    ours = journal[journal["press"] == press]
    of_press = entries_of(ours)
    spared = {
        (row["table"], row["row_id"], name)
        for row in of_press[of_press["mark"] == Mark.CONFLICT].to_dict("records")
        for name in json.loads(row["before"] or '[""]')
    }
    rows = of_press[of_press["mark"].isin(_WRITES)]
    texts: dict[tuple[str, str, str], list[str]] = {}
    for row in rows.to_dict("records"):
        pair = texts.setdefault((row["mark"], row["table"], row["row_id"]), ["", ""])
        pair[0] += row["before"] or ""
        pair[1] += row["after"] or ""
    steps = [
        Step(BY_NAME[table], row_id, _row(table, before), _row(table, after))
        for (_, table, row_id), (before, after) in texts.items()
        if before or after
    ]
    steps += [Step(BY_NAME[table], row_id, None, None) for table, row_id in erased_rows(ours)]
    return [written for step in steps if (written := _written(step, spared))]


def _written(step: Step, spared: Container[tuple[str, str, str]]) -> Step | None:
    """Return the step without the cells that conflicted; None when nothing of it was written."""
    if step.before is None or step.after is None:
        return None if (step.table.name, step.row_id, "") in spared else step
    before, after = (
        {name: cell for name, cell in row.items() if (step.table.name, step.row_id, name) not in spared}
        for row in (step.before, step.after)
    )
    return replace(step, before=before, after=after) if after else None


def take_back(steps: Sequence[Step], tables: Tables, new_ids: NewIds, *, voiding: bool, force: bool = False) -> Change:
    """Return the change that compensates the steps; with `voiding`, append-only rows are voided, not removed."""
    change = Change()
    now = {name: records(frame) for name, frame in tables.items()}
    voided: dict[str, dict[str, Row]] = {}
    for step in reversed(steps):
        if _is_offer(step) or _is_final(step):
            continue
        row = now[step.table.name].get(step.row_id)
        if not (voiding and step.table.append_only and step.before is None):
            _turn(change, step, row, back=True, force=force)
        elif row is not None and (force or not _moved_on(step, row)):
            voided.setdefault(step.table.name, {})[step.row_id] = step.after or {}
    for name, rows in voided.items():
        part = change.of(BY_NAME[name])
        for row_id, (voids, row) in zip(new_ids(BY_NAME[name], len(rows)), rows.items(), strict=True):
            part.inserts[row_id] = {**row, "voids": voids}
    return change


def _is_offer(step: Step) -> bool:
    """Whether the step offers back a row that people deleted: that was not the press's doing, and the offer stands."""
    return step.table is REVIEW and step.before is None and (step.after or {}).get("kind") == ReviewKind.VANISHED


def _is_final(step: Step) -> bool:
    return step.before is None and step.after is None


def finish(steps: Sequence[Step], tables: Tables, *, force: bool = False) -> Change:
    """Return the change that writes what a press that was cut off had not written yet."""
    change = Change()
    now = {name: records(frame) for name, frame in tables.items()}
    for step in steps:
        _turn(change, step, now[step.table.name].get(step.row_id), back=False, force=force)
    return change


def changed_since(steps: Sequence[Step], tables: Tables) -> list[Step]:
    """Return the steps whose source or staff cells no longer are as the press left them."""
    now = {name: records(frame) for name, frame in tables.items()}
    return [step for step in steps if _moved_on(step, now[step.table.name].get(step.row_id))]


def _moved_on(step: Step, row: Row | None) -> bool:
    if step.after is None or row is None:
        return (step.after is None) != (row is None)
    return _differs(step.table, row, step.after, whole=step.before is None)


def _differs(table: Table, row: Row, expected: Row, *, whole: bool) -> bool:
    """Whether source or staff cells differ, in a `whole` row also those that were blank; derived cells never count."""
    names = (expected.keys() | row.keys() if whole else expected.keys()) - set(table.owned_by(Owner.DERIVED))
    return any(not same(row.get(name), expected.get(name)) for name in names)


def _turn(change: Change, step: Step, row: Row | None, *, back: bool, force: bool) -> None:
    """Bring one row from one side of the step to the other, as far as it stands on this side (or `force`)."""
    here, there = (step.after, step.before) if back else (step.before, step.after)
    part = change.of(step.table)
    if there is None:
        if row is not None and (force or here is None or not _differs(step.table, row, here, whole=True)):
            part.deletes[step.row_id] = row
    elif here is None:
        if row is None:
            part.inserts[step.row_id] = {name: value for name, value in there.items() if value is not None}
    elif row is not None:
        edits = {
            name: Edit(row.get(name), value)
            for name, value in there.items()
            if not same(row.get(name), value) and (force or same(row.get(name), here.get(name)))
        }
        if edits:
            part.updates[step.row_id] = edits


def _row(table: str, text: str) -> Row | None:
    return text_row(BY_NAME[table], text) if text else None
