"""`ringbind update`: a workbook made by an earlier Ringbind gets today's ribbon, macros, settings and form.

Everything is done on a copy in memory and counted before it takes the workbook's place; the old file is kept as a copy.
A workbook of today's form keeps every part that staff touched; one of an older form is built anew and filled.
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path

import pandas as pd
from python_calamine import load_workbook

from macros.copies import COPIES
from macros.files import told
from macros.office import new_workbook
from workbook import SCHEMA
from workbook.asking import Asker, agree, nobody
from workbook.book import next_ids, to_frame
from workbook.book_file import FileBook
from workbook.build.package import RIBBON
from workbook.change import Change
from workbook.migrations import STEPS, Step, migrate
from workbook.problems import Ask, NewerWorkbook, NotCounted
from workbook.settings import read_settings
from workbook.starting import starting_tables
from workbook.tables import SETTINGS, TABLES
from workbook.words import joined
from workbook.xlsx import disk
from workbook.xlsx.parts import Parts
from workbook.xlsx.transplant import left_out, own_lost

VBA = "xl/vbaProject.bin"
FORM = "Projektmappens form"
OWN, REBUILD = "own", "Byg den på ny"


def update(path: Path, password: str | None, now: datetime, user: str, ask: Asker = nobody) -> str:
    """Bring a closed workbook up to date and return what was done, in Danish.

    Whoever is there is asked first when something of staff's own would not come along. Raises NewerWorkbook,
    NotCounted, LetBe, NeedsAnswer and what `disk` raises; the workbook then stands as it stood.
    """
    with disk.claimed(path, user):
        raw = disk.read(path)
        locked = disk.is_encrypted(raw)
        content = disk.decrypt(raw, password, path.name) if locked else raw
        fresh, done = updated(content, now)
        if fresh == content:
            return "Projektmappen er allerede i denne udgaves form."
        _agree(own_lost(content, fresh), ask)
        with told(path.name):
            kept = path.parent / COPIES / f"{now:%Y-%m-%d %H.%M.%S} før opdatering{path.suffix}"
            kept.parent.mkdir(exist_ok=True)
            kept.write_bytes(raw)
        disk.replace(path, disk.encrypt(fresh, password or "", path.name) if locked else fresh)
    with FileBook(path, password=password, user=user) as book:
        done += book.mend(lambda: new_workbook({}, now), lambda: None)
        added = _missing_settings(book)
        book.apply(added)
        book.save()
    rows = sum(counts(fresh).values())
    counted = f"Alle {rows} rækker er talt og er der. Den gamle projektmappe ligger i mappen {COPIES}."
    return " ".join(["Projektmappen er opdateret.", *done, counted])


def _agree(lost: Sequence[str], ask: Asker) -> None:
    """Ask whether the workbook is to be built anew without these; raises LetBe and NeedsAnswer."""
    if not lost:
        return
    question = Ask(
        OWN,
        f"Projektmappen skal bygges på ny. Af jeres eget kan {joined(lost)} ikke komme med, og heller ikke noter og "
        "egne bredder; det bliver stående i den gamle projektmappe i mappen Sikkerhedskopier. Skal den bygges på ny?",
        choices=(REBUILD, "Lad den stå"),
    )
    agree(question, ask)


def updated(content: bytes, now: datetime, steps: tuple[Step, ...] = STEPS) -> tuple[bytes, list[str]]:
    """Return a workbook's bytes in today's form and what was changed on the way. Raises NewerWorkbook, NotCounted."""
    sheets: Mapping[str, pd.DataFrame] = raw_tables(content)
    before = {name: len(frame) for name, frame in sheets.items()}
    form = _form(sheets)
    if form > steps[-1].form:
        raise NewerWorkbook(form, steps[-1].form)
    if form == steps[-1].form:
        fresh, done = _with_macros(content, now), ["Bånd og makroer er udgavens egne."]
    else:
        sheets, done = migrate(sheets, form, steps)
        fresh = new_workbook(_frames(sheets), now)
        done += left_out(content, fresh)
    after = counts(fresh)
    if wrong := [name for name in before if name in after and after[name] != before[name]]:
        raise NotCounted(wrong[0])
    return fresh, done


def counts(content: bytes) -> dict[str, int]:
    """Return how many rows each of our sheets holds."""
    return {name: len(frame) for name, frame in raw_tables(content).items()}


def raw_tables(content: bytes) -> dict[str, pd.DataFrame]:
    """Return every Excel table by its sheet's name, columns by heading, wholly blank rows left out."""
    book = load_workbook(io.BytesIO(content), load_tables=True)
    found = (book.get_table_by_name(name) for name in book.table_names or [])
    return {
        table.sheet: pd.DataFrame(
            [row for row in table.to_python() if any(cell not in ("", None) for cell in row)],
            columns=list(table.columns),
            dtype=object,
        )
        for table in found
    }


def _form(sheets: Mapping[str, pd.DataFrame]) -> int:
    settings = sheets[SETTINGS.sheet]
    cells = dict(zip(settings["Indstilling"], settings["Værdi"], strict=True))
    return int(cells.get(FORM) or SCHEMA)


def _with_macros(content: bytes, now: datetime) -> bytes:
    parts, ours = Parts(content), Parts(new_workbook({}, now))
    for name in (RIBBON, VBA):
        parts.replace(name, ours.read(name))
    return parts.to_bytes() if parts.changed else content


def _frames(sheets: Mapping[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    by_sheet = {table.sheet: table for table in TABLES}
    return {
        by_sheet[name].name: to_frame(by_sheet[name], {str(label): frame[label].tolist() for label in frame})[0]
        for name, frame in sheets.items()
        if name in by_sheet
    }


def _missing_settings(book: FileBook) -> Change:
    """Return the change that writes settings which are new since the workbook was made, and its form."""
    before = book.read(SETTINGS)
    wanted = starting_tables()[SETTINGS.name]
    fresh = wanted[~wanted["name"].isin(before["name"])]
    change = Change()
    change.insert(SETTINGS, fresh.set_axis(pd.Index(next_ids(SETTINGS, before.index, len(fresh)), name="id")))
    if read_settings(before).schema != SCHEMA:
        change.update(SETTINGS, before, before.assign(value=before["value"].where(before["name"] != FORM, str(SCHEMA))))
    return change
