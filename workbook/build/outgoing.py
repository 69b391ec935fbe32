"""A file that goes out and comes back: a workbook of its own, and what stands around the lines of a sheet in it."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import datetime

from xlsxwriter import Workbook
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from workbook.build.layout import paper
from workbook.build.styles import FAINT, PETROL, Styles
from workbook.schema import Column

OPEN = "#FFFBF2"
"""The ground of a cell that whoever gets the file writes in."""


def new_book(packed: io.BytesIO, title: str, created: datetime) -> Workbook:
    """Return an empty workbook that is written into `packed` when it is closed; the same cells give the same bytes."""
    book = Workbook(packed, {"in_memory": True})
    book.set_properties({"title": title, "author": "Ringbind", "created": created})
    return book


def big_title(sheet: Worksheet, styles: Styles, title: str) -> None:
    """Write the title over the sheet's first column."""
    sheet.write_string(0, 0, title, styles.of(bold=True, font_size=16, font_color=PETROL, valign="vcenter"))
    sheet.set_row(0, 30)


def frame(
    sheet: Worksheet, styles: Styles, title: str, told: Sequence[str], columns: Sequence[Column], rows: int, frozen: int
) -> range:
    """Write title, the lines below it and the headings, which stay in sight and are printed on every page in landscape.

    `frozen` columns stay in sight too. Returns the places of the `rows` rows below, counted from 0.
    """
    big_title(sheet, styles, title)
    faint = styles.of(font_color=FAINT, valign="vcenter")
    for row, line in enumerate(told, start=1):
        sheet.write_string(row, 0, line, faint)
        sheet.set_row(row, 18)
    header = len(told) + 1
    sheet.set_row(header, 34)
    for at, column in enumerate(columns):
        sheet.set_column(at, at, column.width)
        sheet.write_string(header, at, column.label, styles.header(column))
    below = range(header + 1, header + 1 + rows)
    sheet.freeze_panes(below.start, frozen)
    sheet.set_landscape()
    sheet.repeat_rows(0, header)
    paper(sheet)
    sheet.ignore_errors({"number_stored_as_text": f"A1:{xl_col_to_name(len(columns) - 1)}{below.stop}"})
    return below
