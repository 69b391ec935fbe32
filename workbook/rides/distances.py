"""Minutes and metres between places without internet: the straight line at two speeds, or what staff know better."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product

from workbook.coordinates import Point
from workbook.folding import fold

START, SLOW_KM = 1.0, 3.0
"""Minutes to get away from the door, and so many kilometres in town."""

SLOW, FAST = 2.0, 1.0
"""Minutes per kilometre in town, and after that."""


@dataclass(frozen=True)
class Place:
    """Somewhere to stop: the names that Køretider may call it by, nearest first (site or address), and its postcode.

    `rough` says that the point is only the middle of its postcode.
    """

    names: tuple[str, ...]
    point: Point | None = None
    postcode: str = ""
    rough: bool = False


@dataclass(frozen=True)
class Known:
    """A row of Køretider: it holds both ways, unless the other way has a row of its own."""

    place_from: str
    place_to: str
    minutes: int
    km: float | None = None


def located(places: Sequence[Place]) -> list[Place]:
    """Return the places, those without a point at the middle of the others in their postcode, marked as rough."""
    middles = {
        code: _middle([place.point for place in places if place.postcode == code and place.point])
        for code in {place.postcode for place in places if place.postcode and not place.point}
    }
    return [place if place.point else replace(place, point=middles.get(place.postcode), rough=True) for place in places]


def _middle(points: Sequence[Point]) -> Point | None:
    if not points:
        return None
    return Point(sum(p.east for p in points) / len(points), sum(p.north for p in points) / len(points))


def ways(places: Sequence[Place], known: Iterable[Known], detour: float) -> tuple[list[list[int]], list[list[int]]]:
    """Return minutes and metres between places; what staff know of a way comes before what is reckoned.

    `detour` is how much longer a road is than the straight line. Every place needs a point (`located`).
    """
    table = dict(_both_ways(known))
    names = [[name for name in _called(place) if any(name in pair for pair in table)] for place in places]
    minutes, metres = _reckoned([place.point or Point(0, 0) for place in places], detour)
    for a, b in product([at for at, called in enumerate(names) if called], repeat=2):
        row = next((table[pair] for pair in product(names[a], names[b]) if pair in table), None)
        if row and a != b:
            minutes[a][b] = row.minutes
            metres[a][b] = metres[a][b] if row.km is None else round(row.km * 1000)
    return minutes, metres


def _reckoned(points: Sequence[Point], detour: float) -> tuple[list[list[int]], list[list[int]]]:
    metres = [[round(detour * math.hypot(a.east - b.east, a.north - b.north)) for b in points] for a in points]
    return [[driven(n) for n in row] for row in metres], metres


def driven(metres: float) -> int:
    """Return the minutes that a way takes, rounded up; a way of no length takes none."""
    km = metres / 1000
    return math.ceil(START + SLOW * min(km, SLOW_KM) + FAST * max(km - SLOW_KM, 0) - 1e-9) if metres else 0


def _called(place: Place) -> Iterator[str]:
    yield from (fold(name) for name in (*place.names, place.postcode) if name)


def _both_ways(known: Iterable[Known]) -> Iterator[tuple[tuple[str, str], Known]]:
    pairs = [((fold(row.place_from), fold(row.place_to)), row) for row in known]
    yield from (((b, a), row) for (a, b), row in pairs)
    yield from pairs
