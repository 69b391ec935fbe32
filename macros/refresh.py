"""What follows every press: citizens' derived columns, and the figures of Forside and Overblik."""

from __future__ import annotations

from typing import Any

from workbook.register import latest_ssi_list, seen_on

from macros.desk import Desk
from workbook.calls.refresh import refreshed
from workbook.change import Change
from workbook.settings import read_settings
from workbook.summary import figures
from workbook.tables import CALLS, CITIZENS, LIST_ROWS, LISTS, OUTCOMES, SETTINGS, TABLES


def hanging(desk: Desk) -> Change:
    """Return the change that brings the derived columns of Borgere up to date."""
    citizens = desk.read(CITIZENS)
    latest = latest_ssi_list(desk.read(LISTS))
    seen = seen_on(citizens, desk.read(LISTS), desk.read(LIST_ROWS))
    settings = read_settings(desk.read(SETTINGS))
    change = Change()
    after = refreshed(seen, desk.read(CALLS), desk.read(OUTCOMES), latest, settings, desk.today)
    change.update(CITIZENS, citizens, after)
    return change


def shown(desk: Desk) -> dict[str, Any]:
    """Return the figures that Forside and Overblik show, for a closed workbook's formula cells."""
    return figures({table.name: desk.read(table) for table in TABLES}, desk.today)
