"""What people said of how they come to a jab: the latest word on each, whichever call it was in."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, time
from typing import NamedTuple

from workbook.calls.attempts import standing
from workbook.calls.facts import Read
from workbook.change import records
from workbook.tables import CALLS

_NAMES = ("transport", "aid", "can_sit", "not_times")


class Said(NamedTuple):
    """The latest word on each thing (`words.Transport`, `words.Aid`, `words.YesNo`); None where nobody asked."""

    transport: str | None = None
    aid: str | None = None
    can_sit: str | None = None
    not_times: str | None = None


def said_by(read: Read, people: Collection[str]) -> dict[str, Said]:
    """Return what each of these citizens said."""
    calls = standing(read(CALLS))
    calls = calls[calls["citizen"].isin(people) & calls[list(_NAMES)].notna().any(axis=1)]
    rows = sorted(
        records(calls[["citizen", "date", "time", *_NAMES]]).values(),
        key=lambda row: (row.get("date", date.min), row.get("time", time.min)),
    )
    found = dict.fromkeys(people, Said())
    for row in rows:
        told = {name: row[name] for name in _NAMES if name in row}
        found[row["citizen"]] = found[row["citizen"]]._replace(**told)
    return found
