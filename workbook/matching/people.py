"""Tables of people as matching sees them, read some at a time, or kept once read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import pandas as pd

from workbook.firstuse import first_use
from workbook.matching.person import Person, as_text, read_numbers

COLUMNS = ("cpr", "birth_date", "name", "address", "postcode", "phone")
"""The text columns that are compared, in the order of Person's fields; any of them may be missing."""

BATCH = 50_000
"""So many rows are read at a time."""


class People:
    """A table of people, reached by position; `keep` is for so few that they fit in memory once read."""

    def __init__(self, table: pd.DataFrame, *, keep: bool = False) -> None:
        self.labels = table.index
        self._table = table[[name for name in COLUMNS if name in table]]
        if not self._table.columns.is_unique:
            raise ValueError("a column that is compared stands twice")
        self._kept: dict[int, Person] | None = {} if keep else None

    def __len__(self) -> int:
        return len(self._table)

    def part(self, positions: Sequence[int]) -> Part:
        """Return the people at these positions, read when they are asked for, in whatever process."""
        if self._kept is None:
            return Part(positions, self._table.take(list(positions)))
        if missing := [at for at in positions if at not in self._kept]:
            self._kept |= Part(missing, self._table.take(missing)).people
        return Part(positions, kept={at: self._kept[at] for at in positions})

    def batches(self, positions: Sequence[int] | None = None) -> Iterator[Part]:
        """Give the people at these positions, or all, some at a time."""
        wanted = range(len(self)) if positions is None else positions
        for start in range(0, len(wanted), BATCH):
            yield self.part(wanted[start : start + BATCH])

    def __iter__(self) -> Iterator[tuple[int, Person]]:
        """Give every position and its person."""
        for part in self.batches():
            yield from part.people.items()


class Part:
    """Some of the people of a table, ready to be sent to another process as cells."""

    def __init__(
        self, positions: Sequence[int], table: pd.DataFrame | None = None, kept: dict[int, Person] | None = None
    ) -> None:
        self._positions, self._table, self._kept = positions, table, kept

    @first_use
    def people(self) -> dict[int, Person]:
        """Return the people by position, in order."""
        if self._table is None:
            return self._kept or {}
        blank = [None] * len(self._table)
        numbers, *others = (_texts(self._table[name].tolist()) if name in self._table else blank for name in COLUMNS)
        rows = zip(self._positions, read_numbers(numbers), *others, strict=True)
        return {at: Person(*row) for at, *row in rows}


def _texts(cells: Sequence[Any]) -> Sequence[str | None]:
    """Return a column's cells as texts, at once where they are."""
    return [cell or None for cell in cells] if set(map(type, cells)) <= {str, type(None)} else list(map(as_text, cells))
