"""The buttons that keep the figures."""

from __future__ import annotations

from macros.button import button
from macros.desk import Desk
from workbook.change import Change, OutFile
from workbook.letters.logo import find_whole_logo
from workbook.note import note_pdf, write_note
from workbook.summary import figures, newest_list, update_history
from workbook.summary.history import is_past
from workbook.tables import HISTORY, JOURNAL, LISTS, TABLES


@button(
    "update-summary",
    label="Opdatér overblik",
    tip="Gem tallene fra den seneste liste på arket Historik",
    more="Overblik viser altid de nyeste tal. Denne knap gemmer dem for den seneste liste, så I kan se udviklingen.",
    group="Overblik",
    icon="RefreshAll",
)
def update_summary(desk: Desk) -> Change:
    """Keep the figures of the newest list."""
    newest = newest_list(desk.read(LISTS))
    if newest and is_past(newest.id, desk.read(JOURNAL)):
        told = f"Tallene for {newest.on:%d-%m-%Y} blev gemt, før der blev slettet borgere, og bliver stående."
        return Change(f"{told} Nye tal gemmes, når den næste liste fra SSI er læst ind.")
    found = figures({table.name: desk.read(table) for table in TABLES}, desk.today)
    return update_history(found, desk.read(HISTORY), desk.new_ids)


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
    from workbook.note.word import note_docx  # noqa: PLC0415  only this press needs python-docx

    found = figures({table.name: desk.read(table) for table in TABLES}, desk.today)
    settings = desk.settings
    logo, no_logo = find_whole_logo(desk.folder, settings.logo, settings.municipality, desk.today)
    note = write_note(found, settings, desk.templates, desk.today, logo)
    stem = f"Ud/{desk.now:%Y-%m-%d %H.%M} Statusnotat"
    files = [OutFile(f"{stem}.pdf", note_pdf(note, desk.today)), OutFile(f"{stem}.docx", note_docx(note, desk.today))]
    told = f"Statusnotatet ligger i {stem}.pdf, og til Word, så I kan skrive videre, i {stem}.docx. {no_logo}"
    return Change(told.strip(), files=files)
