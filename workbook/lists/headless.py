"""A list without headings, CPR numbers in a column and little else: it gets headings when somebody says what it is."""

from __future__ import annotations

from dataclasses import replace

from workbook.lists import numbered_names
from workbook.lists.by_cells import cpr_column
from workbook.lists.headings import SEARCHED
from workbook.lists.read import Cell, Rows, Sheet

HEADING = "CPR"


def with_headings(sheet: Sheet) -> tuple[Sheet, int] | None:
    """Return the sheet with a row of headings put in above its first CPR number, and where; None without such numbers.

    Rows above may be titles, or the words of a mail; beside a number may stand a name in the same cell.
    A row of two words or more is a row of headings that somebody must explain.
    """
    found = cpr_column(sheet.rows) or _beside_names(sheet.rows)
    if found is None:
        return None
    best, at = found
    if at >= SEARCHED or any(sum(cell is not None for cell in row) > 1 for row in sheet.rows[:at]):
        return None
    heading: list[Cell] = [
        HEADING if column == best else f"kolonne {column + 1}" for column in range(max(map(len, sheet.rows)))
    ]
    return replace(sheet, rows=[*sheet.rows[:at], heading, *sheet.rows[at:]], first=sheet.first - 1), at


def _beside_names(rows: Rows) -> tuple[int, int] | None:
    """Return the same of rows like "020250-1234 Ada Lund", from the first of them on."""
    bare = [numbered_names.apart(row).numbers if row else [] for row in rows[: 2 * SEARCHED]]
    first = next((at for at, row in enumerate(bare) if any(row)), len(bare))
    below = [number if any(number) else row for number, row in zip(bare[first:], rows[first:], strict=False)]
    found = cpr_column(below)
    return found and (found[0], first + found[1])
