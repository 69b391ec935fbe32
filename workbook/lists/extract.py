"""A sheet with known headings into clean rows: one row for each person, where it stood, what is wrong with it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from workbook import cpr
from workbook.cells import Unreadable
from workbook.folding import fold
from workbook.lists.clean import CONVERTERS, place, text
from workbook.lists.headings import fields_of
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
    "protected",
    "protected_until",
    "gone",
    "relative",
    "answer",
    "called_on",
    "caller",
    "remark",
    "no_cpr",
    "unreadable",
)
"""The columns of a clean row. `row` is counted from 1 as in Excel; `no_cpr` says in Danish why there is no CPR number;
`unreadable` holds the headings of cells that could not be read; `phones` is a tuple of numbers."""

_TOTALS = {"i alt", "ialt", "total", "sum", "antal", "antal borgere", "antal i alt", "subtotal", "optalt"}


def clean_rows(sheet: Sheet, at: int) -> tuple[list[dict[str, Any]], int]:
    """Return the rows below the headings at position `at`, and how many others were skipped.

    Skipped are repeated headings (lists from printers repeat them on every page) and totals; blank rows do not count.
    """
    labels = [str(cell or "") for cell in sheet.rows[at]]
    heads = fields_of(sheet.rows[at])
    rows, skipped = [], 0
    for position, cells in enumerate(sheet.rows[at + 1 :], start=at + 2):
        if all(cell is None or cell == "" for cell in cells):
            continue
        if fields_of(cells) == heads or _is_total(cells, heads):
            skipped += 1
            continue
        rows.append({"sheet": sheet.name, "row": position, **_clean_row(cells, heads, labels)})
    return rows, skipped


def _is_total(cells: Sequence[Cell], heads: Sequence[str]) -> bool:
    first = next(str(cell) for cell in cells if cell not in (None, ""))
    words = fold(first.split(":")[0]).strip("0123456789 ")
    numbers = [str(cell) for cell, head in zip(cells, heads, strict=False) if head == "cpr" and cell]
    return words in _TOTALS and not any(_reads_as_cpr(number) for number in numbers)


def _reads_as_cpr(value: str) -> bool:
    try:
        cpr.parse(value)
    except cpr.NotACpr:
        return False
    return True


def _clean_row(cells: Sequence[Cell], heads: Sequence[str], labels: Sequence[str]) -> dict[str, Any]:
    row: dict[str, Any] = dict.fromkeys(ROW_COLUMNS[2:])
    numbers: list[str] = []
    unreadable: list[str] = []
    for cell, head, label in zip(cells, heads, labels, strict=False):
        if not head or cell is None or cell == "":
            continue
        try:
            if head == "cpr":
                _read_cpr(row, cell)
            elif head == "postcode":
                postcode, city = place(cell)
                row["postcode"], row["city"] = postcode, row["city"] or city
            elif head == "phone":
                numbers += CONVERTERS[head](cell) or ()
            elif row.get(head) is None:
                row[head] = CONVERTERS[head](cell)
        except Unreadable:
            unreadable.append(" ".join(label.split()))
    row["name"] = row["name"] or _joined(row)
    row["phones"] = tuple(dict.fromkeys(numbers)) or None
    row["unreadable"] = tuple(unreadable) or None
    if row["cpr"] is None and row["no_cpr"] is None:
        row["no_cpr"] = "CPR-nummeret mangler"
    row.pop("first_name", None)
    row.pop("last_name", None)
    return row


def _joined(row: dict[str, Any]) -> str | None:
    return " ".join(part for part in (row.get("first_name"), row.get("last_name")) if part) or None


def _read_cpr(row: dict[str, Any], cell: Cell) -> None:
    try:
        found = cpr.parse(text(cell) or "")
    except cpr.NotACpr as refused:
        row["no_cpr"] = refused.why
    else:
        row["cpr"], row["cpr_kind"], row["birth_date"] = found.number, found.kind, found.born or row["birth_date"]
