"""A list's facts into a citizen's cells: blanks are filled, the best source updates, corrections by hand stand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from workbook.change import Row
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
class Facts:
    """What a list says of one citizen: cells and phone numbers, the source of the numbers, and what may be updated."""

    cells: Row
    phones: tuple[str, ...]
    source: PhoneSource
    updates: frozenset[str]

    @classmethod
    def of(cls, rows: Iterable[Mapping[str, Any]], file: ListFile, known: Known) -> Facts:
        """Return the facts of a citizen's rows on a list, the same in whatever order the rows stand.

        A list that is older than one of its kind that was taken in before fills blanks and updates nothing.
        """
        ordered = sorted(rows, key=lambda row: repr([row[name] for name in (*CELLS, "phones", "relative")]))
        cells = {name: value for name in CELLS if (value := _first(ordered, name)) is not None}
        if (relative := _first(ordered, "relative")) is not None:
            cells["relative_mark"] = relative
        phones = tuple(dict.fromkeys(number for row in ordered for number in row["phones"] or ()))
        kind = file.kind.list_kind
        newest = file.extracted_on >= known.latest_of(kind)
        source = PhoneSource.CASE_SYSTEM if kind is ListKind.CASE_SYSTEM else PhoneSource.LIST
        return cls(cells, phones, source, file.kind.updates if newest else frozenset())


def merged(old: Row, facts: Facts) -> Row:
    """Return the cells that a citizen's row should have now, of those that the facts touch."""
    now = {name: _cell(name, old.get(name), value, facts.updates) for name, value in facts.cells.items()}
    return {**now, **_phones(old, facts)}


def _cell(name: str, old: Any, new: Any, updates: frozenset[str]) -> Any:
    if old is None:
        return new
    if name == "target_group":
        return min(old, new)  # people of an earlier target group are not counted again
    return new if name in updates else old


def _phones(old: Row, facts: Facts) -> Row:
    slots = [old.get("phone"), old.get("phone2")]
    source = old.get("phone_source")
    if not facts.phones:
        return {}
    if "phone" in facts.updates and source in _FROM_LISTS and facts.phones[0] != slots[0]:
        numbers = list(dict.fromkeys((*facts.phones, *filter(None, slots))))
        return dict(zip(("phone", "phone2", "phone_source"), (*(*numbers, None)[:2], facts.source), strict=True))
    fresh = [number for number in facts.phones if number not in slots]
    given = {}
    for name, number in zip(("phone", "phone2"), slots, strict=True):
        if number is None and fresh:
            given[name] = fresh.pop(0)
    return {**given, "phone_source": facts.source} if "phone" in given else given


def _first(rows: Iterable[Mapping[str, Any]], name: str) -> Any:
    return next((row[name] for row in rows if row[name] is not None), None)
