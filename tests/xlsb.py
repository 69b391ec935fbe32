"""A small writer of xlsb, that no program here saves: texts, numbers, errors, hidden rows and columns, merged cells.

The records are those of MS-XLSB 2.3; what Excel writes besides is left out, as a reader steps over it.
"""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Collection, Sequence

from workbook.lists.errors import ERROR

_TYPES = """<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="bin" ContentType="application/vnd.ms-excel.sheet.binary.macroEnabled.main"/>
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Override PartName="/xl/worksheets/sheet1.bin" ContentType="application/vnd.ms-excel.worksheet"/></Types>"""
_RELATION = """<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
<Relationship Id="rId1"
Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}" Target="{target}"/>
</Relationships>"""

Rows = Sequence[Sequence[str | float | None]]


def xlsb(
    rows: Rows,
    *,
    hidden_rows: Collection[int] = (),
    hidden_column: int | None = None,
    merged: Sequence[tuple[int, int, int, int]] = (),
    hidden: bool = False,
) -> bytes:
    """Return an xlsb with one sheet "Ark1"; `merged` are (top, bottom, left, right), all counted from 0."""
    told = io.BytesIO()
    with zipfile.ZipFile(told, "w") as archive:
        archive.writestr("[Content_Types].xml", _TYPES)
        archive.writestr("_rels/.rels", _RELATION.format(kind="officeDocument", target="xl/workbook.bin"))
        archive.writestr(
            "xl/_rels/workbook.bin.rels", _RELATION.format(kind="worksheet", target="worksheets/sheet1.bin")
        )
        sheet = _record(156, struct.pack("<II", hidden, 1) + _text("rId1") + _text("Ark1"))
        archive.writestr("xl/workbook.bin", _record(131) + _record(143) + sheet + _record(144) + _record(132))
        archive.writestr("xl/worksheets/sheet1.bin", _sheet(rows, hidden_rows, hidden_column, merged))
    return told.getvalue()


def _sheet(
    rows: Rows, hidden_rows: Collection[int], hidden_column: int | None, merged: Sequence[tuple[int, int, int, int]]
) -> bytes:
    across = max(map(len, rows))
    parts = [_record(129), _record(148, struct.pack("<IIII", 0, len(rows) - 1, 0, across - 1))]
    if hidden_column is not None:
        column = struct.pack("<IIIIH", hidden_column, hidden_column, 2_000, 0, 1)
        parts += [_record(390), _record(60, column), _record(391)]
    parts.append(_record(145))
    for at, row in enumerate(rows):
        flags = 0x10 if at in hidden_rows else 0
        parts.append(_record(0, struct.pack("<IIHBBBI", at, 0, 300, 0, flags, 0, 0)))
        parts += [_cell(column, value) for column, value in enumerate(row) if value is not None]
    parts.append(_record(146))
    if merged:
        areas = [_record(176, struct.pack("<IIII", *area)) for area in merged]
        parts += [_record(177, struct.pack("<I", len(areas))), *areas, _record(178)]
    return b"".join([*parts, _record(130)])


def _cell(column: int, value: str | float) -> bytes:
    place = struct.pack("<II", column, 0)
    if value == ERROR:
        return _record(3, place + bytes([0x2A]))
    return _record(6, place + _text(value)) if isinstance(value, str) else _record(5, place + struct.pack("<d", value))


def _text(words: str) -> bytes:
    return struct.pack("<I", len(words)) + words.encode("utf-16-le")


def _record(kind: int, data: bytes = b"") -> bytes:
    return _number(kind) + _number(len(data)) + data


def _number(value: int) -> bytes:
    """Write a number seven bits to a byte, the last byte without the top bit."""
    return bytes([value]) if value < 128 else bytes([value & 0x7F | 0x80]) + _number(value >> 7)
