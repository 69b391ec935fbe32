"""Who is on the list, by age, language and reason: small numbers are left out, and cannot be computed from the sums."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from workbook.note.hiding import LEAST, hidden, split
from workbook.note.parts import Grid, number
from workbook.summary import SPREADS, Figures

LEFT_OUT = "·"
"""What stands for a number that is left out."""

COLUMNS = {"Vil vaccineres": ("wants", "booked"), "Ønsker ikke": ("declined",), "Uafklaret": ("undecided",)}
"""Columns of the note, each with the columns of Overblik that it adds up; the rest of the list is the last column."""

SMALL_LINES = f"Linjer med færre end {LEAST} borgere er lagt sammen."
SMALL_NUMBERS = (
    f"“{LEFT_OUT}” er et antal under {LEAST}, eller et antal, der er udeladt, for at de andre ikke kan regnes ud. "
    "“Øvrige” er borgere, vi mangler at tale med, og borgere, der afventer eller er vaccineret."
)


class _Line(NamedTuple):
    words: str
    whole: int
    parts: tuple[int, ...]


def ages(found: Figures) -> Grid:
    """Return the list by age, and how people of each age stand; empty when no two ages may be told apart."""
    return _spread(found, "age", "Alder", "Borgere på listen efter alder", "Andre aldre")


def languages(found: Figures) -> Grid:
    """Return the list by language, and how people of each stand; empty when no two languages may be told apart."""
    return _spread(found, "language", "Sprog", "Borgere på listen efter sprog", "Andre sprog")


def reasons(found: Figures) -> Grid:
    """Return why people on the list had not reacted, as they told; empty when no two reasons may be told apart."""
    lines, folded = _folded(_lines(found, "reason"), "Andre årsager")
    rows = [(line.words, number(line.whole)) for line in lines]
    total = ("I alt", number(sum(line.whole for line in lines)))
    title = "Hvorfor borgerne på listen ikke har reageret"
    return Grid(title, ("Årsag", "Borgere"), (*rows, total) if len(rows) > 1 else (), folded, sums=True)


def _spread(found: Figures, table: str, head: str, title: str, others: str) -> Grid:
    lines, folded = _folded(_lines(found, table), others)
    cells = [line.parts for line in lines]
    gone = hidden(cells)
    rows = [
        (
            line.words,
            number(line.whole),
            *(LEFT_OUT if (at, column) in gone else number(count) for column, count in enumerate(line.parts)),
        )
        for at, line in enumerate(lines)
    ]
    sums = (sum(line.whole for line in lines), *(sum(column) for column in zip(*cells, strict=True)))
    notes = (*folded, *((SMALL_NUMBERS,) if gone else ()))
    heads = (head, "På listen", *COLUMNS, "Øvrige")
    return Grid(title, heads, (*rows, ("I alt", *map(number, sums))) if len(rows) > 1 else (), notes, sums=True)


def _lines(found: Figures, table: str) -> list[_Line]:
    """Return the table's lines; of each, what its columns leave of the whole is the last part."""
    lines = []
    for name, words in SPREADS[table].items():
        whole = found[f"{name}_whole"]
        parts = [sum(found[f"{name}_{column}"] for column in columns) for columns in COLUMNS.values()]
        lines.append(_Line(words, whole, (*parts, whole - sum(parts))))
    return lines


def _folded(lines: Sequence[_Line], words: str) -> tuple[list[_Line], tuple[str, ...]]:
    """Return the lines, those of few people as one, with the footnote that says so; what nobody told stays last."""
    alone, together = split([line.whole for line in lines])
    kept = [lines[at] for at in alone]
    if not together:
        return kept, ()
    if len(together) == 1:
        return [*kept, lines[together[0]]], ()
    small = [lines[at] for at in together]
    parts = tuple(sum(column) for column in zip(*(line.parts for line in small), strict=True))
    others = _Line(words, sum(line.whole for line in small), parts)
    return sorted([*kept, others], key=lambda line: line.words == lines[-1].words), (SMALL_LINES,)
