"""A recognised list into the register: citizens, earlier answers, the list itself and every row's bucket."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

import pandas as pd

from workbook.change import Change, Row, same, settle
from workbook.lists.kinds import ListFile
from workbook.problems import Ask, Problem
from workbook.register.asking import bad_cell, bad_day, candidates, differs, source
from workbook.register.extras import take_booked, take_related
from workbook.register.fates import Fate, fates_of
from workbook.register.filed import filed, same_list, tally
from workbook.register.known import Clean, Known, who_key
from workbook.register.merge import Facts, Source, merged, unmoved
from workbook.register.numbers import numbers
from workbook.register.off_list import Before, before
from workbook.register.portraits import on_list
from workbook.schema import Table
from workbook.tables import CALLS, CITIZENS, LIST_ROWS, LISTS
from workbook.words import Bucket, Direction, ListKind, ReviewKind, TakeIn, counted, joined

MOST_NAMED, LONGEST_NAMED = 10, 60
"""So many sheets and columns are named in a message, each with so many letters: a question must fit on a screen."""

NewIds = Callable[[Table, int], list[str]]
Corrected = frozenset[tuple[str, str]] | set[tuple[str, str]]


@dataclass
class TakenRow:
    """A clean row, its fate, its id on Listerækker, and the outcome that its answer means."""

    clean: Clean
    fate: Fate
    row_id: str
    outcome: str | None

    @cached_property
    def key(self) -> str | None:
        """Return by what a decision about a doubtful row is kept."""
        return who_key(self.clean) if self.fate.candidates else None


def take_in(
    file: ListFile,
    known: Known,
    *,
    today: date,
    user: str,
    new_ids: NewIds,
    corrected: Corrected = frozenset(),
    most_gone: int = 100,
) -> Change:
    """Return what taking in a list changes: citizens, calls, the list and its rows, problems and a message.

    Everyone stands in the register once, by CPR number. A list that was taken in before, also in another order or
    format, adds nothing; only what was learned since (people now followed) is taken from it. Cells in `corrected`
    (citizen's id and column) keep what staff wrote; a difference becomes a Problem. Who stood on SSI's list before and
    is not on this one gets a row of their own, without a row number; where more than `most_gone` percent are gone
    unexplained, it is asked `first`.
    """
    list_id = new_ids(LISTS, 1)[0]
    rows = decided_rows(file, known, today, new_ids)
    change = Change()
    problems, calls = take_facts(change, rows, file, known, corrected, new_ids)
    earlier = same_list(file, known.lists)
    if earlier and not change:
        told = f"“{file.name}” er læst ind før ({earlier}). Der er ikke noget nyt på den."
        return Change(message=told, problems=[*problems, *_asked(rows, file, earlier, known)])
    was = before(file, known, _here(rows)) if file.kind.list_kind is ListKind.SSI else None
    off = was.fresh if was else ()
    counted = tally([*(row.fate.bucket for row in rows), *(one.bucket for one in off)])
    change.insert(LISTS, LISTS.frame([filed(file, list_id, counted, today, user)]))
    change.insert_columns(LIST_ROWS, [row.row_id for row in rows], _listed(list_id, rows))
    off_ids = new_ids(LIST_ROWS, len(rows) + len(off))[len(rows) :]
    missing = zip(off_ids, off, strict=True)
    change.insert(LIST_ROWS, LIST_ROWS.frame({"id": i, "list": list_id, **one._asdict()} for i, one in missing))
    change.problems = [*problems, *row_problems(rows, file), *_asked(rows, file, list_id, known)]
    change.message = " ".join(_message(file, rows, was, known, calls))
    if was:
        change.delete(LIST_ROWS, was.back)
        recount(change, known)
    if was and was.shrunk(most_gone):
        change.message = f"{change.message} {_doubt(file, was)}"
        change.first = Ask("take-in", change.message, choices=tuple(TakeIn))
    return change


def decided_rows(file: ListFile, known: Known, today: date, new_ids: NewIds) -> list[TakenRow]:
    """Return the list's rows with what becomes of each."""
    spare = iter(new_ids(CITIZENS, len(file.rows)))
    fates = fates_of(file, known, today, lambda: next(spare))
    ids = new_ids(LIST_ROWS, len(fates))
    rows = []
    for clean, fate, row_id in zip(file.records, fates, ids, strict=True):
        outcome = known.outcome(clean["answer"]) if clean["answer"] else None
        if clean["answer"] and outcome is None and fate.written:
            fate.bucket, fate.why = Bucket.ASK, "Svaret på listen kan læses på flere måder."
        rows.append(TakenRow(clean, fate, row_id, outcome))
    return rows


def take_facts(
    change: Change, rows: Sequence[TakenRow], file: ListFile, known: Known, corrected: Corrected, new_ids: NewIds
) -> tuple[list[Problem], int]:
    """Put what the rows say of people into the change; return what differs from corrections, and how many calls."""
    problems = _take_citizens(change, rows, file, known, corrected)
    told = [(row.fate.citizen, row.clean) for row in rows if row.fate.written and row.fate.citizen]
    take_related(change, told, known, new_ids)
    take_booked(change, told, known, new_ids)
    return problems, _take_calls(change, rows, known, file, new_ids)


def _take_citizens(
    change: Change, rows: Sequence[TakenRow], file: ListFile, known: Known, corrected: Corrected
) -> list[Problem]:
    of_citizen: dict[str, list[TakenRow]] = {}
    for row in rows:
        if row.fate.written and row.fate.citizen:
            of_citizen.setdefault(row.fate.citizen, []).append(row)
    fresh: list[Row] = []
    problems: list[Problem] = []
    may = Source.of(file, known)
    by_hand = {citizen for citizen, _ in corrected}
    for citizen, theirs in of_citizen.items():
        old = known.people.get(citizen, {})
        cells = merged(old, Facts.of([row.clean for row in theirs]), may)
        cells |= numbers(old, citizen, [row.clean for row in theirs], known)
        if citizen not in known.people:
            first = next(row.clean for row in theirs if row.clean["cpr"])
            fresh.append({"id": citizen, "cpr": first["cpr"], "cpr_kind": first["cpr_kind"], **cells})
            continue
        if citizen in by_hand:
            cells, kept = _uncorrected(old, cells, citizen, corrected)
            problems += [differs(citizen, *said, source(file, theirs[0].clean)) for said in kept]
        change.edit(CITIZENS, citizen, old, cells)
    change.insert(CITIZENS, CITIZENS.frame(fresh))
    return problems


def _uncorrected(old: Row, cells: Row, citizen: str, corrected: Corrected) -> tuple[Row, list[tuple[str, Any, Any]]]:
    """Return the cells that nobody corrected by hand, and of the others name, correction and what the list says."""
    cells = unmoved(old, cells, citizen, corrected)
    kept = sorted(name for name in cells if (citizen, name) in corrected and not same(cells[name], old.get(name)))
    told = [(name, old.get(name), cells[name]) for name in kept]
    return {name: value for name, value in cells.items() if name not in kept}, told


def _take_calls(change: Change, rows: Sequence[TakenRow], known: Known, file: ListFile, new_ids: NewIds) -> int:
    """Put in the answers that are not on Opkald yet; return how many.

    A row without a date says the same on whatever day its list is taken in, so it is known by its words.
    """
    heard: set[tuple[object, ...]] = set()
    for call in known.live_calls:
        heard |= {
            (call["citizen"], call.get("date"), call.get("outcome")),
            (call["citizen"], call.get("outcome"), call.get("remark")),
        }
    fresh: dict[tuple[object, ...], Row] = {}
    for row in rows:
        if row.fate.written and row.fate.citizen and row.outcome:
            call = {"citizen": row.fate.citizen, **_call(row.clean, row.outcome, file.extracted_on)}
            told = (call["date"], row.outcome) if row.clean["called_on"] else (row.outcome, call["remark"])
            key = (call["citizen"], *told)
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


def _listed(list_id: str, rows: Sequence[TakenRow]) -> dict[str, list[Any]]:
    """Return those columns of Listerækker that a list fills."""
    return {
        "list": [list_id] * len(rows),
        "sheet": [row.clean["sheet"] or None for row in rows],
        "row": [row.clean["row"] for row in rows],
        "citizen": [row.fate.citizen for row in rows],
        "bucket": [row.fate.bucket for row in rows],
        "why": [row.fate.why for row in rows],
        "key": [row.key for row in rows],
    }


def _here(rows: Sequence[TakenRow]) -> set[str]:
    """Return the citizens whom the rows are, or may be, about."""
    asked = {citizen for row in rows for citizen, _ in row.fate.candidates}
    return asked | {row.fate.citizen for row in rows if row.fate.citizen}


def recount(change: Change, known: Known) -> None:
    """Bring up to date how many rows of the lists taken in before stand in each bucket."""
    part = change.of(LIST_ROWS)
    touched = known.list_rows.loc[[row_id for row_id in known.list_rows.index if row_id in part.updates], "list"]
    touched = {*touched, *(row["list"] for row in part.deletes.values())}
    lists = known.lists[known.lists.index.isin(touched)]
    if lists.empty:
        return
    rows, _ = settle(LIST_ROWS, known.list_rows[known.list_rows["list"].isin(touched)], part)
    counted = [tally(rows.loc[rows["list"] == list_id, "bucket"]) for list_id in lists.index]
    change.update(LISTS, lists, pd.DataFrame({"buckets": counted}, index=lists.index, dtype=object))


def _doubt(file: ListFile, was: Before) -> str:
    """Return why a list on which so many are missing may not be the whole one."""
    return (
        f"“{file.name}” mangler {len(was.gone)} af de {was.people} borgere, der stod på listen udtrukket den "
        f"{was.day:%d-%m-%Y}. Det ligner kun en del af listen: se efter, om udtrækket er helt. Er listen delt i flere "
        "filer fra samme dag, så læs dem alle ind."
    )


def row_problems(rows: Sequence[TakenRow], file: ListFile) -> Iterator[Problem]:
    """Yield the cells, rows and answers of a list that cannot be read."""
    for row in rows:
        where = source(file, row.clean)
        takes_day = row.outcome and row.fate.bucket is not Bucket.REFUSED and not row.clean["called_on"]
        for label in row.clean["unreadable"] or ():
            yield (bad_day if takes_day and label in file.days else bad_cell)(file, row.clean, label, row.row_id)
        if row.fate.bucket is Bucket.REFUSED and not row.fate.decided:
            message = f"{where}: {row.fate.why} Find det rigtige nummer, ret filen, og læs den ind igen."
            sides = (on_list(row.clean), "")
            yield Problem(ReviewKind.REFUSED, message, LIST_ROWS.name, row.row_id, source=where, sides=sides)
        if row.clean["answer"] and row.outcome is None and row.fate.bucket is Bucket.ASK and row.fate.written:
            message = (
                f"{where}: svaret fra borger {row.fate.citizen} kan læses på flere måder og er ikke taget med. "
                "Læs det i filen, og notér svaret på borgeren."
            )
            yield Problem(ReviewKind.ANSWER, message, CITIZENS.name, row.fate.citizen or "", source=where)


def _asked(rows: Sequence[TakenRow], file: ListFile, list_id: str, known: Known) -> Iterator[Problem]:
    taken = ((row.fate.citizen or "", row.clean) for row in reversed(rows) if row.fate.written)
    fresh = {citizen: clean for citizen, clean in taken if citizen not in known.people}
    for row in rows:
        if row.key:
            yield from candidates(file, list_id, row.clean, row.key, row.fate, known, fresh)


NOT_FOLLOWED = (
    "Dem, der ikke følges op, står hverken på en liste fra SSI eller i en målgruppe, der følges (se arket Målgrupper), "
    "og de er ikke gemt."
)
"""What is said where most of the case system's rows are not kept: it may have been another kind of list."""


def _message(file: ListFile, rows: Sequence[TakenRow], was: Before | None, known: Known, calls: int) -> Iterator[str]:
    people = f", {counted(len(rows), 'person', 'personer')}," if file.lines < len(rows) else ""
    told = f"{counted(file.lines, 'række', 'rækker')}{people}"
    yield f"{file.kind.list_kind}: {told} fra “{file.name}”. {tally(row.fate.bucket for row in rows)}."
    left_out = sum(row.fate.bucket is Bucket.NOT_FOLLOWED for row in rows)
    if file.kind.list_kind is ListKind.CASE_SYSTEM and 2 * left_out > len(rows):
        yield NOT_FOLLOWED
    if was and was.gone:
        yield from _off_list_message(was)
    if was and (latest := known.latest_of(ListKind.SSI)) > file.extracted_on:
        yield (
            f"Listen er udtrukket den {file.extracted_on:%d-%m-%Y} og er ældre end den fra {latest:%d-%m-%Y}: "
            "kun borgere på den nyeste ringes op."
        )
    if file.kind.list_kind is ListKind.CONTACTS and not any(row.clean["answer"] for row in rows):
        yield "Der står ikke ét svar på listen. Er de vist med farver, så skriv dem i en kolonne, og læs den ind igen."
    if calls:
        yield f"{calls} tidligere svar er noteret på arket Opkald."
    new = any(row.fate.bucket is Bucket.NEW for row in rows)
    if new and file.kind.list_kind is ListKind.SSI and known.latest_of(ListKind.CASE_SYSTEM) > date.min:
        yield "Indlæs udtrækket fra fagsystemet igen, så hentes adresser og telefoner til de nye borgere."


def of_the_file(file: ListFile) -> Iterator[str]:
    """Say what was read in another way than it stands, and what was not used."""
    if file.skipped_rows:
        skipped = counted(file.skipped_rows, "række", "rækker")
        yield f"{skipped} med overskrifter eller summer er sprunget over."
    if file.titles:
        titles = counted(len(file.titles), "titel", "titler")
        yield f"{titles} mellem rækkerne er ikke talt med som borgere: {_quoted(file.titles)}."
    if file.yearless:
        dates = counted(file.yearless, "dato", "datoer")
        yield f"{dates} uden årstal er læst som den seneste, der passer, til og med {file.extracted_on:%d-%m-%Y}."
    if file.hidden:
        yield f"Skjult i filen, men læst med: {', '.join(file.hidden)}."
    if file.uncalculated:
        cells = counted(file.uncalculated, "celle", "celler")
        yield f"{cells} har en formel uden værdi og er ikke læst: gem filen i regnearket, og læs den ind igen."
    if file.errors:
        cells = counted(sum(len(one.rows) for one in file.errors), "celle", "celler")
        yield f"{cells} med en fejl fra regnearket er ikke taget med; se arket Til vurdering."
    if file.skipped_files:
        yield f"Andet i zip-filen, som ikke er læst: {_quoted(file.skipped_files)}."
    if file.skipped_sheets:
        yield f"Ark uden en liste: {_quoted(file.skipped_sheets)}."
    if file.unused:
        yield f"Kolonner, der ikke bruges: {_quoted(file.unused)}."


def _off_list_message(was: Before) -> Iterator[str]:
    off = was.gone
    unexplained = sum(one.bucket is Bucket.UNEXPLAINED for one in off)
    stood = counted(len(off), "borger", "borgere")
    yield f"{stood} stod på listen udtrukket den {was.day:%d-%m-%Y}, men står ikke på denne."
    if unexplained:
        which = f"For {unexplained} af dem" if len(off) > 1 else "For borgeren"
        yield f"{which} er der ingen kendt forklaring; se “{Bucket.UNEXPLAINED}” på arket Listerækker."


def _quoted(words: Sequence[str]) -> str:
    named = [f"“{word[:LONGEST_NAMED]}”" for word in dict.fromkeys(words)]
    left = len(named) - MOST_NAMED
    return joined([*named[:MOST_NAMED], f"{left} andre"]) if left > 1 else ", ".join(named)
