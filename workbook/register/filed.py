"""The row on Indlæste filer that every list leaves behind, and whether the same list was taken in before."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date

import pandas as pd

from workbook.change import Row
from workbook.lists.kinds import ListFile
from workbook.words import Bucket, ListKind


def same_list(file: ListFile, lists: pd.DataFrame) -> str | None:
    """Return the id of the list that was taken in before and holds the same rows, None when there is none.

    SSI's list of another day is another list, also with the same people: they are on the list again. A file that does
    not tell its day may be any of those with its rows.
    """
    alike = lists[lists["hash"] == file.fingerprint]
    if file.kind.list_kind is ListKind.SSI and file.dated:
        alike = alike[alike["extracted_on"] == file.extracted_on]
    return None if alike.empty else str(alike.index[0])


def tally(buckets: Iterable[str]) -> str:
    """Return how many rows stand in each bucket, in words."""
    counts = Counter(buckets)
    return " · ".join(f"{bucket} {counts[bucket]}" for bucket in Bucket if counts[bucket])


def filed(file: ListFile, list_id: str, buckets: str, today: date, user: str) -> Row:
    """Return the list's row: what it was, its day, who took it in when, how many rows went where."""
    return {
        "id": list_id,
        "kind": file.kind.list_kind,
        "file": file.name,
        "extracted_on": file.extracted_on,
        "taken_in_on": today,
        "taken_in_by": user,
        "rows": file.lines,
        "buckets": buckets,
        "hash": file.fingerprint,
    }
