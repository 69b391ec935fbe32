"""From a cell to a value of the column's kind, and back: one place for all walls.

Calamine, xlwings and openpyxl hand out floats for whole numbers, datetimes for dates and "" for blanks;
people type "20.4.2021" and "10.30". What cannot be read as the column's kind is said to be unreadable, never guessed.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from workbook.schema import Column, Kind

_FIRST_DAY, _MARCH = date(1900, 1, 1), date(1900, 3, 1)
_DAY_ZERO = date(1899, 12, 30)
"""Day 0 of Excel's calendar from March 1900 on; before, it is a day later (Excel has a 29 February 1900)."""

NUMBER_FORMAT = {
    Kind.TEXT: "@",
    Kind.CHOICE: "@",
    Kind.DATE: "dd-mm-yyyy",
    Kind.TIME: "hh:mm",
    Kind.WHOLE: "0",
    Kind.NUMBER: "General",
    Kind.FORMULA: "General",
}
"""Excel's own (English) number format of each kind's cells."""

_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_DATE = re.compile(r"(\d{1,2})[-./ ]+(\d{1,2})[-./ ]+(\d{4})")
_GROUPED = re.compile(r"-?\d{1,3}(\.\d{3})+(,\d*)?")
_TIME = re.compile(r"(\d{1,2})[:.](\d{2})(?:[:.](\d{2}))?")


class Unreadable(ValueError):
    """A cell that is not of its column's kind; carries no text, as the cell may hold a person's data."""

    def __init__(self) -> None:
        super().__init__("unreadable cell")


def clean_text(text: str) -> str | None:
    """Return the text without characters that a workbook cannot hold (controls, lone surrogates), "" as None."""
    if text.isprintable():  # most are, and then there is nothing to clean
        return text or None
    return _NOT_XML.sub("", text.replace("\r\n", "\n").replace("\r", "\n")) or None


def texts_in(cells: Sequence[object]) -> list[str]:
    """Return the cells that are texts and not blank."""
    if {*map(type, cells)} <= {str, type(None)}:  # as most columns are; asked at once
        return list(filter(None, cells))  # type: ignore[arg-type]
    return [cell for cell in cells if isinstance(cell, str) and cell]


def serial_day(day: date) -> int:
    """Return the day as Excel counts it, from 1 on 1 January 1900."""
    return (day - _DAY_ZERO).days - (day < _MARCH)


def parse_date(text: str) -> date:
    """Read 2021-04-20, 20-04-2021, 20.4.2021 or 20/4 2021; raises Unreadable."""
    try:
        if found := _DATE.fullmatch(text.strip()):
            day, month, year = map(int, found.groups())
            return date(year, month, day)
        return date.fromisoformat(text.strip())
    except ValueError:
        raise Unreadable from None


def parse_time(text: str) -> time:
    """Read 10:30, 10.30 or 10:30:00; raises Unreadable."""
    found = _TIME.fullmatch(text.strip().removeprefix("kl.").strip())
    if not found:
        raise Unreadable
    hour, minute, second = (int(part or 0) for part in found.groups())
    try:
        return time(hour, minute, second)
    except ValueError:
        raise Unreadable from None


def _to_text(raw: Any) -> str | None:
    if isinstance(raw, str):
        return clean_text(raw)
    if isinstance(raw, bool):
        return "Ja" if raw else "Nej"
    if isinstance(raw, float) and raw.is_integer():
        return str(int(raw))
    if isinstance(raw, datetime):
        return f"{raw:%d-%m-%Y}" if raw.time() == time() else f"{raw:%d-%m-%Y %H:%M}"
    if isinstance(raw, date):
        return f"{raw:%d-%m-%Y}"
    return str(raw)


def _to_date(raw: Any) -> date:
    day = _day(raw)
    if day < _FIRST_DAY:  # 01-01-0001 is how systems say that they do not know, and Excel has no such day
        raise Unreadable
    return day


def _day(raw: Any) -> date:
    if isinstance(raw, datetime):
        return raw.date()
    if isinstance(raw, date):
        return raw
    if isinstance(raw, str):
        return parse_date(raw)
    if isinstance(raw, (int, float)) and not isinstance(raw, bool) and 1 <= raw < 2_958_466:  # noqa: PLR2004  31-12-9999
        return _DAY_ZERO + timedelta(days=int(raw) + (raw < serial_day(_MARCH) - 1))
    raise Unreadable


def _to_time(raw: Any) -> time:
    if isinstance(raw, datetime):
        return raw.time()
    if isinstance(raw, time):
        return raw
    if isinstance(raw, str):
        return parse_time(raw)
    if isinstance(raw, timedelta):
        raw = raw.total_seconds() / 86_400
    if isinstance(raw, (int, float)) and not isinstance(raw, bool) and 0 <= raw < 1:
        return (datetime.min + timedelta(seconds=round(raw * 86_400))).time()
    raise Unreadable


def _to_number(raw: Any) -> float:
    if isinstance(raw, bool) or not isinstance(raw, (int, float, str)):
        raise Unreadable
    try:
        number = float(_point(raw.strip()) if isinstance(raw, str) else raw)
    except (ValueError, OverflowError):
        raise Unreadable from None
    if not math.isfinite(number):  # people do not mean "nan"
        raise Unreadable
    return number


def _point(text: str) -> str:
    """Return a number as Danes write it, 1.000,5, as Python reads it."""
    return (text.replace(".", "") if _GROUPED.fullmatch(text) else text).replace(",", ".")


def _to_whole(raw: Any) -> int:
    if type(raw) is float and raw.is_integer():  # as most are
        return int(raw)
    number = _to_number(raw)
    if not number.is_integer():
        raise Unreadable
    return int(number)


_READERS: dict[Kind, Callable[[Any], Any]] = {
    Kind.TEXT: _to_text,
    Kind.CHOICE: _to_text,
    Kind.DATE: _to_date,
    Kind.TIME: _to_time,
    Kind.WHOLE: _to_whole,
    Kind.NUMBER: _to_number,
    Kind.FORMULA: lambda _: None,  # what Excel computes is for people to see; nothing is decided on it
}


def read_cell(column: Column, raw: Any) -> Any:
    """Return the raw cell as a value of the column's kind, blank as None; raises Unreadable."""
    if raw is None or (isinstance(raw, str) and not raw.strip() and (not raw or not column.is_text)):
        return None
    return _READERS[column.kind](raw)
