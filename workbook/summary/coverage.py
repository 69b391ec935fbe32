"""The municipality's share of vaccinated beside the country's and its neighbours', from SSI's open figures."""

from __future__ import annotations

from typing import Any

import pandas as pd

from workbook.settings import Settings
from workbook.summary.values import DASH, Figures
from workbook.words import COUNTRY

NEIGHBOURS = 5
"""So many municipalities to compare with are read from Indstillinger."""

AREAS = range(2 + NEIGHBOURS)
"""The lines of the table: the municipality itself, the country, and the neighbours."""

COVERAGE_NOTE = "SSI's andele er af alle borgere i området, også børn og dem, der endnu ikke er inviteret."


def coverage(rows: pd.DataFrame, settings: Settings) -> Figures:
    """Return the newest figures' day (`coverage_on`) and, of each line, the area and the shares of all who live there.

    They are called `coverage_area_<line>`, `coverage_first_<line>` and `coverage_done_<line>`.
    """
    days = [day for day in rows["date"].tolist() if day]
    newest = max(days, default=None)
    standing = rows[rows["date"] == newest] if newest else rows[:0]
    areas = standing["area"].str.casefold() if len(standing) else standing["area"]
    told: Figures = {"coverage_on": newest or DASH}
    for line, area in enumerate(_areas(settings)):
        mine = standing[areas == area.casefold()]
        told[f"coverage_area_{line}"] = area
        told[f"coverage_first_{line}"] = _part(mine, "first")
        told[f"coverage_done_{line}"] = _part(mine, "done")
    return told


def _areas(settings: Settings) -> list[str]:
    named = [settings.ssi_area, COUNTRY, *settings.neighbours.split(",")[:NEIGHBOURS]]
    return [" ".join(name.split()) or DASH for name in named] + [DASH] * (len(AREAS) - len(named))


def _part(rows: pd.DataFrame, name: str) -> Any:
    people = sum(filter(None, rows["people"].tolist()))
    return sum(filter(None, rows[name].tolist())) / people if people else DASH
