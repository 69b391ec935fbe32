"""Where templates are found: staff's own copies first, then the installed package's, then the checkout's.

Only wording is looked for at the office: layouts are programs, so they and the fonts come from Ringbind alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import workbook
from workbook.problems import TemplateMissing

OFFICE_FOLDER = "Skabeloner"
"""The folder beside the workbook where staff keep their own wording."""

_PACKAGE = Path(workbook.__file__).resolve().parent
_OURS = (_PACKAGE / "templates", _PACKAGE.parent / "templates")


def template_folders(office: Path | None = None) -> tuple[Path, ...]:
    """Return the folders where wording is looked for, nearest first; `office` is the folder of the workbook."""
    own = (office / OFFICE_FOLDER,) if office else ()
    return own + tuple(folder / "breve" for folder in _OURS)


def find_wording(folders: Sequence[Path], name: str) -> Path:
    """Return the nearest wording file of that name; raises TemplateMissing."""
    return _first([folder / name for folder in folders])


def shipped(name: str) -> Path:
    """Return Ringbind's own file or folder of that name ("layout/letter.typ", "fonts"); raises TemplateMissing."""
    return _first([folder / name for folder in _OURS])


def _first(paths: Sequence[Path]) -> Path:
    for path in paths:
        if path.exists():
            return path
    raise TemplateMissing(paths[-1].name)
