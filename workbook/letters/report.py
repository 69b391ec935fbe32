"""A report: staff's words, then sections of small tables. Orders, handovers and cases are reports."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from workbook.letters.files import find_wording
from workbook.letters.papers import Paper, field_values, sender
from workbook.letters.typeset import Unprintable, typeset
from workbook.letters.values import clean, danish_date
from workbook.letters.wording import read_wording
from workbook.problems import TemplateFault
from workbook.settings import Settings
from workbook.words import Field

NO_SHAPE = "(kan ikke vises; se arket)"
"""What stands for a text with a character that the fonts do not have."""


@dataclass(frozen=True)
class Section:
    """A heading and its rows of texts, under `heads` if there are any; `widths` are shares, 0 is as wide as needed.

    With a `box` there is one column more, under that heading, with boxes to write in by hand.
    """

    heading: str
    rows: Sequence[Sequence[Any]]
    widths: Sequence[int]
    heads: Sequence[str] = ()
    empty: str = "Ingen."
    note: str = ""
    box: str = ""


def report_pdf(
    paper: Paper,
    sections: Sequence[Section],
    about: Mapping[Field, Any],
    settings: Settings,
    templates: Sequence[Path],
    today: date,
    user: str,
) -> bytes:
    """Return the report as a PDF; the words' subject is its title, `about` are the fields that are this report's own.

    A text that cannot be printed stands there as `NO_SHAPE`. Raises TemplateMissing, TemplateFault.
    """
    wording = read_wording(find_wording(templates, paper.file()), paper.fields)
    words = wording.words(field_values(paper, settings, today, about))
    frame = {
        "language": "da",
        "title": words.subject,
        "date": danish_date(today),
        "user": clean(user),
        "sender": sender(settings),
        "words": words._asdict(),
    }
    if not _is_printable(frame, "", today):
        raise TemplateFault(wording.file, 0, "et tegn her eller på arket Indstillinger kan ikke vises på papiret.")
    told = [_told(section) for section in sections]
    try:
        return typeset("report", {**frame, "sections": told}, today)
    except Unprintable:
        known = {text: _is_printable(frame, text, today) for section in told for row in section["rows"] for text in row}
        for section in told:
            section["rows"] = [[text if known[text] else NO_SHAPE for text in row] for row in section["rows"]]
        return typeset("report", {**frame, "sections": told}, today)


def _told(section: Section) -> dict[str, Any]:
    return {
        "heading": section.heading,
        "heads": list(section.heads),
        "widths": list(section.widths),
        "rows": [[clean(_danish(cell)) for cell in row] for row in section.rows],
        "empty": section.empty,
        "note": section.note,
        "box": section.box,
    }


def _danish(cell: Any) -> Any:
    return f"{cell:%d-%m-%Y}" if isinstance(cell, date) else cell


def _is_printable(frame: Mapping[str, Any], text: str, today: date) -> bool:
    probe = _told(Section("–", [[text]], [1]))
    try:
        typeset("report", {**frame, "sections": [probe] if text else []}, today)
    except Unprintable:
        return False
    return True
