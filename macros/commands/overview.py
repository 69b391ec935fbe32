"""The buttons that keep the figures."""

from __future__ import annotations

from macros.button import button
from macros.desk import Desk
from workbook.change import Change
from workbook.summary import figures, update_history
from workbook.tables import (
    HISTORY,
    TABLES,
)


@button(
    "update-summary",
    label="Opdatér overblik",
    tip="Gem dagens tal på arket Historik",
    more="Overblik viser altid de nyeste tal. Denne knap gemmer dem, så I kan se udviklingen.",
    group="Overblik",
    icon="RefreshAll",
)
def update_summary(desk: Desk) -> Change:
    """Keep the day's figures."""
    today = figures({table.name: desk.read(table) for table in TABLES}, desk.today)
    return update_history(today, desk.read(HISTORY), desk.today, desk.new_ids)
