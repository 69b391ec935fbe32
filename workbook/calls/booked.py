"""What a booking leads to: a time is ordered, got, told, and then there is a jab."""

from __future__ import annotations

from datetime import date
from typing import Any

from workbook.calls.attempts import Attempt
from workbook.calls.facts import Facts, Row
from workbook.calls.fetched import in_words, ride_to, window
from workbook.calls.saying import later, moment, short
from workbook.calls.steps import Step, asked, open_promise
from workbook.change import number_of
from workbook.settings import Settings
from workbook.words import BookingKind, BookingState, Effect, State

_NO_ANSWER = {Effect.TRY_AGAIN, Effect.BAD_NUMBER, Effect.CALL_AGAIN_AT, Effect.TIME_TOLD}
"""Effects of calls after which things stand as they stood."""

_IN_VAIN = _NO_ANSWER - {Effect.TIME_TOLD}
"""Effects of calls in which nobody was told anything either."""

_AGAINST = {Effect.DECLINES, Effect.UNDECIDED, Effect.NOT_NOW}
"""Answers that count more than a booking made before them."""

_INSTEAD = {Effect.BOOKS_ALONE, Effect.CHOOSES_LATER, Effect.HAS_TIME, Effect.VACCINATED}
"""Answers that count more than a time that was only wanted or asked for before them."""


def jabbed(facts: Facts) -> Step | None:
    """Return the state of somebody who had a jab, by the register or by our own Booking."""
    person, given = facts.person, _given(facts)
    if person.get("jab2_on"):
        return Step(State.DONE, None, None, f"Ringes ikke op: færdigvaccineret {short(person['jab2_on'])}")
    if 2 in given:  # noqa: PLR2004  the second jab is the last
        return Step(State.DONE, None, None, f"Ringes ikke op: færdigvaccineret {given[2]}efter arket Booking")
    if person.get("jab1_on"):
        return Step(State.FIRST_JAB, None, None, f"Ringes ikke op: 1. stik givet {short(person['jab1_on'])}")
    if 1 in given:
        return Step(State.FIRST_JAB, None, None, f"Ringes ikke op: 1. stik givet {given[1]}efter arket Booking")
    return None


def next_booking(facts: Facts) -> Row | None:
    """Return the booking of the jab that comes next, the latest made; None without one that still stands."""
    if not facts.bookings or facts.person.get("jab2_on"):
        return None
    over = {BookingState.CANCELLED, BookingState.DONE}
    dose = 2 if facts.person.get("jab1_on") or 1 in _given(facts) else 1
    mine = [row for row in facts.bookings if row.get("state") not in over and row.get("dose", dose) == dose]
    return max(mine, key=_newness, default=None)


def _newness(booking: Row) -> tuple[bool, int]:
    """Return what tells the later made of two bookings, however the sheet is sorted; a missed one is behind."""
    return booking.get("state") != BookingState.MISSED, number_of(booking["id"])


def has_time(booking: Row | None) -> bool:
    """Whether the Region gave a time that has not come to nothing."""
    return booking is not None and "date" in booking and booking.get("state") not in _WITHOUT_TIME


_WITHOUT_TIME = {BookingState.WANTED, BookingState.ASKED, BookingState.MISSED}


def is_told(booking: Row, facts: Facts) -> bool:
    """Whether the citizen knows the time: staff wrote it, or a call told it after the time was got."""
    if booking.get("state") == BookingState.TOLD or "told_on" in booking:
        return True
    if booking.get("state") == BookingState.CHANGED:  # a call before told another time
        return False
    return any(attempt.effect is Effect.TIME_TOLD and attempt.on >= _made_on(booking) for attempt in facts.since)


def is_missed(facts: Facts) -> bool:
    """Whether the latest that counts is a time that the citizen did not come to."""
    booking = next_booking(facts)
    return booking is not None and booking.get("state") == BookingState.MISSED and not _outdone(booking, facts)


def is_called_off(facts: Facts) -> bool:
    """Whether the time that the citizen was told last was called off since, and no other was made."""
    if not any(row.get("state") == BookingState.CANCELLED and "told_time" in row for row in facts.bookings):
        return False
    said = [attempt.effect for attempt in facts.since if attempt.effect not in _IN_VAIN]
    return said[-1:] == [Effect.TIME_TOLD] and next_booking(facts) is None


def untold(facts: Facts, on: date) -> list[Row]:
    """Return the bookings whose times a call on that day could tell: those that nobody told yet, the next jab first."""
    over = {BookingState.CANCELLED, BookingState.DONE}
    times = [row for row in facts.bookings if row.get("state") not in over and has_time(row)]
    left = [row for row in times if not is_told(row, facts) and _made_on(row) <= on]
    return sorted(left, key=lambda row: (row.get("dose", 1), row["date"]))


def booked(facts: Facts, settings: Settings, today: date) -> Step | None:
    """Return the state that the next jab's booking leads to; None when there is none, or a later answer counts more."""
    booking = next_booking(facts)
    if booking is None or 2 in _given(facts) or _outdone(booking, facts):  # noqa: PLR2004  the last jab
        return None
    since = [attempt for attempt in facts.since if attempt.on >= _made_on(booking)]
    if has_time(booking):
        if new := [row for row in untold(facts, today) if row["date"] >= today or row is booking]:
            return open_promise(facts, since) or _to_tell(new, facts, since, settings, today)
        return _second(booking, facts) or open_promise(facts, since) or _waits(booking, facts, since, settings)
    if booking.get("state") == BookingState.MISSED:
        return open_promise(facts, since) or _missed(booking, facts, since, settings, today)
    first = jabbed(facts)
    if first is not None:
        return first._replace(next_step=_ordered(booking, settings).next_step)
    return open_promise(facts, since) or _ordered(booking, settings)


def _outdone(booking: Row, facts: Facts) -> bool:
    """Whether the person said no, or not now, after the booking was made; after a missed one any answer counts more."""
    real = [attempt for attempt in facts.since if attempt.effect not in _NO_ANSWER]
    if not real or real[-1].on < _made_on(booking):
        return False
    if booking.get("state") == BookingState.MISSED:
        return True
    return real[-1].effect in (_AGAINST if has_time(booking) else _AGAINST | _INSTEAD)


def _made_on(booking: Row) -> date:
    """Return the day on which the latest was done about a booking."""
    if booking.get("state") == BookingState.MISSED:
        return booking.get("date") or date.min
    days = ("wanted_on", "asked_on", "got_on", "told_on")
    return max((booking[name] for name in days if name in booking), default=date.min)


def _given(facts: Facts) -> dict[int, str]:
    """Return the jabs that our own Booking knows were given, each with its day in words."""
    done = [row for row in facts.bookings if row.get("state") == BookingState.DONE]
    return {row.get("dose", 1): f"{short(row['date'])} " if "date" in row else "" for row in done}


def _second(booking: Row, facts: Facts) -> Step | None:
    first = jabbed(facts)
    if first is None:
        return None
    return first._replace(why_now=f"{first.why_now}; har tid til 2. stik {_when(booking)}")


def _waits(booking: Row, facts: Facts, since: list[Attempt], settings: Settings) -> Step:
    due = later(booking["date"], settings.check_alone_days)
    step = Step(State.BOOKED, "Tjek, om borgeren er vaccineret", due, f"Har tid {_when(booking)}")
    return asked(step, facts, [attempt for attempt in since if attempt.on >= due], settings)


def _to_tell(times: list[Row], facts: Facts, since: list[Attempt], settings: Settings, today: date) -> Step:
    if times[0]["date"] < today:
        why = f"Tiden {_when(times[0])} blev ikke meddelt i tide"
        return Step(State.WANTS_HELP, "Book en ny tid hos Regionen", None, why)
    due = max(row.get("got_on") or row.get("asked_on") or today for row in times)
    word = "Ny tid" if times[0].get("state") == BookingState.CHANGED else "Tid"
    told = "; ".join(_with_ride(row, facts, settings) for row in times)
    step = Step(State.TIME_NOT_TOLD, "Meddel tiden", due, f"{word} skal meddeles: {told}")
    tries = [attempt for attempt in since if attempt.effect is Effect.TRY_AGAIN]
    return asked(step, facts, tries, settings)


def _missed(booking: Row, facts: Facts, since: list[Attempt], settings: Settings, today: date) -> Step:
    on = booking.get("date")
    why = f"Udeblev {short(on)}" if on else "Udeblev fra sin tid"
    step = Step(State.TO_CALL, "Spørg, om der skal bookes en ny tid", later(on or today, 1), why)
    return _never_at_once(asked(step, facts, since, settings))


def called_off(facts: Facts, settings: Settings) -> Step | None:
    """Return the call to somebody who waits for a time that was called off; None where nobody does."""
    if not is_called_off(facts):
        return None
    told = [attempt for attempt in facts.since if attempt.effect is Effect.TIME_TOLD][-1]
    step = Step(State.TO_CALL, "Sig det, og spørg, om der skal bookes en ny tid", told.on, "Tiden er aflyst")
    since = [attempt for attempt in facts.since if attempt.effect is Effect.TRY_AGAIN and attempt.on >= told.on]
    return open_promise(facts, since) or _never_at_once(asked(step, facts, since, settings))


def _never_at_once(step: Step) -> Step:
    """Return the step, in a state that waits where nobody can be rung: without a day a call would be due at once."""
    return step if step.next_on else step._replace(state=State.NOT_REACHED)


def _ordered(booking: Row, settings: Settings) -> Step:
    state = State.HOME if booking.get("kind") == BookingKind.HOME else State.WANTS_HELP
    asked_on: Any = booking.get("asked_on")
    if asked_on is None and booking.get("state") != BookingState.ASKED:
        return Step(state, "Book tid hos Regionen", None, "Ringes ikke op: der skal bookes en tid")
    due = later(asked_on, settings.check_alone_days) if asked_on else None
    told = f" {short(asked_on)}" if asked_on else ""
    return Step(state, "Afvent tid fra Regionen", due, f"Ringes ikke op: tid bestilt hos Regionen{told}")


def _with_ride(booking: Row, facts: Facts, settings: Settings) -> str:
    """Return a time in words, with when the vehicle comes where that is planned."""
    ride = None if booking.get("kind") == BookingKind.HOME else ride_to(facts.rides, booking["date"])
    told = ride and window(ride, settings)
    return f"{_when(booking)}, {in_words(told)}" if told else _when(booking)


def _when(booking: Row) -> str:
    told = moment(booking["date"], booking.get("time"))
    return f"{told}, {booking['site']}" if "site" in booking else told
