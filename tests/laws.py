"""What holds after every press, whoever pressed what: said once for random weeks and for the simulated fortnight."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date

import pandas as pd

from workbook.calls.sheet import answered
from workbook.change import records
from workbook.handouts.reserving import still_out
from workbook.summary import STATES, figures, newest_list, on_list_figure
from workbook.tables import CALLS
from workbook.words import State, YesNo

Tables = Mapping[str, pd.DataFrame]


def left_alone(citizens: pd.DataFrame) -> set[str]:
    """Return the ids of those who must not be contacted, or are gone."""
    stopped = (citizens["no_contact"] == YesNo.YES) | citizens["state"].isin([State.NO_CONTACT, State.GONE])
    return set(citizens.index[stopped])


def open_calls(sheet: pd.DataFrame) -> list[str]:
    """Return whom Ringeliste, as it was made, tells somebody to ring: rows without an answer."""
    return sheet.loc[~answered(sheet) & sheet["made_on"].notna(), "citizen"].tolist()


def everyone_has_one_state(tables: Tables) -> None:
    """Each citizen stands once, in one of the states; Overblik's counts of them are the register's."""
    citizens = tables["citizens"]
    assert citizens.index.is_unique
    assert citizens["state"].isin(list(State)).all()
    assert sorted(state for states in STATES.values() for state in states) == sorted(State)


def the_figures_add_up(tables: Tables, today: date) -> None:
    """The totals per state of Overblik are those of the people on the newest list, and each is in one of them."""
    citizens, newest, told = tables["citizens"], newest_list(tables["lists"]), figures(tables, today)
    listed = citizens[citizens["latest_list"] == (newest.id if newest else "")]
    states = Counter(listed["state"])
    assert {standing: told[on_list_figure(standing)] for standing in STATES} == {
        standing: sum(states[state] for state in held) for standing, held in STATES.items()
    }
    assert (told["list_whole"], told["list_untold"]) == (len(listed), 0)


def nobody_is_rung_twice(tables: Tables, today: date) -> None:
    """A person has one open call: a row of Ringeliste or a place on one caller's list."""
    listed = open_calls(tables["call_sheet"])
    handed = still_out(tables["handouts"], today)["citizen"].tolist()
    assert max(Counter([*listed, *handed]).values(), default=0) <= 1
    reserved = tables["citizens"]["reserved_to"]
    assert set(handed) & set(reserved.index) == set(reserved.index[reserved.notna()])


def who_must_not_be_contacted_is_on_no_sheet(tables: Tables) -> None:
    """Ringeliste tells nobody to ring those who must be left alone."""
    assert left_alone(tables["citizens"]).isdisjoint(open_calls(tables["call_sheet"]))


def no_answer_has_changed(before: pd.DataFrame, after: pd.DataFrame) -> None:
    """Rows of Opkald stand as they were written; what is taken back is voided by another row."""
    was, now = records(before), records(after)
    assert {row_id: now.get(row_id) for row_id in was} == was
    voids = [row["voids"] for row in now.values() if "voids" in row]
    assert len(voids) == len(set(voids))
    assert set(voids) <= set(now)


def all_laws(tables: Tables, calls_before: pd.DataFrame, today: date) -> None:
    """Everything that can be said of the tables after a press."""
    everyone_has_one_state(tables)
    the_figures_add_up(tables, today)
    nobody_is_rung_twice(tables, today)
    who_must_not_be_contacted_is_on_no_sheet(tables)
    no_answer_has_changed(calls_before, tables[CALLS.name])
