"""Borgerens sag: all that is kept about one citizen, for the journal or a request for access (GDPR article 15).

With it: the citizen's row, and every row of every sheet that is about the citizen, also what was taken back. Left out:
relatives' phone, address, language and notes, a relative's name and phone as typed with an answer, an interpreter's
phone, and whom a booking goes with (they are others' data, article 15(4)); the household, which is computed from
others; Opkaldskort, Ringeliste and Opslagsliste, which repeat the register for a while; rows of Til vurdering and
Afgjort, which hold two people against each other; journal and checkpoint, which hold the same values once more.
The CPR number is masked, in free text too, unless it is asked for whole.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, time
from pathlib import Path
from typing import Any

import pandas as pd

from workbook.change import Row, records
from workbook.cpr import mask, mask_within
from workbook.letters.papers import CASE_PAGE
from workbook.letters.report import Section, report_pdf
from workbook.schema import Kind, Table
from workbook.settings import Settings
from workbook.tables import (
    BOOKINGS,
    CALL_SHEET,
    CALLS,
    CITIZENS,
    INTERPRETERS,
    LIST_ROWS,
    LISTS,
    LOOKUPS,
    RELATIVES,
    TRACKED,
)
from workbook.words import Field

Tables = Mapping[str, pd.DataFrame]

LEFT_OUT: Mapping[str, frozenset[str]] = {
    CITIZENS.name: frozenset({"household"}),
    RELATIVES.name: frozenset({"phone", "address", "postcode", "city", "language", "note"}),
    CALLS.name: frozenset({"relative"}),
    BOOKINGS.name: frozenset({"goes_with"}),
    INTERPRETERS.name: frozenset({"phone"}),
}
"""Columns that are left out, by table: they tell of others."""

PASSING = {CALL_SHEET.name, LOOKUPS.name}
"""Sheets that repeat the register for a while."""


def case_page_pdf(
    citizen: str,
    tables: Tables,
    settings: Settings,
    templates: Sequence[Path],
    today: date,
    user: str,
    *,
    whole_cpr: bool,
) -> bytes:
    """Return all that is kept about a citizen as a PDF. Raises TemplateMissing, TemplateFault."""
    sections = list(_sections(citizen, tables, whole_cpr=whole_cpr))
    return report_pdf(CASE_PAGE, sections, {Field.REFERENCE: citizen}, settings, templates, today, user)


def _sections(citizen: str, tables: Tables, *, whole_cpr: bool) -> Iterator[Section]:
    person = records(tables[CITIZENS.name].loc[[citizen]])[citizen]
    yield Section("Borger", list(_cells(CITIZENS, person, whole_cpr=whole_cpr)), (0, 1))
    for table in TRACKED:
        if "citizen" not in table.by_name or table.name in PASSING:
            continue
        frame = tables[table.name]
        mine = records(frame[frame["citizen"] == citizen])
        rows = [
            (row_id, " · ".join(f"{label}: {text}" for label, text in _cells(table, row, whole_cpr=whole_cpr)))
            for row_id, row in ((row_id, _explained(table, row, tables)) for row_id, row in mine.items())
        ]
        yield Section(table.sheet, rows, (0, 1), empty="Intet noteret.")


def _explained(table: Table, row: Row, tables: Tables) -> Row:
    """Return a list's row with the list's kind and day in place of its id."""
    file = records(tables[LISTS.name]).get(row.get("list", ""), {}) if table is LIST_ROWS else {}
    if "extracted_on" not in file:
        return row
    return row | {"list": f"{file.get('kind', 'Liste')}, udtrukket {file['extracted_on']:%d-%m-%Y}"}


def _cells(table: Table, row: Row, *, whole_cpr: bool) -> Iterator[tuple[str, str]]:
    hidden = LEFT_OUT.get(table.name, frozenset()) | {"citizen"}
    for column in table.columns:
        if column.name in row and column.name not in hidden and column.width and column.kind is not Kind.FORMULA:
            yield column.label, _shown(column.name, row[column.name], whole_cpr=whole_cpr)


def _shown(name: str, value: Any, *, whole_cpr: bool) -> str:
    if isinstance(value, date):
        return f"{value:%d-%m-%Y}"
    if isinstance(value, time):
        return f"{value:%H.%M}"
    text = str(value)
    if whole_cpr:
        return text
    return mask(text) if name == "cpr" else mask_within(text)
