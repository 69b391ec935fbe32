"""Tolkebestilling on paper: an order per language, with nothing of the citizen but the order's own id."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path

import pandas as pd

from workbook.calls.interpreters import PHONE, Read, is_complete, needed
from workbook.change import Change, OutFile, Row, records
from workbook.letters.papers import INTERPRETER_ORDER
from workbook.letters.report import Section, report_pdf
from workbook.schema import Table
from workbook.settings import Settings
from workbook.tables import INTERPRETERS
from workbook.words import Field, InterpreterState, counted

HEADS = ("Reference", "Dato", "Kl.", "Varighed", "Form", "Sted")


def order_interpreters(
    read: Read,
    settings: Settings,
    templates: Sequence[Path],
    now: datetime,
    user: str,
    new_ids: Callable[[Table, int], list[str]],
) -> Change:
    """Put on Tolke whoever lacks an order, and order what is complete: a PDF per language, the rows marked Bestilt.

    Raises TemplateMissing, TemplateFault.
    """
    today, orders = now.date(), read(INTERPRETERS)
    fresh = needed(read, today)
    ids = new_ids(INTERPRETERS, len(fresh))
    added = INTERPRETERS.frame({"id": row_id, **row} for row_id, row in zip(ids, fresh, strict=True))
    change = Change()
    change.insert(INTERPRETERS, added)
    rows = records(orders) | records(added)
    wanted = {row_id: row for row_id, row in rows.items() if row.get("state") == InterpreterState.WANTED}
    complete = {row_id: row for row_id, row in wanted.items() if is_complete(row, today)}
    change = change.then(_ordered(complete, rows, today, user))
    for language in sorted({row["language"] for row in complete.values()}):
        mine = {row_id: row for row_id, row in complete.items() if row["language"] == language}
        pdf = report_pdf(
            INTERPRETER_ORDER, [_section(mine)], {Field.LANGUAGE: language}, settings, templates, today, user
        )
        name = f"{now:%Y-%m-%d %H.%M} Tolkebestilling {language.replace('/', '-')}.pdf"
        change.files.append(OutFile(f"Ud/{name}", pdf))
    change.message = _message(len(fresh), len(complete), len(wanted) - len(complete))
    return change


def _ordered(complete: Mapping[str, Row], rows: Mapping[str, Row], today: date, user: str) -> Change:
    stamp = {"state": InterpreterState.ORDERED, "ordered_on": today, "ordered_by": user}
    before = _frame({row_id: rows[row_id] for row_id in complete})
    change = Change()
    change.update(INTERPRETERS, before, _frame({row_id: row | stamp for row_id, row in complete.items()}))
    return change


def _frame(rows: Mapping[str, Row]) -> pd.DataFrame:
    return INTERPRETERS.frame({"id": row_id, **row} for row_id, row in rows.items())


def _section(orders: Mapping[str, Row]) -> Section:
    soonest = sorted(orders.items(), key=lambda item: (item[1]["date"], item[1]["time"]))
    rows = [
        (
            row_id,
            row["date"],
            f"{row['time']:%H.%M}",
            f"{row['minutes']} minutter" if "minutes" in row else "efter aftale",
            "Telefontolkning" if row["place"] == PHONE else "Fremmøde",
            "" if row["place"] == PHONE else row["place"],
        )
        for row_id, row in soonest
    ]
    return Section("Opgaver", rows, (0, 0, 0, 0, 0, 1), HEADS)


def _message(added: int, ordered: int, lacking: int) -> str:
    told = [f"{added} {'ny' if added == 1 else 'nye'} på arket Tolke." if added else "Ingen nye skal have tolk."]
    if ordered:
        told.append(f"{counted(ordered, 'bestilling', 'bestillinger')} er klar i mappen Ud og noteret som Bestilt.")
    if lacking:
        told.append(
            f"{counted(lacking, 'bestilling', 'bestillinger')} mangler sprog, dato, klokkeslæt eller sted, "
            "eller dagen er gået. Skriv det på arket Tolke, og tryk igen."
        )
    return " ".join(told)
