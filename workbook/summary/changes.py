"""What is different on SSI's newest list from the one before it: what became of its rows, and who is off it."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any

import pandas as pd

from workbook.summary.newest import NewestList
from workbook.summary.values import DASH, Figures
from workbook.words import Bucket, ListKind

ON_LIST = (
    *(Bucket.NEW, Bucket.AGAIN, Bucket.KNOWN, Bucket.ANSWERED, Bucket.HANDLED, Bucket.REOPENED, Bucket.VACCINATED),
    *(Bucket.GONE, Bucket.PROTECTED, Bucket.DOUBLED, Bucket.ASK, Bucket.REFUSED),
)
"""Where a row of SSI's list may end."""

CHANGES = (*ON_LIST, Bucket.EXPLAINED, Bucket.UNEXPLAINED)
"""The same, and where those stand who were on the list before."""


def change_figure(bucket: Bucket) -> str:
    """Return the figure's name for a bucket of the newest list."""
    return f"changes_{bucket.name.lower()}"


def changes(lists: pd.DataFrame, list_rows: pd.DataFrame, newest: NewestList | None) -> Figures:
    """Return the rows per bucket of the newest list (`changes_<bucket>`) and of the one before (`… _before`).

    All files of a day are one list. `changes_rows` are the rows of the files; `changes_before_on` is the day of the
    list before, DASH where there is none.
    """
    days = {
        str(row_id): day
        for row_id, kind, day in zip(lists.index, lists["kind"].tolist(), lists["extracted_on"].tolist(), strict=True)
        if kind == ListKind.SSI and day
    }
    on = newest.on if newest else None
    before = max((day for day in days.values() if on and day < on), default=None)
    pairs = zip(list_rows["list"].tolist(), list_rows["bucket"].tolist(), strict=True)
    stood: Counter[tuple[date | None, Any]] = Counter((days.get(list_id or ""), bucket) for list_id, bucket in pairs)
    told: Figures = {"changes_before_on": before or DASH}
    for bucket in CHANGES:
        told[change_figure(bucket)] = stood[on, bucket] if on else 0
        told[f"{change_figure(bucket)}_before"] = stood[before, bucket] if before else DASH
    whole = sum(told[change_figure(bucket)] for bucket in ON_LIST)
    whole_before = sum(stood[before, bucket] for bucket in ON_LIST) if before else DASH
    return told | {"changes_rows": whole, "changes_rows_before": whole_before}
