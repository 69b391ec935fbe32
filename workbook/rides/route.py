# ruff: noqa: PLR1730  in the inner loops a comparison is much quicker than a call of max
"""One vehicle's route: the earliest and latest time of each stop, who is on board, and the cheapest place for one more.

A route never changes; a new one is made instead, so what was found out about it stays true and is kept with it.
`Routes` keeps every route made, as a search comes back to the same ones again and again.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Sequence
from itertools import pairwise

from workbook.rides.network import EPS, Network
from workbook.rides.schedule import earliest_times, latest_times, longest_tour, on_board, picked_at

Place = tuple[float, int, int]
"""What a leg adds to the cost, and after which stops of the route its pick-up and its drop would come."""

NOWHERE: Place = (float("inf"), -1, -1)

MOST_KEPT = 60_000
"""So many routes are kept (about 5 kB each) before the search forgets them and begins anew."""


class Routes:
    """All routes made on a day, each made once."""

    def __init__(self, net: Network) -> None:
        """Begin with none."""
        self.net = net
        self._kept: dict[tuple[int, ...], Route | None] = {}

    def empty(self, vehicle: int) -> Route:
        """Return the route of a vehicle that stays at home."""
        start = self.net.first_depot + 2 * self.net.kind[vehicle]
        leaves = self.net.earliest[start]
        return self.of(vehicle, ()) or Route(self.net, (start, start + 1), [leaves, leaves])

    def of(self, vehicle: int, nodes: Sequence[int]) -> Route | None:
        """Return the vehicle's route over these nodes; None where no schedule holds."""
        start = self.net.first_depot + 2 * self.net.kind[vehicle]
        return self._of((start, *nodes, start + 1))

    def with_leg(self, route: Route, leg: int, place: Place) -> Route:
        """Return the route with the leg at a place that `place_for` found."""
        made = self._of(inserted(route.nodes, leg, place[1], place[2]))
        if made is None:
            raise AssertionError("a place was found where the leg does not fit")
        return made

    def without(self, route: Route, legs: Collection[int]) -> Route | None:
        """Return the route without these legs; None where no schedule holds (a way around is quicker)."""
        last = self.net.first_depot
        return self._of(tuple(node for node in route.nodes if node >= last or node >> 1 not in legs))

    def _of(self, nodes: tuple[int, ...]) -> Route | None:
        if nodes not in self._kept:
            if len(self._kept) > MOST_KEPT:
                self._kept.clear()
            times = earliest_times(self.net, nodes)
            self._kept[nodes] = None if times is None else Route(self.net, nodes, times)
        return self._kept[nodes]


class Route:
    """A vehicle's stops as nodes, depot to depot; made only by `Routes`, which makes none where no schedule holds."""

    __slots__ = ("board", "cost", "earliest", "found", "latest", "legs", "net", "nodes", "picked")

    def __init__(self, net: Network, nodes: tuple[int, ...], earliest: list[float]) -> None:
        """Take nodes with their earliest times."""
        self.net, self.nodes, self.earliest = net, nodes, earliest
        self.picked = picked_at(net, nodes)
        self.latest = latest_times(net, nodes, self.picked)
        self.cost = sum(net.cost[a][b] for a, b in pairwise(nodes))
        self.board = on_board(net, nodes)
        self.legs = frozenset(node >> 1 for node in nodes[1:-1])
        self.found: dict[int, Place] = {}

    def place_for(self, leg: int) -> Place:
        """Return the cheapest place for the leg on this route (kept for next time)."""
        place = self.found.get(leg)
        if place is None:
            place = self.found[leg] = cheapest(self, leg)
        return place


def inserted(nodes: tuple[int, ...], leg: int, up: int, down: int) -> tuple[int, ...]:
    """Return the nodes with the leg picked up after position `up` and dropped after position `down`."""
    return (*nodes[: up + 1], 2 * leg, *nodes[up + 1 : down + 1], 2 * leg + 1, *nodes[down + 1 :])


def fits(route: Route, leg: int, up: int, down: int) -> bool:
    """Say whether a schedule holds with the leg in that place."""
    nodes = inserted(route.nodes, leg, up, down)
    return _dies_away(route, leg, nodes, up, down) or earliest_times(route.net, nodes) is not None


def _dies_away(route: Route, leg: int, nodes: Sequence[int], up: int, down: int) -> bool:
    """Follow the delay that the leg means, as standing stops can only get later: True when nothing is in its way.

    A ride that gets too long may still hold with a later pick-up, which is for `earliest_times` to find out.
    """
    net, early, picked = route.net, route.earliest, route.picked
    late, service, minutes, longest = net.latest, net.service, net.minutes, net.longest
    before, at, now = nodes[up], up, early[up]
    moved: dict[int, float] = {}
    on = 0.0
    for node in nodes[up + 1 :]:
        now += service[before] + minutes[before][node]
        before = node
        if node >> 1 == leg:
            now = max(now, net.earliest[node])
            if not node & 1:
                on = now
            elif now - on > longest[leg] + EPS:
                return False
        else:
            at += 1
            if now <= early[at]:
                if at > down:
                    return True
                now = early[at]
            moved[at] = now
            start = picked[at]
            if start >= 0 and now - moved.get(start, early[start]) > longest[route.nodes[start] >> 1] + EPS:
                return False
        if now > late[node] + EPS:
            return False
    return now - early[0] <= longest_tour(net, nodes) + EPS


def cheapest(route: Route, leg: int) -> Place:
    """Return the place on the route where the leg adds least to the cost and every promise still holds."""
    for place in sorted(places(route, leg)):
        if fits(route, leg, place[1], place[2]):
            return place
    return NOWHERE


def places(route: Route, leg: int) -> list[Place]:  # noqa: C901, PLR0912, PLR0915  the innermost loop, spelled out for speed
    """Return all places that the earliest and latest times of the standing stops do not rule out."""
    net, nodes, early, late = route.net, route.nodes, route.earliest, route.latest
    up, down = 2 * leg, 2 * leg + 1
    minutes, cost, service = net.minutes, net.cost, net.service
    up_minutes, up_cost, down_minutes, down_cost = minutes[up], cost[up], minutes[down], cost[down]
    up_early, up_late, down_early, down_late = net.earliest[up], net.latest[up], net.earliest[down], net.latest[down]
    up_service, down_service, limit = service[up], service[down], net.limit[leg]
    need = [(route.board[kind], n) for kind, n in net.need[leg]]
    found: list[Place] = []
    last = len(nodes) - 1
    # stops whose latest time has passed before the leg can be picked up are not looked at
    for i in range(max(bisect_left(late, up_early + up_service - EPS) - 1, 0), last):
        u, v = nodes[i], nodes[i + 1]
        left = early[i] + service[u]
        if left > up_late:
            break
        now = left + minutes[u][up]
        if now < up_early:
            now = up_early
        v_late = late[i + 1] + EPS
        if now > up_late or now + up_service + up_minutes[v] > v_late:
            continue
        for free, n in need:
            if free[i] < n:
                break
        else:
            added = cost[u][up] - cost[u][v]
            now += up_service
            on = now + up_minutes[v]
            # dropped at once
            off = now + up_minutes[down]
            if off < down_early:
                off = down_early
            if off <= down_late and off + down_service + down_minutes[v] <= v_late:
                found.append((added + up_cost[down] + down_cost[v], i, i))
            # or after later stops
            added += up_cost[v]
            most = min(up_late, v_late - up_service - up_minutes[v]) + up_service + limit + EPS
            if most > down_late:
                most = down_late
            for j in range(i + 1, last):
                w = nodes[j]
                if on < early[j]:
                    on = early[j]
                for free, n in need:
                    if free[j] < n:
                        break
                else:
                    x = nodes[j + 1]
                    on += service[w]
                    off = on + minutes[w][down]
                    if off > most:
                        break
                    if off < down_early:
                        off = down_early
                    x_late = late[j + 1] + EPS
                    if off + down_service + down_minutes[x] <= x_late:
                        found.append((added + cost[w][down] + down_cost[x] - cost[w][x], i, j))
                    on += minutes[w][x]
                    if on > x_late:
                        break
                    continue
                break
    return found
