"""The cells of two citizens who are one: nothing is lost, and of two promises the stricter holds."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from workbook.change import Row, same
from workbook.folding import fold
from workbook.schema import Kind, Owner
from workbook.tables import CITIZENS
from workbook.words import CprKind, YesNo

_FOR_A_WHILE = {CprKind.REPLACEMENT, CprKind.ECPR}
_PLACE = ("address", "postcode", "city", "east", "north")
_PICKED = {
    **dict.fromkeys(("target_group", "invited_on", "jab1_on", "jab2_on", "ride_limit"), min),
    **dict.fromkeys(("ask_again_from", "looked_up_on", "observe"), max),
}
"""Of two values that both stand, which one is careful: the earlier group and jab, the later day to ask again."""

_MADE = {"cpr", "cpr_kind", "other_cpr", "phone", "phone2", "phone_source", "protected_until", "note", *_PLACE}
"""Cells that are not taken one by one."""


def one_of_two(stays: Row, leaves: Row, name: str) -> Row:
    """Return the cells of the citizen who stays; `name` is the id of the one who leaves.

    Blanks are filled, every Ja stays a Ja, both notes are kept, and what differs is told in the note.
    """
    cells = {column.name: _cell(column.name, stays, leaves) for column in CITIZENS.columns if _by_itself(column)}
    cells |= _numbers(stays, leaves) | _place(stays, leaves)
    cells["protected_until"] = _until(stays, leaves)
    phones = list(dict.fromkeys(row[at] for row in (stays, leaves) for at in ("phone", "phone2") if row.get(at)))
    cells["phone"], cells["phone2"] = (*phones, None, None)[:2]
    cells["phone_source"] = (stays if stays.get("phone") else leaves).get("phone_source")
    lost = [*_lost(cells, leaves), *(f"Telefon: {number}" for number in phones[2:])]
    told = f"Flettet med {name}. {'; '.join(lost)}".strip()
    notes = [row["note"] for row in (stays, leaves) if row.get("note")]
    cells["note"] = "\n".join(dict.fromkeys((*notes, told)))
    return cells


def _by_itself(column: Any) -> bool:
    return column.owner is not Owner.DERIVED and column.name not in _MADE


def _cell(name: str, stays: Row, leaves: Row) -> Any:
    values = [row[name] for row in (stays, leaves) if row.get(name) is not None]
    if CITIZENS.by_name[name].choices is YesNo and YesNo.YES in values:
        return YesNo.YES
    return _PICKED.get(name, _first)(values) if values else None


def _first(values: list[Any]) -> Any:
    return values[0]


def _numbers(stays: Row, leaves: Row) -> Row:
    """Return the CPR numbers: a number for life counts before one for a while, the others are kept beside it."""
    both = [row for row in (stays, leaves) if row.get("cpr")]
    both.sort(key=lambda row: row.get("cpr_kind") in _FOR_A_WHILE)
    others = [text for row in (stays, leaves) for text in (row.get("other_cpr") or "").split()]
    others = list(dict.fromkeys([*(row["cpr"] for row in both[1:]), *others]))
    first: Row = both[0] if both else {}
    main = first.get("cpr")
    return {
        "cpr": main,
        "cpr_kind": first.get("cpr_kind"),
        "other_cpr": " ".join(number for number in others if _digits(number) != _digits(main)) or None,
    }


def _digits(number: str | None) -> str:
    return fold(number or "").replace(" ", "")


def _place(stays: Row, leaves: Row) -> Row:
    """Return one address, whole: half of one and half of another is nobody's."""
    lives = stays if stays.get("address") or not leaves.get("address") else leaves
    return {name: lives.get(name) for name in _PLACE}


def _until(stays: Row, leaves: Row) -> date | None:
    """Return the end of the protection: none where one of them has protection without end."""
    ends: list[Any] = [row.get("protected_until") for row in (stays, leaves) if row.get("protected") == YesNo.YES]
    return max(ends) if ends and all(ends) else None


def _lost(cells: Row, leaves: Row) -> Iterator[str]:
    """Yield what stood on the row that leaves and stands nowhere now; an address under protection is not told."""
    hidden = set(_PLACE) if cells["protected"] == YesNo.YES else {"east", "north"}
    for column in CITIZENS.columns:
        old = leaves.get(column.name)
        told = column.name in {"name", "address", "postcode", "city", "services", "language"} - hidden
        if told and column.kind in {Kind.TEXT, Kind.CHOICE} and old is not None and not same(old, cells[column.name]):
            yield f"{column.label}: {old}"
