"""About bookings and rides."""

from __future__ import annotations

from enum import StrEnum


class BookingKind(StrEnum):
    """Where a jab is given."""

    CENTRE = "Vaccinationssted"
    HOME = "Hjemme ved Regionen"
    POP_UP = "Pop-up"


class BookingState(StrEnum):
    """How far a booking is."""

    WANTED = "Ønsket"
    ASKED = "Bestilt"
    GOT = "Tid fået"
    TOLD = "Meddelt"
    DONE = "Gennemført"
    CHANGED = "Ændret"
    CANCELLED = "Aflyst"
    MISSED = "Udeblevet"


class Leg(StrEnum):
    """A ride's direction."""

    OUT = "Ud"
    HOME = "Hjem"


class Lock(StrEnum):
    """What planning again may not change."""

    VEHICLE = "Vogn"
    ALL = "Vogn og tid"


class RideResult(StrEnum):
    """How a ride went on the day."""

    DONE = "Kørt"
    NOT_HOME = "Ikke hjemme"
    CANCELLED = "Aflyst"
    REFUSED = "Ville ikke med"
    NO_ROOM = "Ikke plads"
