"""The minutes at which a finished route is driven: arrivals as early as can be, and no rides longer than needed."""

from __future__ import annotations

from collections.abc import Iterator

from workbook.rides.model import Ride
from workbook.rides.route import Route


def timed(route: Route, vehicle: int) -> Iterator[Ride]:
    """Give a route's rides with their times: drops early, pick-ups late enough that nobody waits on board.

    Stops are numbered from 1. A pick-up moved later within the waiting after it shortens its own ride and no other's.
    """
    net, nodes, times = route.net, route.nodes, list(route.earliest)
    for at in range(len(nodes) - 2, 0, -1):
        node = nodes[at]
        if not node & 1:
            latest = times[at + 1] - net.service[node] - net.minutes[node][nodes[at + 1]]
            times[at] = max(times[at], min(net.latest[node], latest))
    for down, up in enumerate(route.picked):
        if up >= 0:
            yield Ride(nodes[up] >> 1, vehicle, times[up], times[down], (up, down))
