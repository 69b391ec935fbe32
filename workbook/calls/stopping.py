"""A death or a move, however it was noted: bookings and rides to come are cancelled, unsent letters void."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pandas as pd

from workbook.calls.attempts import standing
from workbook.calls.facts import Read
from workbook.change import Change, records
from workbook.schema import Table
from workbook.tables import BOOKINGS, LETTERS_SENT, RIDES
from workbook.words import BookingState, RideResult, State

NewIds = Callable[[Table, int], list[str]]
_PAST = {BookingState.DONE, BookingState.MISSED, BookingState.CANCELLED}


def cancelled(citizens: pd.DataFrame, read: Read, new_ids: NewIds, today: date) -> Change:
    """Return the change that calls off what was arranged for people who are gone; takes Borgere as refreshed."""
    gone = citizens[citizens["state"] == State.GONE]
    change = Change()
    bookings = _to_come(read(BOOKINGS), gone, today)
    bookings = bookings[~bookings["state"].isin(_PAST)]
    change.update(BOOKINGS, bookings, bookings.assign(state=BookingState.CANCELLED))
    rides = _to_come(read(RIDES), gone, today)
    rides = rides[rides["result"].isna()]
    change.update(RIDES, rides, rides.assign(result=RideResult.CANCELLED))
    change.insert(LETTERS_SENT, _void(read(LETTERS_SENT), gone, new_ids))
    return change


def _to_come(rows: pd.DataFrame, gone: pd.DataFrame, today: date) -> pd.DataFrame:
    """Return the rows of people who are gone, for today or later or without a day."""
    mine = rows[rows["citizen"].isin(gone.index)]
    return mine[pd.Series([on is None or on >= today for on in mine["date"].tolist()], mine.index, dtype=bool)]


def _void(letters: pd.DataFrame, gone: pd.DataFrame, new_ids: NewIds) -> pd.DataFrame:
    """Return the rows that void letters nobody has released, printed on the day of the news or later."""
    noted = dict(zip(gone.index.tolist(), gone["gone_on"].tolist(), strict=True))
    unsent = {
        row_id: row
        for row_id, row in records(standing(letters)).items()
        if row.get("citizen") in noted and "released_by" not in row and _is_late(row.get("printed_on"), noted, row)
    }
    ids = new_ids(LETTERS_SENT, len(unsent)) if unsent else []
    return LETTERS_SENT.frame(
        {**row, "id": fresh, "voids": row_id} for fresh, (row_id, row) in zip(ids, unsent.items(), strict=True)
    )


def _is_late(printed_on: date | None, noted: dict[str, date | None], row: dict[str, object]) -> bool:
    on = noted[str(row["citizen"])]
    return printed_on is not None and on is not None and printed_on >= on
