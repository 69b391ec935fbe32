"""The kinds of list: each says by the headings whether a file is its own, and which facts it is the best source of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import Any, Protocol

import pandas as pd

from workbook.lists.clean import dates_in
from workbook.lists.extract import ROW_COLUMNS, clean_rows
from workbook.lists.headings import fields_of, heading_row
from workbook.lists.read import Sheet, read_file
from workbook.problems import ListAmbiguous, ListUnknown, ListUnreadable
from workbook.tables import TABLES
from workbook.words import ListKind


class Kind(Protocol):
    """A kind of list. `updates` are the citizens' columns it may change; all others it only fills where blank."""

    list_kind: ListKind
    updates: frozenset[str]

    def claims(self, fields: set[str]) -> bool:
        """Whether a sheet with these fields is of this kind."""


class SsiList:
    """SSI's list of people invited more than 22 days ago who have not booked: CPR, perhaps name, group, date."""

    list_kind = ListKind.SSI
    updates = frozenset({"invited_on"})

    def claims(self, fields: set[str]) -> bool:
        """Want a CPR number and nothing but who somebody is and when they were invited."""
        who = {"cpr", "name", "first_name", "last_name", "birth_date", "target_group", "invited_on"}
        return "cpr" in fields and fields <= who | {"postcode", "city"}


class CaseSystem:
    """An export of the municipality's case system: where people live, how to reach them, what help they get."""

    list_kind = ListKind.CASE_SYSTEM
    updates = frozenset(
        {"name", "address", "postcode", "city", "phone", "phone2", "phone_source", "services", "relative_mark"}
        | {"protected", "protected_until", "gone", "jab1_on", "jab2_on"}
    )

    def claims(self, fields: set[str]) -> bool:
        """Want an address, and something that only the case system knows."""
        return {"cpr", "address"} <= fields and bool(fields & {"services", "protected", "gone"})


class ContactList:
    """A list of people contacted earlier, kept by hand: answers in free words, CPR perhaps missing or damaged."""

    list_kind = ListKind.CONTACTS
    updates: frozenset[str] = frozenset()

    def claims(self, fields: set[str]) -> bool:
        """Want an answer, and who gave it."""
        return "answer" in fields and bool(fields & {"cpr", "name", "first_name", "last_name"})


KINDS: tuple[Kind, ...] = (SsiList(), CaseSystem(), ContactList())


@dataclass(frozen=True)
class ListFile:
    """A recognised list: clean `rows` (columns `extract.ROW_COLUMNS`), the day it tells of, and what was not used."""

    kind: Kind
    name: str
    extracted_on: date
    rows: pd.DataFrame
    skipped_rows: int = 0
    skipped_sheets: tuple[str, ...] = ()
    unused: tuple[str, ...] = ()

    @cached_property
    def records(self) -> list[dict[str, Any]]:
        """Return the clean rows, one dict each."""
        names = [str(name) for name in self.rows]
        cells = (self.rows[name].tolist() for name in names)
        return [dict(zip(names, row, strict=True)) for row in zip(*cells, strict=True)]


def open_list(path: Path, today: date) -> ListFile:
    """Read a file and recognise it; raises FileMissing, ListUnreadable, ListUnknown or ListAmbiguous.

    "Extracted on" is the latest date above the headings, else in the file's name, else `today`.
    """
    sheets = read_file(path)
    if {table.sheet for table in TABLES} <= {sheet.name for sheet in sheets}:
        raise ListUnreadable(path.name, "den er selv en projektmappe fra Ringbind; vælg den liste, der skal læses ind")
    file = recognise(path.name, sheets, today)
    if file.rows.empty:
        raise ListUnreadable(path.name, "der er ingen rækker under overskrifterne")
    return file


def recognise(name: str, sheets: Sequence[Sheet], today: date) -> ListFile:
    """Return the list that the sheets hold; sheets that nobody claims are left out and named."""
    headed = [(sheet, at) for sheet in sheets if (at := heading_row(sheet.rows)) is not None]
    claimed = [(sheet, at, kinds) for sheet, at in headed if (kinds := _claimants(sheet, at))]
    kinds = list(dict.fromkeys(kind for *_, claimants in claimed for kind in claimants))
    if not kinds:
        raise ListUnknown(name, _headings(headed, sheets))
    if len(kinds) > 1:
        raise ListAmbiguous(name, [kind.list_kind for kind in kinds], _headings(headed, sheets))
    taken = [(sheet, *clean_rows(sheet, at)) for sheet, at, _ in claimed]
    used = {sheet.name for sheet, *_ in claimed}
    rows = [row for _, rows, _ in taken for row in rows]
    return ListFile(
        kinds[0],
        name,
        _extracted_on(name, [(sheet, at) for sheet, at, _ in claimed], today),
        pd.DataFrame(
            {column: pd.Series([row[column] for row in rows], dtype=object) for column in ROW_COLUMNS}, dtype=object
        ),
        sum(skipped for *_, skipped in taken),
        tuple(sheet.name for sheet in sheets if sheet.name not in used and sheet.rows),
        tuple(heading for sheet, at, _ in claimed for heading in _unused(sheet, at)),
    )


def _claimants(sheet: Sheet, at: int) -> list[Kind]:
    fields = set(fields_of(sheet.rows[at])) - {""}
    return [kind for kind in KINDS if kind.claims(fields)]


def _headings(headed: Sequence[tuple[Sheet, int]], sheets: Sequence[Sheet]) -> list[str]:
    """Return what stands as headings, for the user to see: the found rows, else the file's first row."""
    rows = [sheet.rows[at] for sheet, at in headed] or [sheet.rows[0] for sheet in sheets if sheet.rows][:1]
    texts = [[" ".join(cell.split())[:40] for cell in row if isinstance(cell, str) and cell.strip()] for row in rows]
    heads = [row for row in texts if not any(sum(map(str.isdigit, text)) > 4 for text in row)]  # noqa: PLR2004  a CPR
    return list(dict.fromkeys(text for row in heads for text in row))[:20]


def _unused(sheet: Sheet, at: int) -> list[str]:
    heads = zip(sheet.rows[at], fields_of(sheet.rows[at]), strict=True)
    return [" ".join(str(cell).split()) for cell, field in heads if cell and not field]


def _extracted_on(name: str, headed: Sequence[tuple[Sheet, int]], today: date) -> date:
    above = [cell for sheet, at in headed for row in sheet.rows[:at] for cell in row if cell]
    told = [cell.date() if isinstance(cell, datetime) else cell for cell in above if isinstance(cell, date)]
    told += [day for cell in above if isinstance(cell, str) for day in dates_in(cell)]
    for days in (told, dates_in(name)):
        if past := [day for day in days if day <= today]:
            return max(past)
    return today
