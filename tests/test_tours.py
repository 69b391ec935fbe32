"""Køreplan: each vehicle's day in figures and as a bar that Excel draws."""

from __future__ import annotations

import io
import itertools
import zipfile
from datetime import datetime, time

from hypothesis import given
from hypothesis import strategies as st

from macros.office import new_workbook
from tests.press.office import do
from tests.transport_day import DAY, THE_DAY_BEFORE, planned_office
from workbook.rides.tours import ROUND, drawn
from workbook.tables import RIDES, TABLES, TOURS

DRAWN = ["start", *(name for name in TOURS.names if name.startswith("part_"))]


def test_a_planned_day_has_a_row_per_vehicle_with_hours_people_and_kilometres():
    book = planned_office()
    plan, rides = book.read(TOURS), book.read(RIDES)
    assert set(plan["vehicle"]) == set(rides["vehicle"])
    assert plan["citizens"].sum() == rides.drop_duplicates(["citizen", "vehicle"]).shape[0]
    for _, row in plan.iterrows():
        mine = rides[rides["vehicle"] == row["vehicle"]]
        assert row["leaves"] < mine["pick_up"].min() < mine["arrive"].max() < row["home"]
        assert row["most"] == mine["pick_up_load"].max()
        assert row["date"] == DAY
        assert 5 < row["km"] < 80
        drawn_to = sum(row[name] for name in DRAWN)
        assert all(row[name] == round(row[name], 6) for name in DRAWN)  # LibreOffice keeps 15 digits
        assert round(drawn_to * 24 * 60) == row["home"].hour * 60 + row["home"].minute


def test_a_round_of_stretches_goes_up_and_down():
    assert drawn([(0, 10), (1, 5), (2, 6), (3, 7), (1, 8), (0, 9)])[:7] == [10, 5, 6, 7, 0, 8, 9]


@given(st.lists(st.tuples(st.integers(0, 9), st.floats(0.5, 90)), min_size=1, max_size=120))
def test_however_long_the_day_the_drawing_fits_and_is_as_long(stretches):
    bars = drawn(stretches)
    assert abs(sum(bars) - sum(minutes for _, minutes in stretches)) < 1e-6
    assert len(bars) == len(TOURS.names) - TOURS.names.index("part_1")


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(1, 90)), min_size=1, max_size=8))
def test_a_short_day_is_drawn_stretch_by_stretch_in_its_colours(stretches):
    loads = [load for load, _ in itertools.groupby(load for load, _ in stretches)]
    assert [
        load for load, _ in itertools.groupby(ROUND[at % 6] for at, bar in enumerate(drawn(stretches)) if bar)
    ] == loads


def test_a_checked_plan_is_drawn_as_it_stands():
    book = planned_office()
    before = book.read(TOURS)
    do(book, "check-rides", now=THE_DAY_BEFORE)
    assert book.read(TOURS).equals(before)


def test_the_workbook_draws_it_from_cells_that_presses_fill():
    book = planned_office()
    content = new_workbook({table.name: book.read(table) for table in TABLES}, datetime(2021, 5, 3))
    charts = [part for part in zipfile.ZipFile(io.BytesIO(content)).namelist() if part.startswith("xl/charts/chart")]
    drawings = [zipfile.ZipFile(io.BytesIO(content)).read(part).decode() for part in charts]
    [mine] = [xml for xml in drawings if "Køreplan" in xml]
    assert "$C$3:$C$14" in mine
    assert 'barDir val="bar"' in mine
    assert "<c:v>Bus 1</c:v>" in mine
    assert time(9) < book.read(TOURS)["leaves"].min()
