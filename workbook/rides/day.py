"""From the sheets' rows to a day to plan, and back to rows with times.

`arrange` makes a `model.Day` of rows in plain values and tells, before anything is planned, what cannot be planned and
why. `typed` gives the rides that stand on the rows, `timetable` the rows that rides mean.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import time

from workbook.calls.fetched import around, told_at
from workbook.minutes import minute, of_minute
from workbook.problems import Problem
from workbook.rides.distances import Known, Place, located, ways
from workbook.rides.faults import MIDNIGHT, alone, car_faults, doubled, namesakes, trip_faults
from workbook.rides.halts import halts_of
from workbook.rides.loads import LIFT, at_the_door, kinds, needs, people, takes
from workbook.rides.model import Day, Leg, Ride, Stop, Vehicle, Window
from workbook.rides.rows import Car, Site, Trip
from workbook.settings import Settings
from workbook.words import Leg as Way
from workbook.words import Lock, ReviewKind

KEPT = 10
"""Who was told a time, or is locked, counts as many times as somebody who was not."""

METRES_PER_MINUTE = 100
"""A minute of driving weighs as many metres: kilometres first, then the drivers' time."""


@dataclass(frozen=True)
class Arranged:
    """A day to plan: leg k is the trip `trips[k]`, vehicle k is `cars[k]`.

    `problems` are rows that were left out; `rough` are trips (row ids) whose address is only guessed.
    """

    day: Day
    trips: Sequence[Trip]
    cars: Sequence[Car]
    problems: Sequence[Problem]
    rough: frozenset[str]


def arrange(
    trips: Sequence[Trip], cars: Sequence[Car], sites: Sequence[Site], known: Sequence[Known], settings: Settings
) -> Arranged:
    """Return the day that the rows mean; rows that cannot be planned are left out and told about."""
    starts = [trip.start for trip in trips if trip.start]
    places = iter(located([*(t.home for t in trips), *starts, *(c.depot for c in cars), *(s.place for s in sites)]))
    trips = [replace(trip, home=next(places)) for trip in trips]
    trips = [replace(trip, start=next(places)) if trip.start else trip for trip in trips]
    cars = [replace(car, depot=next(places)) for car in cars]
    by_name = {site.name: replace(site, place=next(places)) for site in sites}
    wrong_cars = {car.id: told for car in cars if (told := list(car_faults(car, settings)))}
    wrong_cars |= {id_: [fault] for id_, fault in namesakes(cars).items()}
    fleet = [car for car in cars if car.id not in wrong_cars]
    driving = [car for car in fleet if not car.away or car.away_at]
    wrong = {trip.id: list(trip_faults(trip, by_name.get(trip.site), driving, settings)) for trip in trips}
    wrong |= alone(trips, {id_ for id_, told in wrong.items() if told})
    wrong |= {id_: [fault] for id_, fault in doubled(trips).items()}
    wrong = {id_: told for id_, told in wrong.items() if told}
    sound = [trip for trip in trips if trip.id not in wrong]
    problems = [
        Problem(ReviewKind.RIDE, sentence(words for _, words in faults), table, id_, faults[0][0])
        for table, found in (("vehicles", wrong_cars), ("rides", wrong))
        for id_, faults in found.items()
    ]
    rough = frozenset(trip.id for trip in sound if trip.home.rough or by_name[trip.site].place.rough)
    return Arranged(_day(sound, fleet, by_name, known, settings), sound, fleet, problems, rough)


def sentence(parts: Iterable[str]) -> str:
    """Return parts that begin small as one sentence; nothing as nothing."""
    told = "; ".join(parts)
    return f"{told[:1].upper()}{told[1:]}." if told else ""


def _day(
    trips: Sequence[Trip], cars: Sequence[Car], sites: Mapping[str, Site], known: Iterable[Known], settings: Settings
) -> Day:
    stops = [place for trip in trips for place in _ends(trip, sites)] + [car.depot for car in cars]
    at = {place: number for number, place in enumerate(dict.fromkeys(stops))}
    minutes, metres = ways(list(at), known, settings.detour_percent / 100)
    cost = [
        [m + METRES_PER_MINUTE * n for m, n in zip(*rows, strict=True)] for rows in zip(metres, minutes, strict=True)
    ]
    words = kinds(cars)
    vehicles = [_vehicle(car, at[car.depot], list(words)) for car in cars]
    numbers = {car.name: number for number, car in enumerate(cars)}
    legs = []
    for trip in trips:
        first, last = _ends(trip, sites)
        ends = at[first], at[last]
        legs.append(_leg(trip, ends, minutes[ends[0]][ends[1]], list(words), numbers, settings))
    return Day(legs, vehicles, minutes, cost, list(words.values()))


def _ends(trip: Trip, sites: Mapping[str, Site]) -> tuple[Place, Place]:
    """Return where the citizen is fetched and delivered."""
    home, there = trip.home, sites[trip.site].place
    first, last = (home, there) if trip.way is Way.OUT else (there, home)
    return trip.start or first, last


def _vehicle(car: Car, depot: int, order: Sequence[str]) -> Vehicle:
    assert car.shift_from  # noqa: S101  a car without a shift is a fault, told before
    assert car.shift_to  # noqa: S101  the same
    room = tuple(car.room.get(kind, 0) for kind in order)
    abilities = frozenset({LIFT} if car.lift else ())
    shift = minute(car.shift_from), minute(car.shift_to)
    away_from = minute(car.away_at) if car.away_at else 0
    return Vehicle(depot, depot, *shift, room, abilities=abilities, name=car.name, away=car.away, away_from=away_from)


def _leg(
    trip: Trip, ends: tuple[int, int], direct: int, order: Sequence[str], cars: Mapping[str, int], settings: Settings
) -> Leg:
    room = takes(trip, settings)
    up, down = _windows(trip, settings)
    door = at_the_door(trip, settings)
    return Leg(
        trip.citizen,
        Stop(ends[0], *up, door),
        Stop(ends[1], *down, door),
        trip.limit or max(settings.ride_at_least, settings.ride_times * direct),
        tuple(room.get(kind, 0) for kind in order),
        needs(trip),
        only=cars[trip.vehicle] if trip.lock else None,
        promised=_promised(trip, settings),
        fixed=_fixed(trip),
        weight=KEPT if trip.lock or trip.promised else 1,
        escort=trip.escort,
    )


def _windows(trip: Trip, settings: Settings) -> tuple[Window, Window]:
    """Return when the citizen may be fetched and delivered: before the appointment, or after it and the observation."""
    appointment = minute(trip.appointment) if trip.appointment else 0
    if trip.way is Way.OUT:
        return (0, MIDNIGHT), (appointment - settings.arrive_early, appointment - settings.arrive_late)
    observe = settings.observe_minutes if trip.observe is None else trip.observe
    ready = appointment + observe + settings.ready_minutes
    return (ready, ready + settings.wait_home), (ready, MIDNIGHT)


def _promised(trip: Trip, settings: Settings) -> Window | None:
    if not trip.promised:
        return None
    return minute(trip.promised) - settings.promise_before, minute(trip.promised) + settings.promise_after


def _fixed(trip: Trip) -> Window | None:
    if trip.lock is not Lock.ALL or trip.pick_up is None or trip.arrive is None:
        return None
    return minute(trip.pick_up), minute(trip.arrive)


@dataclass(frozen=True)
class Timed:
    """What a ride means for its row of Kørsel (`id`).

    `stops` are the numbers of its two stops on the vehicle's route, `loads` how many sit in the vehicle after each;
    the citizen is told that the vehicle comes between `told_from` and `told_to`.
    """

    id: str
    vehicle: str
    pick_up: time
    arrive: time
    stops: tuple[int, int]
    loads: tuple[int, int]
    told_from: time
    told_to: time


def timetable(arranged: Arranged, rides: Sequence[Ride], settings: Settings) -> list[Timed]:
    """Return the rows that rides mean, by vehicle and in the order of their pick-ups."""
    loads, stops = {}, {}
    for halts in halts_of(rides).values():
        aboard = 0
        for number, halt in enumerate(halts, start=1):
            inside = people(arranged.trips[halt.leg])
            aboard += -inside if halt.drop else inside
            loads[halt.leg, halt.drop], stops[halt.leg, halt.drop] = aboard, number
    return [
        Timed(
            arranged.trips[ride.leg].id,
            arranged.cars[ride.vehicle].name,
            of_minute(ride.pick_up),
            of_minute(ride.drop),
            (stops[ride.leg, False], stops[ride.leg, True]),
            (loads[ride.leg, False], loads[ride.leg, True]),
            *_told(arranged.trips[ride.leg], ride, settings),
        )
        for ride in sorted(rides, key=lambda ride: (ride.vehicle, stops[ride.leg, False]))
    ]


def _told(trip: Trip, ride: Ride, settings: Settings) -> tuple[time, time]:
    planned = of_minute(ride.pick_up)
    return around(told_at(trip.promised, planned, settings) or planned, settings)


def typed(arranged: Arranged, stops: Mapping[str, tuple[int, int]]) -> list[Ride]:
    """Return the rides that stand on the rows, whoever wrote them; a row without vehicle or times is not planned.

    `stops` are the numbers of the two stops by row id, where the sheet has them.
    """
    numbers = {car.name: number for number, car in enumerate(arranged.cars)}
    return [
        Ride(leg, numbers[trip.vehicle], minute(trip.pick_up), minute(trip.arrive), stops.get(trip.id, (0, 0)))
        for leg, trip in enumerate(arranged.trips)
        if trip.vehicle in numbers and trip.pick_up is not None and trip.arrive is not None
    ]
