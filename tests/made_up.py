"""Made-up workbooks for tests of the figures: Ishøj of 20 April 2021 as the memo tells it, and random ones."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any

import pandas as pd

from workbook.change import records
from workbook.schema import Table
from workbook.starting import starting_tables
from workbook.summary import history_words
from workbook.tables import (
    BY_NAME,
    CALL_SHEET,
    CALLS,
    CITIZENS,
    COVERAGE,
    HISTORY,
    HOURS,
    INCIDENCE,
    JOURNAL,
    LETTERS_READY,
    LIST_ROWS,
    LISTS,
    REVIEW,
    TARGET_GROUPS,
)
from workbook.words import Bucket, Choice, Language, ListKind, Mark, Reason, ReviewKind, State, Transport, YesNo

MEMO_DAY = date(2021, 4, 20)
Tables = dict[str, pd.DataFrame]

# group: vaccinated, not reacted, invited, invited on, population by FLIS (the memo's tables; 4-6 are 34 and 6 in all)
MEMO: Mapping[int, tuple[int, int, int, date, int | None]] = {
    1: (86, 3, 89, date(2020, 12, 27), None),
    2: (300, 25, 325, date(2021, 1, 20), None),
    3: (136, 7, 143, date(2021, 2, 1), None),
    4: (0, 1, 12, date(2021, 2, 8), None),
    5: (0, 2, 12, date(2021, 2, 22), None),
    6: (0, 3, 10, date(2021, 3, 1), None),
    7: (0, 29, 383, date(2021, 3, 8), 383),
    8: (0, 68, 1041, date(2021, 3, 29), 1041),
    9: (0, 0, 2055, date(2021, 4, 12), 2055),
}


FRAME = {"budget": 400_000, "ends_on": date(2021, 8, 31)}


def empty(**settings: Any) -> Tables:
    """Return the tables of a new workbook with the memo's money and last day."""
    return {name: table.frame() for name, table in BY_NAME.items()} | starting_tables(**{**FRAME, **settings})


def memo(**settings: Any) -> Tables:
    """Return Ishøj of 20 April 2021: 27 of the 138 have declined, 11 are undecided."""
    tables = empty(**settings)
    people: list[dict[str, Any]] = []
    for group, (vaccinated, missing, *_) in MEMO.items():
        jabbed = {"target_group": group, "jab1_on": date(2021, 2, 3), "state": State.FIRST_JAB}
        people += [jabbed] * vaccinated + [{"target_group": group, "latest_list": "L-0003"}] * missing
    listed = iter([State.DECLINED] * 27 + [State.UNDECIDED] * 11 + [State.NEW] * 100)
    tables["citizens"] = CITIZENS.frame(
        {"state": next(listed) if "latest_list" in person else None, **person, "id": f"B-{at:04d}"}
        for at, person in enumerate(people, start=1)
    )
    tables["target_groups"] = TARGET_GROUPS.frame(
        {**row, "id": row_id, "invited": invited, "invited_on": on, "population": population}
        for row_id, row in records(tables["target_groups"]).items()
        for invited, on, population in [MEMO.get(row["number"], (0, 0, None, None, None))[2:]]
    )
    tables["lists"] = ssi_lists(("L-0002", date(2021, 4, 6)), ("L-0003", MEMO_DAY))
    return tables


def ssi_lists(*lists: tuple[str, date]) -> pd.DataFrame:
    """Return Indlæste filer with these lists from SSI: id, extracted on."""
    return LISTS.frame({"id": row_id, "kind": ListKind.SSI, "extracted_on": on} for row_id, on in lists)


def anything(seed: int) -> Tables:
    """Return a workbook with anything in it that the columns allow: gaps, future days, groups nobody knows."""
    chance = random.Random(seed)
    given = {"fixed_today": MEMO_DAY, "ssi_area": "Ishøj", "neighbours": "Greve,  Ærø ,, Høje-Taastrup, Odder, Læsø"}
    unknown = {"budget": 0} if seed % 4 else {"ends_on": None}
    tables = empty(**given if seed % 2 else unknown)

    def day() -> date | None:
        return chance.choice([None, MEMO_DAY, MEMO_DAY + timedelta(days=chance.randint(-60, 20))])

    def some(*values: Any) -> Any:
        return chance.choice([None, *values])

    def born() -> date | None:
        return chance.choice([None, date(MEMO_DAY.year - chance.randint(50, 99), 4, chance.randint(18, 22))])

    tables["lists"] = LISTS.frame(
        {"id": f"L-{at:04d}", "kind": some(ListKind.SSI, ListKind.SSI, ListKind.FLIS), "extracted_on": day()}
        for at in chance.sample(range(1, 20_000), chance.randint(0, 6))
    )
    tables["list_rows"] = LIST_ROWS.frame(
        {"id": f"LR-{at:04d}", "list": some(*tables["lists"].index, "L-99999"), "bucket": some(*Bucket)}
        for at in range(1, chance.choice([2, 200]))
    )
    tables["target_groups"] = TARGET_GROUPS.frame(
        {
            "id": f"G-{at:04d}",
            "number": some(*range(1, 14)),
            "text": some("Gruppe", "En anden gruppe"),
            "valid_from": day(),
            "followed": some(*YesNo),
            "population": some(0, 7, 1200),
            "invited": some(0, 3, 1200),
            "invited_on": day(),
        }
        for at in range(1, 30)
    )
    tables["citizens"] = CITIZENS.frame(
        {
            "id": f"B-{at:04d}",
            "target_group": some(*range(1, 14)),
            "jab1_on": day(),
            "jab2_on": day(),
            "first_list": some(*tables["lists"].index),
            "latest_list": some(*tables["lists"].index),
            "language": some(*Language, "Klingonsk"),
            "reason": some(*Reason),
            "transport": some(*Transport),
            "born": born(),
            "state": some(*State),
            "next_on": day(),
        }
        for at in range(1, chance.choice([2, 400]))
    )
    tables["call_sheet"] = CALL_SHEET.frame(
        {"id": f"R-{at:04d}", "citizen": f"B-{at:04d}", "outcome": some("Uafklaret")} for at in range(1, 9)
    )
    tables["letters_ready"] = LETTERS_READY.frame(
        {"id": f"BP-{at:04d}", "citizen": some(f"B-{at:04d}")} for at in range(1, chance.randint(1, 5))
    )
    tables["review"] = REVIEW.frame(
        {"id": f"V-{at:04d}", "kind": ReviewKind.MATCH, "choice": some(*Choice)} for at in range(1, 9)
    )
    tables |= _figures_from_outside(chance, day, some)
    tables["journal"] = JOURNAL.frame(
        {
            "id": f"J-{at:06d}",
            "command": some("backup", "check"),
            "press": at,
            "moment": f"2021-04-{at:02d} 0{at}:15:00",
            "who": "ABC",
            "mark": Mark.DONE,
        }
        for at in range(1, chance.randint(1, 9))
    )
    return tables


def _figures_from_outside(
    chance: random.Random, day: Callable[[], date | None], some: Callable[..., Any]
) -> Mapping[str, pd.DataFrame]:
    """Return calls, hours, coverage, incidence and history with anything in them; half of the calls taken back."""
    calls = [
        {"id": f"O-{at:04d}", "date": day(), "outcome": some("Ikke svar", "Uafklaret", "Forkert nummer", "Nyt svar")}
        for at in range(1, chance.choice([2, 60]))
    ]
    calls += [row | {"id": f"O-9{at:03d}", "voids": row["id"]} for at, row in enumerate(calls[::2])]
    areas = ("Ishøj", "ishøj", "Hele landet", "Greve", "Høje-Taastrup", "Ærø")
    kept = [*history_words().values(), "Noget andet"]
    rows: Mapping[Table, list[dict[str, Any]]] = {
        CALLS: calls,
        HOURS: [
            {"date": day(), "hours": some(1, 2.5, 7), "rate": some(200, 312.5)} for _ in range(chance.choice([0, 40]))
        ],
        COVERAGE: [
            {"date": day(), "area": some(*areas), "first": some(7, 80), "done": some(0, 5), "people": some(0, 90, 100)}
            for _ in range(chance.choice([0, 60]))
        ],
        INCIDENCE: [{"date": day(), "incidence": some(0, 150.5, 199, 200, 320)} for _ in range(chance.choice([0, 9]))],
        HISTORY: [{"date": day(), "figure": some(*kept), "value": some(1, 2)} for _ in range(chance.choice([0, 400]))],
    }
    return {
        table.name: table.frame({"id": f"{table.prefix}-{at:04d}", **row} for at, row in enumerate(mine, start=1))
        for table, mine in rows.items()
    }
