"""Who is on the list, by age, by language and by reason for not having reacted: three tables with the same columns."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from itertools import pairwise
from typing import Any

import pandas as pd

from workbook.summary.standing import RIDERS, STATES
from workbook.summary.values import Figures, years_before
from workbook.words import Language, OnList, Reason, State, Transport

AGES = (60, 65, 70, 75, 80, 85, 90)
"""Where an age band begins; those younger than the first are a band too."""

AGE_LINES: dict[str, str] = {
    "age_0": f"Under {AGES[0]} år",
    **{f"age_{low}": f"{low}-{high - 1} år" for low, high in pairwise(AGES)},
    f"age_{AGES[-1]}": f"{AGES[-1]} år og derover",
    "age_none": "Alder kendes ikke",
}
LANGUAGE_LINES = {f"language_{it.name.lower()}": str(it) for it in Language} | {"language_none": "Ikke noteret"}
REASON_LINES = {f"reason_{it.name.lower()}": str(it) for it in Reason} | {"reason_none": "Ikke oplyst"}

SPREADS: dict[str, dict[str, str]] = {"age": AGE_LINES, "language": LANGUAGE_LINES, "reason": REASON_LINES}
"""The three tables: lines by the first part of their figures' names, each with its words."""

SPREAD_COLUMNS: dict[str, tuple[OnList, ...]] = {
    "to_call": (OnList.TO_CALL,),
    "wants": (OnList.WANTS,),
    "booked": (OnList.BOOKED,),
    "declined": (OnList.DECLINED,),
    "undecided": (OnList.UNDECIDED,),
    "waiting": (OnList.WAITING,),
    "unreached": (OnList.NO_PHONE, OnList.NOT_REACHED),
}
"""Columns by name. Beside them stand `whole`, `other` (the rest of the whole) and `transport` (`list_transport`)."""

ALL_COLUMNS = ("whole", *SPREAD_COLUMNS, "other", "transport")

SPREAD_TIES = "Hver tabel giver tilsammen hele listen."
SPREAD_LEAVES_OUT = (
    "En tabel giver ikke hele listen: et sprog eller en årsag på arket Borgere kan ikke vælges. Ret den."
)

_COLUMN_OF: dict[Any, str] = {
    state: name for name, words in SPREAD_COLUMNS.items() for word in words for state in STATES[word]
}

Cells = Counter[tuple[str | None, str | None, str | None]]
"""How many people have a line, a state and a way to get there."""


def states_of(column: str) -> tuple[State, ...]:
    """Return the states that a column of SPREAD_COLUMNS counts."""
    return tuple(state for word in SPREAD_COLUMNS[column] for state in STATES[word])


def spread(listed: pd.DataFrame, as_of: date) -> Figures:
    """Return each line's figures as `<line>_<column>`, each table's sums as `<table>_sum_<column>`, and the verdict.

    Ages are those of `as_of`.
    """
    told: Figures = {}
    for table, keys in _keys(listed, as_of).items():
        told |= _table(table, Counter(zip(keys, listed["state"].tolist(), listed["transport"].tolist(), strict=True)))
    ties = all(told[f"{table}_sum_whole"] == len(listed) for table in SPREADS)
    return told | {"spread_ties": SPREAD_TIES if ties else SPREAD_LEAVES_OUT}


def _keys(listed: pd.DataFrame, as_of: date) -> dict[str, Iterable[str | None]]:
    """Return each table's line for everyone, None for a word that no line has."""
    since = [years_before(as_of, age) for age in reversed(AGES)]
    bands = [f"age_{age}" for age in (*reversed(AGES), 0)]
    ages = [bands[bisect_left(since, born)] if born else "age_none" for born in listed["born"].tolist()]
    return {
        "age": ages,
        "language": _lines(listed["language"], LANGUAGE_LINES, "language_none"),
        "reason": _lines(listed["reason"], REASON_LINES, "reason_none"),
    }


def _lines(cells: pd.Series[Any], lines: Mapping[str, str], none: str) -> list[str | None]:
    by_words: dict[Any, str] = {words: line for line, words in lines.items() if line != none} | {None: none}
    return [by_words.get(cell) for cell in cells.tolist()]


def _table(table: str, cells: Cells) -> Figures:
    told: Figures = {f"{line}_{column}": 0 for line in SPREADS[table] for column in ALL_COLUMNS}
    for (line, state, transport), count in cells.items():
        if line is None:
            continue
        told[f"{line}_whole"] += count
        told[f"{line}_{_COLUMN_OF.get(state, 'other')}"] += count
        if transport == Transport.MUNICIPAL and state in RIDERS:
            told[f"{line}_transport"] += count
    sums = {f"{table}_sum_{column}": sum(told[f"{line}_{column}"] for line in SPREADS[table]) for column in ALL_COLUMNS}
    return told | sums
