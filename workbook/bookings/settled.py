"""What is written on a row of Booking says how far it is: staff type a day and a time, and the rest follows.

A time that is no longer the one the citizen was told is to be told again, whoever changed it.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from workbook.bookings.standing import WITH_TIME, WITHOUT_TIME, name_of, time_of
from workbook.change import Row
from workbook.words import BookingKind, BookingState

_STAMPS = {
    BookingState.WANTED: "wanted_on",
    BookingState.ASKED: "asked_on",
    BookingState.GOT: "got_on",
    BookingState.CHANGED: "got_on",
}
"""The day that goes with a state; without one it is the day of the first press that sees the state."""


def settled(row_id: str, row: Row, person: Row, confirmed: Mapping[str, date], today: date) -> Row:
    """Return a row of Booking as what stands on it means; a state that is none is left to be looked at.

    `person` is the citizen's row; `confirmed` are the days of the letters that told a time, by the time's name.
    """
    row = {"dose": 2 if "jab1_on" in person else 1, "kind": BookingKind.CENTRE, "state": BookingState.WANTED, **row}
    if row["state"] not in set(BookingState):
        return row
    row["state"] = _ordered(row)
    row = _told(row, confirmed.get(name_of(row_id, row)), today)
    if row["state"] in WITH_TIME and "date" in row and person.get(f"jab{row['dose']}_on") == row["date"]:
        row["state"] = BookingState.DONE
    stamp = _STAMPS.get(row["state"])
    return row if stamp is None else {stamp: today, **row}


def _ordered(row: Row) -> str:
    """Return the state, moved on by the day it was asked for and by a time that was got."""
    if row["state"] in WITHOUT_TIME and {"date", "time"} <= row.keys() and time_of(row) != row.get("told_time"):
        return BookingState.GOT
    asked = row["state"] == BookingState.WANTED and "asked_on" in row
    return BookingState.ASKED if asked else str(row["state"])


def _told(row: Row, written_on: date | None, today: date) -> Row:
    """Return the row with the time that the citizen knows; one that became another is to be told again."""
    known, time, ours = row.get("told_time", ""), time_of(row), "asked_on" in row or "got_on" in row
    if row["state"] not in WITH_TIME:
        return row
    if row["state"] == BookingState.TOLD and not ours:  # who booked alone knows the time
        return {**row, "told_time": time}
    if row["state"] == BookingState.TOLD and time.startswith(known):  # of a known day the place is no new time
        return {"told_on": today, **row, "told_time": time}
    if known:
        return _changed(row, today)
    is_told = "told_on" in row or written_on is not None
    return {"told_on": written_on, **row, "told_time": time, "state": BookingState.TOLD} if is_told else row


def _changed(row: Row, today: date) -> Row:
    kept = {name: value for name, value in row.items() if name not in {"told_on", "told_time"}}
    return {**kept, "state": BookingState.CHANGED, "got_on": today}
