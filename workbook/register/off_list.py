"""Who stood on SSI's list before this one and is not on it any more, and whether we know why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

import pandas as pd

from workbook.change import Row
from workbook.lists.kinds import ListFile
from workbook.register.known import Known
from workbook.words import OFF_LIST, Bucket, Effect, ListKind, YesNo

SAID_YES = {
    Effect.BOOKS_ALONE,
    Effect.WANTS_HELP,
    Effect.CHOOSES_LATER,
    Effect.HAS_TIME,
    Effect.VACCINATED,
    Effect.HOME,
}
"""Answers after which nobody wonders that a person is off the list."""


FEW = 10
"""A list of fewer people may well be done with in a week: nobody is asked about it."""


class OffList(NamedTuple):
    """A citizen who is off the list, in which bucket, and why."""

    citizen: str
    bucket: Bucket
    why: str


def previous_day(file: ListFile, known: Known) -> date | None:
    """Return the day of SSI's list before this one; None when there is none, or when a newer one was taken in."""
    days = ssi_days(known.lists).values()
    if file.kind.list_kind is not ListKind.SSI or max(days, default=date.min) > file.extracted_on:
        return None
    return max((day for day in days if day < file.extracted_on), default=None)


@dataclass(frozen=True)
class Before:
    """SSI's list before this one: its day, how many stood on it, and who of them is `gone`.

    `fresh` are those of whom no other file of this list's day told so, `back` the rows of Listerækker that told of
    somebody who stands on this file of the same day after all.
    """

    day: date | None
    people: int
    gone: tuple[OffList, ...]
    fresh: tuple[OffList, ...]
    back: pd.DataFrame

    def shrunk(self, most_percent: int) -> bool:
        """Whether so many are gone unexplained that the file may be a part of the list, as of a broken export."""
        unexplained = sum(one.bucket is Bucket.UNEXPLAINED for one in self.gone)
        return self.people >= FEW and unexplained * 100 > self.people * most_percent


def before(file: ListFile, known: Known, here: AbstractSet[str]) -> Before:
    """Hold SSI's previous list against this one: `here` are the citizens its rows are, or may be, about.

    A list may come in several files of one day: they are one list, and who stands on any of them is not off it.
    """
    previous, days = previous_day(file, known), ssi_days(known.lists)
    is_off = known.list_rows["bucket"].isin(OFF_LIST)
    rows = known.list_rows[~is_off]
    stood = [(days.get(list_id), who) for list_id, who in zip(rows["list"], rows["citizen"], strict=True) if who]
    today = {who for day, who in stood if day == file.extracted_on}
    people = dict.fromkeys(who for day, who in stood if previous and day == previous)
    gone = tuple(_gone([who for who in people if who not in here | today], previous, known))
    others = [list_id for list_id, day in days.items() if day == file.extracted_on]
    told = known.list_rows[is_off & known.list_rows["list"].isin(others)]
    fresh = tuple(one for one in gone if one.citizen not in set(told["citizen"]))
    return Before(previous, len(people), gone, fresh, told[told["citizen"].isin(here)])


def _gone(citizens: Sequence[str], previous: date | None, known: Known) -> Iterator[OffList]:
    for citizen in citizens:
        reason = _reason(citizen, known.people.get(citizen, {}), known)
        told = f"Stod på listen udtrukket den {previous:%d-%m-%Y}, men ikke på denne"
        if reason:
            yield OffList(citizen, Bucket.EXPLAINED, f"{told}: {reason}.")
        else:
            yield OffList(
                citizen, Bucket.UNEXPLAINED, f"{told}, og vi ved ikke hvorfor. Se, om borgeren er vaccineret."
            )


def ssi_days(lists: pd.DataFrame) -> dict[str, date]:
    """Return the day of each of SSI's lists by its id."""
    ours = lists[lists["kind"] == ListKind.SSI]
    return {str(list_id): day for list_id, day in zip(ours.index, ours["extracted_on"], strict=True) if day}


def _reason(citizen: str, person: Row, known: Known) -> str | None:
    if person.get("gone") == YesNo.YES:
        return "er død eller fraflyttet"
    for name, told in (("jab1_on", "fik første stik den"), ("booked_on", "har tid den")):
        if person.get(name):
            return f"{told} {person[name]:%d-%m-%Y}"
    day, answer = known.answers.get(citizen, (None, ""))
    if day and known.effects.get(answer) in SAID_YES:
        return f"svarede “{answer}” den {day:%d-%m-%Y}"
    return None
