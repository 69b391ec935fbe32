"""The rows of a sheet part as text: most are never looked into, and a cell's text is changed in a tenth of the time."""

from __future__ import annotations

import re
from typing import NamedTuple

_DATA, _END = b"<sheetData>", b"</sheetData>"
_ROW = re.compile(r'<row r="(\d+)"')
_STYLE = re.compile(r'[^>]* s="(\d+)"')
_CELL = '<c r="'
_PARSED = re.compile(f"<(?:f|c(?!{_CELL[2:]}))")
"""A formula, or a cell that does not say its name first."""
_NO_ELEMENT = re.compile(rb"<[!?]")
_OTHER_LETTERS = re.compile(rb"encoding=.(?!utf-8)", re.IGNORECASE)


class Place(NamedTuple):
    """Where a cell stands in its row's text, and the number of its style."""

    start: int
    stop: int
    style: str


def cut_out(content: bytes) -> tuple[bytes, dict[int, str]]:
    """Return the part without the rows that can stay text, and these by number, in the sheet's order.

    None can in a part that is not written as Excel, LibreOffice and we write one.
    """
    before, data, rest = content.partition(_DATA)
    body, end, after = rest.partition(_END)
    if not end or b"<!" in before or _NO_ELEMENT.search(rest) or _OTHER_LETTERS.search(before[:100]):
        return content, {}
    rows = _split(body.decode())
    texts = {number: row for number, row in rows.items() if not _PARSED.search(row)}
    others = "".join(row for number, row in rows.items() if number not in texts)
    return (b"".join((before, data, others.encode(), end, after)), texts) if rows else (content, {})


def _split(body: str) -> dict[int, str]:
    """Return the rows' texts by number; nothing when they do not all say their number first, in order."""
    found = list(_ROW.finditer(body))
    numbers = [int(row[1]) for row in found]
    starts = [row.start() for row in found]
    if sorted(set(numbers)) != numbers or starts[:1] != [0] or body.count("<row") != len(starts):
        return {}
    stops = [*starts[1:], len(body)]
    return {row: body[start:stop] for row, start, stop in zip(numbers, starts, stops, strict=True)}


def cell_in(row: str, name: str) -> Place | None:
    """Find a cell in its row's text."""
    start = row.find(f'{_CELL}{name}"')
    if start < 0:
        return None
    stop = row.find(_CELL, start + 1)
    style = _STYLE.match(row, start)
    return Place(start, row.rindex("</row>") if stop < 0 else stop, style[1] if style else "")


def in_order(parsed: str, opening: str, numbers: list[int], texts: dict[int, str]) -> str:
    """Return all rows of a sheet in order; `parsed` are those that were parsed, each begins with `opening`."""
    if not texts or not numbers or max(numbers) < next(iter(texts)):
        return parsed + "".join(texts.values())
    first, *rows = parsed.split(opening)
    whole = {number: opening + row for number, row in zip(numbers, rows, strict=True)} | texts
    return first + "".join(whole[number] for number in sorted(whole))
