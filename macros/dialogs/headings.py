"""The window where somebody says what the headings of a list mean: beside each its first cells and a dropdown."""

from __future__ import annotations

import tkinter as tk
from tkinter import ttk

from macros.dialogs.window import GREY, Window
from workbook.asking import mapping, next_beginning
from workbook.problems import Ask, Heading

SEEN = 12
"""Headings that are seen at once; more of them scroll."""

CUT = 24
"""Characters that are shown of a cell."""


def ask_headings(root: tk.Tk, question: Ask) -> str:
    """Ask what each heading means; raises LetBe."""
    window = Window(root, question.question)
    canvas, rows = _scrolling(window.body)
    samples = max(len(heading.cells) for heading in question.headings)
    labels = ["Overskrift i filen", *(f"{row}. række" for row in range(1, samples + 1)), "Betyder"]
    for column, label in enumerate(labels):
        _label(rows, 0, column, label, GREY)
    boxes = [_row(rows, at, heading, question, samples + 1) for at, heading in enumerate(question.headings, start=1)]
    for box in boxes:
        box.bind("<FocusIn>", lambda event: _scroll_to(canvas, rows, event.widget))
    _size(canvas, rows, len(boxes))
    window.answer_with(lambda: mapping(question, [box.get() for box in boxes]))
    return window.show(boxes[0])


def _row(rows: ttk.Frame, at: int, heading: Heading, question: Ask, last: int) -> ttk.Combobox:
    _label(rows, at, 0, heading.text)
    for column, cell in enumerate(heading.cells, start=1):
        _label(rows, at, column, cell, GREY)
    box = ttk.Combobox(rows, values=list(question.choices), state="readonly", width=20, height=len(question.choices))
    box.set(heading.guess or question.choices[-1])
    box.grid(row=at, column=last, pady="2p")
    box.bind("<Key>", _by_letter)
    return box


def _label(rows: ttk.Frame, at: int, column: int, text: str, colour: str = "") -> None:
    shown = text if len(text) <= CUT else f"{text[: CUT - 1]}…"
    ttk.Label(rows, text=shown, foreground=colour).grid(row=at, column=column, sticky="w", padx=(0, "12p"))


def _by_letter(event: tk.Event[ttk.Combobox]) -> None:
    """Move to the next choice that begins with the letter, as dropdowns of Windows do."""
    if event.char.strip():
        box = event.widget
        box.current(next_beginning(box.cget("values"), event.char, box.current()))


def _scrolling(body: ttk.Frame) -> tuple[tk.Canvas, ttk.Frame]:
    """Return a frame that can be longer than what is seen of it."""
    canvas = tk.Canvas(body, highlightthickness=0, background=ttk.Style().lookup("TFrame", "background"))
    rows = ttk.Frame(canvas)
    canvas.create_window(0, 0, anchor="nw", window=rows)
    canvas.pack(side="left", fill="both", expand=True)
    return canvas, rows


def _size(canvas: tk.Canvas, rows: ttk.Frame, count: int) -> None:
    """Show up to SEEN rows, and a bar beside them where there are more."""
    rows.update_idletasks()
    wide, tall = rows.winfo_reqwidth(), rows.winfo_reqheight()
    seen = min(tall, tall * (SEEN + 1) // (count + 1))
    canvas.config(width=wide, height=seen, scrollregion=(0, 0, wide, tall))
    if seen < tall:
        bar = ttk.Scrollbar(canvas.master, command=canvas.yview)
        canvas.config(yscrollcommand=bar.set)
        bar.pack(side="left", fill="y")


def _scroll_to(canvas: tk.Canvas, rows: ttk.Frame, box: tk.Misc) -> None:
    """Bring the dropdown that has the keys into sight."""
    top, tall = box.winfo_y(), rows.winfo_height()
    seen = canvas.winfo_height()
    first = canvas.canvasy(0)
    if top < first or top + box.winfo_height() > first + seen:
        canvas.yview_moveto((top - seen // 2) / tall)
