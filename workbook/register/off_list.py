"""Who stood on SSI's list before this one and is not on it any more, and whether we know why."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from datetime import date
from typing import NamedTuple

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


class OffList(NamedTuple):
    """A citizen who is off the list, in which bucket, and why."""

    citizen: str
    bucket: Bucket
    why: str


def previous_day(file: ListFile, known: Known) -> date | None:
    """Return the day of SSI's list before this one; None when there is none, or when a newer one was taken in."""
    days = _ssi_days(known).values()
    if file.kind.list_kind is not ListKind.SSI or max(days, default=date.min) > file.extracted_on:
        return None
    return max((day for day in days if day < file.extracted_on), default=None)


def off_list(file: ListFile, known: Known, here: AbstractSet[str]) -> Iterator[OffList]:
    """Yield those of the previous list who are not on this one: `here` are the citizens its rows are, or may be, about.

    A list may come in several files of one day: who stands on another of them is not off the list.
    """
    previous, days = previous_day(file, known), _ssi_days(known)
    rows = known.list_rows[~known.list_rows["bucket"].isin(OFF_LIST)]
    stood = [(days.get(list_id), who) for list_id, who in zip(rows["list"], rows["citizen"], strict=True) if who]
    today = {who for day, who in stood if day == file.extracted_on}
    before = dict.fromkeys(who for day, who in stood if previous and day == previous)
    for citizen in [who for who in before if who not in here | today]:
        reason = _reason(citizen, known.people.get(citizen, {}), known)
        told = f"Stod på listen udtrukket den {previous:%d-%m-%Y}, men ikke på denne"
        if reason:
            yield OffList(citizen, Bucket.EXPLAINED, f"{told}: {reason}.")
        else:
            yield OffList(
                citizen, Bucket.UNEXPLAINED, f"{told}, og vi ved ikke hvorfor. Se, om borgeren er vaccineret."
            )


def _ssi_days(known: Known) -> dict[str, date]:
    ours = known.lists[known.lists["kind"] == ListKind.SSI]
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
