"""The demo is the main job: its figures are the memo's, its files the same on every run, and other programs agree."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from macros.__main__ import main
from macros.demo.outside import SSI
from macros.demo.story import demo, free_folder
from macros.terminal import Terminal
from tests.letters.paper import facts_of, text_of
from tests.lint import lint
from tests.office import libreoffice
from tests.tools import need
from workbook.book_file import FileBook
from workbook.change import Change, records
from workbook.journal.chain import broken_links
from workbook.summary import ENOUGH, figures
from workbook.tables import (
    BOOKINGS,
    CALL_SHEET,
    CALLS,
    CITIZENS,
    JOURNAL,
    LETTERS_SENT,
    LIST_ROWS,
    REVIEW,
    RIDES,
    TABLES,
    TOURS,
    TRACKED,
    VEHICLES,
)
from workbook.words import COUNTRY, BookingKind

TODAY = date(2021, 4, 20)

MEMO = {
    "people_1": 89, "vaccinated_1": 86, "not_reacted_1": 3,
    "people_2": 325, "vaccinated_2": 300, "not_reacted_2": 25,
    "people_3": 143, "vaccinated_3": 136, "not_reacted_3": 7,
    "people_7": 383, "not_reacted_7": 29, "vaccinated_7": "–",
    "people_8": 1041, "not_reacted_8": 68,
    "people_9": 2055, "not_reacted_9": "–",
    "invited": 2015, "not_reacted": 138, "list_declined": 27, "list_undecided": 11,
}  # fmt: skip
"""The memo of 21 April 2021; the 138 are 3 + 25 + 7 + 6 (groups 4-6) + 29 + 68."""

SHARES = {"vaccinated_share_1": 97, "not_reacted_share_1": 3, "vaccinated_share_2": 92, "not_reacted_share_2": 8,
          "vaccinated_share_3": 95, "not_reacted_share_3": 5, "not_reacted_share": 7}  # fmt: skip


@pytest.fixture(scope="module")
def day(tmp_path_factory):
    folder = tmp_path_factory.mktemp("dag") / "demo"
    return folder, demo(folder, Terminal(quiet=True))


@pytest.fixture(scope="module")
def tables(day):
    with FileBook(day[0] / "Ringbind.xlsm", read_only=True) as book:
        return {table.name: book.read(table) for table in TABLES}


def test_the_overview_is_the_memos_table(tables):
    found = figures(tables, TODAY)
    assert {name: found[name] for name in MEMO} == MEMO
    assert {name: round(found[name] * 100) for name in SHARES} == SHARES
    assert sum(found[f"not_reacted_{number}"] for number in (4, 5, 6)) == 6


def test_the_country_and_the_neighbours_stand_beside_ishoej_as_ssi_told_them(tables):
    found = figures(tables, TODAY)
    told = {found[f"coverage_area_{line}"]: found[f"coverage_first_{line}"] for line in range(7)}
    assert [(area, round(100 * share, 1)) for area, share in told.items()] == [
        ("Ishøj", 18.0), ("Hele landet", 18.8),
        ("Albertslund", 20.3), ("Brøndby", 20.8), ("Greve", 19.9), ("Høje-Taastrup", 19.3), ("Vallensbæk", 21.5),
    ]  # fmt: skip
    assert [round(100 * found[f"coverage_done_{line}"], 1) for line in (0, 1)] == [7.5, 8.9]


def test_the_excerpt_of_ssis_figures_is_what_ssi_published():
    told = (Path(__file__).parent / "data" / "ssi" / "Vaccinationsdaekning_kommune.csv").read_text("utf-8")
    for area, (first, done, people, first_share, done_share) in SSI.items():
        name = area.replace("-", " ").replace("Taastrup", "Tåstrup")
        assert area == COUNTRY or f"{name},{first},{done},{first_share},{done_share},{people}" in told.splitlines()


def test_hours_incidence_and_the_languages_of_the_list_are_told(tables):
    found = figures(tables, TODAY)
    assert (found["incidence_days"], found["forecast"]) == (7, ENOUGH)
    assert found["work_hours"] == 150
    assert found["age_sum_whole"] == found["language_sum_whole"] == 138
    assert found["age_none_whole"] == 0


def test_the_report_tells_the_figures_and_where_the_files_lie(day):
    folder, outcome = day
    assert outcome.code == 0
    assert "Målgruppe 1:    89 borgere   vaccineret 86 (97 %)     ej reageret 3 (3 %)" in outcome.message
    assert all((folder / file).is_file() for file in outcome.files)
    assert "138 af 2015 inviterede: 27 ønsker ikke vaccination, og 11 er uafklarede." in outcome.message
    assert "Ishøj: 1. stik og færdigvaccineret 18,0 % og 7,5 %" in outcome.message
    assert str(folder / "Ringbind.xlsm") in outcome.message


def test_a_second_demo_takes_a_folder_of_its_own(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "Ringbind-demo").mkdir()
    assert free_folder() == Path("Ringbind-demo-2")


def test_everyone_on_the_call_sheet_has_a_reason_and_a_number(tables):
    sheet = tables[CALL_SHEET.name]
    assert len(sheet) > 50
    assert sheet[["why_now", "phone", "name"]].notna().all(axis=None)


def test_every_row_of_every_list_is_in_one_bucket_with_its_reason(tables):
    assert tables[LIST_ROWS.name][["bucket", "why", "row"]].notna().all(axis=None)


def test_letters_calls_and_questions_point_at_people_who_exist(tables):
    people = set(tables[CITIZENS.name].index)
    for table in (CALLS, LETTERS_SENT):
        assert set(tables[table.name]["citizen"].dropna()) <= people  # a driver's letter is about no citizen alone
    assert len(tables[LETTERS_SENT.name]) > 0
    assert len(tables[REVIEW.name]) < 20


def test_bookings_of_every_kind_are_on_their_way(tables):
    bookings = tables[BOOKINGS.name]
    assert set(bookings["state"]) == {"Ønsket", "Bestilt", "Tid fået", "Meddelt"}
    assert set(bookings["kind"]) == set(BookingKind)
    couple = bookings[bookings["goes_with"].notna()]
    assert set(couple["citizen"]) == set(couple["goes_with"])
    assert bookings["check"].isna().all()


def test_the_journal_holds(tables):
    assert broken_links(tables[JOURNAL.name]) == []


def test_no_cpr_number_or_name_is_in_a_file_name_or_a_log(day, tables):
    folder, _ = day
    numbers = set(tables[CITIZENS.name]["cpr"].dropna())
    names = " ".join(str(path) for path in folder.rglob("*"))
    assert not any(number in names for number in numbers)
    assert not (folder / "ringbind.log").exists()


def test_the_workbook_is_sound_after_a_day(day):
    assert lint(day[0] / "Ringbind.xlsm") == []


def test_two_runs_give_the_same_bytes_also_where_python_orders_its_sets_otherwise(day, tmp_path):
    again = tmp_path / "igen"
    elsewhere = {**os.environ, "PYTHONHASHSEED": "42"}
    subprocess.run([sys.executable, "-m", "macros", "demo", again], env=elsewhere, capture_output=True, check=True)
    assert prints_of(again) == prints_of(day[0])


def prints_of(folder: Path) -> dict[str, str]:
    files = (path for path in folder.rglob("*") if path.suffix in {".xlsm", ".xlsx", ".csv", ".pdf", ".docx"})
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def test_a_correction_by_hand_survives_ten_presses_and_a_list_that_says_otherwise(day, tmp_path):
    folder = tmp_path / "demo"
    shutil.copytree(day[0], folder)
    workbook, export = folder / "Ringbind.xlsm", next(folder.glob("Lister/Fagsystem*.xlsx"))
    corrected = {"address": "Rettet Vej 7", "note": "Ring efter kl. 12"}
    with FileBook(workbook) as book:
        person = book.read(CITIZENS).iloc[[0]]
        change = Change()
        change.update(CITIZENS, person, person.assign(**corrected))
        book.apply(change)
        book.save()
    presses = ["import-list", "call-sheet", "take-answers", "resolve", "update-summary"] * 2
    for name in presses:
        given = [str(export)] if name == "import-list" else []
        assert main([name, str(workbook), *given, "--user", "ABC"]) == 0
    with FileBook(workbook, read_only=True) as book:
        after = book.read(CITIZENS).iloc[0]
        asked = book.read(REVIEW)
    assert {name: after[name] for name in corrected} == corrected
    assert asked["kind"].tolist().count("Afviger fra rettelse") == 1


def test_undo_takes_a_list_back_whole(day, tmp_path):
    folder = tmp_path / "demo"
    shutil.copytree(day[0], folder)
    workbook = folder / "Ringbind.xlsm"
    (folder / "SSI 2021-04-20 ny.csv").write_text("CPR;Navn\n040230-1234;Cy Dam\n", "utf-8")
    before = content_of(workbook)
    assert main(["import-list", str(workbook), str(folder / "SSI 2021-04-20 ny.csv")]) == 0
    assert content_of(workbook) != before
    assert main(["undo", str(workbook)]) == 0
    assert content_of(workbook) == before


def content_of(workbook: Path) -> dict[str, object]:
    with FileBook(workbook, read_only=True) as book:
        return {table.name: records(book.read(table)) for table in TRACKED}


def test_the_transport_day_is_planned_with_wheelchairs_walkers_and_all_brought_home(day, tables):
    rides, cars = tables[RIDES.name], tables[VEHICLES.name]
    assert sorted(rides["aid"]) == ["Kørestol"] * 4 + ["Rollator"] * 6
    assert rides.groupby("citizen")["leg"].apply(sorted).tolist() == [["Hjem", "Ud"]] * 5
    assert rides[["vehicle", "pick_up", "arrive", "pick_up_load", "told_from"]].notna().all(axis=None)
    assert rides[["unplaced", "check", "ring"]].isna().all(axis=None)
    lifts = set(cars.loc[cars["lift"] == "Ja", "name"])
    assert set(rides.loc[rides["aid"] == "Kørestol", "vehicle"]) <= lifts
    letters = [file for file in day[1].files if "Chaufførbrev" in file]
    assert len(letters) == len(tables[TOURS.name]) == rides["vehicle"].nunique() == len(cars) == 3


@pytest.mark.bench
def test_libreoffice_computes_the_same_figures(day, tables):
    found = figures(tables, TODAY)
    computed = libreoffice().recalculate(day[0] / "Ringbind.xlsm")
    same = {f"tal_{name}": value for name, value in MEMO.items()}
    assert {name: computed[name] for name in same} == same
    shown = {f"tal_{name}": value if value != "" else None for name, value in found.items()}
    assert computed == pytest.approx(shown)
    assert libreoffice().formula_errors(day[0] / "Ringbind.xlsm") in ([], {})


@pytest.mark.bench
def test_the_open_xml_validator_finds_nothing_after_a_day(day):
    validator = need("ooxml-validator")
    done = subprocess.run([validator, day[0] / "Ringbind.xlsm"], capture_output=True, text=True, check=False)
    assert '"ok": true' in done.stdout, done.stdout[:2000]


@pytest.mark.bench
def test_the_papers_say_what_they_should_and_no_more(day, tables):
    pdftotext = need("pdftotext")
    folder, outcome = day
    texts = {
        file: subprocess.run([pdftotext, folder / file, "-"], capture_output=True, text=True, check=True).stdout
        for file in outcome.files
        if file.endswith(".pdf")
    }
    others = [text for file, text in texts.items() if "Bookingliste" not in file]  # the Region books by CPR number
    for number in tables[CITIZENS.name]["cpr"].dropna():
        assert not any(number in text or f"{number[:6]}-{number[6:]}" in text for text in others)
    for name, said in (
        (" Ringeliste", "Fortroligt"),
        ("Prøveudskrift", "Set igennem af"),
        ("Breve til borgere", "Side 1 af 2"),
    ):
        assert [said in text for file, text in texts.items() if name in file][:1] == [True]


@pytest.mark.bench
def test_there_are_letters_in_every_language_and_a_drivers_letter_holds_nothing_but_the_ride(day):
    folder, outcome = day
    pdfs = {file: (folder / file).read_bytes() for file in outcome.files if file.endswith(".pdf")}
    assert {facts_of(pdf)["Tagged"] for pdf in pdfs.values()} == {"yes"}
    letters = "".join(text_of(pdf) for file, pdf in pdfs.items() if "Tjek skabeloner breve" in file)
    greetings = ("Kære", "Dear", "Sayın", "محترم", "Ballantaada", "Poštovani", "Państwa", "گرامی", "vaksîn", "تحية")
    assert [word for word in greetings if word not in letters] == []
    papers = [text_of(pdf) for file, pdf in pdfs.items() if "Chaufførbrev" in file or "Ledsagerplan" in file]
    assert len(papers) == 4
    secret = ("Telefonkø", "målgruppe", "Målgruppe", "vaccin", "Vaccin", "Ja, vil", "B-0")
    assert [word for word in secret if any(word in text for text in papers)] == []


@pytest.mark.bench
def test_the_status_note_can_be_laid_beside_the_memo(day):
    """The memo of 21 April 2021, table by table: groups 1-3, groups 7-9, the list, and the shares of the vaccinated."""
    folder, outcome = day
    note = next(folder / file for file in outcome.files if file.endswith("Statusnotat.pdf"))
    text = text_of(note.read_bytes())
    for told in (
        "2015 borgere er inviteret, og fristen på 22 dage er udløbet. Heraf har 138 ikke reageret",
        "svarer til 7 %",
        "Af de 138 ønsker 27 ikke at blive vaccineret, og 11 har endnu ikke taget stilling",
        "1. Borgere i plejebolig 89 89 86 (97 %)",
        "3. Borgere på 85 år og derover 143 143 136 (95 %)",
        "7. Borgere på 80-84 år 383 383 – – 29",
        "8. Borgere på 75-79 år 1041 1041 – – 68",
        "9. Borgere på 65-74 år 2055 2055 – – –",
        "Ønsker ikke 27",
        "Uafklaret 11",
        "18,0 % af borgerne har fået 1. stik, og 7,5 % er færdigvaccinerede. I hele landet er det 18,8 % og 8,9 %",
        "har været under 200 i 7 dage",
        "I alt 138",
    ):
        assert told in " ".join(text.split()), told
    for told in ("300 (92 %)", "25 (8 %)", "3 (3 %)", "7 (5 %)"):
        assert told in text, told


@pytest.mark.bench
def test_the_open_xml_validator_finds_nothing_in_the_status_note(day):
    folder, outcome = day
    note = next(folder / file for file in outcome.files if file.endswith(".docx"))
    done = subprocess.run([need("ooxml-validator"), note], capture_output=True, text=True, check=False)
    assert '"ok": true' in done.stdout, done.stdout[:2000]
