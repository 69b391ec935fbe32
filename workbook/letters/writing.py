"""One letter: the words of its paper, in its language, with the values of one row, ready for the page.

    stationery = Stationery(settings, templates, today)
    language = stationery.language(CITIZEN, "Tyrkisk")          # Danish, until a translator stands by the words
    letter = stationery.write(CITIZEN, language, "B-0001", address, {Field.NAME: "Åse Ørsted"})

A letter is made from one row and goes out under that row's id. Nothing is printed here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from workbook.letters.files import find_wording, read_text
from workbook.letters.logo import Logo
from workbook.letters.papers import LANGUAGES, OFFICE, Paper, field_values, sender
from workbook.letters.quiet import told
from workbook.letters.values import clean, said
from workbook.letters.wording import Fault, Wording, Words, approved_by, mark_faults, read_wording, wording_faults
from workbook.problems import TemplateFault, TemplateMissing
from workbook.settings import Settings
from workbook.words import LANGUAGE_CODES, RIGHT_TO_LEFT, Field, Language

NO_DAY = "(dato)"
"""Stands in a letter that is tried before Indstillinger says when the task ends; no such letter is sent."""


class Letter(NamedTuple):
    """A letter: its language, which files it is made of, what the layout needs."""

    language: Language
    version: str
    page: dict[str, Any]


@dataclass(frozen=True)
class Stationery:
    """What all letters of a job share; files of words are read once.

    `templates` are the folders of `files.template_folders`.
    """

    settings: Settings
    templates: Sequence[Path]
    today: date
    logo: Logo | None = None
    _read: dict[tuple[str, Language], Wording] = field(default_factory=dict, repr=False, compare=False)
    _approved: dict[str, bool] = field(default_factory=dict, repr=False, compare=False)

    def wording(self, paper: Paper, language: Language) -> Wording:
        """Return the words of a paper; raises TemplateMissing, TemplateFault."""
        key = (paper.stem, language)
        if key not in self._read:
            self._read[key] = read_paper(paper, language, self.templates)
        return self._read[key]

    def language(self, paper: Paper, wanted: str | None) -> Language:
        """Return the language to write in: the wanted one when a translator stands by all of its words, else Danish.

        Raises TemplateFault for a file that cannot be opened. A fault in the words is found by `wording`.
        """
        known = Language(wanted) if wanted in LANGUAGES else Language.DANISH
        parts = [part for part in (paper, paper.privacy) if part]
        return known if all(self._is_approved(part, known) for part in parts) else Language.DANISH

    def _is_approved(self, part: Paper, language: Language) -> bool:
        name = part.file(language)
        if name not in self._approved:
            try:
                self._approved[name] = bool(approved_by(find_wording(self.templates, name)))
            except TemplateMissing:
                self._approved[name] = False
        return self._approved[name]

    def write(
        self,
        paper: Paper,
        language: Language,
        reference: str,
        address: Sequence[str],
        values: Mapping[Field, Any],
        note: str = "",
    ) -> Letter:
        """Return the letter to whom `reference` (a row's id) stands for.

        `address` are the lines of `values.address_lines`; of `values` the words see only what the paper may show.
        `note` is a Danish word to ourselves at the top of the page (`DRAFT`, `copy_note`).
        """
        known = {Field.REFERENCE: reference, **values}
        words = self._words(paper, language, known)
        page = {
            "language": LANGUAGE_CODES[language],
            "leftwards": language in RIGHT_TO_LEFT,
            "reference": clean(reference),
            "date": said(self.today, language),
            "address": list(address),
            "note": note,
            "sender": sender(self.settings, quiet=paper.quiet),
            "privacy": self._words(paper.privacy, language, {})._asdict() if paper.privacy else None,
            **words._asdict(),
        }
        return Letter(language, self.version(paper, language), page)

    def version(self, paper: Paper, language: Language) -> str:
        """Return which files a letter is made of: the short digests of its words and of what stands under them."""
        parts = [part for part in (paper, paper.privacy) if part]
        return "-".join(self.wording(part, language).version for part in parts)

    def _words(self, paper: Paper, language: Language, known: Mapping[Field, Any]) -> Words:
        """Fill the words in; a quiet paper refuses a value about the office that tells what the letter is about."""
        wording = self.wording(paper, language)
        if paper.quiet:
            for _, word in told(
                [str(getattr(self.settings, OFFICE[field])) for field in paper.fields if field in OFFICE]
            ):
                raise TemplateFault(wording.file, 0, f"på arket Indstillinger står “{word}” i en værdi. {_TELLS}")
        office = {Field.ENDS_ON: self.settings.ends_on or NO_DAY}
        return wording.words(field_values(paper, self.settings, self.today, office | dict(known), language))


def read_paper(paper: Paper, language: Language, templates: Sequence[Path]) -> Wording:
    """Read the file with a paper's words; raises TemplateMissing, TemplateFault, also for a quiet one that tells."""
    path = find_wording(templates, paper.file(language))
    for fault in paper_faults(path, paper):
        raise TemplateFault(path.name, *fault)
    return read_wording(path, paper.fields)


def paper_faults(path: Path, paper: Paper) -> Iterator[Fault]:
    """Yield all that is wrong with a file of a paper's words; raises TemplateFault for one that cannot be read."""
    text = read_text(path)
    yield from wording_faults(text, paper.fields)
    yield from mark_faults(text, paper.marks)
    if paper.quiet:
        yield from (Fault(number, f"her står “{word}”. {_TELLS}") for number, word in told(text.split("\n")))


DRAFT = "UDKAST: ingen oversætter har godkendt teksten. Brevet sendes på dansk."
"""What stands on a letter in a language nobody stands by."""


def copy_note(language: Language) -> str:
    """Return what stands on the Danish copy of a letter that was sent in another language."""
    return f"KOPI TIL SAGEN: brevet er sendt på {language.lower()}."


_TELLS = "Et brev til pårørende må ikke røbe, hvad det drejer sig om, når borgeren ikke har sagt ja til det."
