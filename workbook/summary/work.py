"""The work week by week: calls, whom they reached, hours and kroner, held against what was allotted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date, timedelta
from math import floor
from typing import Any

import pandas as pd

from workbook.settings import Settings
from workbook.summary.values import DASH, Figures, monday, share
from workbook.tables import CALLS, HOURS, OUTCOMES
from workbook.words import Effect

WEEKS = range(1, 13)
"""The weeks that are shown: the last of them is today's."""

PACE_DAYS = 28
"""What the work costs is foreseen from so many days, or from the first day with hours."""

IN_VAIN = (Effect.TRY_AGAIN, Effect.BAD_NUMBER)
"""What an answer does when nobody was reached."""

NO_PACE = "Skriv timer på arket Timer, så regnes det ud, hvor langt bevillingen rækker."
ENOUGH = "Med samme forbrug rækker bevillingen, til indsatsen slutter."
TOO_LITTLE = "Med samme forbrug er bevillingen brugt, før indsatsen slutter."
NO_FRAME = "Skriv bevillingen, og hvornår opgaven slutter, på arket Indstillinger."


def work(tables: Mapping[str, pd.DataFrame], settings: Settings, today: date) -> Figures:
    """Return each week of WEEKS (`week_<n>_calls` …), what all work came to (`work_calls` …), and the money.

    Costs are kroner. The `pace` is kroner per week over the last PACE_DAYS; `forecast_left` is what is left on the last
    day at that pace, `spent_on` the day the money is spent when that comes first, `forecast` says so in words. What
    needs the allotted money or the last day is DASH until Indstillinger has it.
    """
    calls, reached = _calls(tables)
    hours, costs = _hours(tables[HOURS.name])
    by_day: dict[str, Mapping[date | None, float]] = {
        "calls": calls,
        "reached": reached,
        "hours": hours,
        "cost": costs,
    }
    told: Figures = {}
    for week in WEEKS:
        first = monday(today) - timedelta(weeks=len(WEEKS) - week)
        days = [first + timedelta(days=day) for day in range(7)]
        told |= {f"week_{week}_on": first, f"week_{week}_number": first.isocalendar().week}
        told |= {f"week_{week}_{name}": sum(found.get(day, 0) for day in days) for name, found in by_day.items()}
        told[f"week_{week}_reached_share"] = share(told[f"week_{week}_reached"], told[f"week_{week}_calls"])
    told |= {f"work_{name}": sum(found.values()) for name, found in by_day.items()}
    told["work_reached_share"] = share(told["work_reached"], told["work_calls"])
    return told | _money(costs, told["work_cost"], settings, today)


def _calls(tables: Mapping[str, pd.DataFrame]) -> tuple[Counter[date | None], Counter[date | None]]:
    """Return how many calls were made, and how many of them reached somebody, by day, less those that were voided."""
    outcomes = tables[OUTCOMES.name]
    in_vain = {text for text, effect in zip(outcomes["text"], outcomes["effect"], strict=True) if effect in IN_VAIN}
    calls: Counter[date | None] = Counter()
    reached: Counter[date | None] = Counter()
    rows = Counter(zip(*(tables[CALLS.name][name].tolist() for name in ("date", "outcome", "voids")), strict=True))
    for (day, outcome, voids), count in _folded(rows).items():
        if outcome:
            signed = -count if voids else count
            calls[day] += signed
            reached[day] += 0 if outcome in in_vain else signed
    return calls, reached


def _folded(rows: Counter[tuple[Any, ...]]) -> Counter[tuple[Any, Any, bool]]:
    folded: Counter[tuple[Any, Any, bool]] = Counter()
    for (day, outcome, voids), count in rows.items():
        folded[day, outcome, voids is not None] += count
    return folded


def _hours(rows: pd.DataFrame) -> tuple[dict[date | None, float], dict[date | None, float]]:
    """Return hours and kroner by day; hours without a rate cost nothing."""
    hours: dict[date | None, float] = {}
    costs: dict[date | None, float] = {}
    for day, spent, rate in zip(*(rows[name].tolist() for name in ("date", "hours", "rate")), strict=True):
        hours[day] = hours.get(day, 0) + (spent or 0)
        costs[day] = costs.get(day, 0) + (spent or 0) * (rate or 0)
    return hours, costs


def _money(costs: Mapping[date | None, float], cost: float, settings: Settings, today: date) -> Figures:
    left = settings.budget - cost if settings.budget else DASH
    days_left = max(0, (settings.ends_on - today).days) if settings.ends_on else DASH
    pace = _pace(costs, today)
    told: Figures = {
        "budget": settings.budget or DASH,
        "ends_on": settings.ends_on or DASH,
        "days_left": days_left,
        "budget_left": left,
        "budget_left_share": share(left, settings.budget),
    }
    if DASH in (pace, left, days_left):
        words = NO_PACE if pace == DASH else NO_FRAME
        return told | {"pace": pace, "forecast_left": DASH, "spent_on": DASH, "forecast": words}
    forecast = left - pace / 7 * days_left
    short = forecast < 0
    return told | {
        "pace": pace,
        "forecast_left": forecast,
        "spent_on": today + timedelta(days=max(0, floor(left / (pace / 7)))) if short and pace else DASH,
        "forecast": TOO_LITTLE if short else ENOUGH,
    }


def _pace(costs: Mapping[date | None, float], today: date) -> Any:
    """Return kroner per week of late; DASH without a day that has come."""
    first = min((day for day in costs if day), default=None)
    if first is None or first > today:
        return DASH
    since = today - timedelta(days=PACE_DAYS)
    days = min(PACE_DAYS, (today - first).days + 1)
    return sum(cost for day, cost in costs.items() if day and since < day <= today) / days * 7
