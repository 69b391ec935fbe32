"""A time that was got is told, by a call or by a letter; both can be taken back, and a letter says the right place."""

from __future__ import annotations

from datetime import date, time

import pytest

from tests.bookings.office import HELP, HOME, TOLD, Office
from tests.letters.mailing import Office as Post
from workbook.bookings.standing import name_in
from workbook.letters.papers import LANGUAGES
from workbook.letters.proof import ALL
from workbook.letters.values import said
from workbook.tables import CALL_SHEET, RIDES, TABLES
from workbook.words import BookingKind, Language, LetterKind, State

DAY, TODAY = date(2021, 5, 3), date(2021, 4, 20)
GOT = {"date": DAY, "time": time(10, 30), "site": "Hallen"}


def got(outcome=HELP, **settings) -> Office:
    """Return an office with a time that the citizen does not know yet."""
    office = Office({}, **{"doses": 1, **settings})
    office.answer("B-0001", outcome)
    office.press("booking-list")
    office.type("T-0001", **GOT)
    office.press("call-sheet")
    return office


def test_a_time_that_was_got_and_not_told_is_a_call():
    office = got()
    person = office.person()
    assert (person["state"], person["missing_now"]) == (State.TIME_NOT_TOLD, "tid meddelt · bekræftelse")
    assert person["booked_on"] == DAY


def test_a_call_that_tells_the_time_is_noted_on_the_booking_and_can_be_taken_back():
    office = got()
    before, calls = office.bookings, len(office.calls())
    office.answer("B-0001", TOLD)
    row = office.bookings["T-0001"]
    assert (row["state"], row["told_on"], row["told_time"]) == ("Meddelt", TODAY, "3/5 2021 kl. 10.30, Hallen")
    assert office.person()["state"] == State.BOOKED
    office.press("undo")
    assert office.bookings == before
    assert (office.person()["state"], len(office.calls())) == (State.TIME_NOT_TOLD, calls + 2)
    office.answer("B-0001", TOLD)
    assert office.bookings["T-0001"]["state"] == "Meddelt"


def test_a_call_that_tells_when_the_vehicle_comes_promises_it_and_can_be_taken_back():
    office = got()
    out = {"id": "K-0001", "citizen": "B-0001", "leg": "Ud", "date": DAY, "pick_up": time(9, 50), "vehicle": "Bus 1"}
    office.add(RIDES, out, out | {"id": "K-0002", "leg": "Hjem", "pick_up": time(11)})
    office.press("call-sheet")
    assert office.person()["why_now"] == "Tid skal meddeles: 3/5 kl. 10.30, Hallen, hentes 09.45-10.05"
    office.answer("B-0001", "Ikke svar")
    assert office.promised() == {}
    office.answer("B-0001", TOLD)
    assert office.promised() == {"K-0001": time(9, 50)}
    office.press("undo")
    assert office.promised() == {}


def test_one_call_tells_both_jabs_times():
    office = got(doses=2)
    office.type("T-0002", **GOT | {"date": date(2021, 6, 7)})
    office.answer("B-0001", TOLD)
    assert office.told("state", "told_on") == [("T-0001", "Meddelt", TODAY), ("T-0002", "Meddelt", TODAY)]


def test_a_second_time_that_comes_later_is_told_when_it_comes():
    office = got(doses=2)
    office.answer("B-0001", TOLD)
    office.later(2)
    office.type("T-0002", **GOT | {"date": date(2021, 6, 7)})
    office.press("call-sheet")
    assert office.person()["why_now"] == "Tid skal meddeles: 7/6 kl. 10.30, Hallen"


def test_a_letter_that_confirms_the_time_tells_it_and_can_be_taken_back():
    office = got()
    office.press("proof", letters=ALL)
    office.press("citizen-letters")
    row = office.bookings["T-0001"]
    assert (row["state"], row["told_on"]) == ("Meddelt", TODAY)
    assert (office.person()["state"], "missing_now" in office.person()) == (State.BOOKED, False)
    office.press("undo")
    assert office.bookings["T-0001"]["state"] == "Tid fået"
    assert office.person()["state"] == State.TIME_NOT_TOLD


def test_a_time_typed_over_one_that_was_told_is_to_be_told_again_and_confirmed_again():
    office = got()
    office.answer("B-0001", TOLD)
    office.later(1)
    office.type("T-0001", time=time(11, 45))
    office.press("call-sheet")
    row, person = office.bookings["T-0001"], office.person()
    assert (row["state"], row["got_on"], "told_on" in row) == ("Ændret", date(2021, 4, 21), False)
    assert person["why_now"] == "Ny tid skal meddeles: 3/5 kl. 11.45, Hallen"


def test_who_was_told_a_time_that_was_called_off_is_rung_until_something_is_said():
    office = got()
    office.answer("B-0001", TOLD)
    office.type("T-0001", state="Aflyst")
    office.press("call-sheet")
    person = office.person()
    assert (person["state"], person["next_on"], person["why_now"]) == (State.TO_CALL, TODAY, "Tiden er aflyst")
    assert office.book.read(CALL_SHEET)["situation"].tolist() == ["Opfølgning"]
    office.answer("B-0001", HELP)
    assert office.told("state")[1:] == [("T-0002", "Ønsket")]
    assert office.person()["state"] == State.WANTS_HELP


def test_a_jab_that_was_given_is_the_next_ones_turn():
    office = got(doses=2)
    office.answer("B-0001", TOLD)
    office.later(13)
    office.type("T-0001", state="Gennemført")
    office.press("call-sheet")
    person = office.person()
    assert (person["state"], person["next_step"], person["missing_now"]) == (
        State.FIRST_JAB,
        "Afvent tid fra Regionen",
        "booking",
    )


def test_who_is_vaccinated_at_home_needs_no_ride_and_nobody_to_go_along():
    office = got(HOME)
    office.answer("B-0001", HOME, transport="Kommunal kørsel", escort="Ja")
    assert office.person()["missing_now"] == "tid meddelt · bekræftelse"


@pytest.mark.parametrize("kind", BookingKind)
def test_a_confirmation_tells_where_the_jab_is_given(kind):
    office = got(HOME if kind is BookingKind.HOME else HELP)
    office.type("T-0001", kind=kind, site=None if kind is BookingKind.HOME else "Hallen")
    office.answer("B-0001", "Ikke svar", transport="Kommunal kørsel")
    post = Post()
    post.tables = {table.name: office.book.read(table) for table in TABLES}
    post.proof()
    says = next(row for row in post.ready.values() if row["letter"] == LetterKind.CONFIRMATION)
    home = kind is BookingKind.HOME
    assert says["about"] == "T-0001: 3/5 2021 kl. 10.30" + ("" if home else ", Hallen, kørsel")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_a_word_for_at_home(language):
    told = said(BookingKind.HOME, language)
    assert told
    assert (told == "I hjemmet") == (language is Language.DANISH)


@pytest.mark.parametrize("ride", ["", ", hentes 9.35-9.55", ", kørsel"])
def test_a_letter_that_tells_of_the_ride_is_about_the_same_time(ride):
    assert name_in(f"T-0001: 3/5 2021 kl. 10.30, Hallen{ride}") == "T-0001: 3/5 2021 kl. 10.30, Hallen"
