"""CPR numbers as matching sees them: what is typed, and how far it can be trusted."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from workbook.cpr import typed
from workbook.cprs import parse_all
from workbook.words import CprKind


class Number(NamedTuple):
    """A CPR number as typed: what it reads as, and how far that can be trusted.

    `valid` numbers pass modulus 11. `slipped` are the digits of one that must be, or may be, a slip of the hand.
    `guessed` are nine digits: a spreadsheet most often took a zero in front, but a hand may have lost any other digit.
    """

    text: str | None = None
    born: str | None = None
    valid: bool = False
    own: bool = False  # the number that CPR gives for life, not a replacement for one
    guessed: bool = False
    local: bool = False  # an eCPR number that another region may have given to somebody else
    slipped: str | None = None
    new_year: bool = False  # modulus 11 says nothing of people born, or entered as born, on 1 January


def read_numbers(texts: Sequence[str | None]) -> list[Number]:
    """Return what is typed in a column of CPR cells."""
    parsed = parse_all([text or "" for text in texts])
    told = zip(texts, parsed.numbers, parsed.kinds, parsed.born, strict=True)
    return [_number(text, number, kind, born) if text else _NONE for text, number, kind, born in told]


_NONE = Number()


def _number(text: str, number: str | None, kind: CprKind | None, day: date | None) -> Number:
    slipped = typed(text)
    if number is None:
        return Number(slipped=slipped)
    born = day.isoformat() if day else None
    guessed = slipped is not None and len(slipped) == 9  # noqa: PLR2004
    ordinary, unchecked = kind is CprKind.ORDINARY, kind is CprKind.UNCHECKED
    return Number(
        text=number,
        born=born,
        valid=ordinary and not guessed,
        own=(ordinary or unchecked) and not guessed,
        guessed=guessed,
        local=kind is CprKind.ECPR and number[6] in "056",
        slipped=slipped if unchecked or guessed else None,
        new_year=bool(born and born.endswith("-01-01")),
    )
