"""Two tables of people into pairs: find who shares a key, hold each pair against the rules, keep the best of each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import groupby, islice, product
from operator import itemgetter
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from workbook.circles import without_circles
from workbook.matching.evidence import Evidence
from workbook.matching.keys import Pair, in_python
from workbook.matching.people import BATCH, Part, People, Person
from workbook.matching.processes import Each
from workbook.matching.rules import Rule, Verdict, reason, rule_for

PAIR_COLUMNS = ("new", "known", "tier", "score", "verdict", "reason")

Find = Callable[[People, People], Iterable[Pair]]
"""A way to find the pairs worth deciding on, in order: `keys.in_python`, or one of `engines`."""

_Judged = tuple[int, Rule, Evidence]


def match(new: pd.DataFrame, known: pd.DataFrame | People, find: Find = in_python, each: Each = map) -> pd.DataFrame:
    """Return the pairs of people in `new` and `known` who are, or may be, the same, or look so and are not.

    Both have any of the text columns cpr, birth_date (ISO), name, address, postcode, phone, as written by hand; numbers
    and dates are read as the text they would be, and every kind of blank is one. Gives `PAIR_COLUMNS`: index labels of
    both, tier (1 the number … 5 place and name), score (1.0 is certain), verdict and reason in Danish. A new person is
    surely at most one known one; whoever has no pair that is sure or asked is new. Known `People` are what a table of
    them was read into, for those who are asked about more than once. `each` does the work on some
    thousand rows at a time: `map` here, or what `processes` gives on every core. Raises ValueError where one of the
    columns stands twice.
    """
    ours = People(new, keep=each is map)
    theirs = known if isinstance(known, People) else People(known, keep=each is map)
    with without_circles():
        told = [pd.DataFrame(columns=list(PAIR_COLUMNS), dtype=object)]
        told += each(_judged, _batches(find(ours, theirs), ours, theirs))
    pairs = pd.concat(told, ignore_index=True)
    for side, people in (("new", ours), ("known", theirs)):
        pairs[side] = people.labels.take(pairs[side].to_numpy(dtype=np.int64)).astype(object)
    return pairs


class _Batch(NamedTuple):
    """Pairs to decide on, by new person, and the people they are about."""

    pairs: list[tuple[int, list[int]]]
    new: Part
    known: Part


_ALWAYS_ASKED = ("number", "name")
"""What the rules ask of every pair: read in one go, as CPR numbers alone take a hundred times as long."""


def _batches(pairs: Iterable[Pair], ours: People, theirs: People) -> Iterator[_Batch]:
    by_new = ((at, [other for _, other in some]) for at, some in groupby(pairs, itemgetter(0)))
    while some := list(islice(by_new, BATCH)):
        known = dict.fromkeys(other for _, others in some for other in others)
        yield _Batch(some, ours.part([at for at, _ in some]), theirs.part(list(known)))


def _judged(batch: _Batch) -> pd.DataFrame:
    for people, what in product((batch.new, batch.known), _ALWAYS_ASKED):
        people.each(what)
    rows = [(at, *told) for at, others in batch.pairs for told in _best(batch.new.person(at), others, batch.known)]
    return pd.DataFrame(rows, columns=list(PAIR_COLUMNS), dtype=object)


def _best(new: Person, others: list[int], known: Part) -> list[tuple[Any, ...]]:
    """Return (position, tier, score, verdict, reason) of those known people who come nearest to a new one."""
    seen = [(other, Evidence(new, known.person(other))) for other in others]
    if new.number.slipped:
        slips = sum(found.slip is not None for _, found in seen)
        for _, found in seen:
            found.slips = slips
    judged: list[_Judged] = [(other, rule, found) for other, found in seen if (rule := rule_for(found))]
    if not judged:
        return []
    first = min(_rank(rule) for _, rule, _ in judged)
    best = [one for one in judged if _rank(one[1]) == first]
    return [(other, *_told(rule, found, alone=len(best) == 1)) for other, rule, found in best]


def _rank(rule: Rule) -> tuple[bool, int, float]:
    return rule.verdict is Verdict.NO, rule.tier, -rule.score


def _told(rule: Rule, seen: Evidence, *, alone: bool) -> tuple[int, float, Verdict, str]:
    if rule.verdict is Verdict.SURE and not alone:
        return rule.tier, 0.5, Verdict.ASK, f"{reason(rule, seen)}, men det passer på flere"
    return rule.tier, rule.score, rule.verdict, reason(rule, seen)
