"""What the register knows when a list arrives: its tables, and the few questions that a list asks of them."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

import pandas as pd

from workbook import cpr
from workbook.change import Row, records
from workbook.cprs import parse_all
from workbook.folding import fold
from workbook.lists.answers import effect_of
from workbook.matching import People
from workbook.matching.names import Likeness, likeness
from workbook.schema import Table
from workbook.tables import BOOKINGS, CALLS, CITIZENS, DECISIONS, LIST_ROWS, LISTS, OUTCOMES, RELATIVES, TARGET_GROUPS
from workbook.words import OFF_LIST, Choice, Effect, ListKind, ReviewKind, YesNo

NO_ANSWER = {Effect.TRY_AGAIN, Effect.BAD_NUMBER, Effect.CALL_AGAIN_AT, Effect.LANGUAGE}
"""Effects of a call that left the question open."""

Clean = Mapping[str, Any]
"""A clean row of a list, with the columns of `lists.columns`."""


MATCHED = ("name", "address", "postcode")
"""The citizens' cells that are held against a list's, beside numbers and phones."""

_TABLES = (CITIZENS, CALLS, LISTS, LIST_ROWS, OUTCOMES, TARGET_GROUPS, DECISIONS, RELATIVES, BOOKINGS)


@dataclass(frozen=True)
class Known:
    """The tables that taking in a list needs, as they stand."""

    citizens: pd.DataFrame
    calls: pd.DataFrame
    lists: pd.DataFrame
    list_rows: pd.DataFrame
    outcomes: pd.DataFrame
    target_groups: pd.DataFrame
    decisions: pd.DataFrame
    relatives: pd.DataFrame
    bookings: pd.DataFrame

    @classmethod
    def of(cls, read: Callable[[Table], pd.DataFrame]) -> Known:
        """Return what `read` gives for each table."""
        return cls(*(read(table) for table in _TABLES))

    @cached_property
    def people(self) -> dict[str, Row]:
        """Return the citizens' rows by id."""
        return records(self.citizens.dropna(axis="columns", how="all"))

    @cached_property
    def by_cpr(self) -> dict[str, str]:
        """Return each citizen's id by CPR number, also where staff typed it with a hyphen; the first one counts.

        Other numbers of a person's own (`other_cpr`) count after everybody's main numbers.
        """
        found: dict[str, str] = {}
        main = parse_all([row.get("cpr", "") for row in self.people.values()])
        for number, row_id in zip(main.numbers, self.people, strict=True):
            if number:
                found.setdefault(number, row_id)
        for row_id, row in self.people.items():
            for text in (row.get("other_cpr") or "").split():
                if number := _number(text):
                    found.setdefault(number, row_id)
        return found

    def main_number(self, number: str | None) -> str | None:
        """Return the number that counts of the person who has this one, else the number itself."""
        citizen = self.by_cpr.get(number or "")
        return (_number(self.people[citizen].get("cpr")) if citizen else None) or number

    def doubts_zero(self, row: Clean) -> bool:
        """Whether nine digits are a citizen's number without its zero, but beside a name that is hardly theirs."""
        if not row["typed"] or row["cpr"] not in self.by_cpr:
            return False
        theirs = self.people[self.by_cpr[row["cpr"]]].get("name")
        return likeness(row["name"] or "", theirs or "") not in {Likeness.SAME, Likeness.ALIKE, Likeness.UNKNOWN}

    @cached_property
    def to_match(self) -> pd.DataFrame:
        """Return the citizens as `matching.match` wants them, which reads their birth dates in their numbers."""
        return to_match(self.people, self.main_numbers)

    @cached_property
    def everybody(self) -> People:
        """Return the same, read once for all the times that a list is held against them."""
        return People(self.to_match, keep=True)

    @cached_property
    def main_numbers(self) -> dict[str, str]:
        """Return each citizen's number that counts by their id."""
        return {row_id: number for number, row_id in reversed(self.by_cpr.items())}

    @cached_property
    def followed(self) -> set[int]:
        """Return the target groups that are all kept in the register."""
        groups = self.target_groups
        return set(groups.loc[groups["followed"] == YesNo.YES, "number"])

    @cached_property
    def effects(self) -> dict[str, Effect]:
        """Return the effect of each answer's text; the first of equal texts counts."""
        pairs = zip(self.outcomes["text"], self.outcomes["effect"], strict=True)
        return {text: Effect(effect) for text, effect in reversed(list(pairs)) if text and effect}

    def outcome(self, words: str) -> str | None:
        """Return the answer's text on Svarkoder that the words mean, None when a person must decide."""
        texts = {fold(text): text for text in self.effects}
        if fold(words) in texts:
            return texts[fold(words)]
        effect = effect_of(words)
        return next((text for text in self.outcomes["text"] if text and self.effects.get(text) is effect), None)

    @cached_property
    def live_calls(self) -> list[Mapping[str, Any]]:
        """Return the calls that count: neither taken back nor taking back."""
        rows = records(self.calls)
        taken_back = {row["voids"] for row in rows.values() if row.get("voids")}
        return [row for row_id, row in rows.items() if row_id not in taken_back and not row.get("voids")]

    @cached_property
    def answers(self) -> dict[str, tuple[date, str]]:
        """Return the day and text of each citizen's latest answer, calls that left the question open apart."""
        latest: dict[str, tuple[date, str]] = {}
        for call in self.live_calls:
            effect = self.effects.get(call.get("outcome") or "")
            if effect and effect not in NO_ANSWER and call.get("date"):
                answer = (call["date"], call["outcome"])
                latest[call["citizen"]] = max(latest.get(call["citizen"], answer), answer)
        return latest

    @cached_property
    def latest_ssi(self) -> dict[str, date]:
        """Return the day of the latest of SSI's lists that each citizen stood on."""
        lists = self.lists
        days = lists.loc[lists["kind"] == ListKind.SSI, "extracted_on"].to_dict()
        latest: dict[str, date] = {}
        rows = self.list_rows[~self.list_rows["bucket"].isin(OFF_LIST)]
        for list_id, citizen in zip(rows["list"], rows["citizen"], strict=True):
            if citizen and days.get(list_id):
                latest[citizen] = max(latest.get(citizen, date.min), days[list_id])
        return latest

    @cached_property
    def decided(self) -> dict[str, dict[str, str]]:
        """Return what people decided about possible matches: by a row's `who_key` the choice for each citizen."""
        found: dict[str, dict[str, str]] = {}
        ours = self.decisions[self.decisions["kind"] == ReviewKind.MATCH]
        for subject, choice in zip(ours["subject"], ours["choice"], strict=True):
            key, citizen, *_ = [*str(subject or "").split(), "", ""]
            if choice in {Choice.SAME, Choice.NOT_SAME}:
                found.setdefault(key, {})[citizen] = choice
        return found

    def is_same(self, row: Clean, citizen: str) -> bool:
        """Whether a person decided that the row is about the citizen."""
        return self.decided.get(who_key(row), {}).get(citizen) == Choice.SAME

    def latest_of(self, kind: ListKind) -> date:
        """Return the day of the newest list of a kind, the first of days when there is none."""
        days = self.lists.loc[self.lists["kind"] == kind, "extracted_on"]
        return max((day for day in days if day), default=date.min)


def to_match(people: Mapping[str, Row], numbers: Mapping[str, str]) -> pd.DataFrame:
    """Return citizens by id, with their main `numbers`, as `matching.match` wants them."""
    rows = people.values()
    columns: dict[str, list[Any]] = {
        "cpr": [numbers.get(row_id) for row_id in people],
        **{name: [row.get(name) for row in rows] for name in MATCHED},
        "phone": [" ".join(str(row[name]) for name in ("phone", "phone2") if row.get(name)) or None for row in rows],
    }
    return pd.DataFrame(columns, index=list(people), dtype=object)


def who_key(row: Clean) -> str:
    """Return a digest of who a row says it is about: the same in any file, order and spelling habit."""
    said = [row["cpr"] or row["typed"], *(row[name] for name in ("name", "birth_date", "address", "postcode"))]
    folded = [fold(str(cell or "")) for cell in said]
    return hashlib.sha256(repr((folded, sorted(row["phones"] or ()))).encode()).hexdigest()[:16]


def _number(text: str | None) -> str | None:
    try:
        return cpr.parse(text).number if text else None
    except cpr.NotACpr:
        return None
