"""The times that letters tell: place, day, clock, and when the vehicle comes, by the name the sheets give each."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

import pandas as pd

from workbook.bookings.standing import DRIVEN, name_of
from workbook.calls.booked import has_time
from workbook.calls.facts import by_citizen
from workbook.calls.fetched import Window, in_words, ride_to, window
from workbook.change import Row, records
from workbook.rides.legs import said_last
from workbook.schema import Table
from workbook.settings import Settings
from workbook.tables import BOOKINGS, CALLS, RIDES, SITES
from workbook.words import BookingKind, BookingState, Field, Transport

OVER = frozenset({BookingState.CANCELLED, BookingState.DONE})


class Time(NamedTuple):
    """A time at a site: whose, on which day, and what a letter may say of it."""

    citizen: str
    day: date
    says: Mapping[Field, Any]


class Ride(NamedTuple):
    """What somebody may be told of the ride: between when and when the vehicle comes, None where nothing is planned."""

    window: Window | None


def times_to_come(
    read: Callable[[Table], pd.DataFrame], citizens: Collection[str], settings: Settings, today: date
) -> dict[str, Time]:
    """Return the citizens' times that hold and are not past, by name.

    "T-0001: 4/5 2021 kl. 10.30, Brøndby Hallen, hentes 9.35-9.55": another day, clock, place or ride is another time.
    """
    bookings, rows, calls = (frame[frame["citizen"].isin(citizens)] for frame in map(read, (BOOKINGS, RIDES, CALLS)))
    rides = by_citizen(rows)
    there = {row["name"]: row for row in records(read(SITES)).values() if "name" in row}
    driven = {who for who, said in said_last(calls).items() if said.get("transport") == Transport.MUNICIPAL}
    found = {}
    for row_id, row in records(bookings).items():
        if has_time(row) and row.get("state") not in OVER and row["date"] >= today:
            who, site = row["citizen"], there.get(row.get("site", ""), {})
            ride = _ride(row, rides.get(who, ()), who in driven, settings)
            found[_name(row_id, row, ride)] = Time(who, row["date"], _values(row, site, ride, settings))
    return found


def booking_of(about: str) -> str:
    """Return the id of the booking that a time's name is about."""
    return about.partition(":")[0]


def _at_home(booking: Row) -> bool:
    return booking.get("kind") == BookingKind.HOME


def _ride(booking: Row, rides: Sequence[Mapping[str, Any]], is_ours: bool, settings: Settings) -> Ride | None:
    """Return the ride to a time, None for somebody whom nobody drives."""
    if _at_home(booking):
        return None
    row = ride_to(rides, booking["date"])
    if row is None:
        return Ride(None) if is_ours else None
    return Ride(window(row, settings))


def _name(row_id: str, booking: Row, ride: Ride | None) -> str:
    return ", ".join(filter(None, (name_of(row_id, booking), _in_words(ride))))


def _in_words(ride: Ride | None) -> str:
    if ride is None:
        return ""
    return in_words(ride.window) if ride.window else DRIVEN


def _values(booking: Row, site: Row, ride: Ride | None, settings: Settings) -> dict[Field, Any]:
    city = " ".join(filter(None, (site.get("postcode"), site.get("city"))))
    known = {
        Field.DAY: booking["date"],
        Field.CLOCK: booking.get("time"),
        Field.DOSE: booking.get("dose") if settings.doses > 1 else None,
        Field.SITE: booking.get("site") or (BookingKind.HOME if _at_home(booking) else None),
        Field.SITE_ADDRESS: ", ".join(filter(None, (site.get("address"), city))),
        Field.RIDE: "ja" if ride else "",
        Field.AT_HOME: "ja" if _at_home(booking) else "",
    }
    if ride is None or ride.window is None:
        return known
    return {**known, Field.PICK_UP_FROM: ride.window[0], Field.PICK_UP_TO: ride.window[1]}
