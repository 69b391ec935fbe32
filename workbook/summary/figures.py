"""Every figure of Forside and Overblik, counted from the tables."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

import pandas as pd

from workbook import VERSION
from workbook.settings import read_settings
from workbook.summary.changes import changes
from workbook.summary.coverage import coverage
from workbook.summary.desk import BEGIN, NOTHING_WAITS, SOMETHING_WAITS, WAITING, desk
from workbook.summary.funnel import funnel
from workbook.summary.groups import groups
from workbook.summary.history import course
from workbook.summary.incidence import incidence
from workbook.summary.newest import newest_list
from workbook.summary.spread import spread
from workbook.summary.standing import on_list
from workbook.summary.values import DASH, Figures
from workbook.summary.work import work
from workbook.tables import CITIZENS, COVERAGE, HISTORY, INCIDENCE, LIST_ROWS, LISTS, SETTINGS

MEMO_DAY, MEMO_LIST = date(2021, 4, 20), 138
MEMO_NOTE = (
    "Ishøjs notat af 21. april 2021 skriver, at de 138 er i målgruppe 1-7. Notatets egne tal giver kun 138, "
    "når målgruppe 8 er med: 3 + 25 + 7 + 6 + 29 + 68. Andelene af vaccinerede er SSI's og af alle borgere, ikke kun "
    "af de inviterede."
)
"""The footnote under the memo's own figures, and only there."""

KEY_FIGURES = ("not_reacted", "not_reacted_share", "list_wants", "list_booked", "list_declined", "list_undecided")
"""Figures of Overblik that Forside repeats, there called `key_` + name."""


def figures(tables: Mapping[str, pd.DataFrame], today: date) -> Figures:
    """Return every figure of Forside and Overblik by name.

    `tables` are frames by English name. Raises BadSetting.
    """
    settings = read_settings(tables[SETTINGS.name])
    newest = newest_list(tables[LISTS.name])
    citizens = tables[CITIZENS.name]
    listed = citizens[citizens["latest_list"] == newest.id] if newest else citizens[:0]
    as_of = newest.on if newest else today
    told = {
        "today": today,
        "as_of": as_of,
        "list_id": newest.id if newest else DASH,
        "list_on": newest.on if newest else DASH,
        "deadline_days": settings.deadline_days,
        "invited_by": newest.on - timedelta(days=settings.deadline_days) if newest else DASH,
        "schema": f"Ringbind {VERSION} · form {settings.schema}",
        **groups(tables, listed, newest, settings.deadline_days, today),
        **on_list(listed),
        **changes(tables[LISTS.name], tables[LIST_ROWS.name], newest),
        **spread(listed, as_of),
        **funnel(citizens),
        **coverage(tables[COVERAGE.name], settings),
        **work(tables, settings, today),
        **incidence(tables[INCIDENCE.name], settings.incidence_limit),
        **course(tables[HISTORY.name]),
        **desk(tables, today),
    }
    return told | _words(told) | {f"key_{name}": told[name] for name in KEY_FIGURES}


def _words(told: Figures) -> dict[str, str]:
    """Return the sentences that depend on the figures."""
    waits = SOMETHING_WAITS if any(told[name] for name in WAITING) else NOTHING_WAITS
    is_memo = (told["as_of"], told["not_reacted"]) == (MEMO_DAY, MEMO_LIST)
    return {"greeting": BEGIN if told["list_on"] == DASH else waits, "memo_note": MEMO_NOTE if is_memo else ""}
