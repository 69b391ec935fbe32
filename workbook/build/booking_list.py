"""Bookingliste as a sheet: whom the Region is asked to book, with open columns for the times; Indlæs liste reads it."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from workbook.bookings.listing import Line
from workbook.build.outgoing import OPEN, frame, new_book
from workbook.build.rules import CHECKS
from workbook.build.styles import Styles
from workbook.schema import Column, Kind, Owner

SHEET = "Bookingliste"

TOLD = (
    Column("reference", "Reference", "Kommunens reference.", width=11),
    Column("cpr", "CPR-nr.", "Ti cifre.", width=13),
    Column("name", "Navn", "Borgerens navn.", width=26),
    Column("dose", "Stik nr.", "1 eller 2.", Kind.WHOLE, width=8),
    Column("kind", "Hvor", "Hvor stikket gives.", width=19),
    Column("group", "Køres i gruppe", "De samme tal køres sammen.", Kind.WHOLE, width=9),
    Column("beside", "Tid sammen med", "Referencer på dem, borgeren følges med.", width=13),
    Column("second", "2. stik mellem", "Dagene, 2. stik kan gives.", width=14),
    Column("not_times", "Passer ikke", "Tider, der ikke passer.", width=20),
    Column("aid", "Hjælpemiddel", "Det, borgeren har med.", width=13),
    Column("address", "Adresse ved hjemmebesøg", "Kun for dem, der vaccineres hjemme.", width=26),
)
ANSWERED = (
    Column("site", "Sted", "Vaccinationsstedets navn.", owner=Owner.STAFF, width=22),
    Column("date", "Dato", "Dagen for stikket.", Kind.DATE, Owner.STAFF, width=12),
    Column("time", "Kl.", "Klokkeslættet for stikket.", Kind.TIME, Owner.STAFF, width=9),
)


def booking_list_xlsx(lines: Sequence[Line], sender: str, rules: str, now: datetime) -> bytes:
    """Return the list as an .xlsx; texts stay texts, and the same lines make the same bytes."""
    packed = io.BytesIO()
    told = (
        f"Fra {sender}. Skriv sted, dato og klokkeslæt i de lyse felter, og send filen tilbage.",
        f"Samme tal under “Køres i gruppe”: tider tæt på hinanden på samme sted. {rules}",
    )
    with new_book(packed, SHEET, now) as book:
        styles, sheet = Styles(book), book.add_worksheet(SHEET)
        columns = (*TOLD, *ANSWERED)
        below = frame(sheet, styles, f"{SHEET} {now:%d-%m-%Y}", told, columns, max(len(lines), 1), len(TOLD[:3]))
        for at, column in enumerate(columns):
            style = styles.line(column, OPEN if column in ANSWERED else "")
            for row, line in zip(below, lines, strict=False):
                _write(sheet, row, at, getattr(line, column.name, None), style)
            if column.kind in {Kind.DATE, Kind.TIME}:
                words = {"input_title": column.label, "input_message": column.help, "error_type": "warning"}
                sheet.data_validation(below[0], at, below[-1], at, {**CHECKS[column.kind], **words})
    return packed.getvalue()


def _write(sheet: Any, row: int, at: int, value: object, style: Any) -> None:
    if isinstance(value, int):
        sheet.write_number(row, at, value, style)
    elif value:
        sheet.write_string(row, at, str(value), style)
    else:
        sheet.write_blank(row, at, None, style)
