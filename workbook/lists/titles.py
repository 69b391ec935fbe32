"""Titles between the rows of a list kept by hand or of SSI's: "Målgruppe 3" or "Distrikt Nord" alone on a row."""

from __future__ import annotations

import re
from collections.abc import Sequence

from workbook.folding import fold
from workbook.lists.read import Cell

_GROUP = re.compile(r"(?:vaccinations ?)?(?:maal ?)?gruppe(?: nr)? (\d{1,2})(?: ?[a-e])?(?!\d)(?: .*)?|mg ?(\d{1,2})")
_NO_GROUP = re.compile(r"(?:(?:uden|ingen|ukendt) )?(?:maal ?)gruppe(?: ukendt)?")
_PLACE = {
    *("distrikt", "distriktet", "omraade", "omraadet", "bydel", "bydelen", "rute", "team", "afdeling", "afd", "afsnit"),
    *("plejecenter", "plejecentret", "plejehjem", "plejehjemmet", "plejeboliger", "bosted", "bostedet"),
    *("hjemmepleje", "hjemmeplejen", "sygepleje", "sygeplejen", "udegruppe", "aftengruppe"),
}
_GROUPS = range(1, 13)
_WHERE = {"", "cpr", "name", "first_name", "last_name", "birth_date", "cpr_end"}
"""The columns in which a title stands; a text alone under another heading, as a remark, is no title."""
_LONGEST, _DIGITS = 60, 6


def title_in(cells: Sequence[Cell], heads: Sequence[str]) -> str | None:
    """Return the title that a row is, None for any other row: one text alone that names a group, a district or a team.

    `heads` are the fields of the columns. A name, a number or a remark alone on a row is a person with something
    missing, and no title.
    """
    filled = [at for at, cell in enumerate(cells) if cell is not None and cell != ""]
    if len(filled) != 1 or (filled[0] < len(heads) and heads[filled[0]] not in _WHERE):
        return None
    cell = cells[filled[0]]
    if not isinstance(cell, str) or len(cell) > _LONGEST or sum(map(str.isdigit, cell)) > _DIGITS:
        return None
    folded = fold(cell)
    is_title = _GROUP.fullmatch(folded) or _NO_GROUP.fullmatch(folded) or not _PLACE.isdisjoint(folded.split())
    return " ".join(cell.split()) if is_title else None


def group_below(title: str, group: int | None) -> int | None:
    """Return the target group of the rows below a title, `group` being that of the rows above it.

    A district leaves the group as it is; a title of a group that is none of Sundhedsstyrelsen's 12 ends it.
    """
    folded = fold(title)
    if found := _GROUP.fullmatch(folded):
        number = int(found[1] or found[2])
        return number if number in _GROUPS else None
    return None if _NO_GROUP.fullmatch(folded) else group
