"""Bookingliste on paper: whom the Region is asked to book, in groups, with room to write the times."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import datetime
from itertools import groupby
from pathlib import Path

from workbook.bookings.listing import Line, rules_of
from workbook.letters.papers import BOOKING_LIST, shown
from workbook.letters.report import Section, report_pdf
from workbook.settings import Settings
from workbook.words import BookingKind, Field, counted

HEADS = ("Reference", "CPR-nr.", "Navn", "Stik", "Ønsker")
WIDTHS = (0, 0, 4, 0, 5, 6)


def booking_list_pdf(
    lines: Sequence[Line], settings: Settings, templates: Sequence[Path], now: datetime, user: str
) -> bytes:
    """Return the list as a PDF; raises TemplateMissing, TemplateFault."""
    about = {Field.JAB_RULE: rules_of(settings)}
    sections = [
        Section(_heading(kind, group, mine), [_row(line) for line in mine], WIDTHS, HEADS, box="Sted, dato og kl.")
        for (kind, group), mine in _parts(lines)
    ]
    return report_pdf(BOOKING_LIST, sections, about, settings, templates, now.date(), user)


def _parts(lines: Sequence[Line]) -> Iterator[tuple[tuple[str, int | None], list[Line]]]:
    for key, part in groupby(lines, key=lambda line: (line.kind, line.group)):
        yield key, list(part)


def _heading(kind: str, group: int | None, lines: Sequence[Line]) -> str:
    people = counted(len({line.cpr for line in lines}), "borger", "borgere")
    if group is not None:
        return f"{kind}: gruppe {group}, køres sammen ({people})"
    told = "vaccineres i eget hjem" if kind == BookingKind.HOME else "køres ikke af kommunen"
    return f"{kind}: {told} ({people})"


def _row(line: Line) -> tuple[str, ...]:
    cells = shown(BOOKING_LIST, asdict(line))
    wishes = (
        ("", cells["address"]),
        ("ikke: ", cells["not_times"]),
        ("", cells["aid"]),
        ("sammen med ", cells["beside"]),
        ("", cells["second"]),
    )
    told = " · ".join(f"{word}{text}" for word, text in wishes if text)
    number = f"{cells['cpr'][:6]}-{cells['cpr'][6:]}" if len(cells["cpr"]) == 10 else cells["cpr"]  # noqa: PLR2004  ten digits
    return cells["reference"], number, cells["name"], f"{cells['dose']}.", told
