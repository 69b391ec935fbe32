"""A day's plan as rows of Kørsel: who goes with which vehicle when, and who could not be placed and why.

A day that has begun is planned from a minute on; what was driven before stands as it is. A promise that nobody can
keep is let go rather than the ride: the citizen is then rung.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from workbook.change import Row, records
from workbook.minutes import minute, of_minute
from workbook.problems import Problem
from workbook.rides.day import Arranged, arrange, timetable, typed
from workbook.rides.delay import delayed
from workbook.rides.model import Day, Ride
from workbook.rides.noon import Rest, rest_of_day, seen_at
from workbook.rides.ringing import to_ring
from workbook.rides.search import Planner, Told, plan
from workbook.rides.sheets import Sheets, planned
from workbook.rides.unplaced import Unplaced, unplaced
from workbook.settings import Settings
from workbook.tables import RIDES
from workbook.words import Leg as Way
from workbook.words import Lock

BEFORE = -1.0
"""The minute at which a day is seen that has not come: nothing is driven, and nobody waits without a promise."""

LATER = 1000
"""Stops of the rest of a day are numbered from here: after all that were made before."""

_LOCKED = {Lock.VEHICLE: ("vehicle",), Lock.ALL: ("vehicle", "pick_up_stop", "pick_up", "drop_stop", "arrive")}
"""What a lock keeps on a row, also where it could not be planned."""


@dataclass(frozen=True)
class Planned:
    """The day's rows of Kørsel as planned; `problems` are rows of other sheets that stand in the way."""

    rows: pd.DataFrame
    arranged: Arranged
    rides: Sequence[Ride]
    problems: Sequence[Problem]


def planned_day(rows: pd.DataFrame, sheets: Sheets, settings: Settings, now: float, told: Told) -> Planned:
    """Return the plan of a day's rows of Kørsel, as seen at minute `now`; locks and promises are kept."""
    arranged = arrange(sheets.trips, sheets.cars, sheets.sites, sheets.known, settings)
    before = typed(arranged, sheets.stops)
    rest = rest_of_day(seen_at(arranged.day, now), before, now)
    found = _with_broken_promises(rest.day, plan(rest.day, settings.plan_rounds, told=told))
    rides = _together(rest, before, found)
    after = planned(rows, timetable(arranged, rides, settings))
    after = _kept(rows, after, now)
    columns = {
        "unplaced": {**_faults(sheets, arranged), **_reasons(arranged, rest, found)},
        "pick_at": {**_cells(rows, "pick_at"), **_moved_over(arranged, rest, before, rides)},
        "promised": {**_cells(rows, "promised"), **_were_told(rows, after, settings, now)},
    }
    after = after.assign(**{name: _column(rows, cells) for name, cells in columns.items()})
    elsewhere = [p for p in (*sheets.problems, *arranged.problems) if p.table != RIDES.name]
    return Planned(after, arranged, rides, elsewhere)


def delayed_day(
    rows: pd.DataFrame, sheets: Sheets, settings: Settings, vehicle: str, minutes: int, now: float
) -> pd.DataFrame:
    """Return a day's rows of Kørsel with the times they get when a vehicle is late, as seen at minute `now`."""
    arranged = arrange(sheets.trips, sheets.cars, sheets.sites, sheets.known, settings)
    rides = typed(arranged, sheets.stops)
    late = next(at for at, car in enumerate(arranged.cars) if car.name == vehicle)
    found = delayed(arranged.day, rides, late, minutes, now, settings.told_after)
    moved = {arranged.trips[new.leg].id: new for old, new in zip(rides, found.rides, strict=True) if old != new}
    told = {arranged.trips[leg].id for leg in found.ring}
    fresh = {
        "pick_up": {**_cells(rows, "pick_up"), **{id_: of_minute(ride.pick_up) for id_, ride in moved.items()}},
        "arrive": {**_cells(rows, "arrive"), **{id_: of_minute(ride.drop) for id_, ride in moved.items()}},
        "promised": {
            id_: row.get("promised") or (row.get("pick_up") if id_ in told else None)
            for id_, row in records(rows).items()
        },
    }
    return rows.assign(**{name: _column(rows, cells) for name, cells in fresh.items()})


def _with_broken_promises(day: Day, rides: Sequence[Ride]) -> list[Ride]:
    """Return the plan with those put in whose promise cannot be kept, at another time, where there is room."""
    served = {day.legs[ride.leg].person for ride in rides}
    broken = {leg.person for leg in day.legs if leg.promised and leg.person not in served}
    if not broken:
        return list(rides)
    legs = [replace(leg, promised=None) if leg.person in broken else leg for leg in day.legs]
    planner = Planner(replace(day, legs=legs))
    draft = planner.drafted(rides)
    for person in sorted(broken):
        draft = planner.also(draft, day.legs_of[person]) or draft
    return planner.rides(draft)


def _together(rest: Rest, before: Sequence[Ride], found: Sequence[Ride]) -> list[Ride]:
    """Return the rides of the whole day: those driven, and the rest as it was found.

    Who is on board and goes on in the same vehicle was picked up when they were.
    """
    left, stood = set(rest.legs), {ride.leg: ride for ride in before}
    driven = [ride for ride in before if ride.leg not in left]
    rides = []
    for ride in found:
        leg, (up, down) = rest.legs[ride.leg], ride.numbers
        fresh = replace(ride, leg=leg, numbers=(up + LATER, down + LATER))
        old = stood.get(leg)
        if old and ride.leg in rest.aboard and old.vehicle == ride.vehicle:
            fresh = replace(fresh, pick_up=old.pick_up, numbers=(old.numbers[0], down + LATER))
        rides.append(fresh)
    return driven + rides


def _kept(rows: pd.DataFrame, after: pd.DataFrame, now: float) -> pd.DataFrame:
    """Return the plan with what locks keep on rows that it does not serve, and with what was driven before `now`."""
    standing, fresh = records(rows), records(after)
    kept = {row_id: _keeps(standing[row_id], now) for row_id in standing if "vehicle" not in fresh[row_id]}
    names = dict.fromkeys(name for row in kept.values() for name in row)
    return after.assign(
        **{
            name: _column(rows, {id_: {**row, **kept.get(id_, {})}.get(name) for id_, row in fresh.items()})
            for name in names
        }
    )


def _keeps(row: Row, now: float) -> Row:
    if "pick_up" in row and minute(row["pick_up"]) < now:
        return row
    return {name: row[name] for name in _LOCKED.get(row.get("lock", ""), ()) if name in row}


def _faults(sheets: Sheets, arranged: Arranged) -> dict[str, str]:
    """Return why rows were left out before planning, by row id."""
    return {p.row_id: p.message for p in (*sheets.problems, *arranged.problems) if p.table == RIDES.name}


def _reasons(arranged: Arranged, rest: Rest, found: Sequence[Ride]) -> dict[str, str]:
    """Return why rows could not be planned, by row id."""
    return {arranged.trips[rest.legs[leg]].id: told_of(one) for one in unplaced(rest.day, found) for leg in one.legs}


def told_of(one: Unplaced) -> str:
    """Return in words why somebody has no ride, vehicle by vehicle, and what would help."""
    why = "; ".join(one.reasons) or "der er ingen vogne den dag"
    helps = f" Det ville hjælpe: {' eller '.join(one.helps)}." if one.helps else ""
    return f"{why[0].upper()}{why[1:]}.{helps}"


def _moved_over(arranged: Arranged, rest: Rest, before: Sequence[Ride], rides: Sequence[Ride]) -> dict[str, str]:
    """Return where those are fetched whose vehicle broke down with them on board: where it stands, by row id."""
    stood = {ride.leg: ride.vehicle for ride in before}
    now = {ride.leg: ride.vehicle for ride in rides}
    moved = [at for at in rest.aboard if now.get(leg := rest.legs[at], stood[leg]) != stood[leg]]
    names = _names(arranged)
    return {arranged.trips[rest.legs[at]].id: names[rest.day.legs[at].pick_up.place] for at in moved}


def _names(arranged: Arranged) -> dict[int, str]:
    """Return for each place of the day how column “Hentes ved” may call it: a site, or the citizen who lives there."""
    found: dict[int, str] = {}
    for trip, leg in zip(arranged.trips, arranged.day.legs, strict=True):
        home, there = (leg.pick_up, leg.drop) if trip.way is Way.OUT else (leg.drop, leg.pick_up)
        found.setdefault(home.place, trip.citizen)
        found.setdefault(there.place, trip.site)
    return found


def _were_told(rows: pd.DataFrame, after: pd.DataFrame, settings: Settings, now: float) -> dict[str, Any]:
    """Return the times that people wait for on the day itself, where the vehicle comes at another, by row id."""
    if now == BEFORE:
        return {}
    waits = {id_: at for id_, at in _minutes(rows, "pick_up").items() if at >= now}
    moved = to_ring(waits, _minutes(after, "pick_up"), settings.told_before, settings.told_after)
    return {one.row: of_minute(one.was) for one in moved if rows.loc[one.row, "promised"] is None}


def _minutes(rows: pd.DataFrame, name: str) -> dict[str, float]:
    return {row_id: minute(row[name]) for row_id, row in records(rows).items() if name in row}


def _cells(rows: pd.DataFrame, name: str) -> dict[str, Any]:
    return {row_id: row.get(name) for row_id, row in records(rows).items()}


def _column(rows: pd.DataFrame, cells: Mapping[str, Any]) -> pd.Series:
    return pd.Series([cells.get(row_id) for row_id in rows.index], rows.index, dtype=object)
