"""The closed file: what happens when the disk or the file says no."""

from __future__ import annotations

import errno
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any
from unittest.mock import MagicMock

import openpyxl
import pytest
from filelock import FileLock

from tests.closed_file.presses import cells, press, ring
from tests.person import Person
from tests.walls import empty
from workbook.book_file import FileBook
from workbook.problems import (
    ColumnMissing,
    DiskFull,
    FileMissing,
    NotAWorkbook,
    SheetMissing,
    TableMissing,
    UserError,
    WorkbookBusy,
    WorkbookChanged,
    WorkbookOpen,
    WorkbookReadOnly,
    WriteFailed,
)
from workbook.tables import CALLS, CITIZENS, RELATIVES


@pytest.fixture
def untouched(content: bytes, path: Path) -> Iterator[Path]:
    """A workbook that must stand as it stood, with nothing left beside it but the lock."""
    yield path
    assert path.read_bytes() == content
    assert {file.name for file in path.parent.iterdir()} <= {path.name, f".~{path.name}.ringbind"}


def refuse(monkeypatch: pytest.MonkeyPatch, verb: str, code: int) -> None:
    """Let one step of writing a file fail with the system's code."""

    def fail(*_: object, **__: object) -> None:
        raise OSError(code, "no")

    really = Path.open

    def opens(path: Path, mode: str = "r", **more: Any) -> Any:
        file = really(path, mode, **more)
        if "w" in mode:
            file = MagicMock(wraps=file, write=fail, __enter__=lambda out: out, __exit__=lambda *_: file.close())
        return file

    if verb == "write":
        monkeypatch.setattr(Path, "open", opens)
    else:
        monkeypatch.setattr(os if verb == "fsync" else Path, verb, fail)


@pytest.mark.parametrize(
    ("code", "error"),
    [
        (errno.ENOSPC, DiskFull),
        (errno.EDQUOT, DiskFull),
        (errno.EACCES, WorkbookReadOnly),
        (errno.EROFS, WorkbookReadOnly),
        (errno.EIO, WriteFailed),
    ],
)
@pytest.mark.parametrize("verb", ["fsync", "write", "replace"])
def test_when_the_disk_refuses_the_old_workbook_stands(
    untouched: Path, monkeypatch: pytest.MonkeyPatch, verb: str, code: int, error: type[UserError]
) -> None:
    with FileBook(untouched) as book:
        book.apply(ring(book))
        refuse(monkeypatch, verb, code)
        with pytest.raises(error):
            book.save()


def test_a_workbook_that_somebody_changed_meanwhile_is_not_overwritten(content: bytes, path: Path) -> None:
    with FileBook(path) as book:
        book.apply(ring(book))
        path.write_bytes(content + b" ")
        with pytest.raises(WorkbookChanged):
            book.save()
    assert path.read_bytes() == content + b" "


def test_a_read_only_workbook_is_refused_at_the_door_but_can_be_read(untouched: Path) -> None:
    untouched.chmod(0o444)
    with pytest.raises(WorkbookReadOnly), FileBook(untouched):
        pass
    with FileBook(untouched, read_only=True) as book:
        assert len(book.read(CITIZENS)) == 4
        book.apply(ring(book))
        with pytest.raises(WorkbookReadOnly):
            book.save()


@pytest.mark.parametrize(
    ("beside", "owner"),
    [
        ("~$Ringbind.xlsm", b"\x0dAnne S\xf8rensen".ljust(55, b" ")),
        (".~lock.Ringbind.xlsm#", "Anne Sørensen,PC-1,anne,20.04.2021 08:30,file:///x;".encode()),
    ],
)
def test_a_workbook_that_is_open_elsewhere_is_refused_and_says_who_has_it_and_since_when(
    path: Path, beside: str, owner: bytes
) -> None:
    path.with_name(beside).write_bytes(owner)
    opened = datetime(2021, 4, 20, 8, 5).timestamp()
    os.utime(path.with_name(beside), (opened, opened))
    told = re.escape("er åben et andet sted af Anne Sørensen (siden 20-04-2021 kl. 08.05). Luk den der")
    with pytest.raises(WorkbookOpen, match=told), FileBook(path):
        pass


def test_two_presses_at_once_on_one_workbook_are_refused(untouched: Path) -> None:
    told = r"En anden knap \(ABC, siden \d\d-\d\d-\d{4} kl. \d\d.\d\d\) arbejder"
    with FileBook(untouched, user="ABC"), pytest.raises(WorkbookBusy, match=told), FileBook(untouched):
        pass


def test_a_stray_lock_of_ours_does_no_harm(path: Path) -> None:
    lock = path.with_name(f".~{path.name}.ringbind")
    FileLock(lock).acquire().lock.release()
    lock.touch()
    press(path)
    assert "Har bedt om at blive ringet op" in cells(path).values()


KILLED = """
import os, sys
from pathlib import Path
from tests.closed_file.presses import press
Path.replace = lambda *_: os._exit(9)
press(Path(sys.argv[1]), add=2)
"""


def test_a_press_that_is_killed_right_before_the_replace_leaves_the_old_workbook(content: bytes, path: Path) -> None:
    killed = subprocess.run([sys.executable, "-c", KILLED, str(path)], check=False, timeout=180)
    assert killed.returncode == 9
    assert path.read_bytes() == content
    press(path, add=2)
    assert cells(path)["A8"] == "B-1001"


@pytest.mark.parametrize(
    "junk", [b"", b"PK\x03\x04 kun begyndelsen", b"Borgernr.;CPR\n", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1junk"]
)
def test_a_file_that_is_no_workbook_is_refused(tmp_path: Path, junk: bytes) -> None:
    file = tmp_path / "Ringbind.xlsm"
    file.write_bytes(junk)
    with pytest.raises(NotAWorkbook), FileBook(file):
        pass


def test_somebody_elses_workbook_is_refused(tmp_path: Path) -> None:
    openpyxl.Workbook().save(tmp_path / "andet.xlsx")
    with pytest.raises(NotAWorkbook, match=r"andet\.xlsx"), FileBook(tmp_path / "andet.xlsx"):
        pass


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileMissing, match=r"væk\.xlsm"), FileBook(tmp_path / "væk.xlsm"):
        pass


def test_a_missing_sheet_table_or_column_is_named(tmp_path: Path) -> None:
    path = tmp_path / "Ringbind.xlsm"
    path.write_bytes(empty())
    person = Person(path)
    person.rename_sheet(CALLS, "Opkald 2")
    person.drop_table(RELATIVES)
    person.rename_column(CITIZENS, "Telefon", "Tlf.")
    with FileBook(path) as book:
        for table, error, name in (
            (CALLS, SheetMissing, "Opkald"),
            (RELATIVES, TableMissing, "Pårørende"),
            (CITIZENS, ColumnMissing, "Telefon"),
        ):
            with pytest.raises(error, match=name):
                book.read(table)
