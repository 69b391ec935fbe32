"""A caller's file: the calls with locked facts and open answers, the words about them, and what Ringbind looks for."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import datetime
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from workbook.build.layout import paper
from workbook.build.outgoing import OPEN, big_title, frame, new_book
from workbook.build.rules import CHECKS, LONGEST_TITLE
from workbook.build.styles import FAINT, LINE, PALE, PETROL, Styles
from workbook.change import Row, records
from workbook.handouts.form import (
    ABOUT,
    BACK,
    BAND,
    BAND_TOLD,
    CALLS,
    COLUMNS,
    INCOMING,
    INTRODUCED,
    MESSAGE,
    OWN,
    RANG_IN,
    SCRIPTS,
    TYPED,
    About,
    Handout,
)
from workbook.schema import Column, Kind
from workbook.tables import SCRIPTS as SCRIPT_TABLE

HEADER_ROW = 2
CHOICES = "Valg"
DISCRETION = "Sig ikke, hvad det drejer sig om, før du ved, hvem du taler med."

_WIDTHS = {
    "name": 22,
    "script": 22,
    "why_now": 28,
    "language": 13,
    "last_answer": 16,
    "address": 24,
    "outcome": 24,
    "reason": 20,
}
_WIDEST = 18
"""Narrower than in the workbook, as more stands side by side on a page: texts wrap."""

_FROZEN = next(at for at, column in enumerate(COLUMNS) if column.name == "phone")
_MAY = {"format_columns": True, "format_rows": True, "select_locked_cells": True, "select_unlocked_cells": True}


def caller_file(handout: Handout, sender: str, outcomes: Sequence[str]) -> bytes:
    """Return a caller's file without its password; `sender` is the office's name, `outcomes` the answers to choose."""
    packed = io.BytesIO()
    about = handout.about
    with new_book(packed, "Ringeliste", datetime.combine(about.handed_on, about.handed_at)) as book:
        styles = Styles(book)
        names = (CALLS, SCRIPTS, ABOUT, CHOICES, OWN)
        calls, scripts, words, choices, own = sheets = [book.add_worksheet(name) for name in names]
        _choices(choices, book, outcomes)
        _calls(calls, styles, handout)
        _scripts(scripts, styles, handout.scripts)
        _about(words, styles, about, sender)
        own.very_hidden()
        own.write_column(0, 0, list(asdict(about)))
        own.write_column(0, 1, [str(value) for value in asdict(about).values()])
        for sheet in sheets:
            sheet.protect("", _MAY)
        calls.activate()
    return packed.getvalue()


def _choices(sheet: Worksheet, book: Workbook, outcomes: Sequence[str]) -> None:
    sheet.hide()
    for at, column in enumerate(column for column in COLUMNS if column.kind is Kind.CHOICE):
        texts = [str(choice) for choice in column.choices or outcomes]
        sheet.write_string(0, at, column.label)
        sheet.write_column(1, at, texts)
        letter = xl_col_to_name(at)
        book.define_name(f"valg_{column.name}", f"={CHOICES}!${letter}$2:${letter}${max(len(texts), 1) + 1}")


def _calls(sheet: Worksheet, styles: Styles, handout: Handout) -> None:
    about, calls = handout.about, handout.calls
    columns = [replace(column, width=_WIDTHS.get(column.name, min(column.width, _WIDEST))) for column in COLUMNS]
    valid = f"Gælder til og med {about.until:%d-%m-%Y} · {len(calls)} borgere"
    rows = frame(sheet, styles, f"Ringeliste til {about.caller}", (valid,), columns, len(calls) + 1 + INCOMING, _FROZEN)
    told = (  # beside the columns that are repeated on each page, which hold no more words than the ones above
        f"Hentet {about.handed_on:%d-%m-%Y} kl. {about.handed_at:%H.%M} · skriv i de lyse felter · "
        f"læg filen i mappen {BACK}, når du er færdig"
    )
    sheet.write_string(1, _FROZEN, told, styles.of(font_color=FAINT, valign="vcenter"))
    for row, cells in zip(rows, records(calls).values(), strict=False):
        _line(sheet, styles, row, cells, TYPED)
    _links(sheet, styles, handout)
    band = rows[len(calls)]
    _band(sheet, styles, band)
    for number in range(1, INCOMING + 1):
        sheet.set_row(band + number, 20)
        _line(sheet, styles, band + number, {"key": f"{RANG_IN} {number}"}, TYPED | INTRODUCED)
    _checks(sheet, rows[0], rows[-1])
    sheet.repeat_columns(0, _FROZEN - 1)
    paper(sheet, 2)


def _line(sheet: Worksheet, styles: Styles, row: int, cells: Row, written: frozenset[str]) -> None:
    for at, column in enumerate(COLUMNS):
        style = styles.line(column, OPEN if column.name in written else "")
        value = cells.get(column.name)
        if value is None:
            sheet.write_blank(row, at, None, style)
        else:
            sheet.write_string(row, at, str(value), style)


def _links(sheet: Worksheet, styles: Styles, handout: Handout) -> None:
    """Let the name of each talk lead to its words."""
    at, column = next((at, column) for at, column in enumerate(COLUMNS) if column.name == "script")
    rows = {script["call"]: row for row, script in enumerate(handout.scripts, start=HEADER_ROW + 2)}
    for row, talk in enumerate(handout.calls[column.name], start=HEADER_ROW + 1):
        if talk in rows:
            sheet.write_url(row, at, f"internal:{SCRIPTS}!A{rows[talk]}", styles.line(column, ""), talk)


def _scripts(sheet: Worksheet, styles: Styles, scripts: Sequence[Row]) -> None:
    """Write what is said, a row per talk; a translation that nobody has approved stands beside the Danish words."""
    sheet.hide_gridlines(2)
    big_title(sheet, styles, SCRIPTS)
    sheet.write_string(1, 0, DISCRETION, styles.of(font_color=FAINT))
    columns = [SCRIPT_TABLE.by_name[name] for name in ("call", "said", "draft")]
    if not any(script.get("draft") for script in scripts):
        columns.pop()
    for at, column in enumerate(columns):
        sheet.set_column(at, at, 20 if at == 0 else 78)
        sheet.write_string(HEADER_ROW, at, column.label, styles.header(column))
        for row, script in enumerate(scripts, start=HEADER_ROW + 1):
            sheet.write_string(row, at, script.get(column.name) or "", styles.line(column, ""))
    sheet.freeze_panes(HEADER_ROW + 1, 1)
    sheet.set_landscape()
    sheet.repeat_rows(HEADER_ROW)
    paper(sheet, 1)


def _band(sheet: Worksheet, styles: Styles, row: int) -> None:
    """Write the line above those who ring in."""
    style = styles.of(bold=True, font_color=PETROL, bg_color=PALE, valign="vcenter", top=1, top_color=PETROL)
    for at in range(len(COLUMNS)):
        sheet.write_blank(row, at, None, style)
    sheet.write_string(row, 0, BAND, style)
    sheet.write_string(row, _FROZEN, BAND_TOLD, style)
    sheet.set_row(row, 24)


def _checks(sheet: Worksheet, first: int, last: int) -> None:
    """Give the fields of an answer their dropdown or check, and the message that tells what belongs there."""
    for at, column in enumerate(COLUMNS):
        if column.name in TYPED:
            title = column.label[:LONGEST_TITLE]
            words = {"input_title": title, "input_message": column.help, "error_title": title}
            sheet.data_validation(first, at, last, at, {**_check(column), **words})


def _check(column: Column) -> dict[str, Any]:
    if column.kind is Kind.CHOICE:
        told = "Vælg fra listen: klik på pilen til højre for feltet."
        return {"validate": "list", "source": f"=valg_{column.name}", "error_message": told}
    return CHECKS.get(column.kind, {"validate": "any"})


def _about(sheet: Worksheet, styles: Styles, about: About, sender: str) -> None:
    sheet.hide_gridlines(2)
    sheet.set_column(0, 0, 26)
    sheet.set_column(1, 1, 84)
    big_title(sheet, styles, "Om ringelisten")
    label = styles.of(font_color=FAINT, valign="top", bottom=1, bottom_color=LINE)
    text = styles.of(font_color="#1F2933", valign="top", text_wrap=True, align="left", bottom=1, bottom_color=LINE)
    for row, (name, value) in enumerate(_facts(about, sender), start=2):
        sheet.write_string(row, 0, name, label)
        sheet.write_string(row, 1, value, text)
        sheet.set_row(row, 15 * (1 + len(value) // 88) + 4)
    row += 2
    box = styles.of(
        bg_color=OPEN, border=1, border_color=LINE, valign="top", text_wrap=True, locked=False, num_format="@"
    )
    sheet.write_string(row, 0, MESSAGE, styles.of(bold=True, font_color=PETROL, valign="top"))
    sheet.write_blank(row, 1, None, box)
    sheet.set_row(row, 90)
    sheet.set_portrait()
    paper(sheet, 1)


def _facts(about: About, sender: str) -> list[tuple[str, str]]:
    return [
        ("Fra", sender),
        ("Ringer", about.caller),
        ("Hentet", f"{about.handed_on:%d-%m-%Y} kl. {about.handed_at:%H.%M}"),
        ("Gælder til og med", f"{about.until:%d-%m-%Y}"),
        ("Uddeling", about.handout),
        ("Ringbind", f"udgave {about.version}, form {about.form}, kontor {about.office or '–'}"),
        ("Sådan gør du", f"Klik på ordene i kolonnen Manuskript, så ser du på arket {SCRIPTS}, hvad du siger."),
        ("", DISCRETION),
        ("", "Skriv svaret på borgerens linje. Kolonnen Svar skal altid udfyldes, også når ingen svarer."),
        ("", "Har du ikke nået en borger, så lad linjen være tom: så kan en anden ringe."),
        ("", "Ringer nogen selv til dig, så brug de tomme linjer nederst."),
        ("Når du er færdig", f"Gem og luk filen, og læg den i mappen {BACK}. Slet dine egne kopier."),
    ]
