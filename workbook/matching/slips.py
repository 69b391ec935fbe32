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
    more = len(typed) - len(meant)
    if not -1 <= more <= 1 or typed == meant:
        return None
    shortest = len(meant) if more > 0 else len(typed)
    if shortest > 2 and typed[0] != meant[0] and typed[-1] != meant[-1]:  # noqa: PLR2004  a slip spares one end
        return None
    start = 0
    while start < shortest and typed[start] == meant[start]:
        start += 1
    ours, theirs = typed[start:], meant[start:]
    if not more:
        if ours[1:] == theirs[1:]:
            return Slip.WRONG
        return Slip.SWAPPED if ours[:2] == theirs[1::-1] and ours[2:] == theirs[2:] else None
    if ours[1:] == theirs:
        return Slip.EXTRA
    return Slip.LOST if ours == theirs[1:] else None
