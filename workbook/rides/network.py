"""A day as plain lists, the form the planner counts in: node 2k picks leg k up, 2k + 1 drops it, then two per vehicle.

Vehicles that are alike in all that matters are one `kind`, named by the first of them; a route belongs to a kind.
"""

from __future__ import annotations

from workbook.rides.model import Day, Leg, Vehicle

EPS = 1e-7
"""Slack for sums of decimals; whole minutes are compared exactly either way."""


class Network:
    """The nodes of a day: windows (tightened by what the partner stop allows), service, minutes and costs between them.

    `need` is the room that a leg takes as (kind of room, how much), `longest` the most minutes from its pick-up
    (getting in included) to its drop, `allowed` the vehicles that may take it: none when its windows leave no minute.
    """

    def __init__(self, day: Day) -> None:
        """Unfold the day."""
        self.day = day
        legs, cars = day.legs, day.vehicles
        stops = [stop for leg in legs for stop in (leg.pick_up, leg.drop)]
        places = [stop.place for stop in stops] + [place for car in cars for place in (car.start, car.end)]
        self.first_depot = len(stops)
        self.earliest = [float(stop.earliest) for stop in stops] + [float(car.earliest) for car in cars for _ in "se"]
        self.latest = [float(stop.latest) for stop in stops] + [float(car.latest) for car in cars for _ in "se"]
        self.service = [float(stop.service) for stop in stops] + [0.0] * (2 * len(cars))
        self.minutes = [[day.minutes[a][b] for b in places] for a in places]
        self.cost = [[day.cost[a][b] for b in places] for a in places]
        self.limit = [leg.ride_limit for leg in legs]
        self.need = [[(kind, n) for kind, n in enumerate(leg.room) if n] for leg in legs]
        for at, leg in enumerate(legs):
            self._keep_promises(at, leg)
            self._tighten(at)
        self.longest = [most + self.service[2 * at] for at, most in enumerate(self.limit)]
        self.allowed = [self._allowed(at, leg) for at, leg in enumerate(legs)]
        self.kind = self._kinds()

    def _keep_promises(self, at: int, leg: Leg) -> None:
        """Narrow the windows to what was promised and what is locked."""
        up, down = 2 * at, 2 * at + 1
        if leg.promised:
            self._narrow(up, *leg.promised)
        if leg.fixed:
            self._narrow(up, leg.fixed[0], leg.fixed[0])
            self._narrow(down, leg.fixed[1], leg.fixed[1])

    def _narrow(self, node: int, earliest: float, latest: float) -> None:
        self.earliest[node] = max(self.earliest[node], earliest)
        self.latest[node] = min(self.latest[node], latest)

    def _tighten(self, leg: int) -> None:
        """Take off both windows the minutes that the other stop rules out (Cordeau 2006, section 5.1)."""
        up, down = 2 * leg, 2 * leg + 1
        ride = self.minutes[up][down] + self.service[up]
        longest = self.limit[leg] + self.service[up]
        self.earliest[down] = max(self.earliest[down], self.earliest[up] + ride)
        self.earliest[up] = max(self.earliest[up], self.earliest[down] - longest)
        self.latest[up] = min(self.latest[up], self.latest[down] - ride)
        self.latest[down] = min(self.latest[down], self.latest[up] + longest)

    def _allowed(self, at: int, leg: Leg) -> list[int]:
        """Return the vehicles that may take the leg; none when its own windows leave no minute."""
        if any(self.earliest[node] > self.latest[node] for node in (2 * at, 2 * at + 1)):
            return []
        return [
            car
            for car, vehicle in enumerate(self.day.vehicles)
            if leg.only in (None, car) and may_take(vehicle, leg) and self._gets_home(vehicle)
        ]

    def _gets_home(self, vehicle: Vehicle) -> bool:
        return vehicle.earliest + self.day.minutes[vehicle.start][vehicle.end] <= vehicle.latest

    def _kinds(self) -> list[int]:
        """Return for each vehicle the first that is like it: the same shift, places, room, and legs it may take."""
        takes = [
            frozenset(at for at, cars in enumerate(self.allowed) if car in cars)
            for car in range(len(self.day.vehicles))
        ]
        first: dict[object, int] = {}
        return [
            first.setdefault((v.start, v.end, v.earliest, v.latest, v.longest, v.room, takes[car]), car)
            for car, v in enumerate(self.day.vehicles)
        ]


def may_take(vehicle: Vehicle, leg: Leg) -> bool:
    """Say whether the vehicle drives at all, has what the leg needs, and room for it alone."""
    fits = all(has >= takes for has, takes in zip(vehicle.room, leg.room, strict=True))
    return fits and not vehicle.away and leg.needs <= vehicle.abilities
