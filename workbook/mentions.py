"""How people may be named in a text: by their full name, their CPR number or their telephone, however it is spaced."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise

FEWEST_WORDS = 2
"""A name of one word may be any word, and is not looked for."""

_DIGITS = re.compile(
    r"(?<!\w)(?<!\d[.,])(?:(?:\+|00)45[ .\-]?)?(\d{6}[-–\u00a0 ]?\d{4}|\d{9}|\d\d(?:[ .\-\u00a0]?\d\d){3})(?!\w)"
)
_WORD = re.compile(r"[^\W\d_]+")
_BETWEEN = re.compile(r"[\s,.'’_\-–]{1,3}")

Span = tuple[int, int]


class Mentions:
    """Names and numbers to look for; nothing is found where there are none."""

    def __init__(self, words: Iterable[str]) -> None:
        """Take names of two words or more, and numbers of eight to ten digits; other words are passed over."""
        self._numbers: set[str] = set()
        self._names: dict[str, set[tuple[str, ...]]] = {}
        for word in words:
            if found := _DIGITS.fullmatch(word.strip()):
                digits = _bare(found[1])
                self._numbers |= {digits, digits.lstrip("0")}
            elif len(name := tuple(part.casefold() for part in _WORD.findall(word))) >= FEWEST_WORDS:
                for way in (name, (name[-1], *name[:-1])):  # Ada Holm; Holm, Ada
                    self._names.setdefault(way[0], set()).add(way)

    def __bool__(self) -> bool:
        """Return whether there is anything to look for."""
        return bool(self._numbers or self._names)

    def found(self, text: str) -> bool:
        """Whether the text names anybody."""
        return next(self._spans(text), None) is not None

    def without(self, text: str, instead: Callable[[], str]) -> str:
        """Return the text with something else in the place of each name and number."""
        told, at = [], 0
        for start, end in sorted(self._spans(text)):
            if start >= at:
                told += [text[at:start], instead()]
                at = end
        return "".join([*told, text[at:]])

    def _spans(self, text: str) -> Iterator[Span]:
        yield from (found.span() for found in _DIGITS.finditer(text) if _bare(found[1]) in self._numbers)
        words = list(_WORD.finditer(text)) if self._names else []
        for at, word in enumerate(words):
            for name in self._names.get(word[0].casefold(), ()):
                said = words[at : at + len(name)]
                if tuple(one[0].casefold() for one in said) == name and _is_together(text, said):
                    yield said[0].start(), said[-1].end()


def _bare(text: str) -> str:
    return re.sub(r"\D", "", text)


def _is_together(text: str, words: list[re.Match[str]]) -> bool:
    pairs = pairwise(words)
    return all(_BETWEEN.fullmatch(text[one.end() : other.start()]) for one, other in pairs)
