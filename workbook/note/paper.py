"""The note as a PDF."""

from __future__ import annotations

from datetime import date
from typing import Any

from workbook.letters.typeset import Unprintable, typeset
from workbook.letters.wording import Block
from workbook.note.parts import Chart, Grid
from workbook.note.writing import Note
from workbook.problems import TemplateFault


def note_pdf(note: Note, today: date) -> bytes:
    """Return the note as a PDF (A4, tagged); the same note and day give the same bytes. Raises TemplateFault."""
    data = note._asdict() | {
        "language": "da",
        "logo": note.logo.data if note.logo else None,
        "parts": [_part(part) for part in note.parts],
    }
    try:
        return typeset("note", data, today)
    except Unprintable:
        what = "et tegn her eller på arkene Indstillinger og Målgrupper kan ikke vises på papiret."
        raise TemplateFault(note.file, 0, what) from None


def _part(part: Block | Grid | Chart) -> dict[str, Any]:
    kind = {Block: "words", Grid: "table", Chart: "chart"}[type(part)]
    return {"is": kind} | ({"blocks": [part]} if isinstance(part, Block) else part._asdict())
