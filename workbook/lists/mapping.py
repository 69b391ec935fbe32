"""Headings that staff explain once: "Hvem=navn; Nr.=cpr" in their own words, remembered by the list's layout."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from workbook.folding import fold
from workbook.lists.headings import SEARCHED, WORDS, Own, heading_row, layout
from workbook.lists.read import Sheet
from workbook.words import ListKind

MAPPING, KIND = "mapping", "kind"
"""The keys of the questions about a layout."""

_KIND_WORD = "slags"


class NotAMapping(ValueError):
    """A text that maps no heading; `why` says in Danish which part cannot be used."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True)
class Explained:
    """What staff said of a layout: fields by folded heading, and the kind of list where two kinds would fit."""

    own: Own = field(default_factory=dict)
    kind: ListKind | None = None


def parse(text: str, known: Iterable[str]) -> Explained:
    """Return what the text says, "Overskrift=felt" with ";" between; raises NotAMapping.

    `known` are the folded headings of the file.
    """
    own: dict[str, str] = {}
    kind = None
    headings = set(known)
    for part in filter(str.strip, text.split(";")):
        heading, equals, word = (piece.strip() for piece in part.rpartition("="))
        if fold(heading) == _KIND_WORD and word in set(ListKind):
            kind = ListKind(word)
        elif not equals or fold(word) not in WORDS:
            raise NotAMapping("Der skal stå overskrift=felt, og feltet skal være et af dem, der er nævnt.")
        elif fold(heading) not in headings:
            raise NotAMapping("En af overskrifterne findes ikke i filen.")
        else:
            own[fold(heading)] = WORDS[fold(word)]
    return Explained(own, kind)


def written(said: Explained) -> str:
    """Return the text that `parse` reads."""
    words = {name: word for word, name in WORDS.items()}
    parts = [f"{heading}={words[name]}" for heading, name in said.own.items()]
    return "; ".join([*parts, f"{_KIND_WORD}={said.kind}"] if said.kind else parts)


def remembered(sheet: Sheet, memory: Mapping[str, str]) -> tuple[int, Explained] | None:
    """Return the position of a row of headings that was explained before, and what was said; None if none was."""
    for at, row in enumerate(sheet.rows[:SEARCHED]):
        if text := memory.get(layout(row)):
            try:
                return at, parse(text, _folded(row))
            except NotAMapping:  # somebody changed it on Afgjort: then it is asked again
                return None
    return None


def explained_row(sheet: Sheet, said: Explained) -> tuple[int | None, Explained]:
    """Return the position of the row with the most of the headings that somebody just explained, and what concerns it.

    A sheet with none of them keeps the row of headings that is known without.
    """
    found = [said.own.keys() & _folded(row) for row in sheet.rows[:SEARCHED]]
    most = max(found, key=len, default=set())
    if not most:
        return heading_row(sheet.rows), Explained({}, said.kind)
    return found.index(most), Explained({head: said.own[head] for head in said.own if head in most}, said.kind)


def _folded(row: Sequence[object]) -> set[str]:
    return {fold(cell) for cell in row if isinstance(cell, str)} - {""}


def headings_in(sheets: Iterable[Sheet]) -> set[str]:
    """Return every folded text that may be a heading."""
    return {heading for sheet in sheets for row in sheet.rows[:SEARCHED] for heading in _folded(row)}
