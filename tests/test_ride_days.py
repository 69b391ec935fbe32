"""From rows to a day and back: coordinates, ways, windows, faults told before planning, rows with times."""

from __future__ import annotations

from dataclasses import replace
from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbook.coordinates import NotInDenmark, Point, projected, read_point
from workbook.rides.checker import check
from workbook.rides.day import arrange, timetable, typed
from workbook.rides.distances import Known, Place, driven, located, ways
from workbook.rides.rows import Car, Site, Trip
from workbook.rides.search import plan
from workbook.settings import Settings
from workbook.words import Aid, Leg, Lock

SETTINGS = Settings()


@pytest.mark.parametrize(
    ("longitude", "latitude", "east", "north"),
    [
        (12.3512, 55.6132, 711046.1142, 6168126.9365),
        (9.0, 56.0, 500000.0, 6206079.5871),
        (15.1826, 55.3208, 892060.9603, 6147913.7897),
        (8.0819, 55.5576, 442088.6385, 6157226.1040),
    ],
)
def test_degrees_become_the_metres_that_proj_gives(longitude, latitude, east, north):
    """Expected by pyproj 3.7 (EPSG:4258 to EPSG:25832)."""
    point = projected(longitude, latitude)
    assert (point.east, point.north) == pytest.approx((east, north), abs=0.002)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (12.3512, 55.6132),
        (55.6132, 12.3512),
        ("12,3512", "55,6132"),
        (711046.1142, 6168126.9365),
        ("6168126,9365", "711046,1142"),
    ],
)
def test_the_numbers_themselves_say_which_coordinates_they_are(one, other):
    point = read_point(one, other)
    assert (round(point.east), round(point.north)) == (711046, 6168127)


@pytest.mark.parametrize(
    ("one", "other"),
    [(13.0, 52.5), (0, 0), (1374880, 7478000), (12.35, 6168225), ("", ""), (None, 55.6), ("nan", 55.6)],
)
def test_what_is_not_in_denmark_is_refused(one, other):
    with pytest.raises(NotInDenmark):
        read_point(one, other)


@given(st.floats(8, 12.7), st.floats(54.6, 57.7))
def test_swapped_axes_mean_the_same_point(longitude, latitude):
    point = read_point(longitude, latitude)
    assert read_point(latitude, longitude) == point == read_point(point.north, point.east)


@pytest.mark.parametrize(("km", "minutes"), [(0, 0), (0.1, 2), (1, 3), (3, 7), (3.5, 8), (13, 17)])
def test_the_first_three_kilometres_are_slow_and_every_start_takes_a_minute(km, minutes):
    assert driven(km * 1000) == minutes


HOME = Place(("Testvej 1, 2635",), Point(711000, 6168000), "2635")
FAR = Place(("Testvej 9, 2635",), Point(711300, 6168400), "2635")
ISLAND = Place(("Øvej 1, 9999",), Point(720000, 6168000), "9999")


def test_a_way_is_the_straight_line_and_three_tenths_more():
    minutes, metres = ways([HOME, FAR], [], 1.3)
    assert (minutes, metres) == ([[0, 3], [3, 0]], [[0, 650], [650, 0]])


def test_what_staff_know_of_a_way_holds_both_ways_and_the_nearest_name_comes_first():
    known = [Known("2635", "9999", 70, 12.5), Known("testvej 9, 2635", "Øvej 1, 9999", 75)]
    minutes, metres = ways([HOME, FAR, ISLAND], known, 1.3)
    assert [row[2] for row in minutes] == [70, 75, 0]
    assert minutes[2] == [70, 75, 0]
    assert (metres[0][2], metres[2][0]) == (12500, 12500)


def test_a_way_with_a_row_for_each_direction_keeps_them_apart():
    known = [Known("2635", "9999", 70), Known("9999", "2635", 40)]
    minutes, _ = ways([HOME, ISLAND], known, 1.3)
    assert minutes == [[0, 70], [40, 0]]


def test_a_place_without_coordinates_is_guessed_at_the_middle_of_its_postcode_and_marked():
    guessed = located([HOME, FAR, Place(("Testvej 5",), None, "2635"), Place(("Nyvej 2",), None, "4000")])
    assert [(place.point, place.rough) for place in guessed[2:]] == [(Point(711150, 6168200), True), (None, True)]
    assert not any(place.rough for place in guessed[:2])


CENTRE = Site("Centret", Place(("Centret",), Point(714000, 6170000), "2630"), time(9), time(16))
BUS = Car("VO-1", "Bus 1", CENTRE.place, time(7), time(17), {"seats": 8, "wheelchairs": 2, "walkers": 2}, lift=True)
CAR = Car("VO-2", "Personbil 4", CENTRE.place, time(7), time(17), {"seats": 3, "walkers": 1})
OUT = Trip("K-1", "B-1", Leg.OUT, HOME, "Centret", time(11))
BACK = replace(OUT, id="K-2", way=Leg.HOME)
CHAIR = replace(OUT, id="K-3", citizen="B-2", home=FAR, aid=Aid.WHEELCHAIR, escort="AB")


def arranged(trips, cars=(BUS, CAR), sites=(CENTRE,), settings=SETTINGS):
    return arrange(trips, cars, sites, (), settings)


def test_the_windows_of_both_ways_follow_from_the_appointment():
    out, back = arranged([OUT, replace(BACK, observe=30)]).day.legs
    assert (out.drop.earliest, out.drop.latest) == (10 * 60 + 30, 10 * 60 + 50)
    assert (back.pick_up.earliest, back.pick_up.latest) == (11 * 60 + 40, 12 * 60 + 25)
    assert out.ride_limit == 30


def test_aid_and_escort_take_room_and_time_at_the_door():
    day = arranged([OUT, CHAIR, replace(OUT, id="K-4", citizen="B-3", aid=Aid.WALKER)]).day
    assert day.kinds == ["optagne siddepladser", "kørestole", "bårer", "rollatorer", "iltflasker"]
    assert [leg.room for leg in day.legs] == [(1, 0, 0, 0, 0), (3, 1, 0, 0, 0), (1, 0, 0, 1, 0)]
    assert [leg.pick_up.service for leg in day.legs] == [2, 7, 4]
    assert [set(leg.needs) for leg in day.legs] == [set(), {"lift"}, set()]


def test_a_kind_of_room_that_staff_added_counts_like_ours():
    bus = replace(BUS, room={**BUS.room, "Barnestole": 1})
    child = replace(OUT, extra={"Barnestole": 1})
    day = arranged([child, replace(child, id="K-2", citizen="B-2")], (bus,)).day
    assert day.kinds[-1] == "barnestole"
    assert [leg.room[-1] for leg in day.legs] == [1, 1]


def test_promises_and_locks_become_windows_of_their_own():
    locked = replace(OUT, lock=Lock.ALL, vehicle="Personbil 4", pick_up=time(10, 20), arrive=time(10, 35))
    promised = replace(BACK, promised=time(11, 40), lock=Lock.VEHICLE, vehicle="Bus 1")
    one, other = arranged([locked, promised]).day.legs
    assert (one.only, one.fixed, one.weight) == (1, (620, 635), 10)
    assert (other.only, other.promised, other.fixed) == (0, (695, 710), None)


@pytest.mark.parametrize(
    ("trips", "cars", "told"),
    [
        ([OUT], [replace(CAR, room={"seats": 0}), BUS], "Personbil 4 har ingen siddepladser."),
        ([OUT], [replace(CAR, shift_to=time(6)), BUS], "har en vagt, der slutter, før den begynder (7.00-6.00)"),
        ([OUT], [replace(CAR, shift_to=None), BUS], "Personbil 4 mangler vagtens begyndelse eller slutning."),
        ([OUT], [replace(CAR, room={"seats": 1, "wheelchairs": 1}), BUS], "en kørestol fylder 2 siddepladser"),
        ([OUT], [replace(CAR, depot=Place(("Garage",))), BUS], "Garagen for Personbil 4 mangler koordinater."),
        ([replace(OUT, appointment=time(8))], [BUS], "kl. 8.00 ligger uden for åbningstiden 9.00-16.00 på Centret"),
        ([replace(OUT, appointment=None)], [BUS], "Der er ingen aftaletid."),
        ([replace(OUT, site="Hallen")], [BUS], "Stedet “Hallen” står ikke på arket Steder."),
        ([replace(OUT, home=Place(()))], [BUS], "Borgeren mangler adresse."),
        ([replace(OUT, home=Place(("Vej 1",)))], [BUS], "Borgeren mangler koordinater."),
        ([replace(OUT, home=Place(("Vej 1",), Point(500000, 6300000)))], [BUS], "Der er 326 km til Centret, højst 60."),
        ([CHAIR], [CAR], "Ingen vogn har lift, og borgeren sidder i kørestol."),
        ([CHAIR], [replace(BUS, away="på værksted"), CAR], "Ingen vogn har lift, og borgeren sidder i kørestol."),
        ([replace(OUT, aid=Aid.STRETCHER)], [BUS], "Ingen vogn har plads til borgeren med hjælpemiddel og ledsager."),
        ([OUT, replace(OUT, id="K-9")], [BUS], "Borgeren har to ture ud samme dag."),
        ([replace(OUT, lock=Lock.VEHICLE, vehicle="Bus 7")], [BUS], "låst til “Bus 7”, som ikke kan køre den dag"),
        ([replace(OUT, lock=Lock.ALL, vehicle="Bus 1")], [BUS], "Turen er låst til en tid, men har ingen."),
    ],
)  # fmt: skip
def test_what_cannot_be_planned_is_told_before_planning(trips, cars, told):
    found = arranged(trips, cars)
    assert len(found.problems) == 1
    assert told in found.problems[0].message
    assert len(found.trips) + len(found.cars) + 1 == len(trips) + len(cars)


def test_a_day_without_faults_has_no_problems():
    assert not arranged([OUT, BACK, CHAIR]).problems


def test_a_planned_day_comes_back_as_rows_that_the_checker_reads_the_same_way():
    day = arranged([OUT, BACK, CHAIR])
    rides = plan(day.day, 50)
    rows = {row.id: row for row in timetable(day, rides, SETTINGS)}
    assert set(rows) == {"K-1", "K-2", "K-3"}
    filled = [
        replace(trip, vehicle=row.vehicle, pick_up=row.pick_up, arrive=row.arrive)
        for trip in day.trips
        for row in [rows[trip.id]]
    ]
    again = arranged(filled)
    assert check(again.day, typed(again, {id_: row.stops for id_, row in rows.items()})) == []
    assert time(10, 30) <= rows["K-1"].arrive <= time(10, 50)
    assert rows["K-2"].loads == (1, 0)
    assert max(rows["K-3"].loads) <= 3


def test_who_has_no_time_on_the_row_is_not_planned():
    assert typed(arranged([replace(OUT, vehicle="Bus 1")]), {}) == []
