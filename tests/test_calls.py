from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.pictures import ids, reader, rows
from workbook.calls.answers import take_answers
from workbook.calls.refresh import households, refreshed
from workbook.calls.sheet import call_sheet
from workbook.change import settle
from workbook.settings import Settings
from workbook.starting import starting_tables
from workbook.tables import BOOKINGS, CALL_SHEET, CALLS, CITIZENS, RELATIVES
from workbook.words import Effect, State

TODAY = date(2021, 4, 20)
NOW = datetime(2021, 4, 20, 10, 30)
OUTCOMES = starting_tables()["outcomes"]


def citizens(*lines: str, heading: str = "id  name  phone  latest_list"):
    return rows(CITIZENS, heading, *lines)


def refresh(people, calls=None, today=TODAY, outcomes=OUTCOMES, settings=None, **tables):
    known = {"outcomes": outcomes, **({} if calls is None else {"calls": calls}), **tables}
    return refreshed(people, reader(**known), "L-0003", settings or Settings(), today)


def state_of(*calls: str, person: str = "B-0001  Ada  11111111  L-0003", today=TODAY):
    attempts = rows(CALLS, "id  citizen  date  outcome  phone  voids", *calls)
    return refresh(citizens(person), attempts, today).loc["B-0001"]


def test_someone_new_on_the_list_is_to_be_rung():
    person = state_of()
    assert (person["state"], person["why_now"]) == (State.NEW, "Ny på listen: har ikke reageret på invitationen")


def test_the_reason_names_every_try():
    person = state_of(
        "O-0001  B-0001  2021-04-12  Ikke svar  11111111  -",
        "O-0002  B-0001  2021-04-16  Ikke svar  11111111  -",
    )
    assert person["why_now"] == "3. forsøg: ikke svar 12/4 og 16/4"
    assert (person["state"], person["next_on"]) == (State.TO_CALL, date(2021, 4, 17))


def test_after_the_most_tries_a_letter_is_next():
    calls = [f"O-000{n}  B-0001  2021-04-1{n}  Ikke svar  11111111  -" for n in range(1, 5)]
    assert state_of(*calls)["state"] == State.NOT_REACHED


def test_an_agreed_day_is_kept():
    attempts = rows(
        CALLS,
        "id  citizen  date  outcome  call_on  call_at",
        "O-0001  B-0001  2021-04-15  Ring igen  2021-04-22  10:30",
    )
    person = refresh(citizens("B-0001  Ada  11111111  L-0003"), attempts).loc["B-0001"]
    assert person["why_now"] == "Aftale 15/4: ring igen 22/4 kl. 10.30"
    assert (person["state"], person["next_on"]) == (State.CALL_BACK, date(2021, 4, 22))


@pytest.mark.parametrize(
    ("answer", "state"),
    [
        ("Ja, booker selv", State.BOOKS_ALONE),
        ("Ja, vil have hjælp til booking", State.WANTS_HELP),
        ("Ønsker ikke vaccination", State.DECLINED),
        ("Uafklaret", State.UNDECIDED),
        ("Død", State.GONE),
        ("Ønsker ingen kontakt", State.NO_CONTACT),
        ("Kan ikke sidde: vaccineres hjemme", State.HOME),
        ("Forkert nummer", State.NO_PHONE),
        ("Er allerede vaccineret", State.SAYS_JABBED),
    ],
)
def test_an_answer_leads_to_its_state(answer, state):
    assert state_of(f"O-0001  B-0001  2021-04-12  {answer}  11111111  -")["state"] == state


def test_every_effect_of_an_answer_has_a_state_of_its_own():
    states = {
        effect: state_of(f"O-0001  B-0001  2021-04-12  {text}  11111111  -")["state"]
        for effect, text in zip(OUTCOMES["effect"], OUTCOMES["text"], strict=True)
    }
    assert set(states) == set(Effect)
    assert all(states.values())


def test_a_voided_answer_does_not_count():
    person = state_of(
        "O-0001  B-0001  2021-04-12  Ønsker ikke vaccination  11111111  -",
        "O-0002  B-0001  2021-04-12  Ønsker ikke vaccination  11111111  O-0001",
    )
    assert person["state"] == State.NEW


def test_a_no_stands_when_somebody_rings_in_vain_afterwards():
    person = state_of(
        "O-0001  B-0001  2021-04-12  Ønsker ikke vaccination  11111111  -",
        "O-0002  B-0001  2021-04-16  Ikke svar  11111111  -",
    )
    assert person["state"] == State.DECLINED


def test_a_no_may_be_asked_again_from_its_day():
    people = citizens(
        "B-0001  Ada  11111111  L-0003  2021-04-20", heading="id  name  phone  latest_list  ask_again_from"
    )
    attempts = rows(CALLS, "id  citizen  date  outcome", "O-0001  B-0001  2021-03-01  Ønsker ikke vaccination")
    assert refresh(people, attempts).loc["B-0001", "state"] == State.TO_CALL


def test_a_new_no_after_that_day_is_a_no():
    heading = "id  name  phone  latest_list  ask_again_from"
    people = citizens("B-0001  Ada  11111111  L-0003  2021-04-01", heading=heading)
    attempts = rows(
        CALLS,
        "id  citizen  date  outcome",
        "O-0001  B-0001  2021-03-01  Ønsker ikke vaccination",
        "O-0002  B-0001  2021-04-02  Ønsker ikke vaccination",
    )
    assert refresh(people, attempts).loc["B-0001", "state"] == State.DECLINED


def test_somebody_undecided_is_asked_again_and_every_try_in_vain_is_given_its_pause():
    undecided = "O-0001  B-0001  2021-04-01  Uafklaret  11111111  -"
    tries = [f"O-000{n}  B-0001  2021-04-1{n + 3}  Ikke svar  11111111  -" for n in range(2, 6)]
    due = [state_of(undecided, *tries[:count])["next_on"] for count in range(5)]
    assert due == [date(2021, 4, 15), date(2021, 4, 16), date(2021, 4, 17), date(2021, 4, 18), None]
    person = state_of(undecided, *tries)
    assert (person["state"], person["next_step"]) == (State.UNDECIDED, "Afgør, om der skal skrives i stedet")
    assert person["why_now"] == "Svarede “Uafklaret” 1/4; siden forgæves 15/4, 16/4, 17/4 og 18/4"


def test_a_promise_is_kept_also_to_somebody_who_had_answered():
    attempts = rows(
        CALLS,
        "id  citizen  date  outcome  call_on",
        "O-0001  B-0001  2021-04-01  Uafklaret  -",
        "O-0002  B-0001  2021-04-15  Ring igen  2021-04-22",
    )
    person = refresh(citizens("B-0001  Ada  11111111  L-0003"), attempts).loc["B-0001"]
    assert (person["state"], person["next_on"]) == (State.CALL_BACK, date(2021, 4, 22))


def test_somebody_whose_only_number_turned_out_wrong_is_looked_up_whatever_was_answered_before():
    person = state_of(
        "O-0001  B-0001  2021-04-01  Uafklaret  11111111  -",
        "O-0002  B-0001  2021-04-15  Forkert nummer  11111111  -",
    )
    assert (person["state"], person["next_step"]) == (State.UNDECIDED, "Slå nummer op, eller send brev")


def test_nobody_is_rung_because_an_answer_was_renamed():
    attempts = rows(CALLS, "id  citizen  date  outcome", "O-0001  B-0001  2021-04-12  Ønsker ikke vaccination")
    renamed = OUTCOMES.assign(text=OUTCOMES["text"].replace("Ønsker ikke vaccination", "Nej tak"))
    people = citizens("B-0001  Ada  11111111  L-0003")
    fresh = refresh(people, attempts, outcomes=renamed)
    assert "“Ønsker ikke vaccination” 12/4 står ikke på arket Svarkoder" in fresh.loc["B-0001"]["why_now"]
    assert sheet_of(fresh, attempts).empty


@given(st.integers())
def test_any_pause_gives_a_day_of_the_calendar(pause):
    outcomes = OUTCOMES.assign(pause_days=pause)
    attempts = rows(CALLS, "id  citizen  date  outcome", "O-0001  B-0001  2021-04-12  Ikke svar")
    people = citizens("B-0001  Ada  11111111  L-0003")
    fresh = refresh(people, attempts, outcomes=outcomes)
    assert date(2021, 4, 12) <= fresh.loc["B-0001"]["next_on"] <= date.max


def test_who_left_the_list_is_never_silently_vaccinated():
    people = citizens("B-0001  Ada  11111111  L-0001  L-0002", heading="id  name  phone  first_list  latest_list")
    assert refresh(people).loc["B-0001", "state"] == State.OFF_LIST


def test_a_second_number_is_rung_when_the_first_is_wrong():
    people = citizens("B-0001  Ada  11111111  22222222  L-0003", heading="id  name  phone  phone2  latest_list")
    attempts = rows(CALLS, "id  citizen  date  outcome  phone", "O-0001  B-0001  2021-04-12  Forkert nummer  11111111")
    fresh = refresh(people, attempts)
    made = sheet_of(fresh, attempts)
    assert made["phone"].tolist() == ["22222222"]


def test_people_of_one_phone_or_one_address_are_a_household():
    people = citizens(
        "B-0001  11111111  -        -",
        "B-0002  11111111  Engvej 1  2635",
        "B-0003  -         ENGVEJ 1  2635",
        "B-0004  22222222  Engvej 1  2640",
        heading="id  phone  address  postcode",
    )
    assert households(people) == {"B-0001": "B-0001", "B-0002": "B-0001", "B-0003": "B-0001"}


def test_a_household_keeps_its_name_however_the_sheet_is_sorted():
    heading = "id  phone  address  postcode"
    lines = ("B-0001  11111111  -  -", "B-0002  11111111  Engvej 1  2635", "B-0003  -  Engvej 1  2635")
    assert households(citizens(*lines, heading=heading)) == households(citizens(*reversed(lines), heading=heading))


def sheet_change(people, calls=None, sheet=None, settings=None, now=NOW, caller="alle", **tables):
    """Return the change that Lav ringeliste makes, and the sheet after it."""
    sheet = CALL_SHEET.frame() if sheet is None else sheet
    known = {"calls": CALLS.frame() if calls is None else calls, "outcomes": OUTCOMES, "call_sheet": sheet, **tables}
    change = call_sheet(people, reader(**known), settings or Settings(), now, ids, caller)
    return change, settle(CALL_SHEET, sheet, change.of(CALL_SHEET))[0]


def sheet_of(people, calls=None, today=TODAY, **more):
    return sheet_change(people, calls, now=datetime.combine(today, NOW.time()), **more)[1]


def test_promises_come_first_then_the_earliest_target_group():
    people = citizens(
        "B-0001  11111111  Ny             8  -",
        "B-0002  22222222  Ny             2  -",
        "B-0003  33333333  Ring igen      8  2021-04-20",
        "B-0004  44444444  Ring igen      8  2021-04-21",
        "B-0005  55555555  Ønsker ikke    1  -",
        heading="id  phone  state  target_group  next_on",
    )
    assert sheet_of(people)["citizen"].tolist() == ["B-0003", "B-0002", "B-0001"]


def test_people_who_share_a_number_stand_together():
    people = citizens(
        "B-0001  11111111  Ny  2",
        "B-0002  22222222  Ny  3",
        "B-0003  11111111  Ny  8",
        heading="id  phone  state  target_group",
    )
    assert sheet_of(people)["citizen"].tolist() == ["B-0001", "B-0003", "B-0002"]


def test_a_protected_address_is_not_on_the_call_sheet():
    people = citizens(
        "B-0001  11111111  Ny  Engvej 1  2635  Ja", heading="id  phone  state  address  postcode  protected"
    )
    assert sheet_of(people)["address"].tolist() == ["Beskyttet adresse"]


def test_answers_that_are_not_saved_stay_when_the_sheet_is_made_again():
    people = citizens("B-0001  11111111  Ny", "B-0002  22222222  Ny", heading="id  phone  state")
    lines = ("R-0001  B-0001  2021-04-19  Ikke svar", "R-0002  B-0002  2021-04-19  -")
    sheet = rows(CALL_SHEET, "id  citizen  made_on  outcome", *lines)
    change, after = sheet_change(people, sheet=sheet)
    assert after["citizen"].to_dict() == {"R-0001": "B-0001", "R-0002": "B-0002"}
    assert after["made_on"].to_dict() == {"R-0001": date(2021, 4, 19), "R-0002": TODAY}
    assert change.message == "Ringelisten har 1 opkald til i dag. 1 svar, der ikke er gemt endnu, står øverst."


@given(st.lists(st.sampled_from(list(OUTCOMES["text"])), max_size=6))
def test_do_not_contact_never_reaches_the_call_sheet(answers):
    heading = "id  phone  latest_list  no_contact"
    people = citizens("B-0001  11111111  L-0003  Ja", heading=heading)
    attempts = CALLS.frame(
        {"id": f"O-{n}", "citizen": "B-0001", "date": TODAY, "outcome": text} for n, text in enumerate(answers)
    )
    fresh = refresh(people, attempts, date(2021, 8, 1))
    assert sheet_of(fresh, attempts, today=date(2021, 8, 1)).empty


def taken(*lines: str, heading: str, people=None, bad=()):
    sheet = rows(CALL_SHEET, heading, *lines)
    people = citizens("B-0001  Ada  11111111  -", heading="id  name  phone  phone2") if people is None else people
    return take_answers(reader(call_sheet=sheet, citizens=people, outcomes=OUTCOMES), bad, NOW, "ABC", ids)


def test_an_answer_becomes_a_call_and_leaves_the_sheet():
    change = taken("R-0001  B-0001  11111111  Ikke svar", heading="id  citizen  phone  outcome")
    (call,) = change.of(CALLS).inserts.values()
    assert (call["citizen"], call["outcome"], call["phone"], call["caller"]) == (
        "B-0001",
        "Ikke svar",
        "11111111",
        "ABC",
    )
    assert (call["date"], f"{call['time']:%H:%M}", call["direction"]) == (TODAY, "10:30", "Ud")
    assert list(change.of(CALL_SHEET).deletes) == ["R-0001"]


@pytest.mark.parametrize(
    ("heading", "line", "why"),
    [
        ("id  citizen  remark", "R-0001  B-0001  sur", "mangler et svar"),
        ("id  name  outcome", "R-0001  Ada  Ikke svar", "siger ikke, hvem der har svaret"),
        ("id  citizen  outcome", "R-0001  B-0999  Ikke svar", "siger ikke, hvem der har svaret"),
        ("id  citizen  outcome", "R-0001  B-0001  Måske", "ikke står på arket Svarkoder"),
        (
            "id  citizen  outcome  books_by  transport",
            "R-0001  B-0001  Ja, booker selv  Booker selv  Kommunal kørsel",
            "“Booker selv” og “Kommunal kørsel”",
        ),
        ("id  citizen  outcome  transport", "R-0001  B-0001  Ikke svar  Kamel", "en værdi i kolonnen “Transport”"),
        ("id  citizen  outcome  new_phone", "R-0001  B-0001  Ikke svar  123", "et nyt nummer"),
        ("id  citizen  outcome  new_phone", "R-0001  B-0001  Ikke svar  sønnens", "et nyt nummer"),
    ],
)
def test_an_answer_that_does_not_hold_together_waits_with_its_reason(heading, line, why):
    change = taken(line, heading=heading)
    assert not change.of(CALLS).inserts
    assert not change.of(CALL_SHEET).deletes
    assert why in change.problems[0].message
    assert change.message == "Ingen svar gemt på arket Opkald. 1 svar venter; se hvorfor på arket Til vurdering."


def test_a_new_number_goes_in_front_and_the_old_one_is_kept():
    change = taken("R-0001  B-0001  Ring igen  33333333", heading="id  citizen  outcome  new_phone")
    edits = change.of(CITIZENS).updates["B-0001"]
    assert (edits["phone"].value, edits["phone2"].value) == ("33333333", "11111111")


@pytest.mark.parametrize("typed", ["33 33 33 33", "+45 33333333", "33333333 (mobil)"])
def test_a_new_number_stands_in_the_register_as_other_numbers_do(typed):
    change = taken(f"R-0001  B-0001  Ring igen  {typed}", heading="id  citizen  outcome  new_phone")
    assert change.of(CITIZENS).updates["B-0001"]["phone"].value == "33333333"


def test_a_stop_is_put_in_the_register():
    change = taken("R-0001  B-0001  Ønsker ingen kontakt", heading="id  citizen  outcome")
    assert change.of(CITIZENS).updates["B-0001"]["no_contact"].value == "Ja"


def test_two_answers_from_one_citizen_are_both_believed():
    change = taken(
        "R-0001  B-0001  Ønsker ingen kontakt  -",
        "R-0002  B-0001  Ikke svar             33333333",
        heading="id  citizen  outcome  new_phone",
    )
    edits = change.of(CITIZENS).updates["B-0001"]
    assert (edits["no_contact"].value, edits["phone"].value) == ("Ja", "33333333")


def test_a_relative_with_consent_is_put_on_paaroerende():
    change = taken(
        "R-0001  B-0001  Ring igen  Bo Beck (søn) 44 44 44 44  Ringe", heading="id  citizen  outcome  relative  consent"
    )
    (relative,) = change.of(RELATIVES).inserts.values()
    assert (relative["name"], relative["phone"]) == ("Bo Beck (søn)", "44444444")
    assert (relative["consent"], relative["consent_by"], relative["consent_on"]) == ("Ringe", "ABC", TODAY)


BOOKED = "id  citizen  dose  date  got_on  told_on  state"


def told_time(*bookings: str):
    """Return Booking after somebody was told the time on the phone."""
    tables = {
        "call_sheet": rows(CALL_SHEET, "id  citizen  outcome", "R-0001  B-0001  Tiden er meddelt"),
        "citizens": citizens("B-0001  Ada  11111111  L-0003"),
        "bookings": rows(BOOKINGS, BOOKED, *bookings),
    }
    change = take_answers(reader(outcomes=OUTCOMES, **tables), (), NOW, "ABC", ids)
    return settle(BOOKINGS, tables["bookings"], change.of(BOOKINGS))[0]


def test_a_time_that_was_told_is_noted_beside_the_time():
    after = told_time(
        "T-0001  B-0001  1  2021-04-02  2021-04-01  -  Aflyst",
        "T-0002  B-0001  1  2021-05-03  2021-04-14  -  Tid fået",
        "T-0003  B-0002  1  2021-05-03  2021-04-14  -  Tid fået",
    )
    assert after["told_on"].tolist() == [None, TODAY, None]
    assert after["state"].tolist() == ["Aflyst", "Meddelt", "Tid fået"]


@pytest.mark.parametrize(
    "line",
    [
        "T-0001  B-0001  1  -           -           -           Bestilt",
        "T-0001  B-0001  1  2021-05-03  2021-04-14  2021-04-15  Meddelt",
        "T-0001  B-0001  1  2021-05-03  2021-04-21  -           Tid fået",
    ],
)
def test_nothing_is_noted_of_a_time_that_is_not_there_was_told_before_or_came_after_the_call(line):
    assert told_time(line).equals(rows(BOOKINGS, BOOKED, line))


def test_the_code_of_a_printed_sheet_is_an_answer_too():
    change = taken("R-0001  B-0001  14", heading="id  citizen  outcome")
    assert [call["outcome"] for call in change.of(CALLS).inserts.values()] == ["Uafklaret"]
