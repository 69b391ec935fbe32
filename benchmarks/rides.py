"""How good the planner of rides is, beside OR-tools and proven optima; CPU seconds, one core each.

    uv run --group bench python -m benchmarks.rides [DIR] [--seconds 10 60] [--only a4-48 b6-60] [--legs 20 60 200 400]

DIR holds dial-a-ride instances (Cordeau and Laporte) as *.txt, in it or in `instances`, and bks.csv with the optima.
Without DIR only the made-up days of Ishøj are planned. OR-tools is left out where it is not installed; PEERS may name
another Python that has it. Every plan, ours and theirs, goes through the checker: `broken` counts what it finds.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import time as clock_time
from itertools import pairwise
from pathlib import Path
from random import Random
from statistics import mean
from typing import Any

from workbook.coordinates import Point
from workbook.rides.checker import check
from workbook.rides.day import arrange
from workbook.rides.distances import Place
from workbook.rides.model import NEVER, Day, Leg, Ride, Stop, Vehicle
from workbook.rides.network import Network
from workbook.rides.rows import Car, Site, Trip
from workbook.rides.search import Planner
from workbook.settings import Settings
from workbook.words import Aid
from workbook.words import Leg as Way

PEERS = os.environ.get("PEERS", sys.executable)
PEER_SCRIPT = Path(__file__).parent / "peers" / "ortools_rides.py"
CARS = {20: 2, 60: 5, 200: 12, 400: 22}
"""Vehicles of a made-up day by its legs."""


def read_instance(path: Path) -> Day:
    """Read a dial-a-ride instance: vehicles, requests, longest route, capacity, ride limit; then depot and stops."""
    head, *lines = [[float(cell) for cell in line.split()] for line in path.read_text().splitlines() if line.strip()]
    fleet, longest, capacity, limit = int(head[0]), head[2], int(head[3]), head[4]
    requests = (len(lines) - 1) // 2
    points = [(row[1], row[2]) for row in lines]
    ways = [[math.dist(a, b) for b in points] for a in points]

    def stop(at: int) -> Stop:
        return Stop(at, lines[at][5], lines[at][6], lines[at][3])

    legs = [Leg(str(at), stop(at), stop(at + requests), limit, (int(lines[at][4]),)) for at in range(1, requests + 1)]
    car = Vehicle(0, 0, lines[0][5], lines[0][6], (capacity,), longest, name="Bus")
    return Day(legs, [car] * fleet, ways, ways, ("personer",))


def made_up(legs: int) -> Day:
    """Return a made-up day of Ishøj: both ways for everyone, a third of the vehicles with a lift."""
    chance = Random(legs)  # noqa: S311  a made-up town
    centre = Site("Centret", Place(("Centret",), Point(711_900, 6_167_300)), clock_time(9), clock_time(16))
    garage = Place(("Garagen",), Point(711_000, 6_169_500))
    bus = {"seats": 8, "wheelchairs": 3, "stretchers": 1, "walkers": 4, "oxygen": 2}
    car = {"seats": 4, "walkers": 2, "oxygen": 1}
    shift = clock_time(8), clock_time(16, 30)
    cars = [
        Car(f"VO-{at}", f"Vogn {at}", garage, *shift, car if at % 3 else bus, lift=at % 3 == 0)
        for at in range(CARS.get(legs, max(2, legs // 18)))
    ]
    trips = []
    for at in range(legs // 2):
        home = Place((f"Vej {at}",), Point(chance.gauss(711_000, 2_500), chance.gauss(6_168_000, 2_500)))
        slot = chance.randrange(0, 36) * 10
        aid = chance.choices((None, Aid.WALKER, Aid.WHEELCHAIR, Aid.STRETCHER), (60, 25, 13, 2))[0]
        appointment = clock_time(9 + slot // 60, slot % 60)
        trips += [Trip(f"K-{at}-{way}", f"B-{at}", way, home, "Centret", appointment, aid=aid) for way in Way]
    return arrange(trips, cars, [centre], [], Settings()).day


@dataclass(frozen=True)
class Found:
    """A plan measured: whole people served, legs, cost, longest ride in minutes, rules broken, rounds."""

    people: int
    legs: int
    cost: float
    longest: float
    broken: int
    rounds: int = 0


def measured(day: Day, rides: list[Ride], rounds: int = 0) -> Found:
    """Return the figures of a plan; who rides one way only is taken out first."""
    served = {ride.leg for ride in rides}
    whole = {leg for legs in day.legs_of.values() if served.issuperset(legs) for leg in legs}
    rides = [ride for ride in rides if ride.leg in whole]
    longest = max((ride.drop - ride.pick_up - day.legs[ride.leg].pick_up.service for ride in rides), default=0)
    people = {day.legs[leg].person for leg in whole}
    return Found(len(people), len(rides), driven(day, rides), longest, len(check(day, rides)), rounds)


def driven(day: Day, rides: list[Ride]) -> float:
    """Return the cost of the ways that a plan drives."""
    total = 0.0
    for at, vehicle in enumerate(day.vehicles):
        stops = sorted(
            stop
            for ride in rides
            if ride.vehicle == at
            for leg in [day.legs[ride.leg]]
            for stop in (
                (ride.pick_up, ride.numbers[0], leg.pick_up.place),
                (ride.drop, ride.numbers[1], leg.drop.place),
            )
        )
        places = [vehicle.start, *(place for *_, place in stops), vehicle.end]
        total += sum(day.cost[a][b] for a, b in pairwise(places)) if stops else 0
    return total


def ours(day: Day, seconds: float, seed: int = 1) -> Found:
    """Plan for so many CPU seconds."""
    rounds = 0

    def shares() -> Iterator[float]:
        nonlocal rounds
        while (share := (time.process_time() - start) / seconds) < 1:
            rounds += 1
            yield share

    start = time.process_time()
    planner = Planner(day, seed)
    rides = planner.rides(planner.search(planner.first(), shares()))
    return measured(day, rides, rounds)


def theirs(day: Day, seconds: list[int]) -> list[Found | None]:
    """Plan by OR-tools; per number of CPU seconds the best plan it had told by then."""
    lines = subprocess.run(  # noqa: S603  our own script, by a Python that the caller names
        [PEERS, str(PEER_SCRIPT), str(max(seconds))],
        input=json.dumps(plain(day)),
        capture_output=True,
        text=True,
        check=False,
    ).stdout.splitlines()
    told = [json.loads(line) for line in lines if line.endswith("}")]
    return [best(day, [plan for plan in told if plan["cpu"] <= most]) for most in seconds]


def best(day: Day, told: list[dict[str, Any]]) -> Found | None:
    """Return the best of the plans told: most people, then least cost."""
    if not told:
        return None
    last = max(told, key=lambda plan: (_whole(day, {ride[0] for ride in plan["rides"]}), -plan["cost"]))
    return measured(day, [Ride(leg, car, at, drop, (one, two)) for leg, car, at, drop, one, two in last["rides"]])


def _whole(day: Day, served: set[int]) -> int:
    """Return how many people are served out and home."""
    return sum(served.issuperset(legs) for legs in day.legs_of.values())


def plain(day: Day) -> dict[str, Any]:
    """Return the day as JSON can hold it."""
    allowed = Network(day).allowed
    legs = [
        {"person": leg.person, "pick_up": asdict(leg.pick_up), "drop": asdict(leg.drop), "room": leg.room,
         "ride_limit": leg.ride_limit, "vehicles": cars if len(cars) < len(day.vehicles) else None}
        for leg, cars in zip(day.legs, allowed, strict=True)
    ]  # fmt: skip
    names = ("start", "end", "earliest", "latest", "room")
    cars = [
        {**{name: getattr(car, name) for name in names}, "longest": None if car.longest == NEVER else car.longest}
        for car in day.vehicles
    ]
    return {"legs": legs, "vehicles": cars, "minutes": day.minutes, "cost": day.cost}


def optima(folder: Path) -> dict[str, float]:
    """Return the proven optimum of each instance that has one."""
    path = folder / "bks.csv"
    lines = path.read_text().splitlines()[1:] if path.exists() else []
    return {cells[0]: float(cells[1]) for cells in (line.split(",") for line in lines)}


def instances(folder: Path, seconds: list[int], only: list[str], seed: int) -> None:
    """Print per instance the gap to the optimum, ours and theirs, and the means."""
    known = optima(folder)
    gaps: dict[tuple[str, int], list[float]] = {}
    print(f"{'instance':10}{'optimum':>10}" + "".join(f"{f'{who} {n} s':>16}" for n in seconds for who in WHO))
    for path in sorted({*folder.glob("*.txt"), *folder.glob("instances/*.txt")}, key=lambda path: path.stem):
        if only and path.stem not in only:
            continue
        day, cells = read_instance(path), ""
        peers = theirs(day, seconds)
        for most, peer in zip(seconds, peers, strict=True):
            for who, found in zip(WHO, (ours(day, most, seed), peer), strict=True):
                gap = told_gap(found, len(day.legs), known.get(path.stem))
                cells += f"{gap if isinstance(gap, str) else f'{gap:.2f} %':>16}"
                if isinstance(gap, float):
                    gaps.setdefault((who, most), []).append(gap)
        print(f"{path.stem:10}{known.get(path.stem, math.nan):>10.2f}{cells}", flush=True)
    told = [gaps.get((who, most), []) for most in seconds for who in WHO]
    print(f"{'mean':20}" + "".join(f"{f'{mean(one):.2f} % ({len(one)})' if one else '-':>16}" for one in told))


WHO = ("Ringbind", "OR-tools")


def told_gap(found: Found | None, legs: int, optimum: float | None) -> float | str:
    """Return the gap in percent, or why there is none."""
    if found is None:
        return "no plan"
    if found.broken:
        return f"{found.broken} broken"
    if found.legs < legs:
        return f"{found.legs} of {legs}"
    return 100 * (found.cost / optimum - 1) if optimum else f"{found.cost:.2f}"


def days(sizes: list[int], seconds: int, seed: int) -> None:
    """Print per made-up day whom the first plan, the search and OR-tools serve, and how far they drive."""
    print(f"{'day':18}{'people':>10}{'cost, km':>10}{'longest':>9}{'broken':>8}{'rounds':>8}{'CPU s':>8}")
    for legs in sizes:
        day = made_up(legs)
        start = time.process_time()
        planner = Planner(day, seed)
        first = planner.first()
        took = time.process_time() - start
        line(f"{legs} legs, first", day, measured(day, planner.rides(first)), took)
        line("  search", day, ours(day, seconds, seed), seconds)
        line("  OR-tools", day, theirs(day, [seconds])[0], seconds)


def line(name: str, day: Day, found: Found | None, seconds: float) -> None:
    """Print a line about a plan."""
    if found is None:
        print(f"{name:18}   no plan")
        return
    people = f"{found.people}/{len(day.legs_of)}"
    figures = f"{found.cost / 1000:>10.1f}{found.longest:>9.0f}{found.broken:>8}{found.rounds:>8}{seconds:>8.2f}"
    print(f"{name:18}{people:>10}{figures}", flush=True)


if __name__ == "__main__":
    asked = argparse.ArgumentParser(prog="benchmarks.rides")
    asked.add_argument("folder", nargs="?", type=Path)
    asked.add_argument("--seconds", nargs="+", type=int, default=[10, 60])
    asked.add_argument("--only", nargs="+", default=[])
    asked.add_argument("--legs", nargs="*", type=int, default=[20, 60, 200, 400])
    asked.add_argument("--seed", type=int, default=1)
    given = asked.parse_args()
    if given.folder:
        instances(given.folder, given.seconds, given.only, given.seed)
    if given.legs:
        days(given.legs, min(given.seconds), given.seed)
