"""Tjek skabeloner: every file of words is read, whoever wrote it, and what is wrong or worth knowing is told.

A fault is a thing that stops a letter or a script. Beside the faults stand the office's own files and what becomes of
them, and the languages that are missing or that no translator stands by.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from itertools import product
from pathlib import Path
from typing import NamedTuple

from workbook.letters.files import find_wording, fingerprint, released, shipped
from workbook.letters.papers import CHECK, IN_ALL_LANGUAGES, LANGUAGES, PAPERS, Paper
from workbook.letters.scripts import FIELDS, file_name, script_faults
from workbook.letters.wording import read_wording
from workbook.letters.writing import paper_faults
from workbook.problems import TemplateFault, TemplateMissing
from workbook.words import LANGUAGE_CODES, Language, Situation

MOST_FILES = 500
"""So many files of the office's folder are looked at."""

_NOT_WORDS = {"thumbs.db", "desktop.ini"}


class WordsFile(NamedTuple):
    """A file of words that Ringbind looks for: its name below a folder of templates, and whose words they are."""

    name: str
    of: Paper | Situation
    language: Language


class Remark(NamedTuple):
    """What is said about a file: its name, the line (0 is all of it), a Danish sentence."""

    file: str
    line: int
    what: str

    @property
    def place(self) -> str:
        """Return the file, and the line where there is one."""
        return f"{self.file}, linje {self.line}" if self.line else self.file


@dataclass
class Findings:
    """What was found: faults, the office's own files, files that nobody uses, languages by letter.

    `own` are the office's files that differ from ours; `unchanged` counts the others.
    """

    faults: list[Remark] = field(default_factory=list)
    own: list[Remark] = field(default_factory=list)
    unused: list[Remark] = field(default_factory=list)
    unchanged: int = 0
    missing: dict[str, list[Language]] = field(default_factory=dict)
    unapproved: dict[str, list[Language]] = field(default_factory=dict)


def words_files() -> Iterator[WordsFile]:
    """Yield every file of words that is looked for: letters in all languages, reports in Danish, scripts where told."""
    for paper in PAPERS:
        for language in LANGUAGES if paper in IN_ALL_LANGUAGES else (Language.DANISH,):
            yield WordsFile(paper.file(language), paper, language)
    for situation, language in product(Situation, LANGUAGE_CODES):
        yield WordsFile(file_name(situation, language), situation, language)


def check(templates: Sequence[Path], office: Path) -> Findings:
    """Read every file of words; `office` is the first of `templates`, the folder with the office's own."""
    found = Findings()
    for file in words_files():
        _look_at(file, templates, found)
    names = [*(file.name for file in words_files()), CHECK.file()]
    for path in _office_files(office):
        name = path.relative_to(office).as_posix()
        if name in names:
            _keep(name, path, found)
        else:
            found.unused.append(Remark(name, 0, _nobodys(name, names)))
    return found


def _look_at(file: WordsFile, templates: Sequence[Path], found: Findings) -> None:
    try:
        path = find_wording(templates, file.name)
        faults = sorted(_faults(file, path))
        found.faults += [Remark(file.name, *fault) for fault in faults]
        if not faults and not _is_approved(file, path):
            found.unapproved.setdefault(_stem(file), []).append(file.language)
    except TemplateFault as fault:
        found.faults.append(Remark(file.name, fault.line, fault.what))
    except TemplateMissing:
        if file.language is Language.DANISH:
            found.faults.append(Remark(file.name, 0, _NO_DANISH))
        elif isinstance(file.of, Paper):
            found.missing.setdefault(_stem(file), []).append(file.language)


_NO_DANISH = "filen findes ikke, så it-afdelingen må installere Ringbind igen."


def _faults(file: WordsFile, path: Path) -> Iterable[tuple[int, str]]:
    return paper_faults(path, file.of) if isinstance(file.of, Paper) else script_faults(path, file.of)


def _is_approved(file: WordsFile, path: Path) -> bool:
    fields = file.of.fields if isinstance(file.of, Paper) else FIELDS[file.of]
    return file.language is Language.DANISH or bool(read_wording(path, fields).approved_by)


def _stem(file: WordsFile) -> str:
    return file.name.partition(".")[0]


def _office_files(office: Path) -> list[Path]:
    files = (path for path in sorted(office.rglob("*")) if path.is_file())
    return [path for path in files if not path.name.startswith((".", "~")) and path.name.lower() not in _NOT_WORDS][
        :MOST_FILES
    ]


def _keep(name: str, path: Path, found: Findings) -> None:
    """Say which of two files is used, the office's or ours; nothing of one that cannot be read, as that is a fault."""
    try:
        digest = fingerprint(path)
    except TemplateFault:
        return
    try:
        ours = fingerprint(shipped(f"breve/{name}"))
    except TemplateMissing:
        found.own.append(Remark(name, 0, "jeres egen. Ringbind har ingen."))
        return
    if digest == ours:
        found.unchanged += 1
    elif digest in released():
        found.own.append(Remark(name, 0, "en ældre udgave af Ringbinds: den nyere bruges. I kan slette jeres."))
    else:
        newer = list(released().values()).count(name) > 1
        more = " Ringbinds er ændret siden den første udgave, så hold dem op mod hinanden." if newer else ""
        found.own.append(Remark(name, 0, f"jeres egen bruges i stedet for Ringbinds.{more}"))


def _nobodys(name: str, names: Sequence[str]) -> str:
    near = get_close_matches(name, names, n=1, cutoff=0.7)
    return "bruges ikke: intet brev har det navn." + (f" Skal den hedde “{near[0]}”?" if near else "")
