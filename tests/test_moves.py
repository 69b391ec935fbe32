"""Names of cells in formulas after rows of a table went or moved, and cells as XML."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest

from workbook.xlsx.cellxml import Formula, area, cell_xml, column_xml, letters, number, serial
from workbook.xlsx.moves import Moves, copied, followed
from workbook.xlsx.parts import MAIN, q
from workbook.xlsx.rowtexts import cut_out
from workbook.xlsx.sheet import Sheet

TAGS = ("worksheet", "sheetData", "row", "c", "is", "t")

GONE_4 = Moves("Borgere", left=1, right=5, top=3, bottom=6, rows={3: 3, 5: 4, 6: 5})
"""A table in A3:E6 whose row 4 was deleted."""


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("B5*2", "B4*2"),
        ("$B$5&B$6", "$B$4&B$5"),
        ("B4", "#REF!"),
        ("SUM(B3:B6)", "SUM(B3:B5)"),
        ("SUM(B4:B5)", "SUM(B4:B4)"),
        ("SUM(B4:B4)", "SUM(#REF!)"),
        ("SUM(B1:B100)", "SUM(B1:B100)"),
        ("SUM(B:B)+SUM(5:5)", "SUM(B:B)+SUM(5:5)"),
        ("H5+B7+B2", "H5+B7+B2"),
        ("Borgere!B5+'Borgere'!B6", "Borgere!B4+'Borgere'!B5"),
        ("Opkald!B5", "Opkald!B5"),
        ("Borgere[[#This Row],[Navn]]&B5", "Borgere[[#This Row],[Navn]]&B4"),
        ('"B5"&LOG10(B5)', '"B5"&LOG10(B4)'),
        ("IF(B5>1,tal_people,B6)", "IF(B4>1,tal_people,B5)"),
    ],
)
def test_a_formula_follows_the_rows_it_names(before: str, after: str) -> None:
    assert followed(before, GONE_4) == after


def test_a_formula_filled_down_names_the_cells_of_its_own_row() -> None:
    assert copied("D3&$A$1", "E3", "E7") == "D7&$A$1"
    assert copied("LEN(Borgere[[#This Row],[Navn]])", "E3", "E7") == "LEN(Borgere[[#This Row],[Navn]])"


@pytest.mark.parametrize(
    ("value", "xml"),
    [
        (None, '<c r="B3" s="7"/>'),
        ("=1+1", '<c r="B3" s="7" t="inlineStr"><is><t>=1+1</t></is></c>'),
        (
            " <_x0041_> ",
            '<c r="B3" s="7" t="inlineStr"><is><t xml:space="preserve"> &lt;_x005F_x0041_&gt; </t></is></c>',
        ),
        (True, '<c r="B3" s="7" t="b"><v>1</v></c>'),
        (12, '<c r="B3" s="7"><v>12</v></c>'),
        (0.1, '<c r="B3" s="7"><v>0.1</v></c>'),
        (date(2021, 4, 20), '<c r="B3" s="7"><v>44306</v></c>'),
        (time(10, 30), '<c r="B3" s="7"><v>0.4375</v></c>'),
        (Formula("A1&B2"), '<c r="B3" s="7"><f>A1&amp;B2</f></c>'),
    ],
)
def test_a_cell_is_written_as_what_it_is(value: object, xml: str) -> None:
    assert cell_xml("B3", "7", value) == xml


@pytest.mark.parametrize("prefix", ["", "x:"])
@pytest.mark.parametrize("standing", ["", '<{0}row r="2"><{0}c r="B2" s="7"/></{0}row>'])
def test_rows_below_all_others_come_after_them_whatever_the_sheet_calls_its_elements(
    prefix: str, standing: str
) -> None:
    named = f'xmlns{":x" if prefix else ""}="{MAIN}"'
    cells = standing.format(prefix)
    text = f"<{prefix}worksheet {named}><{prefix}sheetData>{cells}</{prefix}sheetData></{prefix}worksheet>"
    sheet = Sheet(text.encode())
    for row in (2, 5, 7):
        sheet.fill(row, sheet.column_texts(2, "7", [row], [f"<{row}>"]))
    again = Sheet(sheet.to_bytes())
    again.open(range(9))
    written = [
        (row.get("r"), cell.get("r"), "".join(map(str, cell.itertext()))) for row in again.root[0] for cell in row
    ]
    assert written == [("2", "B2", "<2>"), ("5", "B5", "<5>"), ("7", "B7", "<7>")]
    assert {item.tag for item in again.root.iter()} == {q(name) for name in TAGS}


HEAD = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="{MAIN}" xmlns:o="urn:o"><sheetData>'
END = "</sheetData></worksheet>"


def rows_of_a_sheet() -> str:
    """Return four rows with cells of one style each; row 4 holds a formula, row 5 says more about itself."""
    cells = {row: f'<c r="A{row}" s="{row}"/><c r="C{row}" s="9"><v>{row}</v></c>' for row in (2, 3, 4, 6)}
    cells[4] = '<c r="A4" s="4"/><c r="C4"><f>1+1</f><v>2</v></c>'
    return "".join(
        f'<row r="{row}"{" o:high=" + chr(34) + "1" + chr(34) if row == 6 else ""}>{text}</row>'
        for row, text in cells.items()
    )


def written(sheet: Sheet) -> str:
    """Return the part after its rows were written to: a cell that stands, one that does not, in old rows and new."""
    for row in (3, 4, 6):
        sheet.write(row, {1: f"<{row}>", 2: row}, {1: "", 2: "8"})
    sheet.fill(5, sheet.column_texts(1, "7", [5], ["between"]))
    sheet.fill(7, sheet.column_texts(1, "7", [7], ["below"]))
    return sheet.to_bytes().decode()


def test_rows_that_stay_text_and_rows_that_are_parsed_are_written_alike() -> None:
    remark = "<!-- makes it be parsed -->"
    as_text = written(Sheet(f"{HEAD}{rows_of_a_sheet()}{END}".encode()))
    assert as_text == written(Sheet(f"{HEAD}{rows_of_a_sheet()}{END}{remark}".encode())).replace(remark, "").strip()
    assert '<sheetData><row r="2"><c r="A2" s="2"/><c r="C2" s="9"><v>2</v></c></row><row r="3">' in as_text
    assert (
        '<row r="3"><c r="A3" s="3" t="inlineStr"><is><t>&lt;3&gt;</t></is></c><c r="B3" s="8"><v>3</v></c>' in as_text
    )
    assert '<row r="5"><c r="A5" s="7" t="inlineStr"><is><t>between</t></is></c></row><row r="6" o:high="1">' in as_text


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (f"{HEAD}{rows_of_a_sheet()}{END}", [2, 3, 6]),
        (f"{HEAD}{rows_of_a_sheet()}{END}<!-- -->", []),
        (f"{HEAD}{rows_of_a_sheet()}{END}".replace("UTF-8", "ISO-8859-1"), []),
        (f"{HEAD}{rows_of_a_sheet()}{rows_of_a_sheet()}{END}", []),
        (f"{HEAD}{rows_of_a_sheet()}<row><c><v>7</v></c></row>{END}", []),
        (f"{HEAD}{rows_of_a_sheet()}{END}".replace('<c r="A3" s="3"', '<c s="3" r="A3"'), [2, 6]),
    ],
)
def test_a_row_stays_text_when_it_is_as_excel_writes_it_and_holds_no_formula(content: str, text: list[int]) -> None:
    rest, rows = cut_out(content.encode())
    assert list(rows) == text
    assert all(row.encode() not in rest for row in rows.values())
    assert Sheet(content.encode()).to_bytes().count(b"<row") == content.count("<row")


@pytest.mark.parametrize("style", ["", "7"])
@pytest.mark.parametrize(
    "values", [["Ada", "Å", None], ["Ada", " Ada"], ["a&b", None], ["_", "x0041_"], ["_x0041_"], ["a", 1], [None], []]
)
def test_a_column_is_written_as_its_cells_are(style: str, values: list[object]) -> None:
    rows = range(3, 3 + len(values))
    cells = [cell_xml(f"B{row}", style, value) for row, value in zip(rows, values, strict=True)]
    wanted = ["" if value is None and not style else cell for cell, value in zip(cells, values, strict=True)]
    assert column_xml("B", style, rows, values) == wanted


def test_days_are_counted_as_excel_counts_them() -> None:
    assert (serial(date(1900, 3, 1)), serial(date(2021, 4, 20))) == (61, 44306)
    assert (serial(date(1900, 1, 1)), serial(date(1900, 2, 28))) == (1, 59)
    assert serial(datetime(2021, 4, 20, 12, 0)) == 44306.5
    assert serial(date(2021, 4, 20), from_1904=True) == 42844


def test_columns_have_letters_and_numbers() -> None:
    assert [letters(at) for at in (1, 26, 27, 702, 703)] == ["A", "Z", "AA", "ZZ", "AAA"]
    assert all(number(letters(at)) == at for at in range(1, 16_385))
    assert area("$B$3:AM6") == (2, 3, 39, 6)
    assert area("B3") == (2, 3, 2, 3)


@pytest.mark.parametrize(
    ("before", "after"), [("B3*2", "B5*2"), ("SUM(B3:B4)", "SUM(B4:B5)"), ("SUM(B1:B4)", "SUM(B1:B5)"), ("B4", "B4")]
)
def test_a_formula_follows_rows_that_were_put_in_another_order(before: str, after: str) -> None:
    turned = Moves("Borgere", left=1, right=5, top=3, bottom=5, rows={3: 5, 4: 4, 5: 3})
    assert followed(before, turned) == after
