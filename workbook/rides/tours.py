"""A day's tours, vehicle by vehicle, as rows of Køreplan: when each is out, with how many, how far, and its drawing.

The drawing is a bar of stretches one after the other. Stretch n of every vehicle has the same colour, so the colours
come in rounds (`ROUND`): empty, one on board, two, more, two, one; a stretch that a vehicle lacks is of no length.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any

import pandas as pd

from workbook.minutes import of_minute
from workbook.rides.day import METRES_PER_MINUTE, Arranged, arrange, typed
from workbook.rides.halts import Halt, halts_of, stop_of
from workbook.rides.loads import people
from workbook.rides.model import Day, Ride
from workbook.rides.sheets import Read, day_of
from workbook.settings import Settings
from workbook.tables import TOURS
from workbook.tables.transport import STRETCHES

ROUND = (0, 1, 2, 3, 2, 1)
"""How many are on board in the stretches of a round; 3 stands for three and more."""

DAY = 24 * 60


@dataclass(frozen=True)
class Tour:
    """A vehicle's day: out from `leaves` to `home` (minutes), `stretches` of (on board, minutes) from `leaves` on."""

    vehicle: str
    leaves: float
    home: float
    citizens: int
    most: int
    km: float
    stretches: Sequence[tuple[int, float]]


def tours_of(read: Read, day: date, settings: Settings) -> pd.DataFrame:
    """Return the rows of Køreplan for what stands on Kørsel that day."""
    sheets = day_of(read, day)
    arranged = arrange(sheets.trips, sheets.cars, sheets.sites, sheets.known, settings)
    return tour_rows(tours(arranged, typed(arranged, sheets.stops)), day)


def tours(arranged: Arranged, rides: Sequence[Ride]) -> list[Tour]:
    """Return the tours that rides mean, in the order of the vehicles."""
    return [_tour(arranged, vehicle, halts) for vehicle, halts in halts_of(rides).items()]


def tour_rows(found: Sequence[Tour], day: date) -> pd.DataFrame:
    """Return tours as rows of Køreplan."""
    return TOURS.frame(
        {"id": f"{TOURS.prefix}-{at:04d}", "date": day, **_cells(tour)} for at, tour in enumerate(found, 1)
    )


def _tour(arranged: Arranged, vehicle: int, halts: Sequence[Halt]) -> Tour:
    day, car = arranged.day, arranged.day.vehicles[vehicle]
    first, last = stop_of(day, halts[0]), stop_of(day, halts[-1])
    leaves = halts[0].time - day.minutes[car.start][first.place]
    home = halts[-1].time + last.service + day.minutes[last.place][car.end]
    stops = [car.start, *(stop_of(day, halt).place for halt in halts), car.end]
    metres = sum(_metres(day, one, other) for one, other in pairwise(stops))
    loads = list(_loads(arranged, halts))
    citizens = {day.legs[halt.leg].person for halt in halts}
    ends = [halt.time for halt in halts[1:]] + [home]
    stretches = [(0, halts[0].time - leaves)]
    stretches += [(load, end - halt.time) for load, halt, end in zip(loads, halts, ends, strict=True)]
    return Tour(car.name, leaves, home, len(citizens), max(loads), round(metres / 1000, 1), stretches)


def _metres(day: Day, one: int, other: int) -> float:
    return day.cost[one][other] - METRES_PER_MINUTE * day.minutes[one][other]


def _loads(arranged: Arranged, halts: Sequence[Halt]) -> Iterator[int]:
    aboard = 0
    for halt in halts:
        inside = people(arranged.trips[halt.leg])
        aboard += -inside if halt.drop else inside
        yield aboard


def _cells(tour: Tour) -> dict[str, Any]:
    bars = drawn(tour.stretches)
    return {
        "vehicle": tour.vehicle,
        "leaves": of_minute(tour.leaves),
        "home": of_minute(tour.home),
        "citizens": tour.citizens,
        "most": tour.most,
        "km": tour.km,
        "start": _of_day(tour.leaves),
        **{f"part_{at}": _of_day(minutes) for at, minutes in enumerate(bars, 1)},
    }


def _of_day(minutes: float) -> float:
    """Return the minutes as a part of the day, with no more digits than every spreadsheet keeps."""
    return round(minutes / DAY, 6)


def drawn(stretches: Sequence[tuple[int, float]]) -> list[float]:
    """Return the minutes of each of the drawing's stretches; of too many, the shortest are drawn as their neighbour."""
    parts = [[min(load, max(ROUND)), minutes] for load, minutes in stretches if minutes > 0]
    while (bars := _in_rounds(parts)) is None:
        short = min(range(1, len(parts)), key=lambda at: parts[at][1])
        parts[short - 1][1] += parts.pop(short)[1]
    return bars


def _in_rounds(parts: Sequence[Sequence[float]]) -> list[float] | None:
    """Return each part's minutes at the next stretch of its colour; None when there are too few rounds."""
    bars, at = [0.0] * STRETCHES, -1
    for load, minutes in parts:
        at = next((n for n in range(max(at, 0), STRETCHES) if ROUND[n % len(ROUND)] == load), STRETCHES)
        if at == STRETCHES:
            return None
        bars[at] += minutes
    return bars
