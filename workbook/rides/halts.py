"""A vehicle's stops in the order in which it comes to them, as rides have them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from workbook.rides.model import Day, Ride, Stop


@dataclass(frozen=True, order=True)
class Halt:
    """A stop of a tour; between stops of the same minute the numbers on the sheet decide."""

    time: float
    number: int
    drop: bool
    leg: int


def halts_of(rides: Iterable[Ride]) -> dict[int, list[Halt]]:
    """Return each vehicle's stops in order."""
    tours: dict[int, list[Halt]] = defaultdict(list)
    for ride in rides:
        tours[ride.vehicle] += [
            Halt(ride.pick_up, ride.numbers[0], False, ride.leg),
            Halt(ride.drop, ride.numbers[1], True, ride.leg),
        ]
    return {vehicle: sorted(tours[vehicle]) for vehicle in sorted(tours)}


def stop_of(day: Day, halt: Halt) -> Stop:
    """Return where and how long the vehicle stops."""
    leg = day.legs[halt.leg]
    return leg.drop if halt.drop else leg.pick_up
