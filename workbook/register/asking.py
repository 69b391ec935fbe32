"""What a list leaves for people to decide: doubtful matches with both people side by side, rows and cells not read."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from workbook.lists.extract import Errors
from workbook.lists.kinds import ListFile
from workbook.problems import Problem
from workbook.register.fates import Fate
from workbook.register.known import Clean, Known
from workbook.register.portraits import in_register, on_list
from workbook.review import difference, offer
from workbook.schema import LONGEST_TEXT
from workbook.tables import CITIZENS, LIST_ROWS
from workbook.words import Choice, ReviewKind, joined

MOST_NAMED = 20
"""So many rows of a column are named."""


def source(file: ListFile, row: Clean) -> str:
    """Return the file and row that something comes from."""
    sheet = f", arket {row['sheet']}" if row["sheet"] else ""
    return f"{file.name}{sheet}, række {row['row']}"


def bad_cell(file: ListFile, row: Clean, label: str, row_id: str = "") -> Problem:
    """Return that a cell under the heading `label` could not be read; `row_id` is the row on Listerækker."""
    where = source(file, row)
    message = f"{where}: cellen under “{label}” kan ikke læses og er ikke taget med. Ret den på borgeren."
    return Problem(ReviewKind.BAD_CELL, message, LIST_ROWS.name if row_id else "", row_id, source=where)


def bad_day(file: ListFile, row: Clean, label: str, row_id: str) -> Problem:
    """Return that the day of an answer, under the heading `label`, could not be read: the list's day stands for it."""
    where = source(file, row)
    message = (
        f"{where}: datoen under “{label}” kan ikke læses, så svaret regnes fra listens dag "
        f"({file.extracted_on:%d-%m-%Y}). Var det en anden dag, så ret den på arket Opkald."
    )
    return Problem(ReviewKind.BAD_CELL, message, LIST_ROWS.name, row_id, source=where)


def bad_column(file: ListFile, errors: Errors) -> Problem:
    """Return that cells of a column hold errors of the spreadsheet's, and in which rows."""
    left = len(errors.rows) - MOST_NAMED
    named = joined([*map(str, errors.rows[:MOST_NAMED]), *([f"{left} andre"] if left > 0 else [])])
    where = f"{file.name}, arket {errors.sheet}" if errors.sheet else file.name
    message = (
        f"{where}: under “{errors.heading}” står en fejl fra regnearket (som #I/T eller #REF!) i række {named}. "
        f"{'De celler' if len(errors.rows) > 1 else 'Den celle'} er ikke taget med, resten af rækken er. "
        "Ret det i filen, og læs den ind igen."
    )
    return Problem(ReviewKind.BAD_CELL, message, source=where, subject=errors.heading)


def candidates(
    file: ListFile, list_id: str, row: Clean, key: str, fate: Fate, known: Known, fresh: Mapping[str, Clean]
) -> Iterator[Problem]:
    """Yield the question for each citizen that a row may be about, both shown side by side.

    `key` is the row's `who_key`; `fresh` are the rows of those who come into the register with this list, by the id
    that they get.

    The row itself goes along: it is taken in when somebody has decided (`judging`).
    """
    cells = packed(row)
    about = {
        "list": list_id,
        "file": file.name,
        "kind": file.kind.list_kind,
        "extracted_on": file.extracted_on.isoformat(),
        "row": cells,
    }
    choices: dict[Choice, list[Any]] = {Choice.SAME: [], Choice.NOT_SAME: []}
    payload = offer(choices, about)
    if len(payload) > LONGEST_TEXT:  # the choice is kept all the same, and counts when the file is taken in again
        payload = offer(choices)
    digest, where, shown = _digest(list_id, cells), source(file, row), on_list(row)
    for citizen, reason in fate.candidates:
        yield Problem(
            ReviewKind.MATCH,
            f"{where}: er det borger {citizen}? ({reason})",
            CITIZENS.name,
            citizen,
            source=where,
            payload=payload,
            subject=f"{key} {citizen} {digest}",
            sides=(shown, on_list(fresh[citizen]) if citizen in fresh else in_register(known.people[citizen])),
        )


def _digest(list_id: str, cells: Mapping[str, Any]) -> str:
    """Return what tells a question from another of the same people: the list, and all that its packed row says."""
    said = {name: value for name, value in cells.items() if name not in {"sheet", "row"}}
    return hashlib.sha256(repr((list_id, sorted(said.items()))).encode()).hexdigest()[:16]


def differs(citizen: str, name: str, old: Any, new: Any, where: str) -> Problem:
    """Return that a list says something else than what staff wrote by hand."""
    label = CITIZENS.by_name[name].label
    message = (
        f"Feltet “{label}” hos borger {citizen} er rettet i hånden, og listen siger noget andet. Rettelsen er beholdt; "
        "vælg, hvad der skal gælde."
    )
    return difference(CITIZENS, citizen, name, old, new, message, where)


def packed(row: Clean) -> dict[str, Any]:
    """Return a clean row as JSON can hold it, blanks left out; `unpacked` reads it back."""
    return {name: _packed(value) for name, value in row.items() if value is not None}


def unpacked(cells: Mapping[str, Any], names: Iterable[str]) -> dict[str, Any]:
    """Return the clean row that `packed` wrote, with all columns of `names`."""
    return {name: _unpacked(cells.get(name)) for name in names}


def _packed(value: Any) -> Any:
    if isinstance(value, date):
        return {"day": value.isoformat()}
    return [*value] if isinstance(value, tuple) else value


def _unpacked(value: Any) -> Any:
    if isinstance(value, dict):
        return date.fromisoformat(value["day"])
    return tuple(value) if isinstance(value, list) else value
