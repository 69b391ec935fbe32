"""What cannot be planned, found before planning and said in words: vehicles and trips that make no sense.

A fault is the column of the row where it is mended (of Køretøjer for a vehicle, of Kørsel for a trip), and the words.
"""

from __future__ import annotations

import math
from collections.abc import Container, Iterator, Mapping, Sequence
from datetime import time

from workbook.minutes import minute
from workbook.rides.loads import LIFT, needs, takes
from workbook.rides.model import clock
from workbook.rides.rows import Car, Site, Trip
from workbook.settings import Settings
from workbook.words import Leg, Lock, joined

Fault = tuple[str, str]

MIDNIGHT = 24 * 60
"""The end of the day, where nothing else closes a window."""


def car_faults(car: Car, settings: Settings) -> Iterator[Fault]:
    """Give what is wrong with a vehicle."""
    if min(car.room.values(), default=0) < 0:
        yield "seats", f"{car.name} har færre end ingen pladser"
    elif car.room.get("seats", 0) < 1:
        yield "seats", f"{car.name} har ingen siddepladser"
    elif car.room.get("wheelchairs", 0) and car.room["seats"] < settings.wheelchair_seats:
        yield (
            "seats",
            f"{car.name} har plads til kørestole, men en kørestol fylder {settings.wheelchair_seats} siddepladser",
        )
    if car.shift_from is None or car.shift_to is None:
        yield "shift_from", f"{car.name} mangler vagtens begyndelse eller slutning"
    elif car.shift_to <= car.shift_from:
        shift = f"{clock(minute(car.shift_from))}-{clock(minute(car.shift_to))}"
        yield "shift_to", f"{car.name} har en vagt, der slutter, før den begynder ({shift})"
    if car.depot.point is None:
        yield "depot", f"garagen for {car.name} mangler koordinater"


def trip_faults(trip: Trip, site: Site | None, cars: Sequence[Car], settings: Settings) -> Iterator[Fault]:
    """Give what is wrong with a trip; `trip.home` and the site's place are located as well as can be."""
    yield from _site_faults(trip, site, settings)
    yield from _room_faults(trip, cars, settings)
    if trip.lock and trip.vehicle not in {car.name for car in cars}:
        yield "lock", f"turen er låst til “{trip.vehicle}”, som ikke kan køre den dag"
    if trip.lock is Lock.ALL and (trip.pick_up is None or trip.arrive is None):
        yield "lock", "turen er låst til en tid, men har ingen"


def _site_faults(trip: Trip, site: Site | None, settings: Settings) -> Iterator[Fault]:
    if site is None:
        yield "site", f"stedet “{trip.site}” står ikke på arket Steder"
        return
    if trip.appointment is None:
        yield "appointment", "der er ingen aftaletid"
    elif not (site.open_from or trip.appointment) <= trip.appointment <= (site.open_to or trip.appointment):
        hours = "-".join(clock(minute(at)) if at else "" for at in (site.open_from, site.open_to))
        at = clock(minute(trip.appointment))
        yield "appointment", f"aftalen kl. {at} ligger uden for åbningstiden {hours} på {site.name}"
    elif _is_at_midnight(trip, trip.appointment, settings):
        at = clock(minute(trip.appointment))
        yield "appointment", f"aftalen kl. {at} ligger så tæt på midnat, at turen ville være på en anden dag"
    if trip.home.point is None:
        yield "citizen", "borgeren mangler koordinater" if trip.home.names else "borgeren mangler adresse"
    elif site.place.point is None:
        yield "site", f"{site.name} mangler koordinater"
    elif trip.start and trip.start.point is None:
        yield "pick_at", f"stedet, borgeren hentes (“{trip.start.names[0]}”), mangler koordinater"
    else:
        home, there = trip.home.point, site.place.point
        km = math.hypot(home.east - there.east, home.north - there.north) * settings.detour_percent / 100_000
        if km > settings.far_km:
            yield "site", f"der er {km:.0f} km til {site.name}, højst {settings.far_km}"


def _is_at_midnight(trip: Trip, appointment: time, settings: Settings) -> bool:
    """Whether the citizen would be fetched the day before, or brought home the day after."""
    if trip.way is Leg.OUT:
        return minute(appointment) <= settings.arrive_early
    observe = settings.observe_minutes if trip.observe is None else trip.observe
    return minute(appointment) + observe + settings.ready_minutes + settings.wait_home >= MIDNIGHT


def _room_faults(trip: Trip, cars: Sequence[Car], settings: Settings) -> Iterator[Fault]:
    """Give why no vehicle could take the citizen, were it empty."""
    if not cars:
        yield "vehicle", "der er ingen vogne, der kører den dag"
    elif LIFT in needs(trip) and not any(car.lift for car in cars):
        yield "aid", "ingen vogn har lift, og borgeren sidder i kørestol"
    elif lacking := [f"{kind} {n}" for kind, n in trip.extra.items() if not any(_has_room(c, {kind: n}) for c in cars)]:
        yield "others", f"ingen vogn har plads til {joined(lacking)}; skriv det i Andre pladser på arket Køretøjer"
    elif not any(_has_room(car, takes(trip, settings)) for car in cars):
        yield "aid", "ingen vogn har plads til borgeren med hjælpemiddel og ledsager"


def _has_room(car: Car, needed: Mapping[str, int]) -> bool:
    return all(car.room.get(kind, 0) >= n for kind, n in needed.items())


def namesakes(cars: Sequence[Car]) -> dict[str, Fault]:
    """Return for each vehicle (row id) that is called as one above it: what is wrong."""
    first = {car.name: car.id for car in reversed(cars)}
    told = "står mere end én gang på arket Køretøjer den dag; giv hver vogn sit navn"
    return {car.id: ("name", f"{car.name} {told}") for car in cars if first[car.name] != car.id}


def alone(trips: Sequence[Trip], wrong: Container[str]) -> dict[str, list[Fault]]:
    """Return for each sound trip (row id) whose citizen's other way cannot be driven: what is wrong."""
    stranded = {trip.citizen: trip.way for trip in trips if trip.id in wrong}
    return {
        trip.id: [("leg", f"borgerens tur {stranded[trip.citizen].lower()} kan ikke køres")]
        for trip in trips
        if trip.citizen in stranded and trip.id not in wrong
    }


def doubled(trips: Sequence[Trip]) -> dict[str, Fault]:
    """Return for each trip (row id) that repeats another of the same citizen the same way: what is wrong."""
    seen: set[tuple[str, str]] = set()
    found = {}
    for trip in trips:
        if (trip.citizen, trip.way) in seen:
            found[trip.id] = "leg", f"borgeren har to ture {trip.way.lower()} samme dag"
        seen.add((trip.citizen, trip.way))
    return found
