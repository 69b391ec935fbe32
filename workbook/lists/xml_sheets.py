"""Spreadsheets as one file of XML: SpreadsheetML of Excel 2003, as many systems write an .xls, and a flat ods (.fods).

What is not told is blank: Index jumps over cells and rows. Rows with something in them are counted in the text as well.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time
from math import isfinite
from typing import Any

from lxml import etree

from workbook.lists import text
from workbook.lists.counting import Count, walk
from workbook.lists.errors import ERROR
from workbook.lists.guard import DTD, Cause, Refused, check_reach

IS_EXCEL = re.compile(rb"<(?:\w+:)?workbook\b[^>]*urn:schemas-microsoft-com:office:spreadsheet")
IS_OPEN = re.compile(rb"<office:document\b[^>]*application/vnd\.oasis\.opendocument\.spreadsheet")

_SPACE = "{urn:schemas-microsoft-com:office:spreadsheet}"
_DAY_ZERO = {date(1899, 12, 30), date(1899, 12, 31)}
"""The day that Excel writes before a time of day."""
_COMMENT = re.compile(r"<((?:\w+:)?Comment)\b.*?</\1>|<!--.*?-->", re.DOTALL)
_ROW = re.compile(r"<(?:\w+:)?Row\b")
_DATA = re.compile(r"<((?:\w+:)?Data)\b[^>]*>(.*?)</\1>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")


@dataclass
class XmlSheet:
    """A sheet of SpreadsheetML: its rows, whether it is hidden, and what is said of its rows and columns."""

    name: str
    rows: list[list[Any]] = field(default_factory=list)
    count: Count = field(default_factory=Count)
    hidden: bool = False


def packed(raw: bytes) -> bytes:
    """Return a flat ods as an ods, without the blanks that indent it; raises Refused."""
    bare = etree.XMLParser(remove_blank_text=True, resolve_entities=False, no_network=True, huge_tree=True)
    try:
        content = etree.tostring(etree.fromstring(_without_definitions(raw), bare), encoding="utf-8")
    except etree.XMLSyntaxError:
        raise Refused(Cause.BROKEN) from None
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet", zipfile.ZIP_STORED)
        archive.writestr(
            "META-INF/manifest.xml", '<manifest xmlns="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
        )
        archive.writestr("content.xml", content)
    return out.getvalue()


def sheets_in(raw: bytes, most: int) -> list[XmlSheet]:
    """Return the sheets of SpreadsheetML.

    Raises Refused for one of more cells than `most`, with definitions of its own, or where two ways to count differ.
    """
    try:
        sheets = _sheets(_without_definitions(raw), most)
    except (etree.XMLSyntaxError, ValueError, IndexError):
        raise Refused(Cause.BROKEN) from None
    if not sheets:
        raise Refused(Cause.NO_SHEETS)
    if sum(sheet.count.rows or 0 for sheet in sheets) != _filled_rows(text.decode(raw)):
        raise Refused(Cause.MISCOUNTED)
    return sheets


def _without_definitions(raw: bytes) -> bytes:
    if DTD.search(raw.replace(b"\x00", b"")):
        raise Refused(Cause.DTD)
    return raw


def _filled_rows(told: str) -> int:
    """Return how many rows have data in a cell, by the marks in the source alone."""
    rows = _ROW.split(_COMMENT.sub("", told))[1:]
    return sum(any(_TAG.sub("", found[2]).strip() for found in _DATA.finditer(row)) for row in rows)


def _sheets(raw: bytes, most: int) -> list[XmlSheet]:
    sheets: list[XmlSheet] = []
    for name, element in walk(io.BytesIO(raw), "Row", "Column", "Visible", starts=("Worksheet",)):
        if name == "Worksheet":
            sheets.append(XmlSheet(element.get(f"{_SPACE}Name", "")))
        elif name == "Visible":
            sheets[-1].hidden = element.text != "SheetVisible"
        elif name == "Column":
            sheets[-1].count.hidden_columns += _number(element, "Hidden") and 1 + _number(element, "Span")
        else:
            _add_row(sheets[-1], element, most)
    for sheet in sheets:
        sheet.count.hidden_columns = min(sheet.count.hidden_columns, max(map(len, sheet.rows), default=0))
    return sheets


def _add_row(sheet: XmlSheet, element: Any, most: int) -> None:
    """Put a row below the others, at the place it names."""
    top = _number(element, "Index", len(sheet.rows) + 1) - 1
    end = top + 1 + _number(element, "Span")
    check_reach(sheet.name, end, 1, most)
    row: list[Any] = []
    for cell in element.iterchildren("{*}Cell"):
        left = _number(cell, "Index", len(row) + 1) - 1
        down, across = _number(cell, "MergeDown"), _number(cell, "MergeAcross")
        check_reach(sheet.name, end, left + across + 1, most)
        data = cell.find("{*}Data")
        value = None if data is None else _value(data)
        row += [*[None] * (left - len(row)), value, *[None] * across]
        if down or across:
            sheet.count.merges.append(((top, left), (top + down, left + across)))
        sheet.count.uncalculated += value is None and f"{_SPACE}Formula" in cell.attrib
    is_filled = any(value is not None for value in row)
    sheet.count.rows = (sheet.count.rows or 0) + is_filled
    sheet.count.hidden_rows += is_filled and bool(_number(element, "Hidden"))
    sheet.rows += [[] for _ in range(top - len(sheet.rows))]
    sheet.rows += [row, *([] for _ in range(end - top - 1))]


def _value(data: Any) -> Any:
    """Return a text, a number, a yes or no, or a day, moment or time of day; raises ValueError."""
    told = "".join(data.itertext())
    if not told.strip():
        return None
    convert = _CONVERTERS.get(data.get(f"{_SPACE}Type", ""))
    return convert(told.strip()) if convert else told


def _finite(told: str) -> float:
    if not isfinite(number := float(told)):
        raise ValueError
    return number


def _moment(told: str) -> datetime | date | time:
    moment = datetime.fromisoformat(told)
    if moment.date() in _DAY_ZERO:
        return moment.time()
    return moment if moment.time() != time() else moment.date()


def _number(element: Any, name: str, usual: int = 0) -> int:
    """Return a whole number that an element tells; raises ValueError."""
    told = int(element.get(f"{_SPACE}{name}", usual))
    if told < (1 if name == "Index" else 0):
        raise ValueError
    return told


_CONVERTERS: dict[str, Callable[[str], Any]] = {
    "Number": _finite,
    "Boolean": "1".__eq__,
    "DateTime": _moment,
    "Error": lambda _: ERROR,
}
