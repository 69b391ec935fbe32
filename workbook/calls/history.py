"""Everything that happened around one citizen, from all tables that tell of it, newest first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, time
from typing import NamedTuple

import pandas as pd

from workbook.calls.attempts import standing
from workbook.change import Row, records
from workbook.schema import Table
from workbook.tables import CALLS, LETTERS_SENT, LIST_ROWS, LISTS

Tables = Mapping[str, pd.DataFrame]


class Event(NamedTuple):
    """Something that happened: when (the time where it is known), what, and who wrote it down."""

    on: date
    at: time | None
    what: str
    by: str

    @property
    def when(self) -> str:
        """Return the moment as it stands on a card: 12-04-2021 kl. 10.15."""
        return f"{self.on:%d-%m-%Y}" + (f" kl. {self.at:%H.%M}" if self.at else "")


def rows_of(citizen: str, table: Table, tables: Tables) -> dict[str, Row]:
    """Return the rows of a table that are about the citizen, by id; what was taken back is left out."""
    frame = tables[table.name]
    mine = frame[frame["citizen"] == citizen]
    return records(standing(mine) if table.append_only else mine)


def history(citizen: str, tables: Tables) -> list[Event]:
    """Return what happened, newest first: calls and visits, letters, and the lists that the citizen stood on."""
    events = [*_calls(citizen, tables), *_letters(citizen, tables), *_lists(citizen, tables)]
    return sorted(events, key=lambda event: (event.on, event.at or time()), reverse=True)


def _calls(citizen: str, tables: Tables) -> Iterator[Event]:
    for call in rows_of(citizen, CALLS, tables).values():
        if "date" in call:
            told = (call.get("direction"), call.get("outcome"), *details(call))
            what = " · ".join(part for part in told if part) or "Opkald uden svar"
            yield Event(call["date"], call.get("time"), what, call.get("caller", ""))


def details(call: Row) -> Iterator[str]:
    """Yield what an answer holds beside its code, each with its heading where the words alone do not say it."""
    if "spoke_with" in call:
        yield f"talte med {call['spoke_with'].lower()}"
    for name in ("reason", "books_by", "transport", "aid", "remark"):
        if name in call:
            yield str(call[name])
    for name, words in (("call_on", "ring igen"), ("not_times", "passer ikke"), ("relative", "pårørende")):
        if name in call:
            value = call[name]
            yield f"{words} {f'{value:%d-%m-%Y}' if isinstance(value, date) else value}"


def _letters(citizen: str, tables: Tables) -> Iterator[Event]:
    for letter in rows_of(citizen, LETTERS_SENT, tables).values():
        if "printed_on" in letter:
            told = f"{letter.get('letter', 'Brev')} ({letter.get('channel', 'Papir')})"
            yield Event(letter["printed_on"], None, told, letter.get("printed_by", ""))


def _lists(citizen: str, tables: Tables) -> Iterator[Event]:
    lists = records(tables[LISTS.name])
    for row in rows_of(citizen, LIST_ROWS, tables).values():
        file = lists.get(row.get("list", ""), {})
        if "extracted_on" in file:
            told = f"På listen “{file.get('kind', 'ukendt slags')}”: {row.get('bucket', '')}"
            yield Event(file["extracted_on"], None, told, file.get("taken_in_by", ""))
