"""The command line on real closed workbooks: what it says, what it leaves, and how it ends."""

from __future__ import annotations

import errno
import io
import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from datetime import date, datetime
from pathlib import Path

import pytest
import pyzipper
from msoffcrypto.format.ooxml import OOXMLFile

from macros.button import DECLARED
from macros.commands import BUTTONS
from macros.door import OOPS
from macros.office import new_office
from tests.letterhead import LETTERHEAD
from tests.person import opened
from tests.pictures import rows
from workbook.book_file import FileBook
from workbook.change import Change
from workbook.starting import starting_tables
from workbook.tables import CALL_SHEET, CALLS, CITIZENS, DECISIONS, LETTERS_SENT, LIST_ROWS, LISTS, SETTINGS

PEOPLE = rows(
    CITIZENS,
    "id  cpr  name  phone  address  postcode  city  first_list  latest_list",
    "B-0001  0202301234  Ada Lund  11111111  Engvej 1  2635  Ishøj  L-0001  L-0001",
    "B-0002  0302301234  Bo Beck  -  Engvej 3  2635  Ishøj  L-0001  L-0001",
)


@pytest.fixture(scope="session")
def made(tmp_path_factory):
    """Make one office with two people on SSI's list; tests work on copies."""
    folder = tmp_path_factory.mktemp("office")
    path = new_office(folder, datetime(2021, 4, 20, 8, 0), starting_tables(**LETTERHEAD))
    change = Change()
    change.insert(CITIZENS, PEOPLE)
    change.insert(LISTS, rows(LISTS, "id  kind  extracted_on", "L-0001  SSI: ikke reageret  2021-04-20"))
    lines = ("LR-0001  L-0001  B-0001", "LR-0002  L-0001  B-0002")
    change.insert(LIST_ROWS, rows(LIST_ROWS, "id  list  citizen", *lines))
    with FileBook(path) as book:
        book.apply(change)
        book.save()
    return folder


@pytest.fixture
def office(made, tmp_path):
    shutil.copytree(made, tmp_path / "kontor")
    return tmp_path / "kontor" / "Ringbind.xlsm"


def read(path, table):
    with FileBook(path, read_only=True) as book:
        return book.read(table)


def test_new_makes_a_folder_that_a_press_works_in(run, tmp_path):
    code, told, _ = run("new", tmp_path / "nyt kontor")
    assert code == 0
    assert told.startswith("Mappen er klar.")
    folder = tmp_path / "nyt kontor"
    assert {path.name for path in folder.iterdir()} == {
        "Ringbind.xlsm",
        "Lister",
        "Ringelister",
        "Ud",
        "Sikkerhedskopier",
        "Skabeloner",
    }
    code, told, _ = run("check", folder / "Ringbind.xlsm")
    assert (code, told[:72]) == (0, "Alt hænger sammen. Journalen er hel. Projektmappen har ingen adgangskode")
    assert "skal arket Indstillinger udfyldes: Kommune, Afdeling, Adresse" in told
    assert run("new", folder)[0] == 2


def test_a_morning_on_the_command_line(run, office):
    day = ("--today", "2021-04-20", "--user", "ABC")
    assert run("call-sheet", office, *day)[1] == "Ringelisten har 1 opkald til i dag."
    assert run("print-calls", office, *day)[0] == 0
    assert run("citizen-letters", office, *day)[2].startswith("Der er ingen prøveudskrift at sende.")
    assert run("proof", office, *day)[1].startswith("Prøveudskrift U-0001 med 1 brev ligger i Ud/")
    assert run("citizen-letters", office, *day)[1].startswith("1 brev er klar i mappen Ud/2021-04-20 U-0001")
    assert read(office, LETTERS_SENT)["citizen"].tolist() == ["B-0002"]
    assert len(list((office.parent / "Ud").rglob("*.pdf"))) == 3
    assert len(list((office.parent / "Sikkerhedskopier").glob("*.xlsm"))) == 4
    assert not (office.parent / ".klargøres").exists()


def test_a_list_is_taken_in_from_the_command_line(run, office, tmp_path):
    (tmp_path / "SSI 2021-04-20.csv").write_text("CPR;Navn\n020230-1234;Ada Lund\n040230-1234;Cy Dam\n", "utf-8")
    code, told, _ = run("import-list", office, tmp_path / "SSI 2021-04-20.csv", "--today", "20-04-2021")
    assert code == 0
    assert "2 rækker" in told
    assert read(office, CITIZENS)["name"].tolist() == ["Ada Lund", "Bo Beck", "Cy Dam"]


def test_a_preview_shows_the_buckets_and_leaves_every_file_as_it_is(run, office, tmp_path):
    (tmp_path / "SSI 2021-04-27.csv").write_text("CPR;Navn\n020230-1234;Ada Lund\n040230-1234;Cy Dam\n", "utf-8")
    before = {path: path.read_bytes() for path in office.parent.rglob("*") if path.is_file()}
    code, told, _ = run("import-list", office, tmp_path / "SSI 2021-04-27.csv", "--preview")
    assert code == 0
    assert "Ny 1 · På listen igen 1." in told
    assert told.endswith("Der er ikke ændret noget.")
    assert {path: path.read_bytes() for path in office.parent.rglob("*") if path.is_file()} == before


def test_a_locked_list_asks_for_its_password_file_and_the_password_is_kept_nowhere(run, office, tmp_path):
    out = io.BytesIO()
    with pyzipper.AESZipFile(out, "w", encryption=pyzipper.WZ_AES) as archive:
        archive.setpassword(b"hemmeligt")
        archive.writestr("SSI.csv", "CPR\n120745-1238\n")
    (tmp_path / "SSI 2021-04-20.zip").write_bytes(out.getvalue())
    (tmp_path / "kode.txt").write_text("hemmeligt\n")
    words = ("import-list", office, tmp_path / "SSI 2021-04-20.zip", "--today", "20-04-2021")
    sentence = "Hvad er adgangskoden til “SSI 2021-04-20.zip”?"
    how = "Skriv den i en tekstfil, og peg på den med --list-password-file."
    assert run(*words) == (2, "", f"{sentence} {how}")
    assert run(*words, "--password-file", tmp_path / "kode.txt", "--preview")[0] == 0
    assert run(*words, "--list-password-file", tmp_path / "kode.txt")[0] == 0
    assert read(office, CITIZENS)["cpr"].tolist()[-1] == "1207451238"
    files = [path.read_bytes() for path in office.parent.rglob("*") if path.is_file()]
    with zipfile.ZipFile(office) as book:
        files += [book.read(part) for part in book.namelist()]
    assert not any(b"hemmeligt" in content for content in files)


def test_headings_that_nobody_knows_are_explained_on_the_command_line_once(run, office, tmp_path):
    for name in ("uge 16.csv", "uge 17.csv"):
        (tmp_path / name).write_text(f"Nr;Hvem\n040230-1234;Cy Dam {name[4:6]}\n", "utf-8")
    words = ("import-list", office, tmp_path / "uge 16.csv", "--today", "20-04-2021")
    code, _, asked = run(*words)
    assert (code, "“Nr”, “Hvem”" in asked) == (2, True)
    assert 'Svar fx med --answer "mapping=Nr=cpr; Hvem=navn", og siger felterne ikke,' in asked
    assert 'så også med --answer "kind=Tidligere kontaktliste". Felterne er: cpr, navn, ' in asked
    assert run(*words, "--answer", "mapping=Nr=cpr; Hvem=navn")[0] == 0
    assert run("import-list", office, tmp_path / "uge 17.csv", "--today", "20-04-2021")[0] == 0
    assert read(office, DECISIONS)["remark"].tolist() == ["nr=cpr; hvem=navn"]


def test_json_tells_the_same_to_a_program(run, office):
    told = json.loads(run("handover", office, "--today", "2021-04-20", "--json")[1])
    assert told["code"] == 0
    assert told["files"][0].endswith("Overlevering.pdf")


def test_show_masks_cpr_numbers_unless_asked(run, office):
    assert "020230-xxxx" in run("show", office, "Borgere")[1]
    assert "0202301234" not in run("show", office, "borgere", "--csv")[1]
    assert "0202301234" in run("show", office, "Borgere", "--csv", "--with-cpr")[1]


def test_show_prints_the_lines_of_the_card_that_hold_something(run, office):
    assert run("find", office, "--answer", "find=Ada", "--today", "2021-04-20")[0] == 0
    lines = run("show", office, "Opkaldskort")[1].splitlines()
    assert any("Ada Lund" in line for line in lines)
    assert all(len(line.split()) > 2 for line in lines[1:])


def test_show_computes_the_overview(run, office):
    run("check", office, "--today", "2021-04-20")
    assert "Ej reageret" in run("show", office, "Overblik")[1]


def no_sheet(path):
    with_openpyxl(path, lambda book: setattr(book["Borgere"], "title", "Folk"))


def no_table(path):
    with_openpyxl(path, lambda book: book["Opkald"].tables.pop("Opkald"))


def no_column(path):
    def rename(book):
        sheet = book["Borgere"]
        cell = next(cell for row in sheet.iter_rows(max_row=5) for cell in row if cell.value == "Telefon")
        cell.value = "Tlf"
        next(c for c in sheet.tables["Borgere"].tableColumns if c.name == "Telefon").name = "Tlf"

    with_openpyxl(path, rename)


def with_openpyxl(path, turn):
    book = opened(path)
    turn(book)
    book.save(path)
    book.close()


def newer(path):
    with FileBook(path) as book:
        settings = book.read(SETTINGS)
        change = Change()
        change.update(SETTINGS, settings, settings.assign(value=["99", *settings["value"].tolist()[1:]]))
        book.apply(change)
        book.save()


def open_elsewhere(path):
    path.with_name(f"~${path.name}").write_bytes(b"\x04Mona" + b" " * 50)


def not_a_workbook(path):
    path.write_bytes(b"hej")


def gone(path):
    path.unlink()


TROUBLE = {
    "a missing sheet": (no_sheet, "Arket “Borgere” findes ikke i projektmappen."),
    "a missing table": (no_table, "Tabellen “Opkald” på arket “Opkald” findes ikke."),
    "a missing column": (no_column, "Kolonnen “Telefon” mangler på arket “Borgere”."),
    "a newer version": (newer, "Projektmappen hører til en nyere udgave af Ringbind"),
    "open elsewhere": (open_elsewhere, "Projektmappen “Ringbind.xlsm” er åben et andet sted"),
    "no workbook": (not_a_workbook, "Filen “Ringbind.xlsm” kan ikke bruges som projektmappe"),
    "no file": (gone, "Filen “Ringbind.xlsm” findes ikke."),
}


@pytest.mark.parametrize("trouble", TROUBLE)
def test_trouble_is_one_danish_sentence_and_the_workbook_is_untouched(run, office, trouble):
    cause, sentence = TROUBLE[trouble]
    cause(office)
    before = office.read_bytes() if office.exists() else b""
    code, out, err = run("call-sheet", office)
    assert (code, out) == (2, "")
    assert err.startswith(sentence)
    assert "\n" not in err
    assert (office.read_bytes() if office.exists() else b"") == before


def test_a_workbook_from_a_newer_version_can_still_be_seen(run, office):
    newer(office)
    assert run("show", office, "Borgere")[0] == 0


@pytest.mark.parametrize(
    ("number", "sentence"),
    [
        (errno.ENOSPC, "Der er ikke plads på drevet"),
        (errno.EACCES, "Projektmappen “Ringbind.xlsm” er skrivebeskyttet."),
    ],
)
def test_a_disk_that_says_no_changes_nothing(run, office, monkeypatch, number, sentence):
    def refuse(*_args):
        raise OSError(number, "no")

    before = office.read_bytes()
    monkeypatch.setattr(os, "fsync", refuse)
    code, _, err = run("call-sheet", office)
    assert code == 2
    assert err.startswith(sentence)
    assert office.read_bytes() == before
    assert {path.suffix for path in office.parent.iterdir() if path.is_file()} <= {".xlsm", ".ringbind", ".log"}


def encrypt(path, password):
    plain = path.read_bytes()
    with path.open("wb") as out:
        file = OOXMLFile(io.BytesIO(plain))
        file.encrypt(password, out)


def test_a_workbook_with_a_password_opens_with_it_and_keeps_it(run, office, tmp_path):
    encrypt(office, "hemmelig")
    right, wrong = tmp_path / "kode.txt", tmp_path / "forkert.txt"
    right.write_text("hemmelig\n", "utf-8")
    wrong.write_text("gæt", "utf-8")
    before = office.read_bytes()
    assert run("call-sheet", office)[2].startswith("“Ringbind.xlsm” er beskyttet med adgangskode.")
    assert run("call-sheet", office, "--password-file", wrong)[2].startswith(
        "Adgangskoden til “Ringbind.xlsm” passer ikke."
    )
    assert run("call-sheet", office, "--password-file", tmp_path / "ingen.txt")[2].startswith(
        "Filen “ingen.txt” findes ikke."
    )
    assert office.read_bytes() == before
    assert run("call-sheet", office, "--password-file", right)[0] == 0
    assert run("show", office, "Ringeliste")[0] == 2
    assert "Ada Lund" in run("show", office, "Ringeliste", "--password-file", right)[1]


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("fly", "x.xlsm"), "Der er ingen knap, der hedder “fly”."),
        (("call-sheet",), "Kommandoen mangler noget eller har et ord for meget."),
        (("call-sheet", "OFFICE", "--today", "i går"), "“i går” er ikke en dato."),
        (("show", "OFFICE", "Kantinen"), "Der er intet ark, der hedder “Kantinen”."),
        (("import-list", "OFFICE"), "Kommandoen mangler noget eller har et ord for meget."),
        (("import-list", "OFFICE", "ingen.csv"), "Filen “ingen.csv” findes ikke."),
        (("undo", "OFFICE"), "Der er ikke noget at fortryde."),
        (("call-sheet", "OFFICE", "--answer", "x"), "Kommandoen mangler noget eller har et ord for meget."),
    ],
)
def test_wrong_words_are_told_in_a_sentence(run, office, words, sentence):
    code, out, err = run(*(office if word == "OFFICE" else word for word in words))
    assert (code, out) == (2, "")
    assert err.startswith(sentence)


def test_the_unexpected_is_calm_on_the_terminal_and_without_values_in_the_log(run, office, monkeypatch):
    def stumble(_desk):
        raise ValueError("0202301234 Ada Lund")

    monkeypatch.setitem(DECLARED, "check", BUTTONS["check"].__class__(**{**vars(BUTTONS["check"]), "run": stumble}))
    before = office.read_bytes()
    assert run("check", office) == (1, "", OOPS)
    log = (office.parent / "ringbind.log").read_text("utf-8")
    assert "ValueError in test_cli.py" in log
    assert "Ada" not in log
    assert "0202301234" not in log
    assert office.read_bytes() == before


def test_the_version_is_told(run):
    assert re.fullmatch(r"Ringbind \d+\.\d+\.\d+, form \d+", run("--version")[1])


def test_help_names_every_button(run):
    told = run("--help")[1]
    assert all(name in told for name in BUTTONS)


def test_help_alone_tells_the_words_and_with_a_workbook_it_is_the_button(run, office):
    assert run("help")[1] == run("--help")[1]
    assert run("help", office)[1].startswith("Vejledningen ligger i Ud/Vejledning.pdf")
    assert (office.parent / "Ud" / "Vejledning.pdf").is_file()


def test_what_a_caller_typed_is_saved_and_can_be_undone(run, office):
    day = ("--today", "2021-04-20")
    run("call-sheet", office, *day)
    with FileBook(office) as book:
        sheet = book.read(CALL_SHEET)
        change = Change()
        change.update(CALL_SHEET, sheet, sheet.assign(outcome="Ønsker ikke vaccination"))
        book.apply(change)
        book.save()
    assert run("take-answers", office, *day)[1] == "1 svar gemt på arket Opkald."
    assert read(office, CITIZENS)["state"].tolist()[0] == "Ønsker ikke"
    assert run("undo", office, *day)[0] == 0
    assert read(office, CITIZENS)["state"].tolist()[0] == "Ny"
    assert read(office, CALLS)["voids"].tolist() == [None, "O-0001"]
    assert read(office, CALLS)["date"].tolist() == [date(2021, 4, 20)] * 2


def test_the_unexpected_is_calm_also_where_no_log_can_be_written(run, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("macros.__main__.FileBook", None)
    code, out, err = run("check", tmp_path / "ingen mappe" / "Ringbind.xlsm")
    assert (code, out, err) == (1, "", OOPS)
    assert list(tmp_path.iterdir()) == []


def python(*words, encoding="utf-8", out=subprocess.PIPE):
    """Run the command line in a Python of its own, as a console of that encoding would."""
    told = subprocess.run(
        [sys.executable, "-m", "macros", *map(str, words)],
        env={**os.environ, "PYTHONIOENCODING": encoding},
        stdout=out,
        stderr=subprocess.PIPE,
        cwd=Path(__file__).parents[1],
        check=False,
    )
    return told.returncode, (told.stdout or b"").decode(encoding), told.stderr.decode(encoding)


def test_a_console_that_lacks_a_letter_shows_a_question_mark(office):
    code, out, err = python("show", office, "Svarkoder", encoding="ascii")
    assert (code, err) == (0, "")
    assert "?nsker ikke vaccination" in out
    assert python("show", office, "Nul", encoding="cp1252")[2].startswith("Der er intet ark, der hedder “Nul”.")


@pytest.mark.skipif(sys.platform == "win32", reason="there is no /dev/full")
def test_an_answer_that_cannot_be_written_is_a_failure_without_a_traceback(office):
    with Path("/dev/full").open("wb") as full:
        assert python("show", office, "Svarkoder", out=full) == (1, "", "")
