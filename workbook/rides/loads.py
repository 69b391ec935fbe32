"""How much room somebody takes in a vehicle and how long they take at its door."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from workbook.rides.rows import Car, Trip
from workbook.settings import Settings
from workbook.words import Aid

KINDS: Mapping[str, str] = {
    "seats": "optagne siddepladser",
    "wheelchairs": "kørestole",
    "stretchers": "bårer",
    "walkers": "rollatorer",
    "oxygen": "iltflasker",
}
"""The kinds of room that every vehicle is asked about, by column of Køretøjer, in the words of the checker."""

_KIND_OF = {Aid.WHEELCHAIR: "wheelchairs", Aid.STRETCHER: "stretchers", Aid.WALKER: "walkers", Aid.OXYGEN: "oxygen"}

LIFT = "lift"
"""What a vehicle must have to take a wheelchair."""


def kinds(cars: Sequence[Car]) -> dict[str, str]:
    """Return all kinds of room, those that staff added after ours, each with its word."""
    return {**KINDS, **{kind: kind.lower() for car in cars for kind in car.room if kind not in KINDS}}


def takes(trip: Trip, settings: Settings) -> dict[str, int]:
    """Return the room that a citizen takes with aid and escort, by kind."""
    seats = {Aid.WHEELCHAIR: settings.wheelchair_seats, Aid.STRETCHER: settings.stretcher_seats}
    room = Counter({"seats": people(trip) - 1 + (seats.get(trip.aid, 1) if trip.aid else 1)})
    room.update({_KIND_OF[trip.aid]: 1} if trip.aid in _KIND_OF else {})
    room.update(trip.extra)
    return room


def people(trip: Trip) -> int:
    """Return how many get in: the citizen, and an escort."""
    return 2 if trip.escort else 1


def needs(trip: Trip) -> frozenset[str]:
    """Return what the vehicle must have."""
    return frozenset({LIFT} if trip.aid is Aid.WHEELCHAIR else ())


def at_the_door(trip: Trip, settings: Settings) -> int:
    """Return the minutes that it takes to get in or out."""
    by_aid = {
        Aid.WALKER: settings.door_walker,
        Aid.WHEELCHAIR: settings.door_wheelchair,
        Aid.STRETCHER: settings.door_stretcher,
    }
    return by_aid.get(trip.aid, settings.door_minutes) if trip.aid else settings.door_minutes
