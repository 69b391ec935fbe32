"""A table with a form becomes a sheet that looks like a card: sections to the left, fields to fill in to the right."""

from __future__ import annotations

from typing import Any

import pandas as pd
from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from workbook.build.layout import FIRST_ROW, HEADER_ROW, columns_of, paper, titled
from workbook.build.rules import LONGEST_TITLE, check
from workbook.build.sheets import write
from workbook.build.styles import FAINT, INK, MARKS, PALE, PETROL, TAB_COLOUR, Styles
from workbook.schema import Column, Kind, Table
from workbook.tables.card import NAME, WARNING, card_rows

NOTE = (
    "Skriv et navn, et telefonnummer eller et borgernr. ved Søg, og tryk på Find borger. "
    "Skriv svaret i de lyse felter, og tryk på Gem svar."
)
FIELD = "#FDF6E6"
"""The ground of a cell to write in."""
EDGE = "#D9B77A"
"""The line around it."""

LOOKS: dict[str, dict[str, Any]] = {
    "section": {"bold": True, "font_color": PETROL},
    "label": {"font_color": FAINT},
    "told": {"font_color": INK, "text_wrap": True},
    "field": {"font_color": FAINT, "align": "right", "indent": 1},
    "typed": {"font_color": INK, "text_wrap": True, "font_size": 13, "align": "left", "indent": 1},
}
"""How each column looks; the largest letters make every row, also one that grows with its text, high enough."""

_FRAMED = {"bg_color": FIELD, "border": 1, "border_color": EDGE}
_HEAD = {"font_color": FAINT, "bg_color": PALE, "font_size": 10, "valign": "vcenter"}


def add_card(book: Workbook, styles: Styles, table: Table, frame: pd.DataFrame) -> None:
    """Write the card's sheet: one page of A4, without filters, each field with its help and its dropdown."""
    frame = card_rows() if frame.empty else frame
    sheet = book.add_worksheet(table.sheet)
    sheet.set_tab_color(TAB_COLOUR[table.group])
    sheet.hide_gridlines(2)
    _head(sheet, styles, table, HEADER_ROW + len(frame))
    for at, column in enumerate(columns_of(table)):
        sheet.set_column(at, at, column.width, None, {"hidden": column.width == 0})
        values = frame.index.tolist() if column.name == "id" else frame[column.name].tolist()
        for place, value in enumerate(values):
            write(sheet, FIRST_ROW + place, at, column, value, _style(styles, table, column, place))
    for place, field in enumerate(table.form):
        _explain(sheet, table, field, FIRST_ROW + place)
    _mark(sheet, styles, table, HEADER_ROW + len(frame))
    sheet.set_portrait()
    paper(sheet, tall=1)


def _head(sheet: Worksheet, styles: Styles, table: Table, last: int) -> None:
    """Write the card's name, how it is used, and quiet headings."""
    titled(sheet, styles, table, _at(table, "section"))
    faint = styles.of(font_color=FAINT, text_wrap=True, valign="vcenter")
    sheet.merge_range(0, _at(table, "told"), 0, len(table.columns), NOTE, faint)
    sheet.set_row(HEADER_ROW, 20)
    right = {"align": "right", "indent": 1}
    heads = [
        {"header": column.label, "header_format": styles.of(**_HEAD, **(right if column.name == "field" else {}))}
        for column in columns_of(table)
    ]
    options = {"name": table.excel_name, "columns": heads, "style": None, "autofilter": False}
    sheet.add_table(HEADER_ROW, 0, last, len(table.columns), options)


def _style(styles: Styles, table: Table, column: Column, place: int) -> Format:
    framed = _FRAMED if column.name == "typed" and place < len(table.form) else {}
    return styles.of(num_format="@", valign="vcenter", **LOOKS.get(column.name, {}), **framed)


def _explain(sheet: Worksheet, table: Table, field: Column, row: int) -> None:
    """Give a field its help, and its dropdown where there are choices; what does not fit is said by the press."""
    at = _at(table, "typed")
    title = field.label[:LONGEST_TITLE]
    allowed = check(table, field) if field.kind is Kind.CHOICE else {"validate": "any"}
    words = {"input_title": title, "input_message": field.help, "error_title": title, "error_type": "warning"}
    sheet.data_validation(row, at, row, at, {**allowed, **words})


def _mark(sheet: Worksheet, styles: Styles, table: Table, last: int) -> None:
    """Draw a line over every section, and colour what must be seen first."""
    cell = {name: f"${xl_col_to_name(_at(table, name))}{FIRST_ROW + 1}" for name in ("section", "label")}
    left, right = _at(table, "section"), _at(table, "told")
    looks = (
        (left, right, f'={cell["section"]}="{WARNING}"', MARKS["overdue"]),
        (right, right, f'={cell["label"]}="{NAME}"', {"bold": True, "font_color": PETROL}),
        (left, right, f'={cell["section"]}<>""', {"top": 1, "top_color": PETROL}),
    )
    for first, until, formula, look in looks:
        rule = {"type": "formula", "criteria": formula, "format": styles.of(**look)}
        sheet.conditional_format(FIRST_ROW, first, last, until, rule)


def _at(table: Table, name: str) -> int:
    return table.names.index(name)
