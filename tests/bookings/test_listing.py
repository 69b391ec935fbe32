"""Bookingliste: who stands on it, in which order, and with nothing but what the Region needs."""

from __future__ import annotations

import io
from copy import deepcopy
from itertools import pairwise

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.bookings.office import HELP, HOME, NO, TODAY, Office
from tests.letters.paper import text_of, words_of
from workbook.bookings.groups import Home, grouped, parties
from workbook.bookings.listing import to_book
from workbook.coordinates import Point
from workbook.settings import Settings
from workbook.tables import CITIZENS

DRIVEN = {"transport": "Kommunal kørsel"}
ENG = {"address": "Engvej 1, 2. tv."}


@pytest.fixture(scope="module")
def answered():
    """Return an office with people who want a time: some driven, a couple, one at home, one protected."""
    office = Office(
        {"address": "Østvej 9"},
        {"address": "Bakkevej 3"},
        ENG,
        ENG,
        {"address": "Engvej 7"},
        {"address": "Skovvej 2, 1. th."},
        {"address": "Husvej 1", "protected": "Ja"},
        {},
        doses=1,
        group_size=3,
    )
    for citizen, said in {
        "B-0001": DRIVEN | {"aid": "Rollator", "not_times": "tirsdag formiddag"},
        "B-0002": {},
        "B-0003": DRIVEN,
        "B-0005": DRIVEN,
        "B-0004": {},
        "B-0007": {"remark": "Har astma", "reason": "Helbred"},
    }.items():
        office.answer(citizen, HELP, **said)
    office.answer("B-0006", HOME)
    office.answer("B-0008", NO)
    return office


@pytest.fixture
def town(answered):
    return deepcopy(answered)


def lines_of(office):
    return to_book(office.book.read, Settings(doses=1, group_size=3), TODAY)[0]


def test_people_who_live_close_and_are_driven_stand_together_and_couples_side_by_side(town):
    seen = [(line.kind[:4], line.group, line.name, line.beside) for line in lines_of(town)]
    assert seen == [
        ("Vacc", 1, "Navn 3", "T-0005"),
        ("Vacc", 1, "Navn 4", "T-0003"),
        ("Vacc", 1, "Navn 5", ""),
        ("Vacc", 2, "Navn 1", ""),
        ("Vacc", None, "Navn 2", ""),
        ("Vacc", None, "(beskyttet)", ""),
        ("Hjem", None, "Navn 6", ""),
    ]


def test_the_list_is_made_once_and_its_rows_are_asked_for(town):
    told = town.press("booking-list")
    assert told.message == (
        "7 tider til 7 borgere er noteret som bestilt. Listen ligger i Ud/2021-04-20 09.00 Bookingliste.xlsx og "
        "Ud/2021-04-20 09.00 Bookingliste.pdf. Den har CPR-numre: send den med sikker post."
    )
    assert {(row["state"], row["asked_on"]) for row in town.bookings.values()} == {("Bestilt", TODAY)}
    assert town.person()["next_step"] == "Afvent tid fra Regionen"
    again = town.press("booking-list")
    assert again.message == "Ingen nye skal have tid. Regionen har ikke svaret på 7 tider, der var bestilt før."
    assert again.files == []


def test_a_row_that_cannot_be_booked_waits_and_is_told_of(town):
    town.type("B-0001", CITIZENS, cpr=None)
    told = town.press("booking-list").message
    assert told.startswith("6 tider til 6 borgere")
    assert told.endswith("1 række kan ikke bestilles; se Kontrol på arket Booking.")
    assert town.bookings["T-0001"]["state"] == "Ønsket"


def test_taking_the_list_back_makes_the_times_wanted_again(town):
    before = town.bookings
    town.press("booking-list")
    town.press("undo")
    assert town.bookings == before


def sheet_of(office):
    return openpyxl.load_workbook(io.BytesIO(office.papers()["xlsx"])).active


def test_the_file_has_open_columns_for_the_times_and_texts_that_stay_texts(town):
    heads, first = list(sheet_of(town).iter_rows(min_row=4, max_row=5, values_only=True))
    assert heads[:5] == ("Reference", "CPR-nr.", "Navn", "Stik nr.", "Hvor")
    assert heads[-3:] == ("Sted", "Dato", "Kl.")
    assert first == (
        *("T-0003", "0302401234", "Navn 3", 1, "Vaccinationssted", 1, "T-0005"),
        *(None, None, None, None, None, None, None),
    )


def test_the_region_gets_nothing_but_what_it_needs(town):
    cells = " ".join(str(cell) for row in sheet_of(town).iter_rows(values_only=True) for cell in row if cell)
    words = text_of(town.papers()["pdf"])
    for text in (cells, words):
        assert "Rollator" in text
        assert "tirsdag formiddag" in text
        assert "Skovvej 2" in text
        for secret in ("6812", "Engvej", "Østvej", "Bakkevej", "astma", "Helbred", "Navn 7", "Navn 8", "B-000"):
            assert secret not in text


@pytest.mark.bench
def test_every_line_on_paper_has_room_to_write_a_time(town):
    references = [word for word in words_of(town.papers()["pdf"]) if word.text.startswith("T-")]
    first = min(word.left for word in references)
    rows = sorted((word.page, word.top) for word in references if word.left - first < 1)
    gaps = [low - high for (page, high), (other, low) in pairwise(rows) if page == other]
    assert gaps
    assert min(gaps) >= 9


def test_couples_are_parties_whoever_wrote_it():
    assert parties({"A": "B", "B": None, "C": None, "D": "X"}) == [["A", "B"], ["C"], ["D"]]
    assert parties({"A": None, "B": "C", "C": "A"}) == [["B", "C", "A"]]


def test_known_coordinates_say_who_lives_close_whatever_the_road_is_called():
    near = [Home((who,), "2635", road, 1, Point(at, 0)) for who, road, at in (("A", "a", 0), ("B", "z", 50))]
    far = [Home((who,), "2635", "b", 1, Point(at, 0)) for who, at in (("C", 4_000), ("D", 4_100))]
    assert [[home.people[0] for home in group] for group in grouped([*near, *far], 2)] == [["A", "B"], ["C", "D"]]


HOMES = st.lists(
    st.builds(
        Home,
        st.lists(st.uuids().map(str), min_size=1, max_size=3).map(tuple),
        st.sampled_from(["2635", "2670"]),
        st.sampled_from(["a", "b"]),
        st.integers(1, 9),
    ),
    max_size=12,
)


@given(HOMES, st.integers(1, 8))
def test_everyone_is_in_one_group_and_no_group_is_too_big_but_for_a_party_that_is(homes, size):
    groups = grouped(homes, size)
    assert sorted(home.people for group in groups for home in group) == sorted(home.people for home in homes)
    assert all(sum(len(home.people) for home in group) <= size or len(group) == 1 for group in groups)
