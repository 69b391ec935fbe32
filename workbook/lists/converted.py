"""A column of raw cells into values: what is written as most are is read at once, every other text once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from workbook.cells import Unreadable
from workbook.lists.clean import SAME, address, name, phones, text, turned
from workbook.lists.read import Cell
from workbook.schema import LONGEST_TEXT

Convert = Callable[[Any], Any]

_SHORT = 3
"""So many characters of an address may be a dash or the like."""
_DIGITS = 8
"""Of a Danish phone."""


def converted(cells: Sequence[Cell], convert: Convert) -> tuple[list[Any], set[Cell]]:
    """Return the value of each cell, None for one that is blank or cannot be read; and the cells that cannot.

    A csv may hold a text that is longer than a cell of a workbook can be: that one cannot be read.
    """
    if not set(map(type, cells)) <= {str, type(None)}:
        typed = [(type(cell), cell) for cell in cells]  # Python takes 1 and True for one
        known, unreadable = _each(set(typed), lambda key: _value(key[1], convert))
        return list(map(known.__getitem__, typed)), {cell for _, cell in unreadable}
    if convert not in _AT_ONCE:
        known, unreadable = _each(set(cells), lambda cell: _value(cell, convert))
        return list(map(known.__getitem__, cells)), unreadable
    values = _AT_ONCE[convert](cells)
    left = [at for at, value in enumerate(values) if value is None and cells[at]] if None in values else []
    known, unreadable = _each({cells[at] for at in left}, convert)
    for at in left:
        values[at] = known[cells[at]]
    return values, unreadable


def _value(cell: Cell, convert: Convert) -> Any:
    return None if cell is None or cell == "" else convert(cell)


def _each(cells: set[Any], convert: Convert) -> tuple[dict[Any, Any], set[Any]]:
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
    return [cell if cell and len(cell) > _SHORT and cell.lower() not in SAME else None for cell in _texts(cells)]


def _names(cells: Sequence[Any]) -> list[str | None]:
    return [cell and turned(cell) for cell in _texts(cells)]


def _phones(cells: Sequence[Any]) -> list[tuple[str, ...] | None]:
    """Return the numbers of cells with eight digits and spaces between them."""
    bare = [cell.replace(" ", "") if cell else "" for cell in cells]
    return [(one,) if len(one) == _DIGITS and one.isdecimal() and one.isascii() else None for one in bare]


_AT_ONCE: dict[Convert, Callable[[Sequence[Any]], list[Any]]] = {
    text: _texts,
    address: _addresses,
    name: _names,
    phones: _phones,
}
"""What reads a whole column of texts written as most are; None is left for a second look."""
