"""Work on many batches in as many processes as there are cores: results in order, and only few batches ahead."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context, parent_process
from threading import Thread
from typing import Any, Protocol, TypeVar

Batch = TypeVar("Batch")
Result = TypeVar("Result")


class Each(Protocol):
    """Does the same work on each batch, as `map` does."""

    def __call__(self, work: Callable[[Batch], Result], batches: Iterable[Batch], /) -> Iterator[Result]:
        """Give the results in order."""


@contextmanager
def on_every_core() -> Iterator[Each]:
    """Give a `map` over processes; they are started anew as on Windows, so what they share is what they are sent."""
    cores = os.cpu_count() or 1
    with ProcessPoolExecutor(cores, get_context("spawn"), initializer=_watch_parent) as pool:

        def each(work: Callable[[Any], Any], batches: Iterable[Any], /) -> Iterator[Any]:
            waiting: deque[Future[Any]] = deque()
            for batch in batches:
                waiting.append(pool.submit(work, batch))
                if len(waiting) > cores + 1:  # one stands ready; more would fill the memory
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()

        yield each


def _watch_parent() -> None:
    """End this process when the one that started it was ended from outside: it would wait for work for ever."""
    Thread(target=_follow_parent, daemon=True).start()


def _follow_parent() -> None:
    if parent := parent_process():
        parent.join()
        os._exit(1)
