"""The next step of somebody who has not answered yet."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from workbook.calls.attempts import Attempt
from workbook.calls.facts import Facts
from workbook.calls.language import by_language
from workbook.calls.saying import days, later, short
from workbook.calls.steps import Step, promised, without_phone
from workbook.settings import Settings
from workbook.words import Effect, State, YesNo


def unanswered(facts: Facts, settings: Settings) -> Step:
    """Return the state of somebody who has not answered, or whose case was reopened since they did."""
    step = _off_list(facts) or _without_number(facts) or _to_ring(facts, settings)
    if facts.reopened is None:
        return step
    told = f"Genåbnet {short(facts.reopened.on)}"
    reason = f" ({facts.reopened.remark})" if facts.reopened.remark else ""
    return step._replace(why_now=f"{told}{reason}: {step.why_now}" if facts.since else f"{told}{reason}")


def _off_list(facts: Facts) -> Step | None:
    """Return the state of somebody whom SSI's newest list does not name; a reopened case needs no list."""
    if facts.on_list or facts.reopened:
        return None
    if facts.person.get("first_list"):
        why = "Ringes ikke op: står ikke på den seneste liste, og ingen ved hvorfor"
        return Step(State.OFF_LIST, "Tjek, om borgeren er vaccineret", None, why)
    return Step(State.NOT_FOLLOWED, None, None, "Ringes ikke op: står ikke på en liste fra SSI")


def _without_number(facts: Facts) -> Step | None:
    if facts.numbers:
        return None
    why = "alle kendte numre er forkerte" if facts.person.get("phone") else "der er intet telefonnummer"
    return Step(State.NO_PHONE, without_phone(facts), None, f"Kan ikke ringes op: {why}")


def _to_ring(facts: Facts, settings: Settings) -> Step:
    if facts.person.get("interpreter") == YesNo.YES:
        return by_language(facts, "Taler med tolk", date.min, facts.since, settings)
    if facts.since:
        return _tried(facts.since, settings)
    if facts.reopened:
        return Step(State.TO_CALL, "Ring op", facts.reopened.call_on or facts.reopened.on, "")
    return Step(State.NEW, "Ring op", None, "Ny på listen: har ikke reageret på invitationen")


def _tried(attempts: Sequence[Attempt], settings: Settings) -> Step:
    """Return the state of somebody who can be rung and was tried before."""
    last = attempts[-1]
    if last.effect is Effect.CALL_AGAIN_AT:
        return promised(last)
    tries = _tries(attempts)
    most = last.outcome.most_tries or settings.most_tries
    told = f"{tries[-1].outcome.text.lower()} {days(tries)}" if tries else f"{last.outcome.text.lower()} {days([last])}"
    if len(tries) >= most:
        return Step(State.NOT_REACHED, "Send brev", None, f"Ikke truffet efter {len(tries)} forsøg: {told}")
    due = later(last.on, last.outcome.pause_days or 0)
    if last.effect is Effect.BAD_NUMBER:
        return Step(
            State.TO_CALL, "Ring op", due, f"Det andet nummer prøves: {last.outcome.text.lower()} {days([last])}"
        )
    return Step(State.TO_CALL, "Ring op", due, f"{len(tries) + 1}. forsøg: {told}")


def _tries(attempts: Sequence[Attempt]) -> list[Attempt]:
    """Return the tries in vain since somebody last was spoken with."""
    spoken = [at for at, attempt in enumerate(attempts) if attempt.effect is Effect.CALL_AGAIN_AT]
    since = attempts[spoken[-1] + 1 :] if spoken else attempts
    return [attempt for attempt in since if attempt.effect is Effect.TRY_AGAIN]
