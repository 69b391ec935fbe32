"""One person as matching sees them: a row's cells, read into comparable parts only when a rule asks for them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

import pandas as pd

from workbook.cells import Unreadable
from workbook.cpr import typed
from workbook.cprs import parse_all
from workbook.firstuse import first_use
from workbook.lists.clean import day, phones
from workbook.matching.addresses import Address, four_digits, parse_address
from workbook.matching.names import Words, words
from workbook.words import CprKind

_NO_DIGIT = re.compile(r"\D", re.ASCII)

_ISO = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


class Number(NamedTuple):
    """A CPR number as typed: what it reads as, and how far that can be trusted.

    `valid` numbers pass modulus 11. `slipped` are the digits of one that must be, or may be, a slip of the hand.
    `guessed` are nine digits: a spreadsheet most often took a zero in front, but a hand may have lost any other digit.
    """

    text: str | None = None
    born: str | None = None
    valid: bool = False
    own: bool = False  # the number that CPR gives for life, not a replacement for one
    guessed: bool = False
    local: bool = False  # an eCPR number that another region may have given to somebody else
    slipped: str | None = None
    new_year: bool = False  # modulus 11 says nothing of people born, or entered as born, on 1 January


def read_numbers(texts: Sequence[str | None]) -> list[Number]:
    """Return what is typed in a column of CPR cells."""
    parsed = parse_all([text or "" for text in texts])
    told = zip(texts, parsed.numbers, parsed.kinds, parsed.born, strict=True)
    return [_number(text, number, kind, born) if text else Number() for text, number, kind, born in told]


def _number(text: str, number: str | None, kind: CprKind | None, day: date | None) -> Number:
    slipped = typed(text)
    if number is None:
        return Number(slipped=slipped)
    born = day.isoformat() if day else None
    guessed = slipped is not None and len(slipped) == 9  # noqa: PLR2004
    ordinary, unchecked = kind is CprKind.ORDINARY, kind is CprKind.UNCHECKED
    return Number(
        text=number,
        born=born,
        valid=ordinary and not guessed,
        own=(ordinary or unchecked) and not guessed,
        guessed=guessed,
        local=kind is CprKind.ECPR and number[6] in "056",
        slipped=slipped if unchecked or guessed else None,
        new_year=bool(born and born.endswith("-01-01")),
    )


def as_text(cell: Any) -> str | None:
    """Return a cell as text, also where a table holds numbers or dates: 2635.0 is "2635"; every blank is None."""
    if cell is None or isinstance(cell, str):
        return cell or None
    if cell is pd.NA or cell != cell:  # noqa: PLR0124  NaN and NaT are not themselves
        return None
    if isinstance(cell, date):
        return cell.isoformat()[:10]
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)


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


@dataclass
class Person:
    """A row's number, and its other cells as texts: what those mean is read on first use."""

    number: Number
    birth_date: str | None = None
    name: str | None = None
    address_text: str | None = None
    postcode: str | None = None
    phone_text: str | None = None

    @first_use
    def born(self) -> str | None:
        """Return the birth date (ISO), from the CPR number where no other is given."""
        return self.told_born or self.number.born

    @first_use
    def told_born(self) -> str | None:
        """Return the birth date (ISO) that stands in a cell of its own."""
        return iso_day(self.birth_date) if self.birth_date else None

    @property
    def born_doubted(self) -> bool:
        """Whether the birth date stands on nothing but a number that may be a slip."""
        return self.number.slipped is not None and self.told_born in {None, self.number.born}

    @first_use
    def phones(self) -> frozenset[str]:
        """Return the phone numbers in the phone's text, foreign ones as digits."""
        try:
            found = phones(self.phone_text)
        except Unreadable:
            return frozenset()
        return frozenset(number if number.isdecimal() else _NO_DIGIT.sub("", number) for number in found or ())

    @first_use
    def address(self) -> Address | None:
        """Return the address in parts."""
        return parse_address(self.address_text, self.postcode or "") if self.address_text else None

    @first_use
    def district(self) -> str:
        """Return the postcode, "" where there is none."""
        return self.address.postcode if self.address else four_digits(self.postcode or "")

    @first_use
    def name_words(self) -> Words:
        """Return the words of the name."""
        return words(self.name or "")

    @first_use
    def words(self) -> tuple[str, ...]:
        """Return the name's first and last word as keys, no bare initials."""
        found = self.name_words
        return tuple({word.key for word in found[:: max(len(found) - 1, 1)] if len(word.key) > 1})
