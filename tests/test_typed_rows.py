"""Rows that people type below a table have no id yet; the next press gives them one that nobody ever had."""

from __future__ import annotations

import itertools
from datetime import datetime

import pytest

from macros.press import press
from tests.walls import WALLS, Bench
from workbook.change import Change
from workbook.journal.chain import entries_of
from workbook.journal.checkpoint import checkpoint_rows, texts_in
from workbook.starting import starting_tables
from workbook.tables import CHECKPOINT, CITIZENS, JOURNAL, RELATIVES, REVIEW, TABLES
from workbook.words import Mark

NOW = datetime(2021, 4, 20, 10, 30)
PEOPLE = CITIZENS.frame([{"id": "B-0001", "name": "Ada"}, {"id": "B-0002", "name": "Bo"}])


@pytest.fixture(params=sorted(WALLS))
def bench(request, monkeypatch):
    monkeypatch.setattr("macros.press.keep_copy", lambda *_: None)  # the fake Excel's workbook has no file
    tables = {table.name: table.frame() for table in TABLES} | starting_tables() | {"citizens": PEOPLE}
    with WALLS[request.param]({**tables, "checkpoint": checkpoint_rows(tables)}) as made:
        yield made


def do(bench: Bench, button: str) -> int:
    salt = map(str, itertools.count()).__next__
    outcome = press(button, bench.book, now=NOW, user="ABC", salt=salt)
    bench.reopen()
    return outcome.code


def test_a_typed_row_does_not_take_the_place_of_one_that_was_deleted(bench):
    gone = Change()
    gone.delete(CITIZENS, bench.book.read(CITIZENS).loc[["B-0002"]])
    bench.book.apply(gone)
    bench.book.save()
    bench.type_row(CITIZENS, {"Navn": "Cy"})
    assert do(bench, "check") == 0
    assert bench.book.read(CITIZENS)["name"].to_dict() == {"B-0001": "Ada", "B-0003": "Cy"}
    assert bench.book.read(REVIEW)["row_id"].tolist() == ["B-0002"]


def test_a_typed_row_is_journalled_and_keeps_its_id_also_where_no_press_writes(bench):
    bench.type_row(RELATIVES, {"Borgernr.": "B-0001", "Navn": "Di"})
    assert do(bench, "check") == 0
    bench.type_row(RELATIVES, {"Borgernr.": "B-0001", "Navn": "Åse"})
    bench.sort(RELATIVES, "Navn")
    assert do(bench, "check") == 0
    assert bench.book.read(RELATIVES)["name"].to_dict() == {"P-0001": "Di", "P-0002": "Åse"}
    journal = entries_of(bench.book.read(JOURNAL))
    by_hand = journal[journal["mark"] == Mark.HAND_INSERT]
    assert by_hand["row_id"].tolist() == ["P-0001", "P-0002"]
    kept = bench.book.read(CHECKPOINT)
    assert [row_id for table, row_id, _ in texts_in(kept) if table == "relatives"] == ["P-0001", "P-0002"]
    assert bench.book.read(REVIEW).empty
