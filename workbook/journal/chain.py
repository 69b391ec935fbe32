"""The journal's rows: who pressed what and when, each changed row before and after, and a chain of digests over all.

A row's digest is salted and covers its before and after; the chain covers the digests. So a value that is due for
deletion can be blanked together with its salt, and the chain still holds.
"""

from __future__ import annotations

import hashlib
import itertools
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from workbook.change import Change, Row
from workbook.problems import Problem
from workbook.rowtext import parts, row_text
from workbook.tables import BY_NAME, JOURNAL
from workbook.words import Mark


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
        for row_id, row in part.inserts.items():
            yield Entry(Mark.INSERT, name, row_id, "", row_text(row))
        for row_id, edits in part.updates.items():
            before: Row = {column: edit.expected for column, edit in edits.items()}
            after: Row = {column: edit.value for column, edit in edits.items()}
            yield Entry(Mark.UPDATE, name, row_id, row_text(before), row_text(after))
        for row_id, row in part.deletes.items():
            if row_id not in part.erases:
                yield Entry(Mark.DELETE, name, row_id, row_text(row), "")
        for row_id in part.erases:
            yield Entry(Mark.ERASED, name, row_id)
        for row_id, fingerprint in part.archives.items():
            yield Entry(Mark.ARCHIVED, name, row_id, "", fingerprint)


def conflict_entries(conflicts: Iterable[Problem]) -> Iterator[Entry]:
    """Yield what was not written after all: `before` holds the cell's column, nothing when it is the whole row."""
    for item in conflicts:
        before = row_text({item.column: None}) if item.column else ""
        yield Entry(Mark.CONFLICT, item.table, item.row_id, before)


def chained(journal: pd.DataFrame, stamp: Stamp, entries: Iterable[Entry], salt: Callable[[], str]) -> pd.DataFrame:
    """Return the entries as rows that follow `journal`; long ones take several rows, numbered by part."""
    link = journal["chain"].iloc[-1] if len(journal) else ""
    number = int(str(journal.index[-1]).removeprefix(f"{JOURNAL.prefix}-")) if len(journal) else 0
    rows = []
    for entry in entries:
        pieces = itertools.zip_longest(parts(entry.before), parts(entry.after), fillvalue="")
        for part, (before, after) in enumerate(pieces, start=1):
            number += 1
            row = {
                "id": f"{JOURNAL.prefix}-{number:06d}",
                "press": stamp.press,
                "moment": stamp.moment,
                "who": stamp.who,
                "command": stamp.command,
                "mark": entry.mark,
                "table": entry.table or None,
                "row_id": entry.row_id or None,
                "part": part,
                "before": before or None,
                "after": after or None,
                "salt": salt(),
            }
            row["digest"] = _digest(row["salt"], before, after)
            link = row["chain"] = _link(link, row)
            rows.append(row)
    return JOURNAL.frame(rows)


def broken_links(journal: pd.DataFrame) -> list[str]:
    """Return the ids of entries that were altered, moved or whose forerunner is gone; blanked values are no break."""
    link, broken = "", []
    for row in journal.reset_index().to_dict("records"):
        link_now = _link(link, row)
        blanked = row["salt"] is None and row["before"] is None and row["after"] is None
        untouched = blanked or row["digest"] == _digest(row["salt"], row["before"] or "", row["after"] or "")
        if link_now != row["chain"] or not untouched:
            broken.append(str(row["id"]))
        link = row["chain"]
    return broken


def next_press(journal: pd.DataFrame) -> int:
    """Return the number of the press that comes now."""
    return int(max(journal["press"].dropna(), default=0)) + 1


def _digest(salt: object, before: str, after: str) -> str:
    return hashlib.sha256(f"{salt}\0{before}\0{after}".encode()).hexdigest()


_LINKED = ("id", "press", "moment", "who", "command", "mark", "table", "row_id", "part", "digest")


def _link(before: object, row: Mapping[Any, object]) -> str:
    told = "\0".join("" if row[name] is None else str(row[name]) for name in _LINKED)
    return hashlib.sha256(f"{before}\0{told}".encode()).hexdigest()
