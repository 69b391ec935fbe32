"""A sheet with known headings into clean rows: one row for each person, where it stood, what is wrong with it.

Cells are cleaned column by column, and what stands in many rows (a date, a group, a town) is read once.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from workbook.lists.columns import ALL, Columns
from workbook.lists.errors import is_error, perhaps
from workbook.lists.fields import read_columns
from workbook.lists.headings import Own
from workbook.lists.nobody import is_blank, is_total, perhaps_nobody, repeats
from workbook.lists.read import Cell, Sheet
from workbook.lists.titles import group_below, title_in
from workbook.lists.two_rows import is_units


class Errors(NamedTuple):
    """The rows of a column, by its heading, where the spreadsheet shows an error."""

    sheet: str
    heading: str
    rows: list[int]


class Cleaned(NamedTuple):
    """What stands below the headings: the rows as columns, how many others were skipped, titles between the rows.

    `yearless` counts the dates that were written without a year; `errors` are what the spreadsheet could not work out.
    """

    columns: Columns
    skipped: int
    titles: tuple[str, ...] = ()
    yearless: int = 0
    errors: tuple[Errors, ...] = ()


def clean_rows(
    sheet: Sheet, at: int, heads: Sequence[str], own: Own, *, titled: bool = False, until: date | None = None
) -> Cleaned:
    """Return what stands below the headings at position `at`.

    `heads` are the fields to read, column by column. The columns are those of all kinds:
    `ROW_COLUMNS`, `FIGURE_COLUMNS`, `POINT_COLUMNS` and `TIME_COLUMNS`.
    `titled` says that titles may stand between the rows; the target group that one names is that of the rows below
    it, where the list has no column for it. `until` is the last day that a day of contact without a year may be.
    Skipped are repeated headings (lists from printers repeat them on every page), a row of units under them, and
    totals; blank rows do not count.
    """
    below = sheet.columns_below(at)
    count = len(sheet.rows) - at - 1
    found = _take_errors_out(below, heads) if perhaps(sheet.rows) else {}
    groups: list[int | None] = [None] * count
    left_out, titles, skipped = set(), [], 0
    for row in perhaps_nobody(below, heads, count):
        cells = [column[row] for column in below]
        if all(map(is_blank, cells)):
            left_out.add(row)
        elif repeats(cells, heads, own) or is_total(cells, heads) or (not row and is_units(cells)):
            left_out.add(row)
            skipped += 1
        elif titled and (title := title_in(cells, heads)):
            left_out.add(row)
            titles.append(title)
            groups[row:] = [group_below(title, groups[row])] * (count - row)
    kept: Sequence[int] = range(count)
    if left_out:
        kept = [row for row in kept if row not in left_out]
        below = [[column[row] for row in kept] for column in below]
    labels, first = [" ".join(str(cell or "").split()) for cell in sheet.rows[at]], sheet.first + at + 1
    columns = read_columns(below, len(kept), heads, labels, until)
    columns |= {"sheet": [sheet.name] * len(kept), "row": [first + row for row in kept]}
    if "target_group" not in heads:
        columns["target_group"] = [groups[row] for row in kept]
    yearless = sum(columns["yearless"])
    wrong = tuple(Errors(sheet.name, labels[column], [first + row for row in rows]) for column, rows in found.items())
    blank = [None] * len(kept)  # one for all: nobody writes where nothing stands
    return Cleaned({name: columns.get(name, blank) for name in ALL}, skipped, tuple(titles), yearless, wrong)


def _take_errors_out(below: list[Sequence[Cell]], heads: Sequence[str]) -> dict[int, list[int]]:
    """Make cells with an error blank in columns that are read; return the rows where they stand, by column."""
    found = {}
    for column, (cells, head) in enumerate(zip(below, heads, strict=False)):
        if head and (rows := [row for row, cell in enumerate(cells) if is_error(cell)]):
            found[column] = rows
            below[column] = [None if is_error(cell) else cell for cell in cells]
    return found
