"""Who is on whose list: a person handed out is that caller's until the answer is back or the time is over."""

from __future__ import annotations

from datetime import date

import pandas as pd

from workbook.words import YesNo


def still_out(handouts: pd.DataFrame, today: date) -> pd.DataFrame:
    """Return the rows of Uddelte ringelister that keep others from ringing."""
    waiting = handouts["taken_on"].isna() & handouts["released_on"].isna() & (handouts["release"] != YesNo.YES)
    valid = pd.Series([until is not None and until >= today for until in handouts["until"]], handouts.index, dtype=bool)
    return handouts[waiting & valid]


def reserved(citizens: pd.DataFrame, handouts: pd.DataFrame, today: date) -> pd.DataFrame:
    """Return Borgere with who has each citizen on a list, and until when."""
    out = still_out(handouts, today)
    callers = dict(zip(out["citizen"], zip(out["caller"], out["until"], strict=True), strict=True))
    told = [callers.get(row_id, (None, None)) for row_id in citizens.index]
    columns = {
        name: pd.Series([pair[at] for pair in told], citizens.index, dtype=object)
        for at, name in enumerate(("reserved_to", "reserved_until"))
    }
    return citizens.assign(**columns)


def in_order(row_id: str) -> tuple[int, str]:
    """Return what sorts ids by when their rows came, however people sorted the sheet."""
    return len(row_id), row_id
