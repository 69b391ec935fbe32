"""A sheet that a workbook lacks, taken over from another one: everything that stands in the workbook stays."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator, Sequence

from workbook.xlsx.mentioned import shared_items
from workbook.xlsx.parts import (
    CONTENT_TYPES,
    DOCUMENT,
    PACKAGE,
    WORKBOOK,
    Element,
    Parts,
    parse,
    q,
    relations_name,
    serialize,
)
from workbook.xlsx.styles import Shifted, merged

_SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
_TABLE_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.table+xml"
_DXF = ("dxfId", "headerRowDxfId", "dataDxfId", "totalsRowDxfId")


def grafted(content: bytes, model: bytes, sheets: Sequence[str]) -> bytes:
    """Return the workbook with these sheets of `model` behind its own, with their tables, looks and names.

    The sheets have tables and nothing else that hangs on them. Raises KeyError for a sheet that the model lacks.
    """
    parts, other = Parts(content), Parts(model)
    shifted, texts, places = merged(parts, other), shared_items(other), other.sheets()
    for sheet in sheets:
        place = _free(parts, "xl/worksheets/sheet")
        _add(parts, place, _in_place(parse(other.read(places[sheet])), shifted, texts), _SHEET_TYPE)
        tables = other.related(places[sheet], "/table")
        relations = []
        for relation, table in tables.items():
            new = _free(parts, "xl/tables/table")
            root = _shift(parse(other.read(table)), shifted)
            root.set("id", str(_next_table(parts)))
            _add(parts, new, root, _TABLE_TYPE)
            relations.append((relation, f"{DOCUMENT}/table", f"../tables/{new.rpartition('/')[2]}"))
        parts.add(relations_name(place), _relations(relations))
        _name_sheet(parts, other, sheet, place)
    return parts.to_bytes()


def graftable(model: bytes) -> set[str]:
    """Return the sheets of a workbook on which nothing but tables hangs."""
    parts = Parts(model)
    return {
        name for name, place in parts.sheets().items() if parts.related(place, "") == parts.related(place, "/table")
    }


def _add(parts: Parts, place: str, root: Element, kind: str) -> None:
    parts.add(place, serialize(root))
    types = parse(parts.read(CONTENT_TYPES))
    types.append(types.makeelement(q("Override", f"{PACKAGE}/content-types"), PartName=f"/{place}", ContentType=kind))
    parts.replace(CONTENT_TYPES, serialize(types))


def _free(parts: Parts, start: str) -> str:
    taken = set(parts.names())
    return next(name for at in range(1, len(taken) + 2) if (name := f"{start}{at}.xml") not in taken)


def _next_table(parts: Parts) -> int:
    tables = [name for name in parts.names() if re.fullmatch(r"xl/tables/[^/]+\.xml", name)]
    return max([0, *(int(parse(parts.read(name)).get("id", "0")) for name in tables)]) + 1


def _relations(told: Sequence[tuple[str, str, str]]) -> bytes:
    items = "".join(f'<Relationship Id="{id_}" Type="{kind}" Target="{to}"/>' for id_, kind, to in told)
    return f'<Relationships xmlns="{PACKAGE}/relationships">{items}</Relationships>'.encode()


def _shift(root: Element, shifted: Shifted) -> Element:
    for item in root.iter():
        for name in _DXF:
            if (at := item.get(name)) is not None:
                item.set(name, str(int(at) + shifted.conditions))
    return root


def _in_place(root: Element, shifted: Shifted, texts: Sequence[Element]) -> Element:
    """Return a sheet whose looks are those of the new place, and whose texts stand in its cells."""
    _shift(root, shifted)
    for view in root.iter(q("sheetView")):
        view.attrib.pop("tabSelected", "")
    for name, tags in (("s", ("c", "row")), ("style", ("col",))):
        for item in root.iter(*map(q, tags)):
            if item.tag != q("row") or item.get("customFormat") or item.get(name):
                item.set(name, str(int(item.get(name, "0")) + shifted.cells))
    for cell in root.iter(q("c")):
        result = cell.find(q("v"))
        if cell.get("t") == "s" and result is not None:
            cell.remove(result)
            cell.set("t", "inlineStr")
            inline = cell.makeelement(q("is"))
            inline.extend(copy.deepcopy(run) for run in texts[int(result.text or 0)])
            cell.append(inline)
    return root


def _name_sheet(parts: Parts, other: Parts, sheet: str, place: str) -> None:
    """Put the sheet behind the last one, hidden as in the model, with the names that point to it."""
    ours, theirs = parse(parts.read(WORKBOOK)), parse(other.read(WORKBOOK))
    tabs, models = ours.find(q("sheets")), theirs.find(q("sheets"))
    if tabs is None or models is None:
        raise KeyError("the workbook's sheets")
    at, model = next((at, tab) for at, tab in enumerate(models) if tab.get("name") == sheet)
    relation = f"rIdNy{len(tabs) + 1}"
    number = max(int(tab.get("sheetId", "0")) for tab in tabs) + 1
    tab = tabs.makeelement(q("sheet"), name=sheet, sheetId=str(number))
    if state := model.get("state"):
        tab.set("state", state)
    tab.set(q("id", DOCUMENT), relation)
    tabs.append(tab)
    _take_names(ours, theirs, sheet, at, len(tabs) - 1)
    parts.replace(WORKBOOK, serialize(ours))
    relations = parse(parts.read(relations_name(WORKBOOK)))
    relations.append(
        relations.makeelement(
            q("Relationship", f"{PACKAGE}/relationships"),
            Id=relation,
            Type=f"{DOCUMENT}/worksheet",
            Target=place.removeprefix("xl/"),
        )
    )
    parts.replace(relations_name(WORKBOOK), serialize(relations))


def _take_names(ours: Element, theirs: Element, sheet: str, was: int, now: int) -> None:
    mine, model = ours.find(q("definedNames")), theirs.find(q("definedNames"))
    if mine is None or model is None:
        return
    known = {(item.get("name"), item.get("localSheetId")) for item in mine}
    for item in _names_of(model, sheet, was):
        local = item.get("localSheetId")
        if local is not None:
            item.set("localSheetId", str(now))
        if (item.get("name"), item.get("localSheetId")) not in known:
            mine.append(item)


def _names_of(model: Element, sheet: str, at: int) -> Iterator[Element]:
    for item in list(model):
        target = (item.text or "").rpartition("!")[0].strip("'").replace("''", "'")
        if item.get("localSheetId") == str(at) or (item.get("localSheetId") is None and target == sheet):
            yield item
