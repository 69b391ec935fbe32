"""When a vehicle can be at the stops of its route: the earliest times that hold, the latest, and who is on board."""

from __future__ import annotations

from collections.abc import Sequence

from workbook.rides.network import EPS, Network


def picked_at(net: Network, nodes: Sequence[int]) -> list[int]:
    """Return for each drop the position of its pick-up, and -1 for all other stops."""
    last = net.first_depot
    picked: list[int] = []
    at: dict[int, int] = {}
    for place, node in enumerate(nodes):
        if node & 1 and node < last:
            picked.append(at[node - 1])
        else:
            at[node] = place
            picked.append(-1)
    return picked


def longest_tour(net: Network, nodes: Sequence[int]) -> float:
    """Return how long the vehicle of these nodes may be out."""
    return net.day.vehicles[(nodes[0] - net.first_depot) >> 1].longest


def earliest_times(net: Network, nodes: Sequence[int]) -> list[float] | None:
    """Return the earliest time of each stop that keeps windows, ride limits and the longest tour, None if none does.

    Windows and ways push times forward; a ride that is too long pushes its own pick-up, and all after it, until all
    hold or one window is shut. The times are the smallest solution, so none is missed.
    """
    early, late, service, minutes = net.earliest, net.latest, net.service, net.minutes
    times: list[float] = []
    before = nodes[0]
    now = early[before] - minutes[before][before]
    for node in nodes:
        now += service[before] + minutes[before][node]
        if now < early[node]:  # noqa: PLR1730  much quicker than a call of max
            now = early[node]
        if now > late[node] + EPS:
            return None
        times.append(now)
        before = node
    return times if _keep_short(net, nodes, times, picked_at(net, nodes)) else None


def _keep_short(net: Network, nodes: Sequence[int], times: list[float], picked: Sequence[int]) -> bool:
    """Push pick-ups (and the start of the tour) until no ride (and not the tour) is too long; False when none does."""
    longest, last, tour = net.longest, len(nodes) - 1, longest_tour(net, nodes)
    rides = [(up, down) for down, up in enumerate(picked) if up >= 0]
    moved = True
    while moved:
        moved = False
        for up, down in rides:
            soonest = times[down] - longest[nodes[up] >> 1]
            if soonest > times[up] + EPS:
                if not _push(net, nodes, times, up, soonest):
                    return False
                moved = True
        if times[last] - times[0] > tour + EPS:
            if not _push(net, nodes, times, 0, times[last] - tour):
                return False
            moved = True
    return True


def _push(net: Network, nodes: Sequence[int], times: list[float], at: int, time: float) -> bool:
    """Move a stop to a later time and all that it pushes; False when a window is shut."""
    late, service, minutes = net.latest, net.service, net.minutes
    while True:
        node = nodes[at]
        if time > late[node] + EPS:
            return False
        times[at] = time
        at += 1
        if at == len(nodes):
            return True
        time += service[node] + minutes[node][nodes[at]]
        if time <= times[at]:
            return True


def latest_times(net: Network, nodes: Sequence[int], picked: Sequence[int]) -> list[float]:
    """Return a time for each stop after which the rest of the route cannot hold (windows and ride limits)."""
    late, service, minutes = net.latest, net.service, net.minutes
    times = [0.0] * len(nodes)
    now = times[-1] = late[nodes[-1]]
    for at in range(len(nodes) - 2, -1, -1):
        node = nodes[at]
        now = min(late[node], now - service[node] - minutes[node][nodes[at + 1]])
        times[at] = now
    for down, up in enumerate(picked):
        if up < 0:
            continue
        at, time = down, times[up] + net.longest[nodes[up] >> 1]
        while at >= 0 and time < times[at]:
            times[at] = time
            at -= 1
            time -= service[nodes[at]] + minutes[nodes[at]][nodes[at + 1]]
    return times


def on_board(net: Network, nodes: Sequence[int]) -> list[list[int]]:
    """Return, per kind of room, what is still free after each stop."""
    free = list(net.day.vehicles[(nodes[0] - net.first_depot) >> 1].room)
    rows = [[n] for n in free]
    for node in nodes[1:]:
        if node < net.first_depot:
            for kind, n in net.need[node >> 1]:
                free[kind] += n if node & 1 else -n
        for kind, n in enumerate(free):
            rows[kind].append(n)
    return rows
