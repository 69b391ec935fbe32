"""Forside and Overblik: what their cells promise, and that another spreadsheet program computes the same figures."""

from __future__ import annotations

import re
import shutil
import zipfile
from datetime import date, datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pytest
from xlsxwriter.utility import xl_cell_to_rowcol, xl_rowcol_to_cell

from macros.commands import BUTTONS
from macros.demo.outside import outside
from macros.show import show
from tests.made_up import MEMO_DAY, Tables, anything, empty, memo
from tests.office import libreoffice
from workbook.book import MemoryBook
from workbook.book_file import FileBook
from workbook.build import build
from workbook.build.layout import FIRST_ROW
from workbook.change import Change
from workbook.overview import FORSIDE, OVERBLIK, PAGES
from workbook.overview.forside import CARE, DAY
from workbook.schema import Shown, Table
from workbook.summary import figures
from workbook.tables import CITIZENS, SETTINGS, TABLES, TARGET_GROUPS

CELLS = [cell for page in PAGES for cell in page.cells]
FORMULAS = [cell.content for cell in CELLS if cell.content.startswith("=")]
FOUND = figures(memo(), MEMO_DAY)
A4_POINTS = (595 - 58, 842 - 86)
"""What is left of A4 between the margins (`build.layout.paper`), across and down."""


def test_every_formula_is_a_figure_and_every_figure_has_one_cell() -> None:
    named = [cell.figure for cell in CELLS if cell.content.startswith("=")]
    assert sorted(named) == sorted(FOUND)
    assert [cell.at for cell in CELLS if cell.figure and not cell.content.startswith("=")] == []


def test_formulas_speak_only_of_columns_and_figures_that_exist() -> None:
    columns = {f"{table.excel_name}[{label}]" for table in TABLES for label in table.labels}
    headings = {f"{table.excel_name}[[#Headers],[{label}]]" for table in TABLES for label in table.labels}
    bare = [re.sub(r'"[^"]*"', '""', formula) for formula in FORMULAS]
    assert {found for formula in bare for found in re.findall(r"\w+\[(?!\[)[^\]]*\]", formula)} <= columns
    assert {found for formula in bare for found in re.findall(r"\w+\[\[.*?\]\]", formula)} <= headings
    assert {found for formula in bare for found in re.findall(r"\btal_(\w+)", formula)} <= set(FOUND)


def test_formulas_keep_to_what_excel_2019_and_libreoffice_know() -> None:
    used = {name for formula in FORMULAS for name in re.findall(r"([A-Z]{2,})\(", re.sub(r'"[^"]*"', "", formula))}
    assert used.isdisjoint({"XLOOKUP", "FILTER", "LET", "UNIQUE", "SORT", "LAMBDA"})
    assert max(len(words) for formula in FORMULAS for words in re.findall(r'"([^"]*)"', formula)) <= 255
    assert max(map(len, FORMULAS)) <= 8192


def test_links_lead_to_sheets_that_are_seen() -> None:
    seen = {page.sheet for page in PAGES} | {table.sheet for table in TABLES if table.shown is Shown.VISIBLE}
    assert {cell.link for cell in CELLS if cell.link} <= seen


def test_cells_do_not_lie_on_each_other() -> None:
    for page in PAGES:
        taken = [
            (row, first + more)
            for cell in page.cells
            for row, first in [xl_cell_to_rowcol(cell.at)]
            for more in range(cell.across)
        ]
        assert len(set(taken)) == len(taken)


def test_forside_is_printed_on_two_sheets_of_paper_in_a_type_that_can_be_read() -> None:
    last = max(xl_cell_to_rowcol(cell.at)[0] + 1 for cell in FORSIDE.cells)
    pages = list(pairwise((0, *FORSIDE.breaks, last)))
    points = [sum(FORSIDE.heights.get(row, 15) for row in range(above + 1, below + 1)) for above, below in pages]
    wide = sum(FORSIDE.widths.values()) * 5.25 + len(FORSIDE.widths) * 3.75
    assert len(pages) == 2
    assert FORSIDE.scale >= 70
    assert max(points) * FORSIDE.scale / 100 < A4_POINTS[1]
    assert wide * FORSIDE.scale / 100 < A4_POINTS[0]


def cells_of(area: str) -> set[str]:
    (top, column), (bottom, _) = (xl_cell_to_rowcol(corner) for corner in area.split(":"))
    return {xl_rowcol_to_cell(row, column) for row in range(top, bottom + 1)}


def test_charts_draw_figures_by_words_that_stand_beside_them() -> None:
    figure_cells = {cell.at for cell in OVERBLIK.cells if cell.figure}
    written = {cell.at for cell in OVERBLIK.cells if cell.content}
    kinds = {chart.title: chart.kind for chart in OVERBLIK.charts}
    assert list(kinds) == [
        "Status i hver målgruppe, antal borgere",
        "Fra liste til stik",
        "Andel af alle borgere, der er vaccineret",
        "Opkald uge for uge",
    ]
    for chart in OVERBLIK.charts:
        assert cells_of(chart.categories) <= written
        for area in chart.series.values():
            assert cells_of(area) <= figure_cells
            assert len(cells_of(area)) == len(cells_of(chart.categories))


def drawn(path: Path) -> dict[str, bytes]:
    """Return the parts of the workbook that charts are made of."""
    with zipfile.ZipFile(path) as book:
        names = [name for name in book.namelist() if re.search(r"charts/|drawings/(_rels/)?drawing", name)]
        return {name: book.read(name) for name in names}


def test_charts_outlive_the_ribbon_the_macros_and_a_press_on_the_closed_file(memo_file: Path, tmp_path: Path) -> None:
    path = tmp_path / "Ringbind.xlsm"
    shutil.copy(memo_file, path)
    before = drawn(path)
    with FileBook(path) as book:
        people = book.read(CITIZENS)
        change = Change(figures={"people_1": 90})
        change.update(CITIZENS, people, people.assign(note="Ring efter kl. 12"))
        book.apply(change)
        book.save()
    overblik: Any = openpyxl.load_workbook(path)["Overblik"]
    assert drawn(path) == before
    assert len(overblik._charts) == len(OVERBLIK.charts)


def test_forside_names_only_buttons_that_are_there() -> None:
    assert {label for label, _ in (*DAY, *CARE)} == {button.label for button in BUTTONS.values()}


def built(tables: Tables, day: date, path: Path) -> dict[str, Any]:
    """Build a workbook at `path`; return what its cells must show, by defined name."""
    found = figures(tables, day)
    path.write_bytes(build(tables, PAGES, found, "<customUI/>", {}, created=datetime(2021, 4, 20)))
    return {f"tal_{name}": value if value != "" else None for name, value in found.items()}


@pytest.fixture(scope="module")
def memo_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workbook with the memo's figures, never changed by a test."""
    path = tmp_path_factory.mktemp("memo") / "Ringbind.xlsm"
    built(memo(), MEMO_DAY, path)
    return path


@pytest.mark.bench
@pytest.mark.parametrize("tables", [memo(), empty(), *map(anything, range(3))], ids=["memo", "new", *"012"])
def test_libreoffice_computes_every_figure_as_summary_does(tables: Tables, tmp_path: Path) -> None:
    expected = built(tables, MEMO_DAY, tmp_path / "Ringbind.xlsm")
    found = libreoffice().recalculate(tmp_path / "Ringbind.xlsm", given={"tal_today": MEMO_DAY})
    assert found == pytest.approx(expected)


@pytest.mark.bench
def test_no_formula_anywhere_gives_an_error(memo_file: Path) -> None:
    assert libreoffice().formula_errors(memo_file) == []


@pytest.mark.bench
def test_a_new_file_shows_its_figures_before_anything_is_recalculated(tmp_path: Path) -> None:
    expected = built(memo(fixed_today=MEMO_DAY), MEMO_DAY, tmp_path / "Ringbind.xlsm")
    assert libreoffice().cached(tmp_path / "Ringbind.xlsm") == pytest.approx(expected)


@pytest.mark.bench
@pytest.mark.parametrize("written", ["20/4-2021", "2021-04-20"])
def test_a_day_set_on_indstillinger_is_the_day_on_forside(written: str, memo_file: Path) -> None:
    cell = cell_at(SETTINGS, memo()["settings"], "name", "Dags dato", "value")
    assert libreoffice().recalculate(memo_file, given={cell: written})["tal_today"] == MEMO_DAY


@pytest.mark.bench
def test_without_a_day_set_forside_follows_the_calendar(memo_file: Path) -> None:
    before = date.today()
    assert before <= libreoffice().recalculate(memo_file)["tal_today"] <= date.today()


@pytest.mark.bench
def test_a_correction_by_hand_shows_at_once(memo_file: Path) -> None:
    cell = cell_at(TARGET_GROUPS, memo()["target_groups"], "number", 7, "invited")
    found = libreoffice().recalculate(memo_file, given={cell: 400})
    assert (found["tal_invited_7"], found["tal_invited"]) == (400, 2032)


@pytest.mark.bench
@pytest.mark.parametrize(("sheet", "papers"), [(FORSIDE.sheet, 2), (OVERBLIK.sheet, 4)])
def test_pages_print_on_as_many_sheets_of_paper_as_they_are_laid_out_for(
    sheet: str, papers: int, memo_file: Path, tmp_path: Path
) -> None:
    pictures = libreoffice().to_png(memo_file, tmp_path, sheet, dpi=30)
    assert [picture.stat().st_size > 2000 for picture in pictures] == [True] * papers


def cell_at(table: Table, frame: pd.DataFrame, key: str, value: Any, column: str) -> str:
    """Return the address of a row's cell in a built workbook."""
    row = FIRST_ROW + 1 + frame[key].tolist().index(value)
    return f"{table.sheet}!{chr(ord('A') + table.names.index(column))}{row}"


def test_the_terminal_shows_figures_as_their_cells_do() -> None:
    told = show(MemoryBook(**{**memo(), **outside()}), "Overblik", MEMO_DAY).splitlines()
    assert any(re.search(r"20-04-2021\s+2\.015\s+138\s+7 %", line) for line in told)
    assert any(re.search(r"Hele landet\s+18,8 %\s+8,9 %", line) for line in told)
    assert any(re.search(r"15\s+12-04-2021\s+0\s+0\s+–\s+25,0\s+6\.368", line) for line in told)
