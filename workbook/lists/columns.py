"""The columns of clean rows, of each kind of list, and how values come into them."""

from __future__ import annotations

from typing import Any

ROW_COLUMNS = (
    "sheet",
    "row",
    "cpr",
    "cpr_kind",
    "typed",
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
    "more_relatives",
    "answer",
    "called_on",
    "caller",
    "remark",
    "no_cpr",
    "unreadable",
)
"""The columns of a clean row. `row` is counted from 1 as in Excel; `no_cpr` says in Danish why there is no CPR number;
`typed` are the digits that stand for one where some may be wrong: nine that may lack a zero, or what is no number;
`unreadable` holds the headings of cells that could not be read; `phones` is a tuple of numbers; `more_relatives`
holds name, relation, phones and address of each relative after the first."""

FIGURE_COLUMNS = (
    *("sheet", "row", "area", "area_number", "first", "done", "people", "first_share", "done_share"),
    *("target_group", "invited", "invited_on", "called_on", "incidence", "incidence_ever", "unreadable"),
)
"""The columns of a row of figures, as of SSI's coverage and of FLIS; `called_on` is what a column Dato says."""

POINT_COLUMNS = ("sheet", "row", "address", "postcode", "city", "east", "north", "unreadable")
"""The columns of an address and where it lies, as the file says it."""

TIME_COLUMNS = (
    *("sheet", "row", "booking", "cpr", "dose", "booked_on", "called_on", "clock", "site"),
    *("booking_state", "cancelled", "missed", "changed", "no_cpr", "unreadable"),
    *("typed", "name", "birth_date", "address", "postcode", "city", "phones", "protected"),
)
"""The columns of a time that the Region gave; `booking` is our reference, `booking_state` what became of the time, and
the last ones say whose it is where the number leaves a doubt."""

ALL = tuple(dict.fromkeys((*ROW_COLUMNS, *FIGURE_COLUMNS, *POINT_COLUMNS, *TIME_COLUMNS, "jab_on")))
"""All of them; `jab_on` becomes the day of one of the two jabs (`kinds`)."""

Columns = dict[str, list[Any]]
"""The cells of clean rows by column."""


def fill(columns: Columns, name: str, values: list[Any]) -> None:
    """Put values where the column is blank."""
    if name in columns:
        values = [new if was is None else was for was, new in zip(columns[name], values, strict=True)]
    columns[name] = values
