"""Whom each row of a list may be about: its number tells, or `matching` does."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

import pandas as pd

from workbook.lists.kinds import ListFile
from workbook.matching import People, Verdict, match
from workbook.matching.names import Likeness, likeness
from workbook.register.known import MATCHED, Clean, Known, to_match
from workbook.register.merge import Facts, Source, merged

Pair = tuple[str, str, str]
"""A citizen that a row may be about, the verdict and the reason."""
Pairs = dict[int, list[Pair]]
"""By the position of a row."""
IF_ZERO = "samme CPR-nummer, hvis det er et nul, der mangler forrest"
_FIRMEST = (Verdict.SURE, Verdict.ASK, Verdict.NO)
_SOMEBODY_ELSE = {Likeness.GIVEN_OTHER, Likeness.OTHER}


def in_turn(
    file: ListFile, known: Known, clashes: Collection[int], told: Mapping[str, list[Clean]]
) -> Iterator[tuple[int, Clean, list[Pair]]]:
    """Yield each row with its position and pairs: rows without a number last, as others tell whom they are about.

    `told` are the rows before whose facts count, by citizen. So the list says the same when it is taken in again.
    """
    rows = list(enumerate(file.records))
    numbered = [one for one in rows if one[1]["cpr"]]
    pairs = _shared(_pairs(numbered, known, known.everybody), file, known, clashes)
    for at, row in sorted(numbered, key=lambda one: one[0] in clashes):
        yield at, row, pairs.get(at, [])
    left = [one for one in rows if not one[1]["cpr"]]
    while left:
        pairs = _pairs(left, known, _as_told(file, known, told))
        sure = {at for at, theirs in pairs.items() if any(verdict == Verdict.SURE for _, verdict, _ in theirs)}
        for at, row in left:
            if at in sure or not sure:
                yield at, row, pairs.get(at, [])
        left = [one for one in left if sure and one[0] not in sure]


def unsure_zeros(file: ListFile, known: Known) -> set[int]:
    """Return the positions of the rows whose nine digits are not surely a citizen's number with a zero in front."""
    guessed = [(at, row) for at, row in enumerate(file.records) if row["typed"] and row["cpr"] in known.by_cpr]
    pairs = _pairs(guessed, known, known.everybody)
    return {at for at, row in guessed if known.by_cpr[row["cpr"]] not in _sure_of(pairs.get(at, []))}


def _sure_of(pairs: Iterable[Pair]) -> set[str]:
    return {citizen for citizen, verdict, _ in pairs if verdict == Verdict.SURE}


def _as_told(file: ListFile, known: Known, told: Mapping[str, list[Clean]]) -> People:
    """Return the citizens with what the rows before say, new ones too."""
    may = Source.of(file, known)
    people = {
        citizen: old | merged(old, Facts.of(rows, MATCHED), may)
        for citizen, rows in told.items()
        for old in [known.people.get(citizen, {})]
    }
    numbers = known.main_numbers | {
        citizen: rows[0]["cpr"] for citizen, rows in told.items() if citizen not in known.people
    }
    return known.everybody.updated(to_match(people, numbers))


def clashes_of(file: ListFile, known: Known) -> dict[int, str]:
    """Return by position the rows that give a number nobody knew another name than the list's first by that number.

    The first by the alphabet, so that the order of the rows does not matter, whole numbers before nine digits; the name
    beside those may not even be another in part.
    """
    named: dict[str, list[tuple[bool, str, int]]] = {}
    for at, row in enumerate(file.records):
        if row["cpr"] and row["name"] and row["cpr"] not in known.by_cpr:
            named.setdefault(row["cpr"], []).append((bool(row["typed"]), row["name"], at))
    clashes = {}
    for names in (names for names in named.values() if len(names) > 1):
        first = min(names)[1]
        for guessed, name, at in names:
            how = likeness(name, first)
            if how in _SOMEBODY_ELSE:
                clashes[at] = "samme CPR-nummer, men et andet navn"
            elif guessed and how is Likeness.PART:
                clashes[at] = IF_ZERO
    return clashes


def _pairs(turn: Iterable[tuple[int, Clean]], known: Known, everybody: People) -> Pairs:
    """Return (citizen, verdict, reason) of each row's pairs by the row's position; most rows' numbers say it all."""
    rows = [(at, row) for at, row in turn if not _says_who(row, known)]
    if not rows:
        return {}
    new = pd.DataFrame(
        {
            "cpr": [row["typed"] or known.main_number(row["cpr"]) for _, row in rows],
            "birth_date": [row["birth_date"].isoformat() if row["birth_date"] else None for _, row in rows],
            "name": [row["name"] for _, row in rows],
            "address": [row["address"] for _, row in rows],
            "postcode": [row["postcode"] for _, row in rows],
            "phone": [" ".join(row["phones"]) if row["phones"] else None for _, row in rows],
        },
        index=[at for at, _ in rows],
        dtype=object,
    )
    found: Pairs = {}
    pairs = match(new, everybody)
    for at, citizen, verdict, reason in zip(
        pairs["new"], pairs["known"], pairs["verdict"], pairs["reason"], strict=True
    ):
        found.setdefault(at, []).append((citizen, verdict, reason))
    return found


def _shared(pairs: Pairs, file: ListFile, known: Known, apart: Collection[int]) -> Pairs:
    """Return the pairs with those of one row for all rows of its number that nobody knew: they are one person.

    Else one row would make a new citizen while another waits for the answer who it is. Rows in `apart` have a name of
    their own.
    """
    together: dict[str, list[int]] = {}
    for at, row in enumerate(file.records):
        if row["cpr"] and row["cpr"] not in known.by_cpr and at not in apart:
            together.setdefault(row["cpr"], []).append(at)
    shared = dict(pairs)
    for places in together.values():
        if len(places) > 1 and (theirs := [pair for at in places for pair in pairs.get(at, ())]):
            best: dict[str, Pair] = {}
            for pair in sorted(theirs, key=lambda pair: (_FIRMEST.index(pair[1]), pair)):
                best.setdefault(pair[0], pair)
            shared |= {at: list(best.values()) for at in places}
    return shared


def _says_who(row: Clean, known: Known) -> bool:
    """Whether the row's number is a citizen's and no other name contradicts it.

    An eCPR may be only a local one, and nine digits may lack another than the zero in front.
    """
    number = row["cpr"]
    if number not in known.by_cpr or not number.isdecimal() or row["typed"]:
        return False
    name = known.people[known.by_cpr[number]].get("name")
    return likeness(row["name"] or "", name or "") not in _SOMEBODY_ELSE
