"""What Excel's binary formats, xls and xlsb, say beside the cells: what is hidden, and which cells are merged.

xls is a stream of records, kind and length in two bytes each (MS-XLS 2.1.4); xlsb a zip of such streams, kind and
length in as many bytes as they take (MS-XLSB 2.1.4). Every kind that is not known is stepped over.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

Place = tuple[int, int]
"""The row and the column of a cell, counted from 0."""
Merge = tuple[Place, Place]
"""The first and the last cell of a merged area."""
Record = tuple[int, bytes]

_SHEET, _ROW, _COLUMNS, _XLS_CELLS = 0x85, 0x208, 0x7D, {0x06, 0xBD, 0xD6, 0xFD, 0x203, 0x204, 0x205, 0x27E}
_B_SHEET, _B_ROW, _B_COLUMNS, _B_MERGE, _B_CELLS = 156, 0, 60, 176, range(2, 12)
_B_ERRORS = {3, 11}
_XLS_FORMULA, _XLS_BOOL_OR_ERROR, _ERROR_VALUE = 0x06, 0x205, 2
_HIDDEN_ROW, _B_HIDDEN_ROW = 0x20, 0x10
_XLS_END, _SHIFT, _WIDE = 0x0A, 7, 0x80


@dataclass
class Beside:
    """Of one sheet: rows that are hidden and not blank, hidden columns, merged areas, cells with an error."""

    hidden_rows: int = 0
    hidden_columns: int = 0
    merges: list[Merge] = field(default_factory=list)
    errors: list[Place] = field(default_factory=list)


def xls_sheets(stream: bytes) -> dict[str, Beside]:
    """Return what the Workbook stream of an xls says of each sheet; raises struct.error for a broken one."""
    found = {}
    for kind, data in _xls_records(stream, 0):
        if kind == _SHEET:
            start, length, wide = *struct.unpack_from("<I", data), data[6], data[7] & 1
            name = data[8 : 8 + length * (1 + wide)].decode("utf-16-le" if wide else "latin-1")
            found[name] = _xls_sheet(_xls_records(stream, start))
    return found


def _xls_sheet(records: Iterator[Record]) -> Beside:
    """Return what is hidden; merged areas are told by calamine."""
    beside, hidden, filled = Beside(), set(), set()
    for kind, data in records:
        if kind == _ROW and data[12] & _HIDDEN_ROW:
            hidden.add(data[:2])
        elif kind in _XLS_CELLS:
            filled.add(data[:2])
            if _holds_error(kind, data):
                beside.errors.append(struct.unpack_from("<HH", data))
        elif kind == _COLUMNS and data[8] & 1:
            first, last = struct.unpack_from("<HH", data)
            beside.hidden_columns += last - first + 1
    beside.hidden_rows = len(hidden & filled)
    return beside


def _holds_error(kind: int, data: bytes) -> bool:
    """Whether a cell holds an error by itself (BoolErr), or its formula gives one."""
    if kind == _XLS_FORMULA:
        return data[12:14] == b"\xff\xff" and data[6] == _ERROR_VALUE
    return kind == _XLS_BOOL_OR_ERROR and data[7] == 1


def _xls_records(stream: bytes, at: int) -> Iterator[Record]:
    """Yield the records up to the end of the part that begins at `at`."""
    while at < len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        if kind == _XLS_END:
            return
        yield kind, stream[at + 4 : at + 4 + length]
        at += 4 + length


def xlsb_sheets(book: bytes) -> dict[str, str]:
    """Return the id of each sheet's relation by the sheet's name, from workbook.bin; raises struct.error."""
    found = {}
    for kind, data in _xlsb_records(book):
        if kind == _B_SHEET:
            relation, at = _wide(data, 8)
            name, _ = _wide(data, at)
            found[name] = relation
    return found


def xlsb_sheet(part: bytes) -> Beside:
    """Return what the part of a sheet says; raises struct.error for a broken one."""
    beside, hidden, filled = Beside(), set(), set()
    row = b""
    for kind, data in _xlsb_records(part):
        if kind == _B_ROW:
            row = data[:4]
            if data[11] & _B_HIDDEN_ROW:
                hidden.add(row)
        elif kind in _B_CELLS:
            filled.add(row)
            if kind in _B_ERRORS:
                beside.errors.append(struct.unpack("<II", row + data[:4]))
        elif kind == _B_COLUMNS and data[16] & 1:
            first, last = struct.unpack_from("<II", data)
            beside.hidden_columns += last - first + 1
        elif kind == _B_MERGE:
            top, bottom, left, right = struct.unpack_from("<IIII", data)
            beside.merges.append(((top, left), (bottom, right)))
    beside.hidden_rows = len(hidden & filled)
    return beside


def _xlsb_records(stream: bytes) -> Iterator[Record]:
    at = 0
    while at < len(stream):
        kind, at = stream[at], at + 1
        if kind & _WIDE:
            kind, at = kind & 0x7F | stream[at] << _SHIFT, at + 1
        length = shift = 0
        while True:
            byte, at = stream[at], at + 1
            length |= (byte & 0x7F) << shift
            shift += _SHIFT
            if not byte & _WIDE or shift > 3 * _SHIFT:
                break
        yield kind, stream[at : at + length]
        at += length


def _wide(data: bytes, at: int) -> tuple[str, int]:
    """Return a text with its length before it, and where it ends."""
    (length,) = struct.unpack_from("<I", data, at)
    end = at + 4 + 2 * length
    return data[at + 4 : end].decode("utf-16-le", "replace"), end
