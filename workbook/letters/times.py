"""The times that letters tell: place, day, clock, and when the vehicle comes, by the name the sheets give each."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

import pandas as pd

from workbook.bookings.standing import name_of
from workbook.calls.booked import has_time
from workbook.change import Row, records
from workbook.schema import Table
from workbook.tables import BOOKINGS, RIDES, SITES
from workbook.words import BookingState, Field, Leg

OVER = frozenset({BookingState.CANCELLED, BookingState.DONE})

PICK_UP = timedelta(minutes=10)
"""So long before and after the planned time the vehicle may come."""


class Time(NamedTuple):
    """A time at a site: whose, on which day, and what a letter may say of it."""

    citizen: str
    day: date
    says: Mapping[Field, Any]


def times_to_come(read: Callable[[Table], pd.DataFrame], citizens: Collection[str], today: date) -> dict[str, Time]:
    """Return the citizens' times that hold and are not past, by name: "T-0001: 4/5 2021 kl. 10.30, Brøndby Hallen".

    Another day, clock or place is another time.
    """
    bookings, rides = (frame[frame["citizen"].isin(citizens)] for frame in (read(BOOKINGS), read(RIDES)))
    there = {row["name"]: row for row in records(read(SITES)).values() if "name" in row}
    trips = {(row["citizen"], row.get("date")): row for row in records(rides).values() if row.get("leg") == Leg.OUT}
    found = {}
    for row_id, row in records(bookings).items():
        if has_time(row) and row.get("state") not in OVER and row["date"] >= today:
            site, ride = there.get(row.get("site", ""), {}), trips.get((row["citizen"], row["date"]), {})
            found[name_of(row_id, row)] = Time(row["citizen"], row["date"], _values(row, site, ride))
    return found


def _values(booking: Row, site: Row, ride: Row) -> dict[Field, Any]:
    city = " ".join(filter(None, (site.get("postcode"), site.get("city"))))
    known = {
        Field.DAY: booking["date"],
        Field.CLOCK: booking.get("time"),
        Field.SITE: booking.get("site"),
        Field.SITE_ADDRESS: ", ".join(filter(None, (site.get("address"), city))),
    }
    planned = ride.get("promised") or ride.get("pick_up")
    if planned is None:
        return known
    at = datetime.combine(booking["date"], planned)
    return {**known, Field.PICK_UP_FROM: (at - PICK_UP).time(), Field.PICK_UP_TO: (at + PICK_UP).time()}
