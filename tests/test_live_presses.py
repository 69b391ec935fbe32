"""Whole presses on the open workbook: what the ribbon does, down to the cells."""

from __future__ import annotations

import itertools
from datetime import datetime
from pathlib import Path

import pandas as pd
import pytest

from macros.press import press
from tests.live import Workbook, open_workbook
from tests.pictures import rows
from workbook.book import Book, MemoryBook
from workbook.book_excel import ExcelBook
from workbook.change import records
from workbook.problems import ExcelBusy
from workbook.starting import starting_tables
from workbook.tables import CALL_SHEET, CITIZENS, LIST_ROWS, LISTS, TABLES


@pytest.fixture
def pressed(tmp_path: Path) -> Workbook:
    """An office's open workbook with two citizens on a list, of whom nobody was rung yet."""
    path = tmp_path / "Ringbind.xlsm"
    path.write_bytes(b"the file that Excel has open")
    return open_workbook(str(path), **office_tables())


def office_tables() -> dict[str, pd.DataFrame]:
    lists = rows(LISTS, "id  kind  extracted_on", "L-0001  SSI: ikke reageret  2021-04-20")
    people = rows(CITIZENS, "id  name  phone", "B-0001  Ada Lund  11111111", "B-0002  Bo Beck  01234567")
    listed = rows(LIST_ROWS, "id  list  citizen", "LR-0001  L-0001  B-0001", "LR-0002  L-0001  B-0002")
    return starting_tables() | {"lists": lists, "citizens": people, "list_rows": listed}


def do(book: Book, button: str) -> tuple[int, str]:
    outcome = press(button, book, now=datetime(2021, 4, 20, 9), user="ABC", salt=itertools.repeat("salt").__next__)
    return outcome.code, outcome.message


def test_presses_on_the_open_workbook_give_the_tables_that_memory_gets(pressed: Workbook) -> None:
    live, memory = ExcelBook(pressed.book), MemoryBook(**office_tables())
    for button in ("call-sheet", "update-summary", "undo"):
        assert do(live, button) == do(memory, button)
        for table in TABLES:
            assert records(live.read(table)) == records(memory.read(table))
    assert pressed.impl._saved == 3


def test_a_press_while_a_cell_is_being_edited_says_what_to_do_and_changes_nothing(pressed: Workbook) -> None:
    book = ExcelBook(pressed.book)
    pressed.excel.busy = True
    assert do(book, "call-sheet") == (2, str(ExcelBusy()))
    assert pressed.excel.alerts == [(str(ExcelBusy()), "ok")]
    pressed.excel.busy = False
    assert book.read(CALL_SHEET).empty
    assert do(book, "call-sheet")[0] == 0


@pytest.mark.parametrize("death", range(1, 60, 6))
def test_a_press_that_excel_cut_off_can_be_finished_by_the_next_one(pressed: Workbook, death: int) -> None:
    pressed.excel.dies_at = death
    code, _ = do(ExcelBook(pressed.book), "call-sheet")
    assert (code == 2) == (pressed.excel.written >= death)
    pressed.excel.dies_at = 0
    pressed.excel.answers = ["yes"] * 3
    assert do(ExcelBook(pressed.book), "call-sheet")[0] == 0
    assert ExcelBook(pressed.book).read(CALL_SHEET)["citizen"].tolist() == ["B-0001", "B-0002"]
