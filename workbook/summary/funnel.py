"""The way from SSI's list to the jab: how many of all who ever stood on a list have come at least so far."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

import pandas as pd

from workbook.summary.standing import STATES
from workbook.summary.values import Figures, share
from workbook.words import OnList, State


class Stage(NamedTuple):
    """One step of the way: the figure's name, its words, and the states of people who have come so far or further."""

    figure: str
    words: str
    states: tuple[State, ...]


_DONE = (State.DONE,)
_FIRST = STATES[OnList.VACCINATED]
_TIMED = (*STATES[OnList.BOOKED], *_FIRST)
_WANTS = (*STATES[OnList.WANTS], *_TIMED)
_ANSWERED = (
    *(*STATES[OnList.WAITING], *STATES[OnList.DECLINED], *STATES[OnList.UNDECIDED]),
    *(State.CALL_BACK, State.NO_CONTACT),
    *_WANTS,
)

STAGES: tuple[Stage, ...] = (
    Stage("funnel_listed", "Har stået på en liste fra SSI", tuple(State)),
    Stage("funnel_answered", "Har svaret", _ANSWERED),
    Stage("funnel_wants", "Har sagt ja eller er vaccineret", _WANTS),
    Stage("funnel_timed", "Har fået en tid", _TIMED),
    Stage("funnel_first", "Har fået 1. stik", _FIRST),
    Stage("funnel_done", "Er færdigvaccineret", _DONE),
)
"""The steps in order; each one's people are among those of the step before."""


def funnel(citizens: pd.DataFrame) -> Figures:
    """Return each step's count, and its share (`_share`) of all who ever stood on a list, by their state now."""
    states = Counter(citizens.loc[citizens["first_list"].notna(), "state"].tolist())
    everyone = sum(states.values())
    counts = {stage.figure: sum(states[state] for state in stage.states) for stage in STAGES[1:]}
    counts = {STAGES[0].figure: everyone, **counts}
    return counts | {f"{name}_share": share(count, everyone) for name, count in counts.items()}
