"""From what changes in tables and figures to the workbook's new bytes: only the parts it touches are replaced."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from workbook.xlsx.cellxml import area, serial
from workbook.xlsx.notes import move_notes
from workbook.xlsx.parts import WORKBOOK, Parts, parse, q, serialize
from workbook.xlsx.sheet import FORMULA, RESULT, Sheet
from workbook.xlsx.strings import forget_unused
from workbook.xlsx.table import Body, TablePart

_BEFORE_CALC = ("definedNames", "externalReferences", "functionGroups", "sheets")


@dataclass(frozen=True)
class TableEdit:
    """What happens to one table; a place is a row's number in the table's body, from 0.

    `rows` are the places whose rows stay, in their new order (`blank` ones hold nothing), None for a new row; `cells`
    are new values by place and heading; new rows have the values of `columns` by heading.
    """

    sheet: str
    table: str
    rows: Sequence[int | None]
    blank: AbstractSet[int]
    cells: Mapping[int, Mapping[str, Any]]
    columns: Mapping[str, Sequence[Any]]


def rewrite(parts: Parts, edits: Sequence[TableEdit], figures: Mapping[str, Any], *, forgetting: bool = False) -> bytes:
    """Return the workbook with the edits made and the figures as cached results of their formulas.

    With `forgetting` no text that left its last cell stays anywhere in the file.
    `figures` go by name to the cells named `tal_<name>`. Raises KeyError or ValueError for a workbook that is not as
    it should be, and BelowTable.
    """
    workbook = parse(parts.read(WORKBOOK))
    settings = workbook.find(q("workbookPr"))
    from_1904 = settings is not None and settings.get("date1904") in {"1", "true"}
    places = parts.sheets()
    for edit in edits:
        _edit_table(parts, places[edit.sheet], edit, from_1904=from_1904)
    for sheet, cells in _by_sheet(workbook, figures).items():
        if sheet in places:
            _put_figures(parts, places[sheet], cells, from_1904=from_1904)
    if forgetting:
        forget_unused(parts)
    if parts.changed:
        parts.drop_calc_chain()
        _calculate_on_load(parts, workbook)
    return parts.to_bytes()


def _edit_table(parts: Parts, place: str, edit: TableEdit, *, from_1904: bool) -> None:
    table_place, table = _find_table(parts, place, edit.table)
    sheet = Sheet(parts.read(place), from_1904=from_1904)
    body = Body(sheet, table, edit.sheet)
    top = table.body.top
    moves, new_rows = body.arrange(edit.rows, edit.blank)
    for at, cells in edit.cells.items():
        body.write(moves.rows[top + at], cells)
    body.fill(new_rows, edit.columns)
    parts.replace(place, sheet.to_bytes())
    if new_rows or moves:
        parts.replace(table_place, table.to_bytes())
        move_notes(parts, place, moves)


def _find_table(parts: Parts, sheet: str, name: str) -> tuple[str, TablePart]:
    for place in parts.related(sheet, "/table").values():
        table = TablePart(parts.read(place))
        if table.name == name:
            return place, table
    raise KeyError("the table's part")


def _by_sheet(workbook: Any, figures: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """Return the figures by sheet and cell, as the workbook's names say; names that lead nowhere are left out."""
    found: dict[str, dict[str, Any]] = {}
    for item in workbook.iterfind(f"{q('definedNames')}/{q('definedName')}"):
        figure = item.get("name", "").removeprefix("tal_")
        sheet, _, cell = (item.text or "").rpartition("!")
        if item.get("name") == f"tal_{figure}" and figure in figures and sheet and "#" not in cell:
            found.setdefault(sheet.strip("'").replace("''", "'"), {})[cell.replace("$", "")] = figures[figure]
    return found


def _put_figures(parts: Parts, place: str, cells: Mapping[str, Any], *, from_1904: bool) -> None:
    sheet = Sheet(parts.read(place), from_1904=from_1904)
    at = {cell: sheet.cell(area(cell).top, area(cell).left) for cell in cells}
    wanted = {cell: _cached(value, from_1904=from_1904) for cell, value in cells.items()}
    stale = [cell for cell, found in at.items() if found is not None and _differs(found, wanted[cell])]
    for cell in stale:
        _put_cached(at[cell], *wanted[cell])
    if stale:
        parts.replace(place, sheet.to_bytes())


def _cached(value: Any, *, from_1904: bool) -> tuple[str, str | None]:
    """Return a result as its cell's type and text."""
    if value is None or isinstance(value, str):
        return "str", value or ""
    if isinstance(value, bool):
        return "b", str(int(value))
    return "", repr(serial(value, from_1904=from_1904) if isinstance(value, (date, time)) else value)


def _differs(cell: Any, wanted: tuple[str, str | None]) -> bool:
    kind = cell.get("t", "")
    return cell.find(FORMULA) is not None and ("" if kind == "n" else kind, cell.findtext(RESULT) or "") != wanted


def _put_cached(cell: Any, kind: str, text: str | None) -> None:
    for old in cell.findall(RESULT):
        cell.remove(old)
    cell.attrib.pop("t", None)
    if kind:
        cell.set("t", kind)
    result = cell.makeelement(RESULT)
    result.text = text
    cell.find(FORMULA).addnext(result)


def _calculate_on_load(parts: Parts, workbook: Any) -> None:
    """Let Excel calculate everything when it opens the workbook, as results may have changed."""
    settings = workbook.find(q("calcPr"))
    if settings is None:
        settings = workbook.makeelement(q("calcPr"))
        before = next(item for name in _BEFORE_CALC if (item := workbook.find(q(name))) is not None)
        before.addnext(settings)
    if settings.get("fullCalcOnLoad") not in {"1", "true"}:
        settings.set("fullCalcOnLoad", "1")
        parts.replace(WORKBOOK, serialize(workbook))
