"""Python's search for circles of objects, stopped while millions of cells that hold none are made."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def without_circles() -> Iterator[None]:
    """Stop the search within the block; it takes up to a third of the time of lists, matching and a press."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@contextmanager
def importing() -> Iterator[None]:
    """Import modules within the block: they stay to the end, so that none is looked through, now or afterwards."""
    with without_circles():
        yield
        gc.freeze()
