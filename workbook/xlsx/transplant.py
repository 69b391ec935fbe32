"""A workbook with tables that are gone: all that is left of it, put into a whole one."""

from __future__ import annotations

from collections.abc import Collection

import pandas as pd

from workbook.book import to_frame
from workbook.journal.checkpoint import remembered
from workbook.schema import Table
from workbook.tables import CHECKPOINT, TABLES, TRACKED
from workbook.xlsx.grafting import grafted
from workbook.xlsx.parts import Parts
from workbook.xlsx.rewrite import rewrite
from workbook.xlsx.standing import Tables, table_edit


def regrown(broken: Tables, content: bytes, whole: bytes, gone: Collection[Table], name: str) -> bytes:
    """Return the workbook with the sheets of these tables as `whole` has them, and the rows the checkpoint remembers.

    Everything else stays as it is: staff's own columns and sheets, notes, widths. Raises NotAWorkbook.
    """
    fresh = grafted(content, whole, [table.sheet for table in gone])
    memory = remembered(broken.read(CHECKPOINT).frame, TRACKED) if broken.holds(CHECKPOINT) else {}
    base = Tables(fresh, name)
    rows = {table: memory.get(table.name) for table in gone}
    edits = [table_edit(table, base.read(table), frame) for table, frame in rows.items() if frame is not None]
    return rewrite(Parts(fresh), [edit for edit in edits if edit], {})


def transplanted(broken: Tables, whole: bytes, lost: Collection[Table], name: str) -> bytes:
    """Return `whole` with the rows that `broken` holds; of a `lost` table what the checkpoint remembers.

    Of a table whose column is gone the other columns' cells are kept as they stand. Without a checkpoint lost tables
    stand as in `whole`. Raises NotAWorkbook.
    """
    base = Tables(whole, name)
    memory = {} if CHECKPOINT in lost else remembered(broken.read(CHECKPOINT).frame, TRACKED)
    edits = []
    for table in TABLES:
        standing = base.read(table)
        rows = _saved(broken, table, memory.get(table.name)) if table in lost else broken.read(table).frame
        if rows is not None and (edit := table_edit(table, standing, rows)):
            edits.append(edit)
    return rewrite(Parts(whole), edits, {})


def _saved(broken: Tables, table: Table, memory: pd.DataFrame | None) -> pd.DataFrame | None:
    """Return the rows of a table that is not whole any more, None where nobody remembers them."""
    remains = broken.remains(table)
    if memory is None or table.id_label not in remains:
        return memory
    ids = remains[table.id_label]
    for column in (column for column in table.columns if column.label not in remains):
        remains[column.label] = [memory[column.name].get(row_id) for row_id in ids]
    frame, _ = to_frame(table, remains)
    return frame.loc[[bool(row_id) for row_id in ids]]
