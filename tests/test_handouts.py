"""Call sheets handed out: who gets whom, what leaves the house, and who is kept for whom until when."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime

import openpyxl
import pytest

from tests.callers import AB, CD, PASSWORD, PEOPLE, Files, by_hand, do, filled, office, share, staff
from tests.office import libreoffice
from tests.pictures import rows
from workbook.handouts.form import INCOMING
from workbook.handouts.returned import letter
from workbook.handouts.sharing import callers_today, share_out
from workbook.problems import NoCallers
from workbook.starting import starting_tables
from workbook.tables import CALL_SHEET, CALLS, CITIZENS, HANDOUTS

TODAY = date(2021, 4, 20)
HOMES = CITIZENS.frame([])["household"]


def due(*lines: str):
    return rows(CALL_SHEET, "id  citizen  phone  language", *lines)


def shared(sheet, *colleagues: str, most: int = 200, homes=HOMES):
    callers = callers_today(staff(*colleagues), HANDOUTS.frame(), TODAY)
    waiting = share_out(sheet, homes, callers, most)
    return {caller.initials: caller.calls for caller in callers}, waiting


def test_calls_are_shared_out_evenly_in_order():
    sheet = due(*(f"R-{n}  B-{n}  1111111{n}  -" for n in range(5)))
    assert shared(sheet, AB, CD) == ({"AB": ["R-0", "R-2", "R-4"], "CD": ["R-1", "R-3"]}, [])


def test_who_needs_a_language_is_rung_by_somebody_who_speaks_it():
    sheet = due("R-1  B-1  11111111  -", "R-2  B-2  22222222  Urdu", "R-3  B-3  33333333  Somali")
    assert shared(sheet, AB, CD) == ({"AB": ["R-1", "R-3"], "CD": ["R-2"]}, [])


def test_people_of_one_household_or_one_number_are_one_callers():
    sheet = due("R-1  B-1  11111111  -", "R-2  B-2  22222222  -", "R-3  B-3  33333333  -", "R-4  B-4  22222222  -")
    homes = CITIZENS.frame([{"id": who, "household": "B-1"} for who in ("B-1", "B-3")])["household"]
    assert shared(sheet, AB, CD, homes=homes) == ({"AB": ["R-1", "R-3"], "CD": ["R-2", "R-4"]}, [])


def test_an_institution_is_shared_out_all_the_same():
    sheet = due(*(f"R-{n}  B-{n}  1111111{n}  -" for n in range(8)))
    homes = CITIZENS.frame([{"id": f"B-{n}", "household": "B-0"} for n in range(8)])["household"]
    assert {who: len(calls) for who, calls in shared(sheet, AB, CD, homes=homes)[0].items()} == {"AB": 4, "CD": 4}


def test_nobody_gets_more_than_the_setting_says_and_the_last_ones_wait():
    sheet = due(*(f"R-{n}  B-{n}  1111111{n}  -" for n in range(5)))
    assert shared(sheet, AB, CD, most=2) == ({"AB": ["R-0", "R-2"], "CD": ["R-1", "R-3"]}, ["R-4"])


@pytest.mark.parametrize(
    "colleague",
    [
        "M-0001  AB  chauffør  -  -  -",
        "M-0001  AB  ringer  -  2021-04-19  2021-04-20",
        "M-0001  AB  ringer  -  2021-04-19  -",
        "M-0001  -   ringer  -  -  -",
    ],
)
def test_who_does_not_ring_or_is_away_gets_no_list(colleague):
    with pytest.raises(NoCallers, match="Medarbejdere"):
        shared(due(), colleague)


def test_a_list_handed_out_keeps_its_people_for_its_caller():
    book = office()
    outcome, files = share(book)
    assert outcome.message == (
        "4 opkald er delt ud til AB og CD. Filerne ligger i mappen Ringelister og gælder i dag og i morgen."
    )
    assert list(files) == [
        "Ringelister/2021-04-20 Ringeliste AB UR-0001.xlsx",
        "Ringelister/2021-04-20 Ringeliste CD UR-0003.xlsx",
    ]
    assert book.read(CITIZENS)["reserved_to"].tolist() == ["AB", "AB", "CD", "CD"]
    assert set(book.read(CITIZENS)["reserved_until"]) == {date(2021, 4, 21)}
    assert do(book, "call-sheet").message == "Der er ingen nye at ringe til i dag."
    assert share(book)[0].message == "Der er ingen at ringe til, som ikke allerede er delt ud."


def test_who_is_handed_out_leaves_the_offices_own_call_sheet():
    book = office()
    do(book, "call-sheet")
    share(book)
    assert book.read(CALL_SHEET).empty


def test_when_the_time_is_over_others_may_ring():
    book = office()
    share(book)
    assert do(book, "call-sheet", now=datetime(2021, 4, 22, 8, 0)).message == "Ringelisten har 4 opkald til i dag."
    assert book.read(CITIZENS)["reserved_to"].tolist() == [None] * 4


def test_a_person_is_given_free_by_hand():
    book = office()
    share(book)
    by_hand(book, HANDOUTS, "UR-0002", release="Ja")
    assert do(book, "call-sheet").message == "Ringelisten har 1 opkald til i dag."
    assert book.read(CALL_SHEET)["citizen"].tolist() == ["B-0002"]


def test_files_always_have_a_password_of_some_length():
    book = office()
    assert do(book, "share-calls").message.endswith("peg på den med --list-password-file.")
    assert "mindst 8 tegn" in do(book, "share-calls", list_password="hest").message
    assert book.read(HANDOUTS).empty


def test_a_callers_file_holds_what_the_caller_needs_and_no_more():
    _, files = share(office())
    ab, cd = files.values()
    sheet = openpyxl.load_workbook(io.BytesIO(cd))["Ringeliste"]
    told = " ".join(str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value)
    assert "Cy Dam" in told
    assert "Beskyttet adresse" in told
    assert "Skolevej" not in told
    assert "Ada Holm" not in told
    for content in (ab, cd):
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            whole = b"\n".join(package.read(name) for name in package.namelist())
        for number in PEOPLE["cpr"]:
            assert number.encode() not in whole
            assert f"{number[:6]}-{number[6:]}".encode() not in whole
        assert PASSWORD.encode() not in whole


def test_only_the_fields_of_an_answer_may_be_written_and_choices_are_lists():
    _, files = share(office())
    book = openpyxl.load_workbook(io.BytesIO(next(iter(files.values()))))
    sheet = book["Ringeliste"]
    heads = {cell.value: letter(at) for at, cell in enumerate(sheet[3])}
    open_on_a_line = {label for label, column in heads.items() if not sheet[f"{column}4"].protection.locked}
    assert sheet.protection.sheet
    assert open_on_a_line.isdisjoint({"Nr.", "Borgernr.", "Navn", "Telefon", "Ringes fordi", "Adresse"})
    assert {"Svar", "Ringet den", "Bemærkning", "Samtykke"} <= open_on_a_line
    assert not sheet[f"{heads['Navn']}{4 + 2 + 1}"].protection.locked
    assert (sheet.freeze_panes, sheet.page_setup.orientation, sheet.print_title_rows) == ("E4", "landscape", "$1:$3")
    lists = {str(rule.sqref).split(":")[0]: rule.formula1 for rule in sheet.data_validations.dataValidation}
    assert lists[f"{heads['Svar']}4"] == "valg_outcome"
    choices = book.defined_names["valg_outcome"].attr_text.replace("$", "").removeprefix("Valg!")
    assert [row[0].value for row in book["Valg"][choices]] == starting_tables()["outcomes"]["text"].tolist()
    assert {name: book[name].sheet_state for name in book.sheetnames} == {
        "Ringeliste": "visible",
        "Manuskripter": "visible",
        "Om": "visible",
        "Valg": "hidden",
        "ringbind": "veryHidden",
    }
    assert [sheet[f"A{row}"].value for row in (4, 5, 7)] == ["UR-0001", "UR-0002", "Ind 1"]
    assert sheet.max_row == 3 + 2 + 1 + INCOMING


def test_the_words_of_its_talks_go_along_in_danish_and_in_the_language_and_the_calls_lead_to_them():
    _, files = share(office(citizens=PEOPLE.assign(language=["Dansk", "Dansk", "Urdu", "Nepali"])))
    ab, cd = (openpyxl.load_workbook(io.BytesIO(content)) for content in files.values())
    talks = {row[0].value: row[0].row for row in cd["Manuskripter"].iter_rows(min_row=4)}
    assert list(talks) == [
        *("Første opkald", "Første opkald på urdu", "Borgeren ringer", "Telefonsvarer", "Telefonsvarer på urdu")
    ]
    assert "STOP: Gå kun videre" in cd["Manuskripter"]["B4"].value
    links = [(cell.value, cell.hyperlink.location) for cell in cd["Ringeliste"][4] if cell.hyperlink]
    assert links == [("Første opkald på urdu", "Manuskripter!A5")]
    assert [row[0].value for row in ab["Manuskripter"].iter_rows(min_row=4)] == [
        *("Første opkald", "Borgeren ringer", "Telefonsvarer")
    ]


def test_undo_of_handing_out_gives_the_people_free():
    book = office()
    share(book)
    do(book, "undo")
    assert book.read(HANDOUTS).empty
    assert book.read(CITIZENS)["reserved_to"].tolist() == [None] * 4


@pytest.mark.bench
def test_a_locked_file_opens_in_another_spreadsheet_program_and_comes_back_from_there(tmp_path):
    """The password is taken off first: LibreOffice is not asked for it here."""
    files = Files(tmp_path, office())
    content = filled(files.share()["AB"], [("UR-0001", "Svar", "Ikke svar"), ("UR-0001", "Ring igen den", TODAY)])
    path = tmp_path / "AB.xlsx"
    path.write_bytes(content)
    assert libreoffice().formula_errors(path) == []
    files.put_back("AB", libreoffice().resave(path, tmp_path / "igen.xlsx").read_bytes())
    assert files.take().message == "1 svar gemt fra 1 ringeliste."
    assert files.book.read(CALLS)[["outcome", "call_on"]].to_numpy().tolist() == [["Ikke svar", TODAY]]
