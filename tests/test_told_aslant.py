"""What lists tell in another place or in other words than under the heading one expects."""

from datetime import date

import pytest

from workbook.lists.answers import effect_of
from workbook.lists.clean import gone
from workbook.lists.headings import field_of
from workbook.lists.read import Sheet
from workbook.lists.recognise import recognise
from workbook.problems import Ask
from workbook.words import Effect, ListKind, YesNo

TODAY = date(2021, 4, 27)
ADA, BO, CY = "020250-1234", "030350-1234", "040450-1234"


def a_list(*rows, **answers):
    return recognise("liste.csv", [Sheet("", [list(row) for row in rows])], TODAY, answers)


def cells(found, *names):
    return found.rows[list(names)].to_numpy().tolist()


def test_a_row_for_each_service_tells_all_of_them_on_each_of_the_persons_rows():
    found = a_list(
        ["CPR", "Navn", "Adresse", "Ydelse"],
        [ADA, "Ada", "Engvej 1", "Personlig pleje"],
        [None, None, None, "Praktisk hjælp"],
        [BO, "Bo", "Engvej 2", "Mad"],
        [ADA, "Ada", "Engvej 1", "Bad"],
        [None, None, "Engvej 3", "Bad"],
    )
    everything = "Bad; Personlig pleje; Praktisk hjælp"
    assert cells(found, "cpr", "services", "no_cpr") == [
        ["0202501234", everything, None],
        ["0202501234", everything, None],
        ["0303501234", "Mad", None],
        ["0202501234", everything, None],
        [None, "Bad", "CPR-nummeret mangler"],
    ]


@pytest.mark.parametrize("heading", ["1. vacc.", "Vaccine 1", "1. vaccinedato"])
def test_a_list_of_vaccinated_people_is_never_taken_for_those_to_be_rung(heading):
    assert a_list(["CPR", "Navn", heading], [ADA, "Ada", "01-03-2021"]).kind.list_kind is ListKind.VACCINATED
    assert isinstance(a_list(["CPR", "Navn", "Vaccinestatus"], [ADA, "Ada", "Begge stik"]), Ask)


@pytest.mark.parametrize("cell", ["Død 12-03-2021", "Udrejst til Sverige", "12-03-2021", date(2021, 3, 12), "90", 90.0])
def test_who_is_dead_or_gone_is_told_in_many_words(cell):
    assert gone(cell) is YesNo.YES


@pytest.mark.parametrize("cell", ["Aktiv 12-03-2021", "01", "Gift", None, ""])
def test_other_words_of_a_status_say_nothing_of_it(cell):
    assert gone(cell) is None


def test_a_cross_under_an_answer_in_free_words_is_that_answer_and_other_words_are_not():
    heads = ["CPR", "Ja tak, selv booket", "Nej tak", "Ikke truffet", "Vil gerne køres"]
    found = a_list(
        heads, [ADA, "X", None, None, "kl. 9"], [BO, None, "x", None, None], [CY, None, None, "X 3 gange", None]
    )
    assert cells(found, "answer") == [["Ja tak, selv booket"], ["Nej tak"], ["Ikke truffet"]]
    assert found.unused == ("Vil gerne køres",)


@pytest.mark.parametrize(
    ("heading", "field"), [("svar 2", "answer"), ("3 telefon", "phone"), ("bemaerkning 1", "remark"), ("adresse 2", "")]
)
def test_a_number_in_a_heading_says_that_there_are_several(heading, field):
    assert field_of(heading) == field


def test_protection_told_in_place_of_an_address_or_beside_a_name_is_protection():
    found = a_list(
        ["CPR", "Navn", "Adresse", "Indsatser"],
        [ADA, "Ada Lund (NAB)", "BESKYTTET ADRESSE", "Pleje"],
        [BO, "Navne- og adressebeskyttet", "Engvej 2 (adressebeskyttet)", None],
        [CY, "Nabil Nab", "Beskyttelsesvej 3", None],
    )
    assert cells(found, "name", "address", "protected") == [
        ["Ada Lund", None, YesNo.YES],
        [None, "Engvej 2", YesNo.YES],
        ["Nabil Nab", "Beskyttelsesvej 3", None],
    ]


def test_a_relatives_number_beside_the_name_is_the_relatives():
    heads = ["CPR", "Navn", "Adresse", "Indsatser", "Pårørende"]
    told = ["Datter Eva Lund, tlf. +45 68 12 34 01/03", "Per Beck (mobil: 68123402)", "Ingen"]
    rows = [[number, "Ada", "Engvej 1", "Pleje", said] for number, said in zip((ADA, BO, CY), told, strict=True)]
    assert cells(a_list(heads, *rows), "relative", "relative_name", "relative_phones") == [
        [YesNo.YES, "Datter Eva Lund", ("68123401", "68123403")],
        [YesNo.YES, "Per Beck", ("68123402",)],
        [YesNo.NO, None, None],
    ]


def test_an_address_as_above_is_told_to_be_unreadable_and_a_dash_is_blank():
    rows = [[ADA, "Ada", "Engvej 1", "Pleje"], [BO, "Bo", '"', None], [CY, "Cy", "-", None]]
    found = a_list(["CPR", "Navn", "Adresse", "Indsatser"], *rows, [CY, "Cy", "Samme som ovenfor", None])
    assert cells(found, "address", "unreadable") == [
        ["Engvej 1", None],
        [None, ("Adresse",)],
        [None, None],
        [None, ("Adresse",)],
    ]


def test_a_letter_under_a_question_is_a_yes_or_a_no():
    found = a_list(["CPR", "Vil vaccineres (J/N)", "Bem."], [ADA, "N", "bange for nåle"], [BO, "j", None])
    assert cells(found, "answer", "remark") == [["N", "bange for nåle"], ["j", None]]
    assert (effect_of("N"), effect_of("j"), effect_of("N. Hansen")) == (Effect.DECLINES, Effect.WANTS_HELP, None)
