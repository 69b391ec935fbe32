"""Where a table's rows stand on an open sheet, and which cells to write so that the sheet shows what was settled.

Headings and raw rows come in, blocks of one column's cells go out; nothing here touches Excel. Columns are found by
heading and rows by id. Staff's own columns are written only where a deletion moves their rows, formulas as formulas.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any, NamedTuple

import pandas as pd

from workbook.book import to_frame
from workbook.cells import NUMBER_FORMAT, Unreadable, read_cell
from workbook.change import blank, same
from workbook.problems import Problem
from workbook.schema import Column, Kind, Table

_NOT_PLAIN = re.compile(r"['=+\-@#]|.*\d|(true|false|sandt|falsk)$", re.IGNORECASE | re.DOTALL)
"""Texts that Excel might take for something else in a cell that is not '@'."""


@dataclass(frozen=True)
class Standing:
    """A table as it stands: headings, raw rows, and the id of each row (None for a blank one)."""

    table: Table
    labels: Sequence[str]
    rows: Sequence[Sequence[Any]]
    ids: Sequence[str | None]
    frame: pd.DataFrame
    problems: Sequence[Problem]


class Place(NamedTuple):
    """What a row of the sheet is to hold: the row that stands at `source` now, under `row_id`; None is a blank."""

    source: int | None
    row_id: str | None


@dataclass(frozen=True)
class Block:
    """Cells of one column to write, from row `start` (0 is the first below the headings) in column `at` (0 is the id).

    `formulas` are kept, by row, in R1C1 notation; `column` is None for the id and for staff's own columns, and
    `number_format` is None where the cells' formats are staff's.
    """

    at: int
    start: int
    cells: Sequence[Any]
    formulas: Mapping[int, str]
    column: Column | None
    number_format: str | None


def stand(table: Table, labels: Sequence[str], rows: Sequence[Sequence[Any]]) -> Standing:
    """Return the table as it stands; rows without a value in our columns are blank. Raises ColumnMissing."""
    ours = [at for at, label in enumerate(labels) if label in table.labels]
    filled = [at for at, row in enumerate(rows) if any(blank(row[cell]) is not None for cell in ours)]
    frame, problems = to_frame(table, {label: [rows[row][at] for row in filled] for at, label in enumerate(labels)})
    named: dict[int, str] = dict(zip(filled, frame.index.tolist(), strict=True))
    return Standing(table, labels, rows, [named.get(at) for at in range(len(rows))], frame, problems)


def place(standing: Standing, after: pd.DataFrame) -> list[Place]:
    """Return the sheet's rows as they are to be: rows stay in order, new ones fill blank rows at the end first."""
    kept = [at for at, row_id in enumerate(standing.ids) if row_id is None or row_id in after.index]
    solid = max((at + 1 for at, source in enumerate(kept) if standing.ids[source] is not None), default=0)
    fresh = [row_id for row_id in after.index if row_id not in standing.frame.index]
    ids = [*(standing.ids[source] for source in kept[:solid]), *fresh]
    length = max(len(kept), len(ids), 1)  # an Excel table has a row, if only a blank one
    return [Place(kept[at] if at < len(kept) else None, ids[at] if at < len(ids) else None) for at in range(length)]


def blocks(
    standing: Standing, after: pd.DataFrame, places: Sequence[Place], formulas_in: Callable[[int], Sequence[str]]
) -> list[Block]:
    """Return what to write; `formulas_in` gives a column's formulas (texts where there are none), row by row."""
    ours = {column.label: column for column in standing.table.columns if column.kind is not Kind.FORMULA}
    found = []
    for at, label in enumerate(standing.labels):
        if label == standing.table.id_label:
            found.append(_ids(standing, places, at))
        elif label in ours:
            found.append(_values(standing, after, places, at, ours[label], formulas_in))
        else:
            found.append(_own(standing, places, at, formulas_in))
    return [block for block in found if block.cells]


def shows(now: Standing, places: Sequence[Place], written: Sequence[Block]) -> bool:
    """Whether the sheet shows what was written; formulas may have changed their results."""
    if list(now.ids) != [spot.row_id for spot in places]:
        return False
    return all(
        row in block.formulas or _reads_as(block.column, now.rows[row][block.at], cell)
        for block in written
        for row, cell in enumerate(block.cells, start=block.start)
    )


def entry(cell: Any, *, is_text: bool) -> Any:
    """Return what to hand Excel so that the cell holds `cell`: Excel swallows one leading apostrophe of any text."""
    if isinstance(cell, str):
        text = str(cell)
        shielded = text.startswith("'") if is_text else _NOT_PLAIN.match(text)
        return f"'{text}" if shielded else text
    if isinstance(cell, time):  # COM has no time of day without a date
        return timedelta(hours=cell.hour, minutes=cell.minute, seconds=cell.second) / timedelta(days=1)
    if isinstance(cell, date) and not isinstance(cell, datetime):
        return datetime(cell.year, cell.month, cell.day)
    return float(cell) if type(cell) is int else cell  # COM would pass a large one as a type that Excel refuses


def plain(cell: Any) -> Any:
    """Return a raw cell as other walls give it: money comes as Decimal, and times of day miss by microseconds."""
    if isinstance(cell, Decimal):
        return float(cell)
    if isinstance(cell, datetime):
        return (cell + timedelta(milliseconds=500)).replace(microsecond=0)
    return cell


def _ids(standing: Standing, places: Sequence[Place], at: int) -> Block:
    raw = [row[at] for row in standing.rows]
    changed = [row for row, spot in enumerate(places) if row >= len(raw) or not same(raw[row], spot.row_id)]
    rows = _span(changed)
    return Block(at, rows.start, [places[row].row_id for row in rows], {}, None, NUMBER_FORMAT[Kind.TEXT])


def _values(
    standing: Standing,
    after: pd.DataFrame,
    places: Sequence[Place],
    at: int,
    column: Column,
    formulas_in: Callable[[int], Sequence[str]],
) -> Block:
    """Return a column of ours; what nobody changes stays as it is, formulas and unreadable cells too."""
    before = dict(zip(standing.frame.index, standing.frame[column.name].tolist(), strict=True))
    wanted = dict(zip(after.index, after[column.name].tolist(), strict=True))
    unreadable = {problem.row_id for problem in standing.problems if problem.column == column.name}

    def untouched(spot: Place) -> bool:
        was = None if spot.source is None else standing.ids[spot.source]
        return spot.source is not None and was == spot.row_id and same(before.get(was), wanted.get(was))

    rows = _span([row for row, spot in enumerate(places) if spot.source != row or not untouched(spot)])
    formulas = _formulas(standing, at, formulas_in) if any(places[row].source is not None for row in rows) else {}
    cells: list[Any] = []
    kept: dict[int, str] = {}
    for row in rows:
        spot = places[row]
        cells.append(wanted.get(spot.row_id))
        if spot.source is not None and untouched(spot):
            if spot.row_id in unreadable:
                cells[-1] = standing.rows[spot.source][at]
            if spot.source in formulas:
                kept[row] = formulas[spot.source]
    return Block(at, rows.start, cells, kept, column, NUMBER_FORMAT[column.kind])


def _own(standing: Standing, places: Sequence[Place], at: int, formulas_in: Callable[[int], Sequence[str]]) -> Block:
    """Return a column that is not ours to fill: cells that a deletion moves. Excel itself fills what it grows by."""
    moved = [row for row, spot in enumerate(places) if row < len(standing.rows) and spot.source != row]
    rows = _span(moved)
    formulas = _formulas(standing, at, formulas_in) if rows else {}
    everywhere = set(formulas.values()) if len(formulas) == len(standing.rows) else set()
    fill = everywhere.pop() if len(everywhere) == 1 else None
    cells: list[Any] = []
    kept: dict[int, str] = {}
    for row in rows:
        source = places[row].source
        formula = fill if source is None else formulas.get(source)
        cells.append(None if source is None else standing.rows[source][at])
        if formula:
            kept[row] = formula
    return Block(at, rows.start, cells, kept, None, None)


def _formulas(standing: Standing, at: int, formulas_in: Callable[[int], Sequence[str]]) -> dict[int, str]:
    """Return the column's formulas by row; a text that only looks like one reads the same as its cell."""
    texts = formulas_in(at) if standing.rows else []
    return {row: text for row, text in enumerate(texts) if text.startswith("=") and text != standing.rows[row][at]}


def _span(changed: Sequence[int]) -> range:
    """Return the rows from the first to the last that change: one block, however many lie between."""
    return range(min(changed), max(changed) + 1) if changed else range(0)


def _reads_as(column: Column | None, raw: Any, cell: Any) -> bool:
    if column is None or same(raw, cell):
        return same(raw, cell)
    try:
        return same(read_cell(column, raw), cell)
    except Unreadable:
        return False
