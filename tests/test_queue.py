"""Lav ringeliste: who stands on today's call sheet, in which order, for whom, and on which number."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from macros.commands.calls import make_call_sheet
from macros.desk import Desk
from tests.pictures import ids, reader, rows
from workbook.book import MemoryBook
from workbook.calls.refresh import refreshed
from workbook.calls.sheet import NO_LIST_YET, call_sheet, stopped
from workbook.change import settle
from workbook.problems import Ask, UnknownCaller
from workbook.settings import Settings
from workbook.starting import starting_tables
from workbook.tables import CALL_SHEET, CALLS, CITIZENS, COLLEAGUES, RELATIVES

TODAY = date(2021, 4, 20)
NOW = datetime(2021, 4, 20, 10, 30)
OUTCOMES = starting_tables()["outcomes"]
STAFF = rows(
    COLLEAGUES,
    "id  initials  languages  away_from  away_to",
    "M-0001  ABC  Dansk, tyrkisk            -           -",
    "M-0002  DEF  Bosnisk, kroatisk         -           -",
    "M-0003  GHI  Urdu                      2021-04-19  2021-04-23",
)


def people(heading, *lines):
    return rows(CITIZENS, heading, *lines)


def made(citizens, now=NOW, caller="alle", settings=None, **tables):
    """Return Ringeliste after the press."""
    sheet = tables.pop("call_sheet", CALL_SHEET.frame())
    known = reader(outcomes=OUTCOMES, call_sheet=sheet[CALL_SHEET.names[1:]], **tables)
    change = call_sheet(citizens, known, settings or Settings(), now, ids, caller)
    return settle(CALL_SHEET, sheet, change.of(CALL_SHEET))[0]


def test_promises_whose_time_has_come_are_first_then_times_to_tell_then_later_promises():
    citizens = people(
        "id  phone  state  target_group  next_on  next_at",
        "B-0001  11111111  Ny                1  -           -",
        "B-0002  22222222  Ring igen         8  2021-04-20  14:00",
        "B-0003  33333333  Tid ikke meddelt  8  2021-04-18  -",
        "B-0004  44444444  Ring igen         8  2021-04-20  10:00",
        "B-0005  55555555  Ring igen         8  2021-04-20  09:00",
        "B-0006  66666666  Ring igen         8  2021-04-19  15:00",
        "B-0007  77777777  Tolk bekræftet    8  2021-04-20  10:15",
    )
    order = ["B-0006", "B-0005", "B-0004", "B-0007", "B-0003", "B-0002", "B-0001"]
    assert made(citizens)["citizen"].tolist() == order


def test_who_was_skipped_goes_to_the_back_of_their_own_priority_and_no_further():
    citizens = people(
        "id  phone  state  target_group  invited_on",
        "B-0001  11111111  Ny  2  2021-03-01",
        "B-0002  22222222  Ny  2  2021-03-02",
        "B-0003  33333333  Ny  3  2021-03-01",
    )
    before = rows(CALL_SHEET, "id  citizen  made_on  skipped", "R-0001  B-0001  2021-04-19  1")
    after = made(citizens, call_sheet=before)
    assert after["citizen"].tolist() == ["B-0002", "B-0001", "B-0003"]
    assert after.loc["R-0001", ["citizen", "skipped"]].tolist() == ["B-0001", 1]


def test_who_stays_on_the_sheet_keeps_the_row_in_the_new_order():
    citizens = people(
        "id  phone  state  target_group",
        "B-0001  11111111  Ny  3",
        "B-0002  22222222  Ny  2",
        "B-0003  33333333  Ønsker ikke  1",
    )
    lines = ("R-0001  B-0001  2021-04-19", "R-0002  B-0003  2021-04-19")
    before = rows(CALL_SHEET, "id  citizen  made_on", *lines).assign(egen="nøgle")
    after = made(citizens, call_sheet=before)
    assert after["citizen"].tolist() == ["B-0002", "B-0001"]
    assert after.loc["R-0001", ["egen", "made_on"]].tolist() == ["nøgle", TODAY]


def test_people_who_share_a_number_are_not_parted_by_the_end_of_the_list():
    citizens = people(
        "id  phone  state  target_group",
        "B-0001  11111111  Ny  1",
        "B-0002  22222222  Ny  2",
        "B-0003  22222222  Ny  2",
    )
    assert made(citizens, settings=Settings(calls_per_caller=2))["citizen"].tolist() == ["B-0001"]
    assert made(citizens, settings=Settings(calls_per_caller=3))["citizen"].tolist() == ["B-0001", "B-0002", "B-0003"]


SPEAKING = people(
    "id  phone  state  language",
    "B-0001  11111111  Ny  -",
    "B-0002  22222222  Ny  Tyrkisk",
    "B-0003  33333333  Ny  Bosnisk/kroatisk/serbisk",
    "B-0004  44444444  Ny  Urdu",
)


@pytest.mark.parametrize(
    ("caller", "who"),
    [
        ("alle", ["B-0001", "B-0002", "B-0003", "B-0004"]),
        ("ABC", ["B-0001", "B-0002", "B-0004"]),
        ("def", ["B-0001", "B-0003", "B-0004"]),
    ],
)
def test_people_are_rung_by_those_who_speak_their_language_and_are_here(caller, who):
    sheet = made(SPEAKING, caller=caller, staff=STAFF)
    assert sheet["citizen"].tolist() == who


def test_the_sheet_names_those_who_speak_the_language_today():
    sheet = made(SPEAKING, staff=STAFF).set_index("citizen")
    assert sheet["speakers"].to_dict() == {"B-0001": None, "B-0002": "ABC", "B-0003": "DEF", "B-0004": None}


def asked_for(staff, **answers):
    """Return what Lav ringeliste asks, or says, in an office with this staff."""
    book = MemoryBook(**{**starting_tables(), "staff": staff})
    decided = make_call_sheet(Desk(book, NOW, "ABC", answers))
    return (decided.question, *decided.choices, decided.unasked) if isinstance(decided, Ask) else decided.message


def test_whose_list_it_is_is_asked_where_somebody_is_here_to_ring():
    roles = STAFF.assign(role=["ringer", "chauffør, ringer", "ringer"])
    assert asked_for(roles) == ("Hvem skal ringelisten være til?", "Alle", "ABC", "DEF", "Alle")
    nobody = f"Der er ingen nye at ringe til i dag. {NO_LIST_YET}"
    assert asked_for(roles, caller="Alle") == nobody
    assert asked_for(STAFF) == nobody


def test_a_register_of_other_lists_alone_says_why_nobody_is_to_be_rung():
    book = MemoryBook(**{**starting_tables(), "citizens": rows(CITIZENS, "id  name  phone", "B-0001  Ada  11111111")})
    decided = make_call_sheet(Desk(book, NOW, "ABC", {}))
    assert not isinstance(decided, Ask)
    assert decided.message == f"Der er ingen nye at ringe til i dag. {NO_LIST_YET}"


@pytest.mark.parametrize("caller", ["GHI", "XYZ"])
def test_a_list_for_somebody_who_is_not_here_is_refused(caller):
    with pytest.raises(UnknownCaller, match="Her i dag er: ABC, DEF"):
        made(SPEAKING, caller=caller, staff=STAFF)


KIN = rows(
    RELATIVES,
    "id  citizen  name  relation  phone  language  consent",
    "P-0001  B-0001  Bo Beck  søn  44444444  Tyrkisk  Ringe",
)
ADA = rows(CITIZENS, "id  name  phone  latest_list", "B-0001  Ada  11111111  L-0003")


def with_call(outcome, phone="11111111", kin=KIN, citizens=ADA):
    calls = rows(CALLS, "id  citizen  date  outcome  phone", f"O-0001  B-0001  2021-04-19  {outcome}  {phone}")
    known = reader(outcomes=OUTCOMES, calls=calls, relatives=kin)
    return refreshed(citizens, known, "L-0003", Settings(), TODAY), calls


def test_a_relative_stands_with_name_relation_number_and_language():
    citizens, calls = with_call("Henviser til pårørende")
    (row,) = made(citizens, calls=calls, relatives=KIN).to_dict("records")
    told = [row[name] for name in ("name", "ring_to", "phone", "phone2", "language")]
    assert told == ["Ada", "Bo Beck (søn)", "44444444", None, "Tyrkisk"]


def test_a_promise_to_a_relative_is_kept_to_the_relative():
    citizens, calls = with_call("Ring igen", phone="44444444")
    assert made(citizens, calls=calls, relatives=KIN)["phone"].tolist() == ["44444444"]


def test_do_not_contact_holds_for_the_citizens_relatives_too():
    citizens, calls = with_call("Henviser til pårørende", citizens=ADA.assign(no_contact="Ja"))
    assert made(citizens, calls=calls, relatives=KIN).empty


def test_a_relative_who_may_no_longer_be_rung_leaves_the_sheet_at_the_next_press():
    citizens, calls = with_call("Henviser til pårørende")
    sheet = made(citizens, calls=calls, relatives=KIN)
    assert stopped(sheet, citizens, KIN, NOW).empty
    assert len(stopped(sheet, citizens, KIN.assign(may_contact="Nej"), NOW)) == 1


@pytest.mark.parametrize(
    ("state", "on", "stays"),
    [
        ("Ny", None, True),
        ("Ønsker ikke", None, False),
        ("Ny", date(2021, 5, 4), False),
        ("Må ikke kontaktes", None, False),
    ],
)
def test_who_is_not_to_be_rung_any_more_leaves_the_sheet(state, on, stays):
    citizens = CITIZENS.frame([{"id": "B-0001", "state": state, "next_on": on}])
    sheet = rows(CALL_SHEET, "id  citizen  made_on", "R-0001  B-0001  2021-04-20")
    assert stopped(sheet, citizens, RELATIVES.frame(), NOW).empty == stays
