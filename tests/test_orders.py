"""The week's files in any order, twice, in another format: the same register; and each row is traced to its bucket."""

import itertools
import random
from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from macros.demo.files import write_lists
from macros.demo.world import ishoej
from tests.formats import FORMATS, xlsx_of
from tests.office import libreoffice
from tests.tools import examples
from workbook.book import MemoryBook, next_ids
from workbook.lists.headings import score
from workbook.lists.kinds import ListFile
from workbook.lists.opening import Wish, sheets_of
from workbook.lists.read import Sheet
from workbook.lists.recognise import open_list, recognise
from workbook.lists.text import decode, split
from workbook.register.importing import import_file
from workbook.starting import starting_tables
from workbook.tables import BOOKINGS, CALLS, CITIZENS, LIST_ROWS, LISTS, RELATIVES
from workbook.words import OFF_LIST, Bucket

TODAY = date(2021, 4, 20)
NUMBERS = ["0202501234", "0303501234", "0404501234", "0505501234", "0606501234"]
NAMES = ["Åse Holm", "Bo Friis", "Ib Lund", "Ea Krogh", "Ove Dam"]


def take(book: MemoryBook, file: ListFile) -> None:
    def new_ids(table, count):
        return next_ids(table, book.read(table).index, count)

    change = import_file(file, book.read, today=TODAY, user="AB", new_ids=new_ids, corrected=lambda _: set())
    assert book.apply(change) == []


def register(book: MemoryBook) -> dict[str, list[str]]:
    """Return people, calls, bookings and relatives with CPR numbers for ids, and without order."""
    people = book.read(CITIZENS)
    numbers = people["cpr"].to_dict()
    tables = {table.name: book.read(table) for table in (CALLS, BOOKINGS, RELATIVES)}
    named = {name: frame.assign(citizen=frame["citizen"].map(numbers)) for name, frame in tables.items()}
    return {name: sorted(map(repr, plain(frame))) for name, frame in (named | {"citizens": people}).items()}


def plain(frame: pd.DataFrame) -> list[list[object]]:
    return frame.astype(object).where(frame.notna(), None).to_numpy().tolist()


def after(files: list[ListFile]) -> MemoryBook:
    book = MemoryBook(**starting_tables())
    for file in files:
        take(book, file)
    return book


@st.composite
def weeks(draw):
    """Return the files of a week about a few people: what each says of a person is true, none says everything."""
    some = st.lists(st.sampled_from(range(len(NUMBERS))), unique=True, min_size=1)
    people = [
        {
            "CPR": number,
            "Navn": name,
            "Adresse": f"Engvej {at}",
            "Telefon": f"6812345{at}",
            "Indsatser": draw(st.sampled_from(["Pleje", None])),
            "Målgruppe": draw(st.sampled_from([2, 7, 8])),
            "1. stik": draw(st.sampled_from([date(2021, 4, 1), None])),
            "Booket til": draw(st.sampled_from([date(2021, 5, 3), None])),
            "Beskyttet": draw(st.sampled_from(["Ja", None])),
            "Fødselsdato": draw(st.sampled_from([date(1950, at + 2, at + 2), None])),
            "Svar": draw(st.sampled_from(["nej tak", "ved ikke", "ikke svar", "hm", None])),
            "Dato": draw(st.sampled_from([date(2021, 4, 1), date(2021, 4, 15)])),
        }
        for at, (number, name) in enumerate(zip(NUMBERS, NAMES, strict=True))
    ]

    def a_list(name, *labels):
        rows = [[people[at][label] for label in labels] for at in draw(some)]
        return name, [list(labels), *rows]

    return [
        a_list("SSI 2021-04-12.csv", "CPR", "Navn"),
        a_list("SSI 2021-04-19.csv", "CPR", "Navn"),
        a_list("udtræk 2021-04-19.xlsx", "CPR", "Navn", "Adresse", "Telefon", "Indsatser", "Målgruppe", "Beskyttet"),
        a_list("kontakter 2021-04-16.xlsx", "CPR", "Navn", "Fødselsdato", "Dato", "Svar"),
        a_list("vaccinerede 2021-04-19.csv", "CPR", "1. stik", "Booket til"),
    ]


def as_file(name, rows):
    return recognise(name, [Sheet("", rows)], TODAY)


def read_from(name, rows, form):
    """Return a file of the week as it is read from its bytes in a format."""
    sheets = sheets_of(FORMATS[form](rows), Wish())
    return recognise(name, [Sheet(sheet["name"], sheet["rows"]) for sheet in sheets], TODAY)


ANY_FORMATS = st.lists(st.sampled_from(sorted(FORMATS)), min_size=5, max_size=5)


@settings(max_examples=examples(15), deadline=None)
@given(weeks(), st.permutations(range(5)), st.permutations(range(5)), ANY_FORMATS, st.randoms(use_true_random=False))
def test_a_weeks_files_in_any_order_and_format_twice_give_the_same_register(week, order, again, forms, chance):
    files = [as_file(*file) for file in week]
    shuffled = [(name, [head, *chance.sample(rows, len(rows))]) for name, (head, *rows) in week]
    saved = [read_from(*file, form) for file, form in zip(shuffled, forms, strict=True)]
    one = after([files[at] for at in (*order, *order)])
    other = after([saved[at] for at in (*again, *again)])
    assert register(one) == register(other)
    for at in order:
        take(other, files[at])
    assert register(one) == register(other)


@settings(max_examples=examples(15), deadline=None)
@given(weeks(), st.permutations(range(5)))
def test_every_row_of_every_file_can_be_traced_to_its_bucket(week, order):
    files = [as_file(*week[at]) for at in order]
    book = after(files)
    kept, rows = book.read(LISTS), book.read(LIST_ROWS)
    assert rows[["list", "bucket", "why"]].notna().all(axis=None)
    assert set(rows["citizen"].dropna()) <= set(book.read(CITIZENS).index)
    for list_id, told in kept.iterrows():
        mine = rows[rows["list"] == list_id]
        theirs = next(file for file in files if file.name == told["file"])
        assert mine["row"].dropna().tolist() == theirs.rows["row"].tolist()
        assert told["rows"] == len(theirs.rows)
        counts = mine["bucket"].value_counts()
        assert told["buckets"] == " · ".join(f"{bucket} {counts[bucket]}" for bucket in told_order(counts))
        assert set(mine.loc[mine["row"].isna(), "bucket"]) <= OFF_LIST


def told_order(counts):
    return sorted(counts.index, key=list(Bucket).index)


SAVED = ("ods", "xls", "csv", "xlsx")
"""What LibreOffice saves a list as."""


def opened(path: Path) -> ListFile:
    file = open_list(path, TODAY)
    assert isinstance(file, ListFile)
    return file


def saved_again(path: Path, folder: Path, suffix: str) -> Path:
    """Return the list as LibreOffice saves it; a csv comes by way of a workbook, as LibreOffice asks how to read it."""
    source = path
    if path.suffix == ".csv":
        source = folder / f"{path.stem}.xlsx"
        source.write_bytes(xlsx_of(split(decode(path.read_bytes()), score)))
    return libreoffice().resave(source, folder / suffix / f"{path.stem}.{suffix}")


@pytest.mark.bench
def test_the_demos_files_saved_by_libreoffice_in_another_order_give_the_same_register(tmp_path):
    paths = [Path(path) for path in write_lists(ishoej(), tmp_path)]
    for suffix in SAVED:
        (tmp_path / suffix).mkdir()
    chance = random.Random(20)
    one = register(after([opened(path) for path in (*paths, *paths)]))
    for turn in range(2):
        forms = [SAVED[(at + turn) % len(SAVED)] for at in range(len(paths))]
        saved = [opened(saved_again(path, tmp_path, form)) for path, form in zip(paths, forms, strict=True)]
        assert register(after([*chance.sample(saved, 3), *chance.sample(saved, 3)])) == one, forms
    assert len(one["citizens"]) > 600


def test_the_second_time_a_week_adds_nothing():
    week = [
        ("SSI 2021-04-19.csv", [["CPR"], [NUMBERS[0]]]),
        ("udtræk.csv", [["CPR", "Adresse", "Indsatser"], [NUMBERS[0], "Engvej 1", "Pleje"]]),
    ]
    for order in itertools.permutations(week):
        book = after([as_file(*file) for file in (*order, *order)])
        once = register(book)
        lists = len(book.read(LISTS))
        for file in week:
            take(book, as_file(*file))
        assert (register(book), len(book.read(LISTS))) == (once, lists)
