"""Random weeks of presses: no booking is lost, nobody has two for the same jab, and the counts tie."""

from __future__ import annotations

from collections import Counter
from datetime import time, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.bookings.office import ALONE, HELP, HOME, NO, TOLD, Office
from tests.laws import everyone_has_one_state
from tests.tools import examples
from workbook.bookings.standing import is_open
from workbook.tables import TABLES
from workbook.words import State

PEOPLE = ["B-0001", "B-0002", "B-0003"]
WHO = st.sampled_from(PEOPLE)
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("answer"), WHO, st.sampled_from([HELP, HOME, ALONE, NO, TOLD, "Uafklaret", "Ikke svar"])),
        st.tuples(st.just("list")),
        st.tuples(st.just("time"), st.integers(0, 5), st.integers(1, 9)),
        st.tuples(st.just("end"), st.integers(0, 5), st.sampled_from(["Gennemført", "Udeblevet", "Aflyst"])),
        st.tuples(st.just("undo")),
        st.tuples(st.just("wait"), st.integers(1, 6)),
    ),
    max_size=8,
)


def take(office: Office, step: tuple) -> None:
    """Let an office take a step; one that is about a row that is not there is let be."""
    match step:
        case ("answer", who, outcome):
            office.answer(who, outcome)
        case ("list",):
            office.press("booking-list")
        case ("time", at, days) if rows := open_rows(office):
            day = office.now.date() + timedelta(days=days)
            office.type(rows[at % len(rows)], date=day, time=time(10), site="Hallen")
            office.press("call-sheet")
        case ("end", at, state) if rows := open_rows(office):
            office.type(rows[at % len(rows)], state=state)
            office.press("call-sheet")
        case ("undo",) if len(office.bookings):
            office.press("undo")
        case ("wait", days):
            office.later(days)
            office.press("call-sheet")


def open_rows(office: Office) -> list[str]:
    return [row_id for row_id, row in office.bookings.items() if is_open(row)]


def live(row: dict, today) -> bool:
    """Whether a row still leads somewhere: open, and no time that passed before anybody told it."""
    is_spent = row["state"] in {"Tid fået", "Ændret"} and "date" in row and row["date"] < today
    return is_open(row) and not is_spent


@settings(max_examples=examples(6), deadline=None)
@given(STEPS)
def test_no_booking_is_lost_and_nobody_has_two_for_the_same_jab(steps):
    office = Office({"address": "Engvej 1"}, {"address": "Engvej 1"}, {})
    seen: set[str] = set()
    for step in steps:
        take(office, step)
        office.press("check")
        rows, today = office.bookings, office.now.date()
        if step[0] != "undo":
            assert seen <= set(rows)
        seen = set(rows)
        per_jab = Counter((row["citizen"], row["dose"]) for row in rows.values() if live(row, today))
        assert max(per_jab.values(), default=0) <= 1
        for person in map(office.person, PEOPLE):
            if person["state"] in {State.WANTS_HELP, State.HOME} and person["next_step"] == "Book tid hos Regionen":
                assert any(row["name"] == person["name"] and row["state"] == "Ønsket" for row in rows.values())
        everyone_has_one_state({table.name: office.book.read(table) for table in TABLES})
        office.press("check")
        assert office.bookings == rows
