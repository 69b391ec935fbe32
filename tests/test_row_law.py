"""The law of rows: each row of a file stands on Listerækker or is said to have been passed over, in every format."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.formats import csv_of, ods_of, xlsx_of
from tests.tools import examples
from workbook.book import MemoryBook, next_ids
from workbook.lists.counting import Counts
from workbook.lists.kinds import ListFile
from workbook.lists.lines import lines
from workbook.lists.opening import Wish, sheets_of
from workbook.lists.read import Sheet
from workbook.lists.recognise import recognise
from workbook.register.importing import import_file
from workbook.starting import starting_tables
from workbook.tables import LIST_ROWS

TODAY = date(2021, 4, 27)
HEADS = ["CPR", "Navn", "Telefon", "Svar"]
BLANK = [None, None, None, None]
ABOVE = st.sampled_from([["Ishøj Kommune", None, None, None], ["Udtrukket", "20-04-2021", None, None], BLANK])
PEOPLE = st.tuples(
    st.sampled_from(["020250-1234", "0303501234", "1,01501E+08", None]),
    st.sampled_from(["Ada Lund", "Holm, Åse", "=1+1", "Antal", "I. Alt"]),
    st.sampled_from(["68123456", "+45 68 12 34 57", None]),
    st.sampled_from(["nej tak", "ja", "hm", None]),
).map(list)
BELOW = st.one_of(
    PEOPLE,
    PEOPLE,
    st.sampled_from([HEADS, ["I alt", "2", None, None], ["Side 1 af 2", None, None, None], BLANK, BLANK]),
)
LISTS = st.tuples(st.lists(ABOVE, max_size=3), PEOPLE, st.lists(BELOW, max_size=12)).map(
    lambda parts: [*parts[0], HEADS, parts[1], *parts[2]]
)


def as_csv(rows):
    raw = csv_of(rows)
    return raw, lines(raw.decode(), ";")


def as_xlsx(rows):
    raw = xlsx_of(rows)
    return raw, counted(raw, "Sheet", rows)


def as_ods(rows):
    raw = ods_of(rows)
    return raw, counted(raw, "Ark", rows)


def counted(raw, sheet, rows):
    """Return how many rows are not blank, as the second method counts them."""
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        count = Counts(archive).of(sheet, sum(any(row) for row in rows), len(HEADS))
    assert count
    return count.rows


def taken(raw):
    """Take a file in; return the rows that stand on Listerækker, and how many the message says were passed over."""
    book = MemoryBook(**starting_tables())
    sheets = [
        Sheet(sheet["name"], [[cell or None for cell in row] for row in sheet["rows"]])
        for sheet in sheets_of(raw, Wish())
    ]
    file = recognise("liste", sheets, TODAY)
    assert isinstance(file, ListFile)

    def new_ids(table, count):
        return next_ids(table, book.read(table).index, count)

    change = import_file(file, book.read, today=TODAY, user="AB", new_ids=new_ids, corrected=lambda _: set())
    assert book.apply(change) == []
    passed = re.search(r"(\d+) rækker? med overskrifter eller summer", change.message)
    return book.read(LIST_ROWS)["row"].tolist(), int(passed[1]) if passed else 0


@settings(max_examples=examples(25), deadline=None)
@given(LISTS, st.sampled_from([as_csv, as_xlsx, as_ods]))
def test_each_row_stands_on_the_sheet_or_is_told_to_be_passed_over(rows, form):
    raw, counted_rows = form(rows)
    listed, passed = taken(raw)
    headings = rows.index(HEADS)
    assert len(listed) + passed + sum(any(row) for row in rows[: headings + 1]) == counted_rows
    assert sorted(set(listed)) == listed
    assert all(any(rows[row - 1]) and row > headings + 1 for row in listed)
