"""Who rang in: the citizen whose number, name and phone the caller wrote, by the rules of `matching`."""

from __future__ import annotations

from typing import NamedTuple

import pandas as pd

from workbook.change import Row
from workbook.matching import Verdict, match

SURE = 0.6
"""The score of the same name and phone: a caller has spoken with the person, so one such citizen is the one."""


class Guest(NamedTuple):
    """A citizen who may have rung in, and why we think so."""

    citizen: str
    is_sure: bool
    reason: str


def who(cells: Row, citizens: pd.DataFrame) -> list[Guest]:
    """Return whom a line's `citizen`, `name` and `phone` may be about; nobody when it says too little."""
    if cells.get("citizen") in citizens.index:
        return [Guest(cells["citizen"], is_sure=True, reason="borgernummeret står på linjen")]
    new = pd.DataFrame([{"name": cells.get("name"), "phone": cells.get("phone")}], dtype=object)
    both = citizens["phone"].fillna("") + " · " + citizens["phone2"].fillna("")
    pairs = match(new, citizens[["name", "address", "postcode"]].assign(phone=both))
    close = pairs[pairs["verdict"] != Verdict.NO]
    return [
        Guest(citizen, is_sure=score >= SURE, reason=reason)
        for citizen, score, reason in zip(close["known"], close["score"], close["reason"], strict=True)
    ]
