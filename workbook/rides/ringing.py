"""Whom to ring when a plan has changed: those whose vehicle comes outside what they were told, or not at all."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from workbook.rides.model import Ride


@dataclass(frozen=True)
class Moved:
    """A leg whose pick-up moved: the minute it was, and the minute it is; None when nobody comes any more."""

    leg: int
    was: float
    now: float | None


def to_ring(before: Iterable[Ride], after: Iterable[Ride], early: float, late: float) -> list[Moved]:
    """Return the legs to ring about, in order: fetched more than `early` minutes sooner, `late` later, or never."""
    fresh = {ride.leg: ride.pick_up for ride in after}
    moved = [Moved(ride.leg, ride.pick_up, fresh.get(ride.leg)) for ride in before]
    return sorted(
        (one for one in moved if one.now is None or not -early <= one.now - one.was <= late), key=lambda one: one.was
    )
