"""Names made comparable for Danish: spelling habits fold away, "Efternavn, Fornavn" is turned round."""

from __future__ import annotations

import re
from functools import lru_cache

from workbook.folding import fold

_ALIKE = (("ck", "k"), ("th", "t"), ("ph", "f"), ("w", "v"), ("aa", "a"))


@lru_cache(maxsize=65_536)
def tokens(name: str) -> tuple[str, ...]:
    """Return the words of a name as keys: "Møller, Karen Th." and "karen th moeller" give the same."""
    if name.count(",") == 1:
        last, first = name.split(",")
        name = f"{first} {last}"
    return tuple(_key(word) for word in fold(name).split())


def agree(one: str, other: str) -> bool:
    """Whether the first given name and the family name are alike; a bare initial never agrees."""
    ours, theirs = tokens(one), tokens(other)
    if len(ours) < 2 or len(theirs) < 2:  # noqa: PLR2004  one word is no given name and family name
        return False
    return ours[0] == theirs[0] and ours[-1] == theirs[-1] and min(len(ours[0]), len(ours[-1])) > 1


def clash(one: str, other: str) -> bool:
    """Whether not one word of the two names is alike."""
    return not set(tokens(one)) & set(tokens(other))


def _key(word: str) -> str:
    for habit, plain in _ALIKE:
        word = word.replace(habit, plain)
    return re.sub(r"(.)\1", r"\1", word)
