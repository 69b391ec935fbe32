"""What is written on a row of Booking says how far it is: a row as typed, and as the next press leaves it."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.pictures import rows
from workbook.bookings.settled import settled
from workbook.bookings.standing import name_of
from workbook.change import records
from workbook.tables import BOOKINGS
from workbook.words import BookingState

TODAY = date(2021, 4, 20)
HEADING = "id  citizen  dose  kind  asked_on  got_on  site  date  time  told_on  told_time  state"
PLACE = "T-0001  B-0001  1  Vaccinationssted"
TIME = "Hallen  2021-05-03  10:30"
KNOWN = "3/5 2021 kl. 10.30, Hallen"


def row_of(line, heading=HEADING):
    return records(rows(BOOKINGS, heading, line))["T-0001"]


def after(line, person=None, confirmed=None):
    return settled("T-0001", row_of(line), person or {}, confirmed or {}, TODAY)


PICTURES = [
    ("nothing but whom it is for", "-  -  -  -  -  -  -  -", "-  -  -  -  -  -  -  Ønsket"),
    ("ordered on the phone", "2021-04-19  -  -  -  -  -  -  Ønsket", "2021-04-19  -  -  -  -  -  -  Bestilt"),
    ("said to be ordered", "-  -  -  -  -  -  -  Bestilt", "2021-04-20  -  -  -  -  -  -  Bestilt"),
    (
        "a time typed on the row",
        f"2021-04-13  -  {TIME}  -  -  Bestilt",
        f"2021-04-13  2021-04-20  {TIME}  -  -  Tid fået",
    ),
    (
        "a day without a time of day",
        "2021-04-13  -  Hallen  2021-05-03  -  -  -  Bestilt",
        "2021-04-13  -  Hallen  2021-05-03  -  -  -  Bestilt",
    ),
    (
        "a time, and the day it was told",
        f"2021-04-13  2021-04-19  {TIME}  2021-04-20  -  Tid fået",
        f"2021-04-13  2021-04-19  {TIME}  2021-04-20  {KNOWN}  Meddelt",
    ),
    (
        "said to be told",
        f"2021-04-13  2021-04-19  {TIME}  -  -  Meddelt",
        f"2021-04-13  2021-04-19  {TIME}  2021-04-20  {KNOWN}  Meddelt",
    ),
    (
        "another time than the one that was told",
        f"2021-04-13  2021-04-14  {TIME}  2021-04-15  1/5 2021 kl. 10.30, Hallen  Meddelt",
        f"2021-04-13  2021-04-20  {TIME}  -  -  Ændret",
    ),
    (
        "the place of a time that was told without one",
        f"2021-04-13  2021-04-14  {TIME}  2021-04-15  3/5 2021 kl. 10.30  Meddelt",
        f"2021-04-13  2021-04-14  {TIME}  2021-04-15  {KNOWN}  Meddelt",
    ),
    (
        "said to have changed",
        f"2021-04-13  2021-04-14  {TIME}  2021-04-15  {KNOWN}  Ændret",
        f"2021-04-13  2021-04-20  {TIME}  -  -  Ændret",
    ),
    (
        "a changed time that was told again",
        f"2021-04-13  2021-04-18  {TIME}  2021-04-20  -  Ændret",
        f"2021-04-13  2021-04-18  {TIME}  2021-04-20  {KNOWN}  Meddelt",
    ),
    (
        "asked for anew while the old time still stands",
        f"2021-04-19  2021-04-14  {TIME}  2021-04-15  {KNOWN}  Bestilt",
        f"2021-04-19  2021-04-14  {TIME}  2021-04-15  {KNOWN}  Bestilt",
    ),
    (
        "asked for anew, and the new time is here",
        f"2021-04-19  2021-04-14  {TIME}  2021-04-15  1/5 2021 kl. 10.30, Hallen  Bestilt",
        f"2021-04-19  2021-04-20  {TIME}  -  -  Ændret",
    ),
    (
        "the citizen's own booking, whatever day it moves to",
        f"-  -  {TIME}  -  1/5 2021  Meddelt",
        f"-  -  {TIME}  -  {KNOWN}  Meddelt",
    ),
    ("missed", f"2021-04-13  2021-04-14  {TIME}  -  -  Udeblevet", f"2021-04-13  2021-04-14  {TIME}  -  -  Udeblevet"),
    ("cancelled", f"2021-04-13  -  {TIME}  -  -  Aflyst", f"2021-04-13  -  {TIME}  -  -  Aflyst"),
    ("a state that is none", f"-  -  {TIME}  -  -  Måske", f"-  -  {TIME}  -  -  Måske"),
]


@pytest.mark.parametrize(("typed", "found"), [pair[1:] for pair in PICTURES], ids=[pair[0] for pair in PICTURES])
def test_what_is_typed_says_how_far_a_booking_is(typed, found):
    wanted = {"wanted_on": TODAY} if found.endswith("Ønsket") else {}
    assert after(f"{PLACE}  {typed}") == row_of(f"{PLACE}  {found}") | wanted


def test_a_row_with_nothing_but_a_citizen_is_for_the_next_jab_in_a_centre():
    bare = {"citizen": "B-0001"}
    first = settled("T-0001", bare, {}, {}, TODAY)
    second = settled("T-0001", bare, {"jab1_on": date(2021, 4, 1)}, {}, TODAY)
    assert (first["dose"], first["kind"], second["dose"]) == (1, "Vaccinationssted", 2)


def test_a_letter_that_confirms_the_very_time_has_told_it():
    line = f"{PLACE}  2021-04-13  2021-04-19  {TIME}  -  -  Tid fået"
    written = {name_of("T-0001", row_of(line)): date(2021, 4, 20)}
    told = after(line, confirmed=written)
    assert (told["state"], told["told_on"]) == (BookingState.TOLD, date(2021, 4, 20))
    another = after(line, confirmed={"T-0001: 2/5 2021 kl. 10.30, Hallen": date(2021, 4, 20)})
    assert (another["state"], "told_on" in another) == (BookingState.GOT, False)


def test_the_registers_jab_of_that_very_day_is_the_bookings_end():
    line = f"{PLACE}  2021-04-13  2021-04-14  {TIME}  2021-04-15  {KNOWN}  Meddelt"
    assert after(line, person={"jab1_on": date(2021, 5, 3)})["state"] == BookingState.DONE
    assert after(line, person={"jab1_on": date(2021, 5, 2)})["state"] == BookingState.TOLD
    assert after(line.replace("  1  ", "  2  "), person={"jab1_on": date(2021, 5, 3)})["state"] == BookingState.TOLD


DAYS = st.none() | st.dates(date(2021, 4, 1), date(2021, 5, 30))


@given(
    st.fixed_dictionaries(
        {},
        optional={
            "state": st.sampled_from([*BookingState, "Måske"]),
            "asked_on": DAYS.filter(bool),
            "got_on": DAYS.filter(bool),
            "told_on": DAYS.filter(bool),
            "date": DAYS.filter(bool),
            "time": st.times().map(lambda at: at.replace(second=0, microsecond=0)),
            "site": st.sampled_from(["Hallen", "Kulturium"]),
            "told_time": st.sampled_from([KNOWN, "3/5 2021", "4/5 2021"]),
        },
    )
)
def test_a_second_press_changes_nothing_more_and_no_time_is_lost(cells):
    once = settled("T-0001", {"citizen": "B-0001", **cells}, {}, {}, TODAY)
    assert settled("T-0001", once, {}, {}, TODAY) == once
    assert {name: once.get(name) for name in ("date", "time", "site")} == {
        name: cells.get(name) for name in ("date", "time", "site")
    }
