"""The office's logo: a picture file beside the workbook, named on Indstillinger."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from workbook.letters.values import clean

FORMATS = {".png": "png", ".jpg": "jpg", ".jpeg": "jpg", ".svg": "svg"}
"""The kinds of picture by the end of the file's name."""

LARGEST = 500_000
"""The most bytes of a logo; it is printed on every letter, and some 15 mm high."""


class Logo(NamedTuple):
    """A picture as it stands in the file."""

    format: str
    content: bytes


def find_logo(folder: Path, name: str) -> tuple[Logo | None, str]:
    """Return the logo, and a Danish sentence when there is a name and no picture that can be used.

    `folder` is the workbook's; the file lies in it, not elsewhere. Whether the picture is whole is seen at printing.
    """
    if not clean(name):
        return None, ""
    path = folder / Path(clean(name)).name
    kind = FORMATS.get(path.suffix.lower())
    if kind is None:
        return None, f"Logoet “{path.name}” er ikke med: det skal være en png-, jpg- eller svg-fil."
    try:
        content = path.read_bytes()
    except OSError:
        return None, f"Logoet “{path.name}” er ikke med: filen findes ikke ved siden af projektmappen."
    if len(content) > LARGEST:
        return None, f"Logoet “{path.name}” er ikke med: filen må højst fylde {LARGEST // 1000} kB."
    return Logo(kind, content), ""
