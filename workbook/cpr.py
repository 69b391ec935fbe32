"""CPR numbers: read in every form that lists bring them in, told apart into four kinds, masked for eyes.

DDMMYY-SSSS; the seventh digit gives the century (Indenrigs- og Sundhedsministeriet, "Personnummeret i CPR").
Modulus 11 has not been guaranteed since 1 October 2007: a number that fails it is a warning, never a refusal.
"""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from operator import mul
from typing import NamedTuple

from workbook.words import CprKind

WEIGHTS = (4, 3, 2, 7, 6, 5, 4, 3, 2, 1)
BEFORE_1900 = "CPR-nummeret hører til en, der er født før 1900; der må være en tastefejl"
NO_SUCH_DAY = "fødselsdatoen i CPR-nummeret findes ikke"

PLAIN = re.compile(r"\d{6}-?\d{4}", re.ASCII)
"""A number as it should be written."""
_NOISE = re.compile(r"[\s'’‘`´\u200b\ufeff]")
_HYPHENS = re.compile(r"[-‐‑‒–—−]+")
_LOST = re.compile(r"\d(?:[.,]\d+)?[eE]\+?\d+", re.ASCII)
WITHIN = re.compile(r"(?<![0-9A-Za-z])\d{6}[-‐‑‒–—− ]?\d[0-9A-Z]{3}(?![0-9A-Za-z])", re.ASCII)
"""A number in a longer text."""
_NO_DIGIT, _DECIMALS, _LETTER = re.compile(r"\D", re.ASCII), re.compile(r"[.,]0+$"), re.compile("[A-Za-z]")
_SHAPE = re.compile(r"\d{6}(?:\d{4}|(?=.*[A-Z])\d[0-9A-Z]{3})", re.ASCII)


class NotACpr(ValueError):
    """A text that is no CPR number; `why` says so in Danish, without the text."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class Cpr(NamedTuple):
    """A CPR number: ten characters without a hyphen, its kind, the birth date where the number tells it."""

    number: str
    kind: CprKind
    born: date | None


def parse(text: str) -> Cpr:
    """Return the CPR number that the text can only mean; raises NotACpr.

    Mended are spaces (also no-break ones), any hyphen, apostrophes, a decimal zero ("101501234.0") and a lost first
    zero. Digits that a spreadsheet rounded away ("1.01501E+08") are lost for good.
    """
    number = text.replace("-", "") if PLAIN.fullmatch(text) else _mended(text)
    if not number.isdigit():
        _day_and_month(number[:4])
        return Cpr(number, CprKind.ECPR, None)
    born = _birth_date(number)
    if number[0] >= "6":  # a replacement number is the birth date with 60 added to the day
        return Cpr(number, CprKind.REPLACEMENT, born)
    return Cpr(number, CprKind.ORDINARY if passes_modulus_11(number) else CprKind.UNCHECKED, born)


def typed(text: str) -> str | None:
    """Return the 9, 10 or 11 digits of a text that may be a CPR number but for one slip of the hand, else None."""
    bare = text.replace("-", "")
    digits = bare if bare.isdecimal() else _NO_DIGIT.sub("", _DECIMALS.sub("", text))
    may_be = 9 <= len(digits) <= 11 and (digits is bare or not _LETTER.search(text))  # noqa: PLR2004
    return digits if may_be else None


@lru_cache(maxsize=50_000)
def born(text: str | None) -> date | None:
    """Return the birth date that the number tells, None where it tells none or is no CPR number.

    A press asks for everybody's several times.
    """
    try:
        return parse(text).born if text else None
    except NotACpr:
        return None


def passes_modulus_11(number: str) -> bool:
    """Whether the check digit of ten digits fits, as it did for every number given before 2007."""
    return not (_weighed(0, number[:4]) + _weighed(4, number[4:7]) + _weighed(7, number[7:])) % 11


def mask(text: str) -> str:
    """Return the number as eyes may see it: "010150-xxxx"; whatever was typed, the last four are never shown."""
    bare = re.sub(r"\W", "", text)
    return f"{bare[:-4][:6]}-xxxx" if bare else ""


def mask_within(text: str) -> str:
    """Return a longer text, as a remark or a row of the journal, with every number in it masked."""
    return WITHIN.sub(lambda found: mask(found[0]), text)


@lru_cache(maxsize=4_096)
def _weighed(place: int, digits: str) -> int:
    """Return what the digits at that place add to the sum of modulus 11; a few thousand threes and fours are all."""
    return sum(map(mul, WEIGHTS[place:], map(int, digits)))


def _mended(text: str) -> str:
    bare = _NOISE.sub("", text).upper()
    if _LOST.fullmatch(bare):
        raise NotACpr("regnearket har afrundet CPR-nummeret, så de sidste cifre er gået tabt")
    bare = re.sub(r"[.,]0+$", "", bare)
    parts = _HYPHENS.split(bare)
    if len(parts) == 2:  # noqa: PLR2004  the birth date and the rest
        born, rest = parts
        bare = born.zfill(6) + rest if len(born) >= 5 and len(rest) == 4 else ""  # noqa: PLR2004  DMMYY and SSSS
    number = bare.zfill(10) if len(bare) == 9 and bare.isdecimal() else bare  # noqa: PLR2004  ten digits but a zero
    if not _SHAPE.fullmatch(number):
        raise NotACpr("CPR-nummeret har ikke ti cifre")
    return number


def _birth_date(number: str) -> date:
    day, month = _day_and_month(number[:4])
    year = year_of(number[4:7])
    if year is None:
        raise NotACpr(BEFORE_1900)
    try:
        return date(year, month, day)
    except ValueError:
        raise NotACpr(NO_SUCH_DAY) from None


@lru_cache(maxsize=4_096)
def _day_and_month(digits: str) -> tuple[int, int]:
    day, month = int(digits[:2]) % 60, int(digits[2:])
    try:
        date(2000, month, day)
    except ValueError:
        raise NotACpr(NO_SUCH_DAY) from None
    return day, month


@lru_cache(maxsize=1_000)
def year_of(digits: str) -> int | None:
    """Return the year by its last two digits and the one that gives the century; None before 1900."""
    short, seventh = int(digits[:2]), int(digits[2])
    if seventh <= 3:  # noqa: PLR2004
        return 1900 + short
    if seventh in {4, 9}:
        return (2000 if short <= 36 else 1900) + short  # noqa: PLR2004
    return 2000 + short if short <= 57 else None  # noqa: PLR2004
