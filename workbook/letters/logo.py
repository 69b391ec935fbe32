"""The office's logo: a picture file beside the workbook, named on Indstillinger."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from workbook.letters.typeset import Unprintable, picture, typeset
from workbook.letters.values import clean

FORMATS = {".png": "png", ".jpg": "jpg", ".jpeg": "jpg", ".svg": "svg"}
"""The kinds of picture by the end of the file's name."""

LARGEST = 500_000
"""The most bytes of a logo; it is printed on every letter, and some 15 mm high."""


BROKEN = "Logoet er ikke med: billedet kan ikke læses. Gem det igen som png-fil."


class Logo(NamedTuple):
    """A picture as it stands in the file."""

    format: str
    content: bytes

    @property
    def data(self) -> dict[str, Any]:
        """Return what a layout needs."""
        return {"format": self.format, "content": list(self.content)}


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


def find_whole_logo(folder: Path, name: str, municipality: str, today: date) -> tuple[Logo | None, str]:
    """Return the logo as `find_logo`, tried on a page of its own."""
    logo, told = find_logo(folder, name)
    try:
        if logo:
            typeset("logo_alone", _alone(logo, municipality), today)
    except (RuntimeError, Unprintable):
        return None, BROKEN
    return logo, told


DOTS_PER_INCH = 300


def logo_png(logo: Logo, municipality: str) -> bytes:
    """Return the logo as a PNG of 300 dots per inch in the size it is printed in: 48 × 14 mm at the most."""
    return picture("logo_alone", _alone(logo, municipality), DOTS_PER_INCH)


def _alone(logo: Logo, municipality: str) -> dict[str, Any]:
    return {"logo": logo.data, "municipality": municipality}
