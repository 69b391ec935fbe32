"""Text in columns of fixed width, as older systems print lists: each column begins below its heading."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from workbook.lists.lines import ended_alike

_WORDS = re.compile(r"\S+(?: \S+)*")
_STROKES = re.compile(r"[-=_]+")
_PAGE = re.compile("[\f\v]")

FEWEST = 2
"""So many known headings must stand in a line, with two blanks or more between them."""


def in_columns(text: str, score: Callable[[list[list[str]]], int], searched: int) -> list[list[str]] | None:
    """Return the lines cut into cells, None where no line of the first ones has headings or a number crosses a cut.

    A line of words that crosses one is a title or a total and stays whole.
    """
    lines = _PAGE.sub("", ended_alike(text)).rstrip("\n").split("\n")
    worth = [score([_WORDS.findall(line)]) for line in lines[:searched]]
    if max(worth, default=0) < FEWEST:
        return None
    at = worth.index(max(worth))
    starts = _starts(lines[at : at + 2])
    rows = [[line.strip()] if _crosses(line, starts) else _cut(line, starts) for line in lines[at:]]
    if any(len(row) == 1 and len(starts) > 1 and sum(map(str.isdigit, row[0])) >= _DIGITS for row in rows):
        return None
    return [[line.strip()] for line in lines[:at]] + rows


_DIGITS = 9
"""A line with so many is about somebody, and is not cut amiss."""


def _starts(lines: Sequence[str]) -> list[int]:
    """Return where the columns begin: where the strokes below the headings do, else the headings."""
    strokes = lines[1].split() if len(lines) > 1 else []
    below = len(strokes) > 1 and all(map(_STROKES.fullmatch, strokes))
    found = _STROKES.finditer(lines[1]) if below else _WORDS.finditer(lines[0])
    return [one.start() for one in found]


def _crosses(line: str, starts: Sequence[int]) -> bool:
    return any(line[start - 1 : start].strip() for start in starts[1:])


def _cut(line: str, starts: Sequence[int]) -> list[str]:
    ends = [*starts[1:], len(line)]
    return [line[start:end].strip() for start, end in zip([0, *starts[1:]], ends, strict=True)]
