"""The buttons that keep the figures."""

from __future__ import annotations

from macros.button import button
from macros.desk import Desk
from workbook.change import Change
from workbook.summary import figures, newest_list, update_history
from workbook.summary.history import is_past
from workbook.tables import HISTORY, JOURNAL, LISTS, TABLES


@button(
    "update-summary",
    label="Opdatér overblik",
    tip="Gem tallene fra den seneste liste på arket Historik",
    more="Overblik viser altid de nyeste tal. Denne knap gemmer dem for den seneste liste, så I kan se udviklingen.",
    group="Overblik",
    icon="RefreshAll",
)
def update_summary(desk: Desk) -> Change:
    """Keep the figures of the newest list."""
    newest = newest_list(desk.read(LISTS))
    if newest and is_past(newest.id, desk.read(JOURNAL)):
        told = f"Tallene for {newest.on:%d-%m-%Y} blev gemt, før der blev slettet borgere, og bliver stående."
        return Change(f"{told} Nye tal gemmes, når den næste liste fra SSI er læst ind.")
    found = figures({table.name: desk.read(table) for table in TABLES}, desk.today)
    return update_history(found, desk.read(HISTORY), desk.new_ids)
