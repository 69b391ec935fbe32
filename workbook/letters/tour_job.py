"""Chaufførbreve, Ledsagerplan and Kørselsordre: a day's rides as they stand on Kørsel, printed and noted on Breve.

A paper that is made again says which one it takes the place of; its row on Breve does too.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import pandas as pd

from workbook.calls.attempts import standing
from workbook.change import Change, OutFile, Row, records
from workbook.letters.papers import sender
from workbook.letters.receivers import Read
from workbook.letters.timeline import hours_of, timeline
from workbook.letters.tour_rows import (
    UNKNOWN,
    DayRides,
    Ridden,
    day_rides,
    escorts,
    in_two_places,
    orders_of,
    stops_of,
    visits_of,
)
from workbook.letters.tours import Office, day_plan, driver_letter, escort_plan, stamp
from workbook.letters.values import clean, phone
from workbook.schema import Table
from workbook.settings import Settings
from workbook.tables import LETTERS_SENT
from workbook.words import Channel, Language, LetterKind, counted, joined, listed

NewIds = Callable[[Table, int], list[str]]


@dataclass
class _Job:
    """The papers of a press: what each is about (a vehicle, an escort), and the rows of Breve that they replace."""

    kind: LetterKind
    day: date
    office: Office
    user: str
    before: Mapping[str, tuple[str, datetime]]
    files: list[OutFile] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)

    def office_of(self, about: str) -> Office:
        """Return the office as the paper about it needs it: with when the paper was printed last."""
        found = self.before.get(_about(self.day, about))
        return self.office._replace(replaces=found[1] if found else None)

    def add(self, about: str, content: bytes, end: str = ".pdf") -> None:
        """Add a paper's file, whose name has that end, and its row."""
        names = {file.path for file in self.files}
        stem = f"{self.folder}/{self.office.now:%Y-%m-%d %H.%M} {self.kind} {_safe(about)}"
        path = next(path for path in _paths(stem, end) if path not in names)
        replaced = self.before.get(_about(self.day, about))
        self.files.append(OutFile(path, content))
        self.rows.append(
            {
                "letter": self.kind,
                "about": _about(self.day, about),
                "language": Language.DANISH,
                "channel": Channel.PAPER,
                "printed_on": self.office.now.date(),
                "printed_at": self.office.now.time().replace(second=0, microsecond=0),
                "printed_by": self.user,
                "replaces": replaced[0] if replaced else None,
                "file": path.removeprefix("Ud/"),
            }
        )

    @property
    def folder(self) -> str:
        """Return the folder of the day's papers."""
        return f"Ud/Kørsel {self.day}"

    def change(self, told: Iterable[str], new_ids: NewIds) -> Change:
        """Return the change that publishes the files and notes them on Breve."""
        change = Change(" ".join(told), files=self.files)
        ids = new_ids(LETTERS_SENT, len(self.rows))
        change.insert(
            LETTERS_SENT, LETTERS_SENT.frame({**row, "id": row_id} for row_id, row in zip(ids, self.rows, strict=True))
        )
        return change

    def dropped(self, abouts: Iterable[str]) -> list[str]:
        """Return the vehicles or escorts with an older paper and none now."""
        made = {_about(self.day, about) for about in abouts}
        return [about.partition(" ")[2] for about in self.before if about not in made]


def print_driver_letters(
    read: Read, settings: Settings, templates: Sequence[Path], now: datetime, user: str, new_ids: NewIds, day: date
) -> Change:
    """Return a letter for each vehicle's driver and the day at a glance, as PDF files, and their rows of Breve.

    Raises TemplateMissing, TemplateFault.
    """
    rides = day_rides(read, day)
    job = _job(LetterKind.DRIVER, read, Office(settings, templates, now), user, day)
    hours = hours_of(rides.rides)
    for name, mine in rides.by_vehicle.items():
        vehicle, stops = _vehicle(name, mine, rides, day), stops_of(mine, settings, now.date())
        job.add(name, driver_letter(vehicle, stops, timeline(mine, hours), job.office_of(name)))
    if job.files:
        plan = day_plan(day, [_drawn(name, rides, hours) for name in rides.by_vehicle], _lists(rides), job.office)
        job.files.append(OutFile(f"{job.folder}/{now:%Y-%m-%d %H.%M} Dagsplan.pdf", plan))
    return job.change(_told_of_drivers(job, rides), new_ids)


def print_escort_plans(
    read: Read, settings: Settings, templates: Sequence[Path], now: datetime, user: str, new_ids: NewIds, day: date
) -> Change:
    """Return a plan for each escort as PDF files, and their rows of Breve; one for those nobody was chosen for.

    An escort who would have to be in two places is a problem. Raises TemplateMissing, TemplateFault.
    """
    rides = day_rides(read, day)
    job = _job(LetterKind.ESCORT, read, Office(settings, templates, now), user, day)
    plans = escorts(rides.rides)
    for name, mine in plans.items():
        escort = {"name": name, "date": day, "phone": rides.phone_of(name)}
        job.add(name, escort_plan(escort, visits_of(mine, settings), job.office_of(name)))
    problems = list(in_two_places(rides.rides, settings))
    told = [*_told_of_escorts(job, plans, len(problems)), *_told_of_called_off(rides)]
    change = job.change(told, new_ids)
    change.problems = problems
    return change


def make_ride_order(
    read: Read,
    settings: Settings,
    templates: Sequence[Path],
    now: datetime,
    user: str,
    new_ids: NewIds,
    day: date,
    sheet: Callable[[Sequence[Mapping[str, str]], str, datetime], bytes],
) -> Change:
    """Return the day's rides, planned or not, for a transport office that plans them itself, and the row of Breve.

    `sheet` makes the file of the rides, the line that stands above them, and now.
    """
    rides = day_rides(read, day)
    job = _job(LetterKind.ORDER, read, Office(settings, templates, now), user, day)
    lines = orders_of([*rides.rides, *rides.unplaced], settings, now.date())
    if lines:
        office = job.office_of(_ALL)
        head = f"Fra {sender(settings)['municipality']}, telefon {phone(settings.office_phone)}. {stamp(office)}."
        job.add(_ALL, sheet(lines, head, now), ".xlsx")
    return job.change([*_told_of_order(job, len(lines)), *_told_of_called_off(rides)], new_ids)


_ALL = "alle ture"


def _job(kind: LetterKind, read: Read, office: Office, user: str, day: date) -> _Job:
    return _Job(kind, day, office, user, _printed_before(read(LETTERS_SENT), kind, day))


def _printed_before(sent: pd.DataFrame, kind: LetterKind, day: date) -> dict[str, tuple[str, datetime]]:
    """Return the latest paper of the day that still counts, by what it is about: its row's id, and when it was made."""
    rows = records(standing(sent[sent["letter"] == kind]))
    mine = {
        row_id: (row["about"], datetime.combine(row["printed_on"], row.get("printed_at", time())))
        for row_id, row in rows.items()
        if row.get("about", "").startswith(_about(day, "")) and "printed_on" in row
    }
    return {about: (row_id, at) for row_id, (about, at) in sorted(mine.items(), key=lambda item: item[1][1])}


def _about(day: date, name: str) -> str:
    """Return how Breve calls what a paper is about: "04-05-2021 Bus 1"."""
    return f"{day:%d-%m-%Y} {clean(name)}"


def _safe(name: str) -> str:
    return re.sub(r"[^\w .-]", "-", clean(name))[:60].strip(" .")


def _paths(stem: str, end: str) -> Iterator[str]:
    yield stem + end
    yield from (f"{stem} {number}{end}" for number in range(2, 1000))


def _vehicle(name: str, mine: Sequence[Ridden], rides: DayRides, day: date) -> dict[str, Any]:
    row = rides.vehicles.get(name, {})
    known = {column: row.get(column) for column in ("driver", "phone", "shift_from", "shift_to", "depot")}
    along = [who for who in escorts(mine) if who != UNKNOWN]
    return {"name": name, "date": day, **known, "escorts": [(who, rides.phone_of(who)) for who in along]}


def _drawn(name: str, rides: DayRides, hours: tuple[int, int]) -> dict[str, Any]:
    driver = rides.vehicles.get(name, {}).get("driver")
    return {
        "name": " · ".join(filter(None, (clean(name), clean(driver)))),
        "timeline": timeline(rides.by_vehicle[name], hours),
    }


def _lists(rides: DayRides) -> list[dict[str, Any]]:
    """Return what the day's plan lacks: rides without a vehicle, and people whose escort nobody has chosen."""
    lacking = {
        "Uden vogn": rides.unplaced,
        "Mangler en ledsager": [ride for ride in rides.rides if ride.escort == UNKNOWN],
    }
    return [
        {"heading": heading, "rows": [f"{clean(ride.person.get('name'))} ({ride.way.lower()})" for ride in found]}
        for heading, found in lacking.items()
        if found
    ]


def _told_of_drivers(job: _Job, rides: DayRides) -> Iterator[str]:
    count = len(rides.by_vehicle)
    if count:
        letters = counted(count, "chaufførbrev", "chaufførbreve")
        yield f"{letters} og en dagsplan for {job.day:%d-%m-%Y} ligger i mappen {job.folder}."
    else:
        yield f"Ingen ture har vogn og tid den {job.day:%d-%m-%Y}. Tryk på Planlæg kørsel først."
    yield from _told_of_older(job, rides.by_vehicle)
    wrong = sum("check" in ride.row for ride in rides.rides)
    if wrong:
        yield f"{counted(wrong, 'tur', 'ture')} holder ikke; se hvorfor i kolonnen Kontrol på arket Kørsel."
    homeless = {ride.row["citizen"] for ride in rides.rides if not (ride.start and ride.end)}
    if homeless:
        people = counted(len(homeless), "borger", "borgere")
        yield f"{people} mangler adresse på arket Borgere: {listed(sorted(homeless))}."
    if rides.unplaced:
        yield f"{counted(len(rides.unplaced), 'tur', 'ture')} har ingen vogn eller tid og er ikke med."
    yield from _told_of_called_off(rides)


def _told_of_called_off(rides: DayRides) -> Iterator[str]:
    people = sorted({ride.row["citizen"] for ride in rides.called_off})
    if people:
        count = counted(len(rides.called_off), "tur", "ture")
        yield f"{count} er ikke med, da tiden på arket Booking er flyttet, aflyst eller forpasset: {listed(people)}."


def _told_of_escorts(job: _Job, plans: Mapping[str, Sequence[Ridden]], clashes: int) -> Iterator[str]:
    if named := plans.keys() - {UNKNOWN}:
        made = counted(len(named), "ledsagerplan", "ledsagerplaner")
        yield f"{made} for {job.day:%d-%m-%Y} ligger i mappen {job.folder}."
    elif plans:
        yield f"Ingen ledsager er valgt til turene den {job.day:%d-%m-%Y}. De står i {job.files[0].path}."
    else:
        yield f"Ingen har ledsager med den {job.day:%d-%m-%Y}."
    yield from _told_of_older(job, plans)
    if UNKNOWN in plans:
        rides = counted(len(plans[UNKNOWN]), "tur", "ture")
        yield f"{rides} mangler en ledsager: skriv initialerne i kolonnen Ledsager på arket Kørsel."
    if clashes:
        yield f"{counted(clashes, 'gang', 'gange')} skal en ledsager være to steder; se arket Til vurdering."


def _told_of_order(job: _Job, count: int) -> Iterator[str]:
    if not count:
        yield f"Der er ingen ture den {job.day:%d-%m-%Y}."
        return
    rides = counted(count, "tur", "ture")
    yield f"Ordren på {rides} ligger i {job.files[0].path}. Den har navne og adresser: send den med sikker post."
    if job.rows[0]["replaces"]:
        yield "Den erstatter den fra før. Sig til kørselskontoret, at den gamle ikke gælder."


def _told_of_older(job: _Job, made: Iterable[str]) -> Iterator[str]:
    """Say which older papers are replaced, and which must be thrown away with nothing in their place."""
    again = [name for name in made if _about(job.day, name) in job.before]
    if again:
        they, them = ("Den", "den") if len(again) == 1 else ("De", "dem")
        yield f"{they} erstatter {them} fra før ({joined(again)}), som I skal smide ud."
    if gone := job.dropped(made):
        yield f"{joined(gone)} har ikke længere ture, så smid det gamle papir ud."
