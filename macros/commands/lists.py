"""The button that takes lists in."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from macros.button import Wants, button
from macros.commands import button_of
from macros.desk import Desk
from workbook.change import Change
from workbook.lists.recognise import open_list
from workbook.problems import Ask, WrongWords
from workbook.register.importing import explained, import_file
from workbook.tables import DECISIONS
from workbook.words import TakeIn


@button(
    "import-list",
    label="Indlæs liste",
    tip="Læg en liste ind i registret",
    more="Læser SSI's lister og tal, udtræk fra fagsystemet, kontaktlister, pårørende, vaccinerede, FLIS, "
    "koordinater til adresser og Regionens tider. Hver række ender ét sted, og det, der er i tvivl, står på arket "
    "Til vurdering.",
    group="Lister",
    icon="ImportTextFile",
    wants=Wants.FILE,
    question="Vælg den liste, der skal læses ind",
    large=True,
)
def import_list(desk: Desk) -> Change | Ask:
    """Take in a list file; every row ends in exactly one bucket, and the counts are asked about before the writing."""
    if not desk.answers.get(Wants.FILE):
        raise WrongWords(button_of("import-list").line)
    memory = explained(desk.read(DECISIONS))
    file = open_list(Path(desk.answers[Wants.FILE]), desk.today, desk.answers, memory)
    if isinstance(file, Ask):
        return file
    change = import_file(
        file, desk.read, today=desk.today, user=desk.user, new_ids=desk.new_ids, corrected=desk.corrected
    )
    question = f"{change.message} Skal listen læses ind?"
    first = Ask("take-in", question, choices=tuple(TakeIn), unasked=None if change.first else TakeIn.GO)
    return replace(change, first=first if change else None)
