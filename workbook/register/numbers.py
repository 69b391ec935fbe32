"""A citizen's CPR numbers: the one that counts, and others by which lists name the same person."""

from __future__ import annotations

from collections.abc import Sequence

from workbook.change import Row
from workbook.register.known import Clean, Known
from workbook.words import CprKind

_FOR_A_WHILE = {CprKind.REPLACEMENT, CprKind.ECPR}


def numbers(old: Row, citizen: str, rows: Sequence[Clean], known: Known) -> Row:
    """Return the cells of a citizen's numbers after a person said that rows with another number are about them.

    A number that belongs to somebody else stays theirs, and nine digits are nobody's other number. A number for life
    takes the place of a replacement number.
    """
    if not old or not known.decided:
        return {}
    firm = [row for row in rows if row["cpr"] and not row["typed"]]
    said = [row for row in firm if row["cpr"] not in known.by_cpr and known.is_same(row, citizen)]
    if not said:
        return {}
    kinds = {row["cpr"]: row["cpr_kind"] for row in said}
    others = dict.fromkeys([*(old.get("other_cpr") or "").split(), *sorted(kinds)])
    now: Row = {}
    for_life = [number for number in sorted(kinds) if kinds[number] not in _FOR_A_WHILE]
    if for_life and (not old.get("cpr") or old.get("cpr_kind") in _FOR_A_WHILE):
        now = {"cpr": for_life[0], "cpr_kind": kinds[for_life[0]]}
        del others[for_life[0]]
        others |= {old["cpr"]: None} if old.get("cpr") else {}
    return {**now, "other_cpr": " ".join(others) or None}
