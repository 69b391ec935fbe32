"""Two citizens who are one: asked about with both side by side, folded into one, and taken back by undo."""

from __future__ import annotations

import itertools
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros.press import press
from tests.pictures import rows
from workbook.book import MemoryBook
from workbook.change import Change, Gone
from workbook.journal.chain import entries_of
from workbook.journal.checkpoint import checkpoint_rows
from workbook.merging import perhaps_one
from workbook.merging.cells import one_of_two
from workbook.register.known import Known
from workbook.retention import erasure
from workbook.starting import starting_tables
from workbook.tables import (
    BOOKINGS,
    CALLS,
    CITIZENS,
    DECISIONS,
    JOURNAL,
    LIST_ROWS,
    RELATIVES,
    REVIEW,
    TABLES,
    TRACKED,
)

NOW = datetime(2021, 4, 20, 10, 30)
NUMBERED = {"id": "B-0001", "cpr": "0202501234", "cpr_kind": "Modulus 11 passer ikke", "name": "Ada Dam"}
BY_HAND = {"id": "B-0002", "name": "Ada Dam", "phone": "68123456", "no_contact": "Ja", "note": "Går dårligt"}
NUMBERED |= {"address": "Rosenvej 1", "postcode": "2635", "phone": "68123456", "note": "Ring sent"}


@pytest.fixture
def book(monkeypatch):
    monkeypatch.setattr("macros.press.keep_copy", lambda *_: None)
    tables = {table.name: table.frame() for table in TABLES} | starting_tables()
    tables |= {
        "citizens": CITIZENS.frame([NUMBERED, BY_HAND, {"id": "B-0003", "name": "Bo Eg", "cpr": "0302501234"}]),
        "calls": rows(CALLS, "id  citizen  date  outcome", "O-0001  B-0002  2021-04-19  Ønsker ikke vaccination"),
        "bookings": rows(BOOKINGS, "id  citizen", "K-0001  B-0002"),
        "relatives": RELATIVES.frame(
            [
                {"id": "P-0001", "citizen": "B-0001", "order": 1, "name": "Cy"},
                {"id": "P-0002", "citizen": "B-0002", "order": 1, "name": "Di", "may_contact": "Nej"},
            ]
        ),
        "list_rows": rows(LIST_ROWS, "id  citizen  bucket", "R-0001  B-0002  Ny"),
    }
    return MemoryBook(**{**tables, "checkpoint": checkpoint_rows(tables)})


def do(book, button, code=0):
    salt = map(str, itertools.count()).__next__
    outcome = press(button, book, now=NOW, user="ABC", salt=salt)
    assert outcome.code == code, outcome.message
    return outcome.message


def write(book, table, row_id, **cells):
    frame = book.read(table)
    typed = Change()
    typed.edit(table, row_id, frame.loc[row_id].to_dict(), cells)
    book.apply(typed)


def choose(book, choice):
    for row_id, kind in book.read(REVIEW)["kind"].items():
        if kind == "Samme borger?":
            write(book, REVIEW, row_id, choice=choice)


def tables_of(book):
    return {table.name: book.read(table).astype(object).to_dict("index") for table in TRACKED}


def test_the_check_asks_with_both_side_by_side(book):
    do(book, "check")
    asked = book.read(REVIEW).query("kind == 'Samme borger?'").iloc[0]
    assert asked["subject"] == "B-0001 B-0002"
    assert "samme navn og telefon" in asked["message"]
    assert ("68123456" in asked["on_list"], "Rosenvej 1" in asked["in_register"]) == (True, True)


def test_same_makes_them_one_and_nothing_is_lost(book):
    do(book, "check")
    choose(book, "Samme")
    assert "B-0002 er flettet ind i B-0001." in do(book, "resolve")
    people = book.read(CITIZENS)
    assert people.index.tolist() == ["B-0001", "B-0003"]
    ada = people.loc["B-0001"]
    assert ada[["cpr", "address", "no_contact"]].tolist() == ["0202501234", "Rosenvej 1", "Ja"]
    assert ada["note"] == "Ring sent\nGår dårligt\nFlettet med B-0002."
    assert ada["answer"] == "Ønsker ikke vaccination"
    for table in (CALLS, BOOKINGS, LIST_ROWS):
        assert book.read(table)["citizen"].tolist() == ["B-0001"]
    assert book.read(RELATIVES)[["citizen", "order", "may_contact"]].to_numpy().tolist() == [
        ["B-0001", 1, None],
        ["B-0001", 2, "Nej"],
    ]
    decided = book.read(DECISIONS)
    assert decided[["kind", "choice", "subject"]].to_numpy().tolist() == [["Samme borger?", "Samme", "B-0001 B-0002"]]
    do(book, "check")
    assert book.read(REVIEW).empty


def test_undo_makes_them_two_again(book):
    do(book, "check")
    choose(book, "Samme")
    before = tables_of(book)
    do(book, "resolve")
    do(book, "undo")
    after = tables_of(book)
    assert after["citizens"].keys() == before["citizens"].keys()
    for name in ("citizens", "calls", "bookings", "relatives", "list_rows", "decisions"):
        assert after[name] == before[name], name


def test_not_same_is_remembered_and_not_asked_again(book):
    do(book, "check")
    choose(book, "Ikke samme")
    do(book, "resolve")
    do(book, "check")
    assert book.read(REVIEW).empty
    assert len(book.read(CITIZENS)) == 3


def test_a_row_said_to_be_somebody_else_is_not_asked_about_again_as_a_citizen(book, put):
    told = "CPR;Navn;Adresse;Postnr;Telefon;Svar\n620250-1234;Ada Dam;Rosenvej 1;2635;68123456;nej tak\n"
    write(book, CITIZENS, "B-0002", name="Ib Lund", phone="68123457")
    press("import-list", book, now=NOW, user="ABC", salt=str, answers={"file": str(put("liste.csv", told.encode()))})
    (asked,) = book.read(REVIEW).index
    write(book, REVIEW, asked, choice="Ikke samme")
    do(book, "resolve")
    assert book.read(CITIZENS)["cpr"].tolist()[-1] == "6202501234"
    do(book, "check")
    assert book.read(REVIEW).empty


def test_three_who_are_one_become_one(book):
    write(book, CITIZENS, "B-0003", cpr="020250-1234", name="Ada Dam")
    do(book, "check")
    frame = book.read(REVIEW).query("kind == 'Samme borger?'")
    assert sorted(frame["subject"]) == ["B-0001 B-0002", "B-0001 B-0003"]
    choose(book, "Samme")
    do(book, "resolve")
    assert book.read(CITIZENS).index.tolist() == ["B-0001"]
    assert book.read(CITIZENS)["other_cpr"].tolist() == [None]


def test_whoever_is_folded_in_is_deleted_with_the_one_who_stays(book):
    do(book, "check")
    choose(book, "Samme")
    do(book, "resolve")
    book.apply(erasure(book.read, Gone(frozenset({"B-0001"}))))
    journal = entries_of(book.read(JOURNAL))
    told = " ".join(map(str, journal[["before", "after"]].to_numpy().ravel()))
    assert not {word for word in ("Går dårligt", "68123456", "Ada") if word in told}


YES_NO = st.sampled_from(["Ja", "Nej", None])
DAYS = st.sampled_from([None, date(2021, 5, 1), date(2021, 6, 1)])
PEOPLE = st.fixed_dictionaries(
    {
        **dict.fromkeys(("protected", "no_contact", "gone", "exempt", "interpreter"), YES_NO),
        **dict.fromkeys(("protected_until", "ask_again_from", "jab1_on"), DAYS),
        **dict.fromkeys(("phone", "phone2"), st.sampled_from([None, "68123456", "68123457", "68123458"])),
        "name": st.sampled_from([None, "Ada Dam", "Ada D."]),
        "address": st.sampled_from([None, "Rosenvej 1", "Bøgevej 2"]),
        "cpr": st.sampled_from([None, "0202501234", "6202501234"]),
        "note": st.sampled_from([None, "Ring sent"]),
    }
)


@given(PEOPLE, PEOPLE)
def test_the_stricter_holds_and_every_number_is_kept(one, other):
    stays, leaves = ({name: cell for name, cell in row.items() if cell is not None} for row in (one, other))
    cells = one_of_two(stays, leaves, "B-0002")
    for name in ("protected", "no_contact", "gone", "exempt", "interpreter"):
        assert (cells[name] == "Ja") == ("Ja" in {stays.get(name), leaves.get(name)})
    unending = [row for row in (stays, leaves) if row.get("protected") == "Ja" and not row.get("protected_until")]
    assert not (unending and cells["protected_until"])
    told = " ".join(str(cell) for cell in cells.values())
    hidden = {"address"} if cells["protected"] == "Ja" else set()
    for row in (stays, leaves):
        for name in {"phone", "phone2", "name", "address", "cpr", "note"} - hidden:
            assert row.get(name, "") in told
    days = [row["ask_again_from"] for row in (stays, leaves) if row.get("ask_again_from")]
    assert cells["ask_again_from"] == max(days, default=None)


VALID, OTHER_VALID, SONS = "1504455005", "1504455102", "1203575005"
"""They pass modulus 11; nobody has them, as the people would be born in 2045 and 2057."""
KAREN = {"cpr": VALID, "name": "Karen Møller", "address": "Prøvevej 12", "postcode": "2635", "phone": "68123456"}


@pytest.mark.parametrize(
    ("other", "asked"),
    [
        ({"cpr": OTHER_VALID}, "samme fødselsdato, navn, adresse og telefon, men hver sit CPR-nummer"),
        ({"cpr": OTHER_VALID, "address": None}, "samme fødselsdato, navn og telefon, men hver sit CPR-nummer"),
        ({"cpr": OTHER_VALID, "name": "Kirsten Møller"}, None),  # a twin
        ({"cpr": OTHER_VALID, "address": "Engvej 1", "phone": "68123457"}, None),  # a namesake
        ({"cpr": SONS}, None),  # a father's name
        ({"cpr": "1504455006"}, None),  # asked about when it came: it fails modulus 11
    ],
)
def test_a_citizen_who_was_given_another_number_is_asked_about(other, asked):
    rows = [{"id": "B-0001", **KAREN}, {"id": "B-0002", **KAREN, **other}]
    tables = {table.name: table.frame() for table in TABLES} | {"citizens": CITIZENS.frame(rows)}
    problems = list(perhaps_one(Known.of(lambda table: tables[table.name])))
    assert [(one.subject, f"({asked})" in one.message) for one in problems] == (
        [("B-0001 B-0002", True)] if asked else []
    )
