"""One slip of the hand: a wrong character, two neighbours swapped, one character lost or one too many."""

from __future__ import annotations

from enum import StrEnum


class Slip(StrEnum):
    """What the hand did, said of a CPR number."""

    WRONG = "ét ciffer"
    SWAPPED = "to cifre, der er byttet om"
    LOST = "et ciffer, der mangler"
    EXTRA = "et ciffer for meget"


def slip_between(typed: str, meant: str) -> Slip | None:
    """Return the one slip that makes `typed` out of `meant`, None when they are equal or further apart."""
    if abs(len(typed) - len(meant)) > 1 or typed == meant:
        return None
    half = (min(len(typed), len(meant)) - 1) // 2
    if half > 0 and typed[:half] != meant[:half] and typed[-half:] != meant[-half:]:  # a slip spares one half
        return None
    start = 0
    while start < min(len(typed), len(meant)) and typed[start] == meant[start]:
        start += 1
    ours, theirs = typed[start:], meant[start:]
    if len(ours) == len(theirs):
        if ours[1:] == theirs[1:]:
            return Slip.WRONG
        return Slip.SWAPPED if ours[:2] == theirs[1::-1] and ours[2:] == theirs[2:] else None
    if ours[1:] == theirs:
        return Slip.EXTRA
    return Slip.LOST if ours == theirs[1:] else None
