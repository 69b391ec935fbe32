"""A column of CPR numbers read at once: the same as `cpr.parse` says of each, in a tenth of the time."""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import suppress
from datetime import date
from typing import Any, NamedTuple

import numpy as np

from workbook import cpr
from workbook.words import CprKind

_ALL_PLAIN = re.compile(rf"(?:{cpr.PLAIN.pattern}\n)*", re.ASCII)
_DIGITS, _HYPHEN, _WITH_HYPHEN = 10, 6, 11
_STANDS_IN = "0000000000"
_NOTHING = np.array(None, dtype=object)

Whole = np.ndarray[Any, np.dtype[np.int64]]


class Parsed(NamedTuple):
    """What each text reads as: ten characters, kind and birth date as in `cpr.Cpr`, and in Danish why it is none."""

    numbers: list[str | None]
    kinds: list[CprKind | None]
    born: list[date | None]
    why: list[str | None]


def parse_all(texts: Sequence[str], odd: Sequence[int] | None = None) -> Parsed:
    """Return what each text reads as; of a blank one nothing is said. `odd` are its `not_plain` places, where known."""
    odd = not_plain(texts) if odd is None else odd
    plain = list(texts)
    for at in odd:
        plain[at] = _STANDS_IN
    found = _of_plain(plain)
    columns: Sequence[list[Any]] = found
    for at in odd:
        for column, value in zip(columns, _one(texts[at]), strict=True):
            column[at] = value
    return found


def not_plain(cells: Sequence[Any]) -> list[int]:
    """Return the places where there are no ten digits, perhaps with a hyphen after six."""
    with suppress(TypeError):  # not only texts
        if _all_plain(cells):
            return []
    return [at for at, cell in enumerate(cells) if not (isinstance(cell, str) and cpr.PLAIN.fullmatch(cell))]


def _all_plain(cells: Sequence[str]) -> bool:
    """Whether all cells are such numbers; where all have the hyphen, as in most lists, no pattern is needed."""
    joined = "".join(cells)
    if set(map(len, cells)) != {_WITH_HYPHEN} or joined[_HYPHEN::_WITH_HYPHEN].strip("-"):
        lines = "\n".join([*cells, ""])
        return lines.count("\n") == len(cells) and bool(_ALL_PLAIN.fullmatch(lines))
    bare = joined.replace("-", "")
    return len(bare) == _DIGITS * len(cells) and bare.isdecimal() and bare.isascii()


def _one(text: str) -> tuple[Any, ...]:
    try:
        return (*cpr.parse(text), None) if text else (None, None, None, None)
    except cpr.NotACpr as refused:
        return None, None, None, refused.why


def _of_plain(texts: Sequence[str]) -> Parsed:
    bare = "".join(texts).replace("-", "")
    digits = np.frombuffer(bare.encode("ascii"), np.uint8).reshape(-1, 10).astype(np.int64) - ord("0")
    day, month, short = (digits[:, at] * 10 + digits[:, at + 1] for at in (0, 2, 4))
    century = _CENTURY[digits[:, 6], short]
    born, exists = _days(century + short, month, day % 60)
    has_year, has_day = century > 0, _days(np.full_like(day, 2000), month, day % 60)[1]
    read = has_year & exists
    born[~read] = None
    kind = np.where(day > 60, 2, (digits @ cpr.WEIGHTS % 11 > 0).astype(int))  # noqa: PLR2004
    why = np.where(has_day & ~has_year, 0, 1)
    ten = [bare[at : at + 10] for at in range(0, len(bare), 10)]
    return Parsed(
        np.where(read, np.array(ten, dtype=object), _NOTHING).tolist(),
        np.where(read, _KINDS[kind], _NOTHING).tolist(),
        born.astype(object).tolist(),
        np.where(read, _NOTHING, _WHY[why]).tolist(),
    )


def _days(year: Whole, month: Whole, day: Whole) -> tuple[Any, Any]:
    """Return the days, and whether each exists."""
    months = ((year - 1970) * 12 + month - 1).astype("datetime64[M]")
    days = months.astype("datetime64[D]") + (day - 1)
    real = (month >= 1) & (month <= 12) & (days.astype("datetime64[M]") == months)  # noqa: PLR2004
    return days, real


_CENTURY = np.array(
    [[(cpr.year_of(f"{short:02}{seventh}") or 0) // 100 * 100 for short in range(100)] for seventh in range(10)]
)
"""By the seventh digit and the year's last two; 0 before 1900."""
_KINDS = np.array([CprKind.ORDINARY, CprKind.UNCHECKED, CprKind.REPLACEMENT], dtype=object)
_WHY = np.array([cpr.BEFORE_1900, cpr.NO_SUCH_DAY], dtype=object)
