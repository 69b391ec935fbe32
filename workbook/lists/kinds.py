"""The kinds of list: each says by the headings whether a file is its own, and which facts it is the best source of."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from types import MappingProxyType
from typing import Any, Protocol

import pandas as pd

from workbook.lists.columns import FIGURE_COLUMNS, POINT_COLUMNS, ROW_COLUMNS, TIME_COLUMNS, Columns
from workbook.lists.extract import Errors
from workbook.lists.headings import CALLS, MARK, SAMPLES, Own
from workbook.words import BookingState, ListKind, YesNo

WHO = frozenset(
    {"cpr", "cpr_end", "name", "first_name", "middle_name", "last_name", "birth_date", "target_group", "invited_on"}
)
WHERE = frozenset({"address", "address2", "house", "floor", "door", "postcode", "city", "phone"})
POINT = frozenset({"east", "north"})
CASE = frozenset({"services", "protected", "gone"})
RELATIVE = frozenset({"relative", "relation", "relative_phone", "relative_address"})
JABBED = frozenset({"jab1_on", "jab2_on", "booked_on", "jab_on"})
STATED = {
    "cancelled": BookingState.CANCELLED,
    "missed": BookingState.MISSED,
    "changed": BookingState.CHANGED,
}
"""Fields where a cross tells what became of a time; field booking_state has it in words."""


class Kind(Protocol):
    """A kind of list. `updates` are the citizens' columns it may change; all others it only fills where blank.

    `ignored` are fields that it does not read; `means` are folded headings that name another field here than elsewhere;
    `keeps_strangers` says whether people nobody follows are taken in.
    `by_hand` says that dates may stand without a year, `titled` that titles may stand between the rows.
    """

    list_kind: ListKind
    columns: tuple[str, ...]
    updates: frozenset[str]
    ignored: frozenset[str]
    means: Own
    keeps_strangers: bool
    by_hand: bool
    titled: bool

    def claims(self, fields: set[str]) -> bool:
        """Whether a sheet with these fields is of this kind."""

    def arranged(self, columns: Columns) -> Columns:
        """Return the columns with everything where this kind means it."""


class _People:
    """What most lists have in common: a row is about a person."""

    columns: tuple[str, ...] = ROW_COLUMNS
    updates: frozenset[str] = frozenset()
    ignored: frozenset[str] = frozenset({"booked_on", "appointment"}) | POINT
    means: Own = MappingProxyType({})
    keeps_strangers = True
    by_hand = False
    titled = False

    def arranged(self, columns: Columns) -> Columns:
        """Leave everything where it stands."""
        return columns


class SsiList(_People):
    """SSI's list of people invited more than 22 days ago who have not booked: CPR, perhaps name, group, date."""

    list_kind = ListKind.SSI
    updates = frozenset({"invited_on"})
    titled = True

    def claims(self, fields: set[str]) -> bool:
        """Want a CPR number and nothing but who somebody is and when they were invited."""
        return "cpr" in fields and fields <= WHO | {"postcode", "city"}


class CaseSystem(_People):
    """An export of the municipality's case system: where people live, how to reach them, what help they get."""

    list_kind = ListKind.CASE_SYSTEM
    updates = frozenset(
        {"name", "address", "postcode", "city", "phone", "phone2", "phone_source", "services", "relative_mark"}
        | {"protected", "protected_until", "gone", "jab1_on", "jab2_on"}
    )
    keeps_strangers = False

    def claims(self, fields: set[str]) -> bool:
        """Want an address, and something that only the case system knows."""
        return {"cpr", "address"} <= fields and bool(fields & CASE)


class ContactList(_People):
    """A list of people contacted earlier, kept by hand: answers in free words, CPR perhaps missing or damaged."""

    list_kind = ListKind.CONTACTS
    by_hand = True
    titled = True

    def claims(self, fields: set[str]) -> bool:
        """Want an answer, and who gave it."""
        told = bool(fields & {"answer", MARK}) and bool(fields & {"cpr", "name", "first_name", "last_name"})
        return told and SAMPLES not in fields  # its results are no answers


class RelativesList(_People):
    """Citizens' relatives, one to a row: the citizen's CPR number, and how the relative is related and reached."""

    list_kind = ListKind.RELATIVES
    keeps_strangers = False

    def claims(self, fields: set[str]) -> bool:
        """Want a citizen and a relative, and nothing of another kind, as the citizen's own telephone."""
        others = {*CASE, "answer", MARK} & fields or {"phone", "relative_phone"} <= fields
        return "cpr" in fields and bool(fields & {"relation", "relative_phone"}) and not others

    def arranged(self, columns: Columns) -> Columns:
        """Take name, phone and address for the relative's where the list has no others: the citizen's are known."""
        given = {"relative_name": "name", "relative_phones": "phones", "relative_address": "address"}
        blank = [None] * len(columns["cpr"])
        own = {theirs: columns[theirs] if any(columns[theirs]) else columns[name] for theirs, name in given.items()}
        return {**columns, **own, **dict.fromkeys(given.values(), blank)}


class VaccinatedList(_People):
    """People who were vaccinated or have a time: CPR and the dates."""

    list_kind = ListKind.VACCINATED
    updates = frozenset({"jab1_on", "jab2_on"})
    ignored = POINT
    keeps_strangers = False

    def claims(self, fields: set[str]) -> bool:
        """Want a CPR number and a date of a jab, and nothing that another kind is made for."""
        own = WHO | WHERE | JABBED | ({"dose"} if "jab_on" in fields else set())
        return "cpr" in fields and bool(fields & JABBED) and fields <= own

    def arranged(self, columns: Columns) -> Columns:
        """Take a date beside the number of the jab, as the register of vaccinations has it, for that jab's."""
        told = list(zip(columns["dose"], columns["jab_on"], strict=True))
        days = {
            name: [was or (day if dose == of else None) for was, (dose, day) in zip(columns[name], told, strict=True)]
            for of, name in ((1, "jab1_on"), (2, "jab2_on"))
        }
        return {**columns, **days}


class TimesFromRegion(_People):
    """The Region's answer to Bookingliste: our reference or a CPR number, and the day, time and place of the jab.

    Or what became of a time that it gave before: cancelled, changed, missed.
    """

    list_kind = ListKind.TIMES
    columns: tuple[str, ...] = TIME_COLUMNS
    ignored = POINT
    means: Own = MappingProxyType({"status": "booking_state"})
    keeps_strangers = False

    def claims(self, fields: set[str]) -> bool:
        """Want a person or a booking, a time or its end, and something that only a booking has; no answer to a call."""
        is_timed = "appointment" in fields or ("clock" in fields and bool(fields & {"booked_on", "called_on"}))
        is_told = bool(fields & {"booking_state", *STATED}) or {"booking", "gone"} <= fields
        is_booked = is_told or (is_timed and bool(fields & {"booking", "site", "booked_on"}))
        return bool(fields & {"cpr", "booking"}) and is_booked and not fields & {"answer", MARK, CALLS}

    def arranged(self, columns: Columns) -> Columns:
        """Take a plain "Dato" for the day of the jab, and a cross under "Aflyst" for the word."""
        pairs = zip(columns["booked_on"], columns["called_on"], strict=True)
        states = columns["booking_state"]
        for name, state in STATED.items():
            crossed = (state if cell is YesNo.YES else None for cell in columns[name])
            states = [said or cross for said, cross in zip(states, crossed, strict=True)]
        return {**columns, "booked_on": [booked or other for booked, other in pairs], "booking_state": states}


class _Figures:
    """What lists of figures and places have in common: nobody in them is a person."""

    columns: tuple[str, ...] = FIGURE_COLUMNS
    updates: frozenset[str] = frozenset()
    ignored: frozenset[str] = frozenset()
    means: Own = MappingProxyType({})
    keeps_strangers = False
    by_hand = False
    titled = False

    def arranged(self, columns: Columns) -> Columns:
        """Leave everything where it stands."""
        return columns


class CoverageFigures(_Figures):
    """SSI's open figures: vaccinated people per municipality or in the whole country."""

    list_kind = ListKind.COVERAGE

    def claims(self, fields: set[str]) -> bool:
        """Want an area and what SSI counts in it."""
        return {"area", "first", "done", "people"} <= fields


class FlisFigures(_Figures):
    """FLIS: how many people a target group has in the municipality, and how many are invited."""

    list_kind = ListKind.FLIS

    def claims(self, fields: set[str]) -> bool:
        """Want a target group with a figure, and nobody's name or number."""
        return "target_group" in fields and bool(fields & {"people", "invited"}) and not fields & {"cpr", "name"}


class IncidenceFigures(_Figures):
    """The incidence of seven days, day by day or of several municipalities on one day.

    A plain "Incidens" beside one of seven days counts from the beginning, as in SSI's open file 10_Kommune_kort.
    """

    list_kind = ListKind.INCIDENCE

    def claims(self, fields: set[str]) -> bool:
        """Want an incidence with its day or its area, and nobody's name or number."""
        known = bool(fields & {"incidence", "incidence_ever"}) and bool(fields & {"called_on", "area"})
        return known and not fields & {"cpr", "name"}

    def arranged(self, columns: Columns) -> Columns:
        """Take the incidence of seven days where there is one."""
        has_weeks = any(week is not None for week in columns["incidence"])
        return columns if has_weeks else {**columns, "incidence": columns["incidence_ever"]}


class AddressPoints(_Figures):
    """Addresses and where they lie, as from a map or the address register (DAR): UTM 32, or longitude and latitude."""

    list_kind = ListKind.POINTS
    columns: tuple[str, ...] = POINT_COLUMNS

    def claims(self, fields: set[str]) -> bool:
        """Want an address with both coordinates, and nobody's name or number."""
        return POINT | {"address"} <= fields and not fields & {"cpr", "name"}


KINDS: tuple[Kind, ...] = (
    SsiList(),
    CaseSystem(),
    ContactList(),
    RelativesList(),
    VaccinatedList(),
    TimesFromRegion(),
    CoverageFigures(),
    FlisFigures(),
    IncidenceFigures(),
    AddressPoints(),
)


_NOT_SAID = {"sheet", "row", "typed"}
"""Columns of clean rows that a list in another order or format has other cells in."""


@dataclass(frozen=True)
class ListFile:
    """A recognised list: clean `rows` (with the kind's columns), the day it tells of, and what was not used.

    `hidden` counts rows and columns that were hidden in the file and names hidden sheets, all of them read all the
    same; `learned` are headings that somebody explained, by layout, as `mapping.written` writes them. `dated` says
    whether the file tells its day; else `extracted_on` is the day it was opened. `uncalculated` cells have a formula
    and no value, and were not read. `titles` stood between the rows, `yearless` dates were written without a year,
    `skipped_files` lay in the same zip, and `errors` are cells that the spreadsheet could not work out, read as blank.
    `days` are the headings under which the list says when somebody was rung up.
    """

    kind: Kind
    name: str
    extracted_on: date
    rows: pd.DataFrame
    skipped_rows: int = 0
    skipped_sheets: tuple[str, ...] = ()
    unused: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()
    learned: Mapping[str, str] = field(default_factory=dict)
    dated: bool = True
    uncalculated: int = 0
    titles: tuple[str, ...] = ()
    yearless: int = 0
    skipped_files: tuple[str, ...] = ()
    errors: tuple[Errors, ...] = ()
    days: frozenset[str] = frozenset()

    @cached_property
    def records(self) -> list[dict[str, Any]]:
        """Return the clean rows, one dict each."""
        names = [str(name) for name in self.rows]
        cells = (self.rows[name].tolist() for name in names)
        return [dict(zip(names, row, strict=True)) for row in zip(*cells, strict=True)]

    @property
    def lines(self) -> int:
        """Return how many rows of the file there are; one about a couple is two of `rows`."""
        return len(set(zip(self.rows["sheet"], self.rows["row"], strict=True)))

    @cached_property
    def fingerprint(self) -> str:
        """Return a digest of the list's kind and clean rows that does not know their order or the file's format."""
        names = [name for name in self.rows if name not in _NOT_SAID and self.rows[name].notna().any()]
        rows = sorted(map(repr, zip(*(self.rows[name].tolist() for name in names), strict=True)))
        return hashlib.sha256(repr((str(self.kind.list_kind), names, rows)).encode()).hexdigest()[:16]
