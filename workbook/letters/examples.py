"""A made-up person's letter or call: to try words on before anybody gets them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, time
from typing import Any

from workbook.letters.files import find_wording
from workbook.letters.papers import Paper, sender
from workbook.letters.scripts import draft_heading, file_name, script
from workbook.letters.values import said
from workbook.letters.wording import Block, Run
from workbook.letters.writing import DRAFT, Letter, Stationery
from workbook.words import LANGUAGE_CODES, RIGHT_TO_LEFT, Field, Language, Situation

ADDRESS = ("Åse Ørsted", "Vejlebrovej 45, 3. th.", "2635 Ishøj")

VALUES: Mapping[Field, Any] = {
    Field.NAME: "Åse Ørsted",
    Field.CITIZEN: "Ib Ørsted",
    Field.RELATIVE: "Åse Ørsted",
    Field.DAY: date(2021, 5, 4),
    Field.CLOCK: time(10, 30),
    Field.DOSE: 1,
    Field.SITE: "Brøndby Hallen",
    Field.SITE_ADDRESS: "Brøndby Stadion 10, 2605 Brøndby",
    Field.PICK_UP_FROM: time(9, 40),
    Field.PICK_UP_TO: time(10, 0),
    Field.RIDE: "ja",
    Field.REPLACES: date(2021, 4, 16),
    Field.AS_OF: date(2021, 4, 20),
    Field.DEADLINE: 22,
    Field.GROUPS: 6,
    Field.INVITED: 2015,
    Field.NOT_REACTED: 138,
    Field.NOT_REACTED_SHARE: "7 %",
    Field.WANTS: 7,
    Field.DECLINED: 27,
    Field.UNDECIDED: 11,
    Field.BOOKED: 3,
    Field.FIRST_JAB: "18,0 %",
    Field.DONE: "7,5 %",
    Field.FIRST_JAB_COUNTRY: "18,8 %",
    Field.DONE_COUNTRY: "8,9 %",
    Field.COVERAGE_ON: date(2021, 4, 20),
    Field.INCIDENCE: 190,
    Field.INCIDENCE_ON: date(2021, 4, 20),
    Field.INCIDENCE_DAYS: 7,
    Field.INCIDENCE_LIMIT: 200,
    Field.CALLS: 412,
    Field.REACHED: 230,
    Field.HOURS: "60",
    Field.SPENT: "15.000",
    Field.BUDGET: "400.000",
    Field.BUDGET_LEFT: "385.000",
}
"""Nobody's name, nobody's time, and the figures of a made-up note."""


def example_letter(paper: Paper, language: Language, stationery: Stationery) -> Letter:
    """Return the made-up person's letter, marked as a draft where no translator stands by the words."""
    draft = language is not Language.DANISH and stationery.language(paper, language) is not language
    return stationery.write(paper, language, "B-0000", ADDRESS, VALUES, DRAFT if draft else "")


def example_script(situation: Situation, language: Language, stationery: Stationery) -> Letter:
    """Return what is said to a made-up person, on a page like a letter's; raises TemplateMissing, TemplateFault."""
    name = file_name(situation, language)
    find_wording(stationery.templates, name)
    found = script(situation, language, {}, stationery.templates, stationery.settings)
    words = found.danish if language is Language.DANISH else found.own or found.danish
    blocks = [_stop(found.stop) if block.kind == "mark" else block for block in words.blocks]
    draft = "" if language is Language.DANISH or found.approved else f" {draft_heading(language)}."
    page = {
        "language": LANGUAGE_CODES[language],
        "leftwards": language in RIGHT_TO_LEFT,
        "reference": name,
        "date": said(stationery.today, language),
        "address": [f"Manuskript: {situation}"],
        "note": f"MANUSKRIPT: det, I siger.{draft}",
        "sender": sender(stationery.settings),
        "privacy": None,
        **words._replace(blocks=blocks)._asdict(),
    }
    return Letter(language, "", page)


def _stop(words: str) -> Block:
    return Block("paragraph", [[Run(words, bold=True)]])
