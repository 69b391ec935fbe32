"""Whom to speak with when the citizen cannot be spoken with: a colleague, a relative, or through an interpreter."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from workbook.calls.attempts import Attempt
from workbook.calls.callers import names_of
from workbook.calls.facts import Facts, Row, bad_numbers
from workbook.calls.saying import later, moment
from workbook.calls.steps import Step, again, asked
from workbook.settings import Settings
from workbook.words import Consent, Effect, InterpreterFor, InterpreterState, Language, State, YesNo

_MAY_RING = {Consent.CALL, Consent.ALL}
_OVER = {InterpreterState.DONE, InterpreterState.CANCELLED}


def may_ring(relative: Row) -> bool:
    """Whether a relative may be rung: never against a no, and only with consent to ring or staff's own yes."""
    allowed = relative.get("may_contact")
    return (
        "phone" in relative and allowed != YesNo.NO and (relative.get("consent") in _MAY_RING or allowed == YesNo.YES)
    )


def relative_to_ring(facts: Facts, since: Sequence[Attempt], settings: Settings) -> Row | None:
    """Return the first relative who may be rung and was not yet tried the most times; None when none is left."""
    bad = bad_numbers(facts.attempts)
    for relative in facts.relatives:
        tries = [attempt for attempt in since if attempt.phone == relative.get("phone")]
        vain = [attempt for attempt in tries if attempt.effect is Effect.TRY_AGAIN]
        most = (vain[-1].outcome.most_tries if vain else None) or settings.most_tries
        if may_ring(relative) and relative["phone"] not in bad and len(vain) < most:
            return relative
    return None


def called(relative: Row) -> str:
    """Return a relative in words: Bo Beck (søn)."""
    name, relation = relative.get("name") or "Pårørende", relative.get("relation")
    return f"{name} ({relation})" if relation else str(name)


def by_relative(facts: Facts, told: str, due: date, since: Sequence[Attempt], settings: Settings) -> Step:
    """Return the step of somebody whose relative is to be rung."""
    relative = relative_to_ring(facts, since, settings)
    if relative is None:
        left = "Få samtykke og nummer til en pårørende, eller ring til borgeren"
        if any(may_ring(other) for other in facts.relatives):
            left = "Send brev: de pårørende træffes ikke"
        return Step(State.WAIT_RELATIVE, left, None, f"{told}; ingen pårørende kan ringes op")
    mine = [attempt for attempt in since if attempt.phone == relative["phone"]]
    return Step(
        State.WAIT_RELATIVE, f"Ring til {called(relative)}", again(due, mine, settings), f"{told}: ring til pårørende"
    )


def by_language(facts: Facts, told: str, on: date, since: Sequence[Attempt], settings: Settings) -> Step:
    """Return the step of somebody who speaks another language: whoever is nearest to an order, a colleague, a relative.

    Staff's own “Tolk: Ja” means an interpreter and nobody else.
    """
    order = next_interpreter(facts)
    state = order.get("state") if order else None
    if order and state == InterpreterState.CONFIRMED:
        return _ready(order, facts, told, since, settings)
    if order and state == InterpreterState.ORDERED:
        due = order.get("date") or (later(order["ordered_on"], 2) if "ordered_on" in order else None)
        return Step(State.INTERPRETER_ORDERED, "Få tolken bekræftet", due, f"{told}: tolk bestilt{_when(order)}")
    if facts.person.get("interpreter") != YesNo.YES and (others := _others(facts, told, on, since, settings)):
        return others
    spoken = facts.person.get("language")
    todo = f"Bestil tolk ({spoken.casefold()})" if spoken else "Find ud af sproget, og bestil tolk"
    return Step(State.INTERPRETER, todo, None, f"{told}: tolk skal bestilles")


def next_interpreter(facts: Facts) -> dict[str, Any] | None:
    """Return the latest order of an interpreter for a call that still stands."""
    mine = [
        row
        for row in facts.interpreters
        if row.get("state") not in _OVER and row.get("purpose") in {None, InterpreterFor.CALL}
    ]
    return dict(mine[-1]) if mine else None


def _ready(order: Row, facts: Facts, told: str, since: Sequence[Attempt], settings: Settings) -> Step:
    if "date" not in order:
        return Step(State.INTERPRETER_READY, "Aftal en dag med tolken", None, f"{told}: tolk bekræftet uden dag")
    why = f"{told}: tolk bekræftet{_when(order)}"
    step = Step(State.INTERPRETER_READY, "Ring op med tolk", order["date"], why, order.get("time"))
    return asked(step, facts, since, settings)


def _when(order: Row) -> str:
    return f" til {moment(order['date'], order.get('time'))}" if "date" in order else ""


def _others(facts: Facts, told: str, on: date, since: Sequence[Attempt], settings: Settings) -> Step | None:
    """Return the step of a colleague who speaks the language, or of a relative; None when neither is left."""
    language = facts.person.get("language", Language.DANISH).casefold()
    known = language != Language.DANISH.casefold() and names_of(language) & facts.spoken
    if known and facts.numbers and (due := again(on, since, settings)):
        return Step(State.TO_CALL, f"Ring op på {language}", due, f"{told}: en kollega taler {language}")
    if relative_to_ring(facts, since, settings):
        return by_relative(facts, told, on, since, settings)
    return None
