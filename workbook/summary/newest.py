"""SSI's newest list: what stands on it is what Overblik counts."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

import pandas as pd

from workbook.change import number_of, records
from workbook.words import ListKind


class NewestList(NamedTuple):
    """SSI's newest list: its row on Indlæste filer, and the day it was extracted."""

    id: str
    on: date


def newest_list(lists: pd.DataFrame) -> NewestList | None:
    """Return SSI's list with the latest extraction date, of two on one day the one taken in last; None without any."""
    dated = [
        NewestList(str(row_id), row["extracted_on"])
        for row_id, row in records(lists).items()
        if row.get("kind") == ListKind.SSI and "extracted_on" in row
    ]
    return max(dated, key=lambda found: (found.on, number_of(found.id)), default=None)
