"""Reparér ark: first the shape of the workbook, so that its tables can be read, then what stands in their rows."""

from __future__ import annotations

from dataclasses import replace

from macros.copies import copies
from macros.desk import Desk
from macros.restoring import PASSWORD
from workbook.book_file import FileBook
from workbook.change import Change
from workbook.checking import check_tables
from workbook.journal.chain import broken_links
from workbook.journal.checkpoint import remembered
from workbook.mending import mended
from workbook.problems import UserError
from workbook.tables import CHECKPOINT, JOURNAL, TABLES, TRACKED
from workbook.xlsx.formulas import lost_pages


def with_shape(desk: Desk) -> Desk:
    """Return the desk whose tables can be read again, as far as the workbook's shape can be mended from here."""
    from macros.office import new_workbook  # noqa: PLC0415  slow to import and seldom needed

    told = desk.book.mend(lambda: new_workbook({}, desk.now), lambda: _whole_copy(desk))
    return replace(desk.again(), mended=told)


def _whole_copy(desk: Desk) -> bytes | None:
    """Return the newest copy whose tables and pages all stand."""
    for path in copies(desk.book.path) if desk.book.path else ():
        try:
            with FileBook(path, password=desk.answers.get(PASSWORD), read_only=True) as book:
                for table in TABLES:
                    book.read(table)
                if not lost_pages(book.content):
                    return book.content
        except UserError:
            continue
    return None


def mended_rows(desk: Desk) -> Change:
    """Return the change that mends the rows, with what was done in its message."""
    now = {table.name: desk.read(table) for table in TRACKED}
    return mended(now, remembered(desk.read(CHECKPOINT), TRACKED))


def repair(desk: Desk) -> Change:
    """Return the change whose message says all that was mended, and whose problems only people can mend."""
    tables = {table.name: desk.read(table) for table in TRACKED}
    change = Change()
    change.problems = [problem for table in TRACKED for problem in desk.problems(table)] + check_tables(tables)
    told = [*desk.mended] or ["Der var ikke noget at reparere."]
    if change.problems:
        told.append(f"{len(change.problems)} ting skal I selv se på; de står på arket Til vurdering.")
    if broken := broken_links(desk.read(JOURNAL)):
        told.append(f"Journalen er brudt ved {broken[0]}; det kan ikke repareres, men en kopi kan gendannes.")
    change.message = " ".join(told)
    return change
