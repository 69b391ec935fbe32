"""What stands on Kørsel, held against every rule: the words of column Kontrol, and what hangs on the times.

The checker sees rows as they stand, whoever wrote them; what it cannot see of a row that is no ride is told here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

import pandas as pd

from workbook.change import Row, records
from workbook.folding import fold
from workbook.minutes import minute
from workbook.rides.checker import check
from workbook.rides.day import Arranged, arrange, sentence, timetable, typed
from workbook.rides.legs import times_on
from workbook.rides.model import clock
from workbook.rides.ringing import to_ring, told_to
from workbook.rides.sheets import Read, Sheets, away_on, day_of, rides_on
from workbook.settings import Settings
from workbook.tables import BOOKINGS, COLLEAGUES, RIDES

ROUGH = "ca.: adressen har ingen koordinater, så tiden er regnet fra midten af postnummeret"


def controlled(read: Read, day: date, settings: Settings, now: float) -> pd.DataFrame:
    """Return the day's rows of Kørsel as they look when they were checked: Kontrol, loads, told times, whom to ring.

    `now` is the minute at which the day is seen: nobody is rung who was fetched before.
    """
    rows = read(RIDES)
    rows = rows[rows["date"] == day]
    sheets = day_of(read, day)
    arranged = arrange(sheets.trips, sheets.cars, sheets.sites, sheets.known, settings)
    rides = typed(arranged, sheets.stops)
    timed = {row.id: row for row in timetable(arranged, rides, settings)}
    faults = _faults(rows, sheets, arranged, read, day)
    for broken in check(arranged.day, rides):
        faults[arranged.trips[broken.leg].id].append(broken.message)
    for row_id in arranged.rough & set(timed):
        faults[row_id].append(ROUGH)
    calls = _ring(rows, day, settings, now)
    fresh = {
        "ring": [calls.get(row_id) for row_id in rows.index],
        "check": [sentence(dict.fromkeys(faults[row_id])) or None for row_id in rows.index],
        "pick_up_load": [timed[id_].loads[0] if id_ in timed else None for id_ in rows.index],
        "drop_load": [timed[id_].loads[1] if id_ in timed else None for id_ in rows.index],
        "told_from": [timed[id_].told_from if id_ in timed else None for id_ in rows.index],
        "told_to": [timed[id_].told_to if id_ in timed else None for id_ in rows.index],
    }
    return rows.assign(**{name: pd.Series(cells, rows.index, dtype=object) for name, cells in fresh.items()})


def _ring(rows: pd.DataFrame, day: date, settings: Settings, now: float) -> dict[str, str]:
    """Return whom the vehicle does not come to as promised, in words, by row id."""
    open_rows = {row_id: row for row_id, row in records(rides_on(rows, day)).items() if "result" not in row}
    told, comes = (
        {row_id: minute(row[name]) for row_id, row in open_rows.items() if name in row}
        for name in ("promised", "pick_up")
    )
    moved = to_ring(told, comes, settings.told_before, settings.told_after)
    return {one.row: told_to(one) for one in moved if one.now is None or one.now >= now}


def _faults(rows: pd.DataFrame, sheets: Sheets, arranged: Arranged, read: Read, day: date) -> dict[str, list[str]]:
    """Return what is wrong with rows before they are rides, by row id."""
    found: dict[str, list[str]] = defaultdict(list)
    for problem in (*sheets.problems, *arranged.problems):
        if problem.table == RIDES.name:
            found[problem.row_id].append(_inside(problem.message))
    cars, unfit = {car.name for car in arranged.cars}, _unfit(sheets, arranged)
    times, away = times_on(read(BOOKINGS), day), away_on(records(read(COLLEAGUES)).values(), day)
    for row_id, row in records(rides_on(rows, day)).items():
        found[row_id] += [*_half_typed(row, cars, unfit), *_not_as_booked(row, times), *_escort_away(row, away)]
    return found


def _inside(message: str) -> str:
    """Return a sentence as a part of another."""
    return message[:1].lower() + message[1:].removesuffix(".")


def _unfit(sheets: Sheets, arranged: Arranged) -> dict[str, str]:
    """Return why vehicles cannot be planned with or stand still all day, by name."""
    names = {car.id: car.name for car in sheets.cars}
    still = {car.name: f"{car.name} kører ikke: {car.away}" for car in sheets.cars if car.away and not car.away_at}
    return still | {names[p.row_id]: _inside(p.message) for p in arranged.problems if p.row_id in names}


def _half_typed(row: Row, cars: Iterable[str], unfit: Mapping[str, str]) -> Iterator[str]:
    """Give what keeps a row that somebody wrote a plan on from being a ride."""
    vehicle, times = row.get("vehicle"), [name for name in ("pick_up", "arrive") if name in row]
    if vehicle and vehicle in unfit:
        yield unfit[vehicle]
    elif vehicle and vehicle not in cars:
        yield f"vognen “{vehicle}” står ikke på arket Køretøjer den dag"
    if times and not vehicle:
        yield "der er en tid, men ingen vogn"
    if (vehicle or times) and len(times) < 2 and row.get("lock") is None:  # noqa: PLR2004  two times make a ride
        yield "der er en vogn, men ikke både “Hentes kl.” og “Fremme kl.”" if vehicle else "en af tiderne mangler"


def _not_as_booked(row: Row, times: Mapping[str, Any]) -> Iterator[str]:
    """Give how a ride and the citizen's time on Booking differ, where there is one."""
    booking = times.get(row.get("citizen", ""), {})
    at, booked = row.get("appointment"), booking.get("time")
    if at and booked and at != booked:
        yield f"aftalen er kl. {clock(minute(at))} her, men kl. {clock(minute(booked))} på arket Booking"
    if "site" in booking and "site" in row and booking["site"] != row["site"]:
        yield f"turen går til {row['site']}, men tiden på arket Booking er på {booking['site']}"


def _escort_away(row: Row, away: Iterable[str]) -> Iterator[str]:
    if fold(row.get("escort", "")) in set(away):
        yield f"ledsageren {row['escort']} er væk den dag"
