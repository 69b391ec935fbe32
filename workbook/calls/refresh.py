"""What hangs on the calls: every citizen's derived columns, computed anew after each press."""

from __future__ import annotations

from datetime import date

import pandas as pd

from workbook.calls.booked import has_time, next_booking
from workbook.calls.deciding import next_step
from workbook.calls.facts import Facts, Read, gathered
from workbook.calls.missing import missing_now
from workbook.change import records
from workbook.cpr import born
from workbook.settings import Settings
from workbook.words import YesNo


def refreshed(
    citizens: pd.DataFrame, read: Read, latest_list: str | None, settings: Settings, today: date
) -> pd.DataFrame:
    """Return Borgere with state, answer, next step and why for everyone; `latest_list` is the newest SSI list's id."""
    settled = citizens.assign(
        household=_column(citizens, households(citizens)), gone_on=_gone_on(citizens, today), born=_born(citizens)
    )
    facts = gathered(settled, read, latest_list, settings, today)
    told = list(zip(*(_told(mine, settings, today) for mine in facts.values()), strict=True)) or [()] * len(_TOLD)
    columns = {
        name: pd.Series(list(cells), citizens.index, dtype=object) for name, cells in zip(_TOLD, told, strict=True)
    }
    return settled.assign(**columns)


_TOLD = (
    *("state", "next_step", "next_on", "why_now", "next_at", "answer", "answered_on", "booked_on", "missing_now"),
    *("reason", "transport"),
)


def _told(facts: Facts, settings: Settings, today: date) -> tuple[object, ...]:
    step = next_step(facts, settings, today)
    answer = (facts.attempts[-1].outcome.text, facts.attempts[-1].on) if facts.attempts else (None, None)
    booking = next_booking(facts)
    booked_on = booking["date"] if booking is not None and has_time(booking) else None
    said = (facts.said("reason"), facts.said("transport"))
    return (*step, *answer, booked_on, missing_now(facts, step.state), *said)


def _born(citizens: pd.DataFrame) -> pd.Series[date]:
    """Return the birth dates that the CPR numbers tell; None where they do not."""
    return pd.Series([born(number) for number in citizens["cpr"].tolist()], citizens.index, dtype=object)


def _gone_on(citizens: pd.DataFrame, today: date) -> pd.Series[date]:
    """Return the day on which each death or move was noted: the first press that sees it, whoever wrote it."""
    pairs = zip(citizens["gone"].tolist(), citizens["gone_on"].tolist(), strict=True)
    return pd.Series([(on or today) if gone == YesNo.YES else None for gone, on in pairs], citizens.index, dtype=object)


def _column(citizens: pd.DataFrame, values: dict[str, str]) -> pd.Series[str]:
    return pd.Series([values.get(row_id) for row_id in citizens.index.tolist()], citizens.index, dtype=object)


def households(citizens: pd.DataFrame) -> dict[str, str]:
    """Return the household of everyone who shares a phone or an address with somebody: its first member's id.

    However staff sort the sheet, a household keeps its name.
    """
    home: dict[str, str] = {}
    seen: dict[tuple[str, ...], str] = {}
    for row_id, person in sorted(records(citizens[["phone", "address", "postcode"]]).items()):
        keys: list[tuple[str, ...]] = [("phone", person["phone"])] if "phone" in person else []
        if "address" in person and "postcode" in person:
            keys.append(("address", person["address"].casefold(), person["postcode"]))
        first = next((seen[key] for key in keys if key in seen), row_id)
        for key in keys:
            seen.setdefault(key, first)
        if first != row_id:
            home[row_id] = home[first] = home.get(first, first)
    return home
