"""Rows of a list that were refused, and that stand right in the same file, read again."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pandas as pd

from workbook.change import Row
from workbook.lists.kinds import ListFile
from workbook.register.asking import source
from workbook.schema import Table
from workbook.tables import LIST_ROWS, LISTS, REVIEW
from workbook.words import Bucket, ReviewKind


def put_right(file: ListFile, landed: Mapping[str, Row], read: Callable[[Table], pd.DataFrame]) -> pd.DataFrame:
    """Return the rows of Til vurdering that ask for a row of this file to be put right, and that `landed` answers.

    `landed` are the file's rows as Listerækker gets them. It is the same file when name, day, sheet and row are.
    """
    stand = [row for row in landed.values() if row.get("row") and row["bucket"] != Bucket.REFUSED]
    taken = {source(file, {"sheet": row.get("sheet"), "row": row["row"]}) for row in stand}
    lists, review = read(LISTS), read(REVIEW)
    same_day = lists.index[lists["extracted_on"] == file.extracted_on]
    rows = read(LIST_ROWS)
    before = set(rows.index[rows["list"].isin(same_day)])
    return review[(review["kind"] == ReviewKind.REFUSED) & review["source"].isin(taken) & review["row_id"].isin(before)]
