"""Our own lint of a workbook: what Excel would complain about and the Open XML validator does not see."""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from lxml import etree
from pyopenvba.excel import ExcelFile

from macros.vba import modules
from tests.icons import ICONS
from workbook.build.package import as_vba

Parts = Mapping[str, bytes]

MACRO_TYPE = "application/vnd.ms-excel.sheet.macroEnabled.main+xml"
LONGEST_LIST, LONGEST_TITLE, LONGEST_MESSAGE = 255, 32, 255


def lint(path: Path) -> list[str]:
    """Return one sentence for everything that is wrong in the workbook."""
    with zipfile.ZipFile(path) as book:
        parts = {name: book.read(name) for name in book.namelist()}
    found = [complaint for rule in RULES for complaint in rule(parts)]
    return found + list(vba_is_ours(path))


def content_type(parts: Parts) -> Iterator[str]:
    """The workbook part says that it may hold macros."""
    types = etree.fromstring(parts["[Content_Types].xml"])
    said = [node.get("ContentType") for node in types if node.get("PartName") == "/xl/workbook.xml"]
    if said != [MACRO_TYPE]:
        yield f"xl/workbook.xml has the content type {said}"


def ribbon_is_tied(parts: Parts) -> Iterator[str]:
    """The ribbon's part is there and the package points at it."""
    targets = [target for kind, target in relations(parts, "") if kind.endswith("/ui/extensibility")]
    if targets != ["customUI/customUI14.xml"] or targets[0] not in parts:
        yield f"the ribbon is tied to {targets}"


def ribbon_ids(parts: Parts) -> Iterator[str]:
    """Every id in the ribbon stands once."""
    yield from (f"the ribbon has the id {name} twice" for name in doubled(ribbon(parts, "id")))


def ribbon_icons(parts: Parts) -> Iterator[str]:
    """Every picture on the ribbon is one that exists (tests/icons.py)."""
    yield from (f"the icon {name} is not known to exist" for name in ribbon(parts, "imageMso") if name not in ICONS)


def table_headings(parts: Parts) -> Iterator[str]:
    """A table's column has the very name that stands in its heading cell; else Excel repairs the file."""
    strings = shared_strings(parts)
    for sheet in sheets(parts).values():
        cells = None
        for part in tables_of(parts, sheet):
            cells = cells or texts(parts[sheet], strings)
            table = etree.fromstring(parts[part])
            first, row = split(table.get("ref", "").split(":")[0])
            for at, column in enumerate(table.iter("{*}tableColumn")):
                heading = cells.get((first + at, row))
                if heading != column.get("name"):
                    yield f"{table.get('name')}: the column {column.get('name')} stands under the heading {heading}"


def table_names(parts: Parts) -> Iterator[str]:
    """Tables have different names and ids, and no table shares its name with a defined name."""
    tables = [etree.fromstring(parts[name]) for name in parts if name.startswith("xl/tables/")]
    names = [table.get("displayName", "").casefold() for table in tables]
    defined = {name.casefold() for name, _ in defined_names(parts)}
    yield from (f"two tables are called {name}" for name in doubled(names))
    yield from (f"two tables have the id {name}" for name in doubled(table.get("id", "") for table in tables))
    yield from (f"the table {name} shares its name with a defined name" for name in names if name in defined)


def validations(parts: Parts) -> Iterator[str]:
    """Lists written into a validation, and the texts of a validation, are no longer than Excel takes."""
    for title, sheet in sheets(parts).items():
        for rule in etree.fromstring(parts[sheet]).iter("{*}dataValidation"):
            where = f"{title}!{rule.get('sqref')}"
            source = rule.findtext("{*}formula1") or ""
            if rule.get("type") == "list" and len(source) > LONGEST_LIST:
                yield f"{where}: a list of {len(source)} characters"
            for kind, longest in (("promptTitle", LONGEST_TITLE), ("prompt", LONGEST_MESSAGE)):
                if len(rule.get(kind, "")) > longest:
                    yield f"{where}: {kind} has {len(rule.get(kind, ''))} characters"


def names_resolve(parts: Parts) -> Iterator[str]:
    """Every defined name points at a sheet or a table's column that is there."""
    columns = {
        f"{table.get('displayName')}[{column.get('name')}]"
        for table in (etree.fromstring(parts[name]) for name in parts if name.startswith("xl/tables/"))
        for column in table.iter("{*}tableColumn")
    }
    for name, formula in defined_names(parts):
        sheet = re.match(r"'((?:[^']|'')+)'!|([^'!\[\]]+)!", formula)
        title = (sheet[1] or sheet[2]).replace("''", "'") if sheet else None
        if formula not in columns and title not in sheets(parts):
            yield f"the name {name} points at {formula}"


def vba_is_ours(path: Path) -> Iterator[str]:
    """The VBA in the file is what stands in macros/Ribbon.bas and in xlwings, in the code page of Western Europe."""
    with ExcelFile(path) as book:
        project = book.vba_project() if book.has_vba_project() else None
    if project is None:
        yield "there is no VBA project"
        return
    if project.code_page != 1252:
        yield f"the VBA project has code page {project.code_page}"
    held = {module.name: module.source for module in project.modules}
    for name, source in modules().items():
        if held.get(name) != as_vba(source):
            yield f"the VBA module {name} is not what stands in the source"


RULES: tuple[Callable[[Parts], Iterator[str]], ...] = (
    content_type,
    ribbon_is_tied,
    ribbon_ids,
    ribbon_icons,
    table_headings,
    table_names,
    validations,
    names_resolve,
)


# --- reading the parts ---


def doubled(values: Iterable[str]) -> list[str]:
    """Return the values that stand more than once."""
    return [value for value, times in Counter(values).items() if times > 1]


def ribbon(parts: Parts, attribute: str) -> list[str]:
    """Return an attribute's values in the ribbon, in order."""
    root = etree.fromstring(parts.get("customUI/customUI14.xml", b"<none/>"))
    return [node.get(attribute, "") for node in root.iter() if node.get(attribute)]


def relations(parts: Parts, part: str) -> list[tuple[str, str]]:
    """Return the type and target (a part's name) of what `part` points at; "" is the package."""
    folder, name = posixpath.split(part)
    content = parts.get(posixpath.join(folder, "_rels", f"{name}.rels"), b"<none/>")
    return [
        (node.get("Type", ""), posixpath.normpath(posixpath.join(folder, node.get("Target", ""))).lstrip("/"))
        for node in etree.fromstring(content)
        if node.get("TargetMode") != "External"
    ]


def sheets(parts: Parts) -> dict[str, str]:
    """Return the part of each sheet by its title."""
    ids = {
        node.get("Id"): posixpath.join("xl", node.get("Target", "")).replace("xl//xl/", "xl/")
        for node in etree.fromstring(parts["xl/_rels/workbook.xml.rels"])
    }
    book = etree.fromstring(parts["xl/workbook.xml"])
    key = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
    return {str(node.get("name")): ids[node.get(key)] for node in book.iter("{*}sheet")}


def tables_of(parts: Parts, sheet: str) -> list[str]:
    """Return the parts of a sheet's tables."""
    return [target for kind, target in relations(parts, sheet) if kind.endswith("/table")]


def defined_names(parts: Parts) -> list[tuple[str, str]]:
    """Return the workbook's defined names and what they point at."""
    book = etree.fromstring(parts["xl/workbook.xml"])
    return [(node.get("name", ""), node.text or "") for node in book.iter("{*}definedName")]


def shared_strings(parts: Parts) -> list[str]:
    """Return the shared strings, rich ones without their looks."""
    root = etree.fromstring(parts.get("xl/sharedStrings.xml", b"<none/>"))
    return [plain(node) for node in root]


def plain(node: etree._Element) -> str:
    """Return the text of a cell or shared string, all its runs together."""
    return "".join(run.text or "" for run in node.iter("{*}t"))


def texts(sheet: bytes, strings: list[str]) -> dict[tuple[int, int], str]:
    """Return the texts of a sheet by column and row."""
    found = {}
    for cell in etree.fromstring(sheet).iter("{*}c"):
        if cell.get("t") == "s":
            found[split(cell.get("r", ""))] = strings[int(cell.findtext("{*}v") or 0)]
        elif cell.get("t") == "inlineStr":
            found[split(cell.get("r", ""))] = plain(cell)
    return found


def split(address: str) -> tuple[int, int]:
    """Return an address ("AB12") as column and row, counted from 1."""
    letters = address.rstrip("0123456789")
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - 64
    return column, int(address[len(letters) :])
