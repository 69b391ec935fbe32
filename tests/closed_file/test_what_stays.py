"""The closed file: what a press changes, and what it leaves alone to the byte."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from pathlib import Path

import pandas as pd
from lxml import etree

from tests.closed_file.presses import CHAIN_PARTS, TABLE, cells, changed, parts, press, ring, with_part
from tests.lived_in import SHEET, citizens
from tests.person import Person, opened
from tests.walls import empty
from workbook.book_file import FileBook
from workbook.change import Change
from workbook.tables import CITIZENS


def test_a_press_touches_the_changed_sheet_and_workbook_xml_and_nothing_else(content: bytes, path: Path) -> None:
    press(path)
    assert changed(content, path.read_bytes()) == {SHEET, "xl/workbook.xml", *CHAIN_PARTS}


def test_new_rows_touch_the_tables_part_too(content: bytes, path: Path) -> None:
    press(path, add=3)
    assert changed(content, path.read_bytes()) == {SHEET, TABLE, "xl/workbook.xml", *CHAIN_PARTS}


def test_the_next_press_leaves_workbook_xml_as_the_first_one_wrote_it(path: Path) -> None:
    press(path)
    once = path.read_bytes()
    press(path, add=1)
    assert changed(once, path.read_bytes()) == {SHEET, TABLE}


def test_parts_keep_their_order_and_their_compressed_bytes(content: bytes, path: Path) -> None:
    press(path)
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(path) as new:
        assert new.testzip() is None
        assert new.namelist() == [name for name in old.namelist() if name != "xl/calcChain.xml"]
        kept = [info for info in old.infolist() if info.filename not in {SHEET, "xl/workbook.xml", *CHAIN_PARTS}]
        assert all(packed(content, info) in path.read_bytes() for info in kept)


def packed(content: bytes, info: zipfile.ZipInfo) -> bytes:
    start = info.header_offset + 30 + len(info.filename.encode())
    return content[start : start + info.compress_size]


def test_in_the_changed_sheet_all_but_the_cells_stays(content: bytes, path: Path) -> None:
    press(path, add=3)
    assert frame_of(parts(path.read_bytes())[SHEET]) == frame_of(parts(content)[SHEET])


def frame_of(sheet: bytes) -> bytes:
    """Return a sheet without its cells: views, widths, rules, print set-up, picture, sparklines."""
    root = etree.fromstring(sheet)
    for name in ("sheetData", "dimension"):
        found = root.find(f"{{*}}{name}")
        assert found is not None
        root.remove(found)
    return etree.tostring(root)


def test_a_press_that_changes_nothing_leaves_the_file_alone(content: bytes, path: Path) -> None:
    with FileBook(path) as book:
        book.read(CITIZENS)
        book.apply(Change())
        book.save()
    assert path.read_bytes() == content


def test_nothing_counts_before_save(content: bytes, path: Path) -> None:
    with FileBook(path) as book:
        book.apply(ring(book))
    assert path.read_bytes() == content


def test_the_order_of_calculation_is_dropped_and_excel_told_to_calculate(path: Path) -> None:
    press(path)
    now = parts(path.read_bytes())
    assert "xl/calcChain.xml" not in now
    assert b"calcChain" not in now["[Content_Types].xml"] + now["xl/_rels/workbook.xml.rels"]
    assert b'fullCalcOnLoad="1"' in now["xl/workbook.xml"]


def test_figures_are_written_beside_their_formulas_wherever_people_moved_them(content: bytes, path: Path) -> None:
    press(path, people=5, latest=date(2021, 4, 20), word="mange & få", unknown=1)
    sheet = opened(path, results=True)["Forside"]
    assert [sheet[at].value for at in ("B4", "B5", "B6")] == [5, pd.Timestamp(2021, 4, 20), "mange & få"]
    assert cells(path, "Forside")["B4"] == "=COUNTA(Borgere[Navn])"
    assert "xl/worksheets/sheet1.xml" in changed(content, path.read_bytes())


def test_figures_that_are_right_already_leave_their_sheet_alone(content: bytes, path: Path) -> None:
    press(path, people=4, latest=date(2021, 3, 1), word="mange")
    assert "xl/worksheets/sheet1.xml" not in changed(content, path.read_bytes())


def test_a_sheet_that_no_press_touches_is_not_even_read(path: Path, content: bytes) -> None:
    path.write_bytes(with_part(content, "xl/worksheets/sheet4.xml", lambda _: b"<broken"))
    press(path, add=1)
    assert parts(path.read_bytes())["xl/worksheets/sheet4.xml"] == b"<broken"


def test_a_cell_of_the_wrong_kind_is_reported_and_left_as_it_was_typed(path: Path) -> None:
    path.write_bytes(empty())
    person = Person(path)
    with FileBook(path) as book:
        change = Change()
        change.insert(CITIZENS, citizens()[["name", "phone"]])
        book.apply(change)
        book.save()
    person.set_cell(CITIZENS, "B-0002", "Inviteret", "i marts")
    press(path)
    with FileBook(path) as book:
        assert [(problem.row_id, problem.column) for problem in book.problems(CITIZENS)] == [("B-0002", "invited_on")]
    assert "i marts" in cells(path).values()
