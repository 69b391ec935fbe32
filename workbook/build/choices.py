"""Where dropdowns take their choices from: a hidden sheet, one column per list, reached through defined names.

Danish choices hold commas, and a list written into a validation may hold 255 characters: so never inline.
"""

from __future__ import annotations

from xlsxwriter import Workbook
from xlsxwriter.utility import xl_col_to_name

from workbook.build.styles import Styles
from workbook.schema import Column, Kind
from workbook.tables import BY_NAME, TABLES

SHEET = "Valg"


def name_of_choices(column: Column, by: str | None = None) -> str:
    """Return the defined name that holds a choice column's texts ("valg_Language", "valg_outcomes_text").

    With `by` it is the name of those that fit a row whose `narrowed_by` says so ("valg_choice_1").
    """
    if by is not None:
        return f"valg_{column.name}_{list(column.narrowed).index(by) + 1}"
    if column.choices:
        return f"valg_{column.choices.__name__}"
    return "valg_" + column.choices_from.replace(".", "_")


def name_of_narrowing(column: Column) -> str:
    """Return the defined name of the texts by which a column's choices are narrowed, in their order."""
    return f"valg_{column.name}_by"


def add_choices(book: Workbook, styles: Styles) -> None:
    """Write the hidden sheet of choices and the names of all lists."""
    sheet = book.add_worksheet(SHEET)
    sheet.hide()
    columns = [column for table in TABLES for column in table.columns if column.kind is Kind.CHOICE]
    by_name = {name_of_choices(column): column for column in columns}
    fixed = {name: (column, list(map(str, column.choices))) for name, column in by_name.items() if column.choices}
    for column in (column for column in columns if column.narrowed):
        fixed[name_of_narrowing(column)] = column, [text for text in map(str, column.narrowed) if text]
        fixed |= {name_of_choices(column, by): (column, [*map(str, some)]) for by, some in column.narrowed.items()}
    for at, (name, (column, texts)) in enumerate(fixed.items()):
        sheet.set_column(at, at, 24)
        sheet.write_string(0, at, column.label, styles.header(column))
        sheet.write_column(1, at, texts)
        letter = xl_col_to_name(at)
        book.define_name(name, f"={SHEET}!${letter}$2:${letter}${len(texts) + 1}")
    for name, column in by_name.items():
        if column.choices_from:
            book.define_name(name, f"={_cells_of(column.choices_from)}")


def _cells_of(choices_from: str) -> str:
    """Return another table's column as Excel names it: it grows with the table."""
    table_name, column_name = choices_from.split(".")
    table = BY_NAME[table_name]
    return f"{table.excel_name}[{table.by_name[column_name].label}]"
