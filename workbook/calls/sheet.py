"""Lav ringeliste: today's calls in the order they should be made, each with "ringes fordi"."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pandas as pd

from workbook.calls.attempts import attempts_by_citizen, outcomes_by_text
from workbook.calls.facts import numbers
from workbook.calls.situations import situation
from workbook.calls.steps import STOP_STATES, is_due
from workbook.change import Change, Row, records
from workbook.schema import Owner, Table
from workbook.settings import Settings
from workbook.tables import CALL_SHEET
from workbook.words import State, YesNo

NewIds = Callable[[Table, int], list[str]]

ANSWER_COLUMNS = CALL_SHEET.owned_by(Owner.STAFF)
"""The fields of an answer on Ringeliste; a row with one of them filled is an answer that is not saved yet."""


def call_sheet(
    citizens: pd.DataFrame,
    calls: pd.DataFrame,
    outcomes: pd.DataFrame,
    sheet: pd.DataFrame,
    settings: Settings,
    today: date,
    new_ids: NewIds,
) -> Change:
    """Make today's Ringeliste; rows that people typed and answers that are not saved yet stay as they are, on top.

    Takes Borgere as refreshed. Never lists anyone who is gone, vaccinated, on a caller's list or must not be contacted;
    protected people stand without address. At most "Højst antal opkald pr. liste" are made; the message says how many
    wait.
    """
    answered = _answered(sheet)
    unsaved = sheet[answered | sheet["made_on"].isna()]
    attempts = attempts_by_citizen(calls, outcomes_by_text(outcomes))
    kept = set(unsaved["citizen"])
    due = [
        (row_id, person)
        for row_id, person in records(citizens).items()
        if row_id not in kept
        and "reserved_to" not in person
        and is_due(person.get("state"), person.get("next_on"), today)
    ]
    ringable = [(row_id, person, numbers(person, attempts.get(row_id, []))) for row_id, person in due]
    ordered = _together(sorted((item for item in ringable if item[2]), key=lambda item: _priority(item[1], today)))
    now, later = ordered[: settings.calls_per_caller], ordered[settings.calls_per_caller :]
    ids = new_ids(CALL_SHEET, len(now))
    fresh = CALL_SHEET.frame(
        {**_row(i, who, person, phones, today), "situation": situation(person, attempts.get(who, []))}
        for i, (who, person, phones) in zip(ids, now, strict=True)
    )
    change = Change(message=_message(len(now), int(answered.sum()), len(later)))
    change.delete(CALL_SHEET, sheet.drop(index=unsaved.index))
    change.insert(CALL_SHEET, fresh)
    return change


def stopped(sheet: pd.DataFrame, citizens: pd.DataFrame) -> pd.DataFrame:
    """Return the rows about people who have stopped or are on a caller's list; answers typed there are let be."""
    gone = citizens.index[citizens["state"].isin(STOP_STATES) | citizens["reserved_to"].notna()]
    return sheet[sheet["citizen"].isin(gone) & ~_answered(sheet)]


def _answered(sheet: pd.DataFrame) -> pd.Series[bool]:
    return sheet[ANSWER_COLUMNS].notna().any(axis=1)


def _priority(person: Row, today: date) -> tuple[int, int, date]:
    """Return the place in the queue: promises first, then by target group, then who has waited longest."""
    promised = 0 if person.get("state") == State.CALL_BACK else 1
    return promised, person.get("target_group") or 99, person.get("next_on") or person.get("invited_on") or today


def _together(ordered: list[tuple[str, Row, list[str]]]) -> list[tuple[str, Row, list[str]]]:
    """Bring people who share a number next to each other, where the first of them stands: one call, an answer each."""
    groups: dict[str, list[tuple[str, Row, list[str]]]] = {}
    for item in ordered:
        groups.setdefault(item[2][0], []).append(item)
    return [item for group in groups.values() for item in group]


def _row(row_id: str, citizen: str, person: Row, phones: list[str], today: date) -> Row:
    protected = person.get("protected") == YesNo.YES
    return {
        "id": row_id,
        "citizen": citizen,
        "name": person.get("name"),
        "phone": phones[0],
        "phone2": phones[1] if len(phones) > 1 else None,
        "why_now": person.get("why_now"),
        "language": person.get("language"),
        "last_answer": person.get("answer"),
        "address": "Beskyttet adresse" if protected else place_of(person),
        "made_on": today,
    }


def place_of(person: Row) -> str | None:
    """Return a person's whole address on one line."""
    place = " ".join(person[name] for name in ("postcode", "city") if name in person)
    return ", ".join(part for part in (person.get("address"), place) if part) or None


def _message(made: int, unsaved: int, later: int) -> str:
    told = f"Ringelisten har {made} opkald til i dag." if made else "Der er ingen nye at ringe til i dag."
    if unsaved:
        told += f" {unsaved} svar, der ikke er gemt endnu, står øverst."
    if later:
        told += f" {later} opkald venter, til listen laves igen."
    return told
