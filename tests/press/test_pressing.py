"""A press: what it tells, what it writes beside its own tables, and what it refuses."""

from __future__ import annotations

from datetime import date

import pytest

from macros.button import DECLARED
from macros.commands import BUTTONS
from macros.door import OOPS, log
from macros.press import press
from tests.press.office import NOW, answer, by_hand, do, state, typed
from workbook import SCHEMA
from workbook.change import records
from workbook.journal.chain import broken_links, entries_of
from workbook.journal.checkpoint import checkpoint_rows
from workbook.tables import (
    CALL_SHEET,
    CHECKPOINT,
    CITIZENS,
    JOURNAL,
    LETTERS_READY,
    LETTERS_SENT,
    REVIEW,
    SETTINGS,
    TRACKED,
)
from workbook.words import Mark


def test_a_press_tells_in_numbers_what_happened(book):
    outcome = do(book, "call-sheet")
    assert (outcome.code, outcome.message) == (0, "Ringelisten har 2 opkald til i dag.")
    assert book.told == [outcome.message]
    assert book.saved == 1


def test_an_answer_that_was_mended_is_no_longer_asked_about(book):
    do(book, "call-sheet")
    first = book.read(CALL_SHEET).index[0]
    by_hand(book, CALL_SHEET, first, remark="ringer selv")
    for _ in range(2):
        do(book, "take-answers")
        assert book.read(REVIEW)["row_id"].tolist() == [first]
    answer(book, first, "Uafklaret")
    do(book, "take-answers")
    assert book.read(REVIEW).empty


def test_letters_that_would_not_say_who_writes_are_not_sent(book):
    (phone,) = book.read(SETTINGS).index[book.read(SETTINGS)["name"] == "Telefon"]
    by_hand(book, SETTINGS, phone, value="(telefonnummer)")
    by_hand(book, CITIZENS, "B-0002", phone=None, address="Engvej 1", postcode="2635", city="Ishøj")
    assert "før Telefon er udfyldt på arket Indstillinger" in do(book, "proof").message
    refused = do(book, "citizen-letters")
    assert refused.code == 2
    assert refused.message.startswith("Brevene er ikke skrevet ud: Telefon er ikke udfyldt på arket Indstillinger.")


def test_a_preview_tells_what_the_press_would_do_and_writes_nothing(book):
    before = state(book)
    outcome = press("call-sheet", book, now=NOW, user="ABC", preview=True)
    assert (outcome.code, outcome.message) == (
        0,
        "Sådan ville det gå: Ringelisten har 2 opkald til i dag. Der er ikke ændret noget.",
    )
    assert (state(book), book.read(JOURNAL).empty, book.saved) == (before, True, 0)


@pytest.mark.parametrize(("answer", "code"), [("Læs ind", 0), ("Stop", 2), (None, 2)])
def test_a_list_is_asked_about_before_it_is_written(book, answer, code, tmp_path):
    (tmp_path / "SSI.csv").write_text("CPR\n040230-1234\n", "utf-8")
    asked = []

    def ask(question):
        asked.append(question.question)
        return answer

    book.ask = ask
    assert do(book, "import-list", file=str(tmp_path / "SSI.csv")).code == code
    assert "Ny 1." in asked[0]
    assert asked[0].endswith("Skal listen læses ind?")
    assert (len(book.read(CITIZENS)), book.read(JOURNAL).empty) == ((3, False) if code == 0 else (2, True))


def test_a_press_says_how_far_it_is(book):
    said = []
    book.tell = lambda text, **how: said.append((text, how.get("share")))
    do(book, "call-sheet")
    assert [text for text, _ in said[:-1]] == [
        f"Lav ringeliste: {what} …" for what in ("læser", "regner", "skriver", "gemmer")
    ]
    shares = [share for _, share in said[:-1]]
    assert shares == sorted(shares)


def test_derived_columns_follow_every_press(book):
    do(book, "call-sheet")
    answer(book, "R-0001", "Ønsker ikke vaccination")
    do(book, "take-answers")
    people = book.read(CITIZENS)
    assert people["state"].tolist() == ["Ønsker ikke", "Ny"]
    assert people.loc["B-0001", ["answer", "answered_on"]].tolist() == ["Ønsker ikke vaccination", date(2021, 4, 20)]


def test_the_journal_says_who_pressed_what_and_which_rows(book):
    do(book, "call-sheet", user="XYZ")
    journal = book.read(JOURNAL)
    assert journal["mark"].iloc[[0, -1]].tolist() == [Mark.BEGUN, Mark.DONE]
    assert set(journal["who"]) == {"XYZ"}
    entries = entries_of(journal)
    assert {("call_sheet", "R-0001"), ("citizens", "B-0001")} <= set(
        zip(entries["table"], entries["row_id"], strict=True)
    )
    assert broken_links(journal) == []


def test_the_checkpoint_is_the_tables_after_every_press(book):
    for button in ("call-sheet", "update-summary", "check"):
        do(book, button)
        assert records(book.read(CHECKPOINT)) == records(checkpoint_rows({t.name: book.read(t) for t in TRACKED}))


def test_a_death_takes_the_letter_back_that_was_not_sent_yet(book):
    by_hand(book, CITIZENS, "B-0002", phone=None, address="Engvej 1", postcode="2635", city="Ishøj")
    do(book, "proof")
    assert book.read(LETTERS_READY)["citizen"].tolist() == ["B-0002"]
    by_hand(book, CITIZENS, "B-0002", gone="Ja")
    outcome = do(book, "citizen-letters")
    assert (outcome.code, book.read(LETTERS_SENT).empty) == (2, True)
    assert do(book, "check").message.startswith(
        "Taget af arket Prøveudskrift, fordi brevet ikke længere skal sendes: B-0002."
    )
    assert book.read(LETTERS_READY).empty


def test_who_must_not_be_contacted_leaves_the_call_sheet_with_the_next_press(book):
    do(book, "call-sheet")
    by_hand(book, CITIZENS, "B-0001", no_contact="Ja")
    do(book, "check")
    assert book.read(CALL_SHEET)["citizen"].tolist() == ["B-0002"]


def test_a_workbook_from_a_newer_version_is_left_alone(book):
    by_hand(book, SETTINGS, "I-0001", value=str(SCHEMA + 1))
    before = state(book)
    outcome = do(book, "call-sheet")
    assert outcome.code == 2
    assert "nyere udgave af Ringbind" in outcome.message
    assert state(book) == before


def test_an_unknown_button_is_told_in_a_sentence(book):
    outcome = do(book, "fly")
    assert outcome.code == 2
    assert "Der er ingen knap, der hedder “fly”" in outcome.message


def test_an_unexpected_error_gives_a_calm_sentence_and_no_value_in_the_log(book, monkeypatch, caplog):
    def stumble(_desk):
        raise KeyError("0101501234 Ada Lund")

    monkeypatch.setitem(DECLARED, "check", BUTTONS["check"].__class__(**{**vars(BUTTONS["check"]), "run": stumble}))
    monkeypatch.setattr(log, "handlers", [])  # `door.log_to` of an earlier test sends the log to a file only
    monkeypatch.setattr(log, "propagate", True)
    outcome = do(book, "check")
    assert (outcome.code, outcome.message) == (1, OOPS)
    assert "KeyError in test_pressing.py" in caplog.text
    assert "Ada" not in caplog.text
    assert "0101501234" not in caplog.text


def test_the_setting_for_practice_days_moves_today(book):
    setting = book.read(SETTINGS)
    (row_id,) = setting.index[setting["name"] == "Dags dato"]
    by_hand(book, SETTINGS, row_id, value="03-05-2021")
    do(book, "call-sheet")
    assert set(book.read(CALL_SHEET)["made_on"]) == {date(2021, 5, 3)}


def test_without_calls_nothing_is_printed_and_it_is_said_what_to_press(book):
    told = do(book, "print-calls")
    assert told.message == "Der er ingen opkald at udskrive: ringelisten er tom. Tryk på Lav ringeliste."
    assert told.files == []


def test_the_printed_call_sheet_says_whom_it_refused(book):
    do(book, "call-sheet")
    sheet = book.read(CALL_SHEET)
    typed(book, CALL_SHEET, "id  citizen", "R-9999  B-9999")
    told = do(book, "print-calls").message
    assert told.startswith(f"Ringelisten med {len(sheet)} opkald ligger i Ud/")
    assert "Ikke skrevet ud, fordi borgeren ikke må ringes op eller er ukendt: R-9999." in told
