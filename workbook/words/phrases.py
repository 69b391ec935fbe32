"""Danish phrases that any sentence to staff may need."""

from __future__ import annotations

from collections.abc import Collection, Sequence

MOST_NAMED = 10
"""So many ids are named in a sentence."""


def counted(count: int, one: str, many: str) -> str:
    """Return how many of what: 1 række, 2 rækker."""
    return f"{count} {one if count == 1 else many}"


def joined(words: Sequence[str]) -> str:
    """Return the words as Danish lists them: AB, CD og EF."""
    *first, last = words
    return f"{', '.join(first)} og {last}" if first else last


def listed(ids: Collection[str]) -> str:
    """Return ids in words: the first ten, and how many more."""
    told = ", ".join(list(ids)[:MOST_NAMED])
    return f"{told} og {len(ids) - MOST_NAMED} til" if len(ids) > MOST_NAMED else told
