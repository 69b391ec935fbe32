"""How far a booking is, and the time it holds, in words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from workbook.calls.fetched import FETCHED
from workbook.words import BookingState

OVER = frozenset({BookingState.DONE, BookingState.CANCELLED, BookingState.MISSED})
"""States of a booking that leads to nothing more."""

WITH_TIME = frozenset({BookingState.GOT, BookingState.TOLD, BookingState.CHANGED})
"""States of a booking whose time is to come."""

WITHOUT_TIME = frozenset({BookingState.WANTED, BookingState.ASKED})
"""States of a booking that still has to get its time."""


def is_open(booking: Mapping[str, Any]) -> bool:
    """Whether something is still to come of a booking."""
    return booking.get("state") not in OVER


def time_of(booking: Mapping[str, Any]) -> str:
    """Return the time that stands on a row: "4/5 2021 kl. 10.30, Brøndby Hallen"; "" without a day."""
    if "date" not in booking:
        return ""
    day, at = booking["date"], booking.get("time")
    told = f"{day.day}/{day.month} {day.year}" + (f" kl. {at:%H.%M}" if at else "")
    return ", ".join(filter(None, (told, booking.get("site"))))


DRIVEN = "kørsel"
"""What a letter adds to a time's name when the ride is not planned; else its minutes (`fetched.in_words`)."""


def name_in(about: str) -> str:
    """Return the name of the time in what a letter is about, without the ride."""
    return re.sub(rf", (?:{FETCHED} [^,]*|{DRIVEN})$", "", about)


def name_of(row_id: str, booking: Mapping[str, Any]) -> str:
    """Return what letters call a time: "T-0001: 4/5 2021 kl. 10.30, Brøndby Hallen"; another time has another name."""
    return f"{row_id}: {time_of(booking)}"
