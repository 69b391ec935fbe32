"""The memo's tables as numbers: what Forside and Overblik must show, counted from the tables; and the history of it.

Each figure has a name; the cell of the page that shows it is called `tal_` + that name and holds a formula that gives
the same (`overview`). A figure that cannot be known is DASH, as in the memo of 21 April 2021.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from typing import Any, NamedTuple

import pandas as pd

from workbook import VERSION
from workbook.calls.steps import ASK_AGAIN_STATES, CALL_STATES, is_due
from workbook.change import Change, Row, records
from workbook.schema import Table
from workbook.settings import Settings, read_settings
from workbook.tables import CALL_SHEET, CITIZENS, HISTORY, JOURNAL, LISTS, REVIEW, SETTINGS, TARGET_GROUPS
from workbook.words import ListKind, OnList, State, YesNo

DASH = "–"
GROUPS = range(1, 13)
"""The target groups of Sundhedsstyrelsen's plan of spring 2021."""

STATES: dict[OnList, tuple[State, ...]] = {
    OnList.TO_CALL: (State.NEW, State.TO_CALL, State.CALL_BACK),
    OnList.WANTS: (
        State.BOOKS_ALONE,
        State.CHOOSES_LATER,
        State.WANTS_HELP,
        State.TIME_NOT_TOLD,
        State.BOOKED,
        State.HOME,
    ),
    OnList.DECLINED: (State.DECLINED,),
    OnList.UNDECIDED: (State.UNDECIDED,),
    OnList.WAITING: (
        State.WAIT_RELATIVE,
        State.INTERPRETER,
        State.INTERPRETER_ORDERED,
        State.INTERPRETER_READY,
        State.SAYS_JABBED,
        State.NOT_NOW,
    ),
    OnList.NO_PHONE: (State.NO_PHONE,),
    OnList.NOT_REACHED: (State.NOT_REACHED,),
    OnList.VACCINATED: (State.FIRST_JAB, State.DONE),
    OnList.STOPPED: (State.GONE, State.NO_CONTACT, State.NOT_FOLLOWED, State.OFF_LIST),
}
CALL_AT_ONCE = tuple(state for state in State if state in CALL_STATES)
"""States of people who are called when their next date has come, and at once without one."""

CALL_WHEN_DUE = tuple(state for state in State if state in ASK_AGAIN_STATES)
"""States of people who are called when their next date has come, and not without one."""

UNREACHABLE = (State.NO_PHONE, State.NOT_REACHED)
"""States that leave only a letter."""

NO_LIST = "Der er endnu ikke læst en liste fra SSI ind."
TIED_OUT = "Målgrupperne giver tilsammen hele listen."
UNTIED = "på listen er ikke talt med: målgruppen mangler, eller dens frist er ikke gået. Se Borgere og Målgrupper."


BEGIN = "Begynd med knappen Indlæs liste, og vælg den første liste fra SSI."
NOTHING_WAITS = "Der er ikke noget, der venter i dag."
SOMETHING_WAITS = "Her er det, der venter i dag."

MEMO_DAY, MEMO_LIST = date(2021, 4, 20), 138
MEMO_NOTE = (
    "Ishøjs notat af 21. april 2021 skriver, at de 138 er i målgruppe 1-7. Notatets egne tal giver kun 138, "
    "når målgruppe 8 er med: 3 + 25 + 7 + 6 + 29 + 68."
)
"""The footnote under the memo's own figures, and only there."""

KEY_FIGURES = ("not_reacted", "not_reacted_share", "list_wants", "list_declined", "list_undecided")
"""Figures of Overblik that Forside repeats, there called `key_` + name."""

WAITING = ("calls_due", "answers_unsaved", "review_open")
"""Figures of Forside that must be 0 before nothing waits."""


class NewestList(NamedTuple):
    """SSI's newest list: its row on Indlæste filer, and the day it was extracted."""

    id: str
    on: date


def newest_list(lists: pd.DataFrame) -> NewestList | None:
    """Return SSI's list with the latest extraction date, of two on one day the one taken in last; None without any."""
    dated = [
        NewestList(str(row_id), row["extracted_on"])
        for row_id, row in records(lists).items()
        if row.get("kind") == ListKind.SSI and "extracted_on" in row
    ]
    return max(dated, key=lambda found: (found.on, _number(found.id)), default=None)


def figures(tables: Mapping[str, pd.DataFrame], today: date) -> dict[str, Any]:
    """Return every figure of Forside and Overblik by name: a whole number, a share of 1, a date, a text or DASH.

    `tables` are frames by English name. Raises BadSetting.
    """
    settings = read_settings(tables[SETTINGS.name])
    newest = newest_list(tables[LISTS.name])
    citizens = tables[CITIZENS.name]
    listed = citizens[citizens["latest_list"] == newest.id] if newest else citizens[:0]
    told = {
        "today": today,
        "as_of": newest.on if newest else today,
        "list_id": newest.id if newest else DASH,
        "list_on": newest.on if newest else DASH,
        "deadline_days": settings.deadline_days,
        "invited_by": newest.on - timedelta(days=settings.deadline_days) if newest else DASH,
        "schema": f"Ringbind {VERSION} · form {settings.schema}",
        **_groups(tables, listed, newest, settings, today),
        **_on_list(listed),
        **_desk(tables, today),
    }
    return told | _words(told) | {f"key_{name}": told[name] for name in KEY_FIGURES}


def _words(told: Mapping[str, Any]) -> dict[str, str]:
    """Return the sentences that depend on the figures."""
    waits = SOMETHING_WAITS if any(told[name] for name in WAITING) else NOTHING_WAITS
    is_memo = (told["as_of"], told["not_reacted"]) == (MEMO_DAY, MEMO_LIST)
    return {"greeting": BEGIN if told["list_on"] == DASH else waits, "memo_note": MEMO_NOTE if is_memo else ""}


def press_text(moment: str, who: str) -> str:
    """Return "20-04-2021 kl. 09:15 (ABC)" from a moment of the journal ("2021-04-20 09:15:00") and initials."""
    return f"{moment[8:10]}-{moment[5:7]}-{moment[:4]} kl. {moment[11:16]} ({who})"


def _groups(
    tables: Mapping[str, pd.DataFrame], listed: pd.DataFrame, newest: NewestList | None, settings: Settings, today: date
) -> dict[str, Any]:
    """Return the memo's table: a line per target group, their sums, and whether they make up the whole list."""
    citizens = tables[CITIZENS.name]
    known = Counter(citizens["target_group"].tolist())
    jabbed = Counter(citizens.loc[citizens["jab1_on"].notna(), "target_group"].tolist())
    missing = Counter(listed["target_group"].tolist())
    definitions = list(records(tables[TARGET_GROUPS.name]).values())
    told: dict[str, Any] = {}
    for number in GROUPS:
        line, group = _in_force(definitions, number, newest.on if newest else today)
        followed = group.get("followed") == YesNo.YES
        is_due = newest is not None and _deadline_passed(group, newest.on, settings.deadline_days)
        people = known[number] if followed else group.get("population") or DASH
        vaccinated = jabbed[number] if followed else DASH
        not_reacted = missing[number] if is_due else DASH
        told |= {
            f"line_{number}": line,
            f"group_{number}": group.get("text", DASH),
            f"people_{number}": people,
            f"invited_{number}": group.get("invited") or DASH,
            f"vaccinated_{number}": vaccinated,
            f"vaccinated_share_{number}": _share(vaccinated, people),
            f"not_reacted_{number}": not_reacted,
            f"not_reacted_share_{number}": _share(not_reacted, people) if followed else DASH,
        }
    return told | _whole(told, len(listed) if newest else DASH)


def _whole(told: Mapping[str, Any], not_reacted: Any) -> dict[str, Any]:
    """Return the sums of the lines, and the list as a whole beside them."""
    in_groups = _sum(told, "not_reacted")
    invited = sum(
        told[f"invited_{number}"]
        for number in GROUPS
        if told[f"not_reacted_{number}"] != DASH and told[f"invited_{number}"] != DASH
    )
    if not_reacted == DASH:
        verdict = NO_LIST
    else:
        verdict = TIED_OUT if in_groups == not_reacted else f"{not_reacted - in_groups} {UNTIED}"
    return {
        "people": _sum(told, "people"),
        "vaccinated": _sum(told, "vaccinated"),
        "not_reacted_in_groups": in_groups,
        "invited": invited,
        "not_reacted": not_reacted,
        "not_reacted_share": _share(not_reacted, invited),
        "tied_out": verdict,
    }


def _on_list(listed: pd.DataFrame) -> dict[str, Any]:
    """Return how the people on the newest list stand; those without a state yet are counted on their own."""
    states = Counter(listed["state"].tolist())
    told = {on_list_figure(standing): sum(states[state] for state in STATES[standing]) for standing in OnList}
    told["list_untold"] = states[None]
    told["list_whole"] = sum(told.values())
    shares = {f"{name}_share": _share(count, told["list_whole"]) for name, count in told.items()}
    return told | {
        name: share for name, share in shares.items() if name not in {"list_untold_share", "list_whole_share"}
    }


def _desk(tables: Mapping[str, pd.DataFrame], today: date) -> dict[str, Any]:
    """Return what Forside asks for today, and the latest press."""
    citizens, sheet, review = tables[CITIZENS.name], tables[CALL_SHEET.name], tables[REVIEW.name]
    pairs = list(zip(citizens["state"].tolist(), citizens["next_on"].tolist(), strict=True))
    due = [(state, on) for state, on in pairs if is_due(state, on, today)]
    journal = tables[JOURNAL.name]
    last = journal.iloc[-1] if len(journal) else None
    return {
        "calls_due": len(due),
        "calls_overdue": sum(on is not None and on < today for _, on in due),
        "promises_due": sum(state == State.CALL_BACK and on is not None for state, on in due),
        "sheet_open": int((sheet["citizen"].notna() & sheet["outcome"].isna()).sum()),
        "answers_unsaved": int(sheet["outcome"].notna().sum()),
        "review_open": int((review["kind"].notna() & review["choice"].isna()).sum()),
        "unreachable": sum(state in UNREACHABLE for state, _ in pairs),
        "last_press": DASH if last is None else press_text(last["moment"], last["who"]),
    }


def on_list_figure(standing: OnList) -> str:
    """Return the figure's name for how people on the list stand."""
    return f"list_{standing.name.lower()}"


def _in_force(definitions: list[Row], number: int, on: date) -> tuple[Any, Row]:
    """Return the group's latest definition that held on that day, and its place among the rows of Målgrupper.

    An undated definition holds until a dated one does; of two that begin on one day the lower one holds.
    """
    mine = [
        (row.get("valid_from", date.min), line, row)
        for line, row in enumerate(definitions, start=1)
        if row.get("number") == number and row.get("valid_from", date.min) <= on
    ]
    _, line, row = max(mine, key=lambda found: found[:2], default=(None, DASH, {}))
    return line, row


def _deadline_passed(group: Row, on: date, days: int) -> bool:
    return "invited_on" in group and group["invited_on"] + timedelta(days=days) <= on


def _share(part: Any, whole: Any) -> Any:
    return DASH if DASH in (part, whole) or not whole else part / whole


def _sum(told: Mapping[str, Any], name: str) -> int:
    return sum(told[f"{name}_{number}"] for number in GROUPS if told[f"{name}_{number}"] != DASH)


def _number(row_id: str) -> int:
    return int(row_id.rpartition("-")[2])


def history_words() -> dict[str, str]:
    """Return the figures that Historik keeps, each with what its number says."""
    groups = {
        f"{name}_{number}": f"Målgruppe {number}: {words}"
        for number in GROUPS
        for name, words in (("people", "borgere"), ("vaccinated", "vaccineret"), ("not_reacted", "ej reageret"))
    }
    whole = {"invited": "Inviteret, fristen er gået", "not_reacted": "Ej reageret i alt"}
    return groups | whole | {on_list_figure(standing): f"På listen: {standing}" for standing in OnList}


def update_history(
    found: Mapping[str, Any], history: pd.DataFrame, today: date, new_ids: Callable[[Table, int], list[str]]
) -> Change:
    """Keep today's figures in Historik, each once per day; figures that cannot be known are left out."""
    before = history[history["date"] == today]
    ids = dict(zip(before["figure"].tolist(), before.index.tolist(), strict=True))
    known = {words: found[name] for name, words in history_words().items() if found[name] != DASH}
    fresh: Iterator[str] = iter(new_ids(HISTORY, len(known.keys() - ids.keys())))
    rows = [
        {"id": ids.get(words) or next(fresh), "date": today, "figure": words, "value": float(value)}
        for words, value in known.items()
    ]
    change = Change(message=f"{len(rows)} tal er gemt i Historik for {today:%d-%m-%Y}.")
    change.replace(HISTORY, before, HISTORY.frame(rows))
    return change
