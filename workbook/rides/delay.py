"""A vehicle is late: the new times, the appointments in danger, and whom to ring."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from workbook.rides.halts import Halt, halts_of, stop_of
from workbook.rides.model import Day, Ride


@dataclass(frozen=True)
class Delayed:
    """What a delay does: all rides with their new times, the legs that come too late (by so many minutes), and to ring.

    `ring` are legs whose pick-up moves out of what the citizen was told, by the minutes it moves.
    """

    rides: Sequence[Ride]
    late: dict[int, float]
    ring: dict[int, float]


def delayed(day: Day, rides: Sequence[Ride], vehicle: int, minutes: float, now: float, told_after: float) -> Delayed:
    """Return what follows when a vehicle gets to its next stop so many minutes late, seen at minute `now`.

    Waiting on the way takes up the delay. `told_after`: so long after the planned time was told to the citizen.
    """
    moved = _moved(day, halts_of(rides).get(vehicle, []), minutes, now)
    fresh = [
        replace(ride, pick_up=moved.get((ride.leg, False), ride.pick_up), drop=moved.get((ride.leg, True), ride.drop))
        if ride.vehicle == vehicle
        else ride
        for ride in rides
    ]
    late = {ride.leg: ride.drop - day.legs[ride.leg].drop.latest for ride in fresh if ride.vehicle == vehicle}
    waits = {new.leg: new.pick_up - old.pick_up for old, new in zip(rides, fresh, strict=True)}
    return Delayed(
        fresh,
        {leg: by for leg, by in late.items() if by > 0 and moved.get((leg, True), 0) > now},
        {leg: by for leg, by in waits.items() if by > told_after or (by > 0 and not _as_promised(day, leg, moved))},
    )


def _as_promised(day: Day, leg: int, moved: dict[tuple[int, bool], float]) -> bool:
    promised = day.legs[leg].promised
    return promised is None or moved[leg, False] <= promised[1]


def _moved(day: Day, halts: Sequence[Halt], minutes: float, now: float) -> dict[tuple[int, bool], float]:
    """Return the new time of each stop, by leg and whether it is the drop."""
    times: dict[tuple[int, bool], float] = {}
    before: Halt | None = None
    free, late = 0.0, minutes
    for halt in halts:
        time, stop = halt.time, stop_of(day, halt)
        if time >= now:
            way = day.minutes[stop_of(day, before).place][stop.place] if before else 0
            time = max(time + late, free + way)
            late = 0  # only the next stop is late by itself; those after it by what it pushes
        times[halt.leg, halt.drop] = time
        before, free = halt, time + stop.service
    return times
