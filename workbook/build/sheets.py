"""A table becomes a sheet: a title line, an Excel table, and the rules that hold for rows yet to come."""

from __future__ import annotations

from typing import Any

import pandas as pd
from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from workbook.build import tablestyle
from workbook.build.layout import FIRST_ROW, HEADER_ROW, columns_of, print_setup, title_line
from workbook.build.rules import add_marks, add_validations
from workbook.build.styles import TAB_COLOUR, Styles
from workbook.schema import Column, Kind, Shown, Table


def add_table(book: Workbook, styles: Styles, table: Table, frame: pd.DataFrame, today: str) -> Worksheet:
    """Write and return the table's sheet; an empty frame gives one blank row, which an Excel table must have."""
    sheet = book.add_worksheet(table.sheet)
    sheet.set_tab_color(TAB_COLOUR[table.group])
    _show(sheet, table.shown)
    title_line(sheet, styles, table)
    columns = columns_of(table)
    options = {"name": table.excel_name, "columns": [heading(styles, column) for column in columns]}
    last_row = HEADER_ROW + max(len(frame), 1)
    sheet.add_table(HEADER_ROW, 0, last_row, len(table.columns), {**options, "style": tablestyle.NAME})
    for at, column in enumerate(columns):
        values = frame.index.tolist() if column.name == "id" else frame[column.name].tolist()
        sheet.set_column(at, at, column.width, styles.cell(column), {"hidden": column.width == 0})
        for row, value in enumerate(values or [None], start=FIRST_ROW):
            write(sheet, row, at, column, value, styles.cell(column))
    add_validations(sheet, table)
    add_marks(sheet, styles, table, today)
    print_setup(sheet, table)
    return sheet


def _show(sheet: Worksheet, shown: Shown) -> None:
    if shown is Shown.HIDDEN:
        sheet.hide()
    if shown is Shown.VERY_HIDDEN:
        sheet.very_hidden()


def heading(styles: Styles, column: Column) -> dict[str, Any]:
    """Return how a column of an Excel table is declared."""
    formula = {"formula": column.formula} if column.formula else {}
    return {"header": column.label, "header_format": styles.header(column), **formula}


def write(sheet: Worksheet, row: int, at: int, column: Column, value: Any, style: Format) -> None:
    """Write a cell in its column's style, blank ones too; text is never looked at, so '=1+1' and '0101' stay."""
    if column.kind is Kind.FORMULA:
        sheet.write_formula(row, at, column.formula, style, "" if value is None else value)
    elif value is None:
        sheet.write_blank(row, at, None, style)
    elif column.is_text:
        sheet.write_string(row, at, value, style)
    elif column.kind in {Kind.DATE, Kind.TIME}:
        sheet.write_datetime(row, at, value, style)
    else:
        sheet.write_number(row, at, value, style)
