"""Files around a press: what it makes staged and then published, what it is done with deleted."""

from __future__ import annotations

import errno
import hashlib
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from macros.desk import Desk
from workbook.change import InFile, OutFile
from workbook.problems import DiskFull, NotPublished, WorkbookReadOnly, WriteFailed
from workbook.tables import JOURNAL
from workbook.words import Mark

STAGING = ".klargøres"


@contextmanager
def told(name: str) -> Iterator[None]:
    """Turn what the file system says into a sentence: DiskFull, WorkbookReadOnly or WriteFailed."""
    try:
        yield
    except OSError as error:
        if error.errno in {errno.ENOSPC, errno.EDQUOT}:
            raise DiskFull(name) from None
        if error.errno in {errno.EACCES, errno.EPERM, errno.EROFS}:
            raise WorkbookReadOnly(name) from None
        raise WriteFailed(name) from None


def stage(desk: Desk, press: int, files: Sequence[OutFile]) -> None:
    """Write a press's files near where they will stand; nobody finds them there until the press is done."""
    if desk.book.path is None or not files:
        return
    with told(files[0].path):
        for file in files:
            target = desk.folder / STAGING / str(press) / file.path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(file.content)


def publish(desk: Desk) -> None:
    """Put staged files of presses that are done where people look for them; those of other presses are dropped.

    So the files of a press that was cut off come when it is finished. Raises NotPublished.
    """
    staging = desk.folder / STAGING
    if desk.book.path is None or not staging.is_dir():
        return
    journal = desk.read(JOURNAL)
    for press in journal.loc[journal["mark"] == Mark.DONE, "press"]:
        for staged in filter(Path.is_file, (staging / str(press)).rglob("*")):
            _move(staged, desk.folder / staged.relative_to(staging / str(press)))
    shutil.rmtree(staging, ignore_errors=True)


def discard(desk: Desk, files: Sequence[InFile]) -> None:
    """Delete files that were taken in, once the press that took them is saved.

    One that somebody saved again meanwhile stays, and so does one that is held: taking it again changes nothing, and
    that press deletes it. So a press that was cut off needs to remember nothing.
    """
    for file in files:
        path = desk.folder / file.path
        with suppress(OSError):
            if hashlib.sha256(path.read_bytes()).hexdigest() == file.sha256:
                path.unlink()


def _move(staged: Path, target: Path) -> None:
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        staged.replace(target)
    except OSError:
        raise NotPublished(target.name) from None
