"""Times of day as minutes after midnight."""

from __future__ import annotations

from datetime import time


def minute(at: time) -> int:
    """Return a time as minutes after midnight."""
    return at.hour * 60 + at.minute


def of_minute(at: float) -> time:
    """Return minutes after midnight as a time, on the whole minute."""
    whole = round(at) % (24 * 60)
    return time(whole // 60, whole % 60)
