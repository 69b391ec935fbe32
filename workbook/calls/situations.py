"""What kind of talk the next call will be: the situation that a script is chosen by."""

from __future__ import annotations

from collections.abc import Mapping

from workbook.calls.booked import is_called_off, is_missed
from workbook.calls.facts import Facts, Row
from workbook.words import Effect, Situation, State, YesNo

_BY_STATE: Mapping[str, Situation] = {
    State.CALL_BACK: Situation.PROMISED,
    State.INTERPRETER: Situation.INTERPRETER,
    State.INTERPRETER_ORDERED: Situation.INTERPRETER,
    State.INTERPRETER_READY: Situation.INTERPRETER,
    State.TIME_NOT_TOLD: Situation.TELL_TIME,
    State.UNDECIDED: Situation.ASK_AGAIN,
    State.NOT_NOW: Situation.ASK_AGAIN,
    State.DECLINED: Situation.ASK_AGAIN,
    State.BOOKS_ALONE: Situation.FOLLOW_UP,
    State.CHOOSES_LATER: Situation.FOLLOW_UP,
    State.WANTS_HELP: Situation.FOLLOW_UP,
    State.BOOKED: Situation.FOLLOW_UP,
}


def situation(person: Row, facts: Facts, ring_to: str | None = None) -> Situation:
    """Return the situation of a call to the person, a row of Borgere as refreshed, or to the relative `ring_to`."""
    if ring_to:
        return Situation.RELATIVE
    if person.get("interpreter") == YesNo.YES:
        return Situation.INTERPRETER
    return _BY_STATE.get(person.get("state", "")) or _by_history(facts)


def _by_history(facts: Facts) -> Situation:
    """Return the situation of somebody who is simply to be rung, by what happened before."""
    if is_missed(facts):
        return Situation.MISSED
    if is_called_off(facts):
        return Situation.FOLLOW_UP
    if any(attempt.effect is Effect.DECLINES for attempt in facts.since):
        return Situation.ASK_AGAIN
    if facts.reopened:
        return Situation.REOPENED
    return Situation.AGAIN if facts.since else Situation.FIRST
