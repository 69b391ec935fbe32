"""What follows on Booking from every press: how far each row is, whose it is, and what must be looked at."""

from __future__ import annotations

from datetime import date

import pandas as pd

from workbook.bookings.checks import faults
from workbook.bookings.said import Said, said_by
from workbook.bookings.settled import settled
from workbook.bookings.standing import WITH_TIME, name_in
from workbook.calls.attempts import standing
from workbook.calls.facts import Read
from workbook.change import Row, records
from workbook.settings import Settings
from workbook.tables import BOOKINGS, CITIZENS, LETTERS_SENT, RIDES
from workbook.words import BookingState, Leg, LetterKind, RideResult


def settled_bookings(read: Read, today: date) -> pd.DataFrame:
    """Return Booking with each row as far as what is written on it says."""
    bookings, people = read(BOOKINGS), booked_people(read)
    letters = standing(read(LETTERS_SENT))
    letters = letters[(letters["letter"] == LetterKind.CONFIRMATION) & letters["about"].notna()]
    confirmed = dict(zip(map(name_in, letters["about"]), letters["printed_on"].tolist(), strict=True))
    missed = _not_driven(read(RIDES), today)
    rows = {
        row_id: settled(row_id, row, people.get(row.get("citizen", ""), {}), confirmed, today)
        for row_id, row in booking_rows(bookings).items()
    }
    return BOOKINGS.frame(
        {"id": row_id, **row, "state": BookingState.MISSED if _is_missed(row, missed) else row.get("state")}
        for row_id, row in rows.items()
    )


def _not_driven(rides: pd.DataFrame, today: date) -> set[tuple[str, date]]:
    """Return who was not driven to the jab, and on which day: not at home, unwilling, or without a seat."""
    out = rides[(rides["leg"] == Leg.OUT) & rides["result"].isin(_STAYED)]
    return {(who, on) for who, on in zip(out["citizen"], out["date"], strict=True) if who and on and on <= today}


_STAYED = (RideResult.NOT_HOME, RideResult.REFUSED, RideResult.NO_ROOM)


def _is_missed(row: Row, missed: set[tuple[str, date]]) -> bool:
    return row.get("state") in WITH_TIME and (row.get("citizen"), row.get("date")) in missed


def told_bookings(read: Read, settings: Settings, today: date) -> pd.DataFrame:
    """Return Booking with its derived columns: name, transport and aid of the citizen, and what must be looked at."""
    rows, people = booking_rows(read(BOOKINGS)), booked_people(read)
    said = said_by(read, {row["citizen"] for row in rows.values() if "citizen" in row})
    wrong = faults(rows, people, read, settings, today)
    return BOOKINGS.frame(
        {"id": row_id, **row, **_derived(row, people, said), "check": wrong.get(row_id)} for row_id, row in rows.items()
    )


def booking_rows(bookings: pd.DataFrame) -> dict[str, Row]:
    """Return the rows of Booking by id, without the columns that staff added."""
    return records(bookings[[name for name in bookings.columns if name in BOOKINGS.by_name]])


def booked_people(read: Read) -> dict[str, Row]:
    """Return the rows of Borgere for those who stand on Booking."""
    citizens = read(CITIZENS)
    return records(citizens[citizens.index.isin(read(BOOKINGS)["citizen"])])


def _derived(row: Row, people: dict[str, Row], said: dict[str, Said]) -> Row:
    who = row.get("citizen", "")
    told = said.get(who, Said())
    return {"name": people.get(who, {}).get("name"), "transport": told.transport, "aid": told.aid}
