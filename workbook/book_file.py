"""The wall to a closed workbook: tables are read by calamine, and only the parts that change are replaced in the zip.

Everything happens in memory until `save`: the new file is made, read back and compared, and then takes the old one's
place in one step. Whatever goes wrong before that, the workbook stands as it stood.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager, ExitStack
from pathlib import Path
from typing import Any, Self
from zipfile import BadZipFile

import pandas as pd
from lxml.etree import XMLSyntaxError

from workbook.asking import Asker, GoesOn, Stopper, nobody, unstopped
from workbook.book import ids_ever
from workbook.change import Change, settle
from workbook.mentions import Mentions
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
from workbook.schema import Table
from workbook.tables import BY_NAME, TABLES
from workbook.xlsx import disk
from workbook.xlsx.forgetting import forgotten, told_of
from workbook.xlsx.formulas import broken_pages, lost_pages
from workbook.xlsx.grafting import graftable
from workbook.xlsx.mending import mend
from workbook.xlsx.parts import Parts
from workbook.xlsx.rewrite import TableEdit, rewrite
from workbook.xlsx.standing import Standing, Tables, equal, table_edit
from workbook.xlsx.transplant import left_out, regrown, transplanted


def _silent(text: str, *, final: bool = False, share: float | None = None) -> None:
    """Tell nobody."""


class FileBook:
    """A closed workbook as a Book; used in a `with`, which holds the file for this press.

    While it is held others are told that `user` has it. With `read_only` nothing is locked and nothing can be saved.
    Entering raises FileMissing, WorkbookOpen, WorkbookBusy, WorkbookReadOnly, PasswordNeeded, WrongPassword and
    NotAWorkbook.
    """

    def __init__(
        self,
        path: Path,
        *,
        password: str | None = None,
        tell: Callable[..., None] = _silent,
        ask: Asker = nobody,
        stop: Stopper = unstopped,
        user: str = "",
        read_only: bool = False,
    ) -> None:
        self._path = path
        self._password = password
        self._tell = tell
        self._ask = ask
        self._stop = stop
        self._user = user
        self._read_only = read_only
        self._held = ExitStack()

    def __enter__(self) -> Self:
        """Hold the file and read its bytes, once."""
        with ExitStack() as held:
            if not self._read_only:
                held.enter_context(disk.claimed(self._path, self._user))
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
            self._forgetting |= bool(part.erases)
        self._after.update(settled)
        self._figures.update(change.figures)
        return problems

    def save(self) -> None:
        """Put the changed workbook in the file's place; see `disk.replace` for what it raises, and WorkbookChanged."""
        if self._read_only:
            raise WorkbookReadOnly(self._path.name)
        edits = {name: edit for name in self._after if (edit := self._edit(BY_NAME[name]))}
        content = self._rewritten(list(edits.values()))
        if content == self._content and not self._reshaped:
            return
        self._check(content, edits)
        self._put(content)

    def _put(self, content: bytes) -> None:
        sealed = disk.encrypt(content, self._password or "", self._path.name) if self._encrypted else content
        if disk.read(self._path) != self._raw:
            raise WorkbookChanged(self._path.name)
        disk.replace(self._path, sealed)
        self._open(sealed, content)

    def forget(self, mentions: Mentions) -> list[str]:
        """Take these names and numbers out of every other part of the saved file; tell what was done and what is left.

        Raises what `save` raises.
        """
        try:
            found = forgotten(self._content, mentions)
        except (KeyError, ValueError, XMLSyntaxError, BadZipFile):
            raise WriteFailed(self._path.name) from None
        if found.content != self._content:
            self._check(found.content, ())
            self._put(found.content)
        return told_of(found)

    @property
    def content(self) -> bytes:
        """Return the workbook's bytes as they were read, without a password."""
        return self._content

    def mend(self, model: Callable[[], bytes], spare: Callable[[], bytes | None]) -> list[str]:
        """Give sheets, headings and dropdowns back; a table that is gone comes back with the checkpoint's rows.

        A sheet that is gone is put in as a new workbook has it, and all else stays; where only its table is gone,
        or our hidden sheets, or Forside or Overblik, all rows move into `spare`.

        Everything stands in memory until `save`.
        """
        whole = model()
        content, told = mend(self._content, whole)
        tables = Tables(content, self._path.name)
        lost = [table for table in TABLES if not tables.holds(table)]
        told += [f"Arket “{table.sheet}” er lavet igen, med rækkerne fra det seneste tryk." for table in lost]
        gone = [table for table in lost if table.tracked and table.sheet not in tables.names[0]]
        if gone := [table for table in gone if table.sheet in graftable(whole)]:
            content = regrown(tables, content, whole, gone, self._path.name)
            tables = Tables(content, self._path.name)
        pages = lost_pages(content)
        told += [f"Arket “{sheet}” er lavet igen." for sheet in pages]
        if (lost := [table for table in lost if table not in gone]) or pages:
            body, _ = mend(spare() or whole, whole)
            before, content = content, transplanted(tables, body, lost, self._path.name)
            told += left_out(before, content)
        reshaped = content != self._content
        self._open(self._raw, content)
        self._reshaped = reshaped
        return told

    def broken_pages(self) -> list[str]:
        """Return in Danish what is wrong with the pages."""
        return broken_pages(self._content)

    def tell(self, text: str, *, final: bool = False, share: float | None = None) -> None:
        """Pass the text on to whoever listens."""
        self._tell(text, final=final, share=share)

    def ask(self, question: Ask) -> str | None:
        """Put the question to whoever sits there."""
        return self._ask(question)

    def stoppable(self, text: str) -> AbstractContextManager[GoesOn]:
        """Let whoever sits there end long work."""
        return self._stop(text)

    def _open(self, raw: bytes, content: bytes | None = None) -> None:
        name = self._path.name
        self._raw = raw
        self._encrypted = disk.is_encrypted(raw)
        if content is None:
            content = disk.decrypt(raw, self._password, name) if self._encrypted else raw
        self._content = content
        self._tables = Tables(content, name)
        self._read: dict[str, Standing] = {}
        self._after: dict[str, pd.DataFrame] = {}
        self._figures: dict[str, Any] = {}
        self._forgetting = False
        self._reshaped = False

    def _standing(self, table: Table) -> Standing:
        if table.name not in self._read:
            self._read[table.name] = self._tables.read(table, lambda: ids_ever(table, self._stored))
        return self._read[table.name]

    def _stored(self, table: Table) -> pd.DataFrame:
        return self._tables.read(table).frame

    def _now(self, table: Table) -> pd.DataFrame:
        return self._after.get(table.name, self._standing(table).frame)

    def _edit(self, table: Table) -> TableEdit | None:
        return table_edit(table, self._standing(table), self._after[table.name])

    def _rewritten(self, edits: list[TableEdit]) -> bytes:
        try:
            return rewrite(Parts(self._content), edits, self._figures, forgetting=self._forgetting)
        except (KeyError, ValueError, XMLSyntaxError, BadZipFile):
            raise WriteFailed(self._path.name) from None

    def _check(self, content: bytes, edited: Iterable[str]) -> None:
        """Read the new file's edited tables and compare; other parts were copied as they are. Raises WriteFailed."""
        try:
            fresh = Tables(content, self._path.name)
            fits = fresh.names == self._tables.names and all(
                equal(BY_NAME[name], self._after[name], fresh.read(BY_NAME[name]).frame) for name in edited
            )
        except (NotAWorkbook, SheetMissing, TableMissing):
            fits = False
        if not fits:
            raise WriteFailed(self._path.name)
