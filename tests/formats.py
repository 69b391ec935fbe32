"""The same table as bytes of each format that can be written here: csv, xlsx, ods, xlsb, a web page, XML of Excel's.

"#N/A" is written as the error that each program of spreadsheets would write.
"""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any
from xml.sax.saxutils import escape

from openpyxl import Workbook

from tests.xlsb import xlsb
from workbook.lists.errors import ERROR

Rows = Sequence[Sequence[Any]]

_ODS = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    ' xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'
    ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
    ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.2"><office:body>'
    '<office:spreadsheet><table:table table:name="Ark">{}</table:table></office:spreadsheet></office:body>'
    "</office:document-content>"
)
_ODS_ERROR = (
    '<table:table-cell table:formula="of:=NA()" office:value-type="string" office:string-value=""'
    ' calcext:value-type="error"><text:p>#N/A</text:p></table:table-cell>'
)
_ODS_CELL = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'

_XML = (
    '<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"'
    ' xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="Ark"><Table>{}</Table></Worksheet>'
    "</Workbook>"
)


def as_text(value: Any) -> str:
    """Return a cell as a list in text has it: dates as Danes write them."""
    return "" if value is None else f"{value:%d-%m-%Y}" if isinstance(value, date) else str(value)


def csv_of(rows: Rows, delimiter: str = ";", encoding: str = "utf-8") -> bytes:
    """Return the rows as a csv file."""
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows([as_text(value) for value in row] for row in rows)
    return out.getvalue().encode(encoding)


def xlsx_of(rows: Rows) -> bytes:
    """Return the rows as a workbook, in which dates are dates and no text is a formula."""
    book, out = Workbook(), io.BytesIO()
    for at, row in enumerate(rows, start=1):
        for column, value in enumerate(row, start=1):
            if value is not None:
                cell: Any = book.worksheets[0].cell(at, column, value)
                if isinstance(value, str):
                    cell.data_type = "e" if value == ERROR else "s"
    book.save(out)
    return out.getvalue()


def ods_of(rows: Rows) -> bytes:
    """Return the rows as an OpenDocument sheet of texts."""
    told = "".join(
        f"<table:table-row>{''.join(_ods_cell(as_text(value)) for value in row)}</table:table-row>" for row in rows
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", "<manifest:manifest xmlns:manifest='urn:oasis:manifest'/>")
        archive.writestr("content.xml", _ODS.format(told))
    return out.getvalue()


def _ods_cell(text: str) -> str:
    if text == ERROR:
        return _ODS_ERROR
    return _ODS_CELL.format(escape(text)) if text else "<table:table-cell/>"


def xlsb_of(rows: Rows) -> bytes:
    """Return the rows as a binary workbook of texts."""
    return xlsb([[as_text(value) or None for value in row] for row in rows])


def html_of(rows: Rows) -> bytes:
    """Return the rows as a table of a web page, as many systems write an "Excel file"."""
    told = "".join(f"<tr>{''.join(f'<td>{escape(as_text(value))}</td>' for value in row)}</tr>" for row in rows)
    return f"<html><head><title>Udtræk</title></head><body><table>{told}</table></body></html>".encode()


def xml_of(rows: Rows) -> bytes:
    """Return the rows as SpreadsheetML, in which dates are dates."""
    told = "".join(f"<Row>{''.join(map(_xml_cell, row))}</Row>" for row in rows)
    return _XML.format(told).encode()


def _xml_cell(value: Any) -> str:
    if isinstance(value, date):
        return f'<Cell><Data ss:Type="DateTime">{value:%Y-%m-%d}T00:00:00.000</Data></Cell>'
    kind = "Error" if value == ERROR else "String"
    return "<Cell/>" if value is None else f'<Cell><Data ss:Type="{kind}">{escape(str(value))}</Data></Cell>'


FORMATS: Mapping[str, Callable[[Rows], bytes]] = {
    "csv": csv_of,
    "xlsx": xlsx_of,
    "ods": ods_of,
    "xlsb": xlsb_of,
    "html": html_of,
    "xml": xml_of,
}
