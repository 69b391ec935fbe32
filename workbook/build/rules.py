"""Rules over the rows of a table, present and to come: input messages, dropdowns, checks, and colours."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time
from typing import Any

from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from workbook.build.choices import name_of_choices, name_of_narrowing
from workbook.build.layout import FIRST_ROW, LAST_ROW, columns_of
from workbook.build.styles import LINE, MARKS, Styles
from workbook.schema import Column, Kind, Owner, Table
from workbook.words import YesNo

LONGEST_TITLE = 32

CHECKS: dict[Kind, dict[str, Any]] = {
    Kind.DATE: {
        "validate": "date",
        "criteria": "between",
        "minimum": date(1900, 1, 1),
        "maximum": date(2199, 12, 31),
        "error_message": "Skriv en dato, fx 20-04-2021.",
    },
    Kind.TIME: {
        "validate": "time",
        "criteria": "between",
        "minimum": time(0, 0),
        "maximum": time(23, 59, 59),
        "error_message": "Skriv et klokkeslæt, fx 10:30.",
    },
    Kind.WHOLE: {
        "validate": "integer",
        "criteria": ">=",
        "value": 0,
        "error_message": "Skriv et helt tal, fx 12.",
    },
    Kind.NUMBER: {
        "validate": "decimal",
        "criteria": ">=",
        "value": 0,
        "error_message": "Skriv et tal, fx 7,5.",
    },
}
"""What may be typed in a column of each kind; all warn, none forbids: what a press cannot read it says itself."""


def add_validations(sheet: Worksheet, table: Table) -> None:
    """Give every column its input message, and the columns that people write their dropdown or check."""
    for at, column in enumerate(columns_of(table)):
        title = column.label[:LONGEST_TITLE]
        words = {"input_title": title, "input_message": column.help, "error_title": title, "error_type": "warning"}
        sheet.data_validation(FIRST_ROW, at, LAST_ROW, at, {**check(table, column), **words})


def check(table: Table, column: Column) -> dict[str, Any]:
    """Return what may stand in a column's cells: its dropdown, or the check of its kind."""
    if column.owner is Owner.DERIVED:
        return {"validate": "any"}
    if column.kind is Kind.CHOICE:
        return {
            "validate": "list",
            "source": f"={_choices(table, column)}",
            "error_message": "Vælg et svar fra listen: klik på pilen til højre for feltet.",
        }
    return CHECKS.get(column.kind, {"validate": "any"})


def _choices(table: Table, column: Column) -> str:
    """Return the name of the choices, or how a formula picks those that fit the row."""
    if not column.narrowed:
        return name_of_choices(column)
    lists = ",".join(name_of_choices(column, text) for text in ("", *filter(None, column.narrowed)))
    return f"CHOOSE(IFERROR(MATCH({_cell(table, column.narrowed_by)},{name_of_narrowing(column)},0),0)+1,{lists})"


def add_marks(sheet: Worksheet, styles: Styles, table: Table, today: str) -> None:
    """Colour what needs attention, and draw a hairline under every row that has its id.

    `today` is how formulas speak of the day.
    """
    for at, column in enumerate(columns_of(table)):
        if column.mark:
            _colour(sheet, at, at, CONDITIONS[column.mark](table, column, today), styles.of(**MARKS[column.mark]))
    _colour(sheet, 0, len(table.columns), f'=$A{FIRST_ROW + 1}<>""', styles.of(bottom=1, bottom_color=LINE))


def _colour(sheet: Worksheet, first: int, last: int, formula: str, style: Any) -> None:
    sheet.conditional_format(
        FIRST_ROW, first, LAST_ROW, last, {"type": "formula", "criteria": formula, "format": style}
    )


def _cell(table: Table, name: str) -> str:
    """Return the column's cell in the first row, its letter fixed: the condition then speaks of each row's own."""
    return f"${xl_col_to_name(table.names.index(name))}{FIRST_ROW + 1}"


def _overdue(table: Table, column: Column, today: str) -> str:
    cell = _cell(table, column.name)
    return f"=AND(ISNUMBER({cell}),{cell}<{today})"


def _protected(table: Table, _: Column, __: str) -> str:
    said = [f'{_cell(table, name)}="{YesNo.YES}"' for name in ("protected", "no_contact") if name in table.names]
    return f"=OR({','.join(said)})"


def _look(table: Table, column: Column, _: str) -> str:
    filled = f'{_cell(table, column.name)}<>""'
    return f'=AND({filled},{_cell(table, "choice")}="")' if "choice" in table.names else f"={filled}"


def _filled(table: Table, column: Column, _: str) -> str:
    return f'={_cell(table, column.name)}<>""'


CONDITIONS: dict[str, Callable[[Table, Column, str], str]] = {
    "overdue": _overdue,
    "protected": _protected,
    "look": _look,
    "link": _filled,
}
"""When each mark of `Column.mark` shows: a day passed, a protected or closed person's row, something undecided."""
