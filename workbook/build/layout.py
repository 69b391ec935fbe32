"""What surrounds a sheet's table: the title line, frozen panes, and the paper it is printed on."""

from __future__ import annotations

from math import ceil

from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from workbook.build.styles import FAINT, OWNER_COLOUR, PETROL, Styles
from workbook.schema import Column, Owner, Table

HEADER_ROW = 1
"""The headings' row, counted from 0; the title stands above it."""

NOTE_COLUMN = 2
"""Where the title line's note begins: the sheet's name may need the second column too."""

FIRST_ROW = HEADER_ROW + 1
LAST_ROW = 25_000
"""The rows, counted from 0, that rules are laid over, so that they hold for rows that presses and people add."""

A4 = 9
PAGE_WIDTH = 260
"""The characters across a page that can still be read: an A4 page in landscape at half size."""

OWNER_WORDS = {
    Owner.SOURCE: "fra lister og knapper",
    Owner.STAFF: "skrives af jer",
    Owner.DERIVED: "beregnes af Ringbind",
}

ID_HELP = "Nummeret sættes af Ringbind ved næste tryk på en knap. Lad feltet være tomt i nye rækker, og ret det ikke."


def columns_of(table: Table) -> tuple[Column, ...]:
    """Return the columns as they stand on the sheet: the id first."""
    return (Column("id", table.id_label, ID_HELP, owner=Owner.DERIVED, width=table.id_width), *table.columns)


def title_line(sheet: Worksheet, styles: Styles, table: Table) -> None:
    """Write the sheet's name, what one row is, and which colour of heading means what."""
    titled(sheet, styles, table, 0)
    faint = styles.of(font_color=FAINT)
    legend = [
        part
        for owner in Owner
        if table.owned_by(owner)
        for part in (styles.of(font_color=OWNER_COLOUR[owner]), "    ■ ", faint, OWNER_WORDS[owner])
    ]
    sheet.write_rich_string(0, NOTE_COLUMN, faint, f"Én række er {table.row}.", *legend, styles.of(valign="vcenter"))


NAME_AT_MOST = 3
"""A name that stands further to the right would take too much of a screen to keep in sight."""


def titled(sheet: Worksheet, styles: Styles, table: Table, at: int) -> None:
    """Write the sheet's name over a column; keep in sight the headings, the ids and a name close to them."""
    sheet.write_string(0, at, table.sheet, styles.of(bold=True, font_size=14, font_color=PETROL, valign="vcenter"))
    sheet.set_row(0, 30)
    sheet.set_row(HEADER_ROW, 32)
    first = [column.name for column in columns_of(table)[:NAME_AT_MOST]]
    sheet.freeze_panes(FIRST_ROW, first.index("name") + 1 if "name" in first else 1)


def print_setup(sheet: Worksheet, table: Table) -> None:
    """Set the paper: A4 landscape, headings on every page; a wide table takes several pages, the ids on each."""
    sheet.set_landscape()
    sheet.repeat_rows(0, HEADER_ROW)
    wide = ceil(sum(column.width for column in columns_of(table)) / PAGE_WIDTH)
    if wide > 1:
        sheet.repeat_columns(0, 0)
    paper(sheet, wide)
    last = xl_col_to_name(len(table.columns))
    sheet.ignore_errors({"number_stored_as_text": f"A{FIRST_ROW + 1}:{last}{LAST_ROW + 1}"})


def paper(sheet: Worksheet, wide: int = 1, tall: int = 0) -> None:
    """Set what holds for every sheet: A4, so many pages (0: as many as it takes), and the mark of confidence."""
    sheet.set_paper(A4)
    sheet.fit_to_pages(wide, tall)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.7)
    sheet.set_footer("&L&9&A&C&9Fortroligt&R&9Side &P af &N")
