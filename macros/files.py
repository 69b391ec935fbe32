"""Files around a press: a checked copy before it, what it makes staged and then published."""

from __future__ import annotations

import errno
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from macros.desk import Desk
from workbook.change import OutFile
from workbook.problems import DiskFull, WorkbookReadOnly, WriteFailed

COPIES = "Sikkerhedskopier"
STAGING = ".klargøres"
KEPT = 20
"""So many copies are kept, the newest ones."""


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


def keep_copy(desk: Desk, press: int) -> Path | None:
    """Keep a copy of the workbook's file as it was before the press; refuses to go on when it is not equal."""
    source = desk.book.path
    if source is None:
        return None
    with told(source.name):
        folder = source.parent / COPIES
        folder.mkdir(exist_ok=True)
        target = folder / f"{desk.now:%Y-%m-%d %H.%M.%S} tryk {press:05d}{source.suffix}"
        shutil.copyfile(source, target)
        if source.read_bytes() != target.read_bytes():
            raise WriteFailed(target.name)
        for old in sorted(folder.glob(f"* tryk *{source.suffix}"))[:-KEPT]:
            old.unlink()
    return target


def stage(desk: Desk, files: Sequence[OutFile]) -> list[tuple[Path, Path]]:
    """Write files next to where they will stand; return pairs of staged and final path."""
    if desk.book.path is None or not files:
        return []
    staging = desk.folder / STAGING
    pairs = [(staging / str(at), desk.folder / file.path) for at, file in enumerate(files)]
    with told(files[0].path):
        staging.mkdir(exist_ok=True)
        for (staged, _), file in zip(pairs, files, strict=True):
            staged.write_bytes(file.content)
    return pairs


def publish(desk: Desk, staged: Sequence[tuple[Path, Path]]) -> None:
    """Put staged files where people look for them."""
    if not staged:
        return
    with told(staged[0][1].name):
        for source, target in staged:
            target.parent.mkdir(parents=True, exist_ok=True)
            source.replace(target)
        shutil.rmtree(desk.folder / STAGING, ignore_errors=True)
