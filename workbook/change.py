"""Change: everything that one press wants done, decided but not yet written.

Per table it holds inserts, updates (changed cells only, each with the value it was decided on) and deletes by row id;
beside them problems for "Til vurdering", files to publish and the message. `settle` says what a table looks like
afterwards and which cells had changed in the meantime; every wall writes what it says.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import repeat
from operator import is_
from typing import Any, NamedTuple

import pandas as pd

from workbook.cells import clean_text
from workbook.problems import Ask, Problem, TextTooLong
from workbook.schema import LONGEST_TEXT, Table
from workbook.words import ReviewKind

Row = dict[str, Any]
"""The cells of one row by English name; blank cells are left out."""


class Edit(NamedTuple):
    """A cell's new value, and the value it was decided on."""

    expected: Any
    value: Any


@dataclass
class TableChange:
    """What happens to one table, by row id; `order` are rows to stand on top.

    `erases` are rows deleted for good: the journal is not to hold what stood in them. `archives` are rows whose
    archive is made, each with the fingerprint of what went into it; they stay as they are.
    """

    inserts: dict[str, Row] = field(default_factory=dict)
    updates: dict[str, dict[str, Edit]] = field(default_factory=dict)
    deletes: dict[str, Row] = field(default_factory=dict)
    order: list[str] = field(default_factory=list)
    erases: set[str] = field(default_factory=set)
    archives: dict[str, str] = field(default_factory=dict)

    def __bool__(self) -> bool:
        """Return whether anything happens at all."""
        return bool(self.inserts or self.updates or self.deletes or self.order)


@dataclass(frozen=True)
class OutFile:
    """A file to publish when the cells are written: a path below the office's folder, and the bytes."""

    path: str
    content: bytes


@dataclass(frozen=True)
class InFile:
    """A file below the office's folder that is done with: it goes when the press is saved, if its bytes are these."""

    path: str
    sha256: str


@dataclass(frozen=True)
class Gone:
    """Who is deleted for good: these citizens by id, or `everybody`; `words` are their names and numbers."""

    citizens: frozenset[str] = frozenset()
    everybody: bool = False
    words: frozenset[str] = frozenset()


@dataclass
class Change:
    """What a press wants done; empty until something is put in.

    `first` is asked before anything is written where somebody can be asked; only its first choice goes on.
    `gone` are people whom the copies are to forget, too.
    With `copied` a copy is kept of the workbook as it stands afterwards, too.
    `shows` is the table whose sheet comes in front on an open workbook; None leaves people where they are.
    """

    message: str = ""
    tables: dict[str, TableChange] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    files: list[OutFile] = field(default_factory=list)
    done_with: list[InFile] = field(default_factory=list)
    figures: dict[str, Any] = field(default_factory=dict)
    first: Ask | None = None
    copied: bool = False
    gone: Gone | None = None
    shows: Table | None = None

    def __bool__(self) -> bool:
        """Return whether any cell or file changes."""
        return any(self.tables.values()) or bool(self.files)

    def of(self, table: Table) -> TableChange:
        """Return what happens to `table`."""
        return self.tables.setdefault(table.name, TableChange())

    def insert(self, table: Table, rows: pd.DataFrame) -> None:
        """Put in the rows of a frame of the table's shape, under the ids of its index."""
        self.insert_columns(table, rows.index.tolist(), columns_of(rows))

    def insert_columns(self, table: Table, ids: Sequence[Any], columns: Mapping[str, list[Any]]) -> None:
        """Put in rows under their ids, as columns of cells: many rows need no frame."""
        cells = {name: _clean(table, name, column) for name, column in columns.items()}
        self.of(table).inserts.update(_records(ids, cells))

    def update(self, table: Table, before: pd.DataFrame, after: pd.DataFrame) -> None:
        """Change the cells that differ between two frames, for the rows and columns that both have."""
        old, new = shared_rows(before, after)
        ids = old.index.tolist()
        held, fresh = columns_of(old), columns_of(new)
        for name in (name for name in fresh if name in held):
            if _alike(held[name], fresh[name]):
                continue
            for row_id, was, now in zip(ids, held[name], fresh[name], strict=True):
                if was is not now and not same(was, now):
                    edits = self.of(table).updates.setdefault(str(row_id), {})
                    edits[name] = Edit(blank(was), _clean_cell(table, name, now))

    def edit(self, table: Table, row_id: str, old: Row, cells: Row) -> None:
        """Change those of the cells that a row does not hold already."""
        edits = {
            name: Edit(old.get(name), _clean_cell(table, name, now))
            for name, now in cells.items()
            if not same(old.get(name), now)
        }
        if edits:
            self.of(table).updates.setdefault(row_id, {}).update(edits)

    def delete(self, table: Table, rows: pd.DataFrame) -> None:
        """Take out the rows of a frame, as they were decided on."""
        self.of(table).deletes.update({str(row_id): row for row_id, row in records(rows).items()})

    def erase(self, table: Table, rows: pd.DataFrame) -> None:
        """Take out the rows of a frame for good."""
        if len(rows):
            self.delete(table, rows)
            self.of(table).erases.update(map(str, rows.index))

    def replace(self, table: Table, before: pd.DataFrame, after: pd.DataFrame) -> None:
        """Make the table look like `after`: rows appear, change and vanish by id."""
        self.delete(table, before.loc[before.index.difference(after.index, sort=False)])
        self.update(table, before, after)
        self.insert(table, after.loc[after.index.difference(before.index, sort=False)])

    def order(self, table: Table, ids: Sequence[str]) -> None:
        """Put these rows in this order, on top; the others follow as they stand. An order is not journaled."""
        self.of(table).order = [str(row_id) for row_id in ids]

    def sparing(self, unreadable: Iterable[Problem]) -> Change:
        """Return the change without overwriting unreadable cells or deleting their rows; they become problems.

        A row that is deleted for good goes all the same.
        """
        spared = Change().then(self)
        for problem in unreadable:
            part = spared.tables.get(problem.table, TableChange())
            if problem.row_id in part.erases:
                continue
            deleted = part.deletes.pop(problem.row_id, None)
            edit = part.updates.get(problem.row_id, {}).pop(problem.column, None)
            part.updates = {row_id: edits for row_id, edits in part.updates.items() if edits}
            if deleted or edit:
                spared.problems.append(problem)
        return spared

    def then(self, later: Change) -> Change:
        """Return one change that does this and then `later`, which was decided on this one's result."""
        both = Change(
            message=" ".join(part for part in (self.message, later.message) if part),
            tables={name: _copy(part) for name, part in self.tables.items()},
            problems=[*self.problems, *later.problems],
            files=[*self.files, *later.files],
            done_with=[*self.done_with, *later.done_with],
            figures={**self.figures, **later.figures},
            copied=self.copied or later.copied,
            gone=later.gone or self.gone,
            shows=later.shows or self.shows,
        )
        for name, part in later.tables.items():
            _follow(both.tables.setdefault(name, TableChange()), part)
        return both


def number_of(row_id: str) -> int:
    """Return the number at the end of an id; 0 where there is none, as in one that people typed over."""
    digits = row_id.rpartition("-")[2]
    return int(digits) if len(digits) < _MOST_DIGITS and digits.isdecimal() else 0


_MOST_DIGITS = 10


def blank(value: Any) -> Any:
    """Return None for every way a frame says blank (None, NaN, NaT, "")."""
    return None if value is None or value == "" or value != value else value  # noqa: PLR0124  NaN is not itself


def same(one: Any, other: Any) -> bool:
    """Whether two cells hold the same; blanks are alike, and True is not 1."""
    if one is other:
        return True
    one, other = blank(one), blank(other)
    return bool(one == other and isinstance(one, bool) == isinstance(other, bool))


def _alike(one: list[Any], other: list[Any]) -> bool:
    """Whether two columns are sure to hold the same; quick, as most do."""
    return all(map(is_, one, other)) or (one == other and [*map(type, one)] == [*map(type, other)])


def shared_rows(before: pd.DataFrame, after: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the rows that both frames have, by id, in the order of the first."""
    if before.index.equals(after.index):
        return before, after
    if after.index[: len(before)].equals(before.index):  # new rows came below, as they mostly do
        return before, after.iloc[: len(before)]
    later = set(after.index.tolist())
    ids = [row_id for row_id in before.index.tolist() if row_id in later]
    return before.loc[ids], after.loc[ids]


def records(frame: pd.DataFrame) -> dict[str, Row]:
    """Return a frame's rows by id, blanks left out."""
    return _records(frame.index.tolist(), columns_of(frame))


def _records(ids: Sequence[Any], columns: Mapping[str, Sequence[Any]]) -> dict[str, Row]:
    cells = zip(*columns.values(), strict=True) if columns else repeat(())
    return {
        str(row_id): {
            name: value
            for name, value in zip(columns, row, strict=True)
            if value is not None and value == value and value != ""  # noqa: PLR0124  `blank`, without a call per cell
        }
        for row_id, row in zip(ids, cells, strict=False)
    }


def columns_of(frame: pd.DataFrame) -> dict[str, list[Any]]:
    """Return a frame's columns as lists, all in one go: pandas takes its time over each that is asked for alone."""
    return dict(zip(frame.columns.tolist(), frame.to_numpy(dtype=object).T.tolist(), strict=True))


def settle(table: Table, frame: pd.DataFrame, change: TableChange) -> tuple[pd.DataFrame, list[Problem]]:
    """Return the table as it looks after `change`, and a Problem for each cell that was no longer as decided on.

    Rows are found by id. A row that vanished, a row to delete that changed and an id that is taken are conflicts too;
    what conflicts is left as it stands.
    """
    problems: list[Problem] = []
    after = _updated(table, frame, change.updates, problems) if change.updates else frame.copy()
    if change.deletes:
        after = after.drop(index=_deletable(table, frame, change.deletes, problems))
    if change.inserts:
        after = _with_new(table, after, change.inserts, problems)
    return (_in_order(after, change.order) if change.order else after), problems


def _in_order(frame: pd.DataFrame, order: Sequence[str]) -> pd.DataFrame:
    standing = set(frame.index)
    ids = dict.fromkeys([row_id for row_id in order if row_id in standing] + frame.index.tolist())
    return frame.loc[list(ids)]


def _updated(
    table: Table, frame: pd.DataFrame, updates: dict[str, dict[str, Edit]], problems: list[Problem]
) -> pd.DataFrame:
    position = {row_id: at for at, row_id in enumerate(frame.index.tolist())}
    columns = {}
    for name, edits in _by_column(updates).items():
        cells = frame[name].tolist()
        for row_id, edit in edits.items():
            at = position.get(row_id)
            if at is None or not (cells[at] is edit.expected or same(cells[at], edit.expected)):
                problems.append(_conflict(table, row_id, name))
            else:
                cells[at] = edit.value
        columns[name] = pd.Series(cells, frame.index, dtype=object)
    return frame.assign(**columns)


def _deletable(table: Table, frame: pd.DataFrame, deletes: dict[str, Row], problems: list[Problem]) -> list[str]:
    gone = [row_id for row_id in deletes if row_id in frame.index]
    now = records(frame.loc[gone, [name for name in frame.columns if name in table.by_name]])
    kept = {row_id for row_id in gone if not _same_row(now[row_id], deletes[row_id])}
    problems += [_conflict(table, row_id, "") for row_id in gone if row_id in kept]
    return [row_id for row_id in gone if row_id not in kept]


def _with_new(table: Table, frame: pd.DataFrame, inserts: dict[str, Row], problems: list[Problem]) -> pd.DataFrame:
    ids = frame.index.tolist()
    taken = inserts.keys() & set(ids)
    problems += [_conflict(table, row_id, "") for row_id in inserts if row_id in taken]
    fresh = {row_id: row for row_id, row in inserts.items() if row_id not in taken}
    new, own = table.cells_of(list(fresh.values())), [None] * len(fresh)
    cells = {name: [*held, *new.get(name, own)] for name, held in columns_of(frame).items()}
    return pd.DataFrame(cells, index=pd.Index([*ids, *fresh], name="id", dtype=object), dtype=object)


def _by_column(updates: dict[str, dict[str, Edit]]) -> dict[str, dict[str, Edit]]:
    turned: dict[str, dict[str, Edit]] = {}
    for row_id, edits in updates.items():
        for name, edit in edits.items():
            turned.setdefault(name, {})[row_id] = edit
    return turned


def _same_row(one: Row, other: Row) -> bool:
    names = {name for name in one.keys() | other.keys() if name in one or blank(other[name]) is not None}
    return all(same(one.get(name), other.get(name)) for name in names)


def _conflict(table: Table, row_id: str, name: str) -> Problem:
    label = table.by_name[name].label if name else ""
    where = f"Feltet “{label}”" if label else "Rækken"
    message = (
        f"{where} på arket “{table.sheet}” ({row_id}) blev ændret, mens knappen arbejdede, og er ikke overskrevet. "
        "Se på rækken, og tryk på knappen igen, hvis den skal med."
    )
    return Problem(ReviewKind.CONFLICT, message, table.name, row_id, name)


def _clean(table: Table, name: str, cells: list[Any]) -> list[Any]:
    """Return a column's cells as they can stand in a workbook; most columns are short plain texts already."""
    texts = list(filter(None, cells))
    try:
        plain = "".join(texts).isprintable() and max(map(len, texts), default=0) <= LONGEST_TEXT
    except TypeError:  # not only texts
        plain = False
    return cells if plain else [_clean_cell(table, name, cell) for cell in cells]


def _clean_cell(table: Table, name: str, value: Any) -> Any:
    if not isinstance(value, str):
        return blank(value)
    if len(text := clean_text(value) or "") > LONGEST_TEXT:
        raise TextTooLong(table.sheet, table.by_name[name].label)
    return text or None


def _copy(part: TableChange) -> TableChange:
    return TableChange(
        {row_id: dict(row) for row_id, row in part.inserts.items()},
        {row_id: dict(edits) for row_id, edits in part.updates.items()},
        dict(part.deletes),
        list(part.order),
        set(part.erases),
        dict(part.archives),
    )


def _follow(first: TableChange, later: TableChange) -> None:
    """Fold `later` into `first`: editing a fresh row changes the insert, a second edit keeps the first expectation."""
    for row_id, edits in later.updates.items():
        if row_id in first.inserts:
            values = {name: edit.value for name, edit in edits.items()}
            merged = {**first.inserts[row_id], **values}
            first.inserts[row_id] = {name: value for name, value in merged.items() if value is not None}
            continue
        mine = first.updates.setdefault(row_id, {})
        for name, edit in edits.items():
            mine[name] = Edit(mine[name].expected, edit.value) if name in mine else edit
    for row_id, row in later.deletes.items():
        if first.inserts.pop(row_id, None) is None:
            before = {name: edit.expected for name, edit in first.updates.pop(row_id, {}).items()}
            first.deletes[row_id] = {name: value for name, value in {**row, **before}.items() if value is not None}
    first.inserts.update(later.inserts)
    first.order = later.order or first.order
    first.erases |= later.erases
    first.archives |= later.archives
