"""The ride to a time: between when and when somebody hears that the vehicle comes, and the promise that this is.

Whoever tells (a letter, a call) tells the same minutes, and what was told is kept: planning again moves it no further
than Indstillinger allows.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, time
from typing import Any

from workbook.change import Change
from workbook.minutes import minute, of_minute
from workbook.settings import Settings
from workbook.tables import RIDES
from workbook.words import Leg, RideResult

FETCHED = "hentes"
"""What a time's words say before the minutes of the ride."""

Window = tuple[time, time]


def ride_to(rides: Iterable[Mapping[str, Any]], day: date) -> Mapping[str, Any] | None:
    """Return the way out on a day, of one citizen's rows of Kørsel; None where none is driven."""
    return next((row for row in rides if row.get("leg") == Leg.OUT and row.get("date") == day and _counts(row)), None)


def _counts(row: Mapping[str, Any]) -> bool:
    return row.get("result") in (None, RideResult.DONE)


def window(row: Mapping[str, Any], settings: Settings) -> Window | None:
    """Return between when and when the vehicle comes, as somebody is told; None where nothing is planned."""
    at = told_at(row.get("promised"), row.get("pick_up"), settings)
    return around(at, settings) if at else None


def told_at(promised: time | None, planned: time | None, settings: Settings) -> time | None:
    """Return the time that is told of a ride: the promised one while the plan keeps to it, else the planned one."""
    return promised if promised and (planned is None or _is_kept(promised, planned, settings)) else planned


def _is_kept(promised: time, planned: time, settings: Settings) -> bool:
    return -settings.promise_before <= minute(planned) - minute(promised) <= settings.promise_after


def around(at: time, settings: Settings) -> Window:
    """Return what is told of a vehicle that comes at a time."""
    return of_minute(minute(at) - settings.told_before), of_minute(minute(at) + settings.told_after)


def in_words(told: Window) -> str:
    """Return the minutes of a ride as they follow the words of a time: hentes 09.35-09.55."""
    return f"{FETCHED} {told[0]:%H.%M}-{told[1]:%H.%M}"


def promises(
    rides: Mapping[str, Iterable[Mapping[str, Any]]], told: Iterable[tuple[str, date]], settings: Settings
) -> Change:
    """Return the change that promises the rides of those (citizen, day) who were told; nobody need ring about them.

    `rides` are each citizen's rows of Kørsel with their ids.
    """
    change = Change()
    for who, day in told:
        row = ride_to(rides.get(who, ()), day)
        if row and "pick_up" in row:
            change.edit(
                RIDES,
                row["id"],
                dict(row),
                {"promised": told_at(row.get("promised"), row["pick_up"], settings), "ring": None},
            )
    return change
