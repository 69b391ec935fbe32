"""The note before it is on any paper: staff's words, with tables and charts where their marks stand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from workbook.letters.papers import STATUS_NOTE, field_values
from workbook.letters.values import clean, danish_date
from workbook.letters.wording import Block
from workbook.letters.writing import read_paper
from workbook.note.exhibits import EXHIBITS
from workbook.note.parts import Chart, Grid, number, percent
from workbook.settings import Settings
from workbook.summary import DASH, on_list_figure
from workbook.words import Exhibit, Field, Language, OnList


class Note(NamedTuple):
    """The note: whose it is, the day, its title, and its parts in order; `file` is the wording it was made of."""

    municipality: str
    department: str
    date: str
    title: str
    parts: list[Block | Grid | Chart]
    file: str


def write_note(found: Mapping[str, Any], settings: Settings, templates: Sequence[Path], today: date) -> Note:
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
    )


def _parts(blocks: Sequence[Block], found: Mapping[str, Any]) -> Iterator[Block | Grid | Chart]:
    for block in blocks:
        yield EXHIBITS[Exhibit(block.lines[0][0].text)](found) if block.kind == "mark" else block


def _values(found: Mapping[str, Any]) -> dict[Field, Any]:
    """Return the figures that the words may speak of; one that is not known is blank."""
    counts = {
        Field.DEADLINE: found["deadline_days"],
        Field.INVITED: found["invited"],
        Field.NOT_REACTED: found["not_reacted"],
        Field.WANTS: found[on_list_figure(OnList.WANTS)],
        Field.DECLINED: found[on_list_figure(OnList.DECLINED)],
        Field.UNDECIDED: found[on_list_figure(OnList.UNDECIDED)],
    }
    told = {field: number(value) for field, value in counts.items() if value != DASH}
    share = found["not_reacted_share"]
    return told | {
        Field.AS_OF: found["as_of"],
        Field.NOT_REACTED_SHARE: percent(share) if share != DASH else "",
    }
