"""The checker: which rules a plan breaks, leg by leg, in words with numbers. It knows nothing of the planner.

It takes rides with the times that stand in the sheet, whoever wrote them, and follows each vehicle stop by stop.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

from workbook.rides.halts import Halt, halts_of, stop_of
from workbook.rides.model import Day, Leg, Ride, Vehicle, clock

SLACK = 1e-6
"""Sums of decimals differ by less than this; whole minutes are compared exactly."""

AT_THE_DOOR = 15
"""So many minutes an escort may need to get two people on or off at the same door."""


@dataclass(frozen=True)
class Broken:
    """A rule that a ride breaks: the leg on whose row it is told, and the words."""

    leg: int
    message: str


def check(day: Day, rides: Sequence[Ride]) -> list[Broken]:
    """Return every broken rule of a plan; an empty list says that it can be driven as it stands."""
    found = [
        *(broken for ride in rides for broken in _alone(day, ride)),
        *(broken for vehicle, halts in halts_of(rides).items() for broken in _tour(day, day.vehicles[vehicle], halts)),
        *_people(day, rides),
        *in_two_places(day, rides),
    ]
    return list(dict.fromkeys(found))


def _alone(day: Day, ride: Ride) -> Iterator[Broken]:
    """Give what is wrong with a ride whatever else its vehicle does."""
    leg, vehicle = day.legs[ride.leg], day.vehicles[ride.vehicle]
    for message in (
        *_wrong_vehicle(day, leg, ride, vehicle),
        *_outside(leg.pick_up.earliest, leg.pick_up.latest, ride.pick_up, "hentes"),
        *_outside(leg.drop.earliest, leg.drop.latest, ride.drop, "fremme"),
        *_not_as_told(leg, ride),
        *_too_long(leg, ride),
    ):
        yield Broken(ride.leg, message)


def _wrong_vehicle(day: Day, leg: Leg, ride: Ride, vehicle: Vehicle) -> Iterator[str]:
    if vehicle.away and ride.drop > vehicle.away_from:
        since = f" fra {clock(vehicle.away_from)}" if vehicle.away_from else ""
        yield f"{vehicle.name} kører ikke{since}: {vehicle.away}"
    for missing in sorted(leg.needs - vehicle.abilities):
        yield f"{vehicle.name} har ikke {missing}"
    if leg.only is not None and leg.only != ride.vehicle:
        yield f"låst til {day.vehicles[leg.only].name}, men står på {vehicle.name}"


def _outside(earliest: float, latest: float, time: float, what: str) -> Iterator[str]:
    if time < earliest - SLACK:
        yield f"{what} {clock(time)}, tidligst {clock(earliest)}"
    if time > latest + SLACK:
        yield f"{what} {clock(time)}, senest {clock(latest)}"


def _not_as_told(leg: Leg, ride: Ride) -> Iterator[str]:
    if leg.promised and not leg.promised[0] - SLACK <= ride.pick_up <= leg.promised[1] + SLACK:
        yield f"hentes {clock(ride.pick_up)}, lovet mellem {clock(leg.promised[0])} og {clock(leg.promised[1])}"
    if leg.fixed:
        for fixed, time, what in zip(leg.fixed, (ride.pick_up, ride.drop), ("hentes", "fremme"), strict=True):
            if abs(fixed - time) > SLACK:
                yield f"{what} {clock(time)}, låst til {clock(fixed)}"


def _too_long(leg: Leg, ride: Ride) -> Iterator[str]:
    minutes = ride.drop - ride.pick_up - leg.pick_up.service
    if ride.drop < ride.pick_up - SLACK:
        yield f"fremme {clock(ride.drop)}, før afhentningen {clock(ride.pick_up)}"
    elif minutes > leg.ride_limit + SLACK:
        yield f"{minutes:.0f} min. i vognen, højst {leg.ride_limit:.0f}"


def _tour(day: Day, vehicle: Vehicle, halts: Sequence[Halt]) -> Iterator[Broken]:
    """Give what is wrong with a vehicle's tour: the way between stops, who is on board, the shift."""
    yield from _ways(day, vehicle, halts)
    yield from _loads(day, vehicle, halts)
    yield from _shift(day, vehicle, halts)


def _ways(day: Day, vehicle: Vehicle, halts: Sequence[Halt]) -> Iterator[Broken]:
    for before, halt in pairwise(halts):
        stood, stands = stop_of(day, before), stop_of(day, halt)
        soonest = before.time + stood.service + day.minutes[stood.place][stands.place]
        if halt.time < soonest - SLACK:
            what = "være fremme" if halt.drop else "hente"
            yield Broken(halt.leg, f"{vehicle.name} kan tidligst {what} {clock(soonest)}, ikke {clock(halt.time)}")
        if before.number > halt.number > 0:
            yield Broken(halt.leg, f"stop nr. {halt.number} ligger efter stop nr. {before.number}")


def _loads(day: Day, vehicle: Vehicle, halts: Sequence[Halt]) -> Iterator[Broken]:
    aboard = [0] * len(vehicle.room)
    for halt in halts:
        for kind, takes in enumerate(day.legs[halt.leg].room):
            aboard[kind] += -takes if halt.drop else takes
            if not halt.drop and takes and aboard[kind] > vehicle.room[kind]:
                places = f"plads til {vehicle.room[kind]}, {aboard[kind]} om bord"
                yield Broken(halt.leg, f"for mange {day.kinds[kind]} i {vehicle.name}: {places}")


def _shift(day: Day, vehicle: Vehicle, halts: Sequence[Halt]) -> Iterator[Broken]:
    first, last = halts[0], halts[-1]
    begun, ended = stop_of(day, first), stop_of(day, last)
    out = first.time - day.minutes[vehicle.start][begun.place]
    home = last.time + ended.service + day.minutes[ended.place][vehicle.end]
    if out < vehicle.earliest - SLACK:
        yield Broken(first.leg, f"{vehicle.name} skal af sted {clock(out)}, vagten begynder {clock(vehicle.earliest)}")
    if home > vehicle.latest + SLACK:
        yield Broken(last.leg, f"{vehicle.name} er hjemme {clock(home)}, vagten slutter {clock(vehicle.latest)}")
    if home - out > vehicle.longest + SLACK:
        yield Broken(last.leg, f"{vehicle.name} er ude i {home - out:.0f} min., højst {vehicle.longest:.0f}")


def _people(day: Day, rides: Sequence[Ride]) -> Iterator[Broken]:
    """Give what is wrong with a person's rides together: one way only, a leg twice, two rides at once."""
    planned = {ride.leg for ride in rides}
    for legs in day.legs_of.values():
        if planned.intersection(legs) and not planned.issuperset(legs):
            yield from (Broken(leg, "kun den ene vej er planlagt") for leg in legs if leg in planned)
    for one, other in _pairs(rides, lambda ride: day.legs[ride.leg].person):
        if one.leg == other.leg:
            yield Broken(one.leg, "turen står to gange")
        elif _together(_span(one), _span(other)) > SLACK:
            words = f"to ture på samme tid: {_said(one)} og {_said(other)}"
            yield from (Broken(ride.leg, words) for ride in (one, other))


def in_two_places(day: Day, rides: Sequence[Ride]) -> Iterator[Broken]:
    """Give the rides of escorts in two places: in two vehicles, or in one and at somebody's appointment."""
    escorted = [ride for ride in rides if day.legs[ride.leg].escort]
    for one, other in _pairs(escorted, lambda ride: day.legs[ride.leg].escort):
        if day.legs[one.leg].person == day.legs[other.leg].person:
            continue
        if one.vehicle != other.vehicle and _together(_span(one), _span(other)) > SLACK:
            yield _in_two_places(day, one, other)
            yield _in_two_places(day, other, one)
    yield from _left_alone(day, escorted)


def _left_alone(day: Day, rides: Sequence[Ride]) -> Iterator[Broken]:
    """Give those who wait at the appointment with an escort who rides with another."""
    for out, home in _pairs(rides, lambda ride: day.legs[ride.leg].person):
        there, back = sorted((out, home), key=lambda ride: ride.pick_up)
        site = day.legs[there.leg].drop.place
        for ride in rides:
            leg = day.legs[ride.leg]
            if leg.escort != day.legs[there.leg].escort or leg.person == day.legs[there.leg].person:
                continue
            same_door = site in (leg.pick_up.place, leg.drop.place)
            if _together((there.drop, back.pick_up), _span(ride)) > (AT_THE_DOOR if same_door else SLACK):
                yield _in_two_places(day, there, ride)


def _in_two_places(day: Day, ride: Ride, other: Ride) -> Broken:
    escort, vehicle = day.legs[ride.leg].escort, day.vehicles[other.vehicle].name
    return Broken(ride.leg, f"ledsageren {escort} er også med {vehicle} {_said(other)}")


def _pairs(rides: Sequence[Ride], key: Callable[[Ride], str]) -> Iterator[tuple[Ride, Ride]]:
    """Give every two rides that have the same key."""
    groups: dict[str, list[Ride]] = defaultdict(list)
    for ride in rides:
        groups[key(ride)].append(ride)
    for group in groups.values():
        yield from combinations(group, 2)


def _span(ride: Ride) -> tuple[float, float]:
    return ride.pick_up, ride.drop


def _together(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Return how many minutes two spans of time share."""
    return min(one[1], other[1]) - max(one[0], other[0])


def _said(ride: Ride) -> str:
    return f"{clock(ride.pick_up)}-{clock(ride.drop)}"
