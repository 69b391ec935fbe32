"""What a caller's file is, told once: `build.handout` writes it, `returned` reads it back.

A sheet with the calls, a sheet about the file, and a sheet for Ringbind's own eyes. No CPR number and no birth date
has a column here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, time

import pandas as pd

from workbook import VERSION
from workbook.change import Row
from workbook.schema import Column, Kind, Owner
from workbook.tables import CALL_SHEET
from workbook.tables.calls import answer_columns

FORM = 1
"""The shape of a caller's file; a file of another shape is not taken."""

CALLS, SCRIPTS, ABOUT, OWN = "Ringeliste", "Manuskripter", "Om", "ringbind"
"""The sheets: the calls, what is said in them, the words about them, and (very hidden) what Ringbind knows it by."""

OUT, BACK = "Ringelister", "Ringelister/Retur"
"""The folders below the office's that files go out through, and come back to."""

MESSAGE = "Besked til koordinatoren"
RANG_IN = "Ind"
"""What the line of somebody who rang in is called: "Ind 1", "Ind 2" …."""

BAND, BAND_TOLD = "Ringer nogen selv til dig?", "Skriv navn, telefon, hvad det drejer sig om, og svaret."
"""What stands above the lines of those who ring in."""

INCOMING = 10
"""So many blank lines are there for people who ring in."""

_KEY = Column("key", "Nr.", "Linjens nummer. Det må ikke ændres.", owner=Owner.DERIVED, width=9)
_RUNG = (
    Column("rung_on", "Ringet den", "Tom betyder den dag, listen er hentet.", Kind.DATE, Owner.STAFF, width=12),
    Column(
        "rung_at", "Ringet kl.", "Klokkeslættet, hvis du vil skrive det, fx 10:30.", Kind.TIME, Owner.STAFF, width=10
    ),
)
_SHOWN = tuple(
    CALL_SHEET.by_name[name]
    for name in ("citizen", "name", "ring_to", "phone", "phone2", "language", "why_now", "last_answer")
)

_SCRIPT = replace(CALL_SHEET.by_name["script"], help="Klik for at se, hvad du siger.", kind=Kind.TEXT, formula="")

ANSWERS = answer_columns()
COLUMNS = (_KEY, *_SHOWN, _SCRIPT, *ANSWERS, *_RUNG, CALL_SHEET.by_name["address"])
BY_LABEL = {column.label: column for column in COLUMNS}
TYPED = frozenset(column.name for column in (*_RUNG, *ANSWERS))
"""What a caller types on every line; on the lines of those who ring in, `INTRODUCED` as well."""
INTRODUCED = frozenset({"citizen", "name", "phone", "why_now"})


@dataclass(frozen=True)
class About:
    """What a file says of itself; `handout` is the id of its first row on Uddelte ringelister."""

    office: str
    handout: str
    caller: str
    handed_on: date
    handed_at: time
    until: date
    form: int = FORM
    version: str = VERSION


@dataclass(frozen=True)
class Handout:
    """A caller's file before it is written: its calls are rows of `COLUMNS`, ids of Uddelte ringelister as index.

    `scripts` are the rows of Manuskripter that these calls need.
    """

    about: About
    calls: pd.DataFrame
    scripts: Sequence[Row]
    file: str
