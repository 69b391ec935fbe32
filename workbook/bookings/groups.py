"""Who lives close: people whom the municipality drives are put in groups that a vehicle can fetch together."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from workbook.change import Row
from workbook.coordinates import NotInDenmark, Point, read_point
from workbook.folding import fold

SAME_TOWN, ELSEWHERE = 3_000.0, 20_000.0
"""Metres that stand for an unknown way between two roads of a postcode, and between two postcodes."""

_ROAD = re.compile(r"(?P<road>.*?)\s+(?P<number>\d+)")


@dataclass(frozen=True)
class Home:
    """Where a party of citizens who go together lives: the road and number, and coordinates where they are known."""

    people: tuple[str, ...]
    postcode: str = ""
    road: str = ""
    number: int = 0
    point: Point | None = field(default=None, compare=False)


def home_of(people: Sequence[str], person: Row) -> Home:
    """Return the home of a party, by the row of the one who lives there."""
    address = person.get("address", "").split(",")[0]
    found = _ROAD.match(address)
    road, number = (found["road"], int(found["number"])) if found else (address, 0)
    try:
        point = read_point(person.get("east"), person.get("north"))
    except NotInDenmark:
        point = None
    return Home(tuple(people), person.get("postcode", ""), fold(road), number, point)


def grouped(homes: Sequence[Home], size: int) -> list[list[Home]]:
    """Return the homes in groups of at most `size` people (a party is never split), each with the nearest others."""
    left = sorted(homes, key=lambda home: (home.postcode, home.road, home.number, home.people))
    groups = []
    while left:
        group = [left.pop(0)]
        left.sort(key=lambda home: apart(group[0], home))
        room = size - len(group[0].people)
        while left and len(left[0].people) <= room:
            room -= len(left[0].people)
            group.append(left.pop(0))
        left.sort(key=lambda home: (home.postcode, home.road, home.number, home.people))
        groups.append(group)
    return groups


def apart(one: Home, other: Home) -> float:
    """Return roughly how many metres lie between two homes; without coordinates by road and postcode."""
    if one.point and other.point:
        return math.hypot(one.point.east - other.point.east, one.point.north - other.point.north)
    if one.postcode != other.postcode:
        return ELSEWHERE
    return abs(one.number - other.number) if one.road == other.road else SAME_TOWN


def parties(goes_with: Mapping[str, str | None]) -> list[list[str]]:
    """Return the people of each party: who goes with whom, whoever of them wrote it; a lone one is a party too."""
    found: dict[str, list[str]] = {who: [who] for who in goes_with}
    for who, other in goes_with.items():
        if other in found and found[other] is not found[who]:
            joined = [*found[who], *found[other]]
            found |= dict.fromkeys(joined, joined)
    return list({id(party): party for party in found.values()}.values())
