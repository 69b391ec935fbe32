"""The day itself: a vehicle is late, a lift bus is cancelled at noon."""

from __future__ import annotations

from datetime import datetime, time

import pytest

from tests.press.office import by_hand, do, state
from tests.transport_day import CARS, DAY, but, planned_office, rides
from workbook.tables import BOOKINGS, CITIZENS, RIDES, VEHICLES


def at(clock):
    return datetime.combine(DAY, time.fromisoformat(clock))


def minutes(clock):
    return clock.hour * 60 + clock.minute


@pytest.fixture
def book():
    return planned_office()


def promise_all(book):
    """Note that everyone was told the time that was planned."""
    for row_id, row in book.read(RIDES).iterrows():
        by_hand(book, RIDES, row_id, promised=row["pick_up"])


def bus_of(book, who="B-0002", way="Ud"):
    return rides(book)[who, way]["vehicle"]


def test_a_late_vehicle_gives_new_times_and_says_whom_to_ring(book):
    before = rides(book)
    bus = bus_of(book, "B-0001")
    told = do(book, "delay", now=at("08:30"), vehicle=bus, minutes="40")
    assert told.code == 0
    after = rides(book)
    assert minutes(after["B-0001", "Ud"]["pick_up"]) >= minutes(before["B-0001", "Ud"]["pick_up"]) + 30
    assert after["B-0001", "Ud"]["promised"] == before["B-0001", "Ud"]["pick_up"]
    assert after["B-0001", "Ud"]["ring"].startswith("Venter vognen kl. ")
    assert "senest 9.50" in after["B-0001", "Ud"]["check"]
    assert "for sent til aftalen" in told.message
    assert told.files == ["Ud/2021-05-04 08.30 Ring om kørsel.pdf"]
    others = [key for key, row in before.items() if row["vehicle"] != bus]
    assert all(after[key]["pick_up"] == before[key]["pick_up"] for key in others)


def test_who_was_rung_and_has_the_new_time_is_off_the_list(book):
    do(book, "delay", now=at("08:30"), vehicle=bus_of(book, "B-0001"), minutes="40")
    row = rides(book)["B-0001", "Ud"]
    by_hand(book, RIDES, row.name, promised=row["pick_up"])
    do(book, "check-rides", now=at("08:40"))
    assert rides(book)["B-0001", "Ud"]["ring"] is None


def test_a_lift_bus_cancelled_at_noon_is_replanned_with_promises_kept_and_a_list_of_people_to_ring(book):
    promise_all(book)
    before, bus = rides(book), bus_of(book)
    told = do(book, "vehicle-out", now=at("12:00"), vehicle=bus, **{"from": "12:00"})
    assert told.message.startswith(f"{bus} kører ikke fra kl. 12.00. ")
    after = rides(book)
    for key, row in after.items():
        if minutes(before[key]["arrive"]) < 12 * 60:
            assert row[["vehicle", "pick_up", "arrive"]].equals(before[key][["vehicle", "pick_up", "arrive"]])
        else:
            assert row["vehicle"] not in {bus, None}
            moved = minutes(row["pick_up"]) - minutes(row["promised"])
            assert (row["ring"] is None) == (-5 <= moved <= 15)
    assert book.read(RIDES)["unplaced"].isna().all()
    assert book.read(RIDES)["check"].isna().all()
    gone = book.read(VEHICLES).query("name == @bus and date == @DAY").iloc[0]
    assert (gone["away"], gone["away_at"]) == ("aflyst", time(12))


def test_when_no_other_vehicle_has_a_lift_somebody_must_be_rung():
    book = planned_office(vehicles=but(CARS, wheelchairs=[2, 0, 0], lift=["Ja", "Nej", "Nej"]))
    promise_all(book)
    told = do(book, "vehicle-out", now=at("12:00"), vehicle="Bus 1", **{"from": "12:00"})
    out = rides(book)["B-0002", "Ud"]
    assert out["unplaced"].startswith("Bus 2: har ikke lift; Bil 3: har ikke lift; Bus 1: kører ikke (aflyst).")
    assert out["ring"].endswith("men den kommer ikke.")
    assert "skal ringes op; listen ligger i mappen Ud" in told.message


def test_who_sits_in_the_bus_when_it_breaks_down_is_fetched_where_it_stands(book):
    ride = rides(book)["B-0001", "Ud"]
    broken = time((minutes(ride["pick_up"]) + 9) // 60, (minutes(ride["pick_up"]) + 9) % 60)
    do(book, "vehicle-out", now=at(broken.isoformat()), vehicle=ride["vehicle"], **{"from": f"{broken:%H:%M}"})
    after = rides(book)["B-0001", "Ud"]
    assert after["vehicle"] not in {ride["vehicle"], None}
    assert after["pick_at"] is not None
    assert after["pick_up"] > ride["pick_up"]
    assert "kan tidligst" not in (after["check"] or "")


def test_a_press_that_asks_for_what_is_not_there_says_so(book):
    late = at("08:30")
    assert do(book, "delay", now=at("18:00")).message.startswith("Ingen vogn har flere ture i dag.")
    assert "“Bus 9” har ikke flere ture i dag." in do(book, "delay", now=late, vehicle="Bus 9", minutes="5").message
    bus = bus_of(book)
    assert "ikke et antal minutter" in do(book, "delay", now=late, vehicle=bus, minutes="lidt").message
    assert "er ikke et klokkeslæt" in do(book, "vehicle-out", now=late, vehicle=bus, **{"from": "nu"}).message


def test_a_delay_is_taken_back_whole(book):
    before = state(book)
    do(book, "delay", now=at("08:30"), vehicle=bus_of(book, "B-0001"), minutes="40")
    do(book, "undo", now=at("08:31"))
    assert state(book)["rides"] == before["rides"]


def test_planning_again_on_the_day_leaves_what_was_driven(book):
    before = rides(book)
    do(book, "plan-rides", now=at("11:00"), day=DAY.isoformat())
    after = rides(book)
    driven = [key for key, row in before.items() if minutes(row["pick_up"]) < 11 * 60]
    assert driven
    assert all(after[key]["pick_up"] == before[key]["pick_up"] for key in driven)


@pytest.mark.parametrize("result", ["Ikke hjemme", "Ville ikke med", "Ikke plads"])
def test_who_was_not_driven_has_missed_the_time_and_is_rung(book, result):
    by_hand(book, RIDES, rides(book)["B-0003", "Ud"].name, result=result)
    do(book, "check-rides", now=at("11:00"))
    bookings, people = book.read(BOOKINGS), book.read(CITIZENS)
    assert bookings.loc["T-0003", "state"] == "Udeblevet"
    assert people.loc["B-0003", "next_step"] == "Spørg, om der skal bookes en ny tid"
    assert bookings.loc["T-0001", "state"] == "Meddelt"


def test_a_ride_that_was_driven_or_called_off_says_nothing_of_the_jab(book):
    by_hand(book, RIDES, rides(book)["B-0003", "Ud"].name, result="Kørt")
    by_hand(book, RIDES, rides(book)["B-0001", "Ud"].name, result="Aflyst")
    do(book, "check-rides", now=at("11:00"))
    assert set(book.read(BOOKINGS).loc[["T-0001", "T-0003"], "state"]) == {"Meddelt"}
