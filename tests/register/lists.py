"""Lists of a few people, taken into a register in memory."""

from __future__ import annotations

from datetime import date

from workbook.book import next_ids
from workbook.lists.read import Sheet
from workbook.lists.recognise import recognise
from workbook.register.importing import import_file
from workbook.register.known import Known
from workbook.register.seen import seen_on
from workbook.register.taking_in import take_in
from workbook.tables import CITIZENS, LIST_ROWS, LISTS

TODAY = date(2021, 4, 20)
AASE, BO, IB = "020250-1234", "030350-1234", "040450-1234"
CASE = ["CPR", "Navn", "Adresse", "Telefon", "Indsatser", "Målgruppe", "1. stik", "Beskyttet", "Død/fraflyttet"]


def a_list(*rows, name="liste.csv"):
    return recognise(name, [Sheet("", [list(row) for row in rows])], TODAY)


def fresh_ids(book):
    return lambda table, count: next_ids(table, book.read(table).index, count)


def decide(book, file, corrected=frozenset()):
    return take_in(file, Known.of(book.read), today=TODAY, user="AB", new_ids=fresh_ids(book), corrected=corrected)


def take(book, file, corrected=frozenset()):
    change = decide(book, file, corrected)
    assert book.apply(change) == []
    return change


def take_any(book, file, corrected=frozenset()):
    """Take in a file of any kind."""
    by_hand = set(corrected)
    more = {"today": TODAY, "user": "AB", "new_ids": fresh_ids(book), "corrected": lambda _: by_hand}
    change = import_file(file, book.read, **more)
    assert book.apply(change) == []
    return change


def ssi(*numbers, name="SSI 2021-04-20.csv"):
    return a_list(["CPR"], *([number] for number in numbers), name=name)


def case(*rows, name="udtræk.csv"):
    return a_list(CASE, *([{"Målgruppe": "2", **row}.get(label) for label in CASE] for row in rows), name=name)


def contacts(*rows, name="kontakter.csv"):
    return a_list(["CPR", "Navn", "Fødselsdato", "Telefon", "Dato", "Svar"], *rows, name=name)


def buckets(book, at=-1):
    rows = book.read(LIST_ROWS)
    return rows.loc[rows["list"] == book.read(LISTS).index[at], "bucket"].tolist()


def cells(book, *names):
    return book.read(CITIZENS)[list(names)].to_numpy().tolist()


def seen(book):
    return seen_on(book.read(CITIZENS), book.read(LISTS), book.read(LIST_ROWS)).to_numpy().tolist()
