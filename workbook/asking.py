"""What somebody typed or chose, as the answer that a press reads: windows, boxes and terminal all come by here.

And how somebody ends long work early: whoever can be asked can say stop.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager

from workbook.cells import Unreadable, parse_date
from workbook.folding import fold
from workbook.problems import Ask, AskKind, LetBe, NeedsAnswer

Asker = Callable[[Ask], str | None]
"""Puts a question to somebody: the answer, None when nobody can be asked. Raises LetBe when they step back."""


GoesOn = Callable[[float], bool]
"""Hears how far long work is (0 to 1), and says whether to go on."""

Stopper = Callable[[str], AbstractContextManager[GoesOn]]
"""Shows what is worked at, and lets somebody end it early."""


@contextmanager
def unstopped(_: str) -> Iterator[GoesOn]:
    """Nobody is there to end it: the work goes on to its end."""
    yield lambda _: True


class NotAnAnswer(ValueError):
    """What was typed does not answer the question; `why` says in Danish what would."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


def nobody(question: Ask) -> str | None:
    """Nobody is there to ask; the question may say what then."""
    return question.unasked


def agree(question: Ask, ask: Asker) -> None:
    """Ask what has to be agreed on before anything is written; raises LetBe unless the answer is the first choice.

    Raises NeedsAnswer where nobody can be asked and nothing is understood unasked.
    """
    answer = ask(question)
    if answer is None:
        raise NeedsAnswer(question)
    if answer != question.choices[0]:
        raise LetBe


def settled(question: Ask, text: str) -> str:
    """Return the answer: dates in ISO form, numbers as digits, a choice (also by its number) as it is spelled.

    Passwords are taken as they stand. Raises NotAnAnswer.
    """
    if not text.strip():
        raise NotAnAnswer("Der mangler et svar.")
    match question.kind:
        case AskKind.CHOICE:
            return _choice(question, text)
        case AskKind.DATE:
            return _date(text)
        case AskKind.NUMBER:
            return _number(text.strip())
        case AskKind.FILE:
            return text.strip().strip("\"'")  # as Windows copies a path, and as a terminal drops one
        case AskKind.TEXT:
            return " ".join(text.split())
    return text


def twice(question: Ask, typed: str, again: str) -> str:
    """Return a new password that was typed twice; raises NotAnAnswer where the two are not equal."""
    if typed != again:
        raise NotAnAnswer("De to adgangskoder er ikke ens. Skriv den samme begge steder.")
    return settled(question, typed)


def mapping(question: Ask, chosen: Sequence[str]) -> str:
    """Return the answer that gives each heading what was chosen for it, in order; raises NotAnAnswer.

    The last choice says that a heading is of no use; that goes without saying where nothing was guessed.
    """
    unused = question.choices[-1]
    if all(choice == unused for choice in chosen):
        raise NotAnAnswer("Vælg, hvad mindst én af overskrifterne betyder.")
    pairs = zip(question.headings, chosen, strict=True)
    said = [(heading.text, choice) for heading, choice in pairs if heading.guess or choice != unused]
    return "; ".join(f"{text.replace(';', ' ')}={choice}" for text, choice in said)


def next_beginning(choices: Sequence[str], letter: str, after: int) -> int:
    """Return the position of the next choice that begins with the letter, going round; `after` where none does."""
    turned = [(after + step) % len(choices) for step in range(1, len(choices) + 1)]
    return next((at for at in turned if choices[at].lower().startswith(letter.lower())), after)


def _choice(question: Ask, text: str) -> str:
    named = {str(at): choice for at, choice in enumerate(question.choices, start=1)}
    named |= {fold(choice): choice for choice in question.choices}
    if fold(text) not in named:
        raise NotAnAnswer("Vælg en af mulighederne.")
    return named[fold(text)]


def _date(text: str) -> str:
    try:
        return parse_date(text).isoformat()
    except Unreadable:
        raise NotAnAnswer("Skriv en dato, fx 20-04-2021.") from None


def _number(text: str) -> str:
    if not (text.isascii() and text.isdigit()):
        raise NotAnAnswer("Skriv et helt tal, fx 15.")
    return str(int(text))
