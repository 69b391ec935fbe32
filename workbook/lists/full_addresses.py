"""A cell that holds a person's name and address, "Ada Lund, Engvej 1, 2635 Ishøj" or on lines: the two taken apart."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from workbook.cells import Unreadable
from workbook.lists.clean import POSTCODE, text
from workbook.lists.protection import TOLD

Person = tuple[str | None, ...]
"""Name, address, postcode and city."""

_LINES = re.compile(r"[\r\n;|]+")
_COMMA = re.compile(r"(?<!\b\d{4}),")
"""Not the one in "2635, Ishøj"."""
_BEFORE_POSTCODE = re.compile(r"(.*\d\S*),? +((?:DK-?)?\d{4} +[^\W\d][^\d,]*)", re.IGNORECASE)
_CARE_OF = re.compile(r"(?:c ?/ ?o|att)\b", re.IGNORECASE)
_STREET = re.compile(r"[^\W\d_]\D*\d")
_MOST_DIGITS = 5
"""Of a street or a floor; a phone or a CPR number has more."""


def name_and_address(raw: Any) -> Person:
    """Return name, address, postcode and city of a cell where only one reading is possible; raises Unreadable.

    Words of protection stay beside the name, as where it stands alone.
    """
    cell = raw if isinstance(raw, str) else text(raw) or ""
    if told := TOLD.search(cell):
        name, *where = name_and_address(TOLD.sub(" ", cell))
        return " ".join(filter(None, (name, told[0]))), *where
    lines = [line for part in _LINES.split(cell) if (line := text(part)) and any(map(str.isalnum, line))]
    if not lines:
        return None, None, None, None
    on_its_own = len(lines) > 1 and not _ends_name(lines[0])
    words, rest = ([*_parts(lines[0])], [*_parts(*lines[1:])]) if on_its_own else _cut(_parts(*lines))
    place = _place_in(rest)
    return _name(words, on_its_own=on_its_own), _address(rest), *place


def _parts(*lines: str) -> list[str]:
    return [part.strip() for line in lines for part in _COMMA.split(line) if part.strip()]


def _ends_name(part: str) -> bool:
    """Whether an address has begun: with a digit, or c/o."""
    return any(map(str.isdigit, part)) or bool(_CARE_OF.search(part))


def _cut(parts: list[str]) -> tuple[list[str], list[str]]:
    """Return the parts of a name, and those of what stands behind it."""
    at = next((at for at, part in enumerate(parts) if _ends_name(part)), len(parts))
    return parts[:at], parts[at:]


def _name(words: Sequence[str], *, on_its_own: bool) -> str:
    """Return a name; of "Lund, Ada" the first is the last name, but "Ada Lund, Rosenhaven" may be one and a house."""
    if len(words) == 1:
        return words[0]
    if len(words) == 2 and (on_its_own or " " not in words[0]):  # noqa: PLR2004  last name, first name
        return f"{words[1]} {words[0]}"
    raise Unreadable


def _place_in(rest: list[str]) -> tuple[str | None, str | None]:
    """Take postcode and city from the end of an address, and return them."""
    if rest and (found := _BEFORE_POSTCODE.fullmatch(rest[-1])):
        rest[-1:] = found.groups()
    if rest and (place := POSTCODE.fullmatch(rest[-1])):
        rest.pop()
        return place[1], place[2]
    return None, None


def _address(rest: Sequence[str]) -> str | None:
    """Return the address that the parts are, None where none is left; raises Unreadable for anything else."""
    is_one = any(map(_STREET.match, rest)) and not any(map(POSTCODE.fullmatch, rest))
    if rest and (not is_one or any(sum(map(str.isdigit, part)) > _MOST_DIGITS for part in rest)):
        raise Unreadable
    return ", ".join(rest) or None
