"""Who has a workbook, and since when: by the files that Excel, LibreOffice and a running press lay beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import NamedTuple


class Holder(NamedTuple):
    """Who has a workbook and since when, as a text; "" where it is not known."""

    who: str = ""
    since: str = ""


def opened(path: Path) -> Holder | None:
    """Return who has the workbook open in a program, None when nobody has."""
    for beside, name in ((f"~${path.name}", _named_by_excel), (f".~lock.{path.name}#", _named_by_libreoffice)):
        owner = path.with_name(beside)
        if owner.exists():
            return _holder(owner, name)
    return None


@contextmanager
def noted(path: Path, user: str) -> Iterator[None]:
    """Let others see who presses a button on the closed workbook; where nothing can be written, it goes unsaid."""
    note = _note(path)
    with suppress(OSError):
        note.write_text(user, "utf-8")
    try:
        yield
    finally:
        with suppress(OSError):
            note.unlink()


def pressing(path: Path) -> Holder:
    """Return who presses a button on the closed workbook."""
    return _holder(_note(path), lambda owner: owner.decode("utf-8", "replace"))


def _note(path: Path) -> Path:
    return path.with_name(f".~{path.name}.bruges")


def _holder(owner: Path, name: Callable[[bytes], str]) -> Holder:
    who = since = ""
    with suppress(OSError):
        since = f"{datetime.fromtimestamp(owner.stat().st_mtime):%d-%m-%Y kl. %H.%M}"
        who = name(owner.read_bytes())
    return Holder(who, since)


def _named_by_excel(owner: bytes) -> str:
    return owner[1 : 1 + owner[0]].decode("cp1252", "replace").strip() if owner else ""


def _named_by_libreoffice(owner: bytes) -> str:
    return owner.decode("utf-8", "replace").split(",")[0].strip()
