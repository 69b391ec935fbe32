"""The texts that a workbook's cells share: those that no cell shows any more are taken out for good."""

from __future__ import annotations

from workbook.xlsx.parts import WORKBOOK, Parts, parse, q, serialize

_CELL, _RESULT, _ITEM, _TEXT = q("c"), q("v"), q("si"), q("t")


def forget_unused(parts: Parts) -> None:
    """Blank every shared text that no cell of any sheet points to; the places of the others stay as they are."""
    used = {
        int(cell.findtext(_RESULT) or -1)
        for place in parts.related(WORKBOOK, "sheet").values()
        for cell in parse(parts.read(place)).iter(_CELL)
        if cell.get("t") == "s"
    }
    for place in parts.related(WORKBOOK, "/sharedStrings").values():
        root = parse(parts.read(place))
        for at, item in enumerate(root.findall(_ITEM)):
            if at not in used:
                for child in list(item):
                    item.remove(child)
                item.append(item.makeelement(_TEXT))
        parts.replace(place, serialize(root))
