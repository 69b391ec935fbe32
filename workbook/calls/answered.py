"""The next step of somebody who has answered; tries in vain after the answer do not undo it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from workbook.calls.attempts import Attempt
from workbook.calls.booked import next_booking
from workbook.calls.facts import Facts
from workbook.calls.language import by_language, by_relative
from workbook.calls.saying import later, short
from workbook.calls.steps import ASK_AGAIN_STATES, Step, again, asked, open_promise
from workbook.settings import Settings
from workbook.words import Effect, State

_AFTER_ANSWER: dict[Effect | None, tuple[State, str]] = {
    Effect.BOOKS_ALONE: (State.BOOKS_ALONE, "Tjek, om borgeren har fået tid"),
    Effect.WANTS_HELP: (State.WANTS_HELP, "Book tid hos Regionen"),
    Effect.CHOOSES_LATER: (State.CHOOSES_LATER, "Spørg, om dagen er valgt"),
    Effect.HAS_TIME: (State.BOOKED, "Tjek, om borgeren er vaccineret"),
    Effect.TIME_TOLD: (State.BOOKED, "Tjek, om borgeren er vaccineret"),
    Effect.UNDECIDED: (State.UNDECIDED, "Spørg igen"),
    Effect.NOT_NOW: (State.NOT_NOW, "Ring igen"),
    Effect.HOME: (State.HOME, "Bestil vaccination i hjemmet hos Regionen"),
}

_UNKNOWN = None
"""The effect of an answer whose text was changed on Svarkoder or taken away there."""

_REAL = {*_AFTER_ANSWER, Effect.LANGUAGE, Effect.RELATIVE, Effect.DECLINES, Effect.VACCINATED, _UNKNOWN}


class Said(NamedTuple):
    """The latest real answer, and the attempts since."""

    answer: Attempt
    since: Sequence[Attempt]

    @property
    def told(self) -> str:
        """Return the answer in words."""
        return f"Svarede “{self.answer.outcome.text}” {short(self.answer.on)}"


def latest_answer(facts: Facts) -> Said | None:
    """Return the latest answer that something follows from, None without one since the case was reopened."""
    places = [at for at, attempt in enumerate(facts.since) if attempt.effect in _REAL]
    return Said(facts.since[places[-1]], facts.since[places[-1] + 1 :]) if places else None


def answered(facts: Facts, settings: Settings, today: date) -> Step | None:
    """Return the state that the latest real answer leads to."""
    said = latest_answer(facts)
    if said is None:
        return None
    return (
        _settled(said, settings)
        or open_promise(facts, said.since)
        or _declined(said, facts, settings, today)
        or _through_others(said, facts, settings)
        or _followed_up(said, facts, settings)
    )


def _settled(said: Said, settings: Settings) -> Step | None:
    """Return the states that nobody needs to ring about."""
    answer, day = said.answer, short(said.answer.on)
    if answer.effect is Effect.VACCINATED:
        why = f"Ringes ikke op: siger selv at være vaccineret ({day}); registret har intet stik endnu"
        return Step(State.SAYS_JABBED, "Tjek, om stikket er registreret", _due(answer, settings), why)
    if answer.effect is _UNKNOWN:
        # Nobody is rung because a code was renamed: the answer may have been a no.
        why = f"Ringes ikke op: svaret “{answer.outcome.text}” {day} står ikke på arket Svarkoder"
        return Step(State.NOT_NOW, "Skriv svaret på arket Svarkoder igen", None, why)
    return None


def _declined(said: Said, facts: Facts, settings: Settings, today: date) -> Step | None:
    """Return the state after a no: it stands until the day that staff wrote, if that is a later one."""
    answer = said.answer
    if answer.effect is not Effect.DECLINES:
        return None
    days = [day for day in _ask_again_days(facts, settings) if answer.on < day <= today]
    if days and facts.numbers and (due := again(max(days), said.since, settings)):
        why = f"Sagde nej {short(answer.on)}, må spørges igen fra {short(max(days))}"
        return Step(State.TO_CALL, "Ring op", due, why)
    todo = "Aflys tiden hos Regionen" if next_booking(facts) else None
    return Step(State.DECLINED, todo, None, f"Ringes ikke op: ønskede ikke vaccination {short(answer.on)}")


def _ask_again_days(facts: Facts, settings: Settings) -> list[date]:
    """Return the days from which a no may be asked about again: the person's own, and the target group's."""
    own = facts.person.get("ask_again_from")
    groups = settings.ask_groups.replace(";", ",").casefold().split(",")
    named = {group.strip() for group in groups} & {"alle", str(facts.person.get("target_group"))}
    return [day for day in (own, settings.ask_groups_from if named else None) if day]


def _through_others(said: Said, facts: Facts, settings: Settings) -> Step | None:
    """Return the state of somebody who is spoken with through an interpreter, a colleague or a relative."""
    if said.answer.effect is Effect.LANGUAGE:
        return by_language(facts, said.told, said.answer.on, said.since, settings)
    if said.answer.effect is Effect.RELATIVE:
        return by_relative(facts, said.told, _due(said.answer, settings), said.since, settings)
    return None


def _followed_up(said: Said, facts: Facts, settings: Settings) -> Step:
    """Return the state of an answer that something follows from; some are asked about again when their day comes."""
    state, todo = _AFTER_ANSWER[said.answer.effect]
    step = Step(state, todo, _due(said.answer, settings), said.told)
    return asked(step, facts, said.since, settings) if state in ASK_AGAIN_STATES else step


def _due(answer: Attempt, settings: Settings) -> date:
    standard = {Effect.BOOKS_ALONE: settings.check_alone_days, Effect.UNDECIDED: settings.undecided_days}
    pause = answer.outcome.pause_days
    if pause is None:
        pause = standard.get(answer.effect, 0) if answer.effect else 0
    return answer.call_on or later(answer.on, pause)
