"""Small numbers left out of a table whose sums are known, so that they cannot be computed from what is left.

Lines of few people are put together first. A number under LEAST is then left out, and with it as many others as it
takes: a number is unknown as long as it could be another one while every sum and every shown number stay the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product

LEAST = 5
"""The smallest number that is shown."""

Rows = Sequence[Sequence[int]]
Place = tuple[int, int]
"""A row and a column, from 0."""

_Node = tuple[str, int]


def split(wholes: Sequence[int]) -> tuple[list[int], list[int]]:
    """Return the rows to show and those to put together, by their number of people; nobody's rows are in neither.

    Together they are at least LEAST people, or all there are.
    """
    small = [at for at, whole in enumerate(wholes) if 0 < whole < LEAST]
    large = [at for at, whole in enumerate(wholes) if whole >= LEAST]
    if small and large and sum(wholes[at] for at in small) < LEAST:
        small.append(next_up := min(large, key=wholes.__getitem__))
        large.remove(next_up)
    return large, sorted(small)


def hidden(rows: Rows) -> set[Place]:
    """Return the places to leave out of a table whose rows' and columns' sums are shown.

    What the sums tell by themselves, such as a column of nobody, stays.
    """
    everything = set(product(range(len(rows)), range(len(rows[0]) if rows else 0)))
    places = {place for place in everything if _may_differ(rows, everything, place)}
    small = sorted((row, column) for row, column in places if rows[row][column] < LEAST)
    left_out = set(small)
    while told := next((place for place in small if not _may_differ(rows, left_out, place)), None):
        covers = [cover & places - left_out for cover in _covers(rows, told)]
        enough = [cover for cover in covers if _may_differ(rows, left_out | cover, told)]
        left_out |= min(enough, key=lambda cover: sum(rows[row][column] for row, column in cover), default=places)
    return left_out


def _covers(rows: Rows, place: Place) -> Iterator[set[Place]]:
    """Yield the threes that make up for a change in the place: one in its row, one in its column, and their corner."""
    for row, column in product(range(len(rows)), range(len(rows[0]))):
        if row != place[0] and column != place[1]:
            yield {(place[0], column), (row, place[1]), (row, column)}


def _may_differ(rows: Rows, left_out: set[Place], place: Place) -> bool:
    """Say whether the number could be one more or one less, others that are left out making up for it."""
    row, column = ("row", place[0]), ("column", place[1])
    others = left_out - {place}
    more = _reaches(rows, others, column, row)
    return more or (rows[place[0]][place[1]] > 0 and _reaches(rows, others, row, column))


def _reaches(rows: Rows, left_out: set[Place], start: _Node, end: _Node) -> bool:
    """Say whether changes by one can go on from a sum to another: up in a row, down in a column, and so on."""
    seen, waiting = {start}, [start]
    while waiting:
        for node in _next(rows, left_out, waiting.pop()):
            if node not in seen:
                seen.add(node)
                waiting.append(node)
    return end in seen


def _next(rows: Rows, left_out: set[Place], node: _Node) -> Iterator[_Node]:
    kind, at = node
    for row, column in left_out:
        if kind == "row" and row == at:
            yield "column", column
        if kind == "column" and column == at and rows[row][column] > 0:
            yield "row", row
