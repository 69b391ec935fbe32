"""Kontrol on Booking: what is wrong with a row, in words that say what to do; nothing here changes a row."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from functools import cached_property

from workbook.bookings.standing import WITH_TIME, is_open
from workbook.calls.facts import Read
from workbook.calls.saying import moment, short
from workbook.change import Row, records
from workbook.settings import Settings
from workbook.tables import SITES
from workbook.words import BookingKind, BookingState, State

TOGETHER = timedelta(minutes=30)
"""So far apart may two be who go together, and still wait for each other."""

_AGAINST = {State.DECLINED, State.UNDECIDED, State.NOT_NOW, State.NO_CONTACT, State.GONE}
_BOTH = 2
_LAST = time.max


@dataclass(frozen=True)
class Around:
    """What a row is held against: all rows by id, the people on them, the sites, the settings, the day."""

    rows: Mapping[str, Row]
    people: Mapping[str, Row]
    sites: Mapping[str, Row]
    settings: Settings
    today: date

    @cached_property
    def by_citizen(self) -> dict[str, dict[str, Row]]:
        """Return each citizen's rows by id."""
        found: dict[str, dict[str, Row]] = {}
        for row_id, row in self.rows.items():
            if "citizen" in row:
                found.setdefault(row["citizen"], {})[row_id] = row
        return found

    def others(self, row_id: str, row: Row) -> dict[str, Row]:
        """Return the same citizen's other rows from which something may still come."""
        mine = self.by_citizen.get(row.get("citizen", ""), {})
        return {other: cells for other, cells in mine.items() if other != row_id and is_open(cells)}

    def first_jab(self, row: Row) -> date | None:
        """Return the day of the citizen's first jab: given, or else to come."""
        given = self.people.get(row.get("citizen", ""), {}).get("jab1_on")
        mine = self.by_citizen.get(row.get("citizen", ""), {}).values()
        days = [
            other["date"]
            for other in mine
            if other.get("dose") == 1 and "date" in other and other.get("state") in WITH_TIME | {BookingState.DONE}
        ]
        return given or max(days, default=None)


def faults(
    rows: Mapping[str, Row], people: Mapping[str, Row], read: Read, settings: Settings, today: date
) -> dict[str, str]:
    """Return what is wrong with each open row, one sentence after the other; rows in order are left out."""
    return _found(RULES, rows, people, read, settings, today)


def hindered(
    rows: Mapping[str, Row], people: Mapping[str, Row], read: Read, settings: Settings, today: date
) -> set[str]:
    """Return the open rows that nobody can book a time for as they stand: whose they are or which jab is wrong."""
    return set(_found((_whose, _which), rows, people, read, settings, today))


def _found(
    rules: Sequence[Rule],
    rows: Mapping[str, Row],
    people: Mapping[str, Row],
    read: Read,
    settings: Settings,
    today: date,
) -> dict[str, str]:
    sites = {row["name"]: row for row in records(read(SITES)).values() if "name" in row}
    around = Around(rows, people, sites, settings, today)
    told = {
        row_id: " ".join(said for rule in rules for said in rule(row_id, row, around))
        for row_id, row in rows.items()
        if is_open(row)
    }
    return {row_id: words for row_id, words in told.items() if words}


def _whose(_: str, row: Row, around: Around) -> Iterator[str]:
    person = around.people.get(row.get("citizen", ""))
    if person is None:
        yield "Borgernummeret står ikke på arket Borgere: ret det."
    elif person.get("state") in _AGAINST:
        has = "Aflys tiden hos Regionen, og vælg Aflyst." if row.get("state") in WITH_TIME else "Vælg Aflyst."
        yield f"Borgerens tilstand er “{person['state']}”. {has}"
    elif "cpr" not in person and row.get("state") == BookingState.WANTED:
        yield "Borgeren har intet CPR-nummer på arket Borgere, og uden det kan Regionen ikke booke: skriv det dér."


def _which(row_id: str, row: Row, around: Around) -> Iterator[str]:
    dose, person = row.get("dose"), around.people.get(row.get("citizen", ""), {})
    if row.get("state") not in set(BookingState):
        yield "Status er ikke en af dem på listen: vælg en."
    if row.get("kind") not in set(BookingKind):
        yield "Slags er ikke en af dem på listen: vælg en."
    if not isinstance(dose, int) or not 1 <= dose <= max(around.settings.doses, _BOTH):
        yield "Stik nr. skal være 1 eller 2."
        return
    if given := person.get(f"jab{dose}_on"):
        has = "Aflys tiden hos Regionen, og vælg Aflyst." if row.get("date", given) > given else "Vælg Aflyst."
        yield f"{dose}. stik er givet {short(given)} efter arket Borgere. {has}"
    if same := [other for other, cells in around.others(row_id, row).items() if cells.get("dose") == dose]:
        yield f"Borgeren har også {' og '.join(same)} til {dose}. stik: vælg Aflyst på den ene."


def _when(_: str, row: Row, around: Around) -> Iterator[str]:
    if row.get("state") not in WITH_TIME:
        if "date" in row and "time" not in row:
            yield "Der står en dato, men intet klokkeslæt: skriv det, eller slet datoen."
        return
    if "date" not in row:
        yield "Datoen mangler."
        return
    if row["date"] < around.today:
        yield "Dagen er gået: vælg Gennemført, Udeblevet eller Aflyst."
    if "got_on" in row and row["date"] < row["got_on"]:
        yield "Datoen ligger før den dag, tiden blev fået: ret den ene."
    if "time" not in row and ("asked_on" in row or "got_on" in row):
        yield "Klokkeslættet mangler."


def _where(_: str, row: Row, around: Around) -> Iterator[str]:
    if row.get("state") not in WITH_TIME or row.get("kind") == BookingKind.HOME:
        return
    if "site" not in row:
        if "asked_on" in row or "got_on" in row:
            yield "Stedet mangler."
        return
    site = around.sites.get(row["site"])
    if site is None:
        yield f"Stedet “{row['site']}” står ikke på arket Steder: ret navnet, eller skriv stedet dér."
    elif "time" in row and not site.get("open_from", row["time"]) <= row["time"] < site.get("open_to", _LAST):
        hours = " til ".join(f"{site[name]:%H.%M}" for name in ("open_from", "open_to") if name in site)
        yield f"Kl. {row['time']:%H.%M} er uden for stedets åbningstid ({hours})."


def _interval(_: str, row: Row, around: Around) -> Iterator[str]:
    first = around.first_jab(row)
    if row.get("dose") != _BOTH or row.get("state") not in WITH_TIME or "date" not in row or first is None:
        return
    days, settings = (row["date"] - first).days, around.settings
    if days < settings.interval_least:
        told = f"{days} dage efter 1. stik" if days > 0 else "ikke efter 1. stik"
        yield f"2. stik er {told} ({short(first)}); der skal gå mindst {settings.interval_least} dage."
    elif days > settings.interval_most:
        yield f"2. stik er {days} dage efter 1. stik ({short(first)}); der må højst gå {settings.interval_most} dage."


def _clash(row_id: str, row: Row, around: Around) -> Iterator[str]:
    """Tell of another time of the citizen's on the same day; of the same jab it is told already."""
    if row.get("state") not in WITH_TIME or "date" not in row:
        return
    for other, cells in around.others(row_id, row).items():
        if (
            cells.get("date") == row["date"]
            and cells.get("dose") != row.get("dose")
            and cells.get("state") in WITH_TIME
        ):
            yield f"Borgeren har også {other} samme dag."


def _company(_: str, row: Row, around: Around) -> Iterator[str]:
    """Tell what is wrong with whom the citizen goes with."""
    if "goes_with" not in row:
        return
    who = row["goes_with"]
    theirs = [cells for cells in around.by_citizen.get(who, {}).values() if is_open(cells)]
    mates = [cells for cells in theirs if cells.get("dose") == row.get("dose")]
    if who == row.get("citizen"):
        yield "Borgeren følges med sig selv: skriv den andens borgernr."
    elif not mates:
        yield f"Følges med {who}, som ikke har nogen booking til samme stik."
    elif apart := _apart(row, mates):
        yield f"Følges med {who}, som har tid {apart}: bed Regionen om tider sammen, eller slet “Følges med”."


def _apart(row: Row, mates: Sequence[Row]) -> str | None:
    """Return the other's time where both have one and nobody could wait for the other."""
    times = [mate for mate in mates if mate.get("state") in WITH_TIME and "date" in mate]
    if row.get("state") not in WITH_TIME or "date" not in row or not times:
        return None
    mate = times[0]
    is_near = mate["date"] == row["date"] and mate.get("site") == row.get("site") and _minutes(mate, row) <= TOGETHER
    return (
        None
        if is_near
        else f"{moment(mate['date'], mate.get('time'))}" + (f", {mate['site']}" if "site" in mate else "")
    )


def _minutes(one: Row, other: Row) -> timedelta:
    if "time" not in one or "time" not in other:
        return timedelta()
    a, b = (timedelta(hours=row["time"].hour, minutes=row["time"].minute) for row in (one, other))
    return abs(a - b)


Rule = Callable[[str, Row, Around], Iterator[str]]
RULES: tuple[Rule, ...] = (_whose, _which, _when, _where, _interval, _clash, _company)
"""What is looked at, in this order."""
