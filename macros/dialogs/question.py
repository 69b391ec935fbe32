"""Which window a question gets: a line to type in, buttons, a list, Windows' own choice of a file, or headings."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable
from tkinter import filedialog, ttk

from macros.dialogs.headings import ask_headings
from macros.dialogs.window import GREY, TITLE, Window, new_root, place_in_front
from workbook.asking import next_beginning, settled, twice
from workbook.problems import Ask, AskKind, LetBe

AS_BUTTONS = 3
"""So many choices stand as buttons; more of them, or longer ones, in a list."""

LONG = 24
"""Characters of a choice that is too long for a button."""

TALL = 12
"""Lines of a list that are seen at once."""

WIDEST = 100
"""Characters of a line of a list that are seen: a copy's day, button and counts."""

HINTS = {AskKind.DATE: "dd-mm-åååå", AskKind.NUMBER: "helt tal"}


def ask_in_window(question: Ask) -> str | None:
    """Return the answer; None where there is no screen. Raises LetBe."""
    root = new_root()
    if root is None:
        return None
    try:
        return _way(question)(root, question)
    finally:
        root.destroy()


def _way(question: Ask) -> Callable[[tk.Tk, Ask], str]:
    match question.kind:
        case AskKind.FILE:
            return _ask_file
        case AskKind.MAPPING:
            return ask_headings
        case AskKind.CHOICE:
            few = len(question.choices) <= AS_BUTTONS and max(map(len, question.choices)) <= LONG
            return _ask_buttons if few else _ask_list
        case AskKind.NEW_PASSWORD:
            return _ask_new_password
    return _ask_line


def _ask_line(root: tk.Tk, question: Ask) -> str:
    """Ask for a line of text; a password is not seen."""
    window = Window(root, question.question)
    line = ttk.Entry(window.body, width=20 if question.kind in HINTS else 48)
    if question.kind is AskKind.PASSWORD:
        line.config(show="•")
    line.pack(side="left")
    ttk.Label(window.body, text=HINTS.get(question.kind, ""), foreground=GREY).pack(side="left", padx="6p")
    window.answer_with(lambda: settled(question, line.get()))
    return window.show(line)


def _ask_new_password(root: tk.Tk, question: Ask) -> str:
    """Ask for a password that nobody sees, twice."""
    window = Window(root, question.question)
    lines = [ttk.Entry(window.body, width=32, show="•") for _ in range(2)]
    for row, (label, line) in enumerate(zip(("Adgangskode", "Skriv den igen"), lines, strict=True)):
        ttk.Label(window.body, text=label).grid(row=row, column=0, sticky="w", padx=(0, "8p"))
        line.grid(row=row, column=1, pady="2p")
    window.answer_with(lambda: twice(question, lines[0].get(), lines[1].get()))
    return window.show(lines[0])


def _ask_buttons(root: tk.Tk, question: Ask) -> str:
    """Ask for one of a few choices: each is a button, the first one has the focus."""
    window = Window(root, question.question)
    made = [window.button(choice, lambda choice=choice: window.done(choice)) for choice in question.choices]  # type: ignore[misc]
    window.button("Annuller", window.leave)
    return window.show(made[0])


def _ask_list(root: tk.Tk, question: Ask) -> str:
    """Ask for one of many choices; a letter moves to the next one that begins with it."""
    window = Window(root, question.question)
    choices = list(question.choices)
    names = tk.Listbox(window.body, height=min(len(choices), TALL), width=min(max(map(len, choices)) + 2, WIDEST))
    names.insert("end", *choices)
    names.config(activestyle="none", exportselection=False, relief="solid", borderwidth=1, highlightthickness=0)
    names.pack(side="left", fill="both", expand=True)
    if len(choices) > TALL:
        bar = ttk.Scrollbar(window.body, command=names.yview)
        names.config(yscrollcommand=bar.set)
        bar.pack(side="left", fill="y")

    def move(at: int) -> None:
        names.selection_clear(0, "end")
        names.selection_set(at)
        names.activate(at)
        names.see(at)

    def typed(event: tk.Event[tk.Misc]) -> None:
        if event.char.strip():
            at = next_beginning(choices, event.char, names.index("active"))
            move(at)

    move(0)
    names.bind("<Key>", typed)
    names.bind("<Double-Button-1>", lambda _: window.done(names.get("active")))
    window.answer_with(lambda: names.get("active"))
    return window.show(names)


def _ask_file(root: tk.Tk, question: Ask) -> str:
    """Let the system's own window ask for a file."""
    root.geometry("1x1")
    place_in_front(root)
    chosen = filedialog.askopenfilename(parent=root, title=f"{TITLE}: {question.question}")
    if not chosen:
        raise LetBe
    return chosen
