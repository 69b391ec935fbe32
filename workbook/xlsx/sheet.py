"""A worksheet part, opened: its rows and cells by number, written in order, everything else in it left alone."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from workbook.xlsx.cellxml import Area, area, cell_xml, column_of, letters
from workbook.xlsx.parts import MAIN, Element, parse, q, serialize

ROW, CELL, FORMULA, RESULT, INLINE = q("row"), q("c"), q("f"), q("v"), q("is")


class Sheet:
    """The cells of a sheet. Rows and columns count from 1; a cell is its lxml element."""

    def __init__(self, content: bytes, *, from_1904: bool = False, let_be: range = range(0)) -> None:
        """Open the part; rows of `let_be`, which nobody asks for and may be many, are not read where that can be."""
        self._next_row = _opening(let_be.stop)
        start, stop = _rows(content, let_be)
        self._let_be = content[start:stop]
        self.root = parse(content[:start] + content[stop:])
        data = self.root.find(q("sheetData"))
        if data is None:
            raise ValueError("a sheet without cells")
        self._data = data
        self._rows = {int(row.get("r", "0")): row for row in self._data}
        self._numbers = sorted(self._rows)
        self._from_1904 = from_1904
        self._prefix = f"{self._data.prefix}:" if self._data.prefix else ""
        self._below: list[str] = []
        self._last = self._numbers[-1] if self._numbers else 0

    def to_bytes(self) -> bytes:
        """Return the part."""
        if not len(self._data):
            self._data.text = ""  # or there is no end tag
        before, end, after = serialize(self.root).rpartition(f"</{self._prefix}sheetData>".encode())
        above, opening, below = before.partition(self._next_row) if self._let_be else (before, b"", b"")
        return b"".join((above, self._let_be, opening, below, "".join(self._below).encode(), end, after))

    def row(self, number: int) -> Element | None:
        """Return a row's element, None when nothing was ever written there."""
        return self._rows.get(number)

    def cell(self, row: int, column: int) -> Element | None:
        """Return a cell, None when nothing was ever written there."""
        found = _at_or_before(self._rows.get(row), column)
        return found if found is not None and column_of(found) == column else None

    def cells(self, row: int, left: int, right: int) -> list[Element]:
        """Return the cells of a row between two columns, both included."""
        found = self._rows.get(row)
        return [] if found is None else [cell for cell in found if left <= column_of(cell) <= right]

    def formulas(self) -> Iterator[Element]:
        """Return every formula of the sheet."""
        yield from self.root.iter(FORMULA)

    def style(self, row: int, column: int) -> str:
        """Return the number of the cell's style, or the one that its row or column gives to new cells."""
        cell = self.cell(row, column)
        if cell is not None:
            return cell.get("s", "")
        of_row = self._rows.get(row)
        if of_row is not None and of_row.get("customFormat") in {"1", "true"}:
            return of_row.get("s", "")
        return next(
            (
                span.get("style", "")
                for span in self.root.iterfind(f"{q('cols')}/{q('col')}")
                if int(span.get("min", "0")) <= column <= int(span.get("max", "0"))
            ),
            "",
        )

    def cell_text(self, row: int, column: int, style: str, value: Any) -> str:
        """Return a cell for `write`."""
        return cell_xml(f"{letters(column)}{row}", style, value, from_1904=self._from_1904)

    def write(self, row: int, cells: Iterable[str]) -> None:
        """Put cells' texts, in order, into a row; other cells of the row stay.

        Rows below all that stands are kept as text until `to_bytes`: they may be many, and nobody asks for them before.
        """
        below = row > self._last
        space = "" if below and not self._prefix else f' xmlns="{MAIN}"'
        text = f'<row{space} r="{row}">{"".join(cells)}</row>'
        if below:
            self._below.append(text)
            self._last = row
        else:
            self.put(row, list(parse(text.encode())))

    def put(self, row: int, cells: Sequence[Element]) -> None:
        """Put cells' elements, in order, into their columns of a row, in the place of what stood there."""
        if row not in self._rows:
            self._add_row(row, parse(f'<row xmlns="{MAIN}" r="{row}"/>'.encode()))
        into = self._rows[row]
        was_empty = not len(into)
        for cell in cells:
            column = column_of(cell)
            cell.set("r", f"{letters(column)}{row}")
            before = None if was_empty else _at_or_before(into, column)
            if was_empty:
                into.append(cell)
            elif before is None:
                into.insert(0, cell)
            elif column_of(before) == column:
                into.replace(before, cell)
            else:
                before.addnext(cell)

    def take(self, row: int, left: int, right: int) -> list[Element]:
        """Take the cells between two columns out of a row and return them."""
        taken = self.cells(row, left, right)
        for cell in taken:
            self._rows[row].remove(cell)
        return taken

    def widen(self, used: Area) -> None:
        """Let the sheet's dimension hold the area too."""
        dimension = self.root.find(q("dimension"))
        if dimension is not None:
            old = area(dimension.get("ref", "A1"))
            wide = Area(*map(min, old[:2], used[:2]), *map(max, old[2:], used[2:]))
            dimension.set("ref", str(wide))

    def _add_row(self, number: int, row: Element) -> None:
        at = bisect_left(self._numbers, number)
        if at == len(self._numbers):
            self._data.append(row)
        else:
            self._rows[self._numbers[at]].addprevious(row)
        self._numbers.insert(at, number)
        self._rows[number] = row


def _rows(content: bytes, numbers: range) -> tuple[int, int]:
    """Return where the rows' text starts and ends, nowhere when a formula is among them or they are not to be seen."""
    if not numbers:
        return 0, 0
    start, stop = content.find(_opening(numbers.start)), content.find(_opening(numbers.stop))
    seen = 0 <= start < stop and content.find(b"<f", start, stop) < 0
    return (start, stop) if seen else (0, 0)


def _opening(row: int) -> bytes:
    return f'<row r="{row}"'.encode()


def holds_something(cell: Element) -> bool:
    """Whether a cell holds a value of its own: a formula's cell and one that only has a style do not."""
    return cell.find(FORMULA) is None and (cell.find(RESULT) is not None or cell.find(INLINE) is not None)


def _at_or_before(row: Element | None, column: int) -> Element | None:
    """Return the last cell that stands in the column or left of it; cells are in order, most rows have no gaps."""
    if row is None or not len(row):
        return None
    cell: Element | None = row[min(column, len(row)) - 1]
    while cell is not None and column_of(cell) > column:
        cell = cell.getprevious()
    return cell
