"""Who must be driven on a day: bookings and answers in, the rows that Kørsel lacks out.

A way that somebody does not want stays on Kørsel with a result, so that it is not made again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date, time
from typing import Any

import pandas as pd

from workbook.calls.attempts import standing
from workbook.calls.booked import has_time
from workbook.change import Change, Row, records
from workbook.schema import Table
from workbook.tables import BOOKINGS, CALLS, CITIZENS, RIDES
from workbook.words import Aid, BookingKind, BookingState, Leg, Transport, YesNo

Read = Callable[[Table], pd.DataFrame]

SAID = ("transport", "aid", "can_sit", "stairs", "escort")
"""What answers tell of how somebody is driven; what was said last counts."""

_OVER = {BookingState.CANCELLED, BookingState.DONE, BookingState.MISSED}


def missing_legs(read: Read, day: date, new_ids: Callable[[Table, int], list[str]]) -> Change:
    """Return the change that gives everyone with a time that day and municipal transport a way out and a way home.

    Ways that are there get the booking's clock and site, unless they have a result.
    """
    people, said = records(read(CITIZENS)), said_last(read(CALLS))
    times = {
        who: row
        for who, row in times_on(read(BOOKINGS), day).items()
        if who in people and people[who].get("gone") != YesNo.YES
    }
    rides = read(RIDES)
    rides = rides[(rides["date"] == day) & rides["citizen"].isin(times)]
    there = set(zip(rides["citizen"], rides["leg"], strict=True))
    driven = {who for who, _ in there} | {who for who in times if _is_ours(said.get(who, {}))}
    lacking = [(who, leg) for who in times if who in driven for leg in Leg if (who, leg) not in there]
    change = Change()
    ids = new_ids(RIDES, len(lacking))
    change.insert(
        RIDES,
        RIDES.frame(
            {"id": row_id, "date": day, "citizen": who, "leg": leg, **_about(times[who]), **_needs(said.get(who, {}))}
            for row_id, (who, leg) in zip(ids, lacking, strict=True)
        ),
    )
    change.update(RIDES, rides, _at_their_times(rides, times))
    return change


def times_on(bookings: pd.DataFrame, day: date) -> dict[str, Row]:
    """Return each citizen's time at a site on a day, the latest made; who is vaccinated at home needs no ride."""
    return {
        row["citizen"]: row
        for row in records(bookings[bookings["date"] == day]).values()
        if "citizen" in row and has_time(row) and row.get("state") not in _OVER and row.get("kind") != BookingKind.HOME
    }


def without_time(bookings: pd.DataFrame, day: date) -> set[str]:
    """Return the citizens who have times on Booking, but none on that day: it was moved, cancelled or missed."""
    times = bookings[bookings["date"].notna() & bookings["citizen"].notna()]
    over = times["state"].isin({BookingState.CANCELLED, BookingState.MISSED})
    return set(times["citizen"]) - set(times.loc[(times["date"] == day) & ~over, "citizen"])


def said_last(calls: pd.DataFrame) -> dict[str, dict[str, Any]]:
    """Return what each citizen said last of each thing in `SAID`."""
    rows = sorted(
        records(standing(calls)).values(), key=lambda row: (row.get("date", date.min), row.get("time", time()))
    )
    found: dict[str, dict[str, Any]] = {}
    for row in rows:
        if "citizen" in row:
            found.setdefault(row["citizen"], {}).update({name: row[name] for name in SAID if name in row})
    return found


def _is_ours(said: Mapping[str, Any]) -> bool:
    return said.get("transport") == Transport.MUNICIPAL


def _about(booking: Row) -> dict[str, Any]:
    return {"appointment": booking.get("time"), "site": booking.get("site")}


def _needs(said: Mapping[str, Any]) -> dict[str, Any]:
    """Return aid, stairs and escort; who cannot sit is driven lying down."""
    aid = Aid.STRETCHER if said.get("can_sit") == YesNo.NO else said.get("aid")
    return {"aid": aid, "stairs": said.get("stairs"), "escort": YesNo.YES if said.get("escort") == YesNo.YES else None}


def _at_their_times(rides: pd.DataFrame, times: Mapping[str, Row]) -> pd.DataFrame:
    return RIDES.frame(_updated(rides, times))


def _updated(rides: pd.DataFrame, times: Mapping[str, Row]) -> Iterator[Row]:
    for row_id, row in records(rides).items():
        yield {"id": row_id, **row, **({} if "result" in row else _about(times[row["citizen"]]))}
