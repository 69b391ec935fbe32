"""A caller's file read back: what it says of itself, its lines, and what could not be read, each with its place.

Such a file has been out of the house: it is read in the capped child process, nothing in it is evaluated, and what
stands in its locked cells is not believed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, time
from pathlib import Path
from typing import Any

from workbook.cells import Unreadable, read_cell
from workbook.change import InFile, Row
from workbook.handouts.form import (
    ABOUT,
    BACK,
    BAND,
    BAND_TOLD,
    BY_LABEL,
    CALLS,
    COLUMNS,
    FORM,
    INTRODUCED,
    MESSAGE,
    OWN,
    TYPED,
    About,
)
from workbook.lists import PASSWORD
from workbook.lists.read import Cell, Sheet, read_file
from workbook.problems import Ask, ListUnreadable, Problem
from workbook.schema import Column, Kind
from workbook.words import ReviewKind

_WANTED = {Kind.DATE: "en dato, fx 20-04-2021", Kind.TIME: "et klokkeslæt, fx 10:30"}
_HEADINGS_WITHIN = 20
_SHOWN = INTRODUCED | TYPED


@dataclass(frozen=True)
class Line:
    """A line of a caller's file: its number there, the row on the sheet, its cells, and why some cannot be read."""

    key: str
    row: int
    cells: Row
    faults: tuple[str, ...] = ()

    @property
    def is_answered(self) -> bool:
        """Whether the caller typed anything on it."""
        return bool(self.faults) or not TYPED.isdisjoint(self.cells)

    @property
    def is_introduced(self) -> bool:
        """Whether somebody stands on a line that was handed out blank."""
        return self.is_answered or not INTRODUCED.isdisjoint(self.cells)


@dataclass(frozen=True)
class Returned:
    """A caller's file that is ours; `problems` are about the file as a whole."""

    name: str
    about: About
    lines: Sequence[Line]
    message: str | None
    done_with: InFile
    problems: list[Problem] = field(default_factory=list)


class NotTaken(Exception):
    """A file that is let be; `why` is the rest of the Danish sentence "Filen “…” …"."""

    def __init__(self, why: str) -> None:
        super().__init__("a file is let be")
        self.why = why


class Locked(Exception):
    """A file that another password opens."""


def waiting_files(folder: Path) -> list[Path]:
    """Return the files that callers have put back, below the office's folder, in order of their names."""
    files = (folder / BACK).glob("*") if (folder / BACK).is_dir() else ()
    return sorted(path for path in files if path.is_file() and not path.name.startswith(("~$", ".")))


def read_returned(path: Path, folder: Path, password: str, office: str) -> Returned:
    """Return a caller's file; raises NotTaken for one that is not ours or cannot be read, Locked for its password."""
    if path.with_name(f"~${path.name}").exists():
        raise NotTaken("er stadig åben i Excel. Luk den, og tryk på Gem svar igen.")
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    try:
        sheets = read_file(path, {PASSWORD: password}, formulas=True)
    except ListUnreadable as refused:
        raise NotTaken(f"kan ikke læses: {refused.why}. Bed ringeren om at lægge den i mappen igen.") from None
    if isinstance(sheets, Ask):
        raise Locked
    by_name = {sheet.name: sheet for sheet in sheets}
    about = _about(by_name, office)
    if CALLS not in by_name:
        raise NotTaken(f"mangler arket {CALLS}. Bed ringeren om sin kopi af filen.")
    problems: list[Problem] = []
    lines = _lines(path.name, by_name[CALLS], problems)
    inside = path.relative_to(folder).as_posix() if path.is_relative_to(folder) else str(path)
    return Returned(path.name, about, lines, _message(by_name.get(ABOUT)), InFile(inside, digest), problems)


def _about(sheets: Mapping[str, Sheet], office: str) -> About:
    told = {str(row[0]): str(row[1]) for row in sheets[OWN].rows if len(row) > 1 and row[1]} if OWN in sheets else {}
    try:
        about = About(
            office=told.get("office", ""),
            handout=told["handout"],
            caller=told["caller"],
            handed_on=date.fromisoformat(told["handed_on"]),
            handed_at=time.fromisoformat(told["handed_at"]),
            until=date.fromisoformat(told["until"]),
            form=int(told["form"]),
            version=told["version"],
        )
    except (KeyError, ValueError):
        raise NotTaken("er ikke en ringeliste fra Ringbind. Flyt den ud af mappen.") from None
    if about.office != office:
        raise NotTaken("er fra et andet kontor eller en anden kommune. Send den tilbage, hvor den kom fra.")
    if about.form != FORM:
        raise NotTaken(
            f"er lavet med en anden udgave af Ringbind (form {about.form}; denne udgave bruger form {FORM}). "
            "Skriv svarene ind på arket Ringeliste."
        )
    return about


def _message(sheet: Sheet | None) -> str | None:
    found = (row for row in (sheet.rows if sheet else ()) if row and row[0] == MESSAGE)
    cells = next(found, [])
    return str(cells[1]) if len(cells) > 1 and cells[1] else None


def _lines(file: str, sheet: Sheet, problems: list[Problem]) -> list[Line]:
    at = max(range(min(len(sheet.rows), _HEADINGS_WITHIN)), key=lambda row: _known(sheet.rows[row]), default=0)
    heads = [BY_LABEL.get(str(cell)) for cell in sheet.rows[at]] if sheet.rows else []
    problems += _headings(file, at, heads, sheet.rows[at] if sheet.rows else [])
    formulas = frozenset(sheet.formulas)
    return [
        _line(file, row, cells, heads, formulas)
        for row, cells in enumerate(sheet.rows[at + 1 :], start=at + 2)
        if any(cell not in (None, "") for cell in cells) and {BAND, BAND_TOLD}.isdisjoint(cells)
    ]


def _known(cells: Sequence[Cell]) -> int:
    return sum(str(cell) in BY_LABEL for cell in cells)


def _headings(file: str, at: int, heads: Sequence[Column | None], cells: Sequence[Cell]) -> list[Problem]:
    """Return a sentence for each heading that was changed or taken away."""
    problems = []
    for place, column in enumerate(COLUMNS):
        if column in heads or column.name not in _SHOWN | {"key"}:
            continue
        changed = place < len(heads) and heads[place] is None and cells[place] is not None
        where = f"række {at + 1}, kolonne {letter(place)}" if changed else f"række {at + 1}"
        told = f"overskriften skal være “{column.label}”" if changed else f"kolonnen “{column.label}” mangler"
        problems.append(_problem(file, where, f"{told}. Skriv den igen, hvis der står svar i kolonnen."))
    return problems


def _line(file: str, row: int, cells: Sequence[Cell], heads: Sequence[Column | None], formulas: frozenset[str]) -> Line:
    found: dict[str, Any] = {}
    faults = []
    for place, cell in enumerate(cells):
        column = heads[place] if place < len(heads) else None
        spot = f"{letter(place)}{row}"
        if cell in (None, "") and spot not in formulas:
            continue
        if column is None:
            faults.append((place, "står under en overskrift, som Ringbind ikke kender"))
        elif spot in formulas:
            faults.append((place, "er en formel, og den regnes ikke ud. Skriv selve svaret"))
        else:
            try:
                found[column.name] = read_cell(column, cell)
            except Unreadable:
                faults.append((place, f"skal være {_WANTED.get(column.kind, 'en tekst')}"))
    told = tuple(f"{_where(file, f'række {row}, kolonne {letter(place)}')}: feltet {what}." for place, what in faults)
    key = str(found.pop("key", None) or "")
    return Line(key, row, {name: value for name, value in found.items() if name in _SHOWN and value is not None}, told)


def _problem(file: str, where: str, told: str) -> Problem:
    """Return what is shown of a place in a file."""
    return Problem(ReviewKind.RETURNED, f"{_where(file, where)}: {told}", source=f"{file}, arket {CALLS}, {where}")


def _where(file: str, where: str) -> str:
    return f"Filen “{file}”, arket {CALLS}, {where}"


def letter(place: int) -> str:
    """Return a column's letters as Excel shows them; `place` 0 is A."""
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
