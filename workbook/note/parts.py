"""What a note is made of besides words: tables and charts, as texts and shares that any kind of paper can show."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, NamedTuple

from babel.numbers import format_decimal

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

    @property
    def is_empty(self) -> bool:
        """Say whether there is nothing to show."""
        return not self.rows


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
    def is_empty(self) -> bool:
        """Say whether there is nothing to show."""
        return not self.bars

    @property
    def in_words(self) -> str:
        """Return the chart as a sentence, for who has it read aloud."""
        told = (f"{bar.label}: {', '.join(bar.texts)}" for bar in self.bars)
        return f"{self.title}. {'; '.join(told)}."


Line = tuple[str, tuple[Any, ...], tuple[str, ...]]


def line(label: str, values: Sequence[Any], write: Callable[[Any], str]) -> Line:
    """Return a line of a chart whose values are all written the same way."""
    return label, tuple(values), tuple(write(value) for value in values)


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
    if value == DASH:
        return DASH
    whole = round(value)
    return format_decimal(whole, locale="da") if whole >= GROUPED_FROM else str(whole)


def kroner(value: Any) -> str:
    """Return an amount in whole kroner, with dots at the thousands."""
    return DASH if value == DASH else format_decimal(round(value), locale="da")


def hours(value: Any) -> str:
    """Return hours with one decimal where there is one."""
    return format_decimal(value, format="#,##0.#", locale="da")


def percent(share: Any) -> str:
    """Return a share of 1 as whole per cent, halves up as in Excel; what is not known as it stands."""
    return DASH if share == DASH else f"{int(share * 100 + 0.5)}{NBSP}%"


def precise_percent(share: Any) -> str:
    """Return a share of 1 with one decimal, as SSI does: 18,0 %."""
    return DASH if share == DASH else f"{format_decimal(share * 100, format='0.0', locale='da')}{NBSP}%"


def with_percent(count: Any, share: Any) -> str:
    """Return a number and its share as the memo does: 86 (97 %)."""
    return number(count) if share == DASH else f"{number(count)} ({percent(share)})"


def day(value: Any) -> str:
    """Return a day as on a sheet, and what is not known as it stands."""
    return f"{value:%d-%m-%Y}" if isinstance(value, date) else str(value)
