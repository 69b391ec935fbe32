"""A workbook that an office has lived in: the built one, and on Borgere all that people and Excel add over the years.

Staff's own columns (one of them a formula), a note on a citizen, a picture, sparklines, a formula beside the table and
words far below it, printer settings, a sensitivity label, a signature's origin, the order of calculation.
"""

from __future__ import annotations

import base64
import io
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from unittest.mock import patch

import pandas as pd
import xlsxwriter

from macros.vba import modules
from tests.walls import MADE, RIBBON
from workbook.build import build
from workbook.pages import Look, Page, PageCell
from workbook.schema import Column, Kind, Owner
from workbook.tables import CITIZENS, TABLES
from workbook.xlsx.cellxml import letters

SHEET = "xl/worksheets/sheet3.xml"
BELOW = 40
"""The row on Borgere, well below the table, where staff wrote something."""

OWN = replace(
    CITIZENS,
    columns=(
        *CITIZENS.columns,
        Column("box", "Nøgleboks", "Egen kolonne.", owner=Owner.STAFF),
        Column("length", "Længde", "Egen formel.", Kind.FORMULA, formula="=LEN(Borgere[[#This Row],[Navn]])"),
    ),
)
KEY_BOX, LENGTH, _, BESIDE, FAR = (letters(len(CITIZENS.names) + at) for at in range(1, 6))
"""The columns of staff's own, a free one, and two beside the table."""

FRONT = Page(
    "Forside",
    (
        PageCell("B2", "Ringbind", Look.TITLE),
        PageCell("B4", "=COUNTA(Borgere[Navn])", Look.COUNT, "people"),
        PageCell("B5", "=MAX(Borgere[Inviteret])", Look.DATE, "latest"),
        PageCell("B6", '=IF(B4>3,"mange","få")', Look.TEXT, "word"),
    ),
)

DOT = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
LABEL = (
    '<clbl:labelList xmlns:clbl="http://schemas.microsoft.com/office/2020/mipLabelMetadata">'
    '<clbl:label id="{0d8f3a1e-6b4c-4f0e-9a57-3c1d2b7e8f90}" enabled="1" method="Privileged"'
    ' siteId="{5f1c2d3e-7a8b-4c9d-8e0f-1a2b3c4d5e6f}" removed="0"/></clbl:labelList>'
)
TYPES = (
    '<Default Extension="sigs" ContentType="application/vnd.openxmlformats-package.digital-signature-origin"/>'
    '<Override PartName="/docMetadata/LabelInfo.xml" ContentType="application/vnd.ms-office.classificationlabels+xml"/>'
    '<Override PartName="/xl/calcChain.xml"'
    ' ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.calcChain+xml"/>'
    '<Override PartName="/xl/printerSettings/printerSettings1.bin"'
    ' ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.printerSettings"/>'
)
CHAIN = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<calcChain xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><c r="B4" i="1"/></calcChain>'
)


def citizens() -> pd.DataFrame:
    """Four people, and what staff wrote about three of them in a column of their own."""
    own = {"B-0001": "blå", "B-0002": "rød", "B-0003": "gul"}
    names = {"B-0001": "Ane", "B-0002": "Bo", "B-0003": "Carl", "B-0004": "Dorte"}
    return OWN.frame(
        {"id": at, "name": name, "phone": f"4373{at[2:]}", "invited_on": date(2021, 3, 1), "box": own.get(at)}
        for at, name in names.items()
    )


class LivedIn(xlsxwriter.Workbook):
    """The workbook that `build` makes, with what people add to Borgere before it is closed."""

    def close(self) -> None:
        sheet = self.get_worksheet_by_name("Borgere")
        assert sheet is not None
        sheet.insert_image(f"{FAR}2", "prik.png", {"image_data": io.BytesIO(DOT), "description": "prik"})
        sheet.add_sparkline(f"{BESIDE}3", {"range": "Borgere!K3:K6"})
        sheet.write_comment("D5", "Ring efter kl. 10", {"author": "xx"})
        sheet.write_comment(f"{BESIDE}9", "Ved siden af tabellen", {"author": "xx"})
        sheet.write_formula(f"{BESIDE}5", "=D5&D6", None, "CarlDorte")
        sheet.write_formula(f"{BESIDE}6", "=SUM(K3:K6)", None, 0)
        sheet.write_string(BELOW - 1, 2, "Husk at spørge om nøgler")
        super().close()


def lived_in() -> bytes:
    """Return the workbook; the same bytes every time."""
    figures = {"people": 4, "latest": date(2021, 3, 1), "word": "mange"}
    tables = tuple(OWN if table is CITIZENS else table for table in TABLES)
    with patch("xlsxwriter.Workbook", LivedIn), patch("workbook.build.TABLES", tables):
        return _with_parts(build({"citizens": citizens()}, [FRONT], figures, RIBBON, modules(), created=MADE))


def _with_parts(content: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        parts = {info: book.read(info) for info in book.infolist()}
    said = {info.filename: text for info, text in parts.items()}
    changed: Mapping[str, bytes] = {
        "[Content_Types].xml": _put(said["[Content_Types].xml"], "</Types>", TYPES),
        "_rels/.rels": _put(
            said["_rels/.rels"],
            "</Relationships>",
            _relation(
                "rIdLabel",
                "http://schemas.microsoft.com/office/2020/02/relationships/classificationlabels",
                "docMetadata/LabelInfo.xml",
            )
            + _relation(
                "rIdSigned",
                "http://schemas.openxmlformats.org/package/2006/relationships/digital-signature/origin",
                "_xmlsignatures/origin.sigs",
            ),
        ),
        "xl/_rels/workbook.xml.rels": _put(
            said["xl/_rels/workbook.xml.rels"],
            "</Relationships>",
            _relation("rIdChain", f"{OFFICE}/calcChain", "calcChain.xml"),
        ),
        "xl/worksheets/_rels/sheet3.xml.rels": _put(
            said["xl/worksheets/_rels/sheet3.xml.rels"],
            "</Relationships>",
            _relation("rIdPrinter", f"{OFFICE}/printerSettings", "../printerSettings/printerSettings1.bin"),
        ),
        SHEET: said[SHEET].replace(b"<pageSetup ", b'<pageSetup r:id="rIdPrinter" '),
        "xl/workbook.xml": said["xl/workbook.xml"].replace(b' fullCalcOnLoad="1"', b""),
    }
    added = {
        "docMetadata/LabelInfo.xml": LABEL.encode(),
        "_xmlsignatures/origin.sigs": b"",
        "xl/calcChain.xml": CHAIN.encode(),
        "xl/printerSettings/printerSettings1.bin": bytes(range(256)),
    }
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as out:
        for info, text in parts.items():
            out.writestr(info, changed.get(info.filename, text), compress_type=info.compress_type)
        for name, text in added.items():
            out.writestr(zipfile.ZipInfo(name, (2021, 4, 20, 8, 30, 0)), text, compress_type=zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def _relation(name: str, kind: str, target: str) -> str:
    return f'<Relationship Id="{name}" Type="{kind}" Target="{target}"/>'


def _put(part: bytes, before: str, new: str) -> bytes:
    if part.count(before.encode()) != 1:
        raise ValueError(before)
    return part.replace(before.encode(), (new + before).encode())
