"""Who wants a time has a row on Booking by themselves, whichever press hears of it; and never two for the same jab."""

from __future__ import annotations

from datetime import date, time

import pytest

from tests.bookings.office import ALONE, HELP, HOME, NO, TODAY, TOLD, Office
from workbook.change import Change
from workbook.tables import BOOKINGS, CALLS
from workbook.words import State

COUPLE = {"address": "Engvej 1"}


def test_who_wants_help_has_a_row_for_each_jab():
    office = Office({})
    office.answer("B-0001", HELP, not_times="tirsdag", aid="Rollator", transport="Kommunal kørsel")
    cells = ("citizen", "name", "dose", "kind", "not_times", "transport", "aid", "state", "wanted_on")
    said = ("Vaccinationssted", "tirsdag", "Kommunal kørsel", "Rollator", "Ønsket", TODAY)
    assert office.told(*cells) == [
        ("T-0001", "B-0001", "Navn 1", 1, *said),
        ("T-0002", "B-0001", "Navn 1", 2, *said),
    ]
    assert (office.person()["state"], office.person()["next_step"]) == (State.WANTS_HELP, "Book tid hos Regionen")


def test_more_presses_make_no_more_rows_and_a_vaccine_of_one_jab_one():
    office = Office({}, doses=1)
    office.answer("B-0001", HELP)
    office.press("call-sheet")
    office.answer("B-0001", HELP)
    assert office.told("dose") == [("T-0001", 1)]


@pytest.mark.parametrize(
    ("outcome", "said", "kind"),
    [
        (HELP, {}, "Vaccinationssted"),
        (HELP, {"can_sit": "Ja"}, "Vaccinationssted"),
        (HELP, {"can_sit": "Nej"}, "Hjemme ved Regionen"),
        (HOME, {}, "Hjemme ved Regionen"),
    ],
)
def test_who_cannot_sit_is_vaccinated_at_home(outcome, said, kind):
    office = Office({})
    office.answer("B-0001", outcome, **said)
    assert office.told("kind") == [("T-0001", kind), ("T-0002", kind)]


@pytest.mark.parametrize("outcome", [ALONE, NO, "Ja, vælger dag senere", "Har allerede tid", "Uafklaret", "Ikke svar"])
def test_nobody_else_has_a_row(outcome):
    office = Office({})
    office.answer("B-0001", outcome)
    assert office.bookings == {}


def test_a_yes_in_an_old_list_counts_like_one_on_the_sheet():
    office = Office({})
    office.add(CALLS, {"id": "O-0001", "citizen": "B-0001", "date": date(2021, 3, 1), "outcome": HELP})
    office.press("call-sheet")
    assert office.told("wanted_on") == [("T-0001", date(2021, 3, 1)), ("T-0002", date(2021, 3, 1))]


def test_a_couple_goes_together_whoever_answered_first():
    office = Office(COUPLE, COUPLE, {})
    office.answer("B-0001", HELP)
    office.answer("B-0003", HELP)
    office.answer("B-0002", HELP)
    assert office.told("citizen", "dose", "goes_with") == [
        ("T-0001", "B-0001", 1, "B-0002"),
        ("T-0002", "B-0001", 2, "B-0002"),
        ("T-0003", "B-0003", 1, None),
        ("T-0004", "B-0003", 2, None),
        ("T-0005", "B-0002", 1, "B-0001"),
        ("T-0006", "B-0002", 2, "B-0001"),
    ]


def test_a_couple_of_whom_one_is_vaccinated_at_home_does_not_go_together():
    office = Office(COUPLE, COUPLE, doses=1)
    office.answer("B-0001", HOME)
    office.answer("B-0002", HELP)
    assert office.told("goes_with") == [("T-0001", None), ("T-0002", None)]


def test_whom_staff_let_go_alone_goes_alone():
    office = Office(COUPLE, COUPLE, doses=1)
    office.answer("B-0001", HELP)
    office.answer("B-0002", HELP)
    office.type("T-0001", goes_with=None)
    office.press("call-sheet")
    assert office.told("goes_with") == [("T-0001", None), ("T-0002", "B-0001")]


def test_who_regrets_wants_no_time_and_who_regrets_that_has_the_row_they_had():
    office = Office({}, doses=1)
    office.answer("B-0001", HELP)
    office.later(1)
    office.answer("B-0001", NO)
    assert office.person()["state"] == State.DECLINED
    assert office.bookings["T-0001"]["check"] == "Borgerens tilstand er “Ønsker ikke”. Vælg Aflyst."
    office.later(1)
    office.answer("B-0001", HELP)
    assert (office.person()["state"], list(office.bookings)) == (State.WANTS_HELP, ["T-0001"])
    assert "check" not in office.bookings["T-0001"]


@pytest.mark.parametrize(
    ("outcome", "state"),
    [(ALONE, State.BOOKS_ALONE), ("Har allerede tid", State.BOOKED), ("Er allerede vaccineret", State.SAYS_JABBED)],
)
def test_who_books_alone_after_all_waits_for_no_time_of_ours(outcome, state):
    office = Office({}, doses=1)
    office.answer("B-0001", HELP)
    office.later(1)
    office.answer("B-0001", outcome)
    assert office.person()["state"] == state


def test_a_cancelled_time_of_somebody_who_still_wants_one_is_wanted_anew():
    office = Office({}, doses=1)
    office.answer("B-0001", HELP)
    office.type("T-0001", state="Aflyst")
    office.press("call-sheet")
    assert office.told("state") == [("T-0001", "Aflyst"), ("T-0002", "Ønsket")]


def test_who_missed_a_time_and_wants_another_has_a_new_row():
    office = Office({}, doses=1)
    office.answer("B-0001", HELP)
    office.type("T-0001", date=date(2021, 4, 21), time=time(10), site="Hallen")
    office.answer("B-0001", TOLD)
    office.later(2)
    office.type("T-0001", state="Udeblevet")
    office.press("call-sheet")
    assert (office.person()["state"], len(office.bookings)) == (State.TO_CALL, 1)
    office.answer("B-0001", HELP)
    assert office.told("state", "wanted_on") == [
        ("T-0001", "Udeblevet", TODAY),
        ("T-0002", "Ønsket", date(2021, 4, 22)),
    ]
    assert office.person()["next_step"] == "Book tid hos Regionen"


def test_a_time_that_nobody_told_in_time_is_wanted_anew():
    office = Office({}, doses=1)
    office.answer("B-0001", HELP)
    office.type("T-0001", date=date(2021, 4, 21), time=time(10), site="Hallen")
    office.press("call-sheet")
    office.later(3)
    office.press("call-sheet")
    assert office.told("state") == [("T-0001", "Tid fået"), ("T-0002", "Ønsket")]
    assert office.bookings["T-0001"]["check"].startswith("Borgeren har også T-0002 til 1. stik")
    assert (office.person()["state"], office.person()["next_step"]) == (State.WANTS_HELP, "Book tid hos Regionen")


def test_who_had_the_first_jab_and_missed_the_second_is_asked_and_booked_again():
    office = Office({"jab1_on": date(2021, 4, 1)})
    office.answer("B-0001", HELP)
    assert office.told("dose", "state") == [("T-0001", 2, "Ønsket")]
    assert (office.person()["state"], office.person()["next_step"]) == (State.FIRST_JAB, "Book tid hos Regionen")
    office.type("T-0001", date=date(2021, 4, 22), time=time(10), site="Hallen", state="Udeblevet")
    office.later(3)
    office.press("call-sheet")
    assert office.person()["state"] == State.TO_CALL
    office.answer("B-0001", HELP)
    assert office.told("dose", "state") == [("T-0001", 2, "Udeblevet"), ("T-0002", 2, "Ønsket")]


def test_taking_back_the_answer_takes_back_the_rows():
    office = Office({})
    office.answer("B-0001", HELP)
    office.press("undo")
    assert office.bookings == {}
    office.press("call-sheet")
    assert office.bookings == {}


def test_the_rows_are_found_however_the_sheet_is_sorted():
    office = Office({}, doses=1)
    office.answer("B-0001", HELP)
    office.type("T-0001", date=date(2021, 4, 21), time=time(10), site="Hallen")
    office.later(3)
    office.press("call-sheet")
    order = Change()
    order.order(BOOKINGS, ["T-0002", "T-0001"])
    office.book.apply(order)
    office.press("call-sheet")
    assert office.person()["next_step"] == "Book tid hos Regionen"
    assert len(office.bookings) == 2
