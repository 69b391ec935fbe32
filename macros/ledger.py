"""The press's bookkeeping: entries for the journal and a checkpoint that follows the tables."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pandas as pd

from macros.desk import Desk
from workbook.change import Change
from workbook.journal.chain import Entry, Stamp, chained, next_press
from workbook.journal.checkpoint import checkpoint_rows
from workbook.tables import BY_NAME, CHECKPOINT, JOURNAL, TRACKED


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
    return kept(desk, {name: desk.read(BY_NAME[name]) for name in touched})


def kept(desk: Desk, tables: Mapping[str, pd.DataFrame]) -> Change:
    """Return the change after which the checkpoint holds these tables, by name; those not tracked are left out."""
    which = [table for table in TRACKED if table.name in tables]
    checkpoint = desk.read(CHECKPOINT)
    before = checkpoint[checkpoint["table"].isin([table.name for table in which])]
    change = Change()
    change.replace(CHECKPOINT, before, checkpoint_rows(tables, which))
    return change
