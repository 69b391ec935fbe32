"""The next step is a function of what is known: person, attempts, relatives, bookings, interpreters, settings, today.

The rules stand in order; the first that fits decides. Each says the state, what to do next and when, and why in words.
"""

from __future__ import annotations

from datetime import date

from workbook.calls.answered import answered
from workbook.calls.booked import booked, called_off, jabbed
from workbook.calls.facts import Facts
from workbook.calls.saying import short
from workbook.calls.steps import ASK_AGAIN_STATES, CALL_STATES, Step
from workbook.calls.unanswered import unanswered
from workbook.settings import Settings
from workbook.words import Effect, State, YesNo


def next_step(facts: Facts, settings: Settings, today: date) -> Step:
    """Return the person's state and what follows from it."""
    step = (
        _stopped(facts)
        or booked(facts, settings, today)
        or jabbed(facts)
        or called_off(facts, settings)
        or answered(facts, settings, today)
        or unanswered(facts, settings)
    )
    return _held(step, facts.hold_until)


def _stopped(facts: Facts) -> Step | None:
    """Return the states that end all calls, whatever was answered: gone, no contact."""
    effects = {attempt.effect for attempt in facts.since}
    if facts.person.get("gone") == YesNo.YES or effects & {Effect.DEAD, Effect.MOVED}:
        return Step(State.GONE, None, None, "Ringes ikke op: død eller fraflyttet")
    if facts.person.get("no_contact") == YesNo.YES or Effect.NO_CONTACT in effects:
        return Step(State.NO_CONTACT, None, None, "Ringes ikke op: ønsker ingen kontakt")
    return None


def _held(step: Step, until: date | None) -> Step:
    """Return the step with its call put off while the household is left in peace; it is not said why."""
    if until is None or step.state not in CALL_STATES | ASK_AGAIN_STATES:
        return step
    if step.next_on is None and step.state in ASK_AGAIN_STATES:
        return step
    if step.next_on and step.next_on >= until:
        return step
    return Step(step.state, step.next_step, until, f"Opkald holder pause til {short(until)}")
