"""What the cells of people mean: each is read when a rule or a key first asks for it, and what was read is kept."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import lru_cache
from types import EllipsisType
from typing import Any

import pandas as pd

from workbook.cells import Unreadable
from workbook.lists.clean import day, phones
from workbook.matching.addresses import Address, four_digits, parse_address
from workbook.matching.names import Words, words
from workbook.matching.number import Number, read_numbers

COLUMNS = ("cpr", "birth_date", "name", "address", "postcode", "phone")
"""The text columns that are compared; any of them may be missing."""

_UNREAD: EllipsisType = ...
"""Stands where nothing is read yet: None may be what is read."""


class Readings:
    """People by place: the texts of their cells, and what is read of them so far."""

    def __init__(self, table: pd.DataFrame) -> None:
        self._count, self._table = len(table), table
        self._names = [name for name in COLUMNS if name in table]
        self._texts: dict[str, list[str | None]] = {}
        self._read: dict[str, list[Any]] = {}

    def of(self, what: str, places: Sequence[int]) -> list[Any]:
        """Return what `READERS` call `what` of the people at these places."""
        cells = self._cells(what)
        if missing := [at for at in places if cells[at] is _UNREAD]:
            for at, value in zip(missing, READERS[what](self, missing), strict=True):
                cells[at] = value
        return [cells[at] for at in places]

    def one(self, what: str, place: int) -> Any:
        """Return the same of one person."""
        value = self._cells(what)[place]
        return self.of(what, [place])[0] if value is _UNREAD else value

    def texts(self, column: str, places: Sequence[int]) -> Sequence[str | None]:
        """Return what stands in a column at these places."""
        cells = self._column(column)
        return [cells[at] for at in places] if cells else [None] * len(places)

    def grown(self, count: int) -> Readings:
        """Return a copy with room for so many people; what is read stays read."""
        grown = Readings(self._table)
        grown._count, more = count, count - self._count
        grown._texts = {name: [*self._column(name), *[None] * more] for name in self._names}
        grown._read = {what: [*cells, *[_UNREAD] * more] for what, cells in self._read.items()}
        return grown

    def put(self, rows: Readings, places: Sequence[int]) -> list[int]:
        """Put in people with the same columns; return the places where somebody else stood, who must be read again."""
        new = list(zip(*map(rows._column, self._names), strict=True))
        old = list(zip(*(self.texts(name, places) for name in self._names), strict=True))
        changed = [(at, row) for at, row, was in zip(places, new, old, strict=True) if row != was]
        for at, row in changed:
            for name, text in zip(self._names, row, strict=True):
                self._column(name)[at] = text
            for cells in self._read.values():
                cells[at] = _UNREAD
        return [at for at, _ in changed]

    def _column(self, name: str) -> list[str | None]:
        """Return a column as texts, none where the table has no such column."""
        if name not in self._texts:
            self._texts[name] = _texts(self._table[name].tolist()) if name in self._names else []
        return self._texts[name]

    def _cells(self, what: str) -> list[Any]:
        if what not in self._read:
            self._read[what] = [_UNREAD] * self._count
        return self._read[what]


def _told_born(people: Readings, places: Sequence[int]) -> list[str | None]:
    """Return the birth dates (ISO) that stand in a cell of their own."""
    return [iso_day(text) if text else None for text in people.texts("birth_date", places)]


def _born(people: Readings, places: Sequence[int]) -> list[str | None]:
    """Return the birth dates (ISO), from the CPR number where no other is given."""
    told: list[str | None] = people.of("told_born", places)
    numbers: list[Number] = people.of("number", places)
    return [day or number.born for day, number in zip(told, numbers, strict=True)]


def _phones(people: Readings, places: Sequence[int]) -> list[frozenset[str]]:
    return [phones_in(text) if text else _NONE for text in people.texts("phone", places)]


def _addresses(people: Readings, places: Sequence[int]) -> list[Address | None]:
    told = zip(people.texts("address", places), people.texts("postcode", places), strict=True)
    return [parse_address(text, code or "") if text else None for text, code in told]


def _districts(people: Readings, places: Sequence[int]) -> list[str]:
    """Return the postcodes, "" where there is none."""
    addresses: list[Address | None] = people.of("address", places)
    told = zip(addresses, people.texts("postcode", places), strict=True)
    return [address.postcode if address else four_digits(code or "") for address, code in told]


def _names(people: Readings, places: Sequence[int]) -> list[Words]:
    return [words(text or "") for text in people.texts("name", places)]


def _ends(people: Readings, places: Sequence[int]) -> list[list[str]]:
    """Return the names' first and last word as keys, sorted, no bare initials."""
    names: list[Words] = people.of("name", places)
    return [sorted({word.key for word in (name[0], name[-1]) if len(word.key) > 1}) if name else [] for name in names]


READERS: Mapping[str, Callable[[Readings, Sequence[int]], Sequence[Any]]] = {
    "number": lambda people, places: read_numbers(people.texts("cpr", places)),
    "told_born": _told_born,
    "born": _born,
    "phones": _phones,
    "address": _addresses,
    "district": _districts,
    "name": _names,
    "ends": _ends,
}
"""By its name each thing that is read of people:

`number`: a `Number`. `told_born`: the birth date (ISO) in a cell of its own; `born`: that, or the one that the
number tells. `phones`: a set of digits. `address`: an `Address`, None where no house is named. `district`: the
postcode, "" for none. `name`: its `Words`; `ends`: the keys of the first and the last, sorted, no bare initials.
"""

_NONE: frozenset[str] = frozenset()
_NO_DIGIT = re.compile(r"\D", re.ASCII)
_ISO = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


def phones_in(text: str) -> frozenset[str]:
    """Return the phone numbers in a text, foreign ones as digits."""
    try:
        found = phones(text)
    except Unreadable:
        return _NONE
    return frozenset([number if number.isdecimal() else _NO_DIGIT.sub("", number) for number in found or ()])


@lru_cache(maxsize=65_536)
def iso_day(text: str) -> str | None:
    """Return a date as ISO text, also one that is written as Danes do; None for what is no date."""
    if _ISO.fullmatch(text):
        return text
    try:
        found = day(text)
    except Unreadable:
        return None
    return found.isoformat() if found else None


def as_text(cell: Any) -> str | None:
    """Return a cell as text, also where a table holds numbers or dates: 2635.0 is "2635"; every blank is None."""
    if cell is None or isinstance(cell, str):
        return cell or None
    if cell is pd.NA or cell != cell:  # noqa: PLR0124  NaN and NaT are not themselves
        return None
    if isinstance(cell, date):
        return cell.isoformat()[:10]
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)


def _texts(cells: Sequence[Any]) -> list[str | None]:
    """Return a column's cells as texts, at once where they are."""
    return [cell or None for cell in cells] if set(map(type, cells)) <= {str, type(None)} else list(map(as_text, cells))
