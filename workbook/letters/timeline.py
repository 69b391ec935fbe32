"""A day's rides drawn as bars, a line for each citizen: when each is on the way out and home, hour by hour."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from workbook.letters.tour_rows import Ridden
from workbook.letters.values import clean, said
from workbook.minutes import minute
from workbook.words import Language, Leg

Hours = tuple[int, int]
"""The first hour that is drawn, and the one after the last."""


def hours_of(rides: Iterable[Ridden]) -> Hours:
    """Return the whole hours that hold all rides with times; a working day where there are none."""
    times = [minute(ride.row[name]) for ride in rides if ride.pick_up for name in ("pick_up", "arrive")]
    return (min(times) // 60, -(-max(times) // 60)) if times and max(times) > min(times) else (8, 16)


def timeline(rides: Iterable[Ridden], hours: Hours) -> dict[str, Any]:
    """Return what `layout/timeline.typ` draws: the hours, and for each citizen a name, the times in words, and bars."""
    lanes: dict[str, list[Ridden]] = {}
    for ride in sorted(rides, key=lambda ride: (ride.pick_up is None, ride.pick_up or 0)):
        lanes.setdefault(ride.row["citizen"], []).append(ride)
    return {"hours": list(range(hours[0], hours[1] + 1)), "lanes": [_lane(mine, hours) for mine in lanes.values()]}


def _lane(rides: Sequence[Ridden], hours: Hours) -> dict[str, Any]:
    timed = [ride for ride in rides if ride.pick_up]
    return {
        "name": clean(rides[0].person.get("name")),
        "said": ", ".join(_said(ride) for ride in rides),
        "bars": [[_part(ride, "pick_up", hours), _part(ride, "arrive", hours), ride.way is Leg.HOME] for ride in timed],
    }


def _said(ride: Ridden) -> str:
    clocks = [said(ride.row[name], Language.DANISH) for name in ("pick_up", "arrive") if name in ride.row]
    return f"{ride.way.lower()} {'-'.join(clocks) or 'ring når klar'}"


def _part(ride: Ridden, name: str, hours: Hours) -> float:
    """Return how far along the line a time stands, from 0 to 1."""
    return round((minute(ride.row[name]) / 60 - hours[0]) / (hours[1] - hours[0]), 4)
