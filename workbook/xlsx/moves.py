"""Where the rows of a table went, and what follows them: formulas, links and notes that name their cells.

As in Excel, a name of a cell in the table follows the cell; the name of a row that is gone becomes #REF!.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from workbook.xlsx.cellxml import Area, area, column_of, letters
from workbook.xlsx.parts import q
from workbook.xlsx.sheet import Sheet

if TYPE_CHECKING:
    from openpyxl.formula.tokenizer import Token

_CELL = r"(\$?)([A-Z]{1,3})(\$?)(\d{1,7})"
_NAMED = re.compile(rf"(?:(?P<sheet>'(?:[^']|'')+'|[^'!]+)!)?{_CELL}(?::{_CELL})?")
_LIKELY = re.compile(r"[A-Z]\$?\d")
_GONE = "#REF!"


@dataclass(frozen=True)
class Moves:
    """The table's columns, and the new row of each of its old rows that is still there."""

    sheet: str
    left: int
    right: int
    top: int
    bottom: int
    rows: Mapping[int, int]

    def __bool__(self) -> bool:
        """Return whether a row moved or went."""
        return any(self.rows.get(row) != row for row in range(self.top, self.bottom + 1))

    def holds(self, column: int, row: int) -> bool:
        """Whether the cell stood in the table's body."""
        return self.left <= column <= self.right and self.top <= row <= self.bottom

    def of(self, name: str) -> str | None:
        """Return the new name of a cell or area ("B5", "B4:B9"), None when nothing of it is left."""
        old = area(name)
        if not (self.holds(old.left, old.top) or self.holds(old.right, old.bottom)):
            return name
        if not (self.left <= old.left and old.right <= self.right):
            return name
        top, bottom = self._ends(old.top, old.bottom)
        if top is None or bottom is None or top > bottom:
            return None
        new = Area(old.left, top, old.right, bottom)
        return str(new) if ":" in name else f"{letters(new.left)}{new.top}"

    def _ends(self, top: int, bottom: int) -> tuple[int | None, int | None]:
        """Return the new first and last row of what stood from `top` to `bottom`."""
        if self._in_order:
            return self._first_from(top), self._last_to(bottom)
        new = [self.rows[row] for row in range(max(top, self.top), min(bottom, self.bottom) + 1) if row in self.rows]
        first, last = min(new, default=None), max(new, default=None)
        return (top if top < self.top else first), (bottom if bottom > self.bottom else last)

    @cached_property
    def _in_order(self) -> bool:
        new = [self.rows[row] for row in self._kept]
        return new == sorted(new)

    @cached_property
    def _kept(self) -> list[int]:
        return sorted(self.rows)

    def _first_from(self, row: int) -> int | None:
        if row < self.top:
            return row
        at = bisect_left(self._kept, row)
        return self.rows[self._kept[at]] if at < len(self._kept) else None

    def _last_to(self, row: int) -> int | None:
        if row > self.bottom:
            return row
        at = bisect_right(self._kept, row)
        return self.rows[self._kept[at - 1]] if at else None


def write_out_shared(sheet: Sheet, left: int, right: int) -> None:
    """Give every cell its own formula where Excel let columns of the table share one, as its first cell may go."""
    shared = [item for item in sheet.formulas() if item.get("t") == "shared"]
    cells = {item: item.getparent() for item in shared}
    first = {
        item.get("si"): (item.text, cell.get("r", "")) for item, cell in cells.items() if item.text and cell is not None
    }
    ours = {item.get("si") for item, cell in cells.items() if cell is not None and left <= column_of(cell) <= right}
    for item, cell in cells.items():
        if item.get("si") in ours and cell is not None:
            text, origin = first[item.get("si")]
            item.text = _translated(text, origin, cell.get("r", ""))
            for name in ("t", "si", "ref"):
                item.attrib.pop(name, "")


def follow(sheet: Sheet, moves: Moves) -> None:
    """Let the sheet's formulas and links name the cells where they now are."""
    for item in sheet.formulas():
        if item.text and _LIKELY.search(item.text):
            item.text = followed(item.text, moves)
        if item.get("ref") and item.get("t") in {"array", "dataTable"}:
            ref = item.get("ref", "")
            item.set("ref", moves.of(ref) or ref)
    for links in sheet.root.iterfind(q("hyperlinks")):
        for link in list(links):
            new = moves.of(link.get("ref", "A1"))
            if new is None:
                links.remove(link)
            else:
                link.set("ref", new)
        if not len(links):
            sheet.root.remove(links)


def followed(formula: str, moves: Moves) -> str:
    """Return a formula (without "=") of the moved table's sheet, its names of cells brought up to date."""
    from openpyxl.formula import Tokenizer  # noqa: PLC0415  slow to import and seldom needed

    tokens = Tokenizer(f"={formula}").items
    return "".join(_follow_token(token, moves) for token in tokens)


def copied(formula: str, origin: str, to: str) -> str:
    """Return a formula (without "=") as it reads when its cell is copied from `origin` to `to`."""
    return _translated(formula, origin, to) if _LIKELY.search(formula) else formula


def _translated(formula: str, origin: str, to: str) -> str:
    from openpyxl.formula.translate import Translator  # noqa: PLC0415  slow to import and seldom needed

    return str(Translator(f"={formula}", origin=origin).translate_formula(to)[1:])


def _follow_token(token: Token, moves: Moves) -> str:
    named = _NAMED.fullmatch(token.value) if token.type == "OPERAND" and token.subtype == "RANGE" else None
    if named is None or (named["sheet"] or moves.sheet).strip("'").replace("''", "'") != moves.sheet:
        return str(token.value)
    sheet = f"{named['sheet']}!" if named["sheet"] else ""
    plain = token.value.removeprefix(sheet)
    new = moves.of(plain.replace("$", ""))
    return sheet + (_GONE if new is None else _with_dollars(plain, new))


def _with_dollars(old: str, new: str) -> str:
    """Put the dollar signs of the old name into the new one."""
    places = [area(end) for end in new.split(":")]
    fixed = [(end.startswith("$"), "$" in end[1:]) for end in old.split(":")]
    return ":".join(
        f"{'$' * column}{letters(place.left)}{'$' * row}{place.top}"
        for (column, row), place in zip(fixed, places, strict=True)
    )
