"""A small Excel for the real xlwings: an engine that is as unkind to cells as Excel is, and counts what it is asked.

Each class stands for one of Excel's objects and has only what xlwings and `book_excel` ask of it (`tests.fake_cells`
says what a cell does, `tests.live` opens a workbook). Where nobody here knows what Excel does (a filter over a block
that is written), it does the worst: hidden rows are not written.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import xlwings as xw
from xlwings import base_classes

from tests.fake_cells import (
    CALL_REJECTED,
    GENERAL_ERROR,
    SCODE_1004,
    Cell,
    ComError,
    enter,
    handed_back,
    handed_over,
    result_of,
    shown,
    told,
)

NO_CALL = {"options", "alert", "pid", "engine"}
"""What xlwings has on its own side: a box is shown by Windows, not by Excel."""


class Counted:
    """Every name that is asked for from outside is a call to Excel: counted, and refused when it must be."""

    _excel: Excel

    def __getattribute__(self, name: str) -> Any:
        if not name.startswith("_") and name not in NO_CALL:
            object.__getattribute__(self, "_excel")._called(f"{type(self).__name__}.{name}")
        return object.__getattribute__(self, name)

    def __setattr__(self, name: str, value: Any) -> None:
        if not name.startswith("_") and name not in NO_CALL:
            self._excel._called(f"{type(self).__name__}.{name}=", writes=True)
        object.__setattr__(self, name, value)


class Excel:
    """The engine: counts calls by kind, refuses all while `busy`, and fails the `dies_at`-th that writes in a table."""

    name = "excel"
    type = "desktop"

    def __init__(self) -> None:
        self.reset()

    def reset(self) -> None:
        self.calls: Counter[str] = Counter()
        self.busy = False
        self.dies_at = 0
        self.written = 0
        self.alerts: list[tuple[str, str]] = []
        self.answers: list[Any] = []
        self.told: list[Any] = []
        self.app = App(self)
        self.books: list[Book] = []

    @property
    def apps(self) -> Apps:
        return Apps(self)

    def _called(self, kind: str, *, writes: bool = False) -> None:
        self.calls[kind] += 1
        if self.busy:
            raise ComError(CALL_REJECTED)
        writes = writes and kind.startswith(("Range", "ListObject"))
        self.written += writes
        if writes and self.written == self.dies_at:
            raise ComError(GENERAL_ERROR, SCODE_1004)

    @contextmanager
    def counting(self) -> Iterator[Counter[str]]:
        """Count the calls made inside."""
        before = self.calls.copy()
        counted: Counter[str] = Counter()
        yield counted
        counted.update(self.calls - before)

    prepare_xl_data_element = staticmethod(handed_over)
    clean_value_data = staticmethod(handed_back)


class Apps(base_classes.Apps):
    def __init__(self, excel: Excel) -> None:
        self._excel = excel

    def __iter__(self) -> Iterator[App]:
        yield self._excel.app


def _setting(name: str) -> Any:
    """Return a switch of the app's."""
    return property(
        lambda self: self._settings.get(name, True), lambda self, value: self._settings.update({name: value})
    )


class App(Counted):
    def __init__(self, excel: Excel) -> None:
        self._excel = excel
        self._status: Any = False
        self._settings: dict[str, Any] = {"screen_updating": True, "enable_events": True, "calculation": "automatic"}

    engine = property(lambda self: self._excel)
    pid = 1
    books = property(lambda self: Books(self._excel))
    screen_updating, enable_events, calculation = (
        _setting(n) for n in ("screen_updating", "enable_events", "calculation")
    )
    display_alerts = _setting("display_alerts")

    @property
    def status_bar(self) -> Any:
        return self._status

    @status_bar.setter
    def status_bar(self, value: Any) -> None:
        self._status = value
        self._excel.told.append(value)

    @property
    def api(self) -> AppApi:
        return AppApi(self._excel)

    def alert(self, prompt: str, title: str, buttons: Any, mode: Any, callback: Any) -> str:  # noqa: ARG002
        self._excel.alerts.append((prompt, buttons))
        return self._excel.answers.pop(0) if self._excel.answers else "ok"


class AppApi(Counted):
    """Excel's own boxes: what they say is kept among the alerts, answers are given beforehand; False is Annuller."""

    def __init__(self, excel: Excel) -> None:
        self._excel = excel

    def InputBox(self, Prompt: str, Title: str, Type: int) -> Any:  # noqa: N802, N803  Excel's names
        assert (Title, Type, len(Prompt) <= 255) == ("Ringbind", 2, True)
        self._excel.alerts.append((Prompt, "input"))
        return self._excel.answers.pop(0)

    def GetOpenFilename(self, Title: str) -> Any:  # noqa: N802, N803  Excel's names
        self._excel.alerts.append((Title, "file"))
        return self._excel.answers.pop(0)


class Books(Counted):
    def __init__(self, excel: Excel) -> None:
        self._excel = excel

    def __iter__(self) -> Iterator[Book]:
        return iter(self._excel.books)


class Book(Counted):
    def __init__(self, excel: Excel, fullname: str) -> None:
        self._excel = excel
        self._sheets: dict[str, Sheet] = {}
        self._fullname = fullname
        self._saved = 0
        self._read_only = False
        self._in_front = ""

    app = property(lambda self: self._excel.app)
    name = property(lambda self: self._fullname.rpartition("/")[2])

    @property
    def api(self) -> BookApi:
        return BookApi(self)

    @property
    def sheets(self) -> Sheets:
        return Sheets(self)

    @property
    def fullname(self) -> str:
        if "://" in self._fullname:
            raise xw.XlwingsError("Couldn't find the local path")
        return self._fullname

    def save(self, path: str | None = None, password: str | None = None) -> None:  # noqa: ARG002
        if self._read_only:
            raise ComError(GENERAL_ERROR, SCODE_1004)
        self._saved += 1


class BookApi(Counted):
    def __init__(self, book: Book) -> None:
        self._excel = book._excel
        self._book = book

    ReadOnly = property(lambda self: self._book._read_only)


class Sheets(Counted):
    def __init__(self, book: Book) -> None:
        self._excel = book._excel
        self._book = book

    def __iter__(self) -> Iterator[Sheet]:
        return iter(self._book._sheets.values())

    def __call__(self, name: str) -> Sheet:
        return self._book._sheets[name]


class Sheet(Counted):
    def __init__(self, book: Book, name: str) -> None:
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
