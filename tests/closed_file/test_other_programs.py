"""The closed file: other programs read what a press wrote, naughty strings and all."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest
from openpyxl.utils.escape import unescape
from python_calamine import load_workbook

from tests.closed_file.presses import cells, press
from tests.lived_in import LENGTH
from tests.office import libreoffice
from tests.person import opened
from tests.tools import need
from tests.walls import empty
from workbook.book_file import FileBook
from workbook.cells import clean_text
from workbook.change import Change
from workbook.tables import CITIZENS, RELATIVES

NAUGHTY = Path(__file__).parent.parent / "data" / "naughty" / "blns.json"


def naughty() -> list[str]:
    return [text for raw in json.loads(NAUGHTY.read_text("utf-8")) if (text := clean_text(raw))]


def with_texts(path: Path, texts: list[str]) -> None:
    path.write_bytes(empty())
    with FileBook(path) as book:
        change = Change()
        rows = ({"id": f"P-{at:04d}", "name": text} for at, text in enumerate(texts, 1))
        change.insert(RELATIVES, RELATIVES.frame(rows))
        assert book.apply(change) == []
        book.save()


def by_calamine(path: Path) -> list[Any]:
    table = load_workbook(str(path), load_tables=True).get_table_by_name("Pårørende")
    return [row[table.columns.index("Navn")] for row in table.to_python()]


def test_naughty_strings_read_back_as_they_are_by_calamine_and_openpyxl(path: Path) -> None:
    texts = naughty()
    with_texts(path, texts)
    assert by_calamine(path) == texts
    sheet = opened(path)["Pårørende"]
    column = RELATIVES.labels.index("Navn") + 1
    held = [
        (cell.data_type, unescape(str(cell.value))) for (cell,) in sheet.iter_rows(3, 2 + len(texts), column, column)
    ]
    assert held == [("s", text) for text in texts]


@pytest.mark.bench
def test_naughty_strings_read_back_as_they_are_after_libreoffice(path: Path, tmp_path: Path) -> None:
    texts = [
        *naughty(),
        "_x0041_",
        "=1+1",
        "0101501234",
        "'x",
        " luft ",
        "a\nb",
        "🚑",
        "#N/A",
    ]
    with_texts(path, texts)
    assert by_calamine(libreoffice().resave(path, tmp_path / "igen.xlsx")) == texts


@pytest.mark.bench
def test_the_open_xml_validator_finds_nothing_after_presses(path: Path) -> None:
    for _ in range(2):
        press(path, drop=("B-0001",) if "B-0001" in cells(path).values() else (), add=0)
    press(path, drop=("B-0003",), add=4, people=5)
    said = subprocess.run(
        [need("ooxml-validator"), str(path)], capture_output=True, text=True, check=False, timeout=180
    )
    assert json.loads(said.stdout)["errors"] == []


@pytest.mark.bench
def test_three_programs_read_the_same_after_a_press(path: Path, tmp_path: Path) -> None:
    press(path, drop=("B-0001",), add=3)
    resaved = libreoffice().resave(path, tmp_path / "igen.xlsx")
    with FileBook(path) as book:
        ours = book.read(CITIZENS)[["name", "phone", "invited_on"]].to_numpy().tolist()
    assert rows_by_openpyxl(path) == rows_by_openpyxl(resaved) == ours


def rows_by_openpyxl(path: Path) -> list[list[Any]]:
    sheet = opened(path)["Borgere"]
    labels = [cell.value for cell in sheet[2]]
    at = [labels.index(CITIZENS.by_name[name].label) for name in ("name", "phone", "invited_on")]
    rows: list[list[Any]] = [[cell.value for cell in row] for row in sheet.iter_rows(3, 8) if row[0].value]
    return [[row[at[0]], row[at[1]], row[at[2]].date() if row[at[2]] else None] for row in rows]


@pytest.mark.bench
def test_libreoffice_recalculates_staffs_formula_in_new_rows_and_the_figures(path: Path) -> None:
    press(path, drop=("B-0001",), add=3)
    now = libreoffice().recalculate(path, [f"Borgere!{LENGTH}{row}" for row in range(3, 9)])
    assert [now[f"Borgere!{LENGTH}{row}"] for row in range(3, 9)] == [2, 4, 5, 2, 2, 2]
    assert now["tal_people"] == 6
