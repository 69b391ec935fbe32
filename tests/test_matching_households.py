"""People who live together, damaged lists, truth known: sure is never wrong, and all ways find the same pairs."""

import sys
from functools import partial

import pandas as pd
import pytest

from tests.households import score, town_and_list
from tests.tools import need
from workbook.matching import People, engines, match
from workbook.matching.processes import on_every_core
from workbook.matching.readings import READERS
from workbook.problems import ExtraMissing

QUICK = "--conf spark.sql.shuffle.partitions=2 --conf spark.ui.enabled=false"
"""Spark spreads even a small table over two hundred tasks unless told otherwise."""


@pytest.fixture(scope="module")
def town():
    return town_and_list(seed=7, known=1_500, rows=3_000)


@pytest.fixture(scope="module")
def pairs(town):
    new, known, _ = town
    return match(new, known)


def test_in_households_no_sure_pair_is_wrong_and_nearly_everyone_is_found(town, pairs):
    found = score(pairs, town[2])
    assert found.sure_pairs > 2_000
    assert found.wrong == 0
    assert found.sure >= 0.80
    assert found.sure_or_asked >= 0.99
    assert found.asked <= 0.10


def test_a_new_person_is_surely_at_most_one_known_one(pairs):
    assert pairs.loc[pairs["verdict"] == "sure", "new"].is_unique
    verdicts = pairs.groupby("new")["verdict"].nunique()
    assert (verdicts == 1).all()


def test_a_pair_does_not_hang_on_the_order_of_the_rows(town, pairs):
    new, known, _ = town
    turned = match(new[::-1], known[::-1]).sort_values(["new", "known"]).reset_index(drop=True)
    pd.testing.assert_frame_equal(turned, pairs.sort_values(["new", "known"]).reset_index(drop=True))


def test_people_who_are_brought_up_to_date_are_as_if_read_anew_and_only_they_are_read(town, monkeypatch):
    new, known, _ = town
    before = People(known[100:1_000], keep=True)
    match(new, before)
    shifted = known[900:1_000].assign(address=known["address"][:100].to_numpy(), name=None)
    read: list[int] = []
    monkeypatch.setitem(READERS, "name", partial(_counted, READERS["name"], read))
    everybody = before.updated(pd.concat([known[800:900], shifted, known[1_000:]]))
    whole = pd.concat([known[100:900], shifted, known[1_000:]])
    pd.testing.assert_frame_equal(match(new[:0], everybody), match(new[:0], before))
    assert read == [100 + len(known) - 1_000]
    pd.testing.assert_frame_equal(match(new, everybody), match(new, whole))


def test_numbers_are_read_many_at_a_time_also_where_nobody_is_kept(town, monkeypatch):
    new, known, _ = town
    read: list[int] = []
    monkeypatch.setitem(READERS, "number", partial(_counted, READERS["number"], read))
    match(new, known, each=partial(map))
    assert len(read) < 10


def _counted(reader, read, people, places):
    read.append(len(places))
    return reader(people, places)


def test_duckdb_finds_the_same_pairs_as_plain_python(town, pairs):
    new, known, _ = town
    pd.testing.assert_frame_equal(match(new, known, engines.in_duckdb), pairs)


def test_work_spread_over_processes_gives_the_same_pairs(town, pairs, monkeypatch):
    for room in ("people", "match"):
        monkeypatch.setattr(sys.modules[f"workbook.matching.{room}"], "BATCH", 1_000)
    new, known, _ = town
    with on_every_core() as each:
        spread = match(new, known, partial(engines.in_duckdb, each=each), each)
    pd.testing.assert_frame_equal(spread, pairs)


@pytest.mark.bench
@pytest.mark.spark
def test_spark_finds_the_same_pairs_as_plain_python(town, pairs, monkeypatch):
    need("java")
    monkeypatch.setenv("PYSPARK_SUBMIT_ARGS", f"--master local[2] {QUICK} pyspark-shell")
    new, known, _ = town
    pd.testing.assert_frame_equal(match(new, known, engines.in_spark), pairs)


def test_an_engine_that_is_not_installed_is_named_with_how_to_get_it(monkeypatch):
    monkeypatch.setattr(engines, "find_spec", lambda _: None)
    with pytest.raises(ExtraMissing, match="pip install 'ringbind\\[scale\\]'"):
        match(pd.DataFrame(), pd.DataFrame(), engines.in_duckdb)
