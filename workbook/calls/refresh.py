"""What hangs on the calls: every citizen's derived columns, computed anew after each press."""

from __future__ import annotations

from datetime import date

import pandas as pd

from workbook.calls.attempts import attempts_by_citizen, outcomes_by_text
from workbook.calls.steps import next_step
from workbook.change import records
from workbook.settings import Settings


def refreshed(
    citizens: pd.DataFrame,
    calls: pd.DataFrame,
    outcomes: pd.DataFrame,
    latest_list: str | None,
    settings: Settings,
    today: date,
) -> pd.DataFrame:
    """Return Borgere with state, answer, next step and why for everyone; `latest_list` is the newest SSI list's id."""
    attempts = attempts_by_citizen(calls, outcomes_by_text(outcomes))
    homes = households(citizens)
    told: dict[str, list[object]] = {name: [] for name in _TOLD}
    for row_id, person in records(citizens).items():
        mine = attempts.get(row_id, [])
        on_list = latest_list is not None and person.get("latest_list") == latest_list
        step = next_step({**person, "on_list": on_list}, mine, settings, today)
        last = mine[-1] if mine else None
        answer = (last.outcome.text, last.on) if last else (None, None)
        for name, value in zip(_TOLD, (*step, *answer, homes.get(row_id)), strict=True):
            told[name].append(value)
    columns = {name: pd.Series(values, citizens.index, dtype=object) for name, values in told.items()}
    return citizens.assign(**columns)


_TOLD = ("state", "next_step", "next_on", "why_now", "answer", "answered_on", "household")


def households(citizens: pd.DataFrame) -> dict[str, str]:
    """Return the household of everyone who shares a phone or an address with somebody: its first member's id.

    However staff sort the sheet, a household keeps its name.
    """
    home: dict[str, str] = {}
    seen: dict[tuple[str, ...], str] = {}
    for row_id, person in sorted(records(citizens).items()):
        keys: list[tuple[str, ...]] = [("phone", person["phone"])] if "phone" in person else []
        if "address" in person and "postcode" in person:
            keys.append(("address", person["address"].casefold(), person["postcode"]))
        first = next((seen[key] for key in keys if key in seen), row_id)
        for key in keys:
            seen.setdefault(key, first)
        if first != row_id:
            home[row_id] = home[first] = home.get(first, first)
    return home
