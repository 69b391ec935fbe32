"""The journal: who pressed what and when, each changed row before and after, and a chain of digests over all.

A row of the sheet is the beginning or the end of a press, or a block of its entries. An entry's digest is salted and
covers its before and after; the chain covers the digests. So a value that is due for deletion can be blanked together
with its salt, the digest taking their place, and the chain still holds.
"""

from __future__ import annotations

import hashlib
import itertools
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from workbook.blocks import BETWEEN, joined, packed, pieces, unpacked
from workbook.change import Change, Row, TableChange
from workbook.problems import Problem
from workbook.rowtext import row_text, row_texts
from workbook.tables import BY_NAME, JOURNAL
from workbook.words import Mark

OF_PRESS = (Mark.BEGUN, Mark.DONE, Mark.TAKEN_BACK)
"""Marks of a press as a whole: each has a row of its own, all others stand in blocks."""

_FIELDS = ("table", "row_id", "before", "after", "seal", "mark")
"""An entry in its block; the seal is its salt, or, once its values are deleted for good, "#" and its digest."""

_BLANKED = "#"


@dataclass(frozen=True)
class Stamp:
    """What every entry of one press shares."""

    press: int
    moment: str
    who: str
    command: str


@dataclass(frozen=True)
class Entry:
    """One entry before it is chained: a mark and, for a changed row, which and how."""

    mark: Mark
    table: str = ""
    row_id: str = ""
    before: str = ""
    after: str = ""


def change_entries(change: Change) -> Iterator[Entry]:
    """Yield one entry per row that the change touches, in the tables that are tracked."""
    for name, part in change.tables.items():
        if not BY_NAME[name].tracked:
            continue
        yield from row_entries(name, part, Mark.INSERT, Mark.UPDATE, Mark.DELETE)
        for row_id in part.erases:
            yield Entry(Mark.ERASED, name, row_id)
        for row_id, fingerprint in part.archives.items():
            yield Entry(Mark.ARCHIVED, name, row_id, "", fingerprint)


def row_entries(table: str, part: TableChange, inserted: Mark, updated: Mark, deleted: Mark) -> Iterator[Entry]:
    """Yield an entry for each row that comes, changes or goes, with the mark for that; erased rows have none."""
    before = {row_id: {name: edit.expected for name, edit in edits.items()} for row_id, edits in part.updates.items()}
    after = {row_id: {name: edit.value for name, edit in edits.items()} for row_id, edits in part.updates.items()}
    gone = {row_id: row for row_id, row in part.deletes.items() if row_id not in part.erases}
    yield from _told(inserted, table, {}, part.inserts)
    yield from _told(updated, table, before, after)
    yield from _told(deleted, table, gone, {})


def _told(mark: Mark, table: str, before: Mapping[str, Row], after: Mapping[str, Row]) -> Iterator[Entry]:
    was, now = (dict(zip(rows, row_texts(rows.values()), strict=True)) for rows in (before, after))
    yield from (Entry(mark, table, row_id, was.get(row_id, ""), now.get(row_id, "")) for row_id in after or before)


def conflict_entries(conflicts: Iterable[Problem]) -> Iterator[Entry]:
    """Yield what was not written after all: `before` holds the cell's column, nothing when it is the whole row."""
    for item in conflicts:
        before = row_text({item.column: None}) if item.column else ""
        yield Entry(Mark.CONFLICT, item.table, item.row_id, before)


def chained(journal: pd.DataFrame, stamp: Stamp, entries: Iterable[Entry], salt: Callable[[], str]) -> pd.DataFrame:
    """Return the entries as rows that follow `journal`; long ones come in several pieces, one after the other."""
    link = journal["chain"].iloc[-1] if len(journal) else ""
    number = int(str(journal.index[-1]).removeprefix(f"{JOURNAL.prefix}-")) if len(journal) else 0
    rows = []
    for at, (mark, content) in enumerate(_blocks(entries, salt), start=number + 1):
        row = {
            "id": f"{JOURNAL.prefix}-{at:06d}",
            "press": stamp.press,
            "moment": stamp.moment,
            "who": stamp.who,
            "command": stamp.command,
            "mark": mark,
            "content": content or None,
        }
        link = row["chain"] = _link(link, row)
        rows.append(row)
    return JOURNAL.frame(rows)


def _blocks(entries: Iterable[Entry], salt: Callable[[], str]) -> Iterator[tuple[Mark, str]]:
    """Yield the rows' marks and contents; a mark of the press may name a row, as an undo names what it takes back."""
    for alone, group in itertools.groupby(entries, lambda entry: entry.mark in OF_PRESS):
        if alone:
            yield from ((entry.mark, entry.row_id) for entry in group)
        else:
            yield from ((Mark.ROWS, cell) for cell in packed(_records(group, salt)))


def _records(entries: Iterable[Entry], salt: Callable[[], str]) -> Iterator[tuple[str, ...]]:
    for entry in entries:
        both = itertools.zip_longest(pieces(entry.before), pieces(entry.after), fillvalue="")
        yield from ((entry.table, entry.row_id, before, after, salt(), entry.mark) for before, after in both)


def entries_of(journal: pd.DataFrame) -> pd.DataFrame:
    """Return the entries of these rows of the journal, in order; a long one comes in several pieces.

    Columns: `press`, `moment`, `who`, `command`, `mark`, `table`, `row_id`, `before`, `after`, blank as None.
    """
    found = [_entries_in(*row) for row in zip(journal["mark"].tolist(), journal["content"].tolist(), strict=True)]
    counts = list(map(len, found))
    records = [record for block in found for record in block]
    fields: list[Sequence[str]] = list(zip(*records, strict=True)) if records else [()] * len(_FIELDS)
    own = {name: [text or None for text in texts] for name, texts in zip(_FIELDS, fields, strict=True)}
    shared = {name: journal[name].repeat(counts).tolist() for name in ("press", "moment", "who", "command")}
    return pd.DataFrame({**shared, **own}, dtype=object).drop(columns="seal")


def _entries_in(mark: str, content: str | None) -> list[tuple[str, ...]]:
    return unpacked(content or "", len(_FIELDS)) if mark == Mark.ROWS else [("", content or "", "", "", "", mark)]


def ids_in(journal: pd.DataFrame, table: str) -> Iterator[str]:
    """Yield the ids of the table's rows that the journal speaks of."""
    for content in journal.loc[journal["mark"] == Mark.ROWS, "content"].dropna():
        yield from (record[1] for record in unpacked(content, len(_FIELDS)) if record[0] == table)


def blanked(journal: pd.DataFrame, goes: Callable[[str, str, str], bool]) -> pd.DataFrame:
    """Return the rows of the journal in which values go for good, without them.

    `goes` is asked for each entry that holds any: its table, its row's id, and what it says.
    """
    rows = journal[(journal["mark"] == Mark.ROWS) & journal["content"].notna()]
    after = [_without(content, goes) for content in rows["content"].tolist()]
    changed = [one != other for one, other in zip(after, rows["content"].tolist(), strict=True)]
    return rows.assign(content=after).loc[changed]


def _without(content: str, goes: Callable[[str, str, str], bool]) -> str:
    kept = []
    for record in unpacked(content, len(_FIELDS)):
        table, row_id, before, after, _, mark = record
        leaves = (before or after) and goes(table, row_id, before + after)
        kept.append((table, row_id, "", "", _BLANKED + _digest(record), mark) if leaves else record)
    return joined(kept)


def broken_links(journal: pd.DataFrame) -> list[str]:
    """Return the ids of rows that were altered, moved or whose forerunner is gone; blanked values are no break."""
    link, broken = "", []
    for row in journal.reset_index().to_dict("records"):
        if _link(link, row) != row["chain"]:
            broken.append(str(row["id"]))
        link = row["chain"]
    return broken


def next_press(journal: pd.DataFrame) -> int:
    """Return the number of the press that comes now."""
    return int(max(journal["press"].dropna(), default=0)) + 1


def _digest(record: tuple[str, ...]) -> str:
    _, _, before, after, seal, _ = record
    if seal.startswith(_BLANKED) and not before and not after:
        return seal.removeprefix(_BLANKED)
    return hashlib.sha256(f"{seal}\0{before}\0{after}".encode()).hexdigest()


_LINKED = ("id", "press", "moment", "who", "command", "mark")


def _link(before: object, row: Mapping[Any, Any]) -> str:
    told = ["" if row[name] is None else str(row[name]) for name in _LINKED]
    told.append(str((row["content"] or "").count(BETWEEN)))
    for record in _entries_in(row["mark"], row["content"]):
        told += [record[0], record[1], record[5], _digest(record)]
    return hashlib.sha256("\0".join([str(before), *told]).encode()).hexdigest()
