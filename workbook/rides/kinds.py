"""How much of what, in staff's own words: "barnestole 2, 1 hund" on a vehicle or on a ride."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping

_COUNTED = re.compile(r"(\d{1,3})?\s*(\D+?)[\s:]*(\d{1,3})?")
_PLURAL = re.compile(r"(?:er|e)$")
_OURS: Mapping[str, str] = {
    "siddeplads": "seats",
    "kørestol": "wheelchairs",
    "båre": "stretchers",
    "rollator": "walkers",
    "iltflaske": "oxygen",
    "ilt": "oxygen",
}


class Kinds:
    """The kinds of room that a day's sheets name: ours, and those of staff; one thing and many are the same kind."""

    def __init__(self) -> None:
        """Begin with ours."""
        self._known = {_stem(word): kind for word, kind in _OURS.items()}

    def counted(self, text: str) -> Counter[str]:
        """Return how many of what: "barnestole 2, 1 hund; rygsæk" is 2 barnestole, 1 hund, 1 rygsæk.

        A kind is called as it was first. What cannot be counted is one of a kind that no vehicle has.
        """
        found: Counter[str] = Counter()
        for word, count in _parts(text):
            found[self._known.setdefault(_stem(word), word)] += count
        return found


def _parts(text: str) -> Iterator[tuple[str, int]]:
    for part in (part.strip().lower() for part in re.split(r"[,;\n]", text)):
        if one := _COUNTED.fullmatch(part):
            yield one[2].strip(), int(one[1] or one[3] or 1)
        elif part and not part.isdecimal():
            yield part, 1


def _stem(word: str) -> str:
    return _PLURAL.sub("", word)
