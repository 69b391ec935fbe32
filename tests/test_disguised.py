"""An "Excel file" that is a web page, or XML, or a whole sheet in one file: read as a spreadsheet shows it."""

from contextlib import suppress
from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.formats import html_of, xml_of
from workbook.lists.guard import Cause, Refused
from workbook.lists.kinds import ListFile
from workbook.lists.opening import MOST_CELLS, Wish, sheets_of
from workbook.lists.recognise import open_list
from workbook.lists.webpage import page_of
from workbook.words import ListKind


def read(raw):
    """Return the rows of the one sheet of a file."""
    (sheet,) = sheets_of(raw.encode() if isinstance(raw, str) else raw, Wish())
    return list(sheet["rows"])


def refused(raw):
    with pytest.raises(Refused) as why:
        sheets_of(raw.encode() if isinstance(raw, str) else raw, Wish())
    return why.value.cause


CASE_SYSTEM = """<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><meta charset=windows-1252>
<style>td {mso-number-format:"\\@"}</style><title>Rapport</title><script>document.write("<tr><td>Ib</td></tr>")</script>
<!--[if gte mso 9]><xml><x:Name>Ark</x:Name></xml><![endif]--></head>
<body><h1>Borgere pr. 20-04-2021</h1><table border=1>
<tr><td colspan=4>Ish&oslash;j &amp; omegn</td></tr>
<tr><th>CPR</th><th>Navn</th><th>Adresse</th><th>Indsatser</th></tr>
<![if supportMisalignedColumns]><tr><td>020250-1234</td><td>Lund,
   Ada</td><td>Engvej 1<br>2635&nbsp;Ishøj</td><td rowspan=2>Madservice</td></tr><![endif]>
<tr style='display: none'><td x:str="0303501234">030350-1234<td title="a>b">Bo &lt;Beck&gt;<td></tr>
</table><p>Side 1</body></html>"""


@pytest.mark.parametrize("encoding", ["cp1252", "utf-8", "utf-16"])
def test_a_web_page_called_xls_is_read_as_a_spreadsheet_shows_it(put, encoding):
    found = open_list(put("Borgere.xls", CASE_SYSTEM.encode(encoding)), date(2021, 4, 27))
    assert isinstance(found, ListFile)
    assert (found.kind.list_kind, found.extracted_on) == (ListKind.CASE_SYSTEM, date(2021, 4, 20))
    assert found.hidden == ("1 række",)
    columns = ["row", "cpr", "name", "address", "services"]
    assert found.rows[columns].to_numpy().tolist() == [
        [4, "0202501234", "Ada Lund", "Engvej 1 2635 Ishøj", "Madservice"],
        [5, "0303501234", "Bo <Beck>", None, "Madservice"],
    ]


def test_tables_without_ends_and_tables_in_tables_are_read_row_by_row():
    assert read("<table><tr><td>CPR<td>Navn<tr><td>1<td>Ada</table>") == [["CPR", "Navn"], ["1", "Ada"]]
    inner = "<table><tr><th>CPR</th></tr><tr><td>1</td></tr></table>"
    assert read(f"<table><tr><td>Udtræk</td><td>{inner}</td></tr></table>") == [["Udtræk", None], ["CPR"], ["1"]]


def test_what_a_page_says_in_code_stays_text():
    page = "<table><tr><th>CPR</th></tr><tr><td>&lt;!ENTITY a&gt; &amp;amp; &#61;1+1 &hul;</td></tr></table>"
    assert read(page) == [["CPR"], ["<!ENTITY a> &amp; =1+1 &hul;"]]


ARCHIVE = """MIME-Version: 1.0
Content-Type: multipart/related; boundary="x"

--x
Content-Type: text/html; charset="utf-8"

<html><frameset><frame src=ark1.htm></frameset></html>
--x
Content-Type: text/html; charset="utf-8"
Content-Transfer-Encoding: quoted-printable

<table><tr><td class=3Dx>CPR</td><td>S=C3=B8ren</td></tr></table>
--x--
"""


def test_pages_in_one_file_are_read_where_one_has_a_table():
    assert read(ARCHIVE) == [["CPR", "Søren"]]
    assert refused(ARCHIVE.replace("td", "p")) is Cause.WEB_PAGE


EXCEL_2003 = """<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"
 xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="Ark1"><Table>
<Column ss:Index="2" ss:Hidden="1"/>
<Row ss:Index="2"><Cell><Data ss:Type="String">CPR</Data></Cell>
 <Cell ss:Index="3"><Data ss:Type="String">Ø</Data></Cell></Row>
<Row ss:Hidden="1"><Cell ss:MergeDown="1">
 <Data ss:Type="Number">202501234</Data><Comment><ss:Data>A</ss:Data></Comment></Cell>
 <Cell ss:Index="3"><Data ss:Type="DateTime">2021-04-20T00:00:00.000</Data></Cell></Row>
<Row><Cell ss:Index="3"><Data ss:Type="DateTime">1899-12-31T10:30:00.000</Data></Cell>
 <Cell ss:Formula="=NA()"><Data ss:Type="Error">#N/A</Data></Cell></Row>
</Table></Worksheet></Workbook>"""


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_xml_of_excel_2003_is_read_with_its_dates_jumps_and_merged_cells(encoding):
    (sheet,) = sheets_of(EXCEL_2003.encode(encoding), Wish())
    assert (sheet["name"], sheet["hidden"], sheet["hidden_rows"], sheet["hidden_columns"]) == ("Ark1", False, 1, 1)
    assert sheet["rows"] == [
        [],
        ["CPR", None, "Ø"],
        [202501234.0, None, date(2021, 4, 20)],
        [202501234.0, None, time(10, 30), "#N/A"],
    ]


FLAT = (
    '<?xml version="1.0"?><office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
    ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    ' office:mimetype="application/vnd.oasis.opendocument.spreadsheet"><office:body><office:spreadsheet>\n'
    ' <table:table table:name="Ark">\n  <table:table-row>\n   <table:table-cell office:value-type="string">\n'
    "    <text:p>CPR</text:p>\n   </table:table-cell>\n  </table:table-row>\n </table:table>\n"
    "</office:spreadsheet></office:body></office:document>"
)


def test_a_flat_ods_is_read_as_an_ods():
    assert read(FLAT) == [["CPR"]]


FAR = EXCEL_2003.replace('ss:Index="3"', 'ss:Index="9999999"', 1)
HOSTILE = {
    "a page without a table": ("<html><p>Log ind</p></html>", Cause.WEB_PAGE),
    "other XML": ('<?xml version="1.0"?><rss><item/></rss>', Cause.WEB_PAGE),
    "blank cells without end": ("<table>" + '<tr><td colspan="1000">a' * 6_000, Cause.TOO_LARGE),
    "a comment that nobody ends": ("<table><tr><td>CPR<tr><td>1<!-- <tr><td>2", Cause.MISCOUNTED),
    "an unknown declaration": ("<table><![x[", Cause.BROKEN),
    "definitions": (EXCEL_2003.replace("<?mso", '<!DOCTYPE x [<!ENTITY a "b">]><?mso'), Cause.DTD),
    "definitions in a flat ods": (FLAT.replace("<office:document ", "<!DOCTYPE x><office:document "), Cause.DTD),
    "a far cell": (FAR, Cause.BROKEN),
    "no end": (EXCEL_2003.removesuffix("</Workbook>"), Cause.BROKEN),
    "no number": (EXCEL_2003.replace("202501234", "INF"), Cause.BROKEN),
    "a row outside its sheet": (
        EXCEL_2003.replace("Worksheet ", "Sheet ").replace("Worksheet>", "Sheet>"),
        Cause.BROKEN,
    ),
    "no sheet": (EXCEL_2003[: EXCEL_2003.index("<Worksheet")] + "</Workbook>", Cause.NO_SHEETS),
}


@pytest.mark.parametrize(("raw", "cause"), HOSTILE.values(), ids=HOSTILE)
def test_what_is_no_list_or_hostile_is_refused(raw, cause):
    assert refused(raw) is cause


SPOILED = "Ã\ufffd"
"""What letters that were spoiled before look like: such a file is refused."""
_TEXTS = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Z"], exclude_characters=SPOILED), min_size=1
)


@given(st.lists(st.lists(_TEXTS, min_size=2, max_size=2), min_size=1), st.sampled_from([html_of, xml_of]))
def test_every_row_comes_back_as_it_went(rows, written):
    assert read(written([["CPR", "Navn"], *rows]))[1:] == rows


@given(
    st.lists(st.sampled_from(["<table>", "</table>", "<tr>", "</tr>", "<td>", "<th rowspan=3>", "</td>", "a", "<!--"]))
)
def test_a_page_is_read_with_every_word_in_it_or_refused(marks):
    with suppress(Refused):
        rows, count = page_of("".join(marks), MOST_CELLS)
        said = "".join(cell or "" for row in rows for cell in row)
        assert not count.rows or "<!--" in marks or said.count("a") == marks.count("a")
