"""Overlevering: what whoever takes over must know, in sections of people, and what happened since a day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import NamedTuple

import pandas as pd

from workbook.calls.attempts import standing
from workbook.calls.steps import STOP_STATES, is_due
from workbook.cells import Unreadable, parse_date
from workbook.change import Row, records
from workbook.schema import Table
from workbook.tables import BOOKINGS, CALLS, CITIZENS, LETTERS_SENT, LISTS
from workbook.words import Mark, State

Read = Callable[[Table], pd.DataFrame]

STUCK_DAYS, USUAL_DAYS = 14, 7
"""After so many days without anything somebody is stuck; so far back goes the first handover."""

OTHERS = {
    "En pårørende": {State.WAIT_RELATIVE},
    "En tolk": {State.INTERPRETER, State.INTERPRETER_ORDERED, State.INTERPRETER_READY},
    "Regionen": {State.WANTS_HELP, State.HOME},
    "Borgeren": {State.BOOKS_ALONE, State.CHOOSES_LATER},
}
"""Whom we wait for, by state."""

_SETTLED = STOP_STATES | {State.DECLINED, State.OFF_LIST, State.NOT_FOLLOWED}


class Handover(NamedTuple):
    """The sections: ids of citizens in the order to look at them, whom we wait for, and counts of what happened.

    Answers are counted by their text, never by caller.
    """

    due: list[str]
    promised: list[str]
    stuck: dict[str, date]
    waiting: dict[str, list[str]]
    reserved: dict[str, list[str]]
    answers: list[tuple[str, int]]
    happened: list[tuple[str, int]]


def latest_handover(journal: pd.DataFrame, command: str) -> date | None:
    """Return the day of the latest handover, None when there was none."""
    done = journal[(journal["command"] == command) & (journal["mark"] == Mark.DONE)]
    try:
        return parse_date(done["moment"].iloc[-1][:10]) if len(done) else None
    except Unreadable:
        return None


def handover(read: Read, since: date, today: date) -> Handover:
    """Return what is to be handed over; takes Borgere as refreshed. Nobody who must not be contacted is to be rung."""
    people = records(read(CITIZENS))
    early = sorted(people, key=lambda who: (people[who].get("next_on") or date.min, who))
    promised = [who for who in early if people[who].get("state") == State.CALL_BACK]
    due = [who for who in early if is_due(people[who].get("state"), people[who].get("next_on"), today)]
    return Handover(
        [who for who in due if who not in promised and "reserved_to" not in people[who]],
        promised,
        _stuck(people, read, today),
        {whom: [who for who in early if people[who].get("state") in states] for whom, states in OTHERS.items()},
        _reserved(people),
        _answers(read, since),
        list(_happened(read, since)),
    )


def _stuck(people: dict[str, Row], read: Read, today: date) -> dict[str, date]:
    """Return those who are not settled and whom nothing happened to for long, with the last day, longest first."""
    last = _last_days(read)
    lists = records(read(LISTS))
    days = {}
    for who, person in people.items():
        on = last.get(who) or lists.get(person.get("latest_list", ""), {}).get("extracted_on")
        if person.get("state") not in _SETTLED and on and on < today - timedelta(days=STUCK_DAYS):
            days[who] = on
    return dict(sorted(days.items(), key=lambda item: (item[1], item[0])))


def _last_days(read: Read) -> dict[str, date]:
    calls, letters, bookings = standing(read(CALLS)), standing(read(LETTERS_SENT)), read(BOOKINGS)
    pairs = [(frame["citizen"], frame[name]) for frame, name in ((calls, "date"), (letters, "printed_on"))]
    pairs += [(bookings["citizen"], bookings[name]) for name in ("asked_on", "got_on", "told_on")]
    last: dict[str, date] = {}
    for citizens, days in pairs:
        for who, on in zip(citizens, days, strict=True):
            if who and on:
                last[who] = max(on, last.get(who, on))
    return last


def _reserved(people: dict[str, Row]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for who, person in people.items():
        if "reserved_to" in person:
            found.setdefault(person["reserved_to"], []).append(who)
    return dict(sorted(found.items()))


def _answers(read: Read, since: date) -> list[tuple[str, int]]:
    calls = standing(read(CALLS))
    pairs = zip(calls["outcome"], calls["date"], strict=True)
    return Counter(text for text, on in pairs if text and on and on >= since).most_common()


def _happened(read: Read, since: date) -> Iterator[tuple[str, int]]:
    """Yield how many letters, times and lists there were since a day."""
    letters, bookings, lists = standing(read(LETTERS_SENT)), read(BOOKINGS), read(LISTS)
    for told, days in (
        ("Breve", letters.loc[letters["citizen"].notna(), "printed_on"]),
        ("Tider fået", bookings["got_on"]),
        ("Indlæste lister", lists["taken_in_on"]),
    ):
        yield told, sum(1 for on in days if on and on >= since)
