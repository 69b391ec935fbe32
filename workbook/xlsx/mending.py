"""What people break in the shape of a closed workbook, put right in its parts: names of sheets, headings, dropdowns.

Data is never moved: a heading gets its name again where it stands, and rules are laid over cells that have none.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator, Sequence
from typing import Any

from workbook.placing import renamed
from workbook.schema import Table
from workbook.tables import TABLES
from workbook.xlsx.cellxml import Area, area, cell_xml, letters
from workbook.xlsx.formulas import mend_formulas
from workbook.xlsx.parts import MAIN, WORKBOOK, Element, Parts, parse, q, serialize
from workbook.xlsx.table import TablePart

_FORMULAS = {q(name) for name in ("f", "formula", "formula1", "formula2", "calculatedColumnFormula", "definedName")}
_RULES = q("dataValidations")
_AFTER_RULES = {
    q(name)
    for name in (
        *("hyperlinks", "printOptions", "pageMargins", "pageSetup", "headerFooter", "rowBreaks", "colBreaks"),
        *("customProperties", "cellWatches", "ignoredErrors", "smartTags", "drawing", "legacyDrawing"),
        *("legacyDrawingHF", "picture", "oleObjects", "controls", "webPublishItems", "tableParts", "extLst"),
    )
}
"""What stands behind the rules in a sheet part, by the order that the format asks for."""

_CELL = re.compile(r"\$([A-Z]{1,3})(\d+)")


def mend(content: bytes, model: bytes) -> tuple[bytes, list[str]]:
    """Return the workbook with sheets' names, headings, dropdowns and formulas put right, and what was done, in Danish.

    `model` is a new workbook without rows. Raises KeyError or ValueError for a workbook that is not as it should be.
    """
    parts = Parts(content)
    told = [*_name_sheets(parts), *_name_columns(parts), *_lay_rules(parts, Parts(model)), *mend_formulas(parts)]
    return (parts.to_bytes() if told else content), told


def _tables(parts: Parts) -> Iterator[tuple[Table, str, str, str]]:
    """Yield each of our tables that stands: the sheet's name, its part and the table's part."""
    ours = {table.excel_name: table for table in TABLES}
    for name, place in parts.sheets().items():
        for at in parts.related(place, "/table").values():
            if table := ours.get(TablePart(parts.read(at)).name or ""):
                yield table, name, place, at


def _name_sheets(parts: Parts) -> Iterator[str]:
    book = parse(parts.read(WORKBOOK))
    for table, name, *_ in list(_tables(parts)):
        if name == table.sheet or table.sheet in parts.sheets():
            continue
        for sheet in book.iterfind(f"{q('sheets')}/{q('sheet')}"):
            if sheet.get("name") == name:
                sheet.set("name", table.sheet)
        quoted = name.replace("'", "''")
        for item in book.iter(q("definedName")):
            for old in (f"'{quoted}'!", f"{name}!"):
                item.text = (item.text or "").replace(old, f"'{table.sheet}'!")
        parts.replace(WORKBOOK, serialize(book))
        yield f"Arket “{table.sheet}” hed noget andet og har fået sit navn igen."


def _name_columns(parts: Parts) -> Iterator[str]:
    for table, _, place, at in list(_tables(parts)):
        root = parse(parts.read(at))
        columns = list(root.iterfind(f"{q('tableColumns')}/{q('tableColumn')}"))
        headings = [column.get("name", "") for column in columns]
        for old, label in renamed(table, headings).items():
            whole = area(root.get("ref", ""))
            columns[headings.index(old)].set("name", label)
            parts.replace(at, serialize(root))
            _write_heading(parts, place, whole.left + headings.index(old), whole.top, label)
            _follow(parts, table, old, label)
            root = parse(parts.read(at))
            columns = list(root.iterfind(f"{q('tableColumns')}/{q('tableColumn')}"))
            yield f"Kolonnen “{label}” på arket “{table.sheet}” har fået sin overskrift igen."


def _write_heading(parts: Parts, place: str, column: int, row: int, label: str) -> None:
    root = parse(parts.read(place))
    wanted = f"{letters(column)}{row}"
    cell = next(cell for cell in root.iter(q("c")) if cell.get("r") == wanted)
    text = cell_xml(wanted, cell.get("s", ""), label).replace("<c ", f'<c xmlns="{MAIN}" ', 1)
    cell.addnext(parse(text.encode()))
    _drop(cell)
    parts.replace(place, serialize(root))


def _drop(item: Element) -> None:
    parent = item.getparent()
    if parent is not None:
        parent.remove(item)


def _follow(parts: Parts, table: Table, old: str, label: str) -> None:
    """Let formulas that Excel turned to the wrong heading speak of the right one again."""
    for name in [name for name in parts.names() if name.endswith(".xml") and name.startswith("xl/")]:
        content = parts.read(name)
        if f"[{old}]".encode() not in content:
            continue
        root = parse(content)
        for item in root.iter(*_FORMULAS):
            if item.text and f"{table.excel_name}[" in item.text:
                item.text = item.text.replace(f"[{old}]", f"[{label}]")
        parts.replace(name, serialize(root))


def _lay_rules(parts: Parts, model: Parts) -> Iterator[str]:
    whole = {table.name: (place, at) for table, _, place, at in _tables(model)}
    for table, _, place, at in list(_tables(parts)):
        if table.form:
            continue
        root, standing = parse(parts.read(place)), TablePart(parts.read(at))
        rules = _rules_by_label(model, *whole[table.name], standing)
        for empty in [rule for rule in root.iterfind(f"{_RULES}/{q('dataValidation')}") if _says_nothing(rule)]:
            _drop(empty)
        old = [area(piece) for item in root.iter() for piece in _sqref(item)]
        laid = [
            label
            for label, column in standing.columns.items()
            if label in rules and _lay(root, rules[label], column, standing, old)
        ]
        if laid:
            parts.replace(place, serialize(root))
            columns = "kolonnen" if len(laid) == 1 else "kolonnerne"
            told = ", ".join(f"“{label}”" for label in laid)
            yield f"Rullelister og hjælpetekster er sat på igen på arket “{table.sheet}”, {columns} {told}."


def _rules_by_label(model: Parts, place: str, at: str, standing: TablePart) -> dict[str, Any]:
    """Return the model's rules by heading; what they say of other columns is turned to where those stand here."""
    columns = {column: label for label, column in TablePart(model.read(at)).columns.items()}
    turn = {letters(column): letters(standing.columns.get(label, column)) for column, label in columns.items()}
    rules = list(parse(model.read(place)).iterfind(f"{_RULES}/{q('dataValidation')}"))
    for formula in (item for rule in rules for item in rule):
        formula.text = _CELL.sub(lambda found: f"${turn.get(found[1], found[1])}{found[2]}", formula.text or "")
    return {columns[area(rule.get("sqref", "")).left]: rule for rule in rules}


def _says_nothing(rule: Any) -> bool:
    """Whether it is the rule that LibreOffice leaves where somebody took one away: anything goes, and no help."""
    return rule.get("type", "none") == "none" and not rule.get("prompt")


def _sqref(item: Any) -> list[str]:
    """Return the areas of a rule, also of one that Excel keeps among its extensions."""
    if item.tag == q("dataValidation"):
        return str(item.get("sqref", "")).split()
    is_extension = isinstance(item.tag, str) and item.tag.endswith("}dataValidation")
    return (
        [piece for child in item if child.tag.endswith("}sqref") for piece in child.text.split()]
        if is_extension
        else []
    )


def _lay(root: Any, rule: Any, column: int, standing: TablePart, old: Sequence[Area]) -> bool:
    """Lay a rule over the cells of a column that have none; return whether the table's own rows lacked it."""
    top, bottom = standing.body.top, max(area(rule.get("sqref", "")).bottom, standing.body.bottom)
    taken = sorted((max(box.top, top), box.bottom) for box in old if box.left <= column <= box.right)
    free, at = [], top
    for first, last in taken:
        if first > at:
            free.append((at, first - 1))
        at = max(at, last + 1)
    if at <= bottom:
        free.append((at, bottom))
    if not free or free[0][0] > standing.body.bottom:
        return False
    fresh = copy.deepcopy(rule)
    letter = letters(column)
    fresh.set("sqref", " ".join(f"{letter}{first}:{letter}{last}" for first, last in free))
    rules = root.find(_RULES)
    if rules is None:
        rules = root.makeelement(_RULES)
        next(item for item in root if item.tag in _AFTER_RULES).addprevious(rules)
    rules.append(fresh)
    rules.set("count", str(len(rules)))
    return True
