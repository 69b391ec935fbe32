"""The first and the latest of SSI's lists that each citizen stood on."""

from __future__ import annotations

from datetime import date

import pandas as pd

from workbook.words import OFF_LIST, ListKind


def seen_on(citizens: pd.DataFrame, lists: pd.DataFrame, list_rows: pd.DataFrame) -> pd.DataFrame:
    """Return `first_list` and `latest_list` (ids of SSI's lists, by the day they tell of) for every citizen, or None.

    Rows that are put to a person count too when their CPR number says whose they are.
    """
    ours = lists[lists["kind"] == ListKind.SSI]
    days = zip(ours["extracted_on"], ours.index, strict=True)
    by_day = [list_id for _, list_id in sorted((on or date.min, list_id) for on, list_id in days)]
    place = {list_id: at for at, list_id in enumerate(by_day)}
    seen: dict[str, list[int]] = {}
    rows = list_rows[~list_rows["bucket"].isin(OFF_LIST)]
    for list_id, citizen in zip(rows["list"], rows["citizen"], strict=True):
        if citizen and list_id in place:
            seen.setdefault(citizen, []).append(place[list_id])
    first = [by_day[min(seen[citizen])] if citizen in seen else None for citizen in citizens.index]
    latest = [by_day[max(seen[citizen])] if citizen in seen else None for citizen in citizens.index]
    return pd.DataFrame({"first_list": first, "latest_list": latest}, index=citizens.index, dtype=object)
