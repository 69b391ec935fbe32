"""Who is here to ring, and what they speak."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date

import pandas as pd

from workbook.change import Row, records
from workbook.words import Language

RINGER = "ringer"
"""The role on Medarbejdere of those who have call sheets of their own."""


def present(staff: pd.DataFrame, today: date) -> dict[str, frozenset[str]]:
    """Return the languages of each colleague on Medarbejdere who is not away today, by initials."""
    return {person["initials"]: names_of(person.get("languages")) for person in _here(staff, today)}


def ringers(staff: pd.DataFrame, today: date) -> dict[str, frozenset[str]]:
    """Return the languages of those of them who ring."""
    ring = (person for person in _here(staff, today) if RINGER in names_of(person.get("role")))
    return {person["initials"]: names_of(person.get("languages")) for person in ring}


def _here(staff: pd.DataFrame, today: date) -> Iterator[Row]:
    return (person for person in records(staff).values() if "initials" in person and not _is_away(person, today))


def spoken_by(staff: pd.DataFrame) -> frozenset[str]:
    """Return the languages of the house."""
    return frozenset().union(*map(names_of, staff["languages"].tolist()))


def names_of(text: str | None) -> frozenset[str]:
    """Return the languages of a text in small letters: "Dansk og tyrkisk", "Bosnisk/kroatisk/serbisk"."""
    return frozenset(name.strip().casefold() for name in re.split(r"[,;/]| og ", text or "") if name.strip())


def speakers(language: str | None, here: Mapping[str, frozenset[str]]) -> list[str]:
    """Return the initials of those who speak a language that somebody needs; none for Danish or an unknown one."""
    if language in {None, Language.DANISH, Language.OTHER}:
        return []
    return [initials for initials, languages in here.items() if names_of(language) & languages]


def _is_away(person: Row, today: date) -> bool:
    first, last = person.get("away_from"), person.get("away_to")
    return bool(first or last) and (first or today) <= today <= (last or today)
