"""The first and the latest of SSI's lists that each citizen stood on."""

from __future__ import annotations

from datetime import date

import pandas as pd

from workbook.change import number_of
from workbook.words import OFF_LIST, ListKind


def seen_on(citizens: pd.DataFrame, lists: pd.DataFrame, list_rows: pd.DataFrame) -> pd.DataFrame:
    """Return `first_list` and `latest_list` (ids of SSI's lists, by the day they tell of) for every citizen, or None.

    Files of one day are one list, which goes by the id of the last of them.
    Rows that are put to a person count too when their CPR number says whose they are.
    """
    ours = lists[lists["kind"] == ListKind.SSI]
    on = {str(list_id): day or date.min for list_id, day in zip(ours.index, ours["extracted_on"], strict=True)}
    last_of_day = {day: list_id for list_id, day in sorted(on.items(), key=lambda item: number_of(item[0]))}
    by_day = [last_of_day[day] for day in sorted(last_of_day)]
    place = {list_id: by_day.index(last_of_day[day]) for list_id, day in on.items()}
    seen: dict[str, list[int]] = {}
    rows = list_rows[~list_rows["bucket"].isin(OFF_LIST)]
    for list_id, citizen in zip(rows["list"], rows["citizen"], strict=True):
        if citizen and list_id in place:
            seen.setdefault(citizen, []).append(place[list_id])
    first = [by_day[min(seen[citizen])] if citizen in seen else None for citizen in citizens.index]
    latest = [by_day[max(seen[citizen])] if citizen in seen else None for citizen in citizens.index]
    return pd.DataFrame({"first_list": first, "latest_list": latest}, index=citizens.index, dtype=object)
