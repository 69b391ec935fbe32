"""An open workbook for tests: the real xlwings in front, the fake Excel behind, and a user's hands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pandas as pd
import xlwings as xw

from tests.fake_cells import Cell, enter, stored, to_r1c1
from tests.fake_excel import Book, Excel
from tests.fake_sheet import ListObject, Sheet
from tests.pictures import rows
from workbook.book_excel import ExcelBook
from workbook.cells import NUMBER_FORMAT
from workbook.change import Change
from workbook.schema import Kind, Table
from workbook.tables import BOOKINGS, TABLES

HEADING_ROW = 3
"""Our tables stand below a title line, as `build` puts them."""


@dataclass
class Workbook:
    """What a test holds: xlwings' book in front, the fake behind, and a user's hands."""

    book: xw.Book
    excel: Excel
    impl: Book = field(repr=False)

    def table(self, table: Table) -> ListObject:
        return self.impl._sheets[table.sheet]._tables[table.excel_name]

    def cell(self, table: Table, row: int, label: str) -> Cell:
        """Return a cell; row 1 is the first below the headings."""
        live = self.table(table)
        return live._sheet._cell(live._top + row, live._column(label))

    def column(self, table: Table, label: str) -> list[Any]:
        """Return the column's values, top to bottom, as they stand in the cells."""
        return [self.cell(table, row, label).value for row in range(1, self.table(table)._length + 1)]

    def formulas(self, table: Table, label: str) -> list[str]:
        return [self.cell(table, row, label).formula for row in range(1, self.table(table)._length + 1)]

    def sort(self, table: Table, label: str, *, falling: bool = False) -> None:
        """Sort as a user does: whole rows move, with formats and relative formulas."""
        live = self.table(table)
        key = live._column(label)
        cells = live._sheet._cells
        rows = [[cells.get((row, at), Cell()) for at in range(1, live._width + 1)] for row in live._rows()]
        rows.sort(key=lambda row: str(row[key - 1].value), reverse=falling)
        for row, moved in zip(live._rows(), rows, strict=True):
            cells.update({(row, at): cell for at, cell in enumerate(moved, start=1)})

    def filter_away(self, table: Table, *rows: int) -> None:
        """Hide rows with a filter."""
        live = self.table(table)
        live._hidden.update(live._top + row for row in rows)

    def add_column(self, table: Table, label: str, cells: Sequence[Any], *, at: int = 0) -> None:
        """Put a column of staff's own at the right, or before column `at` (1 is the first)."""
        live = self.table(table)
        place = at or live._width + 1
        for row in range(live._top, live._top + live._length + 1):
            for column in range(live._width, place - 1, -1):
                live._sheet._cells[row, column + 1] = live._sheet._cells.pop((row, column), Cell())
            live._sheet._cells[row, place] = Cell()
        live._width += 1
        live._sheet._cell(live._top, place).value = label
        for row, item in zip(live._rows(), cells, strict=True):
            text = to_r1c1(item, row, place) if isinstance(item, str) and item.startswith("=") else item
            enter(live._sheet._cell(row, place), text)

    def type_row(self, table: Table, cells: Mapping[str, Any]) -> None:
        """Type a row right under the table, which grows by it; formats come from the row above."""
        live = self.table(table)
        grows = any(cell is not None for cell in self._row(live, live._top + live._length))
        row = live._top + live._length + grows
        for at in range(1, live._width + 1):
            live._sheet._cells[row, at] = Cell(number_format=live._sheet._cell(row - grows, at).number_format)
        live._length += grows
        for label, value in cells.items():
            enter(live._sheet._cell(row, live._column(label)), value)

    def _row(self, live: ListObject, row: int) -> list[Any]:
        return [live._sheet._cell(row, at).value for at in range(1, live._width + 1)]

    def open_beside(self, path: str) -> None:
        """Open another workbook, in front of this one."""
        self.excel.books.insert(0, Book(self.excel, path))

    def below(self, table: Table, text: str, *, rows: int = 1) -> None:
        """Write something under the table."""
        live = self.table(table)
        live._sheet._cell(live._top + live._length + rows, 2).value = text


ENGINE = Excel()


def open_workbook(path: str = "/kontor/Ringbind.xlsm", /, **tables: pd.DataFrame) -> Workbook:
    """Open a workbook with all our tables, those given filled, as `build` makes it: one blank row in an empty table."""
    if ENGINE.name not in xw.engines.engines_by_name:
        xw.engines.add(xw.Engine(impl=ENGINE))
    xw.engines[ENGINE.name].activate()
    ENGINE.reset()
    book = Book(ENGINE, path)
    ENGINE.books.append(book)
    for table in TABLES:
        book._sheets[table.sheet] = _sheet(book, table, tables.get(table.name, table.frame()))
    return Workbook(xw.Book(impl=book), ENGINE, book)


def _sheet(book: Book, table: Table, frame: pd.DataFrame) -> Sheet:
    sheet = Sheet(book, table.sheet)
    length = max(len(frame), 1)
    sheet._tables[table.excel_name] = ListObject(sheet, table.excel_name, HEADING_ROW, table.labels, length)
    for at, name in enumerate(table.names, start=1):
        kind = Kind.TEXT if name == "id" else table.by_name[name].kind
        values = frame.index.tolist() if name == "id" else frame[name].tolist()
        for row, value in enumerate(values or [None], start=HEADING_ROW + 1):
            cell = sheet._cells[row, at] = Cell(number_format=NUMBER_FORMAT[kind])
            cell.value = stored(value)
    return sheet


THREE = rows(
    BOOKINGS,
    "id      citizen  dose  date        time   note",
    "T-0001  B-0003   1     2021-04-20  10:30  0012",
    "T-0002  B-0001   2     -           -      -",
    "T-0003  B-0002   1     2021-05-11  08:05  ring først",
)


IDS = ["T-0001", "T-0002", "T-0003"]


def three() -> tuple[Workbook, ExcelBook]:
    office = open_workbook(bookings=THREE)
    return office, ExcelBook(office.book)


def with_cell(frame: pd.DataFrame, row_id: str, name: str, value: Any) -> pd.DataFrame:
    after = frame.copy()
    after.loc[row_id, name] = value
    return after


def changing(row_id: str, name: str, value: Any) -> Change:
    change = Change()
    change.update(BOOKINGS, THREE, with_cell(THREE, row_id, name, value))
    return change


def inserting(*lines: str) -> Change:
    change = Change()
    change.insert(BOOKINGS, rows(BOOKINGS, "id  citizen  note", *lines))
    return change


def deleting(*row_ids: str) -> Change:
    change = Change()
    change.delete(BOOKINGS, THREE.loc[list(row_ids)])
    return change
