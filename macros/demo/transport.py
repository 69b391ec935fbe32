"""The demo's transport day, a week after: five people with a time and municipal transport, three vehicles, one hall."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, time, timedelta

import pandas as pd

from macros.demo.world import TODAY
from workbook.book import Book
from workbook.change import Change
from workbook.tables import BOOKINGS, CITIZENS, COLLEAGUES, SITES, VEHICLES
from workbook.words import Aid, Transport, YesNo

DAY: date = TODAY + timedelta(days=7)

AIDS = ((Aid.WALKER, "Ja"), (Aid.WHEELCHAIR, "Ja"), (Aid.WALKER, "Nej"), (Aid.WHEELCHAIR, "Nej"), (Aid.WALKER, "Nej"))
"""The aid of each of the five, and whether an escort is to come along."""

_TIMES = (time(10, 0), time(10, 20), time(10, 0), time(10, 20), time(10, 0))
_HOMES = ((710_900, 6_168_300), (712_100, 6_167_400), (709_900, 6_167_000), (711_600, 6_168_900), (713_000, 6_168_200))
"""Where the five live, in metres (UTM 32): somewhere in Ishøj."""

_HALL = {
    "id": "ST-0001",
    "name": "Eksempelhallen",
    "address": "Prøvegårds Allé 10",
    "postcode": "2605",
    "city": "Brøndby",
    "open_from": time(9),
    "open_to": time(16),
    "east": 714_000,
    "north": 6_170_000,
}
_DEPOT = {"depot": "Modelhaven 1, 2635 Ishøj", "east": 711_500, "north": 6_168_500}
_SHIFT = {"shift_from": time(8), "shift_to": time(16)}
_LIFT = {"seats": 5, "wheelchairs": 1, "walkers": 1, "lift": "Ja"}
_VEHICLES = (
    {"name": "Liftbus 1", "driver": "JBB", "phone": "83000001", **_LIFT},
    {"name": "Liftbus 2", "driver": "SNK", "phone": "83000002", **_LIFT},
    {"name": "Personbil 3", "driver": "TLM", "phone": "83000003", "seats": 3, "walkers": 1, "lift": "Nej"},
)
_DRIVERS = (("JBB", "Jan Brink Bøgeskov"), ("SNK", "Susanne Nør Kilde"), ("TLM", "Tom Lind Mose"))


def answers() -> list[dict[str, object]]:
    """Return what a caller types for the five."""
    return [
        {
            "outcome": "Ja, vil have hjælp til booking",
            "spoke_with": "Borgeren",
            "reason": "Telefonkø",
            "books_by": "Vil have hjælp",
            "transport": str(Transport.MUNICIPAL),
            "aid": str(aid),
            "can_sit": str(YesNo.YES),
            "escort": escort,
        }
        for aid, escort in AIDS
    ]


def office_rows(callers: int) -> dict[str, pd.DataFrame]:
    """Return what the office has to drive with; the drivers follow so many `callers` on Medarbejdere."""
    cars = ({"id": f"VO-{at:04d}", **car, **_SHIFT, **_DEPOT} for at, car in enumerate(_VEHICLES, start=1))
    drivers = (
        {"id": f"M-{at:04d}", "initials": initials, "name": name, "role": "chauffør"}
        for at, (initials, name) in enumerate(_DRIVERS, start=callers + 1)
    )
    return {
        SITES.name: SITES.frame([_HALL]),
        VEHICLES.name: VEHICLES.frame(cars),
        COLLEAGUES.name: COLLEAGUES.frame(drivers),
    }


def type_times(book: Book) -> None:
    """Type the times that the Region gave the five, and where they live."""
    bookings = book.read(BOOKINGS)
    mine = bookings[(bookings["transport"] == Transport.MUNICIPAL) & (bookings["dose"] == 1)]
    change = Change()
    change.update(
        BOOKINGS,
        mine,
        _with(mine, date=[DAY] * len(mine), time=_TIMES, site=[_HALL["name"]] * len(mine)),
    )
    people = book.read(CITIZENS)
    homes = people.loc[mine["citizen"]]
    roads = [known or f"Prøvevej {number}" for number, known in enumerate(homes["address"].tolist(), start=1)]
    places = {"address": roads, "postcode": ["2635"] * len(roads), "city": ["Ishøj"] * len(roads)}
    east, north = zip(*_HOMES, strict=True)
    change.update(CITIZENS, homes, _with(homes, **places, east=east, north=north))
    book.apply(change)
    book.save()


def _with(rows: pd.DataFrame, **cells: Sequence[object]) -> pd.DataFrame:
    """Return rows with other cells, one for each row."""
    return rows.assign(**{name: pd.Series(list(column), rows.index, dtype=object) for name, column in cells.items()})
