"""A sheet with known headings into clean rows: one row for each person, where it stood, what is wrong with it.

Cells are cleaned column by column, and what stands in many rows (a date, a group, a town) is read once.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from workbook import cpr
from workbook.cells import Unreadable
from workbook.folding import fold
from workbook.lists.clean import CONVERTERS, place, text
from workbook.lists.headings import Own, fields_of
from workbook.lists.read import Cell, Sheet

ROW_COLUMNS = (
    "sheet",
    "row",
    "cpr",
    "cpr_kind",
    "name",
    "birth_date",
    "address",
    "postcode",
    "city",
    "phones",
    "services",
    "language",
    "target_group",
    "invited_on",
    "jab1_on",
    "jab2_on",
    "booked_on",
    "protected",
    "protected_until",
    "gone",
    "relative",
    "relative_name",
    "relation",
    "relative_phones",
    "relative_address",
    "answer",
    "called_on",
    "caller",
    "remark",
    "no_cpr",
    "unreadable",
)
"""The columns of a clean row. `row` is counted from 1 as in Excel; `no_cpr` says in Danish why there is no CPR number;
`unreadable` holds the headings of cells that could not be read; `phones` is a tuple of numbers."""

FIGURE_COLUMNS = (
    *("sheet", "row", "area", "first", "done", "people", "first_share", "done_share"),
    *("target_group", "invited", "invited_on", "unreadable"),
)
"""The columns of a row of figures, as of SSI's coverage and of FLIS."""

Columns = dict[str, list[Any]]

_TOTALS = {"i alt", "ialt", "total", "sum", "antal", "antal borgere", "antal i alt", "subtotal", "optalt"}
_PERHAPS_TOTAL = re.compile("alt|total|sum|antal", re.IGNORECASE)
_LISTS_OF = {"phone": "phones", "relative_phone": "relative_phones"}


def clean_rows(sheet: Sheet, at: int, heads: Sequence[str], own: Own) -> tuple[Columns, int]:
    """Return the rows below the headings at position `at` as columns, and how many others were skipped.

    `heads` are the fields to read, column by column. The columns are those of both `ROW_COLUMNS` and `FIGURE_COLUMNS`.
    Skipped are repeated headings (lists from printers repeat them on every page) and totals; blank rows do not count.
    """
    places, rows, skipped = [], [], 0
    for position, cells in enumerate(sheet.rows[at + 1 :], start=at + 2):
        if all(cell is None or cell == "" for cell in cells):
            continue
        if _repeats(cells, heads, own) or _is_total(cells, heads):
            skipped += 1
            continue
        places.append(position)
        rows.append(cells)
    columns: Columns = {name: [None] * len(rows) for name in dict.fromkeys((*ROW_COLUMNS, *FIGURE_COLUMNS))}
    columns |= {"sheet": [sheet.name] * len(rows), "row": places}
    _read(columns, rows, heads, [" ".join(str(cell or "").split()) for cell in sheet.rows[at]])
    return columns, skipped


def _repeats(cells: Sequence[Cell], heads: Sequence[str], own: Own) -> bool:
    """Whether a row says the headings again, all of them, or some where headings stand in two rows."""
    first = next((cell for cell, head in zip(cells, heads, strict=False) if head and cell), None)
    if not isinstance(first, str) or any(map(str.isdigit, first[:2])):  # a number, as most first cells are
        return False
    told = [(field, head) for field, head in zip(fields_of(cells, own), heads, strict=False) if head]
    some = [(field, head) for field, head in told if field]
    return all(field == head for field, head in (some if len(some) > 1 else told))


def _is_total(cells: Sequence[Cell], heads: Sequence[str]) -> bool:
    first = next(str(cell) for cell in cells if cell not in (None, ""))
    if not _PERHAPS_TOTAL.search(first):
        return False
    words = fold(first.split(":")[0]).strip("0123456789 ")
    numbers = [str(cell) for cell, head in zip(cells, heads, strict=False) if head == "cpr" and cell]
    return words in _TOTALS and not any(_reads_as_cpr(number) for number in numbers)


def _reads_as_cpr(value: str) -> bool:
    try:
        cpr.parse(value)
    except cpr.NotACpr:
        return False
    return True


def _read(columns: Columns, rows: Sequence[Sequence[Cell]], heads: Sequence[str], labels: Sequence[str]) -> None:
    """Fill the columns of clean rows from the cells, the leftmost cell of a field first."""
    unreadable: dict[int, list[str]] = {}
    names: Columns = {part: [None] * len(rows) for part in ("first_name", "last_name")}
    for place_, (head, label) in enumerate(zip(heads, labels, strict=True)):
        if not head:
            continue
        cells = [row[place_] if place_ < len(row) else None for row in rows]
        if head == "cpr":
            _read_cpr(columns, cells)
            continue
        for at, value in _converted(cells, place if head == "postcode" else CONVERTERS[head]):
            if value is Unreadable:
                unreadable.setdefault(at, []).append(label)
            elif head in _LISTS_OF:
                so_far = columns[_LISTS_OF[head]]
                so_far[at] = tuple(dict.fromkeys((*(so_far[at] or ()), *value)))
            elif head == "postcode":
                _fill(columns["postcode"], at, value[0])
                _fill(columns["city"], at, value[1])
            elif head == "relative":
                _fill(columns["relative"], at, value[0])
                _fill(columns["relative_name"], at, value[1])
            else:
                _fill((names if head in names else columns)[head], at, value)
    for at, labels_ in unreadable.items():
        columns["unreadable"][at] = tuple(labels_)
    _join_names(columns["name"], names)
    columns["no_cpr"] = [
        None if number else why or "CPR-nummeret mangler"
        for number, why in zip(columns["cpr"], columns["no_cpr"], strict=True)
    ]


def _converted(cells: Sequence[Cell], convert: Callable[[Any], Any]) -> Iterable[tuple[int, Any]]:
    """Yield position and value of the cells that hold something; Unreadable itself for one that cannot be read."""
    known: dict[tuple[type, Cell], Any] = {}
    for at, cell in enumerate(cells):
        if cell is None or cell == "":
            continue
        key = (type(cell), cell)
        if key not in known:
            try:
                known[key] = convert(cell)
            except Unreadable:
                known[key] = Unreadable
        if known[key] is not None:
            yield at, known[key]


def _fill(column: list[Any], at: int, value: Any) -> None:
    if column[at] is None:
        column[at] = value


def _read_cpr(columns: Columns, cells: Sequence[Cell]) -> None:
    for at, cell in enumerate(cells):
        if cell is None or cell == "" or columns["cpr"][at] is not None:
            continue
        try:
            found = cpr.parse(cell if isinstance(cell, str) else text(cell) or "")
        except cpr.NotACpr as refused:
            columns["no_cpr"][at] = refused.why
        else:
            columns["cpr"][at], columns["cpr_kind"][at] = found.number, found.kind
            columns["birth_date"][at] = found.born or columns["birth_date"][at]


def _join_names(column: list[Any], parts: Columns) -> None:
    for at, (first, last) in enumerate(zip(parts["first_name"], parts["last_name"], strict=True)):
        if column[at] is None and (first or last):
            column[at] = " ".join(filter(None, (first, last)))
