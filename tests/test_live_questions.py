"""Questions during a press on the open workbook: each kind is put and answered, and Annuller leaves all as it was."""

from __future__ import annotations

import getpass
import itertools
from contextlib import nullcontext
from datetime import date, datetime
from pathlib import Path

import pytest

from macros import dialogs, live
from macros.button import DECLARED, Button
from macros.press import press
from tests import transport_day
from tests.live import Workbook, open_workbook
from tests.test_formats import zipped
from tests.test_live_presses import office_tables
from workbook.asking import mapping
from workbook.book_excel import ExcelBook
from workbook.change import Change, records
from workbook.journal.chain import entries_of
from workbook.problems import Ask, AskKind, Heading, LetBe
from workbook.starting import starting_tables
from workbook.tables import CALL_SHEET, CITIZENS, JOURNAL, RIDES, TABLES
from workbook.words import Mark


class Person:
    """Answers questions by their keys, in turn where there are several; where there is none left, presses Annuller."""

    def __init__(self, **answers: object) -> None:
        self.asked: list[Ask] = []
        self._answers = {
            key.replace("_", "-"): iter(answer if isinstance(answer, list) else [answer])
            for key, answer in answers.items()
        }

    def __call__(self, question: Ask) -> str:
        self.asked.append(question)
        answer = next(self._answers.get(question.key, iter(())), None)
        if answer is None:
            raise LetBe
        return str(answer(question) if callable(answer) else answer)

    @property
    def keys(self) -> list[str]:
        return [question.key for question in self.asked]


def mean(*choices: str):
    return lambda question: mapping(question, list(choices))


@pytest.fixture
def office(tmp_path: Path) -> Workbook:
    path = tmp_path / "Ringbind.xlsm"
    path.write_bytes(b"the file that Excel has open")
    return open_workbook(str(path), **office_tables())


def do(office: Workbook, person: Person, button: str, **given: str) -> tuple[int, str]:
    book, salt = ExcelBook(office.book, person), itertools.repeat("salt").__next__
    outcome = press(button, book, now=datetime(2021, 4, 20, 9), user="ABC", answers=given, salt=salt)
    return outcome.code, outcome.message


def tables(office: Workbook):
    book = ExcelBook(office.book)
    return {table.name: records(book.read(table)) for table in TABLES}


def names(office: Workbook) -> list[str]:
    return ExcelBook(office.book).read(CITIZENS)["name"].tolist()


UNSEEN = "Løb;Nr;Hvem;Telefon\n1;040230-1234;Cy Dam;68123456\n"
SSI = "SSI: ikke reageret"


def a_file(folder: Path, name: str, content: str | bytes) -> str:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return str(path)


def locked(folder: Path) -> str:
    return a_file(folder, "uge 16.zip", zipped("hemmeligt", **{"SSI 2021-04-20.csv": b"CPR\n040230-1234\n"}))


def test_a_list_of_an_unseen_layout_is_explained_once(office, tmp_path):
    file = a_file(tmp_path, "uge 16.csv", UNSEEN)
    means = mean("bruges ikke", "cpr", "navn", "telefon")
    person = Person(mapping=means, kind=SSI, take_in="Læs ind")
    assert do(office, person, "import-list", file=file)[0] == 0
    assert person.keys == ["mapping", "kind", "take-in"]
    assert person.asked[0].headings[1] == Heading("Nr", ("040230-1234",), "cpr")
    assert names(office) == ["Ada Lund", "Bo Beck", "Cy Dam"]
    again = Person(take_in="Læs ind")
    more = a_file(tmp_path, "uge 17.csv", UNSEEN.replace("040230", "050230").replace("Cy", "Di"))
    assert do(office, again, "import-list", file=more)[0] == 0
    assert again.keys == ["take-in"]


def test_a_mapping_that_fits_no_list_is_asked_for_again_with_what_was_said(office, tmp_path):
    file = a_file(tmp_path, "uge 16.csv", UNSEEN)
    none, all_ = (
        mean("bruges ikke", "bruges ikke", "bemærkning", "telefon"),
        mean("bruges ikke", "cpr", "navn", "telefon"),
    )
    person = Person(mapping=[none, all_], kind=SSI, take_in="Læs ind")
    assert do(office, person, "import-list", file=file)[0] == 0
    assert person.asked[1].question.startswith("Felterne passer ikke til nogen slags liste. ")
    assert [heading.guess for heading in person.asked[1].headings] == ["", "", "bemærkning", "telefon"]


def test_a_password_is_asked_for_until_it_fits_and_is_kept_nowhere(office, tmp_path):
    person = Person(list_password=["gættet", "hemmeligt"], take_in="Læs ind")
    assert do(office, person, "import-list", file=locked(tmp_path))[0] == 0
    assert person.asked[1].question.startswith("Adgangskoden passer ikke. ")
    cells = [str(cell.value) for sheet in office.impl._sheets.values() for cell in sheet._cells.values()]
    told = [*cells, *map(str, office.excel.told), *map(str, office.excel.alerts)]
    assert not [text for text in told if "hemmeligt" in text or "gættet" in text]
    assert not [path for path in tmp_path.rglob("*.*") if path.suffix != ".zip" and b"hemmeligt" in path.read_bytes()]


def test_a_list_that_two_kinds_claim_is_asked_about(office, tmp_path):
    file = a_file(tmp_path, "liste.csv", "CPR;Navn;Adresse;Indsatser;Svar\n040230-1234;Cy Dam;Vej 1;;Nej tak\n")
    person = Person(kind="Tidligere kontaktliste", take_in="Læs ind")
    assert do(office, person, "import-list", file=file)[0] == 0
    assert list(person.asked[0].choices) == ["Udtræk fra fagsystem", "Tidligere kontaktliste"]
    assert names(office)[-1] == "Cy Dam"


@pytest.mark.parametrize(("reach", "note"), [("Kun urørte rækker", ["ring nu"]), ("Alle rækker", [])])
def test_undo_asks_about_rows_that_were_changed_since(office, reach, note):
    do(office, Person(), "call-sheet")
    office.cell(CALL_SHEET, 1, "Bemærkning").value = "ring nu"
    person = Person(undo=reach)
    assert do(office, person, "undo")[0] == 0
    assert person.keys == ["undo"]
    assert ExcelBook(office.book).read(CALL_SHEET)["remark"].tolist() == note


@pytest.mark.parametrize(
    ("answers", "last"),
    [
        ({}, "list-password"),
        ({"list_password": "hemmeligt"}, "mapping"),
        ({"list_password": "hemmeligt", "mapping": mean("bruges ikke", "cpr", "navn", "telefon")}, "kind"),
        (
            {"list_password": "hemmeligt", "mapping": mean("bruges ikke", "cpr", "navn", "telefon"), "kind": SSI},
            "take-in",
        ),
    ],
    ids=lambda item: item if isinstance(item, str) else "",
)
def test_annuller_at_any_question_writes_nothing(office, tmp_path, answers, last):
    before, person = tables(office), Person(**answers)
    file = a_file(tmp_path, "uge 16.zip", zipped("hemmeligt", **{"uge 16.csv": UNSEEN.encode()}))
    assert do(office, person, "import-list", file=file) == (2, str(LetBe()))
    assert person.keys[-1] == last
    assert (tables(office), office.impl._saved) == (before, 0)


def test_annuller_leaves_what_undo_would_take_back(office):
    do(office, Person(), "call-sheet")
    office.cell(CALL_SHEET, 1, "Bemærkning").value = "ring nu"
    before = tables(office)
    assert do(office, Person(), "undo") == (2, str(LetBe()))
    assert tables(office) == before


ANSWERS = {
    AskKind.CHOICE: "c",
    AskKind.FILE: "C:\\Svar\\æøå.xlsx",
    AskKind.TEXT: "Ada Lund",
    AskKind.PASSWORD: "hemmeligt",
    AskKind.NEW_PASSWORD: "hemmeligt",
    AskKind.NUMBER: "15",
    AskKind.DATE: "2021-04-20",
    AskKind.MAPPING: "Nr=cpr",
}
ALONE = {AskKind.PASSWORD, AskKind.NEW_PASSWORD, AskKind.MAPPING}
"""Kinds that only a window of our own can ask."""


@pytest.fixture(params=AskKind)
def asking(request, monkeypatch):
    """Put a button into the ribbon that asks one question, and tells the answer."""
    kind, choices = request.param, ["a", "b", "c", "d"] if request.param is AskKind.CHOICE else ["cpr", "bruges ikke"]
    question = Ask("hvad", "Hvad?", kind, choices, headings=[Heading("Nr", ("1",))])

    def run(desk):
        return Change(message=f"Svar: {desk.answers['hvad']}") if "hvad" in desk.answers else question

    monkeypatch.setitem(DECLARED, "spørg", Button("spørg", "Spørg", "Spørg", "Spørg", "Lister", "Help", run))
    return kind


def test_every_kind_of_question_is_answered_on_the_open_workbook(office, asking):
    assert do(office, Person(hvad=ANSWERS[asking]), "spørg") == (0, f"Svar: {ANSWERS[asking]}")


def test_every_kind_of_question_goes_from_the_ribbon_to_a_window_and_back(office, asking, monkeypatch):
    monkeypatch.setattr(dialogs, "ask", Person(hvad=ANSWERS[asking]))
    monkeypatch.setattr(getpass, "getuser", lambda: "ABC")
    live.ribbon(*(text.encode("utf-16-be").hex() for text in ("spørg", str(office.book.fullname), "")))
    assert office.excel.alerts == [(f"Svar: {ANSWERS[asking]}", "ok")]


def test_without_windows_excels_own_boxes_ask_or_a_sentence_says_where_to_answer(office, asking):
    office.excel.answers = ["3" if asking is AskKind.CHOICE else ANSWERS[asking]]
    outcome = press("spørg", ExcelBook(office.book), now=datetime(2021, 4, 20, 9), user="ABC")
    told = (2, True) if asking in ALONE else (0, False)
    assert (outcome.code, "brug kommandolinjen" in outcome.message) == told


def test_what_conflicted_is_not_journaled_as_written_and_undo_leaves_it(office, tmp_path):
    file = a_file(
        tmp_path, "Fagsystem.csv", "CPR;Navn;Adresse;Indsatser;Telefon\n020230-1234;Ada Lund;Vej 1;Pleje;68123456\n"
    )
    office.cell(CITIZENS, 1, "CPR").value = "0202301234"
    do(office, Person(), "update-summary")

    def meanwhile(_):
        office.cell(CITIZENS, 1, "Adresse").value = "Vej 99"
        return "Læs ind"

    assert do(office, Person(take_in=meanwhile), "import-list", file=file)[0] == 0
    book = ExcelBook(office.book)
    assert book.read(CITIZENS)[["address", "services"]].to_numpy()[0].tolist() == ["Vej 99", "Pleje"]
    journal = entries_of(book.read(JOURNAL))
    spared = journal[journal["mark"] == Mark.CONFLICT]
    assert spared[["table", "row_id", "before"]].to_numpy().tolist() == [["citizens", "B-0001", '{"address":null}']]
    assert do(office, Person(undo="Alle rækker"), "undo")[0] == 0
    after = ExcelBook(office.book).read(CITIZENS)
    assert after[["address", "services"]].to_numpy()[0].tolist() == ["Vej 99", None]


def test_a_message_that_cannot_be_shown_is_left_to_the_box_of_run_python(office, monkeypatch):
    def refuse(*_args, **_more):
        raise OSError

    monkeypatch.setattr(type(office.excel.app), "alert", refuse)
    outcome = press("update-summary", ExcelBook(office.book), now=datetime(2021, 4, 20, 9), user="ABC")
    assert (outcome.code, outcome.told, office.impl._saved) == (0, False, 1)


def test_the_search_for_shorter_tours_is_ended_from_its_window_and_the_plan_stands(tmp_path, monkeypatch):
    heard: list[float] = []

    def goes_on(share: float) -> bool:
        heard.append(share)
        return share < 0.1

    monkeypatch.setattr(dialogs, "stoppable", lambda _: nullcontext(goes_on))
    monkeypatch.setattr(dialogs, "ask", Person(day="2021-05-04"))
    path = tmp_path / "Ringbind.xlsm"
    path.write_bytes(b"the file that Excel has open")
    office = open_workbook(str(path), **starting_tables(fixed_today=date(2021, 5, 3)), **transport_day.TABLES)
    live.ribbon(*(text.encode("utf-16-be").hex() for text in ("plan-rides", str(path), "")))
    assert heard == [0.0, 0.025, 0.05, 0.075, 0.1]
    assert office.excel.alerts == [("10 ture for 5 borgere er planlagt den 04-05-2021 med 2 vogne.", "ok")]
    assert all(office.column(RIDES, "Hentes kl."))


def test_the_sheet_that_a_press_is_about_comes_in_front_and_others_leave_people_where_they_are(office):
    do(office, Person(), "update-summary")
    assert office.impl._in_front == ""
    do(office, Person(), "call-sheet")
    assert office.impl._in_front == "Ringeliste"
    do(office, Person(find="ada"), "find")
    assert office.impl._in_front == "Opkaldskort"
    office.cell(CALL_SHEET, 1, "Bemærkning").value = "ring nu"
    assert "arket Til vurdering" in do(office, Person(), "take-answers")[1]
    assert office.impl._in_front == "Til vurdering"
    office.impl._sheets["Ringeliste"]._hidden = True
    assert do(office, Person(), "call-sheet")[0] == 0
    assert office.impl._in_front == "Til vurdering"


def test_a_register_that_has_outgrown_the_workbook_is_told_about(office, monkeypatch):
    monkeypatch.setattr("macros.press.MOST_PEOPLE", 1)
    assert "Der er 2 borgere; Ringbind er lavet til højst" in do(office, Person(), "update-summary")[1]
