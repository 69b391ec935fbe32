"""The memo's tables as numbers."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from functools import partial
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.made_up import MEMO_DAY, Tables, anything, empty, memo, ssi_lists
from tests.pictures import ids, rows
from tests.tools import examples
from workbook.book import MemoryBook, next_ids
from workbook.calls.sheet import call_sheet
from workbook.schema import Table
from workbook.settings import Settings
from workbook.summary import (
    DASH,
    GROUPS,
    NO_LIST,
    STATES,
    TIED_OUT,
    figures,
    history_words,
    newest_list,
    update_history,
)
from workbook.tables import CALL_SHEET, CITIZENS, HISTORY, JOURNAL, REVIEW, SETTINGS, TARGET_GROUPS
from workbook.words import State


def line(found: dict[str, Any], number: int) -> str:
    """Return a target group's line as the memo prints it."""
    share = {name: found[f"{name}_share_{number}"] for name in ("vaccinated", "not_reacted")}
    shown = {name: "" if value == DASH else f" ({value:.0%})" for name, value in share.items()}
    counts = (f"{found[f'{name}_{number}']}{shown.get(name, '')}" for name in ("people", "vaccinated", "not_reacted"))
    return " · ".join(counts)


def test_the_demo_reads_as_the_memo() -> None:
    found = figures(memo(), MEMO_DAY)
    assert [line(found, number) for number in (1, 2, 3, 7, 8, 9)] == [
        "89 · 86 (97%) · 3 (3%)",
        "325 · 300 (92%) · 25 (8%)",
        "143 · 136 (95%) · 7 (5%)",
        "383 · – · 29",
        "1041 · – · 68",
        "2055 · – · –",
    ]
    assert (found["invited"], found["not_reacted"], f"{found['not_reacted_share']:.0%}") == (2015, 138, "7%")
    assert (found["list_declined"], found["list_undecided"], found["list_whole"]) == (27, 11, 138)
    assert found["tied_out"] == TIED_OUT


def test_the_memos_footnote_stands_under_the_memos_figures_only() -> None:
    later = memo() | {"lists": ssi_lists(("L-0003", date(2021, 4, 21)))}
    assert "målgruppe 8 er med: 3 + 25 + 7 + 6 + 29 + 68" in figures(memo(), MEMO_DAY)["memo_note"]
    assert figures(later, MEMO_DAY)["memo_note"] == ""


def test_a_new_workbook_knows_nothing_and_says_so() -> None:
    found = figures(empty(), date(2021, 1, 4))
    assert (found["as_of"], found["list_on"], found["not_reacted"], found["not_reacted_share"]) == (
        date(2021, 1, 4), DASH, DASH, DASH,
    )  # fmt: skip
    assert (line(found, 1), line(found, 7)) == ("0 · 0 · –", "– · – · –")
    assert found["tied_out"] == NO_LIST
    assert found["greeting"].startswith("Udfyld først arket Indstillinger.")
    assert (found["last_press"], found["last_backup"]) == (DASH, "Ingen endnu")


def test_the_newest_copy_is_the_latest_presss_whichever_button_was_pressed() -> None:
    presses = rows(
        JOURNAL,
        "id  press  moment  who  command",
        "J-000001  1  2021-04-19 09:00:00  ABC  backup",
        "J-000002  2  2021-04-20 10:40:07  DEF  check",
    )
    found = figures(empty() | {"journal": presses}, MEMO_DAY)
    assert found["last_press"] == "20-04-2021 kl. 10.40 (DEF)"
    assert found["last_backup"] == "20-04-2021 kl. 10.40 (tryk 2)"


@pytest.mark.parametrize(
    ("invited_on", "not_reacted"), [("2021-03-29", 1), ("2021-03-30", DASH), ("-", DASH), ("9999-12-31", DASH)]
)
def test_not_reacted_is_known_when_the_deadline_has_passed_on_the_lists_day(invited_on: str, not_reacted: Any) -> None:
    tables = empty() | {
        "lists": ssi_lists(("L-0001", date(2021, 4, 20))),
        "target_groups": rows(TARGET_GROUPS, "id  number  invited  invited_on", f"G-0001  7  5  {invited_on}"),
        "citizens": rows(CITIZENS, "id  target_group  latest_list", "B-0001  7  L-0001"),
    }
    found = figures(tables, date(2021, 6, 1))
    assert (found["not_reacted_7"], found["not_reacted"]) == (not_reacted, 1)
    assert found["invited"] == (5 if not_reacted == 1 else 0)


def test_the_deadline_is_a_setting() -> None:
    tables = memo() | {"settings": empty(deadline_days=23)["settings"]}
    assert line(figures(tables, MEMO_DAY), 8) == "1041 · – · –"


def test_the_sheet_says_when_the_groups_are_not_the_whole_list() -> None:
    tables = memo()
    tables["citizens"].loc[tables["citizens"]["target_group"] == 6, "target_group"] = None
    found = figures(tables, MEMO_DAY)
    assert (found["not_reacted"], found["not_reacted_in_groups"]) == (138, 135)
    assert found["tied_out"].startswith("3 på listen er ikke talt med")


def test_the_definition_in_force_on_the_lists_day_counts() -> None:
    tables = empty() | {
        "lists": ssi_lists(("L-0001", date(2021, 4, 20))),
        "target_groups": rows(
            TARGET_GROUPS,
            "id      number  text       valid_from  population",
            "G-0001  9       65-74 år   2021-03-01  2055",
            "G-0002  9       75-79 år   2020-12-27  1041",
            "G-0003  9       Uden dato  -           1",
            "G-0004  9       Fremtidig  2021-05-01  7",
        ),
    }
    found = figures(tables, date(2021, 6, 1))
    assert (found["line_9"], found["group_9"], found["people_9"]) == (1, "65-74 år", 2055)


def test_the_newest_list_is_the_one_extracted_last_and_of_two_the_one_taken_in_last() -> None:
    lists = ssi_lists(("L-0009", date(2021, 4, 6)), ("L-0010", date(2021, 4, 20)), ("L-0008", date(2021, 4, 20)))
    assert newest_list(lists) == ("L-0010", date(2021, 4, 20))


def test_a_list_whose_id_somebody_typed_over_may_be_the_newest() -> None:
    lists = ssi_lists(("L-0009", date(2021, 4, 6)), ("Uge 16", date(2021, 4, 20)))
    assert newest_list(lists) == ("Uge 16", date(2021, 4, 20))


def test_every_state_is_counted_once_among_the_people_on_the_list() -> None:
    assert sorted(state for states in STATES.values() for state in states) == sorted(State)


def test_forside_counts_what_waits_today() -> None:
    tables = empty() | {
        "lists": ssi_lists(("L-0001", date(2021, 4, 20))),
        "citizens": rows(
            CITIZENS,
            "id      state             next_on",
            "B-0001  Ny                -",
            "B-0002  Skal ringes op    2021-04-20",
            "B-0003  Ring igen         2021-04-19",
            "B-0004  Ring igen         2021-04-21",
            "B-0005  Uafklaret         2021-04-18",
            "B-0006  Booker selv       -",
            "B-0007  Ønsker ikke       2021-04-01",
            "B-0008  Ikke truffet      -",
            "B-0009  Mangler telefon   -",
        ),
        "call_sheet": rows(CALL_SHEET, "id  citizen  outcome", "R-0001  B-0001  -", "R-0002  B-0002  Uafklaret"),
        "review": rows(REVIEW, "id  kind  choice", "V-0001  Muligt match  -", "V-0002  Muligt match  Samme"),
    }
    found = figures(tables, date(2021, 4, 20))
    names = "calls_due calls_overdue promises_due sheet_open answers_unsaved review_open unreachable"
    assert [found[name] for name in names.split()] == [4, 2, 1, 1, 1, 1, 2]
    assert found["greeting"] == "Her er det, der venter i dag."


@given(st.integers(0, 2**32))
@settings(max_examples=examples(25), deadline=None)
def test_as_many_wait_for_a_call_as_the_call_sheet_would_take(seed: int) -> None:
    tables = anything(seed)
    states = tables["citizens"]["state"].replace(State.WAIT_RELATIVE, State.UNDECIDED)
    tables |= {"citizens": tables["citizens"].assign(state=states), "call_sheet": CALL_SHEET.frame()}
    people = tables["citizens"].assign(phone=[f"{at:08d}" for at in range(len(tables["citizens"]))])
    now = datetime.combine(MEMO_DAY, time(9))
    change = call_sheet(people, lambda table: tables[table.name], Settings(calls_per_caller=999), now, ids)
    assert figures(tables, MEMO_DAY)["calls_due"] == len(change.of(CALL_SHEET).inserts)


@given(st.integers(0, 2**32))
@settings(max_examples=examples(25), deadline=None)
def test_the_parts_make_up_the_whole(seed: int) -> None:
    tables = anything(seed)
    found = figures(tables, MEMO_DAY)
    if found["not_reacted"] == DASH:
        assert found["tied_out"] == NO_LIST
        return
    groups = sum(found[f"not_reacted_{number}"] for number in GROUPS if found[f"not_reacted_{number}"] != DASH)
    left = found["not_reacted"] - groups
    assert found["tied_out"] == TIED_OUT if left == 0 else found["tied_out"].startswith(f"{left} på listen")
    assert found["list_whole"] == found["not_reacted"]


def pressed(tables: Tables, book: MemoryBook, day: date) -> None:
    book.apply(update_history(figures(tables, day), book.read(HISTORY), partial(_next, book)))


def _next(book: MemoryBook, table: Table, count: int) -> list[str]:
    return next_ids(table, book.read(table).index, count)


def test_history_keeps_each_figure_once_for_each_list_from_ssi() -> None:
    book = MemoryBook()
    pressed(memo(), book, MEMO_DAY)
    fewer = memo()
    fewer["citizens"] = fewer["citizens"].iloc[:-1]
    pressed(fewer, book, MEMO_DAY + timedelta(days=1))
    later = memo()
    later["lists"].loc["L-0003", "extracted_on"] = date(2021, 4, 21)
    pressed(later, book, MEMO_DAY + timedelta(days=2))
    kept = book.read(HISTORY)
    whole = kept[kept["figure"] == "Ej reageret i alt"]
    assert whole[["date", "value"]].to_numpy().tolist() == [[MEMO_DAY, 137.0], [date(2021, 4, 21), 138.0]]
    assert not kept.duplicated(["date", "figure"]).any()


def test_history_leaves_out_what_is_not_known() -> None:
    book = MemoryBook()
    pressed(memo(), book, MEMO_DAY)
    kept = book.read(HISTORY)["figure"].tolist()
    assert "Målgruppe 9: borgere" in kept
    assert "Målgruppe 9: ej reageret" not in kept
    assert len(set(history_words().values())) == len(history_words())


def test_a_bad_number_among_the_settings_is_said() -> None:
    tables = empty()
    tables[SETTINGS.name].loc[tables[SETTINGS.name]["name"] == "Frist i dage", "value"] = "tre uger"
    with pytest.raises(Exception, match="Frist i dage"):
        figures(tables, MEMO_DAY)
