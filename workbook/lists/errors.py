"""Cells with an error of the spreadsheet's, "#I/T" or "#REF!": no value, and no blank to be passed over in silence."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from workbook.lists.grid import Grid

ERROR = "#N/A"
"""What stands in a cell whose error the reader left out."""
_ERRORS = frozenset(
    {ERROR, "#I/T", "#REF!", "#REFERENCE!", "#VALUE!", "#VÆRDI!", "#DIV/0!", "#DIVISION/0!", "#NAME?", "#NAVN?"}
    | {"#NUM!", "#NUL!", "#NULL!", "#SPILL!", "#OVERLØB!", "#CALC!", "#BEREGN!", "#FIELD!", "#FELT!", "#BLOCKED!"}
    | {"#BLOKERET!", "#CONNECT!", "#FORBIND!", "#UNKNOWN!", "#UKENDT!", "#GETTING_DATA", "#HENTER_DATA"}
)


def perhaps(rows: Sequence[Sequence[Any]]) -> bool:
    """Whether an error may stand in rows; most lists are asked in one go."""
    return "#" in rows.text if isinstance(rows, Grid) else True


def is_error(cell: object) -> bool:
    """Whether a cell holds an error, also one that the file tells as a text."""
    return isinstance(cell, str) and cell[:1] == "#" and cell.upper() in _ERRORS
