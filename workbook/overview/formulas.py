"""The language of the pages' formulas; only what Excel 2019 and LibreOffice 7.4 both compute."""

from __future__ import annotations

from collections.abc import Iterable

from workbook.schema import Table
from workbook.settings import Settings, names
from workbook.summary import DASH
from workbook.tables import SETTINGS, TARGET_GROUPS


def ref(table: Table, name: str) -> str:
    """Return a column as formulas speak of it: `Borgere[Målgruppe]`; raises KeyError for an unknown name."""
    label = table.id_label if name == "id" else table.by_name[name].label
    return f"{table.excel_name}[{label}]"


def head(table: Table, name: str) -> str:
    """Return a column's heading: what its rows are counted from."""
    return f"{table.excel_name}[[#Headers],[{table.by_name[name].label}]]"


def text(words: str) -> str:
    """Return words as a formula holds them."""
    return '"' + words.replace('"', '""') + '"'


NONE = text(DASH)
FILLED = text("?*")
"""A criterion: the cell holds a text."""
BLANK = text("")
"""A criterion: the cell is blank."""


def count(*pairs: str) -> str:
    """Return COUNTIFS over pairs of a column and what it must hold."""
    return f"COUNTIFS({','.join(pairs)})"


def any_of(words: Iterable[str]) -> str:
    """Return an array of texts; COUNTIFS with it belongs in SUMPRODUCT."""
    return "{" + ",".join(map(text, words)) + "}"


def known(formula: str) -> str:
    """Return a formula whose errors show as DASH: a share of nothing, or of what is itself a DASH."""
    return f"=IFERROR({formula},{NONE})"


def setting(name: str) -> str:
    """Return a setting's text, blank where it was left blank; `name` is the English one."""
    row = f"MATCH({text(names()[name])},{ref(SETTINGS, 'name')},0)"
    return f"INDEX({ref(SETTINGS, 'value')},{row})&{BLANK}"


def date_setting(name: str, default: str) -> str:
    """Return a setting as a date, written 20-04-2021 or as Excel reads dates; a formula without "="."""
    day = setting(name)
    parts = f"DATE(VALUE(RIGHT({day},4)),VALUE(MID({day},4,2)),VALUE(LEFT({day},2)))"
    dashed = f'SUBSTITUTE(SUBSTITUTE({day},".","-"),"/","-")'
    return f"IFERROR(IF(LEN({day})=10,{parts},DATEVALUE({dashed})),IFERROR(DATEVALUE({dashed}),{default}))"


def whole_setting(name: str) -> str:
    """Return a setting as a number, its default where it was left blank."""
    return f"=IFERROR(VALUE({setting(name)}),{getattr(Settings(), name)})"


def line_of_group(number: int) -> str:
    """Return the place of the target group's latest definition in force among the rows of Målgrupper.

    LOOKUP(2,1/(…)) finds the last row for which all conditions hold; it needs no array formula.
    """
    group, since = ref(TARGET_GROUPS, "number"), ref(TARGET_GROUPS, "valid_from")
    latest = f'MAXIFS({since},{group},{number},{since},"<="&tal_as_of)'
    return f"LOOKUP(2,1/(({group}={number})*({since}={latest})),ROW({group})-ROW({head(TARGET_GROUPS, 'number')}))"


def of_group(name: str, number: int) -> str:
    """Return a cell of that definition, an error where there is none."""
    return f"INDEX({ref(TARGET_GROUPS, name)},tal_line_{number})"
