"""The cells below known headings into columns of clean rows, what stands in many rows read once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from itertools import chain, repeat
from operator import or_
from typing import Any

from workbook.lists import kin
from workbook.lists.clean import CONVERTERS, POSTCODE, phones_beside, place, yes
from workbook.lists.columns import Columns, fill
from workbook.lists.converted import converted
from workbook.lists.cpr_column import read_cpr, without_numbers
from workbook.lists.full_addresses import name_and_address
from workbook.lists.headings import MARK, NAME_AND_ADDRESS
from workbook.lists.protection import take_protection_out
from workbook.lists.read import Cell
from workbook.lists.whose import apart, tells_of_others
from workbook.lists.yearless import day_up_to, is_yearless
from workbook.schema import LONGEST_TEXT
from workbook.words import YesNo

_NAME = ("first_name", "middle_name", "last_name")
_HOUSE = ("house", "floor", "door")
_PAIRS = {
    "area": ("area", "area_number"),
    "postcode": ("postcode", "city"),
    NAME_AND_ADDRESS: ("name", "address", "postcode", "city"),
    "relative": ("relative", "relative_name"),
    "appointment": ("booked_on", "clock"),
}
_HERE: Mapping[str, Callable[[Any], Any]] = {"postcode": place, NAME_AND_ADDRESS: name_and_address}
_SAID_AGAIN = {"answer", "remark"}
_LISTS_OF = {"phone": "phones", "relative_phone": "relative_phones"}


def read_columns(
    below: Sequence[Sequence[Cell]], count: int, heads: Sequence[str], labels: Sequence[str], until: date | None
) -> Columns:
    """Return the columns of clean rows, the leftmost cell of a field first; others are blank."""
    columns: defaultdict[str, list[Any]] = defaultdict(lambda: [None] * count)
    columns["yearless"] = [False] * count
    others: dict[int, Columns] = {}
    across = chain(below, repeat((None,) * count))
    for head, label, cells, owner in zip(heads, labels, across, kin.whose(heads, labels), strict=False):
        if not head or head == "cpr_end":
            continue
        if head == MARK:
            _read_marks(columns, cells, label)
            continue
        if head == "cpr":
            read_cpr(columns, cells)
            continue
        if owner and owner not in others:
            others[owner] = defaultdict(columns.default_factory, unreadable=columns["unreadable"])
        into = others[owner] if owner else columns
        _read_column(into, without_numbers(columns, cells) if head == "name" else cells, head, label, until)
    if others:
        columns["more_relatives"] = kin.together(others)
    if "in_name" in columns:
        read_cpr(columns, columns.pop("in_name"))
    fill(columns, "birth_date", columns["guessed_born"])  # what another column says counts first
    _join_parts(columns)
    take_protection_out(columns)
    columns["typed"] = [
        digits if digits and number in {None, f"0{digits}"} else None
        for number, digits in zip(columns["cpr"], columns["typed"], strict=True)
    ]
    columns["no_cpr"] = [
        None if number else why or "CPR-nummeret mangler"
        for number, why in zip(columns["cpr"], columns["no_cpr"], strict=True)
    ]
    return columns


def _read_column(columns: Columns, cells: Sequence[Cell], head: str, label: str, until: date | None) -> None:
    if head == "phone" and tells_of_others(cells):
        cells = _own_numbers(columns, cells, label, until)
    by_hand = until if head == "called_on" else None
    if head == "relative":
        cells = _their_numbers(columns, cells)
    convert = _HERE.get(head) or CONVERTERS[head]
    values, unreadable = converted(cells, partial(day_up_to, until=by_hand) if by_hand else convert)
    if unreadable:
        _name_unreadable(columns["unreadable"], cells, unreadable, label)
    if by_hand:
        read = (cell not in unreadable and is_yearless(cell) for cell in cells)
        columns["yearless"] = list(map(or_, columns["yearless"], read))
    if head in _PAIRS:
        for part, name in enumerate(_PAIRS[head]):
            fill(columns, name, [value and value[part] for value in values])
    elif head in _LISTS_OF:
        columns[_LISTS_OF[head]] = _both(columns[_LISTS_OF[head]], values)
    elif by_hand and any(columns[head]):
        pairs = zip(columns[head], values, strict=True)
        columns[head] = [max(filter(None, days), default=None) for days in pairs]
    elif head in _SAID_AGAIN and any(columns[head]):
        columns[head] = list(map(_joined, columns[head], values))
    else:
        fill(columns, head, values)


def _joined(old: str | None, new: str | None) -> str | None:
    """Return both of two answers or remarks in one row: neither is dropped, and a person reads them."""
    return " · ".join(dict.fromkeys(filter(None, (old, new)))) or None


def _own_numbers(columns: Columns, cells: Sequence[Cell], label: str, until: date | None) -> list[Cell]:
    """Put what a column of phones tells of relatives where it belongs, and return the cells without it."""
    found = list(map(apart, cells))
    fill(columns, "relation", [one and one.relation for one in found])
    _read_column(columns, [one and one.theirs for one in found], "relative_phone", label, until)
    return [one.own if one else cell for one, cell in zip(found, cells, strict=True)]


def _their_numbers(columns: Columns, cells: Sequence[Cell]) -> Sequence[Cell]:
    """Put the numbers that stand beside a relative's name where they belong, and return the cells without them."""
    if not any(isinstance(cell, str) and any(map(str.isdigit, cell)) for cell in set(cells)):
        return cells
    told = [phones_beside(cell) for cell in cells]
    columns["relative_phones"] = _both(columns["relative_phones"], [numbers for _, numbers in told])
    return [rest for rest, _ in told]


def _join_parts(columns: Columns) -> None:
    """Join names and addresses whose parts stand in columns of their own."""
    if any(columns["first_name"]) or any(columns["last_name"]):
        names = zip(*(columns[part] for part in _NAME), strict=True)
        fill(columns, "name", [" ".join(filter(None, parts)) or None for parts in names])
    if any(columns["house"]):
        addresses = zip(columns["address"], *(columns[part] for part in _HOUSE), strict=True)
        columns["address"] = [_address(*parts) for parts in addresses]
    if any(columns["address2"]):
        _join_lines(columns)


def _join_lines(columns: Columns) -> None:
    """Join the second line of addresses to the first; a postcode with its town is no part of them."""
    places = [POSTCODE.fullmatch(line or "") for line in columns["address2"]]
    for part, field in enumerate(("postcode", "city"), start=1):
        fill(columns, field, [found and found[part] for found in places])
    lines = zip(columns["address"], columns["address2"], places, strict=True)
    columns["address"] = [", ".join(filter(None, (one, None if found else two))) or None for one, two, found in lines]


def _address(street: str | None, house: str | None, floor: str | None, door: str | None) -> str | None:
    """Return an address whose parts stand in columns of their own: Engvej 12, 2. tv."""
    within = " ".join(filter(None, (f"{floor.rstrip('.')}." if floor else None, door)))
    return ", ".join(filter(None, (" ".join(filter(None, (street, house))), within))) or None


def _read_marks(columns: Columns, cells: Sequence[Cell], label: str) -> None:
    """Take a crossed heading for the answer; one that is crossed beside another makes an answer of both."""
    crossed = [yes(cell) is YesNo.YES for cell in cells]
    said = zip(columns["answer"], crossed, strict=True)
    columns["answer"] = [" · ".join(filter(None, (old, label))) if cross else old for old, cross in said]


def _name_unreadable(column: list[Any], cells: Sequence[Cell], unreadable: set[Cell], label: str) -> None:
    """Note the heading of each cell that could not be read, and of one that is too long, that it is."""
    for at, cell in enumerate(cells):
        if cell in unreadable:
            too_long = isinstance(cell, str) and len(cell) > LONGEST_TEXT
            column[at] = (*(column[at] or ()), f"{label} (over 32.767 tegn)" if too_long else label)


def _both(column: list[Any], more: list[Any]) -> list[Any]:
    """Return the numbers of both columns, none twice in a row."""
    if not any(column):
        return more
    pairs = zip(column, more, strict=True)
    return [old + new if old and new and new[0] not in old and not new[1:] else _union(old, new) for old, new in pairs]


def _union(old: tuple[str, ...] | None, new: tuple[str, ...] | None) -> tuple[str, ...] | None:
    return tuple(dict.fromkeys(old + new)) if old and new else old or new
