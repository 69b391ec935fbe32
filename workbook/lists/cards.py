"""A list laid out as cards, "CPR: …" over "Navn: …" over "Telefon: …", person below person, told as a table.

Labels stand to the left, in a cell of their own or before a colon. Each card becomes a row where its first line stood,
so that row numbers stay those of the file; its other lines become blank rows.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import count
from typing import NamedTuple

from workbook.folding import fold
from workbook.lists.by_cells import is_cpr
from workbook.lists.headings import SEARCHED, field_of
from workbook.lists.read import Cell, Rows, Sheet

_LABELLED = re.compile(r"([^\W\d_][^:]{0,39}):(?!//)(.*)", re.DOTALL)
_CLOCK = re.compile(r"\d:\d")
_SAID_TWICE = {"phone", "relative_phone", "remark", "answer", "services"}
"""Fields that a card may have two lines of."""
_FEWEST_LABELS, _FEWEST_AGAIN = 2, 3
"""So many different labels have cards; so many come again where no CPR number stands beside its label."""
_REST = "linjer uden navn"
"""The heading of what has no label; nobody reads it, and the message names it."""

Card = dict[str, list[Cell]]
"""What stands beside each label."""


class _Line(NamedTuple):
    """A label, "" where there is none, and what stands beside it; whether a blank row is above."""

    at: int
    label: str
    cells: list[Cell]
    apart: bool

    @property
    def field(self) -> str:
        """Return what the label means, "" for an unknown one."""
        return field_of(fold(self.label))


def in_rows(sheet: Sheet) -> Sheet:
    """Return the sheet as a table where it unmistakably holds cards, else as it is."""
    if not _are_cards([line for lane in _lanes(sheet.rows[:SEARCHED]) for line in _lines(lane)]):
        return sheet
    lanes = [list(_lines(lane)) for lane in _lanes(sheet.rows)]
    start = next(line.at for line in lanes[0] if line.field)
    cards: dict[int, Card] = {}
    for lane in lanes:
        for at, card in _cards([line for line in lane if line.at >= start]):
            cards[next(free for free in count(at) if free not in cards)] = card
    headings = list(dict.fromkeys(label for card in cards.values() for label in card))
    below: list[Sequence[Cell]] = [[] for _ in range(start, max(len(sheet.rows), max(cards) + 1))]
    for at, card in cards.items():
        below[at - start] = [_together(card.get(heading, [])) for heading in headings]
    return replace(sheet, rows=[*sheet.rows[:start], headings, *below], first=sheet.first - 1)


def _lanes(rows: Rows) -> list[Rows]:
    """Return the rows, once for each card that stands beside others: cut where the first label comes again."""
    starts = next(filter(None, map(_starts, rows[:SEARCHED])), [0])
    ends = [*starts[1:], None]
    return [[row[start:end] for row in rows] for start, end in zip([0, *starts[1:]], ends, strict=True)]


def _starts(row: Sequence[Cell]) -> list[int]:
    labels = [fold(cell.partition(":")[0]) if isinstance(cell, str) else "" for cell in row]
    first = next(filter(field_of, labels), None)
    return [column for column, label in enumerate(labels) if label == first]


def _lines(rows: Rows) -> Iterator[_Line]:
    """Yield what each row says; what stands below a value, without a label, belongs to it."""
    above: _Line | None = None
    for at, row in enumerate(rows):
        for label, cells in (pairs := _pairs(row)):
            if above and not label and not (row and row[0]):
                above.cells.extend(cells)
            else:
                above = _Line(at, label, cells, apart=above is None)
                yield above
        above = above if pairs else None


def _pairs(row: Sequence[Cell]) -> list[tuple[str, list[Cell]]]:
    """Return each label of a row with the cells beside it."""
    cells = [cell for cell in row if cell not in (None, "")]
    told: list[tuple[str, list[Cell]]] = []
    for cell in cells:
        found = _LABELLED.fullmatch(cell) if isinstance(cell, str) and not _CLOCK.search(cell) else None
        if found:
            told.append((found[1].strip(), [found[2].strip()] if found[2].strip() else []))
        elif told:
            told[-1][1].append(cell)
        elif isinstance(cell, str) and row[0] == cell and (len(cells) > 1 or field_of(fold(cell))):
            told.append((cell.strip(), []))
        else:
            told.append(("", [cell]))
    return told


def _are_cards(lines: Sequence[_Line]) -> bool:
    """Whether half of the lines have a known label, and a CPR number stands beside its own, or three come again."""
    told = Counter(line.field for line in lines if line.field and line.cells)
    if told.total() * 2 < len(lines) or len(told) < _FEWEST_LABELS:
        return False
    numbered = any(line.field == "cpr" and any(map(is_cpr, line.cells)) for line in lines)
    return numbered or sum(times > 1 for times in told.values()) >= _FEWEST_AGAIN


def _cards(lines: Sequence[_Line]) -> list[tuple[int, Card]]:
    """Return the cards, label by label, and the row where each begins.

    A new one begins with the label of the first one's first line, and with any that is said already.
    """
    cards: list[tuple[int, Card]] = []
    known: dict[str, str] = {}
    card: Card = {}
    for line in lines:
        label = known.setdefault(fold(line.label), line.label or _REST)
        again = label in card and (line.apart or line.field not in _SAID_TWICE) and bool(line.label)
        if not cards or again or label == lines[0].label:
            card = {}
            cards.append((line.at, card))
        card.setdefault(label, []).extend(line.cells)
    return cards


def _together(cells: Sequence[Cell]) -> Cell:
    return cells[0] if len(cells) == 1 else ", ".join(map(str, cells)) or None
