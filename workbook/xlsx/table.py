"""A table part, and the table's rows on its sheet: rows go, stay in their order, and new ones come at the bottom."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from typing import Any

from workbook.problems import BelowTable
from workbook.xlsx.cellxml import Formula, area, letters
from workbook.xlsx.moves import Moves, copied, follow, write_out_shared
from workbook.xlsx.parts import parse, q, serialize
from workbook.xlsx.sheet import FORMULA, Sheet, holds_something


class TablePart:
    """What a table part says: the table's area, its headings and the formulas of its columns."""

    def __init__(self, content: bytes) -> None:
        self._root = parse(content)
        self.name = self._root.get("displayName") or self._root.get("name", "")
        whole = area(self._root.get("ref", ""))
        self.totals = int(self._root.get("totalsRowCount", "0"))
        self.body = whole._replace(
            top=whole.top + int(self._root.get("headerRowCount", "1")), bottom=whole.bottom - self.totals
        )
        columns = list(self._root.iterfind(f"{q('tableColumns')}/{q('tableColumn')}"))
        self.columns = {column.get("name", ""): whole.left + at for at, column in enumerate(columns)}
        self.formulas = {
            whole.left + at: Formula(formula.text, formula.get("array") in {"1", "true"})
            for at, column in enumerate(columns)
            if (formula := column.find(q("calculatedColumnFormula"))) is not None and formula.text
        }

    @property
    def filtered(self) -> bool:
        """Whether some rows are hidden by a filter."""
        return self._root.find(f"{q('autoFilter')}/{q('filterColumn')}") is not None

    def resize(self, bottom: int) -> None:
        """Let the body end at another row."""
        whole = area(self._root.get("ref", ""))._replace(bottom=bottom + self.totals)
        self._root.set("ref", str(whole))
        for item in self._root.iter(q("autoFilter"), q("sortState"), q("sortCondition")):
            old = area(item.get("ref", str(whole)))
            item.set("ref", str(old._replace(bottom=bottom)))
        self.body = self.body._replace(bottom=bottom)

    def to_bytes(self) -> bytes:
        """Return the part."""
        return serialize(self._root)


class Body:
    """The rows of a table on its sheet; a place is a row's number in the body, from 0."""

    def __init__(self, sheet: Sheet, table: TablePart, name: str) -> None:
        self._sheet, self._table, self._name = sheet, table, name
        left, _, right, self._model = table.body
        self._columns = range(left, right + 1)
        write_out_shared(sheet, left, right)
        self._styles = {column: sheet.style(self._model, column) for column in self._columns}
        self._formulas = {column: self._formula(column) for column in table.formulas}

    def arrange(self, order: Sequence[int | None], blank: AbstractSet[int]) -> tuple[Moves, list[int]]:
        """Let places stand in this order, None for a new row; return where old rows went and the new ones' numbers.

        Blank rows at the bottom are filled first, and a table without rows keeps a blank one, as Excel wants it.
        Raises BelowTable when something stands where the table has to grow.
        """
        top, bottom = self._table.body.top, self._table.body.bottom
        staying = self._without_spare(order, blank)
        rows = {top + place: top + at for at, place in enumerate(staying) if place is not None}
        last = top + max(len(staying), 1) - 1
        self._refuse_growth_over_something(last)
        if self._table.totals:
            rows[bottom + 1] = last + 1
        moves = Moves(self._name, self._columns[0], self._columns[-1], top, bottom + self._table.totals, rows)
        self._move(moves)
        self._table.resize(last)
        self._sheet.widen(self._table.body._replace(bottom=last + self._table.totals))
        return moves, [top + at for at, place in enumerate(staying) if place is None]

    def _without_spare(self, order: Sequence[int | None], blank: AbstractSet[int]) -> list[int | None]:
        """Return the order without the blank rows at the bottom that new rows take."""
        old = len(order)
        while old and order[old - 1] is None:
            old -= 1
        staying = list(order[:old])
        while None in order and staying and (at := staying[-1]) in blank and at is not None and self._is_spare(at):
            staying.pop()
        return [*staying, *order[old:]]

    def _is_spare(self, place: int) -> bool:
        return self._is_free(self._table.body.top + place)

    def write(self, row: int, values: Mapping[str, Any]) -> None:
        """Put values under their headings into a row, in the style that stands there."""
        cells = {self._table.columns[label]: value for label, value in values.items()}
        self._sheet.write(row, cells, self._styles)

    def fill(self, rows: Sequence[int], values: Mapping[str, Sequence[Any]]) -> None:
        """Write new rows as Excel would fill them down: styles, the columns' formulas, and the values by heading."""
        given = {self._table.columns[label]: cells for label, cells in values.items()}
        columns = [self._column(column, rows, given.get(column, [None] * len(rows))) for column in self._columns]
        for row, cells in zip(rows, zip(*columns, strict=True), strict=True):
            self._sheet.fill(row, cells)

    def _column(self, column: int, rows: Sequence[int], values: Sequence[Any]) -> list[str]:
        if column in self._formulas:
            cells = zip(rows, values, strict=True)
            values = [self._filled_down(column, row) if value is None else value for row, value in cells]
        return self._sheet.column_texts(column, self._styles[column], rows, values)

    def _filled_down(self, column: int, row: int) -> Formula:
        formula = self._formulas[column]
        origin, here = (f"{letters(column)}{number}" for number in (self._model, row))
        return replace(formula, text=copied(formula.text, origin, here))

    def _formula(self, column: int) -> Formula:
        """Return a column's formula as the last row has it, or else as the table part does."""
        cell = self._sheet.cell(self._model, column)
        text = None if cell is None else cell.findtext(FORMULA)
        declared = self._table.formulas[column]
        return replace(declared, text=text) if text else declared

    def _cells(self, row: int) -> list[Any]:
        return self._sheet.cells(row, self._columns[0], self._columns[-1])

    def _is_free(self, row: int) -> bool:
        return not any(map(holds_something, self._cells(row)))

    def _refuse_growth_over_something(self, last: int) -> None:
        for row in range(self._table.body.bottom + self._table.totals + 1, last + self._table.totals + 1):
            if any(holds_something(cell) or cell.find(FORMULA) is not None for cell in self._cells(row)):
                raise BelowTable(self._name, row)

    def _move(self, moves: Moves) -> None:
        if not moves:
            return
        self._sheet.open(range(moves.top, moves.bottom + 1))
        hidden = {row: self._hidden(row) for row in moves.rows}
        moving = [row for row in range(moves.top, moves.bottom + 1) if moves.rows.get(row) != row]
        taken = {row: self._sheet.take(row, moves.left, moves.right) for row in moving}
        for row, cells in taken.items():
            if row in moves.rows:
                self._sheet.put(moves.rows[row], cells)
        follow(self._sheet, moves)
        if self._table.filtered:
            shown = {new: hidden[old] for old, new in moves.rows.items()}
            for row in range(moves.top, moves.bottom + 1):
                self._hide(row, shown.get(row))

    def _hidden(self, row: int) -> str | None:
        found = self._sheet.row(row)
        return None if found is None else found.get("hidden")

    def _hide(self, row: int, hidden: str | None) -> None:
        found = self._sheet.row(row)
        if found is not None:
            found.attrib.pop("hidden", "")
            if hidden:
                found.set("hidden", hidden)
