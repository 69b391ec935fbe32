"""The wall on the open workbook, through xlwings: the same promises as every wall, kept inside Excel.

A table is read in one call and written in blocks of cells, so that the number of calls is the same for a hundred rows
and for ten thousand. What Excel does with a cell is not trusted: after writing, the table is read again and compared.
Nobody has run this on a real Excel yet; docs/excel-runde.md lists what to see there.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager, suppress
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from pathlib import Path
from typing import Any

import pandas as pd
import xlwings as xw
from xlwings.main import Range as LiveRange
from xlwings.main import Table as LiveTable

from workbook import boxes
from workbook.asking import Asker, GoesOn, Stopper, unstopped
from workbook.book import ids_ever
from workbook.change import Change, TableChange, settle
from workbook.excel_says import Says, is_refusal, says_when_busy
from workbook.holding import opened
from workbook.mentions import Mentions
from workbook.placing import Block, Place, Standing, blocks, entry, is_named, place, plain, renamed, shows, stand
from workbook.problems import (
    Ask,
    BelowTable,
    ExcelBusy,
    NotOnDisk,
    NotSaved,
    NotShown,
    OpenedReadOnly,
    Problem,
    SheetMissing,
    TableMissing,
)
from workbook.schema import Table
from workbook.tables import BY_NAME, TABLES
from workbook.xlsx.forgetting import still_in
from workbook.xlsx.formulas import broken_in

ATTEMPTS = 10_000
"""How often xlwings tries a call that Excel refuses (without it: for ever); a second or so, by reckoning."""

QUIET = {"screen_updating": False, "enable_events": False, "calculation": "manual"}
"""What Excel does not do while cells are written."""


@dataclass(frozen=True)
class _Plan:
    """What is to be written in one table, all of it decided before the first cell is."""

    live: LiveTable
    standing: Standing
    places: list[Place]
    blocks: list[Block]
    conflicts: list[Problem]


def _cap_attempts() -> None:
    """Turn xlwings' own knob; by default it tries a call that Excel refuses for ever."""
    if windows := sys.modules.get("xlwings._xlwindows"):
        vars(windows)["N_COM_ATTEMPTS"] = ATTEMPTS


def no_window(question: Ask) -> None:
    """Say that there are no windows here."""


@says_when_busy
def caller(fullname: str, window: Asker = no_window, stop: Stopper = unstopped) -> ExcelBook:
    """Return the open workbook with that full name, else the one whose button was pressed (a path in the cloud)."""
    _cap_attempts()
    wanted = os.path.normcase(fullname)
    books = (book for app in xw.apps for book in app.books if "://" not in fullname)
    # Names first: asking a workbook in the cloud for its full name can fail.
    near = (book for book in books if os.path.normcase(book.name) == os.path.normcase(Path(fullname).name))
    found = next((book for book in near if os.path.normcase(book.fullname) == wanted), None)
    return ExcelBook(xw.Book.caller() if found is None else found, window, stop)


class ExcelBook:
    """The open workbook; see `workbook.book.Book` for what each verb promises.

    `window` asks in a window of its own, `stop` has one from which long work is ended.
    """

    def __init__(self, book: xw.Book, window: Asker = no_window, stop: Stopper = unstopped) -> None:
        _cap_attempts()
        self._book = book
        self._window = window
        self._stop = stop
        self._app = book.app
        self._problems: dict[str, list[Problem]] = {}
        self._unnamed: set[str] = set()  # tables that had rows without an id of their own when they were last read

    @property
    @says_when_busy
    def path(self) -> Path | None:
        """Return the workbook's file; raises NotOnDisk when it was opened from a cloud that is not synchronised."""
        try:
            return Path(self._book.fullname)
        except xw.XlwingsError:
            raise NotOnDisk(self._book.name) from None

    @says_when_busy
    def read(self, table: Table) -> pd.DataFrame:
        """Return the table as it stands; raises SheetMissing, TableMissing, ColumnMissing, ExcelBusy."""
        standing = _look(table, self._find(table), lambda: ids_ever(table, self._stored))
        self._problems[table.name] = list(standing.problems)
        self._unnamed -= {table.name}
        self._unnamed |= set() if is_named(standing) else {table.name}
        return standing.frame

    def problems(self, table: Table) -> list[Problem]:
        """Return the cells that could not be read when the table was last read."""
        if table.name not in self._problems:
            self.read(table)
        return self._problems[table.name]

    @says_when_busy
    def apply(self, change: Change) -> list[Problem]:
        """Write the change's cells; return what conflicted. Raises BelowTable and what `read` raises before writing.

        Raises OpenedReadOnly for a workbook that a colleague has open, and NotShown, after some cells were written,
        when Excel does not show what it was given.
        """
        if self._book.api.ReadOnly:
            raise OpenedReadOnly(self._book.name, *(opened(self.path) if self.path else None) or ())
        with _quiet(self._app):
            plans = [
                self._planned(BY_NAME[name], part)
                for name, part in change.tables.items()
                if part or name in self._unnamed
            ]
            for plan in plans:
                _carry_out(plan)
        if change.shows:
            _bring_in_front(self._find(change.shows).parent)
        return [problem for plan in plans for problem in plan.conflicts]

    @says_when_busy
    def mend(self, model: Callable[[], bytes], spare: Callable[[], bytes | None]) -> list[str]:  # noqa: ARG002
        """Give sheets and headings their names back; what was deleted can only be made again on the closed workbook."""
        told = []
        for sheet in list(self._book.sheets):
            for table in (table for table in TABLES if table.excel_name in sheet.tables):
                if sheet.name != table.sheet and table.sheet not in self._sheets:
                    sheet.name = table.sheet
                    told.append(f"Arket “{table.sheet}” hed noget andet og har fået sit navn igen.")
                told += _name_columns(table, sheet.tables[table.excel_name])
        self.__dict__.pop("_sheets", None)
        if pages := self.broken_pages():
            told += [*pages, "Luk projektmappen, og bed it-afdelingen om at køre ringbind repair."]
        return told

    def broken_pages(self) -> list[str]:
        """Return in Danish what is wrong with the pages of the file as Excel saved it last."""
        return broken_in(self.path) if self.path else []

    def forget(self, mentions: Mentions) -> list[str]:
        """Tell where the saved file still names somebody beside our rows: Excel lets nobody else change its parts."""
        return still_in(self.path, mentions) if self.path else []

    @says_when_busy
    def save(self) -> None:
        """Let Excel save the workbook where it lies; raises NotSaved."""
        with Says(is_refusal, lambda: NotSaved(self._book.name)):
            self._book.save()

    @says_when_busy
    def tell(self, text: str, *, final: bool = False, share: float | None = None) -> None:
        """Show progress in the status bar; a final message in a box, the status bar given back to Excel."""
        if final:
            with suppress(ExcelBusy), says_when_busy:
                self._app.status_bar = False
            self._app.alert(text, boxes.TITLE, mode="info")  # a box of Windows' own: it comes also when Excel is busy
        else:
            self._app.status_bar = text if share is None else f"{text} ({share * 100:.0f} %)"

    @says_when_busy
    def ask(self, question: Ask) -> str:
        """Put the question to the user, in Excel's own boxes where there are no windows; raises LetBe and NoWindow."""
        answer = self._window(question)
        return boxes.ask(self._app, question) if answer is None else answer

    def stoppable(self, text: str) -> AbstractContextManager[GoesOn]:
        """Let the user end long work from a window in front of Excel."""
        return self._stop(text)

    @cached_property
    def _sheets(self) -> dict[str, xw.Sheet]:
        return {sheet.name: sheet for sheet in self._book.sheets}

    def _planned(self, table: Table, part: TableChange) -> _Plan:
        live = self._find(table)
        standing = _look(table, live, lambda: ids_ever(table, self._stored))
        return _plan(live, standing, part)

    def _stored(self, table: Table) -> pd.DataFrame:
        return _look(table, self._find(table)).frame

    def _find(self, table: Table) -> LiveTable:
        sheet = self._sheets.get(table.sheet)
        if sheet is None:
            raise SheetMissing(table.sheet)
        if table.excel_name not in sheet.tables:
            raise TableMissing(table.sheet, table.excel_name)
        return sheet.tables[table.excel_name]


def _look(table: Table, live: LiveTable, used: Callable[[], Iterable[str]] = tuple) -> Standing:
    """Read headings and rows in one call; a total row that staff switched on is not read (`used`: see `stand`)."""
    cells = live.range.options(ndim=2, err_to_str=True).value
    labels, *rows = [[plain(cell) for cell in row] for row in cells]
    return stand(table, [str(label) for label in labels], rows[: len(rows) - bool(live.show_totals)], used)


def _name_columns(table: Table, live: LiveTable) -> Iterator[str]:
    headings = [str(label) for label in live.range.options(ndim=2).value[0]]
    for old, label in renamed(table, headings).items():
        at = headings.index(old)
        _cells(live, range(-1, 0), range(at, at + 1)).value = label
        yield f"Kolonnen “{label}” på arket “{table.sheet}” har fået sin overskrift igen."


def _bring_in_front(sheet: xw.Sheet) -> None:
    """Show the sheet, unless staff hid it; xlwings' own `activate` would bring Excel in front of all else too."""
    if sheet.visible:
        sheet.api.Activate()


def _plan(live: LiveTable, standing: Standing, part: TableChange) -> _Plan:
    after, conflicts = settle(standing.table, standing.frame, part)
    places = place(standing, after)
    _refuse_below(standing.table, live, standing, len(places))
    rows = len(standing.rows)

    def formulas_in(at: int) -> list[str]:
        found = _cells(live, range(rows), range(at, at + 1)).api.FormulaR1C1
        return [str(row[0]) for row in found] if rows > 1 else [str(found)]

    return _Plan(live, standing, places, blocks(standing, after, places, formulas_in), conflicts)


def _refuse_below(table: Table, live: LiveTable, standing: Standing, length: int) -> None:
    """Raise BelowTable when something stands where the table is to grow."""
    first = len(standing.rows) + bool(live.show_totals)
    room = range(first, first + length - len(standing.rows))
    if room:
        found = _cells(live, room, range(len(standing.labels))).options(ndim=2, err_to_str=True).value
        for row, cells in enumerate(found, start=live.range.row + 1 + first):
            if any(cell is not None for cell in cells):
                raise BelowTable(table.sheet, row)


def _carry_out(plan: _Plan) -> None:
    """Write the plan and see that it stands; a filter, which may shield hidden rows, is lifted only if it does not."""
    sheet = plan.standing.table.sheet
    with Says(is_refusal, lambda: NotShown(sheet)), _without_totals(plan):
        _write(plan)
        if not _is_shown(plan) and _lift_filter(plan.live):
            _write(plan)
        if not _is_shown(plan):
            raise NotShown(sheet)


def _is_shown(plan: _Plan) -> bool:
    return shows(_look(plan.standing.table, plan.live), plan.places, plan.blocks)


def _lift_filter(live: LiveTable) -> bool:
    """Show all rows; return whether any were filtered away."""
    chosen = live.api.AutoFilter
    if chosen is None or not chosen.FilterMode:
        return False
    chosen.ShowAllData()
    return True


def _write(plan: _Plan) -> None:
    was, length = len(plan.standing.rows), len(plan.places)
    width = range(len(plan.standing.labels))
    if length > was:
        plan.live.resize(_cells(plan.live, range(-1, length), width))
    for group in _side_by_side(plan.blocks, lambda block: len(block.cells)):
        _write_blocks(plan.live, group)
    if length < was:
        plan.live.resize(_cells(plan.live, range(-1, length), width))
        _cells(plan.live, range(length, was), width).clear_contents()


def _write_blocks(live: LiveTable, group: Sequence[Block]) -> None:
    """Write a rectangle: formats first, then all values at once, then the formulas that were there before."""
    columns: list[list[Any]] = []
    texts: list[Block] = []
    for alike in _side_by_side(group, lambda block: block.number_format):
        is_text = _format(_rectangle(live, alike), alike[0].number_format) == "@"
        columns += [[entry(cell, is_text=is_text) for cell in block.cells] for block in alike]
        texts += alike if is_text else []
    # In one piece, so that no row is ever half moved; xlwings would cut it up above 100,000 cells.
    _rectangle(live, group).options(chunksize=None).value = [list(row) for row in zip(*columns, strict=True)]
    for block in group:
        for run in _runs(sorted(block.formulas)):
            kept = _cells(live, run, range(block.at, block.at + 1))
            if block in texts:
                kept.number_format = "General"
            kept.api.FormulaR1C1 = tuple((block.formulas[row],) for row in run)


def _format(cells: LiveRange, wanted: str | None) -> str | None:
    """Give cells their kind's number format; return the one they have, None where they differ.

    Staff may show dates and numbers as they like; only what would spoil the value is mended.
    """
    shown = cells.number_format
    if wanted is None or shown == wanted or (wanted != "@" and shown not in {None, "@", "General"}):
        return shown
    cells.number_format = wanted
    return wanted


def _side_by_side(found: Sequence[Block], alike: Callable[[Block], object]) -> Iterator[list[Block]]:
    """Yield the blocks that make one rectangle together and are alike."""
    numbered = enumerate(found)
    for _, group in groupby(numbered, lambda item: (item[1].at - item[0], item[1].start, alike(item[1]))):
        yield [block for _, block in group]


def _rectangle(live: LiveTable, group: Sequence[Block]) -> LiveRange:
    first = group[0]
    return _cells(live, range(first.start, first.start + len(first.cells)), range(first.at, first.at + len(group)))


def _cells(live: LiveTable, rows: range, columns: range) -> LiveRange:
    """Return a rectangle of the table's cells; row 0 is the first below the headings."""
    corner = live.range
    top, left = corner.row + 1, corner.column
    return live.parent.range((top + rows.start, left + columns.start), (top + rows.stop - 1, left + columns.stop - 1))


def _runs(rows: Sequence[int]) -> Iterator[range]:
    for _, group in groupby(enumerate(rows), key=lambda item: item[1] - item[0]):
        run = [row for _, row in group]
        yield range(run[0], run[-1] + 1)


@contextmanager
def _quiet(app: xw.App) -> Iterator[None]:
    """Keep Excel still while cells are written, and put every setting back, whatever happens."""
    with ExitStack() as stack:
        for name, value in QUIET.items():
            stack.callback(setattr, app, name, getattr(app, name))
            setattr(app, name, value)
        yield


@contextmanager
def _without_totals(plan: _Plan) -> Iterator[None]:
    """Fold a total row away while the table changes length; Excel remembers what stood in it."""
    folded = bool(plan.live.show_totals) and len(plan.places) != len(plan.standing.rows)
    if folded:
        plan.live.show_totals = False
    try:
        yield
    finally:
        if folded:
            plan.live.show_totals = True
