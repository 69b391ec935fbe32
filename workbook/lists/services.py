"""A row for each service, as exports of the case system have them: what a person gets is told on each of their rows."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import MutableMapping
from typing import Any

_WHO = ("cpr", "cpr_kind", "name", "birth_date", "no_cpr")
_ELSEWHERE = {"sheet", "row", "services", "no_cpr", "unreadable"}


def gather_services(rows: MutableMapping[str, list[Any]]) -> None:
    """Let a row with nothing but a service be about the person above it, and tell all services of a person together."""
    _fill_down(rows)
    numbers, services = rows["cpr"], rows["services"]
    if len({*numbers, None}) == len(numbers) - numbers.count(None) + 1:
        return
    again = {number for number, times in Counter(numbers).items() if times > 1 and number}
    told: defaultdict[str, set[str]] = defaultdict(set)
    theirs = [at for at, number in enumerate(numbers) if number in again and services[at]]
    for at in theirs:
        told[numbers[at]].add(services[at])
    for at in theirs:
        services[at] = "; ".join(sorted(told[numbers[at]]))


def _fill_down(rows: MutableMapping[str, list[Any]]) -> None:
    if None not in rows["cpr"]:
        return
    others = [column for name, column in rows.items() if name not in _ELSEWHERE]
    cells = enumerate(zip(rows["cpr"], rows["name"], rows["services"], strict=True))
    bare = [at for at, (number, name, service) in cells if service and number is None and name is None and at]
    for at in bare:
        is_below = rows["row"][at] == rows["row"][at - 1] + 1 and rows["sheet"][at] == rows["sheet"][at - 1]
        if is_below and not any(column[at] for column in others):
            for name in _WHO:
                rows[name][at] = rows[name][at - 1]
