"""What is known about each citizen when the next step is decided, gathered from the tables once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from workbook.calls.attempts import Attempt, attempts_by_citizen, outcomes_by_text, standing
from workbook.calls.callers import spoken_by
from workbook.calls.saying import later
from workbook.change import records
from workbook.firstuse import first_use
from workbook.schema import Table
from workbook.settings import Settings
from workbook.tables import (
    BOOKINGS,
    CALLS,
    COLLEAGUES,
    INTERPRETERS,
    LETTERS_SENT,
    OUTCOMES,
    RELATIVES,
    RIDES,
)
from workbook.words import Effect, LetterKind, YesNo

Read = Callable[[Table], pd.DataFrame]
Row = Mapping[str, Any]

MOST_AT_HOME = 10
"""More people than this who share a phone or an address live in a house with a switchboard, not in a household."""

_NEEDED = (
    "name",
    "address",
    "postcode",
    "phone",
    "phone2",
    "target_group",
    "gone",
    "gone_on",
    "jab1_on",
    "jab2_on",
    "language",
    "interpreter",
    "no_contact",
    "ask_again_from",
    "looked_up_on",
    "first_list",
    "latest_list",
)
"""The columns of Borgere that the next step is decided on."""


@dataclass(frozen=True)
class Facts:
    """Everything known about one citizen.

    `person` is the row of Borgere, `attempts` are all calls, oldest first; `relatives` stand in the order in which they
    are contacted. `spoken` are the languages of the house, `hold_until` is the day until which nobody rings.
    """

    person: Row
    on_list: bool = False
    attempts: Sequence[Attempt] = ()
    relatives: Sequence[Row] = ()
    bookings: Sequence[Row] = ()
    rides: Sequence[Row] = ()
    interpreters: Sequence[Row] = ()
    confirmed_on: date | None = None
    spoken: frozenset[str] = frozenset()
    hold_until: date | None = None

    @first_use
    def reopened(self) -> Attempt | None:
        """Return the latest reopening of the case, which lets everything said before it be."""
        return next((attempt for attempt in reversed(self.attempts) if attempt.effect is Effect.REOPENS), None)

    @first_use
    def since(self) -> Sequence[Attempt]:
        """Return the attempts that count: those since the case was reopened."""
        opened = [at for at, attempt in enumerate(self.attempts) if attempt.effect is Effect.REOPENS]
        return self.attempts[opened[-1] + 1 :] if opened else self.attempts

    @first_use
    def numbers(self) -> list[str]:
        """Return the citizen's own numbers that have not turned out to be wrong, the one to ring first in front."""
        return numbers(self.person, self.attempts)

    def said(self, name: str) -> str | None:
        """Return what was said last about a field of the answer, as transport or the reason."""
        return next((said for attempt in reversed(self.attempts) if (said := getattr(attempt, name))), None)


def numbers(person: Row, attempts: Sequence[Attempt]) -> list[str]:
    """Return the numbers of Borgere that have not turned out to be wrong since the citizen gave them."""
    bad = bad_numbers(attempts)
    return [phone for phone in (person.get("phone"), person.get("phone2")) if phone and phone not in bad]


def bad_numbers(attempts: Sequence[Attempt]) -> set[str]:
    """Return the numbers that turned out to be wrong."""
    bad: set[str] = set()
    for attempt in attempts:
        if attempt.effect is Effect.BAD_NUMBER and attempt.phone:
            bad.add(attempt.phone)
        if attempt.new_phone:
            bad.discard(attempt.new_phone)
    return bad


def gathered(
    citizens: pd.DataFrame, read: Read, latest_list: str | None, settings: Settings, today: date
) -> dict[str, Facts]:
    """Return everyone's facts by id; `latest_list` is the newest SSI list's id."""
    attempts = attempts_by_citizen(read(CALLS), outcomes_by_text(read(OUTCOMES)))
    relatives, bookings, rides, interpreters = (
        by_citizen(read(table)) for table in (RELATIVES, BOOKINGS, RIDES, INTERPRETERS)
    )
    confirmed, spoken = _confirmed(read(LETTERS_SENT)), spoken_by(read(COLLEAGUES))
    held = _held(citizens, settings, today)
    return {
        row_id: Facts(
            person,
            latest_list is not None and person.get("latest_list") == latest_list,
            attempts.get(row_id, ()),
            sorted(relatives.get(row_id, ()), key=lambda row: row.get("order") or 99),
            bookings.get(row_id, ()),
            rides.get(row_id, ()),
            interpreters.get(row_id, ()),
            confirmed.get(row_id),
            spoken,
            held.get(row_id),
        )
        for row_id, person in records(citizens[list(_NEEDED)]).items()
    }


def by_citizen(frame: pd.DataFrame) -> dict[str, list[dict[str, Any]]]:
    """Return each citizen's rows of a table in their order, blanks left out, with their ids."""
    found: dict[str, list[dict[str, Any]]] = {}
    for row_id, row in records(frame).items():
        if "citizen" in row:
            found.setdefault(row["citizen"], []).append({**row, "id": row_id})
    return found


def _confirmed(letters: pd.DataFrame) -> dict[str, date]:
    """Return the day of each citizen's latest confirmation of a time."""
    rows = standing(letters)
    rows = rows[(rows["letter"] == LetterKind.CONFIRMATION) & rows["printed_on"].notna()]
    return dict(sorted(zip(rows["citizen"], rows["printed_on"], strict=True), key=lambda pair: pair[1]))


def _held(citizens: pd.DataFrame, settings: Settings, today: date) -> dict[str, date]:
    """Return until when nobody rings the households that somebody left by death or by moving."""
    columns = (citizens[name].tolist() for name in ("household", "gone", "gone_on"))
    gone = [(home, later(on, settings.hold_days)) for home, left, on in zip(*columns, strict=True) if _left(left, on)]
    until: dict[str, date] = {}
    for home, day in gone:
        if home and day > today:
            until[home] = max(day, until.get(home, day))
    people = Counter(citizens["household"].tolist())
    return {
        row_id: until[home]
        for row_id, home in zip(citizens.index.tolist(), citizens["household"].tolist(), strict=True)
        if home in until and people[home] <= MOST_AT_HOME
    }


def _left(gone: str | None, on: date | None) -> bool:
    return gone == YesNo.YES and on is not None
