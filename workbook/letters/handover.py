"""Overlevering on paper: counts, and names with ids; never a CPR number, an address or who answered what."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

from workbook.calls.handover import STUCK_DAYS, Handover
from workbook.change import Row
from workbook.letters.papers import HANDOVER
from workbook.letters.report import Section, report_pdf
from workbook.settings import Settings

MOST, NAMED = 5, 4
"""So many people have a line in a section, and so many are named on one; the rest are counted: it is one page."""

_HEADS, _WIDTHS = ("Nr.", "Borger", "Næste skridt", "Dato"), (0, 4, 5, 3)


def handover_pdf(
    found: Handover,
    people: Mapping[str, Row],
    since: date,
    settings: Settings,
    templates: Sequence[Path],
    today: date,
    user: str,
) -> bytes:
    """Return the handover as a PDF; `people` are the rows of Borgere. Raises TemplateMissing, TemplateFault."""
    return report_pdf(HANDOVER, list(_sections(found, people, since)), {}, settings, templates, today, user)


def told(found: Handover) -> str:
    """Return the handover in one message: counts alone."""
    waiting = sum(map(len, found.waiting.values()))
    return (
        f"{len(found.due)} skal ringes op i dag, {len(found.promised)} er lovet et opkald, "
        f"{len(found.stuck)} har stået stille i mere end {STUCK_DAYS} dage, og {waiting} venter på andre."
    )


def _sections(found: Handover, people: Mapping[str, Row], since: date) -> Iterator[Section]:
    yield _people("Lovede opkald", found.promised, people)
    yield _people("Skal ringes op i dag", found.due, people)
    stuck = [(who, _name(people[who]), people[who].get("state"), on) for who, on in found.stuck.items()]
    heads = ("Nr.", "Borger", "Tilstand", "Sidst sket noget")
    yield _cut(f"Har stået stille i mere end {STUCK_DAYS} dage", stuck, heads, _WIDTHS)
    waiting = [(whom, len(who), _named(who, people)) for whom, who in found.waiting.items() if who]
    yield Section("Venter på andre", waiting, (0, 0, 1), ("På", "Antal", "Borgere"))
    reserved = [(whom, len(who), _named(who, people)) for whom, who in found.reserved.items()]
    yield Section("Er på en kollegas ringeliste", reserved, (0, 0, 1), ("Hos", "Antal", "Borgere"))
    calls = sum(count for _, count in found.answers)
    answers = " · ".join(f"{text} {count}" for text, count in found.answers)
    happened = [("Opkald og besøg", calls, answers), *((told, count, "") for told, count in found.happened)]
    yield Section(f"Sket siden {since:%d-%m-%Y}", happened, (0, 0, 1))


def _people(heading: str, ids: Iterable[str], people: Mapping[str, Row]) -> Section:
    rows = [(who, _name(people[who]), people[who].get("next_step"), _moment(people[who])) for who in ids]
    return _cut(heading, rows, _HEADS, _WIDTHS)


def _cut(heading: str, rows: Sequence[Sequence[object]], heads: Sequence[str], widths: Sequence[int]) -> Section:
    left = len(rows) - MOST
    note = f"og {left} til; se arket Borgere." if left > 0 else ""
    return Section(f"{heading}: {len(rows)}", rows[:MOST], widths, heads, note=note)


def _named(ids: Sequence[str], people: Mapping[str, Row]) -> str:
    shown = ", ".join(f"{_name(people[who])} ({who})" for who in ids[:NAMED])
    return f"{shown} og {len(ids) - NAMED} til" if len(ids) > NAMED else shown


def _name(person: Row) -> str:
    return str(person.get("name", "(uden navn)"))


def _moment(person: Row) -> str:
    on = f"{person['next_on']:%d-%m-%Y}" if "next_on" in person else "nu"
    return on + (f" kl. {person['next_at']:%H.%M}" if "next_at" in person else "")
