"""Slet udløbne beside our rows: what staff and Excel keep of people elsewhere in the workbook is cleaned or told."""

from __future__ import annotations

import io
import zipfile
from contextlib import redirect_stdout
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from lxml import etree

from macros.copies import copies
from macros.office import new_office
from tests.pictures import rows
from tests.test_retention import QUIET, TABLES_OF_ADA, YEAR_AFTER, archive, erase, texts_in
from workbook.mentions import Mentions
from workbook.starting import starting_tables
from workbook.tables import CALLS
from workbook.xlsx.forgetting import forgotten, still_in, told_of
from workbook.xlsx.parts import Parts

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMED = ("0202301234", "020230-1234", "Ada Zitrone", "Zitrone, Ada", "68199199", "68 19 91 99", "Eva Papagøje")
"""Each way in which Ada and her daughter are named in the parts below."""

PIVOT = f"""<pivotCacheDefinition xmlns="{MAIN}" xmlns:r="{OFFICE}" r:id="rId1" recordCount="2">
<cacheSource type="worksheet"><worksheetSource name="Borgere"/></cacheSource><cacheFields count="2">
<cacheField name="Navn"><sharedItems count="2"><s v="Ada Zitrone"/><s v="Bo Beck"/></sharedItems></cacheField>
<cacheField name="Notat"><sharedItems count="1"><s v="Fjerpragt"/></sharedItems></cacheField>
</cacheFields></pivotCacheDefinition>"""
RECORDS = f'<pivotCacheRecords xmlns="{MAIN}" count="1"><r><x v="0"/><s v="Fjerpragt"/></r></pivotCacheRecords>'
CHART = """<c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"><c:strCache><c:pt idx="0">
<c:v>Ada Zitrone</c:v></c:pt></c:strCache><c:numCache><c:pt idx="0"><c:v>68199199</c:v></c:pt></c:numCache>
</c:chartSpace>"""
TEXT_BOX = """<xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"
 xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:p><a:r><a:t>Ring til Ada </a:t></a:r><a:r>
<a:t>Zitrone</a:t></a:r></a:p></xdr:wsDr>"""
THREADED = """<ThreadedComments xmlns="http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments">
<threadedComment ref="ZZ9" id="{{1}}"><text>Zitrone, Ada: 68 19 91 99</text></threadedComment></ThreadedComments>"""
LINK = f"""<externalLink xmlns="{MAIN}"><externalBook><sheetDataSet><sheetData sheetId="0"><row r="1">
<cell r="A1" t="str"><v>Ada Zitrone</v></cell></row></sheetData></sheetDataSet></externalBook></externalLink>"""
PROPERTY = """<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
 xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">
<property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="2" name="Om"><vt:lpwstr>020230-1234</vt:lpwstr></property>
</Properties>"""
ADDED = {
    "xl/pivotCache/pivotCacheDefinition1.xml": PIVOT.encode(),
    "xl/pivotCache/_rels/pivotCacheDefinition1.xml.rels": (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rId1" Type="{OFFICE}/pivotCacheRecords" Target="pivotCacheRecords1.xml"/></Relationships>'
    ).encode(),
    "xl/pivotCache/pivotCacheRecords1.xml": RECORDS.encode(),
    "xl/charts/chart99.xml": CHART.encode(),
    "xl/drawings/drawing99.xml": TEXT_BOX.encode(),
    "xl/threadedComments/threadedComment9.xml": THREADED.encode(),
    "xl/externalLinks/externalLink1.xml": LINK.encode(),
    "docProps/custom.xml": PROPERTY.encode(),
    "customXml/item1.xml": "<data sag='Ada Zitrone'>Eva Papagøje</data>".encode(),
}
GOLDEN = Path(__file__).parent / "golden" / "ringbind-0.1.0.xlsm"
PRINTER = {"xl/printerSettings/printerSettings9.bin": b"\x00x" + "Ada Zitrone".encode("utf-16-le")}


def with_parts(path: Path, added: dict[str, bytes]) -> None:
    """Put parts into the workbook, and all that staff may write into the parts that stand."""
    with zipfile.ZipFile(path) as book:
        parts = {info: book.read(info) for info in book.infolist()}
    sheet = next(place for name, place in Parts(path.read_bytes()).sheets().items() if name == "Timer")
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as book:
        for info, content in parts.items():
            text = content
            if info.filename == sheet:
                text = typed_on(content)
            elif info.filename == "xl/workbook.xml":
                named = b'<definedName name="Ringes_op">"Ada Zitrone"</definedName></definedNames>'
                text = content.replace(b"</definedNames>", named)
            elif info.filename == "docProps/core.xml":
                text = content.replace(
                    b"</cp:coreProperties>", b"<dc:subject>Ada Zitrone</dc:subject></cp:coreProperties>"
                )
            book.writestr(info, text)
        for name, content in added.items():
            book.writestr(name, content)


def typed_on(sheet: bytes) -> bytes:
    """Return a sheet with words and numbers beside its table, a list of choices and a foot on printed pages."""
    root: Any = etree.fromstring(sheet)
    cells = (
        '<c r="AA60" t="inlineStr"><is><r><t>Husk </t></r><r><t>Ada </t></r><r><t>Zitrone</t></r></is></c>'
        '<c r="AB60"><v>68199199</v></c><c r="AC60" t="str"><f>UPPER("Ada Zitrone")</f><v>ADA ZITRONE</v></c>'
        '<c r="AD60" t="inlineStr"><is><t>Bo Beck bliver</t></is></c>'
    )
    root.find(f"{{{MAIN}}}sheetData").append(etree.fromstring(f'<row xmlns="{MAIN}" r="60">{cells}</row>'))
    rules = root.find(f"{{{MAIN}}}dataValidations")
    choices = '<dataValidation type="list" sqref="AA61"><formula1>"Ada Zitrone,Bo Beck"</formula1></dataValidation>'
    rules.append(etree.fromstring(choices.replace("<dataValidation ", f'<dataValidation xmlns="{MAIN}" ')))
    return etree.tostring(root)


@pytest.fixture(scope="module")
def erased(tmp_path_factory):
    """An office whose workbook named Ada in every place one can think of; she is deleted, and what was told."""
    folder = tmp_path_factory.mktemp("slet")
    path = new_office(folder / "kontor", datetime(2021, 4, 20, 10, 30), starting_tables(**QUIET) | TABLES_OF_ADA)
    with_parts(path, ADDED)
    archive(path, folder, *YEAR_AFTER)
    with redirect_stdout(io.StringIO()) as told:
        assert erase(path, *YEAR_AFTER) == 0
    assert "er også taget ud på arket “Timer”, " in told.getvalue()
    return path


def test_no_part_of_the_workbook_and_no_copy_names_whoever_is_deleted(erased):
    texts = texts_in(erased.parent)
    assert [(name, part) for part, text in texts.items() for name in NAMED if name.encode() in text] == []
    assert [part for part, text in texts.items() if b"ZITRONE" in text or "Zitrone".encode("utf-16-le") in text] == []
    assert len(copies(erased)) == 3


def test_the_pivot_tables_copy_of_the_rows_is_empty_and_made_anew_when_the_workbook_opens(erased):
    parts = Parts(erased.read_bytes())
    cache = parts.read("xl/pivotCache/pivotCacheDefinition1.xml").decode()
    assert 'refreshOnLoad="1"' in cache
    assert [text in cache for text in ('"slettet 1"', '"Bo Beck"', "Fjerpragt")] == [True, True, False]
    assert b'count="0"' in parts.read("xl/pivotCache/pivotCacheRecords1.xml")


def test_what_names_others_stays_and_the_workbook_opens(erased):
    sheet = openpyxl.load_workbook(erased)["Timer"]
    told = [sheet[cell].value for cell in ("AA60", "AB60", "AC60", "AD60")]
    assert told == ["Husk slettet", None, '=UPPER("slettet")', "Bo Beck bliver"]
    assert "slettet,Bo Beck" in Parts(erased.read_bytes()).read(sheet_part(erased)).decode()


def sheet_part(path):
    return Parts(path.read_bytes()).sheets()["Timer"]


def test_what_cannot_be_cleaned_is_told_with_what_to_do(tmp_path):
    remark = rows(CALLS, "id  citizen  date  remark", "O-0001  B-0002  2022-05-12  Bor hos Ada Zitrone")
    path = new_office(tmp_path, datetime(2021, 4, 20, 10, 30), starting_tables() | {"calls": remark})
    with_parts(path, PRINTER)
    cleaned, left = told_of(forgotten(path.read_bytes(), Mentions(["Ada Zitrone"])))
    assert cleaned == (
        "Navne og numre på dem er også taget ud på arket “Timer”, i navnet på et ark eller et område og "
        "i projektmappens egenskaber; dér står nu “slettet”."
    )
    assert left == (
        "Navn, cpr-nr. eller telefon på dem står stadig på arket “Opkald” og i projektmappens skjulte dele. "
        "Ret eller slet det dér, opdatér pivottabeller, og gem."
    )


def test_the_open_workbook_tells_and_leaves_its_parts_to_excel(tmp_path):
    path = tmp_path / "Ringbind.xlsm"
    path.write_bytes(GOLDEN.read_bytes())
    with_parts(path, {})
    before = path.read_bytes()
    (told,) = still_in(path, Mentions(["Ada Zitrone"]))
    assert "står stadig på arket “Timer”" in told
    assert path.read_bytes() == before
    path.write_bytes(b"locked")
    assert still_in(path, Mentions(["Ada Zitrone"])) == [
        "Om egne ark, noter og pivottabeller også nævner dem, er ikke set efter; se selv på dem."
    ]


def test_a_workbook_that_names_nobody_stays_byte_for_byte():
    content = GOLDEN.read_bytes()
    found = forgotten(content, Mentions(["Ada Zitrone", "68199199"]))
    assert (found.content == content, found.cleaned, found.left) == (True, [], [])


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Ada Zitrone", "x"),
        ("ZITRONE, Ada (020230-1234)", "x (x)"),
        ("tlf. +45 68 19 91 99 eller 68199199", "tlf. x eller x"),
        ("202301234", "x"),
        ("Adam Zitrone og Ada Zitronen, 681991990, 0,68199199", None),
        ("Ada bor på vejen. Zitrone", None),
    ],
)
def test_people_are_known_by_full_name_number_and_telephone_however_written(text, left):
    mentions = Mentions(["Ada Zitrone", "0202301234", "68199199", "Ada"])
    assert mentions.without(text, lambda: "x") == (left or text)
    assert mentions.found(text) == (left is not None)
