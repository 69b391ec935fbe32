"""The planner: a first plan at once, then a search that ruins a part of the plan and mends it better.

Ruin and recreate (Schrimpf and others 2000): legs that lie near each other are taken out (Shaw 1998) and put back by
regret (Ropke and Pisinger 2006); worse plans are accepted as in simulated annealing. People are served whole or not at
all: the search begins leg by leg, where there is more to find, and ends person by person. Rounds are counted, not
timed, and chance is seeded: the same day gives the same plan everywhere.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from random import Random

from workbook.rides.checker import in_two_places
from workbook.rides.halts import halts_of
from workbook.rides.model import Day, Ride
from workbook.rides.network import Network
from workbook.rides.route import NOWHERE, Route, Routes
from workbook.rides.timing import timed

STRANDED = 1e6
"""What a person who is not served costs: more than any way, so that people come first and kilometres after."""

NEXT = 24
"""How many of the next legs by time the first plan weighs against each other."""

MOST = 16
"""How many legs a round takes out at most."""

SURE = 0.8
"""How sure a near leg is to be taken out."""

WARM, COLD = 0.06, 0.001
"""How much worse a plan may be at first and at last, as a share of the mean cost of a vehicle's route."""

WHOLE_FROM = 0.5
"""From this share of the search on, nobody is served one way only."""

AROUND_LEFT = 0.5
"""How often a round begins at a leg that is left over, when there is one."""

Told = Callable[[float], bool]
"""Hears how far the search is (0 to 1) and says whether to go on."""


def plan(day: Day, rounds: int, seed: int = 1, told: Told = lambda _: True) -> list[Ride]:
    """Return the rides of the best plan of so many rounds (0: the first plan); `told` may end the search early."""
    planner = Planner(day, seed)
    first = planner.first()
    return planner.rides(planner.search(first, counted(rounds, told)) if rounds else first)


def counted(rounds: int, told: Told = lambda _: True) -> Iterator[float]:
    """Give the share done for so many rounds; `told` hears it every 50 rounds."""
    for at in range(rounds):
        if at % 50 == 0 and not told(at / rounds):
            return
        yield at / rounds


class Draft:
    """A plan in the making: a route per vehicle and the legs that are on none."""

    __slots__ = ("cost", "left", "routes")

    def __init__(self, day: Day, routes: list[Route]) -> None:
        """Take routes, and add up the cost: ways, people who are not served whole, and a little per leg left over."""
        self.routes = routes
        self.left = set(range(len(day.legs))).difference(*(route.legs for route in routes))
        stranded = {day.legs[leg].person: day.legs[leg].weight for leg in self.left}
        self.cost = sum(route.cost for route in routes) + STRANDED * sum(stranded.values()) + len(self.left)


class Planner:
    """A search over the plans of one day, from a seed."""

    def __init__(self, day: Day, seed: int = 1) -> None:
        """Unfold the day; `escorts` says whether two people share one."""
        self.day, self.net = day, Network(day)
        self.chance = Random(seed)  # noqa: S311  a plan, no secret
        self.routes = Routes(self.net)
        escorted = {(leg.escort, leg.person) for leg in day.legs if leg.escort}
        self.escorts = len({escort for escort, _ in escorted}) < len(escorted)

    def first(self) -> Draft:
        """Return a plan at once: of the next legs by time, the one that loses most by waiting takes its place first."""
        net, legs = self.net, self.day.legs
        waiting = sorted(range(len(legs)), key=lambda leg: (-legs[leg].weight, net.latest[2 * leg], leg))
        return self._filled([self.routes.empty(vehicle) for vehicle in range(len(self.day.vehicles))], waiting, NEXT)

    def search(self, now: Draft, shares: Iterable[float]) -> Draft:
        """Return the best plan found; one round per share, which says how far the search is (0 to 1)."""
        now = best = self._whole(now)
        mean = sum(route.cost for route in now.routes) / max(len(now.routes), 1) + 1e-9
        near = near_each_other(self.net)
        for share in shares if near else ():
            heat = mean * WARM * (COLD / WARM) ** share
            ruined = self._ruined(now, near)
            new = self._filled(ruined.routes, sorted(ruined.left), len(self.day.legs))
            if share >= WHOLE_FROM:
                new = self._whole(new)
            if new.cost < now.cost - heat * math.log(1.0 - self.chance.random()):
                now = new
            if new.cost < best.cost:
                best = min(best, self._whole(new), key=lambda draft: draft.cost)
        return best

    def drafted(self, rides: Sequence[Ride]) -> Draft:
        """Return the plan that rides mean; a vehicle whose tour does not hold is left empty."""
        tours = halts_of(rides)
        routes = []
        for vehicle in range(len(self.day.vehicles)):
            nodes = [2 * halt.leg + halt.drop for halt in tours.get(vehicle, ())]
            routes.append(self.routes.of(vehicle, nodes) or self.routes.empty(vehicle))
        return Draft(self.day, routes)

    def rides(self, draft: Draft) -> list[Ride]:
        """Return the plan's rides with their times; who is not served whole is not served."""
        return list(_timed(self._whole(draft).routes))

    def _filled(self, routes: list[Route], waiting: list[int], most: int) -> Draft:
        """Put legs back by regret: of the first `most` waiting, the one that loses most without its best vehicle."""
        extras: dict[int, dict[int, float]] = {}
        while waiting:
            for leg in waiting[:most]:
                if leg not in extras:
                    extras[leg] = {car: routes[car].place_for(leg)[0] for car in self.net.allowed[leg]}
            leg = max(waiting[:most], key=lambda leg: (self.day.legs[leg].weight, _regret(extras[leg]), -leg))
            waiting.remove(leg)
            where = self._put(routes, leg)
            for other in waiting[:most]:
                if other in extras and where in extras[other]:
                    extras[other][where] = routes[where].place_for(other)[0]
        return Draft(self.day, routes)

    def _put(self, routes: list[Route], leg: int) -> int:
        """Put the leg where it costs least and return the vehicle; -1 when there is no room."""
        best, where = NOWHERE, -1
        for vehicle in self.net.allowed[leg]:
            place = routes[vehicle].place_for(leg)
            if place[0] < best[0]:
                best, where = place, vehicle
        if where >= 0:
            routes[where] = self.routes.with_leg(routes[where], leg, best)
        return where

    def _without(self, routes: Sequence[Route], out: set[int]) -> list[Route]:
        """Return the routes without these legs."""
        return [
            route if out.isdisjoint(route.legs) else self.routes.without(route, out) or self.routes.empty(vehicle)
            for vehicle, route in enumerate(routes)
        ]

    def _ruined(self, draft: Draft, near: Sequence[Sequence[int]]) -> Draft:
        """Take legs that lie near each other out of the plan, now and then around one that is left over."""
        chance, legs = self.chance, len(self.day.legs)
        count = chance.randint(1, min(MOST, max(1, legs // 3)))
        around = sorted(draft.left) if draft.left and chance.random() < AROUND_LEFT else range(legs)
        seed = chance.choice(around)
        out: set[int] = {seed}
        for leg in near[seed]:
            if len(out) >= count:
                break
            if chance.random() < SURE:
                out.add(leg)
        return Draft(self.day, self._without(draft.routes, out))

    def _whole(self, draft: Draft) -> Draft:
        """Return the plan with nobody served one way only and no escort in two places, and others in their room."""
        if not draft.left and not self.escorts:
            return draft
        routes = draft.routes
        while out := self._halves(routes) or self._clashing(routes):
            routes = self._without(routes, out)
        for legs in self._waiting(Draft(self.day, routes)):
            routes = self._with(routes, legs) or routes
        return Draft(self.day, routes)

    def also(self, draft: Draft, legs: Sequence[int]) -> Draft | None:
        """Return the plan with these legs put into it as it stands; None when there is no room for all."""
        routes = self._with(draft.routes, legs)
        return Draft(self.day, routes) if routes else None

    def _with(self, routes: Sequence[Route], legs: Sequence[int]) -> list[Route] | None:
        tried = list(routes)
        fits = all(self._put(tried, leg) >= 0 for leg in legs)
        return tried if fits and not self._clashing(tried) else None

    def _waiting(self, draft: Draft) -> list[tuple[int, ...]]:
        """Return the legs of each person who is not served, those who matter most first."""
        legs = sorted(draft.left, key=lambda leg: (-self.day.legs[leg].weight, leg))
        return [self.day.legs_of[person] for person in dict.fromkeys(self.day.legs[leg].person for leg in legs)]

    def _halves(self, routes: list[Route]) -> set[int]:
        """Return the legs of those who are served one way only."""
        left = Draft(self.day, routes).left
        people = {self.day.legs[leg].person for leg in left}
        return {leg for person in people for leg in self.day.legs_of[person]} - left

    def _clashing(self, routes: list[Route]) -> set[int]:
        """Return the legs of somebody whose escort is elsewhere at the time, of those who matter least."""
        if not self.escorts:
            return set()
        legs = {broken.leg for broken in in_two_places(self.day, list(_timed(routes)))}
        least = min(legs, key=lambda leg: (self.day.legs[leg].weight, -leg), default=None)
        return set() if least is None else set(self.day.legs_of[self.day.legs[least].person])


def _regret(extras: Mapping[int, float]) -> float:
    """Return what a leg loses when it does not get its best vehicle, of what it would cost on each."""
    costs = sorted(extras.values())
    if not costs or costs[0] == NOWHERE[0]:
        return -1.0
    return min(costs[1] if len(costs) > 1 else STRANDED, STRANDED) - costs[0]


def _timed(routes: Sequence[Route]) -> Iterator[Ride]:
    for vehicle, route in enumerate(routes):
        yield from timed(route, vehicle)


def near_each_other(net: Network) -> list[list[int]]:
    """Return for each leg all others, nearest first: way between the pick-ups and the drops, and time between them."""
    legs = range(len(net.day.legs))

    def apart(a: int, b: int) -> float:
        ways = net.minutes[2 * a][2 * b] + net.minutes[2 * a + 1][2 * b + 1]
        time = abs(net.earliest[2 * a] - net.earliest[2 * b]) + abs(net.latest[2 * a + 1] - net.latest[2 * b + 1])
        return ways + 0.25 * time

    return [sorted((other for other in legs if other != leg), key=lambda other: apart(leg, other)) for leg in legs]
