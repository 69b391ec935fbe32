"""The tiers of a match, each declared with its keys and its reason; a tier is only asked when those above are silent.

A phone alone never makes two people one, as households share it; so the name is part of every key but the CPR.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import pandas as pd

from workbook.change import blank
from workbook.matching import names

PAIR_COLUMNS = ("new", "known", "tier", "score", "verdict", "reason")


class Verdict(StrEnum):
    """What a pair is worth: taken as one person, put to a person, or nothing."""

    SURE = "sure"
    ASK = "ask"
    NO = "no"


Person = Mapping[str, Any]


@dataclass(frozen=True)
class Rule:
    """People who share a key of `keys` and agree by `fits` are a pair with this verdict and reason."""

    tier: int
    score: float
    verdict: Verdict
    reason: str
    keys: Callable[[Person], list[Hashable]]
    fits: Callable[[str, str], bool]


def _cpr(person: Person) -> list[Hashable]:
    return [person["cpr"]] if person.get("cpr") else []


def _birth_date(person: Person) -> list[Hashable]:
    return [person["birth_date"]] if person.get("birth_date") else []


def _phone(person: Person) -> list[Hashable]:
    return [*(person.get("phone") or "").split()]


def _not_clash(one: str, other: str) -> bool:
    return not (one and other and names.clash(one, other))


def _clash(one: str, other: str) -> bool:
    return not _not_clash(one, other)


RULES = (
    Rule(1, 1.0, Verdict.SURE, "samme CPR-nummer", _cpr, _not_clash),
    # A list's names come from hands, CPR's own from marriages: only a name that is wholly another is asked about.
    Rule(1, 0.9, Verdict.ASK, "samme CPR-nummer, men et helt andet navn", _cpr, _clash),
    Rule(4, 0.7, Verdict.ASK, "samme fødselsdato og navn", _birth_date, names.agree),
    Rule(5, 0.6, Verdict.ASK, "samme telefon og navn", _phone, names.agree),
)


def match(new: pd.DataFrame, known: pd.DataFrame) -> pd.DataFrame:
    """Return the pairs of people in `new` and `known` who are, or may be, the same.

    Both have any of the text columns cpr (ten characters), birth_date (ISO), name, phone (eight digits, several with
    a space between). Gives `PAIR_COLUMNS`: index labels of both, tier, score (1.0 is certain), verdict, reason in
    Danish. Somebody with a CPR number that is not in `known` is new and gets no pair.
    """
    ours, theirs = _people(new), _people(known)
    open_rows = set(ours)
    pairs = []
    for rule in RULES:
        found = list(_pairs(rule, {label: ours[label] for label in ours if label in open_rows}, theirs))
        pairs += found
        open_rows -= {pair[0] for pair in found}
        if rule.tier == 1 and rule.verdict is Verdict.ASK:
            open_rows -= {label for label in open_rows if ours[label].get("cpr")}
    order = {label: at for at, label in enumerate(ours)}
    pairs.sort(key=lambda pair: (order[pair[0]], pair[2]))
    return pd.DataFrame(pairs, columns=list(PAIR_COLUMNS), dtype=object)


def _pairs(rule: Rule, ours: Mapping[Hashable, Person], theirs: Mapping[Hashable, Person]) -> Iterator[tuple[Any, ...]]:
    by_key: dict[Hashable, list[Hashable]] = defaultdict(list)
    for label, person in theirs.items():
        for key in rule.keys(person):
            by_key[key].append(label)
    for label, person in ours.items():
        candidates = dict.fromkeys(other for key in rule.keys(person) for other in by_key.get(key, ()))
        for other in candidates:
            if rule.fits(person.get("name") or "", theirs[other].get("name") or ""):
                yield label, other, rule.tier, rule.score, rule.verdict, rule.reason


def _people(frame: pd.DataFrame) -> dict[Hashable, Person]:
    columns = [name for name in ("cpr", "birth_date", "name", "phone") if name in frame]
    cells = [frame[name].tolist() for name in columns]
    return {
        label: {column: blank(value) for column, value in zip(columns, values, strict=True)}
        for label, *values in zip(frame.index, *cells, strict=True)
    }
