"""The last step on the zip: what XlsxWriter does not write. The ribbon, the macro content type, the VBA project."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from pathlib import Path

from pyopenvba.excel import ExcelFile

from workbook.build.tablestyle import with_table_style
from workbook.packing import packed, unpacked

RIBBON = "customUI/customUI14.xml"
RELATIONSHIP = (
    '<Relationship Id="rIdRibbon" Type="http://schemas.microsoft.com/office/2007/relationships/ui/extensibility"'
    f' Target="{RIBBON}"/>'
)
PLAIN = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
MACRO = "application/vnd.ms-excel.sheet.macroEnabled.main+xml"


def finish(sheets: bytes, ribbon_xml: str, vba: Mapping[str, str]) -> bytes:
    """Return the macro-enabled workbook: XlsxWriter's parts, the ribbon and the VBA modules."""
    parts = unpacked(sheets)
    parts["[Content_Types].xml"] = _swap(parts["[Content_Types].xml"], PLAIN, MACRO)
    parts["_rels/.rels"] = _swap(parts["_rels/.rels"], "</Relationships>", RELATIONSHIP + "</Relationships>")
    parts["xl/styles.xml"] = with_table_style(parts["xl/styles.xml"])
    parts[RIBBON] = ribbon_xml.encode()
    return _with_vba(packed(parts), vba)


def _swap(part: bytes, old: str, new: str) -> bytes:
    if part.count(old.encode()) != 1:
        raise ValueError(f"expected {old!r} once in a part")
    return part.replace(old.encode(), new.encode())


def _with_vba(book: bytes, vba: Mapping[str, str]) -> bytes:
    """Return the workbook with a VBA project of these modules; pyOpenVBA works on files."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "Ringbind.xlsm")
        path.write_bytes(book)
        with ExcelFile(path) as host:
            project = host.add_vba_project()
            for name, source in vba.items():
                project.add_module(name, as_vba(source))
            host.save()
        return path.read_bytes()


def as_vba(source: str) -> str:
    """Return VBA text with the line ends that Excel wants; raises ValueError for characters outside cp1252.

    pyOpenVBA would silently write '?' for those.
    """
    lines = "\r\n".join(source.splitlines()) + "\r\n"
    lines.encode("cp1252")
    return lines
