"""The promises that every wall keeps: in memory, on a closed file, in the open workbook."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import date, time
from typing import Any

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.walls import WALLS, Bench
from workbook.cells import clean_text
from workbook.change import Change, TableChange, same, settle
from workbook.schema import Column, Kind, Table
from workbook.tables import CALLS, CHECKPOINT, CITIZENS, HOURS, RELATIVES, TARGET_GROUPS
from workbook.words import ReviewKind

Make = Callable[[dict[str, pd.DataFrame]], AbstractContextManager[Bench]]

NAUGHTY = (
    "0101501234",
    "=1+1",
    "+45 12 34 56 78",
    "-5",
    "@x",
    "'apostrof",
    "''to",
    "1E5",
    "1/2",
    "20-04-2021",
    "10:30",
    "TRUE",
    "Sand",
    "#N/A",
    "NULL",
    "_x0041_",
    "_x005F_x0041_",
    "  luft  ",
    "a\nb",
    "\tab",
    "<b>&amp;</b>",
    "Æblegrød på ø 🚑👩‍🦽",
    "مرحبا بالعالم",
    "שלום",
    "\u202eomvendt",
    "50 %",
    "1.000,50",
)


@pytest.fixture(params=sorted(WALLS))
def make(request: pytest.FixtureRequest) -> Make:
    return WALLS[request.param]


@pytest.fixture
def bench(make: Make) -> Iterator[Bench]:
    """Three citizens behind a wall."""
    with make({"citizens": three_citizens()}) as made:
        yield made


def three_citizens() -> pd.DataFrame:
    return CITIZENS.frame(
        [
            {"id": "B-0001", "name": "Ane", "cpr": "0203401234", "phone": "43730001", "target_group": 1},
            {"id": "B-0002", "name": "Bo", "cpr": "0203411234", "invited_on": date(2021, 3, 1)},
            {"id": "B-0003", "name": "Carl", "cpr": "0203421234", "phone": "43730003"},
        ]
    )


def edited(frame: pd.DataFrame, row_id: str, **cells: Any) -> pd.DataFrame:
    after = frame.copy()
    for name, value in cells.items():
        after.loc[row_id, name] = value
    return after


def wrote(bench: Bench, change: Change) -> list[Any]:
    """Apply, save and open again, as a press and the next one do; return what conflicted."""
    problems = bench.book.apply(change)
    bench.book.save()
    bench.reopen()
    return problems


def update(bench: Bench, row_id: str, **cells: Any) -> Change:
    change, now = Change(), bench.book.read(CITIZENS)
    change.update(CITIZENS, now, edited(now, row_id, **cells))
    return change


def row(bench: Bench, row_id: str, *names: str) -> list[Any]:
    now = bench.book.read(CITIZENS)
    return [now.loc[row_id, name] for name in names]


def same_frames(one: pd.DataFrame, other: pd.DataFrame) -> bool:
    return (
        list(one.index) == list(other.index)
        and list(one.columns) == list(other.columns)
        and all(same(a, b) for name in one for a, b in zip(one[name].tolist(), other[name].tolist(), strict=True))
    )


def test_what_stands_is_read_as_it_was_told(bench: Bench) -> None:
    assert same_frames(bench.book.read(CITIZENS), three_citizens())


def test_every_cell_is_a_plain_value_or_none_and_every_dtype_is_object(bench: Bench) -> None:
    now = bench.book.read(CITIZENS)
    assert {str(dtype) for dtype in now.dtypes} == {"object"}
    assert now["phone"].tolist() == ["43730001", None, "43730003"]
    assert [type(value) for value in now["target_group"]] == [int, type(None), type(None)]
    assert [type(value) for value in now["invited_on"]] == [type(None), date, type(None)]


def test_an_empty_table_is_read_as_no_rows_and_can_be_filled(bench: Bench) -> None:
    assert bench.book.read(CALLS).empty
    rows = CALLS.frame([{"id": "O-0001", "citizen": "B-0001", "date": date(2021, 4, 20), "time": time(10, 30)}])
    change = Change()
    change.insert(CALLS, rows)
    assert wrote(bench, change) == []
    assert same_frames(bench.book.read(CALLS), rows)


def test_what_is_read_is_a_copy(bench: Bench) -> None:
    mine = bench.book.read(CITIZENS)
    mine.loc["B-0001", "name"] = "En anden"
    assert bench.book.read(CITIZENS).loc["B-0001", "name"] == "Ane"


def test_a_following_read_sees_what_was_applied(bench: Bench) -> None:
    assert bench.book.apply(update(bench, "B-0002", phone="43730002")) == []
    assert bench.book.read(CITIZENS).loc["B-0002", "phone"] == "43730002"


def test_a_second_change_builds_on_the_first(bench: Bench) -> None:
    assert bench.book.apply(update(bench, "B-0002", phone="43730002")) == []
    assert wrote(bench, update(bench, "B-0002", phone="43739999", city="Ishøj")) == []
    assert row(bench, "B-0002", "phone", "city") == ["43739999", "Ishøj"]


def test_a_row_is_found_by_its_id_after_a_sort(bench: Bench) -> None:
    change = update(bench, "B-0001", phone="43739999")
    bench.sort(CITIZENS, "Navn")
    assert wrote(bench, change) == []
    now = bench.book.read(CITIZENS)
    assert list(now["name"]) == ["Carl", "Bo", "Ane"]
    assert now["phone"].to_dict() == {"B-0001": "43739999", "B-0002": None, "B-0003": "43730003"}


def test_new_rows_come_at_the_bottom_and_the_others_keep_the_order_of_staff(bench: Bench) -> None:
    bench.sort(CITIZENS, "Navn")
    change = Change()
    change.insert(CITIZENS, CITIZENS.frame([{"id": "B-0004", "name": "Dorte"}]))
    assert wrote(bench, change) == []
    assert list(bench.book.read(CITIZENS).index) == ["B-0003", "B-0002", "B-0001", "B-0004"]


def test_a_deleted_row_goes_and_the_others_close_up(bench: Bench) -> None:
    change, now = Change(), bench.book.read(CITIZENS)
    change.delete(CITIZENS, now.loc[["B-0002"]])
    assert wrote(bench, change) == []
    assert same_frames(bench.book.read(CITIZENS), now.drop(index="B-0002"))


def test_a_table_may_lose_all_its_rows_and_get_new_ones(bench: Bench) -> None:
    change = Change()
    change.delete(CITIZENS, bench.book.read(CITIZENS))
    assert wrote(bench, change) == []
    assert bench.book.read(CITIZENS).empty
    change = Change()
    change.insert(CITIZENS, three_citizens())
    assert wrote(bench, change) == []
    assert same_frames(bench.book.read(CITIZENS), three_citizens())


def test_columns_of_staffs_own_follow_their_rows(bench: Bench) -> None:
    bench.own_column(CITIZENS, "Nøgleboks", {"B-0001": "blå", "B-0002": "rød", "B-0003": "gul"})
    bench.sort(CITIZENS, "Navn")
    now = bench.book.read(CITIZENS)
    change = Change()
    change.update(CITIZENS, now, edited(now, "B-0001", name="Anne"))
    change.delete(CITIZENS, now.loc[["B-0002"]])
    change.insert(CITIZENS, CITIZENS.frame([{"id": "B-0004", "name": "Dorte"}]))
    assert wrote(bench, change) == []
    assert bench.own_cells(CITIZENS, "Nøgleboks") == {"B-0003": "gul", "B-0001": "blå"}


def test_a_cell_that_changed_meanwhile_is_reported_and_not_overwritten(bench: Bench) -> None:
    change = update(bench, "B-0001", phone="43739999", name="Anne")
    bench.set_cell(CITIZENS, "B-0001", "Telefon", "51515151")
    problems = wrote(bench, change)
    assert [(p.kind, p.table, p.row_id, p.column) for p in problems] == [
        (ReviewKind.CONFLICT, "citizens", "B-0001", "phone")
    ]
    assert row(bench, "B-0001", "phone", "name") == ["51515151", "Anne"]


def test_a_row_to_delete_that_changed_meanwhile_is_kept_and_reported(bench: Bench) -> None:
    change = Change()
    change.delete(CITIZENS, bench.book.read(CITIZENS).loc[["B-0001"]])
    bench.set_cell(CITIZENS, "B-0001", "Telefon", "51515151")
    assert [problem.row_id for problem in wrote(bench, change)] == ["B-0001"]
    assert "B-0001" in bench.book.read(CITIZENS).index


def test_a_new_row_whose_id_is_taken_is_reported_and_not_written(bench: Bench) -> None:
    change = Change()
    change.insert(CITIZENS, CITIZENS.frame([{"id": "B-0003", "name": "En anden"}]))
    assert [problem.row_id for problem in wrote(bench, change)] == ["B-0003"]
    assert bench.book.read(CITIZENS).loc["B-0003", "name"] == "Carl"


def test_text_stays_text(bench: Bench) -> None:
    change = Change()
    rows = RELATIVES.frame({"id": f"P-{at:04d}", "name": text, "note": text} for at, text in enumerate(NAUGHTY, 1))
    change.insert(RELATIVES, rows)
    assert wrote(bench, change) == []
    assert bench.book.read(RELATIVES)["name"].tolist() == list(NAUGHTY)
    now = bench.book.read(RELATIVES)
    change = Change()
    turned = now.assign(name=list(reversed(NAUGHTY)))
    change.update(RELATIVES, now, turned)
    assert wrote(bench, change) == []
    assert bench.book.read(RELATIVES)["name"].tolist() == list(reversed(NAUGHTY))


def test_a_cell_can_be_made_blank_and_a_blank_one_filled(bench: Bench) -> None:
    assert wrote(bench, update(bench, "B-0001", phone=None, target_group=None)) == []
    assert wrote(bench, update(bench, "B-0002", phone="43730002", invited_on=None)) == []
    now = bench.book.read(CITIZENS)
    assert now["phone"].tolist() == [None, "43730002", "43730003"]
    assert now["target_group"].tolist() == [None, None, None]
    assert now["invited_on"].tolist() == [None, None, None]


def test_a_row_that_somebody_typed_gets_the_next_id_and_keeps_it(bench: Bench) -> None:
    bench.type_row(CITIZENS, {"Navn": "Dorte", "Telefon": "43730004"})
    assert bench.book.read(CITIZENS)["name"].to_dict()["B-0004"] == "Dorte"
    assert wrote(bench, update(bench, "B-0004", city="Ishøj")) == []
    bench.sort(CITIZENS, "Navn")
    assert row(bench, "B-0004", "name", "city") == ["Dorte", "Ishøj"]


def test_a_row_that_somebody_typed_never_gets_the_id_of_one_that_is_gone(bench: Bench) -> None:
    remembered = Change()
    block = {"id": "citizens/0/1", "table": CITIZENS.name, "block": 0, "part": 1, "content": "B-0007␞{}"}
    remembered.insert(CHECKPOINT, CHECKPOINT.frame([block]))
    assert wrote(bench, remembered) == []
    bench.type_row(CITIZENS, {"Navn": "Dorte"})
    assert bench.book.read(CITIZENS)["name"].to_dict()["B-0008"] == "Dorte"


def test_the_id_of_a_row_that_somebody_typed_is_written_by_a_change_of_nothing_else(bench: Bench) -> None:
    bench.type_row(CITIZENS, {"Navn": "Dorte"})
    bench.book.read(CITIZENS)
    assert wrote(bench, Change(tables={CITIZENS.name: TableChange()})) == []
    bench.type_row(CITIZENS, {"Navn": "Erik"})
    bench.sort(CITIZENS, "Navn")
    assert bench.book.read(CITIZENS)["name"].loc[["B-0004", "B-0005"]].tolist() == ["Dorte", "Erik"]


def test_a_row_that_somebody_copied_gets_an_id_of_its_own(bench: Bench) -> None:
    bench.type_row(CITIZENS, {"Borgernr.": "B-0002", "Navn": "Bo"})
    assert list(bench.book.read(CITIZENS).index) == ["B-0001", "B-0002", "B-0003", "B-0004"]
    assert wrote(bench, update(bench, "B-0004", name="Bodil")) == []
    assert bench.book.read(CITIZENS)["name"].tolist() == ["Ane", "Bo", "Carl", "Bodil"]


def test_a_table_that_no_press_touched_stays_as_it_is(bench: Bench) -> None:
    change = Change()
    change.insert(HOURS, HOURS.frame([{"id": "H-0001", "hours": 7.5}]))
    assert wrote(bench, change) == []
    assert same_frames(bench.book.read(CITIZENS), three_citizens())
    assert bench.book.read(HOURS)["hours"].tolist() == [7.5]


def test_rows_are_put_in_order_with_new_ones_between_and_staffs_own_columns_follow(bench: Bench) -> None:
    bench.own_column(CITIZENS, "Nøgleboks", {"B-0001": "blå", "B-0002": "rød", "B-0003": "gul"})
    change = Change()
    now = bench.book.read(CITIZENS)
    change.update(CITIZENS, now, now.assign(city="Ishøj"))
    change.delete(CITIZENS, now.loc[["B-0002"]])
    change.insert(CITIZENS, CITIZENS.frame([{"id": "B-0007", "name": "Gry"}]))
    change.order(CITIZENS, ["B-0003", "B-0007"])
    assert wrote(bench, change) == []
    after = bench.book.read(CITIZENS)
    assert after["name"].to_dict() == {"B-0003": "Carl", "B-0007": "Gry", "B-0001": "Ane"}
    assert list(after.index) == ["B-0003", "B-0007", "B-0001"]
    assert bench.own_cells(CITIZENS, "Nøgleboks") == {"B-0003": "gul", "B-0001": "blå"}


TEXTS = st.text(max_size=30).map(clean_text) | st.sampled_from(NAUGHTY)
VALUES: dict[Kind, st.SearchStrategy[Any]] = {
    Kind.TEXT: TEXTS,
    Kind.CHOICE: TEXTS,
    Kind.DATE: st.dates(date(1900, 1, 1), date(1900, 3, 3)) | st.dates(date(1900, 1, 1), date(9999, 12, 31)),
    Kind.TIME: st.times().map(lambda value: value.replace(microsecond=0)),
    Kind.WHOLE: st.integers(-(10**15), 10**15),
    Kind.NUMBER: st.integers(-(10**9), 10**9).map(lambda value: value / 100),
}
LAWFUL = (CALLS, HOURS, TARGET_GROUPS)


@st.composite
def frames(draw: st.DrawFn, table: Table) -> pd.DataFrame:
    """A table of up to six rows; a row holds something, as wholly blank ones are none."""
    numbers = draw(st.lists(st.integers(1, 9), unique=True, max_size=6))
    columns = draw(st.lists(st.sampled_from(table.columns), unique=True, max_size=5))
    return table.frame({"id": f"{table.prefix}-{at:04d}", **draw(cells(columns))} for at in numbers)


def cells(columns: list[Column]) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries({column.name: st.none() | VALUES[column.kind] for column in columns})


@pytest.mark.parametrize("table", LAWFUL, ids=lambda table: table.name)
@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_a_table_looks_as_the_change_says(make: Make, table: Table, data: st.DataObject) -> None:
    before, after = data.draw(frames(table)), data.draw(frames(table))
    first, second = Change(), Change()
    first.insert(table, before)
    second.replace(table, before, after)
    with make({}) as bench:
        assert wrote(bench, first) == []
        assert same_frames(bench.book.read(table), before)
        assert wrote(bench, second) == []
        assert same_frames(bench.book.read(table), settle(table, before, second.of(table))[0])
        order, third = data.draw(st.permutations(list(after.index))), Change()
        third.order(table, order)
        assert wrote(bench, third) == []
        assert list(bench.book.read(table).index) == order
        assert same_frames(bench.book.read(table), after.loc[order])
