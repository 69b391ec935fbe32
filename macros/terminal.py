"""The terminal while a press runs: one line that says what is under way, and questions to whoever sits there."""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Self

from workbook.asking import GoesOn, nobody
from workbook.problems import Ask

if TYPE_CHECKING:
    from rich.console import Console


class Terminal:
    """A status line on standard error; nothing is shown when output goes to a file, or when `quiet`."""

    def __init__(self, *, quiet: bool = False) -> None:
        self._quiet = quiet
        self._console = None if quiet or not sys.stderr.isatty() else _console()
        self._status = self._console.status("") if self._console else None

    def __enter__(self) -> Self:
        """Start the line."""
        if self._status:
            self._status.start()
        return self

    def __exit__(self, *_: object) -> None:
        """Take the line away."""
        if self._status:
            self._status.stop()

    def tell(self, text: str, *, final: bool = False, share: float | None = None) -> None:
        """Show what is under way, with how much of it is done (0 to 1)."""
        if self._status and not final:
            self._status.update(f"{text} {share:.0%}" if share is not None else text)

    def ask(self, question: Ask) -> str | None:
        """Put a question to whoever sits here, where somebody does; raises LetBe."""
        if not self._console or not self._status or not sys.stdin.isatty():
            return nobody(question)
        from macros import prompts  # noqa: PLC0415  with rich, which is only for who sits there

        self._status.stop()
        try:
            return prompts.ask(self._console, question)
        finally:
            self._status.start()

    @contextmanager
    def stoppable(self, text: str) -> Iterator[GoesOn]:
        """Let Ctrl+C end long work early, and not the program."""
        stopped = threading.Event()
        if self._console:
            self._console.print(f"{text} (Ctrl+C)", markup=False, highlight=False)
        before = signal.signal(signal.SIGINT, lambda *_: stopped.set())
        try:
            yield lambda _: not stopped.is_set()
        finally:
            signal.signal(signal.SIGINT, before)

    def say(self, text: str) -> None:
        """Print a line of a report on standard output."""
        if not self._quiet:
            sys.stdout.write(f"{text}\n")


def _console() -> Console:
    from rich.console import Console  # noqa: PLC0415  only for who sits there

    return Console(stderr=True)
