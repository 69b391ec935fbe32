"""How the people on SSI's newest list stand: every state is in one of the words of `OnList`."""

from __future__ import annotations

from collections import Counter

import pandas as pd

from workbook.summary.values import Figures, share
from workbook.words import OnList, State, Transport

STATES: dict[OnList, tuple[State, ...]] = {
    OnList.TO_CALL: (State.NEW, State.TO_CALL, State.CALL_BACK),
    OnList.WANTS: (State.BOOKS_ALONE, State.CHOOSES_LATER, State.WANTS_HELP, State.HOME),
    OnList.BOOKED: (State.TIME_NOT_TOLD, State.BOOKED),
    OnList.DECLINED: (State.DECLINED,),
    OnList.UNDECIDED: (State.UNDECIDED,),
    OnList.WAITING: (
        State.WAIT_RELATIVE,
        State.INTERPRETER,
        State.INTERPRETER_ORDERED,
        State.INTERPRETER_READY,
        State.SAYS_JABBED,
        State.NOT_NOW,
    ),
    OnList.NO_PHONE: (State.NO_PHONE,),
    OnList.NOT_REACHED: (State.NOT_REACHED,),
    OnList.VACCINATED: (State.FIRST_JAB, State.DONE),
    OnList.STOPPED: (State.GONE, State.NO_CONTACT, State.NOT_FOLLOWED, State.OFF_LIST),
}

RIDERS = (*STATES[OnList.WANTS], *STATES[OnList.BOOKED])
"""States of people who are counted for the municipality's transport when they said that they need it."""


def on_list_figure(standing: OnList) -> str:
    """Return the figure's name for how people on the list stand."""
    return f"list_{standing.name.lower()}"


def on_list(listed: pd.DataFrame) -> Figures:
    """Return a count and a share of the list per word, and the whole list (`list_whole`).

    `list_untold` have no state yet; `list_transport` are those of the wanting and booked whom the municipality drives.
    """
    states = Counter(listed["state"].tolist())
    counts = {on_list_figure(standing): sum(states[state] for state in STATES[standing]) for standing in OnList}
    whole = sum(counts.values()) + states[None]
    shares = {f"{name}_share": share(count, whole) for name, count in counts.items()}
    riders = listed["state"].isin(RIDERS) & (listed["transport"] == Transport.MUNICIPAL)
    return {**counts, **shares, "list_untold": states[None], "list_whole": whole, "list_transport": int(riders.sum())}
