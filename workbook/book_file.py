"""The wall to a closed workbook: tables are read by calamine, and only the parts that change are replaced in the zip.

Everything happens in memory until `save`: the new file is made, read back and compared, and then takes the old one's
place in one step. Whatever goes wrong before that, the workbook stands as it stood.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self
from zipfile import BadZipFile

import pandas as pd
from lxml.etree import XMLSyntaxError
from python_calamine import CalamineError, CalamineTable, load_workbook

from workbook.book import to_frame
from workbook.cells import Unreadable, read_cell
from workbook.change import Change, blank, same, settle
from workbook.problems import (
    Ask,
    NotAWorkbook,
    Problem,
    SheetMissing,
    TableMissing,
    WorkbookChanged,
    WorkbookReadOnly,
    WriteFailed,
)
from workbook.schema import Column, Kind, Table
from workbook.tables import BY_NAME, TABLES
from workbook.xlsx import disk
from workbook.xlsx.parts import Parts
from workbook.xlsx.rewrite import TableEdit, rewrite


@dataclass(frozen=True)
class _Standing:
    """A table as the file holds it: its frame, the place of each row in the table's body, and ids not yet written."""

    frame: pd.DataFrame
    places: list[int]
    blank_places: frozenset[int]
    unwritten: frozenset[str]
    problems: list[Problem]


def _silent(text: str, *, final: bool = False, share: float | None = None) -> None:
    """Tell nobody."""


class FileBook:
    """A closed workbook as a Book; used in a `with`, which holds the file for this press.

    With `read_only` nothing is locked and nothing can be saved. Entering raises FileMissing, WorkbookOpen,
    WorkbookReadOnly, PasswordNeeded, WrongPassword and NotAWorkbook.
    """

    def __init__(
        self,
        path: Path,
        *,
        password: str | None = None,
        tell: Callable[..., None] = _silent,
        read_only: bool = False,
    ) -> None:
        self._path = path
        self._password = password
        self._tell = tell
        self._read_only = read_only
        self._held = ExitStack()

    def __enter__(self) -> Self:
        """Hold the file and read its bytes, once."""
        with ExitStack() as held:
            if not self._read_only:
                held.enter_context(disk.claimed(self._path))
            self._open(disk.read(self._path))
            self._held = held.pop_all()
        return self

    def __exit__(self, *_: object) -> None:
        """Let go of the file; what was not saved is gone."""
        self._held.close()

    @property
    def path(self) -> Path:
        """Return the workbook's file."""
        return self._path

    def read(self, table: Table) -> pd.DataFrame:
        """Return the table as it stands, changes applied before included."""
        return self._now(table).copy()

    def problems(self, table: Table) -> list[Problem]:
        """Return the cells of the table that could not be read as their kind."""
        return list(self._standing(table).problems)

    def apply(self, change: Change) -> list[Problem]:
        """Change the tables in memory; return what conflicted."""
        problems: list[Problem] = []
        settled = {}
        for name, part in change.tables.items():
            settled[name], conflicts = settle(BY_NAME[name], self._now(BY_NAME[name]), part)
            problems += conflicts
        self._after.update(settled)
        self._figures.update(change.figures)
        return problems

    def save(self) -> None:
        """Put the changed workbook in the file's place; see `disk.replace` for what it raises, and WorkbookChanged."""
        if self._read_only:
            raise WorkbookReadOnly(self._path.name)
        edits = [edit for name in self._after if (edit := self._edit(BY_NAME[name]))]
        content = self._rewritten(edits)
        if content == self._content:
            return
        self._check(content)
        sealed = disk.encrypt(content, self._password or "", self._path.name) if self._encrypted else content
        if disk.read(self._path) != self._raw:
            raise WorkbookChanged(self._path.name)
        disk.replace(self._path, sealed)
        self._open(sealed, content)

    def tell(self, text: str, *, final: bool = False, share: float | None = None) -> None:
        """Pass the text on to whoever listens."""
        self._tell(text, final=final, share=share)

    def ask(self, question: Ask) -> str | None:  # noqa: ARG002  answers are options of the command line
        """Nobody is there to ask."""
        return None

    def _open(self, raw: bytes, content: bytes | None = None) -> None:
        name = self._path.name
        self._raw = raw
        self._encrypted = disk.is_encrypted(raw)
        if content is None:
            content = disk.decrypt(raw, self._password, name) if self._encrypted else raw
        self._content = content
        self._tables = _Tables(content, name)
        self._read: dict[str, _Standing] = {}
        self._after: dict[str, pd.DataFrame] = {}
        self._figures: dict[str, Any] = {}

    def _standing(self, table: Table) -> _Standing:
        if table.name not in self._read:
            self._read[table.name] = self._tables.read(table)
        return self._read[table.name]

    def _now(self, table: Table) -> pd.DataFrame:
        return self._after.get(table.name, self._standing(table).frame)

    def _edit(self, table: Table) -> TableEdit | None:
        return table_edit(table, self._standing(table), self._after[table.name])

    def _rewritten(self, edits: list[TableEdit]) -> bytes:
        try:
            return rewrite(Parts(self._content), edits, self._figures)
        except (KeyError, ValueError, XMLSyntaxError, BadZipFile):
            raise WriteFailed(self._path.name) from None

    def _check(self, content: bytes) -> None:
        """Read the new file and compare; the other parts were copied as they are. Raises WriteFailed."""
        try:
            fresh = _Tables(content, self._path.name)
            fits = fresh.names == self._tables.names and all(
                equal(BY_NAME[name], after, fresh.read(BY_NAME[name]).frame) for name, after in self._after.items()
            )
        except (NotAWorkbook, SheetMissing, TableMissing):
            fits = False
        if not fits:
            raise WriteFailed(self._path.name)


class _Tables:
    """The tables of a workbook's bytes."""

    def __init__(self, content: bytes, name: str) -> None:
        try:
            self._book = load_workbook(io.BytesIO(content), load_tables=True)
            self.names = (list(self._book.sheet_names), list(self._book.table_names or []))
        except (CalamineError, OSError, ValueError):
            raise NotAWorkbook(name, "den kan ikke læses som en Excel-fil") from None
        if not any(table.sheet in self.names[0] for table in TABLES):
            raise NotAWorkbook(name)

    def read(self, table: Table) -> _Standing:
        """Return the table as it stands; raises SheetMissing, TableMissing, ColumnMissing."""
        return stand(table, self._find(table))

    def _find(self, table: Table) -> CalamineTable:
        sheets, names = self.names
        if table.sheet not in sheets:
            raise SheetMissing(table.sheet)
        found = self._book.get_table_by_name(table.excel_name) if table.excel_name in names else None
        if found is None or found.sheet != table.sheet:
            raise TableMissing(table.sheet, table.excel_name)
        return found


def stand(table: Table, found: CalamineTable) -> _Standing:
    """Return a table's frame without wholly blank rows, and where its rows stand; raises ColumnMissing."""
    headings = list(found.columns)
    ours = [at for at, heading in enumerate(headings) if heading in set(table.labels)]
    body = found.to_python()
    places = [place for place, row in enumerate(body) if any(row[at] not in ("", None) for at in ours)]
    rows = [body[place] for place in places]
    cells = {heading: [row[at] for row in rows] for at, heading in enumerate(headings)}
    frame, problems = to_frame(table, cells)
    written = [str(value) for value in cells[table.id_label]]
    unwritten = frozenset(row_id for row_id, text in zip(frame.index, written, strict=True) if row_id != text)
    return _Standing(frame, places, frozenset(range(len(body))) - set(places), unwritten, problems)


def table_edit(table: Table, standing: _Standing, after: pd.DataFrame) -> TableEdit | None:
    """Return what must be written so that the sheet holds `after`, None when it does already."""
    before = standing.frame
    place = dict(zip(before.index, standing.places, strict=True))
    gone = {place[row_id] for row_id in before.index.difference(after.index)}
    fresh = after.loc[after.index.difference(before.index, sort=False)]
    edit = TableEdit(
        sheet=table.sheet,
        table=table.excel_name,
        kept=[at for at in range(len(place) + len(standing.blank_places)) if at not in gone],
        blank=standing.blank_places,
        cells=_changed_cells(table, standing, after, place),
        fresh=[_row(table, row_id, cells) for row_id, cells in zip(fresh.index, fresh.to_dict("records"), strict=True)],
    )
    return edit if gone or edit.cells or edit.fresh else None


def _changed_cells(
    table: Table, standing: _Standing, after: pd.DataFrame, place: Mapping[str, int]
) -> dict[int, dict[str, Any]]:
    before = standing.frame
    ids = before.index.intersection(after.index, sort=False)
    changed: dict[int, dict[str, Any]] = {}
    for row_id in ids:
        if row_id in standing.unwritten:
            changed[place[row_id]] = {table.id_label: row_id}
    for column in _written(table):
        old, new = before.loc[ids, column.name].tolist(), after.loc[ids, column.name].tolist()
        for row_id, was, now in zip(ids, old, new, strict=True) if old != new else ():
            if not same(was, now):
                changed.setdefault(place[row_id], {})[column.label] = blank(now)
    return changed


def _row(table: Table, row_id: str, cells: Mapping[Any, Any]) -> dict[str, Any]:
    values = {column.label: blank(cells[column.name]) for column in _written(table)}
    return {table.id_label: row_id, **{label: value for label, value in values.items() if value is not None}}


def _written(table: Table) -> list[Column]:
    return [column for column in table.columns if column.kind is not Kind.FORMULA]


def equal(table: Table, expected: pd.DataFrame, got: pd.DataFrame) -> bool:
    """Whether two frames hold the same rows, by id, when what was written is read as its column's kind."""
    if set(expected.index) != set(got.index) or len(expected) != len(got):
        return False
    got = got.loc[expected.index]
    return all(
        _equal_cells(column, expected[column.name].tolist(), got[column.name].tolist()) for column in _written(table)
    )


def _equal_cells(column: Column, expected: list[Any], got: list[Any]) -> bool:
    return expected == got or all(
        same(_as_read(column, wanted), value) for wanted, value in zip(expected, got, strict=True)
    )


def _as_read(column: Column, value: Any) -> Any:
    try:
        return read_cell(column, blank(value))
    except Unreadable:
        return None
