"""Several relatives in one row, as "Pårørende 1 · Tlf. · Pårørende 2 · Tlf.": whose of them each column is."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from workbook.folding import fold
from workbook.lists.columns import Columns

RELATED = ("relative", "relation", "relative_phone", "relative_address")
"""The fields that are about a relative."""

_TOLD = ("relative_name", "relation", "relative_phones", "relative_address")
_WHICH = re.compile(r"(?:paaroerendes?|kontaktpersons?) ?(?:nr )?(\d)\b|^(\d) (?:paaroerende|kontaktperson)")
_KIN = re.compile("paaroerende|kontaktperson")
_AT_END = re.compile(r" (\d)$")


def with_their_phones(heads: Sequence[str], labels: Sequence[str]) -> list[str]:
    """Return the fields with a plain "Tlf." right after a relative with a number in the heading as that one's."""
    told = list(heads)
    for at, (before, label) in enumerate(zip(heads, labels, strict=False), start=1):
        if before in RELATED and _number(before, fold(label)) and told[at : at + 1] == ["phone"]:
            told[at] = "relative_phone"
    return told


def whose(heads: Sequence[str], labels: Sequence[str]) -> list[int]:
    """Return by column which relative it is about, counted from 0; so are the columns about nobody's relative.

    The heading's number says it ("Pårørende 2 telefon", but "Pårørendes telefon 2" is the first one's second number),
    else that the heading of a relative stands again, or the column before a plain "Tlf.".
    """
    told = [(head, fold(label) if head in RELATED else "") for head, label in zip(heads, labels, strict=False)]
    again = max(Counter(label for head, label in told if head == "relative").values(), default=0) > 1
    seen: Counter[str] = Counter()
    owners: list[int] = []
    for head, label in told:
        if number := _number(head, label):
            owners.append(number - 1)
        elif head == "relative_phone" and not _KIN.search(label):
            owners.append(owners[-1] if owners else 0)
        else:
            owners.append(seen[label] if label and again else 0)
        seen[label] += 1
    return owners


def _number(head: str, label: str) -> int:
    found = _WHICH.search(label) or (head != "relative_phone" and _AT_END.search(label))
    return int(next(filter(None, found.groups()))) if found else 0


def together(others: Mapping[int, Columns]) -> list[tuple[tuple[Any, ...], ...] | None]:
    """Return for each row name, relation, phones and address of the relatives after the first."""
    each = [zip(*(columns[name] for name in _TOLD), strict=True) for _, columns in sorted(others.items())]
    return [tuple(one for one in row if any(one)) or None for row in zip(*each, strict=True)]


def relatives_of(row: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return all of whom a clean row tells something, the one of its own columns first; one who is blank for nobody."""
    first = {name: row[name] for name in _TOLD}
    others = [dict(zip(_TOLD, one, strict=True)) for one in row["more_relatives"] or ()]
    return [first, *others] if any(first.values()) else others or [first]
