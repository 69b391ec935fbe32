"""The tables of a closed workbook as calamine reads them, and what must be written so that they look otherwise."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd
from python_calamine import CalamineError, CalamineTable, load_workbook

from workbook.book import to_frame
from workbook.cells import Unreadable, read_cell
from workbook.change import blank, columns_of, same, shared_rows
from workbook.problems import NotAWorkbook, Problem, SheetMissing, TableMissing
from workbook.schema import Column, Kind, Table
from workbook.tables import TABLES
from workbook.xlsx.rewrite import TableEdit


@dataclass(frozen=True)
class Standing:
    """A table as the file holds it: its frame, the place of each row in the table's body, and ids not yet written."""

    frame: pd.DataFrame
    places: list[int]
    blank_places: frozenset[int]
    unwritten: frozenset[str]
    problems: list[Problem]


class Tables:
    """The tables of a workbook's bytes; `names` are those of its sheets and of its tables."""

    def __init__(self, content: bytes, name: str) -> None:
        try:
            self._book = load_workbook(io.BytesIO(content), load_tables=True)
            self.names = (list(self._book.sheet_names), list(self._book.table_names or []))
        except (CalamineError, OSError, ValueError):
            raise NotAWorkbook(name, "den kan ikke læses som en Excel-fil") from None
        if not any(table.excel_name in self.names[1] for table in TABLES):
            raise NotAWorkbook(name)

    def read(self, table: Table, used: Callable[[], Iterable[str]] = tuple) -> Standing:
        """Return the table as it stands (`used`: see `book.settle_ids`).

        Raises SheetMissing, TableMissing, ColumnMissing.
        """
        return stand(table, self._find(table), used)

    def holds(self, table: Table) -> bool:
        """Whether the table stands with all its columns."""
        try:
            return set(table.labels) <= set(self._find(table).columns)
        except (SheetMissing, TableMissing):
            return False

    def remains(self, table: Table) -> dict[str, list[Any]]:
        """Return what is left of a table, by heading; nothing when it is gone."""
        try:
            found = self._find(table)
        except (SheetMissing, TableMissing):
            return {}
        body = found.to_python()
        return {heading: [row[at] for row in body] for at, heading in enumerate(found.columns)}

    def _find(self, table: Table) -> CalamineTable:
        sheets, names = self.names
        if table.sheet not in sheets:
            raise SheetMissing(table.sheet)
        found = self._book.get_table_by_name(table.excel_name) if table.excel_name in names else None
        if found is None or found.sheet != table.sheet:
            raise TableMissing(table.sheet, table.excel_name)
        return found


def stand(table: Table, found: CalamineTable, used: Callable[[], Iterable[str]] = tuple) -> Standing:
    """Return a table's frame without wholly blank rows, and where its rows stand; raises ColumnMissing."""
    headings = list(found.columns)
    ours = [at for at, heading in enumerate(headings) if heading in set(table.labels)]
    body = found.to_python()
    places = [place for place, row in enumerate(body) if any(row[at] not in ("", None) for at in ours)]
    rows = [body[place] for place in places]
    cells = {heading: [row[at] for row in rows] for at, heading in enumerate(headings)}
    frame, problems = to_frame(table, cells, used)
    written = [str(value) for value in cells[table.id_label]]
    unwritten = frozenset(row_id for row_id, text in zip(frame.index.tolist(), written, strict=True) if row_id != text)
    return Standing(frame, places, frozenset(range(len(body))) - set(places), unwritten, problems)


def table_edit(table: Table, standing: Standing, after: pd.DataFrame) -> TableEdit | None:
    """Return what must be written so that the sheet holds `after`, None when it does already."""
    before = standing.frame
    place = dict(zip(before.index.tolist(), standing.places, strict=True))
    gone = {place[row_id] for row_id in before.index.difference(after.index)}
    fresh = after.loc[after.index.difference(before.index, sort=False)]
    rows = _rows(standing, after, place)
    edit = TableEdit(
        sheet=table.sheet,
        table=table.excel_name,
        rows=rows,
        blank=standing.blank_places,
        cells=_changed_cells(table, standing, after, place),
        columns=_columns(table, fresh) if len(fresh) else {},
    )
    return edit if gone or edit.cells or rows != sorted({*place.values(), *standing.blank_places}) else None


def _rows(standing: Standing, after: pd.DataFrame, place: Mapping[str, int]) -> list[int | None]:
    """Return the places of the rows as they are to stand, None for new ones; blank rows stay where they can."""
    order = [place.get(row_id) for row_id in after.index.tolist()]
    old = [at for at in order if at is not None]
    if old == sorted(old) and None not in order[: len(old)]:
        return [*sorted({*old, *standing.blank_places}), *order[len(old) :]]
    return [*order, *sorted(standing.blank_places)]


def _changed_cells(
    table: Table, standing: Standing, after: pd.DataFrame, place: Mapping[str, int]
) -> dict[int, dict[str, Any]]:
    before, after = shared_rows(standing.frame, after)
    ids, held, fresh = before.index.tolist(), columns_of(before), columns_of(after)
    changed: dict[int, dict[str, Any]] = {}
    for row_id in ids:
        if row_id in standing.unwritten:
            changed[place[row_id]] = {table.id_label: row_id}
    for column in _written(table):
        old, new = held[column.name], fresh[column.name]
        for row_id, was, now in zip(ids, old, new, strict=True) if old != new else ():
            if was is not now and not same(was, now):
                changed.setdefault(place[row_id], {})[column.label] = blank(now)
    return changed


def _columns(table: Table, rows: pd.DataFrame) -> dict[str, list[Any]]:
    """Return the cells of new rows by heading; columns without a value are left out."""
    columns = {column.label: list(map(blank, rows[column.name].tolist())) for column in _written(table)}
    filled = {label: cells for label, cells in columns.items() if cells.count(None) < len(cells)}
    return {table.id_label: rows.index.tolist(), **filled}


def _written(table: Table) -> list[Column]:
    return [column for column in table.columns if column.kind is not Kind.FORMULA]


def equal(table: Table, expected: pd.DataFrame, got: pd.DataFrame) -> bool:
    """Whether two frames hold the same rows, by id, when what was written is read as its column's kind."""
    if set(expected.index.tolist()) != set(got.index.tolist()) or len(expected) != len(got):
        return False
    expected, got = shared_rows(expected, got)
    wanted, found = columns_of(expected), columns_of(got)
    return all(_equal_cells(column, wanted[column.name], found[column.name]) for column in _written(table))


def _equal_cells(column: Column, expected: list[Any], got: list[Any]) -> bool:
    return expected == got or all(
        wanted == value or same(_as_read(column, wanted), value) for wanted, value in zip(expected, got, strict=True)
    )


def _as_read(column: Column, value: Any) -> Any:
    try:
        return read_cell(column, blank(value))
    except Unreadable:
        return None
