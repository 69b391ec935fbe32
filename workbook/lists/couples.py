"""Rows about several people, as "Navn · CPR · Mobil · Navn · CPR · Mobil · Adresse": each person read as a row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from workbook.lists.read import Cell, Sheet

_NAMES = ("name", "first_name")
_WHO = {"cpr", *_NAMES}


def each_person(sheet: Sheet, at: int, fields: Sequence[str]) -> Iterator[tuple[Sheet, list[str]]]:
    """Yield the sheet for each person that its rows, below the headings at `at`, have room for, with their fields.

    Rows have room for two where there are two columns of CPR numbers and two of names; a field that stands as often is
    each one's own, and most others are shared. Where somebody's place in a row is blank, so is the row in their sheet.
    """
    often = Counter(filter(None, fields))
    people = often["cpr"]
    if people < 2 or all(often[name] != people for name in _NAMES):  # noqa: PLR2004  most lists
        yield sheet, list(fields)
        return
    owners = _owners(fields, often)
    theirs = [
        [field if owner in {None, person} else "" for field, owner in zip(fields, owners, strict=True)]
        for person in range(people)
    ]
    places = [
        [column for column, owner in enumerate(owners) if owner == person and fields[column] in _WHO]
        for person in range(people)
    ]
    whose = [_whose(row, places) for row in sheet.rows[at + 1 :]]
    for person, own in enumerate(theirs):
        below = [row if person in them else [] for row, them in zip(sheet.rows[at + 1 :], whose, strict=True)]
        yield replace(sheet, rows=[*sheet.rows[: at + 1], *below]), own


def _owners(fields: Sequence[str], often: Counter[str]) -> list[int | None]:
    """Return whose each column is, None for one that all share; a third phone is whose columns it stands among."""
    seen: Counter[str] = Counter()
    owners: list[int | None] = []
    for field in fields:
        owners.append(seen[field] if often[field] == often["cpr"] else None)
        seen[field] += 1
    starts = [owners.index(person) for person in range(often["cpr"])]
    for column, field in enumerate(fields):
        if often[field] > often["cpr"]:
            among = [person for person, start in enumerate(starts) if 0 <= column - start < starts[1] - starts[0]]
            owners[column] = among[0] if among else None
    return owners


def _whose(row: Sequence[Cell], places: Sequence[Sequence[int]]) -> Sequence[int]:
    """Return whom a row is about; one without a name or a number is the first one's, so that it is not lost."""
    them = [
        person for person, columns in enumerate(places) if any(column < len(row) and row[column] for column in columns)
    ]
    return them or [0]
