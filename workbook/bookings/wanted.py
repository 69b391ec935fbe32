"""Who wants a time has a row on Booking by themselves: one for each jab that is left, and never two for the same.

Who needs municipal transport is booked by the municipality, as their rides are shared; validity keeps "books alone"
and "municipal transport" apart.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

import pandas as pd

from workbook.bookings.said import Said, said_by
from workbook.bookings.standing import WITHOUT_TIME, is_open
from workbook.calls.answered import latest_answer
from workbook.calls.facts import MOST_AT_HOME, Facts, Read, gathered
from workbook.change import Change, Row, records
from workbook.schema import Table
from workbook.settings import Settings
from workbook.tables import BOOKINGS
from workbook.words import BookingKind, BookingState, Effect, State, YesNo

NewIds = Callable[[Table, int], list[str]]

_ASKING = {Effect.WANTS_HELP, Effect.HOME}
"""Answers that ask for a time."""

_STATES = (State.WANTS_HELP, State.HOME, State.FIRST_JAB)
"""Where a citizen stands who may lack a booking."""


def wanted(citizens: pd.DataFrame, read: Read, settings: Settings, today: date, new_ids: NewIds) -> Change:
    """Return the change that gives everyone who wants a time the rows that are missing, couples side by side.

    Takes Borgere as refreshed.
    """
    people = citizens[citizens["state"].isin(_STATES)]
    facts = gathered(people, _only(read, set(people.index)), None, settings, today)
    homes = dict(zip(people.index.tolist(), people["state"].eq(State.HOME).tolist(), strict=True))
    said = said_by(read, people.index)
    fresh = [
        row for who, known in facts.items() for row in _rows(who, known, said[who], settings, today, at_home=homes[who])
    ]
    change = Change()
    if fresh:
        ids = new_ids(BOOKINGS, len(fresh))
        rows = dict(zip(ids, fresh, strict=True))
        _together(change, rows, dict(citizens["household"].items()), read(BOOKINGS))
    return change


def _only(read: Read, people: set[str]) -> Read:
    """Return what reads these people's rows only."""

    def mine(table: Table) -> pd.DataFrame:
        frame = read(table)
        return frame[frame["citizen"].isin(people)] if "citizen" in table.by_name else frame

    return mine


def _rows(who: str, facts: Facts, said: Said, settings: Settings, today: date, *, at_home: bool) -> Iterator[Row]:
    since = _asked_on(facts) or (today if any(_is_spent(row, today) for row in facts.bookings) else None)
    if since is None:
        return
    kind = BookingKind.HOME if at_home or said.can_sit == YesNo.NO else BookingKind.CENTRE
    wishes = {"not_times": said.not_times} if said.not_times else {}
    for dose in _missing(facts, settings, today):
        row = {"citizen": who, "dose": dose, "kind": kind, "state": BookingState.WANTED, "wanted_on": since}
        yield {**row, **wishes}


def _asked_on(facts: Facts) -> date | None:
    """Return the day of the latest answer, if it asks for a time and no jab was given since."""
    said = latest_answer(facts)
    if said is None or said.answer.effect not in _ASKING:
        return None
    jabs = [row["date"] for row in facts.bookings if row.get("state") == BookingState.DONE and "date" in row]
    return said.answer.on if said.answer.on > max([*jabs, facts.person.get("jab1_on", date.min)]) else None


def _is_spent(booking: Mapping[str, Any], today: date) -> bool:
    """Whether a time passed before anybody told it: it is wanted still."""
    on = booking.get("date")
    is_untold = booking.get("state") in {BookingState.GOT, BookingState.CHANGED}
    return is_untold and isinstance(on, date) and on < today


def _missing(facts: Facts, settings: Settings, today: date) -> list[int]:
    """Return the jabs that were not given and have no booking from which something may still come."""
    given = {1} if "jab1_on" in facts.person else set()
    given |= {row.get("dose", 1) for row in facts.bookings if row.get("state") == BookingState.DONE}
    standing = {row.get("dose", 1) for row in facts.bookings if is_open(row) and not _is_spent(row, today)}
    return [dose for dose in range(1, settings.doses + 1) if dose not in given | standing]


def _together(change: Change, fresh: Mapping[str, Row], homes: Mapping[Any, str], bookings: pd.DataFrame) -> None:
    """Put the rows in, each beside that of somebody of the household with the same jab to come in the same place."""
    standing = {row_id: row for row_id, row in records(bookings).items() if row.get("state") in WITHOUT_TIME}
    rows = {**standing, **{row_id: dict(row) for row_id, row in fresh.items()}}
    parties: dict[tuple[object, ...], list[str]] = {}
    for row_id, row in rows.items():
        if home := homes.get(row.get("citizen", "")):
            parties.setdefault((home, row.get("dose"), row.get("kind")), []).append(row_id)
    for party in parties.values():
        first, *others = party
        if others and len(party) <= MOST_AT_HOME:
            _join(rows, first, others[0])
            for other in others:
                _join(rows, other, first)
    change.insert(BOOKINGS, BOOKINGS.frame({"id": row_id, **rows[row_id]} for row_id in fresh))
    before = bookings.loc[list(standing)]
    change.update(BOOKINGS, before, BOOKINGS.frame({"id": row_id, **rows[row_id]} for row_id in standing))


def _join(rows: Mapping[str, Row], row_id: str, other: str) -> None:
    mine, theirs = rows[row_id], rows[other]
    if mine["state"] == BookingState.WANTED and mine["citizen"] != theirs["citizen"]:
        mine.setdefault("goes_with", theirs["citizen"])
