"""What a list tells beside the facts of Borgere: relatives, and times that people have."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from workbook.change import Change, records
from workbook.register.known import Clean, Known
from workbook.register.relatives import noted
from workbook.schema import Table
from workbook.tables import BOOKINGS
from workbook.words import BookingState

NewIds = Callable[[Table, int], list[str]]
Told = Sequence[tuple[str, Clean]]
"""The citizen and the clean row of each row whose facts count."""

_OVER = {BookingState.CANCELLED, BookingState.MISSED, BookingState.CHANGED}


def take_related(change: Change, told: Told, known: Known, new_ids: NewIds) -> None:
    """Put in the relatives that rows tell of more than that there is one."""
    related = [one for one in told if any(one[1][name] for name in ("relation", "relative_phones", "more_relatives"))]
    if related:
        theirs, _ = noted(related, known.relatives, new_ids)
        change.tables |= theirs.tables


def take_booked(change: Change, told: Told, known: Known, new_ids: NewIds) -> None:
    """Put in a booking for each time that is not on the sheet Booking yet: the citizen booked it alone."""
    rows = {(citizen, row["booked_on"]): row for citizen, row in told if row["booked_on"]}
    if not rows:
        return
    live = [row for row in records(known.bookings).values() if row.get("state") not in _OVER]
    standing = {(row.get("citizen"), row.get("date")) for row in live}
    fresh = [(key, row) for key, row in rows.items() if key not in standing]
    change.insert(
        BOOKINGS,
        BOOKINGS.frame(
            {"id": i, "citizen": who, "dose": 2 if row["jab1_on"] else 1, "date": day, "state": BookingState.TOLD}
            for i, ((who, day), row) in zip(new_ids(BOOKINGS, len(fresh)), fresh, strict=True)
        ),
    )
