"""A plan meets the day: people who found no room, a vehicle that is late, a bus that breaks down at noon."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tests.ride_days import KINDS, days, ways
from workbook.rides.checker import check
from workbook.rides.delay import delayed
from workbook.rides.model import Day, Leg, Ride, Stop, Vehicle
from workbook.rides.noon import rest_of_day
from workbook.rides.ringing import Moved, to_ring, told_to
from workbook.rides.search import plan
from workbook.rides.unplaced import unplaced

MINUTES = ways([(0, 0), (5, 0), (10, 0), (0, 8)])
OUT = Leg("B1", Stop(1, 0, 600, 2), Stop(2, 100, 120, 2), 30, (1, 0))
HOME = Leg("B1", Stop(2, 150, 195, 2), Stop(1, 0, 600, 2), 30, (1, 0))
CHAIR = Leg("B2", Stop(3, 0, 600, 7), Stop(2, 100, 120, 7), 30, (2, 1), frozenset({"lift"}))
BUS = Vehicle(0, 0, 60, 300, (3, 1), abilities=frozenset({"lift"}), name="Bus 1")
CAR = Vehicle(0, 0, 60, 300, (1, 0), name="Personbil 4")


def day_of(legs, vehicles):
    return Day(legs, vehicles, MINUTES, MINUTES, KINDS)


def test_nobody_is_unplaced_when_all_are_served():
    day = day_of([OUT, HOME, CHAIR], [BUS, CAR])
    assert unplaced(day, plan(day, 20)) == []


def test_each_vehicle_has_its_reason_and_something_would_help():
    cars = [CAR, replace(BUS, name="Bus 2", away="på værksted"), replace(BUS, latest=110, name="Bus 3")]
    [found] = unplaced(day_of([CHAIR], cars), [])
    assert found.person == "B2"
    assert found.reasons == [
        "Personbil 4: har ikke lift",
        "Bus 2: kører ikke (på værksted)",
        "Bus 3: kan ikke nå det i vagten 1.00-1.50",
    ]
    assert found.helps == ["en aftale 15 min. tidligere", "en vogn mere med lift fra 1.07 til 1.57", "en taxa med lift"]


def test_who_came_too_late_for_the_only_seat_is_offered_another_time():
    other = replace(OUT, person="B3", drop=Stop(2, 103, 104, 2))
    day = day_of([replace(OUT, drop=Stop(2, 103, 104, 2)), other], [CAR])
    rides = plan(day, 20)
    [found] = unplaced(day, rides)
    assert found.reasons == ["Personbil 4: er optaget omkring kl. 1.44"]
    assert found.helps[0].startswith("en aftale ")


@settings(max_examples=20, deadline=None)
@given(days())
def test_everyone_is_either_planned_or_told_about(day):
    rides = plan(day, 10)
    served = {day.legs[ride.leg].person for ride in rides}
    told = unplaced(day, rides)
    assert served | {one.person for one in told} == set(day.legs_of)
    assert served.isdisjoint(one.person for one in told)
    assert all(len(one.reasons) == len(day.vehicles) for one in told)


PLAN = [Ride(0, 0, 98, 105, (1, 2)), Ride(1, 0, 155, 162, (3, 4))]


def test_a_delay_moves_the_next_stops_and_waiting_takes_it_up():
    found = delayed(day_of([OUT, HOME], [BUS]), PLAN, 0, 20, 90, told_after=15)
    assert [(ride.pick_up, ride.drop) for ride in found.rides] == [(118, 125), (155, 162)]
    assert (found.late, found.ring) == ({0: 5}, {0: 20})


def test_a_delay_changes_nothing_that_is_past_and_no_other_vehicle():
    day = day_of([OUT, HOME, CHAIR], [BUS, CAR])
    rides = [*PLAN, Ride(2, 1, 80, 105, (1, 2))]
    found = delayed(day, rides, 0, 60, 110, told_after=15)
    assert [(ride.pick_up, ride.drop) for ride in found.rides] == [(98, 105), (215, 222), (80, 105)]
    assert (found.late, found.ring) == ({}, {1: 60})


def test_a_promise_is_broken_sooner_than_what_was_told():
    day = day_of([replace(OUT, promised=(95, 105)), HOME], [BUS])
    assert delayed(day, PLAN, 0, 8, 90, told_after=15).ring == {0: 8}
    assert delayed(day_of([OUT, HOME], [BUS]), PLAN, 0, 8, 90, told_after=15).ring == {}


@settings(max_examples=30, deadline=None)
@given(days(), st.integers(0, 60), st.integers(0, 500))
def test_new_times_can_be_driven_and_nobody_is_fetched_sooner(day, minutes, now):
    rides = plan(day, 5)
    assume(rides)
    found = delayed(day, rides, rides[0].vehicle, minutes, now, told_after=15)
    assert all(new.pick_up >= old.pick_up for old, new in zip(rides, found.rides, strict=True))
    assert not any("kan tidligst" in broken.message for broken in check(day, found.rides))


def test_at_noon_the_bus_goes_on_from_where_it_is_with_whom_it_has():
    rest = rest_of_day(day_of([OUT, HOME], [BUS]), PLAN, 99)
    assert list(rest.legs) == [0, 1]
    assert rest.aboard == {0}
    assert (rest.day.vehicles[0].start, rest.day.vehicles[0].earliest) == (1, 100)
    assert plan(rest.day, 0) == [Ride(0, 0, 100, 105, (1, 2)), Ride(1, 0, 150, 157, (3, 4))]


def test_a_bus_on_its_way_to_a_stop_gets_there_first():
    rest = rest_of_day(day_of([OUT, HOME], [BUS]), PLAN, 101)
    assert list(rest.legs) == [1]
    assert (rest.day.vehicles[0].start, rest.day.vehicles[0].earliest) == (2, 107)


def test_who_was_driven_out_is_driven_home_before_anybody_else():
    rest = rest_of_day(day_of([OUT, HOME], [BUS]), PLAN, 120)
    assert list(rest.legs) == [1]
    assert rest.day.legs[0].weight == 1000
    assert (rest.day.vehicles[0].start, rest.day.vehicles[0].earliest) == (2, 120)


def test_when_the_lift_bus_breaks_down_its_passengers_wait_for_another():
    day = day_of([OUT, HOME], [replace(BUS, away="brudt ned"), CAR])
    rest = rest_of_day(day, [Ride(0, 0, 80, 105, (1, 2)), PLAN[1]], 85)
    rides = plan(rest.day, 50)
    assert {ride.vehicle for ride in rides} == {1}
    assert check(rest.day, rides) == []


@settings(max_examples=50, deadline=None)
@given(days(), st.integers(0, 600), st.booleans())
def test_the_rest_of_a_day_is_planned_without_breaking_a_rule(day, now, broken):
    rides = plan(day, 10)
    assume(rides)
    if broken:
        cars = [
            replace(car, away="brudt ned") if at == rides[0].vehicle else car for at, car in enumerate(day.vehicles)
        ]
        day = replace(day, vehicles=cars)
    rest = rest_of_day(day, rides, now)
    fresh = plan(rest.day, 10)
    assert check(rest.day, fresh) == []
    if not broken:
        assert rest.aboard <= {ride.leg for ride in fresh}


@settings(max_examples=30, deadline=None)
@given(days())
def test_before_the_day_begins_the_rest_of_it_is_the_day(day):
    rest = rest_of_day(day, plan(day, 5), -1000)
    assert list(rest.legs) == list(range(len(day.legs)))
    assert not rest.aboard


def test_who_is_fetched_outside_what_they_were_told_is_rung():
    told = {"K-0": 100, "K-1": 101, "K-2": 102, "K-3": 103, "K-4": 90}
    moved = to_ring(told, {"K-0": 95, "K-1": 95, "K-2": 117, "K-4": 106}, early=5, late=15)
    assert moved == [Moved("K-4", 90, 106), Moved("K-1", 101, 95), Moved("K-3", 103, None)]
    assert [told_to(one) for one in moved[1:]] == [
        "Venter vognen kl. 1.41, men den kommer kl. 1.35.",
        "Venter vognen kl. 1.43, men den kommer ikke.",
    ]


def test_a_cancelled_lift_bus_at_noon_is_replanned_with_promises_kept():
    """The other lift bus takes its people over; who was promised a time keeps it; the rest are rung."""
    places = ways([(0, 0), (6, 0), (3, 4), (0, 8), (9, 2), (5, 5)])
    out = [
        Leg(f"B{at}", Stop(at, 0, 900, 4), Stop(5, 540 + 30 * at, 560 + 30 * at, 4), 30, (1, 0)) for at in range(1, 4)
    ]
    lift = frozenset({"lift"})
    chairs = [
        Leg(f"K{at}", Stop(at, 0, 900, 7), Stop(5, 700 + 30 * at, 720 + 30 * at, 7), 40, (2, 1), lift) for at in (3, 4)
    ]
    one, other = (Vehicle(0, 0, 480, 960, (6, 2), abilities=lift, name=name) for name in ("Bus 1", "Bus 2"))
    car = Vehicle(0, 0, 480, 960, (3, 0), name="Personbil 4")
    day = Day([*out, *chairs], [one, other, car], places, places, KINDS)
    morning = plan(day, 100)
    assert len(morning) == 5
    told = {ride.leg: (ride.pick_up - 5, ride.pick_up + 10) for ride in morning}
    bus = next(ride.vehicle for ride in morning if ride.leg == 3)
    day = replace(
        day,
        legs=[replace(leg, promised=told[at], weight=10) for at, leg in enumerate(day.legs)],
        vehicles=[replace(car, away="aflyst") if at == bus else car for at, car in enumerate(day.vehicles)],
    )
    rest = rest_of_day(day, morning, 720)
    noon = plan(rest.day, 100)
    assert check(rest.day, noon) == []
    assert [rest.legs[ride.leg] for ride in noon] == [3, 4]
    assert all(told[rest.legs[ride.leg]][0] <= ride.pick_up <= told[rest.legs[ride.leg]][1] for ride in noon)
    waits = {str(ride.leg): ride.pick_up for ride in morning if ride.leg in rest.legs}
    assert to_ring(waits, {str(rest.legs[ride.leg]): ride.pick_up for ride in noon}, 5, 15) == []
