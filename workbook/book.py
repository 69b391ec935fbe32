"""The wall between thinking and Excel: `read` a table, `apply` a Change, `tell` the user.

Three walls keep the same promises (tests/test_walls.py holds them to it): `MemoryBook` here, the closed file
(`book_file`) and the open workbook (`book_excel`). Staff's own columns survive; a cell that no longer holds the
expected value is left and comes back as a Problem; rows are found by id wherever they were sorted to.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any, Protocol

import pandas as pd

from workbook.asking import GoesOn, nobody, unstopped
from workbook.blocks import BETWEEN
from workbook.cells import Unreadable, read_cell
from workbook.change import Change, settle
from workbook.journal.chain import ids_in
from workbook.journal.checkpoint import texts_in
from workbook.mentions import Mentions
from workbook.problems import Ask, ColumnMissing, Problem
from workbook.schema import Column, Table
from workbook.tables import BY_NAME, CHECKPOINT, JOURNAL, TABLES
from workbook.words import ReviewKind

LONGEST_ID = 60


class Book(Protocol):
    """What a press sees of a workbook."""

    @property
    def path(self) -> Path | None:
        """The workbook's file, None in memory."""

    def read(self, table: Table) -> pd.DataFrame:
        """Return the table as it stands; raises SheetMissing, TableMissing, ColumnMissing."""

    def problems(self, table: Table) -> list[Problem]:
        """Return the cells of the table that could not be read as their kind (they read as None)."""

    def apply(self, change: Change) -> list[Problem]:
        """Write the change's cells; return what conflicted. A following `read` sees the result."""

    def save(self) -> None:
        """Make what was applied last: an atomic replace, or Excel's own save. Nothing counts before."""

    def mend(self, model: Callable[[], bytes], spare: Callable[[], bytes | None]) -> list[str]:
        """Put right what keeps tables from being read, and return what was done in Danish.

        `model` makes a new workbook without rows, `spare` finds the newest copy whose tables all stand.
        """

    def broken_pages(self) -> list[str]:
        """Return in Danish what somebody broke on Forside and Overblik: formulas typed over, rows deleted."""

    def forget(self, mentions: Mentions) -> list[str]:
        """Take people's names and numbers out of all that is no row of ours, once saved; tell in Danish what is left.

        The open workbook only tells.
        """

    def tell(self, text: str, *, final: bool = False, share: float | None = None) -> None:
        """Show how far the press is (status bar, terminal), or its final message."""

    def ask(self, question: Ask) -> str | None:
        """Put a question to the user; None when nobody can be asked. Raises LetBe when the user steps back."""

    def stoppable(self, text: str) -> AbstractContextManager[GoesOn]:
        """Show long work, and let the user end it early; what it gives says whether to go on."""


def next_ids(table: Table, taken: Iterable[str], count: int) -> list[str]:
    """Return `count` fresh ids after the highest of `taken` ("B-0001", "B-0002" …)."""
    shape = re.compile(rf"{re.escape(table.prefix)}-(\d{{1,9}})")
    numbers = (int(found[1]) for row_id in taken if (found := shape.fullmatch(row_id)))
    start = max(numbers, default=0) + 1
    return [f"{table.prefix}-{number:04d}" for number in range(start, start + count)]


def ids_ever(table: Table, read: Callable[[Table], pd.DataFrame]) -> Iterator[str]:
    """Yield the ids that rows of the table had by journal and checkpoint, also of rows that are gone."""
    yield from ids_in(read(JOURNAL), table.name)
    checkpoint = read(CHECKPOINT)
    yield from (row_id for _, row_id, _ in texts_in(checkpoint[checkpoint["table"] == table.name]))


def settle_ids(table: Table, raw: Sequence[Any], used: Callable[[], Iterable[str]] = tuple) -> list[str]:
    """Return an id for every row: rows that people typed have none, and copied rows have one that is taken.

    An id is one short line: whatever else stands in its cell is none.

    `used` gives the ids of rows that are gone (asked only when it matters): nobody gets the number of somebody else.
    """
    texts = [_id(value) for value in raw]
    first = {text: at for at, text in reversed(list(enumerate(texts))) if text}
    lacking = [at for at, text in enumerate(texts) if not text or first[text] != at]
    if not lacking:
        return texts
    fresh = dict(zip(lacking, next_ids(table, [*texts, *used()], len(lacking)), strict=True))
    return [fresh.get(at, text) for at, text in enumerate(texts)]


def _id(raw: Any) -> str:
    text = "" if raw is None else str(raw).strip()
    return text if len(text) <= LONGEST_ID and text.isprintable() and BETWEEN not in text else ""


def to_frame(
    table: Table, cells: Mapping[str, Sequence[Any]], used: Callable[[], Iterable[str]] = tuple
) -> tuple[pd.DataFrame, list[Problem]]:
    """Return a table's frame from raw columns by Danish heading, and a Problem for each cell of the wrong kind.

    `used` is as in `settle_ids`. Raises ColumnMissing for a heading that is not there; other headings are staff's own
    and are left alone.
    """
    missing = [label for label in table.labels if label not in cells]
    if missing:
        raise ColumnMissing(table.sheet, missing[0])
    ids = settle_ids(table, cells[table.id_label], used)
    problems: list[Problem] = []
    columns = {column.name: _read_column(table, column, ids, cells[column.label], problems) for column in table.columns}
    index = pd.Index(ids, name="id", dtype=object)
    return pd.DataFrame(columns, index=index, dtype=object), problems


def _read_column(
    table: Table, column: Column, ids: Sequence[str], raw: Sequence[Any], problems: list[Problem]
) -> list[Any]:
    try:
        return _values(column, raw)
    except Unreadable:
        return [_value(table, column, row_id, cell, problems) for row_id, cell in zip(ids, raw, strict=True)]


def _values(column: Column, raw: Sequence[Any]) -> list[Any]:
    """Return a column's values; raises Unreadable. Most cells are blank or plain texts, and need no reading."""
    if not column.is_text:
        return [None if cell == "" else read_cell(column, cell) for cell in raw]
    plain = _plain(raw)
    if all(plain):
        return [cell or None for cell in raw]
    return [(cell or None) if is_plain else read_cell(column, cell) for cell, is_plain in zip(raw, plain, strict=True)]


def _plain(cells: Sequence[Any]) -> list[bool]:
    """Return which cells are texts of characters that can be printed."""
    try:
        return list(map(str.isprintable, cells))
    except TypeError:  # not only texts
        return [isinstance(cell, str) and cell.isprintable() for cell in cells]


def _value(table: Table, column: Column, row_id: str, cell: Any, problems: list[Problem]) -> Any:
    try:
        return read_cell(column, cell)
    except Unreadable:
        problems.append(_bad_cell(table, column, row_id))
        return None


def _bad_cell(table: Table, column: Column, row_id: str) -> Problem:
    kinds = {
        "date": "en dato, fx 20-04-2021",
        "time": "et klokkeslæt, fx 10:30",
        "whole": "et helt tal",
        "number": "et tal",
    }
    message = (
        f"Feltet “{column.label}” på arket “{table.sheet}” ({row_id}) skal være {kinds[column.kind]}. "
        "Ret feltet, og tryk på knappen igen."
    )
    return Problem(ReviewKind.BAD_CELL, message, table.name, row_id, column.name)


class MemoryBook:
    """The wall in memory, for tests and for thinking ahead: tables by English name, staff's own columns kept."""

    def __init__(self, **tables: pd.DataFrame) -> None:
        self.path: Path | None = None
        self.told: list[str] = []
        self.saved = 0
        self._tables = {table.name: tables.get(table.name, table.frame()) for table in TABLES}

    def read(self, table: Table) -> pd.DataFrame:
        """Return a copy of the table."""
        return self._tables[table.name].reindex(columns=table.names[1:]).copy()

    def problems(self, table: Table) -> list[Problem]:  # noqa: ARG002  memory holds values, never raw cells
        """Return nothing: what is in memory was read before."""
        return []

    def apply(self, change: Change) -> list[Problem]:
        """Change the tables; return what conflicted."""
        problems = []
        for name, part in change.tables.items():
            self._tables[name], conflicts = settle(BY_NAME[name], self._tables[name], part)
            problems += conflicts
        return problems

    def save(self) -> None:
        """Count the save."""
        self.saved += 1

    def mend(self, model: Callable[[], bytes], spare: Callable[[], bytes | None]) -> list[str]:  # noqa: ARG002
        """Return nothing: memory has no shape that could break."""
        return []

    def broken_pages(self) -> list[str]:
        """Return nothing: memory has no pages."""
        return []

    def forget(self, mentions: Mentions) -> list[str]:  # noqa: ARG002  the same
        """Return nothing: memory holds our rows only."""
        return []

    def tell(self, text: str, *, final: bool = False, share: float | None = None) -> None:  # noqa: ARG002
        """Keep final messages for whoever wants to see them."""
        if final:
            self.told.append(text)

    def ask(self, question: Ask) -> str | None:
        """Nobody is there to ask."""
        return nobody(question)

    def stoppable(self, text: str) -> AbstractContextManager[GoesOn]:
        """Nobody is there to end it."""
        return unstopped(text)
