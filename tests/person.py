"""A person at a closed workbook, played by openpyxl: sorts, types, adds a column, breaks something."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import openpyxl
from openpyxl.utils import get_column_letter, range_boundaries
from openpyxl.worksheet.table import Table as ExcelTable
from openpyxl.worksheet.table import TableColumn
from openpyxl.worksheet.worksheet import Worksheet

from workbook.schema import Table


def opened(file: Path | bytes, *, results: bool = False) -> openpyxl.Workbook:
    """Return a workbook as openpyxl reads it: formulas, or their cached `results`. What it cannot keep is no matter."""
    content = file if isinstance(file, bytes) else file.read_bytes()
    with warnings.catch_warnings(action="ignore", category=UserWarning):
        book = openpyxl.load_workbook(io.BytesIO(content), keep_vba=True, data_only=results)
    return _read_only(book)


def _read_only(book: openpyxl.Workbook) -> openpyxl.Workbook:
    """Close the zip of its own that openpyxl keeps macros in: else it complains in whichever test it is thrown away."""
    parts = book.vba_archive
    if parts and parts.fp:
        held = parts.fp
        parts.close()
        book.vba_archive = ZipFile(held)
    return book


class Person:
    """The verbs of `tests.walls.Bench` on a file, and some that break it."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def sort(self, table: Table, label: str) -> None:
        with self._at(table) as (sheet, excel):
            at = [column.name for column in excel.tableColumns].index(label)
            cells = [list(row) for row in _body(sheet, excel)]
            values = [[cell.value for cell in row] for row in cells]
            values.sort(key=lambda row: (row[at] is not None, str(row[at])), reverse=True)
            for row, new in zip(cells, values, strict=True):
                for cell, value in zip(row, new, strict=True):
                    cell.value = value

    def set_cell(self, table: Table, row_id: str, label: str, value: Any) -> None:
        with self._at(table) as (sheet, excel):
            at = [column.name for column in excel.tableColumns].index(label)
            next(row for row in _body(sheet, excel) if row[0].value == row_id)[at].value = value

    def type_row(self, table: Table, cells: Mapping[str, Any]) -> None:
        with self._at(table) as (sheet, excel):
            left, top, right, bottom = _area(excel)
            _resize(excel, left, top, right, bottom + 1)
            for column, cell in zip(excel.tableColumns, list(_body(sheet, excel))[-1], strict=True):
                cell.value = cells.get(column.name)

    def own_column(self, table: Table, label: str, values: Mapping[str, Any]) -> None:
        with self._at(table) as (sheet, excel):
            left, top, right, bottom = _area(excel)
            sheet.cell(top, right + 1, label)
            _resize(excel, left, top, right + 1, bottom)
            excel.tableColumns.append(TableColumn(id=right - left + 2, name=label))
            for row in _body(sheet, excel):
                row[-1].value = values.get(row[0].value)

    def own_cells(self, table: Table, label: str) -> dict[str, Any]:
        sheet = opened(self.path)[table.sheet]
        excel = sheet.tables[table.excel_name]
        at = [column.name for column in excel.tableColumns].index(label)
        return {row[0].value: row[at].value for row in _body(sheet, excel) if row[at].value is not None}

    def rename_sheet(self, table: Table, name: str) -> None:
        with self._at(table) as (sheet, _):
            sheet.title = name

    def rename_column(self, table: Table, label: str, name: str) -> None:
        with self._at(table) as (sheet, excel):
            column = next(column for column in excel.tableColumns if column.name == label)
            left, top, *_ = _area(excel)
            sheet.cell(top, left + excel.tableColumns.index(column), name)
            column.name = name

    def drop_table(self, table: Table) -> None:
        with self._at(table) as (sheet, _):
            del sheet.tables[table.excel_name]

    @contextmanager
    def _at(self, table: Table) -> Iterator[tuple[Worksheet, ExcelTable]]:
        book = opened(self.path)
        sheet = book[table.sheet]
        yield sheet, sheet.tables[table.excel_name]
        book.save(self.path)


def _area(excel: ExcelTable) -> tuple[int, int, int, int]:
    left, top, right, bottom = range_boundaries(excel.ref)
    return int(left or 0), int(top or 0), int(right or 0), int(bottom or 0)


def _body(sheet: Worksheet, excel: ExcelTable) -> Iterator[tuple[Any, ...]]:
    left, top, right, bottom = _area(excel)
    return sheet.iter_rows(top + 1, bottom, left, right)


def _resize(excel: ExcelTable, left: int, top: int, right: int, bottom: int) -> None:
    excel.ref = f"{get_column_letter(left)}{top}:{get_column_letter(right)}{bottom}"
    if excel.autoFilter is not None:
        excel.autoFilter.ref = excel.ref
