"""A sheet of nothing but texts, kept and handed over as one text: a million cells are joined and split in one go."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import chain
from typing import Any, overload

from workbook.lists.guard import Cause, Refused

GRID = "grid"
"""Under this name the child process hands a grid over."""
_BETWEEN = "\x7f"
"""Stands between two cells: not printable, so that no cell holds it."""
_WIDEST = 1_000
"""Short rows of a wider sheet are not filled up to its width."""


class Grid(Sequence[list[Any]]):
    """The rows of such a sheet, each made when it is looked at; in `columns` a blank cell is ""."""

    def __init__(self, text: str, rows: int) -> None:
        """Raise Refused where there are not cells for as many rows as were counted."""
        self.parts = text, rows
        self._width, left = divmod(text.count(_BETWEEN) + 1, rows)
        if left:
            raise Refused(Cause.MISCOUNTED)

    @cached_property
    def columns(self) -> list[list[str]]:
        """Return the cells."""
        cells = self.parts[0].split(_BETWEEN)
        return [cells[at :: self._width] for at in range(self._width)]

    def __len__(self) -> int:
        return self.parts[1]

    @overload
    def __getitem__(self, at: int) -> list[Any]: ...
    @overload
    def __getitem__(self, at: slice) -> list[list[Any]]: ...
    def __getitem__(self, at: int | slice) -> list[Any] | list[list[Any]]:
        if isinstance(at, slice):
            return list(map(_row, zip(*(column[at] for column in self.columns), strict=True)))
        return _row([column[at] for column in self.columns])

    def __iter__(self) -> Iterator[list[Any]]:
        return map(_row, zip(*self.columns, strict=True))

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
        text = _BETWEEN.join(chain.from_iterable(even))
    except TypeError:
        return None
    is_loose = f" {_BETWEEN}" in text or f"{_BETWEEN} " in text or text != text.strip(" ")
    printable = text.count(_BETWEEN) == width * len(even) - 1 and text.replace(_BETWEEN, "").isprintable()
    return Grid(text, len(even)) if printable and not is_loose else None


def _row(cells: Sequence[str]) -> list[Any]:
    return [cell or None for cell in cells]
