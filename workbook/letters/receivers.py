"""Whom a letter is for: who is due which letter, what it says to them, and what stands in the way.

A receiver is found by key (letter, citizen, relative, the time it is about), never by a row's place.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

import pandas as pd

from workbook.calls.attempts import standing
from workbook.change import Row, records
from workbook.letters.papers import Paper, letter_paper, shown
from workbook.letters.times import Time, booking_of, times_to_come
from workbook.letters.values import LONGEST_LINE, MOST_LINES, address_lines
from workbook.problems import Problem
from workbook.schema import Table
from workbook.settings import Settings
from workbook.tables import CITIZENS, LETTERS_SENT, RELATIVES
from workbook.words import Field, LetterKind, ReviewKind, State, YesNo

Read = Callable[[Table], pd.DataFrame]

STATES = frozenset({State.NO_PHONE, State.NOT_REACHED})
"""Where a citizen stands when a letter is what is left."""

TIME_STATES = frozenset({State.TIME_NOT_TOLD, State.BOOKED, State.FIRST_JAB})
"""Where a citizen stands whose time still holds."""


class Key(NamedTuple):
    """Which letter: its kind, the citizen's id, the relative's id or "", and the time it is about or ""."""

    letter: str
    citizen: str
    relative: str = ""
    about: str = ""


class Hindrance(NamedTuple):
    """What stands in the way of a letter: the column of the receiver's row, and why."""

    column: str
    why: str


@dataclass(frozen=True)
class Receiver:
    """Who is due a letter: `row` is whom it is addressed to, of Borgere or Pårørende; `person` the citizen's row.

    `says` are the values of their letter's fields; `replaces` is the row of Breve that the letter takes the place of.
    """

    key: Key
    row: Row
    person: Row
    paper: Paper
    says: Mapping[Field, Any]
    hindrance: Hindrance | None
    replaces: str = ""

    @property
    def problem(self) -> Problem:
        """Return why there is no letter, for "Til vurdering"."""
        column, why = self.hindrance or Hindrance("", "")
        return self.told(column, f"skulle have et brev i dag, men {why}")

    def told(self, column: str, said: str) -> Problem:
        """Return something to say about the letter, for "Til vurdering"; what protects a citizen is the citizen's."""
        if self.key.relative and column != "protected":
            told = f"Den pårørende {self.key.relative} {said}"
            return Problem(ReviewKind.LETTER, told, RELATIVES.name, self.key.relative, column)
        return Problem(
            ReviewKind.LETTER, f"Borgeren {self.key.citizen} {said}", CITIZENS.name, self.key.citizen, column
        )


PROTECTED = "navn og adresse er beskyttet. Vil I skrive til borgeren alligevel, så send selv brevet."
NO_ADDRESS = "navn eller adresse mangler."
NO_SHAPE = "brevet har et tegn, som skrifttypen ikke kan vise. Ret navn, adresse eller egen linje, og tryk igen."
_TOO_LONG = (
    f"navn og adresse fylder mere end de {MOST_LINES} linjer på {LONGEST_LINE} tegn, som kuvertens rude viser. "
    "Forkort adressen, og tryk på knappen igen."
)
_NO_TIME = "klokkeslæt eller sted mangler på arket Booking."


def receivers(read: Read, settings: Settings, today: date, only: Collection[str] | None = None) -> dict[Key, Receiver]:
    """Return who is due a letter today, in the order of the keys, also those whom something stands in the way of.

    Nobody who is dead, moved or to be left alone is among them, nor who had the letter within `letter_pause` days
    (for letters about a time: who had it about that time). `only` are the citizens to look at; else all are.
    """
    people = _people(read(CITIZENS), only)
    since = date.fromordinal(max(today.toordinal() - settings.letter_pause, 1))
    written = _written(read(LETTERS_SENT), since)
    relatives = _relatives(read(RELATIVES), people)
    timed = {row_id for row_id, row in people.items() if row["state"] in TIME_STATES}
    times, before = times_to_come(read, timed, settings, today), _sent_before(read(LETTERS_SENT))
    found = [*_unreached(people, relatives), *_timed(relatives, times, settings, today)]
    due = (
        _receiver(key, people, relatives, times.get(key.about), before.get(_matter(key)), today)
        for key in found
        if key not in written
    )
    return {one.key: one for one in sorted(due, key=lambda one: one.key)}


def _people(citizens: pd.DataFrame, only: Collection[str] | None) -> dict[str, Row]:
    """Return the rows of those who may be written to at all and are where some letter may be due."""
    alone = (citizens["gone"] == YesNo.YES) | (citizens["no_contact"] == YesNo.YES)
    where = citizens["state"].isin({*STATES, *TIME_STATES, State.WAIT_RELATIVE})
    wanted = where & ~alone
    return records(citizens[wanted if only is None else wanted & citizens.index.isin(only)])


def _written(sent: pd.DataFrame, since: date) -> set[Key]:
    """Return the letters that went out: about a time ever, others after `since`.

    A row without a readable day counts, to be on the safe side.
    """
    rows = records(standing(sent)).values()
    keys = ((key_of(row), row.get("printed_on")) for row in rows)
    return {key for key, day in keys if key.about or day is None or day > since}


def _sent_before(sent: pd.DataFrame) -> dict[Key, tuple[str, date]]:
    """Return the latest letter about each booking that still counts: its row's id, and the day it was made."""
    rows = records(standing(sent[sent["about"].notna()]))
    dated = {row_id: row for row_id, row in rows.items() if "printed_on" in row}
    by_day = sorted(dated.items(), key=lambda item: (item[1]["printed_on"], item[0]))
    return {_matter(key_of(row)): (row_id, row["printed_on"]) for row_id, row in by_day}


def _matter(key: Key) -> Key:
    """Return the key of all letters of the kind about the same booking, whatever its time was."""
    return key._replace(about=booking_of(key.about))


def key_of(row: Row) -> Key:
    """Return which letter a row of Prøveudskrift or Breve is."""
    return Key(row.get("letter", ""), row.get("citizen", ""), row.get("relative", ""), row.get("about", ""))


def _relatives(frame: pd.DataFrame, people: Mapping[str, Row]) -> dict[str, dict[str, Row]]:
    """Return by citizen the relatives who may be contacted, in their order."""
    rows = records(frame[frame["citizen"].isin(people) & (frame["may_contact"] != YesNo.NO)])
    found: dict[str, dict[str, Row]] = {}
    for row_id, row in sorted(rows.items(), key=lambda item: (item[1].get("order", 99), item[0])):
        found.setdefault(row["citizen"], {})[row_id] = row
    return found


def _unreached(people: Mapping[str, Row], relatives: Mapping[str, dict[str, Row]]) -> Iterator[Key]:
    """Yield the letters to those who could not be rung, and to the first of their relatives."""
    for citizen, person in people.items():
        if person.get("state") in STATES:
            yield Key(LetterKind.CITIZEN, citizen)
        waits = person.get("state") == State.WAIT_RELATIVE and "next_on" not in person
        if (person.get("state") in STATES or waits) and citizen in relatives:
            yield Key(LetterKind.RELATIVE, citizen, _first(relatives[citizen]))


def _first(relatives: Mapping[str, Row]) -> str:
    """Return the first relative who can be written to, else the first."""
    return next((row_id for row_id, row in relatives.items() if not _misaddressed(row)), next(iter(relatives)))


def _timed(
    relatives: Mapping[str, dict[str, Row]],
    times: Mapping[str, Time],
    settings: Settings,
    today: date,
) -> Iterator[Key]:
    """Yield the letters about a time: the confirmation, the reminder, and one to a relative who may be told."""
    for about, (citizen, day, _) in times.items():
        yield Key(LetterKind.CONFIRMATION, citizen, "", about)
        if settings.reminder_days and (day - today).days == settings.reminder_days:
            yield Key(LetterKind.REMINDER, citizen, "", about)
        told = {
            row_id: row
            for row_id, row in relatives.get(citizen, {}).items()
            if Field.DAY in letter_paper(LetterKind.RELATIVE, row.get("consent"), has_time=True).fields
        }
        if told:
            yield Key(LetterKind.RELATIVE, citizen, _first(told), about)


def _receiver(
    key: Key,
    people: Mapping[str, Row],
    relatives: Mapping[str, dict[str, Row]],
    time: Time | None,
    before: tuple[str, date] | None,
    today: date,
) -> Receiver:
    person = people[key.citizen]
    row = relatives[key.citizen][key.relative] if key.relative else person
    paper = letter_paper(LetterKind(key.letter), row.get("consent"), has_time=time is not None)
    replaces, made_on = before if before and key.about else ("", None)
    says = {Field.NAME: row.get("name"), Field.CITIZEN: person.get("name"), **(time.says if time else {})}
    says[Field.REPLACES] = made_on
    return Receiver(key, row, person, paper, says, _hindrance(row, person, paper, says, today), replaces)


def _hindrance(row: Row, person: Row, paper: Paper, says: Mapping[Field, Any], today: date) -> Hindrance | None:
    until = person.get("protected_until")
    if person.get("protected") == YesNo.YES and (until is None or until >= today):
        return Hindrance("protected", PROTECTED)
    if wrong := _misaddressed(row):
        return wrong
    return Hindrance("", _NO_TIME) if paper.lacks(says) else None


def _misaddressed(row: Row) -> Hindrance | None:
    """Return what is wrong with a name and address, None when they fit an envelope's window."""
    parts = shown(letter_paper(LetterKind.CITIZEN), row)
    if not all(parts.values()):
        return Hindrance(next(name for name, part in parts.items() if not part), NO_ADDRESS)
    return None if address_lines(**parts) else Hindrance("address", _TOO_LONG)
