"""What follows every press: citizens' derived columns, and the figures of Forside and Overblik."""

from __future__ import annotations

from typing import Any

from macros.desk import Desk
from workbook.calls.card import CARD_TABLES, refreshed_card
from workbook.calls.refresh import refreshed
from workbook.calls.sheet import stopped
from workbook.calls.stopping import cancelled
from workbook.change import Change
from workbook.handouts.reserving import reserved
from workbook.letters.pile import overdue
from workbook.register import seen_on
from workbook.summary import figures, newest_list
from workbook.tables import CALL_SHEET, CITIZENS, HANDOUTS, LIST_ROWS, LISTS, RELATIVES, TABLES


def hanging(desk: Desk) -> Change:
    """Return the change that brings Borgere's derived columns and the card up to date.

    Who has stopped is taken off Ringeliste.
    """
    citizens, lists = desk.read(CITIZENS), desk.read(LISTS)
    newest, settings = newest_list(lists), desk.settings
    seen = seen_on(citizens, lists, desk.read(LIST_ROWS))
    with_lists = citizens.assign(first_list=seen["first_list"], latest_list=seen["latest_list"])
    after = refreshed(
        reserved(with_lists, desk.read(HANDOUTS), desk.today),
        desk.read,
        newest.id if newest else None,
        settings,
        desk.today,
    )
    change = Change()
    change.update(CITIZENS, citizens, after)
    change.delete(CALL_SHEET, stopped(desk.read(CALL_SHEET), after, desk.read(RELATIVES), desk.now))
    change = change.then(cancelled(after, desk.read, desk.new_ids, desk.today))
    change = change.then(overdue(desk.after(change).read, settings, desk.today))
    then = desk.after(change)
    return change.then(refreshed_card({table.name: then.read(table) for table in CARD_TABLES}, desk.today))


def shown(desk: Desk) -> dict[str, Any]:
    """Return the figures that Forside and Overblik show, for a closed workbook's formula cells."""
    return figures({table.name: desk.read(table) for table in TABLES}, desk.today)
