"""A cell that holds a person's name and CPR number, "Hansen, Ole (020250-1234)": the two taken apart."""

from __future__ import annotations

import re
from collections.abc import Sequence
from string import digits
from typing import Any, NamedTuple

from workbook.cells import texts_in
from workbook.cpr import WITHIN

SEVERAL = "Der står flere CPR-numre i én celle (del rækken i flere)"

_MAYBE = re.compile(r"\d{6}", re.ASCII)
_WORD = re.compile(r"[^\W\d_]{2}")
_ITS_LABEL = re.compile(r"\bcpr\b[\s.-]*(?:(?:nr|nummer)\b)?[\s.:]*|[(\[]\s*[)\]]", re.IGNORECASE)
_ENDS = " ,;:.-–/()[]\t\n"


class Apart(NamedTuple):
    """What the cells of a column hold: CPR numbers, the rest of each cell, and why a cell was left as it is."""

    numbers: list[Any]
    rest: list[Any]
    why: list[str | None]


def hold_numbers(cells: Sequence[Any]) -> bool:
    """Whether a cell of a column of names, or of numbers, may hold both; most columns hold none that does."""
    texts = texts_in(cells)
    joined = "".join(texts)
    if not any(digit in joined for digit in digits) or joined.replace("-", "").isdecimal():
        return False
    return any(_MAYBE.search(cell) and _WORD.search(cell) for cell in texts)


def apart(cells: Sequence[Any]) -> Apart:
    """Take number and name apart where a cell holds one of each; several numbers are several people."""
    return Apart(*map(list, zip(*map(_apart, cells), strict=True)))


def _apart(cell: Any) -> tuple[Any, Any, str | None]:
    if not isinstance(cell, str):
        return None, cell, None
    found = list(WITHIN.finditer(cell))
    if len(found) != 1:
        return None, cell, SEVERAL if found else None
    before, after = cell[: found[0].start()], cell[found[0].end() :]
    name = " ".join(_ITS_LABEL.sub(" ", f"{before.rstrip('([ ')} {after.lstrip(')] ')}").split()).strip(_ENDS)
    return (found[0][0], name, None) if _WORD.search(name) else (None, cell, None)
