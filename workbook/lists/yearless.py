"""Dates as people write them in a list of their own: "1/4", "28.12." or "1. april", the year left out."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from workbook.cells import Unreadable
from workbook.lists.clean import MONTHS, day

_NUMBERS = re.compile(r"(?:d\.? ?|den )?(\d{1,2})(?:[/.-] ?)(\d{1,2})[/.-]?", re.IGNORECASE)
_WORDS = re.compile(r"(?:d\.? ?|den )?(\d{1,2})\.? ?([a-zæøå]{3})[a-zæøå]*\.?", re.IGNORECASE)


_AROUND = re.compile(
    r"^(?:man|tirs|ons|tors|fre|lør|søn)(?:dag)?\.?,? *(?=d\.? |den |\d)|,? *kl\.? ?\d{1,2}(?:[.:]\d\d)?$",
    re.IGNORECASE,
)
"""A weekday before a date, a time of day after it."""


def day_up_to(raw: Any, until: date) -> date | None:
    """Return the cell as a date; one without a year is the latest such day up to `until`. Raises Unreadable."""
    parts = _day_and_month(raw)
    if parts is None:
        return day(raw)
    days = (_real(year, *parts) for year in (until.year, until.year - 1))
    if found := next((one for one in days if one and one <= until), None):
        return found
    raise Unreadable


def is_yearless(raw: Any) -> bool:
    """Whether a cell is a day and a month alone."""
    return _day_and_month(raw) is not None


def _day_and_month(raw: Any) -> tuple[int, int] | None:
    if not isinstance(raw, str):
        return None
    bare = _AROUND.sub("", raw.strip())
    if found := _NUMBERS.fullmatch(bare):
        return int(found[1]), int(found[2])
    found = _WORDS.fullmatch(bare)
    if found and found[2].lower() in MONTHS:
        return int(found[1]), MONTHS.index(found[2].lower()) + 1
    return None


def _real(year: int, day_of_month: int, month: int) -> date | None:
    try:
        return date(year, month, day_of_month)
    except ValueError:
        return None
