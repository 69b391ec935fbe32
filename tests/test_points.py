"""Coordinates from a file the office has: whole houses only, and never over what staff wrote."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import astuple
from datetime import date

import pandas as pd
import pytest

from tests.pictures import rows
from workbook.change import Change
from workbook.coordinates import projected
from workbook.lists.kinds import ListFile
from workbook.lists.read import Cell, Sheet
from workbook.lists.recognise import recognise
from workbook.register.importing import import_file
from workbook.tables import CITIZENS, LISTS, SITES, TABLES, VEHICLES

NO_LISTS = LISTS.frame()
TODAY = date(2021, 4, 20)
PEOPLE = rows(
    CITIZENS,
    "id  name  address  postcode  east  north",
    "B-0001  Ada  Engvej 12, 2. tv  2635  -  -",
    "B-0002  Bo  Engvej 12 A  2635  -  -",
    "B-0003  Cy  Engvej 14  2640  -  -",
    "B-0004  Dan  Skovvej 3  2635  705000  6169000",
    "B-0005  Eva  -  -  -  -",
)
SITE = rows(SITES, "id  name  address  postcode", "ST-0001  Kulturium  Skovvej 3  2635")
CAR = rows(VEHICLES, "id  name  depot", "VO-0001  Bus 1  Garagevej 1, 2635 Ishøj")
HEAD: list[Cell] = ["Vejnavn", "Husnr", "Postnr", "Øst", "Nord"]


def taken(*cells: Sequence[Cell], corrected: Sequence[tuple[str, str]] = (), lists: pd.DataFrame = NO_LISTS) -> Change:
    """Return what a file of addresses changes."""
    tables = {table.name: table.frame() for table in TABLES}
    tables |= {"citizens": PEOPLE, "sites": SITE, "vehicles": CAR, "lists": lists}
    file = recognise("adresser.csv", [Sheet("", [HEAD, *map(list, cells)])], TODAY)
    assert isinstance(file, ListFile)
    return import_file(
        file,
        lambda table: tables[table.name],
        today=TODAY,
        user="ABC",
        new_ids=lambda table, count: [f"{table.prefix}-{n:04d}" for n in range(1, count + 1)],
        corrected=lambda table: set(corrected) if table is CITIZENS else set(),
    )


def placed(change, table=CITIZENS):
    edits = change.of(table).updates.items()
    return {row_id: (round(cells["east"].value), round(cells["north"].value)) for row_id, cells in edits}


ENGVEJ, SKOVVEJ, GARAGE = ("Engvej", "12", "2635", "708000", "6168000"), ("Skovvej", 3, 2635, 709000.0, 6167000.0), (
    "Garagevej", "1", "2635", "12,350000", "55,614000"
)  # fmt: skip


def test_those_who_live_or_stand_at_an_address_get_its_coordinates_and_nobody_next_door():
    change = taken(ENGVEJ, SKOVVEJ, GARAGE)
    assert placed(change) == {"B-0001": (708000, 6168000), "B-0004": (709000, 6167000)}
    assert placed(change, SITES) == {"ST-0001": (709000, 6167000)}
    assert placed(change, VEHICLES) == {"VO-0001": tuple(map(round, astuple(projected(12.35, 55.614))))}
    assert change.message == (
        "Adresser med koordinater: 3 rækker fra “adresser.csv”. 2 borgere, 1 sted og 1 vogn har fået koordinater. "
        "2 borgeres adresse står ikke i den."
    )


def test_what_staff_wrote_by_hand_is_kept():
    assert placed(taken(SKOVVEJ, corrected=[("B-0004", "east")])) == {}


def test_a_house_with_two_places_is_no_place():
    assert placed(taken(ENGVEJ, ("Engvej", "12", "2635", "708100", "6168000"))) == {}


@pytest.mark.parametrize("bad", [("Engvej", None, "2635", "708000", "6168000"), ("Engvej", "12", "2635", "0", "0")])
def test_a_row_that_is_no_place_in_denmark_is_named_and_the_others_go_on(bad):
    change = taken(bad, SKOVVEJ)
    assert placed(change) == {"B-0004": (709000, 6167000)}
    (problem,) = change.problems
    assert "1 række er ikke brugt (nr. 2)" in problem.message


def test_the_same_file_again_adds_nothing():
    first = taken(("Nyvej", "1", "2635", "708000", "6168000"))
    again = taken(("Nyvej", "1", "2635", "708000", "6168000"), lists=LISTS.frame(
        {"id": key, **row} for key, row in first.of(LISTS).inserts.items()
    ))  # fmt: skip
    assert "Ingen af jeres adresser" in first.message
    assert "læst ind før" in again.message
    assert not again


def test_an_address_in_parts_is_one_address():
    head: list[Cell] = ["CPR", "Navn", "Vejnavn", "Husnr.", "Etage", "Side", "Postnr.", "Hjælp"]
    ada: list[Cell] = ["0202501234", "Ada", "Engvej", "12", "2.", "tv", "2635", "x"]
    file = recognise("udtræk.csv", [Sheet("", [head, ada])], TODAY)
    assert isinstance(file, ListFile)
    assert file.records[0]["address"] == "Engvej 12, 2. tv"
