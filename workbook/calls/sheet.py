"""Lav ringeliste: today's calls in the order they should be made, each with "ringes fordi"."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Any

import pandas as pd

from workbook.calls.callers import present
from workbook.calls.facts import Read
from workbook.calls.language import may_ring
from workbook.calls.queue import todays_calls
from workbook.calls.steps import STOP_STATES, is_due
from workbook.change import Change, Row, records
from workbook.problems import UnknownCaller
from workbook.schema import Owner, Table
from workbook.settings import Settings
from workbook.tables import CALL_SHEET, COLLEAGUES

NewIds = Callable[[Table, int], list[str]]

ANSWER_COLUMNS = CALL_SHEET.owned_by(Owner.STAFF)
"""The fields of an answer on Ringeliste; a row with one of them filled is an answer that is not saved yet."""

EVERYBODY = "Alle"
"""What is answered, and stands on paper, when the list is for all callers."""


NO_LIST_YET = "Kun borgere på en liste fra SSI ringes op, og der er ikke læst en ind endnu: tryk på Indlæs liste."
"""What is said where the register holds nobody, or people of other lists only."""


def call_sheet(
    citizens: pd.DataFrame, read: Read, settings: Settings, now: datetime, new_ids: NewIds, caller: str = EVERYBODY
) -> Change:
    """Make today's Ringeliste, for everybody or for one `caller` (initials); see `queue.todays_calls`.

    Rows that people typed and answers that are not saved yet stay as they are, on top. Whoever is on the sheet already
    keeps the row, and with it what staff wrote in columns of their own. At most "Højst antal opkald pr. liste" are
    made; the message says how many wait. Raises UnknownCaller.
    """
    one = _known(caller, read, now)
    sheet = read(CALL_SHEET)
    unsaved = sheet[answered(sheet) | sheet["made_on"].isna()]
    old = sheet.drop(index=unsaved.index)
    skipped = {who: count for who, count in zip(old["citizen"], old["skipped"], strict=True) if count}
    kept = set(unsaved["citizen"])
    calls = [row for row in todays_calls(citizens, read, settings, now, one, skipped) if row["citizen"] not in kept]
    listed = _first(calls, settings.calls_per_caller)
    rows = _with_ids(listed, old, new_ids)
    told = _message(len(rows), int(answered(sheet).sum()), len(calls) - len(rows), one)
    if rows.empty and citizens["latest_list"].isna().all():
        told += f" {NO_LIST_YET}"
    change = Change(message=told, shows=CALL_SHEET)
    change.replace(CALL_SHEET, old, rows)
    change.order(CALL_SHEET, [*unsaved.index, *rows.index])
    return change


def stopped(sheet: pd.DataFrame, citizens: pd.DataFrame, relatives: pd.DataFrame, now: datetime) -> pd.DataFrame:
    """Return the rows about people who are not to be rung from the sheet any more; answers typed there are let be.

    A row that people typed stays until its citizen must not be rung at all.
    """
    names = ("state", "next_on", "reserved_to")
    people = dict(zip(citizens.index, zip(*(citizens[name].tolist() for name in names), strict=True), strict=True))
    allowed = {(row.get("citizen"), row.get("phone")) for row in records(relatives).values() if may_ring(row)}
    over = [
        (row.get("citizen") in people and _is_over(people[row["citizen"]], made="made_on" in row, today=now.date()))
        or ("ring_to" in row and (row.get("citizen"), row.get("phone")) not in allowed)
        for row in records(sheet).values()
    ]
    return sheet[pd.Series(over, sheet.index, dtype=bool) & ~answered(sheet)]


def _is_over(person: tuple[Any, ...], *, made: bool, today: date) -> bool:
    state, on, reserved_to = person
    return reserved_to is not None or state in STOP_STATES or (made and not is_due(state, on, today))


def answered(sheet: pd.DataFrame) -> pd.Series[bool]:
    """Return which rows hold an answer, or a part of one."""
    return sheet[ANSWER_COLUMNS].notna().any(axis=1)


def _known(caller: str, read: Read, now: datetime) -> str | None:
    """Return the initials as they stand on Medarbejdere, None for everybody."""
    if caller.casefold() == EVERYBODY.casefold():
        return None
    here = {initials.casefold(): initials for initials in present(read(COLLEAGUES), now.date())}
    if caller.casefold() not in here:
        raise UnknownCaller(caller, list(here.values()))
    return here[caller.casefold()]


def _first(calls: Sequence[Row], most: int) -> list[Row]:
    """Return the first calls, at most so many; people who share a number are not parted, if they fit at all."""
    listed = list(calls[:most])
    while 0 < len(listed) < len(calls) and listed[-1]["phone"] == calls[len(listed)]["phone"]:
        listed.pop()
    return listed or list(calls[:most])


def _with_ids(calls: Sequence[Row], old: pd.DataFrame, new_ids: NewIds) -> pd.DataFrame:
    """Return the calls as rows of Ringeliste: whoever stands there keeps the id, the others get new ones."""
    standing = {who: row_id for row_id, who in reversed(list(zip(old.index, old["citizen"], strict=True)))}
    fresh = iter(new_ids(CALL_SHEET, sum(row["citizen"] not in standing for row in calls)))
    return CALL_SHEET.frame({**row, "id": standing.get(row["citizen"]) or next(fresh)} for row in calls)


def _message(made: int, unsaved: int, waiting: int, caller: str | None) -> str:
    for_whom = f" til {caller}" if caller else ""
    told = f"Ringelisten{for_whom} har {made} opkald til i dag." if made else "Der er ingen nye at ringe til i dag."
    if unsaved:
        told += f" {unsaved} svar, der ikke er gemt endnu, står øverst."
    if waiting:
        told += f" {waiting} opkald venter, til listen laves igen."
    return told
