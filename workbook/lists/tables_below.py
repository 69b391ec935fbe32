"""Tables below one another on a sheet, one for each district, say, with headings in an order of their own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise, zip_longest

from workbook.cprs import not_plain
from workbook.lists.headings import SEARCHED, fields_of
from workbook.lists.read import Cell, Sheet

_FEWEST = 2
_DATA = 4
"""So many digits in a cell are no heading."""


def tables(sheet: Sheet) -> Iterator[Sheet]:
    """Yield the sheet, cut above each row of headings that differs from those above it; most sheets have one.

    Only headings with one for CPR numbers count; the same ones again, as on a new page, are no new table.
    """
    at = next((at for at, row in enumerate(sheet.rows[:SEARCHED]) if _are_headings(row)), None)
    starts = [0, *_others(sheet, at)] if at is not None else [0]
    for start, end in pairwise([*starts, len(sheet.rows)]):
        part = sheet if len(starts) == 1 else replace(sheet, rows=sheet.rows[start:end], first=sheet.first + start)
        yield replace(part, hidden_rows=0, hidden_columns=0, uncalculated=0) if start else part


def _others(sheet: Sheet, at: int) -> Iterator[int]:
    fields = fields_of(sheet.rows[at])
    numbers = sheet.column_below(at, fields.index("cpr"))
    for below in (below for below in not_plain(numbers) if _may_be_heading(numbers[below])):
        row = sheet.rows[at + 1 + below]
        told = fields_of(row)
        if _are_headings(row) and any(new and new != old for new, old in zip_longest(told, fields)):
            fields = told
            yield at + 1 + below


def _are_headings(row: Sequence[Cell]) -> bool:
    told = set(fields_of(row)) - {""}
    return "cpr" in told and len(told) >= _FEWEST and all(map(_may_be_heading, row))


def _may_be_heading(cell: Cell) -> bool:
    return cell is None or (isinstance(cell, str) and sum(map(str.isdigit, cell)) < _DATA)
