"""A page becomes a sheet: words, links, and live formulas whose cells have names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_cell_to_rowcol, xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from workbook.build.charts import add_chart
from workbook.build.layout import paper
from workbook.build.styles import PETROL, Styles
from workbook.cells import serial_day
from workbook.pages import Page, PageCell


def add_page(book: Workbook, styles: Styles, page: Page, figures: Mapping[str, Any]) -> None:
    """Write the page's cells; a formula carries its figure's value, so that it shows without recalculating."""
    sheet = book.add_worksheet(page.sheet)
    sheet.set_tab_color(PETROL)
    sheet.hide_gridlines(2)
    paper(sheet, tall=1)
    if page.breaks:
        sheet.set_print_scale(page.scale)
        sheet.set_h_pagebreaks(list(page.breaks))
    if page.landscape:
        sheet.set_landscape()
    for letter, width in page.widths.items():
        sheet.set_column(f"{letter}:{letter}", width, None, {"hidden": width == 0})
    for row, height in page.heights.items():
        sheet.set_row(row - 1, height)
    for cell in page.cells:
        _write(sheet, cell, styles.look(cell.look), figures.get(cell.figure))
        if cell.figure:
            row, column = xl_cell_to_rowcol(cell.at)
            book.define_name(cell.defined_name, f"='{page.sheet}'!{xl_rowcol_to_cell(row, column, True, True)}")
    for chart in page.charts:
        add_chart(book, sheet, page.sheet, chart)


def today_of(pages: Iterable[Page]) -> str:
    """Return how formulas speak of the day: the figure `today`, which a setting can move, or else Excel's clock."""
    cells = (cell for page in pages for cell in page.cells if cell.figure == "today")
    return next((cell.defined_name for cell in cells), "TODAY()")


def _write(sheet: Worksheet, cell: PageCell, style: Format, figure: Any) -> None:
    row, column = xl_cell_to_rowcol(cell.at)
    if cell.across > 1:
        sheet.merge_range(row, column, row, column + cell.across - 1, "", style)
    if cell.link:
        sheet.write_url(row, column, f"internal:'{cell.link}'!A1", style, cell.content)
    if cell.content.startswith("="):
        sheet.write_formula(row, column, cell.content, style, _cached(figure))
    elif not cell.link:
        sheet.write_string(row, column, cell.content, style)


def _cached(figure: Any) -> Any:
    """Return the value as a formula's result: a day as Excel counts it, nothing as an empty text."""
    if isinstance(figure, datetime):
        figure = figure.date()
    if isinstance(figure, date):
        return serial_day(figure)
    return "" if figure is None else figure
