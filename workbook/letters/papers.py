"""What each kind of paper may show: the words' fields and the tables' columns, as allow-lists.

A template that asks for anything else, a CPR number for instance, asks for a field that does not exist.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from workbook.letters.values import clean, phone
from workbook.settings import Settings
from workbook.words import Field


@dataclass(frozen=True)
class Paper:
    """A kind of paper: the file with its words, the fields they may use, and the columns its layout may show."""

    wording: str
    fields: tuple[Field, ...]
    columns: tuple[str, ...] = ()


OFFICE: Mapping[Field, str] = {
    Field.MUNICIPALITY: "municipality",
    Field.DEPARTMENT: "department",
    Field.OFFICE_ADDRESS: "office_address",
    Field.OFFICE_CITY: "office_city",
    Field.OFFICE_PHONE: "office_phone",
    Field.OFFICE_HOURS: "office_hours",
    Field.OFFICE_EMAIL: "office_email",
    Field.BOOKING_PHONE: "booking_phone",
    Field.DPO: "dpo",
    Field.ENDS_ON: "ends_on",
}
"""The fields about the office, each with its setting; they say nothing about a person."""

CITIZEN = Paper(
    "citizen.da.txt",
    (Field.NAME, Field.REFERENCE, Field.DATE, *OFFICE),
    ("name", "address", "postcode", "city"),
)
"""The letter to a citizen; the reference is the row's id, never a CPR number."""

PRIVACY = Paper("privacy.da.txt", tuple(OFFICE))
"""What GDPR articles 13 and 14 ask for, under every letter to a citizen."""

CALL_SHEET = Paper(
    "call_sheet.da.txt",
    (Field.DATE, *OFFICE),
    ("citizen", "name", "ring_to", "phone", "phone2", "why_now", "situation", "language", "last_answer", "address"),
)
"""The call sheet on paper."""

INTERPRETER_ORDER = Paper(
    "interpreter_order.da.txt",
    (Field.LANGUAGE, Field.DATE, *OFFICE),
    ("date", "time", "minutes", "place"),
)
"""The order to an interpreters' agency: no name, no number and no reason, only the order's own id."""

HANDOVER = Paper("handover.da.txt", (Field.DATE, *OFFICE))
"""The page for whoever takes over; who is named on it stands in `letters.handover`."""

CASE_PAGE = Paper("case_page.da.txt", (Field.REFERENCE, Field.DATE, *OFFICE))
"""All that is kept about one citizen; what is left out stands in `letters.case_page`."""

_PHONES = {"phone", "phone2"}


def field_values(
    paper: Paper, settings: Settings, day: date, person: Mapping[Field, Any] | None = None
) -> dict[str, str]:
    """Return a clean text for each field that the paper's words may use, and for no other."""
    known = {field: getattr(settings, name) for field, name in OFFICE.items()}
    known |= {Field.DATE: day, **(person or {})}
    return {field.value: clean(known[field]) for field in paper.fields}


def shown(paper: Paper, row: Mapping[str, Any]) -> dict[str, str]:
    """Return a clean text for each column of a row that the paper's layout may show, and for no other."""
    return {name: (phone if name in _PHONES else clean)(row.get(name)) for name in paper.columns}


def sender(settings: Settings) -> dict[str, str]:
    """Return what the letterhead says."""
    names = ("municipality", "department", "office_address", "office_city", "office_phone", "office_hours")
    return {name: clean(getattr(settings, name)) for name in (*names, "office_email")}
