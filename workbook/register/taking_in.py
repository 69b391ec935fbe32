"""A recognised list into the register: citizens, earlier answers, the list itself and every row's bucket."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd

from workbook.change import Change, Row, same
from workbook.lists.kinds import ListFile
from workbook.problems import Problem
from workbook.register.fates import Clean, Fate, fates_of
from workbook.register.known import Known
from workbook.register.merge import Facts, Source, merged
from workbook.review import offer
from workbook.schema import Table
from workbook.tables import CALLS, CITIZENS, LIST_ROWS, LISTS
from workbook.words import Bucket, Choice, Direction, ListKind, ReviewKind

NewIds = Callable[[Table, int], list[str]]
Corrected = frozenset[tuple[str, str]] | set[tuple[str, str]]


@dataclass
class _Row:
    """A clean row, its fate, its id on Listerækker, and the outcome that its answer means."""

    clean: Clean
    fate: Fate
    row_id: str
    outcome: str | None


def take_in(
    file: ListFile,
    known: Known,
    *,
    today: date,
    user: str,
    new_ids: NewIds,
    corrected: Corrected = frozenset(),
) -> Change:
    """Return what taking in a list changes: citizens, calls, the list and its rows, problems and a message.

    Everyone stands in the register once, by CPR number. A list that was taken in before, also in another order or
    format, adds nothing; only what was learned since (people now followed) is taken from it. Cells in `corrected`
    (citizen's id and column) keep what staff wrote; a difference becomes a Problem.
    """
    list_id = new_ids(LISTS, 1)[0]
    rows = _rows(file, known, new_ids)
    change = Change()
    problems = _take_citizens(change, rows, file, known, corrected)
    calls = _take_calls(change, rows, known, file, new_ids)
    before = known.lists.index[known.lists["hash"] == fingerprint(file)]
    if len(before) and not change:
        told = f"“{file.name}” er læst ind før ({before[0]}). Der er ikke noget nyt på den."
        return Change(message=told, problems=[*problems, *_candidates(rows, file)])
    change.insert(LISTS, LISTS.frame([_list_row(list_id, file, rows, today, user)]))
    change.insert(LIST_ROWS, LIST_ROWS.frame(_listed(list_id, row) for row in rows))
    change.problems = [*problems, *_row_problems(rows, file), *_candidates(rows, file)]
    change.message = " ".join(_message(file, rows, known, calls, len(change.problems)))
    return change


def fingerprint(file: ListFile) -> str:
    """Return a digest of the list's kind and clean rows that does not know their order or the file's format."""
    told = file.rows.drop(columns=["sheet", "row"])
    rows = sorted(repr(row) for row in zip(*(told[name].tolist() for name in told), strict=True))
    return hashlib.sha256(repr((str(file.kind.list_kind), rows)).encode()).hexdigest()[:16]


def _rows(file: ListFile, known: Known, new_ids: NewIds) -> list[_Row]:
    spare = iter(new_ids(CITIZENS, len(file.rows)))
    fates = fates_of(file, known, lambda: next(spare))
    ids = new_ids(LIST_ROWS, len(fates))
    rows = []
    for clean, fate, row_id in zip(file.records, fates, ids, strict=True):
        outcome = known.outcome(clean["answer"]) if clean["answer"] else None
        if clean["answer"] and outcome is None and fate.written:
            fate.bucket, fate.why = Bucket.ASK, "Svaret på listen kan læses på flere måder."
        rows.append(_Row(clean, fate, row_id, outcome))
    return rows


def _take_citizens(
    change: Change, rows: Sequence[_Row], file: ListFile, known: Known, corrected: Corrected
) -> list[Problem]:
    of_citizen: dict[str, list[_Row]] = {}
    for row in rows:
        if row.fate.written and row.fate.citizen:
            of_citizen.setdefault(row.fate.citizen, []).append(row)
    fresh: list[Row] = []
    now: dict[str, Row] = {}
    problems: list[Problem] = []
    source = Source.of(file, known)
    for citizen, theirs in of_citizen.items():
        old = known.people.get(citizen, {})
        cells = merged(old, Facts.of([row.clean for row in theirs]), source)
        if citizen not in known.people:
            first = theirs[0].clean
            fresh.append({"id": citizen, "cpr": first["cpr"], "cpr_kind": first["cpr_kind"], **cells})
            continue
        kept = {name for name in cells if (citizen, name) in corrected and not same(cells[name], old.get(name))}
        problems += [_difference(citizen, name, _source(file, theirs[0].clean)) for name in sorted(kept)]
        now[citizen] = {name: value for name, value in cells.items() if name not in kept}
    change.insert(CITIZENS, CITIZENS.frame(fresh))
    _update(change, known.citizens, now)
    return problems


def _update(change: Change, citizens: pd.DataFrame, now: dict[str, Row]) -> None:
    before = citizens.loc[list(now)]
    columns = {}
    for name in sorted({name for cells in now.values() for name in cells}):
        old = before[name].tolist()
        columns[name] = [now[row_id].get(name, was) for row_id, was in zip(before.index, old, strict=True)]
    change.update(CITIZENS, before, pd.DataFrame(columns, index=before.index, dtype=object))


def _take_calls(change: Change, rows: Sequence[_Row], known: Known, file: ListFile, new_ids: NewIds) -> int:
    """Put in the answers that are not on Opkald yet; return how many."""
    heard = {(call["citizen"], call.get("date"), call.get("outcome")) for call in known.live_calls}
    fresh: dict[tuple[object, ...], Row] = {}
    for row in rows:
        if row.fate.written and row.fate.citizen and row.outcome:
            call = {"citizen": row.fate.citizen, **_call(row.clean, row.outcome, file.extracted_on)}
            key = (call["citizen"], call["date"], call["outcome"])
            if key not in heard:
                fresh[key] = min(fresh.get(key, call), call, key=repr)  # the same one in any order of the rows
    ids = new_ids(CALLS, len(fresh))
    calls = zip(ids, fresh.values(), strict=True)
    change.insert(CALLS, CALLS.frame({"id": row_id, **call} for row_id, call in calls))
    return len(fresh)


def _call(row: Clean, outcome: str, extracted_on: date) -> Row:
    words = [part for part in (row["answer"] if row["answer"] != outcome else None, row["remark"]) if part]
    return {
        "direction": Direction.OUT,
        "date": row["called_on"] or extracted_on,
        "caller": row["caller"],
        "phone": row["phones"][0] if row["phones"] else None,
        "outcome": outcome,
        "remark": " · ".join(words) or None,
    }


def _list_row(list_id: str, file: ListFile, rows: Sequence[_Row], today: date, user: str) -> Row:
    return {
        "id": list_id,
        "kind": file.kind.list_kind,
        "file": file.name,
        "extracted_on": file.extracted_on,
        "taken_in_on": today,
        "taken_in_by": user,
        "rows": len(rows),
        "buckets": _buckets(rows),
        "hash": fingerprint(file),
    }


def _listed(list_id: str, row: _Row) -> Row:
    return {
        "id": row.row_id,
        "list": list_id,
        "sheet": row.clean["sheet"] or None,
        "row": row.clean["row"],
        "citizen": row.fate.citizen,
        "bucket": row.fate.bucket,
        "why": row.fate.why,
    }


def _buckets(rows: Sequence[_Row]) -> str:
    counts = Counter(row.fate.bucket for row in rows)
    return " · ".join(f"{bucket} {counts[bucket]}" for bucket in Bucket if counts[bucket])


def _row_problems(rows: Sequence[_Row], file: ListFile) -> Iterator[Problem]:
    for row in rows:
        source = _source(file, row.clean)
        for label in row.clean["unreadable"] or ():
            message = f"{source}: cellen under “{label}” kan ikke læses og er ikke taget med. Ret den på borgeren."
            yield Problem(ReviewKind.BAD_CELL, message, LIST_ROWS.name, row.row_id, source=source)
        if row.fate.bucket is Bucket.REFUSED:
            message = f"{source}: {row.fate.why} Find det rigtige nummer, ret filen, og læs den ind igen."
            yield Problem(ReviewKind.REFUSED, message, LIST_ROWS.name, row.row_id, source=source)
        if row.clean["answer"] and row.outcome is None and row.fate.bucket is Bucket.ASK and row.fate.written:
            message = (
                f"{source}: svaret fra borger {row.fate.citizen} kan læses på flere måder og er ikke taget med. "
                "Læs det i filen, og notér svaret på borgeren."
            )
            yield Problem(ReviewKind.ANSWER, message, CITIZENS.name, row.fate.citizen or "", source=source)


def _candidates(rows: Sequence[_Row], file: ListFile) -> Iterator[Problem]:
    for row in rows:
        for citizen, reason in row.fate.candidates:
            yield _candidate(row, citizen, reason, _source(file, row.clean), file)


def _candidate(row: _Row, citizen: str, reason: str, source: str, file: ListFile) -> Problem:
    """Return the question whether a row is about a citizen; "Samme" notes the row's answer on the citizen."""
    answer = {"citizen": citizen, **_call(row.clean, row.outcome, file.extracted_on)} if row.outcome else {}
    payload = offer({Choice.SAME: [(CALLS.name, "", answer)] if answer else [], Choice.NOT_SAME: []})
    message = f"{source}: er det borger {citizen}? ({reason})"
    return Problem(ReviewKind.MATCH, message, CITIZENS.name, citizen, source=source, payload=payload)


def _difference(citizen: str, name: str, source: str) -> Problem:
    label = CITIZENS.by_name[name].label
    message = (
        f"Feltet “{label}” hos borger {citizen} er rettet i hånden, og listen siger noget andet. "
        "Rettelsen er beholdt; ret feltet, hvis listen har ret."
    )
    return Problem(ReviewKind.DIFFERENCE, message, CITIZENS.name, citizen, name, source)


def _source(file: ListFile, row: Clean) -> str:
    sheet = f", arket {row['sheet']}" if row["sheet"] else ""
    return f"{file.name}{sheet}, række {row['row']}"


def _message(file: ListFile, rows: Sequence[_Row], known: Known, calls: int, problems: int) -> Iterator[str]:
    yield f"{file.kind.list_kind}: {len(rows)} rækker fra “{file.name}”. {_buckets(rows)}."
    if calls:
        yield f"{calls} tidligere svar er noteret på arket Opkald."
    if problems:
        yield f"{problems} ting venter på arket Til vurdering."
    if file.skipped_rows:
        yield f"{file.skipped_rows} rækker med overskrifter eller summer er sprunget over."
    if file.skipped_sheets:
        yield f"Ark uden en liste: {_quoted(file.skipped_sheets)}."
    if file.unused:
        yield f"Kolonner, der ikke bruges: {_quoted(file.unused)}."
    new = any(row.fate.bucket is Bucket.NEW for row in rows)
    if new and file.kind.list_kind is ListKind.SSI and known.latest_of(ListKind.CASE_SYSTEM) > date.min:
        yield "Indlæs udtrækket fra fagsystemet igen, så hentes adresser og telefoner til de nye borgere."


def _quoted(words: Sequence[str]) -> str:
    return ", ".join(f"“{word}”" for word in dict.fromkeys(words))
