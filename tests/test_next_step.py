"""Every state of the way from the list to the jab, each reached by a picture of what is known."""

from __future__ import annotations

from datetime import date, time
from typing import Any

import pytest

from tests.pictures import reader, rows
from workbook.calls.refresh import refreshed
from workbook.settings import Settings
from workbook.starting import starting_tables
from workbook.tables import BOOKINGS, CALLS, CITIZENS, COLLEAGUES, INTERPRETERS, LETTERS_SENT, RELATIVES, RIDES
from workbook.words import State

TODAY = date(2021, 4, 20)
OUTCOMES = starting_tables()["outcomes"]
BOOKING = "id  citizen  dose  kind  site  date  time  asked_on  got_on  told_on  state"
TURKISH = "O-0001  B-0001  2021-04-12  Sprog: tolk eller pårørende nødvendig  11111111"


def person_of(*calls, person=None, today=TODAY, settings=None, heading="id  citizen  date  outcome  phone", **tables):
    """Return the row of Borgere, refreshed, of Ada on the newest list."""
    ada = {"id": "B-0001", "name": "Ada", "phone": "11111111", "first_list": "L-0001", "latest_list": "L-0003"}
    citizens = CITIZENS.frame([{**ada, **(person or {})}])
    known = reader(outcomes=OUTCOMES, calls=rows(CALLS, heading, *calls), **tables)
    return refreshed(citizens, known, "L-0003", settings or Settings(), today).loc["B-0001"]


def booking(*lines):
    return rows(BOOKINGS, BOOKING, *lines)


def told(person, *names):
    return tuple(person[name] for name in names)


NO = "O-0001  B-0001  2021-04-12  Ønsker ikke vaccination  11111111"
HELP = "O-0001  B-0001  2021-04-12  Ja, vil have hjælp til booking  11111111"
PICTURES: dict[State, dict[str, Any]] = {
    State.NEW: {},
    State.NO_PHONE: {"person": {"phone": None}},
    State.TO_CALL: {"calls": ["O-0001  B-0001  2021-04-12  Ikke svar  11111111"]},
    State.CALL_BACK: {"calls": ["O-0001  B-0001  2021-04-12  Ring igen  11111111"]},
    State.WAIT_RELATIVE: {
        "calls": ["O-0001  B-0001  2021-04-12  Henviser til pårørende  11111111"],
        "relatives": rows(RELATIVES, "id  citizen  name  phone  consent", "P-0001  B-0001  Bo  44444444  Ringe"),
    },
    State.INTERPRETER: {"calls": [TURKISH]},
    State.INTERPRETER_ORDERED: {
        "calls": [TURKISH],
        "interpreters": rows(INTERPRETERS, "id  citizen  state", "TK-0001  B-0001  Bestilt"),
    },
    State.INTERPRETER_READY: {
        "calls": [TURKISH],
        "interpreters": rows(INTERPRETERS, "id  citizen  state", "TK-0001  B-0001  Bekræftet"),
    },
    State.BOOKS_ALONE: {"calls": ["O-0001  B-0001  2021-04-12  Ja, booker selv  11111111"]},
    State.CHOOSES_LATER: {"calls": ["O-0001  B-0001  2021-04-12  Ja, vælger dag senere  11111111"]},
    State.WANTS_HELP: {"calls": [HELP]},
    State.TIME_NOT_TOLD: {
        "calls": [HELP],
        "bookings": booking("T-0001  B-0001  1  -  -  2021-05-03  10:30  2021-04-13  2021-04-14  -  Tid fået"),
    },
    State.BOOKED: {
        "calls": [HELP],
        "bookings": booking("T-0001  B-0001  1  -  -  2021-05-03  10:30  2021-04-13  2021-04-14  2021-04-15  Meddelt"),
    },
    State.SAYS_JABBED: {"calls": ["O-0001  B-0001  2021-04-12  Er allerede vaccineret  11111111"]},
    State.FIRST_JAB: {"person": {"jab1_on": date(2021, 4, 1)}},
    State.DONE: {"person": {"jab1_on": date(2021, 3, 1), "jab2_on": date(2021, 4, 1)}},
    State.DECLINED: {"calls": [NO]},
    State.UNDECIDED: {"calls": ["O-0001  B-0001  2021-04-12  Uafklaret  11111111"]},
    State.HOME: {"calls": ["O-0001  B-0001  2021-04-12  Kan ikke sidde: vaccineres hjemme  11111111"]},
    State.NOT_NOW: {"calls": ["O-0001  B-0001  2021-04-12  Kan ikke afklares nu (syg eller indlagt)  11111111"]},
    State.NOT_REACHED: {"calls": [f"O-000{n}  B-0001  2021-04-1{n}  Ikke svar  11111111" for n in range(1, 5)]},
    State.OFF_LIST: {"person": {"latest_list": "L-0002"}},
    State.GONE: {"person": {"gone": "Ja"}},
    State.NO_CONTACT: {"person": {"no_contact": "Ja"}},
    State.NOT_FOLLOWED: {"person": {"first_list": None, "latest_list": None}},
}


@pytest.mark.parametrize("state", State)
def test_every_state_is_reached(state):
    known = dict(PICTURES[state])
    person = person_of(*known.pop("calls", ()), **known)
    assert person["state"] == state
    assert person["why_now"]


# Through others: relatives, colleagues, interpreters


def test_a_relative_with_consent_is_rung_before_an_interpreter_is_ordered():
    relatives = rows(
        RELATIVES,
        "id  citizen  order  name  relation  phone  may_contact  consent",
        "P-0001  B-0001  2  Eva  datter  55555555  -    Ringe",
        "P-0002  B-0001  1  Bo   søn     44444444  -    Ringe, skrive og oplyse tid",
        "P-0003  B-0001  1  Ib   bror    66666666  Nej  Ringe",
    )
    person = person_of(TURKISH, relatives=relatives)
    assert told(person, "state", "next_step") == (State.WAIT_RELATIVE, "Ring til Bo (søn)")


@pytest.mark.parametrize(
    ("may", "consent", "state"),
    [
        ("-", "-", State.INTERPRETER),
        ("-", "Skrive", State.INTERPRETER),
        ("Nej", "Ringe", State.INTERPRETER),
        ("Ja", "-", State.WAIT_RELATIVE),
        ("-", "Ringe", State.WAIT_RELATIVE),
    ],
)
def test_a_relative_is_rung_only_with_leave(may, consent, state):
    heading = "id  citizen  name  phone  may_contact  consent"
    relatives = rows(RELATIVES, heading, f"P-0001  B-0001  Bo  44444444  {may}  {consent}")
    assert person_of(TURKISH, relatives=relatives)["state"] == state


def test_the_next_relative_is_rung_when_the_first_is_never_reached():
    relatives = rows(
        RELATIVES,
        "id  citizen  order  name  phone  consent",
        "P-0001  B-0001  1  Bo   44444444  Ringe",
        "P-0002  B-0001  2  Eva  55555555  Ringe",
    )
    vain = [f"O-000{n}  B-0001  2021-04-1{n}  Ikke svar  44444444" for n in range(3, 7)]
    referred = "O-0001  B-0001  2021-04-12  Henviser til pårørende  11111111"
    assert person_of(referred, *vain[:3], relatives=relatives)["next_step"] == "Ring til Bo"
    assert person_of(referred, *vain, relatives=relatives)["next_step"] == "Ring til Eva"
    wrong = "O-0002  B-0001  2021-04-13  Forkert nummer  44444444"
    assert person_of(referred, wrong, relatives=relatives)["next_step"] == "Ring til Eva"


def test_a_colleague_who_speaks_the_language_rings_before_anybody_is_ordered():
    staff = rows(COLLEAGUES, "id  initials  languages", "M-0001  ABC  Dansk, tyrkisk")
    person = person_of(TURKISH, person={"language": "Tyrkisk"}, staff=staff)
    assert told(person, "state", "next_step") == (State.TO_CALL, "Ring op på tyrkisk")
    with_order = person_of(TURKISH, person={"language": "Tyrkisk", "interpreter": "Ja"}, staff=staff)
    assert told(with_order, "state", "next_step") == (State.INTERPRETER, "Bestil tolk (tyrkisk)")


def test_a_confirmed_interpreter_is_a_call_on_that_day():
    order = rows(INTERPRETERS, "id  citizen  date  time  state", "TK-0001  B-0001  2021-04-22  10:30  Bekræftet")
    person = person_of(TURKISH, interpreters=order)
    assert told(person, "state", "next_on", "next_at") == (State.INTERPRETER_READY, date(2021, 4, 22), time(10, 30))
    assert person["why_now"].endswith("tolk bekræftet til 22/4 kl. 10.30")


# Bookings


def test_a_time_that_was_got_is_to_be_told_and_then_known():
    got = "T-0001  B-0001  1  -  Brøndby  2021-05-03  10:30  2021-04-13  2021-04-14  -  Tid fået"
    person = person_of(HELP, bookings=booking(got))
    assert person["why_now"] == "Tid skal meddeles: 3/5 kl. 10.30, Brøndby"
    assert told(person, "next_on", "booked_on") == (date(2021, 4, 14), date(2021, 5, 3))
    vain = person_of(HELP, "O-0002  B-0001  2021-04-19  Ikke svar  11111111", bookings=booking(got))
    assert told(vain, "state", "next_on") == (State.TIME_NOT_TOLD, date(2021, 4, 20))
    called = person_of(HELP, "O-0002  B-0001  2021-04-15  Tiden er meddelt  11111111", bookings=booking(got))
    assert told(called, "state", "why_now") == (State.BOOKED, "Har tid 3/5 kl. 10.30, Brøndby")


def test_a_time_that_nobody_told_in_time_is_booked_again():
    got = booking("T-0001  B-0001  1  -  -  2021-04-19  10:30  2021-04-13  2021-04-14  -  Tid fået")
    assert told(person_of(HELP, bookings=got), "state", "next_step") == (
        State.WANTS_HELP,
        "Book en ny tid hos Regionen",
    )


def test_a_no_after_the_booking_counts_and_says_that_the_time_must_be_cancelled():
    late_no = "O-0002  B-0001  2021-04-18  Ønsker ikke vaccination  11111111"
    time_told = booking("T-0001  B-0001  1  -  -  2021-05-03  10:30  2021-04-13  2021-04-14  2021-04-15  Meddelt")
    person = person_of(HELP, late_no, bookings=time_told)
    assert told(person, "state", "next_step", "missing_now") == (
        State.DECLINED,
        "Aflys tiden hos Regionen",
        "aflys eller flyt tiden",
    )


def test_who_missed_the_time_is_asked_about_a_new_one_the_day_after():
    missed = booking("T-0001  B-0001  1  -  -  2021-04-19  10:30  2021-04-13  2021-04-14  2021-04-15  Udeblevet")
    person = person_of(HELP, bookings=missed)
    assert told(person, "state", "next_on") == (State.TO_CALL, TODAY)
    again = person_of(HELP, "O-0002  B-0001  2021-04-20  Ønsker ikke vaccination  11111111", bookings=missed)
    assert again["state"] == State.DECLINED


def test_a_cancelled_booking_is_none():
    gone = booking("T-0001  B-0001  1  -  -  2021-05-03  10:30  2021-04-13  2021-04-14  2021-04-15  Aflyst")
    assert told(person_of(HELP, bookings=gone), "state", "booked_on") == (State.WANTS_HELP, None)


def test_a_home_vaccination_is_ordered_and_told_like_any_time():
    at_home = "O-0001  B-0001  2021-04-12  Kan ikke sidde: vaccineres hjemme  11111111"
    asked = booking("T-0001  B-0001  1  Hjemme ved Regionen  -  -  -  2021-04-13  -  -  Bestilt")
    assert told(person_of(at_home, bookings=asked), "state", "next_step") == (State.HOME, "Afvent tid fra Regionen")


def test_the_second_time_is_told_to_who_had_the_first_jab():
    second = booking("T-0001  B-0001  2  -  -  2021-05-03  10:30  2021-04-13  2021-04-14  -  Tid fået")
    jabbed = {"jab1_on": date(2021, 4, 1)}
    assert person_of(person=jabbed, bookings=second)["state"] == State.TIME_NOT_TOLD
    known = person_of(person=jabbed, bookings=second.assign(state="Meddelt"))
    assert told(known, "state", "why_now") == (
        State.FIRST_JAB,
        "Ringes ikke op: 1. stik givet 1/4; har tid til 2. stik 3/5 kl. 10.30",
    )


def test_our_own_booking_knows_of_a_jab_before_the_register_does():
    given = booking("T-0001  B-0001  1  -  -  2021-04-19  10:30  -  -  2021-04-15  Gennemført")
    person = person_of(HELP, bookings=given)
    assert told(person, "state", "why_now") == (
        State.FIRST_JAB,
        "Ringes ikke op: 1. stik givet 19/4 efter arket Booking",
    )


def test_being_vaccinated_by_ones_own_word_is_not_the_registers_jab():
    person = person_of("O-0001  B-0001  2021-04-12  Er allerede vaccineret  11111111")
    assert person["jab1_on"] is None
    assert person["why_now"] == "Ringes ikke op: siger selv at være vaccineret (12/4); registret har intet stik endnu"


# Mangler nu


YES = "id  citizen  date  outcome  phone  transport  escort"
RIDES_AND_ESCORT = "O-0001  B-0001  2021-04-12  Ja, vil have hjælp til booking  11111111  Kommunal kørsel  Ja"


def test_what_is_missing_is_only_what_that_person_needs():
    drives = "O-0001  B-0001  2021-04-12  Ja, vil have hjælp til booking  11111111  Selv  Nej"
    assert person_of(drives, heading=YES)["missing_now"] == "booking"
    assert person_of(RIDES_AND_ESCORT, heading=YES)["missing_now"] == "booking · kørsel · ledsager"
    assert person_of(NO)["missing_now"] is None
    assert person_of()["missing_now"] is None


def test_the_chain_from_yes_to_jab_grows_shorter_link_by_link():
    got = booking("T-0001  B-0001  1  -  -  2021-05-03  10:30  2021-04-13  2021-04-14  -  Tid fået")
    known = got.assign(told_on=date(2021, 4, 15), state="Meddelt")
    way = "id  citizen  leg  date  escort"
    out, home = "K-0001  B-0001  Ud  2021-05-03  -", "K-0002  B-0001  Hjem  2021-05-03  LED"
    letters = rows(LETTERS_SENT, "id  citizen  letter  printed_on", "BR-0001  B-0001  Bekræftelse  2021-04-16")
    chain = [
        {"bookings": got},
        {"bookings": known},
        {"bookings": known, "rides": rows(RIDES, way, out)},
        {"bookings": known, "rides": rows(RIDES, way, out, home)},
        {"bookings": known, "rides": rows(RIDES, way, out, home), "letters_sent": letters},
    ]
    assert [person_of(RIDES_AND_ESCORT, heading=YES, **tables)["missing_now"] for tables in chain] == [
        "tid meddelt · kørsel · ledsager · bekræftelse",
        "kørsel · ledsager · bekræftelse",
        "kørsel · ledsager · bekræftelse",
        "bekræftelse",
        None,
    ]


# Opened again


def test_a_reopened_case_is_rung_with_the_reason_whatever_was_said_before():
    heading = "id  citizen  date  outcome  phone  remark"
    no = "O-0001  B-0001  2021-04-12  Ønsker ikke vaccination  11111111  -"
    opened = "O-0002  B-0001  2021-04-19  Genåbnet  -  har talt med sin læge"
    person = person_of(no, opened, heading=heading, person={"latest_list": "L-0001"})
    assert told(person, "state", "next_on", "why_now") == (
        State.TO_CALL,
        date(2021, 4, 19),
        "Genåbnet 19/4 (har talt med sin læge)",
    )
    tried = "O-0003  B-0001  2021-04-19  Ikke svar  11111111  -"
    person = person_of(no, opened, tried, heading=heading)
    assert person["why_now"] == "Genåbnet 19/4 (har talt med sin læge): 2. forsøg: ikke svar 19/4"
    second_no = "O-0003  B-0001  2021-04-19  Ønsker ikke vaccination  11111111  -"
    assert person_of(no, opened, second_no, heading=heading)["state"] == State.DECLINED


def test_a_reopened_case_never_overrules_a_stop_in_the_register():
    opened = "O-0002  B-0001  2021-04-19  Genåbnet  -"
    assert person_of(opened, person={"no_contact": "Ja"})["state"] == State.NO_CONTACT
    assert person_of(opened, person={"gone": "Ja"})["state"] == State.GONE


@pytest.mark.parametrize(
    ("groups", "since", "state"),
    [
        ("8, 9", date(2021, 4, 15), State.TO_CALL),
        ("alle", date(2021, 4, 20), State.TO_CALL),
        ("9", date(2021, 4, 15), State.DECLINED),
        ("8", date(2021, 4, 21), State.DECLINED),
        ("8", date(2021, 4, 12), State.DECLINED),
        ("", date(2021, 4, 15), State.DECLINED),
    ],
)
def test_a_group_that_is_invited_anew_may_be_asked_again(groups, since, state):
    settings = Settings(ask_groups=groups, ask_groups_from=since)
    assert person_of(NO, person={"target_group": 8}, settings=settings)["state"] == state


# Households


def household_of(gone_on, today=TODAY, people=2):
    homes = CITIZENS.frame(
        {
            "id": f"B-{at:04d}",
            "phone": "11111111",
            "latest_list": "L-0003",
            "gone": "Ja" if at == 1 else None,
            "gone_on": gone_on if at == 1 else None,
        }
        for at in range(1, people + 1)
    )
    return refreshed(homes, reader(outcomes=OUTCOMES), "L-0003", Settings(), today)


def test_a_household_is_left_in_peace_after_a_death_and_it_is_not_said_why():
    spouse = household_of(date(2021, 4, 18)).loc["B-0002"]
    assert told(spouse, "state", "next_on", "why_now") == (State.NEW, date(2021, 5, 2), "Opkald holder pause til 2/5")
    later = household_of(date(2021, 4, 18), today=date(2021, 5, 2)).loc["B-0002"]
    assert told(later, "next_on", "why_now") == (None, "Ny på listen: har ikke reageret på invitationen")


def test_the_day_of_a_death_is_the_first_press_that_sees_it():
    assert household_of(None).loc["B-0001", "gone_on"] == TODAY


def test_a_switchboard_is_no_household():
    assert household_of(date(2021, 4, 18), people=11).loc["B-0002", "next_on"] is None


def test_the_latest_reason_and_way_there_and_the_birth_date_stand_on_borgere():
    calls = (
        "O-0001  B-0001  2021-04-12  Ring igen  Telefonkø  Pårørende",
        "O-0002  B-0001  2021-04-13  Ring igen  -          Kommunal kørsel",
        "O-0003  B-0001  2021-04-14  Ikke svar  -          -",
    )
    person = person_of(*calls, person={"cpr": "0202301234"}, heading="id  citizen  date  outcome  reason  transport")
    assert told(person, "reason", "transport", "born") == ("Telefonkø", "Kommunal kørsel", date(1930, 2, 2))
    assert person_of(person={"cpr": "020230A123"})["born"] is None
