"""Two citizens said to be the same become one: the row that stays, and every other sheet's rows move over."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pandas as pd

from workbook.calls.sheet import answered
from workbook.change import Change, records
from workbook.merging.cells import one_of_two
from workbook.schema import Table
from workbook.tables import CALL_SHEET, CITIZENS, DECISIONS, RELATIVES, REVIEW, TRACKED
from workbook.words import Choice, ReviewKind

Read = Callable[[Table], pd.DataFrame]

_OF_CITIZENS = tuple(table for table in TRACKED if "citizen" in table.by_name)


def fold_chosen(chosen: pd.DataFrame, decisions: pd.DataFrame) -> Iterator[tuple[str, str]]:
    """Yield (who stays, who leaves) of the rows of Til vurdering on which "Samme" was chosen for two citizens.

    Of three who are one, two questions tell: whoever has left already is who they were folded into.
    """
    ours = chosen[(chosen["kind"] == ReviewKind.TWO_CITIZENS) & (chosen["choice"] == Choice.SAME)]
    gone = folded_into(decisions[~decisions["subject"].isin(ours["subject"])])
    for subject in sorted(ours["subject"]):
        stays, leaves = (_last(citizen, gone) for citizen in subject.split())
        if stays != leaves:
            gone[leaves] = stays
            yield stays, leaves


def folded_into(decisions: pd.DataFrame) -> dict[str, str]:
    """Return by the id of each citizen who was folded into another who stands for them now."""
    ours = decisions[(decisions["kind"] == ReviewKind.TWO_CITIZENS) & (decisions["choice"] == Choice.SAME)]
    pairs = (subject.split() for subject in sorted(ours["subject"]))
    direct = {leaves: stays for stays, leaves in pairs}
    return {leaves: _last(leaves, direct) for leaves in direct}


def _last(citizen: str, gone: dict[str, str]) -> str:
    seen = {citizen}
    while (citizen := gone.get(citizen, citizen)) not in seen:
        seen.add(citizen)
    return citizen


def fold_together(stays: str, leaves: str, read: Read) -> Change:
    """Return the change that makes two citizens one; empty where one of them does not stand on Borgere any more."""
    citizens = read(CITIZENS)
    people = records(citizens)
    change = Change()
    if not {stays, leaves} <= people.keys():
        return change
    change.edit(CITIZENS, stays, people[stays], one_of_two(people[stays], people[leaves], leaves))
    change.delete(CITIZENS, citizens.loc[[leaves]])
    for table in _OF_CITIZENS:
        for row_id, row in records(_theirs(read(table), leaves)).items():
            change.edit(table, row_id, row, {"citizen": stays})
    _one_call(change, read(CALL_SHEET), stays, leaves)
    _relatives_in_line(change, read(RELATIVES), stays, leaves)
    for table in (REVIEW, DECISIONS):
        _named(change, table, read(table), stays, leaves)
    change.message = f"{leaves} er flettet ind i {stays}."
    return change


def _theirs(frame: pd.DataFrame, citizen: str) -> pd.DataFrame:
    return frame[frame["citizen"] == citizen]


def _one_call(change: Change, sheet: pd.DataFrame, stays: str, leaves: str) -> None:
    """Nobody is rung twice: of two lines on Ringeliste the one without an answer goes."""
    here, moving = _theirs(sheet, stays), _theirs(sheet, leaves)
    spare = moving[~answered(moving)] if len(here) else moving.iloc[:0]
    for row_id in spare.index:
        change.of(CALL_SHEET).updates.pop(row_id)
    change.delete(CALL_SHEET, spare)


def _relatives_in_line(change: Change, relatives: pd.DataFrame, stays: str, leaves: str) -> None:
    """Those who come over are contacted after those who stand there."""
    after = max((order for order in _theirs(relatives, stays)["order"] if order), default=0)
    for row_id, row in records(_theirs(relatives, leaves)).items():
        change.edit(RELATIVES, row_id, row, {"order": after + row["order"]} if row.get("order") else {})


def _named(change: Change, table: Table, frame: pd.DataFrame, stays: str, leaves: str) -> None:
    """Questions and what was decided of the one who leaves are of the one who stays."""
    for row_id, row in records(frame[frame["kind"] != ReviewKind.TWO_CITIZENS]).items():
        words = [stays if word == leaves else word for word in row.get("subject", "").split(" ")]
        cells = {"subject": " ".join(words)} if row.get("subject") else {}
        if row.get("row_id") == leaves:
            cells["row_id"] = stays
        if leaves in (row.get("payload") or ""):
            cells["payload"] = re.sub(rf'(?<="){leaves}(?=\\?")', stays, row["payload"])
        change.edit(table, row_id, row, cells)
