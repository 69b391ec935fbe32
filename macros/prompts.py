"""Questions on a terminal where somebody sits: choices by their number, passwords unseen, headings one by one."""

from __future__ import annotations

from getpass import getpass

from rich.console import Console
from rich.table import Table
from rich.text import Text

from workbook.asking import NotAnAnswer, mapping, settled, twice
from workbook.problems import Ask, AskKind, Heading, LetBe

_SECRET = {AskKind.PASSWORD, AskKind.NEW_PASSWORD}


def ask(console: Console, question: Ask) -> str:
    """Return the answer; raises LetBe on an empty line, Ctrl+C and Ctrl+D."""
    console.print(question.question, markup=False, highlight=False, soft_wrap=True)
    if question.kind is AskKind.MAPPING:
        return _headings(console, question)
    for at, choice in enumerate(question.choices, start=1):
        console.print(f"  {at}  {choice}", markup=False, highlight=False)
    while True:
        typed = _line(console, "Svar (tom linje fortryder): ", secret=question.kind in _SECRET)
        if not typed.strip():
            raise LetBe
        try:
            if question.kind is AskKind.NEW_PASSWORD:
                return twice(question, typed, _line(console, "Skriv den igen: ", secret=True))
            return settled(question, typed)
        except NotAnAnswer as wrong:
            console.print(wrong.why, style="red", markup=False)


def _headings(console: Console, question: Ask) -> str:
    console.print(_first_rows(question))
    console.print(f"Felterne er: {', '.join(question.choices)}.", markup=False, highlight=False)
    console.print("Tom linje tager forslaget, Ctrl+C fortryder.")
    while True:
        try:
            return mapping(question, [_meaning(console, question, heading) for heading in question.headings])
        except NotAnAnswer as wrong:
            console.print(wrong.why, style="red", markup=False)


def _first_rows(question: Ask) -> Table:
    """Return the file's headings with the cells below them, lying down: a heading to a row."""
    table = Table(show_header=False)
    for heading in question.headings:
        table.add_row(*(Text(cell) for cell in (heading.text, *heading.cells)))
    return table


def _meaning(console: Console, question: Ask, heading: Heading) -> str:
    guess = heading.guess or question.choices[-1]
    choice = Ask(question.key, heading.text, choices=question.choices)
    while True:
        typed = _line(console, f"{heading.text} ({guess}): ")
        try:
            return settled(choice, typed or guess)
        except NotAnAnswer as wrong:
            console.print(wrong.why, style="red", markup=False)


def _line(console: Console, prompt: str, *, secret: bool = False) -> str:
    """Return what is typed; getpass hides the keys before it asks, so none that comes quickly is shown or lost."""
    try:
        return getpass(prompt) if secret else console.input(prompt, markup=False)
    except (EOFError, KeyboardInterrupt):
        console.print()
        raise LetBe from None
