"""The municipality's incidence, from the sheet Smittetal: the newest, and how long it has been under a limit."""

from __future__ import annotations

import pandas as pd

from workbook.summary.values import DASH, Figures


def incidence(rows: pd.DataFrame, limit: int) -> Figures:
    """Return the newest figure (`incidence`, `incidence_on`) and for how many days on end it has been under the limit.

    Days without a figure count as the day before them did.
    """
    pairs = zip(rows["date"].tolist(), rows["incidence"].tolist(), strict=True)
    known = [(day, value) for day, value in pairs if day and value is not None and value >= 0]
    told: Figures = {"incidence_limit": limit}
    if not known:
        return told | {"incidence": DASH, "incidence_on": DASH, "incidence_days": DASH}
    newest, first = max(day for day, _ in known), min(day for day, _ in known)
    values = [value for day, value in known if day == newest]
    above = max((day for day, value in known if value >= limit), default=None)
    days = (newest - above).days if above else (newest - first).days + 1
    return told | {"incidence": sum(values) / len(values), "incidence_on": newest, "incidence_days": days}
