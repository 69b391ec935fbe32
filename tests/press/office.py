"""An office in memory in which buttons are pressed and people type."""

from __future__ import annotations

import itertools
from datetime import datetime

from macros.press import press
from tests.letterhead import LETTERHEAD
from tests.pictures import rows
from workbook.book import MemoryBook
from workbook.change import Change, records
from workbook.journal.checkpoint import checkpoint_rows
from workbook.starting import starting_tables
from workbook.tables import CALL_SHEET, CITIZENS, LISTS, TABLES, TRACKED

NOW = datetime(2021, 4, 20, 10, 30)
LIST = rows(LISTS, "id  kind  extracted_on", "L-0001  SSI: ikke reageret  2021-04-20")
PEOPLE = rows(
    CITIZENS,
    "id  name  phone  latest_list  first_list",
    "B-0001  Ada Lund  11111111  L-0001  L-0001",
    "B-0002  Bo Beck  22222222  L-0001  L-0001",
)


def list_rows(*citizens):
    table = next(table for table in TABLES if table.name == "list_rows")
    return table.frame({"id": f"LR-{n}", "list": "L-0001", "citizen": who} for n, who in enumerate(citizens))


def office(kind=MemoryBook, **tables):
    """Return a workbook in memory as `ringbind new` makes it, with rows of one's own."""
    filled = {table.name: table.frame() for table in TABLES} | starting_tables(**LETTERHEAD) | tables
    return kind(**{**filled, "checkpoint": checkpoint_rows(filled)})


def two_on_a_list(kind=MemoryBook):
    """Return a workbook with two citizens of one list."""
    return office(kind, citizens=PEOPLE, lists=LIST, list_rows=list_rows("B-0001", "B-0002"))


def do(book, button, *, now=NOW, user="ABC", **answers):
    return press(button, book, now=now, user=user, answers=answers, salt=map(str, itertools.count()).__next__)


def state(book):
    return {table.name: records(book.read(table)) for table in TRACKED}


def by_hand(book, table, row_id, **cells):
    before = book.read(table).loc[[row_id]]
    change = Change()
    change.update(table, before, before.assign(**cells))
    assert book.apply(change) == []


def answer(book, row_id, text, **cells):
    by_hand(book, CALL_SHEET, row_id, outcome=text, **cells)


def typed(book, table, *lines):
    """Type rows under a table."""
    change = Change()
    change.insert(table, rows(table, *lines))
    assert book.apply(change) == []


def deleted(book, table, row_id):
    """Delete a row by hand."""
    change = Change()
    change.delete(table, book.read(table).loc[[row_id]])
    assert book.apply(change) == []
