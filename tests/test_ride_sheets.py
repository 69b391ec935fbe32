"""What the sheets say of a day, as rows to plan."""

from __future__ import annotations

from datetime import date, time

import pytest

from tests.pictures import reader, rows
from workbook.coordinates import Point, read_point
from workbook.rides.day import arrange
from workbook.rides.kinds import Kinds
from workbook.rides.sheets import day_of
from workbook.settings import Settings
from workbook.tables import CITIZENS, COLLEAGUES, RIDES, SITES, TRAVEL_TIMES, VEHICLES
from workbook.words import Aid, Leg

DAY = date(2021, 5, 4)
PEOPLE = rows(
    CITIZENS,
    "id  name  address  postcode  city  east  north  observe  ride_limit",
    "B-0001  Asta Made-Up  Testvej 1  2635  Ishøj  12.3512  55.6132  30  20",
    "B-0002  Bo Made-Up  Testvej 9  2635  Ishøj  -  -  -  -",
)
HALL = rows(
    SITES,
    "id  name  address  postcode  open_from  open_to  east  north",
    "ST-0001  Hallen  Stadion 10  2605  09:00  16:00  714000  6170000",
)


def the_day(**tables):
    return day_of(reader(**{"citizens": PEOPLE, "sites": HALL, **tables}), DAY)


def test_a_row_of_koersel_is_a_trip_from_home_with_what_borgere_knows():
    rides = rows(
        RIDES,
        "id  citizen  leg  date  appointment  site  aid  escort  vehicle  pick_up_stop  pick_up  drop_stop  arrive",
        "K-0001  B-0001  Ud  2021-05-04  11:00  Hallen  Kørestol  AB  Bus 1  1  10:20  2  10:40",
    )
    found = the_day(rides=rides)
    [trip] = found.trips
    assert (trip.citizen, trip.way, trip.site, trip.appointment) == ("B-0001", Leg.OUT, "Hallen", time(11))
    assert (trip.observe, trip.limit, trip.aid, trip.escort) == (30, 20, Aid.WHEELCHAIR, "AB")
    assert trip.home.names == ("Testvej 1, 2635 Ishøj", "Testvej 1")
    assert (trip.home.point, trip.home.postcode) == (read_point(12.3512, 55.6132), "2635")
    assert found.stops == {"K-0001": (1, 2)}


def test_only_rides_of_the_day_that_were_not_called_off_count():
    rides = rows(
        RIDES,
        "id  citizen  leg  date  result",
        "K-0001  B-0001  Ud  2021-05-04  Aflyst",
        "K-0002  B-0001  Ud  2021-05-05  -",
        "K-0003  B-0001  Ud  2021-05-04  Kørt",
        "K-0004  B-0001  Hjem  2021-05-04  -",
    )
    assert [trip.id for trip in the_day(rides=rides).trips] == ["K-0003", "K-0004"]


def test_an_escort_who_is_not_chosen_yet_is_each_persons_own():
    rides = rows(
        RIDES,
        "id  citizen  leg  date  escort",
        "K-0001  B-0001  Ud  2021-05-04  Ja",
        "K-0002  B-0002  Ud  2021-05-04  ja",
        "K-0003  B-0002  Hjem  2021-05-04  Nej",
    )
    assert [trip.escort for trip in the_day(rides=rides).trips] == ["til B-0001", "til B-0002", ""]


def test_where_somebody_is_fetched_may_be_another_place():
    rides = rows(
        RIDES,
        "id  citizen  leg  date  pick_at",
        "K-0001  B-0002  Ud  2021-05-04  B-0001",
        "K-0002  B-0002  Hjem  2021-05-04  Hallen",
        "K-0003  B-0001  Ud  2021-05-04  Strandvej 3, 2605 Brøndby",
    )
    found = the_day(rides=rides)
    starts = [trip.start for trip in found.trips]
    assert [start.names[0] for start in starts] == ["Testvej 1, 2635 Ishøj", "Hallen", "Strandvej 3, 2605 Brøndby"]
    assert starts[2].postcode == "2605"


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("K-0001  B-0009  Ud", "Turen hører til en borger, der ikke står på arket Borgere."),
        ("K-0001  B-0001  -", "Turen mangler Ud eller Hjem i kolonnen “Tur”."),
        ("K-0001  B-0001  Retur", "Turen mangler Ud eller Hjem i kolonnen “Tur”."),
    ],
)
def test_a_row_that_does_not_say_who_or_which_way_is_told_and_left_out(line, told):
    found = the_day(rides=rows(RIDES, "id  citizen  leg  date", f"{line}  2021-05-04"))
    assert (found.trips, [problem.message for problem in found.problems]) == (
        [],
        [f"{told} Ret rækken K-0001 på arket Kørsel."],
    )


def test_coordinates_outside_denmark_are_told_with_their_row_and_no_values():
    away = HALL.assign(east=1.0, north=2.0)
    [problem] = the_day(sites=away).problems
    assert (problem.table, problem.row_id, problem.column) == ("sites", "ST-0001", "east")
    assert "ikke et sted i Danmark" in problem.message


CARS = (
    "id  name  driver  date  shift_from  shift_to  depot  seats  wheelchairs  lift  away  away_at",
    "VO-0001  Bus 1  MHN  -  07:00  17:00  Hallen  8  2  Ja  -  -",
    "VO-0002  Bil 2  ab  -  07:00  17:00  Garagen 1, 2635 Ishøj  3  -  -  -  -",
    "VO-0003  Bil 3  -  -  07:00  17:00  Hallen  3  -  -  på værksted  -",
    "VO-0004  Bus 1  MHN  2021-05-04  07:00  12:00  Hallen  8  2  Ja  -  11:30",
    "VO-0005  Bus 1  MHN  2021-05-05  07:00  09:00  Hallen  8  2  Ja  -  -",
)


def test_the_days_own_row_of_a_vehicle_wins_and_who_is_away_does_not_drive():
    staff = rows(
        COLLEAGUES, "id  initials  away_from  away_to", "M-0001  AB  2021-05-03  2021-05-04", "M-0002  MHN  -  -"
    )
    found = the_day(vehicles=rows(VEHICLES, *CARS), staff=staff)
    assert [(car.id, car.name, car.away, car.away_at) for car in found.cars] == [
        ("VO-0002", "Bil 2", "chaufføren AB er væk", None),
        ("VO-0003", "Bil 3", "på værksted", None),
        ("VO-0004", "Bus 1", "ukendt grund", time(11, 30)),
    ]


def test_a_garage_is_a_site_or_an_address_and_room_is_counted_by_kind():
    found = the_day(vehicles=rows(VEHICLES, *CARS))
    bus = next(car for car in found.cars if car.id == "VO-0004")
    assert bus.depot.point == Point(714000, 6170000)
    assert bus.room == {"seats": 8, "wheelchairs": 2, "stretchers": 0, "walkers": 0, "oxygen": 0}
    assert bus.lift
    assert found.cars[0].depot.postcode == "2635"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("barnestole 2, hunde 1", {"barnestole": 2, "hunde": 1}),
        ("2 Barnestole; hunde", {"barnestole": 2, "hunde": 1}),
        ("Stående: 3", {"stående": 3}),
        ("", {}),
        ("1 rollator, 2 rollatorer", {"walkers": 3}),
        ("hund af stor race, nr. 1 i båre 2", {"hund af stor race": 1, "nr. 1 i båre 2": 1}),
        (" , 7", {}),
    ],
)
def test_room_of_kinds_that_staff_think_of_is_counted_in_words(text, found):
    assert Kinds().counted(text) == found


def test_one_thing_and_many_are_the_same_kind_called_as_it_was_first():
    kinds = Kinds()
    assert [kinds.counted(text) for text in ("hunde 2", "hund", "1 Hund")] == [{"hunde": n} for n in (2, 1, 1)]


def test_what_is_counted_in_words_needs_room_in_the_vehicle():
    cars = rows(VEHICLES, CARS[0] + "  others", CARS[1] + "  hunde 1", CARS[2] + "  -")
    heading = "id  citizen  leg  date  appointment  site  others"
    lines = [
        f"K-000{n}  B-000{n}  Ud  2021-05-04  11:00  Hallen  {dogs}" for n, dogs in ((1, "1 hund"), (2, "hunde 2"))
    ]
    found = the_day(vehicles=cars, rides=rows(RIDES, heading, *lines))
    day = arrange(found.trips, found.cars, found.sites, found.known, Settings())
    assert [trip.id for trip in day.trips] == ["K-0001"]
    assert day.day.kinds[-1] == "hunde"
    assert [car.room[-1] for car in day.day.vehicles] == [1, 0]
    assert day.problems[0].message == "Ingen vogn har plads til hunde 2; skriv det i Andre pladser på arket Køretøjer."


def test_a_travel_time_without_minutes_is_left_out():
    times = rows(
        TRAVEL_TIMES, "id  place_from  place_to  minutes  km", "KT-0001  2635  2605  20  -", "KT-0002  2635  4000  -  9"
    )
    assert [(row.place_from, row.minutes) for row in the_day(travel_times=times).known] == [("2635", 20)]
