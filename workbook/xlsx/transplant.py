"""A workbook with tables that are gone: all that is left of it, put into a whole one."""

from __future__ import annotations

from collections.abc import Collection

import pandas as pd

from workbook.book import to_frame
from workbook.journal.checkpoint import remembered
from workbook.schema import Table
from workbook.tables import CHECKPOINT, TABLES, TRACKED
from workbook.words import joined
from workbook.xlsx.grafting import grafted
from workbook.xlsx.parts import Parts
from workbook.xlsx.rewrite import rewrite
from workbook.xlsx.standing import Tables, table_edit
from workbook.xlsx.table import TablePart


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


def left_out(old: bytes, fresh: bytes) -> list[str]:
    """Return in Danish which sheets and columns of staff's own a workbook had that the fresh one has not."""
    if not (lost := own_lost(old, fresh)):
        return []
    kept = "Det, noter og egne bredder står i den gamle projektmappe i mappen Sikkerhedskopier."
    return [f"Af jeres eget er {joined(lost)} ikke med. {kept}"]


def own_lost(old: bytes, fresh: bytes) -> list[str]:
    """Return in Danish each sheet and column of staff's own that a workbook had and the fresh one has not."""
    names, now = (set(Parts(content).sheets()) for content in (old, fresh))
    had, has = _own_columns(old), _own_columns(fresh)
    ours = {table.sheet for table in TABLES}
    lost = [f"arket “{sheet}”" for sheet in sorted(names - now - ours)]
    return lost + [f"kolonnen “{label}” på arket “{sheet}”" for sheet, label in had if (sheet, label) not in has]


def _own_columns(content: bytes) -> list[tuple[str, str]]:
    """Return the columns of our tables that are staff's own: the table's sheet, and the heading."""
    parts, ours = Parts(content), {table.excel_name: table for table in TABLES}
    places = (at for place in parts.sheets().values() for at in parts.related(place, "/table").values())
    tables = [TablePart(parts.read(at)) for at in places]
    return [
        (ours[name].sheet, label)
        for table in tables
        for name in {str(table.name)} & ours.keys()
        for label in table.columns
        if label not in {ours[name].id_label, *ours[name].labels}
    ]


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
