"""The child process that reads a foreign file: it may crash, hang or run out of memory without harm to the press.

Run as `child.main()` by `read.read_file`; the file's path comes by argument, sheets leave as JSON on standard output.
"""

from __future__ import annotations

import contextlib
import io
import json
import sys
import zipfile
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from workbook.lists import headings, text
from workbook.lists.guard import LARGEST_FILE, Cause, Refused, check_zip

MEMORY = 2_000_000_000
SECONDS = 20
MOST_CELLS = 5_000_000
LARGEST_ANSWER = 300_000_000

_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


def cap(memory: int = MEMORY, seconds: int = SECONDS) -> None:
    """Set the caps on memory and processor time; Windows has no such call, there the parent's clock is the only cap."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource  # noqa: PLC0415  exists on POSIX only

        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))


def sheets_of(raw: bytes) -> list[dict[str, Any]]:
    """Return the sheets of a file, each {"name", "rows"}; the content decides what it is, not the file's name."""
    if not raw.strip():
        raise Refused(Cause.EMPTY)
    if len(raw) > LARGEST_FILE:
        raise Refused(Cause.TOO_LARGE)
    if raw.startswith(_OLE) and _ENCRYPTED in raw:
        raise Refused(Cause.PASSWORD)
    if raw.startswith((_ZIP, _OLE)):
        return _workbook(raw)
    return [{"name": "", "rows": text.split(text.decode(raw), headings.score)}]


def _workbook(raw: bytes) -> list[dict[str, Any]]:
    import python_calamine as calamine  # noqa: PLC0415  after the caps are set

    if raw.startswith(_ZIP):
        try:
            with zipfile.ZipFile(io.BytesIO(raw)) as archive:
                check_zip(archive)
        except (zipfile.BadZipFile, NotImplementedError, EOFError, OSError):
            raise Refused(Cause.BROKEN) from None
    try:
        book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(raw))
        names = [s.name for s in book.sheets_metadata if s.typ == calamine.SheetTypeEnum.WorkSheet]
        sheets = [{"name": name, "rows": _rows(book.get_sheet_by_name(name))} for name in names]
    except calamine.PasswordError:
        raise Refused(Cause.PASSWORD) from None
    except calamine.CalamineError:
        raise Refused(Cause.BROKEN) from None
    if not sheets:
        raise Refused(Cause.NO_SHEETS)
    return sheets


def _rows(sheet: Any) -> list[list[Any]]:
    down, across = sheet.end or (0, 0)
    if (down + 1) * (across + 1) > MOST_CELLS:
        raise Refused(Cause.TOO_LARGE)
    return [[_cell(value) for value in row] for row in sheet.to_python(skip_empty_area=False)]


def _cell(value: Any) -> Any:
    """Return the cell as JSON can hold it: text, a number, a truth value, or a date in a list of one."""
    if isinstance(value, datetime):
        return [value.isoformat()]
    if isinstance(value, (date, time)):
        return [value.isoformat()]
    return str(value) if isinstance(value, timedelta) else value


def _packed(sheets: list[dict[str, Any]]) -> bytes:
    packed = json.dumps({"sheets": sheets}).encode()
    if len(packed) > LARGEST_ANSWER:
        raise Refused(Cause.TOO_LARGE)
    return packed


def main() -> None:
    """Read the file named by the first argument and print its sheets, or the name of the cause for refusing it."""
    cap()
    try:
        with Path(sys.argv[1]).open("rb") as file:
            told = _packed(sheets_of(file.read(LARGEST_FILE + 1)))
    except Refused as refused:
        told = json.dumps({"cause": refused.cause.name}).encode()
    except MemoryError:
        told = json.dumps({"cause": Cause.TOO_LARGE.name}).encode()
    sys.stdout.buffer.write(told)
