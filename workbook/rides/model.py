"""A day of rides to plan: legs to serve, vehicles to serve them with, minutes and costs between places.

The problem is dial-a-ride (Cordeau and Laporte 2007): pick-up and delivery with time windows, room of several kinds, a
limit on each person's ride, and vehicles that differ. All times are minutes after midnight, all lengths minutes.
Values refuse nonsense at birth, so that nobody below has to ask.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

Room = tuple[int, ...]
"""How much of each kind of room (seats, wheelchairs, …) somebody takes or a vehicle has; kinds in the day's order."""

Window = tuple[float, float]
"""The earliest and the latest minute at which something may happen."""

NEVER = float("inf")
"""A limit that does not bind."""


@dataclass(frozen=True)
class Stop:
    """Where and when somebody gets on or off: at the door between `earliest` and `latest`, for `service` minutes."""

    place: int
    earliest: float
    latest: float
    service: float = 0

    def __post_init__(self) -> None:
        """Refuse a window that closes before it opens."""
        if self.earliest > self.latest or self.service < 0:
            raise ValueError("a stop needs a window that opens before it closes, and no negative service")


@dataclass(frozen=True)
class Leg:
    """One way of one person: `room` is taken from pick-up to drop, `ride_limit` is the most minutes from door to door.

    Legs with the same `person` are served together or not at all. A vehicle must have all abilities in `needs`.
    Locks: `only` is the one vehicle that may take the leg, `promised` the window that the person was told for the
    pick-up, `fixed` the minutes of pick-up and drop that may not move. `weight` is how much it matters that the person
    is served: many times 1 for somebody who is on board already or holds a promise. Two people with the same `escort`
    (initials) cannot be in two places at once.
    """

    person: str
    pick_up: Stop
    drop: Stop
    ride_limit: float
    room: Room
    needs: frozenset[str] = frozenset()
    only: int | None = None
    promised: Window | None = None
    fixed: Window | None = None
    weight: float = 1
    escort: str = ""

    def __post_init__(self) -> None:
        """Refuse a ride that may not take time, and negative room."""
        if self.ride_limit < 0 or min(self.room, default=0) < 0 or self.weight <= 0:
            raise ValueError("a leg needs a ride limit and room of zero or more, and a weight")


@dataclass(frozen=True)
class Vehicle:
    """A vehicle and its shift: leaves `start` from `earliest`, is at `end` by `latest`, is out at most `longest`.

    `away` says in words why it cannot drive from minute `away_from` on (0: all day). The planner takes it to be away
    all day: `noon.seen_at` gives the day as it is known at a minute.
    """

    start: int
    end: int
    earliest: float
    latest: float
    room: Room
    longest: float = NEVER
    abilities: frozenset[str] = frozenset()
    name: str = ""
    away: str = ""
    away_from: float = 0

    def __post_init__(self) -> None:
        """Refuse a shift that ends before it starts, and negative room."""
        if self.earliest > self.latest or min(self.room, default=0) < 0:
            raise ValueError("a vehicle needs a shift that starts before it ends, and no negative room")


@dataclass(frozen=True)
class Day:
    """What is to be planned: `minutes[a][b]` and `cost[a][b]` between places (cost is what the planner makes small).

    `kinds` names the kinds of room in the order of every `room`.
    """

    legs: Sequence[Leg]
    vehicles: Sequence[Vehicle]
    minutes: Sequence[Sequence[float]]
    cost: Sequence[Sequence[float]]
    kinds: Sequence[str] = ()
    legs_of: Mapping[str, tuple[int, ...]] = field(init=False)

    def __post_init__(self) -> None:
        """Note which legs belong together."""
        people: dict[str, tuple[int, ...]] = {}
        for at, leg in enumerate(self.legs):
            people[leg.person] = (*people.get(leg.person, ()), at)
        object.__setattr__(self, "legs_of", people)


Visit = tuple[int, bool]
"""A stop of a route: which leg, and whether it is the drop."""


@dataclass(frozen=True)
class Ride:
    """A leg as it is planned, or as staff typed it: the vehicle and the minutes of pick-up and drop.

    `numbers` are the places of the two stops on the vehicle's route; they decide between stops of the same minute.
    """

    leg: int
    vehicle: int
    pick_up: float
    drop: float
    numbers: tuple[int, int] = (0, 0)


def clock(minute: float) -> str:
    """Return a minute of the day as staff write it: 9.05."""
    whole = round(minute)
    return f"{whole // 60 % 24}.{whole % 60:02}"
