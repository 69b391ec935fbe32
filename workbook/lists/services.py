"""A row for each service, as exports of the case system have them: what a person gets is told on each of their rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import MutableMapping
from typing import Any

_WHO = ("cpr", "cpr_kind", "name", "birth_date", "no_cpr")
_ELSEWHERE = {"sheet", "row", "services", "no_cpr", "unreadable"}


def gather_services(rows: MutableMapping[str, list[Any]]) -> None:
    """Let a row with nothing but a service be about the person above it, and tell all services of a person together."""
    _fill_down(rows)
    numbers, services = rows["cpr"], rows["services"]
    if len(set(numbers)) == len(numbers) or not any(services):
        return
    told: defaultdict[str, set[str]] = defaultdict(set)
    for number, service in zip(numbers, services, strict=True):
        if number and service:
            told[number].add(service)
    several = {number: "; ".join(sorted(theirs)) for number, theirs in told.items() if len(theirs) > 1}
    rows["services"] = [several.get(number, service) for number, service in zip(numbers, services, strict=True)]


def _fill_down(rows: MutableMapping[str, list[Any]]) -> None:
    others = [column for name, column in rows.items() if name not in _ELSEWHERE]
    for at, number in enumerate(rows["cpr"]):
        is_below = at and rows["row"][at] == rows["row"][at - 1] + 1 and rows["sheet"][at] == rows["sheet"][at - 1]
        if number is None and is_below and rows["services"][at] and not any(column[at] for column in others):
            for name in _WHO:
                rows[name][at] = rows[name][at - 1]
