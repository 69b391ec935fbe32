"""Letters on Prøveudskrift that must no longer be sent."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from workbook.change import Change, records
from workbook.letters.receivers import PROTECTED, Key, Read, Receiver, key_of, receivers
from workbook.settings import Settings
from workbook.tables import LETTERS_READY
from workbook.words import listed


def overdue(read: Read, settings: Settings, today: date) -> Change:
    """Return the change that takes letters off Prøveudskrift that must no longer be sent, and tells which.

    Their receivers died, moved, were reached, said no, are protected now, or had the letter meanwhile.
    """
    ready = read(LETTERS_READY)
    if ready.empty:
        return Change()
    due = receivers(read, settings, today, only=set(ready["citizen"].dropna()))
    gone = [row_id for row_id, row in records(ready).items() if not _is_due(key_of(row), due)]
    change = Change()
    if gone:
        who = sorted({str(ready.loc[row_id, "relative"] or ready.loc[row_id, "citizen"] or row_id) for row_id in gone})
        change.message = f"Taget af arket Prøveudskrift, fordi brevet ikke længere skal sendes: {listed(who)}."
        change.delete(LETTERS_READY, ready.loc[gone])
    return change


def _is_due(key: Key, due: Mapping[Key, Receiver]) -> bool:
    one = due.get(key)
    return one is not None and not (one.hindrance and one.hindrance.why == PROTECTED)
