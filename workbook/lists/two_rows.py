"""Headings that stand in two rows, "Pårørende" over "Navn" and "Telefon", told in one; a row of units is none."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from workbook.folding import fold
from workbook.lists.headings import field_of, heading_row, known
from workbook.lists.read import Cell, Rows

_UNIT = re.compile(
    r"(?:(?:\d+|ti|otte) )?(?:tekst|dato|tal|cifre|tegn|ja nej|valgfri\w*|obligatorisk)(?: \d+)?"
    r"|dd? ?mm ?(?:aa|yy)+(?: ?[xsnl]{4})?|(?:aa|yy)+ ?mm ?dd|x{6} ?x{4}"
)
_DATA = 4
"""So many digits in a cell are a number, a date or a phone, and no heading."""


def in_one_row(rows: Rows) -> Rows:
    """Return the rows with the headings told in one row; a second row of them repeats it, so that it is skipped."""
    at = heading_row(rows)
    if at is None:
        return rows
    if at + 1 < len(rows) and _is_second(rows[at + 1]):
        told = list(_both(rows[at], rows[at + 1]))
        if known(told) > known(rows[at]):
            return [*rows[:at], told, [*told], *rows[at + 2 :]]
    if at and _is_second(rows[at - 1]):
        told = list(_both(rows[at - 1], rows[at]))
        if known(told) > known(rows[at]):
            return [*rows[:at], told, *rows[at + 1 :]]
    return rows


def is_units(row: Sequence[Cell]) -> bool:
    """Whether a row says how the cells below are written: "(10 cifre)", "dd-mm-åååå", "tekst"."""
    cells = [cell for cell in row if cell not in (None, "")]
    return bool(cells) and all(isinstance(cell, str) and _is_unit(cell) for cell in cells)


def _is_unit(cell: str) -> bool:
    bare = cell.strip()
    return bool((re.fullmatch(r"[(\[].*[)\]]", bare) and not _digits(bare)) or _UNIT.fullmatch(fold(bare)))


def _is_second(row: Sequence[Cell]) -> bool:
    """Whether a row beside the headings holds words only, two or more, and half of them headings."""
    cells = [cell for cell in row if cell not in (None, "")]
    words = [cell for cell in cells if isinstance(cell, str) and not _digits(cell)]
    return len(words) > 1 and len(words) == len(cells) and known(words) * 2 >= len(set(map(fold, words)))


def _digits(cell: str) -> bool:
    return sum(map(str.isdigit, cell)) >= _DATA


def _both(above: Sequence[Cell], below: Sequence[Cell]) -> Iterator[Cell]:
    """Yield each column's heading: both rows' words together where they are one, else the word that is known."""
    wide = max(len(above), len(below))
    group = ""
    for column in range(wide):
        top, bottom = (_word(row, column) for row in (above, below))
        spread = not top or top == group
        group = top or group
        if bottom and field_of(fold(f"{group} {bottom}")):
            yield f"{group} {bottom}"
        elif field_of(fold(bottom)) and (spread or not field_of(fold(top))):
            yield bottom
        else:
            yield top or bottom


def _word(row: Sequence[Cell], column: int) -> str:
    cell = row[column] if column < len(row) else None
    return cell.strip() if isinstance(cell, str) else ""
