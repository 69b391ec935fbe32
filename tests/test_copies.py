"""Copies of the workbook: kept by age, looked through, and put back without rolling the journal back."""

from __future__ import annotations

import itertools
import os
import shutil
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros.__main__ import main
from macros.copies import COPIES, DAYS, LATEST, copies, labels, look, name_of, to_keep
from macros.office import new_office
from macros.press import press
from tests.live import open_workbook
from tests.person import Person
from tests.pictures import rows
from workbook.book import MemoryBook
from workbook.book_excel import ExcelBook
from workbook.book_file import FileBook
from workbook.change import Change, records
from workbook.journal.chain import broken_links
from workbook.restoring import restored
from workbook.starting import starting_tables
from workbook.tables import CALLS, CITIZENS, JOURNAL, REVIEW, TRACKED
from workbook.words import Since

NOW = datetime(2021, 4, 20, 10, 30)
PRESSED = {1: "Kontrollér projektmappe", 2: "Sikkerhedskopi"}
DAY = ("--today", "2021-04-20", "--user", "ABC")
PEOPLE = rows(CITIZENS, "id  name  phone", "B-0001  Ada Lund  11111111", "B-0002  Bo Beck  22222222")
CALL = rows(CALLS, "id  citizen  date  outcome", "O-0001  B-0001  2021-04-12  Ikke svar")


def made(*moments):
    return [(Path(f"{at:03d}"), moment) for at, moment in enumerate(moments)]


def test_the_twenty_latest_copies_are_kept_and_then_one_a_day_and_one_a_month():
    minutes = [NOW - timedelta(minutes=at) for at in range(30)]
    days = [NOW - timedelta(days=at, hours=half) for at in range(1, 100) for half in (0, 1)]
    kept = [moment for path, moment in made(*minutes, *days) if path in set(to_keep(made(*minutes, *days)))]
    assert kept[:LATEST] == minutes[:LATEST]
    assert kept[LATEST : LATEST + DAYS - 1] == [NOW - timedelta(days=at) for at in range(1, DAYS)]
    assert [moment.date() for moment in kept[LATEST + DAYS - 1 :]] == [date(2021, 2, 28), date(2021, 1, 31)]


def test_a_copy_that_somebody_asked_for_outlives_a_busy_day_and_not_the_month():
    asked = Path("2021-04-20 08.00.00 efter tryk 00003.xlsm")
    presses = made(*(NOW - timedelta(minutes=at) for at in range(30)))
    assert asked in to_keep([*presses, (asked, NOW - timedelta(hours=2))])
    later = (Path("same month"), NOW - timedelta(days=DAYS - 1))
    assert asked not in to_keep([*presses, later, (asked, NOW - timedelta(days=DAYS))])


@given(st.lists(st.datetimes(datetime(2020, 1, 1), datetime(2022, 1, 1)), max_size=60))
def test_thinning_out_twice_is_thinning_out_once(moments):
    once = [item for item in made(*moments) if item[0] in set(to_keep(made(*moments)))]
    assert set(to_keep(once)) == {path for path, _ in once}


def test_more_than_a_year_of_copies_is_never_kept():
    every_hour = made(*(NOW - timedelta(hours=at) for at in range(24 * 400)))
    assert len(set(to_keep(every_hour))) <= LATEST + 30 + 12


@pytest.fixture(scope="module")
def checked(tmp_path_factory):
    path = new_office(
        tmp_path_factory.mktemp("tjekket") / "kontor", NOW, starting_tables() | {"citizens": PEOPLE, "calls": CALL}
    )
    assert main(["check", str(path), *DAY]) == 0
    return path


@pytest.fixture
def office(checked, tmp_path):
    return shutil.copytree(checked.parent, tmp_path / "kontor") / checked.name


def read(path, table):
    with FileBook(path, read_only=True) as book:
        return book.read(table)


def change_by_hand(path, table, row_id, **cells):
    with FileBook(path) as book:
        change, before = Change(), book.read(table)
        change.update(table, before, before.loc[[row_id]].assign(**cells))
        book.apply(change)
        book.save()


def add_call(path, row_id, citizen):
    with FileBook(path) as book:
        change = Change()
        change.insert(CALLS, rows(CALLS, "id  citizen  date  outcome", f"{row_id}  {citizen}  2021-04-20  Optaget"))
        book.apply(change)
        book.save()


def test_a_backup_holds_what_was_typed_since_the_latest_press(office, capsys):
    change_by_hand(office, CITIZENS, "B-0001", name="Ada Holm")
    assert main(["backup", str(office), *DAY]) == 0
    assert "2 borgere og 1 opkald. Journalen er hel." in capsys.readouterr().out
    newest = copies(office)[0]
    assert name_of(newest, labels(read(office, JOURNAL))).endswith(", efter “Sikkerhedskopi” (tryk 2)")
    assert name_of(newest, {}).endswith(", efter tryk 2")
    assert (look(newest).people, read(newest, CITIZENS)["name"].tolist()) == (2, ["Ada Holm", "Bo Beck"])
    assert newest.read_bytes() == office.read_bytes()


def test_a_copy_is_chosen_by_day_time_and_counts_and_the_journal_goes_on(office, capsys):
    assert main(["backup", str(office), *DAY]) == 0
    wanted = f"copy={name_of(copies(office)[0], PRESSED)}"
    with FileBook(office) as book:
        change = Change()
        change.delete(CITIZENS, book.read(CITIZENS))
        book.apply(change)
        book.save()
    assert main(["restore", str(office), *DAY]) == 2
    told = capsys.readouterr().err
    assert "Hvilken kopi skal arkene hentes fra?" in told
    assert ", før “Kontrollér projektmappe” (tryk 1): 2 borgere, 1 opkald" in told
    assert main(["restore", str(office), *DAY, "--answer", wanted]) == 0
    assert capsys.readouterr().out.startswith("Arkene er, som de var ")
    assert read(office, CITIZENS)["name"].tolist() == ["Ada Lund", "Bo Beck"]
    assert read(office, REVIEW).empty  # whoever came back is not offered back
    journal = read(office, JOURNAL)
    assert broken_links(journal) == []
    assert journal["command"].unique().tolist() == ["check", "backup", "restore"]


def test_a_restoring_is_undone_like_any_press(office):
    (copy,) = copies(office)
    change_by_hand(office, CITIZENS, "B-0001", name="Ada Holm")
    assert main(["restore", str(office), str(copy), *DAY]) == 0
    assert read(office, CITIZENS)["name"].tolist() == ["Ada Lund", "Bo Beck"]
    assert main(["undo", str(office), *DAY]) == 0
    assert read(office, CITIZENS)["name"].tolist() == ["Ada Holm", "Bo Beck"]


@pytest.mark.parametrize(("answer", "counting"), [("De gælder stadig", True), ("De gælder ikke mere", False)])
def test_calls_made_since_go_on_counting_or_not_as_is_answered(office, answer, counting):
    (copy,) = copies(office)
    add_call(office, "O-0002", "B-0002")
    assert main(["restore", str(office), str(copy), *DAY, "--answer", f"since={answer}"]) == 0
    assert ("O-0002" not in set(read(office, CALLS)["voids"])) is counting


def put_back(now, then, since=Since.KEEP):
    start = starting_tables()
    book = MemoryBook(**{**start, **now})
    numbers = itertools.count(100)
    change = restored(
        book.read,
        MemoryBook(**{**start, **then}).read,
        since,
        lambda t, n: [f"{t.prefix}-{next(numbers):04d}" for _ in range(n)],
    )
    assert book.apply(change) == []
    return book


def test_a_call_of_somebody_whom_the_copy_does_not_know_counts_no_more():
    calls = rows(CALLS, "id  citizen  outcome", "O-0001  B-0009  Optaget")
    book = put_back({"citizens": PEOPLE, "calls": calls}, {"citizens": PEOPLE})
    assert book.read(CALLS)["voids"].tolist() == [None, "O-0001"]


def test_a_call_that_was_voided_since_counts_again_and_both_rows_stay():
    voided = rows(CALLS, "id  citizen  outcome  voids", "O-0001  B-0001  Optaget  -", "O-0002  B-0001  Optaget  O-0001")
    book = put_back({"citizens": PEOPLE, "calls": voided}, {"citizens": PEOPLE, "calls": voided.iloc[:1]})
    assert list(book.read(CALLS).index) == ["O-0001", "O-0002", "O-0100"]
    assert book.read(CALLS).loc["O-0100", ["citizen", "outcome", "voids"]].tolist() == ["B-0001", "Optaget", None]


def test_every_table_that_does_not_only_grow_is_as_in_the_copy():
    then = {"citizens": PEOPLE, "calls": CALL}
    now = {"citizens": PEOPLE.iloc[1:].assign(name="Bo Holm"), "calls": CALL}
    book, copy = put_back(now, then), MemoryBook(**{**starting_tables(), **then})
    for table in TRACKED:
        assert records(book.read(table)) == records(copy.read(table))


@pytest.mark.parametrize("broken", ["cut", "journal", "sheet"])
def test_a_copy_that_is_not_in_order_is_refused_and_changes_nothing(office, broken, capsys):
    (copy,) = copies(office)
    if broken == "cut":
        copy.write_bytes(copy.read_bytes()[:5000])
    else:
        copy.write_bytes(office.read_bytes())
        person = Person(copy)
        if broken == "sheet":
            person.rename_sheet(CALLS, "Test")
        else:
            person.set_cell(JOURNAL, "J-000001", "Hvem", "XYZ")
    before = office.read_bytes()
    assert main(["restore", str(office), str(copy), *DAY]) == 2
    assert "er ikke i orden" in capsys.readouterr().err
    assert main(["restore", str(office), *DAY]) == 2
    assert "Der er ingen kopi i mappen Sikkerhedskopier, som kan åbnes." in capsys.readouterr().err
    assert office.read_bytes() == before


def test_the_copy_that_somebody_asked_for_is_among_the_first_that_are_offered(office, monkeypatch, capsys):
    monkeypatch.setattr("macros.restoring.FIRST", 1)
    for button in ("backup", "check"):
        assert main([button, str(office), *DAY]) == 0
    assert main(["restore", str(office), *DAY]) == 2
    offered = capsys.readouterr().err
    assert offered.count("--answer") == 3
    assert "før “Kontrollér projektmappe” (tryk 3)" in offered
    assert "efter “Sikkerhedskopi” (tryk 2)" in offered


def test_older_copies_are_shown_when_asked_for(office, monkeypatch, capsys):
    monkeypatch.setattr("macros.restoring.FIRST", 1)
    assert main(["backup", str(office), *DAY]) == 0
    oldest = copies(office)[-1]
    os.utime(oldest, (0, 1_600_000_000))
    assert main(["restore", str(office), *DAY]) == 2
    assert "Vis ældre kopier" in capsys.readouterr().err
    older = ("--answer", "copy=Vis ældre kopier")
    assert main(["restore", str(office), *DAY, *older]) == 2
    told = capsys.readouterr().err
    assert name_of(oldest, PRESSED) in told
    assert "Søndag 13. september 2020 kl. " in told
    assert main(["restore", str(office), *DAY, *older, "--answer", f"older-copy={name_of(oldest, PRESSED)}"]) == 0


@pytest.mark.parametrize("left", [b"", b"PK no workbook", None])
def test_a_workbook_that_does_not_open_any_more_is_replaced_by_the_copy_named(office, left):
    (copy,) = copies(office)
    office.unlink()
    if left is not None:
        office.write_bytes(left)
        assert main(["check", str(office), *DAY]) == 2
    assert main(["restore", str(office), str(copy), *DAY]) == 0
    assert read(office, CITIZENS)["name"].tolist() == ["Ada Lund", "Bo Beck"]
    assert read(office, JOURNAL)["command"].unique().tolist() == ["restore"]
    kept = [path.read_bytes() for path in (office.parent / COPIES).glob("*kunne ikke åbnes*")]
    assert kept == ([] if left is None else [left])


def test_on_the_open_workbook_the_rows_are_put_back_through_excel(office):
    copy = copies(office)[0]
    live = open_workbook(str(office), **starting_tables() | {"citizens": PEOPLE.iloc[:1].assign(name="Fejl")})
    salt = itertools.repeat("salt").__next__
    outcome = press("restore", ExcelBook(live.book), now=NOW, user="ABC", answers={"file": str(copy)}, salt=salt)
    assert (outcome.code, live.column(CITIZENS, "Navn")) == (0, ["Ada Lund", "Bo Beck"])
    assert live.impl._saved == 1
