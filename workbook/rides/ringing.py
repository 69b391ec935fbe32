"""Whom to ring: those whose vehicle comes outside what they were told, or not at all."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from workbook.rides.model import clock


@dataclass(frozen=True)
class Moved:
    """A row whose pick-up is not as told: the minute that was told, and the minute it is; None when nobody comes."""

    row: str
    was: float
    now: float | None


def to_ring(told: Mapping[str, float], now: Mapping[str, float], early: float, late: float) -> list[Moved]:
    """Return the rows to ring about, by the time told: fetched over `early` minutes sooner, `late` later, or never."""
    moved = [Moved(row, was, now.get(row)) for row, was in told.items()]
    return sorted(
        (one for one in moved if one.now is None or not -early <= one.now - one.was <= late), key=lambda one: one.was
    )


def told_to(one: Moved) -> str:
    """Return in words what the citizen does not know yet."""
    comes = "den kommer ikke" if one.now is None else f"den kommer kl. {clock(one.now)}"
    return f"Venter vognen kl. {clock(one.was)}, men {comes}."
