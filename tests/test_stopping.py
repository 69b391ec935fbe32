"""A death or a move calls off what was arranged; a regret opens the case again."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from tests.pictures import ids, reader, rows
from workbook.calls.answers import take_answers
from workbook.calls.reopening import reopen
from workbook.calls.stopping import cancelled
from workbook.problems import NoOutcome, UnknownCitizens
from workbook.starting import starting_tables
from workbook.tables import BOOKINGS, CALL_SHEET, CALLS, CITIZENS, LETTERS_SENT, RIDES

TODAY = date(2021, 4, 20)
NOW = datetime(2021, 4, 20, 10, 30)
OUTCOMES = starting_tables()["outcomes"]
PEOPLE = rows(
    CITIZENS,
    "id  gone  no_contact  state  gone_on",
    "B-0001  Ja  -   Død eller fraflyttet  2021-04-20",
    "B-0002  -   Ja  Må ikke kontaktes     -",
    "B-0003  -   -   Ønsker ikke           -",
)


def test_a_death_cancels_bookings_and_rides_to_come_and_voids_letters_that_were_not_sent():
    bookings = rows(
        BOOKINGS,
        "id  citizen  date  state",
        "T-0001  B-0001  2021-05-03  Meddelt",
        "T-0002  B-0001  2021-04-01  Gennemført",
        "T-0003  B-0001  -           Bestilt",
        "T-0004  B-0003  2021-05-03  Meddelt",
    )
    rides = rows(
        RIDES, "id  citizen  date  result", "K-0001  B-0001  2021-05-03  -", "K-0002  B-0001  2021-04-01  Kørt"
    )
    letters = rows(
        LETTERS_SENT,
        "id  citizen  printed_on  released_by",
        "BR-0001  B-0001  2021-04-20  -",
        "BR-0002  B-0001  2021-04-20  ABC",
        "BR-0003  B-0001  2021-04-01  -",
        "BR-0004  B-0003  2021-04-20  -",
    )
    change = cancelled(PEOPLE, reader(bookings=bookings, rides=rides, letters_sent=letters), ids, TODAY)
    assert {row_id: edit["state"].value for row_id, edit in change.of(BOOKINGS).updates.items()} == {
        "T-0001": "Aflyst",
        "T-0003": "Aflyst",
    }
    assert list(change.of(RIDES).updates) == ["K-0001"]
    assert [row["voids"] for row in change.of(LETTERS_SENT).inserts.values()] == ["BR-0001"]


def opened(whom, reason="har ombestemt sig", outcomes=OUTCOMES):
    return reopen(whom, reason, PEOPLE, outcomes, NOW, "ABC", ids)


def test_a_case_is_opened_by_a_row_of_opkald_with_its_reason():
    change = opened("b-0003")
    (call,) = change.of(CALLS).inserts.values()
    told = [call[name] for name in ("citizen", "direction", "date", "caller", "outcome", "remark")]
    assert told == ["B-0003", "Ind", TODAY, "ABC", "Genåbnet", "har ombestemt sig"]
    assert list(change.tables) == [CALLS.name]


def test_who_is_gone_or_must_not_be_contacted_is_not_opened():
    change = opened("B-0001, B-0002 og B-0003")
    assert [call["citizen"] for call in change.of(CALLS).inserts.values()] == ["B-0003"]
    assert "B-0001, B-0002 står som død, fraflyttet eller må ikke kontaktes" in change.message


@pytest.mark.parametrize("whom", ["", "Ada", "B-0003 B-0999"])
def test_nobody_unknown_is_opened(whom):
    with pytest.raises(UnknownCitizens, match="borgernumre"):
        opened(whom)


def test_without_an_answer_that_opens_cases_the_button_says_so():
    with pytest.raises(NoOutcome, match="virkningen “Genåbnet”"):
        opened("B-0003", outcomes=OUTCOMES[OUTCOMES["effect"] != "Genåbnet"])


# Answers: what does not hold together, and what is remembered


def taken(heading, *lines, person="B-0001  11111111  22222222"):
    people = rows(CITIZENS, "id  phone  phone2", person, "B-0002  33333333  -", "B-0003  44444444  -")
    tables = {"call_sheet": rows(CALL_SHEET, heading, *lines), "citizens": people, "outcomes": OUTCOMES}
    return take_answers(reader(**tables), (), NOW, "ABC", ids)


@pytest.mark.parametrize(
    ("heading", "line", "why"),
    [
        ("spoke_with", "Ønsker ikke vaccination  Pårørende", "ingen siger nej for en anden"),
        ("spoke_with", "Ønsker ikke vaccination  Anden", "ingen siger nej for en anden"),
        ("transport", "Ja, booker selv  Kommunal kørsel", "“Booker selv” og “Kommunal kørsel”"),
        ("books_by", "Ja, booker selv  Vil have hjælp", "booker selv og vil have hjælp"),
        ("call_on", "Ring igen  2021-04-19", "lå før samtalen"),
        ("call_at", "Ring igen  10:30", "men ingen dag"),
    ],
)
def test_an_answer_that_contradicts_itself_waits_with_a_sentence(heading, line, why):
    change = taken(f"id  citizen  outcome  {heading}", f"R-0001  B-0001  {line}")
    assert not change.of(CALLS).inserts
    assert why in change.problems[0].message


@pytest.mark.parametrize(
    "line", ["Ønsker ikke vaccination  Borgeren", "Uafklaret  Pårørende", "Ønsker ikke vaccination  -"]
)
def test_what_a_spouse_says_is_an_answer_unless_it_is_a_no(line):
    assert taken("id  citizen  outcome  spoke_with", f"R-0001  B-0001  {line}").of(CALLS).inserts


def test_a_third_number_moves_to_the_note_and_none_is_lost():
    change = taken("id  citizen  phone  outcome  new_phone", "R-0001  B-0001  11111111  Ring igen  55 55 55 55")
    edits = {name: edit.value for name, edit in change.of(CITIZENS).updates["B-0001"].items()}
    assert (edits["phone"], edits["phone2"], edits["note"]) == ("55555555", "11111111", "Tidligere nummer: 22222222")
    assert [call["new_phone"] for call in change.of(CALLS).inserts.values()] == ["55555555"]


def test_a_number_that_was_wrong_is_not_kept():
    change = taken("id  citizen  phone  outcome  new_phone", "R-0001  B-0001  11111111  Forkert nummer  55555555")
    edits = {name: edit.value for name, edit in change.of(CITIZENS).updates["B-0001"].items()}
    assert edits == {"phone": "55555555", "phone_source": "Borgeren"}


def test_who_stands_above_an_answer_without_one_was_skipped():
    change = taken(
        "id  citizen  made_on  outcome  skipped",
        "R-0001  B-0001  2021-04-20  -          1",
        "R-0002  B-0002  2021-04-20  Ikke svar  -",
        "R-0003  B-0003  2021-04-20  -          -",
    )
    assert {row_id: edit["skipped"].value for row_id, edit in change.of(CALL_SHEET).updates.items()} == {"R-0001": 2}
