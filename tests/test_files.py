"""Files around a press: the copy before it, and papers that come out when it is done, never before and never not."""

from __future__ import annotations

import itertools
from datetime import datetime

import pytest

from macros.__main__ import main
from macros.copies import COPIES
from macros.files import STAGING
from macros.office import new_office
from macros.press import press
from tests.pictures import rows
from workbook.book import MemoryBook
from workbook.starting import starting_tables
from workbook.tables import CALL_SHEET

NOW = datetime(2021, 4, 20, 10, 30)
PAPER = "Ud/2021-04-20 10.30 Ringeliste.pdf"


class Saving(MemoryBook):
    """A workbook in memory that stands for a file; `fail` is the verb at which the machine stops."""

    fail = ""

    def apply(self, change):
        if self.fail == "apply" and any(part for name, part in change.tables.items() if name == "checkpoint"):
            raise ConnectionError("Excel is gone")
        return super().apply(change)


@pytest.fixture
def book(tmp_path):
    made = Saving(**starting_tables(), call_sheet=rows(CALL_SHEET, "id  citizen  phone", "R-0001  B-0001  11111111"))
    made.path = tmp_path / "Ringbind.xlsm"
    made.path.write_bytes(b"the workbook")
    return made


def do(book, button, *, now=NOW, today=None, **answers):
    salt = map(str, itertools.count()).__next__
    return press(button, book, now=now, today=today, user="ABC", answers=answers, salt=salt)


def test_a_paper_comes_out_when_the_press_is_done(book):
    assert do(book, "print-calls").files == [PAPER]
    assert (book.path.parent / PAPER).read_bytes().startswith(b"%PDF")
    assert not (book.path.parent / STAGING).exists()


@pytest.mark.parametrize(("answer", "comes"), [("Gør færdig", True), ("Tag tilbage", False)])
def test_the_paper_of_a_press_that_was_cut_off_comes_when_it_is_finished_and_only_then(book, answer, comes):
    book.fail = "apply"
    assert do(book, "print-calls").code == 1
    assert not (book.path.parent / PAPER).exists()
    book.fail = ""
    assert do(book, "check", unfinished=answer).code == 0
    assert (book.path.parent / PAPER).exists() is comes
    assert not (book.path.parent / STAGING).exists()


def test_a_paper_whose_place_is_taken_is_told_and_comes_with_the_next_press(book):
    taken = book.path.parent / PAPER
    taken.mkdir(parents=True)
    outcome = do(book, "print-calls")
    assert outcome.code == 2
    assert "Ændringerne er gemt, men filen “2021-04-20 10.30 Ringeliste.pdf”" in outcome.message
    taken.rmdir()
    assert do(book, "check").code == 0
    assert taken.read_bytes().startswith(b"%PDF")


def test_a_copy_is_the_workbook_as_it_was_before_the_press(tmp_path):
    path = new_office(tmp_path, datetime(2021, 4, 20, 8, 0))
    before = path.read_bytes()
    assert main(["update-summary", str(path), "--today", "2021-04-20"]) == 0
    (copy,) = (path.parent / COPIES).iterdir()
    assert copy.read_bytes() == before
    assert path.read_bytes() != before
