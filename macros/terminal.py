"""The terminal while a press runs: one line that says what is under way."""

from __future__ import annotations

from typing import Self

from rich.console import Console


class Terminal:
    """A status line on standard error; nothing is shown when output goes to a file, or when `quiet`."""

    def __init__(self, *, quiet: bool = False) -> None:
        self._console = Console(stderr=True, quiet=quiet)
        self._status = self._console.status("")

    def __enter__(self) -> Self:
        """Start the line."""
        if self._console.is_terminal:
            self._status.start()
        return self

    def __exit__(self, *_: object) -> None:
        """Take the line away."""
        self._status.stop()

    def tell(self, text: str, *, final: bool = False, share: float | None = None) -> None:
        """Show what is under way, with how much of it is done (0 to 1)."""
        if not final:
            self._status.update(f"{text} {share:.0%}" if share is not None else text)

    def say(self, text: str) -> None:
        """Print a line of a report on standard output."""
        if not self._console.quiet:
            Console(highlight=False, soft_wrap=True).print(text, markup=False)
