"""Mangler nu: the visible chain from a yes to the jab, only what is really missing for that person."""

from __future__ import annotations

from collections.abc import Iterator

from workbook.calls.booked import has_time, is_told, next_booking
from workbook.calls.facts import Facts, Row
from workbook.words import BookingKind, Leg, RideResult, State, Transport, YesNo

_YES = {
    State.WANTS_HELP,
    State.BOOKS_ALONE,
    State.CHOOSES_LATER,
    State.TIME_NOT_TOLD,
    State.BOOKED,
    State.HOME,
    State.CALL_BACK,
    State.FIRST_JAB,
}
_AGAINST = {State.DECLINED, State.UNDECIDED, State.NOT_NOW}


def missing_now(facts: Facts, state: State) -> str | None:
    """Return what is missing from the yes to the next jab, None when nothing is or nobody said yes."""
    booking = next_booking(facts)
    if state in _AGAINST:
        return "aflys eller flyt tiden" if has_time(booking) else None
    if state not in _YES or (booking is None and state in {State.CALL_BACK, State.FIRST_JAB, State.BOOKED}):
        return None
    return " · ".join(_links(facts, booking, state)) or None


def _links(facts: Facts, booking: Row | None, state: State) -> Iterator[str]:
    if booking is None or not has_time(booking):
        yield "booking"
    elif not is_told(booking, facts):
        yield "tid meddelt"
    rides, goes_out = _rides(facts, booking), not _at_home(booking, state)
    if (
        goes_out
        and facts.said("transport") == Transport.MUNICIPAL
        and {ride.get("leg") for ride in rides} < {Leg.OUT, Leg.HOME}
    ):
        yield "kørsel"
    if goes_out and facts.said("escort") == YesNo.YES and not any("escort" in ride for ride in rides):
        yield "ledsager"
    if booking is not None and has_time(booking) and not _confirmed(facts, booking):
        yield "bekræftelse"


def _at_home(booking: Row | None, state: State) -> bool:
    """Whether the Region comes to the citizen, so that nobody has to be driven or gone along with."""
    return state is State.HOME or (booking is not None and booking.get("kind") == BookingKind.HOME)


def _rides(facts: Facts, booking: Row | None) -> list[Row]:
    """Return the rides of the booking's day that are not cancelled."""
    if booking is None or "date" not in booking:
        return []
    day = booking["date"]
    return [ride for ride in facts.rides if ride.get("date") == day and ride.get("result") != RideResult.CANCELLED]


def _confirmed(facts: Facts, booking: Row) -> bool:
    """Whether the time was confirmed in writing since it was got; who booked alone needs no word of ours."""
    if "asked_on" not in booking and "got_on" not in booking:
        return True
    since = booking.get("got_on") or booking["asked_on"]
    return facts.confirmed_on is not None and facts.confirmed_on >= since
