"""Target groups by their dated definitions: the earliest that somebody fits, by age on the group's day and services."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import pandas as pd

from workbook.change import records
from workbook.folding import fold
from workbook.lists.kinds import ListFile
from workbook.problems import Problem
from workbook.register.known import Known
from workbook.tables import CITIZENS
from workbook.words import ListKind, ReviewKind

_SMALL_WORDS = {"og", "eller", "med", "i", "af"}


@dataclass(frozen=True)
class Group:
    """A definition on Målgrupper; `on` is the day whose age counts, the words of `service` must all fit."""

    row_id: str
    number: int
    on: date | None
    age_from: int | None
    age_to: int | None
    service: frozenset[str]

    def takes(self, born: date | None, services: frozenset[str]) -> bool:
        """Whether somebody fits; a group without age and service cannot be told from what a list says."""
        if not self.service <= services or not (self.service or self.has_ages):
            return False
        return self.spans(born) if self.has_ages else True

    @property
    def has_ages(self) -> bool:
        """Whether the definition is about ages."""
        return self.age_from is not None or self.age_to is not None

    def spans(self, born: date | None) -> bool:
        """Whether somebody has the group's age on its day."""
        if born is None or self.on is None:
            return False
        age = self.on.year - born.year - ((self.on.month, self.on.day) < (born.month, born.day))
        return (self.age_from or 0) <= age <= (self.age_to if self.age_to is not None else 200)


def in_force(target_groups: pd.DataFrame, day: date) -> list[Group]:
    """Return the definitions that hold on a day, earliest group first: of each number the latest that had begun."""
    latest: dict[int, tuple[date, Group]] = {}
    for row_id, row in records(target_groups).items():
        began = row.get("valid_from", date.min)
        if row.get("number") is None or began > day or began < latest.get(row["number"], (date.min,))[0]:
            continue
        on = row.get("invited_on") or row.get("valid_from")
        service = _words(row.get("service"))
        group = Group(row_id, row["number"], on, row.get("age_from"), row.get("age_to"), service)
        latest[row["number"]] = (began, group)
    return [group for _, (_, group) in sorted(latest.items())]


def earliest(groups: Sequence[Group], born: date | None, services: str | None) -> int | None:
    """Return the number of the earliest group that takes somebody, None when none does."""
    words = _words(services)
    return next((group.number for group in groups if group.takes(born, words)), None)


def grouped(file: ListFile, known: Known) -> ListFile:
    """Return the list with a target group in every row that said none and fits one."""
    groups = in_force(known.target_groups, file.extracted_on)
    told = zip(*(file.rows[name].tolist() for name in ("target_group", "birth_date", "services")), strict=True)
    said = [earliest(groups, born, services) if group is None else group for group, born, services in told]
    return replace(file, rows=file.rows.assign(target_group=pd.Series(said, index=file.rows.index, dtype=object)))


def disagreements(file: ListFile, known: Known) -> Iterator[Problem]:
    """Yield a problem for each row of SSI's list whose target group is not the person's by age and services."""
    if file.kind.list_kind is not ListKind.SSI:
        return
    groups = in_force(known.target_groups, file.extracted_on)
    by_number = {group.number: group for group in groups}
    for row in file.records:
        said = row["target_group"]
        citizen = known.by_cpr.get(row["cpr"] or "", "")
        services = known.people.get(citizen, {}).get("services")
        ours = earliest(groups, row["birth_date"], services)
        if said is None or ours is None or said == ours:
            continue
        if ours < said or _too_young_or_old(by_number.get(said), row["birth_date"]):
            yield _differs(file, row, ours, citizen)


def _too_young_or_old(group: Group | None, born: date | None) -> bool:
    return group is not None and group.has_ages and born is not None and not group.spans(born)


def _differs(file: ListFile, row: dict[str, Any], ours: int, citizen: str) -> Problem:
    source = f"{file.name}, række {row['row']}"
    message = (
        f"{source}: SSI siger målgruppe {row['target_group']}, men efter alder og indsatser hører borgeren til "
        f"målgruppe {ours}. SSI's gruppe er noteret; ret den på borgeren, hvis den er forkert."
    )
    return Problem(ReviewKind.GROUP, message, CITIZENS.name, citizen, "target_group", source)


def _words(text: str | None) -> frozenset[str]:
    return frozenset(fold(text or "").split()) - _SMALL_WORDS
