"""What becomes of each row of a list: one bucket and one reason, decided before anything is written."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from workbook.lists.kinds import ListFile
from workbook.matching import Verdict, match
from workbook.register.known import Known
from workbook.words import Bucket, ListKind, YesNo

Clean = Mapping[str, Any]
"""A clean row, with the columns of `lists.extract`."""


@dataclass
class Fate:
    """A row's bucket and reason. `citizen` is whom the row is about; `written` says whether its facts are taken over.

    `candidates` are citizens it may be about, each with the reason, for a person to decide.
    """

    bucket: Bucket
    why: str
    citizen: str | None = None
    written: bool = False
    candidates: tuple[tuple[str, str], ...] = ()


def fates_of(file: ListFile, known: Known, next_id: Callable[[], str]) -> list[Fate]:
    """Return the fate of each row, in the file's order; `next_id` gives the id of a new citizen."""
    pairs = _pairs(file.rows, known)
    met: dict[str, str | None] = {}
    first_row: dict[tuple[Any, ...], Clean] = {}
    fates = []
    for at, row in enumerate(file.records):
        fate = _asked(row, pairs.get(at, []), known)
        if fate is None:
            key = (row["cpr"], row["called_on"], row["answer"]) if row["answer"] else (row["cpr"],)
            doubles = first_row.setdefault(key, row)
            fate = _fate(row, file, known, met, next_id)
            if doubles is not row:
                fate.bucket, fate.why = Bucket.DOUBLED, f"Stod også i række {doubles['row']}."
        fates.append(fate)
    return fates


def _pairs(rows: pd.DataFrame, known: Known) -> dict[int, list[tuple[str, str, str]]]:
    """Return (citizen, verdict, reason) of each row's pairs by the row's position."""
    new = pd.DataFrame(
        {
            "cpr": rows["cpr"],
            "birth_date": [day.isoformat() if day else None for day in rows["birth_date"]],
            "name": rows["name"],
            "phone": [" ".join(numbers) if numbers else None for numbers in rows["phones"]],
        },
        dtype=object,
    )
    found: dict[int, list[tuple[str, str, str]]] = {}
    pairs = match(new, known.to_match)
    for at, citizen, verdict, reason in zip(
        pairs["new"], pairs["known"], pairs["verdict"], pairs["reason"], strict=True
    ):
        found.setdefault(at, []).append((citizen, verdict, reason))
    return found


def _asked(row: Clean, pairs: list[tuple[str, str, str]], known: Known) -> Fate | None:
    """Return the fate of a row that a person must look at, None for one whose CPR number tells who it is."""
    asked = tuple((citizen, reason) for citizen, verdict, reason in pairs if verdict == Verdict.ASK)
    if row["cpr"] is None:
        if asked:
            reasons = " · ".join(dict.fromkeys(reason for _, reason in asked))
            return Fate(Bucket.ASK, f"{row['no_cpr']}; ligner en kendt borger: {reasons}.", None, False, asked)
        return Fate(Bucket.REFUSED, f"{row['no_cpr']}, og rækken ligner ingen kendt borger.")
    if asked:
        # The number says who is on the list; the name is asked about before any of the row's facts are believed.
        return Fate(Bucket.ASK, f"{asked[0][1]}.".capitalize(), known.by_cpr[row["cpr"]], False, asked)
    return None


def _fate(row: Clean, file: ListFile, known: Known, met: dict[str, str | None], next_id: Callable[[], str]) -> Fate:
    number = row["cpr"]
    if number in known.by_cpr:
        citizen = known.by_cpr[number]
        bucket, why = _known_bucket(row, citizen, file, known)
        return Fate(bucket, why, citizen, written=True)
    if number in met:
        citizen_id = met[number]
        return Fate(Bucket.KNOWN, "Stod også tidligere på samme liste.", citizen_id, written=citizen_id is not None)
    if file.kind.list_kind is ListKind.CASE_SYSTEM and row["target_group"] not in known.followed:
        met[number] = None
        why = "Står ikke på en liste og er ikke i en målgruppe, der hentes fra fagsystemet; oplysningerne er ikke gemt."
        return Fate(Bucket.NOT_FOLLOWED, why)
    met[number] = next_id()
    return Fate(Bucket.NEW, "Kendes ikke i forvejen.", met[number], written=True)


def _known_bucket(row: Clean, citizen: str, file: ListFile, known: Known) -> tuple[Bucket, str]:
    kind = file.kind.list_kind
    if kind is ListKind.CONTACTS:
        if row["answer"]:
            return Bucket.ANSWERED, "Kendes i forvejen; svaret på listen er holdt op mod arket Opkald."
        return Bucket.KNOWN, "Kendes i forvejen; intet svar på listen."
    if kind is ListKind.CASE_SYSTEM:
        return _state_bucket(known.people[citizen], row) or (
            Bucket.KNOWN,
            "Kendes i forvejen; oplysningerne er holdt op mod listen.",
        )
    return _ssi_bucket(row, citizen, file.extracted_on, known)


def _ssi_bucket(row: Clean, citizen: str, extracted_on: date, known: Known) -> tuple[Bucket, str]:
    person = known.people[citizen]
    if told := _state_bucket(person, row):
        return told
    if citizen in known.answers:
        day, answer = known.answers[citizen]
        if day > extracted_on:
            return Bucket.HANDLED, f"Har svaret “{answer}” den {day:%d-%m-%Y}, efter at listen blev trukket."
        return Bucket.ANSWERED, f"Har tidligere svaret “{answer}” ({day:%d-%m-%Y})."
    if person.get("protected") == YesNo.YES:
        return Bucket.PROTECTED, "Har navne- og adressebeskyttelse."
    if citizen in known.latest_ssi:
        return Bucket.AGAIN, f"Stod også på listen udtrukket den {known.latest_ssi[citizen]:%d-%m-%Y}."
    return Bucket.KNOWN, "Kendes i forvejen, men har ikke stået på en liste fra SSI."


def _state_bucket(person: Clean, row: Clean) -> tuple[Bucket, str] | None:
    if YesNo.YES in {person.get("gone"), row["gone"]}:
        return Bucket.GONE, "Er død eller fraflyttet."
    days = [day for day in (person.get("jab1_on"), row["jab1_on"]) if day]
    if days:
        return Bucket.VACCINATED, f"Fik første stik den {min(days):%d-%m-%Y}."
    if person.get("booked_on"):
        return Bucket.VACCINATED, f"Har tid den {person['booked_on']:%d-%m-%Y}."
    return None
