"""What a person decided about possible matches, carried out: the rows that waited are taken in, knowing the answer."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

import pandas as pd

from workbook.change import Change
from workbook.lists.columns import ROW_COLUMNS
from workbook.lists.kinds import KINDS, ListFile
from workbook.register.asking import unpacked
from workbook.register.filed import tally
from workbook.register.known import Known, who_key
from workbook.register.taking_in import Corrected, NewIds, TakenRow, decided_rows, recount, row_problems, take_facts
from workbook.review import key_of, told_by
from workbook.tables import LIST_ROWS, REVIEW
from workbook.words import Bucket, ListKind, ReviewKind


def waiting_rows(decided: pd.DataFrame, review: pd.DataFrame) -> Iterator[tuple[str, ListFile]]:
    """Yield the rows of lists that decided questions are about, as lists to take in, each with the list's id.

    Rows of `review`, Til vurdering as it stands, about the same person are decided with them.
    """
    keys = {key_of(subject) for subject in decided.loc[decided["kind"] == ReviewKind.MATCH, "subject"].dropna()}
    abouts: dict[str, dict[str, dict[str, Any]]] = {}
    for subject, payload in zip(review["subject"], review["payload"], strict=True):
        if subject and key_of(subject) in keys and (about := (told_by(payload) or {}).get("about")):
            abouts.setdefault(about["list"], {})[json.dumps(about["row"], sort_keys=True)] = about
    for list_id, of_list in abouts.items():
        rows = [unpacked(about["row"], ROW_COLUMNS) for about in of_list.values()]
        first = next(iter(of_list.values()))
        kind = next(kind for kind in KINDS if kind.list_kind == ListKind(first["kind"]))
        columns = {name: pd.Series([row[name] for row in rows], dtype=object) for name in ROW_COLUMNS}
        day = date.fromisoformat(first["extracted_on"])
        yield list_id, ListFile(kind, first["file"], day, pd.DataFrame(columns, dtype=object))


def judge(
    list_id: str,
    file: ListFile,
    known: Known,
    review: pd.DataFrame,
    *,
    today: date,
    new_ids: NewIds,
    corrected: Corrected = frozenset(),
) -> Change:
    """Take in rows that waited, as `known` with its decisions now says; those still in doubt go on waiting.

    Their rows on Listerækker get the bucket and citizen they end with; other questions about them are settled, too.
    """
    rows = [row for row in decided_rows(file, known, today, new_ids) if not row.fate.candidates]
    change = Change()
    differences, _ = take_facts(change, rows, file, known, corrected, new_ids)
    unclear = [problem for problem in row_problems(rows, file) if problem.kind == ReviewKind.ANSWER]
    change.problems = [*differences, *unclear]
    settled = {who_key(row.clean): row for row in reversed(rows)}
    change.message = _told(file, _settle(change, known.list_rows, list_id, settled))
    recount(change, known)
    change.delete(REVIEW, review[[key_of(subject) in settled for subject in review["subject"]]])
    return change


def _settle(change: Change, list_rows: pd.DataFrame, list_id: str, settled: dict[str, TakenRow]) -> list[Bucket]:
    """Write what became of the rows that waited on Listerækker, and return their buckets."""
    ours = (list_rows["list"] == list_id) & (list_rows["bucket"] == Bucket.ASK) & list_rows["key"].isin(settled)
    before = list_rows[ours]
    fates = [settled[key].fate for key in before["key"]]
    cells = {name: [getattr(fate, name) for fate in fates] for name in ("citizen", "bucket", "why")}
    change.update(LIST_ROWS, before, pd.DataFrame(cells, index=before.index, dtype=object))
    return [fate.bucket for fate in fates]


def _told(file: ListFile, buckets: Sequence[Bucket]) -> str:
    """Say what became of the rows; one that is nobody's by its number goes nowhere by itself."""
    if not buckets:
        return ""
    told = f"Fra “{file.name}”: {tally(buckets)}."
    refused = "En afvist række er ikke taget ind: find det rigtige nummer, ret filen, og læs den ind igen."
    return f"{told} {refused}" if Bucket.REFUSED in buckets else told
