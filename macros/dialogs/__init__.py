"""Questions as windows in front of Excel (tkinter): keys do all that the mouse does, Esc steps back."""

from __future__ import annotations

from contextlib import AbstractContextManager

from workbook.asking import GoesOn, unstopped
from workbook.problems import Ask


def ask(question: Ask) -> str | None:
    """Return the answer; None where Python came without tkinter or there is no screen. Raises LetBe."""
    try:
        from macros.dialogs.question import ask_in_window  # noqa: PLC0415  tkinter is not in every Python
    except ImportError:
        return None
    return ask_in_window(question)


def stoppable(text: str) -> AbstractContextManager[GoesOn]:
    """Show long work in a window from which it can be ended; without one it goes on to its end."""
    try:
        from macros.dialogs.stopping import stop_window  # noqa: PLC0415  tkinter is not in every Python
    except ImportError:
        return unstopped(text)
    return stop_window(text)
