"""What people change between presses: it stands, is put back, or is asked about."""

from __future__ import annotations

from datetime import date

import pytest

from tests.pictures import rows
from tests.press.office import answer, by_hand, deleted, do, typed
from workbook.book import MemoryBook
from workbook.change import Change
from workbook.problems import Problem
from workbook.tables import CALL_SHEET, CALLS, CITIZENS, JOURNAL, REVIEW, TABLES


def test_a_correction_by_hand_survives_ten_presses(book):
    do(book, "call-sheet")
    by_hand(book, CITIZENS, "B-0001", name="Ada Holm", note="ring efter kl. 12")
    for _ in range(5):
        do(book, "call-sheet")
        do(book, "update-summary")
    assert book.read(CITIZENS).loc["B-0001", ["name", "note"]].tolist() == ["Ada Holm", "ring efter kl. 12"]


def test_a_derived_cell_is_put_back_and_shown_once(book):
    do(book, "call-sheet")
    by_hand(book, CITIZENS, "B-0001", state="Ønsker ikke")
    do(book, "call-sheet")
    do(book, "call-sheet")
    assert book.read(CITIZENS).loc["B-0001", "state"] == "Ny"
    assert book.read(REVIEW)["kind"].tolist() == ["Beregnet felt rettet"]
    assert book.read(REVIEW)["in_register"].tolist() == ["Ada Lund\n11111111"]


def renumber(book, table, row_id, number):
    """Write another number over a row's own."""
    row = book.read(table).loc[[row_id]]
    change = Change()
    change.delete(table, row)
    change.insert(table, row.rename(index={row_id: number}))
    assert book.apply(change) == []


@pytest.mark.parametrize("button", ["call-sheet", "check", "repair", "undo"])
def test_a_number_that_somebody_wrote_over_stops_every_press_and_is_named(book, button):
    do(book, "call-sheet")
    renumber(book, CITIZENS, "B-0002", "B-0777")
    before = book.read(JOURNAL)
    outcome = do(book, button)
    assert outcome.message == (
        "Rækken B-0002 på arket “Borgere” har fået et andet nummer (B-0777), og alt om den hænger ved det gamle. "
        "Fortryd i Excel (Ctrl+Z), eller skriv B-0002 igen i kolonnen Borgernr., og tryk på knappen igen. "
        "Der er ikke ændret noget."
    )
    assert book.read(JOURNAL).equals(before)
    renumber(book, CITIZENS, "B-0777", "B-0002")
    assert do(book, "call-sheet").code == 0
    assert book.read(REVIEW).empty


def test_an_answer_in_a_row_that_somebody_typed_waits_for_its_citizen(book):
    typed(book, CALL_SHEET, "id  name  outcome", "R-0001  Ada  Ønsker ikke vaccination")
    assert (
        do(book, "take-answers").message
        == "Ingen svar gemt på arket Opkald. 1 svar venter; se hvorfor på arket Til vurdering."
    )
    by_hand(book, CALL_SHEET, "R-0001", citizen="B-0001")
    assert do(book, "take-answers").message == "1 svar gemt på arket Opkald."
    assert book.read(CALLS)["citizen"].tolist() == ["B-0001"]


def test_a_row_that_somebody_typed_stays_when_the_call_sheet_is_made_again(book):
    typed(book, CALL_SHEET, "id  name  phone", "R-0001  Cy  33333333")
    do(book, "call-sheet")
    assert book.read(CALL_SHEET)["name"].tolist() == ["Cy", "Ada Lund", "Bo Beck"]


def test_a_vanished_row_is_offered_back_and_comes_back_when_chosen(book):
    do(book, "call-sheet")
    deleted(book, CITIZENS, "B-0002")
    outcome = do(book, "call-sheet")
    assert book.read(REVIEW)["in_register"].tolist() == ["Bo Beck\n22222222"]
    assert "Beck" not in outcome.message + book.read(REVIEW)["message"].iloc[0]
    by_hand(book, REVIEW, book.read(REVIEW).index[0], choice="Hent tilbage")
    outcome = do(book, "resolve")
    assert outcome.message == "1 valg gemt."
    assert book.read(CITIZENS).loc["B-0002", "name"] == "Bo Beck"
    assert book.read(REVIEW).empty


class Unreadable(MemoryBook):
    """A workbook in which somebody typed words where a date belongs."""

    unreadable: tuple[Problem, ...] = ()

    def problems(self, table):
        return [problem for problem in self.unreadable if problem.table == table.name]


def test_a_row_with_a_cell_that_cannot_be_read_is_kept_and_shown(book):
    do(book, "call-sheet")
    by_hand(book, CITIZENS, book.read(CALL_SHEET).loc["R-0001", "citizen"], no_contact="Ja")
    words = Unreadable(**{table.name: book.read(table) for table in TABLES})
    words.unreadable = (Problem("Celle kan ikke læses", "Feltet kan ikke læses.", "call_sheet", "R-0001", "call_on"),)
    assert do(words, "call-sheet").code == 0
    assert "R-0001" in words.read(CALL_SHEET).index
    assert words.read(REVIEW)[["row_id", "in_register"]].to_numpy().tolist() == [["R-0001", "Ada Lund\n11111111"]]


def test_a_cell_that_cannot_be_read_is_never_overwritten():
    before = rows(CITIZENS, "id  name  jab1_on", "B-0001  Ada  -")
    change = Change()
    change.update(CITIZENS, before, before.assign(name="Eva", jab1_on=date(2021, 4, 1)))
    problem = Problem("Celle kan ikke læses", "Feltet kan ikke læses.", "citizens", "B-0001", "jab1_on")
    spared = change.sparing([problem])
    assert set(spared.of(CITIZENS).updates["B-0001"]) == {"name"}
    assert spared.problems == [problem]
    assert set(change.of(CITIZENS).updates["B-0001"]) == {"name", "jab1_on"}


@pytest.mark.parametrize(
    ("choice", "outcome"), [("Behold rettelsen", "Ønsker ikke vaccination"), ("Sæt tilbage", "Ikke svar")]
)
def test_an_answer_written_over_by_hand_is_told_of_and_can_be_put_back(book, choice, outcome):
    do(book, "call-sheet")
    answer(book, "R-0001", "Ikke svar")
    do(book, "take-answers")
    by_hand(book, CALLS, "O-0001", outcome="Ønsker ikke vaccination", remark="ringede selv")
    do(book, "check")
    told = book.read(REVIEW).iloc[0]
    assert (told["kind"], told["row_id"]) == ("Noteret række rettet", "O-0001")
    assert "(“Svar”)" in told["message"]
    assert book.read(CALLS).loc["O-0001", "outcome"] == "Ønsker ikke vaccination"
    by_hand(book, REVIEW, told.name, choice=choice)
    do(book, "resolve")
    assert book.read(CALLS).loc["O-0001", ["outcome", "remark"]].tolist() == [outcome, "ringede selv"]
    do(book, "check")
    assert book.read(REVIEW).empty
