"""Formats: every file is read right or refused in one sentence; locked, zipped, hidden and merged things are read."""

import io
import os
import re
import resource
import struct
import zipfile
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

import msoffcrypto
import pytest
import pyzipper
from hypothesis import given, settings
from hypothesis import strategies as st
from msoffcrypto.format.ooxml import OOXMLFile
from openpyxl import Workbook

from tests.formats import FORMATS
from workbook.lists import PASSWORD, binary, child, headings
from workbook.lists.errors import is_error
from workbook.lists.guard import Cause, Refused
from workbook.lists.kinds import ListFile
from workbook.lists.lines import lines, lines_at_most
from workbook.lists.opening import Wish, sheets_of
from workbook.lists.read import PART, Sheet
from workbook.lists.read import read_file as read_or_ask
from workbook.lists.recognise import open_list, recognise
from workbook.lists.text import decode, split
from workbook.problems import Ask, AskKind, ListUnknown, ListUnreadable
from workbook.register.asking import bad_column
from workbook.register.taking_in import of_the_file

BAD = Path(__file__).parent / "data" / "badinput"
ALL = Path(__file__).parents[2] / "shared" / "data" / "badinput"
ROWS = [["CPR", "Navn"], ["0202501234", "Åse"], ["0303501234", "Bo"]]
EXAMPLES = int(os.environ.get("RINGBIND_FUZZ", "200"))
CSV = "CPR;Navn\r\n0202501234;Åse\r\n0303501234;Bo\r\n".encode()


def read_file(path, answers) -> Any:
    """Return what reading gives: sheets or a question, as each test claims."""
    return read_or_ask(path, answers)


def xlsx(fill=lambda _: None, rows=ROWS):
    book = Workbook()
    sheet: Any = book.active
    for row in rows:
        sheet.append(row)
    fill(sheet)
    raw = io.BytesIO()
    book.save(raw)
    return raw.getvalue()


def locked(raw, password):
    out = io.BytesIO()
    OOXMLFile(io.BytesIO(raw)).encrypt(password, out)
    return out.getvalue()


def zipped(password=None, **files):
    raw = io.BytesIO()
    with pyzipper.AESZipFile(raw, "w", encryption=pyzipper.WZ_AES if password else None) as archive:
        if password:
            archive.setpassword(password.encode())
        for name, content in files.items():
            archive.writestr(name, content)
    return raw.getvalue()


def changed(raw, part, old, new):
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as before, zipfile.ZipFile(out, "w") as after:
        for item in before.infolist():
            content = before.read(item)
            assert item.filename != part or old in content
            after.writestr(item.filename, content.replace(old, new) if item.filename == part else content)
    return out.getvalue()


def only(raw, **wish):
    (sheet,) = sheets_of(raw, Wish(**wish))
    return sheet


def refusal(raw, **wish):
    with pytest.raises(Refused) as refused:
        sheets_of(raw, Wish(**wish))
    return refused.value.cause


@pytest.mark.parametrize("content", [CSV, CSV.replace(b";", b"\t"), xlsx(), locked(xlsx(), "hemmeligt")])
@pytest.mark.parametrize("password", [None, "hemmeligt", "blåbærgrød"])
def test_a_list_inside_a_zip_is_read_like_the_list_itself(content, password):
    raw = zipped(password, **{"Uge 16/liste.tsv": content, "__MACOSX/._liste.tsv": b"x", "læs mig.pdf": b"x"})
    if password == "blåbærgrød" and content.startswith(b"\xd0\xcf"):
        assert refusal(raw, password=password) is Cause.WRONG_PASSWORD
    else:
        assert only(raw, password=password or "hemmeligt")["rows"] == ROWS


def test_a_zip_with_several_lists_is_asked_about_and_the_chosen_one_is_read(put):
    path = put("uge 16.zip", zipped(**{"a.csv": CSV, "b.xlsx": xlsx(rows=[["CPR"]])}))
    asked = read_file(path, {})
    assert (asked.key, asked.choices) == (PART, ["a.csv", "b.xlsx"])
    (sheet,) = read_file(path, {PART: "b.xlsx"})
    assert (sheet.name, sheet.rows, sheet.left_out) == ("Sheet", [["CPR"]], ["a.csv"])


def test_what_else_lies_in_a_zip_is_said_to_be_unread(put):
    litter = {"__MACOSX/._liste.csv": b"x", "mappe/": b"", "~$liste.xlsx": b"x"}
    path = put("uge 16.zip", zipped(**{"liste.csv": CSV, "uge 15.zip": b"x", "læs mig.pdf": b"x", **litter}))
    file = open_list(path, date(2021, 4, 20))
    assert isinstance(file, ListFile)
    assert file.skipped_files == ("uge 15.zip", "læs mig.pdf")
    assert [*of_the_file(file)] == ["Andet i zip-filen, som ikke er læst: “uge 15.zip”, “læs mig.pdf”."]


def test_a_text_too_long_for_a_cell_is_left_out_and_its_row_and_heading_are_told():
    rows: list[list[Any]] = [
        ["CPR", "Svar", "Bemærkning"],
        ["0202501234", "ja", "x" * 32_768],
        ["0303501234", "ja", "y" * 32_767],
    ]
    file = recognise("liste.csv", [Sheet("", rows)], date(2021, 4, 20))
    assert isinstance(file, ListFile)
    assert file.rows["unreadable"].tolist() == [("Bemærkning (over 32.767 tegn)",), None]
    assert [len(cell or "") for cell in file.rows["remark"]] == [0, 32_767]


def test_a_workbook_with_blank_sheets_says_so(put):
    with pytest.raises(ListUnreadable, match=Cause.BLANK):
        open_list(put("tom.xlsx", xlsx(rows=[])), date(2021, 4, 20))


@pytest.mark.parametrize(
    ("raw", "cause"),
    [
        (zipped(**{"indre.zip": zipped(**{"a.csv": CSV})}), Cause.NESTED),
        (zipped(**{"a.csv": zipped(**{"b.csv": CSV})}), Cause.NESTED),
        (zipped(**{"brev.docx": b"x"}), Cause.NO_LIST),
        (zipped("hemmeligt", **{"a.csv": CSV}), Cause.PASSWORD),
        (locked(xlsx(), "hemmeligt"), Cause.PASSWORD),
    ],
)
def test_what_cannot_be_taken_out_of_its_wrapping_is_named(raw, cause):
    assert refusal(raw) is cause


@pytest.mark.parametrize("raw", [locked(xlsx(), "hemmeligt"), zipped("hemmeligt", **{"a.csv": CSV})])
def test_a_password_is_asked_for_and_a_wrong_one_again(put, raw):
    path = put("liste", raw)
    first, again = read_file(path, {}), read_file(path, {PASSWORD: "gæt"})
    assert (first.kind, first.question) == (AskKind.PASSWORD, "Hvad er adgangskoden til “liste”?")
    assert again.question == "Adgangskoden passer ikke. Hvad er adgangskoden til “liste”?"
    assert read_file(path, {PASSWORD: "hemmeligt"})[0].rows == ROWS


def test_a_workbook_that_is_only_meant_to_be_read_needs_no_password():
    assert only(locked(xlsx(), "VelvetSweatshop"))["rows"] == ROWS


def test_a_workbook_that_was_changed_under_its_lock_is_refused():
    raw = bytearray(locked(xlsx(), "hemmeligt"))
    assert msoffcrypto.OfficeFile(io.BytesIO(bytes(raw))).is_encrypted()
    at = raw.index(b"</encryption>") + 2_000
    raw[at] ^= 1
    assert refusal(bytes(raw), password="hemmeligt") in {Cause.TAMPERED, Cause.BROKEN}


def hide(sheet):
    sheet.row_dimensions[2].hidden = True
    sheet.column_dimensions["B"].hidden = True
    sheet.parent.create_sheet("Vist")
    sheet.sheet_state = "hidden"
    sheet.parent.active = 1


def test_hidden_rows_columns_and_sheets_are_read_and_counted():
    hidden, shown = sheets_of(xlsx(hide), Wish())
    assert (hidden["name"], hidden["rows"]) == ("Sheet", ROWS)
    assert (hidden["hidden"], hidden["hidden_rows"], hidden["hidden_columns"]) == (True, 1, 1)
    assert (shown["hidden"], shown["hidden_rows"], shown["hidden_columns"]) == (False, 0, 0)


def test_what_is_merged_over_rows_is_about_each_and_a_merged_heading_names_each_column():
    rows = [["CPR", "Telefon", None], ["0202501234", "68123456", "68123457"], [None, "68123458", None]]

    def merge(sheet):
        sheet.merge_cells("B1:C1")
        sheet.merge_cells("A2:A3")
        sheet.merge_cells("B3:C3")

    assert only(xlsx(merge, rows))["rows"] == [
        ["CPR", "Telefon", "Telefon"],
        ["0202501234", "68123456", "68123457"],
        ["0202501234", "68123458", None],
    ]


def test_a_workbook_whose_rows_the_reader_does_not_all_see_is_refused():
    sheet, raw = "xl/worksheets/sheet1.xml", xlsx()
    for old, new in ((b'<row r="3">', b'<row r="2">'), (b'r="A3"', b'r="A2"'), (b'r="B3"', b'r="B2"')):
        raw = changed(raw, sheet, old, new)
    assert refusal(raw) is Cause.MISCOUNTED


def test_a_formula_that_nobody_has_calculated_is_counted_and_never_costs_a_row():
    raw = xlsx(rows=[["CPR", "Navn"], ["0202501234", '=HYPERLINK("http://x","Åse")'], ["0303501234", "Bo"]])
    sheet = only(raw)
    assert (sheet["rows"][1][0], sheet["uncalculated"]) == ("0202501234", 1)
    file = recognise("liste.xlsx", [Sheet(**sheet)], date(2021, 4, 20))
    assert isinstance(file, ListFile)
    assert (len(file.rows), file.uncalculated) == (2, 1)
    assert refusal(xlsx(rows=[*ROWS, ['="040450"&"1234"', "=1+1"]])) is Cause.UNCALCULATED
    calculated = changed(raw, "xl/worksheets/sheet1.xml", b'<c r="B2">', b'<c r="B2" t="str">')
    assert only(calculated)["uncalculated"] == 0


def test_a_text_that_is_guarded_as_a_formula_in_a_csv_is_that_text():
    rows = split('="CPR";"=""Navn"""\n="0202501234";=1+1\n', headings.score)
    assert rows == [["CPR", "Navn"], ["0202501234", "=1+1"]]


def test_a_cross_after_a_name_is_no_letter_gone_wrong():
    assert decode("CPR;Navn\n1;Søren Holm†\n2;Pat O‘Brien\n".encode("cp1252")).endswith("O‘Brien\n")


@pytest.mark.parametrize("form", FORMATS)
def test_an_error_of_the_spreadsheet_is_blank_and_its_column_and_rows_are_told(form, put):
    rows: list[list[Any]] = [
        ["CPR", "Navn", "Adresse", "Ydelser"],
        ["0202501234", "Åse Lund", "#N/A", "Pleje"],
        ["#N/A", "Bo", "Engvej 2", None],
        ["#N/A"],
        [None, None, "#N/A"],
    ]
    file = open_list(put(f"liste.{form}", FORMATS[form](rows)), date(2021, 4, 20))
    assert isinstance(file, ListFile)
    assert file.rows[["row", "name", "address"]].to_numpy().tolist() == [[2, "Åse Lund", None], [3, "Bo", "Engvej 2"]]
    assert [one[1:] for one in file.errors] == [("CPR", [3, 4]), ("Adresse", [2, 5])]
    assert "4 celler med en fejl fra regnearket er ikke taget med" in " ".join(of_the_file(file))
    problem = bad_column(file, file.errors[0])
    assert "under “CPR” står en fejl fra regnearket (som #I/T eller #REF!) i række 3 og 4." in problem.message


def test_an_error_in_an_old_workbook_is_seen_in_its_records():
    cells = [(0x205, 3, 1, bytes([0x2A, 1])), (0x205, 4, 1, bytes([1, 0])), (0x06, 5, 2, b"\x02\0\x2a\0\0\0\xff\xff")]
    below = b"".join(
        struct.pack("<HHHHH", kind, 6 + len(value), row, column, 0) + value for kind, row, column, value in cells
    )
    sheet = struct.pack("<HHIHBB", 0x85, 12, 20, 0, 4, 0) + b"Ark1" + struct.pack("<HH", 0x0A, 0)
    assert binary.xls_sheets(sheet + below)["Ark1"].errors == [(3, 1), (5, 2)]


@pytest.mark.parametrize("text", ["#I/T", "#VÆRDI!", "#division/0!"])
def test_an_error_told_as_a_text_is_no_address_and_other_texts_with_a_cross_are(text):
    assert is_error(text)
    assert not any(map(is_error, [f"{text} spørg", "#12", 12.0]))


@pytest.mark.parametrize("rows", [ROWS, [["CPR"], ["", None], [" "], ["1"]], [[1, 2.5], [True, None], ["1+1", "#N/A"]]])
def test_both_ways_of_counting_agree_on_blank_and_odd_cells(rows):
    assert len(only(xlsx(rows=rows))["rows"]) >= len(rows) - 1


CELLS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]) | st.sampled_from('";\t,\n'), max_size=6)
TABLES = st.lists(st.lists(CELLS, min_size=1, max_size=4), min_size=1, max_size=6)


@settings(max_examples=EXAMPLES, deadline=None)
@given(TABLES, st.sampled_from(";\t,"), st.sampled_from(["\n", "\r\n", "\r"]))
def test_rows_of_quoted_cells_are_counted_alike_by_both_ways(table, delimiter, end):
    text = end.join(delimiter.join('"' + cell.replace('"', '""') + '"' for cell in row) for row in table)
    rows = sum(any(cell.strip() for cell in row) for row in table)
    assert lines(text, delimiter) == rows <= lines_at_most(text, delimiter)


HEADINGS = st.sampled_from(["CPR", "Navn", "Svar", "Relation", "Tlf", "x", None])


def cause_of(work, *given):
    """Return what refused the work, None when it was done."""
    try:
        work(*given)
    except Refused as refused:
        return refused.cause
    return None


@settings(max_examples=EXAMPLES, deadline=None)
@given(st.text(st.sampled_from('CPR;Navn\t,"\r\n 01-9åø\ufeff=')) | st.text())
def test_any_text_is_split_or_refused(text):
    assert cause_of(split, text, headings.score) in {None, Cause.QUOTES, Cause.MISCOUNTED}


@settings(max_examples=EXAMPLES, deadline=None)
@given(st.binary() | st.text().map(lambda text: text.encode("utf-16")))
def test_any_bytes_are_text_or_refused(raw):
    assert cause_of(decode, raw) in {None, Cause.NOT_A_LIST, Cause.LETTERS}


@settings(max_examples=EXAMPLES, deadline=None)
@given(st.lists(st.lists(HEADINGS | st.text() | st.floats())))
def test_any_cells_are_a_list_a_question_or_unknown(rows):
    with suppress(ListUnknown):
        found = recognise("liste.csv", [Sheet("", rows)], date(2021, 4, 20))
        assert isinstance(found, (Ask, ListFile))


READ = {
    "any_sheets.ods": [4, 0, 0, 0],
    "danish_cp1252.csv": [3],
    "date.ods": [4],
    "date.xls": [3],
    "date.xlsb": [3],
    "deep_nest.xlsx": [2],
    "issue_385.xls": [0],
    "issue_666_panic.xlsb": [0],
    "mac_newlines.csv": [3],
    "merged_range.xlsx": [4, 4],
    "newlines.csv": [4],
    "number_rows_repeated.ods": [5, 5, 5],
    "pass_protected.xlsx": [0],
    "quotes_and_newlines.csv": [3],
    "test_utf16_big.csv": [3],
    "test_utf8_bom.csv": [3],
    "too_small.xls": [1],
    "wrong_dimension.xlsx": [2],
}
REFUSED = {
    "beyond_grid.xlsx": Cause.BROKEN,
    "billion_laughs.xlsx": Cause.DTD,
    "dup_sheet_entry.xlsx": Cause.DOUBLED,
    "far_cell.xlsx": Cause.FAR,
    "issue252.xlsx": Cause.BROKEN,
    "issue_594_dos.ods": Cause.BROKEN,
    "nested.zip": Cause.NESTED,
    "null_byte.csv": Cause.NOT_A_LIST,
    "pass_protected.ods": Cause.LOCKED,
    "quadratic.xlsx": Cause.DTD,
    "traversal_entry.xlsx": Cause.PATHS,
    "xxe_file.xlsx": Cause.DTD,
}


def test_every_odd_file_is_told_about_here():
    assert {path.name for path in BAD.iterdir()} - {"README.md"} == READ.keys() | REFUSED.keys()


@pytest.mark.parametrize("name", READ)
def test_an_odd_file_is_read_with_all_its_rows(name, monkeypatch):
    monkeypatch.setattr(child, "SECONDS", 90)  # a busy machine's clock is no measure: the child's own processor time is
    sheets = read_file(BAD / name, {PASSWORD: "123"})
    assert [sum(any(cell is not None for cell in row) for row in sheet.rows) for sheet in sheets] == READ[name]


@pytest.mark.parametrize("name", REFUSED)
def test_a_hostile_or_broken_file_is_refused_with_its_cause(name):
    with pytest.raises(ListUnreadable, match=re.escape(REFUSED[name])):
        read_file(BAD / name, {})


def test_no_file_of_the_whole_collection_crashes_hangs_or_eats_memory():
    folder = ALL if ALL.is_dir() else BAD  # the whole collection lies beside the project where it is made
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        try:
            told = read_file(path, {})
        except ListUnreadable as refused:
            told = str(refused)
        assert isinstance(told, (Ask, list)) or told.startswith(f"Filen “{path.name}” kan ikke læses: ")
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss < 2_000_000
