"""A worksheet part, opened: its rows and cells by number, written in order, everything else in it left alone."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape
from typing import Any

from workbook.xlsx.cellxml import Area, area, cell_xml, column_of, column_xml, letters
from workbook.xlsx.parts import MAIN, Element, parse, q, serialize
from workbook.xlsx.rowtexts import cell_in, cut_out, in_order

ROW, CELL, FORMULA, RESULT, INLINE = q("row"), q("c"), q("f"), q("v"), q("is")


class Sheet:
    """The cells of a sheet. Rows and columns count from 1; a cell is its lxml element."""

    def __init__(self, content: bytes, *, from_1904: bool = False) -> None:
        """Open the part; its rows stay text until they are asked for, where that can be."""
        skeleton, self._texts = cut_out(content)
        self.root = parse(skeleton)
        data = self.root.find(q("sheetData"))
        if data is None:
            raise ValueError("a sheet without cells")
        self._data = data
        self._rows = {int(row.get("r", "0")): row for row in self._data}
        self._numbers = sorted(self._rows)
        self._from_1904 = from_1904
        self._prefix = f"{self._data.prefix}:" if self._data.prefix else ""
        self._last = max([*self._numbers, *self._texts], default=0)

    def to_bytes(self) -> bytes:
        """Return the part."""
        if not len(self._data):
            self._data.text = ""  # or there is no end tag
        opening, end = f"<{self._prefix}row ", f"</{self._prefix}sheetData>"
        whole = serialize(self.root).decode()
        start, stop = whole.find(opening), whole.rindex(end)
        start = stop if start < 0 else start
        numbers = [int(row.get("r", "0")) for row in self._data]
        rows = in_order(whole[start:stop], opening, numbers, self._texts)
        return f"{whole[:start]}{rows}{whole[stop:]}".encode()

    def open(self, numbers: Iterable[int]) -> None:
        """Parse these rows in one go, if they were text so far."""
        texts = [self._texts.pop(number) for number in numbers if number in self._texts]
        for row in self._parsed(texts) if texts else ():
            self._add_row(int(row.get("r", "0")), row)

    def row(self, number: int) -> Element | None:
        """Return a row's element, None when nothing was ever written there."""
        self.open([number])
        return self._rows.get(number)

    def cell(self, row: int, column: int) -> Element | None:
        """Return a cell, None when nothing was ever written there."""
        found = _at_or_before(self.row(row), column)
        return found if found is not None and column_of(found) == column else None

    def cells(self, row: int, left: int, right: int) -> list[Element]:
        """Return the cells of a row between two columns, both included."""
        found = self.row(row)
        return [] if found is None else [cell for cell in found if left <= column_of(cell) <= right]

    def formulas(self) -> Iterator[Element]:
        """Return every formula of the sheet."""
        yield from self.root.iter(FORMULA)

    def style(self, row: int, column: int) -> str:
        """Return the number of the cell's style, or the one that its row or column gives to new cells."""
        cell = self.cell(row, column)
        if cell is not None:
            return cell.get("s", "")
        of_row = self.row(row)
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

    def column_texts(self, column: int, style: str, rows: Iterable[int], values: Sequence[Any]) -> list[str]:
        """Return a column's cells in these rows for `fill`."""
        return column_xml(letters(column), style, rows, values, from_1904=self._from_1904)

    def write(self, row: int, cells: Mapping[int, Any], styles: Mapping[int, str]) -> None:
        """Put values by column into a row, each in the style of what stood there, or else its column's of `styles`."""
        for column, value in cells.items():
            name, text = f"{letters(column)}{row}", self._texts.get(row, "")
            if place := cell_in(text, name):
                cell = cell_xml(name, place.style, value, from_1904=self._from_1904)
                self._texts[row] = text[: place.start] + cell + text[place.stop :]
            else:
                found = self.cell(row, column)
                style = styles[column] if found is None else found.get("s", "")
                self.put(row, self._parsed([cell_xml(name, style, value, from_1904=self._from_1904)]))

    def fill(self, row: int, cells: Iterable[str]) -> None:
        """Put cells' texts, in order, into a row; other cells of the row stay."""
        if row > self._last:
            space = f' xmlns="{MAIN}"' if self._prefix else ""
            self._texts[row] = f'<row{space} r="{row}">{"".join(cells)}</row>'
            self._last = row
        else:
            self.put(row, self._parsed(cells))

    def _parsed(self, texts: Iterable[str]) -> list[Element]:
        """Return the elements of rows or cells, whose names are those of the part."""
        spaces = {f"xmlns:{name}" if name else "xmlns": uri for name, uri in self.root.nsmap.items()} | {"xmlns": MAIN}
        named = " ".join(f'{name}="{escape(uri)}"' for name, uri in spaces.items())
        return list(parse(f"<some {named}>{''.join(texts)}</some>".encode()))

    def put(self, row: int, cells: Sequence[Element]) -> None:
        """Put cells' elements, in order, into their columns of a row, in the place of what stood there."""
        if self.row(row) is None:
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
