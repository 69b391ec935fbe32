"""The window that every question stands in: in front of Excel, sharp on fine screens, Enter and Esc as everywhere."""

from __future__ import annotations

import sys
import tkinter as tk
from collections.abc import Callable
from contextlib import suppress
from tkinter import ttk

from workbook.asking import NotAnAnswer
from workbook.problems import LetBe

TITLE = "Ringbind"
RED, GREY = "#a4262c", "#605e5c"
WIDTH = "330p"
"""How wide a question's lines are, in points: so that they are as long on every screen."""


def new_root() -> tk.Tk | None:
    """Return a window that is not shown yet; None where there is no screen."""
    _see_every_dot()
    try:
        root = tk.Tk(className=TITLE)
    except tk.TclError:
        return None
    root.withdraw()
    root.title(TITLE)
    if "vista" not in ttk.Style().theme_names():  # Windows has its own look
        ttk.Style().theme_use("clam")
    return root


def _see_every_dot() -> None:
    """Ask Windows not to blow a small picture up; old ones do not know the word."""
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415  the names below are only on Windows

        with suppress(AttributeError, OSError):
            ctypes.windll.shcore.SetProcessDpiAwareness(1)


class Window:
    """A question with a `body` to fill, a line for what is wrong with an answer, and a row of buttons.

    `leave` is what Esc and closing it do; without one the window goes without an answer.
    """

    def __init__(self, root: tk.Tk, question: str, leave: Callable[[], None] | None = None) -> None:
        self.root = root
        self._answer: str | None = None
        whole = ttk.Frame(root, padding="14p")
        whole.pack(fill="both", expand=True)
        ttk.Label(whole, text=question, wraplength=WIDTH, justify="left").pack(anchor="w")
        self.body = ttk.Frame(whole)
        self.body.pack(fill="both", expand=True, pady=("8p", 0))
        self._hint = ttk.Label(whole, foreground=RED, wraplength=WIDTH)
        self._hint.pack(anchor="w")
        self._buttons = ttk.Frame(whole)
        self._buttons.pack(anchor="e", pady=("8p", 0))
        root.bind("<Escape>", lambda _: (leave or self.leave)())
        root.protocol("WM_DELETE_WINDOW", leave or self.leave)

    def button(self, label: str, press: Callable[[], None]) -> ttk.Button:
        """Add a button at the right of the others; Enter presses the one that has the focus."""
        made = ttk.Button(self._buttons, text=label, command=press)
        made.pack(side="left", padx=("6p", 0), ipadx="4p")
        made.bind("<Return>", lambda _: made.invoke())
        made.bind("<Left>", lambda _: made.event_generate("<<PrevWindow>>"))
        made.bind("<Right>", lambda _: made.event_generate("<<NextWindow>>"))
        return made

    def answer_with(self, answer: Callable[[], str]) -> None:
        """Add OK and Annuller; `answer` gives the answer or raises NotAnAnswer, which is shown."""

        def accept() -> None:
            try:
                self.done(answer())
            except NotAnAnswer as wrong:
                self._hint.config(text=wrong.why)

        self.button("OK", accept)
        self.button("Annuller", self.leave)
        self.body.bind_all("<Return>", lambda event: _unless_button(event, accept))

    def done(self, answer: str) -> None:
        """Close the window with this answer."""
        self._answer = answer
        self.root.quit()

    def leave(self) -> None:
        """Close the window without an answer."""
        self.root.quit()

    def show(self, first: tk.Misc) -> str:
        """Show the window, with the keys in `first`, until it is answered; raises LetBe."""
        self.root.resizable(width=False, height=False)
        place_in_front(self.root)
        first.focus_set()
        self.root.mainloop()
        if self._answer is None:
            raise LetBe
        return self._answer


def _unless_button(event: tk.Event[tk.Misc], accept: Callable[[], None]) -> None:
    if not isinstance(event.widget, ttk.Button):  # a button answers Enter itself
        accept()


def place_in_front(root: tk.Tk) -> None:
    """Show the window in the upper middle of the screen, above Excel and with the keys in it."""
    root.update_idletasks()
    across = (root.winfo_screenwidth() - root.winfo_reqwidth()) // 2
    down = (root.winfo_screenheight() - root.winfo_reqheight()) // 3
    root.geometry(f"+{max(across, 0)}+{max(down, 0)}")
    root.attributes("-topmost", True)
    root.deiconify()
    root.update_idletasks()
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415  the names below are only on Windows

        # Windows gives the first window of a program that was started hidden (as RunPython does) no say in being seen.
        window = int(root.frame(), 16)
        ctypes.windll.user32.ShowWindow(window, 5)
        ctypes.windll.user32.SetForegroundWindow(window)
    root.lift()
    root.focus_force()
