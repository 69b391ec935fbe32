"""Til vurdering: problems become rows that a person decides on; Gem valg carries the choices out and keeps them.

A problem may offer something: for each choice, the rows to put in when it is chosen.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

import pandas as pd

from workbook.change import Change, Row, records
from workbook.problems import Problem
from workbook.rowtext import row_text, text_row
from workbook.schema import LONGEST_TEXT, Table
from workbook.tables import BY_NAME, DECISIONS, REVIEW
from workbook.words import Choice, ReviewKind

NewIds = Callable[[Table, int], list[str]]
Offer = Mapping[Choice, Sequence[tuple[str, str, Row]]]
"""For each choice the rows to put in: table name, row id ("" for a new one), cells."""

RESOLVE = "resolve"
"""The id of the button Gem valg, as the journal has it."""

LONGEST_SIDE = 200
"""So many characters of a cell are shown beside another."""

_TORN = "Én række kan ikke være to borgere: vælg Samme ved den ene og Ikke samme ved den anden."

_OVER = {Choice.USE, Choice.PUT_BACK}
"""Choices that write into a row that stands."""

SAVES = {(ReviewKind.TWO_ANSWERS, Choice.TAKE), (ReviewKind.RANG_IN, Choice.SAME)}
"""Choices that save an answer, which stands in the payload only."""

LASTING = {
    *(ReviewKind.MATCH, ReviewKind.DIFFERENCE, ReviewKind.GROUP, ReviewKind.REFUSED),
    ReviewKind.TWO_CITIZENS,
    *(ReviewKind.TWO_ANSWERS, ReviewKind.RANG_IN, ReviewKind.FROM_CALLER),
}
"""What was decided once about these holds for good; anything else may happen again and is shown again."""


def offer(choices: Offer, about: Mapping[str, Any] | None = None) -> str:
    """Return the payload of a Problem that offers these choices; `about` is what the raiser needs to remember."""
    told = {choice: [[table, row_id, row_text(row)] for table, row_id, row in rows] for choice, rows in choices.items()}
    return json.dumps({"choices": told, **({"about": about} if about else {})}, ensure_ascii=False)


def difference(table: Table, row_id: str, name: str, old: Any, new: Any, message: str, source: str) -> Problem:
    """Return that a list has another value than the one staff wrote: keep the correction, or use the list's value.

    Another value another time is another question.
    """
    label = table.by_name[name].label
    sides = [f"{label}: {text}"[:LONGEST_SIDE] for text in (_shown(new), _shown(old))]
    digest = hashlib.sha256(repr(new).encode()).hexdigest()[:16]
    payload = offer({Choice.KEEP: [], Choice.USE: [(table.name, row_id, {name: new})]})
    return Problem(
        ReviewKind.DIFFERENCE,
        message,
        table.name,
        row_id,
        name,
        source,
        payload if len(payload) <= LONGEST_TEXT else "",
        f"{row_id} {name} {digest}",
        (sides[0], sides[1]),
    )


def told_by(payload: str | None) -> dict[str, Any] | None:
    """Return what a payload holds, nothing where there is none; None where somebody wrote over it."""
    try:
        told = json.loads(payload or "{}")
    except ValueError:
        return None
    return told if isinstance(told, dict) else None


def _shown(value: Any) -> str:
    return "(tom)" if value is None else f"{value:%d-%m-%Y}" if isinstance(value, date) else str(value)


def raise_problems(
    problems: Sequence[Problem], review: pd.DataFrame, decisions: pd.DataFrame, new_ids: NewIds, today: date
) -> Change:
    """Put problems on Til vurdering; one that stands there already, or was decided before, is not asked again."""
    fresh = unseen(problems, review, decisions)
    ids = new_ids(REVIEW, len(fresh))
    change = Change()
    change.insert(REVIEW, REVIEW.frame(_row(i, problem, today) for i, problem in zip(ids, fresh, strict=True)))
    return change


def unseen(problems: Sequence[Problem], review: pd.DataFrame, decisions: pd.DataFrame) -> list[Problem]:
    """Return the problems, each once, that neither stand on Til vurdering nor were decided for good."""
    known = set(zip(review["kind"], review["message"], strict=True))
    known |= set(zip(review["kind"], review["subject"], strict=True))
    known |= {
        (kind, told) for kind, told in zip(decisions["kind"], decisions["subject"], strict=True) if kind in LASTING
    }
    fresh = {(problem.kind, problem.subject or problem.message): problem for problem in problems}
    return [problem for key, problem in fresh.items() if key not in known]


def resolve(
    review: pd.DataFrame, tables: Mapping[str, pd.DataFrame], new_ids: NewIds, today: date, user: str
) -> Change:
    """Carry out the choices on Til vurdering: rows chosen come in, each choice is kept in Afgjort, the row leaves.

    "Vent" leaves a row where it is, and so does a payload that somebody wrote over. A choice that the row does not
    offer counts as seen only when it offers nothing; one row of a list cannot be the same as two citizens.
    """
    chosen = review[review["choice"].notna() & (review["choice"] != Choice.WAIT)]
    torn = _torn(chosen)
    change = Change()
    wanted: dict[str, list[tuple[str, str]]] = {}
    better: dict[str, list[tuple[str, str]]] = {}
    decided = []
    for row_id, row in records(chosen).items():
        offers = _offers(row)
        if row_id in torn or offers is None or (offers and row["choice"] not in offers):
            continue
        decided.append(row_id)
        for name, at, text in offers.get(row["choice"], []):
            (better if row["choice"] in _OVER else wanted).setdefault(name, []).append((at, text))
    for name, rows in wanted.items():
        _put_in(change, BY_NAME[name], rows, tables[name], new_ids)
    for name, rows in better.items():
        _put_right(change, BY_NAME[name], rows, tables[name])
    change.delete(REVIEW, chosen.loc[decided])
    change.insert(DECISIONS, _decisions(chosen.loc[decided], new_ids(DECISIONS, len(decided)), today, user))
    done = len(change.of(REVIEW).deletes)
    left = len(chosen) - done - len(torn)
    told = f"{done} valg gemt." if done else "" if left or torn else "Der er ingen valg at gemme."
    unfit = f"{left} valg passer ikke til rækken og står der endnu." if left else ""
    change.message = " ".join(filter(None, (told, unfit, _TORN if torn else "")))
    return change


def _offers(row: Row) -> Mapping[str, Any] | None:
    """Return what a row offers by choice; None where what it is about is gone from its payload."""
    told = told_by(row.get("payload"))
    if told is None or (not told and (row.get("kind"), row["choice"]) in SAVES):
        return None
    offers: Mapping[str, Any] = told.get("choices", {})
    return offers


def _torn(chosen: pd.DataFrame) -> set[str]:
    """Return the rows whose subject, the same one, was said to be two different people."""
    who = {ReviewKind.MATCH, ReviewKind.RANG_IN}
    same = chosen[chosen["kind"].isin(who) & (chosen["choice"] == Choice.SAME)]
    said: dict[str, set[str]] = {}
    for subject in same["subject"].dropna():
        said.setdefault(key_of(subject), set()).add(subject.partition(" ")[2].partition(" ")[0])
    return {str(row_id) for row_id, subject in same["subject"].items() if len(said.get(key_of(subject), ())) > 1}


def key_of(subject: str | None) -> str:
    """Return the first word of a subject: whom it is about, whichever citizen they were held against."""
    return (subject or "").partition(" ")[0]


def _put_in(
    change: Change, table: Table, rows: Sequence[tuple[str, str]], standing: pd.DataFrame, new_ids: NewIds
) -> None:
    """Put in rows (id, "" for a new one, and text) unless they stand there already."""
    fresh = iter(new_ids(table, len(rows)))
    named = [(row_id or next(fresh), text) for row_id, text in rows]
    fresh_rows = ({"id": row_id, **text_row(table, text)} for row_id, text in named if row_id not in standing.index)
    change.insert(table, table.frame(fresh_rows))


def _put_right(change: Change, table: Table, rows: Sequence[tuple[str, str]], standing: pd.DataFrame) -> None:
    """Write the cells (row id, text) into rows that stand."""
    for row_id, text in rows:
        before = standing[standing.index == row_id]
        after = pd.DataFrame([text_row(table, text)] * len(before), index=before.index, dtype=object)
        change.update(table, before, after)


def _row(row_id: str, problem: Problem, today: date) -> dict[str, object]:
    table = BY_NAME.get(problem.table)
    return {
        "id": row_id,
        "kind": problem.kind,
        "message": problem.message,
        "sheet": table.sheet if table else None,
        "row_id": problem.row_id or None,
        "column": table.by_name[problem.column].label if table and problem.column else None,
        "source": problem.source or None,
        "raised_on": today,
        "payload": problem.payload or None,
        "subject": problem.subject or None,
        "on_list": problem.sides[0] or None,
        "in_register": problem.sides[1] or None,
    }


def _decisions(rows: pd.DataFrame, ids: Sequence[str], today: date, user: str) -> pd.DataFrame:
    stamp = {"decided_on": today, "decided_by": user}
    subject = rows["subject"].where(rows["subject"].notna(), rows["message"])
    kept = rows[["kind", "message", "choice", "remark"]].assign(subject=subject)
    return DECISIONS.frame(
        {**row, **stamp, "id": row_id} for row_id, row in zip(ids, records(kept).values(), strict=True)
    )
