"""The closed file: the rows of a table among all the other things on the sheet."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from lxml import etree

from tests.closed_file.presses import CHAIN_PARTS, TABLE, cells, changed, parts, press, with_part
from tests.lived_in import BELOW, BESIDE, KEY_BOX, LENGTH, SHEET
from tests.person import opened
from workbook.book_file import FileBook
from workbook.change import Change
from workbook.problems import BelowTable
from workbook.tables import CITIZENS
from workbook.xlsx.cellxml import letters

NOTES = {"xl/comments1.xml", "xl/drawings/vmlDrawing1.vml"}
NAME = letters(CITIZENS.names.index("name") + 1)
FILTERED = f'<autoFilter ref="A2:{LENGTH}6"'.encode()


def test_staffs_own_columns_follow_their_rows_and_new_rows_get_the_columns_formula(path: Path) -> None:
    press(path, drop=("B-0002",), add=1)
    now = cells(path)
    assert [now.get(f"{column}{row}") for column in ("A", KEY_BOX) for row in range(3, 7)] == [
        "B-0001", "B-0003", "B-0004", "B-1000", "blå", "gul", None, None,
    ]  # fmt: skip
    assert {now[f"{LENGTH}{row}"] for row in range(3, 7)} == {"=LEN(Borgere[[#This Row],[Navn]])"}


def test_what_stands_beside_and_below_the_table_stays_where_it_is(path: Path) -> None:
    press(path, drop=("B-0001",), add=2)
    now = cells(path)
    assert now[f"C{BELOW}"] == "Husk at spørge om nøgler"
    assert {at: value for at, value in now.items() if at.startswith(BESIDE)} == {
        f"{BESIDE}5": "=D4&D5",
        f"{BESIDE}6": "=SUM(K3:K5)",
    }


def test_formulas_that_name_a_row_that_is_gone_say_so(path: Path) -> None:
    press(path, drop=("B-0003",))
    assert cells(path)[f"{BESIDE}5"] == "=#REF!&D5"


def test_a_note_follows_its_citizen(path: Path) -> None:
    press(path, drop=("B-0001",))
    book = opened(path)
    notes = {cell.coordinate: cell.comment.text for row in book["Borgere"].iter_rows() for cell in row if cell.comment}
    assert notes == {"D4": "Ring efter kl. 10", f"{BESIDE}9": "Ved siden af tabellen"}
    assert frames_of_notes(path) == [3, 8]


def test_a_note_on_a_citizen_who_is_deleted_goes_too(content: bytes, path: Path) -> None:
    press(path, drop=("B-0003",))
    assert changed(content, path.read_bytes()) == {SHEET, TABLE, "xl/workbook.xml", *CHAIN_PARTS, *NOTES}
    assert frames_of_notes(path) == [8]
    assert re.findall(rb'ref="(\w+)"', parts(path.read_bytes())["xl/comments1.xml"]) == [f"{BESIDE}9".encode()]


def frames_of_notes(path: Path) -> list[int]:
    """Return the rows, from 0, that the frames of notes belong to."""
    return [
        int(row)
        for row in re.findall(rb"<x:Row>(\d+)</x:Row>", parts(path.read_bytes())["xl/drawings/vmlDrawing1.vml"])
    ]


def test_a_table_never_grows_over_something_that_stands_below(content: bytes, path: Path) -> None:
    with pytest.raises(BelowTable, match=f"række {BELOW}"):
        press(path, add=BELOW)
    assert path.read_bytes() == content


def test_a_table_may_grow_until_right_above_what_stands_below(path: Path) -> None:
    press(path, add=BELOW - 7)
    assert {cells(path)[f"C{BELOW}"], cells(path)[f"{NAME}{BELOW - 1}"]} == {"Husk at spørge om nøgler", "Ny"}


def test_an_emptied_table_keeps_one_blank_row_and_is_filled_from_the_top(path: Path) -> None:
    with FileBook(path) as book:
        change = Change()
        change.delete(CITIZENS, book.read(CITIZENS))
        book.apply(change)
        book.save()
        assert f'ref="A2:{LENGTH}3"'.encode() in parts(path.read_bytes())[TABLE]
        again = Change()
        again.insert(CITIZENS, CITIZENS.frame([{"id": "B-0009", "name": "Ny"}]))
        book.apply(again)
        book.save()
    assert (cells(path)["A3"], cells(path)[f"{LENGTH}3"]) == ("B-0009", "=LEN(Borgere[[#This Row],[Navn]])")
    assert f'ref="A2:{LENGTH}3"'.encode() in parts(path.read_bytes())[TABLE]


def test_new_cells_have_the_style_of_their_column(path: Path) -> None:
    press(path, add=1)
    sheet = opened(path)["Borgere"]
    assert [cell.number_format for cell in sheet[7]] == [cell.number_format for cell in sheet[6]]
    assert sheet["B7"].number_format == "@"


def test_blank_rows_that_people_left_between_others_stay(path: Path, content: bytes) -> None:
    path.write_bytes(with_part(content, SHEET, lambda text: blanked(text, 4)))
    press_nobody = Change()
    press_nobody.insert(CITIZENS, CITIZENS.frame([{"id": "B-0009", "name": "Ny"}]))
    with FileBook(path) as book:
        assert list(book.read(CITIZENS).index) == ["B-0001", "B-0003", "B-0004"]
        book.apply(press_nobody)
        book.save()
    assert [cells(path).get(f"A{row}") for row in range(3, 8)] == ["B-0001", None, "B-0003", "B-0004", "B-0009"]


def test_a_row_of_totals_stays_below_the_rows(path: Path, content: bytes) -> None:
    path.write_bytes(with_totals(content))
    press(path, drop=("B-0001", "B-0003"), add=5)
    now = cells(path)
    assert (now["A10"], now["K10"]) == ("I alt", "=SUBTOTAL(103,Borgere[Målgruppe])")
    assert f'ref="A2:{LENGTH}10" totalsRowCount="1"'.encode() in parts(path.read_bytes())[TABLE]
    assert f'<autoFilter ref="A2:{LENGTH}9"'.encode() in parts(path.read_bytes())[TABLE]


def test_rows_that_a_filter_hides_stay_hidden_when_they_move(path: Path, content: bytes) -> None:
    filtered = with_part(content, SHEET, lambda text: text.replace(b'<row r="5"', b'<row hidden="1" r="5"'))
    criterion = b'<filterColumn colId="3"><filters><filter val="Ane"/></filters></filterColumn></autoFilter>'
    path.write_bytes(
        with_part(
            filtered,
            TABLE,
            lambda text: text.replace(FILTERED + b"/>", FILTERED + b">" + criterion),
        )
    )
    press(path, drop=("B-0001",))
    sheet = opened(path)["Borgere"]
    assert [row for row in range(3, 8) if sheet.row_dimensions[row].hidden] == [4]


def test_formulas_that_shared_their_text_each_get_their_own(path: Path, content: bytes) -> None:
    path.write_bytes(with_part(content, SHEET, shared_formulas))
    press(path, drop=("B-0001",))
    assert [cells(path)[f"{KEY_BOX}{row}"] for row in range(3, 6)] == ["=D3&$A$1", "=D4&$A$1", "=D5&$A$1"]


def blanked(sheet: bytes, row: int) -> bytes:
    root = etree.fromstring(sheet)
    for cell in root.iterfind(f"{{*}}sheetData/{{*}}row[@r='{row}']/{{*}}c"):
        if cell.find("{*}f") is None:
            cell.attrib.pop("t", "")
            cell[:] = []
    return etree.tostring(root)


def shared_formulas(sheet: bytes) -> bytes:
    root = etree.fromstring(sheet)
    for row in range(3, 7):
        cell = root.find(f"{{*}}sheetData/{{*}}row[@r='{row}']/{{*}}c[@r='{KEY_BOX}{row}']")
        assert cell is not None
        cell.attrib.pop("t", "")
        first = {"ref": f"{KEY_BOX}3:{KEY_BOX}6"} if row == 3 else {}
        formula = etree.Element(f"{{{root.nsmap[None]}}}f", {"t": "shared", "si": "0", **first})
        formula.text = "D3&$A$1" if row == 3 else None
        cell[:] = [formula]
    return etree.tostring(root)


def with_totals(content: bytes) -> bytes:
    row = (
        b'<row r="7"><c r="A7" t="inlineStr"><is><t>I alt</t></is></c>'
        b'<c r="K7"><f>SUBTOTAL(103,Borgere[M\xc3\xa5lgruppe])</f><v>0</v></c></row></sheetData>'
    )

    def at_seven(text: bytes) -> bytes:
        root = etree.fromstring(text.replace(b"</sheetData>", row))
        data = root.find("{*}sheetData")
        assert data is not None
        data[:] = sorted(data, key=lambda item: int(item.get("r", "0")))
        return etree.tostring(root)

    with_row = with_part(content, SHEET, at_seven)
    return with_part(
        with_row,
        TABLE,
        lambda text: text.replace(f'ref="A2:{LENGTH}6"'.encode(), f'ref="A2:{LENGTH}7" totalsRowCount="1"'.encode(), 1),
    )
