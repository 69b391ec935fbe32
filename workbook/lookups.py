"""Opslagsliste: who lacks a phone or an address, where to look, and what was found taken over to the citizen.

Web pages are asked by name and road, never by CPR number or birth date, and never about protected people.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any
from urllib.parse import quote

import pandas as pd

from workbook.calls.attempts import Attempt, attempts_by_citizen, outcomes_by_text
from workbook.calls.facts import numbers
from workbook.calls.steps import STOP_STATES
from workbook.cells import Unreadable
from workbook.change import Change, Row, records
from workbook.lists.clean import phones, place
from workbook.problems import Problem
from workbook.schema import Owner, Table
from workbook.tables import CITIZENS, LOOKUPS
from workbook.words import PhoneSource, ReviewKind, State, YesNo, counted

NewIds = Callable[[Table, int], list[str]]

SETTLED = STOP_STATES | {State.DECLINED, State.OFF_LIST, State.NOT_FOLLOWED}
"""States in which nobody needs to be found."""

LONGEST_QUERY = 60
"""So many letters of name and road go into a link; Excel follows links of at most 255 characters."""

_DIGITS = re.compile(r"\d+")
TYPED = LOOKUPS.owned_by(Owner.STAFF)
"""What staff write on Opslagsliste."""


def look_up(
    sheet: pd.DataFrame,
    citizens: pd.DataFrame,
    calls: pd.DataFrame,
    outcomes: pd.DataFrame,
    latest_list: str | None,
    today: date,
    new_ids: NewIds,
) -> Change:
    """Take over what was typed on Opslagsliste, and make it anew; `latest_list` is the newest SSI list's id.

    Takes Borgere as refreshed. A row whose phone cannot be read stays as it was typed and becomes a Problem.
    """
    typed, people = records(sheet), records(citizens)
    found = {row_id: _found(row, people.get(row.get("citizen", "")), today) for row_id, row in typed.items()}
    cells = {typed[row_id]["citizen"]: taken for row_id, taken in found.items() if taken}
    people = {who: {**person, **cells.get(who, {})} for who, person in people.items()}
    attempts = attempts_by_citizen(calls, outcomes_by_text(outcomes))
    wanted = {
        who: row
        for who, person in people.items()
        if latest_list and person.get("latest_list") == latest_list
        if (row := _row(who, person, attempts.get(who, ())))
    }
    waiting = [row_id for row_id, taken in found.items() if taken is None]
    change = Change(message=_message(list(wanted.values()), list(cells.values()), len(waiting)))
    _update(change, citizens, cells)
    left = {row_id: row for row_id, row in typed.items() if not found[row_id]}
    change.replace(LOOKUPS, sheet, _sheet(sheet, wanted, left, waiting, new_ids))
    change.problems = [_unclear(row_id, typed[row_id], people) for row_id in waiting]
    return change


def _found(typed: Row, person: Row | None, today: date) -> Row | None:
    """Return the citizen's cells that follow from what was typed, empty for nothing, None when it cannot be taken."""
    if person is None:
        return None if set(TYPED) & set(typed) else {}
    try:
        given = phones(typed.get("found_phone")) or ()
    except Unreadable:
        return None
    cells: Row = {}
    if given:
        old = [person[name] for name in ("phone", "phone2") if name in person]
        first, second = (*dict.fromkeys((*given, *old)), None)[:2]
        cells = {"phone": first, "phone2": second, "phone_source": PhoneSource.LOOKUP}
    if "found_address" in typed:
        cells["address"] = typed["found_address"]
    postcode, city = place(typed.get("found_place"))
    cells |= {name: value for name, value in (("postcode", postcode), ("city", city)) if value}
    if cells and "found_where" in typed:
        note = f"Opslag {today:%d-%m-%Y}: {typed['found_where']}."
        cells["note"] = f"{person['note']}\n{note}" if "note" in person else note
    if typed.get("not_found") == YesNo.YES and not given:
        cells["looked_up_on"] = today
    return cells


def _row(who: str, person: Row, attempts: Sequence[Attempt]) -> Row | None:
    """Return the citizen's row of Opslagsliste, None for somebody who does not belong there."""
    lacking = [] if numbers(person, attempts) else ["telefon"]
    lacking += [] if person.get("address") and person.get("postcode") else ["adresse"]
    if not lacking or person.get("state") in SETTLED or person.get("looked_up_on"):
        return None
    missing = " og ".join(lacking)
    if person.get("protected") == YesNo.YES:
        hidden = "Beskyttet adresse" if "address" in person else None
        return {**_who(who, person), "address": hidden, "missing": f"{missing} (beskyttet: slå kun op i fagsystemet)"}
    parts = (person.get("address"), " ".join(filter(None, (person.get("postcode"), person.get("city")))))
    return {
        **_who(who, person),
        "address": ", ".join(filter(None, parts)) or None,
        "missing": missing,
        "query": _query(person),
    }


def _who(who: str, person: Row) -> Row:
    return {"citizen": who, "cpr": person.get("cpr"), "name": person.get("name")}


def _query(person: Row) -> str | None:
    """Return name and road for a link's address; without digits, so that no number of a person is ever in it."""
    if not person.get("name"):
        return None
    road = _DIGITS.split(person.get("address") or "")[0]
    words = " ".join(_DIGITS.sub(" ", f"{person['name']} {road} {person.get('city') or ''}").split())
    return quote(words[:LONGEST_QUERY].strip(" ,"), safe="") or None


def _update(change: Change, citizens: pd.DataFrame, cells: Mapping[str, Row]) -> None:
    before = citizens.loc[list(cells)]
    now = {
        name: pd.Series(
            [cells[str(who)].get(name, was) for who, was in before[name].items()], before.index, dtype=object
        )
        for name in CITIZENS.by_name
    }
    change.update(CITIZENS, before, pd.DataFrame(now, index=before.index, dtype=object))


def _sheet(
    sheet: pd.DataFrame, wanted: Mapping[str, Row], left: Mapping[str, Row], waiting: Sequence[str], new_ids: NewIds
) -> pd.DataFrame:
    """Return Opslagsliste as it is to be: who stands there keeps their row, and what was typed and not taken stays."""
    ids: dict[str, str] = {}
    for row_id, row in records(sheet).items():
        ids.setdefault(row.get("citizen", ""), row_id)
    fresh = iter(new_ids(LOOKUPS, len(wanted.keys() - ids.keys())))
    rows = {ids.get(who) or next(fresh): row for who, row in wanted.items()}
    typed = {row_id: {name: row[name] for name in TYPED if name in row} for row_id, row in left.items()}
    whole = {row_id: {**row, **typed.get(row_id, {})} for row_id, row in rows.items()}
    return LOOKUPS.frame({"id": row_id, **row} for row_id, row in (whole | {one: left[one] for one in waiting}).items())


def _unclear(row_id: str, typed: Row, people: Mapping[str, Row]) -> Problem:
    if typed.get("citizen") not in people:
        message = (
            f"Rækken {row_id} på arket “{LOOKUPS.sheet}” henviser til en borger, som ikke står på arket Borgere. "
            "Ret borgernummeret, og tryk på knappen igen."
        )
        return Problem(ReviewKind.STRANGER, message, LOOKUPS.name, row_id, "citizen")
    message = (
        f"Feltet “Fundet telefon” på arket “{LOOKUPS.sheet}” ({row_id}) skal være et nummer med otte cifre. "
        "Ret feltet, og tryk på knappen igen."
    )
    return Problem(ReviewKind.BAD_CELL, message, LOOKUPS.name, row_id, "found_phone")


def _message(wanted: Sequence[Row], taken: Sequence[Mapping[str, Any]], waiting: int) -> str:
    found = sum(any(name in cells for name in ("phone", "address", "postcode", "city")) for cells in taken)
    lost = sum("looked_up_on" in cells for cells in taken)
    whose = counted(found, "borger", "borgere")
    told = [f"Det, der er fundet om {whose}, er lagt over på arket Borgere." if found else ""]
    told += [f"{lost} kunne ikke findes; næste skridt er et brev eller et hjemmebesøg." if lost else ""]
    rows = counted(waiting, "række", "rækker")
    told += [f"{rows} kan ikke tages med og står der endnu; se arket Til vurdering." if waiting else ""]
    lacking = {what: sum(what in row["missing"] for row in wanted) for what in ("telefon", "adresse")}
    who = counted(len(wanted), "borger", "borgere")
    parts = [f"{count} mangler {what}" for what, count in lacking.items() if count]
    told += [
        f"Opslagslisten har {who}: {', '.join(parts)}." if wanted else "Ingen på listen mangler telefon eller adresse."
    ]
    return " ".join(filter(None, told))
