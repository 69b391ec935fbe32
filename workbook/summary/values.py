"""What figures are made of: DASH for what cannot be known, shares, sums, days and weeks."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

Figures = dict[str, Any]
"""Figures by name: a whole number, a number of hours or kroner, a share of 1, a date, a text or DASH."""

DASH = "–"
"""A figure that cannot be known, as the memo of 21 April 2021 prints it."""


def share(part: Any, whole: Any) -> Any:
    """Return a part of a whole as a share of 1; DASH where one is DASH or the whole is nothing."""
    return DASH if DASH in (part, whole) or not whole else part / whole


def total(values: Iterable[Any]) -> Any:
    """Return the sum of those that are known."""
    return sum(value for value in values if value != DASH)


def years_before(day: date, years: int) -> date:
    """Return the same day of an earlier year, 1 March for 29 February, as Excel's DATE does."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return date(day.year - years, 3, 1)


def monday(day: date) -> date:
    """Return the first day of the day's week."""
    return day - timedelta(days=day.weekday())
