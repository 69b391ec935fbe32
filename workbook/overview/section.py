"""A part of Overblik: a heading and what stands under it, wherever on the sheet it comes to stand."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from workbook.pages import Chart, Look, PageCell

LETTERS = "BCDEFGHIJKLM"
"""The columns of Overblik: two for words, ten for figures."""

FIGURES = LETTERS[2:]
WIDTHS = {"A": 2, "B": 6, "C": 42, **dict.fromkeys(FIGURES, 11)}
PIXELS = {letter: 7 * width + 5 for letter, width in WIDTHS.items()}
"""How wide a column is on the screen, in Calibri 11."""

LINE = 20
"""The height of an ordinary row, in points."""


@dataclass(frozen=True)
class Section:
    """A heading, and `rows` rows under it.

    `cells` and `charts` give what stands there when told the first row under the heading; `heights` are those of rows,
    counted from that one, that are not ordinary. `on_new_page` begins a new sheet of paper.
    """

    title: str
    rows: int
    cells: Callable[[int], Iterable[PageCell]]
    charts: Callable[[int], Sequence[Chart]] = lambda _: ()
    heights: Mapping[int, int] = field(default_factory=dict)
    on_new_page: bool = False


def headings(row: int, words: Mapping[str, str], figures: Mapping[str, str]) -> Iterator[PageCell]:
    """Yield a table's headings by column: words stand to the left, those over figures to the right."""
    for letter, heading in words.items():
        yield PageCell(f"{letter}{row}", heading, Look.HEAD_CELL)
    for letter, heading in figures.items():
        yield PageCell(f"{letter}{row}", heading, Look.HEAD_NUMBER)


def points(heights: Mapping[int, int], rows: int) -> int:
    """Return how tall so many rows are, in pixels."""
    return sum(heights.get(row, LINE) for row in range(rows)) * 4 // 3


def across(first: str, last: str) -> int:
    """Return how wide the columns are together, in pixels."""
    return sum(PIXELS[letter] for letter in LETTERS[LETTERS.index(first) : LETTERS.index(last) + 1])
