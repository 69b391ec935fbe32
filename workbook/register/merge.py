"""A list's facts into a citizen's cells: blanks are filled, the best source updates, corrections by hand stand."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from workbook.change import Row
from workbook.folding import fold
from workbook.lists.kinds import ListFile
from workbook.register.known import Known
from workbook.words import ListKind, PhoneSource

CELLS = (
    "name",
    "address",
    "postcode",
    "city",
    "services",
    "target_group",
    "invited_on",
    "protected",
    "protected_until",
    "gone",
    "jab1_on",
    "jab2_on",
    "language",
)
"""The citizens' columns that stand under the same name in a clean row; phones and the relatives' mark are made."""

_FROM_LISTS = {None, PhoneSource.CASE_SYSTEM, PhoneSource.LIST}
"""A number from one of these gives way to the case system's; one that a person gave or that we found does not."""


@dataclass(frozen=True)
class Source:
    """What a list may do: the citizens' columns it may update, and where its phone numbers come from."""

    updates: frozenset[str]
    phones: PhoneSource

    @classmethod
    def of(cls, file: ListFile, known: Known) -> Source:
        """Return what the list may do; one that is older than one of its kind taken in before only fills blanks."""
        kind = file.kind.list_kind
        newest = file.extracted_on >= known.latest_of(kind)
        phones = PhoneSource.CASE_SYSTEM if kind is ListKind.CASE_SYSTEM else PhoneSource.LIST
        return cls(file.kind.updates if newest else frozenset(), phones)


@dataclass(frozen=True)
class Facts:
    """What a list says of one citizen: cells and phone numbers."""

    cells: Row
    phones: tuple[str, ...]

    @classmethod
    def of(cls, rows: Sequence[Mapping[str, Any]], names: Sequence[str] = CELLS) -> Facts:
        """Return the facts of a citizen's rows on a list, the same in whatever order the rows stand; of these cells."""
        ordered = sorted(rows, key=_in_words) if len(rows) > 1 else rows
        cells = {name: value for row in reversed(ordered) for name in names if (value := row[name]) is not None}
        if groups := [row["target_group"] for row in rows if row["target_group"]]:
            cells["target_group"] = min(groups)
        if (relative := _first(ordered, "relative")) is not None:
            cells["relative_mark"] = relative
        return cls(cells, tuple(dict.fromkeys(number for row in ordered for number in row["phones"] or ())))


def merged(old: Row, facts: Facts, source: Source) -> Row:
    """Return the cells that a citizen's row should have now, of those that the facts touch."""
    now = {name: _cell(name, old.get(name), value, source.updates) for name, value in facts.cells.items()}
    return {**now, **_phones(old, facts.phones, source)}


def _cell(name: str, old: Any, new: Any, updates: frozenset[str]) -> Any:
    if old is None:
        return new
    if name == "target_group":
        return min(old, new)  # people of an earlier target group are not counted again
    if name == "name" and fold(old) == fold(new) and old.isupper() != new.isupper():
        return new if old.isupper() else old  # no letter should begin with "Kære ULLA QVIST", whichever list came first
    return new if name in updates else old


def _phones(old: Row, numbers: tuple[str, ...], source: Source) -> Row:
    if not numbers:
        return {}
    slots = [_eight_digits(old.get(name)) for name in ("phone", "phone2")]
    if "phone" in source.updates and old.get("phone_source") in _FROM_LISTS and numbers[0] != slots[0]:
        first, second = (*dict.fromkeys((*numbers, *filter(None, slots))), None)[:2]
        return {"phone": first, "phone2": second, "phone_source": source.phones}
    fresh = [number for number in numbers if number not in slots]
    given: Row = {}
    for name, number in zip(("phone", "phone2"), slots, strict=True):
        if number is None and fresh:
            given[name] = fresh.pop(0)
    return {**given, "phone_source": source.phones} if "phone" in given else given


def unmoved(old: Row, cells: Row, citizen: str, corrected: Collection[tuple[str, str]]) -> Row:
    """Return the cells without a second number that is the first: a corrected one is not moved for the list's."""
    is_moved = "phone2" in cells and cells["phone2"] == _eight_digits(old.get("phone"))
    if not is_moved or (citizen, "phone") not in corrected:
        return cells
    return {name: value for name, value in cells.items() if name != "phone2"}


def _eight_digits(phone: str | None) -> str | None:
    """Return a number as lists give it, also where staff typed it with spaces or a country code."""
    if phone and len(phone) == 8 and phone.isdecimal() and phone.isascii():  # noqa: PLR2004  as most are
        return phone
    found = re.fullmatch(r"(?:(?:\+|00)45)?(\d{8})", re.sub(r"[ .-]", "", phone or ""))
    return found[1] if found else phone


def _in_words(row: Mapping[str, Any]) -> str:
    return repr([row[name] for name in (*CELLS, "phones", "relative")])


def _first(rows: Sequence[Mapping[str, Any]], name: str) -> Any:
    return next((row[name] for row in rows if row[name] is not None), None)
