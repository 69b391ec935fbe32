"""Zip files of our own making: parts in their order, all of one date, so that the same parts give the same bytes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

LONG_AGO = (1980, 1, 1, 0, 0, 0)
"""The date of every part: the first that a zip file can tell."""


def packed(parts: Mapping[str, bytes]) -> bytes:
    """Return a zip file of these parts by name."""
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as book:
        for name, content in parts.items():
            info = zipfile.ZipInfo(name, LONG_AGO)
            info.compress_type = zipfile.ZIP_DEFLATED
            book.writestr(info, content)
    return archive.getvalue()


def unpacked(archive: bytes) -> dict[str, bytes]:
    """Return the parts of a zip file by name, in their order."""
    with zipfile.ZipFile(io.BytesIO(archive)) as book:
        return {name: book.read(name) for name in book.namelist()}
