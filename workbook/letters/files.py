"""Where templates are found: staff's own copies first, then the installed package's, then the checkout's.

Only wording is looked for at the office: layouts are programs, so they and the fonts come from Ringbind alone.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

import workbook
from workbook.problems import TemplateMissing

RELEASED = "released.txt"
"""Ringbind's list of every wording file that was ever sent out: fingerprint and name, a line each."""

OFFICE_FOLDER = "Skabeloner"
"""The folder beside the workbook where staff keep their own wording."""

_PACKAGE = Path(workbook.__file__).resolve().parent
_OURS = (_PACKAGE / "templates", _PACKAGE.parent / "templates")


def template_folders(office: Path | None = None) -> tuple[Path, ...]:
    """Return the folders where wording is looked for, nearest first; `office` is the folder of the workbook."""
    own = (office / OFFICE_FOLDER,) if office else ()
    return own + tuple(folder / "breve" for folder in _OURS)


def find_wording(folders: Sequence[Path], name: str) -> Path:
    """Return the nearest wording file of that name; raises TemplateMissing.

    A copy at the office that nobody changed, of this version or an older one, gives way to ours.
    """
    found = _first([folder / name for folder in folders])
    released = shipped(RELEASED).read_text("utf-8").split()
    return shipped(f"breve/{name}") if fingerprint(found) in released else found


def fingerprint(path: Path) -> str:
    """Return a digest of a wording file that does not know its line ends."""
    return hashlib.sha256(path.read_bytes().replace(b"\r\n", b"\n")).hexdigest()


def shipped(name: str) -> Path:
    """Return Ringbind's own file or folder of that name ("layout/letter.typ", "fonts"); raises TemplateMissing."""
    return _first([folder / name for folder in _OURS])


def _first(paths: Sequence[Path]) -> Path:
    for path in paths:
        if path.exists():
            return path
    raise TemplateMissing(paths[-1].name)
