"""People as they are shown side by side, where somebody decides whether they are one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from workbook import cpr
from workbook.change import Row
from workbook.words import YesNo

LONGEST_LINE = 200
"""So many characters of a cell are shown."""


def on_list(row: Mapping[str, Any]) -> str:
    """Return somebody on a list as shown on Til vurdering; an address that the list says is protected is not told."""
    shown = _unplaced(row) if row["protected"] == YesNo.YES else row
    return _portrait(shown, row["typed"] or row["cpr"], row["birth_date"], row["phones"] or ())


def in_register(person: Row) -> str:
    """Return a citizen as shown beside somebody who may be the same; a protected address is not told."""
    shown = _unplaced(person) if person.get("protected") == YesNo.YES else person
    phones = [person[name] for name in ("phone", "phone2") if person.get(name)]
    return _portrait(shown, person.get("cpr"), None, phones)


def _unplaced(person: Mapping[str, Any]) -> Mapping[str, Any]:
    return {**person, "address": "Beskyttet adresse", "postcode": None, "city": None}


def _portrait(person: Mapping[str, Any], number: str | None, born: date | None, phones: Iterable[str]) -> str:
    """Return who somebody is, a line for each thing that is known."""
    place = " ".join(filter(None, (person.get("postcode"), person.get("city"))))
    address = ", ".join(filter(None, (person.get("address"), place)))
    lines = [person.get("name"), _number(number), _born(number, born), address, " · ".join(phones)]
    return "\n".join(line[:LONGEST_LINE] for line in lines if line)


def _number(number: str | None) -> str:
    if number and len(number) == 10:  # noqa: PLR2004
        return f"CPR {number[:6]}-{number[6:]}"
    return f"CPR {number}" if number else ""


def _born(number: str | None, born: date | None) -> str:
    day = born or cpr.born(number)
    return f"Født {day:%d-%m-%Y}" if day else ""
