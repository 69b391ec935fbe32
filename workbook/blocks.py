"""Records of texts, many to a cell: so the journal and the checkpoint take few rows, whatever a press changes.

Between the fields stands a character that can be seen and that no field has in it (a line break would make Excel wrap
the cell and stretch its row).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import chain

BETWEEN = "␞"

SIZE = 8_000
"""Characters per cell: Excel has refused longer ones where many cells are written at once (its limit was 8,203)."""

CUT = 3_500
"""A record's longest field: two of them, and what stands beside them, fit a cell."""


def packed(records: Iterable[Sequence[str]]) -> Iterator[str]:
    """Yield the cells that hold the records, in order; a cell is not longer than SIZE when no record is."""
    held: list[Sequence[str]] = []
    size = 0
    for record in records:
        length = sum(map(len, record)) + len(record)
        if held and size + length > SIZE:
            yield joined(held)
            held, size = [], 0
        held.append(record)
        size += length
    if held:
        yield joined(held)


@lru_cache(maxsize=10_000)
def unpacked(cell: str, fields: int) -> list[tuple[str, ...]]:
    """Return a cell's records of so many fields; what is left of one that was cut off is no record.

    The same journal is asked several times in a press: what was read is kept.
    """
    return list(zip(*[iter(cell.split(BETWEEN))] * fields, strict=False))


def pieces(text: str) -> list[str]:
    """Return a long text in fields that fit; at least one."""
    return [text[start : start + CUT] for start in range(0, max(len(text), 1), CUT)]


def joined(records: Iterable[Sequence[str]]) -> str:
    """Return the cell that holds just these records."""
    return BETWEEN.join(chain.from_iterable(records))
