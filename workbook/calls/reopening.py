"""Genåbn: somebody who regrets is to be rung again; a row of Opkald says so, and no recorded answer changes."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import datetime

import pandas as pd

from workbook.calls.attempts import outcomes_by_text
from workbook.change import Change
from workbook.problems import NoOutcome, UnknownCitizens
from workbook.schema import Table
from workbook.tables import CALLS
from workbook.words import Direction, Effect, YesNo


def reopen(
    whom: str,
    reason: str,
    citizens: pd.DataFrame,
    outcomes: pd.DataFrame,
    now: datetime,
    user: str,
    new_ids: Callable[[Table, int], list[str]],
) -> Change:
    """Open the cases of these people (ids, in any text) again, for this reason.

    Who is gone or must not be contacted is left as they are, and named in the message: that is taken back on Borgere
    first. Raises UnknownCitizens, NoOutcome.
    """
    wanted = list(dict.fromkeys(found.upper() for found in re.findall(r"B-\d+", whom, re.IGNORECASE)))
    unknown = [row_id for row_id in wanted if row_id not in citizens.index]
    if unknown or not wanted:
        raise UnknownCitizens(unknown)
    stopped = [row_id for row_id in wanted if YesNo.YES in citizens.loc[row_id, ["gone", "no_contact"]].tolist()]
    opened = [row_id for row_id in wanted if row_id not in stopped]
    change = Change(message=_message(opened, stopped))
    ids = new_ids(CALLS, len(opened))
    row = {
        "direction": Direction.IN,
        "date": now.date(),
        "time": now.time().replace(second=0, microsecond=0),
        "caller": user,
        "outcome": _text(outcomes),
        "remark": reason,
    }
    change.insert(CALLS, CALLS.frame({**row, "id": i, "citizen": who} for i, who in zip(ids, opened, strict=True)))
    return change


def _text(outcomes: pd.DataFrame) -> str:
    known = outcomes_by_text(outcomes).values()
    text = next((outcome.text for outcome in known if outcome.effect is Effect.REOPENS), None)
    if text is None:
        raise NoOutcome(Effect.REOPENS)
    return text


def _message(opened: Sequence[str], stopped: Sequence[str]) -> str:
    told = f"{', '.join(opened)} er genåbnet og ringes op igen." if opened else "Ingen er genåbnet."
    if stopped:
        told += (
            f" {', '.join(stopped)} står som død, fraflyttet eller må ikke kontaktes. "
            "Slet først “Ja” på arket Borgere, hvis det er forkert."
        )
    return told
