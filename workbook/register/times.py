"""The Region's answer to Bookingliste: each time lands on the right person's booking, or says why it does not.

Written are the day, the time, the place and the day they came; how far the booking then is follows from that
(`bookings.settled`), also when the citizen knows another time already. Where the file says that a time was cancelled,
missed or kept, that is written on the booking that had it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date

import pandas as pd

from workbook.change import Change
from workbook.folding import fold
from workbook.lists.kinds import ListFile
from workbook.problems import Problem
from workbook.register.filed import filed, tally
from workbook.register.known import Clean, Known
from workbook.register.landing import Desk, Landing
from workbook.register.pairing import unsure_zeros
from workbook.register.portraits import on_list
from workbook.schema import Table
from workbook.tables import BOOKINGS, LIST_ROWS, LISTS
from workbook.words import BookingState, Bucket, ReviewKind, counted

NewIds = Callable[[Table, int], list[str]]

_SAID = {
    BookingState.CANCELLED: ("tid er aflyst", "tider er aflyst"),
    BookingState.MISSED: ("borger er udeblevet", "borgere er udeblevet"),
    BookingState.DONE: ("tid er gennemført", "tider er gennemført"),
}


def take_times(file: ListFile, known: Known, sites: pd.DataFrame, *, today: date, user: str, new_ids: NewIds) -> Change:
    """Return what taking in a file of times changes; a row that cannot be used is told of on Til vurdering."""
    desk = Desk(known, {fold(name): name for name in sites["name"].dropna()}, today, new_ids(BOOKINGS, len(file.rows)))
    unsure = unsure_zeros(file, known)
    landings = [desk.land(row, unsure=at in unsure) for at, row in enumerate(file.records)]
    change = desk.change()
    told = tally(landing.bucket for landing in landings)
    if not change and (known.lists["hash"] == file.fingerprint).any():
        return Change(message=f"“{file.name}” er læst ind før. Der er ikke noget nyt i den.")
    list_id = new_ids(LISTS, 1)[0]
    change.insert(LISTS, LISTS.frame([filed(file, list_id, told, today, user)]))
    change.insert(LIST_ROWS, _list_rows(file, list_id, landings, new_ids))
    refused = {Bucket.REFUSED, Bucket.NOT_FOLLOWED}
    pairs = list(zip(file.records, landings, strict=True))
    change.problems = [_problem(file, row, landing) for row, landing in pairs if landing.bucket in refused]
    change.problems += [_waits_in_vain(file, row, landing) for row, landing in pairs if _is_awaited(landing, desk)]
    change.message = " ".join(_message(file, told, landings))
    return change


def _list_rows(file: ListFile, list_id: str, landings: Sequence[Landing], new_ids: NewIds) -> pd.DataFrame:
    ids = new_ids(LIST_ROWS, len(landings))
    return LIST_ROWS.frame(
        {
            "id": row_id,
            "list": list_id,
            "sheet": row["sheet"] or None,
            "row": row["row"],
            "citizen": landing.citizen,
            "bucket": landing.bucket,
            "why": landing.why,
        }
        for row_id, row, landing in zip(ids, file.records, landings, strict=True)
    )


def _problem(file: ListFile, row: Clean, landing: Landing) -> Problem:
    source = f"{file.name}, række {row['row']}"
    message = f"{source}: {landing.why} Tiden er ikke brugt. Ret rækken, eller skriv tiden på arket Booking."
    sides = (on_list(row), "")
    return Problem(ReviewKind.BOOKING, message, BOOKINGS.name, landing.booking or "", source=source, sides=sides)


def _is_awaited(landing: Landing, desk: Desk) -> bool:
    """Whether a time was cancelled that the citizen waits for."""
    known = desk.before.get(landing.booking or "", {})
    return landing.state is BookingState.CANCELLED and ("told_time" in known or "told_on" in known)


def _waits_in_vain(file: ListFile, row: Clean, landing: Landing) -> Problem:
    source = f"{file.name}, række {row['row']}"
    message = (
        f"{source}: booking {landing.booking} er aflyst, men borgeren {landing.citizen} har fået tiden at vide. "
        "Ring, og sig, at den er aflyst."
    )
    return Problem(ReviewKind.BOOKING, message, BOOKINGS.name, landing.booking or "", source=source)


def _message(file: ListFile, told: str, landings: Sequence[Landing]) -> list[str]:
    said = [f"{file.kind.list_kind}: {counted(len(landings), 'række', 'rækker')} fra “{file.name}”. {told}."]
    ended = Counter(landing.state for landing in landings)
    said += [f"{counted(ended[state], *words)}." for state, words in _SAID.items() if ended[state]]
    if any(landing.bucket is Bucket.TIME and not landing.state for landing in landings):
        said.append("Tryk på Lav ringeliste, så kommer de, der skal have tiden at vide, på listen.")
    return said
