"""A cell of the fake Excel: what it makes of what is put in, and what it shows.

What is told here is what facts are known of Excel and xlwings: a text that looks like a number, a date or a formula
becomes one unless the cell is '@'; a leading apostrophe is swallowed always; a number in an '@' cell becomes a text;
dates are numbers with a date's format. Formulas are kept in R1C1 and never computed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

import pandas as pd

CALL_REJECTED, GENERAL_ERROR, SCODE_1004 = -2147418111, -2147352567, -2146827284
ERRORS = {-2146826246: "#N/A", -2146826273: "#VALUE!"}
"""What COM gives for cells that hold an error."""
DAY_ZERO = datetime(1899, 12, 30)
_REFERENCE = re.compile(r"(?<![A-Za-z0-9_\[])(\$?)([A-Z]{1,3})(\$?)(\d+)(?![A-Za-z0-9_(])")


class ComError(Exception):
    """An error as pywin32 hands it on (`pywintypes.com_error`)."""

    def __init__(self, hresult: int, scode: int | None = None) -> None:
        super().__init__(hresult)
        self.hresult = hresult
        self.excepinfo = None if scode is None else (0, "Microsoft Excel", "", "", 0, scode)


@dataclass
class Cell:
    """What stands in a cell: a float, text or bool; a formula in R1C1; the format that decides how both are read."""

    value: Any = None
    formula: str = ""
    number_format: str = "General"


def shown(cell: Cell) -> Any:
    """Return what COM's Range.Value gives: the format decides whether a number is a date or money."""
    if not isinstance(cell.value, float) or cell.number_format in {"General", "@"}:
        return cell.value
    if "kr" in cell.number_format:
        return Decimal(str(round(cell.value, 4)))
    if re.search("[dyhs]", cell.number_format):
        moment = DAY_ZERO + timedelta(days=cell.value)
        return moment - timedelta(microseconds=400) if cell.value % 1 else moment
    return cell.value


def told(cell: Cell) -> str:
    """Return what COM's Range.FormulaR1C1 gives: a formula, or the constant as text."""
    return cell.formula or ("" if cell.value is None else str(cell.value))


def handed_over(value: Any, options: Any) -> Any:  # noqa: ARG001
    """Return a value as xlwings' engine for Windows hands it to COM."""
    if value is None or pd.isna(value):
        return ""
    if isinstance(value, date) and not isinstance(value, datetime):
        return datetime(value.year, value.month, value.day)
    return value


def handed_back(data: Any, dates: Any, empty: Any, numbers: Any, errors_as_text: bool) -> list[list[Any]]:
    """Return the cells that COM gave as xlwings' engine for Windows hands them on."""
    assert (dates, numbers) == (datetime, None)

    def cleaned(value: Any) -> Any:
        if value is None or value == "":
            return empty
        if type(value) is int and value in ERRORS:
            return ERRORS[value] if errors_as_text else None
        return value

    return [[cleaned(value) for value in row] for row in data]


def enter(cell: Cell, value: Any) -> None:
    """Put a value in a cell as Excel does, which looks at texts and means to help."""
    if isinstance(value, (date, time)) and not isinstance(value, datetime):
        raise TypeError("must be a pywintypes time object")  # what pywin32 says of a time or a date
    if isinstance(value, int) and abs(value) >= 2**31:
        raise ComError(GENERAL_ERROR, SCODE_1004)
    cell.formula = ""
    if value is None or value == "":
        cell.value = None
    elif isinstance(value, str):
        _enter_text(cell, value)
    elif cell.number_format == "@" and not isinstance(value, bool):
        cell.value = f"{value:%d-%m-%Y}" if isinstance(value, datetime) else f"{value:g}"
    elif isinstance(value, datetime):
        cell.value = (value - DAY_ZERO) / timedelta(days=1)
        if cell.number_format == "General":
            cell.number_format = "dd-mm-yyyy"
    else:
        cell.value = value if isinstance(value, bool) else float(value)


def _enter_text(cell: Cell, text: str) -> None:
    cell.value = text
    if text.startswith("'"):
        cell.value = text[1:] or None
    elif cell.number_format == "@":
        return
    elif text[0] in "=+-@" and len(text) > 1 and not re.fullmatch(r"[+-][\d.,]+", text):
        cell.formula = text if text[0] == "=" else f"={text}"
        cell.value = result_of(cell.formula)
    elif re.fullmatch(r"[+-]?\d+([.,]\d+)?(E\d+)?", text, re.IGNORECASE):
        cell.value = float(text.replace(",", "."))
    elif found := re.fullmatch(r"(\d{1,2})[-/](\d{1,2})([-/]\d{2,4})?", text):
        enter(cell, datetime(2021, min(int(found[2]), 12) or 1, min(int(found[1]), 28) or 1))
    elif found := re.fullmatch(r"(\d{1,2}):(\d{2})", text):
        cell.value, cell.number_format = (int(found[1]) * 60 + int(found[2])) / 1440, "hh:mm"
    elif text.casefold() in {"true", "false", "sandt", "falsk"}:
        cell.value = text.casefold() in {"true", "sandt"}


def result_of(formula: str) -> str:
    """Return something a formula might show; nothing is computed here."""
    return f"resultat af {formula[1:]}"


def to_r1c1(formula: str, row: int, column: int) -> str:
    """Return an A1 formula in R1C1, seen from its cell."""

    def turn(found: re.Match[str]) -> str:
        fixed_column, letters, fixed_row, digits = found.groups()
        at = 0
        for letter in letters:
            at = at * 26 + ord(letter) - 64
        down = f"R{digits}" if fixed_row else f"R[{int(digits) - row}]"
        return down + (f"C{at}" if fixed_column else f"C[{at - column}]")

    return _REFERENCE.sub(turn, formula)


def stored(value: Any) -> Any:
    """Return the value as it lies in a file: a number, a text or a bool."""
    if isinstance(value, time):
        return (value.hour * 3600 + value.minute * 60 + value.second) / 86_400
    if isinstance(value, date):
        return (datetime(value.year, value.month, value.day) - DAY_ZERO) / timedelta(days=1)
    return float(value) if isinstance(value, (int, float)) and not isinstance(value, bool) else value
