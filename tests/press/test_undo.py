"""A press that takes the latest one back."""

from __future__ import annotations

import pytest

from tests.press.office import answer, by_hand, deleted, do, state
from workbook.tables import CALL_SHEET, CALLS, CITIZENS, REVIEW, TRACKED

PRESSES = ("call-sheet", "take-answers", "update-summary", "resolve", "proof", "citizen-letters")


@pytest.mark.parametrize("button", PRESSES)
def test_undo_after_each_kind_of_press_gives_the_tables_back(book, button):
    do(book, "call-sheet")
    answer(book, "R-0001", "Ja, vil have hjælp til booking", new_phone="33333333", relative="Cy Dam 44444444")
    by_hand(book, CITIZENS, "B-0002", phone=None, address="Engvej 1", postcode="2635", city="Ishøj")
    by_hand(book, CITIZENS, "B-0002", state="Ønsker ikke")
    do(book, "check")
    by_hand(book, REVIEW, "V-0001", choice="Set")
    if button == "call-sheet":
        by_hand(book, CITIZENS, "B-0002", phone="22222222")
        do(book, "check")
    if button == "citizen-letters":
        do(book, "proof")
    before = state(book)
    do(book, button)
    done = state(book)
    outcome = do(book, "undo")
    after = state(book)
    assert done != before
    assert outcome.code == 0
    for table in TRACKED:
        if table.append_only:
            kept = {row_id: row for row_id, row in after[table.name].items() if not row.get("voids")}
            assert kept == done[table.name]
            assert {row["voids"] for row in after[table.name].values() if "voids" in row} == (
                done[table.name].keys() - before[table.name].keys()
            )
        else:
            assert after[table.name] == before[table.name], table.name


def test_undo_of_answers_voids_the_calls_and_they_no_longer_count(book):
    do(book, "call-sheet")
    answer(book, "R-0001", "Ønsker ikke vaccination")
    do(book, "take-answers")
    do(book, "undo")
    assert book.read(CALLS)["voids"].tolist() == [None, "O-0001"]
    assert book.read(CITIZENS).loc["B-0001", "state"] == "Ny"
    assert book.read(CALL_SHEET)["outcome"].tolist() == [None, "Ønsker ikke vaccination"]


def test_undo_of_letters_says_that_the_file_must_not_be_sent(book):
    by_hand(book, CITIZENS, "B-0002", phone=None, address="Engvej 1", postcode="2635", city="Ishøj")
    do(book, "proof")
    do(book, "citizen-letters")
    told = "Filen ligger stadig i mappen Ud: 2021-04-20 U-0001/Breve til borgere U-0001.pdf. Brug den ikke."
    assert do(book, "undo").message.endswith(told)
    assert "taget tilbage" in do(book, "citizen-letters").message
    do(book, "proof")
    assert do(book, "citizen-letters").message.endswith("som udskrift U-0002.")


def test_presses_since_that_wrote_nothing_are_named(book):
    do(book, "call-sheet")
    for button in ("handover", "status-note", "handover"):
        do(book, button)
    told = do(book, "undo").message
    assert told.startswith("Tryk nr. 1 er taget tilbage (Lav ringeliste).")
    assert told.endswith("Siden er der trykket på Overlevering og Statusnotat; dér er intet at tage tilbage.")


def test_undo_twice_takes_back_two_presses_and_then_says_there_is_nothing(book):
    do(book, "call-sheet")
    do(book, "update-summary")
    assert do(book, "undo").message.startswith("Tryk nr. 2 er taget tilbage")
    assert do(book, "undo").message.startswith("Tryk nr. 1 er taget tilbage")
    assert do(book, "undo").message == "Der er ikke noget at fortryde."


def test_undo_asks_about_rows_that_were_changed_since(book):
    do(book, "call-sheet")
    by_hand(book, CALL_SHEET, "R-0001", remark="ring om eftermiddagen")
    outcome = do(book, "undo")
    assert outcome.code == 2
    assert "1 række er ændret, siden" in outcome.message
    assert do(book, "undo", undo="Kun urørte rækker").code == 0
    assert book.read(CALL_SHEET).index.tolist() == ["R-0001"]


def test_ids_are_never_used_again(book):
    do(book, "call-sheet")
    do(book, "undo")
    do(book, "call-sheet")
    assert book.read(CALL_SHEET).index.tolist() == ["R-0003", "R-0004"]


def test_a_vanished_row_is_still_offered_when_the_press_that_noticed_it_is_undone(book):
    do(book, "call-sheet")
    deleted(book, CITIZENS, "B-0002")
    do(book, "call-sheet")
    do(book, "undo")
    assert book.read(REVIEW)["row_id"].tolist() == ["B-0002"]
