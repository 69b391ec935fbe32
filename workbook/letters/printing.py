"""Letters to files: bundles for paper, one by one for Digital Post.

A letter with a character that the fonts do not have is refused, and the others are printed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any, NamedTuple

from workbook.letters.examples import example_letter
from workbook.letters.logo import BROKEN
from workbook.letters.papers import Paper
from workbook.letters.typeset import Unprintable, forget, typeset
from workbook.letters.writing import Letter, Stationery
from workbook.problems import TemplateFault
from workbook.words import LANGUAGE_CODES, Language

BUNDLE = 64
"""The most letters in a file: the compiler's memory grows faster than the file, and 1,000 letters stay below 200 MB."""


class Bundle(NamedTuple):
    """A PDF, and the ids of the letters in it, in their order."""

    pdf: bytes
    letters: list[str]


class Printed(NamedTuple):
    """The files of a job, and the ids of the letters that could not be printed."""

    bundles: list[Bundle]
    refused: list[str]


def print_bundles(title: str, letters: Mapping[str, Letter], stationery: Stationery) -> Printed:
    """Return the letters (by the ids the caller gave them) in files of at most `BUNDLE`, each letter on an odd page."""
    ids = list(letters)
    parts = [ids[start : start + BUNDLE] for start in range(0, len(ids), BUNDLE)]
    bundles: list[Bundle] = []
    for part in parts:
        if bundles:
            forget()
        bundles.append(_bundle(title, {row_id: letters[row_id] for row_id in part}, stationery))
    kept = {row_id for bundle in bundles for row_id in bundle.letters}
    return Printed([bundle for bundle in bundles if bundle.letters], [row_id for row_id in ids if row_id not in kept])


def print_one(letter: Letter, stationery: Stationery) -> bytes:
    """Return one letter as a file of its own, with its own title (never a name) and language; raises Unprintable."""
    title = f"{letter.page['sender']['municipality']} {letter.page['reference']}"
    return _set(title, [letter], stationery, letter.language)


def prove(paper: Paper, language: Language, stationery: Stationery) -> None:
    """Set a made-up letter, so that a fault of the words is not laid at people's doors; raises TemplateFault."""
    try:
        print_one(example_letter(paper, language, stationery), stationery)
    except Unprintable:
        what = "et tegn her eller på arket Indstillinger kan ikke vises med brevets skrifttype."
        raise TemplateFault(stationery.wording(paper, language).file, 0, what) from None


def with_whole_logo(paper: Paper, stationery: Stationery) -> tuple[Stationery, str]:
    """Return the stationery with its logo only when it can be printed, and a Danish sentence when it cannot."""
    try:
        prove(paper, Language.DANISH, stationery)
    except RuntimeError:
        return replace(stationery, logo=None), BROKEN
    return stationery, ""


def _bundle(title: str, letters: Mapping[str, Letter], stationery: Stationery) -> Bundle:
    try:
        return Bundle(_set(title, letters.values(), stationery), list(letters))
    except Unprintable:
        kept = {row_id: letter for row_id, letter in letters.items() if is_printable(letter, stationery)}
        return Bundle(_set(title, kept.values(), stationery) if kept else b"", list(kept))


def is_printable(letter: Letter, stationery: Stationery) -> bool:
    """Whether the fonts have every character of the letter."""
    try:
        print_one(letter, stationery)
    except Unprintable:
        return False
    return True


def printed_data(
    title: str, letters: Iterable[Letter], stationery: Stationery, language: Language = Language.DANISH
) -> dict[str, Any]:
    """Return what the layout `letter` needs."""
    return {
        "title": title,
        "language": LANGUAGE_CODES[language],
        "logo": stationery.logo.data if stationery.logo else None,
        "letters": [letter.page for letter in letters],
    }


def _set(title: str, letters: Iterable[Letter], stationery: Stationery, language: Language = Language.DANISH) -> bytes:
    return typeset("letter", printed_data(title, letters, stationery, language), stationery.today)
