"""What follows every press: citizens' derived columns, and the figures of Forside and Overblik."""

from __future__ import annotations

from typing import Any

import pandas as pd

from macros.desk import Desk
from workbook.bookings import settled_bookings, told_bookings, wanted
from workbook.calls.card import CARD_TABLES, refreshed_card
from workbook.calls.refresh import refreshed
from workbook.calls.sheet import stopped
from workbook.calls.stopping import cancelled
from workbook.change import Change
from workbook.handouts.reserving import reserved
from workbook.letters.overdue import overdue
from workbook.register.seen import seen_on
from workbook.summary import figures, newest_list
from workbook.tables import BOOKINGS, CALL_SHEET, CITIZENS, HANDOUTS, LIST_ROWS, LISTS, RELATIVES, TABLES


def hanging(desk: Desk) -> Change:
    """Return the change that brings Booking, Borgere's derived columns and the card up to date.

    Who wants a time has a row on Booking; who has stopped is taken off Ringeliste.
    """
    change, bookings = Change(), desk.read(BOOKINGS)
    change.update(BOOKINGS, bookings, settled_bookings(desk.read, desk.today))
    change, after = _with_citizens(desk, change)
    change.delete(CALL_SHEET, stopped(desk.read(CALL_SHEET), after, desk.read(RELATIVES), desk.now))
    change = change.then(cancelled(after, desk.after(change).read, desk.new_ids, desk.today))
    change = change.then(overdue(desk.after(change).read, desk.settings, desk.today))
    then = desk.after(change)
    told = Change()
    told.update(BOOKINGS, then.read(BOOKINGS), told_bookings(then.read, desk.settings, desk.today))
    change = change.then(told)
    then = desk.after(change)
    return change.then(refreshed_card({table.name: then.read(table) for table in CARD_TABLES}, desk.today))


def _with_citizens(desk: Desk, change: Change) -> tuple[Change, pd.DataFrame]:
    """Return the change with Borgere's derived columns, and with the bookings that they say are wanted."""
    after = desk.after(change).once(_citizens)
    fresh = wanted(after, desk.after(change).read, desk.settings, desk.today, desk.new_ids)
    if fresh:
        change = change.then(fresh)
        after = desk.after(change).once(_citizens)
    change.update(CITIZENS, desk.read(CITIZENS), after)
    return change, after


def _citizens(desk: Desk) -> pd.DataFrame:
    citizens, lists = desk.read(CITIZENS), desk.read(LISTS)
    newest = newest_list(lists)
    seen = seen_on(citizens, lists, desk.read(LIST_ROWS))
    with_lists = citizens.assign(first_list=seen["first_list"], latest_list=seen["latest_list"])
    return refreshed(
        reserved(with_lists, desk.read(HANDOUTS), desk.today),
        desk.read,
        newest.id if newest else None,
        desk.settings,
        desk.today,
    )


def shown(desk: Desk) -> dict[str, Any]:
    """Return the figures that Forside and Overblik show, for a closed workbook's formula cells."""
    return figures({table.name: desk.read(table) for table in TABLES}, desk.today)
