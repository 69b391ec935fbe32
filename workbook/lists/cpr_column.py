"""A column of CPR numbers, or of names with numbers beside them, into clean rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, cast

from workbook import cpr
from workbook.cprs import not_plain, parse_all
from workbook.lists import numbered_names
from workbook.lists.clean import name, text
from workbook.lists.columns import Columns, fill
from workbook.lists.read import Cell


def read_cpr(columns: Columns, cells: Sequence[Cell]) -> None:
    """Put in what a column of numbers tells: the number and its kind, the birth date, or why there is none."""
    texts, odd = cast("Sequence[str]", cells), not_plain(cells)
    if odd:
        apart = _without_names(columns, cells)
        texts = [cell if isinstance(cell, str) else text(cell) or "" for cell in apart]
        odd = not_plain(texts)
    found = parse_all(texts, odd)
    typed = _in_doubt(texts, odd, found.numbers)
    firm = found.born
    if typed:
        firm = [None if at in typed else born for at, born in enumerate(found.born)]
        fill(columns, "guessed_born", _spread({at: found.born[at] for at in typed}, len(texts)))
        fill(columns, "typed", _spread(typed, len(texts)))
    if "cpr" in columns:
        firm = [None if number else born for number, born in zip(columns["cpr"], firm, strict=True)]
    _put(columns, "birth_date", firm)
    _put(columns, "no_cpr", found.why)
    fill(columns, "cpr", found.numbers)
    fill(columns, "cpr_kind", found.kinds)


def _in_doubt(texts: Sequence[str], odd: Sequence[int], numbers: Sequence[str | None]) -> dict[int, str]:
    """Return by place the digits that are no number as they stand: nine that were given a zero, or not read."""
    places = {*odd, *(at for at, number in enumerate(numbers) if not number)}
    return {at: digits for at in sorted(places) if (digits := cpr.typed(texts[at])) and digits != numbers[at]}


def _without_names(columns: Columns, cells: Sequence[Cell]) -> Sequence[Cell]:
    """Return a column of CPR numbers without the names that stand beside them, which go where they belong."""
    if not numbered_names.hold_numbers(cells):
        return cells
    told = list(zip(*_apart(columns, cells), strict=True))
    fill(columns, "name", [name(rest) if number else None for number, rest, _ in told])
    return [number or (None if why else rest) for number, rest, why in told]


def without_numbers(columns: Columns, cells: Sequence[Cell]) -> Sequence[Cell]:
    """Return a column of names without the CPR numbers that stand beside them; a column of its own is read before."""
    if not numbered_names.hold_numbers(cells):
        return cells
    columns["in_name"], rest, _ = _apart(columns, cells)
    return rest


def _apart(columns: Columns, cells: Sequence[Cell]) -> numbered_names.Apart:
    found = numbered_names.apart(cells)
    columns["no_cpr"] = [was or why for was, why in zip(columns["no_cpr"], found.why, strict=True)]
    return found


def _put(columns: Columns, name: str, values: list[Any]) -> None:
    """Put values into the column, over what stands there."""
    if name in columns:
        values = [new or was for new, was in zip(values, columns[name], strict=True)]
    columns[name] = values


def _spread(values: Mapping[int, Any], count: int) -> list[Any]:
    """Return a column that is blank but for values at their places."""
    column = [None] * count
    for at, value in values.items():
        column[at] = value
    return column
