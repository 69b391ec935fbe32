"""What a note is made of besides words: tables and charts, as texts and shares that any kind of paper can show."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from workbook.summary import DASH

NBSP = "\u00a0"
GROUPED_FROM = 10_000
"""Numbers from here on have a dot at the thousands, as in 400.000 kr.; the memo writes 2015."""


class Grid(NamedTuple):
    """A table: its title, a head per column, rows of texts (the first a label, the others numbers), and footnotes.

    The last row is a sum where `sums` says so.
    """

    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    notes: tuple[str, ...] = ()
    sums: bool = False


class Bar(NamedTuple):
    """A line of a chart: a label, and for each series its length (a share of the longest) and what is written at it."""

    label: str
    lengths: tuple[float, ...]
    texts: tuple[str, ...]


class Chart(NamedTuple):
    """Bars from left to right, under a title; `series` are named when there are more than one."""

    title: str
    series: tuple[str, ...]
    bars: tuple[Bar, ...]
    notes: tuple[str, ...] = ()

    @property
    def in_words(self) -> str:
        """Return the chart as a sentence, for who has it read aloud."""
        told = (f"{bar.label}: {', '.join(bar.texts)}" for bar in self.bars)
        return f"{self.title}. {'; '.join(told)}."


Line = tuple[str, tuple[Any, ...], tuple[str, ...]]


def chart(title: str, series: tuple[str, ...], lines: Sequence[Line]) -> Chart:
    """Return a chart of lines of label, values and their texts; a value that is not known has no bar."""
    longest = max((value for _, values, _ in lines for value in values if value != DASH), default=0) or 1
    bars = (
        Bar(label, tuple(0.0 if value == DASH else value / longest for value in values), texts)
        for label, values, texts in lines
    )
    return Chart(title, series, tuple(bars))


def number(value: Any) -> str:
    """Return a whole number as the memo writes it, and what is not known as it stands."""
    return f"{value:,}".replace(",", ".") if isinstance(value, int) and value >= GROUPED_FROM else str(value)


def percent(share: Any) -> str:
    """Return a share of 1 as whole per cent, halves up as in Excel; what is not known as it stands."""
    return f"{int(share * 100 + 0.5)}{NBSP}%" if isinstance(share, float) else str(share)


def with_percent(count: Any, share: Any) -> str:
    """Return a number and its share as the memo does: 86 (97 %)."""
    return f"{number(count)} ({percent(share)})" if isinstance(share, float) else number(count)
