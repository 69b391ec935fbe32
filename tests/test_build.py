"""The built workbook, read back by programs that did not write it."""

from __future__ import annotations

import io
import json
import re
import subprocess
import zipfile
from datetime import date, datetime, time

import openpyxl
import pytest
import python_calamine
from openpyxl.utils import get_column_letter

from macros.vba import modules
from tests.office import libreoffice
from tests.person import opened
from tests.tools import need
from workbook.build import build
from workbook.pages import Look, Page, PageCell
from workbook.schema import Kind, Owner, Shown, Table
from workbook.starting import starting_tables
from workbook.tables import CALL_SHEET, CALLS, CITIZENS, REVIEW, TABLES, VEHICLES
from workbook.words import CHOICES
from workbook.xlsx.cellxml import letters

RIBBON = '<customUI xmlns="http://schemas.microsoft.com/office/2009/07/customui"/>'
VALIDATOR = "ooxml-validator"
NAUGHTY = ("0101501234", "=1+1", "@x", "+45 12345678", "-5", "'apostrof", "1e5", "1/2", "http://x.dk", " luft ", "a\nb")

FRONT = Page(
    "Forside",
    (
        PageCell("B2", "Ringbind", Look.TITLE, across=3),
        PageCell("B4", "=COUNTA(Borgere[CPR])", Look.COUNT, "people"),
        PageCell("B5", "=MAX(Borgere[Inviteret])", Look.DATE, "latest"),
        PageCell("B6", "Gå til arket", Look.LINK, link="Til vurdering"),
    ),
    widths={"B": 30},
    heights={2: 40},
)


def built(tables=None, pages=(FRONT,), figures=None, **more) -> bytes:
    return build(tables or {}, pages, figures or {}, RIBBON, modules(), created=datetime(2021, 4, 20, 8, 30), **more)


def calamine(content: bytes) -> python_calamine.CalamineWorkbook:
    return python_calamine.load_workbook(io.BytesIO(content), load_tables=True)


def at(table: Table, name: str) -> str:
    """Return the letter of a column's sheet column."""
    return str(get_column_letter(table.names.index(name) + 1))


@pytest.fixture(scope="module")
def empty() -> bytes:
    return built(starting_tables())


@pytest.fixture(scope="module")
def book(empty) -> openpyxl.Workbook:
    return opened(empty)


SCREEN = 1366 - 50
"""Pixels across a laptop's screen, less Excel's row numbers and scroll bar."""

PIXELS = 7
"""Of a character of a column's width, in Calibri 11 at 100 %."""


def test_two_builds_give_the_same_bytes():
    tables = {"calls": CALLS.frame([{"id": "O-0001", "citizen": "B-0001", "date": date(2021, 4, 20)}])}
    assert built(tables, figures={"people": 1}) == built(tables, figures={"people": 1})


def test_every_table_is_read_by_name_with_its_headings(empty):
    book = calamine(empty)
    assert {table.excel_name: book.get_table_by_name(table.excel_name).columns for table in TABLES} == {
        table.excel_name: table.labels for table in TABLES
    }


def test_pages_come_first_and_the_rest_as_they_are_told(book):
    assert book.sheetnames == ["Forside", *(table.sheet for table in TABLES), "Valg", "xlwings.conf"]
    assert book.active.title == "Forside"


def test_sheets_are_seen_as_they_are_told(book):
    states = {Shown.VISIBLE: "visible", Shown.HIDDEN: "hidden", Shown.VERY_HIDDEN: "veryHidden"}
    assert {table.sheet: book[table.sheet].sheet_state for table in TABLES} == {
        table.sheet: states[table.shown] for table in TABLES
    }
    assert (book["Valg"].sheet_state, book["xlwings.conf"].sheet_state) == ("hidden", "veryHidden")


def test_text_stays_text():
    rows = [{"id": f"B-{at:04d}", "cpr": text, "name": text, "note": text} for at, text in enumerate(NAUGHTY)]
    content = built({"citizens": CITIZENS.frame(rows)})
    for text, row in zip(NAUGHTY, opened(content)["Borgere"].iter_rows(min_row=3, min_col=2), strict=True):
        held = {(cell.value, cell.data_type, cell.number_format) for cell in row if cell.value}
        assert held == {(text, "s", "@")}
    table = calamine(content).get_table_by_name("Borgere")
    assert [row[table.columns.index("Navn")] for row in table.to_python()] == list(NAUGHTY)


def test_dates_times_and_numbers_are_what_they_are():
    row = {"id": "O-0001", "citizen": "B-0001", "date": date(2021, 4, 20), "time": time(10, 30), "remark": None}
    car = {"id": "VO-0001", "name": "Bus 1", "seats": 8}
    content = built({"calls": CALLS.frame([row]), "vehicles": VEHICLES.frame([car])})
    calls = calamine(content).get_table_by_name("Opkald")
    cells = dict(zip(calls.columns, calls.to_python()[0], strict=True))
    assert (cells["Dato"], cells["Kl."], cells["Bemærkning"]) == (date(2021, 4, 20), time(10, 30), "")
    sheet = opened(content)["Opkald"]
    assert (sheet["D3"].number_format, sheet["E3"].number_format) == ("dd-mm-yyyy", "hh:mm")
    assert opened(content)["Køretøjer"]["K3"].value == 8


def test_an_empty_table_has_one_blank_row_in_the_columns_own_styles(book):
    sheet = book["Borgere"]
    assert sheet.tables["Borgere"].ref == f"A2:{at(CITIZENS, CITIZENS.names[-1])}3"
    assert [cell.value for cell in sheet[3]] == [None] * len(CITIZENS.labels)
    formats = {Kind.TEXT: "@", Kind.CHOICE: "@", Kind.DATE: "dd-mm-yyyy", Kind.TIME: "hh:mm"}
    formats |= {Kind.WHOLE: "0", Kind.NUMBER: "General"}
    assert [cell.number_format for cell in sheet[3]] == ["@", *(formats[column.kind] for column in CITIZENS.columns)]


def test_a_column_and_its_cells_share_one_style(empty):
    with zipfile.ZipFile(io.BytesIO(empty)) as book:
        sheet = book.read("xl/worksheets/sheet3.xml").decode()
    columns = [part.split('"')[0] for part in sheet.split("<cols>")[1].split("</cols>")[0].split('style="')[1:]]
    cells = [part.split('"')[0] for part in sheet.split('<row r="3"')[1].split("</row>")[0].split(' s="')[1:]]
    assert len(cells) == len(CITIZENS.labels)
    assert set(cells) == set(columns)


def test_validations_and_colours_reach_far_below_the_rows(book):
    sheet = book["Ringeliste"]
    ends = {
        str(rule.sqref).split(":")[1].lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
        for rule in sheet.data_validations.dataValidation
    }
    assert ends == {"25001"}
    script = letters(CALL_SHEET.names.index("script") + 1)
    assert {str(area.sqref).split(":")[1] for area in sheet.conditional_formatting} == {
        f"{letters(len(CALL_SHEET.names))}25001",
        f"{script}25001",
    }


def dropdowns(book: openpyxl.Workbook, sheet: str) -> dict[str, str]:
    page = book[sheet]
    rules = [rule for rule in page.data_validations.dataValidation if rule.type == "list"]
    return {page[str(rule.sqref).split("3:")[0] + "2"].value: rule.formula1 for rule in rules}


def test_dropdowns_take_their_choices_through_names(book):
    assert dropdowns(book, "Kørsel") == {
        "Tur": "valg_Leg",
        "Vogn": "valg_vehicles_name",
        "Sted": "valg_sites_name",
        "Hjælpemiddel": "valg_Aid",
        "Trapper": "valg_YesNo",
        "Lås": "valg_Lock",
        "Resultat": "valg_RideResult",
    }


def test_a_row_for_review_offers_only_what_can_be_chosen_about_it(book):
    offered = dropdowns(book, "Til vurdering")["Valg"]
    assert offered.startswith("CHOOSE(IFERROR(MATCH($B3,valg_choice_by,0),0)+1,")
    names = ["valg_choice_by", *re.findall(r"valg_choice_\d+", offered)]
    places = [book.defined_names[name].attr_text.removeprefix("Valg!").replace("$", "") for name in names]
    kinds, *lists = ([row[0].value for row in book["Valg"][place]] for place in places)
    assert dict(zip(["", *kinds], lists, strict=True)) == {kind: [*map(str, some)] for kind, some in CHOICES.items()}


def test_a_computed_column_has_no_dropdown(book):
    assert "Tilstand" not in dropdowns(book, "Borgere")


def test_every_choice_stands_behind_its_name(book):
    for choices in {column.choices for table in TABLES for column in table.columns if column.choices}:
        place = book.defined_names[f"valg_{choices.__name__}"].attr_text.removeprefix("Valg!")
        assert [row[0].value for row in book["Valg"][place.replace("$", "")]] == [choice.value for choice in choices]


def test_choices_of_another_sheet_are_its_column(book):
    assert book.defined_names["valg_outcomes_text"].attr_text == "Svarkoder[Svar]"


def test_every_column_shows_its_help_as_an_input_message(book):
    for table in TABLES:
        shown = [rule.prompt for rule in book[table.sheet].data_validations.dataValidation]
        assert shown[0 if table.form else 1 :] == [column.help for column in table.form or table.columns]


def test_what_people_type_is_warned_about_in_danish_and_never_forbidden(book):
    rules = [rule for sheet in book for rule in sheet.data_validations.dataValidation]
    checked = [rule for rule in rules if rule.type in {"date", "time", "whole", "decimal", "list"}]
    assert {rule.errorStyle for rule in checked} == {"warning"}
    assert {rule.error.split(",")[0] for rule in checked} == {
        "Skriv en dato",
        "Skriv et klokkeslæt",
        "Skriv et helt tal",
        "Skriv et tal",
        "Vælg et svar fra listen: klik på pilen til højre for feltet.",
    }


def test_the_colour_of_a_heading_says_who_writes_the_column(book):
    sheet = book["Borgere"]
    colours: dict[Owner, set[str]] = {owner: set() for owner in Owner}
    for column, cell in zip(CITIZENS.columns, sheet[2][1:], strict=True):
        colours[column.owner].add(cell.fill.fgColor.rgb)
    assert [len(colours[owner]) for owner in Owner] == [1, 1, 1]
    assert len(set.union(*colours.values())) == 3


def test_a_name_beside_the_ids_stays_in_sight(book):
    seen = {sheet: book[sheet].freeze_panes for sheet in ("Ringeliste", "Booking", "Medarbejdere", "Borgere", "Opkald")}
    assert seen == {"Ringeliste": "D3", "Booking": "D3", "Medarbejdere": "D3", "Borgere": "B3", "Opkald": "B3"}


def test_sheets_print_on_a4_with_headings_on_every_page(book):
    for sheet in (book[table.sheet] for table in TABLES if not table.form):
        setup = sheet.page_setup
        assert (setup.orientation, setup.paperSize) == ("landscape", 9)
        assert (sheet.sheet_properties.pageSetUpPr.fitToPage, setup.fitToHeight) == (True, 0)
        assert sheet.print_title_rows == "$1:$2"
        footer = sheet.oddFooter
        assert (footer.left.text, footer.center.text) == ("&A", "Fortroligt")
        assert footer.right.text == "Side &P af &N"


def test_where_a_table_is_wider_than_the_paper_the_ids_stand_on_each_page(book):
    wide = {table.sheet for table in TABLES if book[table.sheet].page_setup.fitToWidth not in {None, 1}}
    assert wide == {"Ringeliste", "Borgere", "Opkald", "Manuskripter", "Booking", "Kørsel"}
    assert {table.sheet for table in TABLES if book[table.sheet].print_title_cols == "$A:$A"} == wide


def test_a_wide_table_takes_several_pages_rather_than_print_too_small_to_read(book):
    assert {sheet: book[sheet].page_setup.fitToWidth or 1 for sheet in ("Svarkoder", "Til vurdering", "Borgere")} == {
        "Svarkoder": 1,
        "Til vurdering": 1,
        "Borgere": 4,
    }


def test_a_column_without_width_is_hidden(book):
    hidden = [column for column in book["Til vurdering"].column_dimensions.values() if column.hidden]
    places = {REVIEW.names.index(name) + 1 for name in ("subject", "payload")}
    assert {place for column in hidden for place in range(column.min, column.max + 1)} == places


def test_a_caller_sees_whom_why_and_where_to_write_the_answer_on_a_laptop(book):
    sheet = book["Ringeliste"]
    seen = ("name", "phone", "phone2", "language", "why_now", "last_answer", "script", "outcome")
    places = [CALL_SHEET.labels.index(CALL_SHEET.by_name[name].label) for name in seen]
    columns = [sheet.column_dimensions[letters(at + 1)] for at in range(max(places) + 1)]
    across = sum(column.width * PIXELS for column in columns if not column.hidden)
    assert across < SCREEN
    assert max(places) + 1 == CALL_SHEET.labels.index("Bemærkning")


def test_tables_have_pale_bands_of_their_own(empty):
    with zipfile.ZipFile(io.BytesIO(empty)) as parts:
        styles = parts.read("xl/styles.xml").decode()
        formats = styles.split("<dxfs")[1].split("</dxfs>")[0].split("<dxf>")[1:]
        band = int(styles.split('type="secondRowStripe" dxfId="')[1].split('"')[0])
        assert 'name="Ringbind"' in parts.read("xl/tables/table1.xml").decode()
    assert "F3F6F8" in formats[band]


def test_a_figure_has_a_name_and_carries_its_value():
    content = built(figures={"people": 138, "latest": date(2021, 4, 20)})
    values = openpyxl.load_workbook(io.BytesIO(content), data_only=True)
    assert (values["Forside"]["B4"].value, values["Forside"]["B5"].value) == (138, datetime(2021, 4, 20))
    assert opened(content)["Forside"]["B4"].value == "=COUNTA(Borgere[CPR])"
    assert opened(content).defined_names["tal_people"].attr_text == "'Forside'!$B$4"


def test_a_figure_without_a_value_shows_nothing_rather_than_nought():
    values = openpyxl.load_workbook(io.BytesIO(built()), data_only=True)
    assert values["Forside"]["B4"].value in {None, ""}


def test_a_link_leads_to_its_sheet():
    link = opened(built())["Forside"]["B6"]
    assert (link.value, link.hyperlink.location) == ("Gå til arket", "'Til vurdering'!A1")


def test_the_marks_of_citizens(book):
    rules = {rule.formula[0] for area in book["Borgere"].conditional_formatting for rule in area.rules}
    protected, no_contact, next_on = (at(CITIZENS, name) for name in ("protected", "no_contact", "next_on"))
    assert rules == {
        f'OR(${protected}3="Ja",${no_contact}3="Ja")',
        f"AND(ISNUMBER(${next_on}3),${next_on}3<TODAY())",
        '$A3<>""',
    }


def test_the_day_on_the_front_page_decides_what_is_overdue():
    front = Page("Forside", (PageCell("B2", "=TODAY()", Look.DATE, "today"),))
    rules = [rule for area in opened(built(pages=(front,)))["Borgere"].conditional_formatting for rule in area.rules]
    next_on = at(CITIZENS, "next_on")
    assert f"AND(ISNUMBER(${next_on}3),${next_on}3<tal_today)" in {rule.formula[0] for rule in rules}


def test_a_row_for_review_is_marked_until_it_is_decided(book):
    rules = {rule.formula[0] for area in book[REVIEW.sheet].conditional_formatting for rule in area.rules}
    assert f'AND($B3<>"",${at(REVIEW, "choice")}3="")' in rules


def test_xlwings_finds_its_settings_where_it_looks():
    sheet = opened(built(interpreter=r"C:\Ringbind\python.exe"))["xlwings.conf"]
    assert [[cell.value for cell in row] for row in sheet.iter_rows()] == [
        ["ADD_WORKBOOK_TO_PYTHONPATH", "false"],
        ["INTERPRETER_WIN", r"C:\Ringbind\python.exe"],
    ]


def test_an_unknown_interpreter_does_not_hide_the_one_in_the_file_beside_the_workbook():
    assert [cell.value for cell in opened(built())["xlwings.conf"]["A"]] == ["ADD_WORKBOOK_TO_PYTHONPATH"]


def test_no_property_names_a_person(book):
    about = book.properties
    assert (about.creator, about.lastModifiedBy, about.title) == ("Ringbind", "Ringbind", "Ringbind")
    assert about.created == datetime(2021, 4, 20, 8, 30)


@pytest.mark.bench
def test_libreoffice_finds_the_choices_of_another_sheets_column(tmp_path):
    cells = (PageCell("B2", "=COUNTA(valg_outcomes_text)", Look.COUNT, "answers"),)
    path = tmp_path / "Ringbind.xlsm"
    path.write_bytes(built(starting_tables(), pages=(Page("Forside", cells),)))
    assert libreoffice().recalculate(path)["tal_answers"] == len(starting_tables()["outcomes"])


@pytest.mark.bench
def test_the_open_xml_validator_finds_nothing(tmp_path):
    rows = {
        "citizens": CITIZENS.frame([{"id": "B-0001", "cpr": "=1+1", "note": "a\nb"}]),
        "call_sheet": CALL_SHEET.frame([{"id": "R-0001", "citizen": "B-0001", "name": "@x"}]),
        **starting_tables(),
    }
    path = tmp_path / "Ringbind.xlsm"
    path.write_bytes(built(rows, figures={"people": 1, "latest": date(2021, 4, 20)}))
    said = subprocess.run([need(VALIDATOR), str(path)], capture_output=True, text=True, check=False, timeout=180)
    assert json.loads(said.stdout)["errors"] == []
