"""Gendan: the tables as a copy has them, decided as one Change on the workbook that stands.

Nothing is rolled back: the journal goes on and tells what was put back, ids stay who they were, and undo takes a
restoring back like any other press. What was deleted for good stays deleted.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pandas as pd

from workbook.calls.attempts import standing
from workbook.change import Change, records
from workbook.journal.undo import erased_rows
from workbook.schema import Table
from workbook.tables import CITIZENS, JOURNAL, TRACKED
from workbook.words import Since

Read = Callable[[Table], pd.DataFrame]
NewIds = Callable[[Table, int], list[str]]


def added_since(now: Read, then: Read) -> int:
    """Return how many calls and letters of citizens whom the copy knows count now and did not then."""
    known = then(CITIZENS).index
    return sum(
        int(_came(now(table), then(table))["citizen"].isin(known).sum()) for table in TRACKED if table.append_only
    )


def restored(now: Read, then: Read, since: Since, new_ids: NewIds) -> Change:
    """Return the change after which the tracked tables hold what the copy holds.

    Calls and letters were really made, so that those that came since go on counting if `since` says so and the copy
    knows their citizen. Rows that were deleted for good, by the journal of `now`, do not come back.
    """
    erased = erased_rows(now(JOURNAL))
    change = Change()
    for table in TRACKED:
        rows = then(table)
        rows = rows.loc[[row_id for row_id in rows.index if (table.name, row_id) not in erased]]
        if table.append_only:
            keeps = set(then(CITIZENS).index) if since is Since.KEEP else set()
            change = change.then(_put_right(table, now(table), rows, keeps, new_ids))
        else:
            change.replace(table, now(table), rows)
    return change


def _came(now: pd.DataFrame, then: pd.DataFrame) -> pd.DataFrame:
    """Return the rows that count now and did not then."""
    counting = standing(now)
    return counting[~counting.index.isin(standing(then).index)]


def _put_right(table: Table, now: pd.DataFrame, then: pd.DataFrame, keeps: set[str], new_ids: NewIds) -> Change:
    """Return what a table that only grows gains: rows that were lost, a void for each that is to count no more.

    A row that counted then and was voided since comes once more under a new id: a void is never voided.
    """
    change = Change()
    change.insert(table, then.loc[then.index.difference(now.index, sort=False)])
    change.update(table, now, then)
    came = _came(now, then)
    void = records(came[~came["citizen"].isin(keeps)])
    again = records(then.loc[_voided_since(now, then)])
    wanted: list[Mapping[str, object]] = [{**row, "voids": row_id} for row_id, row in void.items()]
    wanted += again.values()
    fresh = zip(new_ids(table, len(wanted)), wanted, strict=True)
    change.insert(table, table.frame({"id": row_id, **row} for row_id, row in fresh))
    return change


def _voided_since(now: pd.DataFrame, then: pd.DataFrame) -> list[str]:
    voided = set(now["voids"].dropna())
    return [row_id for row_id in standing(then).index if row_id in voided]
