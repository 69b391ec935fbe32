"""The next step is a function of what is known: person, attempts, settings and today.

The rules stand in order; the first that fits decides. Each says the state, what to do next and when, and why in words.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from workbook.calls.attempts import Attempt
from workbook.settings import Settings
from workbook.words import Effect, State, YesNo

Person = Mapping[str, Any]
"""A row of Borgere by English column name; "on_list" says whether the latest SSI list has the person."""


class Step(NamedTuple):
    """What is to be done for one person."""

    state: State
    next_step: str | None
    next_on: date | None
    why_now: str


CALL_STATES = frozenset({State.NEW, State.TO_CALL, State.CALL_BACK})
"""States that put a person on the call sheet when the day has come."""

ASK_AGAIN_STATES = frozenset({State.UNDECIDED, State.BOOKS_ALONE, State.CHOOSES_LATER, State.BOOKED, State.NOT_NOW})
"""States with an answer that is checked by a call when the pause is over."""

STOP_STATES = frozenset({State.GONE, State.NO_CONTACT, State.SAYS_JABBED, State.FIRST_JAB, State.DONE})
"""States in which nobody is rung, whatever stands on a sheet that was made before."""

_AFTER_ANSWER: dict[Effect | None, tuple[State, str]] = {
    Effect.BOOKS_ALONE: (State.BOOKS_ALONE, "Tjek, om borgeren har fået tid"),
    Effect.WANTS_HELP: (State.WANTS_HELP, "Book tid hos Regionen"),
    Effect.CHOOSES_LATER: (State.CHOOSES_LATER, "Spørg, om dagen er valgt"),
    Effect.HAS_TIME: (State.BOOKED, "Tjek, om borgeren er vaccineret"),
    Effect.TIME_TOLD: (State.BOOKED, "Tjek, om borgeren er vaccineret"),
    Effect.UNDECIDED: (State.UNDECIDED, "Spørg igen"),
    Effect.NOT_NOW: (State.NOT_NOW, "Ring igen"),
    Effect.LANGUAGE: (State.INTERPRETER, "Find tolk eller ring til pårørende"),
    Effect.RELATIVE: (State.WAIT_RELATIVE, "Ring til pårørende"),
    Effect.REOPENS: (State.TO_CALL, "Ring op"),
    Effect.HOME: (State.HOME, "Bestil vaccination i hjemmet hos Regionen"),
}


_UNKNOWN = None
"""The effect of an answer whose text was changed on Svarkoder or taken away there."""


def next_step(person: Person, attempts: Sequence[Attempt], settings: Settings, today: date) -> Step:
    """Return the person's state and what follows from it."""
    return (
        _stopped(person, attempts) or _answered(person, attempts, settings, today) or _open(person, attempts, settings)
    )


def numbers(person: Person, attempts: Sequence[Attempt]) -> list[str]:
    """Return the person's numbers that have not turned out to be wrong, the one to ring first in front."""
    bad = {attempt.phone for attempt in attempts if attempt.outcome.effect is Effect.BAD_NUMBER}
    return [phone for phone in (person.get("phone"), person.get("phone2")) if phone and phone not in bad]


def _stopped(person: Person, attempts: Sequence[Attempt]) -> Step | None:
    """Return the states that end all calls, whatever was answered: gone, no contact, vaccinated."""
    effects = {attempt.outcome.effect for attempt in attempts}
    if person.get("gone") == YesNo.YES or effects & {Effect.DEAD, Effect.MOVED}:
        return Step(State.GONE, None, None, "Ringes ikke op: død eller fraflyttet")
    if person.get("no_contact") == YesNo.YES or Effect.NO_CONTACT in effects:
        return Step(State.NO_CONTACT, None, None, "Ringes ikke op: ønsker ingen kontakt")
    if person.get("jab2_on"):
        return Step(State.DONE, None, None, f"Ringes ikke op: færdigvaccineret {short(person['jab2_on'])}")
    if person.get("jab1_on"):
        return Step(State.FIRST_JAB, None, None, f"Ringes ikke op: 1. stik givet {short(person['jab1_on'])}")
    return None


class _Said(NamedTuple):
    """The latest real answer, the attempts since, whether a number is left to ring, and what to do without."""

    answer: Attempt
    since: Sequence[Attempt]
    ringable: bool
    without_phone: str


def _answered(person: Person, attempts: Sequence[Attempt], settings: Settings, today: date) -> Step | None:
    """Return the state that the latest real answer leads to; tries without an answer after it do not undo it."""
    real = {*_AFTER_ANSWER, Effect.DECLINES, Effect.VACCINATED, _UNKNOWN}
    places = [at for at, attempt in enumerate(attempts) if attempt.outcome.effect in real]
    if not places:
        return None
    ringable = bool(numbers(person, attempts))
    said = _Said(attempts[places[-1]], attempts[places[-1] + 1 :], ringable, _without_phone(person))
    return (
        _settled(said.answer)
        or _agreed(said)
        or _declined(said, person.get("ask_again_from"), settings, today)
        or _followed_up(said, settings)
    )


def _settled(answer: Attempt) -> Step | None:
    """Return the states that nobody needs to ring about."""
    if answer.outcome.effect is Effect.VACCINATED:
        why = f"Ringes ikke op: siger selv at være vaccineret ({_day(answer)}); registret har intet stik endnu"
        return Step(State.SAYS_JABBED, "Tjek, om stikket er registreret", None, why)
    if answer.outcome.effect is _UNKNOWN:
        # Nobody is rung because a code was renamed: the answer may have been a no.
        why = f"Ringes ikke op: svaret “{answer.outcome.text}” {_day(answer)} står ikke på arket Svarkoder"
        return Step(State.NOT_NOW, "Skriv svaret på arket Svarkoder igen", None, why)
    return None


def _agreed(said: _Said) -> Step | None:
    """Return the promise that was given last, also to somebody who had answered before."""
    last = said.since[-1] if said.since else None
    return _promised(last) if last and said.ringable and last.outcome.effect is Effect.CALL_AGAIN_AT else None


def _declined(said: _Said, ask_from: date | None, settings: Settings, today: date) -> Step | None:
    """Return the state after a no: it stands until the day that staff wrote, if that is a later one."""
    answer = said.answer
    if answer.outcome.effect is not Effect.DECLINES:
        return None
    if ask_from and answer.on < ask_from <= today and said.ringable and (due := _again(ask_from, said.since, settings)):
        why = f"Sagde nej {_day(answer)}, må spørges igen fra {short(ask_from)}"
        return Step(State.TO_CALL, "Ring op", due, why)
    return Step(State.DECLINED, None, None, f"Ringes ikke op: ønskede ikke vaccination {_day(answer)}")


def _followed_up(said: _Said, settings: Settings) -> Step:
    """Return the state of an answer that something follows from; some are asked about again when their day comes."""
    answer = said.answer
    state, todo = _AFTER_ANSWER[answer.outcome.effect]
    due = _due(answer, _pause(answer, settings))
    told = f"Svarede “{answer.outcome.text}” {_day(answer)}"
    again = _again(due, said.since, settings)
    if state not in ASK_AGAIN_STATES or (again == due and said.ringable):
        return Step(state, todo, due, told)
    if not said.ringable:
        return Step(state, said.without_phone, None, f"{told}; kan ikke ringes op igen: intet nummer dur")
    told = f"{told}; siden forgæves {_days(said.since)}"
    return Step(state, todo if again else "Afgør, om der skal skrives i stedet", again, told)


def _again(due: date, since: Sequence[Attempt], settings: Settings) -> date | None:
    """Return the day to ring about an answer that was due: put off by tries in vain, None after the most of them."""
    tries = [attempt for attempt in since if attempt.on >= due]
    if not tries:
        return due
    if len(tries) >= (tries[-1].outcome.most_tries or settings.most_tries):
        return None
    return later(tries[-1].on, tries[-1].outcome.pause_days or 0)


def _open(person: Person, attempts: Sequence[Attempt], settings: Settings) -> Step:
    """Return the state of somebody who has not answered yet."""
    if not person.get("on_list"):
        if person.get("first_list"):
            why = "Ringes ikke op: står ikke på den seneste liste"
            return Step(State.OFF_LIST, "Tjek, om borgeren er vaccineret", None, why)
        return Step(State.NOT_FOLLOWED, None, None, "Ringes ikke op: står ikke på en liste fra SSI")
    if not numbers(person, attempts):
        why = "alle kendte numre er forkerte" if person.get("phone") else "der er intet telefonnummer"
        return Step(State.NO_PHONE, _without_phone(person), None, f"Kan ikke ringes op: {why}")
    if not attempts:
        return Step(State.NEW, "Ring op", None, "Ny på listen: har ikke reageret på invitationen")
    return _tried(attempts, settings)


def _without_phone(person: Person) -> str:
    """Return what is left for somebody without a number: looked up in vain, they get a letter or else a visit."""
    if not person.get("looked_up_on"):
        return "Slå nummer op, eller send brev"
    return "Send brev" if person.get("address") and person.get("postcode") else "Aftal hjemmebesøg"


def _tried(attempts: Sequence[Attempt], settings: Settings) -> Step:
    """Return the state of somebody who can be rung and was tried before."""
    last = attempts[-1]
    if last.outcome.effect is Effect.CALL_AGAIN_AT:
        return _promised(last)
    tries = _tries(attempts)
    most = last.outcome.most_tries or settings.most_tries
    told = f"{tries[-1].outcome.text.lower()} {_days(tries)}" if tries else f"{last.outcome.text.lower()} {_day(last)}"
    if len(tries) >= most:
        return Step(State.NOT_REACHED, "Send brev", None, f"Ikke truffet efter {len(tries)} forsøg: {told}")
    due = later(last.on, last.outcome.pause_days or 0)
    return Step(State.TO_CALL, "Ring op", due, f"{len(tries) + 1}. forsøg: {told}")


def _promised(last: Attempt) -> Step:
    at = f" kl. {last.call_at:%H.%M}" if last.call_at else ""
    due = _due(last, last.outcome.pause_days or 0)
    return Step(State.CALL_BACK, "Ring som aftalt", due, f"Aftale {_day(last)}: ring igen {short(due)}{at}")


def _tries(attempts: Sequence[Attempt]) -> list[Attempt]:
    """Return the tries in vain since somebody last was spoken with."""
    spoken = [at for at, attempt in enumerate(attempts) if attempt.outcome.effect is Effect.CALL_AGAIN_AT]
    since = attempts[spoken[-1] + 1 :] if spoken else attempts
    return [attempt for attempt in since if attempt.outcome.effect is Effect.TRY_AGAIN]


def _pause(attempt: Attempt, settings: Settings) -> int:
    standard = {Effect.BOOKS_ALONE: settings.check_alone_days, Effect.UNDECIDED: settings.undecided_days}
    pause, effect = attempt.outcome.pause_days, attempt.outcome.effect
    return pause if pause is not None else standard.get(effect, 0) if effect else 0


def _due(attempt: Attempt, pause: int) -> date:
    return attempt.call_on or later(attempt.on, pause)


def later(day: date, days: int) -> date:
    """Return the day so many days later; staff may write any number, and the calendar ends in 9999."""
    return date.fromordinal(min(day.toordinal() + max(days, 0), date.max.toordinal()))


def short(day: date) -> str:
    """Return a day as people write it on a list: 12/4."""
    return f"{day.day}/{day.month}"


def _day(attempt: Attempt) -> str:
    return short(attempt.on)


def _days(attempts: Sequence[Attempt]) -> str:
    told = [_day(attempt) for attempt in attempts]
    return told[0] if len(told) == 1 else f"{', '.join(told[:-1])} og {told[-1]}"
