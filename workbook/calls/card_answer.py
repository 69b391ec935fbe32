"""Gem svar, as far as Opkaldskort goes: the form's texts become an answer, which goes in where all answers do."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from workbook.calls.answers import Answer, record
from workbook.calls.attempts import outcomes_by_text
from workbook.calls.card import is_answered, on_card, show_citizen, typed_on
from workbook.calls.facts import Read
from workbook.calls.sheet import ANSWER_COLUMNS
from workbook.calls.validity import fault_of, spelled_out
from workbook.cells import Unreadable, read_cell
from workbook.change import Change, Row
from workbook.problems import Problem
from workbook.schema import Column, Kind, Table
from workbook.tables import CALL_SHEET, CARD, CITIZENS, OUTCOMES
from workbook.tables.card import DIRECTION, SEARCH, card_id
from workbook.words import Direction, ReviewKind

NewIds = Callable[[Table, int], list[str]]

_DAY = re.compile(r"(\d{1,2})[-./ ]+(\d{1,2})\.?")
_HOUR = re.compile(r"(?:kl\.?\s*)?(\d{1,2})")
_NOBODY = "siger ikke, hvem der har svaret. Find borgeren med Find borger, før svaret skrives"


class _Faulty(Exception):
    """A field of the form that cannot be read; `args` hold the rest of a sentence."""


def take_card(read: Read, now: datetime, user: str, new_ids: NewIds) -> Change:
    """Take the answer typed on Opkaldskort: a row of Opkald, the form blank again, the citizen's open call gone.

    Direction is Ind unless another was chosen. What does not hold together stays on the card and becomes a Problem.
    """
    card, sheet = read(CARD), read(CALL_SHEET)
    if not is_answered(card):
        return Change()
    citizen = on_card(card)
    try:
        answer = _answer(citizen, typed_on(card), read, now, user)
    except _Faulty as fault:
        message = f"Svaret på arket “{CARD.sheet}” {fault}, og tryk på Gem svar igen."
        problem = Problem(ReviewKind.ANSWER, message, CARD.name, card_id(0))
        return Change("Svaret på kortet venter; se hvorfor på arket Til vurdering.", problems=[problem])
    change = record([answer], read, new_ids)
    change.message = f"Svaret fra borger {citizen} er gemt på arket Opkald."
    open_calls = sheet[
        (sheet["citizen"] == citizen) & sheet["made_on"].notna() & sheet[ANSWER_COLUMNS].isna().all(axis=1)
    ]
    change.delete(CALL_SHEET, open_calls)
    return change.then(show_citizen(card, citizen))


def _answer(citizen: str | None, typed: Mapping[str, str], read: Read, now: datetime, user: str) -> Answer:
    """Return the answer that the form holds; raises _Faulty."""
    if citizen is None:
        raise _Faulty(_NOBODY)
    cells = {
        column.name: _value(column, typed[column.name], now.date()) for column in CARD.form if column.name in typed
    }
    direction = cells.pop(DIRECTION.name, Direction.IN)
    if direction not in set(Direction):
        raise _Faulty(f"har en værdi i feltet “{DIRECTION.label}”, der ikke kan vælges. Vælg en værdi fra listen")
    row: Row = {name: value for name, value in cells.items() if name != SEARCH.name} | {"citizen": citizen}
    citizens, outcomes = read(CITIZENS), read(OUTCOMES)
    row = spelled_out({citizen: row}, outcomes)[citizen]
    if fault := fault_of(row, outcomes_by_text(outcomes), set(citizens.index), now.date()):
        raise _Faulty(fault.replace("kolonnen", "feltet"))
    phone = citizens["phone"].get(citizen) if direction == Direction.OUT else None
    at = now.time().replace(second=0, microsecond=0)
    return Answer(citizen, row, now.date(), at, user, phone, Direction(direction))


def _value(column: Column, text: str, today: date) -> Any:
    """Return a field's text as its column has it; a day without a year is the next such day, an hour is a time."""
    try:
        if column.kind is Kind.DATE and (found := _DAY.fullmatch(text)):
            return _next(int(found[1]), int(found[2]), today)
        if column.kind is Kind.TIME and (found := _HOUR.fullmatch(text)):
            return read_cell(column, f"{found[1]}:00")
        return read_cell(column, text)
    except (Unreadable, ValueError):
        example = f"{today:%d-%m-%Y}" if column.kind is Kind.DATE else "10:30"
        raise _Faulty(f"har noget i feltet “{column.label}”, der ikke kan læses. Skriv fx {example}") from None


def _next(day: int, month: int, today: date) -> date:
    """Return the next day of that date, today included; raises ValueError when there is none."""
    this_year = date(today.year, month, day)
    return this_year if this_year >= today else this_year.replace(year=today.year + 1)
