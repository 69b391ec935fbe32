"""OR-tools on a day of rides: `python ortools_rides.py SECONDS < day.json`, a line of JSON per better plan.

Settings after the project's own pick-up-and-delivery samples: parallel cheapest insertion first, guided local search,
insertion LNS and pair operators on, and (what keeps rides short enough for the search to find) a limit on each ride by
`SetPickupToDeliveryLimitFunctionForPair` beside the constraint. The kernel ends the process after its CPU seconds,
counted from the day on, as ours are: starting Python and loading OR-tools is not held against it.
"""

from __future__ import annotations

import json
import math
import resource
import sys
import time

from ortools.constraint_solver import pywrapcp, routing_enums_pb2

SCALE = 1000
"""OR-tools counts in whole numbers: thousandths of a minute, rounded up, so that plans keep the exact windows."""

STRANDED = 10**9

day = json.load(sys.stdin)
begun = time.process_time()
minutes, cost, legs, cars = day["minutes"], day["cost"], day["legs"], day["vehicles"]
stops = [stop for leg in legs for stop in (leg["pick_up"], leg["drop"])]
places = [stop["place"] for stop in stops]
places += [car[end] for car in cars for end in ("start", "end")]
services = [stop["service"] for stop in stops] + [0] * (2 * len(cars))
depots = [len(stops) + 2 * at for at in range(len(cars))]
manager = pywrapcp.RoutingIndexManager(len(places), len(cars), depots, [at + 1 for at in depots])
routing = pywrapcp.RoutingModel(manager)
solver = routing.solver()


def up(n: float) -> int:
    """Return minutes as a whole number, rounded up."""
    return math.ceil(n * SCALE - 1e-6)


def down(n: float) -> int:
    """Return minutes as a whole number, rounded down."""
    return math.floor(n * SCALE + 1e-6)


way = [[up(minutes[a][b] + services[i]) for b in places] for i, a in enumerate(places)]
arcs = [[round(cost[a][b] * SCALE) for b in places] for a in places]
node = manager.IndexToNode
time_of = routing.RegisterTransitMatrix(way)
routing.SetArcCostEvaluatorOfAllVehicles(routing.RegisterTransitMatrix(arcs))
horizon = up(max(car["latest"] for car in cars)) + SCALE
routing.AddDimension(time_of, horizon, horizon, False, "time")
clock = routing.GetDimensionOrDie("time")
for kind in range(len(cars[0]["room"])):
    takes = [n for leg in legs for n in (leg["room"][kind], -leg["room"][kind])] + [0] * (2 * len(cars))
    routing.AddDimensionWithVehicleCapacity(
        routing.RegisterUnaryTransitVector(takes), 0, [car["room"][kind] for car in cars], True, f"room {kind}"
    )
for at, car in enumerate(cars):
    for index in (routing.Start(at), routing.End(at)):
        clock.CumulVar(index).SetRange(up(car["earliest"]), down(car["latest"]))
    if car["longest"] is not None:
        clock.SetSpanUpperBoundForVehicle(down(car["longest"]), at)
limits = []
for at, leg in enumerate(legs):
    here, there = manager.NodeToIndex(2 * at), manager.NodeToIndex(2 * at + 1)
    routing.AddPickupAndDelivery(here, there)
    solver.Add(routing.VehicleVar(here) == routing.VehicleVar(there))
    solver.Add(clock.CumulVar(here) <= clock.CumulVar(there))
    most = down(leg["ride_limit"] + leg["pick_up"]["service"])
    solver.Add(clock.CumulVar(there) - clock.CumulVar(here) <= most)
    limits.append(most)
    for index, stop in ((here, leg["pick_up"]), (there, leg["drop"])):
        clock.CumulVar(index).SetRange(max(up(stop["earliest"]), 0), min(down(stop["latest"]), horizon))
        routing.AddDisjunction([index], STRANDED)
        if leg["vehicles"] is not None:
            routing.VehicleVar(index).SetValues([-1, *leg["vehicles"]])
for at, most in enumerate(limits):
    clock.SetPickupToDeliveryLimitFunctionForPair(lambda _, __, most=most: most, at)


def tell() -> None:
    """Print the plan that was just found."""
    rides, spread = [], 0
    for car in range(len(cars)):
        index, number = routing.Start(car), 0
        since: dict[int, tuple[float, int]] = {}
        while not routing.IsEnd(index):
            following = routing.NextVar(index).Value()
            a, b = node(index), node(following)
            spread += cost[places[a]][places[b]]
            at = clock.CumulVar(following).Min() / SCALE
            number += 1
            if b < len(stops):
                if b % 2:
                    rides.append([b // 2, car, since[b - 1][0], at, since[b - 1][1], number])
                else:
                    since[b] = at, number
            index = following
    print(json.dumps({"cpu": time.process_time() - begun, "cost": spread, "rides": rides}), flush=True)


routing.AddAtSolutionCallback(tell)
how = pywrapcp.DefaultRoutingSearchParameters()
how.first_solution_strategy = routing_enums_pb2.FirstSolutionStrategy.PARALLEL_CHEAPEST_INSERTION
how.local_search_metaheuristic = routing_enums_pb2.LocalSearchMetaheuristic.GUIDED_LOCAL_SEARCH
for operator in (
    "use_relocate_neighbors",
    "use_global_cheapest_insertion_expensive_chain_lns",
    "use_local_cheapest_insertion_expensive_chain_lns",
    "use_global_cheapest_insertion_close_nodes_lns",
    "use_local_cheapest_insertion_close_nodes_lns",
    "use_node_pair_swap_active",
    "use_relocate_and_make_active",
    "use_exchange_and_make_active",
    "use_inactive_lns",
    "use_path_lns",
):
    setattr(how.local_search_operators, operator, 3)  # BOOL_TRUE
seconds = int(sys.argv[1])
how.time_limit.seconds = 20 * seconds
most = math.ceil(begun + seconds)
resource.setrlimit(resource.RLIMIT_CPU, (most, most))
routing.SolveWithParameters(how)
