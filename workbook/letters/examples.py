"""A made-up person's letter: to try words on before anybody gets them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, time
from typing import Any

from workbook.letters.papers import Paper
from workbook.letters.writing import DRAFT, Letter, Stationery
from workbook.words import Field, Language

ADDRESS = ("Åse Ørsted", "Vejlebrovej 45, 3. th.", "2635 Ishøj")

VALUES: Mapping[Field, Any] = {
    Field.NAME: "Åse Ørsted",
    Field.CITIZEN: "Ib Ørsted",
    Field.RELATIVE: "Åse Ørsted",
    Field.DAY: date(2021, 5, 4),
    Field.CLOCK: time(10, 30),
    Field.SITE: "Brøndby Hallen",
    Field.SITE_ADDRESS: "Brøndby Stadion 10, 2605 Brøndby",
    Field.PICK_UP_FROM: time(9, 40),
    Field.PICK_UP_TO: time(10, 0),
}
"""Nobody's name and nobody's time."""


def example_letter(paper: Paper, language: Language, stationery: Stationery) -> Letter:
    """Return the made-up person's letter, marked as a draft where no translator stands by the words."""
    draft = language is not Language.DANISH and stationery.language(paper, language) is not language
    return stationery.write(paper, language, "B-0000", ADDRESS, VALUES, DRAFT if draft else "")
