"""Til vurdering shows whom a row is about, so that people find them: the citizen as the register knows them.

Questions about two people have both sides already. The name goes into the sheet's own columns only, never into a
message, as messages are logged.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from typing import Any

import pandas as pd

from workbook.change import Row, records
from workbook.problems import Problem
from workbook.register.portraits import in_register
from workbook.rowtext import text_row
from workbook.schema import Table
from workbook.tables import BY_NAME, CITIZENS
from workbook.words import Choice, ReviewKind

Read = Callable[[Table], pd.DataFrame]

_SIDES_OF_ONE = {ReviewKind.DIFFERENCE, ReviewKind.TWO_ANSWERS}
"""Questions whose two sides are both about one citizen, whom neither names."""


def with_citizens(problems: Sequence[Problem], read: Read) -> list[Problem]:
    """Return the problems; under “I registret” stands the citizen of the row, or else who the row names."""
    names = {problem.table for problem in problems if problem.table in BY_NAME}
    rows = {
        name: _rows(BY_NAME[name], {told.row_id for told in problems if told.table == name}, read) for name in names
    }
    about = [rows.get(problem.table, {}).get(problem.row_id) or _vanished(problem) for problem in problems]
    citizens = _rows(CITIZENS, {row.get("citizen") for row in about}, read)
    return [
        _with(problem, row if problem.table == CITIZENS.name else citizens.get(row.get("citizen", ""), row))
        for problem, row in zip(problems, about, strict=True)
    ]


def _rows(table: Table, ids: Collection[Any], read: Read) -> dict[str, Row]:
    frame = read(table)
    return records(frame[frame.index.isin(ids)])


def _vanished(problem: Problem) -> Row:
    """Return the row that is offered back; blank where none is."""
    offered = json.loads(problem.payload or "{}").get("choices", {}).get(Choice.RESTORE, [])
    return next((text_row(BY_NAME[name], text) for name, row_id, text in offered if row_id == problem.row_id), {})


def _with(problem: Problem, citizen: Row) -> Problem:
    left, right = problem.sides
    if problem.kind in _SIDES_OF_ONE and citizen.get("name"):
        return replace(problem, sides=(left, f"{citizen['name']}\n{right}"))
    return problem if left or right else replace(problem, sides=("", in_register(citizen)))
