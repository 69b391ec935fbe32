"""The looks of two workbooks in one: those of the other are put after our own, and where each stands now is told."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from dataclasses import dataclass

from workbook.xlsx.parts import Element, Parts, parse, q, serialize

STYLES = "xl/styles.xml"
_OWN_FORMATS = 164
"""The first number of a format that the file itself tells; those below are Excel's."""

_LISTS = {"fonts": "fontId", "fills": "fillId", "borders": "borderId"}
"""The lists that a cell's look points into, and the attribute that does."""

_ORDER = ("numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "cellStyles", "dxfs", "tableStyles")


@dataclass(frozen=True)
class Shifted:
    """How far the other workbook's looks were moved: those of cells, and those that conditions give."""

    cells: int
    conditions: int


def merged(parts: Parts, other: Parts) -> Shifted:
    """Put the other workbook's looks behind those of `parts`."""
    ours, theirs = parse(parts.read(STYLES)), parse(other.read(STYLES))
    formats = _formats(ours, theirs)
    by = {name: _append(ours, theirs, name) for name in _LISTS}
    conditions = _append(ours, theirs, "dxfs")
    cells = len(_list(ours, "cellXfs"))
    for look in _list(theirs, "cellXfs"):
        mine = copy.deepcopy(look)
        for name, attribute in _LISTS.items():
            mine.set(attribute, str(int(mine.get(attribute, "0")) + by[name]))
        mine.set("numFmtId", formats.get(mine.get("numFmtId", "0"), mine.get("numFmtId", "0")))
        mine.set("xfId", "0")
        _list(ours, "cellXfs").append(mine)
    _table_styles(ours, theirs, conditions)
    for name in (*_LISTS, "cellXfs", "dxfs", "numFmts", "tableStyles"):
        _list(ours, name).set("count", str(len(_list(ours, name))))
    if not len(_list(ours, "numFmts")):
        ours.remove(_list(ours, "numFmts"))
    parts.replace(STYLES, serialize(ours))
    return Shifted(cells, conditions)


def _list(root: Element, name: str) -> Element:
    """Return a list of the styles part, made in its place where it lacks."""
    found = root.find(q(name))
    if found is None:
        found = root.makeelement(q(name))
        after = [item for item in root if item.tag in {q(one) for one in _ORDER[: _ORDER.index(name)]}]
        root.insert(root.index(after[-1]) + 1 if after else 0, found)
    return found


def _append(ours: Element, theirs: Element, name: str) -> int:
    """Put a list's items behind ours; return how many were before them."""
    mine = _list(ours, name)
    before = len(mine)
    mine.extend(copy.deepcopy(item) for item in _list(theirs, name))
    return before


def _formats(ours: Element, theirs: Element) -> Mapping[str, str]:
    """Put number formats behind ours under free numbers; return the new number by the old."""
    mine = _list(ours, "numFmts")
    free = max([_OWN_FORMATS - 1, *(int(item.get("numFmtId", "0")) for item in mine)]) + 1
    moved = {}
    for at, item in enumerate(_list(theirs, "numFmts")):
        moved[item.get("numFmtId", "")] = str(free + at)
        fresh = copy.deepcopy(item)
        fresh.set("numFmtId", str(free + at))
        mine.append(fresh)
    return moved


def _table_styles(ours: Element, theirs: Element, conditions: int) -> None:
    mine = _list(ours, "tableStyles")
    known = {style.get("name") for style in mine}
    for style in _list(theirs, "tableStyles"):
        if style.get("name") not in known:
            fresh = copy.deepcopy(style)
            for item in fresh:
                item.set("dxfId", str(int(item.get("dxfId", "0")) + conditions))
            mine.append(fresh)
