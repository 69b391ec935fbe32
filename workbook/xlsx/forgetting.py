"""Where a workbook still names people who are deleted, beside the rows of our tables: taken out, or told.

Excel keeps copies of cells in pivot tables, charts, filters and links; staff write in notes, text boxes, lists of
choices, own columns and own sheets. The cells of our own tables are left alone: their rows are deleted by the tables'
own ways, and what they say of somebody else is that person's.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from zipfile import BadZipFile

from lxml.etree import XMLSyntaxError

from workbook.mentions import Mentions
from workbook.tables import TABLES
from workbook.words import joined
from workbook.xlsx.cellxml import column_of
from workbook.xlsx.mentioned import (
    CELL,
    IN_RUNS,
    RESULT,
    mentioned,
    once,
    places,
    shared_parts,
    shared_texts,
    texts_of,
    uses,
    whole,
)
from workbook.xlsx.parts import CONTENT_TYPES, Element, Parts, parse, q, serialize
from workbook.xlsx.strings import forget_unused
from workbook.xlsx.table import TablePart

SLETTET = "slettet"
_OURS = {table.excel_name: {table.id_label, *table.labels} for table in TABLES}
_NAMED = {q("sheet"), q("definedName"), q("tableColumn"), q("table")}
"""Elements whose attributes are names that formulas use: another name would break them, so they are told of."""

_PIVOTS = "xl/pivotCache/pivotCacheDefinition"


@dataclass(frozen=True)
class Found:
    """Where people were named: `cleaned` places hold the word “slettet” now, `left` ones still name them; in Danish."""

    content: bytes
    cleaned: list[str]
    left: list[str]


def forgotten(content: bytes, mentions: Mentions) -> Found:
    """Return a workbook's bytes without these names and numbers outside our tables' rows. Raises BadZipFile."""
    parts = Parts(content)
    sheets = list(parts.sheets().values())
    cleaned = [place for place in sheets if _clean_sheet(parts, place, mentions)]
    if cleaned:
        forget_unused(parts)
    cleaned += [name for name in parts.names() if name.startswith(_PIVOTS) and _clean_pivot(parts, name, mentions)]
    cleaned += [name for name in parts.names() if name not in sheets and _clean_part(parts, name, mentions)]
    called = places(parts)
    fresh = parts.to_bytes() if parts.changed else content
    return Found(fresh, once(called(name) for name in cleaned), mentioned(fresh, mentions))


def told_of(found: Found) -> list[str]:
    """Return in Danish what was done beside our rows, and what somebody has to do."""
    told = []
    if found.cleaned:
        told.append(f"Navne og numre på dem er også taget ud {joined(found.cleaned)}; dér står nu “{SLETTET}”.")
    return [*told, *left_behind(found.left)]


def still_in(path: Path, mentions: Mentions) -> list[str]:
    """Return what `left_behind` says of a file that stays as it is; also when nobody can look into it."""
    try:
        return left_behind(mentioned(path.read_bytes(), mentions))
    except (OSError, BadZipFile, KeyError):  # a password, a file in use
        return ["Om egne ark, noter og pivottabeller også nævner dem, er ikke set efter; se selv på dem."]


def left_behind(left: Sequence[str]) -> list[str]:
    """Return in Danish what names people still, and what to do about it."""
    if not left:
        return []
    todo = "Ret eller slet det dér, opdatér pivottabeller, og gem."
    return [f"Navn, cpr-nr. eller telefon på dem står stadig {joined(left)}. {todo}"]


def _clean_sheet(parts: Parts, place: str, mentions: Mentions) -> bool:
    """Take people out of a sheet: its cells that are no row of ours, and what stands around them."""
    root, shared, ours = parse(parts.read(place)), shared_texts(parts), _our_rows(parts, place)
    changed = False
    for row in root.iter(q("row")):
        for cell in row:
            if not any(area.holds(column_of(cell), int(row.get("r", "0"))) for area in ours):
                changed |= _clean_cell(cell, shared, mentions)
    around = [item for part in root if part.tag != q("sheetData") for item in part.iter()]
    changed |= _clean_items(around, mentions)
    if changed:
        parts.replace(place, serialize(root))
    return changed


@dataclass(frozen=True)
class _Rows:
    """The cells of one of our tables: its rows, and the columns that are ours."""

    rows: range
    columns: frozenset[int]

    def holds(self, column: int, row: int) -> bool:
        return row in self.rows and column in self.columns


def _our_rows(parts: Parts, place: str) -> list[_Rows]:
    tables = [TablePart(parts.read(name)) for name in parts.related(place, "/table").values()]
    return [
        _Rows(
            range(table.body.top - 1, table.body.bottom + 1),
            frozenset(at for label, at in table.columns.items() if label in _OURS[table.name]),
        )
        for table in tables
        if table.name in _OURS
    ]


def _clean_cell(cell: Element, shared: Sequence[str], mentions: Mentions) -> bool:
    result, kind = cell.find(RESULT), cell.get("t")
    if kind == "s" and result is not None:
        if not mentions.found(text := shared[int(result.text or 0)]):
            return False
        cell.remove(result)
        cell.set("t", "inlineStr")
        inline = cell.makeelement(q("is"))
        inline.append(inline.makeelement(q("t")))
        inline[0].text = mentions.without(text, lambda: SLETTET)
        cell.append(inline)
        return True
    if kind in {None, "n"} and result is not None and mentions.found(result.text or ""):
        cell.remove(result)
        return True
    return _clean_items(list(cell.iter()), mentions)


def _clean_items(items: Sequence[Element], mentions: Mentions) -> bool:
    """Take people out of texts and attributes, also where a name is written in runs of different looks."""
    changed = False
    for item in items:
        if item.tag in IN_RUNS and mentions.found(whole(item)):
            runs = [run for run in item.iter() if run.text and not run.text.isspace()]
            runs[0].text = mentions.without(whole(item), lambda: SLETTET)
            for run in runs[1:]:
                run.text = ""
            changed = True
        for name, value in item.attrib.items() if item.tag not in _NAMED else ():
            if mentions.found(str(value)):
                item.set(name, _instead(str(value), mentions))
                changed = True
        for at in ("text", "tail"):
            if mentions.found(getattr(item, at) or ""):
                setattr(item, at, _instead(getattr(item, at), mentions))
                changed = True
    return changed


def _instead(text: str, mentions: Mentions) -> str:
    """Return a text without people; a number stays a number, as what reads it wants one."""
    return "0" if text.strip().isdecimal() else mentions.without(text, lambda: SLETTET)


def _clean_part(parts: Parts, name: str, mentions: Mentions) -> bool:
    if name in {CONTENT_TYPES, *shared_parts(parts)} or name.endswith(".rels"):
        return False
    try:
        root = parse(parts.read(name))
    except XMLSyntaxError:  # a picture, a printer's settings, an object
        return False
    if changed := _clean_items(list(root.iter()), mentions):
        parts.replace(name, serialize(root))
    return changed


def _clean_pivot(parts: Parts, name: str, mentions: Mentions) -> bool:
    """Empty a pivot table's copy of our rows, which Excel makes anew when the workbook opens.

    Its lists of values keep what some cell still says; others get a word that no other has. Returns whether it named
    anybody.
    """
    records = [place for place in parts.related(name, "/pivotCacheRecords").values() if place in parts.names()]
    named = any(mentions.found(text) for place in (name, *records) for text in texts_of(parts.read(place)))
    root, said = parse(parts.read(name)), set(_said(parts))
    if root.find(f"{q('cacheSource')}/{q('worksheetSource')}") is None:
        return False
    numbers = count(1)
    for item in root.iter(q("s"), q("n")):
        value = item.get("v", "")
        if mentions.found(value) or (item.tag == q("s") and value not in said):
            item.set("v", f"{SLETTET} {next(numbers)}" if item.tag == q("s") else f"-{next(numbers)}")
    root.set("refreshOnLoad", "1")
    parts.replace(name, serialize(root))
    for place in records:
        rows = parse(parts.read(place))
        for row in list(rows):
            rows.remove(row)
        rows.set("count", "0")
        parts.replace(place, serialize(rows))
    return named


def _said(parts: Parts) -> Iterator[str]:
    """Yield what the cells of the sheets say."""
    shared = shared_texts(parts)
    for place in parts.sheets().values():
        root = parse(parts.read(place))
        yield from (shared[at] for at in uses(root))
        yield from (whole(item) for item in root.iter(q("is")))
        yield from (cell.findtext(RESULT) or "" for cell in root.iter(CELL) if cell.get("t") == "str")
