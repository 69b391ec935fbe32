"""The checkpoint: every tracked row as it stood after the latest press, and what people changed by hand since.

Hand changes of source and staff columns are right and only noted; a derived column is put back and shown; a row
that vanished is offered back, and so is what stood in a row of an append-only table before somebody wrote over it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby

import pandas as pd

from workbook.blocks import joined, packed, pieces, unpacked
from workbook.change import Change, Edit, Row, TableChange, number_of, records, same
from workbook.journal.chain import Entry, entries_of, row_entries
from workbook.journal.undo import UNDO
from workbook.problems import Problem
from workbook.review import RESOLVE, offer
from workbook.rowtext import row_texts, text_row
from workbook.schema import LONGEST_TEXT, Owner, Table
from workbook.tables import BY_NAME, CHECKPOINT, CITIZENS, TRACKED
from workbook.words import Choice, Mark, ReviewKind

REPAIR = "repair"
"""The id of the button Reparér ark, as the journal has it."""
LOOKUP = "lookups"
"""The id of the button Opslagsliste."""
_FOUND = {"address", "postcode", "city"}

ROWS = 20
"""Rows whose numbers differ by less stand in one block; most blocks are one cell."""

_FIELDS = 2

Tables = Mapping[str, pd.DataFrame]


@dataclass
class ByHand:
    """What people changed since the latest press, by table name; edits hold the old value as expected."""

    tables: dict[str, TableChange] = field(default_factory=dict)

    def entries(self) -> Iterator[Entry]:
        """Yield the journal's entries for the hand changes."""
        for name, part in self.tables.items():
            yield from row_entries(name, part, Mark.HAND_INSERT, Mark.HAND, Mark.HAND_DELETE)

    def naming(self) -> Change:
        """Return the change that writes nothing but the ids of rows that people typed: from now on they are theirs."""
        return Change(tables={name: TableChange() for name, part in self.tables.items() if part.inserts})

    def renumbered(self) -> Iterator[tuple[Table, list[tuple[str, str]]]]:
        """Yield each table with rows that stand as they stood but for their id: the id they had, and the one they have.

        Only tables about citizens count: nothing hangs on the number of a setting or a code. A row that somebody
        blanked the id of counts, too; its new id does not stand on the sheet yet.
        """
        for name, part in self.tables.items():
            if part.inserts and part.deletes and _is_about_citizens(BY_NAME[name]):
                fresh = dict(zip(row_texts(part.inserts.values()), part.inserts, strict=True))
                was = zip(part.deletes, row_texts(part.deletes.values()), strict=True)
                if moved := [(row_id, fresh[text]) for row_id, text in was if text in fresh and part.deletes[row_id]]:
                    yield BY_NAME[name], moved

    def answer(self) -> Change:
        """Return what the press does about it: derived cells put back, vanished rows offered back."""
        change = Change()
        for name, part in self.tables.items():
            table = BY_NAME[name]
            for row_id, edits in part.updates.items():
                for column in (name for name in table.owned_by(Owner.DERIVED) if name in edits):
                    edit = edits[column]
                    if table.passing and edit.expected is None:
                        continue  # whoever fills a blank in a row that comes and goes may have typed the row, too
                    change.of(table).updates.setdefault(row_id, {})[column] = Edit(edit.value, edit.expected)
                    change.problems.append(_derived(table, row_id, column))
            if table.append_only:
                change.problems += [
                    _rewritten(table, row_id, was)
                    for row_id, edits in part.updates.items()
                    if (was := {name: edit.expected for name, edit in edits.items() if edit.expected is not None})
                ]
            if not table.passing:
                change.problems += [_vanished(table, row_id, row) for row_id, row in part.deletes.items()]
        return change


def _is_about_citizens(table: Table) -> bool:
    return not table.passing and (table is CITIZENS or "citizen" in table.by_name)


def corrected_cells(journal: pd.DataFrame, by_hand: ByHand, table: Table) -> set[tuple[str, str]]:
    """Return the cells (row id, column) of the table that people wrote by hand, before or since the latest press.

    So is an address that somebody found and typed on Opslagsliste; a found phone is known by its source. A cell for
    which somebody then chose a list's value, or that was repaired, is a correction no more, unless that was taken back.
    """
    entries = entries_of(journal)
    ours = entries["table"] == table.name
    undoing = (entries["command"] == UNDO) & (entries["mark"] == Mark.BEGUN)
    resolving = ours & entries["command"].isin((RESOLVE, REPAIR)) & (entries["mark"] == Mark.UPDATE)
    stands = ~entries["press"].astype(str).isin(set(entries.loc[undoing, "row_id"]))
    chosen = _written(table, entries[resolving & stands])
    hand = _written(table, entries[ours & entries["mark"].isin((Mark.HAND, Mark.HAND_INSERT))])
    found = _written(table, entries[ours & stands & (entries["command"] == LOOKUP) & (entries["mark"] == Mark.UPDATE)])
    hand |= {cell: max(press, hand.get(cell, 0)) for cell, press in found.items() if cell[1] in _FOUND}
    cells = {cell for cell, press in hand.items() if press > chosen.get(cell, 0)}
    part = by_hand.tables.get(table.name, TableChange())
    changed = {**part.inserts, **part.updates}
    return cells | {(row_id, name) for row_id, row in changed.items() for name in row}


def _written(table: Table, rows: pd.DataFrame) -> dict[tuple[str, str], int]:
    """Return the cells that entries wrote, each with the latest press that did."""
    texts: dict[tuple[int, str], str] = {}
    for press, row_id, after in zip(rows["press"], rows["row_id"], rows["after"], strict=True):
        texts[press, row_id] = texts.get((press, row_id), "") + (after or "")
    told = ((press, row_id, text) for (press, row_id), text in texts.items() if text)
    return {(row_id, name): press for press, row_id, text in told for name in text_row(table, text)}


def checkpoint_rows(tables: Tables, which: Iterable[Table] = TRACKED) -> pd.DataFrame:
    """Return the checkpoint of the tables named: rows whose numbers are near each other stand in one block.

    So a press that changes few rows changes few blocks. A block that does not fit a cell takes several parts.
    """
    return CHECKPOINT.frame(
        {"id": f"{table.name}/{block}/{part}", "table": table.name, "block": block, "part": part, "content": content}
        for table in which
        for block, rows in groupby(sorted(records(tables[table.name]).items(), key=_place), key=_block)
        for part, content in enumerate(packed(_records(rows)), start=1)
    )


def _place(item: tuple[str, Row]) -> tuple[int, str]:
    return number_of(item[0]), item[0]


def _block(item: tuple[str, Row]) -> int:
    return number_of(item[0]) // ROWS


def _records(rows: Iterable[tuple[str, Row]]) -> Iterator[tuple[str, str]]:
    ids, told = zip(*rows, strict=True)
    for row_id, text in zip(ids, row_texts(told), strict=True):
        yield from ((row_id, piece) for piece in pieces(text))


def without(checkpoint: pd.DataFrame, goes: Callable[[str, str, str], bool]) -> pd.DataFrame:
    """Return the checkpoint without the rows of which `goes` says so, asked with table, id and text."""
    left = [
        joined(record for record in unpacked(content, _FIELDS) if not goes(table, *record))
        for table, content in zip(checkpoint["table"].tolist(), checkpoint["content"].tolist(), strict=True)
    ]
    return checkpoint.assign(content=left).loc[[content != "" for content in left]]


def texts_in(checkpoint: pd.DataFrame) -> Iterator[tuple[str, str, str]]:
    """Yield the table, the id and the text of each row that is remembered."""
    for table, rows in _texts(checkpoint).items():
        yield from ((table, row_id, text) for row_id, text in rows.items())


def remembered(checkpoint: pd.DataFrame, which: Iterable[Table]) -> dict[str, pd.DataFrame]:
    """Return the tables named as they stood after the latest press, by name."""
    texts = _texts(checkpoint)
    return {
        table.name: table.frame(
            {"id": row_id, **text_row(table, text)} for row_id, text in texts.get(table.name, {}).items()
        )
        for table in which
    }


def changed_by_hand(tables: Tables, checkpoint: pd.DataFrame) -> ByHand:
    """Hold the tables against the checkpoint."""
    before = _texts(checkpoint)
    by_hand = ByHand()
    for table in TRACKED:
        part = _differences(table, before.get(table.name, {}), records(tables[table.name]))
        if part:
            by_hand.tables[table.name] = part
    return by_hand


def _differences(table: Table, before: Mapping[str, str], now: Mapping[str, Row]) -> TableChange:
    part = TableChange(
        inserts={row_id: row for row_id, row in now.items() if row_id not in before},
        deletes={row_id: text_row(table, text) for row_id, text in before.items() if row_id not in now},
    )
    for (row_id, row), text in zip(now.items(), row_texts(now.values()), strict=True):
        if row_id in before and text != before[row_id]:
            was = text_row(table, before[row_id])
            names = [name for name in table.by_name if not same(was.get(name), row.get(name))]
            part.updates[row_id] = {name: Edit(was.get(name), row.get(name)) for name in names}
    return part


def _texts(checkpoint: pd.DataFrame) -> dict[str, dict[str, str]]:
    texts: dict[str, dict[str, str]] = {}
    cells = (checkpoint.sort_values(["block", "part"])[name].tolist() for name in ("table", "content"))
    for table, content in zip(*cells, strict=True):
        rows = texts.setdefault(table, {})
        for row_id, piece in unpacked(content, _FIELDS):
            rows[row_id] = rows.get(row_id, "") + piece
    return texts


def _derived(table: Table, row_id: str, column: str) -> Problem:
    message = (
        f"Feltet “{table.by_name[column].label}” på arket “{table.sheet}” ({row_id}) beregnes af Ringbind og er sat "
        "tilbage. Ret i stedet det, feltet beregnes ud fra."
    )
    return Problem(ReviewKind.DERIVED, message, table.name, row_id, column)


def _rewritten(table: Table, row_id: str, was: Row) -> Problem:
    labels = ", ".join(f"“{table.by_name[name].label}”" for name in was)
    message = (
        f"Rækken {row_id} på arket “{table.sheet}” er rettet i hånden ({labels}). Rettelsen gælder, men det, der er "
        "noteret, plejer at blive stående. Vælg “Behold rettelsen” eller “Sæt tilbage”, og tryk på Gem valg."
    )
    payload = offer({Choice.KEEP: [], Choice.PUT_BACK: [(table.name, row_id, was)]})
    payload = payload if len(payload) <= LONGEST_TEXT else ""
    return Problem(ReviewKind.REWRITTEN, message, table.name, row_id, payload=payload)


def _vanished(table: Table, row_id: str, row: Row) -> Problem:
    message = (
        f"Rækken {row_id} er forsvundet fra arket “{table.sheet}” siden det seneste tryk. "
        "Vælg “Hent tilbage” eller “Lad være”, og tryk på Gem valg."
    )
    payload = offer({Choice.RESTORE: [(table.name, row_id, row)], Choice.LEAVE: []})
    if len(payload) > LONGEST_TEXT:
        message = (
            f"Rækken {row_id} er forsvundet fra arket “{table.sheet}” siden det seneste tryk. "
            "Den er for lang til at hente tilbage herfra, men står i den seneste kopi i mappen Sikkerhedskopier."
        )
        payload = ""
    return Problem(ReviewKind.VANISHED, message, table.name, row_id, payload=payload)
