"""SSI's lists week by week: in parts, late, broken off or empty; nobody leaves the list by an accident of the file."""

from datetime import datetime

import pytest

from macros.commands import lists
from macros.press import press
from workbook.book import MemoryBook
from workbook.journal.checkpoint import checkpoint_rows
from workbook.lists.read import Sheet
from workbook.lists.recognise import recognise
from workbook.starting import starting_tables
from workbook.summary import newest_list
from workbook.summary.changes import changes
from workbook.tables import CITIZENS, LIST_ROWS, LISTS, TABLES
from workbook.words import Bucket, State, TakeIn

NOW = datetime(2021, 4, 27, 10, 30)
PEOPLE = [f"{day:02d}02501234" for day in range(1, 21)]


class Office:
    """A workbook in memory, and somebody who takes in lists from SSI."""

    def __init__(self, monkeypatch):
        tables = {table.name: table.frame() for table in TABLES} | starting_tables()
        self.book = MemoryBook(**{**tables, "checkpoint": checkpoint_rows(tables)})
        monkeypatch.setattr(lists, "open_list", lambda *_: self.file)

    def take(self, name, numbers, **answers):
        self.file = recognise(name, [Sheet("", [["CPR"], *([number] for number in numbers)])], NOW.date())
        return press("import-list", self.book, now=NOW, user="AB", answers={"file": name, **answers})

    def off(self):
        rows = self.book.read(LIST_ROWS)
        return rows.loc[rows["bucket"] == Bucket.UNEXPLAINED, "citizen"].tolist()

    def states(self):
        return (self.book.read(CITIZENS)["state"] == State.OFF_LIST).sum()


@pytest.fixture
def office(monkeypatch):
    office = Office(monkeypatch)
    assert office.take("SSI 2021-04-12.csv", PEOPLE).code == 0
    return office


@pytest.mark.parametrize("numbers", [["1,01501E+08", "1,01501E+08"], ["", "nul"]])
def test_a_list_without_a_citizen_is_refused_and_nobody_leaves(office, numbers):
    told = office.take("SSI 2021-04-19.csv", [*numbers, "x"])
    assert told.code == 2
    assert told.message.startswith("Filen “SSI 2021-04-19.csv” har ingen borgere")
    assert (len(office.book.read(LISTS)), office.off()) == (1, [])


def test_a_list_that_lacks_more_than_half_is_taken_in_only_when_somebody_says_so(office):
    part = PEOPLE[:9]
    told = office.take("SSI 2021-04-19.csv", part)
    assert told.code == 2
    assert "mangler 11 af de 20 borgere, der stod på listen udtrukket den 12-04-2021" in told.message
    assert told.message.endswith('--answer "take-in=Læs ind" eller --answer "take-in=Stop".')
    assert office.take("SSI 2021-04-19.csv", part, **{"take-in": TakeIn.STOP}).code == 2
    assert (len(office.book.read(LISTS)), office.off()) == (1, [])
    assert office.take("SSI 2021-04-19.csv", part, **{"take-in": TakeIn.GO}).code == 0
    assert (len(office.off()), office.states()) == (11, 11)


def test_half_of_a_list_and_a_short_list_are_taken_in_without_a_word(office):
    assert office.take("SSI 2021-04-19.csv", PEOPLE[:10]).code == 0
    assert office.take("SSI 2021-04-20.csv", PEOPLE[:9]).code == 0
    assert office.take("SSI 2021-04-21.csv", PEOPLE[:1]).code == 0


def test_the_files_of_one_day_are_one_list(office):
    assert office.take("SSI 2021-04-19 gruppe 1.csv", PEOPLE[:12]).code == 0
    assert len(office.off()) == 8
    assert office.take("SSI 2021-04-19 gruppe 2.csv", PEOPLE[12:18]).code == 0
    assert office.off() == ["B-0019", "B-0020"]
    assert office.states() == 2
    counts = office.book.read(LISTS)["buckets"].tolist()[1:]
    assert counts == ["På listen igen 12 · Ude af listen, uforklaret 2", "På listen igen 6"]


def test_a_file_that_comes_again_put_right_counts_nobody_twice(office):
    assert office.take("SSI 2021-04-19.csv", PEOPLE[:19]).code == 0
    assert office.take("SSI 2021-04-19 rettet.csv", PEOPLE).code == 0
    buckets = office.book.read(LISTS)["buckets"].tolist()
    assert buckets[2] == "På listen igen 1 · Gentaget på listen 19"
    told = changes(office.book.read(LISTS), office.book.read(LIST_ROWS), newest_list(office.book.read(LISTS)))
    assert (told["changes_again"], told["changes_doubled"], told["changes_rows"]) == (20, 19, 39)


def test_an_older_list_taken_in_late_makes_nobody_leave(office):
    assert office.take("SSI 2021-04-05.csv", PEOPLE[:2]).code == 0
    assert (office.off(), office.states()) == ([], 0)


def test_the_same_people_a_week_later_are_on_the_list_again(office):
    told = office.take("SSI 2021-04-19.xlsx", PEOPLE)
    assert "På listen igen 20" in told.message
    assert office.book.read(CITIZENS)["latest_list"].unique().tolist() == ["L-0002"]


def test_the_same_list_again_adds_nothing_also_when_it_does_not_tell_its_day(office):
    for name in ("kopi 2021-04-12.xlsx", "liste.csv"):
        assert "er læst ind før (L-0001)" in office.take(name, list(reversed(PEOPLE))).message
    assert len(office.book.read(LISTS)) == 1
