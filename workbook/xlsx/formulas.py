"""The live figures of Forside and Overblik: their formulas put back where somebody typed or pasted over them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple
from zipfile import BadZipFile

from workbook.overview import PAGES
from workbook.pages import PageCell
from workbook.words import counted
from workbook.xlsx.cellxml import area
from workbook.xlsx.parts import WORKBOOK, Element, Parts, parse, q, serialize

_NEIGHBOUR = re.compile(r"(?<![\w\]$])\$?[A-Z]{1,3}\$?\d+\b(?!\()")
"""A cell that a formula names by its place; such a formula is right in its own place only."""


class _Lost(NamedTuple):
    """A cell that should hold a formula and does not."""

    cell: Element
    formula: str


def mend_formulas(parts: Parts) -> Iterator[str]:
    """Put the formulas of the pages back where their cells hold something else; yield what was done, in Danish."""
    for sheet, place, root, lost in _lost(parts):
        for cell, formula in lost:
            for old in list(cell):
                cell.remove(old)
            if "t" in cell.attrib:
                del cell.attrib["t"]
            added = cell.makeelement(q("f"))
            added.text = formula
            cell.append(added)
        parts.replace(place, serialize(root))
        yield f"På arket “{sheet}” er {counted(len(lost), 'formel', 'formler')}, der var skrevet over, sat ind igen."


def broken_pages(content: bytes) -> list[str]:
    """Return in Danish what is wrong with the pages: formulas typed or pasted over, rows or the whole sheet deleted."""
    gone = [f"Arket “{sheet}” mangler eller har mistet rækker eller kolonner." for sheet in lost_pages(content)]
    typed = [
        f"På arket “{sheet}” er {counted(len(lost), 'formel', 'formler')} skrevet over."
        for sheet, _, _, lost in _lost(Parts(content))
    ]
    return gone + typed


def broken_in(path: Path) -> list[str]:
    """Return what is wrong with the pages of a file that another program has open; nothing where it cannot be read."""
    with suppress(OSError, BadZipFile, KeyError):
        return broken_pages(path.read_bytes())
    return []


def lost_pages(content: bytes) -> list[str]:
    """Return the pages that somebody deleted, or rows or columns of theirs, so that figures have no cell."""
    parts = Parts(content)
    places = parts.sheets()
    named = _named(parts, {cell.defined_name: cell for page in PAGES for cell in page.cells if cell.figure})
    found = {cell.figure for sheet, cells in named.items() if sheet in places for cell in cells.values()}
    return [page.sheet for page in PAGES if any(cell.figure and cell.figure not in found for cell in page.cells)]


def _lost(parts: Parts) -> Iterator[tuple[str, str, Element, list[_Lost]]]:
    """Yield each sheet that lacks formulas: its name, its part, the part's root and the cells."""
    ours = {cell.defined_name: cell for page in PAGES for cell in page.cells if cell.content.startswith("=")}
    places, named = parts.sheets(), _named(parts, ours)
    for sheet in sorted(named.keys() & places.keys()):
        root = parse(parts.read(places[sheet]))
        cells = {cell.get("r", ""): cell for cell in root.iter(q("c"))}
        lost = [
            _Lost(cells[at], page_cell.content.removeprefix("="))
            for at, page_cell in named[sheet].items()
            if at in cells and cells[at].find(q("f")) is None and _holds_here(page_cell, at)
        ]
        if lost:
            yield sheet, places[sheet], root, lost


def _named(parts: Parts, ours: dict[str, PageCell]) -> dict[str, dict[str, PageCell]]:
    """Return our figures by sheet and cell, as the workbook's names say where they stand now."""
    found: dict[str, dict[str, PageCell]] = {}
    for item in parse(parts.read(WORKBOOK)).iterfind(f"{q('definedNames')}/{q('definedName')}"):
        sheet, _, at = (item.text or "").rpartition("!")
        if item.get("name") in ours and sheet and "#" not in at:
            found.setdefault(sheet.strip("'").replace("''", "'"), {})[at.replace("$", "")] = ours[item.get("name", "")]
    return found


def _holds_here(cell: PageCell, at: str) -> bool:
    return area(cell.at) == area(at) or not _NEIGHBOUR.search(re.sub(r'"[^"]*"', "", cell.content))
