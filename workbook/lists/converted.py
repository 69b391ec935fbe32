"""A column of raw cells into values: what is written as most are is read at once, every other text once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from operator import methodcaller
from typing import Any

from workbook.cells import Unreadable
from workbook.lists.clean import SAME, address, name, phones, text, turned
from workbook.lists.read import Cell
from workbook.schema import LONGEST_TEXT

Convert = Callable[[Any], Any]

_DIGITS = 8
"""Of a Danish phone."""
_SOME = 200
"""Where half of so many cells say what others say, as of towns and services, each text is read once."""
_PARTED = methodcaller("split", ", ")


def converted(cells: Sequence[Cell], convert: Convert) -> tuple[list[Any], set[Cell]]:
    """Return the value of each cell, None for one that is blank or cannot be read; and the cells that cannot.

    A csv may hold a text that is longer than a cell of a workbook can be: that one cannot be read.
    """
    some = cells[:_SOME]
    at_once = _AT_ONCE.get(convert) if len({*some}) > len(some) // 2 else None
    different = cells if at_once else set(cells)
    if not {*map(type, different)} <= {str, type(None)}:
        typed = [(type(cell), cell) for cell in cells]  # Python takes 1 and True for one
        known, unreadable = _each(set(typed), lambda key: _value(key[1], convert))
        return list(map(known.__getitem__, typed)), {cell for _, cell in unreadable}
    if not at_once:
        known, unreadable = _each(different, lambda cell: _value(cell, convert))
        return list(map(known.__getitem__, cells)), unreadable
    values = at_once(cells)
    left = [at for at, value in enumerate(values) if value is None and cells[at]] if None in values else []
    known, unreadable = _each({cells[at] for at in left}, convert)
    for at in left:
        values[at] = known[cells[at]]
    return values, unreadable


def _value(cell: Cell, convert: Convert) -> Any:
    return None if cell is None or cell == "" else convert(cell)


def _each(cells: Iterable[Any], convert: Convert) -> tuple[dict[Any, Any], set[Any]]:
    """Return the value of each cell, and the cells that cannot be read."""
    known: dict[Any, Any] = {}
    unreadable = set()
    for cell in cells:
        try:
            value = convert(cell)
        except Unreadable:
            value = None
            unreadable.add(cell)
        if isinstance(value, str) and len(value) > LONGEST_TEXT:
            value = None
            unreadable.add(cell)
        known[cell] = value
    return known, unreadable


def _texts(cells: Sequence[Any]) -> list[str | None]:
    """Return the texts where all are on one line, without a space too many, and fit in a cell."""
    joined = f"|{'|'.join(filter(None, cells))}|"
    loose = "  " in joined or "| " in joined or " |" in joined
    fit = len(joined) <= LONGEST_TEXT or max(map(len, filter(None, cells))) <= LONGEST_TEXT
    is_tidy = fit and joined.isprintable() and not loose
    return [cell or None for cell in cells] if is_tidy else [None] * len(cells)


def _addresses(cells: Sequence[Any]) -> list[str | None]:
    return [cell if cell and cell[0].isalnum() and cell.lower() not in SAME else None for cell in _texts(cells)]


def _names(cells: Sequence[Any]) -> list[str | None]:
    """Return the names; a column where all say "Efternavn, Fornavn" is turned in one go."""
    texts = _texts(cells)
    joined = f"|{'|'.join(filter(None, texts))}"
    if "," not in joined:
        return texts
    one_in_each = joined.count(",") == joined.count(", ") == len(texts) and None not in texts
    if one_in_each and " ," not in joined and "|," not in joined:
        with suppress(ValueError):  # two commas in one, none in another
            return [f"{first} {last}" for last, first in map(_PARTED, texts)]
    return [cell and turned(cell) for cell in texts]


def _phones(cells: Sequence[Any]) -> list[tuple[str, ...] | None]:
    """Return the numbers of cells with eight digits and spaces between them."""
    texts = [cell or "" for cell in cells] if None in cells else cells
    joined = "|".join(texts).replace(" ", "")
    bare, digits = joined.split("|"), joined.replace("|", "")
    if len(bare) != len(cells):  # a cell with a stroke in it
        return [None] * len(cells)
    if {*map(len, bare)} <= {0, _DIGITS} and digits.isdecimal() and digits.isascii():
        return [(one,) if one else None for one in bare]
    return [(one,) if len(one) == _DIGITS and one.isdecimal() and one.isascii() else None for one in bare]


_AT_ONCE: dict[Convert, Callable[[Sequence[Any]], list[Any]]] = {
    text: _texts,
    address: _addresses,
    name: _names,
    phones: _phones,
}
"""What reads a whole column of texts written as most are; None is left for a second look."""
