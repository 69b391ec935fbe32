"""Citizens who may be one: two with one CPR number, and one without a number for life who looks like another."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from workbook import cpr
from workbook.change import Row
from workbook.matching import Verdict, match
from workbook.matching.keys import Pair, in_python
from workbook.matching.people import People
from workbook.problems import Problem
from workbook.register.asking import in_register
from workbook.register.known import Known
from workbook.review import offer
from workbook.tables import CITIZENS
from workbook.words import Choice, CprKind, ReviewKind

_FOR_LIFE = {CprKind.ORDINARY, CprKind.UNCHECKED}
_PAYLOAD = offer({Choice.SAME: [], Choice.NOT_SAME: []})


def perhaps_one(known: Known) -> Iterator[Problem]:
    """Yield a question for every two citizens who may be one, both side by side; the one with the lower id stays."""
    reasons = dict(_alike(known)) | dict(_of_one_number(known.people))
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
