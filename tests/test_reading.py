"""Foreign files: what comes out of the child process, and the sentence when nothing may."""

import csv
import io
import re
import zipfile
from datetime import date, datetime
from itertools import zip_longest

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from workbook.lists import child, headings
from workbook.lists import read as reading
from workbook.lists.grid import Grid, grid_of
from workbook.lists.guard import Cause, Refused, check_zip
from workbook.lists.opening import Wish, sheets_of
from workbook.lists.read import read_file
from workbook.lists.text import decode, split
from workbook.problems import FileMissing, ListUnreadable


def xlsx(**sheets) -> bytes:
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    raw = io.BytesIO()
    book.save(raw)
    return raw.getvalue()


def with_part(raw: bytes, name: str, content: bytes) -> bytes:
    told = io.BytesIO(raw)
    with zipfile.ZipFile(told, "a") as archive:
        archive.writestr(name, content)
    return told.getvalue()


def read(path, **answers):
    return read_file(path, {key.replace("_", "-"): value for key, value in answers.items()})


def test_a_workbook_gives_its_sheets_with_texts_as_texts_and_dates_as_dates(put):
    rows = [
        ["CPR", None, "Dato"],
        ["0202501234", 12.0, date(2021, 4, 20)],
        ["=1+1", True, datetime(2021, 4, 20, 9, 30)],
    ]
    sheets = read(put("liste.xlsx", xlsx(Første=rows, Anden=[["x"]])))
    assert [sheet.name for sheet in sheets] == ["Første", "Anden"]
    assert sheets[0].rows[:2] == [["CPR", None, "Dato"], ["0202501234", 12.0, date(2021, 4, 20)]]
    assert sheets[0].rows[2][2] == datetime(2021, 4, 20, 9, 30)


def test_rows_keep_their_numbers_when_the_first_ones_are_blank(put):
    assert read(put("liste.xlsx", xlsx(Ark=[[], [], [None, "CPR"]])))[0].rows[2] == [None, "CPR"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("delimiter", [";", "\t", ","])
def test_a_text_file_is_read_in_every_encoding_with_every_delimiter(encoding, delimiter):
    lines = delimiter.join(["CPR", "Navn"]) + "\r\n" + delimiter.join(["020250-1234", "Åse Ørsø"]) + "\r\n"
    rows = split(decode(lines.encode(encoding)), headings.score)
    assert rows == [["CPR", "Navn"], ["020250-1234", "Åse Ørsø"]]


def test_the_delimiter_is_the_one_that_shows_known_headings_not_the_likeliest():
    text = "CPR;Navn\r\n1;Holm, Åse, Ib\r\n2;Friis, Bo, Bo\r\n"
    assert split(text, headings.score)[1] == ["1", "Holm, Åse, Ib"]


@given(
    st.lists(st.lists(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"])), min_size=2), min_size=1)
)
def test_cells_with_quotes_and_delimiters_come_back_as_they_went(rows):
    table = [["CPR", "Navn"], *rows]
    text = "\r\n".join(";".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in table)
    assert even(split(text, headings.score)) == even(table)


@given(st.text('";a=¦ \r\n'))
def test_a_csv_is_read_as_a_reader_reads_it_or_refused_for_its_quotes(body):
    text = f"CPR;Navn\n{body}"
    try:
        found = split(text, headings.score)
    except Refused:
        assert '"' in body
        return
    expected = csv.reader(io.StringIO(text, newline=""), delimiter=";", strict=True)
    assert even(found) == even([re.sub('="([^"]*)"', r"\1", cell) for cell in row] for row in expected)


def even(rows):
    """Return the rows with as many cells each, a blank one as ""."""
    return list(zip(*zip_longest(*([cell or "" for cell in row] for row in rows), fillvalue=""), strict=True))


def test_a_sheet_of_texts_comes_through_as_one_text_with_every_row_and_blank_cell():
    rows = [["Udtræk"], ["CPR", "Navn"], [], ["020250-1234", ""]]
    grid = grid_of(rows)
    assert grid == [["Udtræk", None], ["CPR", "Navn"], [None, None], ["020250-1234", None]]
    assert (grid[1:3], grid[-1], len(grid)) == ([["CPR", "Navn"], [None, None]], ["020250-1234", None], 4)


@pytest.mark.parametrize("cell", [12.0, None, " Ada", "Ada ", "A¦b", "A\nb", "A\u00a0b"])
def test_a_sheet_with_a_cell_that_must_be_looked_at_is_no_grid(cell):
    assert grid_of([["CPR", "Navn"], ["1", cell], ["2", "Bo"]]) is None


def test_a_text_with_cells_for_another_number_of_rows_is_refused():
    with pytest.raises(Refused, match="MISCOUNTED"):
        Grid("CPR¦Navn¦1", 2)


@pytest.mark.parametrize(
    ("raw", "cause"),
    [
        (b"", Cause.EMPTY),
        (b" \r\n", Cause.EMPTY),
        ("CPR;Navn\n1;SÃ¸ren".encode(), Cause.LETTERS),
        ("CPR;Navn\n1;S\ufffdren".encode(), Cause.LETTERS),
        (b"CPR;Navn\n1;\x81se", Cause.LETTERS),
        ("CPR;Navn\n1;Søren".encode("mac_roman"), Cause.LETTERS),
        ("CPR;Navn\n1;Søren".encode("cp850"), Cause.LETTERS),
        (b"CPR;Navn\n\x00\x01\x02", Cause.NOT_A_LIST),
        (b"%PDF-1.7\n", Cause.NOT_A_LIST),
        (b"\xef\xbb\xbf\n<HTML><p>Log ind", Cause.WEB_PAGE),
        (b'<?xml version="1.0"?><Workbook>', Cause.WEB_PAGE),
        (b'CPR;Navn\n1;"Ib\n2;Bo\n', Cause.QUOTES),
        (b'CPR;Navn\n1;"' + b"Ib " * 50_000 + b'"\n', Cause.LONG_CELL),
        (b"PK\x03\x04 no zip at all", Cause.BROKEN),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 no workbook", Cause.BROKEN),
        (with_part(xlsx(Ark=[["CPR"]]), "XL/workbook.xml", b"<x/>"), Cause.DOUBLED),
        (with_part(xlsx(Ark=[["CPR"]]), "../../x.xml", b"<x/>"), Cause.PATHS),
        (with_part(xlsx(Ark=[["CPR"]]), "C:\\x.xml", b"<x/>"), Cause.PATHS),
        (with_part(xlsx(Ark=[["CPR"]]), "x.xml", b'<!DOCTYPE x [<!ENTITY a "b">]><x/>'), Cause.DTD),
        (with_part(xlsx(Ark=[["CPR"]]), "x.xml", "<!DOCTYPE x><x/>".encode("utf-16")), Cause.DTD),
    ],
)
def test_what_is_hostile_or_broken_is_refused_before_it_is_read(raw, cause):
    with pytest.raises(Refused) as refused:
        sheets_of(raw, Wish())
    assert refused.value.cause is cause


def test_an_archive_that_swells_without_end_is_refused():
    told = io.BytesIO()
    with zipfile.ZipFile(told, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/sheet.xml", b"0" * 20_000_000)
    with zipfile.ZipFile(told) as archive, pytest.raises(Refused) as refused:
        check_zip(archive)
    assert refused.value.cause is Cause.BOMB


def test_a_refusal_is_one_danish_sentence_that_names_the_file(put):
    with pytest.raises(ListUnreadable) as refused:
        read(put("tom.csv", b""))
    assert (
        str(refused.value)
        == "Filen “tom.csv” kan ikke læses: den er tom; hent den igen fra kilden. Der er ikke ændret noget."
    )


def test_a_file_that_is_not_there_is_said_to_be_missing(tmp_path):
    with pytest.raises(FileMissing):
        read(tmp_path / "væk.csv")


@pytest.mark.parametrize(
    ("cell", "cause", "reach"),
    [
        ("XFD1048576", Cause.FAR, "række 1048576 og kolonne nr. 16384"),
        ("Z1048576", Cause.FAR, "række 1048576 og kolonne nr. 26"),
        ("ZZZZ4294967295", Cause.BROKEN, "række 4294967295 og kolonne nr. 475254"),
    ],
)
def test_a_far_cell_brings_down_the_child_and_not_the_press_and_its_sheet_is_named(put, cell, cause, reach):
    book = io.BytesIO(xlsx(Ark=[["CPR"]]))
    at, row = cell.encode(), cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ").encode()
    far = io.BytesIO()
    with zipfile.ZipFile(book) as old, zipfile.ZipFile(far, "w") as new:
        for part in old.infolist():
            content = old.read(part).replace(b'r="A1"', b'r="%b"' % at).replace(b'ref="A1"', b'ref="A1:%b"' % at)
            extra = b'<c r="A1"><v>1</v></c></row><row r="%b">' % row
            content = content.replace(b'<row r="1">', b'<row r="1">' + extra)
            new.writestr(part.filename, content)
    with pytest.raises(ListUnreadable, match=re.escape(f"{cause}. Se arket “Ark”, der går til {reach}. ")):
        read(put("langt væk.xlsx", far.getvalue()))


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ('CPR;Navn\n1;"Ib\n\nLund"\n2;"Bo\n3;Eva\n', "Se rækken, der begynder i linje 5."),
        ("CPR;Navn\r\n1;Ib\r\n2;SÃ¸ren\r\n", "Se linje 3."),
    ],
)
def test_a_text_file_is_refused_with_the_line_to_look_at(put, text, where):
    with pytest.raises(ListUnreadable, match=where):
        read(put("liste.csv", text.encode()))


@pytest.mark.parametrize(
    ("program", "cause"),
    [
        ("import os; os.abort()", Cause.CRASHED),
        ("import time; time.sleep(60)", Cause.SLOW),
        ("from workbook.lists import child; child.cap(10**9); x = bytearray(2 * 10**9)", Cause.CRASHED),
    ],
)
def test_a_child_that_crashes_hangs_or_eats_memory_becomes_a_sentence(put, monkeypatch, program, cause):
    monkeypatch.setattr(reading, "_START", f"import sys; sys.path.insert(0, sys.argv.pop(1)); {program}")
    monkeypatch.setattr(child, "SECONDS", 2)
    with pytest.raises(ListUnreadable, match=cause):
        read(put("liste.csv", b"CPR\n"))


def test_a_stray_workbook_module_in_the_current_folder_is_not_run(put, tmp_path, monkeypatch):
    (tmp_path / "workbook.py").write_text("raise SystemExit(3)")
    monkeypatch.chdir(tmp_path)
    assert read(put("liste.csv", b"CPR;Navn\n1;Ib\n"))[0].rows == [["CPR", "Navn"], ["1", "Ib"]]
