"""What the papers of a day's rides are made of: the rows of Kørsel as stops of vehicles and as visits of escorts.

Only what the rides need is taken from Borgere; what a paper may show of it stands in `papers.DRIVER` and the others.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from itertools import combinations

import pandas as pd

from workbook.change import Row, records
from workbook.folding import fold
from workbook.letters.papers import RIDE_ORDER, shown
from workbook.letters.receivers import Read
from workbook.minutes import minute, of_minute
from workbook.problems import Problem
from workbook.rides.model import clock
from workbook.rides.sheets import rides_on, staying_home, vehicles_on
from workbook.settings import Settings
from workbook.tables import CITIZENS, COLLEAGUES, RIDES, SITES, VEHICLES
from workbook.words import Leg, ReviewKind, YesNo

FETCH, SET_DOWN = "Hent", "Sæt af"
UNKNOWN = "mangler ledsager"
"""Stands for who goes with a citizen when nobody has been chosen, also on the plan of those rides."""

_LAST = time(23, 59)


@dataclass(frozen=True)
class Ridden:
    """A row of Kørsel that a vehicle drives: whose it is, from where and to where; `escort` is "" without one."""

    id: str
    row: Row
    person: Row
    start: str
    end: str
    escort: str

    @property
    def way(self) -> Leg:
        """Return whether it is the way out or home."""
        return Leg(self.row["leg"])

    @property
    def pick_up(self) -> time | None:
        """Return when the vehicle comes; None for a ride home that begins when somebody rings."""
        return self.row.get("pick_up")


@dataclass(frozen=True)
class DayRides:
    """The rides of a day by vehicle, each vehicle's row, the staff by folded initials, and the rows nobody drives.

    `called_off` are the rides of people who have no time on that day any more; they are in none of the others.
    """

    by_vehicle: Mapping[str, Sequence[Ridden]]
    vehicles: Mapping[str, Row]
    staff: Mapping[str, Row]
    unplaced: Sequence[Ridden]
    called_off: Sequence[Ridden]

    @property
    def rides(self) -> list[Ridden]:
        """Return all rides that a vehicle drives."""
        return [ride for rides in self.by_vehicle.values() for ride in rides]

    def phone_of(self, initials: str) -> str | None:
        """Return the phone of one of the staff, None where none is known."""
        return self.staff.get(fold(initials), {}).get("phone")


def day_rides(read: Read, day: date) -> DayRides:
    """Return the rides of a day as Kørsel has them now, whoever wrote them; rows without a citizen are left out."""
    people, sites = records(read(CITIZENS)), {row.get("name", ""): row for row in records(read(SITES)).values()}
    rows = records(rides_on(read(RIDES), day))
    whole = {row_id: row for row_id, row in rows.items() if row.get("citizen") in people and row.get("leg") in set(Leg)}
    idle, every = staying_home(read, day), [_ridden(row_id, row, people, sites) for row_id, row in whole.items()]
    rides = [ride for ride in every if ride.row["citizen"] not in idle]
    vehicles = {row["name"]: row for row in vehicles_on(read(VEHICLES), day).values()}
    by_vehicle: dict[str, list[Ridden]] = {}
    for ride in sorted((ride for ride in rides if _is_driven(ride.row)), key=lambda ride: ride.row["vehicle"]):
        by_vehicle.setdefault(ride.row["vehicle"], []).append(ride)
    staff = {fold(row["initials"]): row for row in records(read(COLLEAGUES)).values() if "initials" in row}
    unplaced = [ride for ride in rides if not _is_driven(ride.row)]
    return DayRides(by_vehicle, vehicles, staff, unplaced, [ride for ride in every if ride.row["citizen"] in idle])


def days_with_rides(rides: pd.DataFrame, today: date, *, planned: bool = True) -> list[date]:
    """Return the days to come, today too, with rides; only those on which a vehicle drives, when they are `planned`."""
    rows = records(rides[rides["vehicle"].notna()] if planned else rides).values()
    return sorted({row["date"] for row in rows if row.get("date", date.min) >= today})


def _is_driven(row: Row) -> bool:
    timed = "pick_up" in row and "arrive" in row
    return "vehicle" in row and (timed or (row["leg"] == Leg.HOME and "pick_up" not in row))


def _ridden(row_id: str, row: Row, people: Mapping[str, Row], sites: Mapping[str, Row]) -> Ridden:
    person = people[row["citizen"]]
    home, there = _address(person), _site(row.get("site", ""), sites)
    start, end = (home, there) if row["leg"] == Leg.OUT else (there, home)
    said = str(row.get("pick_at", ""))
    if said:
        start = _address(people[said]) if said in people else _site(said, sites)
    return Ridden(row_id, row, person, start, end, _escort(row))


def _address(row: Row) -> str:
    return _joined(row.get("address"), " ".join(filter(None, (row.get("postcode"), row.get("city")))))


def _site(name: str, sites: Mapping[str, Row]) -> str:
    return _joined(name, _address(sites.get(name, {})))


def _joined(*parts: str | None) -> str:
    return ", ".join(part for part in parts if part)


def _escort(row: Row) -> str:
    said = str(row.get("escort", "")).strip()
    if fold(said) == fold(YesNo.YES):
        return UNKNOWN
    return "" if fold(said) == fold(YesNo.NO) else said


def stops_of(rides: Iterable[Ridden], settings: Settings, today: date) -> list[Row]:
    """Return a vehicle's stops in order, as columns of `papers.DRIVER`, with the load after each as they stand."""
    halts = sorted(((ride, drop) for ride in rides for drop in (False, True)), key=_place_in_tour)
    found: list[Row] = []
    aboard = 0
    for number, (ride, drop) in enumerate(halts, start=1):
        inside = 2 if ride.escort else 1
        aboard += -inside if drop else inside
        stop = _set_down(ride, settings) if drop else _fetch(ride)
        home = _at_home(ride, today) if drop == (ride.way is Leg.HOME) else {}
        found.append({"order": number, "name": ride.person.get("name"), "load": aboard, **stop, **home})
    return found


def _place_in_tour(halt: tuple[Ridden, bool]) -> tuple[time, int, str, bool]:
    ride, drop = halt
    at, number = ("arrive", "drop_stop") if drop else ("pick_up", "pick_up_stop")
    return ride.row.get(at, _LAST), ride.row.get(number, 0), "" if number in ride.row else ride.id, drop


def _fetch(ride: Ridden) -> Row:
    return {
        "what": FETCH,
        "clock": ride.pick_up,
        "address": ride.start,
        "phone": ride.person.get("phone"),
        "aid": ride.row.get("aid"),
        "others": ride.row.get("others"),
        "escort": ride.escort,
    }


def _set_down(ride: Ridden, settings: Settings) -> Row:
    out = ride.way is Leg.OUT
    appointment = ride.row.get("appointment")
    return {
        "what": SET_DOWN,
        "clock": ride.row.get("arrive"),
        "latest": of_minute(minute(appointment) - settings.arrive_late) if out and appointment else None,
        "address": ride.end,
    }


def _at_home(ride: Ridden, today: date) -> Row:
    """Return what a driver must know of somebody's door."""
    until = ride.person.get("protected_until", today)
    return {
        "stairs": ride.row.get("stairs"),
        "door_note": ride.row.get("door_note"),
        "protected": ride.person.get("protected") if until >= today else None,
    }


def orders_of(rides: Iterable[Ridden], settings: Settings, today: date) -> list[dict[str, str]]:
    """Return rides as a transport office that plans them itself orders them: the columns of `papers.RIDE_ORDER`."""
    ordered = sorted(rides, key=_wanted_at)
    cells = (shown(RIDE_ORDER, _order(ride, settings, today)) for ride in ordered)
    return [{name: text.replace("\u00a0", " ") for name, text in line.items()} for line in cells]


def _wanted_at(ride: Ridden) -> tuple[time, str, bool]:
    return ride.row.get("appointment", _LAST), ride.row["citizen"], ride.way is Leg.HOME


def _order(ride: Ridden, settings: Settings, today: date) -> Row:
    out, appointment = ride.way is Leg.OUT, ride.row.get("appointment")
    planned = ride.row.get("promised", ride.pick_up)
    return {
        "order": ride.id,
        "date": f"{ride.row['date']:%d-%m-%Y}",
        "way": ride.way,
        "name": ride.person.get("name"),
        "phone": ride.person.get("phone"),
        "fetched_at": ride.start,
        "goes_to": ride.end,
        "ready_from": _said(_ready(ride, appointment, settings)) if appointment and not out else None,
        "latest": _said(of_minute(minute(appointment) - settings.arrive_late)) if appointment and out else None,
        "pick_up": _said(planned) if planned else None,
        "aid": ride.row.get("aid"),
        "others": ride.row.get("others"),
        "escort": YesNo.YES if ride.escort else None,
        **_at_home(ride, today),
    }


def _ready(ride: Ridden, appointment: time, settings: Settings) -> time:
    observe = ride.person.get("observe", settings.observe_minutes)
    return of_minute(minute(appointment) + observe + settings.ready_minutes)


def _said(at: time) -> str:
    return f"{at:%H.%M}"


def escorts(rides: Iterable[Ridden]) -> dict[str, list[Ridden]]:
    """Return the rides that somebody goes with, by the escort as first written; those nobody was chosen for last."""
    found: dict[str, list[Ridden]] = {}
    names: dict[str, str] = {}
    for ride in sorted(rides, key=lambda ride: (ride.escort == UNKNOWN, fold(ride.escort), ride.pick_up or _LAST)):
        if ride.escort:
            found.setdefault(names.setdefault(fold(ride.escort), ride.escort), []).append(ride)
    return found


def visits_of(rides: Iterable[Ridden], settings: Settings) -> list[Row]:
    """Return an escort's visits in order, as columns of `papers.ESCORT`."""
    return [_visit(ride, settings) for ride in sorted(rides, key=lambda ride: ride.pick_up or _LAST)]


def _visit(ride: Ridden, settings: Settings) -> Row:
    out = ride.way is Leg.OUT
    return {
        "what": "Gør klar, og følg med ud" if out else "Følg med hjem",
        "be_there": _be_there(ride, settings),
        "pick_up": ride.pick_up,
        "appointment": ride.row.get("appointment") if out else None,
        "name": ride.person.get("name"),
        "address": ride.start,
        "phone": ride.person.get("phone"),
        "aid": ride.row.get("aid"),
        "stairs": ride.row.get("stairs"),
        "vehicle": ride.row["vehicle"],
        "goes_to": ride.end,
    }


def _be_there(ride: Ridden, settings: Settings) -> time | None:
    if ride.pick_up is None:
        return None
    before = settings.escort_minutes if ride.way is Leg.OUT else 0
    return of_minute(max(0, minute(ride.pick_up) - before))


@dataclass(frozen=True)
class _Where:
    """Where an escort is from one minute to another, and with whom."""

    ride: Ridden
    begins: int
    ends: int
    place: str
    said: str


def in_two_places(rides: Iterable[Ridden], settings: Settings) -> Iterator[Problem]:
    """Yield where an escort should help somebody get ready while being elsewhere.

    Two vehicles at a time, and two appointments, are found by Kontrollér kørsel.
    """
    for escort, mine in escorts(rides).items():
        if escort != UNKNOWN:
            there = sorted(_whereabouts(mine, settings), key=lambda where: (where.begins, where.ride.id))
            yield from (_problem(escort, *both) for both in combinations(there, 2) if _clash(*both))


def _clash(one: _Where, other: _Where) -> bool:
    """Whether two of an escort's whereabouts overlap, one of them at a home; who live together get ready together."""
    if _READY not in {one.said, other.said} or one.ride.start == other.ride.start or one.place == other.place:
        return False
    return one.begins < other.ends and other.begins < one.ends


_READY, _RIDES, _WAITS = "hjælper hjemme", "er i vognen", "venter på stedet"


def _whereabouts(rides: Sequence[Ridden], settings: Settings) -> Iterator[_Where]:
    home = {ride.row["citizen"]: ride.pick_up for ride in rides if ride.way is Leg.HOME and ride.pick_up}
    for ride in rides:
        be_there, arrive = _be_there(ride, settings), ride.row.get("arrive")
        if be_there is None or ride.pick_up is None or arrive is None:
            continue
        up, down = minute(ride.pick_up), minute(arrive)
        yield _Where(ride, up, down, ride.row["vehicle"], _RIDES)
        if ride.way is Leg.OUT:
            yield _Where(ride, minute(be_there), up, ride.start, _READY)
            if back := home.get(ride.row["citizen"]):
                yield _Where(ride, down, minute(back), ride.end, _WAITS)


def _problem(escort: str, one: _Where, other: _Where) -> Problem:
    told = " og ".join(
        f"{where.said} med {where.ride.row['citizen']} kl. {clock(where.begins)}-{clock(where.ends)}"
        for where in (one, other)
    )
    message = f"Ledsageren {escort} skal være to steder på én gang: {told}. Vælg en anden ledsager til den ene."
    return Problem(ReviewKind.RIDE, message, RIDES.name, other.ride.id, "escort")
