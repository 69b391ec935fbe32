"""What surrounds a sheet's table: the title line, frozen panes, and the paper it is printed on."""

from __future__ import annotations

from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from workbook.build.styles import FAINT, OWNER_COLOUR, PETROL, Styles
from workbook.schema import Column, Owner, Table

HEADER_ROW = 1
"""The headings' row, counted from 0; the title stands above it."""

FIRST_ROW = HEADER_ROW + 1
LAST_ROW = 25_000
"""The rows, counted from 0, that rules are laid over, so that they hold for rows that presses and people add."""

A4 = 9
OWNER_WORDS = {Owner.SOURCE: "fra lister", Owner.STAFF: "skrives af jer", Owner.DERIVED: "beregnes af Ringbind"}

ID_HELP = "Nummeret sættes af Ringbind ved næste tryk på en knap. Lad feltet være tomt i nye rækker, og ret det ikke."


def columns_of(table: Table) -> tuple[Column, ...]:
    """Return the columns as they stand on the sheet: the id first."""
    return (Column("id", table.id_label, ID_HELP, owner=Owner.DERIVED, width=table.id_width), *table.columns)


def title_line(sheet: Worksheet, styles: Styles, table: Table) -> None:
    """Write the sheet's name, what one row is, and which colour of heading means what."""
    owners = [owner for owner in Owner if table.owned_by(owner)]
    legend = [
        part
        for owner in owners
        for part in (styles.of(font_color=OWNER_COLOUR[owner]), "  ■ ", styles.of(font_color=FAINT), OWNER_WORDS[owner])
    ]
    sheet.write_rich_string(
        0,
        0,
        styles.of(bold=True, font_size=16, font_color=PETROL),
        table.sheet,
        styles.of(font_color=FAINT),
        f"    Én række er {table.row}.  ",
        *legend,
        styles.of(valign="vcenter"),
    )
    sheet.set_row(0, 30)
    sheet.set_row(HEADER_ROW, 32)
    sheet.freeze_panes(FIRST_ROW, 1)


def print_setup(sheet: Worksheet, table: Table) -> None:
    """Set the paper: A4 landscape, as wide as the page, headings on every page, and the mark of confidence."""
    sheet.set_landscape()
    sheet.repeat_rows(0, HEADER_ROW)
    paper(sheet)
    last = xl_col_to_name(len(table.columns))
    sheet.ignore_errors({"number_stored_as_text": f"A{FIRST_ROW + 1}:{last}{LAST_ROW + 1}"})


def paper(sheet: Worksheet) -> None:
    """Set what holds for every sheet: A4, one page wide, the footer."""
    sheet.set_paper(A4)
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.7)
    sheet.set_footer("&L&9&A&C&9Fortroligt&R&9Side &P af &N")
