"""A sheet of nothing but texts, kept and handed over as one text: a million cells are joined and split in one go."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import chain
from typing import Any, overload

from workbook.lists.guard import Cause, Refused

GRID = "grid"
"""Under this name the child process hands a grid over."""
BETWEEN = "¦"
"""Stands between two cells: a sheet with it in a cell is no grid. Printable, so that the whole text can be asked."""
_WIDEST = 1_000
"""Short rows of a wider sheet are not filled up to its width."""


class Grid(Sequence[list[Any]]):
    """The rows of such a sheet, each made when it is looked at."""

    def __init__(self, text: str, rows: int) -> None:
        """Raise Refused where there are not cells for as many rows as were counted."""
        self.text, self._rows = text, rows
        self.width, left = divmod(text.count(BETWEEN) + 1, rows)
        if left:
            raise Refused(Cause.MISCOUNTED)

    @cached_property
    def _cells(self) -> list[str]:
        return self.text.split(BETWEEN)

    def column_below(self, at: int, column: int) -> list[str]:
        """Return the cells of a column below a row; a blank one is ""."""
        return self._cells[(at + 1) * self.width + column :: self.width]

    def __len__(self) -> int:
        return self._rows

    @overload
    def __getitem__(self, at: int) -> list[Any]: ...
    @overload
    def __getitem__(self, at: slice) -> list[list[Any]]: ...
    def __getitem__(self, at: int | slice) -> list[Any] | list[list[Any]]:
        if isinstance(at, slice):
            return list(map(self._row, range(self._rows)[at]))
        return self._row(range(self._rows)[at])

    def __iter__(self) -> Iterator[list[Any]]:
        return map(self._row, range(self._rows))

    def _row(self, at: int) -> list[Any]:
        return [cell or None for cell in self._cells[at * self.width : (at + 1) * self.width]]

    def __eq__(self, other: object) -> bool:
        return list(self) == other

    __hash__ = None  # type: ignore[assignment]


def grid_of(rows: Sequence[Sequence[Any]]) -> Grid | None:
    """Return the rows as a grid where all cells are printable texts without outer spaces, else None."""
    width = max(map(len, rows), default=0)
    if not 0 < width <= _WIDEST:
        return None
    even = [row if len(row) == width else [*row, *[""] * (width - len(row))] for row in rows]
    try:
        text = BETWEEN.join(chain.from_iterable(even))
    except TypeError:
        return None
    return _grid(text, len(even)) if text.count(BETWEEN) == width * len(even) - 1 else None


def grid_of_joined(rows: Sequence[str]) -> Grid | None:
    """Return the same of rows whose cells are joined by BETWEEN, which must stand in none of them."""
    beside = [row.count(BETWEEN) for row in rows]
    width = max(beside) + 1
    if width > _WIDEST:
        return None
    even = [row + BETWEEN * (width - 1 - count) for row, count in zip(rows, beside, strict=True)]
    return _grid(BETWEEN.join(even), len(even))


def _grid(text: str, rows: int) -> Grid | None:
    is_loose = f" {BETWEEN}" in text or f"{BETWEEN} " in text or text != text.strip(" ")
    return Grid(text, rows) if text.isprintable() and not is_loose else None
