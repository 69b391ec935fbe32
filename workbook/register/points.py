"""Where addresses lie, from a map or the address register, onto Borgere, Steder and Køretøjer."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date

import pandas as pd

from workbook.change import Change, Row, records
from workbook.coordinates import NotInDenmark, Point, read_point
from workbook.lists.kinds import ListFile
from workbook.matching.addresses import parse_address
from workbook.problems import Problem
from workbook.register.filed import filed
from workbook.schema import Table
from workbook.tables import CITIZENS, LISTS, SITES, VEHICLES
from workbook.words import ReviewKind, counted, joined

NewIds = Callable[[Table, int], list[str]]
Houses = Mapping[tuple[str, str], Point | None]

_ADDRESSES = {CITIZENS: "address", SITES: "address", VEHICLES: "depot"}
"""The column with an address, in each table that wants its coordinates."""
_WHO = {CITIZENS: ("borger", "borgere"), SITES: ("sted", "steder"), VEHICLES: ("vogn", "vogne")}
_NAMED = 10


def take_points(
    file: ListFile,
    read: Callable[[Table], pd.DataFrame],
    *,
    today: date,
    user: str,
    new_ids: NewIds,
    corrected: Callable[[Table], set[tuple[str, str]]],
) -> Change:
    """Return what a file of addresses changes: columns `east` and `north` of those who live, or stand, at one of them.

    Only the whole house counts, street, number, letter and postcode: a guess would send a car to the wrong place.
    Coordinates that staff wrote by hand are kept.
    """
    houses, bad = _houses(file)
    change, told, lost = Change(), [], 0
    for table, address in _ADDRESSES.items():
        before, hand = read(table), corrected(table)
        places = {row_id: _found(table, row, houses) for row_id, row in records(before).items() if address in row}
        lost += sum(place is None for place in places.values()) if table is CITIZENS else 0
        keeps = {row_id for row_id in places if (row_id, "east") in hand or (row_id, "north") in hand}
        fresh = {row_id: place for row_id, place in places.items() if place and row_id not in keeps}
        rows = before.loc[list(fresh)]
        after = rows.assign(east=[p.east for p in fresh.values()], north=[p.north for p in fresh.values()])
        change.update(table, rows, after.astype(object))
        told += [counted(len(fresh), *_WHO[table])] if fresh else []
    if not change and (read(LISTS)["hash"] == file.fingerprint).any():
        return Change(message=f"“{file.name}” er læst ind før. Der er ikke noget nyt i den.")
    change.message = " ".join(_message(file, told, lost, len(bad)))
    change.insert(LISTS, LISTS.frame([filed(file, new_ids(LISTS, 1)[0], _rows(len(file.rows)), today, user)]))
    change.problems += [_unreadable(file, bad)] if bad else []
    return change


def _houses(file: ListFile) -> tuple[Houses, list[int]]:
    """Return the point of each house by (house, postcode), None where the file has two, and the rows it cannot use."""
    found: dict[tuple[str, str], Point | None] = {}
    bad = []
    for row in file.records:
        address = parse_address(row["address"] or "", row["postcode"] or "")
        try:
            point = read_point(row["east"], row["north"])
        except NotInDenmark:
            address = None
        if address is None:
            bad.append(row["row"])
            continue
        key = address.house, address.postcode
        found[key] = point if found.get(key, point) == point else None
    return found, bad


def _found(table: Table, row: Row, houses: Houses) -> Point | None:
    address = parse_address(row[_ADDRESSES[table]], row.get("postcode", ""))
    return houses.get((address.house, address.postcode)) if address and address.postcode else None


def _rows(count: int) -> str:
    return counted(count, "række", "rækker")


def _message(file: ListFile, told: list[str], lost: int, bad: int) -> Iterator[str]:
    yield f"{file.kind.list_kind}: {_rows(len(file.rows))} fra “{file.name}”."
    yield f"{joined(told)} har fået koordinater." if told else "Ingen af jeres adresser står i filen."
    if told and lost:
        yield f"{counted(lost, 'borgers', 'borgeres')} adresse står ikke i den."
    if bad:
        yield f"{_rows(bad)} kunne ikke læses; se arket Til vurdering."


def _unreadable(file: ListFile, rows: list[int]) -> Problem:
    named = ", ".join(map(str, rows[:_NAMED])) + (" …" if len(rows) > _NAMED else "")
    message = (
        f"{file.name}: {_rows(len(rows))} er ikke brugt (nr. {named}), for adressen har intet husnummer, eller "
        "koordinaterne er ikke et sted i Danmark. Ret dem, hvis I skal bruge dem, og læs filen ind igen."
    )
    return Problem(ReviewKind.BAD_CELL, message, source=file.name)
