"""A sheet of the fake Excel, with its tables and its cells."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from xlwings import base_classes

from tests.fake_calls import Counted
from tests.fake_cells import GENERAL_ERROR, SCODE_1004, Cell, ComError, enter, result_of, shown, told


class Sheet(Counted):
    """A sheet of a `tests.fake_excel.Book`."""

    def __init__(self, book: Any, name: str) -> None:
        self._excel = book._excel
        self._book = book
        self._name = name
        self._cells: dict[tuple[int, int], Cell] = {}
        self._tables: dict[str, ListObject] = {}
        self._hidden = False

    book = property(lambda self: self._book)

    @property
    def name(self) -> str:
        return self._name

    @name.setter
    def name(self, value: str) -> None:
        sheets = self._book._sheets
        sheets[value] = sheets.pop(self._name)
        self._name = value

    api = property(lambda self: self)
    visible = property(lambda self: not self._hidden)

    def Activate(self) -> None:  # noqa: N802  Excel's name
        if self._hidden:
            raise ComError(GENERAL_ERROR, SCODE_1004)
        self._book._in_front = self._name

    @property
    def tables(self) -> ListObjects:
        return ListObjects(self)

    def range(self, first: Any, last: Any = None) -> Range:
        top, left = first._corner() if isinstance(first, Range) else first
        bottom, right = (last._corner() if isinstance(last, Range) else last) if last else (top, left)
        return Range(self, top, left, bottom - top + 1, right - left + 1)

    def _cell(self, row: int, column: int) -> Cell:
        return self._cells.setdefault((row, column), Cell())

    def _shielded(self, row: int) -> bool:
        return any(row in table._hidden for table in self._tables.values())


class ListObjects(Counted):
    def __init__(self, sheet: Sheet) -> None:
        self._excel = sheet._excel
        self._sheet = sheet

    def __contains__(self, name: str) -> bool:
        return name in self._sheet._tables

    def __call__(self, name: str) -> ListObject:
        return self._sheet._tables[name]


class ListObject(Counted):
    """An Excel table: the headings stand in `_top`, `_length` rows follow; it never holds fewer than one."""

    def __init__(self, sheet: Sheet, name: str, top: int, labels: Sequence[str], length: int) -> None:
        self._excel = sheet._excel
        self._sheet = sheet
        self._name = name
        self._top = top
        self._width = len(labels)
        self._length = length
        self._hidden: set[int] = set()
        self._totals: dict[int, Cell] = {}
        self._shows_totals = False
        for at, label in enumerate(labels, start=1):
            sheet._cell(top, at).value = label

    name = property(lambda self: self._name)
    parent = property(lambda self: self._sheet)

    @property
    def api(self) -> TableApi:
        return TableApi(self)

    @property
    def range(self) -> Range:
        return Range(self._sheet, self._top, 1, 1 + self._length + self._shows_totals, self._width)

    @property
    def show_totals(self) -> bool:
        return self._shows_totals

    @show_totals.setter
    def show_totals(self, value: bool) -> None:
        row = self._top + self._length + 1
        if value and not self._shows_totals:
            self._sheet._cells.update({(row, at): cell for at, cell in self._totals.items()})
        if self._shows_totals and not value:
            self._totals = {at: self._sheet._cells.pop((row, at), Cell()) for at in range(1, self._width + 1)}
        self._shows_totals = value

    def resize(self, target: Any) -> None:
        self._excel._called("ListObject.resize()", writes=True)
        area = target.impl
        if area._box[:2] != (self._top, 1) or area._box[2] < 2 or self._shows_totals:
            raise ComError(GENERAL_ERROR, SCODE_1004)
        was, self._length, self._width = self._length, area._box[2] - 1, area._box[3]
        for column in range(1, self._width + 1):
            formulas = {self._sheet._cell(self._top + row, column).formula for row in range(1, was + 1)}
            if len(formulas) == 1 and (formula := formulas.pop()):
                for row in range(was + 1, self._length + 1):
                    cell = self._sheet._cell(self._top + row, column)
                    cell.formula, cell.value = formula, result_of(formula)

    def _column(self, label: str) -> int:
        found = (at for at in range(1, self._width + 1) if self._sheet._cell(self._top, at).value == label)
        return next(found)

    def _rows(self) -> list[int]:
        return [self._top + row for row in range(1, self._length + 1)]


class TableApi(Counted):
    def __init__(self, table: ListObject) -> None:
        self._excel = table._excel
        self._table = table

    AutoFilter = property(lambda self: self)
    FilterMode = property(lambda self: bool(self._table._hidden))

    def ShowAllData(self) -> None:  # noqa: N802  Excel's name
        self._table._hidden.clear()


class Range(Counted):
    """A rectangle of cells, as (row, column, rows, columns)."""

    options: Mapping[str, Any]

    def __init__(self, sheet: Sheet, *box: int) -> None:
        self._excel = sheet._excel
        self._sheet = sheet
        self._box = box

    max_cells_per_read = base_classes.DEFAULT_MAX_CELLS_PER_READ
    max_cells_per_write = 1_000  # where xlwings cuts a block in pieces unless told not to; 100,000 in the real engine
    sheet = property(lambda self: self._sheet)

    @property
    def api(self) -> RangeApi:
        return RangeApi(self)

    row = property(lambda self: self._box[0])
    column = property(lambda self: self._box[1])
    shape = property(lambda self: self._box[2:])

    def __call__(self, row: int, column: int) -> Range:
        return Range(self._sheet, self._box[0] + row - 1, self._box[1] + column - 1, 1, 1)

    @property
    def raw_value(self) -> Any:
        return self._as_excel_gives([[shown(cell) for _, cell in row] for row in self._grid()])

    @raw_value.setter
    def raw_value(self, value: Any) -> None:
        for row, given in self._pairs(value):
            for (position, cell), item in zip(row, given, strict=True):
                if not self._sheet._shielded(position):
                    enter(cell, item)

    @property
    def number_format(self) -> str | None:
        formats = {cell.number_format for row in self._grid() for _, cell in row}
        return formats.pop() if len(formats) == 1 else None

    @number_format.setter
    def number_format(self, value: str) -> None:
        for row in self._grid():
            for _, cell in row:
                cell.number_format = value

    def clear_contents(self) -> None:
        self._excel._called("Range.clear_contents()", writes=True)
        for row in self._grid():
            for _, cell in row:
                cell.value, cell.formula = None, ""

    def _corner(self) -> tuple[int, int]:
        return self._box[0], self._box[1]

    def _grid(self) -> list[list[tuple[int, Cell]]]:
        top, left, rows, columns = self._box
        cell = self._sheet._cell
        return [[(row, cell(row, at)) for at in range(left, left + columns)] for row in range(top, top + rows)]

    def _pairs(self, value: Any) -> Iterator[tuple[list[tuple[int, Cell]], Sequence[Any]]]:
        grid = self._grid()
        if not isinstance(value, (list, tuple)):
            value = [[value] * self._box[3]] * self._box[2]
        if (len(value), len(value[0])) != self._box[2:]:
            raise ComError(GENERAL_ERROR, SCODE_1004)
        yield from zip(grid, value, strict=True)

    def _as_excel_gives(self, grid: list[list[Any]]) -> Any:
        return grid[0][0] if self._box[2:] == (1, 1) else tuple(tuple(row) for row in grid)


class RangeApi(Counted):
    def __init__(self, area: Range) -> None:
        self._excel = area._excel
        self._area = area

    @property
    def FormulaR1C1(self) -> Any:  # noqa: N802  Excel's name
        return self._area._as_excel_gives([[told(cell) for _, cell in row] for row in self._area._grid()])

    @FormulaR1C1.setter
    def FormulaR1C1(self, value: Any) -> None:  # noqa: N802  Excel's name
        for row, given in self._area._pairs(value):
            for (position, cell), item in zip(row, given, strict=True):
                if not self._area._sheet._shielded(position):
                    enter(cell, item)
