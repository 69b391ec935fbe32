"""The times that letters tell: place, day, clock, and when the vehicle comes, by the name the sheets give each."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from datetime import date, time
from typing import Any, NamedTuple

import pandas as pd

from workbook.bookings.standing import DRIVEN, FETCHED, name_of
from workbook.calls.booked import has_time
from workbook.change import Row, records
from workbook.rides.legs import said_last
from workbook.rides.rows import minute, of_minute
from workbook.rides.sheets import rides_on
from workbook.schema import Table
from workbook.settings import Settings
from workbook.tables import BOOKINGS, CALLS, RIDES, SITES
from workbook.words import BookingKind, BookingState, Field, Leg, Transport

OVER = frozenset({BookingState.CANCELLED, BookingState.DONE})


class Time(NamedTuple):
    """A time at a site: whose, on which day, and what a letter may say of it."""

    citizen: str
    day: date
    says: Mapping[Field, Any]


class Ride(NamedTuple):
    """What somebody may be told of the ride: between when and when the vehicle comes, None where nothing is planned."""

    window: tuple[time, time] | None


def times_to_come(
    read: Callable[[Table], pd.DataFrame], citizens: Collection[str], settings: Settings, today: date
) -> dict[str, Time]:
    """Return the citizens' times that hold and are not past, by name.

    "T-0001: 4/5 2021 kl. 10.30, Brøndby Hallen, hentes 9.35-9.55": another day, clock, place or ride is another time.
    """
    bookings, rides, calls = (frame[frame["citizen"].isin(citizens)] for frame in map(read, (BOOKINGS, RIDES, CALLS)))
    there = {row["name"]: row for row in records(read(SITES)).values() if "name" in row}
    driven = {who for who, said in said_last(calls).items() if said.get("transport") == Transport.MUNICIPAL}
    found = {}
    for row_id, row in records(bookings).items():
        if has_time(row) and row.get("state") not in OVER and row["date"] >= today:
            site, ride = there.get(row.get("site", ""), {}), _ride(row, rides, row["citizen"] in driven, settings)
            found[_name(row_id, row, ride)] = Time(row["citizen"], row["date"], _values(row, site, ride))
    return found


def booking_of(about: str) -> str:
    """Return the id of the booking that a time's name is about."""
    return about.partition(":")[0]


def _at_home(booking: Row) -> bool:
    return booking.get("kind") == BookingKind.HOME


def _ride(booking: Row, rides: pd.DataFrame, is_ours: bool, settings: Settings) -> Ride | None:
    """Return the ride to a time, None for somebody whom nobody drives."""
    if _at_home(booking):
        return None
    mine = rides_on(rides[(rides["citizen"] == booking["citizen"]) & (rides["leg"] == Leg.OUT)], booking["date"])
    row = next(iter(records(mine).values()), None)
    if row is None:
        return Ride(None) if is_ours else None
    return Ride(_window(row, settings))


def _window(row: Row, settings: Settings) -> tuple[time, time] | None:
    """Return between when and when the vehicle comes: as promised while the plan keeps to it, else as planned."""
    promised, planned = row.get("promised"), row.get("pick_up")
    if promised and (planned is None or _is_kept(promised, planned, settings)):
        return _around(promised, settings)
    if "told_from" in row and "told_to" in row:
        return row["told_from"], row["told_to"]
    return _around(planned, settings) if planned else None


def _is_kept(promised: time, planned: time, settings: Settings) -> bool:
    return -settings.promise_before <= minute(planned) - minute(promised) <= settings.promise_after


def _around(at: time, settings: Settings) -> tuple[time, time]:
    return of_minute(minute(at) - settings.told_before), of_minute(minute(at) + settings.told_after)


def _name(row_id: str, booking: Row, ride: Ride | None) -> str:
    return ", ".join(filter(None, (name_of(row_id, booking), _in_words(ride))))


def _in_words(ride: Ride | None) -> str:
    if ride is None:
        return ""
    return f"{FETCHED} {ride.window[0]:%H.%M}-{ride.window[1]:%H.%M}" if ride.window else DRIVEN


def _values(booking: Row, site: Row, ride: Ride | None) -> dict[Field, Any]:
    city = " ".join(filter(None, (site.get("postcode"), site.get("city"))))
    known = {
        Field.DAY: booking["date"],
        Field.CLOCK: booking.get("time"),
        Field.SITE: booking.get("site") or (BookingKind.HOME if _at_home(booking) else None),
        Field.SITE_ADDRESS: ", ".join(filter(None, (site.get("address"), city))),
        Field.RIDE: "ja" if ride else "",
        Field.AT_HOME: "ja" if _at_home(booking) else "",
    }
    if ride is None or ride.window is None:
        return known
    return {**known, Field.PICK_UP_FROM: ride.window[0], Field.PICK_UP_TO: ride.window[1]}
