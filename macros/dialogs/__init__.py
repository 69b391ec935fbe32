"""Questions as windows in front of Excel (tkinter): keys do all that the mouse does, Esc steps back."""

from __future__ import annotations

from workbook.problems import Ask


def ask(question: Ask) -> str | None:
    """Return the answer; None where Python came without tkinter or there is no screen. Raises LetBe."""
    try:
        from macros.dialogs.question import ask_in_window  # noqa: PLC0415  tkinter is not in every Python
    except ImportError:
        return None
    return ask_in_window(question)
