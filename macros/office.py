"""A new office folder: the workbook, wording for staff to edit, and the folders that lists and papers go through."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

import pandas as pd

from macros.button import GROUPS
from macros.commands import BUTTONS
from macros.copies import COPIES
from macros.files import told
from macros.ribbon import ribbon_xml
from macros.vba import modules
from workbook.build import build
from workbook.handouts.form import BACK
from workbook.journal.checkpoint import checkpoint_rows
from workbook.letters.files import OFFICE_FOLDER, shipped
from workbook.overview import PAGES
from workbook.problems import FolderTaken, NotAFolder
from workbook.starting import starting_tables
from workbook.summary import figures
from workbook.tables import CHECKPOINT, TABLES

NAME = "Ringbind.xlsm"
FOLDERS = ("Lister", "Ud", BACK, COPIES)


def new_workbook(tables: Mapping[str, pd.DataFrame], now: datetime, interpreter: str = "") -> bytes:
    """Return a new workbook with these rows, its checkpoint, and the figures they give."""
    rows = {table.name: tables.get(table.name, table.frame()) for table in TABLES}
    rows[CHECKPOINT.name] = checkpoint_rows(rows)
    ribbon = ribbon_xml(list(BUTTONS.values()), GROUPS)
    return build(rows, PAGES, figures(rows, now.date()), ribbon, modules(), created=now, interpreter=interpreter)


def new_office(folder: Path, now: datetime, tables: Mapping[str, pd.DataFrame] | None = None) -> Path:
    """Make the office's folder and return the path of its workbook; `tables` are its first rows.

    Raises NotAFolder, FolderTaken, DiskFull, WorkbookReadOnly.
    """
    if folder.is_file():
        raise NotAFolder(folder.name)
    target = folder / NAME
    if target.exists():
        raise FolderTaken(folder.name)
    with told(folder.name):
        for name in FOLDERS:
            (folder / name).mkdir(parents=True, exist_ok=True)
        shutil.copytree(shipped("breve"), folder / OFFICE_FOLDER, dirs_exist_ok=True)
        target.write_bytes(new_workbook(tables or starting_tables(), now, interpreter=_interpreter()))
    return target


def _interpreter() -> str:
    """Return the Python that the ribbon should start: this one, where Excel is."""
    return sys.executable if sys.platform == "win32" else ""
