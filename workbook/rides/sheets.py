"""From the tables to the rows that a day of rides is made of, and back: the only room of rides that knows sheets.

A day's trips are the rows of Kørsel with that date whose result, if there is one, says that they were driven. A vehicle
with a row for the day and a row for all days is what the day's row says.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from workbook.change import Change, Row, records
from workbook.coordinates import NotInDenmark, Point, read_point
from workbook.folding import fold
from workbook.problems import Problem
from workbook.rides.day import Timed
from workbook.rides.distances import Known, Place
from workbook.rides.kinds import Kinds
from workbook.rides.legs import without_time
from workbook.rides.loads import KINDS
from workbook.rides.rows import Car, Site, Trip
from workbook.schema import Table
from workbook.tables import BOOKINGS, CITIZENS, COLLEAGUES, RIDES, SITES, TRAVEL_TIMES, VEHICLES
from workbook.words import Aid, Leg, Lock, ReviewKind, RideResult, YesNo

Read = Callable[[Table], pd.DataFrame]

PLANNED = (
    *("vehicle", "pick_up_stop", "pick_up", "pick_up_load", "drop_stop", "arrive", "drop_load"),
    *("told_from", "told_to"),
)
"""The columns of Kørsel that a plan fills."""

_POSTCODE = re.compile(r"\b\d{4}\b")


@dataclass(frozen=True)
class Sheets:
    """A day as the sheets have it; `problems` are rows that cannot be read, `stops` the stop numbers by row id."""

    trips: Sequence[Trip]
    cars: Sequence[Car]
    sites: Sequence[Site]
    known: Sequence[Known]
    stops: Mapping[str, tuple[int, int]]
    problems: Sequence[Problem]


def day_of(read: Read, day: date) -> Sheets:
    """Return what the sheets say of a day."""
    problems: list[Problem] = []
    citizens, rides = records(read(CITIZENS)), records(rides_on(read(RIDES), day))
    sites = [_site(row_id, row, problems) for row_id, row in records(read(SITES)).items() if "name" in row]
    by_name = {site.name: site.place for site in sites}
    away = away_on(records(read(COLLEAGUES)).values(), day)
    kinds = Kinds()
    vehicles = vehicles_on(read(VEHICLES), day)
    cars = [_car(row_id, row, by_name, away, kinds, problems) for row_id, row in vehicles.items()]
    named = {row.get(name) for row in rides.values() for name in ("citizen", "pick_at")}
    homes = {who: _home(who, citizens[who], problems) for who in citizens if who in named}
    idle = staying_home(read, day)
    whole = {row_id: row for row_id, row in rides.items() if _is_whole(row_id, row, citizens, idle, problems)}
    trips = [_trip(row_id, row, citizens, homes, by_name, kinds) for row_id, row in whole.items()]
    return Sheets(trips, cars, sites, list(_known(read(TRAVEL_TIMES))), _stops(rides), problems)


def rides_on(rides: pd.DataFrame, day: date) -> pd.DataFrame:
    """Return the rows of Kørsel that are driven on a day, or were."""
    counts = rides["result"].isna() | (rides["result"] == RideResult.DONE)
    return rides[(rides["date"] == day) & counts]


def staying_home(read: Read, day: date) -> set[str]:
    """Return the citizens whose time on that day was moved, cancelled or missed; who was driven out must get home."""
    rides = rides_on(read(RIDES), day)
    out = rides[(rides["leg"] == Leg.OUT) & (rides["result"] == RideResult.DONE)]
    return without_time(read(BOOKINGS), day) - set(out["citizen"])


def vehicles_on(vehicles: pd.DataFrame, day: date) -> dict[str, Row]:
    """Return the rows of Køretøjer that hold on a day, by row id; the day's own row wins over the one for all days."""
    rows = {row_id: row for row_id, row in records(vehicles).items() if row.get("date", day) == day and "name" in row}
    own = {row["name"] for row in rows.values() if "date" in row}
    return {row_id: row for row_id, row in rows.items() if "date" in row or row["name"] not in own}


def planned(rides: pd.DataFrame, timed: Iterable[Timed]) -> pd.DataFrame:
    """Return rows of Kørsel with what a plan says; a row that the plan does not serve has none of it."""
    by_id = {row.id: _cells(row) for row in timed}
    fresh = [by_id.get(str(row_id), {}) for row_id in rides.index]
    return rides.assign(
        **{name: pd.Series([row.get(name) for row in fresh], rides.index, dtype=object) for name in PLANNED}
    )


def write(rides: pd.DataFrame, after: pd.DataFrame) -> Change:
    """Return the change that makes rows of Kørsel look like `after`."""
    change = Change()
    change.update(RIDES, rides, after)
    return change


def _cells(row: Timed) -> dict[str, Any]:
    return {
        "vehicle": row.vehicle,
        "pick_up_stop": row.stops[0],
        "pick_up": row.pick_up,
        "pick_up_load": row.loads[0],
        "drop_stop": row.stops[1],
        "arrive": row.arrive,
        "drop_load": row.loads[1],
        "told_from": row.told_from,
        "told_to": row.told_to,
    }


def _is_whole(
    row_id: str, row: Row, citizens: Mapping[str, Row], idle: Container[str], problems: list[Problem]
) -> bool:
    """Whether a row says who is driven and which way, and there is something to drive to; tells what is missing."""
    if row.get("citizen") not in citizens:
        problems.append(
            _problem("Turen hører til en borger, der ikke står på arket Borgere.", RIDES, row_id, "citizen")
        )
    elif row["citizen"] in idle:
        problems.append(
            _problem("Borgeren har ingen tid den dag på arket Booking: vælg Aflyst.", RIDES, row_id, "result")
        )
    elif row.get("leg") not in set(Leg):
        problems.append(_problem("Turen mangler Ud eller Hjem i kolonnen “Tur”.", RIDES, row_id, "leg"))
    else:
        return True
    return False


def _trip(
    row_id: str,
    row: Row,
    citizens: Mapping[str, Row],
    homes: Mapping[str, Place],
    sites: Mapping[str, Place],
    kinds: Kinds,
) -> Trip:
    who = citizens[row["citizen"]]
    return Trip(
        row_id,
        row["citizen"],
        Leg(row["leg"]),
        homes[row["citizen"]],
        row.get("site", ""),
        row.get("appointment"),
        who.get("observe"),
        Aid(row["aid"]) if row.get("aid") in set(Aid) else None,
        _escort(row),
        row.get("promised"),
        Lock(row["lock"]) if row.get("lock") in set(Lock) else None,
        row.get("vehicle", ""),
        row.get("pick_up"),
        row.get("arrive"),
        extra=kinds.counted(row.get("others", "")),
        limit=who.get("ride_limit"),
        start=_start(str(row.get("pick_at", "")), homes, sites),
    )


def _start(said: str, homes: Mapping[str, Place], sites: Mapping[str, Place]) -> Place | None:
    """Return the place that a text names: a site, a citizen's home, or an address."""
    if not said:
        return None
    return sites.get(said) or homes.get(said) or Place((said,), None, "".join(_POSTCODE.findall(said)[-1:]))


def _escort(row: Row) -> str:
    """Return whose escort goes with somebody: initials, or a name of its own for one who is not chosen yet."""
    said = str(row.get("escort", ""))
    if fold(said) == fold(YesNo.YES):
        return f"til {row['citizen']}"
    return "" if fold(said) == fold(YesNo.NO) else said


def _stops(rides: Mapping[str, Row]) -> dict[str, tuple[int, int]]:
    return {row_id: (row.get("pick_up_stop", 0), row.get("drop_stop", 0)) for row_id, row in rides.items()}


def _home(row_id: str, person: Row, problems: list[Problem]) -> Place:
    city = " ".join(part for part in (person.get("postcode"), person.get("city")) if part)
    names = tuple(dict.fromkeys(_joined(*parts) for parts in _addresses(person.get("address", ""), city)))
    return Place(names, _point(CITIZENS, row_id, person, problems), person.get("postcode", ""))


def _addresses(address: str, city: str) -> Iterator[tuple[str, ...]]:
    if address:
        yield address, city
        yield (address,)


def _car(
    row_id: str,
    row: Row,
    sites: Mapping[str, Place],
    drivers: Mapping[str, str],
    kinds: Kinds,
    problems: list[Problem],
) -> Car:
    depot, others = str(row.get("depot", "")), kinds.counted(row.get("others", ""))
    code = _POSTCODE.findall(depot)[-1:]
    place = Place((depot,) if depot else (), _point(VEHICLES, row_id, row, problems), "".join(code))
    return Car(
        row_id,
        row["name"],
        sites.get(depot, place) if place.point is None else place,
        row.get("shift_from"),
        row.get("shift_to"),
        {kind: row.get(kind, 0) + others.get(kind, 0) for kind in (*KINDS, *others)},
        row.get("lift") == YesNo.YES,
        _why_away(row, drivers),
        row.get("away_at"),
    )


def _why_away(row: Row, drivers: Mapping[str, str]) -> str:
    """Return why a vehicle does not drive; nothing when it does."""
    if "away" in row or "away_at" in row:
        return str(row.get("away", "ukendt grund"))
    driver = drivers.get(fold(row.get("driver", "")))
    return f"chaufføren {driver} er væk" if driver else ""


def away_on(staff: Iterable[Row], day: date) -> dict[str, str]:
    """Return the initials of the staff who are away on a day, by folded initials."""
    return {
        fold(row["initials"]): row["initials"]
        for row in staff
        if "initials" in row and ("away_from" in row or "away_to" in row)
        if row.get("away_from", day) <= day <= row.get("away_to", day)
    }


def _site(row_id: str, row: Row, problems: list[Problem]) -> Site:
    city = " ".join(part for part in (row.get("postcode"), row.get("city")) if part)
    names = tuple(name for name in (row["name"], _joined(row.get("address", ""), city), row.get("address", "")) if name)
    place = Place(names, _point(SITES, row_id, row, problems), row.get("postcode", ""))
    return Site(row["name"], place, row.get("open_from"), row.get("open_to"))


def _known(travel_times: pd.DataFrame) -> Iterator[Known]:
    for row in records(travel_times).values():
        if "place_from" in row and "place_to" in row and "minutes" in row:
            yield Known(row["place_from"], row["place_to"], row["minutes"], row.get("km"))


def _point(table: Table, row_id: str, row: Row, problems: list[Problem]) -> Point | None:
    if "east" not in row and "north" not in row:
        return None
    try:
        return read_point(row.get("east"), row.get("north"))
    except NotInDenmark:
        told = "Koordinaterne i “Øst” og “Nord” er ikke et sted i Danmark."
        problems.append(_problem(told, table, row_id, "east"))
        return None


def _problem(told: str, table: Table, row_id: str, column: str) -> Problem:
    return Problem(ReviewKind.RIDE, f"{told} Ret rækken {row_id} på arket {table.sheet}.", table.name, row_id, column)


def _joined(*parts: str) -> str:
    return ", ".join(part for part in parts if part)
