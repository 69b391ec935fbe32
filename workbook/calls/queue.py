"""Today's calls in the order they should be made: whom to ring, on which number, in which language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from typing import NamedTuple

import pandas as pd

from workbook.calls.answered import latest_answer
from workbook.calls.callers import present, speakers
from workbook.calls.facts import Facts, Read, gathered
from workbook.calls.facts import Row as Known
from workbook.calls.language import called, may_ring, relative_to_ring
from workbook.calls.situations import situation
from workbook.calls.steps import is_due
from workbook.change import Row, records
from workbook.settings import Settings
from workbook.tables import COLLEAGUES
from workbook.words import Effect, State, YesNo


class Contact(NamedTuple):
    """Who is rung: the citizen (`ring_to` is None) or a relative, on which numbers, in what language."""

    ring_to: str | None
    phones: Sequence[str]
    language: str | None


def todays_calls(
    citizens: pd.DataFrame,
    read: Read,
    settings: Settings,
    now: datetime,
    caller: str | None = None,
    skipped: Mapping[str, int] | None = None,
) -> list[Row]:
    """Return the rows of Ringeliste for everyone to ring today, without ids, those to ring first in front.

    Takes Borgere as refreshed. People whom a colleague speaks better with are left out of another `caller`'s calls.
    `skipped` says how often a citizen was passed over. Never lists anyone in a state without a call, without a number,
    or on a caller's list; protected people stand without address.
    """
    today = now.date()
    due = citizens[_are_due(citizens, today)]
    here = present(read(COLLEAGUES), today)
    people = records(due)
    found = []
    for citizen, facts in gathered(due, read, None, settings, today).items():
        contact = contact_of(facts, people[citizen], settings)
        who_speaks = speakers(contact.language, here)
        if not contact.phones or (caller and who_speaks and caller not in who_speaks):
            continue
        row = _row(citizen, people[citizen], contact, who_speaks, today)
        times = (skipped or {}).get(citizen, 0)
        place = _place(people[citizen], times, now)
        talk = situation(people[citizen], facts, contact.ring_to)
        found.append((place, {**row, "situation": talk, "skipped": times or None}))
    return _together([row for _, row in sorted(found, key=lambda pair: pair[0])])


def contact_of(facts: Facts, person: Row, settings: Settings) -> Contact:
    """Return whom to ring: the relative who is to be rung, or to whom it was promised, else the citizen."""
    said = latest_answer(facts)
    relative: Known | None = None
    if person.get("state") == State.WAIT_RELATIVE:
        relative = relative_to_ring(facts, said.since if said else facts.since, settings)
    elif person.get("state") == State.CALL_BACK:
        relative = _promised_to(facts)
    if relative:
        return Contact(called(relative), [relative["phone"]], relative.get("language"))
    nobody = person.get("state") == State.WAIT_RELATIVE
    return Contact(None, [] if nobody else facts.numbers, person.get("language"))


def _promised_to(facts: Facts) -> Known | None:
    """Return the relative on whose number the latest promise was given."""
    last = facts.since[-1] if facts.since else None
    if last is None or last.effect is not Effect.CALL_AGAIN_AT or last.phone in facts.numbers:
        return None
    return next((other for other in facts.relatives if other.get("phone") == last.phone and may_ring(other)), None)


def _are_due(citizens: pd.DataFrame, today: date) -> pd.Series[bool]:
    cells = zip(*(citizens[name].tolist() for name in ("state", "next_on", "reserved_to")), strict=True)
    return pd.Series([to is None and is_due(state, on, today) for state, on, to in cells], citizens.index, dtype=bool)


def _place(person: Row, skipped: int, now: datetime) -> tuple[int, int, int, date, time]:
    """Return the place in the queue.

    First promises whose time has come, by the clock, then times to be told, then promises of later today; then by
    target group and who has waited longest. Whoever was skipped goes to the back of their own priority.
    """
    at, on = person.get("next_at", time()), person.get("next_on")
    if person.get("state") in {State.CALL_BACK, State.INTERPRETER_READY}:
        has_come = on is None or on < now.date() or at <= now.time()
        return (0 if has_come else 2), 0, skipped, on or now.date(), at
    if person.get("state") == State.TIME_NOT_TOLD:
        return 1, 0, skipped, on or now.date(), at
    return 3, person.get("target_group") or 99, skipped, on or person.get("invited_on") or now.date(), at


def _together(ordered: Sequence[Row]) -> list[Row]:
    """Bring people who share a number next to each other, where the first of them stands: one call, an answer each."""
    groups: dict[str, list[Row]] = {}
    for row in ordered:
        groups.setdefault(row["phone"], []).append(row)
    return [row for group in groups.values() for row in group]


def _row(citizen: str, person: Row, contact: Contact, who_speaks: Sequence[str], today: date) -> Row:
    protected = person.get("protected") == YesNo.YES
    return {
        "citizen": citizen,
        "name": person.get("name"),
        "ring_to": contact.ring_to,
        "phone": contact.phones[0],
        "phone2": contact.phones[1] if len(contact.phones) > 1 else None,
        "why_now": person.get("why_now"),
        "language": contact.language,
        "speakers": ", ".join(who_speaks) or None,
        "last_answer": person.get("answer"),
        "address": "Beskyttet adresse" if protected else place_of(person),
        "made_on": today,
    }


def place_of(person: Row) -> str | None:
    """Return a person's whole address on one line."""
    place = " ".join(person[name] for name in ("postcode", "city") if name in person)
    return ", ".join(part for part in (person.get("address"), place) if part) or None
