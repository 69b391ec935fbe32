"""Slet udløbne: nothing of whoever is deleted is left in any file of the office; the journal's chain still holds."""

from __future__ import annotations

import io
import itertools
import shutil
import zipfile
from datetime import date, datetime
from pathlib import Path
from typing import Any

import msoffcrypto
import openpyxl
import pytest

from macros.__main__ import main
from macros.copies import COPIES, copies, look
from macros.office import new_office
from macros.press import press
from tests.live import open_workbook
from tests.person import Person
from tests.pictures import reader, rows
from workbook.book import MemoryBook
from workbook.book_excel import ExcelBook
from workbook.book_file import FileBook
from workbook.change import Change, Gone, records
from workbook.journal.chain import broken_links, entries_of
from workbook.journal.checkpoint import checkpoint_rows
from workbook.retention import due
from workbook.settings import Settings, names
from workbook.starting import starting_tables
from workbook.tables import (
    CALL_SHEET,
    CALLS,
    CHECKPOINT,
    CITIZENS,
    DECISIONS,
    HISTORY,
    JOURNAL,
    LIST_ROWS,
    LISTS,
    RELATIVES,
    REVIEW,
    SETTINGS,
    TABLES,
)
from workbook.tables.card import Line, card_rows
from workbook.words import Mark

NOW = datetime(2021, 4, 20, 10, 30)
CANARIES = ("0202301234", "020230-1234", "Zitrone", "Kanarievej", "68199199", "Papagøje", "Fjerpragt", "Næbdyr")
"""Of Ada's: number, name, road, phone; her daughter; a remark of hers; a word of staff's own about her."""

LEFT = ("Bo Beck", "22222222")
"""Of Bo's, who stays."""

PEOPLE = rows(
    CITIZENS,
    "id  cpr  name  address  phone  invited_on",
    "B-0001  0202301234  Ada Zitrone  Kanarievej 1  68199199  2021-03-01",
    "B-0002  0302305678  Bo Beck  Engvej 1  22222222  2022-03-01",
)
TABLES_OF_ADA = {
    "citizens": PEOPLE,
    "calls": rows(CALLS, "id  citizen  date  outcome  remark", "O-0001  B-0001  2021-04-12  Ikke svar  Fjerpragt"),
    "relatives": rows(RELATIVES, "id  citizen  name  phone", "P-0001  B-0001  Eva Papagøje  33333333"),
    "lists": rows(LISTS, "id  kind  taken_in_on", "L-0001  SSI: ikke reageret  2021-04-20"),
    "list_rows": rows(LIST_ROWS, "id  list  citizen", "LR-0001  L-0001  B-0001", "LR-0002  L-0001  B-0002"),
    "review": rows(
        REVIEW,
        "id  kind  message  on_list  in_register  subject  payload",
        "V-0001  Muligt match  Er det B-0001?  Ada Zitrone  Ada Zitrone  abc B-0001  {}",
        "V-0002  Muligt match  Er det den samme?  020230-1234 Zitrone  -  abc  {}",
        "V-0003  Celle kan ikke læses  Se på B-0002  -  -  -  {}",
    ),
    "decisions": rows(DECISIONS, "id  kind  message  subject", "A-0001  Muligt match  Er det B-0001?  abc B-0001"),
    "card": card_rows([Line("", "Navn", "Ada Zitrone")], "B-0001", {"search": "Zitrone"}),
}
YEAR_AFTER = ("--today", "2022-06-01", "--user", "ABC")
QUIET: dict[str, Any] = {"ends_on": date(2021, 8, 31), "keep_after_end": 1000}
ENDED: dict[str, Any] = {"ends_on": date(2021, 8, 31)}


@pytest.fixture(scope="module")
def lived(tmp_path_factory):
    """An office that has lived: Ada was called, corrected by hand, printed, asked about, listed; then nothing more."""
    path = new_office(tmp_path_factory.mktemp("levet") / "kontor", NOW, starting_tables(**QUIET) | TABLES_OF_ADA)
    person = Person(path)
    person.own_column(CITIZENS, "Kælenavn", {"B-0001": "Næbdyr", "B-0002": "Bøf"})
    day = ("--today", "2021-04-20", "--user", "ABC")
    (path.parent / "Lister" / "SSI 2021-04-20.csv").write_text("CPR;Navn\n020230-1234;Ada Zitrone\n", "utf-8")
    for press_of in ("call-sheet", "print-calls", "check", "call-sheet"):
        assert main([press_of, str(path), *day]) == 0
    person.set_cell(CITIZENS, "B-0001", "Navn", "Ada Næbdyr Zitrone")
    person.set_cell(REVIEW, "V-0001", "Valg", "Samme")
    assert main(["resolve", str(path), *day]) == 0
    person.set_cell(CITIZENS, "B-0001", "Notat", "Fjerpragt")  # typed since the latest press
    return path


@pytest.fixture
def office(lived, tmp_path):
    return shutil.copytree(lived.parent, tmp_path / "kontor") / lived.name


def texts_in(folder: Path) -> dict[str, bytes]:
    """Return all that can be read in the folder: each file's bytes, and those of every part of a zip."""
    found = {}
    for path in filter(Path.is_file, folder.rglob("*")):
        content = path.read_bytes()
        found[f"{path.relative_to(folder)}"] = content
        if content.startswith(b"PK"):
            with zipfile.ZipFile(io.BytesIO(content)) as parts:
                found |= {f"{path.name} {name}": parts.read(name) for name in parts.namelist()}
    return found


def canaries_in(folder: Path) -> list[tuple[str, str]]:
    texts = texts_in(folder)
    return [(canary, name) for name, text in texts.items() for canary in CANARIES if canary.encode() in text]


def read(path, table):
    with FileBook(path, read_only=True) as book:
        return book.read(table)


def archive(path, tmp_path, *day):
    (tmp_path / "kode.txt").write_text("hemmeligt ord")
    words = ("--answer", "retention=Lav arkivfil", "--list-password-file", str(tmp_path / "kode.txt"))
    assert main(["retention", str(path), *day, *words]) == 0


def erase(path, *day):
    return main(["retention", str(path), *day, "--answer", "retention=Arkivfilen er journaliseret: slet for altid"])


def test_nothing_of_whoever_is_deleted_is_left_in_any_file_of_the_office(office, tmp_path, capsys):
    assert canaries_in(office.parent)
    archive(office, tmp_path, *YEAR_AFTER)
    assert erase(office, *YEAR_AFTER) == 0
    told = capsys.readouterr().out
    assert "1 borger er slettet for altid" in told
    assert canaries_in(office.parent) == []
    assert all(any(left.encode() in text for text in texts_in(office.parent).values()) for left in LEFT)
    assert read(office, CITIZENS)["name"].tolist() == ["Bo Beck"]
    assert Person(office).own_cells(CITIZENS, "Kælenavn") == {"B-0002": "Bøf"}
    assert read(office, REVIEW).index.tolist() == ["V-0003"]
    assert len(read(office, HISTORY)) > 0
    assert not any(canary in told for canary in CANARIES)


def test_figures_kept_before_people_were_deleted_are_not_counted_again_without_them(office, tmp_path, capsys):
    Person(office).set_cell(LISTS, "L-0001", LISTS.by_name["extracted_on"].label, date(2021, 4, 19))
    assert main(["update-summary", str(office), *YEAR_AFTER]) == 0
    archive(office, tmp_path, *YEAR_AFTER)
    assert erase(office, *YEAR_AFTER) == 0
    kept = records(read(office, HISTORY))
    assert main(["update-summary", str(office), *YEAR_AFTER]) == 0
    assert "Tallene for 19-04-2021 blev gemt, før der blev slettet" in capsys.readouterr().out
    assert records(read(office, HISTORY)) == kept


def test_the_journal_tells_who_deleted_whom_and_its_chain_holds_also_in_the_copies(office, tmp_path):
    earlier, made = len(read(office, JOURNAL)), {path.name: path.stat().st_mtime_ns for path in copies(office)}
    archive(office, tmp_path, *YEAR_AFTER)
    assert erase(office, *YEAR_AFTER) == 0
    journal = read(office, JOURNAL)
    entries = entries_of(journal)
    gone = entries[entries["mark"] == Mark.ERASED]
    assert ("citizens", "B-0001") in set(zip(gone["table"], gone["row_id"], strict=True))
    assert gone["before"].tolist() == [None] * len(gone)
    assert len(journal) > earlier
    assert broken_links(journal) == []
    every = [look(path) for path in copies(office)]
    assert [copy.people for copy in every] == [1] * len(every)
    assert made.items() <= {path.name: path.stat().st_mtime_ns for path in copies(office)}.items()
    assert {path.suffix for path in (office.parent / COPIES).iterdir()} == {".xlsm"}


def test_nothing_brings_it_back_neither_undo_nor_a_copy_nor_a_check(office, tmp_path):
    archive(office, tmp_path, *YEAR_AFTER)
    kept = shutil.copy(copies(office)[0], tmp_path / "gemt.xlsm")  # somebody's own copy of the workbook
    assert erase(office, *YEAR_AFTER) == 0
    main(["undo", str(office), *YEAR_AFTER])
    assert main(["restore", str(office), str(kept), *YEAR_AFTER]) == 0
    assert main(["check", str(office), *YEAR_AFTER]) == 0
    assert canaries_in(office.parent) == []


def test_undo_says_that_a_deletion_stays_and_asks_before_it_takes_back_the_press_before(office, tmp_path, capsys):
    archive(office, tmp_path, *YEAR_AFTER)
    erase(office, *YEAR_AFTER)
    capsys.readouterr()
    assert main(["undo", str(office), *YEAR_AFTER]) == 2
    told = capsys.readouterr().err
    assert told.startswith("Slet udløbne kan ikke tages tilbage: det slettede er væk for altid. Næste i rækken er ")
    assert '--answer "undo-earlier=Tag det tilbage"' in told
    assert main(["undo", str(office), *YEAR_AFTER, "--answer", "undo-earlier=Stop"]) == 2
    assert "ikke ændret noget" in capsys.readouterr().err
    assert main(["undo", str(office), *YEAR_AFTER, "--answer", "undo-earlier=Tag det tilbage"]) == 0
    assert "taget tilbage" in capsys.readouterr().out


def test_when_only_a_deletion_is_left_undo_says_so(office, tmp_path, capsys):
    archive(office, tmp_path, *YEAR_AFTER)
    erase(office, *YEAR_AFTER)
    capsys.readouterr()
    go = ("undo", str(office), *YEAR_AFTER, "--answer", "undo-earlier=Tag det tilbage", "--answer", "undo=Alle rækker")
    while main(list(go)) == 0:
        assert ". 0 rækker" not in capsys.readouterr().out
    assert "er væk for altid. Der er ikke andet at fortryde." in capsys.readouterr().err


def test_who_is_in_no_archive_file_is_not_deleted_nor_who_changed_since(office, tmp_path, capsys):
    assert erase(office, *YEAR_AFTER) == 2
    assert "Der er 1 borger, som ikke står i en arkivfil" in capsys.readouterr().err
    archive(office, tmp_path, *YEAR_AFTER)
    Person(office).set_cell(CALLS, "O-0001", "Bemærkning", "noget nyt")
    assert erase(office, *YEAR_AFTER) == 2
    assert "B-0001" in read(office, CITIZENS).index


def test_the_archive_file_has_a_password_and_holds_all_that_is_kept(office, tmp_path):
    archive(office, tmp_path, *YEAR_AFTER)
    (path,) = (office.parent / "Ud").glob("*Til journalisering.xlsx")
    out = io.BytesIO()
    locked = msoffcrypto.OfficeFile(io.BytesIO(path.read_bytes()))
    locked.load_key(password="hemmeligt ord")
    locked.decrypt(out)
    book = openpyxl.load_workbook(out)
    assert book["Borgere"]["B2"].value == "0202301234"
    assert [cell.value for cell in book["Opkald"]["A"]] == ["Id", "O-0001"]
    assert "Fjerpragt" in [cell.value for cell in book["Opkald"][2]]
    assert "Ringeliste" not in book.sheetnames


def test_after_the_task_everybody_goes_and_every_file_but_the_archive(office, tmp_path):
    settings = read(office, SETTINGS)
    (row_id,) = settings.index[settings["name"] == names()["keep_after_end"]]
    Person(office).set_cell(SETTINGS, row_id, "Værdi", "90")
    archive(office, tmp_path, *YEAR_AFTER)
    (office.parent / "Ud" / "2022-06-01 09.00 Ringeliste.pdf").write_bytes(b"Ada Zitrone")
    assert erase(office, *YEAR_AFTER) == 0
    texts = texts_in(office.parent)
    assert canaries_in(office.parent) == []
    assert not any(left.encode() in text for text in texts.values() for left in LEFT)
    assert [path.name for path in (office.parent / "Ud").rglob("*") if path.is_file()] == [
        path.name for path in (office.parent / "Ud").glob("*Til journalisering.xlsx")
    ]
    assert len(copies(office)) == 1
    assert broken_links(read(office, JOURNAL)) == []


QUIET_SINCE_MARCH = {"citizens": PEOPLE, "calls": rows(CALLS, "id  citizen  date", "O-0001  B-0001  2021-04-12")}


@pytest.mark.parametrize(
    ("today", "settings", "gone"),
    [
        (date(2021, 8, 31), ENDED, Gone()),
        (date(2021, 11, 29), ENDED, Gone()),
        (date(2021, 11, 30), {}, Gone()),
        (date(2021, 11, 30), ENDED, Gone(frozenset({"B-0001", "B-0002"}), everybody=True)),
        (date(2022, 4, 12), QUIET, Gone()),
        (date(2022, 4, 13), QUIET, Gone(frozenset({"B-0001"}))),
        (date(2022, 4, 13), QUIET | {"keep_quiet": 0}, Gone()),
        (date(2022, 4, 13), {"ends_on": date.max, "keep_quiet": 999_999}, Gone()),
        (date(2022, 4, 13), QUIET | {"keep_quiet": 30}, Gone(frozenset({"B-0001", "B-0002"}))),
    ],
)
def test_who_is_due_by_the_settings(today, settings, gone):
    assert due(reader(**QUIET_SINCE_MARCH), Settings(**settings), today) == gone


def test_whoever_has_a_day_ahead_or_no_day_at_all_is_not_due():
    people = rows(CITIZENS, "id  name", "B-0001  Ada", "B-0002  Bo")
    calls = rows(CALLS, "id  citizen  date  call_on", "O-0001  B-0001  2021-04-12  2022-06-02")
    read = reader(citizens=people, calls=calls)
    assert due(read, Settings(**QUIET), date(2022, 6, 1)) == Gone()


def test_others_keep_every_value_in_the_journal(office, tmp_path):
    before = told_of_bo(office)
    assert any(after for _, after in before)
    archive(office, tmp_path, *YEAR_AFTER)
    assert erase(office, *YEAR_AFTER) == 0
    assert told_of_bo(office)[: len(before)] == before


def told_of_bo(office):
    entries = entries_of(read(office, JOURNAL))
    return entries.loc[entries["row_id"] == "B-0002", ["before", "after"]].to_numpy().tolist()


def memory():
    every = {table.name: table.frame() for table in TABLES} | starting_tables(**QUIET) | TABLES_OF_ADA
    return {**every, "checkpoint": checkpoint_rows(every)}


def test_the_open_workbook_forgets_like_the_closed_one(tmp_path):
    path = tmp_path / "Ringbind.xlsm"
    path.write_bytes(b"the file that Excel has open")
    live = open_workbook(str(path), **memory())
    salt = map(str, itertools.count()).__next__
    answers = {"list-password": "hemmeligt ord"}
    for choice in ("Lav arkivfil", "Arkivfilen er journaliseret: slet for altid"):
        book = ExcelBook(live.book)
        now = datetime(2022, 6, 1, 9)
        outcome = press("retention", book, now=now, user="ABC", answers={**answers, "retention": choice}, salt=salt)
        assert outcome.code == 0, outcome.message
    cells = [str(cell.value) for sheet in live.impl._sheets.values() for cell in sheet._cells.values()]
    assert [canary for canary in CANARIES if any(canary in cell for cell in cells)] == []
    assert live.column(CITIZENS, "Navn") == ["Bo Beck"]
    assert broken_links(ExcelBook(live.book).read(JOURNAL)) == []


def test_a_workbook_as_it_was_built_keeps_no_text_of_theirs_among_the_shared_ones(tmp_path):
    path = new_office(tmp_path / "kontor", NOW, starting_tables(**QUIET) | TABLES_OF_ADA)
    archive(path, tmp_path, *YEAR_AFTER)
    assert erase(path, *YEAR_AFTER) == 0
    assert canaries_in(path.parent) == []
    assert openpyxl.load_workbook(path)["Borgere"]["E3"].value == "Bo Beck"


def test_what_was_typed_about_them_since_the_archive_is_not_journaled():
    book = MemoryBook(**memory() | {"call_sheet": rows(CALL_SHEET, "id  citizen", "R-0001  B-0001")})
    salt = map(str, itertools.count()).__next__
    for choice in ("Lav arkivfil", "Arkivfilen er journaliseret: slet for altid"):
        typed, before = Change(), book.read(CALL_SHEET)
        typed.update(CALL_SHEET, before, before.assign(remark=f"Fjerpragt {choice[:3]}"))
        book.apply(typed)
        answers = {"list-password": "hemmeligt ord", "retention": choice}
        assert press("retention", book, now=datetime(2022, 6, 1, 9), user="ABC", answers=answers, salt=salt).code == 0
    told = [text for table in (JOURNAL, CHECKPOINT, CALL_SHEET) for text in book.read(table).to_numpy().flat]
    assert [text for text in told if "Fjerpragt" in str(text)] == []
    assert broken_links(book.read(JOURNAL)) == []


class Stopping(MemoryBook):
    """A workbook in memory whose machine stops before the checkpoint is brought up to date."""

    stops = False

    def apply(self, change):
        if self.stops and "citizens" in change.tables:
            halfway = Change(tables={"citizens": change.tables["citizens"]})
            super().apply(halfway)
            raise ConnectionError("Excel is gone")
        return super().apply(change)


@pytest.mark.parametrize(("answer", "calls"), [("Gør færdig", []), ("Tag tilbage", ["O-0001"])])
def test_a_deletion_that_was_cut_off_is_finished_or_goes_no_further(answer, calls):
    book = Stopping(**memory())
    salt = map(str, itertools.count()).__next__

    def do(button, **answers):
        now = datetime(2022, 6, 1, 9)
        return press(button, book, now=now, user="ABC", answers=answers, salt=salt).code

    assert do("retention", retention="Lav arkivfil", **{"list-password": "hemmeligt ord"}) == 0
    book.stops = True
    assert do("retention", retention="Arkivfilen er journaliseret: slet for altid") == 1
    book.stops = False
    assert do("check", unfinished=answer) == 0
    assert book.read(CALLS).index.tolist() == calls
    assert book.read(CITIZENS).index.tolist() == ["B-0002"]


def test_a_row_that_staff_deleted_themselves_is_not_kept_by_the_journal_either(office, tmp_path):
    archive(office, tmp_path, *YEAR_AFTER)
    with FileBook(office) as book:
        change = Change()
        change.delete(RELATIVES, book.read(RELATIVES))
        book.apply(change)
        book.save()
    archive(office, tmp_path, *YEAR_AFTER)
    assert erase(office, *YEAR_AFTER) == 0
    assert canaries_in(office.parent) == []


def test_old_files_go_when_asked_about_and_others_stay(tmp_path, capsys):
    path = new_office(tmp_path, NOW)
    for name in ("Ud/2021-04-20 U-0001/breve.pdf", "Ringelister/2021-04-19 ABC.xlsx", "Ud/2021-06-01 ny.pdf"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    day = ("--today", "2021-06-10", "--user", "ABC")
    assert main(["retention", str(path), *day]) == 2
    assert "2 filer i mapperne Ud, Ringelister, Lister er ældre" in capsys.readouterr().err
    assert main(["retention", str(path), *day, "--answer", "delete-files=Slet"]) == 0
    left = [f.name for name in ("Ud", "Ringelister") for f in (tmp_path / name).rglob("*") if f.is_file()]
    assert left == ["2021-06-01 ny.pdf"]
