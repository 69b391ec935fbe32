"""Small tables written as pictures: a heading line of English column names, then a line per row."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, time

import pandas as pd

from workbook.schema import Kind, Table


def rows(table: Table, heading: str, *lines: str) -> pd.DataFrame:
    """Return a frame of the table; cells stand two spaces or more apart, "-" is blank.

    >>> rows(CALLS, "id  citizen  date", "O-0001  B-0001  2021-04-12")
    """
    names = re.split(r"\s{2,}", heading.strip())
    return table.frame(
        {name: _value(table, name, text) for name, text in zip(names, re.split(r"\s{2,}", line.strip()), strict=True)}
        for line in lines
    )


def _value(table: Table, name: str, text: str):
    if text == "-":
        return None
    kind = table.by_name[name].kind if name != "id" else Kind.TEXT
    if kind is Kind.DATE:
        return date.fromisoformat(text)
    if kind is Kind.TIME:
        return time.fromisoformat(text)
    if kind is Kind.WHOLE:
        return int(text)
    return float(text) if kind is Kind.NUMBER else text


def reader(**tables: pd.DataFrame) -> Callable[[Table], pd.DataFrame]:
    """Return what reads these tables by English name; the others are empty."""
    return lambda table: tables.get(table.name, table.frame())


def ids(table: Table, count: int) -> list[str]:
    """Return fresh ids where no table stands behind: 9001, 9002 …."""
    return [f"{table.prefix}-{9000 + number}" for number in range(1, count + 1)]
