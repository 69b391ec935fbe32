"""The planner and the checker, held against each other and against trying everything."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise, permutations, product

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tests.ride_days import KINDS, days, ways
from workbook.rides.checker import check
from workbook.rides.model import Day, Leg, Ride, Stop, Vehicle
from workbook.rides.network import Network
from workbook.rides.route import Routes
from workbook.rides.schedule import earliest_times
from workbook.rides.search import Planner, counted, plan
from workbook.rides.timing import timed

ROUNDS = 40


def told(day, rides):
    return [broken.message for broken in check(day, rides)]


@settings(max_examples=70, deadline=None)
@given(days(), st.integers(0, 3))
def test_the_checker_finds_nothing_in_what_the_planner_returns(day, seed):
    assert told(day, plan(day, ROUNDS, seed)) == []
    assert told(day, plan(day, 0, seed)) == []


@settings(max_examples=30, deadline=None)
@given(days())
def test_the_same_day_and_seed_give_the_same_plan(day):
    assert plan(day, ROUNDS) == plan(day, ROUNDS)


@settings(max_examples=30, deadline=None)
@given(days())
def test_searching_never_serves_fewer_or_drives_further_for_the_same_people(day):
    planner = Planner(day)
    first = planner.search(planner.first(), ())
    assert planner.search(first, counted(ROUNDS)).cost <= first.cost


def every_plan(day):
    """Try every sharing of the legs among the vehicles and every order of stops."""
    net = Network(day)
    routes = Routes(net)
    for share in product([None, *range(len(day.vehicles))], repeat=len(day.legs)):
        rides: list[Ride] = []
        cost, holds = 0.0, True
        for vehicle in range(len(day.vehicles)):
            depot = net.first_depot + 2 * net.kind[vehicle]
            nodes = [node for leg, to in enumerate(share) if to == vehicle for node in (2 * leg, 2 * leg + 1)]
            if any(vehicle not in net.allowed[node >> 1] for node in nodes):
                holds = False
                break
            best = None
            for order in permutations(nodes):
                tour = (depot, *order, depot + 1)
                spread = sum(net.cost[a][b] for a, b in pairwise(tour))
                if nodes and (best is None or spread < best[0]) and possible(day, net, vehicle, tour):
                    best = (spread, tour)
            if nodes and best is None:
                holds = False
                break
            if best:
                cost += best[0]
                rides += timed(kept(routes._of(best[1])), vehicle)
        if holds and told(day, rides) == []:
            yield len({day.legs[ride.leg].person for ride in rides}), cost


def kept(route):
    assert route
    return route


def possible(day, net, vehicle, tour):
    """Say whether a tour keeps order, room and time."""
    aboard: set[int] = set()
    free = list(day.vehicles[vehicle].room)
    for node in tour[1:-1]:
        leg = node >> 1
        if node & 1 and leg not in aboard:
            return False
        aboard ^= {leg}
        for kind, takes in enumerate(day.legs[leg].room):
            free[kind] += takes if node & 1 else -takes
        if min(free) < 0:
            return False
    return earliest_times(net, tour) is not None


@settings(max_examples=40, deadline=None)
@given(days(most_people=2, most_vehicles=2))
def test_on_a_tiny_day_the_plan_is_as_good_as_the_best_of_all(day):
    assume(len(day.legs) <= 3)
    assume(not any(leg.escort or leg.weight > 1 for leg in day.legs))
    rides = plan(day, 150)
    served, cost = len({day.legs[ride.leg].person for ride in rides}), way(day, rides)
    best_served, best_cost = min(every_plan(day), key=lambda found: (-found[0], found[1]))
    assert (served, cost) == (best_served, best_cost)


def way(day, rides):
    """Return the way of a plan, measured stop by stop."""
    total = 0
    for at, vehicle in enumerate(day.vehicles):
        stops = []
        for ride in rides:
            if ride.vehicle == at:
                leg = day.legs[ride.leg]
                stops += [(ride.numbers[0], leg.pick_up.place), (ride.numbers[1], leg.drop.place)]
        places = [vehicle.start, *(place for _, place in sorted(stops)), vehicle.end]
        total += sum(day.cost[a][b] for a, b in pairwise(places))
    return total


@settings(max_examples=20, deadline=None)
@given(days(most_people=1, pairs=False, most_vehicles=1), st.data())
def test_no_schedule_holds_where_the_earliest_times_say_so(day, data):
    """The vehicle's stops at whole minutes, tried one by one."""
    net = Network(day)
    assume(net.allowed[0])
    leg, car = day.legs[0], day.vehicles[0]
    tried = any(
        not told(day, [Ride(0, 0, up, down, (1, 2))])
        for up in range(int(car.latest))
        for down in range(up, min(up + 80, int(car.latest) + 1))
    )
    assert tried == (earliest_times(net, (2, 0, 1, 3)) is not None), (leg, data)


MINUTES = ways([(0, 0), (5, 0), (10, 0), (0, 8)])
OUT = Leg("B1", Stop(1, 0, 600, 2), Stop(2, 100, 120, 2), 30, (1, 0))
HOME = Leg("B1", Stop(2, 150, 195, 2), Stop(1, 0, 600, 2), 30, (1, 0))
CHAIR = Leg("B2", Stop(3, 0, 600, 7), Stop(2, 100, 120, 7), 30, (2, 1), frozenset({"lift"}))
BUS = Vehicle(0, 0, 60, 300, (3, 1), abilities=frozenset({"lift"}), name="Bus 1")
CAR = Vehicle(0, 0, 60, 300, (3, 0), name="Personbil 4")
DAY = Day([OUT, HOME, CHAIR], [BUS, CAR], MINUTES, MINUTES, KINDS)
PLAN = [Ride(0, 1, 98, 105), Ride(1, 1, 155, 162), Ride(2, 0, 80, 105)]
TOGETHER = [Ride(2, 0, 80, 108), Ride(0, 0, 100, 115), Ride(1, 0, 155, 162)]


def with_legs(**changes):
    legs = {"out": OUT, "home": HOME, "chair": CHAIR}
    return replace(DAY, legs=[replace(leg, **changes.get(name, {})) for name, leg in legs.items()])


def with_cars(**changes):
    cars = {"bus": BUS, "car": CAR}
    return replace(DAY, vehicles=[replace(car, **changes.get(name, {})) for name, car in cars.items()])


def moved(leg, **cells):
    return [replace(ride, **cells) if ride.leg == leg else ride for ride in PLAN]


def test_a_plan_by_hand_that_keeps_every_rule_is_left_in_peace():
    assert told(DAY, PLAN) == []


@pytest.mark.parametrize(
    ("day", "rides", "words"),
    [
        (DAY, moved(0, drop=121), "fremme 2.01, senest 2.00"),
        (DAY, moved(0, pick_up=90, drop=99), "fremme 1.39, tidligst 1.40"),
        (DAY, moved(1, pick_up=149), "hentes 2.29, tidligst 2.30"),
        (DAY, moved(1, pick_up=200, drop=207), "hentes 3.20, senest 3.15"),
        (DAY, moved(0, pick_up=80, drop=113), "31 min. i vognen, højst 30"),
        (DAY, moved(0, pick_up=108), "fremme 1.45, før afhentningen 1.48"),
        (DAY, moved(0, drop=104), "Personbil 4 kan tidligst være fremme 1.45, ikke 1.44"),
        (DAY, moved(2, vehicle=1), "Personbil 4 har ikke lift"),
        (DAY, moved(2, vehicle=1), "for mange kørestole i Personbil 4: plads til 0, 1 om bord"),
        (DAY, [ride for ride in PLAN if ride.leg != 1], "kun den ene vej er planlagt"),
        (DAY, [*PLAN, PLAN[0]], "turen står to gange"),
        (DAY, moved(1, pick_up=104, drop=111), "to ture på samme tid: 1.38-1.45 og 1.44-1.51"),
        (with_cars(car={"away": "på værksted"}), PLAN, "Personbil 4 kører ikke: på værksted"),
        (with_cars(car={"earliest": 94}), PLAN, "Personbil 4 skal af sted 1.33, vagten begynder 1.34"),
        (with_cars(car={"latest": 168}), PLAN, "Personbil 4 er hjemme 2.49, vagten slutter 2.48"),
        (with_cars(car={"longest": 75}), PLAN, "Personbil 4 er ude i 76 min., højst 75"),
        (with_legs(out={"only": 0}), PLAN, "låst til Bus 1, men står på Personbil 4"),
        (with_legs(out={"promised": (80, 97)}), PLAN, "hentes 1.38, lovet mellem 1.20 og 1.37"),
        (with_legs(out={"fixed": (97, 105)}), PLAN, "hentes 1.38, låst til 1.37"),
        (with_legs(out={"fixed": (98, 106)}), PLAN, "fremme 1.45, låst til 1.46"),
        (with_legs(out={"escort": "AB"}, chair={"escort": "AB"}), PLAN, "ledsageren AB er også med Bus 1 1.20-1.45"),
    ],
)  # fmt: skip
def test_a_broken_rule_is_named_in_words_with_numbers(day, rides, words):
    assert words in told(day, rides)


def test_two_people_of_one_escort_may_share_a_vehicle():
    day = with_legs(out={"escort": "AB"}, home={"escort": "AB"}, chair={"escort": "AB"})
    rides = [Ride(2, 0, 80, 108), Ride(0, 0, 100, 115), Ride(1, 0, 155, 162)]
    assert not any("ledsageren" in words for words in told(day, rides))


def test_an_escort_who_waits_with_somebody_cannot_fetch_another():
    later = replace(CHAIR, drop=Stop(3, 100, 200, 7), pick_up=Stop(0, 0, 600, 7), escort="AB")
    day = replace(DAY, legs=[replace(OUT, escort="AB"), replace(HOME, escort="AB"), later])
    rides = [PLAN[0], PLAN[1], Ride(2, 0, 120, 140)]
    assert told(day, rides) == ["ledsageren AB er også med Bus 1 2.00-2.20"]


@settings(max_examples=70, deadline=None)
@given(days(), st.data())
def test_a_plan_that_one_change_makes_impossible_is_found_out(day, data):
    """A day is made stricter by one minute or one place than a plan for it needs: the checker must say so."""
    rides = plan(day, 5)
    assume(rides)
    ride = data.draw(st.sampled_from(rides))
    stricter = data.draw(st.sampled_from(STRICTER))(day, ride)
    assert stricter is None or told(stricter, rides)


def leg_changed(day, ride, **cells):
    return replace(day, legs=[replace(leg, **cells) if at == ride.leg else leg for at, leg in enumerate(day.legs)])


def car_changed(day, ride, **cells):
    return replace(
        day, vehicles=[replace(car, **cells) if at == ride.vehicle else car for at, car in enumerate(day.vehicles)]
    )


def shorter_ride(day, ride):
    took = ride.drop - ride.pick_up - day.legs[ride.leg].pick_up.service
    return leg_changed(day, ride, ride_limit=took - 1) if took >= 1 else None


def no_longer_free(day, ride):
    room = day.vehicles[ride.vehicle].room
    return car_changed(day, ride, room=(day.legs[ride.leg].room[0] - 1, *room[1:]))


def drops_sooner(day, ride):
    return leg_changed(day, ride, drop=Stop(day.legs[ride.leg].drop.place, -1, ride.drop - 1)) if ride.drop else None


def fetches_later(day, ride):
    return leg_changed(day, ride, pick_up=Stop(day.legs[ride.leg].pick_up.place, ride.pick_up + 1, 900))


STRICTER = (
    shorter_ride,
    no_longer_free,
    drops_sooner,
    fetches_later,
    lambda day, ride: leg_changed(day, ride, promised=(ride.pick_up + 1, ride.pick_up + 15)),
    lambda day, ride: leg_changed(day, ride, fixed=(ride.pick_up - 1, ride.drop)),
    lambda day, ride: leg_changed(day, ride, fixed=(ride.pick_up, ride.drop + 1)),
    lambda day, ride: leg_changed(day, ride, needs=frozenset({"trappehjælp"})),
    lambda day, ride: leg_changed(day, ride, only=ride.vehicle + 1) if ride.vehicle + 1 < len(day.vehicles) else None,
    lambda day, ride: car_changed(day, ride, away="aflyst"),
    lambda day, ride: car_changed(day, ride, earliest=ride.pick_up + 1, latest=900),
    lambda day, ride: car_changed(day, ride, earliest=0, latest=max(ride.drop - 1, 0)) if ride.drop else None,
    lambda day, ride: replace(day, legs=[*day.legs, replace(day.legs[ride.leg], escort="")]),
    lambda day, _: replace(day, minutes=[[n + 900 for n in row] for row in day.minutes]),
)  # fmt: skip


def test_a_search_can_be_stopped_and_keeps_the_best_so_far():
    heard = []

    def tell(share):
        heard.append(share)
        return len(heard) < 3

    assert len(plan(DAY, 1000, told=tell)) == 3
    assert heard == [0.0, 0.05, 0.1]


def test_both_ways_or_none():
    """One seat, and two people at the same minute: leg by leg one could go out and the other home."""
    one_seat = replace(CAR, room=(1, 0))
    out, home = replace(OUT, drop=Stop(2, 105, 105, 2)), HOME
    legs = [out, home, replace(out, person="B3"), replace(home, person="B3")]
    rides = plan(Day(legs, [one_seat], MINUTES, MINUTES, KINDS), 200)
    assert {ride.leg for ride in rides} in ({0, 1}, {2, 3})


def test_who_matters_most_is_served_first():
    one_seat = replace(CAR, room=(1, 0))
    legs = [replace(OUT, person=f"B{weight}", drop=Stop(2, 105, 105, 2), weight=weight) for weight in (1, 10)]
    rides = plan(Day(legs, [one_seat], MINUTES, MINUTES, KINDS), 50)
    assert [ride.leg for ride in rides] == [1]
