"""Relatives from a list of their own or from the case system's export, each once per citizen."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

import pandas as pd

from workbook.change import Change, Row, records
from workbook.folding import fold
from workbook.lists.kin import relatives_of
from workbook.lists.kinds import ListFile
from workbook.problems import Problem
from workbook.register.asking import bad_cell
from workbook.register.filed import filed, tally
from workbook.register.known import Known
from workbook.register.portraits import on_list
from workbook.schema import Table
from workbook.tables import LIST_ROWS, LISTS, RELATIVES
from workbook.words import Bucket, ReviewKind, counted, joined

NewIds = Callable[[Table, int], list[str]]
Clean = Mapping[str, Any]

_BETWEEN_DIGITS = re.compile(r"(?<=\d)[ .-](?=\d)")

_WHY = {
    Bucket.NEW: "Den pårørende er noteret på arket Pårørende.",
    Bucket.KNOWN: "Den pårørende stod der i forvejen; det, der manglede, er fyldt ud.",
    Bucket.NOT_FOLLOWED: "Borgeren står ikke på arket Borgere; oplysningerne er ikke gemt.",
}


def take_relatives(
    file: ListFile, known: Known, relatives: pd.DataFrame, *, today: date, user: str, new_ids: NewIds
) -> Change:
    """Return what taking in a list of relatives changes; a row whose citizen is not in the register is not kept."""
    citizens = [known.by_cpr.get(row["cpr"] or "") for row in file.records]
    rows = [(citizen or "", row) for citizen, row in zip(citizens, file.records, strict=True)]
    change, buckets = noted(rows, relatives, new_ids)
    if not change and (known.lists["hash"] == file.fingerprint).any():
        return Change(message=f"“{file.name}” er læst ind før. Der er ikke noget nyt på den.")
    list_id = new_ids(LISTS, 1)[0]
    reasons = [_WHY.get(bucket) or f"{row['no_cpr']}." for (_, row), bucket in zip(rows, buckets, strict=True)]
    told = tally(buckets)
    change.insert(LISTS, LISTS.frame([filed(file, list_id, told, today, user)]))
    change.insert(
        LIST_ROWS,
        LIST_ROWS.frame(
            {
                "id": row_id,
                "list": list_id,
                "sheet": row["sheet"] or None,
                "row": row["row"],
                "citizen": citizen or None,
                "bucket": bucket,
                "why": why,
            }
            for row_id, (citizen, row), bucket, why in zip(
                new_ids(LIST_ROWS, len(rows)), rows, buckets, reasons, strict=True
            )
        ),
    )
    change.problems = [_refused(file, row) for (_, row), to in zip(rows, buckets, strict=True) if to is Bucket.REFUSED]
    change.problems += [
        bad_cell(file, row, label) for citizen, row in rows if citizen for label in row["unreadable"] or ()
    ]
    change.message = f"{file.kind.list_kind}: {counted(len(rows), 'række', 'rækker')} fra “{file.name}”. {told}."
    return change


def noted(rows: Sequence[tuple[str, Clean]], relatives: pd.DataFrame, new_ids: NewIds) -> tuple[Change, list[Bucket]]:
    """Put relatives on the sheet, each (citizen, row) once; return the change and what became of each row."""
    standing = records(relatives)
    now: dict[str, Row] = {row_id: dict(row) for row_id, row in standing.items()}
    ids = iter(new_ids(RELATIVES, sum(len(relatives_of(row)) for _, row in rows)))
    buckets = []
    for citizen, row in rows:
        if not citizen:
            buckets.append(Bucket.REFUSED if row["cpr"] is None else Bucket.NOT_FOLLOWED)
            continue
        known = [_note(now, citizen, one, ids) for one in relatives_of(row)]
        buckets.append(Bucket.KNOWN if all(known) else Bucket.NEW)
    change = Change()
    old = [row_id for row_id in now if row_id in standing]
    after = RELATIVES.frame({**now[row_id], "id": row_id} for row_id in old)
    change.update(RELATIVES, relatives.loc[old], after)
    fresh = ({**row, "id": row_id} for row_id, row in now.items() if row_id not in standing)
    change.insert(RELATIVES, RELATIVES.frame(fresh))
    return change, buckets


def _note(now: dict[str, Row], citizen: str, one: Clean, ids: Iterator[str]) -> bool:
    """Put a relative among those that stand there now; return whether they did before."""
    told = _cells(one)
    theirs = {row_id: other for row_id, other in now.items() if other.get("citizen") == citizen}
    same = next((row_id for row_id, other in theirs.items() if _is(told, other)), None)
    stands = now[same] if same else {"citizen": citizen, "order": len(theirs) + 1}
    now[same or next(ids)] = _with_numbers({**told, **stands}, one["relative_phones"] or ())
    return same is not None


def _cells(row: Clean) -> Row:
    phones = row["relative_phones"] or (None,)
    told = {
        "name": row["relative_name"],
        "relation": row["relation"],
        "phone": phones[0],
        "address": row["relative_address"],
        "language": None,
    }
    return {name: value for name, value in told.items() if value is not None}


def _with_numbers(person: Row, numbers: Sequence[str]) -> Row:
    """Return a relative with the numbers that the cell for one has no room for told in the note."""
    noted_ = _BETWEEN_DIGITS.sub("", f"{person.get('phone', '')} | {person.get('note', '')}")
    others = [number for number in numbers if number not in noted_]
    if not others:
        return person
    return {**person, "note": "\n".join(filter(None, (person.get("note"), f"Også telefon {joined(others)}.")))}


def _is(told: Row, other: Row) -> bool:
    """Whether a relative stands there already: by name, else by phone where one of the two has no name."""
    if told.get("name") and other.get("name"):
        return fold(told["name"]) == fold(other["name"])
    if told.get("phone") and other.get("phone"):
        return bool(told["phone"] == str(other["phone"]).replace(" ", ""))
    return not told.get("name") and not told.get("phone") and told.get("relation") == other.get("relation")


def _refused(file: ListFile, row: Clean) -> Problem:
    source = f"{file.name}, række {row['row']}"
    message = f"{source}: {row['no_cpr']}. Find det rigtige nummer, ret filen, og læs den ind igen."
    who = f"Pårørende {row['relative_name']}" if row["relative_name"] else None
    told = on_list({**row, "name": who, "phones": row["relative_phones"], "address": row["relative_address"]})
    return Problem(ReviewKind.REFUSED, message, source=source, sides=(told, ""))
