"""What was tried: the rows of Opkald that still count, with what their answers do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time

import pandas as pd

from workbook.words import Effect


@dataclass(frozen=True, slots=True)
class Outcome:
    """A row of Svarkoder; an answer that no longer stands there has no effect."""

    text: str
    effect: Effect | None
    pause_days: int | None = None
    most_tries: int | None = None


@dataclass(frozen=True, slots=True)
class Attempt:
    """A call or visit, the outcome it had, and what of the answer the next step needs."""

    on: date
    outcome: Outcome
    phone: str | None = None
    call_on: date | None = None
    call_at: time | None = None
    new_phone: str | None = None
    transport: str | None = None
    escort: str | None = None
    remark: str | None = None
    reason: str | None = None

    @property
    def effect(self) -> Effect | None:
        """Return what the answer does."""
        return self.outcome.effect


def outcomes_by_text(outcomes: pd.DataFrame) -> dict[str, Outcome]:
    """Return the answers staff can choose, the first of equal texts; without text or a known effect there is none."""
    cells = (outcomes[name].tolist() for name in ("text", "effect", "pause_days", "most_tries"))
    known = {str(effect) for effect in Effect}
    return {
        text: Outcome(text, Effect(effect), pause, tries)
        for text, effect, pause, tries in reversed(list(zip(*cells, strict=True)))
        if text and effect in known
    }


def standing(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of an append-only table that still count: neither voided nor voiding."""
    voided = set(rows["voids"].dropna())
    return rows[rows["voids"].isna() & ~rows.index.isin(voided)]


_KEPT = ("phone", "call_on", "call_at", "new_phone", "transport", "escort", "remark", "reason")


def attempts_by_citizen(calls: pd.DataFrame, outcomes: Mapping[str, Outcome]) -> dict[str, list[Attempt]]:
    """Return each citizen's attempts, oldest first; rows without a date or an answer do not count."""
    rows = standing(calls)
    names = ("citizen", "date", "time", "outcome", *_KEPT)
    found: dict[str, list[tuple[tuple[date, time], Attempt]]] = {}
    for citizen, on, at, text, *cells in zip(*(rows[name].tolist() for name in names), strict=True):
        if citizen and on and text:
            attempt = Attempt(on, outcomes.get(text) or Outcome(text, None), *cells)
            found.setdefault(citizen, []).append(((on, at or time()), attempt))
    return {citizen: [a for _, a in sorted(dated, key=lambda pair: pair[0])] for citizen, dated in found.items()}
