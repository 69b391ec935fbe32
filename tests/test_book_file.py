"""The closed file: what a press changes, what it leaves alone, and what happens when the disk or the file says no."""

from __future__ import annotations

import errno
import io
import json
import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any
from unittest.mock import MagicMock

import msoffcrypto
import openpyxl
import pandas as pd
import pytest
from filelock import FileLock
from lxml import etree
from openpyxl.utils.escape import unescape
from python_calamine import load_workbook

from tests.lived_in import BELOW, BESIDE, KEY_BOX, LENGTH, SHEET, citizens, lived_in
from tests.office import libreoffice
from tests.person import Person, opened
from tests.tools import need
from tests.walls import empty
from workbook.book_file import FileBook
from workbook.cells import clean_text
from workbook.change import Change
from workbook.problems import (
    BelowTable,
    ColumnMissing,
    DiskFull,
    FileMissing,
    NotAWorkbook,
    PasswordNeeded,
    SheetMissing,
    TableMissing,
    UserError,
    WorkbookBusy,
    WorkbookChanged,
    WorkbookOpen,
    WorkbookReadOnly,
    WriteFailed,
    WrongPassword,
)
from workbook.tables import CALLS, CITIZENS, RELATIVES
from workbook.xlsx import disk
from workbook.xlsx.cellxml import letters

TABLE = "xl/tables/table2.xml"
CHAIN_PARTS = {"xl/calcChain.xml", "[Content_Types].xml", "xl/_rels/workbook.xml.rels"}
NOTES = {"xl/comments1.xml", "xl/drawings/vmlDrawing1.vml"}
WHY, NAME = (letters(CITIZENS.names.index(name) + 1) for name in ("why_now", "name"))
FILTERED = f'<autoFilter ref="A2:{LENGTH}6"'.encode()
NAUGHTY = Path(__file__).parent / "data" / "naughty" / "blns.json"


@pytest.fixture(scope="module")
def content() -> bytes:
    return lived_in()


@pytest.fixture
def path(content: bytes, tmp_path: Path) -> Path:
    file = tmp_path / "Ringbind.xlsm"
    file.write_bytes(content)
    return file


def parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        return {name: book.read(name) for name in book.namelist()}


def changed(before: bytes, after: bytes) -> set[str]:
    old, new = parts(before), parts(after)
    return {name for name in old.keys() | new.keys() if old.get(name) != new.get(name)}


def ring(book: FileBook, row_id: str = "B-0002") -> Change:
    """A press that writes one cell."""
    change, now = Change(), book.read(CITIZENS)
    after = now.copy()
    after.loc[row_id, "why_now"] = "Har bedt om at blive ringet op"
    change.update(CITIZENS, now, after)
    return change


def press(path: Path, *, drop: tuple[str, ...] = (), add: int = 0, **figures: Any) -> None:
    """Write one cell, take rows out, put new ones in."""
    with FileBook(path) as book:
        change = ring(book, next(row_id for row_id in book.read(CITIZENS).index if row_id not in drop))
        change.delete(CITIZENS, book.read(CITIZENS).loc[list(drop)])
        change.insert(CITIZENS, CITIZENS.frame({"id": f"B-1{at:03d}", "name": "Ny"} for at in range(add)))
        change.figures.update(figures)
        assert book.apply(change) == []
        book.save()


def cells(path: Path, sheet: str = "Borgere") -> dict[str, Any]:
    book = opened(path)
    return {cell.coordinate: cell.value for row in book[sheet].iter_rows() for cell in row if cell.value is not None}


# What stays


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


# The rows of a table among other things on the sheet


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


def with_part(content: bytes, name: str, edit: Any) -> bytes:
    """Return the workbook with one part edited."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            text = old.read(info)
            edited = edit(text) if info.filename == name else text
            assert info.filename != name or edited != text
            new.writestr(info, edited, compress_type=zipfile.ZIP_DEFLATED)
    return out.getvalue()


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


# Figures


def test_figures_are_written_beside_their_formulas_wherever_people_moved_them(content: bytes, path: Path) -> None:
    press(path, people=5, latest=date(2021, 4, 20), word="mange & få", unknown=1)
    sheet = opened(path, results=True)["Forside"]
    assert [sheet[at].value for at in ("B4", "B5", "B6")] == [5, pd.Timestamp(2021, 4, 20), "mange & få"]
    assert cells(path, "Forside")["B4"] == "=COUNTA(Borgere[Navn])"
    assert "xl/worksheets/sheet1.xml" in changed(content, path.read_bytes())


def test_figures_that_are_right_already_leave_their_sheet_alone(content: bytes, path: Path) -> None:
    press(path, people=4, latest=date(2021, 3, 1), word="mange")
    assert "xl/worksheets/sheet1.xml" not in changed(content, path.read_bytes())


# Text


def naughty() -> list[str]:
    return [text for raw in json.loads(NAUGHTY.read_text("utf-8")) if (text := clean_text(raw))]


def with_texts(path: Path, texts: list[str]) -> None:
    path.write_bytes(empty())
    with FileBook(path) as book:
        change = Change()
        rows = ({"id": f"P-{at:04d}", "name": text} for at, text in enumerate(texts, 1))
        change.insert(RELATIVES, RELATIVES.frame(rows))
        assert book.apply(change) == []
        book.save()


def by_calamine(path: Path) -> list[Any]:
    table = load_workbook(str(path), load_tables=True).get_table_by_name("Pårørende")
    return [row[table.columns.index("Navn")] for row in table.to_python()]


def test_naughty_strings_read_back_as_they_are_by_calamine_and_openpyxl(path: Path) -> None:
    texts = naughty()
    with_texts(path, texts)
    assert by_calamine(path) == texts
    sheet = opened(path)["Pårørende"]
    column = RELATIVES.labels.index("Navn") + 1
    held = [
        (cell.data_type, unescape(str(cell.value))) for (cell,) in sheet.iter_rows(3, 2 + len(texts), column, column)
    ]
    assert held == [("s", text) for text in texts]


@pytest.mark.bench
def test_naughty_strings_read_back_as_they_are_after_libreoffice(path: Path, tmp_path: Path) -> None:
    texts = [
        *naughty(),
        "_x0041_",
        "=1+1",
        "0101501234",
        "'x",
        " luft ",
        "a\nb",
        "🚑",
        "#N/A",
    ]
    with_texts(path, texts)
    assert by_calamine(libreoffice().resave(path, tmp_path / "igen.xlsx")) == texts


# Other programs


@pytest.mark.bench
def test_the_open_xml_validator_finds_nothing_after_presses(path: Path) -> None:
    for _ in range(2):
        press(path, drop=("B-0001",) if "B-0001" in cells(path).values() else (), add=0)
    press(path, drop=("B-0003",), add=4, people=5)
    said = subprocess.run(
        [need("ooxml-validator"), str(path)], capture_output=True, text=True, check=False, timeout=180
    )
    assert json.loads(said.stdout)["errors"] == []


@pytest.mark.bench
def test_three_programs_read_the_same_after_a_press(path: Path, tmp_path: Path) -> None:
    press(path, drop=("B-0001",), add=3)
    resaved = libreoffice().resave(path, tmp_path / "igen.xlsx")
    with FileBook(path) as book:
        ours = book.read(CITIZENS)[["name", "phone", "invited_on"]].to_numpy().tolist()
    assert rows_by_openpyxl(path) == rows_by_openpyxl(resaved) == ours


def rows_by_openpyxl(path: Path) -> list[list[Any]]:
    sheet = opened(path)["Borgere"]
    labels = [cell.value for cell in sheet[2]]
    at = [labels.index(CITIZENS.by_name[name].label) for name in ("name", "phone", "invited_on")]
    rows: list[list[Any]] = [[cell.value for cell in row] for row in sheet.iter_rows(3, 8) if row[0].value]
    return [[row[at[0]], row[at[1]], row[at[2]].date() if row[at[2]] else None] for row in rows]


@pytest.mark.bench
def test_libreoffice_recalculates_staffs_formula_in_new_rows_and_the_figures(path: Path) -> None:
    press(path, drop=("B-0001",), add=3)
    now = libreoffice().recalculate(path, [f"Borgere!{LENGTH}{row}" for row in range(3, 9)])
    assert [now[f"Borgere!{LENGTH}{row}"] for row in range(3, 9)] == [2, 4, 5, 2, 2, 2]
    assert now["tal_people"] == 6


# When the file or the disk says no


@pytest.fixture
def untouched(content: bytes, path: Path) -> Iterator[Path]:
    """A workbook that must stand as it stood, with nothing left beside it but the lock."""
    yield path
    assert path.read_bytes() == content
    assert {file.name for file in path.parent.iterdir()} <= {path.name, f".~{path.name}.ringbind"}


def refuse(monkeypatch: pytest.MonkeyPatch, verb: str, code: int) -> None:
    """Let one step of writing a file fail with the system's code."""

    def fail(*_: object, **__: object) -> None:
        raise OSError(code, "no")

    really = Path.open

    def opens(path: Path, mode: str = "r", **more: Any) -> Any:
        file = really(path, mode, **more)
        if "w" in mode:
            file = MagicMock(wraps=file, write=fail, __enter__=lambda out: out, __exit__=lambda *_: file.close())
        return file

    if verb == "write":
        monkeypatch.setattr(Path, "open", opens)
    else:
        monkeypatch.setattr(os if verb == "fsync" else Path, verb, fail)


@pytest.mark.parametrize(
    ("code", "error"),
    [
        (errno.ENOSPC, DiskFull),
        (errno.EDQUOT, DiskFull),
        (errno.EACCES, WorkbookReadOnly),
        (errno.EROFS, WorkbookReadOnly),
        (errno.EIO, WriteFailed),
    ],
)
@pytest.mark.parametrize("verb", ["fsync", "write", "replace"])
def test_when_the_disk_refuses_the_old_workbook_stands(
    untouched: Path, monkeypatch: pytest.MonkeyPatch, verb: str, code: int, error: type[UserError]
) -> None:
    with FileBook(untouched) as book:
        book.apply(ring(book))
        refuse(monkeypatch, verb, code)
        with pytest.raises(error):
            book.save()


def test_a_workbook_that_somebody_changed_meanwhile_is_not_overwritten(content: bytes, path: Path) -> None:
    with FileBook(path) as book:
        book.apply(ring(book))
        path.write_bytes(content + b" ")
        with pytest.raises(WorkbookChanged):
            book.save()
    assert path.read_bytes() == content + b" "


def test_a_read_only_workbook_is_refused_at_the_door_but_can_be_read(untouched: Path) -> None:
    untouched.chmod(0o444)
    with pytest.raises(WorkbookReadOnly), FileBook(untouched):
        pass
    with FileBook(untouched, read_only=True) as book:
        assert len(book.read(CITIZENS)) == 4
        book.apply(ring(book))
        with pytest.raises(WorkbookReadOnly):
            book.save()


@pytest.mark.parametrize(
    ("beside", "owner"),
    [
        ("~$Ringbind.xlsm", b"\x0dAnne S\xf8rensen".ljust(55, b" ")),
        (".~lock.Ringbind.xlsm#", "Anne Sørensen,PC-1,anne,20.04.2021 08:30,file:///x;".encode()),
    ],
)
def test_a_workbook_that_is_open_elsewhere_is_refused_and_says_who_has_it_and_since_when(
    path: Path, beside: str, owner: bytes
) -> None:
    path.with_name(beside).write_bytes(owner)
    opened = datetime(2021, 4, 20, 8, 5).timestamp()
    os.utime(path.with_name(beside), (opened, opened))
    told = re.escape("er åben et andet sted af Anne Sørensen (siden 20-04-2021 kl. 08.05). Luk den der")
    with pytest.raises(WorkbookOpen, match=told), FileBook(path):
        pass


def test_two_presses_at_once_on_one_workbook_are_refused(untouched: Path) -> None:
    told = r"En anden knap \(ABC, siden \d\d-\d\d-\d{4} kl. \d\d.\d\d\) arbejder"
    with FileBook(untouched, user="ABC"), pytest.raises(WorkbookBusy, match=told), FileBook(untouched):
        pass


def test_a_stray_lock_of_ours_does_no_harm(path: Path) -> None:
    lock = path.with_name(f".~{path.name}.ringbind")
    FileLock(lock).acquire().lock.release()
    lock.touch()
    press(path)
    assert "Har bedt om at blive ringet op" in cells(path).values()


KILLED = """
import os, sys
from pathlib import Path
from tests.test_book_file import press
Path.replace = lambda *_: os._exit(9)
press(Path(sys.argv[1]), add=2)
"""


def test_a_press_that_is_killed_right_before_the_replace_leaves_the_old_workbook(content: bytes, path: Path) -> None:
    killed = subprocess.run([sys.executable, "-c", KILLED, str(path)], check=False, timeout=180)
    assert killed.returncode == 9
    assert path.read_bytes() == content
    press(path, add=2)
    assert cells(path)["A8"] == "B-1001"


@pytest.mark.parametrize(
    "junk", [b"", b"PK\x03\x04 kun begyndelsen", b"Borgernr.;CPR\n", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1junk"]
)
def test_a_file_that_is_no_workbook_is_refused(tmp_path: Path, junk: bytes) -> None:
    file = tmp_path / "Ringbind.xlsm"
    file.write_bytes(junk)
    with pytest.raises(NotAWorkbook), FileBook(file):
        pass


def test_somebody_elses_workbook_is_refused(tmp_path: Path) -> None:
    openpyxl.Workbook().save(tmp_path / "andet.xlsx")
    with pytest.raises(NotAWorkbook, match=r"andet\.xlsx"), FileBook(tmp_path / "andet.xlsx"):
        pass


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileMissing, match=r"væk\.xlsm"), FileBook(tmp_path / "væk.xlsm"):
        pass


def test_a_missing_sheet_table_or_column_is_named(tmp_path: Path) -> None:
    path = tmp_path / "Ringbind.xlsm"
    path.write_bytes(empty())
    person = Person(path)
    person.rename_sheet(CALLS, "Opkald 2")
    person.drop_table(RELATIVES)
    person.rename_column(CITIZENS, "Telefon", "Tlf.")
    with FileBook(path) as book:
        for table, error, name in (
            (CALLS, SheetMissing, "Opkald"),
            (RELATIVES, TableMissing, "Pårørende"),
            (CITIZENS, ColumnMissing, "Telefon"),
        ):
            with pytest.raises(error, match=name):
                book.read(table)


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


# Passwords


@pytest.fixture(scope="module")
def sealed(content: bytes) -> bytes:
    return disk.encrypt(content, "hemmelig", "Ringbind.xlsm")


def test_a_workbook_with_a_password_is_saved_under_the_same_one(path: Path, sealed: bytes) -> None:
    path.write_bytes(sealed)
    with FileBook(path, password="hemmelig") as book:
        book.apply(ring(book))
        book.save()
    office = msoffcrypto.OfficeFile(io.BytesIO(path.read_bytes()))
    office.load_key(password="hemmelig", verify_password=True)
    inside = io.BytesIO()
    office.decrypt(inside, verify_integrity=True)
    assert opened(inside.getvalue())["Borgere"][f"{WHY}4"].value == "Har bedt om at blive ringet op"


@pytest.mark.parametrize(
    ("password", "error"), [(None, PasswordNeeded), ("", PasswordNeeded), ("forkert", WrongPassword)]
)
def test_without_the_right_password_nothing_is_read(
    path: Path, sealed: bytes, password: str | None, error: type[UserError]
) -> None:
    path.write_bytes(sealed)
    with pytest.raises(error), FileBook(path, password=password):
        pass
    assert path.read_bytes() == sealed
