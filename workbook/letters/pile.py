"""The letters on Prøveudskrift: what each would say, and a fingerprint by which a change since the proof is seen.

A fingerprint is three words: which words are used, a digest of what is the office's, a digest of the whole letter as
dated on the day of the proof. So it covers everything a letter is made from, and says where a change was made.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd

from workbook.letters.logo import find_logo
from workbook.letters.papers import CITIZEN, OFFICE, shown
from workbook.letters.printing import with_whole_logo
from workbook.letters.receivers import Receiver
from workbook.letters.values import address_lines
from workbook.letters.writing import Letter, Stationery
from workbook.problems import TemplateFault, TemplateMissing
from workbook.settings import Settings
from workbook.words import Channel, CprKind, Field, Language, LetterKind, YesNo

TO_CITIZENS = (LetterKind.CITIZEN, LetterKind.CONFIRMATION, LetterKind.REMINDER)
TO_RELATIVES = (LetterKind.RELATIVE,)

NAMES: Mapping[LetterKind, str] = {
    LetterKind.CITIZEN: "Breve til borgere",
    LetterKind.CONFIRMATION: "Bekræftelser",
    LetterKind.REMINDER: "Påmindelser",
    LetterKind.RELATIVE: "Breve til pårørende",
}
"""What the files of each kind of letter are called."""


def stationery(settings: Settings, templates: Sequence[Path], folder: Path, today: date) -> tuple[Stationery, str]:
    """Return what letters of the day are written on, and a Danish sentence when the logo cannot be used."""
    logo, told = find_logo(folder, settings.logo)
    paper = Stationery(settings, templates, today, logo)
    try:
        return with_whole_logo(CITIZEN, paper) if logo else (paper, told)
    except (TemplateFault, TemplateMissing):  # told with the letters that it stops
        return paper, told


def language_of(one: Receiver, paper: Stationery) -> Language:
    """Return the language of the letter; raises TemplateMissing, TemplateFault."""
    return paper.language(one.paper, one.row.get("language"))


def write(one: Receiver, line: str, paper: Stationery, note: str = "", language: Language | None = None) -> Letter:
    """Return the letter, with the line that only it has; raises TemplateMissing, TemplateFault."""
    address = address_lines(**shown(one.paper, one.row)) or []
    values = {**one.says, Field.OWN_WORDS: line}
    return paper.write(one.paper, language or language_of(one, paper), one.key.citizen, address, values, note)


def channel_of(one: Receiver, settings: Settings) -> Channel:
    """Return how the letter leaves the house: Digital Post needs a citizen with a CPR number, who is not exempt."""
    able = one.person.get("cpr_kind") in {CprKind.ORDINARY, CprKind.UNCHECKED} and not one.key.relative
    exempt = one.person.get("exempt") == YesNo.YES
    return Channel.DIGITAL if settings.digital_post == YesNo.YES and able and not exempt else Channel.PAPER


def fingerprint(one: Receiver, letter: Letter, paper: Stationery, job: str, maker: str) -> str:
    """Return the fingerprint of a letter as written on the day of its proof, in the job and by whom it was proofed."""
    office = [str(getattr(paper.settings, name)) for name in (*OFFICE.values(), "digital_post")]
    logo = hashlib.sha256(paper.logo.content).hexdigest() if paper.logo else ""
    whole = [letter.page, channel_of(one, paper.settings), letter.version, job, maker]
    return f"{one.paper.stem}.{letter.language} {_digest([*office, logo])} {_digest(whole)}"


def _digest(value: Any) -> str:
    return hashlib.sha256(json.dumps(value, sort_keys=True, default=str).encode()).hexdigest()[:16]


def of_kinds(ready: pd.DataFrame, kinds: Collection[LetterKind]) -> pd.DataFrame:
    """Return the rows of Prøveudskrift with such letters."""
    return ready[ready["letter"].isin(kinds)]
