"""The memo's tables as numbers: what Forside, Overblik and Statusnotat show, counted from the tables; their history.

Each figure has a name; the cell of the page that shows it is called `tal_` + that name and holds a formula that gives
the same (`overview`). A figure that cannot be known is DASH, as in the memo of 21 April 2021.

    tables ─► figures ─► {name: value} ─► Forside, Overblik, Statusnotat, Historik

One module per part of Overblik; each says in its docstring what its figures are called:
groups (the memo's table) · standing (the list now) · changes (from the list before) · spread (by age, language,
reason) · funnel (from list to jab) · coverage (SSI's open figures) · work (weeks, hours, money) · incidence ·
history (per list from SSI) · desk (Forside).
"""

from workbook.summary.changes import CHANGES, ON_LIST, change_figure
from workbook.summary.coverage import AREAS, COVERAGE_NOTE, NEIGHBOURS
from workbook.summary.desk import (
    BEGIN,
    CALL_AT_ONCE,
    CALL_WHEN_DUE,
    NO_BACKUP,
    NOTHING_WAITS,
    SOMETHING_WAITS,
    UNREACHABLE,
    WAITING,
    press_text,
)
from workbook.summary.figures import KEY_FIGURES, MEMO_DAY, MEMO_LIST, MEMO_NOTE, figures
from workbook.summary.funnel import STAGES, Stage
from workbook.summary.groups import GROUPS, LINES_OVERLAP, LINES_TIE, NO_LIST, TIED_OUT, UNTIED
from workbook.summary.history import COURSE, COURSE_FIGURES, history_words, update_history
from workbook.summary.newest import NewestList, newest_list
from workbook.summary.spread import (
    AGE_LINES,
    AGES,
    ALL_COLUMNS,
    LANGUAGE_LINES,
    REASON_LINES,
    SPREAD_COLUMNS,
    SPREAD_LEAVES_OUT,
    SPREAD_TIES,
    SPREADS,
    states_of,
)
from workbook.summary.standing import RIDERS, STATES, on_list_figure
from workbook.summary.values import DASH, Figures
from workbook.summary.work import ENOUGH, IN_VAIN, NO_FRAME, NO_PACE, PACE_DAYS, TOO_LITTLE, WEEKS

__all__ = [
    "AGES",
    "AGE_LINES",
    "ALL_COLUMNS",
    "AREAS",
    "BEGIN",
    "CALL_AT_ONCE",
    "CALL_WHEN_DUE",
    "CHANGES",
    "COURSE",
    "COURSE_FIGURES",
    "COVERAGE_NOTE",
    "DASH",
    "ENOUGH",
    "GROUPS",
    "IN_VAIN",
    "KEY_FIGURES",
    "LANGUAGE_LINES",
    "LINES_OVERLAP",
    "LINES_TIE",
    "MEMO_DAY",
    "MEMO_LIST",
    "MEMO_NOTE",
    "NEIGHBOURS",
    "NOTHING_WAITS",
    "NO_BACKUP",
    "NO_FRAME",
    "NO_LIST",
    "NO_PACE",
    "ON_LIST",
    "PACE_DAYS",
    "REASON_LINES",
    "RIDERS",
    "SOMETHING_WAITS",
    "SPREADS",
    "SPREAD_COLUMNS",
    "SPREAD_LEAVES_OUT",
    "SPREAD_TIES",
    "STAGES",
    "STATES",
    "TIED_OUT",
    "TOO_LITTLE",
    "UNREACHABLE",
    "UNTIED",
    "WAITING",
    "WEEKS",
    "Figures",
    "NewestList",
    "Stage",
    "change_figure",
    "figures",
    "history_words",
    "newest_list",
    "on_list_figure",
    "press_text",
    "states_of",
    "update_history",
]
