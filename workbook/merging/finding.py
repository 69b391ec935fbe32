"""Citizens who may be one: of one CPR number, without a number for life, or given another number for life.

A list's row with a valid number that nobody has is a new citizen, whatever else it shares with another (facts of
matching: "a valid CPR that is not known → new; stop there"). So two numbers for life are asked about here, where both
citizens stand in the register, and only when name, birth date and address or phone are the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, permutations
from typing import Any

from workbook import cpr
from workbook.change import Row
from workbook.matching import Verdict, match
from workbook.matching.keys import Pair, in_python
from workbook.matching.people import People, Person
from workbook.problems import Problem
from workbook.register.known import Known
from workbook.register.portraits import in_register
from workbook.review import offer
from workbook.tables import CITIZENS
from workbook.words import Choice, CprKind, ReviewKind

_BUT_THE_NUMBER = 3
"""The tier of pairs whose name and birth date are the same, and their address or phone."""
_FOR_LIFE = {CprKind.ORDINARY, CprKind.UNCHECKED}
_PAYLOAD = offer({Choice.SAME: [], Choice.NOT_SAME: []})


def perhaps_one(known: Known) -> Iterator[Problem]:
    """Yield a question for every two citizens who may be one, both side by side; the one with the lower id stays."""
    denied = _said_to_be_two(known)
    alike = {pair: reason for pair, reason in chain(_alike(known), _given_another(known)) if {*pair} not in denied}
    reasons = alike | dict(_of_one_number(known.people))
    for (stays, leaves), reason in sorted(reasons.items()):
        yield Problem(
            ReviewKind.TWO_CITIZENS,
            f"Er borger {stays} og borger {leaves} den samme? ({reason}) Vælg “Samme”, så flettes de: {stays} bliver "
            f"stående, og alle rækker om {leaves} flytter med. Vælg ellers “Ikke samme”, og ret det, der er forkert.",
            CITIZENS.name,
            stays,
            payload=_PAYLOAD,
            subject=f"{stays} {leaves}",
            sides=(in_register(known.people[leaves]), in_register(known.people[stays])),
        )


def _of_one_number(people: dict[str, Row]) -> Iterator[tuple[tuple[str, str], str]]:
    """Yield the citizens who have the number of the first who has it."""
    owners: dict[str, str] = {}
    for citizen in sorted(people, key=_by_id):
        if number := _number(people[citizen]):
            first = owners.setdefault(number.number, citizen)
            if first != citizen:
                yield (first, citizen), "samme CPR-nummer"


def _said_to_be_two(known: Known) -> list[set[str]]:
    """Return the pairs of which it was said, when a list came in, that the row is not the citizen it looks like."""
    rows = known.list_rows[known.list_rows["key"].isin(known.decided.keys())]
    return [
        {citizen, other}
        for citizen, key in zip(rows["citizen"], rows["key"], strict=True)
        for other, choice in known.decided[key].items()
        if choice == Choice.NOT_SAME
    ]


def _alike(known: Known) -> Iterator[tuple[tuple[str, str], str]]:
    """Yield those without a number for life whom matching puts with somebody else."""
    numbers = {citizen: _number(row) for citizen, row in known.people.items()}
    without = [citizen for citizen, number in numbers.items() if number is None or number.kind not in _FOR_LIFE]
    if not without:
        return
    pairs = match(known.to_match.loc[without].assign(cpr=None), known.to_match, _others)
    for one, other, verdict, reason in zip(
        *(pairs[name] for name in ("new", "known", "verdict", "reason")), strict=True
    ):
        if verdict != Verdict.NO:
            stays, leaves = sorted((one, other), key=_by_id)
            yield (stays, leaves), reason


def _given_another(known: Known) -> Iterator[tuple[tuple[str, str], str]]:
    """Yield those who differ in nothing but their numbers for life, the later one beyond doubt: no list asked of it."""
    numbers = {citizen: number for citizen, row in known.people.items() if (number := _number(row))}
    born = {citizen: number.born for citizen, number in numbers.items() if number.kind in _FOR_LIFE and number.born}
    told = [day.isoformat() for day in born.values()]
    people = known.to_match.loc[list(born)].assign(cpr=None, birth_date=told)
    pairs = match(people, people, _of_one_birth_date)
    for one, other, tier, reason in zip(*(pairs[name] for name in ("new", "known", "tier", "reason")), strict=True):
        stays, leaves = sorted((one, other), key=_by_id)
        if tier == _BUT_THE_NUMBER and numbers[leaves].kind is CprKind.ORDINARY:
            yield (stays, leaves), f"{reason}, men hver sit CPR-nummer"


def _of_one_birth_date(people: People, _: People) -> Iterator[Pair]:
    """Yield those who share a birth date and the first or the last word of their names."""
    together: dict[str | None, list[tuple[int, Person]]] = {}
    for at, person in people:
        together.setdefault(person.born, []).append((at, person))
    for (at, one), (other, another) in chain.from_iterable(permutations(some, 2) for some in together.values()):
        if not set(one.ends).isdisjoint(another.ends):
            yield at, other


def _others(new: People, known: People) -> list[Pair]:
    """Return the pairs worth a look; nobody is a pair with themselves."""
    return [(at, other) for at, other in in_python(new, known) if new.labels[at] != known.labels[other]]


def _number(row: Row) -> cpr.Cpr | None:
    try:
        return cpr.parse(row.get("cpr") or "")
    except cpr.NotACpr:
        return None


def _by_id(citizen: str) -> Any:
    return len(citizen), citizen
