"""Names made comparable: spelling habits fold away, "Efternavn, Fornavn" is turned round, then two names are held up.

What folds away never makes two given names one that a family would give two children; anything further is only alike.
"""

from __future__ import annotations

import re
from enum import IntEnum, auto
from functools import lru_cache
from typing import NamedTuple

from workbook.folding import fold_rare
from workbook.matching.slips import slip_between

_HABITS = tuple(
    (re.compile(found), plain)
    for found, plain in (
        (r"^m[ou]h[ae]m+[ae]d$", "mohamed"),  # Mohammed, Muhammad, Mohamad …
        (r"ck|ch(?=[rl])|q", "k"),
        (r"c(?=[aoulrt])", "k"),  # Carl, Erica
        (r"c(?=[eiy])", "s"),  # Cecilie
        (r"th", "t"),
        (r"ph", "f"),
        (r"w", "v"),
        (r"dj", "j"),  # Khadidja
        (r"oo|ou|ue", "u"),  # Youssouf, Mueller; ü itself is made u before folding
        (r"ee", "i"),  # Saleem
        (r"[ae][ijy]", "ai"),  # Kaj, Kai, Kay; Hussein, Hüseyin
        (r"aa|ae", "a"),  # å and æ, also where a foreign keyboard left the plain letter
        (r"oe", "o"),
        (r"(?<=[aeiou])h$", ""),  # Fatimah
        (r"y$", "i"),  # Lissy, Willy
        (r"(.)\1+", r"\1"),
    )
)
_ANY_HABIT = re.compile("|".join(f"(?:{found.pattern})" for found, _ in _HABITS))
_LEFT_OUT = {"fru", "hr", "frk", "herr", "al", "el"}
"""Words that one list writes and another does not."""
_GERMAN = str.maketrans("üÜ", "uu")
_SHORTEST_NEAR = 3
"""Shorter words are not near each other: one slip makes Bo out of Ib."""


class Likeness(IntEnum):
    """How two names stand to each other."""

    __hash__ = int.__hash__  # millions are looked up, and Enum's own goes through Python

    SAME = auto()  # given name and family name, no bare initials
    ALIKE = auto()  # both, but for a slip, an initial, a name in the middle, or the order
    PART = auto()  # one of the two; the other is missing, or the family name is another
    GIVEN_OTHER = auto()  # one family, another given name: twins, couples
    OTHER = auto()  # not one word alike
    UNKNOWN = auto()  # there is no name to compare


class Word(NamedTuple):
    """A word of a name: as a key, by which equal ones are found, and as written, by which slips are.

    `ends` are the first and the last letters of both: two words that share none are not near each other.
    """

    key: str
    plain: str
    ends: frozenset[str]


Words = tuple[Word, ...]


def words(name: str) -> Words:
    """Return the words of a name: of "Møller, Karen Th." and "karen th moeller" the keys are the same."""
    if name.count(",") == 1:
        last, first = name.split(",")
        name = f"{first} {last}"
    return tuple([word for written in name.split() for word in _words(written)])


def likeness(one: str, other: str) -> Likeness:
    """Return how two names stand to each other, the same in both directions."""
    return likeness_of_words(words(one), words(other))


def likeness_of_words(ours: Words, theirs: Words) -> Likeness:
    """Return how two names stand to each other by their words."""
    if not ours or not theirs:
        return Likeness.UNKNOWN
    if ours == theirs and len(ours) > 1 and len(ours[0].key) > 1 and len(ours[-1].key) > 1:  # as most are
        return Likeness.SAME
    return _likeness(ours, theirs)


def _likeness(ours: Words, theirs: Words) -> Likeness:
    is_joined = min(len(ours), len(theirs)) > 1 and _are_joined(ours, theirs)
    if not is_joined and not _any_near(ours, theirs):  # as most are
        return Likeness.OTHER
    both = (0, 0)
    if min(len(ours), len(theirs)) > 1:  # one word alone is a given name or a family name
        both = (_given(ours, theirs), _family(ours, theirs))
        if both != (_EQUAL, _EQUAL) and _near(ours[0], theirs[-1]) and _near(ours[-1], theirs[0]):
            return Likeness.ALIKE
    if both == (_EQUAL, _EQUAL) and _apart_between(ours, theirs):
        return Likeness.ALIKE
    if both != (0, 0):
        return _BY_PARTS[both]
    return Likeness.PART if _any_near(_whole(ours), _whole(theirs)) else Likeness.OTHER


_NEAR, _EQUAL = 1, 2
_LOST_BETWEEN = 5
"""Two words written as one have a key that is at most this much shorter than theirs."""
_BY_PARTS = {
    (_EQUAL, _EQUAL): Likeness.SAME,
    (_EQUAL, _NEAR): Likeness.ALIKE,
    (_NEAR, _EQUAL): Likeness.ALIKE,
    (_NEAR, _NEAR): Likeness.ALIKE,
    (_EQUAL, 0): Likeness.PART,
    (_NEAR, 0): Likeness.PART,
    (0, _EQUAL): Likeness.GIVEN_OTHER,
    (0, _NEAR): Likeness.GIVEN_OTHER,
}
"""The likeness by how near the given names and the family names are."""


@lru_cache(maxsize=65_536)
def _words(written: str) -> Words:
    """Return the words in one that is written without blanks, as "Th." and "Lund-Møller"."""
    plain = fold_rare(written if written.isascii() else written.translate(_GERMAN)).split()
    return tuple(_word(word) for word in plain if word not in _LEFT_OUT)


def _word(plain: str) -> Word:
    key = _key(plain)
    return Word(key, plain, frozenset((plain[0], plain[-1], key[:1], key[-1:])))


def _key(word: str) -> str:
    if not _ANY_HABIT.search(word):
        return word
    for habit, plain in _HABITS:
        word = habit.sub(plain, word)
    return word


def _given(ours: Words, theirs: Words) -> int:
    first, other = ours[0], theirs[0]
    if first.key == other.key and len(first.key) > 1:
        return _EQUAL
    if _are_joined(ours, theirs):
        return _EQUAL
    return _NEAR if _near(first, other) or first in theirs[1:-1] or other in ours[1:-1] else 0


def _apart_between(ours: Words, theirs: Words) -> bool:
    """Whether each has a name in the middle that the other has not: twins may be called Anne Marie and Anne Lise."""
    one, other = _only_in(ours, theirs), _only_in(theirs, ours)
    if not one or not other or _are_joined(ours, theirs):
        return False
    return not any(1 in {len(mine), len(yours)} and mine[0] == yours[0] for mine in one for yours in other)


def _only_in(ours: Words, theirs: Words) -> set[str]:
    return {word.key for word in ours[1:]} - {word.key for word in theirs[1:]}


def _are_joined(ours: Words, theirs: Words) -> bool:
    """Whether the first two words of one are the first of the other: Anne Marie, Annemarie."""
    return _joined_is(ours, theirs[0].key) or _joined_is(theirs, ours[0].key)


def _joined_is(parts: Words, key: str) -> bool:
    first, second = parts[0], parts[1]
    if len(first.key) + len(second.key) - _LOST_BETWEEN > len(key):
        return False
    return _key(first.plain + second.plain) == key


def _family(ours: Words, theirs: Words) -> int:
    """Compare one's last word with the other's words after the first: of a double name either half may be left out."""
    last, other = ours[-1], theirs[-1]
    if _follows(last.key, theirs) or _follows(other.key, ours):
        return _EQUAL
    return _NEAR if _near(last, other) else 0


def _follows(key: str, words: Words) -> bool:
    """Whether a word after the first has that key, no initial."""
    if len(words) == 2:  # noqa: PLR2004  as most names have
        return len(key) > 1 and words[1].key == key
    return len(key) > 1 and key in [word.key for word in words[1:]]


def _near(one: Word, other: Word) -> bool:
    ours, theirs = one.plain, other.plain
    if len(ours) == 1 or len(theirs) == 1:
        return ours[0] == theirs[0]  # an initial fits
    if one.key == other.key:
        return True
    if len(ours) < _SHORTEST_NEAR or len(theirs) < _SHORTEST_NEAR:
        return False
    if slip_between(ours, theirs):
        return True
    return (one.key != ours or other.key != theirs) and slip_between(one.key, other.key) is not None


def _any_near(ours: Words, theirs: Words) -> bool:
    for one in ours:
        for other in theirs:
            if not one.ends.isdisjoint(other.ends) and _near(one, other):
                return True
    return False


def _whole(words: Words) -> Words:
    """Return the words that are no initials."""
    return tuple(word for word in words if len(word.plain) > 1)
