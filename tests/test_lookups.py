"""Opslagsliste: who lacks a number or an address, links that hold no number of a person, and what was found."""

from datetime import date

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.pictures import ids, reader, rows
from workbook.calls.refresh import refreshed
from workbook.change import settle
from workbook.lookups import look_up
from workbook.settings import Settings, names
from workbook.starting import starting_tables
from workbook.tables import CALLS, CITIZENS, LOOKUPS
from workbook.words import ReviewKind

TODAY = date(2021, 4, 20)
OUTCOMES = starting_tables()["outcomes"]
HEADING = "id  cpr  name  phone  address  postcode  city  latest_list"
ADA = "B-0001  0202501234  Ada Lund  -  Engvej 1, 2. tv  2635  Ishøj  L-0003"
BO = "B-0002  0303501234  Bo Bæk  68123456  -  -  -  L-0003"
CY = "B-0003  0404501234  Cy Dam  68123457  Engvej 3  2635  Ishøj  L-0003"
OFF = "B-0004  0505501234  Di Eg  -  -  -  -  L-0001"


def people(*lines, **cells):
    return rows(CITIZENS, HEADING, *lines).assign(**cells)


def look(citizens, sheet=None, calls=None):
    """Return Opslagsliste, Borgere and the change after a press."""
    calls = CALLS.frame() if calls is None else calls
    sheet = LOOKUPS.frame() if sheet is None else sheet
    known = refreshed(citizens, reader(calls=calls, outcomes=OUTCOMES), "L-0003", Settings(), TODAY)
    change = look_up(sheet, known, calls, OUTCOMES, "L-0003", TODAY, ids)
    after = {table: settle(table, old, change.of(table)) for table, old in ((LOOKUPS, sheet), (CITIZENS, known))}
    assert [problems for _, problems in after.values()] == [[], []]
    return after[LOOKUPS][0], after[CITIZENS][0], change


def typed(sheet, row_id, **cells):
    after = sheet.copy()
    for name, value in cells.items():
        after.loc[row_id, name] = value
    return after


def told(frame, *columns):
    return frame[list(columns)].to_numpy().tolist()


def test_who_is_on_the_list_and_lacks_a_phone_or_an_address_is_to_be_found():
    sheet, _, change = look(people(ADA, BO, CY, OFF))
    assert told(sheet, "citizen", "missing") == [["B-0001", "telefon"], ["B-0002", "adresse"]]
    assert change.message == "Opslagslisten har 2 borgere: 1 mangler telefon, 1 mangler adresse."


def test_a_number_that_turned_out_to_be_wrong_is_no_number():
    calls = rows(CALLS, "id  citizen  date  phone  outcome", "O-0001  B-0003  2021-04-19  68123457  Forkert nummer")
    assert told(look(people(CY), calls=calls)[0], "citizen", "missing") == [["B-0003", "telefon"]]


def test_nobody_is_looked_up_who_needs_not_be_found():
    calls = rows(CALLS, "id  citizen  date  outcome", "O-0001  B-0001  2021-04-19  Ønsker ikke vaccination")
    sheet, _, change = look(people(ADA), calls=calls)
    assert sheet.empty
    assert change.message == "Ingen på listen mangler telefon eller adresse."


def test_links_ask_by_name_and_road_and_never_by_a_number():
    sheet, *_ = look(people(ADA, "B-0005  0606501234  Bø Bæk 0606501234  -  -  -  -  L-0003"))
    assert sheet["query"].tolist() == ["Ada%20Lund%20Engvej%20Ish%C3%B8j", "B%C3%B8%20B%C3%A6k"]


def test_protected_people_are_looked_up_in_the_case_system_only():
    sheet, *_ = look(people(ADA, protected="Ja"))
    expected = ["Beskyttet adresse", "telefon (beskyttet: slå kun op i fagsystemet)", None, "0202501234"]
    assert told(sheet, "address", "missing", "query", "cpr") == [expected]


@given(st.text(max_size=200), st.text(max_size=200))
def test_whatever_people_are_called_a_link_holds_only_what_may_stand_in_an_address(name, road):
    citizen = CITIZENS.frame([{"id": "B-0001", "name": name or None, "address": road or None, "latest_list": "L-0003"}])
    query = look(citizen)[0]["query"].iloc[0] or ""
    assert set(query) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789%-_.~")


def test_what_was_found_goes_to_the_citizen_with_its_source_and_the_row_leaves():
    sheet, citizens, _ = look(people(ADA, BO))
    sheet = typed(sheet, "SL-9001", found_phone="+45 68 12 34 99", found_where="Krak")
    sheet = typed(sheet, "SL-9002", found_address="Skovvej 9", found_place="2635 Ishøj")
    sheet, citizens, change = look(citizens, sheet)
    assert sheet.empty
    assert told(citizens, "phone", "phone_source", "address", "postcode", "city", "note") == [
        ["68123499", "Opslag", "Engvej 1, 2. tv", "2635", "Ishøj", "Opslag 20-04-2021: Krak."],
        ["68123456", None, "Skovvej 9", "2635", "Ishøj", None],
    ]
    assert change.message.startswith("Det, der er fundet om 2 borgere, er lagt over på arket Borgere.")


def test_a_row_keeps_its_place_and_what_was_typed_until_it_can_be_taken():
    sheet, citizens, _ = look(people(ADA, BO))
    half = typed(typed(sheet, "SL-9001", found_phone="6812"), "SL-9002", found_where="Krak")
    again, citizens, change = look(citizens, half)
    assert again.loc[["SL-9001", "SL-9002"]].equals(half)
    assert [(problem.kind, problem.row_id) for problem in change.problems] == [(ReviewKind.BAD_CELL, "SL-9001")]
    assert citizens["phone"].tolist() == [None, "68123456"]


def test_what_was_typed_about_somebody_unknown_is_not_lost():
    stray = LOOKUPS.frame([{"id": "SL-0007", "citizen": "B-0099", "found_phone": "68123499"}])
    sheet, _, change = look(people(CY), stray)
    assert sheet.equals(stray)
    assert [problem.kind for problem in change.problems] == [ReviewKind.STRANGER]


@pytest.mark.parametrize(
    ("row", "step"), [(ADA, "Send brev"), (ADA.replace("Engvej 1, 2. tv  2635", "-  -"), "Aftal hjemmebesøg")]
)
def test_who_cannot_be_found_goes_on_to_a_letter_or_else_a_visit(row, step):
    sheet, citizens, _ = look(people(row))
    assert citizens["next_step"].tolist() == ["Slå nummer op, eller send brev"]
    sheet, citizens, change = look(citizens, typed(sheet, "SL-9001", not_found="Ja"))
    assert sheet.empty
    assert "1 kunne ikke findes" in change.message
    assert look(citizens)[1]["next_step"].tolist() == [step]
    assert look(citizens.assign(looked_up_on=None))[0]["citizen"].tolist() == ["B-0001"]


def test_pressing_twice_changes_nothing():
    sheet, citizens, _ = look(people(ADA, BO))
    again, _, change = look(citizens, sheet)
    assert again.equals(sheet)
    assert not change


def test_the_links_are_fixed_formulas_that_ask_settings_which_exist():
    links = [column.formula for column in LOOKUPS.columns if column.formula]
    assert len(links) == 3
    for formula in links:
        assert any(f'"{name}"' in formula for name in names().values())
        assert pd.notna(formula)


def test_google_is_off_until_it_is_switched_on():
    assert (Settings().link_google, Settings().link_krak) == ("", "https://www.krak.dk/{q}/personer")
