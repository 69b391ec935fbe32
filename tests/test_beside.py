"""Merged and hidden cells in every format that has them."""

import pytest
from openpyxl import Workbook

from tests.office import libreoffice
from tests.xlsb import xlsb
from workbook.lists.opening import Wish, sheets_of
from workbook.lists.read import read_file
from workbook.problems import Ask

ROWS: list[list[str | float | None]] = [
    ["CPR", "Navn", "Telefon", None],
    ["020250-1234", "Ada Lund", "68123456", "68123457"],
    ["030350-1234", "Bo Lund", None, None],
    ["040450-1234", "Cy Dam", "68123458", None],
    [None, None, None, None],
]
SPREAD = [
    ["CPR", "Navn", "Telefon", "Telefon"],
    ["020250-1234", "Ada Lund", "68123456", "68123457"],
    ["030350-1234", "Bo Lund", "68123456", None],
    ["040450-1234", "Cy Dam", "68123458", None],
]


@pytest.fixture(scope="module")
def source(tmp_path_factory):
    book = Workbook()
    sheet = book.worksheets[0]
    for row in ROWS:
        sheet.append(row)
    sheet.merge_cells("C1:D1")
    sheet.merge_cells("C2:C3")
    sheet.row_dimensions[4].hidden = sheet.row_dimensions[5].hidden = True
    sheet.column_dimensions["B"].hidden = True
    away = book.create_sheet("Væk")
    away.append(["CPR"])
    away.sheet_state = "hidden"
    path = tmp_path_factory.mktemp("liste") / "liste.xlsx"
    book.save(path)
    return path


def told(path):
    sheets = read_file(path, {})
    assert not isinstance(sheets, Ask)
    sheet, away = sheets
    assert (away.hidden, away.rows) == (True, [["CPR"]])
    rows = [row for row in sheet.rows if any(row)]
    return rows, sheet.hidden, sheet.hidden_rows, sheet.hidden_columns


def test_merged_cells_spread_and_what_is_hidden_is_counted(source):
    assert told(source) == (SPREAD, False, 1, 1)


@pytest.mark.bench
@pytest.mark.parametrize("suffix", ["ods", "xls"])
def test_the_same_saved_by_libreoffice(source, tmp_path, suffix):
    assert told(libreoffice().resave(source, tmp_path / f"liste.{suffix}")) == (SPREAD, False, 1, 1)


@pytest.mark.parametrize("hidden", [True, False])
def test_the_same_in_an_xlsb(hidden):
    merged = [(0, 0, 2, 3), (1, 2, 2, 2)]
    (sheet,) = sheets_of(xlsb(ROWS, hidden_rows={3, 4}, hidden_column=1, merged=merged, hidden=hidden), Wish())
    rows = [[cell or None for cell in row] for row in sheet["rows"] if any(row)]
    assert (rows, sheet["hidden"], sheet["hidden_rows"], sheet["hidden_columns"]) == (SPREAD, hidden, 1, 1)
