"""Questions in Excel's own boxes, where Python has no windows of its own; what they cannot ask is told as an error."""

from __future__ import annotations

from typing import Any

from workbook.asking import NotAnAnswer, settled
from workbook.problems import Ask, AskKind, LetBe, NoWindow

TITLE = "Ringbind"

LONGEST = 250
"""Characters that Excel's InputBox shows of a question; it takes 255."""

_TEXT = 2
"""InputBox's word for: the answer is a text."""

_TYPED = {AskKind.TEXT, AskKind.NUMBER, AskKind.DATE, AskKind.CHOICE}


def ask(app: Any, question: Ask) -> str:
    """Return the answer; `app` is xlwings' App. Raises LetBe on Annuller, and NoWindow.

    A password would be seen in Excel's box, and headings do not fit into one.
    """
    if question.kind is AskKind.FILE:
        return _chosen(app.api.GetOpenFilename(Title=question.question))
    if question.kind is AskKind.CHOICE and len(question.choices) == 2:  # noqa: PLR2004  Ja and Nej
        return _pressed(app, question)
    if question.kind in _TYPED:
        return _typed(app, question)
    raise NoWindow(question)


def _chosen(answer: Any) -> str:
    if not isinstance(answer, str):  # False when nothing was chosen
        raise LetBe
    return answer


def _pressed(app: Any, question: Ask) -> str:
    """Ask for one of two choices with the buttons Ja, Nej and Annuller."""
    meanings = zip(("Ja", "Nej", "Annuller"), (*question.choices, "fortryd"), strict=True)
    prompt = "\n".join([question.question, "", *(f"{button} = {meaning}" for button, meaning in meanings)])
    pressed = app.alert(prompt, TITLE, buttons="yes_no_cancel")
    if pressed not in {"yes", "no"}:
        raise LetBe
    return question.choices[0 if pressed == "yes" else 1]


def _typed(app: Any, question: Ask) -> str:
    """Ask until something is typed that is an answer; of many choices the number is typed."""
    lines = [question.question, *(f"{at} = {choice}" for at, choice in enumerate(question.choices, start=1))]
    why = ""
    while True:
        prompt = "\n".join([why, *lines] if why else lines)
        if len(prompt) > LONGEST:
            raise NoWindow(question)
        try:
            return settled(question, _chosen(app.api.InputBox(Prompt=prompt, Title=TITLE, Type=_TEXT)))
        except NotAnAnswer as wrong:
            why = wrong.why
