"""Each kind of list in each format, taken in from the command line, gives the same register."""

from __future__ import annotations

import io
import shutil
import zipfile
from datetime import datetime
from pathlib import Path

import pytest

from macros.__main__ import main
from macros.office import new_office
from tests.formats import csv_of, xlsx_of
from tests.office import libreoffice
from tests.pictures import rows
from tests.xlsb import xlsb
from workbook.book_file import FileBook
from workbook.change import Change, records
from workbook.tables import BOOKINGS, CALLS, CITIZENS, COVERAGE, LIST_ROWS, RELATIVES, SITES, TARGET_GROUPS

ADA, BO = "0202301234", "0302301234"
KINDS = {
    "ssi": [["CPR", "Navn", "Målgruppe"], [ADA, "Ada Åkjær", "3"], [BO, "Bo Ørsted", "3"]],
    "case": [
        ["CPR", "Navn", "Adresse", "Postnr", "Telefon", "Indsatser"],
        [ADA, "Ada Åkjær", "Engvej 1", "2635", "68123456", "Pleje"],
    ],
    "contacts": [
        ["CPR", "Navn", "Dato", "Svar"],
        [ADA, "Ada Åkjær", "01-04-2021", "nej tak"],
        [BO, "Bo Ørsted", "02-04-2021", "ja"],
    ],
    "relatives": [["CPR", "Pårørende", "Relation", "Pårørendes telefon"], [ADA, "Ida Åkjær", "datter", "68123457"]],
    "vaccinated": [["CPR", "1. stik", "Booket den"], [ADA, "01-04-2021", "06-05-2021"]],
    "coverage": [
        ["Kommunenavn", "Antal første vacc.", "Antal faerdigvacc.", "Antal borgere"],
        ["Ishøj", "4138", "1732", "23000"],
    ],
    "flis": [["Målgruppe", "Antal borgere", "Antal inviterede"], ["7", "383", "383"]],
    "points": [["Adresse", "Postnr", "X-koordinat", "Y-koordinat"], ["Engvej 1", "2635", "708000", "6168000"]],
}
TOLD = (CITIZENS, CALLS, BOOKINGS, RELATIVES, COVERAGE, TARGET_GROUPS, LIST_ROWS, SITES)


def zipped(name, content):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(name, content)
    return out.getvalue()


FORMATS = {
    "csv": lambda cells: csv_of(cells, ";", "utf-8-sig"),
    "tsv": lambda cells: csv_of(cells, "\t", "utf-16"),
    "txt": lambda cells: csv_of(cells, ",", "cp1252"),
    "xlsx": xlsx_of,
    "xlsm": xlsx_of,
    "xlsb": xlsb,
    "zip": lambda cells: zipped("liste.csv", csv_of(cells)),
}


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    """An office with a site, that has taken in SSI's list."""
    folder = tmp_path_factory.mktemp("kontor")
    with FileBook(new_office(folder, datetime(2021, 4, 20, 8, 0))) as book:
        change = Change()
        change.insert(SITES, rows(SITES, "id  name  address  postcode", "ST-0001  Kulturium  Engvej 1  2635"))
        book.apply(change)
        book.save()
    assert taken(folder / "Ringbind.xlsm", folder, "SSI 2021-04-12.csv", FORMATS["csv"](KINDS["ssi"][:2])) == 0
    return folder


def taken(book: Path, folder: Path, name: str, content: bytes) -> int:
    (folder / name).write_bytes(content)
    return main(["import-list", str(book), str(folder / name), "--today", "2021-04-20"])


def register(book):
    """Return what the workbook holds, without the sheet that a row stood on: a csv has none."""
    with FileBook(book, read_only=True) as open_book:
        return [records(open_book.read(table).drop(columns="sheet", errors="ignore")) for table in TOLD]


def after(office, folder, name, content):
    book = Path(shutil.copy(office / "Ringbind.xlsm", folder))
    assert taken(book, folder, name, content) == 0
    return register(book)


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_gives_the_same_register_in_every_format(office, tmp_path, kind):
    registers = {}
    for suffix, made in FORMATS.items():
        (tmp_path / suffix).mkdir()
        registers[suffix] = after(office, tmp_path / suffix, f"liste 2021-04-19.{suffix}", made(KINDS[kind]))
    assert registers["csv"] != register(office / "Ringbind.xlsm")
    assert [suffix for suffix, found in registers.items() if found != registers["csv"]] == []


@pytest.mark.bench
@pytest.mark.parametrize("kind", ["ssi", "case"])
def test_a_kind_gives_the_same_register_saved_by_libreoffice(office, tmp_path, kind):
    source = tmp_path / "liste 2021-04-19.xlsx"
    source.write_bytes(xlsx_of(KINDS[kind]))
    one = after(office, tmp_path, source.name, source.read_bytes())
    for suffix in ("ods", "xls"):
        saved = libreoffice().resave(source, tmp_path / f"liste 2021-04-19.{suffix}")
        (tmp_path / suffix).mkdir()
        assert after(office, tmp_path / suffix, saved.name, saved.read_bytes()) == one
