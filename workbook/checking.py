"""Kontrollér projektmappe: what does not hang together in the tables, each as a Problem on Til vurdering."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pandas as pd

from workbook.calls.attempts import standing
from workbook.calls.sheet import ANSWER_COLUMNS
from workbook.merging import perhaps_one
from workbook.problems import Problem
from workbook.register.known import Known
from workbook.schema import Kind, Table
from workbook.tables import CALL_SHEET, CITIZENS, OUTCOMES, TRACKED
from workbook.words import ReviewKind

Tables = Mapping[str, pd.DataFrame]


def check_tables(tables: Tables) -> list[Problem]:
    """Return what is wrong: citizens that do not exist, two who may be one, choices that nobody can choose."""
    return [
        *_strangers(tables),
        *perhaps_one(Known.of(lambda table: tables[table.name])),
        *_unknown_choices(tables),
        *_doubled_answers(tables[OUTCOMES.name]),
    ]


def _strangers(tables: Tables) -> Iterator[Problem]:
    known = set(tables[CITIZENS.name].index)
    for table in TRACKED:
        if "citizen" in table.by_name:
            rows = tables[table.name]
            named = (standing(rows) if table.append_only else rows)["citizen"].dropna()
            for row_id in named.index[~named.isin(known)]:
                message = (
                    f"Rækken {row_id} på arket “{table.sheet}” henviser til en borger, som ikke står på arket Borgere. "
                    "Ret borgernummeret, eller hent borgeren tilbage."
                )
                yield Problem(ReviewKind.STRANGER, message, table.name, row_id, "citizen")


def _doubled_answers(outcomes: pd.DataFrame) -> Iterator[Problem]:
    """Yield each code and text of Svarkoder that stands twice, as only the first counts, and rows that lead nowhere."""
    for name in ("code", "text"):
        words = outcomes[name].dropna().str.strip().str.casefold()
        for row_id in words.index[words.duplicated()]:
            label = OUTCOMES.by_name[name].label
            message = (
                f"Rækken {row_id} på arket “{OUTCOMES.sheet}” har samme “{label}” som en anden række. "
                "Den første gælder. Giv den ene et andet navn, eller slet den."
            )
            yield Problem(ReviewKind.DOUBLED, message, OUTCOMES.name, row_id, name)
    for row_id in outcomes.index[outcomes["text"].notna() & outcomes["effect"].isna()]:
        message = (
            f"Rækken {row_id} på arket “{OUTCOMES.sheet}” har ingen virkning, så svaret kan ikke bruges. "
            "Vælg en virkning fra listen."
        )
        yield Problem(ReviewKind.BAD_CELL, message, OUTCOMES.name, row_id, "effect")


def _unknown_choices(tables: Tables) -> Iterator[Problem]:
    """Yield choices that nobody can choose; Gem svar says so itself of answers, in which a code may stand, too."""
    for table in TRACKED:
        for column in table.columns:
            if column.kind is Kind.CHOICE and not (table is CALL_SHEET and column.name in ANSWER_COLUMNS):
                yield from _unknown_in(table, column.name, _allowed(tables, table, column.name), tables[table.name])


def _allowed(tables: Tables, table: Table, name: str) -> set[str]:
    column = table.by_name[name]
    if column.choices:
        return {str(choice) for choice in column.choices}
    other, _, source = column.choices_from.partition(".")
    return set(tables[other][source].dropna())


def _unknown_in(table: Table, name: str, allowed: set[str], frame: pd.DataFrame) -> Iterator[Problem]:
    cells = frame[name].dropna()
    for row_id in cells.index[~cells.isin(allowed)]:
        message = (
            f"Feltet “{table.by_name[name].label}” på arket “{table.sheet}” ({row_id}) har en værdi, "
            "der ikke kan vælges. Vælg én fra listen."
        )
        yield Problem(ReviewKind.BAD_CELL, message, table.name, row_id, name)
