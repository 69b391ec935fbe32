"""A list without headings, CPR numbers in a column and little else: it gets headings when somebody says what it is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from workbook import cpr
from workbook.lists.clean import text
from workbook.lists.headings import SEARCHED
from workbook.lists.read import Cell, Sheet

HEADING = "CPR"


def with_headings(sheet: Sheet) -> tuple[Sheet, int] | None:
    """Return the sheet with a row of headings put in above its first CPR number, and where; None without such numbers.

    Rows above may be titles. A row of two words or more is a row of headings that somebody must explain.
    """
    columns = range(max(map(len, sheet.rows), default=0))
    counts = {column: list(map(_is_cpr, _cells(sheet, column))) for column in columns}
    best = max(columns, key=lambda column: sum(counts[column]), default=None)
    if best is None or not any(counts[best]) or sum(counts[best]) * 2 < len(counts[best]):
        return None
    at = next(at for at, row in enumerate(sheet.rows) if best < len(row) and _is_cpr(row[best]))
    if at >= SEARCHED or any(sum(cell is not None for cell in row) > 1 for row in sheet.rows[:at]):
        return None
    heading: list[Cell] = [HEADING if column == best else f"kolonne {column + 1}" for column in columns]
    return replace(sheet, rows=[*sheet.rows[:at], heading, *sheet.rows[at:]], first=sheet.first - 1), at


def _cells(sheet: Sheet, column: int) -> Iterator[Cell]:
    return (row[column] for row in sheet.rows if column < len(row) and row[column] is not None)


def _is_cpr(cell: Cell) -> bool:
    try:
        return bool(cpr.parse(text(cell) or ""))
    except cpr.NotACpr:
        return False
