"""Where templates are found: staff's own copies first, then the installed package's, then the checkout's.

Only wording is looked for at the office: layouts are programs, so they and the fonts come from Ringbind alone.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

import workbook
from workbook.problems import TemplateFault, TemplateMissing

RELEASED = "released.txt"
"""Ringbind's list of every wording file that was ever sent out: fingerprint and name, a line each."""

OFFICE_FOLDER = "Skabeloner"
"""The folder beside the workbook where staff keep their own wording."""

LARGEST = 60_000
"""The most bytes of a wording file; ours have about 2,000."""

_UNREADABLE = (
    "filen kan ikke læses. Luk den, hvis den er åben i et andet program, og se efter, om I har adgang til den."
)
_TOO_LARGE = f"filen fylder mere end {LARGEST // 1000} kB, og så er den ikke ordene til et brev."
_NOT_UTF8 = "bogstaverne kan ikke læses. Gem filen med kodningen UTF-8."
_LATIN = {"da", "en", "so"}
_NOT_ANSI = ("\ufffd", "\0", "Ã", "Â")  # unknown bytes, and what UTF-8 looks like when it is read as cp1252

_PACKAGE = Path(workbook.__file__).resolve().parent
_OURS = (_PACKAGE / "templates", _PACKAGE.parent / "templates")


def template_folders(office: Path | None = None) -> tuple[Path, ...]:
    """Return the folders where wording is looked for, nearest first; `office` is the folder of the workbook."""
    own = (office / OFFICE_FOLDER,) if office else ()
    return own + tuple(folder / "breve" for folder in _OURS)


def find_wording(folders: Sequence[Path], name: str) -> Path:
    """Return the nearest wording file of that name; raises TemplateMissing, TemplateFault.

    A copy at the office that nobody changed, of this version or an older one, gives way to ours.
    """
    found = _first([folder / name for folder in folders])
    return shipped(f"breve/{name}") if fingerprint(found) in released() else found


def fingerprint(path: Path) -> str:
    """Return a digest of a wording file that does not know its line ends; raises TemplateFault."""
    return hashlib.sha256(_content(path).replace(b"\r\n", b"\n")).hexdigest()


@cache
def released() -> Mapping[str, str]:
    """Return the name of every wording file that was ever sent out, by fingerprint, oldest first."""
    lines = (line.split() for line in shipped(RELEASED).read_text("utf-8").splitlines())
    return dict(lines)


def read_text(path: Path) -> str:
    """Return the text of a wording file; raises TemplateFault.

    It is UTF-8 or, where the language's letters are in it, what Notepad calls ANSI (cp1252).
    """
    raw = _content(path)
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        text = _ansi(path, raw)
        if not text:
            raise TemplateFault(path.name, raw[: error.start].count(b"\n") + 1, _NOT_UTF8) from None
    return text.replace("\r\n", "\n")


def readable_part(path: Path) -> str:
    """Return what can be read of a wording file, also of one that is no UTF-8; raises TemplateFault."""
    return _content(path).decode("utf-8-sig", "replace").replace("\r\n", "\n")


def _ansi(path: Path, raw: bytes) -> str:
    """Return the text of a file that is no UTF-8, "" when it is no cp1252 either, or half of each."""
    if not {suffix.removeprefix(".") for suffix in path.suffixes} & _LATIN:
        return ""
    text = raw.decode("cp1252", "replace")
    return "" if any(sign in text for sign in _NOT_ANSI) else text


def _content(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            raw = file.read(LARGEST + 1)
    except OSError:
        raise TemplateFault(path.name, 0, _UNREADABLE) from None
    if len(raw) > LARGEST:
        raise TemplateFault(path.name, 0, _TOO_LARGE)
    return raw


def shipped(name: str) -> Path:
    """Return Ringbind's own file or folder of that name ("layout/letter.typ", "fonts"); raises TemplateMissing."""
    return _first([folder / name for folder in _OURS])


def shipped_guide() -> Path:
    """Return the guide for staff; its pictures lie beside it. Raises TemplateMissing."""
    return _first([folder.parent / "docs" / "vejledning.md" for folder in _OURS])


def _first(paths: Sequence[Path]) -> Path:
    for path in paths:
        if path.exists():
            return path
    raise TemplateMissing(paths[-1].name)
