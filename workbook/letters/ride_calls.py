"""Whom to ring about a changed ride, and which appointments are in danger, on paper.

A line holds who, the number, and what the citizen does not know yet; nothing about why somebody is driven.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path

import pandas as pd

from workbook.change import Row, records
from workbook.letters.papers import RIDE_CALLS
from workbook.letters.report import Section, report_pdf
from workbook.letters.values import phone
from workbook.minutes import minute
from workbook.rides.model import clock
from workbook.settings import Settings
from workbook.words import Leg


def ride_calls_pdf(
    rows: pd.DataFrame,
    people: Mapping[str, Row],
    day: date,
    settings: Settings,
    templates: Sequence[Path],
    now: datetime,
    user: str,
) -> bytes:
    """Return the list as a PDF; `rows` are a day's rows of Kørsel, checked, and `people` the rows of Borgere.

    Raises TemplateMissing, TemplateFault.
    """
    rides = list(records(rows).values())
    sections = [_calls(rides, people, day), *_in_danger(rides, people, settings, now)]
    return report_pdf(RIDE_CALLS, sections, {}, settings, templates, now.date(), user)


def in_danger(ride: Row, settings: Settings, now: datetime) -> bool:
    """Say whether a ride will come to the appointment later than it should."""
    if ride.get("leg") != Leg.OUT or "arrive" not in ride or "appointment" not in ride or "result" in ride:
        return False
    is_past = datetime.combine(ride["date"], ride["arrive"]) < now
    return not is_past and minute(ride["arrive"]) > minute(ride["appointment"]) - settings.arrive_late


def _calls(rides: Sequence[Row], people: Mapping[str, Row], day: date) -> Section:
    waiting = sorted((ride for ride in rides if "ring" in ride), key=lambda ride: ride["promised"])
    rows = [(*_who(ride, people), ride["leg"], ride["ring"]) for ride in waiting]
    heads = ("Nr.", "Borger", "Telefon", "Tur", "Det skal borgeren vide")
    return Section(
        f"Kørsel den {day:%d-%m-%Y}: {len(rows)} at ringe til", rows, (0, 3, 2, 0, 5, 2), heads, box="Ringet kl."
    )


def _in_danger(rides: Sequence[Row], people: Mapping[str, Row], settings: Settings, now: datetime) -> Iterator[Section]:
    late = [ride for ride in rides if in_danger(ride, settings, now)]
    rows = [(*_who(ride, people)[:2], _at(ride, "appointment"), ride.get("site"), _at(ride, "arrive")) for ride in late]
    if rows:
        heads = ("Nr.", "Borger", "Aftale", "Sted", "Fremme")
        note = f"Borgerne skulle være fremme {settings.arrive_late} minutter før aftalen. Ring til stedet."
        yield Section(f"Aftaler i fare: {len(rows)}", rows, (0, 3, 2, 3, 2), heads, note=note)


def _who(ride: Row, people: Mapping[str, Row]) -> tuple[str, str, str]:
    person = people.get(ride["citizen"], {})
    return ride["citizen"], person.get("name", "(uden navn)"), phone(person.get("phone") or person.get("phone2"))


def _at(ride: Row, name: str) -> str:
    return f"kl. {clock(minute(ride[name]))}"
