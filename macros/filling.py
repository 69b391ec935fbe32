"""The first time: what letters tell about the office is asked for, one setting at a time, and put on Indstillinger."""

from __future__ import annotations

from dataclasses import fields
from datetime import date

from macros.desk import Desk
from workbook.change import Change
from workbook.problems import Ask, AskKind
from workbook.settings import Settings, unfilled, written
from workbook.tables import SETTINGS
from workbook.words import joined

FILL_IN, NOW, LATER = "fill-in", "Skriv det nu", "Senere"


def filled_in(desk: Desk) -> Change | Ask:
    """Return the change that puts what was typed on Indstillinger, or the next question.

    Nothing is asked of whoever says later, or where nobody sits.
    """
    before = desk.read(SETTINGS)
    missing = [name for name in unfilled(desk.settings) if name in set(before["name"])]
    if not missing or desk.answers.get(FILL_IN) == LATER:
        return Change()
    if FILL_IN not in desk.answers:
        question = f"Brevene fortæller, hvem I er, men på arket Indstillinger mangler {joined(missing)}. Skriv det nu?"
        return Ask(FILL_IN, question, choices=(NOW, LATER), unasked=LATER)
    typed = {}
    for item in fields(Settings):
        name, key = item.metadata["name"], f"setting-{item.name}"
        if name in missing:
            is_day = str(item.type).startswith("date")
            if key not in desk.answers:
                kind = AskKind.DATE if is_day else AskKind.TEXT
                return Ask(key, f"{name}: {item.metadata['meaning']}", kind)
            typed[name] = written(date.fromisoformat(desk.answers[key])) if is_day else desk.answers[key]
    change = Change()
    values = [typed.get(name, value) for name, value in zip(before["name"], before["value"], strict=True)]
    change.update(SETTINGS, before, before.assign(value=values))
    return change
