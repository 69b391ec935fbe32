"""The municipality's incidence out of a file onto the sheet Smittetal: one row a day, and what staff typed stands."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pandas as pd

from workbook.change import Change, records, same
from workbook.lists.kinds import ListFile
from workbook.problems import AreaMissing, Problem
from workbook.review import difference
from workbook.schema import Table
from workbook.tables import INCIDENCE
from workbook.words import ReviewKind, counted

NewIds = Callable[[Table, int], list[str]]
Corrected = frozenset[tuple[str, str]] | set[tuple[str, str]]


def take_incidence(
    file: ListFile, sheet: pd.DataFrame, area: str, today: date, new_ids: NewIds, corrected: Corrected
) -> Change:
    """Return the change that puts each day's incidence on the sheet; raises AreaMissing.

    `area` is the municipality's name at SSI; of several municipalities only its figures are taken. A day that stands
    gets the file's figure, unless staff wrote it (`corrected`): then they are asked. A day to come is not taken, nor is
    a day that the file tells twice with two figures.
    """
    change = Change()
    told = _told(file, area)
    by_day: dict[date, float] = {}
    for row in told:
        day, value = row["called_on"] or file.extracted_on, row["incidence"]
        if value is not None and (day > today or by_day.setdefault(day, value) != value):
            change.problems.append(_unused(file, row))
    standing = {row["date"]: (row_id, row) for row_id, row in records(sheet).items() if row.get("date")}
    changed = {day: by_day[day] for day in by_day.keys() & standing.keys() if not _stands(standing[day], by_day[day])}
    for day, value in sorted(changed.items()):
        row_id, old = standing[day]
        if (row_id, "incidence") in corrected:
            change.problems.append(_corrected(file, row_id, day, old.get("incidence"), value))
        else:
            before = sheet.loc[[row_id]]
            change.update(INCIDENCE, before, pd.DataFrame({"incidence": [value]}, index=before.index, dtype=object))
    fresh = sorted(by_day.keys() - standing.keys())
    note = f"Fra “{file.name}”"
    rows = (
        {"id": row_id, "date": day, "incidence": by_day[day], "note": note}
        for row_id, day in zip(new_ids(INCIDENCE, len(fresh)), fresh, strict=True)
    )
    change.insert(INCIDENCE, INCIDENCE.frame(rows))
    change.message = _message(len(fresh), len(change.of(INCIDENCE).updates), len(file.rows) - len(told))
    return change


def _told(file: ListFile, area: str) -> list[dict[str, Any]]:
    """Return the rows about this municipality: every one, where the file names none."""
    areas = {row["area"].casefold() for row in file.records if row["area"]}
    if not areas and not any(row["area_number"] for row in file.records):
        return file.records
    if not area or area.casefold() not in areas:
        raise AreaMissing(file.name, area)
    return [row for row in file.records if row["area"] and row["area"].casefold() == area.casefold()]


def _stands(standing: tuple[str, dict[str, Any]], value: float) -> bool:
    return same(standing[1].get("incidence"), value)


def _message(fresh: int, changed: int, others: int) -> str:
    told = f"{counted(fresh, 'ny dag', 'nye dage')}, {counted(changed, 'ændret dag', 'ændrede dage')}."
    return f"{told} {counted(others, 'række', 'rækker')} om andre kommuner er ikke brugt." if others else told


def _unused(file: ListFile, row: dict[str, Any]) -> Problem:
    source = f"{file.name}, række {row['row']}"
    message = (
        f"{source}: dagen er ikke kommet endnu, eller den står to gange med hver sit tal. "
        "Ret rækken, og læs filen ind igen."
    )
    return Problem(ReviewKind.BAD_CELL, message, source=source)


def _corrected(file: ListFile, row_id: str, day: date, old: Any, new: float) -> Problem:
    message = (
        f"Incidensen den {day:%d-%m-%Y} er skrevet i hånden, og “{file.name}” siger noget andet. "
        "Det skrevne er beholdt; vælg, hvad der skal gælde."
    )
    return difference(INCIDENCE, row_id, "incidence", old, new, message, file.name)
