"""A row as text for the journal and the checkpoint, and back: on one line, whatever stands in the cells."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date, time
from typing import Any

from workbook.blocks import BETWEEN
from workbook.change import Row
from workbook.schema import Kind, Table


def row_text(row: Row) -> str:
    """Return the row as JSON: English names in order, dates and times in ISO form, blank cells as null.

    What stands between the fields of a block is written as JSON may write any character, by its number.
    """
    return _JSON.encode(row).replace(BETWEEN, _ESCAPED)


def row_texts(rows: Iterable[Row]) -> list[str]:
    """Return `row_text` of each row, all in one go: json makes itself ready anew for each that is asked for alone."""
    text = _JSON.encode([part for row in rows for part in (row, BETWEEN)])
    parts = text[1:-1].split(f',"{BETWEEN}"')[:-1]  # within a row no quotation mark stands behind a comma as it is
    return [part.removeprefix(",").replace(BETWEEN, _ESCAPED) for part in parts]


def _iso(value: date | time) -> str:
    return value.isoformat()


_ESCAPED = f"\\u{ord(BETWEEN):04x}"
_JSON = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=_iso)


def text_row(table: Table, text: str) -> Row:
    """Return the row that `row_text` wrote; columns that the table no longer has are left out."""
    cells = json.loads(text)
    return {name: _value(table, name, cell) for name, cell in cells.items() if name in table.by_name}


def _value(table: Table, name: str, cell: Any) -> Any:
    kind = table.by_name[name].kind
    if cell is None:
        return None
    if kind is Kind.DATE:
        return date.fromisoformat(cell)
    return time.fromisoformat(cell) if kind is Kind.TIME else cell
