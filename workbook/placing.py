"""Where a table's rows stand on an open sheet, and which cells to write so that the sheet shows what was settled.

Headings and raw rows come in, blocks of one column's cells go out; nothing here touches Excel. Columns are found by
heading and rows by id. Staff's own columns are written only where a deletion moves their rows, formulas as formulas.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from itertools import pairwise
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


def stand(
    table: Table,
    labels: Sequence[str],
    rows: Sequence[Sequence[Any]],
    used: Callable[[], Iterable[str]] = tuple,
) -> Standing:
    """Return the table as it stands; rows without a value in our columns are blank. Raises ColumnMissing.

    `used` gives the ids of rows that are gone, as in `book.settle_ids`.
    """
    ours = [at for at, label in enumerate(labels) if label in table.labels]
    filled = [at for at, row in enumerate(rows) if any(blank(row[cell]) is not None for cell in ours)]
    cells = {label: [rows[row][at] for row in filled] for at, label in enumerate(labels)}
    frame, problems = to_frame(table, cells, used)
    named: dict[int, str] = dict(zip(filled, frame.index.tolist(), strict=True))
    return Standing(table, labels, rows, [named.get(at) for at in range(len(rows))], frame, problems)


def renamed(table: Table, headings: Sequence[str]) -> dict[str, str]:
    """Return which headings stand where a missing one of ours belongs: between the neighbours that it was built with.

    Where staff put columns of their own beside it, nobody can know which is which, and nothing is guessed.
    """
    labels = table.labels
    found: dict[str, str] = {}
    standing = [-1, *(headings.index(label) for label in labels if label in headings), len(headings)]
    known = [-1, *(at for at, label in enumerate(labels) if label in headings), len(labels)]
    for (left, right), (first, last) in zip(pairwise(standing), pairwise(known), strict=True):
        strangers = [heading for heading in headings[left + 1 : right] if heading not in labels]
        missing = labels[first + 1 : last]
        if missing and len(strangers) == len(missing):
            found |= dict(zip(strangers, missing, strict=True))
    return found


def is_named(standing: Standing) -> bool:
    """Whether every row shows its id: rows that people typed or copied do not yet."""
    at = standing.labels.index(standing.table.id_label)
    return all(same(row[at], row_id) for row, row_id in zip(standing.rows, standing.ids, strict=True))


def place(standing: Standing, after: pd.DataFrame) -> list[Place]:
    """Return the sheet's rows as they are to be: in the order of `after`, new ones at the end in blank rows first."""
    at = {row_id: source for source, row_id in enumerate(standing.ids) if row_id is not None}
    order = [Place(at.get(row_id), row_id) for row_id in after.index]
    old = [spot.source for spot in order if spot.source is not None]
    blanks = [Place(source, None) for source, row_id in enumerate(standing.ids) if row_id is None]
    if old == sorted(old) and None not in [spot.source for spot in order[: len(old)]]:
        return _kept_in_place(order[: len(old)], blanks, [spot.row_id for spot in order[len(old) :]])
    return [*order, *blanks]


def _kept_in_place(old: Sequence[Place], blanks: Sequence[Place], fresh: Sequence[str | None]) -> list[Place]:
    """Return the rows that stay where people put them, blank ones too, and new ones below the last that holds one."""
    kept = sorted([*old, *blanks], key=lambda spot: spot.source or 0)
    solid = max((at + 1 for at, spot in enumerate(kept) if spot.row_id is not None), default=0)
    ids = [*(spot.row_id for spot in kept[:solid]), *fresh]
    length = max(len(kept), len(ids), 1)  # an Excel table has a row, if only a blank one
    sources = [spot.source for spot in kept]
    return [Place(sources[at] if at < len(kept) else None, ids[at] if at < len(ids) else None) for at in range(length)]


def blocks(
    standing: Standing, after: pd.DataFrame, places: Sequence[Place], formulas_in: Callable[[int], Sequence[str]]
) -> list[Block]:
    """Return what to write; `formulas_in` gives a column's formulas (texts where there are none), row by row.

    Where a deletion moves rows, every column is written from the first of them to the last, so that the blocks make one
    rectangle, which is written at once: were Excel stopped halfway, no row would hold two people.
    """
    shifted = _first_shifted(standing, places)
    found: list[Block] = []
    for at in range(len(standing.labels)):
        wish = _wish(standing, after, places, at)
        changed = [row for row in range(shifted) if not wish.kept[row]] if wish.number_format else []
        spans = (_span(changed), range(shifted, len(places)))
        found += [_block(standing, places, at, rows, wish, formulas_in) for rows in spans if rows]
    return sorted(found, key=lambda block: (block.start, len(block.cells), block.at))


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


@dataclass(frozen=True)
class _Wish:
    """What a column's cells are to hold, row by row, and whether they hold it now, wherever their row stands."""

    cells: Sequence[Any]
    kept: Sequence[bool]
    column: Column | None = None
    number_format: str | None = None


def _wish(standing: Standing, after: pd.DataFrame, places: Sequence[Place], at: int) -> _Wish:
    """Return what the column is to hold; one of staff's own has no format, and keeps what stands there."""
    raw = [None if spot.source is None else standing.rows[spot.source][at] for spot in places]
    label = standing.labels[at]
    if label == standing.table.id_label:
        kept = [same(cell, spot.row_id) for cell, spot in zip(raw, places, strict=True)]
        return _Wish([spot.row_id for spot in places], kept, None, NUMBER_FORMAT[Kind.TEXT])
    column = next((column for column in standing.table.columns if column.label == label), None)
    if column is None or column.kind is Kind.FORMULA:
        return _Wish(raw, [spot.source is not None for spot in places])
    return _wish_ours(standing, after, places, column, raw)


def _wish_ours(
    standing: Standing, after: pd.DataFrame, places: Sequence[Place], column: Column, raw: Sequence[Any]
) -> _Wish:
    """Return what a column of ours is to hold; what nobody changes stays as it is, unreadable cells too."""
    before = dict(zip(standing.frame.index, standing.frame[column.name].tolist(), strict=True))
    wanted = dict(zip(after.index, after[column.name].tolist(), strict=True))
    unreadable = {problem.row_id for problem in standing.problems if problem.column == column.name}
    kept = [
        spot.source is not None
        and standing.ids[spot.source] == spot.row_id
        and same(before.get(spot.row_id), wanted.get(spot.row_id))
        for spot in places
    ]
    cells = [
        cell if stays and spot.row_id in unreadable else wanted.get(spot.row_id)
        for cell, stays, spot in zip(raw, kept, places, strict=True)
    ]
    return _Wish(cells, kept, column, NUMBER_FORMAT[column.kind])


def _first_shifted(standing: Standing, places: Sequence[Place]) -> int:
    """Return the first row that is to hold what stands in another now, or nothing; the end when none is."""
    there = zip(range(len(standing.rows)), places, strict=False)
    return next((row for row, spot in there if spot.source != row), len(places))


def _block(
    standing: Standing,
    places: Sequence[Place],
    at: int,
    rows: range,
    wish: _Wish,
    formulas_in: Callable[[int], Sequence[str]],
) -> Block:
    """Return the rows of a column to write. Formulas stay; what fills staff's own column fills it in new rows too."""
    sources = {row: source for row in rows if (source := places[row].source) is not None}
    formulas = (
        _formulas(standing, at, formulas_in) if sources and standing.labels[at] != standing.table.id_label else {}
    )
    everywhere = set(formulas.values()) if len(formulas) == len(standing.rows) else set()
    fill = everywhere.pop() if len(everywhere) == 1 and wish.number_format is None else ""
    found = {row: formulas.get(sources[row], "") if row in sources else fill for row in rows}
    kept = {row: text for row, text in found.items() if text and (wish.kept[row] or row not in sources)}
    return Block(at, rows.start, [wish.cells[row] for row in rows], kept, wish.column, wish.number_format)


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
