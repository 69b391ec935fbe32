"""The press's bookkeeping: entries for the journal and a checkpoint that follows the tables."""

from __future__ import annotations

from collections.abc import Iterable

from macros.desk import Desk
from workbook.change import Change
from workbook.journal.chain import Entry, Stamp, chained, next_press
from workbook.journal.checkpoint import checkpoint_rows
from workbook.tables import CHECKPOINT, JOURNAL, TRACKED


def stamp(desk: Desk, command: str) -> Stamp:
    """Return what the entries of this press share."""
    return Stamp(next_press(desk.read(JOURNAL)), desk.now.isoformat(" ", "seconds"), desk.user, command)


def journalled(desk: Desk, stamp: Stamp, entries: Iterable[Entry]) -> Change:
    """Return the change that appends entries to the journal."""
    change = Change()
    change.insert(JOURNAL, chained(desk.read(JOURNAL), stamp, entries, desk.salt))
    return change


def checked(desk: Desk, touched: Iterable[str]) -> Change:
    """Return the change that brings the checkpoint up to date for the tables named."""
    names = set(touched)
    which = [table for table in TRACKED if table.name in names]
    checkpoint = desk.read(CHECKPOINT)
    after = checkpoint_rows({table.name: desk.read(table) for table in which}, which)
    change = Change()
    change.replace(CHECKPOINT, checkpoint[checkpoint["table"].isin([table.name for table in which])], after)
    return change
