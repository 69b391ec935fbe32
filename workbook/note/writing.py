"""The note before it is on any paper: staff's words, with tables and charts where their marks stand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from workbook.letters.logo import Logo
from workbook.letters.papers import STATUS_NOTE, field_values
from workbook.letters.values import clean, danish_date
from workbook.letters.wording import Block
from workbook.letters.writing import read_paper
from workbook.note.exhibits import EXHIBITS, known_groups
from workbook.note.parts import Chart, Grid, hours, kroner, number, percent, precise_percent
from workbook.settings import Settings, unfilled
from workbook.summary import DASH, Figures, on_list_figure
from workbook.words import Exhibit, Field, Language, OnList, joined


class Note(NamedTuple):
    """The note: whose it is, the day, its title, and its parts in order; `file` is the wording it was made of.

    `logo` is a picture that can be printed (`letters.logo.find_whole_logo`).
    """

    municipality: str
    department: str
    date: str
    title: str
    parts: list[Block | Grid | Chart]
    file: str
    logo: Logo | None = None


def write_note(
    found: Figures, settings: Settings, templates: Sequence[Path], today: date, logo: Logo | None = None
) -> Note:
    """Return the note of the figures; raises TemplateMissing, TemplateFault."""
    wording = read_paper(STATUS_NOTE, Language.DANISH, templates)
    words = wording.words(field_values(STATUS_NOTE, settings, today, _values(found)))
    return Note(
        clean(settings.municipality),
        clean(settings.department),
        danish_date(today),
        words.subject,
        list(_parts(words.blocks, found)),
        wording.file,
        logo,
    )


def _parts(blocks: Sequence[Block], found: Figures) -> Iterator[Block | Grid | Chart]:
    for block in blocks:
        if block.kind != "mark":
            yield block
        elif not (exhibit := EXHIBITS[Exhibit(block.lines[0][0].text)](found)).is_empty:
            yield exhibit


_COUNTS = {
    Field.DEADLINE: "deadline_days",
    Field.INVITED: "invited",
    Field.NOT_REACTED: "not_reacted",
    Field.WANTS: on_list_figure(OnList.WANTS),
    Field.BOOKED: on_list_figure(OnList.BOOKED),
    Field.DECLINED: on_list_figure(OnList.DECLINED),
    Field.UNDECIDED: on_list_figure(OnList.UNDECIDED),
    Field.INCIDENCE: "incidence",
    Field.INCIDENCE_DAYS: "incidence_days",
    Field.INCIDENCE_LIMIT: "incidence_limit",
    Field.CALLS: "work_calls",
    Field.REACHED: "work_reached",
}
_SHARES = {
    Field.FIRST_JAB: "coverage_first_0",
    Field.DONE: "coverage_done_0",
    Field.FIRST_JAB_COUNTRY: "coverage_first_1",
    Field.DONE_COUNTRY: "coverage_done_1",
}
_DAYS = {Field.AS_OF: "as_of", Field.COVERAGE_ON: "coverage_on", Field.INCIDENCE_ON: "incidence_on"}
_KRONER = {Field.SPENT: "work_cost", Field.BUDGET: "budget", Field.BUDGET_LEFT: "budget_left"}


def _values(found: Figures) -> dict[Field, Any]:
    """Return the figures that the words may speak of; one that is not known, and work that is not begun, is blank."""
    told: dict[Field, Any] = {field: number(found[name]) for field, name in _COUNTS.items()}
    told |= {field: precise_percent(found[name]) for field, name in _SHARES.items()}
    told |= {field: kroner(found[name]) for field, name in _KRONER.items()}
    told |= {field: found[name] for field, name in _DAYS.items()}
    told |= {Field.NOT_REACTED_SHARE: percent(found["not_reacted_share"]), Field.HOURS: hours(found["work_hours"])}
    told[Field.GROUPS] = number(len(known_groups(found)))
    return {field: value for field, value in told.items() if value != DASH} | {
        field: "" for field in (Field.CALLS, Field.HOURS, Field.GROUPS) if told[field] == "0"
    }


def lacking(settings: Settings, found: Figures) -> Iterator[str]:
    """Say in Danish what the note would be better for, and where that is written."""
    if names := [name for name in unfilled(settings) if name in _TOLD]:
        yield f"I notatet mangler {joined(names)}: skriv det på arket Indstillinger."
    if found["not_reacted"] not in (DASH, 0) and found["not_reacted_in_groups"] in (DASH, 0):
        yield "Målgrupperne er ikke med: skriv på arket Målgrupper, hvor mange der er inviteret og hvornår."


_TOLD = {"Kommune", "Afdeling", "Opgaven slutter"}
"""The settings that the note tells."""
