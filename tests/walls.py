"""The walls that tests/test_walls.py holds to the same promises, and what a person does to a workbook behind them.

A maker takes frames by table name and gives a bench, as a context manager. To hold another wall to the promises, write
a class with the verbs of `Bench` and put it into `WALLS`.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any, Protocol

import pandas as pd

from tests.fake_cells import enter
from tests.live import open_workbook
from tests.person import Person
from workbook.book import Book, MemoryBook, ids_ever, settle_ids
from workbook.book_excel import ExcelBook
from workbook.book_file import FileBook
from workbook.build import build
from workbook.cells import read_cell
from workbook.schema import Table

RIBBON = '<customUI xmlns="http://schemas.microsoft.com/office/2009/07/customui"/>'
MADE = datetime(2021, 4, 20, 8, 30)


class Bench(Protocol):
    """A workbook behind a wall, and the hands of a person on it; headings are Danish, as the person sees them."""

    @property
    def book(self) -> Book:
        """Return the wall; after a person's work it is opened anew."""

    def reopen(self) -> None:
        """Close the workbook, unsaved work and all, and open it again."""

    def sort(self, table: Table, label: str) -> None:
        """Sort the table's rows by a column, from Z to A, staff's own columns with them."""

    def set_cell(self, table: Table, row_id: str, label: str, value: Any) -> None:
        """Type into a cell."""

    def type_row(self, table: Table, cells: Mapping[str, Any]) -> None:
        """Type a new row below the last one; without an id unless `cells` has one."""

    def own_column(self, table: Table, label: str, values: Mapping[str, Any]) -> None:
        """Add a column of staff's own, with a value for some rows."""

    def own_cells(self, table: Table, label: str) -> dict[str, Any]:
        """Return the cells of a column of staff's own, by row id; blank ones are left out."""


class MemoryBench:
    """MemoryBook: what a person does is done to its frames."""

    def __init__(self, frames: Mapping[str, pd.DataFrame]) -> None:
        self.book = MemoryBook(**frames)

    def reopen(self) -> None:
        """Do nothing: what is applied stands."""

    def sort(self, table: Table, label: str) -> None:
        column = next(column for column in table.columns if column.label == label)
        self._put(table, self._frame(table).sort_values(column.name, ascending=False, kind="stable"))

    def set_cell(self, table: Table, row_id: str, label: str, value: Any) -> None:
        column = next(column for column in table.columns if column.label == label)
        frame = self._frame(table).copy()
        frame.loc[row_id, column.name] = read_cell(column, value)
        self._put(table, frame)

    def type_row(self, table: Table, cells: Mapping[str, Any]) -> None:
        taken = [*self._frame(table).index, cells.get(table.id_label)]
        ids = settle_ids(table, taken, lambda: ids_ever(table, self.book.read))
        values = {c.name: read_cell(c, cells[c.label]) for c in table.columns if c.label in cells}
        typed = table.frame([{"id": ids[-1], **values}])
        self._put(table, pd.concat([self._frame(table), typed]))

    def own_column(self, table: Table, label: str, values: Mapping[str, Any]) -> None:
        own = pd.Series([values.get(row_id) for row_id in self._frame(table).index], self._frame(table).index, object)
        self._put(table, self._frame(table).assign(**{label: own}))

    def own_cells(self, table: Table, label: str) -> dict[str, Any]:
        return {str(row_id): value for row_id, value in self._frame(table)[label].items() if value is not None}

    def _frame(self, table: Table) -> pd.DataFrame:
        return self.book._tables[table.name]

    def _put(self, table: Table, frame: pd.DataFrame) -> None:
        self.book._tables[table.name] = frame


class FileBench:
    """FileBook on a workbook that `build` made; a person's work is done with openpyxl while it is closed."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.person = Person(path)
        self._book: FileBook | None = None

    @property
    def book(self) -> FileBook:
        if self._book is None:
            self._book = FileBook(self.path).__enter__()
        return self._book

    def reopen(self) -> None:
        if self._book is not None:
            self._book.__exit__()
        self._book = None

    def sort(self, table: Table, label: str) -> None:
        self.reopen()
        self.person.sort(table, label)

    def set_cell(self, table: Table, row_id: str, label: str, value: Any) -> None:
        self.reopen()
        self.person.set_cell(table, row_id, label, value)

    def type_row(self, table: Table, cells: Mapping[str, Any]) -> None:
        self.reopen()
        self.person.type_row(table, cells)

    def own_column(self, table: Table, label: str, values: Mapping[str, Any]) -> None:
        self.reopen()
        self.person.own_column(table, label, values)

    def own_cells(self, table: Table, label: str) -> dict[str, Any]:
        return self.person.own_cells(table, label)


class LiveBench:
    """ExcelBook on the fake Excel: the workbook stays open, and every press finds it anew."""

    def __init__(self, frames: Mapping[str, pd.DataFrame]) -> None:
        self.office = open_workbook(**frames)
        self.reopen()

    def reopen(self) -> None:
        self.book = ExcelBook(self.office.book)

    def sort(self, table: Table, label: str) -> None:
        self.office.sort(table, label, falling=True)

    def set_cell(self, table: Table, row_id: str, label: str, value: Any) -> None:
        row = self.office.column(table, table.id_label).index(row_id) + 1
        enter(self.office.cell(table, row, label), value)

    def type_row(self, table: Table, cells: Mapping[str, Any]) -> None:
        self.office.type_row(table, cells)

    def own_column(self, table: Table, label: str, values: Mapping[str, Any]) -> None:
        self.office.add_column(table, label, [values.get(row) for row in self.office.column(table, table.id_label)])

    def own_cells(self, table: Table, label: str) -> dict[str, Any]:
        own = zip(self.office.column(table, table.id_label), self.office.column(table, label), strict=True)
        return {row_id: value for row_id, value in own if value is not None}


@contextmanager
def make_memory(frames: Mapping[str, pd.DataFrame]) -> Iterator[MemoryBench]:
    yield MemoryBench(frames)


@contextmanager
def make_file(frames: Mapping[str, pd.DataFrame]) -> Iterator[FileBench]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "Ringbind.xlsm"
        path.write_bytes(built(frames) if frames else empty())
        bench = FileBench(path)
        try:
            yield bench
        finally:
            bench.reopen()


@contextmanager
def make_live(frames: Mapping[str, pd.DataFrame]) -> Iterator[LiveBench]:
    yield LiveBench(frames)


def built(frames: Mapping[str, pd.DataFrame]) -> bytes:
    """Return a new workbook with these tables and no pages."""
    return build(frames, [], {}, RIBBON, {}, created=MADE)


@cache
def empty() -> bytes:
    """Return a new workbook with empty tables."""
    return built({})


WALLS: dict[str, Callable[[Mapping[str, pd.DataFrame]], AbstractContextManager[Bench]]] = {
    "memory": make_memory,
    "file": make_file,
    "live": make_live,
}
