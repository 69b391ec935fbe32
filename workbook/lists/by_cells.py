"""What the cells say of a column where its heading does not: CPR numbers, in one column or two, and answers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from workbook import cpr
from workbook.cells import Unreadable
from workbook.folding import fold
from workbook.lists.answers import effect_of
from workbook.lists.clean import day, gone, text
from workbook.lists.headings import CALLED, MARK, SEARCHED, Own, field_of, tells_of
from workbook.lists.read import Cell, Rows
from workbook.lists.whose import tells_of_others
from workbook.lists.yearless import is_yearless
from workbook.words import Effect

_STATUS = "status"
_OF_A_TIME = {"booking", "appointment", "clock"}
_LIVES = re.compile(r"\d\d?$|(?:i live|lever|levende|aktiv|inaktiv|bopael|bosat|bosiddende|normal|registreret)\b")
_CROSSES = {"x", "xx", "v", "1", "ja", "✓", "✔"}
_BARE = {"ja", "nej"}
_LOOKED_AT = 50
"""So many cells tell what a column holds."""
_ENDED = {Effect.DEAD, Effect.MOVED}
_OF_A_CASE = {None, *_ENDED}
"""What a status of the case system may be read as; any other effect is an answer."""
_FEWEST_DIGITS = 3
"""Of the last four in most rows; a running number of the rows has fewer."""


def is_cpr(cell: Cell) -> bool:
    """Whether a cell is a CPR number, in whatever spelling."""
    try:
        return bool(cpr.parse(text(cell) or ""))
    except cpr.NotACpr:
        return False


def cpr_column(rows: Rows) -> tuple[int, int] | None:
    """Return the column that holds the most CPR numbers, half of its cells at least, and the row of the first one."""
    columns = range(max(map(len, rows), default=0))
    found = {column: [is_cpr(row[column]) for row in rows if _at(row, column) is not None] for column in columns}
    best = max(columns, key=lambda column: sum(found[column]), default=None)
    if best is None or not any(found[best]) or sum(found[best]) * 2 < len(found[best]):
        return None
    return best, next(at for at, row in enumerate(rows) if is_cpr(_at(row, best)))


def unnamed_numbers(rows: Rows) -> tuple[int, Own] | None:
    """Return the row of headings above a column of CPR numbers, and that column's heading as one that means CPR."""
    found = cpr_column(rows)
    if found is None:
        return None
    column, first = found
    at = next((at for at in range(first - 1, -1, -1) if any(rows[at])), None)
    heading = _at(rows[at], column) if at is not None and at < SEARCHED else None
    return (at, {fold(heading): "cpr"}) if at is not None and isinstance(heading, str) and fold(heading) else None


def numbers_beside(rows: Rows, headings: Sequence[object]) -> Own:
    """Return the heading of a column of CPR numbers as one that means CPR, where nobody knows it.

    A relative's number is not the citizen's.
    """
    _, numbers = unnamed_numbers(rows) or (0, {})
    unknown = {fold(cell) for cell in headings if isinstance(cell, str) and not tells_of_others([cell])}
    return {head: name for head, name in numbers.items() if head in unknown and not field_of(head)}


def call_dates(rows: Rows, at: int, fields: Sequence[str]) -> dict[str, str]:
    """Return the headings nobody knows that speak of ringing up ("Ringet 2. gang") and have only dates below them."""
    found = {}
    for column, (head, field) in enumerate(zip(rows[at], fields, strict=True)):
        if isinstance(head, str) and not field and tells_of(CALLED, [head]):
            said = [*islice(_below(rows, at, column), _LOOKED_AT)]
            if said and all(map(_is_day, said)):
                found[fold(head)] = "called_on"
    return found


def crossed(rows: Rows, at: int, fields: Sequence[str]) -> dict[str, str]:
    """Return the headings nobody knows that are an answer in free words ("Ja tak, booker selv"), crossed below."""
    found = {}
    for column, (head, field) in enumerate(zip(rows[at], fields, strict=True)):
        if isinstance(head, str) and not field and effect_of(head) not in _OF_A_CASE:
            said = {fold(words) or words for cell in _below(rows, at, column) if (words := text(cell))}
            if said and said <= _CROSSES:
                found[fold(head)] = MARK
    return found


def _is_day(cell: Cell) -> bool:
    try:
        return is_yearless(cell) or day(cell) is not None
    except Unreadable:
        return False


def own_words(rows: Rows, at: int, fields: Sequence[str]) -> dict[str, str]:
    """Return what a column “Status”, or “Status d.d.”, holds where it is not whether people are dead or have moved.

    Answers, where no other column is for them; else something that is not read (""). Beside a time or our reference of
    a booking it tells what became of the time.
    """
    labels = [fold(cell) if isinstance(cell, str) else "" for cell in rows[at]]
    heads = [
        label for label, field in zip(labels, fields, strict=True) if field == "gone" and label.startswith(_STATUS)
    ]
    if not heads or _OF_A_TIME & set(fields):
        return {}
    said = [words for cell in _below(rows, at, labels.index(heads[0])) if (words := text(cell))]
    answers = sum(effect_of(words) not in _OF_A_CASE for words in said)
    if answers and answers * 2 >= len(said) and "answer" not in fields:
        return {heads[0]: "answer"}
    return {heads[0]: ""} if said and not any(map(_tells_of_life, said)) else {}


def _tells_of_life(words: str) -> bool:
    """Whether a status says that a person is dead, gone or alive, also by the code of the CPR register."""
    return effect_of(words) in _ENDED or bool(gone(words)) or bool(_LIVES.match(fold(words)))


def answers_beside(rows: Rows, at: int, fields: Sequence[str]) -> bool:
    """Whether a column that nobody knows holds answers, as far as its first cells tell; any question has a bare yes."""
    for column, (head, field) in enumerate(zip(rows[at], fields, strict=True)):
        if head and not field:
            said = [words for cell in islice(_below(rows, at, column), _LOOKED_AT) if (words := text(cell))]
            answers = sum(fold(words) not in _BARE and effect_of(words) not in _OF_A_CASE for words in said)
            if answers and answers * 2 >= len(said):
                return True
    return False


def in_one_column(rows: Rows, at: int, fields: Sequence[str]) -> tuple[Rows, Own] | None:
    """Return the rows with a CPR number that stands in two columns told in the first, and what its headings now mean.

    The second column has a heading for the last four digits, or none beside one for CPR.
    """
    left = next((fields.index(name) for name in ("cpr", "birth_date") if name in fields), None)
    if left is None:
        return None
    right = fields.index("cpr_end") if "cpr_end" in fields else left + 1
    if "cpr_end" not in fields and (fields[left] != "cpr" or _at(rows[at], right) is not None):
        return None
    ends = [text(cell) or "" for cell in _below(rows, at, right)]
    numbers = [_joined(_at(row, left), _at(row, right)) for row in rows[at + 1 :]]
    long = sum(len(end) >= _FEWEST_DIGITS for end in ends)
    if sum(map(bool, numbers)) * 2 < len([*_below(rows, at, left)]) or long * 2 < len(ends) or not any(numbers):
        return None
    below = [_with(row, left, number) if number else row for row, number in zip(rows[at + 1 :], numbers, strict=True)]
    return [*rows[: at + 1], *below], {fold(str(rows[at][left])): "cpr"}


def _joined(born: Cell, end: Cell) -> str | None:
    """Return ten digits of a birth date and the last four, both perhaps without their first zero."""
    six, four = (text(born) or "").replace(" ", ""), text(end) or ""
    if not re.fullmatch(r"\d{1,4}", four, re.ASCII):
        return None
    if re.fullmatch(r"\d{5,6}", six, re.ASCII):
        return f"{six.zfill(6)}-{four.zfill(4)}"
    try:
        date = day(born)
    except Unreadable:
        return None
    return f"{date:%d%m%y}-{four.zfill(4)}" if date else None


def _with(row: Sequence[Cell], column: int, cell: Cell) -> list[Cell]:
    return [*row[:column], cell, *row[column + 1 :]]


def _below(rows: Rows, at: int, column: int) -> Iterator[Cell]:
    return (cell for row in rows[at + 1 :] if (cell := _at(row, column)) is not None)


def _at(row: Sequence[Cell], column: int) -> Cell:
    """Return a cell, None where the row is shorter or the cell is blank."""
    cell = row[column] if column < len(row) else None
    return None if cell == "" else cell
