"""Historik: the figures of each list from SSI, kept by Opdatér overblik, and the course they show."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import pandas as pd

from workbook.change import Change
from workbook.journal.chain import entries_of
from workbook.schema import Table
from workbook.summary.funnel import STAGES
from workbook.summary.groups import GROUPS
from workbook.summary.standing import on_list_figure
from workbook.summary.values import DASH, Figures
from workbook.tables import HISTORY, LISTS
from workbook.words import Mark, OnList

COURSE = range(1, 9)
"""The days of Historik that Overblik shows, the newest first."""

COURSE_FIGURES = (
    *("invited", "not_reacted"),
    *map(on_list_figure, (OnList.TO_CALL, OnList.WANTS, OnList.BOOKED, OnList.DECLINED, OnList.UNDECIDED)),
)
"""What the course shows of each day."""


def history_words() -> dict[str, str]:
    """Return the figures that Historik keeps, each with what its number says."""
    of_groups = (
        ("people", "borgere"),
        ("vaccinated", "vaccineret"),
        ("done", "færdigvaccineret"),
        ("not_reacted", "ej reageret"),
    )
    groups = {f"{name}_{number}": f"Målgruppe {number}: {words}" for number in GROUPS for name, words in of_groups}
    whole = {"invited": "Inviteret, fristen er udløbet", "not_reacted": "Ej reageret i alt"}
    listed = {on_list_figure(standing): f"På listen: {standing}" for standing in OnList}
    return groups | whole | listed | {stage.figure: f"Fra liste til stik: {stage.words}" for stage in STAGES}


def update_history(
    found: Mapping[str, Any], history: pd.DataFrame, new_ids: Callable[[Table, int], list[str]]
) -> Change:
    """Keep the figures of the newest list's day in Historik, each once; figures that cannot be known are left out."""
    as_of = found["as_of"]
    before = history[history["date"] == as_of]
    ids = dict(zip(before["figure"].tolist(), before.index.tolist(), strict=True))
    known = {words: found[name] for name, words in history_words().items() if found[name] != DASH}
    fresh: Iterator[str] = iter(new_ids(HISTORY, len(known.keys() - ids.keys())))
    rows = [
        {"id": ids.get(words) or next(fresh), "date": as_of, "figure": words, "value": float(value)}
        for words, value in known.items()
    ]
    change = Change(message=f"{len(rows)} tal er gemt i Historik for {as_of:%d-%m-%Y}.")
    change.replace(HISTORY, before, HISTORY.frame(rows))
    return change


def is_past(list_id: str, journal: pd.DataFrame) -> bool:
    """Whether people were deleted for good after the list was taken in: its figures were kept then, and are final."""
    entries = entries_of(journal)
    taken = entries.loc[(entries["table"] == LISTS.name) & (entries["row_id"] == list_id), "press"]
    erased = entries.loc[entries["mark"] == Mark.ERASED, "press"]
    return max(erased, default=-1) > min(taken, default=0)


def course(history: pd.DataFrame) -> Figures:
    """Return the newest days of Historik (`course_<n>_on`, 1 is the newest) with their figures; DASH where none is."""
    days = sorted({day for day in history["date"].tolist() if day}, reverse=True)[: len(COURSE)]
    kept: dict[tuple[Any, Any], float] = {}
    for day, words, value in zip(*(history[name].tolist() for name in ("date", "figure", "value")), strict=True):
        kept[day, words] = kept.get((day, words), 0) + (value or 0)
    words_of = history_words()
    told: Figures = {}
    for place in COURSE:
        day = days[place - 1] if place <= len(days) else DASH
        told[f"course_{place}_on"] = day
        told |= {f"course_{place}_{name}": kept.get((day, words_of[name]), DASH) for name in COURSE_FIGURES}
    return told
