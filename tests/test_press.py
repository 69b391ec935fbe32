from __future__ import annotations

import itertools
from datetime import date, datetime

import pytest

from macros.button import BUTTONS
from macros.door import OOPS, log
from macros.press import press
from tests.pictures import rows
from workbook import SCHEMA
from workbook.book import MemoryBook
from workbook.change import Change, records
from workbook.journal.chain import broken_links
from workbook.journal.checkpoint import checkpoint_rows
from workbook.problems import BelowTable, Problem
from workbook.starting import starting_tables
from workbook.tables import (
    CALL_SHEET,
    CALLS,
    CHECKPOINT,
    CITIZENS,
    JOURNAL,
    LETTERS_READY,
    LETTERS_SENT,
    LISTS,
    REVIEW,
    SETTINGS,
    TABLES,
    TRACKED,
)
from workbook.words import Mark

NOW = datetime(2021, 4, 20, 10, 30)
LIST = rows(LISTS, "id  kind  extracted_on", "L-0001  SSI: ikke reageret  2021-04-20")
PEOPLE = rows(
    CITIZENS,
    "id  name  phone  latest_list  first_list",
    "B-0001  Ada Lund  11111111  L-0001  L-0001",
    "B-0002  Bo Beck  22222222  L-0001  L-0001",
)


@pytest.fixture
def book():
    return office(citizens=PEOPLE, lists=LIST, list_rows=list_rows("B-0001", "B-0002"))


def list_rows(*citizens):
    table = next(table for table in TABLES if table.name == "list_rows")
    return table.frame({"id": f"LR-{n}", "list": "L-0001", "citizen": who} for n, who in enumerate(citizens))


def office(**tables):
    """Return a workbook in memory as `ringbind new` makes it, with rows of one's own."""
    filled = {table.name: table.frame() for table in TABLES} | starting_tables() | tables
    return MemoryBook(**{**filled, "checkpoint": checkpoint_rows(filled)})


def do(book, button, *, now=NOW, user="ABC", **answers):
    return press(button, book, now=now, user=user, answers=answers, salt=map(str, itertools.count()).__next__)


def state(book):
    return {table.name: records(book.read(table)) for table in TRACKED}


def by_hand(book, table, row_id, **cells):
    before = book.read(table).loc[[row_id]]
    change = Change()
    change.update(table, before, before.assign(**cells))
    assert book.apply(change) == []


def answer(book, row_id, text, **cells):
    by_hand(book, CALL_SHEET, row_id, outcome=text, **cells)


def test_a_press_tells_in_numbers_what_happened(book):
    outcome = do(book, "call-sheet")
    assert (outcome.code, outcome.message) == (0, "Ringelisten har 2 opkald til i dag.")
    assert book.told == [outcome.message]
    assert book.saved == 1


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
    assert {("call_sheet", "R-0001"), ("citizens", "B-0001")} <= set(
        zip(journal["table"], journal["row_id"], strict=True)
    )
    assert broken_links(journal) == []


def test_the_checkpoint_is_the_tables_after_every_press(book):
    for button in ("call-sheet", "update-summary", "check"):
        do(book, button)
        assert records(book.read(CHECKPOINT)) == records(checkpoint_rows({t.name: book.read(t) for t in TRACKED}))


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
    told = "Brevene ligger stadig i mappen Ud: 2021-04-20 U-0001/Breve til borgere U-0001.pdf. Send dem ikke."
    assert do(book, "undo").message.endswith(told)
    assert "taget tilbage" in do(book, "citizen-letters").message
    do(book, "proof")
    assert do(book, "citizen-letters").message.endswith("som udskrift U-0002.")


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


def test_an_answer_in_a_row_that_somebody_typed_waits_for_its_citizen(book):
    typed = Change()
    typed.insert(CALL_SHEET, rows(CALL_SHEET, "id  name  outcome", "R-0001  Ada  Ønsker ikke vaccination"))
    book.apply(typed)
    assert (
        do(book, "take-answers").message
        == "Ingen svar gemt på arket Opkald. 1 svar venter; se hvorfor på arket Til vurdering."
    )
    by_hand(book, CALL_SHEET, "R-0001", citizen="B-0001")
    assert do(book, "take-answers").message == "1 svar gemt på arket Opkald."
    assert book.read(CALLS)["citizen"].tolist() == ["B-0001"]


def test_who_must_not_be_contacted_leaves_the_call_sheet_with_the_next_press(book):
    do(book, "call-sheet")
    by_hand(book, CITIZENS, "B-0001", no_contact="Ja")
    do(book, "check")
    assert book.read(CALL_SHEET)["citizen"].tolist() == ["B-0002"]


def test_a_row_that_somebody_typed_stays_when_the_call_sheet_is_made_again(book):
    typed = Change()
    typed.insert(CALL_SHEET, rows(CALL_SHEET, "id  name  phone", "R-0001  Cy  33333333"))
    book.apply(typed)
    do(book, "call-sheet")
    assert book.read(CALL_SHEET)["name"].tolist() == ["Cy", "Ada Lund", "Bo Beck"]


def test_a_vanished_row_is_still_offered_when_the_press_that_noticed_it_is_undone(book):
    do(book, "call-sheet")
    gone = Change()
    gone.delete(CITIZENS, book.read(CITIZENS).loc[["B-0002"]])
    book.apply(gone)
    do(book, "call-sheet")
    do(book, "undo")
    assert book.read(REVIEW)["row_id"].tolist() == ["B-0002"]


def test_a_vanished_row_is_offered_back_and_comes_back_when_chosen(book):
    do(book, "call-sheet")
    lost = book.read(CITIZENS).loc[["B-0002"]]
    gone = Change()
    gone.delete(CITIZENS, lost)
    book.apply(gone)
    do(book, "call-sheet")
    by_hand(book, REVIEW, book.read(REVIEW).index[0], choice="Hent tilbage")
    outcome = do(book, "resolve")
    assert outcome.message == "1 valg gemt."
    assert book.read(CITIZENS).loc["B-0002", "name"] == "Bo Beck"
    assert book.read(REVIEW).empty


class CutOff(MemoryBook):
    """A workbook whose Excel stops at the n-th write."""

    def __init__(self, writes, **tables):
        super().__init__(**tables)
        self.writes_left = writes

    def apply(self, change):
        if self.writes_left == 0:
            raise ConnectionError("Excel is gone")
        self.writes_left -= 1
        return super().apply(change)


def cut_off(writes):
    filled = {"citizens": PEOPLE, "lists": LIST, "list_rows": list_rows("B-0001", "B-0002"), **starting_tables()}
    return CutOff(writes, **{**filled, "checkpoint": checkpoint_rows({t.name: t.frame() for t in TABLES} | filled)})


@pytest.mark.parametrize("answer_given", ["Gør færdig", "Tag tilbage"])
@pytest.mark.parametrize("writes", [1, 2, 3])
def test_a_press_that_was_cut_off_is_finished_or_taken_back_by_the_next(writes, answer_given):
    book = cut_off(99)
    do(book, "check")
    before = state(book)
    book.writes_left = writes
    assert do(book, "call-sheet").message == OOPS
    book.writes_left = 99
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
    book = cut_off(99)
    do(book, "call-sheet")
    before = state(book)
    book.writes_left = writes
    assert do(book, "undo").message == OOPS
    book.writes_left = 99
    assert do(book, "check", unfinished="Tag tilbage").code == 0
    assert state(book) == before
    assert do(book, "undo").message.startswith("Tryk nr. 1 er taget tilbage")
    assert book.read(CALL_SHEET).empty


@pytest.mark.parametrize("answer_given", ["Gør færdig", "Tag tilbage"])
@pytest.mark.parametrize("writes", [1, 2, 3])
def test_what_people_changed_after_a_press_was_cut_off_is_still_seen_as_theirs(writes, answer_given):
    book = cut_off(99)
    do(book, "check")
    book.writes_left = writes
    assert do(book, "call-sheet").message == OOPS
    book.writes_left = 99
    by_hand(book, CITIZENS, "B-0001", name="Ada Holm")
    gone = Change()
    gone.delete(CITIZENS, book.read(CITIZENS).loc[["B-0002"]])
    book.apply(gone)
    assert do(book, "check", unfinished=answer_given).code == 0
    journal = book.read(JOURNAL)
    by_hands = journal[journal["mark"].isin([Mark.HAND, Mark.HAND_DELETE])]
    assert by_hands["row_id"].tolist() == ["B-0001", "B-0002"]
    assert by_hands["after"].tolist() == ['{"name":"Ada Holm"}', None]
    vanished = book.read(REVIEW).query("kind == 'Række forsvundet'")
    assert vanished["row_id"].tolist() == ["B-0002"]


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

    monkeypatch.setitem(BUTTONS, "check", BUTTONS["check"].__class__(**{**vars(BUTTONS["check"]), "run": stumble}))
    monkeypatch.setattr(log, "handlers", [])  # `door.log_to` of an earlier test sends the log to a file only
    monkeypatch.setattr(log, "propagate", True)
    outcome = do(book, "check")
    assert (outcome.code, outcome.message) == (1, OOPS)
    assert "KeyError in test_press.py" in caplog.text
    assert "Ada" not in caplog.text
    assert "0101501234" not in caplog.text


def test_the_setting_for_practice_days_moves_today(book):
    setting = book.read(SETTINGS)
    (row_id,) = setting.index[setting["name"] == "Dags dato"]
    by_hand(book, SETTINGS, row_id, value="03-05-2021")
    do(book, "call-sheet")
    assert set(book.read(CALL_SHEET)["made_on"]) == {date(2021, 5, 3)}


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
    assert words.read(REVIEW)["row_id"].tolist() == ["R-0001"]


def test_a_cell_that_cannot_be_read_is_never_overwritten():
    before = rows(CITIZENS, "id  name  jab1_on", "B-0001  Ada  -")
    change = Change()
    change.update(CITIZENS, before, before.assign(name="Eva", jab1_on=date(2021, 4, 1)))
    problem = Problem("Celle kan ikke læses", "Feltet kan ikke læses.", "citizens", "B-0001", "jab1_on")
    spared = change.sparing([problem])
    assert set(spared.of(CITIZENS).updates["B-0001"]) == {"name"}
    assert spared.problems == [problem]
    assert set(change.of(CITIZENS).updates["B-0001"]) == {"name", "jab1_on"}


def test_the_printed_call_sheet_says_whom_it_refused(book):
    do(book, "call-sheet")
    sheet = book.read(CALL_SHEET)
    stranger = CALL_SHEET.frame([{"id": "R-9999", "citizen": "B-9999"}])
    book.apply(_inserted(stranger))
    told = do(book, "print-calls").message
    assert told.startswith(f"Ringelisten med {len(sheet)} opkald ligger i Ud/")
    assert "Ikke skrevet ud, fordi borgeren ikke må ringes op eller er ukendt: R-9999." in told


def _inserted(rows_):
    change = Change()
    change.insert(CALL_SHEET, rows_)
    return change


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
