"""The window that shows how far long work is, with a button that ends it early; Esc and closing it do the same."""

from __future__ import annotations

import time
import tkinter as tk
from collections.abc import Iterator
from contextlib import contextmanager
from tkinter import ttk

from macros.dialogs.window import Window, new_root, place_in_front
from workbook.asking import GoesOn

PATIENCE = 1.0
"""Seconds of work before the window comes: what is done at once shows none."""


@contextmanager
def stop_window(text: str) -> Iterator[GoesOn]:
    """Give what moves the window's bar and says whether to go on; where there is no screen, always."""
    root = new_root()
    if root is None:
        yield lambda _: True
        return
    try:
        yield _Stopping(root, text).goes_on
    finally:
        root.destroy()


class _Stopping:
    """The window, which looks at its keys and buttons as often as the work tells how far it is."""

    def __init__(self, root: tk.Tk, text: str) -> None:
        self._root, self._stopped = root, False
        self._due = time.monotonic() + PATIENCE
        window = Window(root, text, leave=self._stop)
        self._bar = ttk.Progressbar(window.body, maximum=1)
        self._bar.pack(fill="x", expand=True)
        self._button = window.button("Stop", self._stop)

    def goes_on(self, share: float) -> bool:
        """Show how far the work is; False once somebody ended it."""
        self._bar["value"] = share
        if self._root.state() == "withdrawn" and time.monotonic() >= self._due:
            place_in_front(self._root)
            self._button.focus_set()
        self._root.update()
        return not self._stopped

    def _stop(self) -> None:
        self._stopped = True
