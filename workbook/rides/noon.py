"""The rest of a day that has begun: who has been driven, who sits in which vehicle, and from where it goes on.

A vehicle that is on its way to a stop is taken to get there; what it does after that is open again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from workbook.rides.halts import Halt, halts_of, stop_of
from workbook.rides.model import Day, Leg, Ride, Stop, Vehicle

MUST = 1000
"""Who sits in a vehicle, or waits to be driven home, counts as so many who were not fetched yet."""


MIDNIGHT = 24 * 60


@dataclass(frozen=True)
class Rest:
    """What is left to plan: leg k of `day` is leg `legs[k]` of the whole day; `aboard` are the k of those on board."""

    day: Day
    legs: Sequence[int]
    aboard: frozenset[int]


@dataclass(frozen=True)
class _Where:
    """Where a vehicle is free, from which minute, and how many of its stops it has made by then."""

    place: int
    time: float
    made: int


def seen_at(day: Day, now: float) -> Day:
    """Return the day as it is known at a minute: who is away drives no more, who will be must be home before.

    A lock to a vehicle that is away lets go of the vehicle, not of the time.
    """
    cars = [_seen(car, now) for car in day.vehicles]
    legs = [leg if leg.only is None or not cars[leg.only].away else replace(leg, only=None) for leg in day.legs]
    return replace(day, legs=legs, vehicles=cars)


def _seen(car: Vehicle, now: float) -> Vehicle:
    if not car.away or car.away_from <= now:
        return car
    return replace(car, away="", away_from=0, latest=max(car.earliest, min(car.latest, car.away_from)))


def rest_of_day(day: Day, rides: Sequence[Ride], now: float) -> Rest:
    """Return what is left of the day at minute `now`, when all went as `rides` say until then.

    Set `away` on a vehicle of `day` that broke down (and `away_from`, if it was before `now`): those on board then wait
    where it stands for another. A promise that is past binds nobody.
    """
    tours = halts_of(rides)
    where, done, aboard = {}, set[int](), dict[int, int]()
    for vehicle, halts in tours.items():
        where[vehicle] = _where(day, vehicle, halts, now)
        for halt in halts[: where[vehicle].made]:
            done |= {halt.leg} if halt.drop else set()
            aboard |= {} if halt.drop else {halt.leg: vehicle}
    aboard = {leg: vehicle for leg, vehicle in aboard.items() if leg not in done}
    picked = {ride.leg: ride.pick_up for ride in rides}
    left = [leg for leg in range(len(day.legs)) if leg not in done]
    fetched = {day.legs[leg].person for leg in done | set(aboard)}
    legs = [
        _aboard(day, leg, where[aboard[leg]], aboard[leg], picked[leg])
        if leg in aboard
        else _waiting(day.legs[leg], now, fetched)
        for leg in left
    ]
    cars = [_going_on(car, where.get(at), now) for at, car in enumerate(day.vehicles)]
    rest = replace(day, legs=legs, vehicles=cars)
    return Rest(rest, left, frozenset(at for at, leg in enumerate(left) if leg in aboard))


def _where(day: Day, vehicle: int, halts: Sequence[Halt], now: float) -> _Where:
    """Return where the vehicle is free: at the stop it stands at or is on its way to, or at home."""
    car = day.vehicles[vehicle]
    seen = min(now, car.away_from) if car.away and car.away_from else now
    place, free, made = car.start, car.earliest, 0
    for halt in halts:
        stop = stop_of(day, halt)
        if seen < halt.time - day.minutes[place][stop.place]:
            break
        place, free, made = stop.place, halt.time + stop.service, made + 1
        if free > seen:
            break
    return _Where(place, max(free, now), made)


def _going_on(car: Vehicle, where: _Where | None, now: float) -> Vehicle:
    earliest = min(max(car.earliest, now), car.latest)
    if where is None or not where.made:
        return replace(car, earliest=earliest)
    return replace(car, start=where.place, earliest=min(where.time, car.latest))


def _aboard(day: Day, leg: int, where: _Where, vehicle: int, picked: float) -> Leg:
    """Return the rest of a ride: from where the vehicle is free, in it, or from there in another if it broke down."""
    whole = day.legs[leg]
    broken = bool(day.vehicles[vehicle].away)
    ridden = where.time - picked - whole.pick_up.service
    limit = max(whole.ride_limit - ridden, day.minutes[where.place][whole.drop.place])
    until = MIDNIGHT if broken else where.time
    arrive = MIDNIGHT if broken else max(whole.drop.latest, where.time + limit)
    return replace(
        whole,
        pick_up=Stop(where.place, where.time, until, whole.pick_up.service if broken else 0),
        drop=replace(whole.drop, latest=arrive),
        ride_limit=whole.ride_limit if broken else limit,
        only=None if broken else vehicle,
        promised=None,
        fixed=None,
        weight=MUST,
    )


def _waiting(leg: Leg, now: float, fetched: set[str]) -> Leg:
    """Return a leg that was not begun: not fetched before now, and surely when the person is out already."""
    up = replace(leg.pick_up, earliest=max(leg.pick_up.earliest, now), latest=max(leg.pick_up.latest, now))
    promised = leg.promised if leg.promised and leg.promised[1] >= now else None
    return replace(leg, pick_up=up, promised=promised, weight=MUST if leg.person in fetched else leg.weight)
