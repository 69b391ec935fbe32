"""The demo's bookings: a couple, one who is vaccinated at home, one at a pop-up; wanted, asked, got and told."""

from __future__ import annotations

import pandas as pd

from macros.demo.world import TODAY
from workbook.book import Book
from workbook.change import Change
from workbook.tables import BOOKINGS, CALLS
from workbook.words import BookingKind, BookingState

_HELP: dict[str, object] = {
    "outcome": "Ja, vil have hjælp til booking",
    "spoke_with": "Borgeren",
    "books_by": "Vil have hjælp",
    "transport": "Selv",
}
POP_UP: dict[str, object] = {**_HELP, "reason": "Helbred", "remark": "Vil helst til pop-up i nærheden."}
AT_HOME: dict[str, object] = {
    "outcome": "Kan ikke sidde: vaccineres hjemme",
    "spoke_with": "Pårørende",
    "reason": "Helbred",
    "can_sit": "Nej",
}
COUPLE: tuple[dict[str, object], ...] = (
    {**_HELP, "reason": "Teknik eller NemID", "not_times": "tirsdag formiddag"},
    {**_HELP, "reason": "Teknik eller NemID"},
)

ANSWERS = (POP_UP, AT_HOME)
"""What a caller types for these two; `COUPLE` is for two of one household."""

TOLD = 2
"""So many of those with a time have been told it."""


def of_one_home(calls: pd.DataFrame, citizens: pd.DataFrame) -> pd.DataFrame:
    """Return the first two calls to people of one household."""
    homes = dict(zip(calls.index, citizens.loc[calls["citizen"], "household"], strict=True))
    home = next(home for row_id, home in homes.items() if home and list(homes.values()).count(home) > 1)
    ids = [row_id for row_id in homes if homes[row_id] == home]
    return calls.loc[ids[: len(COUPLE)]]


def type_kind(book: Book) -> None:
    """Let staff write that one of them goes to a pop-up."""
    calls, bookings = book.read(CALLS), book.read(BOOKINGS)
    who = calls.loc[calls["remark"] == POP_UP["remark"], "citizen"]
    mine = bookings[bookings["citizen"].isin(who)]
    _write(book, mine, mine.assign(kind=BookingKind.POP_UP))


def type_told(book: Book) -> None:
    """Let staff note whom they told their time, and somebody who rang in and wants one."""
    bookings, calls = book.read(BOOKINGS), book.read(CALLS)
    got = bookings[bookings["state"] == BookingState.GOT].iloc[:TOLD]
    rang_in = calls.loc[calls["outcome"] == "Ikke svar", "citizen"].iloc[-1]
    change = Change()
    change.insert(BOOKINGS, BOOKINGS.frame([{"id": f"T-{len(bookings) + 1:04d}", "citizen": rang_in, "dose": 1}]))
    _write(book, got, got.assign(told_on=TODAY), change)


def _write(book: Book, before: pd.DataFrame, after: pd.DataFrame, change: Change | None = None) -> None:
    change = change or Change()
    change.update(BOOKINGS, before, after)
    book.apply(change)
    book.save()
