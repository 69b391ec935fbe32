"""A list without headings, CPR numbers in a column and little else: it gets headings when somebody says what it is."""

from __future__ import annotations

from dataclasses import replace

from workbook.lists.by_cells import cpr_column
from workbook.lists.headings import SEARCHED
from workbook.lists.read import Cell, Sheet

HEADING = "CPR"


def with_headings(sheet: Sheet) -> tuple[Sheet, int] | None:
    """Return the sheet with a row of headings put in above its first CPR number, and where; None without such numbers.

    Rows above may be titles. A row of two words or more is a row of headings that somebody must explain.
    """
    found = cpr_column(sheet.rows)
    if found is None:
        return None
    best, at = found
    if at >= SEARCHED or any(sum(cell is not None for cell in row) > 1 for row in sheet.rows[:at]):
        return None
    heading: list[Cell] = [
        HEADING if column == best else f"kolonne {column + 1}" for column in range(max(map(len, sheet.rows)))
    ]
    return replace(sheet, rows=[*sheet.rows[:at], heading, *sheet.rows[at:]], first=sheet.first - 1), at
