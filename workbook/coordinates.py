"""Coordinates from whatever file the office has, as metres east and north in UTM zone 32.

Two numbers are longitude and latitude, latitude and longitude, east and north, or north and east. In Denmark the four
ranges do not meet, so the numbers themselves say which they are; anything else lies outside Denmark and is refused.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

LONGITUDE, LATITUDE = (7.9, 15.3), (54.5, 57.9)
"""Denmark in degrees, Skagen to Gedser and Blåvand to Christiansø."""

EAST, NORTH = (430_000.0, 900_000.0), (6_040_000.0, 6_410_000.0)
"""Denmark in metres, UTM zone 32 (EPSG:25832; Danish registers keep Bornholm in it too)."""


class NotInDenmark(ValueError):
    """Two cells that are no coordinates in Denmark; carries no values, as they say where somebody lives."""


@dataclass(frozen=True)
class Point:
    """Metres east and north in UTM zone 32."""

    east: float
    north: float


def read_point(one: Any, other: Any) -> Point:
    """Return the point that two cells mean, in whatever system and order; raises NotInDenmark."""
    pair = _number(one), _number(other)
    for first, second in (pair, pair[::-1]):
        if _within(first, LONGITUDE) and _within(second, LATITUDE):
            return projected(first, second)
        if _within(first, EAST) and _within(second, NORTH):
            return Point(first, second)
    raise NotInDenmark


def projected(longitude: float, latitude: float) -> Point:
    """Return degrees as UTM zone 32, by Krüger's series to the third order (Karney 2011, eq. 7-12 and 35)."""
    flattening, radius, scale, middle, false_east = 1 / 298.257222101, 6_378_137.0, 0.9996, 9.0, 500_000.0
    n = flattening / (2 - flattening)
    meridian = radius / (1 + n) * (1 + n**2 / 4 + n**4 / 64)
    series = (n / 2 - 2 * n**2 / 3 + 5 * n**3 / 16, 13 * n**2 / 48 - 3 * n**3 / 5, 61 * n**3 / 240)
    sine, eccentricity = math.sin(math.radians(latitude)), 2 * math.sqrt(n) / (1 + n)
    t = math.sinh(math.atanh(sine) - eccentricity * math.atanh(eccentricity * sine))
    turn = math.radians(longitude - middle)
    xi, eta = math.atan2(t, math.cos(turn)), math.atanh(math.sin(turn) / math.hypot(1, t))
    waves = [(2 * j, a) for j, a in enumerate(series, start=1)]
    east = eta + sum(a * math.cos(j * xi) * math.sinh(j * eta) for j, a in waves)
    north = xi + sum(a * math.sin(j * xi) * math.cosh(j * eta) for j, a in waves)
    return Point(false_east + scale * meridian * east, scale * meridian * north)


def _within(number: float, limits: tuple[float, float]) -> bool:
    return limits[0] <= number <= limits[1]


def _number(cell: Any) -> float:
    """Read a number, or a text with a decimal point or comma; raises NotInDenmark."""
    try:
        return float(str(cell).strip().replace(" ", "").replace(",", "."))
    except ValueError:
        raise NotInDenmark from None
