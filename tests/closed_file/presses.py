"""Presses on a closed file, and what they changed in it."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

from tests.person import opened
from workbook.book_file import FileBook
from workbook.change import Change
from workbook.tables import CITIZENS

TABLE = "xl/tables/table2.xml"
CHAIN_PARTS = {"xl/calcChain.xml", "[Content_Types].xml", "xl/_rels/workbook.xml.rels"}


def parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        return {name: book.read(name) for name in book.namelist()}


def changed(before: bytes, after: bytes) -> set[str]:
    old, new = parts(before), parts(after)
    return {name for name in old.keys() | new.keys() if old.get(name) != new.get(name)}


def ring(book: FileBook, row_id: str = "B-0002") -> Change:
    """A press that writes one cell."""
    change, now = Change(), book.read(CITIZENS)
    after = now.copy()
    after.loc[row_id, "why_now"] = "Har bedt om at blive ringet op"
    change.update(CITIZENS, now, after)
    return change


def press(path: Path, *, drop: tuple[str, ...] = (), add: int = 0, **figures: Any) -> None:
    """Write one cell, take rows out, put new ones in."""
    with FileBook(path) as book:
        change = ring(book, next(row_id for row_id in book.read(CITIZENS).index if row_id not in drop))
        change.delete(CITIZENS, book.read(CITIZENS).loc[list(drop)])
        change.insert(CITIZENS, CITIZENS.frame({"id": f"B-1{at:03d}", "name": "Ny"} for at in range(add)))
        change.figures.update(figures)
        assert book.apply(change) == []
        book.save()


def cells(path: Path, sheet: str = "Borgere") -> dict[str, Any]:
    book = opened(path)
    return {cell.coordinate: cell.value for row in book[sheet].iter_rows() for cell in row if cell.value is not None}


def with_part(content: bytes, name: str, edit: Any) -> bytes:
    """Return the workbook with one part edited."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            text = old.read(info)
            edited = edit(text) if info.filename == name else text
            assert info.filename != name or edited != text
            new.writestr(info, edited, compress_type=zipfile.ZIP_DEFLATED)
    return out.getvalue()
