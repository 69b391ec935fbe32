"""What a button's function gets: the tables as they stand, the day, the user, and what was answered.

A Desk reads each table once and can look ahead: `after(change)` is the same desk as it will be.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any, NamedTuple, TypeVar, cast

import pandas as pd

from workbook.book import Book, ids_ever, next_ids
from workbook.cells import Unreadable, parse_date
from workbook.change import Change, settle
from workbook.journal.checkpoint import ByHand, corrected_cells
from workbook.letters.files import template_folders
from workbook.problems import NoDate, Problem
from workbook.schema import Table
from workbook.settings import Settings, read_settings
from workbook.tables import BY_NAME, JOURNAL, SETTINGS

Result = TypeVar("Result")


class Worked(NamedTuple):
    """What was worked out, and the tables that were read for it."""

    seen: dict[str, pd.DataFrame]
    result: Any


@dataclass
class Desk:
    """One press's view of the workbook, and of the world outside it."""

    book: Book
    now: datetime
    user: str
    answers: Mapping[str, str] = field(default_factory=dict)
    salt: Callable[[], str] = str
    by_hand: ByHand = field(default_factory=ByHand)
    frames: dict[str, pd.DataFrame] = field(default_factory=dict)
    mended: list[str] = field(default_factory=list)
    seen: dict[str, pd.DataFrame] = field(default_factory=dict)
    worked: dict[Callable[[Desk], Any], Worked] = field(default_factory=dict)

    @property
    def today(self) -> date:
        """Return the day of the press."""
        return self.now.date()

    @property
    def settings(self) -> Settings:
        """Return what stands on Indstillinger."""
        return read_settings(self.read(SETTINGS))

    def day(self, key: str) -> date:
        """Return an answer that is a day; raises NoDate."""
        try:
            return parse_date(self.answers[key])
        except Unreadable:
            raise NoDate(self.answers[key]) from None

    @property
    def folder(self) -> Path:
        """Return the office's folder: the one the workbook lies in."""
        return self.book.path.parent if self.book.path else Path()

    @property
    def templates(self) -> tuple[Path, ...]:
        """Return the folders where templates are looked for, the office's own first."""
        return template_folders(self.folder)

    def read(self, table: Table) -> pd.DataFrame:
        """Return the table as it stood when the press began (read once)."""
        if table.name not in self.frames:
            self.frames[table.name] = self.book.read(table)
        self.seen[table.name] = self.frames[table.name]
        return self.frames[table.name]

    def once(self, work: Callable[[Desk], Result]) -> Result:
        """Return what `work` makes of this desk's tables: what it made of them before, while they are the same."""
        found = self.worked.get(work)
        if found is None or any(self.read(BY_NAME[name]) is not frame for name, frame in found.seen.items()):
            desk = replace(self, seen={})
            found = self.worked[work] = Worked(desk.seen, work(desk))
        return cast("Result", found.result)

    def problems(self, table: Table) -> list[Problem]:
        """Return the cells of the table that could not be read."""
        self.read(table)
        return self.book.problems(table)

    def new_ids(self, table: Table, count: int) -> list[str]:
        """Return ids that no row of the table ever had, by the table, the checkpoint and the journal."""
        if not count:
            return []
        return next_ids(table, [*self.read(table).index, *ids_ever(table, self.read)], count)

    def corrected(self, table: Table) -> set[tuple[str, str]]:
        """Return the cells (row id, column) that people corrected by hand, at any time."""
        return corrected_cells(self.read(JOURNAL), self.by_hand, table)

    def after(self, change: Change) -> Desk:
        """Return the desk as it will be when the change is applied."""
        frames = {
            name: settle(BY_NAME[name], self.read(BY_NAME[name]), part)[0]
            for name, part in change.tables.items()
            if part
        }
        return replace(self, frames={**self.frames, **frames})

    def again(self) -> Desk:
        """Return the desk with every table to be read anew."""
        return replace(self, frames={})
