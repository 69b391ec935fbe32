"""The press Tjek skabeloner: a made-up person's letter of each kind and language, and all that was found, as PDF."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pandas as pd

from workbook.change import Change, OutFile
from workbook.letters.checking import Findings, Remark, WordsFile, check, words_files
from workbook.letters.examples import example_letter, example_script
from workbook.letters.files import OFFICE_FOLDER, template_folders
from workbook.letters.logo import find_logo
from workbook.letters.papers import CHECK, CITIZEN, UNDER_LETTERS, Paper
from workbook.letters.printing import print_bundles, with_whole_logo
from workbook.letters.report import Section, report_pdf
from workbook.letters.writing import Letter, Stationery
from workbook.problems import Problem, TemplateFault, TemplateMissing
from workbook.settings import Settings
from workbook.tables import REVIEW
from workbook.words import Language, ReviewKind, Situation, counted

_NO_SHAPE = "et tegn her eller på arket Indstillinger kan ikke vises med brevets skrifttype."


def check_templates(review: pd.DataFrame, settings: Settings, folder: Path, today: date, user: str) -> Change:
    """Return three PDFs for the folder Ud (what was found, letters, scripts), and a row of Til vurdering per fault.

    Rows of faults that were mended leave.
    `folder` is where the workbook lies. Letters and scripts that have no fault are in the preview, whatever else has.
    """
    templates, office = template_folders(folder), folder / OFFICE_FOLDER
    found = check(templates, office)
    stationery, no_logo = _stationery(settings, templates, folder, today)
    stem = f"Ud/{today} Tjek skabeloner"
    previews = [file for kind in (Paper, Situation) for file in _previews(kind, stem, stationery, found)]
    change = Change(problems=[_problem(fault) for fault in found.faults])
    change.files = [OutFile(f"{stem}.pdf", _report(found, settings, today, user)), *previews]
    told = {problem.message for problem in change.problems}
    change.delete(REVIEW, review[(review["kind"] == ReviewKind.TEMPLATE) & ~review["message"].isin(told)])
    change.message = " ".join(filter(None, (*_told(found), no_logo, "Listen og prøverne ligger i mappen Ud.")))
    return change


def _stationery(settings: Settings, templates: Sequence[Path], folder: Path, today: date) -> tuple[Stationery, str]:
    """Return the stationery and what is said about its logo, which is tried with Ringbind's own words."""
    logo, missing = find_logo(folder, settings.logo)
    sound, broken = with_whole_logo(CITIZEN, Stationery(settings, template_folders(), today, logo))
    return replace(sound, templates=templates, _read={}, _approved={}), missing or broken


def _previews(kind: type, stem: str, stationery: Stationery, found: Findings) -> Iterator[OutFile]:
    """Yield the files with an example of each letter or script; one that cannot be printed is a fault."""
    files = [file for file in words_files() if isinstance(file.of, kind)]
    letters = {file.name: letter for file in files for letter in _example(file, stationery, found)}
    name = "breve" if kind is Paper else "manuskripter"
    printed = print_bundles(f"Prøver på {name}", letters, stationery)
    found.faults += [Remark(name, 0, _NO_SHAPE) for name in printed.refused]
    for part, bundle in enumerate(printed.bundles, start=1):
        yield OutFile(f"{stem} {name}{f' del {part}' if part > 1 else ''}.pdf", bundle.pdf)


def _example(file: WordsFile, stationery: Stationery, found: Findings) -> Iterator[Letter]:
    """Yield what a made-up person gets or hears; a fault that was not found by reading joins those that were."""
    try:
        if not isinstance(file.of, Paper):
            yield example_script(file.of, file.language, stationery)
        elif file.of not in UNDER_LETTERS:
            yield example_letter(file.of, file.language, stationery)
    except TemplateMissing:
        return
    except TemplateFault as fault:
        if not any(known.file.endswith(fault.file) for known in found.faults):
            found.faults.append(Remark(fault.file, fault.line, fault.what))


def _problem(fault: Remark) -> Problem:
    return Problem(ReviewKind.TEMPLATE, f"{fault.place}: {fault.what} Ret filen.", source=fault.file)


def _report(found: Findings, settings: Settings, today: date, user: str) -> bytes:
    sections = [
        Section(
            "Fejl",
            [(fault.file, fault.line or "", fault.what) for fault in found.faults],
            (0, 0, 1),
            ("Fil", "Linje", "Hvad der er galt"),
            "Ingen fejl.",
        ),
        replace(
            _files(f"Filer i mappen {OFFICE_FOLDER}, der er anderledes end Ringbinds", found.own),
            note=_unchanged(found),
        ),
        _files("Filer, som ingen bruger", found.unused),
        _languages("Sprog, der mangler: brevet sendes på dansk", found.missing),
        _languages("Sprog, som ingen oversætter har godkendt: den danske tekst bruges", found.unapproved),
    ]
    return report_pdf(CHECK, sections, {}, settings, template_folders(), today, user)


def _files(heading: str, remarks: Sequence[Remark]) -> Section:
    return Section(heading, [(remark.file, remark.what) for remark in remarks], (0, 1))


def _unchanged(found: Findings) -> str:
    ours = counted(found.unchanged, "fil er uændret: Ringbinds egen bruges", "filer er uændrede: Ringbinds egne bruges")
    return f"{ours}, og I kan slette jeres." if found.unchanged else ""


def _languages(heading: str, found: dict[str, list[Language]]) -> Section:
    return Section(heading, [(stem, ", ".join(map(str, languages))) for stem, languages in found.items()], (0, 1))


def _told(found: Findings) -> Iterator[str]:
    if not found.faults:
        yield "Alle skabeloner kan bruges."
    else:
        first, count = found.faults[0], len(found.faults)
        many = "Der er 1 fejl i skabelonerne" if count == 1 else f"Der er {count} fejl i skabelonerne, den første"
        yield f"{many} i {first.place}: {first.what} Se arket Til vurdering."
    if found.unused:
        files = counted(len(found.unused), "fil", "filer")
        yield f"{files} i mappen {OFFICE_FOLDER} bruges ikke, for navnet passer ikke ({found.unused[0].file})."
