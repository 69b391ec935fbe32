"""What a step is, which states lead to a call, and when somebody who was tried in vain is tried again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, time
from typing import NamedTuple

from workbook.calls.attempts import Attempt
from workbook.calls.facts import Facts
from workbook.calls.saying import days, later, moment, short
from workbook.settings import Settings
from workbook.words import Effect, State


class Step(NamedTuple):
    """What is to be done for one person, and when; `why_now` says why they are rung now, or why not."""

    state: State
    next_step: str | None
    next_on: date | None
    why_now: str
    next_at: time | None = None


CALL_STATES = frozenset({State.NEW, State.TO_CALL, State.CALL_BACK})
"""States that put a person on the call sheet when the day has come, and at once without one."""

ASK_AGAIN_STATES = frozenset(
    {
        State.UNDECIDED,
        State.BOOKS_ALONE,
        State.CHOOSES_LATER,
        State.TIME_NOT_TOLD,
        State.BOOKED,
        State.NOT_NOW,
        State.WAIT_RELATIVE,
        State.INTERPRETER_READY,
    }
)
"""States that put a person on the call sheet when the day has come, and not without one."""

STOP_STATES = frozenset({State.GONE, State.NO_CONTACT, State.SAYS_JABBED, State.FIRST_JAB, State.DONE})
"""States in which nobody is rung, whatever stands on a sheet that was made before."""


def is_due(state: str | None, on: date | None, today: date) -> bool:
    """Whether somebody in that state, whose next day is `on`, is to be rung today."""
    if on is None:
        return state in CALL_STATES
    return on <= today and (state in CALL_STATES or state in ASK_AGAIN_STATES)


def promised(attempt: Attempt) -> Step:
    """Return the step after a promise to ring again."""
    due = attempt.call_on or later(attempt.on, attempt.outcome.pause_days or 0)
    why = f"Aftale {short(attempt.on)}: ring igen {moment(due, attempt.call_at)}"
    return Step(State.CALL_BACK, "Ring som aftalt", due, why, attempt.call_at)


def open_promise(facts: Facts, since: Sequence[Attempt]) -> Step | None:
    """Return the promise that was given last, if nothing has happened since."""
    last = since[-1] if since else None
    return promised(last) if last and facts.numbers and last.effect is Effect.CALL_AGAIN_AT else None


def again(due: date, since: Sequence[Attempt], settings: Settings) -> date | None:
    """Return the day to ring about what was due: put off by tries in vain, None after the most of them."""
    tries = [attempt for attempt in since if attempt.on >= due]
    if not tries:
        return due
    if len(tries) >= (tries[-1].outcome.most_tries or settings.most_tries):
        return None
    return later(tries[-1].on, tries[-1].outcome.pause_days or 0)


def asked(step: Step, facts: Facts, since: Sequence[Attempt], settings: Settings) -> Step:
    """Return the step of a call that is due on `step.next_on`, as it stands after the tries since."""
    if not facts.numbers:
        why = f"{step.why_now}; kan ikke ringes op: intet nummer dur"
        return Step(step.state, without_phone(facts), None, why)
    due = again(step.next_on, since, settings) if step.next_on else None
    if due == step.next_on:
        return step
    why = f"{step.why_now}; siden forgæves {days(since)}"
    return Step(step.state, step.next_step if due else "Afgør, om der skal skrives i stedet", due, why)


def without_phone(facts: Facts) -> str:
    """Return what is left for somebody without a number: looked up in vain, they get a letter or else a visit."""
    person = facts.person
    if not person.get("looked_up_on"):
        return "Slå nummer op, eller send brev"
    return "Send brev" if person.get("address") and person.get("postcode") else "Aftal hjemmebesøg"
