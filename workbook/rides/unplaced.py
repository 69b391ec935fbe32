"""Who could not be placed: why, vehicle by vehicle, and what would help."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from workbook.rides.loads import LIFT
from workbook.rides.model import Day, Leg, Ride, Stop, Vehicle, clock
from workbook.rides.network import Network, may_take
from workbook.rides.route import NOWHERE, Route
from workbook.rides.search import Planner

OTHER_TIMES = tuple(sign * step for step in range(15, 121, 15) for sign in (1, -1))
"""Minutes by which another appointment is tried, the smallest first: two hours either way."""


@dataclass(frozen=True)
class Unplaced:
    """A person without a ride: the legs that are not planned, a reason per vehicle, and what would help, in words."""

    person: str
    legs: Sequence[int]
    reasons: Sequence[str]
    helps: Sequence[str]


def unplaced(day: Day, rides: Sequence[Ride]) -> list[Unplaced]:
    """Return everybody whom the plan does not serve, in the order of the day."""
    planner = Planner(day)
    routes = planner.drafted(rides).routes
    served = {ride.leg for ride in rides}
    waiting = {person: [leg for leg in legs if leg not in served] for person, legs in day.legs_of.items()}
    return [
        Unplaced(person, legs, _reasons(day, planner.net, routes, legs), list(_helps(day, rides, legs)))
        for person, legs in waiting.items()
        if legs
    ]


def _reasons(day: Day, net: Network, routes: Sequence[Route], legs: Sequence[int]) -> list[str]:
    """Return per vehicle the first thing that keeps it from taking these legs."""
    return [f"{car.name}: {next(_hindrances(day, net, routes[at], at, legs))}" for at, car in enumerate(day.vehicles)]


def _hindrances(day: Day, net: Network, route: Route, vehicle: int, legs: Sequence[int]) -> Iterator[str]:
    car, wanted = day.vehicles[vehicle], [day.legs[leg] for leg in legs]
    if car.away:
        yield f"kører ikke ({car.away})"
    if missing := sorted(frozenset().union(*(leg.needs for leg in wanted)) - car.abilities):
        yield f"har ikke {' og '.join(missing)}"
    if any(leg.only not in (None, vehicle) for leg in wanted):
        yield "borgeren er låst til en anden vogn"
    if any(not may_take(car, leg) for leg in wanted):
        yield "har ikke plads til hjælpemiddel og ledsager"
    if any(vehicle not in net.allowed[leg] for leg in legs):
        yield "den lovede eller låste tid passer ikke med aftalen"
    if any(not _alone(day, leg, car) for leg in wanted):
        yield f"kan ikke nå det i vagten {clock(car.earliest)}-{clock(car.latest)}"
    if full := [day.legs[leg] for leg in legs if route.place_for(leg) == NOWHERE]:
        yield f"er optaget omkring kl. {' og '.join(clock(_about(leg)) for leg in full)}"
    yield "kan kun tage den ene vej, eller ledsageren er et andet sted"


def _about(leg: Leg) -> float:
    """Return the minute that a leg turns on: the narrower of its two windows."""
    up, down = leg.pick_up, leg.drop
    return up.earliest if up.latest - up.earliest < down.latest - down.earliest else down.latest


def _alone(day: Day, leg: Leg, car: Vehicle) -> bool:
    """Say whether the vehicle could take the leg if it did nothing else."""
    planner = Planner(replace(day, legs=[replace(leg, only=None)], vehicles=[car]))
    return not planner.first().left


def _helps(day: Day, rides: Sequence[Ride], legs: Sequence[int]) -> Iterator[str]:
    """Give what would help: another time, one more vehicle, a taxi."""
    if found := _other_time(day, rides, legs):
        yield found
    if found := _one_more(day, legs):
        yield found
    chair = any(LIFT in day.legs[leg].needs for leg in legs)
    yield "en taxa med lift" if chair else "en taxa"


def _other_time(day: Day, rides: Sequence[Ride], legs: Sequence[int]) -> str:
    """Return the nearest other time at which the plan has room for the person as it stands."""
    wanted = [day.legs[leg] for leg in legs]
    if any(leg.promised or leg.fixed for leg in wanted):
        return ""
    copies = [_moved(leg, by) for by in OTHER_TIMES for leg in wanted]
    planner = Planner(replace(day, legs=[*day.legs, *copies]))
    standing = planner.drafted(rides)
    for at, by in enumerate(OTHER_TIMES):
        first = len(day.legs) + at * len(legs)
        if planner.also(standing, range(first, first + len(legs))):
            return f"en aftale {abs(by)} min. {'senere' if by > 0 else 'tidligere'}"
    return ""


def _moved(leg: Leg, by: float) -> Leg:
    return replace(leg, pick_up=_shifted(leg.pick_up, by), drop=_shifted(leg.drop, by))


def _shifted(stop: Stop, by: float) -> Stop:
    return replace(stop, earliest=stop.earliest + by, latest=stop.latest + by)


def _one_more(day: Day, legs: Sequence[int]) -> str:
    """Return from when to when one more vehicle would have to drive for this person alone."""
    wanted = [replace(day.legs[leg], only=None) for leg in legs]
    needs = frozenset[str]().union(*(leg.needs for leg in wanted))
    takes = tuple(max(kind) for kind in zip(*(leg.room for leg in wanted), strict=True))
    depot = next((car.start for car in day.vehicles), None)
    if depot is None:
        return ""
    car = Vehicle(depot, depot, 0, 24 * 60, takes, abilities=needs)
    planner = Planner(replace(day, legs=wanted, vehicles=[car]))
    found = planner.rides(planner.first())
    if len(found) < len(legs):
        return ""
    first, last = min(found, key=lambda ride: ride.pick_up), max(found, key=lambda ride: ride.drop)
    out = first.pick_up - day.minutes[depot][wanted[first.leg].pick_up.place]
    end = wanted[last.leg].drop
    home = last.drop + end.service + day.minutes[end.place][depot]
    lift = f" med {' og '.join(sorted(needs))}" if needs else ""
    return f"en vogn mere{lift} fra {clock(out)} til {clock(home)}"
