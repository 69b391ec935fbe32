"""Papers for the day of the rides: a letter to each driver, a plan for each escort, and the day for the office.

What walks in are plain rows, one per stop or visit; what a paper has no column for cannot come on it. So neither
knows a CPR number, a birth date, an answer, a reason or a target group.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any, NamedTuple

from workbook.letters.files import find_wording
from workbook.letters.papers import DRIVER, ESCORT, Paper, field_values, sender, shown
from workbook.letters.tour_rows import FETCH, UNKNOWN
from workbook.letters.typeset import Unprintable, typeset
from workbook.letters.values import clean, danish_date, phone, said
from workbook.letters.wording import read_wording
from workbook.problems import TemplateFault
from workbook.settings import Settings
from workbook.words import Aid, Language, YesNo, counted

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

PROTECTED = "Beskyttet adresse: giv den ikke videre"

NO_ADDRESS = "Adressen mangler: ring til kontoret"

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


def driver_letter(vehicle: Mapping[str, Any], stops: Rows, drawn: Mapping[str, Any], office: Office) -> bytes:
    """Return a vehicle's day as a PDF: stops in order, the load after each, aids as actions, boxes for the time.

    `vehicle` has name, date, driver, phone, shift_from, shift_to, depot, and `escorts`: initials and phone of each.
    Each stop has the columns of `papers.DRIVER`, as `tour_rows.stops_of` gives them; `drawn` is a `timeline`. Raises
    TemplateMissing, TemplateFault.
    """
    rows = [_stop(stop) for stop in sorted(stops, key=lambda stop: int(stop["order"]))]
    frame = {
        "title": f"Kørselsliste {clean(vehicle['name'])}",
        "subtitle": _joined([danish_date(vehicle["date"]), clean(vehicle.get("driver")), _shift(vehicle)]),
        "phones": _phones(office, ("Vognen", vehicle.get("phone")), *_escorts(vehicle)),
        "heads": ["Nr.", "Kl.", "Stop", "Husk", "Med efter"],
        "widths": [0.8, 2.3, 6.7, 4.9, 1.3],
        "box": "Kørt kl.",
        "timeline": drawn,
    }
    return _print(DRIVER, frame, rows, office)


def escort_plan(escort: Mapping[str, Any], visits: Rows, office: Office) -> bytes:
    """Return an escort's day as a PDF: whom to help get ready, when, where, and in which vehicle.

    `escort` has name, date, phone. Each visit has the columns of `papers.ESCORT`, as `tour_rows.visits_of` gives
    them. Raises TemplateMissing, TemplateFault.
    """
    frame = {
        "title": f"Ledsagerplan {clean(escort['name'])}",
        "subtitle": danish_date(escort["date"]),
        "phones": _phones(office, ("Ledsager", escort.get("phone"))),
        "heads": ["Vær der", "Borger", "Husk", "Vogn og sted"],
        "widths": [2, 5, 4.5, 4.5],
        "box": "Fulgt kl.",
        "timeline": None,
    }
    return _print(ESCORT, frame, [_visit(visit) for visit in visits], office)


def day_plan(day: date, vehicles: Rows, lists: Rows, office: Office) -> bytes:
    """Return a day at a glance as a PDF for the office: each of `vehicles` has name and `timeline`.

    `lists` have a heading and rows: what is in no vehicle.
    """
    data = {
        "title": f"Kørselsplan {danish_date(day)}",
        "subtitle": counted(len(vehicles), "vogn", "vogne"),
        "language": "da",
        "stamp": stamp(office),
        "sender": sender(office.settings),
    }
    return _set("day_plan", data, {"vehicles": vehicles, "lists": lists}, office)


def _stop(row: Mapping[str, Any]) -> list[list[str]]:
    """Return the cells of a stop, each its lines."""
    stop = shown(DRIVER, row)
    who = [f"{stop['what']}: {stop['name']}", *_lines(stop["address"]), stop["phone"]]
    known = stop["escort"] != UNKNOWN
    escort = [f"Ledsager med: {stop['escort'] if known else 'ikke valgt'}"] if stop["escort"] else []
    others = [f"Skal med: {stop['others']}"] if stop["others"] else []
    note = [f"“{stop['door_note']}”"] if stop["door_note"] else []
    secret = [PROTECTED] if stop["protected"] == YesNo.YES else []
    clock = _clock(row["clock"]) or (WHEN_READY if stop["what"] == FETCH else "")
    latest = [f"senest {_clock(row['latest'])}"] if row.get("latest") else []
    what = [*_actions(stop), *others, *escort, *note, *secret]
    return _cells([stop["order"]], [clock, *latest], who, what, [stop["load"]])


def _visit(row: Mapping[str, Any]) -> list[list[str]]:
    """Return the cells of a visit, each its lines."""
    visit = shown(ESCORT, row)
    leaves = f"Hentes kl. {_clock(row['pick_up'])}" if row["pick_up"] else WHEN_READY
    there = f"Aftale kl. {_clock(row['appointment'])}" if row["appointment"] else ""
    who = [visit["name"], *_lines(visit["address"]), visit["phone"]]
    goes_to = f"til {visit['goes_to']}" if visit["goes_to"] else ""
    return _cells(
        [_clock(row["be_there"])], who, [visit["what"], *_actions(visit)], [visit["vehicle"], leaves, goes_to, there]
    )


def _lines(address: str) -> list[str]:
    """Return an address as it stands on an envelope: the town on a line of its own."""
    return re.split(r", (?=\d{4} )", address) if address else [NO_ADDRESS]


def _cells(*cells: list[str]) -> list[list[str]]:
    return [[line for line in cell if line] or [""] for cell in cells]


def _actions(row: Mapping[str, str]) -> list[str]:
    stairs = STAIRS if row["stairs"] == YesNo.YES else ""
    return [action for action in (ACTIONS.get(row["aid"], ""), stairs) if action]


def _clock(value: Any) -> str:
    return said(value, Language.DANISH)


def _shift(vehicle: Mapping[str, Any]) -> str:
    hours = [_clock(vehicle[name]) for name in ("shift_from", "shift_to") if vehicle.get(name)]
    shift = f"vagt {'-'.join(hours)}" if hours else ""
    return _joined([shift, f"garage {clean(vehicle['depot'])}" if vehicle.get("depot") else ""])


def _escorts(vehicle: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for initials, number in vehicle.get("escorts", ()):
        yield f"Ledsager {clean(initials)}", number


def _phones(office: Office, *others: tuple[str, Any]) -> list[tuple[str, str]]:
    known = [("Kontoret", office.settings.office_phone), *others]
    return [(who, phone(number)) for who, number in known if clean(number)]


def _joined(parts: Iterable[str]) -> str:
    return " · ".join(part for part in parts if part)


def stamp(office: Office) -> str:
    """Return which print this is, and which one it takes the place of."""
    printed, before = f"Udskrevet {_when(office.now, None)}", office.replaces
    return f"{printed}, erstatter {_when(before, office.now)}" if before else printed


def _when(at: datetime, now: datetime | None) -> str:
    """Return a moment in words, without the day when that is today's."""
    day = "" if now and at.date() == now.date() else f"{at.day}/{at.month} "
    return f"{day}kl. {_clock(at.time())}"


def _print(paper: Paper, frame: Mapping[str, Any], rows: Cells, office: Office) -> bytes:
    today = office.now.date()
    wording = read_wording(find_wording(office.templates, paper.file()), paper.fields)
    words = wording.words(field_values(paper, office.settings, today))
    data = {
        **frame,
        "language": "da",
        "stamp": stamp(office),
        "sender": sender(office.settings),
        "words": words._asdict(),
        "rows": [],
        "timeline": None,
    }
    try:
        typeset("tour", data, today)
    except Unprintable:
        what = "et tegn her, i vognens eller ledsagerens navn eller på arket Indstillinger kan ikke vises på papiret."
        raise TemplateFault(wording.file, 0, what) from None
    return _set("tour", data, {"rows": rows, "timeline": frame["timeline"]}, office)


def _set(layout: str, frame: Mapping[str, Any], told: Mapping[str, Any], office: Office) -> bytes:
    """Set the paper; of what is told of people, a text with a character without a shape is told to be looked up."""
    today = office.now.date()
    try:
        return typeset(layout, {**frame, **told}, today)
    except Unprintable:
        return typeset(layout, {**frame, **_shaped(told, today)}, today)


def _shaped(value: Any, today: date) -> Any:
    """Return the same lists and texts, with `NO_SHAPE` for each text that the fonts cannot show."""
    if isinstance(value, Mapping):
        return {name: _shaped(part, today) for name, part in value.items()}
    if isinstance(value, (list, tuple)):
        return [_shaped(part, today) for part in value]
    return NO_SHAPE if isinstance(value, str) and not _has_shape(value, today) else value


def _has_shape(text: str, today: date) -> bool:
    try:
        typeset("shape", {"text": text}, today)
    except Unprintable:
        return False
    return True
