"""The letter to a citizen who could not be reached: who gets one, and the print job.

Every letter is made from one row and goes out under that row's id; nothing is ever joined by position.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pandas as pd

from workbook.change import Change, OutFile, Row, records
from workbook.letters.papers import CITIZEN, shown
from workbook.letters.printing import Printed, print_bundles, prove
from workbook.letters.values import LONGEST_LINE, MOST_LINES, address_lines
from workbook.letters.writing import Letter, Stationery
from workbook.problems import Problem
from workbook.schema import Table
from workbook.settings import Settings
from workbook.tables import CITIZENS, LETTERS_SENT
from workbook.words import Channel, Field, Language, LetterKind, ReviewKind, State, YesNo

STATES = (State.NO_PHONE, State.NOT_REACHED)
"""Where a citizen stands when a letter is what is left."""


def letter_worthy(citizens: pd.DataFrame, letters_sent: pd.DataFrame, settings: Settings, today: date) -> pd.DataFrame:
    """Return the rows of the citizens who get a letter today.

    They could not be reached and have an address; they are not dead, moved, protected or to be left alone, and had
    no such letter within `settings.letter_pause` days. Protected people get post only after a decision of their own.
    """
    due = _due(citizens, letters_sent, settings, today)
    return due.loc[[row_id for row_id, row in records(due).items() if _hindrance(row, today) is None]]


def citizen_letters(
    citizens: pd.DataFrame,
    letters_sent: pd.DataFrame,
    settings: Settings,
    templates: Sequence[Path],
    today: date,
    user: str,
    new_ids: Callable[[Table, int], list[str]],
) -> Change:
    """Return the print job: PDF files of at most 100 letters, a row of Breve per letter, and who was left out and why.

    Who lacks an address is only counted: the sheet Borgere says it on their rows, and there may be many.
    `templates` are the folders of `files.template_folders`. Raises TemplateMissing, TemplateFault.
    """
    stationery = Stationery(settings, templates, today)
    prove(CITIZEN, Language.DANISH, stationery)
    job = _next_job(letters_sent)
    due = records(_due(citizens, letters_sent, settings, today))
    hindered = {row_id: why for row_id, row in due.items() if (why := _hindrance(row, today))}
    letters = {row_id: _letter(row_id, row, stationery) for row_id, row in due.items() if row_id not in hindered}
    printing = print_bundles(f"Breve til borgere {job}", letters, stationery)
    files, printed = _files(printing, job, today)
    unknown = [row_id for row_id, (_, why) in hindered.items() if why is _NO_ADDRESS]
    hindered = {row_id: why for row_id, why in hindered.items() if row_id not in unknown}
    hindered |= dict.fromkeys(printing.refused, ("name", _NO_SHAPE))
    change = Change(_message(len(printed), len(files), len(hindered), len(unknown), job), files=files)
    change.problems = [_problem(row_id, why) for row_id, why in hindered.items()]
    ids = dict(zip(new_ids(LETTERS_SENT, len(printed)), printed.items(), strict=True))
    change.insert(LETTERS_SENT, _rows(ids, job, stationery.version(CITIZEN, Language.DANISH), today, user))
    return change


def _due(citizens: pd.DataFrame, letters_sent: pd.DataFrame, settings: Settings, today: date) -> pd.DataFrame:
    written = _written_lately(letters_sent, today - timedelta(days=settings.letter_pause))
    due = citizens["state"].isin(STATES) & ~citizens.index.isin(written)
    alone = (citizens["gone"] == YesNo.YES) | (citizens["no_contact"] == YesNo.YES)
    return citizens[due & ~alone].sort_index(kind="stable")


def _written_lately(letters_sent: pd.DataFrame, since: date) -> set[str]:
    """Return who had the letter after `since`; a row without a readable day counts, to be on the safe side."""
    voided = set(letters_sent["voids"].dropna())
    ours = letters_sent[(letters_sent["letter"] == LetterKind.CITIZEN) & letters_sent["voids"].isna()]
    days = zip(ours.index, ours["citizen"], ours["printed_on"], strict=True)
    return {citizen for row_id, citizen, day in days if row_id not in voided and (day is None or day > since)}


_PROTECTED = "navn og adresse er beskyttet. Vil I skrive til borgeren alligevel, så send selv brevet."
_NO_ADDRESS = "navn eller adresse mangler."
_TOO_LONG = (
    f"navn og adresse fylder mere end de {MOST_LINES} linjer på {LONGEST_LINE} tegn, som kuvertens rude viser. "
    "Forkort på arket Borgere, og tryk på knappen igen."
)
_NO_SHAPE = (
    "navn eller adresse har et tegn, som brevets skrifttype ikke kan vise. "
    "Ret det på arket Borgere, og tryk på knappen igen."
)


def _hindrance(row: Mapping[str, Any], today: date) -> tuple[str, str] | None:
    """Return the column that stands in the way of a letter, and why; None when nothing does."""
    until = row.get("protected_until")
    if row.get("protected") == YesNo.YES and (until is None or until >= today):
        return "protected", _PROTECTED
    parts = shown(CITIZEN, row)
    if not all(parts.values()):
        return next(name for name, part in parts.items() if not part), _NO_ADDRESS
    return None if address_lines(**parts) else ("address", _TOO_LONG)


def _problem(row_id: str, hindrance: tuple[str, str]) -> Problem:
    column, why = hindrance
    message = f"Borgeren {row_id} skulle have et brev i dag, men {why}"
    return Problem(ReviewKind.LETTER, message, CITIZENS.name, row_id, column)


def _letter(row_id: str, row: Row, stationery: Stationery) -> Letter:
    address = address_lines(**shown(CITIZEN, row)) or []
    return stationery.write(CITIZEN, Language.DANISH, row_id, address, {Field.NAME: row["name"]})


def _files(printed: Printed, job: str, today: date) -> tuple[list[OutFile], dict[str, str]]:
    """Return the files, and for each letter that could be printed the name of the file it is in."""
    files: list[OutFile] = []
    names: dict[str, str] = {}
    for part, bundle in enumerate(printed.bundles, start=1):
        name = f"{today} Breve til borgere {job}{f' del {part}' if len(printed.bundles) > 1 else ''}.pdf"
        files.append(OutFile(f"Ud/{name}", bundle.pdf))
        names |= dict.fromkeys(bundle.letters, name)
    return files, names


def _next_job(letters_sent: pd.DataFrame) -> str:
    found = (re.fullmatch(r"U-(\d{1,9})", job or "") for job in letters_sent["job"])
    return f"U-{max((int(number[1]) for number in found if number), default=0) + 1:04d}"


def _rows(printed: Mapping[str, tuple[str, str]], job: str, version: str, today: date, user: str) -> pd.DataFrame:
    return LETTERS_SENT.frame(
        {
            "id": letter_id,
            "job": job,
            "citizen": citizen,
            "letter": LetterKind.CITIZEN,
            "language": Language.DANISH,
            "template_version": version,
            "channel": Channel.PAPER,
            "printed_on": today,
            "printed_by": user,
            "file": name,
        }
        for letter_id, (citizen, name) in printed.items()
    )


def _message(letters: int, files: int, left_out: int, unknown: int, job: str) -> str:
    made = f"{_number(letters, 'brev', 'breve')} til borgere er klar i mappen Ud som udskrift {job}"
    lines = [f"{made} ({_number(files, 'fil', 'filer')})." if letters else "Ingen borgere får brev i dag."]
    if left_out:
        lines.append(f"{_number(left_out, 'borger', 'borgere')} fik ikke brev; se hvorfor på arket Til vurdering.")
    if unknown:
        lines.append(f"{_number(unknown, 'borger', 'borgere')} mangler navn eller adresse på arket Borgere.")
    return " ".join(lines)


def _number(how_many: int, one: str, more: str) -> str:
    return f"{how_many} {one if how_many == 1 else more}"
