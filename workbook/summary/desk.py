"""What Forside asks for today, and when the workbook was last pressed and copied."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pandas as pd

from workbook.calls.steps import ASK_AGAIN_STATES, CALL_STATES, is_due
from workbook.summary.values import DASH, Figures
from workbook.tables import BOOKINGS, CALL_SHEET, CITIZENS, JOURNAL, LETTERS_READY, REVIEW
from workbook.words import BookingState, State

CALL_AT_ONCE = tuple(state for state in State if state in CALL_STATES)
"""States of people who are called when their next date has come, and at once without one."""

CALL_WHEN_DUE = tuple(state for state in State if state in ASK_AGAIN_STATES)
"""States of people who are called when their next date has come, and not without one."""

UNREACHABLE = (State.NO_PHONE, State.NOT_REACHED)
"""States that leave only a letter."""

NO_BACKUP = "Ingen endnu"
"""When the newest copy was kept, where no button was pressed yet: every press keeps one first."""

BEGIN = "Udfyld først arket Indstillinger. Tryk så på Indlæs liste, og vælg den første liste fra SSI."
NOTHING_WAITS = "Der er ikke noget, der venter i dag."
SOMETHING_WAITS = "Her er det, der venter i dag."

WAITING = ("calls_due", "answers_unsaved", "review_open", "to_book", "bookings_wrong", "letters_ready")
"""Figures of Forside that must be 0 before nothing waits."""


def desk(tables: Mapping[str, pd.DataFrame], today: date) -> Figures:
    """Return how many of each wait today, and the latest press and copy in words."""
    citizens, sheet, review = tables[CITIZENS.name], tables[CALL_SHEET.name], tables[REVIEW.name]
    bookings = tables[BOOKINGS.name]
    pairs = list(zip(citizens["state"].tolist(), citizens["next_on"].tolist(), strict=True))
    due = [(state, on) for state, on in pairs if is_due(state, on, today)]
    journal = tables[JOURNAL.name]
    return {
        "calls_due": len(due),
        "calls_overdue": sum(on is not None and on < today for _, on in due),
        "promises_due": sum(state == State.CALL_BACK and on is not None for state, on in due),
        "sheet_open": int((sheet["citizen"].notna() & sheet["outcome"].isna()).sum()),
        "answers_unsaved": int(sheet["outcome"].notna().sum()),
        "review_open": int((review["kind"].notna() & review["choice"].isna()).sum()),
        "to_book": int((bookings["state"] == BookingState.WANTED).sum()),
        "bookings_wrong": int(bookings["check"].notna().sum()),
        "letters_ready": int(tables[LETTERS_READY.name]["citizen"].notna().sum()),
        "unreachable": sum(state in UNREACHABLE for state, _ in pairs),
        "last_press": press_text(journal["moment"].iloc[-1], journal["who"].iloc[-1]) if len(journal) else DASH,
        "last_backup": press_text(journal["moment"].iloc[-1], _copied(journal)) if len(journal) else NO_BACKUP,
    }


def press_text(moment: str, what: str) -> str:
    """Return "20-04-2021 kl. 09.15 (ABC)": a moment of the journal ("2021-04-20 09:15:00") and what is told of it."""
    return f"{moment[8:10]}-{moment[5:7]}-{moment[:4]} kl. {moment[11:13]}.{moment[14:16]} ({what})"


def _copied(journal: pd.DataFrame) -> str:
    """Return which press the newest copy belongs to; its file is called so, too."""
    return f"tryk {journal['press'].iloc[-1]}"
