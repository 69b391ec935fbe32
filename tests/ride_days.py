"""Made-up days of rides for the laws: small whole numbers, so that every plan can be tried."""

from __future__ import annotations

from hypothesis import strategies as st

from workbook.rides.model import Day, Leg, Stop, Vehicle

KINDS = ("optagne siddepladser", "kørestole")
SPAN = 240


def ways(places):
    """Minutes and costs between points of a town with straight streets."""
    return [[abs(a[0] - b[0]) + abs(a[1] - b[1]) for b in places] for a in places]


@st.composite
def legs(draw, person, places, vehicles, out, day_part=0):
    earliest = draw(st.integers(day_part, day_part + SPAN // 2))
    latest = earliest + draw(st.integers(0, 40))
    up, down = draw(st.lists(st.integers(0, places - 1), min_size=2, max_size=2, unique=True))
    service = draw(st.sampled_from((0, 2, 7)))
    free = Stop(up if out else down, day_part, day_part + SPAN, service)
    bound = Stop(down if out else up, earliest, latest, service)
    wheelchair = draw(st.booleans())
    locked = draw(st.integers(0, 5))
    return Leg(
        person,
        free if out else bound,
        bound if out else free,
        draw(st.integers(10, 60)),
        (2 if wheelchair else 1, int(wheelchair)),
        frozenset({"lift"} if wheelchair else ()),
        only=draw(st.integers(0, vehicles - 1)) if locked == 0 else None,
        promised=(earliest, earliest + 15) if locked == 1 and not out else None,
        fixed=(earliest - 20, earliest) if locked == 3 and out else None,
        weight=10 if locked == 2 else 1,
        escort=draw(st.sampled_from(("", "", "", "AB"))),
    )


@st.composite
def days(draw, most_people=5, pairs=True, most_vehicles=3):
    places = draw(st.lists(st.tuples(st.integers(0, 12), st.integers(0, 12)), min_size=4, max_size=6))
    vehicles = [
        Vehicle(
            0,
            0,
            draw(st.integers(0, 60)),
            draw(st.integers(300, 600)),
            (draw(st.integers(1, 4)), draw(st.integers(0, 1))),
            draw(st.sampled_from((200, 600))),
            frozenset({"lift"} if draw(st.booleans()) else ()),
            f"Bus {at + 1}",
            draw(st.sampled_from(("", "", "", "på værksted"))),
        )
        for at in range(draw(st.integers(1, most_vehicles)))
    ]
    rides = []
    for at in range(draw(st.integers(1, most_people))):
        rides.append(draw(legs(f"B{at}", len(places), len(vehicles), True)))
        if pairs and draw(st.booleans()):
            rides.append(draw(legs(f"B{at}", len(places), len(vehicles), False, 300)))
    minutes = ways(places)
    for _ in range(draw(st.sampled_from((0, 0, 0, 2)))):  # a row of Køretider: the straight way may be the slow one
        a, b = draw(st.integers(0, len(places) - 1)), draw(st.integers(0, len(places) - 1))
        minutes[a][b] = draw(st.integers(0, 40)) if a != b else 0
    return Day(rides, vehicles, minutes, minutes, KINDS)
