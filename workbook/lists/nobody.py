"""Rows of a list that are about nobody: blank ones, headings said again, totals, the foot of a printed page."""

from __future__ import annotations

import re
from collections.abc import Sequence

from workbook import cpr
from workbook.cprs import not_plain
from workbook.folding import fold
from workbook.lists.headings import Own, fields_of
from workbook.lists.read import Cell

_TOTALS = {"i alt", "ialt", "total", "sum", "antal", "antal borgere", "antal i alt", "subtotal", "optalt", "kilde"}
_PERHAPS_TOTAL = re.compile("alt|total|sum|antal|side|udskrevet|udtrukket|dannet|slut|rapport|kilde", re.IGNORECASE)
_FOOT = re.compile(
    r"(?:side \d+|(?:udskrevet|udtrukket|dannet)(?: den| d| af| kl)?(?: \d|$)|slut paa|antal (?:\w+ )?"
    r"(?:borgere|personer|raekker|poster|linjer|i alt)|(?:borgere|personer) i alt|i alt \d+)"
)
_STROKES = "-–—=_+:| "
_LONGEST_FOOT = 2
"""So many cells has the foot of a list: what is counted, and the figure."""


def is_blank(cell: Cell) -> bool:
    """Whether a cell says nothing; so do strokes, as under the headings of a table that was typed."""
    return cell is None or (isinstance(cell, str) and not cell.strip(_STROKES))


def perhaps_nobody(below: Sequence[Sequence[Cell]], heads: Sequence[str], count: int) -> Sequence[int]:
    """Return the rows that may be headings, totals, titles or blank: those where no plain CPR number stands."""
    number = heads.index("cpr") if "cpr" in heads else len(below)
    return not_plain(below[number]) if number < len(below) else range(count)


def repeats(cells: Sequence[Cell], heads: Sequence[str], own: Own) -> bool:
    """Whether a row says the headings again, all of them, or some where headings stand in two rows."""
    first = next((cell for cell, head in zip(cells, heads, strict=False) if head and cell), None)
    if not isinstance(first, str) or any(map(str.isdigit, first[:2])):  # a number, as most first cells are
        return False
    told = [(field, head) for field, head in zip(fields_of(cells, own), heads, strict=False) if head]
    some = [(field, head) for field, head in told if field]
    return all(field == head for field, head in (some if len(some) > 1 else told))


def is_total(cells: Sequence[Cell], heads: Sequence[str]) -> bool:
    """Whether a row tells a total, or is a printed page's last line: "Side 1 af 2", "Antal rækker: 2"."""
    said = [str(cell) for cell in cells if cell not in (None, "")]
    if not _PERHAPS_TOTAL.search(said[0]):
        return False
    words = fold(said[0].split(":")[0]).strip("0123456789 ")
    foot = (len(said) <= _LONGEST_FOOT or all(map(str.isdecimal, said[1:]))) and _FOOT.match(fold(said[0]))
    numbers = [str(cell) for cell, head in zip(cells, heads, strict=False) if head == "cpr" and cell]
    return (words in _TOTALS or bool(foot)) and not any(_reads_as_cpr(number) for number in numbers)


def _reads_as_cpr(value: str) -> bool:
    try:
        cpr.parse(value)
    except cpr.NotACpr:
        return False
    return True
