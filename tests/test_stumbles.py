"""The mistakes of a first day: each is told in one Danish sentence, and the workbook stays as it was."""

from __future__ import annotations

import shutil
from datetime import date, datetime

import pytest
from openpyxl import Workbook

from macros.__main__ import usage
from macros.office import new_office
from workbook.book_file import FileBook
from workbook.change import Change
from workbook.cpr import mask_within
from workbook.tables import CITIZENS, HISTORY

TODAY = ("--today", "2021-04-20")


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    return new_office(tmp_path_factory.mktemp("hjem") / "Kontor på Æblevej", datetime(2021, 4, 20, 8, 0)).parent


@pytest.fixture
def office(made, tmp_path):
    return shutil.copytree(made, tmp_path / made.name) / "Ringbind.xlsm"


def only_headings(folder):
    (folder / "liste.csv").write_text("CPR;Navn;Målgruppe\n", "utf-8")
    return folder / "liste.csv"


def no_headings(folder):
    (folder / "liste.csv").write_text("020230-1234;Ada Lund\n030230-1234;Bo Beck\n", "utf-8")
    return folder / "liste.csv"


def a_folder(folder):
    (folder / "Lister").mkdir()
    return folder / "Lister"


def a_copy_of_the_workbook(folder):
    return shutil.copy(folder / "Kontor på Æblevej" / "Ringbind.xlsm", folder / "kopi.xlsm")


@pytest.mark.parametrize(
    ("file", "sentence"),
    [
        (
            only_headings,
            "Filen “liste.csv” kan ikke læses: der er ingen rækker under overskrifterne. Der er ikke ændret noget.",
        ),
        (
            no_headings,
            (
                "“liste.csv” har ingen overskrifter, kun CPR-numre i en kolonne. Er det SSI's liste over dem, der er "
                "inviteret og ikke har reageret? "
                'Svar med --answer "kind=SSI: ikke reageret" eller --answer "kind=Stop".'
            ),
        ),
        (
            a_folder,
            "Filen “Lister” kan ikke læses: det er en mappe; vælg en fil i den. Der er ikke ændret noget.",
        ),
        (
            a_copy_of_the_workbook,
            (
                "Filen “kopi.xlsm” kan ikke læses: den er selv en projektmappe fra Ringbind; vælg den liste, "
                "der skal læses ind. Der er ikke ændret noget."
            ),
        ),
    ],
)
def test_a_wrong_file_is_told_and_changes_nothing(run, office, tmp_path, file, sentence):
    before = office.read_bytes()
    assert run("import-list", office, file(tmp_path), *TODAY) == (2, "", sentence)
    assert office.read_bytes() == before


def test_a_folder_is_no_workbook(run, office):
    sentence = "Filen “Kontor på Æblevej” kan ikke bruges som projektmappe: det er en mappe. Vælg filen Ringbind.xlsm."
    assert run("check", office.parent) == (2, "", sentence)
    assert run("show", office.parent, "Borgere") == (2, "", sentence)


def test_an_export_whose_sheet_has_a_name_of_ours_is_no_workbook(run, office, tmp_path):
    export = Workbook()
    export.create_sheet(CITIZENS.sheet)
    export.save(tmp_path / "udtræk.xlsx")
    sentence = (
        "Filen “udtræk.xlsx” kan ikke bruges som projektmappe: den er ikke lavet af Ringbind. Vælg filen Ringbind.xlsm."
    )
    assert run("import-list", tmp_path / "udtræk.xlsx", office) == (2, "", sentence)


def test_an_office_cannot_be_made_where_a_file_lies(run, office):
    assert run("new", office)[2] == "“Ringbind.xlsm” er en fil, ikke en mappe. Vælg en mappe. Der er ikke ændret noget."


def test_a_word_too_many_is_never_passed_over(run, office):
    assert run("check", office, "ekstra")[2].startswith("Kommandoen mangler noget eller har et ord for meget.")


@pytest.mark.parametrize("words", [(), ("help",), ("-h",), ("new", "--help")])
def test_help_is_given_wherever_it_is_asked_for(run, words):
    assert run(*words) == (0, usage().strip(), "")


@pytest.mark.parametrize("flag", ["-h", "--help"])
def test_help_about_a_button_says_how_it_is_written_and_what_it_is_called_on_the_ribbon(run, flag):
    told = run("import-list", flag)[1]
    assert told.startswith("ringbind import-list PROJEKTMAPPE FIL\n\nIndlæs liste: Læg en liste ind i registret. ")


def test_a_command_that_lacks_a_word_says_how_it_is_written(run, office):
    assert run("import-list", office)[2].endswith("Skriv sådan: “ringbind import-list PROJEKTMAPPE FIL”.")
    assert run("show", office)[2].endswith("Skriv sådan: “ringbind show PROJEKTMAPPE ARK”.")


def test_a_button_is_known_by_its_name_on_the_ribbon_too(run, office):
    assert run("Lav ringeliste", office, *TODAY) == run("call-sheet", office, *TODAY)


def test_an_answer_that_is_none_of_the_choices_is_told(run, office, tmp_path):
    (tmp_path / "liste.csv").write_text("CPR-nr;Navn;Adresse;Tlf.\n020230-1234;Ada Lund;Engvej 1;\n", "utf-8")
    told = run("import-list", office, tmp_path / "liste.csv", *TODAY, "--answer", "kind=SSI")[2]
    assert told.startswith("“SSI” er ikke et af svarene. Hvad er “liste.csv” for en liste?")
    assert '\n  --answer "kind=SSI: ikke reageret"\n' in told


def test_a_new_office_without_a_list_is_told_what_to_press(run, office):
    told = run("call-sheet", office, *TODAY)[1]
    assert told.startswith("Der er ingen nye at ringe til i dag. Kun borgere på en liste fra SSI ringes op")
    assert told.endswith("tryk på Indlæs liste.")


def test_saving_no_choices_says_so(run, office):
    assert run("resolve", office, *TODAY)[1] == "Der er ingen valg at gemme."


def test_undo_names_the_button_and_how_to_answer_its_question(run, office, tmp_path):
    (tmp_path / "SSI.csv").write_text("CPR;Navn\n020230-1234;Ada Lund\n", "utf-8")
    run("import-list", office, tmp_path / "SSI.csv", *TODAY)
    with FileBook(office) as book:
        people = book.read(CITIZENS)
        change = Change()
        change.update(CITIZENS, people, people.assign(name="Ada Holm"))
        book.apply(change)
        book.save()
    code, _, told = run("undo", office, *TODAY)
    assert (code, told) == (
        2,
        (
            "1 række er ændret, siden knappen blev brugt. Skal den også sættes tilbage? "
            'Svar med --answer "undo=Kun urørte rækker" eller --answer "undo=Alle rækker".'
        ),
    )
    told = run("undo", office, *TODAY, "--answer", "undo=Alle rækker")[1]
    assert told.startswith("Tryk nr. 1 er taget tilbage (Indlæs liste). ")


def test_no_sheet_shows_a_cpr_number_unless_asked(run, office, tmp_path):
    (tmp_path / "SSI.csv").write_text("CPR;Navn\n020230-1234;Ada Lund\n", "utf-8")
    run("import-list", office, tmp_path / "SSI.csv", *TODAY)
    for sheet in ("Journal", "Checkpoint", "Borgere"):
        assert "020230-xxxx" in run("show", office, sheet)[1]
        masked = run("show", office, sheet, "--csv")[1]
        assert "0202301234" not in masked
        assert "020230-1234" not in masked
        assert "0202301234" in run("show", office, sheet, "--csv", "--with-cpr")[1]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Hans kone er 020230-1234.", "Hans kone er 020230-xxxx."),
        ('{"cpr":"0202301234"}', '{"cpr":"020230-xxxx"}'),
        ("020230 1234 og 030230-1234", "020230-xxxx og 030230-xxxx"),
        ("95575082, 83527991", "95575082, 83527991"),
        ("2021-04-20 09.10 Ringeliste.pdf", "2021-04-20 09.10 Ringeliste.pdf"),
        ("5bcba3fc2045d23d 37152045190012", "5bcba3fc2045d23d 37152045190012"),
    ],
)
def test_numbers_within_a_text_are_masked(text, shown):
    assert mask_within(text) == shown


def test_numbers_are_shown_as_danes_write_them(run, office):
    change = Change()
    change.insert(HISTORY, HISTORY.frame([_figure("HI-0001", 89.0), _figure("HI-0002", 2.5)]))
    with FileBook(office) as book:
        book.apply(change)
        book.save()
    shown = run("show", office, "Historik", "--csv")[1].splitlines()[1:]
    assert [line.rpartition(";")[2] for line in shown] == ["89", "2,5"]


def _figure(row_id, value):
    return {"id": row_id, "date": date(2021, 4, 20), "figure": "Målgruppe 1: borgere", "value": value}
