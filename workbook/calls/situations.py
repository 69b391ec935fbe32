"""What kind of talk the next call will be: the situation that a script is chosen by."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from workbook.calls.attempts import Attempt
from workbook.words import Effect, Situation, State, YesNo

_BY_STATE: Mapping[str, Situation] = {
    State.CALL_BACK: Situation.PROMISED,
    State.WAIT_RELATIVE: Situation.RELATIVE,
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


def situation(person: Mapping[str, Any], attempts: Sequence[Attempt]) -> Situation:
    """Return the situation of a call to the person, a row of Borgere as refreshed; `attempts` are the ones so far."""
    state = person.get("state", "")
    if person.get("interpreter") == YesNo.YES and state != State.WAIT_RELATIVE:
        return Situation.INTERPRETER
    if state in _BY_STATE:
        return _BY_STATE[state]
    if any(attempt.outcome.effect is Effect.DECLINES for attempt in attempts):
        return Situation.ASK_AGAIN
    return Situation.AGAIN if attempts else Situation.FIRST
