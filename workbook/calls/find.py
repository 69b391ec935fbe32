"""Find borger: who may be meant by a part of a name, a part of a phone number, an id or a CPR number.

Names are compared folded, so that Søren, Soeren and Sören are one, and once more with the letters that a foreign
keyboard or another alphabet leaves out; relatives are looked through too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

import pandas as pd

from workbook.change import Row, records
from workbook.folding import fold
from workbook.matching.names import words

SHORTEST_NAME, SHORTEST_PHONE = 2, 3
"""So many letters of a name or digits of a number are needed; Bo and Li are names."""

_CPR_LENGTH, _COUNTRY = 10, re.compile(r"(\+|00)45")
_ID = re.compile(r"b\s*-?\s*(\d+)", re.IGNORECASE)
_NUMBER = re.compile(r"[\d\s()+./-]+")
_SOFT = (("oe", "o"), ("ae", "a"), ("aa", "a"), ("w", "v"), ("th", "t"), ("ph", "f"), ("ck", "k"), ("c", "k"))


class Hit(NamedTuple):
    """Somebody who may be meant, and why."""

    citizen: str
    why: str


def is_too_short(query: str) -> bool:
    """Whether so little was written that it says nothing."""
    least = SHORTEST_PHONE if _NUMBER.fullmatch(query) else SHORTEST_NAME
    return len(query.strip()) < least


def find(query: str, citizens: pd.DataFrame, relatives: pd.DataFrame) -> list[Hit]:
    """Return who may be meant, each once and with the first reason: the id, a number, the name, then a relative's.

    Whose name holds all words of the query as they were written come first, then by name.
    """
    people, hits = records(citizens), dict[str, str]()
    for citizen, why in [*_own(query, people), *_through_relatives(query, relatives)]:
        if citizen in people:
            hits.setdefault(citizen, why)
    asked = set(fold(query).split())
    names = {citizen: fold(people[citizen].get("name") or "") for citizen in hits}
    ordered = sorted(hits, key=lambda citizen: (not asked <= set(names[citizen].split()), names[citizen], citizen))
    return [Hit(citizen, hits[citizen]) for citizen in ordered]


def _own(query: str, people: dict[str, Row]) -> Iterator[tuple[str, str]]:
    for citizen, person in people.items():
        if same_id(query, citizen):
            yield citizen, "borgernr."
        elif _is_cpr(query, person.get("cpr")):
            yield citizen, "CPR-nummer"
        elif any(_in_phone(query, person.get(name)) for name in ("phone", "phone2")):
            yield citizen, "telefon"
        elif in_name(query, person.get("name")):
            yield citizen, "navn"


def _through_relatives(query: str, relatives: pd.DataFrame) -> Iterator[tuple[str, str]]:
    for relative in records(relatives).values():
        by_phone = _in_phone(query, relative.get("phone"))
        if "citizen" in relative and (by_phone or in_name(query, relative.get("name"))):
            who = ", ".join(relative[name] for name in ("name", "relation") if name in relative)
            yield relative["citizen"], f"pårørende{'s telefon' if by_phone else ''}: {who or 'uden navn'}"


def same_id(query: str, citizen: str) -> bool:
    """Whether somebody wrote the id, with or without its zeros and hyphen."""
    asked, own = _ID.fullmatch(query.strip()), _ID.fullmatch(citizen)
    return bool(asked and own and int(asked[1]) == int(own[1])) or query.strip() == citizen


def _is_cpr(query: str, number: str | None) -> bool:
    """Whether the whole CPR number was written; a part of it would be a birth date, which many share."""
    asked = re.sub(r"[\s-]", "", query).casefold()
    return len(asked) == _CPR_LENGTH and asked == re.sub(r"[\s-]", "", number or "").casefold()


def _in_phone(query: str, phone: str | None) -> bool:
    if not phone or not _NUMBER.fullmatch(query):
        return False
    asked = _digits(query)
    return len(asked) >= SHORTEST_PHONE and asked in _digits(phone)


def _digits(text: str) -> str:
    return re.sub(r"\D", "", _COUNTRY.sub("", text.strip(), count=1))


def in_name(query: str, name: str | None) -> bool:
    """Whether every word of the query stands in the name, as written, folded or spelled as others spell it."""
    if not name or len(query.strip()) < SHORTEST_NAME:
        return False
    asked, own = fold(query), fold(name)
    if not asked:  # neither Latin letters nor digits
        return query.strip().casefold() in name.casefold()
    keys, joined = {word.key for word in words(name)}, own.replace(" ", "")
    return (
        asked.replace(" ", "") in joined
        or all(part in own or _softly_in(part, joined) for part in asked.split())
        or (bool(words(query)) and all(word.key in keys for word in words(query)))
    )


def _softly_in(part: str, joined: str) -> bool:
    return len(soft(part)) > SHORTEST_NAME and soft(part) in soft(joined)


def soft(folded: str) -> str:
    """Return a folded word without what spellings differ in most: ae is a, oe is o, doubled letters are one."""
    for written, plain in _SOFT:
        folded = folded.replace(written, plain)
    return re.sub(r"(.)\1+", r"\1", folded)
