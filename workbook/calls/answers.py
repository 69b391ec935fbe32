"""Gem svar: what was typed on Ringeliste becomes rows of Opkald, and what the answers say about the citizen.

An answer that does not hold together stays on the sheet and is shown on Til vurdering; the good ones go in.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

import pandas as pd

from workbook.calls.attempts import Outcome, outcomes_by_text
from workbook.calls.sheet import ANSWER_COLUMNS
from workbook.cells import Unreadable
from workbook.change import Change, Row, records
from workbook.lists.clean import phones
from workbook.problems import Problem
from workbook.schema import Table
from workbook.tables import CALL_SHEET, CALLS, CITIZENS, RELATIVES
from workbook.words import BooksBy, Direction, Effect, PhoneSource, ReviewKind, Transport, YesNo

NewIds = Callable[[Table, int], list[str]]

CHOICES = {
    column.name: {None, *map(str, column.choices)}
    for column in CALL_SHEET.columns
    if column.choices and column.name in ANSWER_COLUMNS
}
"""What may stand in the fields of an answer whose choices are fixed; Excel only warns of anything else."""


@dataclass(frozen=True)
class Answer:
    """What somebody said: the answer's cells (`row`, its code spelled out), who rang whom when, and on which number."""

    citizen: str
    row: Row
    date: date
    time: time | None
    caller: str
    phone: str | None = None
    direction: Direction = Direction.OUT


def take_answers(
    sheet: pd.DataFrame,
    citizens: pd.DataFrame,
    outcomes: pd.DataFrame,
    bad_cells: Sequence[Problem],
    now: datetime,
    user: str,
    new_ids: NewIds,
) -> Change:
    """Take the answers of Ringeliste: one row of Opkald each, and the row leaves the sheet.

    `bad_cells` are the sheet's cells that could not be read; their rows wait until they are mended.
    """
    known = outcomes_by_text(outcomes)
    unreadable = {problem.row_id for problem in bad_cells}
    typed = spelled_out(records(sheet[sheet[ANSWER_COLUMNS].notna().any(axis=1)]), outcomes)
    people = set(citizens.index)
    faults = {row_id: fault_of(row, known, people) for row_id, row in typed.items() if row_id not in unreadable}
    good = [row_id for row_id, fault in faults.items() if fault is None]
    at = now.time().replace(second=0, microsecond=0)
    answers = [Answer(typed[i]["citizen"], typed[i], now.date(), at, user, typed[i].get("phone")) for i in good]
    change = record(answers, citizens, outcomes, new_ids)
    change.message = _message(len(good), len(typed.keys() | unreadable) - len(good))
    change.problems += [*bad_cells, *(_problem(row_id, fault) for row_id, fault in faults.items() if fault)]
    change.delete(CALL_SHEET, sheet.loc[good])
    return change


def record(answers: Sequence[Answer], citizens: pd.DataFrame, outcomes: pd.DataFrame, new_ids: NewIds) -> Change:
    """Return what answers without a fault lead to: a row of Opkald each, and what they say about citizen and relative.

    Wherever an answer was written (Ringeliste, a caller's file, a choice on Til vurdering), it goes in here.
    """
    change = Change()
    ids = new_ids(CALLS, len(answers))
    change.insert(CALLS, CALLS.frame(_call(i, answer) for i, answer in zip(ids, answers, strict=True)))
    _tell_citizens(change, answers, outcomes_by_text(outcomes), citizens)
    _tell_relatives(change, answers, new_ids)
    return change


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


def fault_of(row: Row, known: Mapping[str, Outcome], people: Collection[str]) -> str | None:
    """Say what is wrong with an answer, as the rest of a sentence that begins with its row; None when nothing is."""
    if row.get("citizen") not in people:
        return "siger ikke, hvem der har svaret. Skriv et borgernummer fra arket Borgere i kolonnen “Borgernr.”"
    if "outcome" not in row:
        return "mangler et svar. Vælg et svar i kolonnen “Svar”"
    if row["outcome"] not in known:
        return "har et svar i kolonnen “Svar”, der ikke står på arket Svarkoder. Vælg et svar fra listen"
    return _misfit(row)


def _misfit(row: Row) -> str | None:
    """Say which of the fields beside the answer cannot be so, or None."""
    if unknown := [CALL_SHEET.by_name[name].label for name in CHOICES if row.get(name) not in CHOICES[name]]:
        return f"har en værdi i kolonnen “{unknown[0]}”, der ikke kan vælges. Vælg en værdi fra listen"
    if "new_phone" in row and not _phone(row):
        return "har et nyt nummer, der ikke er et telefonnummer. Skriv otte cifre i kolonnen “Nyt nummer”"
    if row.get("books_by") == BooksBy.ALONE and row.get("transport") == Transport.MUNICIPAL:
        return "siger både “Booker selv” og “Kommunal kørsel”, men kommunen booker for dem, den kører. Ret én af dem"
    return None


def _phone(row: Row) -> str | None:
    """Return the new number of an answer as the register holds it, None when there is none."""
    try:
        return next(iter(phones(row.get("new_phone")) or ()), None)
    except Unreadable:
        return None


def _problem(row_id: str, fault: str) -> Problem:
    message = f"Rækken {row_id} på arket “{CALL_SHEET.sheet}” {fault}, og tryk på Gem svar igen."
    return Problem(ReviewKind.ANSWER, message, CALL_SHEET.name, row_id)


def _call(row_id: str, answer: Answer) -> Row:
    return {
        "id": row_id,
        "citizen": answer.citizen,
        "direction": answer.direction,
        "date": answer.date,
        "time": answer.time,
        "caller": answer.caller,
        "phone": answer.phone,
        **{name: answer.row[name] for name in ANSWER_COLUMNS if name in answer.row},
    }


def _tell_citizens(
    change: Change, answers: Sequence[Answer], known: Mapping[str, Outcome], citizens: pd.DataFrame
) -> None:
    """Put a new number, the language and a stop in the register."""
    before = citizens.loc[list(dict.fromkeys(answer.citizen for answer in answers))]
    people = records(before)
    for answer in answers:
        people[answer.citizen] |= _facts(answer.row, known[answer.row["outcome"]], people[answer.citizen])
    change.update(CITIZENS, before, CITIZENS.frame({"id": row_id, **person} for row_id, person in people.items()))


def _facts(row: Row, outcome: Outcome, person: Row) -> Row:
    facts: Row = {}
    if (phone := _phone(row)) and phone != person.get("phone"):
        bad = outcome.effect is Effect.BAD_NUMBER
        facts = {"phone": phone, "phone2": person.get("phone2") if bad else person.get("phone")}
        facts["phone_source"] = PhoneSource.CITIZEN
    if "answer_language" in row:
        facts["language"] = row["answer_language"]
    if outcome.effect is Effect.NO_CONTACT:
        facts["no_contact"] = YesNo.YES
    if outcome.effect in {Effect.DEAD, Effect.MOVED}:
        facts["gone"] = YesNo.YES
    return facts


def _tell_relatives(change: Change, answers: Sequence[Answer], new_ids: NewIds) -> None:
    """Put a relative that the citizen named on the sheet Pårørende, with the consent that was given."""
    named = [answer for answer in answers if "relative" in answer.row]
    ids = new_ids(RELATIVES, len(named))
    relatives = (_relative(i, answer) for i, answer in zip(ids, named, strict=True))
    change.insert(RELATIVES, RELATIVES.frame(relatives))


def _relative(row_id: str, answer: Answer) -> Row:
    row, text = answer.row, answer.row["relative"]
    found = re.search(r"(?:\d[ .]?){8}", text)
    consent = (
        {"consent": row["consent"], "consent_by": answer.caller, "consent_on": answer.date} if "consent" in row else {}
    )
    return {
        "id": row_id,
        "citizen": answer.citizen,
        "name": (text.replace(found[0], " ") if found else text).strip(" ,;:"),
        "phone": re.sub(r"\D", "", found[0]) if found else None,
        **consent,
    }


def _message(taken: int, waiting: int) -> str:
    told = (
        "Der er ingen svar at gemme." if not taken and not waiting else f"{taken or 'Ingen'} svar gemt på arket Opkald."
    )
    return told + (f" {waiting} svar venter; se hvorfor på arket Til vurdering." if waiting else "")
