"""The button that tells others about the figures."""

from __future__ import annotations

from macros.button import button
from macros.desk import Desk
from workbook.change import Change, OutFile
from workbook.letters.logo import find_whole_logo
from workbook.note.paper import note_pdf
from workbook.note.word import note_docx
from workbook.note.writing import lacking, write_note
from workbook.summary import figures
from workbook.tables import TABLES


@button(
    "status-note",
    label="Statusnotat",
    tip="Lav et notat med tallene til det politiske udvalg",
    more="Notatet har tabeller, figurer og tal fra Overblik og ingen oplysninger om enkelte borgere. Det lægges i "
    "mappen Ud som PDF og til Word. Ordene står i mappen Skabeloner og kan rettes.",
    group="Overblik",
    icon="ChartInsert",
)
def make_status_note(desk: Desk) -> Change:
    """Write the note for the political committee."""
    found = figures({table.name: desk.read(table) for table in TABLES}, desk.today)
    settings = desk.settings
    logo, no_logo = find_whole_logo(desk.folder, settings.logo, settings.municipality, desk.today)
    note = write_note(found, settings, desk.templates, desk.today, logo)
    stem = f"Ud/{desk.now:%Y-%m-%d %H.%M} Statusnotat"
    files = [OutFile(f"{stem}.pdf", note_pdf(note, desk.today)), OutFile(f"{stem}.docx", note_docx(note, desk.today))]
    told = f"Statusnotatet ligger i {stem}.pdf, og til Word, så I kan skrive videre, i {stem}.docx."
    return Change(" ".join(filter(None, [told, no_logo, *lacking(settings, found)])), files=files)
