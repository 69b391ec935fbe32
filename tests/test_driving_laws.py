"""However Kørsel was edited by hand, either the plan can be driven or Kontrol says on a row why not.

What can be driven is decided here a second time, minute by minute and from nothing but the day, so that checker and law
do not share a mistake.
"""

from __future__ import annotations

from datetime import time
from functools import cache
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.pictures import reader
from tests.tools import examples
from tests.transport_day import CARS, DAY, HALL, PEOPLE, TIMES, planned_office
from workbook.minutes import minute
from workbook.rides.control import controlled
from workbook.rides.day import arrange
from workbook.rides.planning import BEFORE
from workbook.rides.sheets import day_of, rides_on
from workbook.settings import Settings
from workbook.tables import RIDES

SETTINGS = Settings()


@cache
def planned():
    return planned_office().read(RIDES)


CLOCKS = st.integers(8 * 60, 16 * 60).map(lambda at: time(at // 60, at % 60))
NEAR = st.integers(-3, 3)
EDITS = st.one_of(
    st.tuples(st.just("vehicle"), st.sampled_from(["Bus 1", "Bus 2", "Bil 3", "Bus 9", None])),
    st.tuples(st.sampled_from(["pick_up", "arrive"]), st.one_of(CLOCKS, NEAR, st.none())),
    st.tuples(st.just("aid"), st.sampled_from(["Kørestol", "Rollator", "Båre", None])),
    st.tuples(st.just("escort"), st.sampled_from(["AB", "Ja", None])),
    st.tuples(st.just("promised"), st.one_of(CLOCKS, st.none())),
    st.tuples(st.just("result"), st.sampled_from(["Aflyst", "Kørt"])),
    st.tuples(st.just("leg"), st.sampled_from(["Ud", "Hjem"])),
    st.tuples(st.just("site"), st.sampled_from(["Hallen", "Centret", None])),
)


def edited(edits):
    """Return the planned rows with cells changed; a small number moves a time by so many minutes."""
    rows = planned().copy()
    for at, (name, value) in edits:
        row_id = rows.index[at % len(rows)]
        old = rows.at[row_id, name]
        fresh = value
        if isinstance(value, int):
            fresh = time((minute(old) + value) // 60, (minute(old) + value) % 60) if old else None
        rows[name] = [fresh if id_ == row_id else cell for id_, cell in rows[name].items()]
    return rows


def said(rows, **tables):
    read = reader(citizens=PEOPLE, sites=HALL, vehicles=CARS, bookings=TIMES, rides=rows, **tables)
    return read, [text for text in controlled(read, DAY, SETTINGS, BEFORE)["check"] if text]


def can_be_driven(read, rows):
    """Follow every vehicle through the day, and say whether all that stands on Kørsel comes out as it stands."""
    sheets = day_of(read, DAY)
    arranged = arrange(sheets.trips, sheets.cars, sheets.sites, sheets.known, SETTINGS)
    legs = {trip.id: leg for trip, leg in zip(arranged.trips, arranged.day.legs, strict=True)}
    cars = {car.name: car for car in arranged.day.vehicles}
    standing = rides_on(rows, DAY)
    if set(legs) != set(standing.index):
        return False  # a row that is no ride, or cannot be one
    written = standing[["vehicle", "pick_up", "arrive"]].notna().sum(axis=1)
    if not written.isin([0, 3]).all() or not set(standing["vehicle"].dropna()) <= set(cars):
        return False
    driven = standing[written == 3]
    return (
        all(_alone(legs[str(id_)], cars[row["vehicle"]], row) for id_, row in driven.iterrows())
        and all(_tour(arranged.day, legs, cars[str(name)], mine) for name, mine in driven.groupby("vehicle"))
        and _whole(driven, standing)
        and _apart(legs, driven)
    )


def _alone(leg, car, row):
    up, down = minute(row["pick_up"]), minute(row["arrive"])
    return (
        leg.needs <= car.abilities
        and leg.pick_up.earliest <= up <= leg.pick_up.latest
        and leg.drop.earliest <= down <= leg.drop.latest
        and (leg.promised is None or leg.promised[0] <= up <= leg.promised[1])
        and 0 <= down - up <= leg.ride_limit + leg.pick_up.service
    )


def _tour(day, legs, car, mine):
    stops = sorted(
        stop
        for id_, row in mine.iterrows()
        for stop in (
            (minute(row["pick_up"]), row["pick_up_stop"], False, id_),
            (minute(row["arrive"]), row["drop_stop"], True, id_),
        )
    )
    place, free, aboard, last = car.start, car.earliest, [0] * len(car.room), 0
    for at, number, is_drop, id_ in stops:
        stop = legs[id_].drop if is_drop else legs[id_].pick_up
        aboard = [n - took if is_drop else n + took for n, took in zip(aboard, legs[id_].room, strict=True)]
        too_full = not is_drop and any(
            took and n > most for n, took, most in zip(aboard, legs[id_].room, car.room, strict=True)
        )
        if at < free + day.minutes[place][stop.place] or too_full or number < last:
            return False
        place, free, last = stop.place, at + stop.service, number
    return free + day.minutes[place][car.end] <= car.latest


def _whole(driven, standing):
    """Say whether everyone who is driven has all the ways that stand on the sheet, none at the same time as another."""
    for who, mine in driven.groupby("citizen"):
        if len(mine) != (standing["citizen"] == who).sum():
            return False
    spans = [(row["citizen"], minute(row["pick_up"]), minute(row["arrive"])) for _, row in driven.iterrows()]
    return not any(a[0] == b[0] and a[1] < b[2] and b[1] < a[2] for a, b in combinations(spans, 2))


def _apart(legs, driven):
    """Say whether no escort is in two vehicles at once, or at the hall with one while another is fetched elsewhere."""
    with_escort = [(legs[id_].escort, row) for id_, row in driven.iterrows() if legs[id_].escort]
    for (one, a), (other, b) in combinations(with_escort, 2):
        together = min(minute(a["arrive"]), minute(b["arrive"])) > max(minute(a["pick_up"]), minute(b["pick_up"]))
        if one == other and a["citizen"] != b["citizen"] and together and a["vehicle"] != b["vehicle"]:
            return False
    return True


def test_the_plan_as_it_was_made_can_be_driven():
    read, told = said(planned())
    assert told == []
    assert can_be_driven(read, planned())


@settings(max_examples=examples(60))
@given(st.lists(st.tuples(st.integers(0, 9), EDITS), min_size=1, max_size=3))
def test_every_edit_by_hand_leaves_a_plan_that_can_be_driven_or_is_told(edits):
    rows = edited(edits)
    read, told = said(rows)
    assert told or can_be_driven(read, rows), edits


@settings(max_examples=examples(60))
@given(st.tuples(st.integers(0, 9), EDITS))
def test_nothing_is_told_of_a_plan_that_can_be_driven(edit):
    rows = edited([edit])
    read, told = said(rows)
    assert not (told and can_be_driven(read, rows) and not _beside(told)), (edit, told)


def _beside(told):
    """Say whether all that is told is about an escort who waits with somebody, or what Booking has otherwise."""
    return all("er også med" in text or "på arket Booking" in text or "samme dag" in text for text in told)
