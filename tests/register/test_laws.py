"""Taking in lists: laws over random lists of a few people, so that rows meet each other."""

from __future__ import annotations

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.register.lists import AASE, BO, IB, a_list, case, contacts, decide, take
from tests.tools import examples
from workbook.book import MemoryBook
from workbook.starting import starting_tables
from workbook.tables import CALLS, CITIZENS, LIST_ROWS, LISTS, REVIEW
from workbook.words import OFF_LIST

NUMBERS = st.sampled_from([AASE, BO, IB, "1,01501E+08", "", "20250-1234", "02025012345"])
NAMES = st.sampled_from(["Åse Holm", "Åse Ea Holm", "Åse Vang", "Bo Friis", None])
GROUPS = st.sampled_from(["2", "8", "x", None])
DAYS = st.sampled_from(["01-04-2021", None])
BORN = st.sampled_from(["02-02-1950", None])
PHONES = st.sampled_from(["68123456", "68123457", None])
WORDS = st.sampled_from(["nej tak", "ønsker ikke", "ved ikke", "ikke svar", "hm", None])
SSI_ROWS = st.lists(st.tuples(NUMBERS, NAMES, GROUPS), max_size=6)
CONTACT_ROWS = st.lists(st.tuples(NUMBERS, NAMES, BORN, PHONES, DAYS, WORDS), max_size=8)
CASE_ROWS = st.lists(
    st.builds(
        lambda number, name, group, phone: {"CPR": number, "Navn": name, "Målgruppe": group, "Telefon": phone},
        NUMBERS,
        NAMES,
        GROUPS,
        PHONES,
    ),
    max_size=6,
)
A_FEW = settings(max_examples=examples(40), deadline=None)
FILES = st.one_of(
    SSI_ROWS.map(lambda rows: a_list(["CPR", "Navn", "Målgruppe"], *rows)),
    CONTACT_ROWS.map(lambda rows: contacts(*rows)),
    CASE_ROWS.map(lambda rows: case(*rows)),
)


@A_FEW
@given(st.lists(FILES, max_size=3), FILES)
def test_importing_twice_is_importing_once(before, file):
    book = MemoryBook(**starting_tables())
    for earlier in before:
        take(book, earlier)
    take(book, file)
    assert not decide(book, file)


@A_FEW
@given(st.lists(FILES, min_size=1, max_size=3))
def test_every_row_ends_in_exactly_one_bucket_with_a_reason_and_everyone_stands_once(files):
    book = MemoryBook(**starting_tables())
    for file in files:
        change = take(book, file)
        if change:
            rows = book.read(LIST_ROWS)
            ours = rows[rows["list"] == book.read(LISTS).index[-1]]
            assert ours["row"].dropna().tolist() == file.rows["row"].tolist()
            assert set(ours.loc[ours["row"].isna(), "bucket"]) <= OFF_LIST
            assert ours[["bucket", "why"]].notna().all(axis=None)
    numbers = book.read(CITIZENS)["cpr"]
    assert numbers.is_unique
    assert book.read(REVIEW).empty


@A_FEW
@given(st.lists(FILES, max_size=2), st.one_of(SSI_ROWS, CONTACT_ROWS), st.randoms(use_true_random=False))
def test_the_order_of_the_rows_does_not_matter(before, rows, random):
    shuffled = random.sample(rows, len(rows))
    kind = contacts if rows and len(rows[0]) == 6 else lambda *rows: a_list(["CPR", "Navn", "Målgruppe"], *rows)
    registers = []
    for order in (rows, shuffled):
        book = MemoryBook(**starting_tables())
        for earlier in before:
            take(book, earlier)
        take(book, kind(*order))
        registers.append(_by_cpr(book))
    assert registers[0] == registers[1]


def _by_cpr(book):
    people = book.read(CITIZENS)
    calls = book.read(CALLS)
    calls["citizen"] = people["cpr"].reindex(calls["citizen"]).tolist()
    return [
        sorted(map(repr, frame.astype(object).where(pd.notna(frame), None).to_numpy().tolist()))
        for frame in (people, calls)
    ]
