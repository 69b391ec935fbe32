"""`ringbind show`: a sheet of a closed workbook on the terminal or as csv; CPR numbers are masked unless asked for."""

from __future__ import annotations

import csv as csv_writer
import io
from collections.abc import Mapping
from datetime import date, time
from itertools import groupby
from typing import Any

import pandas as pd
from rich.console import Console
from rich.table import Table as Grid

from workbook.book import Book
from workbook.cpr import mask, mask_within
from workbook.overview import PAGES
from workbook.pages import Look, Page
from workbook.problems import NoSuchSheet
from workbook.schema import Table
from workbook.settings import read_settings
from workbook.summary import figures
from workbook.tables import SETTINGS, TABLES

Lines = list[list[str]]

WIDEST = 2_000
"""Columns of text; a terminal folds or scrolls, a file keeps every row on one line."""


def show(book: Book, sheet: str, today: date, *, csv: bool = False, with_cpr: bool = False) -> str:
    """Return a sheet as text; pages are computed, tables are shown as they stand. Raises NoSuchSheet."""
    page = next((page for page in PAGES if page.sheet.casefold() == sheet.casefold()), None)
    table = next((table for table in TABLES if table.sheet.casefold() == sheet.casefold()), None)
    if page:
        lines = _page_lines(page, book, today)
    elif table:
        lines = _table_lines(table, book.read(table), with_cpr=with_cpr)
    else:
        raise NoSuchSheet(sheet, [*(page.sheet for page in PAGES), *(table.sheet for table in TABLES)])
    if csv:
        return _csv(lines)
    return _grid(lines, headed=True) if table else _page_text(lines)


def _table_lines(table: Table, frame: pd.DataFrame, *, with_cpr: bool) -> Lines:
    """Return headings and rows; rows whose seen columns are all blank (most lines of Opkaldskort) are left out."""
    seen = [column.name for column in table.columns if column.width]
    frame = frame[frame[seen].notna().any(axis=1)]
    rows = [[str(row_id), *(_text(cell) for cell in cells)] for row_id, *cells in frame.itertuples(name=None)]
    if not with_cpr:
        at = table.names.index("cpr") if "cpr" in table.names else -1
        rows = [[mask(cell) if place == at else mask_within(cell) for place, cell in enumerate(row)] for row in rows]
    return [table.labels, *rows]


def _page_lines(page: Page, book: Book, today: date) -> Lines:
    day = read_settings(book.read(SETTINGS)).fixed_today or today
    values = figures({table.name: book.read(table) for table in TABLES}, day)
    cells = {cell.at: _shown(values[cell.figure], cell.look) if cell.figure else cell.content for cell in page.cells}
    return _laid_out(cells)


def _laid_out(cells: Mapping[str, str]) -> Lines:
    """Return cells by address as rows of texts, blank columns and rows left out."""
    places = {
        (int("".join(filter(str.isdigit, at))), "".join(filter(str.isalpha, at))): text for at, text in cells.items()
    }
    columns = sorted({column for _, column in places}, key=lambda name: (len(name), name))
    return [[places.get((row, column), "") for column in columns] for row in sorted({row for row, _ in places})]


def _shown(value: Any, look: Look) -> str:
    """Return a figure as text, as its cell shows it."""
    if isinstance(value, str) or look not in _NUMBERS:
        return _text(value)
    return _NUMBERS[look].format(value).translate(_DANISH)


_NUMBERS = {
    **dict.fromkeys((Look.COUNT, Look.TOTAL, Look.FACT, Look.BIG_COUNT), "{:,.0f}"),
    **dict.fromkeys((Look.SHARE, Look.TOTAL_SHARE, Look.FACT_SHARE, Look.BIG_SHARE), "{:.0%}"),
    **dict.fromkeys((Look.HOURS, Look.TOTAL_HOURS), "{:,.1f}"),
    Look.SHARE_1: "{:.1%}",
}
"""How a look writes a number, with English signs."""
_DANISH = str.maketrans({",": ".", ".": ",", "%": " %"})


def _text(value: Any) -> str:
    if isinstance(value, date):
        return f"{value:%d-%m-%Y}"
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, float):
        return f"{value:.12g}".replace(".", ",")
    return "" if value is None else str(value)


def _csv(lines: Lines) -> str:
    out = io.StringIO()
    csv_writer.writer(out, delimiter=";", lineterminator="\n").writerows(
        [[_harmless(cell) for cell in line] for line in lines]
    )
    return out.getvalue().rstrip("\n")


def _harmless(cell: str) -> str:
    """Return the cell so that a spreadsheet which opens the csv takes it for text, never for a formula."""
    return f"'{cell}" if cell.startswith(("=", "+", "-", "@", "\t")) and len(cell) > 1 else cell


def _page_text(lines: Lines) -> str:
    """Return a page: a line that stands alone as it is, lines with several cells as a grid."""
    told = []
    for alone, run in groupby(lines, key=lambda line: sum(map(bool, line)) < 2):  # noqa: PLR2004  one cell
        block = list(run)
        told += ["".join(line) for line in block] if alone else [_grid(block, headed=False)]
    return "\n".join(told)


def _grid(lines: Lines, *, headed: bool) -> str:
    grid = Grid(show_header=headed, show_edge=False, pad_edge=False, box=None, padding=(0, 2, 0, 0))
    for label in lines[0]:
        grid.add_column(label if headed else "", no_wrap=True)
    for line in lines[1 if headed else 0 :]:
        grid.add_row(*line)
    out = Console(width=WIDEST, file=io.StringIO(), color_system=None, markup=False, highlight=False)
    out.print(grid)
    told: io.StringIO = out.file  # type: ignore[assignment]  # the file given two lines up
    return "\n".join(line.rstrip() for line in told.getvalue().splitlines())
