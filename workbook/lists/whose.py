"""Whose the number in a column of phones is: "83 11 09 08 (datter)" is not the person's own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, NamedTuple

from workbook.cells import texts_in

_OTHERS = (
    *("pårørende", "paarørende", "datter", "søn", "barn", "barnebarn", "svigerdatter", "svigersøn", "mor", "far"),
    *("moder", "fader", "bror", "søster", "niece", "nevø", "ægtefælle", "hustru", "kone", "mand", "samlever"),
    *("kæreste", "nabo", "ven", "veninde", "værge", "kontaktperson", "plejehjem", "hjemmepleje", "bosted"),
)
_OTHER = re.compile(rf"\b(?:{'|'.join(_OTHERS)})(?:s|e?ns?|mets?)?\b", re.IGNORECASE)
_BETWEEN = re.compile(r"[,/;|\n]|\bog\b")
_NO_WORD = re.compile(r"[^\w\s.-]|[\d_]|\b(?:tlf|tel|mobil|nr)\b\.?", re.IGNORECASE)


class Whose(NamedTuple):
    """A cell of phones taken apart: what stands of the person's own, who else, and what stands of theirs."""

    own: str | None
    relation: str
    theirs: str


def tells_of_others(cells: Sequence[Any]) -> bool:
    """Whether a cell among them names somebody else; most columns of phones have no letters at all."""
    texts = texts_in(cells)
    joined = "".join(texts)
    has_letters = joined.lower() != joined.upper()
    return has_letters and bool(_OTHER.search("\n".join(texts)))


def apart(cell: Any) -> Whose | None:
    """Take a cell apart that names somebody else, None for others.

    A number is that person's when the word stands beside it, between commas and the like; where the word stands alone,
    all numbers of the cell are.
    """
    if not isinstance(cell, str) or not _OTHER.search(cell):
        return None
    parts = _BETWEEN.split(cell)
    theirs = [part for part in parts if _OTHER.search(part)]
    own = [part for part in parts if part not in theirs]
    if not all(any(map(str.isdigit, part)) for part in theirs):
        theirs, own = parts, []
    said = " ".join(_NO_WORD.sub(" ", " ".join(theirs)).split())
    return Whose(" / ".join(own).strip() or None, said, " / ".join(theirs))
