"""Papers for the day of the rides: a letter to each driver, and a plan for each escort.

What walks in are plain rows, one per stop or visit; what a paper has no column for cannot come on it. So neither
knows a CPR number, a birth date, an answer, a reason or a target group.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any, NamedTuple

from workbook.letters.files import find_wording
from workbook.letters.papers import DRIVER, ESCORT, Paper, field_values, sender, shown
from workbook.letters.typeset import Unprintable, typeset
from workbook.letters.values import clean, danish_date, phone, said
from workbook.letters.wording import read_wording
from workbook.problems import TemplateFault
from workbook.settings import Settings
from workbook.words import Aid, Language, YesNo

ACTIONS: Mapping[str, str] = {
    Aid.STICK: "Stok: giv en arm",
    Aid.WALKER: "Rollator: fold den sammen, og tag den med",
    Aid.WHEELCHAIR: "Kørestol: spænd stol og borger fast",
    Aid.STRETCHER: "Båre: spænd den fast, og kør forsigtigt",
    Aid.OXYGEN: "Ilt: spænd flasken fast, ingen ild",
}
"""What a driver does about an aid."""

STAIRS = "Trapper: hjælp op og ned"
WHEN_READY = "Hjem: ring når klar"
"""The time of a ride home that has none: it begins when the jab is given."""

NO_SHAPE = "(se arket Kørsel)"
"""What stands for a text with a character that the fonts do not have."""

Rows = Sequence[Mapping[str, Any]]
Cells = list[list[list[str]]]


class Office(NamedTuple):
    """What both papers need: settings, folders of templates, and now; `replaces` is when an older print was made."""

    settings: Settings
    templates: Sequence[Path]
    now: datetime
    replaces: datetime | None = None


def driver_letter(vehicle: Mapping[str, Any], stops: Rows, office: Office) -> bytes:
    """Return a vehicle's day as a PDF: stops in order, the load after each, aids as actions, boxes for the time.

    `vehicle` has name, date, driver, phone, escort_phone. Each stop has the columns of `papers.DRIVER`: `order`,
    `clock` (datetime.time; None for a ride home when ready), `what` ("Hent", "Sæt af"), `name`, `address`, `phone`,
    `aid` (words.Aid), `stairs`, `escort`, `load`. Raises TemplateMissing, TemplateFault.
    """
    rows = [_stop(stop) for stop in sorted(stops, key=lambda stop: int(stop["order"]))]
    frame = {
        "title": f"Kørselsliste {clean(vehicle['name'])}",
        "subtitle": _joined([danish_date(vehicle["date"]), clean(vehicle.get("driver"))]),
        "phones": _phones(office, vehicle, ("Vognen", "phone"), ("Ledsager", "escort_phone")),
        "heads": ["Nr.", "Kl.", "Stop", "Husk", "Med efter"],
        "widths": [1, 2.4, 6, 5, 1.5],
        "box": "Kørt kl.",
    }
    return _print(DRIVER, frame, rows, office)


def escort_plan(escort: Mapping[str, Any], visits: Rows, office: Office) -> bytes:
    """Return an escort's day as a PDF: whom to help get ready, when, where, and in which vehicle.

    `escort` has name, date, phone. Each visit has the columns of `papers.ESCORT`: `be_there`, `pick_up`,
    `appointment` (datetime.time or None), `name`, `address`, `phone`, `aid`, `stairs`, `vehicle`, `site`. Raises
    TemplateMissing, TemplateFault.
    """
    rows = [_visit(visit) for visit in sorted(visits, key=lambda visit: str(visit["be_there"]))]
    frame = {
        "title": f"Ledsagerplan {clean(escort['name'])}",
        "subtitle": danish_date(escort["date"]),
        "phones": _phones(office, escort, ("Ledsager", "phone")),
        "heads": ["Vær der", "Borger", "Husk", "Vogn og sted"],
        "widths": [2, 5, 4.5, 4.5],
        "box": "Fulgt kl.",
    }
    return _print(ESCORT, frame, rows, office)


def _stop(row: Mapping[str, Any]) -> list[list[str]]:
    """Return the cells of a stop, each its lines."""
    stop = shown(DRIVER, row)
    who = [f"{stop['what']}: {stop['name']}", stop["address"], stop["phone"]]
    escort = [f"Ledsager: {stop['escort']}"] if stop["escort"] else []
    clock = _clock(row["clock"]) or WHEN_READY
    return _cells([stop["order"]], [clock], who, [*_actions(stop), *escort], [stop["load"]])


def _visit(row: Mapping[str, Any]) -> list[list[str]]:
    """Return the cells of a visit, each its lines."""
    visit = shown(ESCORT, row)
    leaves = f"Hentes kl. {_clock(row['pick_up'])}" if row["pick_up"] else WHEN_READY
    there = f"Aftale kl. {_clock(row['appointment'])}" if row["appointment"] else ""
    who = [visit["name"], visit["address"], visit["phone"]]
    return _cells([_clock(row["be_there"])], who, _actions(visit), [visit["vehicle"], leaves, visit["site"], there])


def _cells(*cells: list[str]) -> list[list[str]]:
    return [[line for line in cell if line] or [""] for cell in cells]


def _actions(row: Mapping[str, str]) -> list[str]:
    stairs = STAIRS if row["stairs"] == YesNo.YES else ""
    return [action for action in (ACTIONS.get(row["aid"], ""), stairs) if action]


def _clock(value: Any) -> str:
    return said(value, Language.DANISH)


def _phones(office: Office, about: Mapping[str, Any], *others: tuple[str, str]) -> list[tuple[str, str]]:
    known = [("Kontoret", office.settings.office_phone), *((who, about.get(name)) for who, name in others)]
    return [(who, phone(number)) for who, number in known if clean(number)]


def _joined(parts: Iterable[str]) -> str:
    return " · ".join(part for part in parts if part)


def _stamp(office: Office) -> str:
    """Return which print this is, and which one it takes the place of."""
    printed = f"Udskrevet kl. {_clock(office.now.time())}"
    return f"{printed}, erstatter kl. {_clock(office.replaces.time())}" if office.replaces else printed


def _print(paper: Paper, frame: Mapping[str, Any], rows: Cells, office: Office) -> bytes:
    today = office.now.date()
    wording = read_wording(find_wording(office.templates, paper.file()), paper.fields)
    words = wording.words(field_values(paper, office.settings, today))
    data = {
        **frame,
        "language": "da",
        "stamp": _stamp(office),
        "sender": sender(office.settings),
        "words": words._asdict(),
        "rows": [],
    }
    if not _is_printable(data, today):
        what = "et tegn her, i vognens eller ledsagerens navn eller på arket Indstillinger kan ikke vises på papiret."
        raise TemplateFault(wording.file, 0, what)
    try:
        return typeset("tour", {**data, "rows": rows}, today)
    except Unprintable:
        kept = [[[_shaped(data, line, today) for line in cell] for cell in row] for row in rows]
        return typeset("tour", {**data, "rows": kept}, today)


def _shaped(data: Mapping[str, Any], line: str, today: date) -> str:
    return line if _is_printable({**data, "rows": [[[line]] * len(data["widths"])]}, today) else NO_SHAPE


def _is_printable(data: Mapping[str, Any], today: date) -> bool:
    try:
        typeset("tour", data, today)
    except Unprintable:
        return False
    return True
