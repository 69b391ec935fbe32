"""The parts of Overblik beside the memo's table: who is on the list, the way to the jab, coverage, work, money."""

from __future__ import annotations

import csv
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.made_up import MEMO_DAY, anything, empty, memo, ssi_lists
from tests.pictures import rows
from tests.tools import examples
from workbook.summary import (
    ALL_COLUMNS,
    DASH,
    ENOUGH,
    LINES_TIE,
    NO_FRAME,
    NO_PACE,
    SPREAD_TIES,
    SPREADS,
    STAGES,
    TOO_LITTLE,
    figures,
    on_list_figure,
)
from workbook.tables import CALLS, CITIZENS, COVERAGE, HISTORY, HOURS, INCIDENCE, LIST_ROWS
from workbook.words import COUNTRY, OnList

SSI = Path(__file__).parent / "data" / "ssi"


def told(found: dict[str, Any], start: str, *names: str) -> list[Any]:
    return [found[f"{start}_{name}"] for name in names]


LISTED = empty() | {
    "lists": ssi_lists(("L-0001", date(2021, 4, 20))),
    "citizens": rows(
        CITIZENS,
        "id  latest_list  first_list  state  born  language  reason  transport",
        "B-0001  L-0001  L-0001  Ny  1936-04-20  Tyrkisk  -  -",
        "B-0002  L-0001  L-0001  Ønsker ikke  1936-04-21  Tyrkisk  Ønsker ikke  -",
        "B-0003  L-0001  L-0001  Ønsker hjælp til booking  1961-04-21  -  Forstod ikke dansk  Kommunal kørsel",
        "B-0004  L-0001  L-0001  Har tid  -  Dansk  Transport  Kommunal kørsel",
        "B-0005  L-0001  L-0001  Ønsker ikke  1921-01-02  Dansk  Transport  Kommunal kørsel",
        "B-0006  L-0001  L-0001  Mangler telefon  1931-04-20  Dansk  -  -",
        "B-0007  L-0001  L-0001  1. stik givet  1931-04-20  Dansk  -  -",
        "B-0008  -  L-0001  Færdigvaccineret  1931-04-20  Dansk  -  -",
        "B-0009  -  -  Uafklaret  1931-04-20  Dansk  -  -",
    ),
}
FOUND = figures(LISTED, date(2021, 6, 1))


def test_the_newest_list_stands_beside_the_one_before_and_says_who_is_gone() -> None:
    lists = ssi_lists(*((f"L-000{at}", date(2021, 4, day)) for at, day in enumerate((6, 13, 20, 20), start=1)))
    listed = rows(
        LIST_ROWS,
        "id       list    bucket",
        "LR-0001  L-0001  Ny",
        "LR-0002  L-0002  Ny",
        "LR-0003  L-0002  På listen igen",
        "LR-0004  L-0003  På listen igen",
        "LR-0005  L-0003  Behandlet siden udtrækket",
        "LR-0006  L-0004  Ny",
        "LR-0007  L-0004  Ude af listen, uforklaret",
    )
    found = figures(empty() | {"lists": lists, "list_rows": listed}, date(2021, 4, 21))
    assert found["changes_before_on"] == date(2021, 4, 13)
    assert told(found, "changes", "new", "again", "handled", "rows", "unexplained") == [1, 1, 1, 3, 1]
    assert told(found, "changes", "new_before", "again_before", "rows_before", "unexplained_before") == [1, 1, 2, 0]


def test_the_first_list_has_none_before_it() -> None:
    assert told(FOUND, "changes", "before_on", "new_before", "rows_before") == [DASH] * 3


def test_ages_are_those_of_the_lists_day() -> None:
    whole = {name: FOUND[f"{name}_whole"] for name in SPREADS["age"]}
    assert {name: count for name, count in whole.items() if count} == {
        "age_0": 1, "age_80": 1, "age_85": 1, "age_90": 3, "age_none": 1,
    }  # fmt: skip


def test_each_line_says_how_its_people_stand() -> None:
    columns = ("whole", "to_call", "wants", "booked", "declined", "unreached", "other", "transport")
    assert told(FOUND, "language_turkish", *columns) == [2, 1, 0, 0, 1, 0, 0, 0]
    assert told(FOUND, "language_none", *columns) == [1, 0, 1, 0, 0, 0, 0, 1]
    assert told(FOUND, "age_90", *columns) == [3, 0, 0, 0, 1, 1, 1, 0]
    assert told(FOUND, "reason_transport", *columns) == [2, 0, 0, 1, 1, 0, 0, 1]


def test_the_municipality_drives_those_who_want_the_jab_and_need_it() -> None:
    assert FOUND["list_transport"] == 2


def test_a_language_nobody_can_choose_is_said_to_be_left_out() -> None:
    people = LISTED["citizens"].assign(language="Klingonsk")
    assert FOUND["spread_ties"] == SPREAD_TIES
    assert figures(LISTED | {"citizens": people}, MEMO_DAY)["spread_ties"].startswith("En tabel giver ikke hele listen")


@given(st.integers(0, 2**32))
@settings(max_examples=examples(25), deadline=None)
def test_the_three_tables_are_the_list_column_by_column(seed: int) -> None:
    found = figures(anything(seed), MEMO_DAY)
    for name, lines in SPREADS.items():
        assert told(found, f"{name}_sum", *ALL_COLUMNS) == [
            sum(found[f"{line}_{column}"] for line in lines) for column in ALL_COLUMNS
        ]
    for column, words in {"whole": tuple(OnList), "booked": (OnList.BOOKED,), "declined": (OnList.DECLINED,)}.items():
        listed = sum(found[on_list_figure(word)] for word in words) + (found["list_untold"] if column == "whole" else 0)
        assert found[f"age_sum_{column}"] == listed
    assert found["age_sum_transport"] == found["list_transport"]


def test_the_way_from_list_to_jab_counts_everyone_who_was_ever_on_a_list() -> None:
    assert [FOUND[stage.figure] for stage in STAGES] == [8, 6, 4, 3, 2, 1]
    assert FOUND["funnel_answered_share"] == 0.75


@given(st.integers(0, 2**32))
@settings(max_examples=examples(25), deadline=None)
def test_nobody_comes_further_than_the_step_before(seed: int) -> None:
    found = figures(anything(seed), MEMO_DAY)
    counts = [found[stage.figure] for stage in STAGES]
    assert counts == sorted(counts, reverse=True)


def test_a_group_is_vaccinated_not_reacted_and_others() -> None:
    found = figures(memo(), MEMO_DAY)
    assert told(found, "others", "1", "2", "7") == [0, 0, DASH]
    assert (found["done_1"], found["done_share_1"], found["lines_tie"]) == (0, 0, LINES_TIE)


def test_who_is_both_vaccinated_and_on_the_list_is_told() -> None:
    tables = memo()
    tables["citizens"].loc[tables["citizens"]["target_group"] == 1, "jab1_on"] = date(2021, 4, 19)
    found = figures(tables, MEMO_DAY)
    assert found["others_1"] == -3
    assert found["lines_tie"].startswith("1 målgrupper har flere vaccinerede")


def ssi(**own: str) -> dict[str, Any]:
    """Return SSI's figures of 20 April 2021 on the sheet Dækning."""
    kommuner = csv.reader((SSI / "Vaccinationsdaekning_kommune.csv").read_text("utf-8").splitlines()[1:])
    areas = [(name, first, done, people) for name, first, done, _, _, people in kommuner]
    country = (SSI / "Vaccinationsdaekning_nationalt.csv").read_text("utf-8").splitlines()[1].split(",")
    areas.append((COUNTRY, country[1], country[2], country[3]))
    shares = [(area, int(first), int(done), int(people)) for area, first, done, people in areas]
    return empty(**own) | {
        "coverage": COVERAGE.frame(
            {"id": f"D-{at}", "date": MEMO_DAY, "area": area, "first": first, "done": done, "people": people}
            for at, (area, first, done, people) in enumerate(shares)
        )
    }  # fmt: skip


def test_ishoej_stands_beside_the_country_and_its_neighbours_as_in_the_memo() -> None:
    found = figures(ssi(ssi_area="Ishøj", neighbours="Vallensbæk, brøndby , Atlantis"), date(2021, 5, 1))
    shown = [
        (found[f"coverage_area_{line}"], *(_percent(found[f"coverage_{name}_{line}"]) for name in ("first", "done")))
        for line in range(6)
    ]
    assert found["coverage_on"] == MEMO_DAY
    assert shown == [
        ("Ishøj", "18.0", "7.5"),
        (COUNTRY, "18.8", "8.9"),
        ("Vallensbæk", "21.5", "9.8"),
        ("brøndby", "20.8", "9.6"),
        ("Atlantis", DASH, DASH),
        (DASH, DASH, DASH),
    ]


def _percent(share: Any) -> str:
    return DASH if share == DASH else f"{100 * share:.1f}"


def test_only_the_newest_figures_count() -> None:
    tables = ssi(ssi_area="Ishøj")
    later = {"id": "D-9999", "date": date(2021, 4, 27), "area": "Ishøj", "first": 25, "done": 10, "people": 100}
    rows_ = [{"id": row_id, **row} for row_id, row in tables["coverage"].to_dict("index").items()]
    found = figures(tables | {"coverage": COVERAGE.frame([*rows_, later])}, MEMO_DAY)
    assert (found["coverage_on"], found["coverage_first_0"], found["coverage_first_1"]) == (
        date(2021, 4, 27),
        0.25,
        DASH,
    )


WORK = empty() | {
    "calls": rows(
        CALLS,
        "id      date        outcome          voids",
        "O-0001  2021-04-19  Ikke svar        -",
        "O-0002  2021-04-19  Uafklaret        -",
        "O-0003  2021-04-20  Uafklaret        -",
        "O-0004  2021-04-20  Uafklaret        O-0003",
        "O-0005  2021-04-18  Forkert nummer   -",
        "O-0006  2021-04-12  Ønsker ikke vaccination  -",
        "O-0007  2020-01-01  Ikke svar        -",
        "O-0008  2021-04-20  -                -",
    ),
    "hours": rows(
        HOURS,
        "id      date        hours  rate",
        "H-0001  2021-04-06  10     300",
        "H-0002  2021-04-20  7.5    200",
        "H-0003  2021-04-20  2      -",
        "H-0004  -           1      100",
    ),
}


def test_calls_hours_and_kroner_are_told_week_by_week() -> None:
    found = figures(WORK, MEMO_DAY)
    weeks = [told(found, f"week_{week}", "on", "calls", "reached", "hours", "cost") for week in (10, 11, 12)]
    assert weeks == [
        [date(2021, 4, 5), 0, 0, 10, 3000],
        [date(2021, 4, 12), 2, 1, 0, 0],
        [date(2021, 4, 19), 2, 1, 9.5, 1500],
    ]
    assert told(found, "work", "calls", "reached", "hours", "cost") == [5, 2, 20.5, 4600]


def test_the_money_left_is_foreseen_from_the_pace_of_late() -> None:
    found = figures(WORK, MEMO_DAY)
    assert (found["budget"], found["budget_left"], found["days_left"]) == (400_000, 395_400, 133)
    assert found["pace"] == pytest.approx(4500 / 15 * 7)
    assert found["forecast_left"] == pytest.approx(395_400 - 133 * 300)
    assert (found["forecast"], found["spent_on"]) == (ENOUGH, DASH)


def test_money_that_does_not_reach_is_spent_on_a_day() -> None:
    short = WORK | {"settings": empty(budget=7_600)["settings"]}
    found = figures(short, MEMO_DAY)
    assert (found["forecast"], found["spent_on"]) == (TOO_LITTLE, MEMO_DAY + timedelta(days=10))


def test_nothing_is_foreseen_of_money_or_an_end_that_nobody_wrote() -> None:
    for unknown in ({"budget": 0}, {"ends_on": None}):
        found = figures(WORK | {"settings": empty(**unknown)["settings"]}, MEMO_DAY)
        assert (found["forecast"], found["forecast_left"], found["spent_on"]) == (NO_FRAME, DASH, DASH)


def test_without_hours_nothing_is_foreseen() -> None:
    found = figures(empty(), MEMO_DAY)
    assert (found["forecast"], found["forecast_left"], found["budget_left"]) == (NO_PACE, DASH, 400_000)


def smittetal(*lines: str) -> dict[str, Any]:
    return empty() | {"incidence": rows(INCIDENCE, "id  date  incidence", *lines)}


def test_days_under_the_limit_are_counted_from_the_last_day_above_it() -> None:
    found = figures(smittetal("SM-1  2021-04-13  212", "SM-2  2021-04-17  180", "SM-3  2021-04-20  164.5"), MEMO_DAY)
    assert told(found, "incidence", "on", "days", "limit") == [MEMO_DAY, 7, 200]
    assert found["incidence"] == 164.5


def test_an_incidence_never_above_the_limit_counts_from_its_first_day() -> None:
    assert figures(smittetal("SM-1  2021-04-17  20", "SM-2  2021-04-20  30"), MEMO_DAY)["incidence_days"] == 4
    assert figures(smittetal("SM-1  2021-04-20  200"), MEMO_DAY)["incidence_days"] == 0
    assert figures(empty(), MEMO_DAY)["incidence_days"] == DASH


def test_the_course_shows_historik_the_newest_day_first() -> None:
    kept = rows(
        HISTORY,
        "id  date  figure  value",
        "HI-1  2021-04-06  Ej reageret i alt  140",
        "HI-2  2021-04-20  Ej reageret i alt  138",
        "HI-3  2021-04-20  På listen: Ønsker ikke  27",
    )
    found = figures(empty() | {"history": kept}, MEMO_DAY)
    assert told(found, "course_1", "on", "not_reacted", "list_declined", "invited") == [MEMO_DAY, 138, 27, DASH]
    assert told(found, "course_2", "on", "not_reacted") == [date(2021, 4, 6), 140]
    assert told(found, "course_3", "on", "not_reacted") == [DASH, DASH]
