"""Whether an answer holds together: the same for Ringeliste, Opkaldskort and callers' files."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date

import pandas as pd

from workbook.calls.attempts import Outcome
from workbook.calls.sheet import ANSWER_COLUMNS
from workbook.cells import Unreadable
from workbook.change import Row
from workbook.lists.clean import phones
from workbook.tables import CALL_SHEET
from workbook.words import BooksBy, Effect, SpokeWith, Transport

CHOICES = {
    column.name: {None, *map(str, column.choices)}
    for column in CALL_SHEET.columns
    if column.choices and column.name in ANSWER_COLUMNS
}
"""What may stand in the fields of an answer whose choices are fixed; Excel only warns of anything else."""


def spelled_out(typed: Mapping[str, Row], outcomes: pd.DataFrame) -> dict[str, Row]:
    """Return the rows with the answer's text where its code was typed, as from a printed Ringeliste.

    Capitals and spaces do not matter in a code or a text, unless two answers differ by nothing else.
    """
    texts = {code: text for code, text in zip(outcomes["code"], outcomes["text"], strict=True) if code and text}
    meant: dict[str, set[str]] = {}
    for code, text in texts.items():
        meant.setdefault(_folded(code), set()).add(text)
        meant.setdefault(_folded(text), set()).add(text)
    clear = {word: found.pop() for word, found in meant.items() if len(found) == 1}
    return {row_id: {**row, **_outcome(row, texts, clear)} for row_id, row in typed.items()}


def _outcome(row: Row, texts: Mapping[str, str], clear: Mapping[str, str]) -> Row:
    said = row.get("outcome")
    return {"outcome": texts.get(said) or clear.get(_folded(said), said)} if said else {}


def _folded(word: str) -> str:
    return "".join(word.split()).casefold()


def fault_of(row: Row, known: Mapping[str, Outcome], people: Collection[str], on: date) -> str | None:
    """Say what is wrong with an answer, as the rest of a sentence that begins with its row; None when nothing is.

    `on` is the day of the answer: nothing is agreed for a day before it.
    """
    if row.get("citizen") not in people:
        return "siger ikke, hvem der har svaret. Skriv et borgernummer fra arket Borgere i kolonnen “Borgernr.”"
    if "outcome" not in row:
        return "mangler et svar. Vælg et svar i kolonnen “Svar”"
    if row["outcome"] not in known:
        return "har et svar i kolonnen “Svar”, der ikke står på arket Svarkoder. Vælg et svar fra listen"
    return _unfit(row) or _contradicted(row, known[row["outcome"]].effect) or _agreed_before(row, on)


def _unfit(row: Row) -> str | None:
    """Say which of the fields beside the answer cannot be read, or None."""
    if unknown := [CALL_SHEET.by_name[name].label for name in CHOICES if row.get(name) not in CHOICES[name]]:
        return f"har en værdi i kolonnen “{unknown[0]}”, der ikke kan vælges. Vælg en værdi fra listen"
    if "new_phone" in row and not new_phone(row):
        return "har et nyt nummer, der ikke er et telefonnummer. Skriv otte cifre i kolonnen “Nyt nummer”"
    return None


def _contradicted(row: Row, effect: Effect | None) -> str | None:
    """Say which two things of an answer cannot both be so, or None."""
    alone = effect is Effect.BOOKS_ALONE or row.get("books_by") == BooksBy.ALONE
    if alone and row.get("transport") == Transport.MUNICIPAL:
        return "siger både “Booker selv” og “Kommunal kørsel”, men kommunen booker for dem, den kører. Ret én af dem"
    if effect is Effect.BOOKS_ALONE and row.get("books_by") == BooksBy.HELP:
        return "siger både, at borgeren booker selv og vil have hjælp til booking. Ret én af dem"
    if effect is Effect.DECLINES and row.get("spoke_with") in _NOT_THE_CITIZEN:
        return (
            "har et nej, men I talte ikke med borgeren selv, og ingen siger nej for en anden. Tal med borgeren, "
            "eller vælg et andet svar"
        )
    return None


_NOT_THE_CITIZEN = {SpokeWith.RELATIVE, SpokeWith.OTHER, SpokeWith.NOBODY}


def _agreed_before(row: Row, on: date) -> str | None:
    """Say what is wrong with the day and time that were agreed, or None."""
    if "call_at" in row and "call_on" not in row:
        return "har et klokkeslæt i kolonnen “Ring igen kl.”, men ingen dag. Skriv dagen i kolonnen “Ring igen den”"
    if "call_on" in row and row["call_on"] < on:
        return "har en dag i kolonnen “Ring igen den”, der lå før samtalen. Skriv samtalens dag eller en senere"
    return None


def new_phone(row: Row) -> str | None:
    """Return the new number of an answer as the register holds it, None when there is none."""
    try:
        return next(iter(phones(row.get("new_phone")) or ()), None)
    except Unreadable:
        return None
