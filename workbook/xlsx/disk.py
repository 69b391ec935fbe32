"""A workbook on the disk: who has it, may it be written, its password, and the one moment when it is replaced."""

from __future__ import annotations

import errno
import io
import os
import shutil
import stat
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

from workbook.holding import noted, opened, pressing
from workbook.problems import (
    DiskFull,
    FileMissing,
    NotAWorkbook,
    PasswordNeeded,
    WorkbookBusy,
    WorkbookOpen,
    WorkbookReadOnly,
    WriteFailed,
    WrongPassword,
)

_ENCRYPTED = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # an OLE file, the envelope of every encrypted workbook
_NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_FORBIDDEN = {errno.EACCES, errno.EPERM, errno.EROFS}
_BUSY_ON_WINDOWS = {5, 32, 33}  # access denied, sharing violation, lock violation: virus scanners let go again soon
_A_FOLDER = "det er en mappe"
_WAITS = (0.1, 0.2, 0.4, 0.8, 1.6)


@contextmanager
def claimed(path: Path, user: str) -> Iterator[None]:
    """Hold the workbook for one press of `user`'s, which others are told.

    Raises FileMissing, NotAWorkbook, WorkbookOpen, WorkbookBusy and WorkbookReadOnly.
    """
    if path.is_dir():
        raise NotAWorkbook(path.name, _A_FOLDER)
    if not path.is_file():
        raise FileMissing(path.name)
    if holder := opened(path):
        raise WorkbookOpen(path.name, *holder)
    if not _may_write(path):
        raise WorkbookReadOnly(path.name)
    lock = FileLock(path.with_name(f".~{path.name}.ringbind"), timeout=0)
    try:
        lock.acquire()
    except Timeout:
        raise WorkbookBusy(path.name, *pressing(path)) from None
    except OSError:
        raise WorkbookReadOnly(path.name) from None
    try:
        with noted(path, user):
            yield
    finally:
        lock.release()


def _may_write(path: Path) -> bool:
    # The bit is asked too: an administrator may write a file that is marked read-only, and should not.
    return bool(path.stat().st_mode & stat.S_IWUSR) and os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)


def read(path: Path) -> bytes:
    """Return the file's bytes; raises FileMissing, NotAWorkbook, WorkbookOpen."""
    if path.is_dir():
        raise NotAWorkbook(path.name, _A_FOLDER)
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise FileMissing(path.name) from None
    except OSError:
        raise WorkbookOpen(path.name) from None


def is_encrypted(content: bytes) -> bool:
    """Whether the bytes are a file with a password (or an old .xls)."""
    return content.startswith(_ENCRYPTED)


def decrypt(content: bytes, password: str | None, name: str) -> bytes:
    """Return the workbook inside an encrypted file; raises PasswordNeeded, WrongPassword, NotAWorkbook."""
    from msoffcrypto import OfficeFile, exceptions  # noqa: PLC0415  slow to import and seldom needed

    out = io.BytesIO()
    try:
        office = OfficeFile(io.BytesIO(content))
        if not office.is_encrypted():
            raise NotAWorkbook(name, "den er gemt i et gammelt format")
        if not password:
            raise PasswordNeeded(name)
        office.load_key(password=password, verify_password=True)
        office.decrypt(out, verify_integrity=True)
    except (exceptions.InvalidKeyError, exceptions.DecryptionError):
        raise WrongPassword(name) from None
    except (exceptions.FileFormatError, exceptions.ParseError, OSError, KeyError, ValueError):
        raise NotAWorkbook(name, "den kan ikke læses") from None
    return out.getvalue()


def encrypt(content: bytes, password: str, name: str) -> bytes:
    """Return the workbook under the password, opened again once to be sure; raises WriteFailed."""
    from msoffcrypto.exceptions import EncryptionError  # noqa: PLC0415  slow to import and seldom needed
    from msoffcrypto.format.ooxml import OOXMLFile  # noqa: PLC0415  the same

    out = io.BytesIO()
    try:
        OOXMLFile(io.BytesIO(content)).encrypt(password, out)
    except EncryptionError:
        raise WriteFailed(name) from None
    if decrypt(out.getvalue(), password, name) != content:
        raise WriteFailed(name)
    return out.getvalue()


def replace(path: Path, content: bytes) -> None:
    """Put the bytes in the file's place, all of them or none; raises DiskFull, WorkbookReadOnly, WorkbookOpen.

    They are written beside the file first and forced onto the disk, so that whoever opens the file, also after a
    power cut, sees the old workbook or the new one.
    """
    fresh = path.with_name(f".~{path.name}.ny")
    try:
        with fresh.open("wb") as out:
            out.write(content)
            out.flush()
            os.fsync(out.fileno())
        shutil.copymode(path, fresh)
        _swap(fresh, path)
    except OSError as error:
        with suppress(OSError):
            fresh.unlink(missing_ok=True)
        raise _told(error, path.name) from None
    _force_folder(path.parent)


def _swap(fresh: Path, path: Path) -> None:
    for wait in _WAITS:
        try:
            fresh.replace(path)
        except OSError as error:
            if getattr(error, "winerror", None) not in _BUSY_ON_WINDOWS:
                raise
            time.sleep(wait)
        else:
            return
    fresh.replace(path)


def _told(error: OSError, name: str) -> Exception:
    if error.errno in _NO_ROOM:
        return DiskFull(name)
    if getattr(error, "winerror", None) in _BUSY_ON_WINDOWS:
        return WorkbookOpen(name)
    return WorkbookReadOnly(name) if error.errno in _FORBIDDEN else WriteFailed(name)


def _force_folder(folder: Path) -> None:
    """Force the new name onto the disk too, where folders can be opened (not on Windows)."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
