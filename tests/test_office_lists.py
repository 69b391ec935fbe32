"""Lists as offices write them: headings in other words, numbers in two columns, crosses, a status, feet."""

from datetime import date, datetime

import pytest

from workbook.lists.asking import ask_mapping
from workbook.lists.by_cells import own_words
from workbook.lists.headings import field_of, fields_of
from workbook.lists.read import Sheet
from workbook.lists.recognise import recognise
from workbook.words import ListKind

TODAY = date(2021, 4, 27)
ADA, BO = "020250-1234", "030350-1234"


def a_file(*sheets, name="liste.xlsx", **answers):
    told = [Sheet(f"Ark{at}", [list(row) for row in rows]) for at, rows in enumerate(sheets, start=1)]
    return recognise(name, told, TODAY, answers)


def cells(found, *names):
    return found.rows[list(names)].to_numpy().tolist()


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        *(("tlf nr mobil", "phone"), ("borgerens telefon privat", "phone"), ("efternavn fornavn", "name")),
        *(
            ("navn efternavn fornavn", "name"),
            ("borger cpr", "cpr"),
            ("borgers fulde navn", "name"),
            ("ringet d", "called_on"),
        ),
        *(("paaroerende kontaktperson", "relative"), ("kontaktpersons tlf", "relative_phone")),
        *(("borger nr", ""), ("lb nr", ""), ("person", ""), ("cpr dato", ""), ("telefon adresse", "")),
    ],
)
def test_words_that_say_nothing_more_do_not_hide_a_heading(heading, field):
    assert field_of(heading) == field


SPLIT = {
    "texts": [["Fødselsdato", "Løbenr.", "Navn"], ["020250", "1234", "Ada"], ["030350", "0123", "Bo"]],
    "a date and a figure": [
        ["Født", "Sidste 4", "Navn"],
        [date(1950, 2, 2), 1234.0, "Ada"],
        [datetime(1950, 3, 3, 0, 0), 123.0, "Bo"],
    ],
    "a heading over both": [["CPR", None, "Navn"], ["020250", "1234", "Ada"], [30350.0, 123.0, "Bo"]],
}


@pytest.mark.parametrize("rows", SPLIT.values(), ids=SPLIT)
def test_a_cpr_number_in_two_columns_is_one_number(rows):
    found = a_file(rows)
    assert found.kind.list_kind is ListKind.SSI
    assert cells(found, "cpr", "name") == [["0202501234", "Ada"], ["0303500123", "Bo"]]


def test_a_running_number_beside_a_birth_date_is_no_part_of_a_cpr_number():
    rows = [["Fødselsdato", "Løbenr.", "Navn", "Svar"], ["020250", 1.0, "Ada", "ja"], ["030350", 2.0, "Bo", "nej"]]
    assert cells(a_file(rows), "cpr", "name") == [[None, "Ada"], [None, "Bo"]]
    whole = a_file([["CPR", "Løbenr."], [ADA, 1001.0], [BO, 1002.0]])
    assert (cells(whole, "cpr"), whole.unused) == ([["0202501234"], ["0303501234"]], ("Løbenr.",))


def test_a_name_in_three_columns_is_one_name():
    found = a_file(
        [["CPR", "Fornavn", "Mellemnavn", "Efternavn"], [ADA, "Ada", "Holm", "Lund"], [BO, "Bo", "", "Beck"]]
    )
    assert cells(found, "name") == [["Ada Holm Lund"], ["Bo Beck"]]


def test_a_cross_under_an_answer_is_that_answer():
    heads = ["CPR", "Navn", "Ja", "Nej", "Ved ikke"]
    crosses: list[list[str | None]] = [
        ["x", None, None],
        [None, "X", ""],
        [None, None, "1"],
        [None, None, None],
        ["x", "x", None],
    ]
    found = a_file([heads, *([ADA, "Ada", *crossed] for crossed in crosses)])
    assert found.kind.list_kind is ListKind.CONTACTS
    assert cells(found, "answer") == [["Ja"], ["Nej"], ["Ved ikke"], [None], ["Ja · Nej"]]


def test_a_status_that_holds_answers_is_the_answer():
    told = [["CPR", "Navn", "Status"], [ADA, "Ada", "Vil ikke vacineres"], [BO, "Bo", "Død"]]
    assert cells(a_file(told), "answer", "gone") == [["Vil ikke vacineres", None], ["Død", None]]
    case = [["CPR", "Adresse", "Indsatser", "Status"], [ADA, "Engvej 1", "", "Død"], [BO, "Engvej 2", "", "Indlagt"]]
    assert a_file([*case, [BO, "Engvej 2", "", "Aktiv"]]).kind.list_kind is ListKind.CASE_SYSTEM


@pytest.mark.parametrize("head", ["Status", "Status d.d."])
@pytest.mark.parametrize(
    ("said", "field"),
    [
        (["Ikke truffet", "Vil gerne"], "answer"),
        (["Sag oprettet", "Sag lukket"], ""),
        (["Bopæl i Danmark", "Død"], "gone"),
        (["01", "90"], "gone"),
        (["Aktiv", "Aktiv"], "gone"),
    ],
)
def test_a_status_is_what_its_cells_say_it_is(head, said, field):
    rows = [["CPR", "Navn", head], *zip((ADA, BO), ("Ada", "Bo"), said, strict=True)]
    assert fields_of(rows[0], own_words(rows, 0, fields_of(rows[0])))[2] == field
    asked = ask_mapping("x.csv", [Sheet("", rows)], {})
    assert asked.headings[2].guess == {"answer": "svar", "": "", "gone": "død"}[field]


def test_people_of_every_sheet_come_along_whatever_their_headings():
    found = a_file(
        [["Oversigt"], ["Udarbejdet af", "AB"]],
        [["CPR-nummer", "Navn"], [ADA, "Ada"]],
        [["Ident", "Hvem"], [BO, "Bo"]],
        kind=ListKind.SSI,
    )
    assert cells(found, "sheet", "cpr") == [["Ark2", "0202501234"], ["Ark3", "0303501234"]]
    assert (found.skipped_sheets, found.unused) == (("Ark1",), ("Hvem",))


@pytest.mark.parametrize("strange", ["1. opkald", "Kontaktforsøg", "Resultatet er"])
def test_a_list_that_speaks_of_calls_is_never_taken_for_ssis(strange):
    asked = a_file([["CPR", "Navn", strange], [ADA, "Ada", "talte ikke dansk"]])
    assert (asked.key, [heading.guess for heading in asked.headings]) == ("mapping", ["cpr", "navn", ""])


def test_citizens_with_a_telephone_and_a_relatives_are_no_list_of_relatives():
    heads = ["CPR", "Navn", "Telefon", "Pårørende", "Pårørendes telefon"]
    assert a_file([heads, [ADA, "Ada", "68123456", "Ida", "68123457"]]).key == "kind"


FEET = [
    *(
        "Side 1 af 2",
        "Udskrevet 20-04-2021 10:31",
        "Antal rækker: 2",
        "Antal borgere i alt:",
        "*** Slut på rapport ***",
    ),
    *("I alt 2", "Udskrevet den 20. april"),
]


@pytest.mark.parametrize("foot", FEET)
def test_the_foot_of_a_page_is_no_person(foot):
    found = a_file([["CPR", "Navn", "Målgruppe"], [ADA, "Ada", "2"], [foot, None, None]])
    assert (found.rows["row"].tolist(), found.skipped_rows) == ([2], 1)


@pytest.mark.parametrize("name", ["Sidesel Holm", "Antal", "Slutter"])
def test_a_person_is_never_taken_for_a_foot(name):
    assert a_file([["Navn", "CPR"], [name, ADA]]).rows["row"].tolist() == [2]


@pytest.mark.parametrize("cell", [44287.0, "44287", "1.4.21", "01/04-2021", date(2021, 4, 1)])
def test_a_day_is_read_however_excel_left_it(cell):
    assert cells(a_file([["CPR", "Inviteret"], [ADA, cell]]), "invited_on") == [[date(2021, 4, 1)]]
