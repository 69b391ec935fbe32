"""The rows of Kørsel, Køretøjer and Steder in plain values, as a day of rides is made of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import time

from workbook.rides.distances import Place
from workbook.words import Aid, Leg, Lock


@dataclass(frozen=True)
class Trip:
    """A row of Kørsel: one way of one citizen to or from an appointment.

    `vehicle`, `pick_up` and `arrive` are what stands on the row; they bind only as far as `lock` says. `extra` is what
    the citizen takes up in the columns that staff added to Køretøjer, by heading. `limit` is the citizen's own most
    minutes in a vehicle; `start` is where the citizen is fetched when that is neither home nor the site.
    """

    id: str
    citizen: str
    way: Leg
    home: Place
    site: str
    appointment: time | None
    observe: int | None = None
    aid: Aid | None = None
    escort: str = ""
    promised: time | None = None
    lock: Lock | None = None
    vehicle: str = ""
    pick_up: time | None = None
    arrive: time | None = None
    extra: Mapping[str, int] = field(default_factory=dict, hash=False)
    limit: int | None = None
    start: Place | None = None


@dataclass(frozen=True)
class Car:
    """A row of Køretøjer on this day; `room` by kind (`loads.KINDS`, and staff's headings).

    `away` says why it does not drive, `away_at` from when; all day where there is no time.
    """

    id: str
    name: str
    depot: Place
    shift_from: time | None
    shift_to: time | None
    room: Mapping[str, int] = field(hash=False)
    lift: bool = False
    away: str = ""
    away_at: time | None = None


@dataclass(frozen=True)
class Site:
    """A row of Steder."""

    name: str
    place: Place
    open_from: time | None = None
    open_to: time | None = None
