"""A cell of a sheet part as XML text, and the names of cells ("C5")."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cache, partial
from html import escape
from typing import Any, NamedTuple

from workbook.cells import clean_text, serial_day
from workbook.xlsx.parts import Element

_ESCAPED = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_TO_MEND = re.compile("[&<>_\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
"""What most texts hold nothing of; they stand in the part as they are."""

_AREA = re.compile(r"([A-Z]{1,3})(\d+)(?::([A-Z]{1,3})(\d+))?")
_DIGITS = "0123456789"
_DAYS_TO_1904 = 1462


@dataclass(frozen=True)
class Formula:
    """A formula to put in a cell, without "="; `array` for one that Excel keeps as an array formula."""

    text: str
    array: bool = False


class Area(NamedTuple):
    """A rectangle of cells, all four sides included, counted from 1."""

    left: int
    top: int
    right: int
    bottom: int

    def __str__(self) -> str:
        """Return the rectangle as Excel writes it."""
        return f"{letters(self.left)}{self.top}:{letters(self.right)}{self.bottom}"


def area(text: str) -> Area:
    """Read "B3:E8", "$B$3" or "B3"; raises ValueError."""
    found = _AREA.fullmatch(text.replace("$", ""))
    if not found:
        raise ValueError("no area of cells")
    left, top, right, bottom = found.groups()
    return Area(number(left), int(top), number(right or left), int(bottom or top))


@cache
def number(column: str) -> int:
    """Return a column's number by its letters ("A" is 1)."""
    total = 0
    for letter in column:
        total = total * 26 + ord(letter) - 64
    return total


@cache
def letters(column: int) -> str:
    """Return a column's letters by its number."""
    name = ""
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


def column_of(cell: Element) -> int:
    """Return the column of a cell, 0 when it does not say."""
    return number(cell.get("r", "").rstrip(_DIGITS))


def serial(value: date | time, *, from_1904: bool = False) -> float | int:
    """Return a day or a time of day as Excel counts it: days from 1 January 1900, or since 1904."""
    if isinstance(value, time):
        return (value.hour * 3600 + value.minute * 60 + value.second) / 86_400
    day = value.date() if isinstance(value, datetime) else value
    days = serial_day(day) - (_DAYS_TO_1904 if from_1904 else 0)
    return days + serial(value.time()) if isinstance(value, datetime) else days


def cell_xml(at: str, style: str, value: Any, *, from_1904: bool = False) -> str:
    """Return a cell: text stays text, also "=1+1" and "_x0041_" (which Excel would read as "A"); None is blank."""
    head = f'<c r="{at}" s="{style}"' if style else f'<c r="{at}"'
    if value is None or value == "":
        return f"{head}/>"
    if isinstance(value, str):
        text = _text_xml(value) if _TO_MEND.search(value) else value
        keep = ' xml:space="preserve"' if text != text.strip() else ""
        return f'{head} t="inlineStr"><is><t{keep}>{text}</t></is></c>' if text else f"{head}/>"
    if isinstance(value, bool):
        return f'{head} t="b"><v>{value:d}</v></c>'
    if isinstance(value, Formula):
        kind = f' t="array" ref="{at}"' if value.array else ""
        return f"{head}><f{kind}>{escape(value.text, quote=False)}</f></c>"
    if isinstance(value, (date, time)):
        value = serial(value, from_1904=from_1904)
    return f"{head}><v>{value!r}</v></c>"


def column_xml(
    name: str, style: str, rows: Iterable[int], values: Sequence[Any], *, from_1904: bool = False
) -> list[str]:
    """Return a column's cells as `cell_xml` gives each, but none for None where new cells have no style."""
    cells = zip(rows, values, strict=True)
    if not _stand_as_they_are(values):
        write = partial(cell_xml, from_1904=from_1904)
        return ["" if value is None and not style else write(f"{name}{row}", style, value) for row, value in cells]
    head, styled = f'<c r="{name}', f'" s="{style}"' if style else '"'
    start, end = f'{styled} t="inlineStr"><is><t>', "</t></is></c>"
    blank = f"{styled}/>"
    return [f"{head}{row}{start}{text}{end}" if text else f"{head}{row}{blank}" if style else "" for row, text in cells]


def _stand_as_they_are(values: Sequence[Any]) -> bool:
    """Whether all values are blanks and texts that need no mending, as those of most columns do not."""
    texts = [value for value in values if value is not None]
    try:
        return not _TO_MEND.search("".join(texts)) and list(map(str.strip, texts)) == texts
    except TypeError:  # not only texts
        return False


def _text_xml(text: str) -> str:
    return escape(_ESCAPED.sub("_x005F_", clean_text(text) or ""), quote=False)
