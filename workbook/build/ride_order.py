"""A day's rides as a sheet for a transport office that plans them in its own system: texts that compute nothing."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from datetime import datetime

from workbook.build.outgoing import frame, new_book
from workbook.build.styles import Styles
from workbook.schema import Column

SHEET = "Kørselsordre"

COLUMNS = (
    Column("order", "Ordrenr.", "Kommunens nummer på turen.", width=10),
    Column("date", "Dato", "Dagen.", width=12),
    Column("way", "Tur", "Ud eller hjem.", width=7),
    Column("name", "Navn", "Borgerens navn.", width=24),
    Column("phone", "Telefon", "Borgerens telefon.", width=13),
    Column("fetched_at", "Hentes", "Adressen, borgeren hentes på.", width=30),
    Column("goes_to", "Køres til", "Adressen, borgeren køres til.", width=30),
    Column("ready_from", "Klar fra kl.", "Hjem: hvornår borgeren tidligst kan hentes.", width=9),
    Column("latest", "Fremme senest kl.", "Ud: hvornår borgeren senest skal være der.", width=10),
    Column("pick_up", "Oplyst tid kl.", "Den tid, borgeren har fået, eller som er planlagt.", width=10),
    Column("aid", "Hjælpemiddel", "Det, der skal med.", width=13),
    Column("others", "Fylder også", "Andet, der skal være plads til.", width=13),
    Column("stairs", "Trapper", "Ja: borgeren skal hjælpes på trapperne.", width=9),
    Column("escort", "Ledsager", "Ja: der er en med.", width=9),
    Column("door_note", "Besked", "Til chaufføren.", width=24),
    Column("protected", "Beskyttet adresse", "Ja: adressen må ikke gives videre.", width=11),
)
"""What stands in `letters.papers.RIDE_ORDER`, in its order."""


def ride_order_xlsx(lines: Sequence[Mapping[str, str]], head: str, now: datetime) -> bytes:
    """Return the rides as an .xlsx; `head` stands above them. The same lines make the same bytes."""
    packed = io.BytesIO()
    with new_book(packed, SHEET, now) as book:
        styles, sheet = Styles(book), book.add_worksheet(SHEET)
        title = f"{SHEET} {lines[0]['date'] if lines else ''}"
        below = frame(sheet, styles, title, (head,), COLUMNS, len(lines), 1)
        for at, column in enumerate(COLUMNS):
            style = styles.line(column, "")
            for row, line in zip(below, lines, strict=True):
                write = sheet.write_string if line[column.name] else sheet.write_blank
                write(row, at, line[column.name], style)
    return packed.getvalue()
