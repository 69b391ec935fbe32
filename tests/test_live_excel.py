"""The wall to the open workbook counts its calls, stands up to an Excel that refuses, and speaks to the user."""

from __future__ import annotations

import sys
from contextlib import suppress
from datetime import date, datetime, time
from types import ModuleType

import pandas as pd
import pytest
import xlwings as xw

from tests.live import THREE, changing, deleting, inserting, open_workbook, three, with_cell
from tests.pictures import rows
from workbook.book_excel import ATTEMPTS, ExcelBook, caller
from workbook.change import Change, records
from workbook.holding import Holder
from workbook.problems import (
    Ask,
    AskKind,
    ExcelBusy,
    Heading,
    LetBe,
    NotOnDisk,
    NotSaved,
    NotShown,
    NoWindow,
    OpenedReadOnly,
)
from workbook.tables import BOOKINGS, HISTORY

# How many calls


def many(count: int, first: int = 1) -> pd.DataFrame:
    return HISTORY.frame(
        {"id": f"HI-{at:05d}", "date": date(2021, 4, 20), "figure": "Ringet op", "value": 7.0}
        for at in range(first, first + count)
    )


def deed(kind: str, count: int) -> Change:
    """Return a change of that kind, in a table of `count` rows, that touches them all over."""
    before, change = many(count), Change()
    if kind == "update":
        after = before.copy()
        after["figure"] = [f"{at}" if at % 7 else None for at in range(count)]
        after["date"] = date(2021, 5, 1)
        change.update(HISTORY, before, after)
    if kind == "insert":
        change.insert(HISTORY, many(count, first=count + 1))
    if kind == "delete":
        change.delete(HISTORY, before.iloc[::3])
    return change


def calls_of(kind: str, count: int) -> dict[str, int]:
    office = open_workbook(history=many(count))
    office.add_column(HISTORY, "Eget", [f"=2*D{4 + at}" for at in range(count)])
    book = ExcelBook(office.book)
    change = deed(kind, count)
    with office.excel.counting() as calls:
        if kind == "read":
            book.read(HISTORY)
        else:
            book.apply(change)
    return dict(calls)


@pytest.mark.parametrize("kind", ["read", "update", "insert", "delete"])
def test_a_hundred_rows_and_ten_thousand_cost_the_same_calls(kind: str) -> None:
    assert calls_of(kind, 100) == calls_of(kind, 10_000)


def test_a_table_is_read_with_one_reading_of_cells() -> None:
    assert calls_of("read", 100)["Range.raw_value"] == 1


def test_an_empty_change_asks_nothing_of_the_tables() -> None:
    office, book = three()
    change = Change()
    change.insert(BOOKINGS, BOOKINGS.frame())
    with office.excel.counting() as calls:
        assert book.apply(change) == []
    assert not [kind for kind in calls if kind.startswith(("Range", "ListObject"))]


# When Excel is not to be had


def test_excel_in_the_middle_of_a_cell_says_what_to_do() -> None:
    office, book = three()
    office.excel.busy = True
    for verb in (lambda: book.read(BOOKINGS), lambda: book.apply(changing("T-0001", "note", "ny")), book.save):
        with pytest.raises(ExcelBusy, match="Afslut den celle"):
            verb()


def test_xlwings_is_told_not_to_try_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    windows = ModuleType("xlwings._xlwindows")
    monkeypatch.setitem(sys.modules, windows.__name__, windows)
    three()
    assert vars(windows)["N_COM_ATTEMPTS"] == ATTEMPTS


def test_the_last_word_reaches_the_user_also_when_excel_is_busy() -> None:
    office, book = three()
    office.excel.busy = True
    book.tell("Afslut den celle.", final=True)
    assert office.excel.alerts == [("Afslut den celle.", "ok")]


@pytest.mark.parametrize("death", range(1, 12))
def test_wherever_excel_gives_up_its_settings_come_back_and_the_work_can_be_finished(death: int) -> None:
    office, book = three()
    office.add_column(BOOKINGS, "Eget", list(THREE.index))
    before = dict(office.excel.app._settings)
    fresh = rows(BOOKINGS, "id  citizen  note", "T-0004  B-0009  0012")
    wanted = pd.concat([with_cell(THREE, "T-0001", "note", "ny"), fresh]).astype(object)
    office.excel.dies_at = death
    for _ in ("cut off", "finished"):
        change = Change()
        change.replace(BOOKINGS, book.read(BOOKINGS), wanted)
        with suppress(NotShown):
            book.apply(change)
        assert office.excel.app._settings == before
    assert records(book.read(BOOKINGS)) == records(wanted)


@pytest.mark.parametrize("death", range(1, 16))
def test_no_row_ever_holds_two_people_when_excel_gives_up_during_a_deletion(death: int) -> None:
    four = pd.concat([THREE, rows(BOOKINGS, "id  citizen  note", "T-0004  B-0004  sidst")]).astype(object)
    office = open_workbook(bookings=four)
    book = ExcelBook(office.book)
    office.excel.dies_at = death
    with suppress(NotShown):
        book.apply(changing("T-0001", "date", date(2021, 4, 21)).then(deleting("T-0002")))
    now = [office.column(BOOKINGS, label) for label in ("Id", "Borgernr.", "Notat")]
    left = set(zip(*now, strict=True))
    assert left >= {("T-0001", "B-0003", "0012"), ("T-0003", "B-0002", "ring først"), ("T-0004", "B-0004", "sidst")}
    assert left <= {*zip(four.index, four["citizen"], four["note"], strict=True)}


def test_changes_that_follow_each_other_are_written_in_turn() -> None:
    _, book = three()
    book.apply(inserting("T-0004  B-0009  begyndt"))
    change = Change()
    before = book.read(BOOKINGS)
    change.update(BOOKINGS, before, with_cell(before, "T-0004", "note", "færdig"))
    book.apply(change)
    assert book.read(BOOKINGS)["note"].tolist()[-1] == "færdig"


def test_a_workbook_that_a_colleague_has_open_is_not_written() -> None:
    office, book = three()
    office.impl._read_only = True
    with pytest.raises(OpenedReadOnly, match="åbnet skrivebeskyttet i Excel"):
        book.apply(changing("T-0001", "note", "ny"))
    assert records(book.read(BOOKINGS)) == records(THREE)


def test_a_workbook_that_is_read_only_says_who_has_it(monkeypatch) -> None:
    office, book = three()
    office.impl._read_only = True
    monkeypatch.setattr("workbook.book_excel.opened", lambda _: Holder("Mette Krog", "20-04-2021 kl. 08.15"))
    with pytest.raises(OpenedReadOnly, match=r"fordi Mette Krog har den åben \(siden 20-04-2021 kl. 08.15\)"):
        book.apply(changing("T-0001", "note", "ny"))


def test_a_save_that_excel_refuses_is_told() -> None:
    office, book = three()
    book.save()
    office.impl._read_only = True
    with pytest.raises(NotSaved, match="Ctrl"):
        book.save()
    assert office.impl._saved == 1


# The user


def test_progress_stands_in_the_status_bar_until_the_last_word() -> None:
    office, book = three()
    book.tell("Skriver", share=0.4)
    book.tell("3 nye borgere.", final=True)
    assert office.excel.told == ["Skriver (40 %)", False]
    assert office.excel.alerts == [("3 nye borgere.", "ok")]


def test_a_question_is_asked_in_a_window_of_our_own_where_there_is_one() -> None:
    office, _ = three()
    book = ExcelBook(office.book, lambda question: f"svar på {question.key}")
    assert book.ask(Ask("list-password", "Hvad er adgangskoden?", AskKind.PASSWORD)) == "svar på list-password"
    assert office.excel.alerts == []


TWO = Ask("hvad", "Hvad skal der ske?", choices=["Gør færdig", "Tag tilbage"])


@pytest.mark.parametrize(("pressed", "answer"), [("yes", "Gør færdig"), ("no", "Tag tilbage")])
def test_without_windows_two_choices_are_asked_with_buttons_of_excels(pressed: str, answer: str) -> None:
    office, book = three()
    office.excel.answers = [pressed]
    assert book.ask(TWO) == answer
    told = "Hvad skal der ske?\n\nJa = Gør færdig\nNej = Tag tilbage\nAnnuller = fortryd"
    assert office.excel.alerts == [(told, "yes_no_cancel")]


@pytest.mark.parametrize(
    ("question", "typed", "answer"),
    [
        (Ask("find", "Hvem ringer?", AskKind.TEXT), [" Ada  Lund "], "Ada Lund"),
        (Ask("find", "Hvem ringer?", AskKind.TEXT), ["", "Ada"], "Ada"),
        (Ask("minutter", "Hvor mange?", AskKind.NUMBER), ["en halv time", "015"], "15"),
        (Ask("dag", "Hvilken dag?", AskKind.DATE), ["i går", "20/4 2021"], "2021-04-20"),
        (Ask("mange", "Hvilken?", choices=["a", "b", "c", "d"]), ["e", "3"], "c"),
        (Ask("fil", "Hvilken fil?", AskKind.FILE), ["C:\\Svar.xlsx"], "C:\\Svar.xlsx"),
    ],
)
def test_without_windows_answers_are_typed_until_they_are_answers(question: Ask, typed: list[str], answer: str) -> None:
    office, book = three()
    office.excel.answers = list(typed)
    assert book.ask(question) == answer
    assert len(office.excel.alerts) == len(typed)


@pytest.mark.parametrize(
    ("question", "cancel"),
    [
        (TWO, "cancel"),
        (Ask("find", "Hvem ringer?", AskKind.TEXT), False),
        (Ask("fil", "Hvilken fil?", AskKind.FILE), False),
    ],
)
def test_annuller_steps_back(question: Ask, cancel: object) -> None:
    office, book = three()
    office.excel.answers = [cancel]
    with pytest.raises(LetBe):
        book.ask(question)


@pytest.mark.parametrize(
    "question",
    [
        Ask("kode", "Hvad er koden?", AskKind.PASSWORD),
        Ask("mapping", "Hvad betyder de?", AskKind.MAPPING, ["cpr", "bruges ikke"], headings=[Heading("Nr")]),
        Ask("mange", "Hvilken?", choices=["x" * 100] * 3),
    ],
)
def test_what_no_box_of_excels_can_ask_is_told_in_a_sentence(question: Ask) -> None:
    office, book = three()
    with pytest.raises(NoWindow, match=r"brug kommandolinjen"):
        book.ask(question)
    assert office.excel.alerts == []


def test_the_pressed_workbook_is_found_among_the_open_ones_also_when_another_is_in_front() -> None:
    office = open_workbook("/kontor/Ringbind.xlsm", bookings=THREE)
    office.open_beside("/andet/Ringbind.xlsm")
    office.open_beside("/andet/Kage.xlsx")
    assert len(caller("/kontor/Ringbind.xlsm").read(BOOKINGS)) == 3
    assert str(caller("/kontor/Ringbind.xlsm").path) == "/kontor/Ringbind.xlsm"


def test_a_workbook_in_the_cloud_is_the_one_that_called_and_says_that_it_has_no_folder(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    office = open_workbook("https://kommune.example/Ringbind.xlsm")
    monkeypatch.setattr(xw.Book, "_mock_caller", office.book, raising=False)
    book = caller("https://kommune.example/Ringbind.xlsm")
    with pytest.raises(NotOnDisk, match="skyen"):
        book.path  # noqa: B018  asking is the point


def test_a_time_that_misses_by_microseconds_is_the_time_that_was_meant() -> None:
    office, book = three()
    assert office.book.sheets["Booking"].range((4, BOOKINGS.names.index("time") + 1)).value == datetime(
        1899, 12, 30, 10, 29, 59, 999600
    )
    assert book.read(BOOKINGS).loc["T-0001", "time"] == time(10, 30)
