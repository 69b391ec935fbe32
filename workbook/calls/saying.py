"""Days as people say them on a call sheet, and days to come."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, time

from workbook.calls.attempts import Attempt
from workbook.words import joined


def short(day: date) -> str:
    """Return a day as people write it on a list: 12/4."""
    return f"{day.day}/{day.month}"


def moment(day: date, at: time | None) -> str:
    """Return a day, with the time of day where there is one: 12/4 kl. 10.30."""
    return f"{short(day)} kl. {at:%H.%M}" if at else short(day)


def days(attempts: Sequence[Attempt]) -> str:
    """Return the attempts' days: 12/4, 13/4 og 16/4."""
    return joined([short(attempt.on) for attempt in attempts])


def later(day: date, count: int) -> date:
    """Return the day so many days later; staff may write any number, and the calendar ends in 9999."""
    return date.fromordinal(min(day.toordinal() + max(count, 0), date.max.toordinal()))
