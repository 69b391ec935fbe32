"""The archive file: all that is kept of citizens who are to be deleted, to be journaled first; a sheet per table."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from workbook.change import Gone
from workbook.retention import Read, rows_of
from workbook.schema import Table


def archive(read: Read, gone: Gone) -> bytes:
    """Return an .xlsx file with the rows of the citizens in every table whose rows stay; texts are never formulas."""
    book = Workbook(write_only=True)
    for table, rows in rows_of(read, gone):
        if not table.passing:
            _add(book.create_sheet(table.sheet), table, [[row_id, *cells] for row_id, *cells in rows.itertuples()])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _add(sheet: WriteOnlyWorksheet, table: Table, rows: Sequence[Sequence[Any]]) -> None:
    sheet.append([_cell(sheet, label) for label in table.labels])
    for row in rows:
        sheet.append([_cell(sheet, value) for value in row])


def _cell(sheet: WriteOnlyWorksheet, value: Any) -> Cell:
    cell = WriteOnlyCell(sheet, value)
    if isinstance(value, str):
        cell.data_type = "s"
    return cell
