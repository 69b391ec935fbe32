"""What people break in the rows of a table, put right from the checkpoint: columns sorted by themselves, lost zeros.

A Change like any other: it is journaled, told, and taken back by undo; on an open workbook it goes through Excel.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pandas as pd

from workbook.change import Change, Edit, TableChange, blank, same, shared_rows
from workbook.journal.checkpoint import ByHand
from workbook.schema import Kind, Owner, Table
from workbook.tables import BY_NAME, TRACKED

Tables = Mapping[str, pd.DataFrame]

FEWEST = 4
"""So many rows, and so many values, at least must have changed places before a column counts as sorted by itself."""


def mended(now: Tables, before: Tables) -> Change:
    """Return the change that puts right what was broken since `before`, the tables as the latest press left them.

    The message says what was done, a sentence for each thing; it is empty where nothing was broken.
    """
    change = Change()
    told = []
    for table in TRACKED:
        after = now[table.name]
        after, moved = _unsorted(table, after, before[table.name])
        after, zeros = _with_zeros(table, after, before[table.name])
        change.update(table, now[table.name], after)
        told += [_told_moved(table, moved)] * bool(moved) + [_told_zeros(table, zeros)] * bool(zeros)
    change.message = " ".join(told)
    return change


def without_lost_zeros(by_hand: ByHand) -> tuple[ByHand, Change]:
    """Return what people changed but for texts that only lost the zeros in front, and the change that puts those back.

    Its message says how many there were on each sheet. Nobody means such a change: Excel makes a number of what is
    typed or pasted into a cell.
    """
    left, change, told = ByHand(dict(by_hand.tables)), Change(), []
    for name, part in by_hand.tables.items():
        table, lost = BY_NAME[name], _lost(BY_NAME[name], part)
        for row_id, column in lost:
            edit = part.updates[row_id][column]
            change.of(table).updates.setdefault(row_id, {})[column] = Edit(edit.value, edit.expected)
        if lost:
            left.tables[name] = _less(part, set(lost))
            told.append(_told_zeros(table, len(lost)))
    change.message = " ".join(told)
    return left, change


def _lost(table: Table, part: TableChange) -> list[tuple[str, str]]:
    return [
        (row_id, column)
        for row_id, edits in part.updates.items()
        for column, edit in edits.items()
        if table.by_name[column].is_text and _zeros_lost(edit.expected, edit.value)
    ]


def _less(part: TableChange, cells: set[tuple[str, str]]) -> TableChange:
    """Return the part without the edits of these cells."""
    kept = {
        row_id: {column: edit for column, edit in edits.items() if (row_id, column) not in cells}
        for row_id, edits in part.updates.items()
    }
    return replace(part, updates={row_id: edits for row_id, edits in kept.items() if edits})


def _zeros_lost(was: Any, is_now: Any) -> bool:
    """Whether digits became the same digits without the zeros in front."""
    return bool(was and is_now and was != is_now and was.isdigit() and was.lstrip("0") == is_now)


def sorted_alone(table: Table, now: pd.DataFrame, before: pd.DataFrame) -> list[str]:
    """Return the columns that were sorted without the rest of their rows, by name.

    Such a column holds just what it held, in other rows. A text of many values says so; numbers alone do not, as people
    may well number stops anew. One that also holds something new is left alone: nobody can tell whose that is.
    """
    old, new = shared_rows(before, now)
    differ = {name: _places(old[name].tolist(), new[name].tolist()) for name in old.columns}
    moved = [
        name
        for name, places in differ.items()
        if places and Counter(map(_key, old[name].tolist())) == Counter(map(_key, new[name].tolist()))
    ]
    telling = [
        name
        for name in moved
        if table.by_name[name].kind is Kind.TEXT
        and table.by_name[name].owner is not Owner.DERIVED
        and differ[name] >= max(FEWEST, len(old) // 4)
        and len(set(old[name])) >= FEWEST
    ]
    return moved if telling else []


def _unsorted(table: Table, now: pd.DataFrame, before: pd.DataFrame) -> tuple[pd.DataFrame, list[str]]:
    """Return the table with columns that were sorted by themselves as they were, and the columns' names."""
    moved = sorted_alone(table, now, before)
    old, _ = shared_rows(before, now)
    after = now.copy()
    for name in moved:
        after.loc[old.index, name] = old[name]
    return after, moved


def _places(old: list[object], new: list[object]) -> int:
    return sum(not same(one, other) for one, other in zip(old, new, strict=True))


def _key(value: object) -> str:
    return "" if blank(value) is None else str(value)


def _with_zeros(table: Table, now: pd.DataFrame, before: pd.DataFrame) -> tuple[pd.DataFrame, int]:
    """Return the table with numbers that became numbers, and lost zeros in front, as the texts that they were."""
    old, new = shared_rows(before, now)
    after, count = now.copy(), 0
    for column in (column for column in table.columns if column.is_text):
        for row_id, was, is_now in zip(old.index, old[column.name].tolist(), new[column.name].tolist(), strict=True):
            if _zeros_lost(was, is_now):
                after.loc[row_id, column.name] = was
                count += 1
    return after, count


def _told_moved(table: Table, names: list[str]) -> str:
    labels = ", ".join(f"“{table.by_name[name].label}”" for name in names if name in table.by_name)
    return f"På arket “{table.sheet}” var {labels} sorteret uden resten af rækken og er sat tilbage."


def _told_zeros(table: Table, count: int) -> str:
    cells = "ét tal" if count == 1 else f"{count} tal"
    return f"På arket “{table.sheet}” har {cells} fået nullerne forrest igen."
