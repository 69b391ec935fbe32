"""Figures from outside: SSI's coverage onto the sheet Dækning, FLIS' people and invitations onto Målgrupper.

The incidence, onto Smittetal, is read in `incidence`.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pandas as pd

from workbook.change import Change, Row, records, same
from workbook.lists.kinds import ListFile
from workbook.problems import Problem
from workbook.register.filed import filed
from workbook.register.groups import in_force
from workbook.register.incidence import take_incidence
from workbook.review import difference
from workbook.schema import Table
from workbook.settings import read_settings
from workbook.tables import COVERAGE, INCIDENCE, LISTS, SETTINGS, TARGET_GROUPS
from workbook.words import ReviewKind, counted

NewIds = Callable[[Table, int], list[str]]
Corrected = frozenset[tuple[str, str]] | set[tuple[str, str]]

_COUNTS = ("first", "done", "people", "first_share", "done_share")


def take_figures(
    file: ListFile,
    sheet: Table,
    read: Callable[[Table], pd.DataFrame],
    *,
    today: date,
    user: str,
    new_ids: NewIds,
    corrected: Corrected,
) -> Change:
    """Return what a file of figures changes on its sheet; `corrected` are cells there that staff wrote, and keep."""
    if sheet is INCIDENCE:
        area = read_settings(read(SETTINGS)).ssi_area
        change = take_incidence(file, read(sheet), area, today, new_ids, corrected)
    elif sheet is COVERAGE:
        change = _coverage(file, read(sheet), new_ids)
    else:
        change = _flis(file, read(sheet), corrected)
    lists = read(LISTS)
    if not change and (lists["hash"] == file.fingerprint).any():
        return Change(message=f"“{file.name}” er læst ind før. Der er ikke noget nyt i den.", problems=change.problems)
    list_id = new_ids(LISTS, 1)[0]
    told = f"{counted(len(file.rows), 'række', 'rækker')} med tal"
    change.insert(LISTS, LISTS.frame([filed(file, list_id, told, today, user)]))
    change.problems += [_wrong(file, row["row"], "tallene kan ikke læses") for row in file.records if row["unreadable"]]
    day = f"{file.extracted_on:%d-%m-%Y}"
    standing = f"{file.kind.list_kind}: {told} fra “{file.name}”, opgjort {day}, står på arket {sheet.sheet}."
    change.message = f"{standing} {change.message}".strip()
    return change


def _coverage(file: ListFile, coverage: pd.DataFrame, new_ids: NewIds) -> Change:
    change = Change()
    standing = {(row.get("date"), row.get("area")): row_id for row_id, row in records(coverage).items()}
    told = {
        (file.extracted_on, row["area"]): {name: row[name] for name in _COUNTS}
        for row in file.records
        if row["area"] and row["people"]
    }
    fresh = [key for key in told if key not in standing]
    ids = new_ids(COVERAGE, len(fresh))
    rows = ({"id": row_id, "date": key[0], "area": key[1], **told[key]} for row_id, key in zip(ids, fresh, strict=True))
    change.insert(COVERAGE, COVERAGE.frame(rows))
    _update(change, COVERAGE, coverage, {standing[key]: cells for key, cells in told.items() if key in standing})
    return change


def _flis(file: ListFile, groups: pd.DataFrame, corrected: Corrected) -> Change:
    change = Change()
    standing = {group.number: group.row_id for group in in_force(groups, file.extracted_on)}
    before = records(groups)
    now: dict[str, Row] = {}
    for row in file.records:
        row_id = standing.get(row["target_group"])
        if row_id is None:
            change.problems.append(_wrong(file, row["row"], "målgruppen står ikke på arket Målgrupper"))
            continue
        told = {"population": row["people"], "invited": row["invited"], "invited_on": row["invited_on"]}
        told = {name: value for name, value in told.items() if value is not None}
        kept = {name for name in told if (row_id, name) in corrected}
        now[row_id] = {name: value for name, value in told.items() if name not in kept}
        old = before[row_id]
        change.problems += [
            _difference(file, row["target_group"], row_id, name, old.get(name), told[name])
            for name in sorted(kept)
            if not same(told[name], old.get(name))
        ]
    _update(change, TARGET_GROUPS, groups, now)
    return change


def _update(change: Change, table: Table, before: pd.DataFrame, now: dict[str, Row]) -> None:
    for row_id, cells in now.items():
        old = before.loc[[row_id]]
        fresh = {name: value for name, value in cells.items() if value is not None}
        change.update(table, old, pd.DataFrame([fresh], index=old.index, dtype=object))


def _difference(file: ListFile, number: int, row_id: str, name: str, old: object, new: object) -> Problem:
    label = TARGET_GROUPS.by_name[name].label
    message = (
        f"Feltet “{label}” for målgruppe {number} er rettet i hånden, og “{file.name}” siger noget andet. "
        "Rettelsen er beholdt; vælg, hvad der skal gælde."
    )
    return difference(TARGET_GROUPS, row_id, name, old, new, message, file.name)


def _wrong(file: ListFile, row: int, why: str) -> Problem:
    source = f"{file.name}, række {row}"
    return Problem(ReviewKind.BAD_CELL, f"{source}: {why}. Ret rækken, og læs filen ind igen.", source=source)
