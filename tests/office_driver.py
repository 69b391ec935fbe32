"""LibreOffice's end of the bench, run with the system's Python, which knows UNO: `office_driver.py PROFILE`.

It starts one headless soffice on a profile of its own, then answers requests: a line of JSON in, a line of JSON out.
Each request loads its document anew, read-only, and closes it without saving, so that no request sees another's.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import time
import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import uno  # lives in the system's Python
from com.sun.star.beans import PropertyValue  # type: ignore[import-not-found]
from com.sun.star.sheet.FormulaResult import ERROR  # type: ignore[import-not-found]

FILTERS = {
    ".pdf": "calc_pdf_Export",
    ".xlsx": "Calc MS Excel 2007 XML",
    ".xlsm": "Calc MS Excel 2007 VBA XML",
    ".xls": "MS Excel 97",
    ".ods": "calc8",
    ".csv": "Text - txt - csv (StarCalc)",
}
CSV_OPTIONS = "59,34,76,1"  # semicolons, double quotes, UTF-8, from the first row
DATE_FORMAT = 2  # com.sun.star.util.NumberFormat.DATE
FIRST_DAY = date(1899, 12, 30)
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
PLACE = re.compile(r"'?([^'!]+)'?!\$([A-Z]+)\$(\d+)")
SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
<item oor:path="/org.openoffice.Setup/L10N"><prop oor:name="ooSetupSystemLocale" oor:op="fuse">
<value>da-DK</value></prop></item>
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse">
<value>1</value></prop></item>
</oor:items>
"""
"""A Danish office that shows the cached values of a file as they are, until it is told to recalculate."""


def connect(profile: Path) -> Any:
    """Start soffice on a fresh profile and return its desktop; gives up after two minutes."""
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(SETTINGS, "utf-8")
    pipe = f"ringbind{profile.name}"
    subprocess.Popen(
        ["soffice", "--headless", "--norestore", "--nologo", "--nodefault", f"-env:UserInstallation={profile.as_uri()}",
         f"--accept=pipe,name={pipe};urp;"],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL,
    )  # fmt: skip
    here = uno.getComponentContext()
    resolver = here.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", here)
    for _ in range(480):
        try:
            there = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except Exception:  # noqa: BLE001  UNO's NoConnectException until soffice is up
            time.sleep(0.25)
        else:
            return there.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", there)
    raise TimeoutError("soffice did not start")


def properties(**values: Any) -> tuple[Any, ...]:
    """Return UNO's way of passing arguments by name."""
    return tuple(PropertyValue(Name=name, Value=value) for name, value in values.items())


def cell_of(document: Any, name: str) -> Any:
    """Return the cell of a defined name ("tal_people_1") or of an address ("Overblik!B5")."""
    if "!" not in name:
        return document.NamedRanges.getByName(name).getReferredCells().getCellByPosition(0, 0)
    sheet, at = name.split("!")
    return document.Sheets.getByName(sheet).getCellRangeByName(at).getCellByPosition(0, 0)


def value_of(document: Any, cell: Any) -> Any:
    """Return a cell as a number, a text, None, {"date": ISO} or {"error": LibreOffice's number}."""
    kind = cell.FormulaResultType2 if cell.Type.value == "FORMULA" else {"VALUE": 1, "TEXT": 2}.get(cell.Type.value, 0)
    if kind == ERROR:
        return {"error": cell.getError()}
    if kind == 1:
        is_date = document.NumberFormats.getByKey(cell.NumberFormat).Type & DATE_FORMAT
        return {"date": (FIRST_DAY + timedelta(days=int(cell.Value))).isoformat()} if is_date else cell.Value
    return cell.String or None


def put(document: Any, cells: dict[str, Any]) -> None:
    """Write into cells: a number, a text, or {"date": ISO}."""
    for name, value in cells.items():
        cell = cell_of(document, name)
        if isinstance(value, dict):
            cell.Value = (date.fromisoformat(value["date"]) - FIRST_DAY).days
        elif isinstance(value, str):
            cell.String = value
        else:
            cell.Value = value


def read(document: Any, request: dict[str, Any]) -> Any:
    """Return the values of the named cells that start with `prefix`, and of the cells asked for."""
    places = named_cells(Path(request["path"]), request["prefix"])
    sheets = {sheet: values_of(document, sheet) for sheet in {sheet for sheet, _, _ in places.values()}}
    named = {name: sheets[sheet][row, column] for name, (sheet, row, column) in places.items()}
    return named | {name: value_of(document, cell_of(document, name)) for name in request["cells"]}


def named_cells(path: Path, prefix: str) -> dict[str, tuple[str, int, int]]:
    """Return sheet, row and column of the names that start with `prefix`, from the file: asking UNO takes seconds."""
    with zipfile.ZipFile(path) as book:
        names = ET.fromstring(book.read("xl/workbook.xml")).iter(f"{MAIN}definedName")
    places = {str(name.get("name")): PLACE.fullmatch(name.text or "") for name in names}
    return {
        name: (place[1], int(place[3]) - 1, column_of(place[2]))
        for name, place in places.items()
        if place and name.startswith(prefix)
    }


def column_of(letters: str) -> int:
    """Return a column's number, counted from 0."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def values_of(document: Any, name: str) -> dict[tuple[int, int], Any]:
    """Return every cell of a sheet by row and column, as `value_of` would, in a handful of calls."""
    sheet = document.Sheets.getByName(name)
    cursor = sheet.createCursor()
    cursor.gotoEndOfUsedArea(False)
    last = cursor.RangeAddress
    area = sheet.getCellRangeByPosition(0, 0, last.EndColumn, last.EndRow)
    rows = enumerate(area.getDataArray())
    found = {(row, column): value for row, cells in rows for column, value in enumerate(cells)}
    dates = cells_in(formats.RangeAddresses for formats in dated(document, area))
    for place in dates & {place for place, value in found.items() if isinstance(value, float)}:
        found[place] = {"date": (FIRST_DAY + timedelta(days=int(found[place]))).isoformat()}
    for row, column in cells_in([area.queryFormulaCells(ERROR).RangeAddresses]):
        found[row, column] = {"error": area.getCellByPosition(column, row).getError()}
    return {place: None if value == "" else value for place, value in found.items()}


def dated(document: Any, area: Any) -> Iterator[Any]:
    """Yield the ranges that show their numbers as dates, those of one look together."""
    looks = area.getUniqueCellFormatRanges()
    for ranges in (looks.getByIndex(at) for at in range(looks.Count)):
        if document.NumberFormats.getByKey(ranges.NumberFormat).Type & DATE_FORMAT:
            yield ranges


def cells_in(ranges: Iterable[Any]) -> set[tuple[int, int]]:
    """Return the cells of ranges by row and column."""
    return {
        (row, column)
        for addresses in ranges
        for at in addresses
        for row in range(at.StartRow, at.EndRow + 1)
        for column in range(at.StartColumn, at.EndColumn + 1)
    }


def errors(document: Any, request: dict[str, Any]) -> Any:  # noqa: ARG001  every verb takes a request
    """Return where formulas give an error."""
    found = []
    for name in document.Sheets.ElementNames:
        found += document.Sheets.getByName(name).queryFormulaCells(ERROR).RangeAddressesAsString.split(";")
    return [address for address in found if address]


def fit_rows(document: Any) -> None:
    """Give the rows without a height of their own that of their text, as Excel does when it opens a file."""
    for sheet in (document.Sheets.getByName(name) for name in document.Sheets.ElementNames):
        cursor = sheet.createCursor()
        cursor.gotoEndOfUsedArea(False)
        last = cursor.RangeAddress.EndRow if sheet.IsVisible else -1
        for row in (sheet.Rows.getByIndex(at) for at in range(last + 1)):
            if row.OptimalHeight:
                row.OptimalHeight = True


def store(document: Any, request: dict[str, Any]) -> Any:
    """Save the document as another file, by its ending; with `sheet` only that one is seen."""
    sheets = document.Sheets
    if request["sheet"]:
        sheets.getByName(request["sheet"]).IsVisible = True
        for name in sheets.ElementNames:
            sheets.getByName(name).IsVisible = name == request["sheet"]
    out = Path(request["out"])
    if out.suffix == ".pdf":
        fit_rows(document)
    document.storeToURL(out.as_uri(), properties(FilterName=FILTERS[out.suffix], FilterOptions=CSV_OPTIONS))
    return str(out)


def printed(document: Any, request: dict[str, Any]) -> Any:
    """Save a text document as PDF."""
    document.storeToURL(Path(request["out"]).as_uri(), properties(FilterName="writer_pdf_Export"))
    return request["out"]


VERBS: dict[str, Callable[[Any, dict[str, Any]], Any]] = {
    "read": read,
    "errors": errors,
    "store": store,
    "print": printed,
}


def answer(desktop: Any, request: dict[str, Any]) -> Any:
    """Load the request's document, write what is given, recalculate if asked to, and do its verb."""
    document = desktop.loadComponentFromURL(Path(request["path"]).as_uri(), "_blank", 0, properties(Hidden=True))
    if document is None:
        raise ValueError("LibreOffice cannot open the file")
    try:
        put(document, request["given"])
        if request["recalculate"]:
            document.calculateAll()
        return VERBS[request["verb"]](document, request)
    finally:
        document.close(True)


def main() -> None:
    """Answer requests until the other end goes away."""
    desktop = connect(Path(sys.argv[1]))
    for line in sys.stdin:
        try:
            reply = {"done": answer(desktop, json.loads(line))}
        except Exception as trouble:  # noqa: BLE001  told to the test, which fails with it
            reply = {"failed": f"{type(trouble).__name__}: {trouble}"}
        sys.stdout.write(json.dumps(reply) + "\n")
        sys.stdout.flush()
    desktop.terminate()


if __name__ == "__main__":
    main()
