"""A day of rides at the buttons: planned, checked, and changed on the day itself."""

from __future__ import annotations

from datetime import date, time

import pytest

from tests.pictures import rows
from tests.press.office import by_hand, do
from tests.transport_day import (
    CARS,
    DAY,
    HALL,
    PEOPLE,
    THE_DAY_BEFORE,
    TIMES,
    but,
    planned_office,
    rides,
    transport_office,
)
from workbook.change import Change
from workbook.minutes import minute, of_minute
from workbook.tables import BOOKINGS, COLLEAGUES, REVIEW, RIDES, VEHICLES


def plan(book, now=THE_DAY_BEFORE):
    return do(book, "plan-rides", now=now, day=DAY.isoformat())


def checks(book):
    return {row_id: text for row_id, text in book.read(RIDES)["check"].items() if text}


def test_everyone_with_a_time_and_municipal_transport_is_fetched_and_brought_home():
    book = transport_office()
    told = plan(book)
    assert told.message == "10 ture for 5 borgere er planlagt den 04-05-2021 med 2 vogne."
    assert set(rides(book)) == {(f"B-000{n}", way) for n in range(1, 6) for way in ("Ud", "Hjem")}
    assert book.read(RIDES)[["unplaced", "check", "ring"]].isna().all(axis=None)


def test_a_row_has_all_that_a_paper_needs():
    row = rides(planned_office())["B-0001", "Ud"]
    assert (row["aid"], row["escort"], row["appointment"], row["site"]) == ("Kørestol", "Ja", time(10), "Hallen")
    assert row["vehicle"] in {"Bus 1", "Bus 2"}
    assert time(9, 30) <= row["arrive"] <= time(9, 50)
    assert (row["pick_up_stop"], row["drop_stop"]) < (99, 99)
    assert row["pick_up_load"] >= 2
    assert row["told_from"] < row["pick_up"] < row["told_to"]


def test_planning_twice_changes_nothing():
    book = planned_office()
    before = book.read(RIDES)
    plan(book)
    assert book.read(RIDES).equals(before)


def test_a_way_that_somebody_does_not_want_is_not_made_again():
    book = planned_office()
    home = rides(book)["B-0003", "Hjem"].name
    by_hand(book, RIDES, home, result="Aflyst")
    plan(book)
    assert len(book.read(RIDES)) == 10
    assert rides(book)["B-0003", "Ud"]["pick_up"] is not None
    assert checks(book) == {}


def test_a_booking_that_moved_takes_its_rides_along():
    book = planned_office()
    by_hand(book, BOOKINGS, "T-0001", time=time(11, 0))
    do(book, "check-rides", now=THE_DAY_BEFORE)
    assert "men kl. 11.00 på arket Booking" in checks(book)[rides(book)["B-0001", "Ud"].name]
    plan(book)
    assert time(10, 30) <= rides(book)["B-0001", "Ud"]["arrive"] <= time(10, 50)


def test_locked_rides_and_promises_are_kept_when_the_day_is_planned_again():
    book = planned_office()
    row = rides(book)["B-0004", "Ud"]
    other = "Bus 1" if row["vehicle"] != "Bus 1" else "Bus 2"
    by_hand(book, RIDES, row.name, vehicle=other, lock="Vogn")
    promised = rides(book)["B-0005", "Ud"]
    by_hand(book, RIDES, promised.name, promised=promised["pick_up"])
    plan(book)
    assert rides(book)["B-0004", "Ud"]["vehicle"] == other
    early, late = promised["pick_up"], rides(book)["B-0005", "Ud"]["pick_up"]
    assert -5 <= (late.hour - early.hour) * 60 + late.minute - early.minute <= 10
    assert checks(book) == {}


@pytest.mark.parametrize("cells", [{"state": "Aflyst"}, {"state": "Udeblevet"}, {"date": date(2021, 5, 6)}])
def test_who_has_no_time_any_more_is_told_of_and_not_driven(cells):
    book = planned_office()
    by_hand(book, BOOKINGS, "T-0001", **cells)
    do(book, "check-rides", now=THE_DAY_BEFORE)
    told = "Borgeren har ingen tid den dag på arket Booking: vælg Aflyst."
    mine = [("B-0001", way) for way in ("Ud", "Hjem")]
    assert [rides(book)[key]["check"].startswith(told) for key in mine] == [True, True]
    plan(book)
    assert [rides(book)[key]["unplaced"].startswith(told) for key in mine] == [True, True]
    assert [rides(book)[key]["vehicle"] for key in mine] == [None, None]


@pytest.mark.parametrize(
    ("tables", "told"),
    [
        ({"vehicles": CARS.iloc[:0]}, {"Der er ingen vogne, der kører den dag."}),
        (
            {
                "bookings": but(TIMES, time=time(23, 50)),
                "sites": but(HALL, open_to=None),
                "vehicles": but(CARS, shift_to=time(23, 59)),
            },
            {
                "Aftalen kl. 23.50 ligger så tæt på midnat, at turen ville være på en anden dag.",
                "Borgerens tur hjem kan ikke køres.",
            },
        ),
        (
            {
                "bookings": but(TIMES, time=time(0, 10)),
                "sites": but(HALL, open_from=None),
                "vehicles": but(CARS, shift_from=time(0, 0)),
            },
            {
                "Aftalen kl. 0.10 ligger så tæt på midnat, at turen ville være på en anden dag.",
                "Borgerens tur ud kan ikke køres.",
            },
        ),
    ],
    ids=["no vehicles", "before midnight", "after midnight"],
)
def test_a_day_on_which_nobody_can_be_driven_says_why(tables, told):
    book = transport_office(**tables)
    assert plan(book).message.startswith("0 ture for 0 borgere")
    assert set(book.read(RIDES)["unplaced"]) == told


def test_two_vehicles_of_one_name_are_told_and_one_is_left_out():
    book = transport_office(vehicles=but(CARS, name=["Bus 1", "Bus 1", "Bil 3"]))
    assert "Noget står i vejen" in plan(book).message
    message = "Bus 1 står mere end én gang på arket Køretøjer den dag; giv hver vogn sit navn."
    assert book.read(REVIEW)["message"].tolist() == [message]
    assert set(book.read(RIDES)["check"]) <= {message, None}


def test_what_was_promised_is_what_the_citizen_is_told_while_the_plan_keeps_to_it():
    book = planned_office()
    row = rides(book)["B-0005", "Ud"]
    for minutes, told in ((-11, 0), (-9, -9), (4, 4), (6, 0)):
        by_hand(book, RIDES, row.name, promised=moved(row["pick_up"], minutes))
        do(book, "check-rides", now=THE_DAY_BEFORE)
        expected = tuple(moved(row["pick_up"], told + around) for around in (-5, 15))
        assert (minutes, *rides(book)["B-0005", "Ud"][["told_from", "told_to"]]) == (minutes, *expected)


def moved(at, minutes):
    return of_minute(minute(at) + minutes)


@pytest.mark.parametrize(
    ("who", "cells", "told"),
    [
        (("B-0001", "Ud"), {"vehicle": "Bil 3"}, "Bil 3 har ikke lift"),
        (("B-0001", "Ud"), {"arrive": time(10, 5)}, "fremme 10.05, senest 9.50"),
        (("B-0001", "Ud"), {"vehicle": "Bus 9"}, "vognen “Bus 9” står ikke på arket Køretøjer den dag"),
        (("B-0001", "Ud"), {"vehicle": None}, "der er en tid, men ingen vogn"),
        (("B-0001", "Ud"), {"pick_up": None}, "der er en vogn, men ikke både “Hentes kl.” og “Fremme kl.”"),
        (("B-0002", "Hjem"), {"pick_up": time(14, 0)}, "hentes 14.00, tidligst 14.25"),
        (("B-0003", "Hjem"), {"leg": "Ud"}, "borgeren har to ture ud samme dag"),
        (("B-0004", "Ud"), {"site": "Centret"}, "stedet “Centret” står ikke på arket Steder"),
        (("B-0005", "Hjem"), {"citizen": "B-0099"}, "turen hører til en borger, der ikke står på arket Borgere"),
        (("B-0005", "Ud"), {"promised": time(12, 0)}, "lovet mellem 11.55 og 12.10"),
    ],
)
def test_an_edit_by_hand_that_breaks_a_rule_is_told_on_its_row_and_cleared_when_mended(who, cells, told):
    book = planned_office()
    row = rides(book)[who]
    by_hand(book, RIDES, row.name, **cells)
    message = do(book, "check-rides", now=THE_DAY_BEFORE).message
    assert "se hvorfor i kolonnen Kontrol" in message
    assert told.casefold() in checks(book)[row.name].casefold()
    by_hand(book, RIDES, row.name, **{name: row[name] for name in cells})
    assert do(book, "check-rides", now=THE_DAY_BEFORE).message == "Alle planlagte ture holder."
    assert checks(book) == {}


def test_a_driver_or_an_escort_who_is_away_is_told_on_every_ride():
    people = ("M-0001  AB  2021-05-04  2021-05-05", "M-0002  CD  2021-05-01  -", "M-0003  LED  -  2021-05-04")
    book = planned_office()
    for row_id in book.read(RIDES).index:
        by_hand(book, RIDES, row_id, escort="led")
    change = Change()
    change.insert(COLLEAGUES, rows(COLLEAGUES, "id  initials  away_from  away_to", *people))
    book.apply(change)
    do(book, "check-rides", now=THE_DAY_BEFORE)
    for row_id, row in book.read(RIDES).iterrows():
        driver = {"Bus 1": "AB", "Bus 2": "CD"}[row["vehicle"]]
        assert f"{row['vehicle']} kører ikke: chaufføren {driver} er væk" in checks(book)[row_id]
        assert "ledsageren led er væk den dag" in checks(book)[row_id]


def test_a_vehicle_that_loses_its_lift_is_told():
    book = planned_office()
    bus = rides(book)["B-0001", "Ud"]["vehicle"]
    by_hand(book, VEHICLES, {"Bus 1": "VO-0001", "Bus 2": "VO-0002"}[bus], lift="Nej")
    do(book, "check-rides", now=THE_DAY_BEFORE)
    assert f"{bus} har ikke lift" in checks(book)[rides(book)["B-0001", "Ud"].name]


@pytest.mark.parametrize(
    ("tables", "sheet", "column", "told"),
    [
        ({"vehicles": but(CARS, seats=[0, 6, 3])}, "vehicles", "Siddepladser", "Bus 1 har ingen siddepladser."),
        (
            {"vehicles": but(CARS, shift_to=[time(7), time(17), time(17)])},
            "vehicles",
            "Vagt til",
            "slutter, før den begynder",
        ),
        (
            {"citizens": but(PEOPLE, east=[1.0, 711300.0, 712500.0, 710200.0, 709800.0, 711050.0])},
            "citizens",
            "Øst",
            "ikke et sted i Danmark",
        ),
    ],
)
def test_what_is_wrong_on_other_sheets_is_named_with_row_and_column(tables, sheet, column, told):
    book = transport_office(**tables)
    assert "se hvad på arket Til vurdering" in plan(book).message
    [row] = [row for _, row in book.read(REVIEW).iterrows() if told in row["message"]]
    assert (row["column"], row["row_id"]) == (column, {"vehicles": "VO-0001", "citizens": "B-0001"}[sheet])


@pytest.mark.parametrize(
    ("tables", "told"),
    [
        (
            {"sites": but(HALL, open_to=time(13))},
            "Aftalen kl. 14.00 ligger uden for åbningstiden 9.00-13.00 på Hallen.",
        ),
        ({"vehicles": but(CARS, lift="Nej")}, "Ingen vogn har lift, og borgeren sidder i kørestol."),
        ({"citizens": but(PEOPLE, address=None, east=None, north=None, postcode=None)}, "Borgeren mangler adresse."),
        ({"citizens": but(PEOPLE, east=500000.0)}, "km til Hallen, højst 60"),
    ],
)
def test_a_ride_that_cannot_be_planned_says_why_on_its_row(tables, told):
    book = transport_office(**tables)
    assert "se hvorfor i kolonnen Ikke planlagt" in plan(book).message
    row = rides(book)["B-0002", "Ud"]
    assert told in row["unplaced"]
    assert row["vehicle"] is None


def test_who_finds_no_room_is_told_vehicle_by_vehicle_and_what_would_help():
    small = rows(
        VEHICLES,
        "id  name  shift_from  shift_to  depot  seats  wheelchairs  lift",
        "VO-0001  Bus 1  08:00  10:30  Hallen  8  2  Ja",
    )
    book = transport_office(vehicles=small)
    plan(book)
    told = rides(book)["B-0002", "Ud"]["unplaced"]
    assert told.startswith("Bus 1: kan ikke nå det i vagten 8.00-10.30. Det ville hjælpe: ")
    assert "en vogn mere med lift fra" in told
    assert "en taxa med lift" in told


def test_a_day_that_is_over_is_not_planned():
    told = do(transport_office(), "plan-rides", now=THE_DAY_BEFORE, day="2021-05-01")
    assert (told.code, told.message) == (2, "Dagen 01-05-2021 er gået. Vælg i dag eller en senere dag.")


def test_without_anybody_to_drive_there_is_nothing_to_plan():
    assert (
        do(transport_office(), "plan-rides", now=THE_DAY_BEFORE, day="2021-05-06").message
        == "Der er ingen at køre den 06-05-2021."
    )
