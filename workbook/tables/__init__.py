"""Every sheet of the workbook told once: order, columns, kinds, owners, choices, widths, help texts."""

from workbook.schema import Table
from workbook.tables.calls import CALL_SHEET, CALLS, OUTCOMES
from workbook.tables.card import CARD
from workbook.tables.handouts import HANDOUTS
from workbook.tables.interpreters import INTERPRETERS
from workbook.tables.keeping import CHECKPOINT, COVERAGE, HISTORY, HOURS, INCIDENCE, JOURNAL, SETTINGS, TARGET_GROUPS
from workbook.tables.letters import LETTERS_READY, LETTERS_SENT
from workbook.tables.lists import DECISIONS, LIST_ROWS, LISTS, LOOKUPS, REVIEW
from workbook.tables.people import CITIZENS, RELATIVES
from workbook.tables.scripts import SCRIPTS
from workbook.tables.transport import BOOKINGS, COLLEAGUES, RIDES, SITES, TOURS, TRAVEL_TIMES, VEHICLES

TABLES: tuple[Table, ...] = (
    CALL_SHEET,
    CITIZENS,
    CARD,
    CALLS,
    RELATIVES,
    INTERPRETERS,
    HANDOUTS,
    REVIEW,
    LOOKUPS,
    BOOKINGS,
    RIDES,
    TOURS,
    LETTERS_READY,
    LETTERS_SENT,
    LISTS,
    LIST_ROWS,
    DECISIONS,
    OUTCOMES,
    SCRIPTS,
    TARGET_GROUPS,
    COLLEAGUES,
    VEHICLES,
    SITES,
    TRAVEL_TIMES,
    HOURS,
    COVERAGE,
    INCIDENCE,
    HISTORY,
    SETTINGS,
    JOURNAL,
    CHECKPOINT,
)
"""All tables, in the order of their tabs; Forside and Overblik stand before them and hold no table."""

BY_NAME: dict[str, Table] = {table.name: table for table in TABLES}
TRACKED: tuple[Table, ...] = tuple(table for table in TABLES if table.tracked)

__all__ = [
    "BOOKINGS",
    "BY_NAME",
    "CALLS",
    "CALL_SHEET",
    "CARD",
    "CHECKPOINT",
    "CITIZENS",
    "COLLEAGUES",
    "COVERAGE",
    "DECISIONS",
    "HANDOUTS",
    "HISTORY",
    "HOURS",
    "INCIDENCE",
    "INTERPRETERS",
    "JOURNAL",
    "LETTERS_READY",
    "LETTERS_SENT",
    "LISTS",
    "LIST_ROWS",
    "LOOKUPS",
    "OUTCOMES",
    "RELATIVES",
    "REVIEW",
    "RIDES",
    "SCRIPTS",
    "SETTINGS",
    "SITES",
    "TABLES",
    "TARGET_GROUPS",
    "TOURS",
    "TRACKED",
    "TRAVEL_TIMES",
    "VEHICLES",
]
