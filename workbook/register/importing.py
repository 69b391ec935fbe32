"""A recognised file into the workbook, by its kind; what staff explained of its headings is kept in Afgjort."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pandas as pd

from workbook.change import Change
from workbook.lists.kinds import ListFile
from workbook.problems import ListWithoutPeople
from workbook.register.asking import bad_column
from workbook.register.corrected import put_right
from workbook.register.figures import take_figures
from workbook.register.groups import disagreements, grouped
from workbook.register.known import Known
from workbook.register.points import take_points
from workbook.register.relatives import take_relatives
from workbook.register.taking_in import of_the_file, take_in
from workbook.register.times import take_times
from workbook.review import unseen
from workbook.schema import Table
from workbook.settings import read_settings
from workbook.tables import (
    CITIZENS,
    COVERAGE,
    DECISIONS,
    INCIDENCE,
    LIST_ROWS,
    RELATIVES,
    REVIEW,
    SETTINGS,
    SITES,
    TARGET_GROUPS,
)
from workbook.words import OFF_LIST, Bucket, ListKind, ReviewKind, counted

Read = Callable[[Table], pd.DataFrame]
NewIds = Callable[[Table, int], list[str]]

_FIGURES = {ListKind.COVERAGE: COVERAGE, ListKind.FLIS: TARGET_GROUPS, ListKind.INCIDENCE: INCIDENCE}
"""The sheet that each kind of figures goes to."""


def import_file(
    file: ListFile,
    read: Read,
    *,
    today: date,
    user: str,
    new_ids: NewIds,
    corrected: Callable[[Table], set[tuple[str, str]]],
) -> Change:
    """Return what taking in a file changes, whatever its kind; raises ListWithoutPeople, AreaMissing."""
    kind = file.kind.list_kind
    if kind in _FIGURES:
        sheet = _FIGURES[kind]
        hand = corrected(sheet)
        change = take_figures(file, sheet, read, today=today, user=user, new_ids=new_ids, corrected=hand)
    elif kind is ListKind.POINTS:
        change = take_points(file, read, today=today, user=user, new_ids=new_ids, corrected=corrected)
    elif kind is ListKind.TIMES:
        change = take_times(file, Known.of(read), read(SITES), today=today, user=user, new_ids=new_ids)
    elif kind is ListKind.RELATIVES:
        relatives = read(RELATIVES)
        change = take_relatives(file, Known.of(read), relatives, today=today, user=user, new_ids=new_ids)
    else:
        change = _people(file, read, today=today, user=user, new_ids=new_ids, corrected=corrected(CITIZENS))
    if change:
        change.problems += [bad_column(file, errors) for errors in file.errors]
    if waiting := len(unseen(change.problems, read(REVIEW), read(DECISIONS))):
        change.message += f" {waiting} ting venter på arket Til vurdering."
    if change:
        change.message = " ".join([change.message, *of_the_file(file)])
    change.insert(DECISIONS, _explained(file, read(DECISIONS), today, user, new_ids))
    return change


def explained(decisions: pd.DataFrame) -> dict[str, str]:
    """Return what staff said of headings before, by layout; the latest word counts."""
    ours = decisions[decisions["kind"] == ReviewKind.HEADINGS]
    return dict(zip(ours["subject"], ours["remark"], strict=True))


def _people(
    file: ListFile, read: Read, *, today: date, user: str, new_ids: NewIds, corrected: set[tuple[str, str]]
) -> Change:
    known = Known.of(read)
    differ = list(disagreements(file, known))
    file = grouped(file, known)
    most_gone = read_settings(read(SETTINGS)).most_gone_percent
    change = take_in(file, known, today=today, user=user, new_ids=new_ids, corrected=corrected, most_gone=most_gone)
    buckets = {row["bucket"] for row in change.of(LIST_ROWS).inserts.values()} - OFF_LIST
    if file.kind.list_kind is ListKind.SSI and buckets == {Bucket.REFUSED}:
        raise ListWithoutPeople(file.name)
    right = put_right(file, change.of(LIST_ROWS).inserts, read)
    change.delete(REVIEW, right)
    if len(right):
        change.message += f" {counted(len(right), 'afvist række', 'afviste rækker')} fra før er nu i orden."
    change.problems += differ
    if differ:
        told = counted(len(differ), "borgers målgruppe", "borgeres målgrupper")
        change.message += f" {told} hos SSI passer ikke med alder og indsatser."
    return change


def _explained(file: ListFile, decisions: pd.DataFrame, today: date, user: str, new_ids: NewIds) -> pd.DataFrame:
    fresh = {layout: text for layout, text in file.learned.items() if explained(decisions).get(layout) != text}
    return DECISIONS.frame(
        {
            "id": row_id,
            "kind": ReviewKind.HEADINGS,
            "message": f"Hvad overskrifterne i “{file.name}” betyder.",
            "subject": layout,
            "decided_on": today,
            "decided_by": user,
            "remark": text,
        }
        for row_id, (layout, text) in zip(new_ids(DECISIONS, len(fresh)), fresh.items(), strict=True)
    )
