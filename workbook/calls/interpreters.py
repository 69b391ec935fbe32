"""Tolkebestilling: whom an interpreter is needed for, by what is known of calls and bookings."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pandas as pd

from workbook.change import Row, records
from workbook.schema import Table
from workbook.tables import BOOKINGS, CITIZENS, INTERPRETERS
from workbook.words import BookingState, InterpreterFor, InterpreterState, Language, State, YesNo

Read = Callable[[Table], pd.DataFrame]
Key = tuple[Any, ...]

PHONE = "Telefon"
"""The place of a talk that is held on the phone."""

_MINUTES = {InterpreterFor.CALL: 30, InterpreterFor.JAB: 60}
_OVER = {InterpreterState.DONE, InterpreterState.CANCELLED}
_NO_BOOKING = {BookingState.DONE, BookingState.CANCELLED, BookingState.CHANGED, BookingState.MISSED}
_STOPPED = {State.GONE, State.NO_CONTACT}


def needed(read: Read, today: date) -> list[Row]:
    """Return the rows that Tolke lacks: a call for who cannot be spoken with, and every booked jab with an interpreter.

    Takes Borgere as refreshed. A jab's day, time and place come from the booking; those of a call staff write.
    """
    people = {who: person for who, person in records(read(CITIZENS)).items() if person.get("state") not in _STOPPED}
    standing = {_key(row) for row in records(read(INTERPRETERS)).values() if row.get("state") not in _OVER}
    found = {_key(row): row for row in (*_calls(people), *_jabs(people, read(BOOKINGS), today))}
    return [row for key, row in found.items() if key not in standing]


def is_complete(row: Row, today: date) -> bool:
    """Whether an agency can be asked: the language, the day, the time and the place are known, and it is not over."""
    has_all = all(name in row for name in ("language", "date", "time", "place"))
    return has_all and row["language"] != Language.DANISH and row["date"] >= today


def _key(row: Row) -> Key:
    """Return what makes two orders one: a citizen has one call waiting, and one order for each booked day."""
    day = row.get("date") if row.get("purpose") == InterpreterFor.JAB else None
    return row.get("citizen"), row.get("purpose"), day


def _calls(people: dict[str, Row]) -> Iterator[Row]:
    for who, person in people.items():
        if person.get("state") == State.INTERPRETER:
            yield _row(who, person, InterpreterFor.CALL) | {"place": PHONE}


def _jabs(people: dict[str, Row], bookings: pd.DataFrame, today: date) -> Iterator[Row]:
    for booking in records(bookings).values():
        who, on = booking.get("citizen"), booking.get("date")
        if who not in people or booking.get("state") in _NO_BOOKING or on is None or on < today:
            continue
        if people[who].get("interpreter") == YesNo.YES:
            place = booking.get("site") or booking.get("kind")
            cells = {"date": on, "time": booking.get("time"), "place": place}
            yield _row(who, people[who], InterpreterFor.JAB) | {k: v for k, v in cells.items() if v is not None}


def _row(who: str, person: Row, purpose: InterpreterFor) -> Row:
    row = {"citizen": who, "purpose": purpose, "minutes": _MINUTES[purpose], "state": InterpreterState.WANTED}
    language = person.get("language", Language.DANISH)
    return row if language == Language.DANISH else row | {"language": language}
