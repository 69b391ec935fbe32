"""Gem svar: what was typed on Ringeliste becomes rows of Opkald, and what the answers say about the citizen.

An answer that does not hold together stays on the sheet and is shown on Til vurdering; the good ones go in.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date, datetime, time

import pandas as pd

from workbook.calls.attempts import Outcome, outcomes_by_text
from workbook.calls.booked import untold
from workbook.calls.facts import Facts, Read, by_citizen
from workbook.calls.fetched import promises
from workbook.calls.sheet import ANSWER_COLUMNS
from workbook.calls.validity import fault_of, new_phone, spelled_out
from workbook.change import Change, Row, records
from workbook.problems import Problem
from workbook.schema import Table
from workbook.settings import read_settings
from workbook.tables import BOOKINGS, CALL_SHEET, CALLS, CITIZENS, OUTCOMES, RELATIVES, REVIEW, RIDES, SETTINGS
from workbook.words import BookingState, Direction, Effect, PhoneSource, ReviewKind, YesNo

NewIds = Callable[[Table, int], list[str]]


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


_TOLD = {"new_phone", "answer_language"}
_STOPS = {Effect.NO_CONTACT: "no_contact", Effect.DEAD: "gone", Effect.MOVED: "gone"}
"""What in an answer the register of citizens takes over: these cells, and a stop in that column."""


def take_answers(read: Read, bad_cells: Sequence[Problem], now: datetime, user: str, new_ids: NewIds) -> Change:
    """Take the answers of Ringeliste: one row of Opkald each, and the row leaves the sheet.

    `bad_cells` are the sheet's cells that could not be read; their rows wait until they are mended.
    """
    sheet, outcomes = read(CALL_SHEET), read(OUTCOMES)
    known = outcomes_by_text(outcomes)
    unreadable = {problem.row_id for problem in bad_cells}
    before = records(sheet[sheet[ANSWER_COLUMNS].notna().any(axis=1)])
    typed = spelled_out(before, outcomes)
    people = set(read(CITIZENS).index)
    faults = {
        row_id: fault_of(row, known, people, now.date()) for row_id, row in typed.items() if row_id not in unreadable
    }
    good = [row_id for row_id, fault in faults.items() if fault is None]
    at = now.time().replace(second=0, microsecond=0)
    answers = [Answer(typed[i]["citizen"], typed[i], now.date(), at, user, typed[i].get("phone")) for i in good]
    change = record(answers, read, new_ids)
    change.message = _message(len(good), len(typed.keys() | unreadable) - len(good))
    change.problems += [*bad_cells, *(_problem(row_id, fault) for row_id, fault in faults.items() if fault)]
    change.of(CALL_SHEET).deletes.update((row_id, before[row_id]) for row_id in good)
    change.delete(REVIEW, _answered(read(REVIEW), {problem.message for problem in change.problems}))
    passed = _passed_over(sheet, set(good), set(typed) | unreadable)
    change.update(CALL_SHEET, passed, passed.assign(skipped=[(count or 0) + 1 for count in passed["skipped"]]))
    return change


def _answered(review: pd.DataFrame, still: AbstractSet[str]) -> pd.DataFrame:
    """Return the rows of Til vurdering about answers on Ringeliste that nothing is wrong with any more."""
    about = (review["kind"] == ReviewKind.ANSWER) & (review["sheet"] == CALL_SHEET.sheet) & review["choice"].isna()
    return review[about & ~review["message"].isin(still)]


def _passed_over(sheet: pd.DataFrame, good: AbstractSet[str], typed: AbstractSet[str]) -> pd.DataFrame:
    """Return how often those were skipped who stand without an answer above one with."""
    places = [at for at, row_id in enumerate(sheet.index) if row_id in good]
    above = sheet[["made_on", "skipped"]].iloc[: max(places, default=0)]
    return above.loc[~above.index.isin(typed) & above["made_on"].notna(), ["skipped"]]


def record(answers: Sequence[Answer], read: Read, new_ids: NewIds) -> Change:
    """Return what answers without a fault lead to: a row of Opkald each, and what they say about citizen and relative.

    A time that was told is noted on Booking, and the ride that was told with it is promised.

    Wherever an answer was written (Ringeliste, a caller's file, a choice on Til vurdering), it goes in here.
    """
    change = Change()
    ids = new_ids(CALLS, len(answers))
    change.insert(CALLS, CALLS.frame(_call(i, answer) for i, answer in zip(ids, answers, strict=True)))
    known = outcomes_by_text(read(OUTCOMES))
    _tell_citizens(change, answers, known, read(CITIZENS))
    told = [answer for answer in answers if known[answer.row["outcome"]].effect is Effect.TIME_TOLD]
    told_days = _tell_bookings(change, told, read)
    _tell_relatives(change, answers, new_ids)
    return change.then(promises(by_citizen(read(RIDES)), told_days, read_settings(read(SETTINGS))))


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
        **({"new_phone": new_phone(answer.row)} if "new_phone" in answer.row else {}),
    }


def _tell_citizens(
    change: Change, answers: Sequence[Answer], known: Mapping[str, Outcome], citizens: pd.DataFrame
) -> None:
    """Put a new number, the language and a stop in the register."""
    telling = [one for one in answers if _TOLD & one.row.keys() or known[one.row["outcome"]].effect in _STOPS]
    was = records(citizens.loc[list(dict.fromkeys(answer.citizen for answer in telling))])
    now = {citizen: dict(row) for citizen, row in was.items()}
    for answer in telling:
        now[answer.citizen] |= _facts(answer.row, known[answer.row["outcome"]], now[answer.citizen])
    for citizen, row in now.items():
        change.edit(CITIZENS, citizen, was[citizen], row)


def _tell_bookings(change: Change, told: Sequence[Answer], read: Read) -> list[tuple[str, date]]:
    """Put the day on which a time was told beside the time, and return whose times on which days were told."""
    people, bookings = read(CITIZENS).loc[[answer.citizen for answer in told]], read(BOOKINGS)
    persons, mine = records(people), by_citizen(bookings[bookings["citizen"].isin(people.index)])
    days: dict[str, date] = {}
    for answer in told:
        facts = Facts(persons[answer.citizen], bookings=mine.get(answer.citizen, ()))
        days |= {booking["id"]: answer.date for booking in untold(facts, answer.date)}
    before = bookings.loc[list(days)]
    change.update(BOOKINGS, before, before.assign(told_on=list(days.values()), state=BookingState.TOLD))
    return list(zip(before["citizen"], before["date"], strict=True))


def _facts(row: Row, outcome: Outcome, person: Row) -> Row:
    facts: Row = {}
    if (phone := new_phone(row)) and phone != person.get("phone"):
        facts = {"phone": phone, "phone_source": PhoneSource.CITIZEN, **_old_numbers(row, outcome, person, phone)}
    if "answer_language" in row:
        facts["language"] = row["answer_language"]
    if outcome.effect in _STOPS:
        facts[_STOPS[outcome.effect]] = YesNo.YES
    return facts


def _old_numbers(row: Row, outcome: Outcome, person: Row, phone: str) -> Row:
    """Return what becomes of the numbers known before: one is kept as Telefon 2, and a third in the note."""
    bad = row.get("phone") if outcome.effect is Effect.BAD_NUMBER else None
    old = [known for known in (person.get("phone"), person.get("phone2")) if known and known not in {bad, phone}]
    kept = {"phone2": old[0] if old else None}
    if len(old) < 2:  # noqa: PLR2004  the columns Telefon and Telefon 2
        return kept
    return {**kept, "note": "\n".join(filter(None, (person.get("note"), f"Tidligere nummer: {old[1]}")))}


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
