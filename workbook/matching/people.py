"""Tables of people as matching sees them, some at a time; those who fit in memory are read once and kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, Generic, TypeVar

import numpy as np
import pandas as pd

from workbook.firstuse import first_use
from workbook.matching.addresses import Address
from workbook.matching.names import Words
from workbook.matching.number import Number
from workbook.matching.readings import COLUMNS, Readings

Value = TypeVar("Value")

BATCH = 50_000
"""So many rows are read at a time."""


class People:
    """A table of people, reached by position; `keep` is for so few that they fit in memory once read."""

    def __init__(self, table: pd.DataFrame, *, keep: bool = False) -> None:
        self.labels = table.index
        self._table = table[[name for name in COLUMNS if name in table]]
        if not self._table.columns.is_unique:
            raise ValueError("a column that is compared stands twice")
        self._kept = Readings(self._table) if keep else None
        self._keyed = pd.DataFrame({"key": [], "at": []}, dtype=np.int64)
        self._unkeyed: Sequence[int] = range(len(table))

    def __len__(self) -> int:
        return len(self.labels)

    def updated(self, table: pd.DataFrame) -> People:
        """Return these people, who are kept, with those of a table of the same columns: others by their labels, or new.

        Only of whom it says something else, they are read and keyed again.
        """
        if self._kept is None:
            raise ValueError("only people who are kept can be brought up to date")
        places = self.labels.get_indexer(table.index)
        new = places < 0
        places[new] = np.arange(new.sum()) + len(self)
        updated = People(table.iloc[:0], keep=True)
        updated.labels = self.labels.append(table.index[new])
        updated._kept = self._kept.grown(len(updated))
        changed = updated._kept.put(Readings(table[self._table.columns]), places.tolist())
        updated._keyed = self._keyed[~self._keyed["at"].isin(changed)]
        updated._unkeyed = sorted({*self._unkeyed, *changed})
        return updated

    def part(self, positions: Sequence[int]) -> Part:
        """Return the people at these positions, read when they are asked for, in whatever process."""
        if self._kept is not None:
            return Part(positions, self._kept)
        return Part(positions, Readings(self._table.take(list(positions))), range(len(positions)))

    def batches(self, positions: Sequence[int] | None = None) -> Iterator[Part]:
        """Give the people at these positions, or all, some at a time."""
        wanted = range(len(self)) if positions is None else positions
        for start in range(0, len(wanted), BATCH):
            yield self.part(wanted[start : start + BATCH])

    def keyed(self, keyed: Callable[[Part], pd.DataFrame]) -> pd.DataFrame:
        """Return everybody's keys: `keyed` is asked once of each for the columns `key` and `at`, the position."""
        if len(self._unkeyed):
            self._keyed = pd.concat([self._keyed, keyed(self.part(self._unkeyed))], ignore_index=True)
            self._unkeyed = ()
        return self._keyed

    def __iter__(self) -> Iterator[tuple[int, Person]]:
        """Give every position and its person."""
        for part in self.batches():
            yield from ((at, part.person(at)) for at in part.positions)


class Part:
    """Some of the people of a table, ready to be sent to another process as cells.

    `positions` are theirs in the table, `places` in `readings`: the same ones where nothing else is said.
    """

    def __init__(self, positions: Sequence[int], readings: Readings, places: Sequence[int] | None = None) -> None:
        self.positions = positions
        self._readings, self._places = readings, positions if places is None else places

    def each(self, what: str) -> list[Any]:
        """Return of each person what `readings.READERS` call `what`."""
        return self._readings.of(what, self._places)

    def person(self, position: int) -> Person:
        """Return one of the people."""
        return Person(self._readings, self._place_of[position])

    @first_use
    def _place_of(self) -> dict[int, int]:
        return dict(zip(self.positions, self._places, strict=True))


class _Read(Generic[Value]):
    """What `readings.READERS` call `what`, as a property of a person."""

    def __init__(self, what: str) -> None:
        self._what = what

    def __get__(self, person: Person, owner: type) -> Value:
        value: Value = person.readings.one(self._what, person.place)
        return value


class Person:
    """One of the people: what is read of them when a rule asks for it."""

    __slots__ = ("place", "readings")

    number = _Read[Number]("number")
    told_born = _Read[str | None]("told_born")
    born = _Read[str | None]("born")
    phones = _Read[frozenset[str]]("phones")
    address = _Read[Address | None]("address")
    district = _Read[str]("district")
    name = _Read[Words]("name")
    ends = _Read[Sequence[str]]("ends")

    def __init__(self, readings: Readings, place: int) -> None:
        self.readings, self.place = readings, place

    @property
    def born_doubted(self) -> bool:
        """Whether the birth date stands on nothing but a number that may be a slip."""
        return self.number.slipped is not None and self.told_born in {None, self.number.born}
