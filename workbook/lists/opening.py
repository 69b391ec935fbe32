"""The bytes of a file into sheets of raw rows: what it is by its content, unlocked, unpacked, read, counted twice."""

from __future__ import annotations

import codecs
import io
import re
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, NamedTuple

from workbook.lists import headings, text
from workbook.lists.errors import ERROR
from workbook.lists.grid import GRID, Grid, grid_of
from workbook.lists.guard import LARGEST_FILE, Cause, Refused, Several, check_parts, check_reach, check_zip
from workbook.lists.unlocking import unlocked, unlocked_part

if TYPE_CHECKING:
    import zipfile

    from workbook.lists.binary import Merge
    from workbook.lists.counting import Count, Told

MOST_CELLS = 5_000_000
SUFFIXES = (".csv", ".tsv", ".txt", ".xlsx", ".xlsm", ".xlsb", ".xls", ".ods")

_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ARCHIVES = (b"mime-version:", b"content-type: multipart/", b"from: <saved by")
_MARKED_UP = (
    *(b"<html", b"<!doctype", b"<?xml", b"<table", b"<style", b"<meta", b"<head", b"<body", b"<div", b"<!--"),
    *(b"<workbook", b"<office:document", *_ARCHIVES),
)
_PAPERS = (b"%pdf", b"{\\rtf")
_WORKBOOKS = {"[content_types].xml", "content.xml"}


class Wish(NamedTuple):
    """What the user said of the file: its password, and which list is meant where a zip holds several.

    With `formulas` the reader also says which cells hold one. `crashed` says that the reader broke down on it: then it
    is only asked why.
    """

    password: str = ""
    part: str = ""
    formulas: bool = False
    crashed: bool = False


def sheets_of(raw: bytes, wish: Wish) -> list[dict[str, Any]]:
    """Return the sheets of a file; the content decides what it is, not the file's name.

    Each is {"name", "rows"} and, where the format tells, "hidden", "hidden_rows", "hidden_columns", "uncalculated" and
    "formulas"; out of a zip also "left_out", the files in it that were not read.
    Raises Refused, and Several for a zip with more than one list.
    """
    if not raw or raw.isspace():
        raise Refused(Cause.EMPTY)
    if len(raw) > LARGEST_FILE:
        raise Refused(Cause.TOO_LARGE)
    if raw.startswith(_OLE):
        raw = unlocked(raw, wish.password)
    if raw.startswith(_OLE):
        return _workbook(raw, None, wish)
    if raw.startswith(_ZIP):
        with _zip(raw) as archive:
            check_zip(archive)
            if _is_workbook(archive):
                check_parts(archive)
                return _workbook(raw, archive, wish)
            part = _chosen(archive, wish)
            left_out = [name for name in archive.namelist() if name != part.filename and not _is_litter(name)]
            sheets = sheets_of(_unpacked(archive, part, wish), wish._replace(part=""))
            return [{**sheet, "left_out": left_out} for sheet in sheets]
    start = raw.removeprefix(codecs.BOM_UTF8)[:4_000].translate(None, b"\x00\xff\xfe").lstrip().lower()
    if start.startswith(_MARKED_UP):
        return _marked_up(raw, start, wish)
    if start.startswith(_PAPERS):
        raise Refused(Cause.NOT_A_LIST)
    rows = text.split(text.decode(raw), headings.score)
    return [{"name": "", "rows": rows if isinstance(rows, Grid) else _tidy(rows)}]


@contextmanager
def _zip(raw: bytes) -> Iterator[zipfile.ZipFile]:
    import zipfile  # noqa: PLC0415  not for a csv

    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            yield archive
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, OSError):
        raise Refused(Cause.BROKEN) from None


def _is_workbook(archive: zipfile.ZipFile) -> bool:
    return bool(_WORKBOOKS & {name.lower() for name in archive.namelist()})


def _chosen(archive: zipfile.ZipFile, wish: Wish) -> zipfile.ZipInfo:
    """Return the one list in a zip, or the one that was chosen."""
    parts = {part.filename: part for part in archive.infolist() if _is_list(part.filename)}
    if not parts:
        nested = any(name.lower().endswith(".zip") for name in archive.namelist())
        raise Refused(Cause.NESTED if nested else Cause.NO_LIST)
    if len(parts) > 1 and wish.part not in parts:
        raise Several(list(parts))
    return parts[wish.part] if len(parts) > 1 else next(iter(parts.values()))


def _unpacked(archive: zipfile.ZipFile, part: zipfile.ZipInfo, wish: Wish) -> bytes:
    raw = unlocked_part(archive, part, wish.password) if part.flag_bits & 1 else archive.read(part)
    if raw.startswith(_ZIP):
        with _zip(raw) as inner:
            if not _is_workbook(inner):
                raise Refused(Cause.NESTED)
    return raw


def _is_list(name: str) -> bool:
    return name.lower().endswith(SUFFIXES) and not _is_litter(name)


def _is_litter(name: str) -> bool:
    """Whether a part of a zip is a folder, or a file that a Mac or an open Excel leaves behind."""
    path = PurePosixPath(name.lower())
    return name.endswith("/") or path.name.startswith((".", "~$")) or "__macosx" in path.parts


def _marked_up(raw: bytes, start: bytes, wish: Wish) -> list[dict[str, Any]]:
    """Return the sheets of what is called a workbook and is a web page or XML."""
    from workbook.lists import webpage, xml_sheets  # noqa: PLC0415  not for a csv

    if wish.crashed:
        raise Refused(Cause.SLOW)
    if xml_sheets.IS_OPEN.search(start):
        return sheets_of(xml_sheets.packed(raw), wish)
    if xml_sheets.IS_EXCEL.search(start):
        return [
            {**_told(sheet.name, sheet.rows, sheet.count), "hidden": sheet.hidden}
            for sheet in xml_sheets.sheets_in(raw, MOST_CELLS)
        ]
    pages = webpage.pages_in(raw) if start.startswith(_ARCHIVES) else [raw]
    found = [page for one in pages if (page := webpage.page_of(text.decode(one), MOST_CELLS))[0]]
    if not found:
        raise Refused(Cause.WEB_PAGE)
    names = [f"Side {at}" for at in range(1, len(found) + 1)] if len(found) > 1 else [""]
    return [_told(name, *page) for name, page in zip(names, found, strict=True)]


def _workbook(raw: bytes, archive: zipfile.ZipFile | None, wish: Wish) -> list[dict[str, Any]]:
    import python_calamine as calamine  # noqa: PLC0415  after the caps are set, and not for a csv

    from workbook.lists.counting import Counts, xls_told  # noqa: PLC0415  the same

    counts = Counts(archive) if archive else xls_told(raw)
    if wish.crashed:
        counts.find_far_cell(MOST_CELLS)
        raise Refused(Cause.CRASHED)
    try:
        book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(raw))
        sheets = [
            _sheet(
                book.get_sheet_by_name(meta.name), counts, wish, shown=meta.visible == calamine.SheetVisibleEnum.Visible
            )
            for meta in book.sheets_metadata
            if meta.typ == calamine.SheetTypeEnum.WorkSheet
        ]
    except calamine.PasswordError:
        raise Refused(Cause.LOCKED) from None
    except calamine.CalamineError:
        raise Refused(Cause.BROKEN) from None
    if not sheets:
        raise Refused(Cause.NO_SHEETS)
    return sheets


def _sheet(sheet: Any, counts: Told, wish: Wish, *, shown: bool) -> dict[str, Any]:
    down, beside = sheet.end or (0, 0)
    check_reach(sheet.name, down + 1, beside + 1, MOST_CELLS)
    rows: list[list[Any]] = sheet.to_python(skip_empty_area=False)
    across = max(map(len, rows), default=0)
    count = counts.of(sheet.name, sum(any(map(_filled, row)) for row in rows), across)
    _mark(rows, count.errors if count else ())
    told = _told(sheet.name, rows, count, sheet.merged_cell_ranges)
    return {**told, "hidden": not shown, "formulas": counts.formulas(sheet.name) if wish.formulas else []}


def _told(name: str, rows: list[list[Any]], count: Count | None, merges: Sequence[Merge] = ()) -> dict[str, Any]:
    """Return a sheet with what was counted on it."""
    _spread(rows, merges or (count.merges if count else ()))
    return {
        "name": name,
        "rows": _tidy(rows),
        "hidden_rows": count.hidden_rows if count else 0,
        "hidden_columns": count.hidden_columns if count else 0,
        "uncalculated": count.uncalculated if count else 0,
    }


def _filled(cell: Any) -> bool:
    return bool(cell.strip()) if isinstance(cell, str) else cell is not None


def _mark(rows: list[list[Any]], errors: Sequence[tuple[int, int]]) -> None:
    """Put the cells with an error back, which the reader gives as blank or as 0."""
    for row, column in errors:
        if row < len(rows) and column < len(rows[row]):
            rows[row][column] = ERROR


def _spread(rows: list[list[Any]], merges: Sequence[Merge]) -> None:
    """Give what stands in a merged area to every row of it, and a merged heading to every column of it.

    One number over two rows is about both; an address over three columns is still in one.
    """
    heading = headings.heading_row(rows)
    for (top, left), (bottom, right) in merges:
        if top >= len(rows) or left >= len(rows[top]):
            continue
        value = rows[top][left]
        for row in rows[top : bottom + 1]:
            for column in range(left, (right if top == heading else left) + 1):
                if column < len(row) and not _filled(row[column]):
                    row[column] = value


def _tidy(rows: list[list[Any]]) -> Grid | list[list[Any]]:
    """Return texts without controls and outer spaces, blank ones as None, and any other value as it is."""
    return grid_of(rows) or [
        [cell.strip() or None if isinstance(cell, str) and cell.isprintable() else _printable(cell) for cell in row]
        for row in rows
    ]


def _printable(cell: Any) -> Any:
    return _CONTROLS.sub("", cell).strip() or None if isinstance(cell, str) else cell


def plain(value: Any, texts: list[str]) -> Any:
    """Return what JSON cannot hold: a date, a time or a moment as {"at": ISO text}, a grid as its place among texts."""
    if isinstance(value, Grid):
        texts.append(value.text)
        return {GRID: (len(texts) - 1, len(value))}
    return str(value) if isinstance(value, timedelta) else {"at": value.isoformat()}
