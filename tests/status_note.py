"""The status note of a set of tables, on the memo's day, for an office that has told who it is."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from tests.made_up import MEMO_DAY, Tables
from workbook.letters.files import template_folders
from workbook.note.writing import Note, write_note
from workbook.settings import Settings
from workbook.summary import figures

SETTINGS = Settings(municipality="Ishøj Kommune", department="Center for Voksne og Velfærd", ends_on=date(2021, 8, 31))


def note_of(tables: Tables, templates: Sequence[Path] = ()) -> Note:
    """Return the note; wording files are looked for in `templates` first."""
    return write_note(figures(tables, MEMO_DAY), SETTINGS, (*templates, *template_folders()), MEMO_DAY)
