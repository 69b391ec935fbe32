"""A press that was cut off between two writes is finished or taken back by the next."""

from __future__ import annotations

import pytest

from macros.door import OOPS
from tests.press.office import by_hand, deleted, do, state, two_on_a_list
from workbook.book import MemoryBook
from workbook.journal.chain import entries_of
from workbook.problems import BelowTable
from workbook.tables import CALL_SHEET, CITIZENS, JOURNAL, REVIEW
from workbook.words import Mark


class CutOff(MemoryBook):
    """A workbook whose Excel stops at the n-th write."""

    writes_left = 99

    def apply(self, change):
        if self.writes_left == 0:
            raise ConnectionError("Excel is gone")
        self.writes_left -= 1
        return super().apply(change)


def cut_off(book, button, writes):
    book.writes_left = writes
    assert do(book, button).message == OOPS
    book.writes_left = 99


@pytest.mark.parametrize("answer_given", ["Gør færdig", "Tag tilbage"])
@pytest.mark.parametrize("writes", [1, 2, 3])
def test_a_press_that_was_cut_off_is_finished_or_taken_back_by_the_next(writes, answer_given):
    book = two_on_a_list(CutOff)
    do(book, "check")
    before = state(book)
    cut_off(book, "call-sheet", writes)
    question = do(book, "update-summary")
    assert question.code == 2
    assert "blev afbrudt" in question.message
    assert do(book, "check", unfinished=answer_given).code == 0
    expected = [] if answer_given == "Tag tilbage" else ["R-0001", "R-0002"]
    assert book.read(CALL_SHEET).index.tolist() == expected
    assert answer_given == "Gør færdig" or state(book) == before
    assert book.read(REVIEW).empty
    assert do(book, "update-summary").code == 0


def test_a_press_refused_before_the_first_cell_leaves_nothing_to_finish(book, monkeypatch):
    writes = iter([book.apply, refuse_below_table, book.apply])

    def apply(change):
        return next(writes)(change)

    monkeypatch.setattr(book, "apply", apply)
    assert do(book, "call-sheet").message.startswith("Der står noget under tabellen på arket “Ringeliste”")
    monkeypatch.undo()
    assert do(book, "call-sheet").code == 0


def refuse_below_table(_change):
    raise BelowTable("Ringeliste", 9)


@pytest.mark.parametrize("writes", [1, 2, 3])
def test_an_undo_that_was_cut_off_and_taken_back_undid_nothing(writes):
    book = two_on_a_list(CutOff)
    do(book, "call-sheet")
    before = state(book)
    cut_off(book, "undo", writes)
    assert do(book, "check", unfinished="Tag tilbage").code == 0
    assert state(book) == before
    assert do(book, "undo").message.startswith("Tryk nr. 1 er taget tilbage")
    assert book.read(CALL_SHEET).empty


@pytest.mark.parametrize("answer_given", ["Gør færdig", "Tag tilbage"])
@pytest.mark.parametrize("writes", [1, 2, 3])
def test_what_people_changed_after_a_press_was_cut_off_is_still_seen_as_theirs(writes, answer_given):
    book = two_on_a_list(CutOff)
    do(book, "check")
    cut_off(book, "call-sheet", writes)
    by_hand(book, CITIZENS, "B-0001", name="Ada Holm")
    deleted(book, CITIZENS, "B-0002")
    assert do(book, "check", unfinished=answer_given).code == 0
    journal = entries_of(book.read(JOURNAL))
    by_hands = journal[journal["mark"].isin([Mark.HAND, Mark.HAND_DELETE])]
    assert by_hands["row_id"].tolist() == ["B-0001", "B-0002"]
    assert by_hands["after"].tolist() == ['{"name":"Ada Holm"}', None]
    vanished = book.read(REVIEW).query("kind == 'Række forsvundet'")
    assert vanished["row_id"].tolist() == ["B-0002"]
