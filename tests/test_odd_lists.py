"""Lists as offices receive them: without headings, with headings in two rows, units, an index."""

from datetime import date

import pytest

from workbook.lists import headings
from workbook.lists.read import Sheet
from workbook.lists.recognise import NOTHING, recognise
from workbook.lists.text import split
from workbook.problems import Ask, LetBe, NeedsAnswer
from workbook.words import ListKind, TakeIn

TODAY = date(2021, 4, 27)


def a_list(*rows, name="liste.csv", answers=NOTHING):
    return recognise(name, [Sheet("", [list(row) for row in rows])], TODAY, answers)


def cells(found, *names):
    return found.rows[list(names)].to_numpy().tolist()


SSI = {"kind": ListKind.SSI}
BARE = {
    "only numbers": [["020250-1234"], ["030350-1234"]],
    "numbers and names": [["020250-1234", "Ada Lund"], ["030350-1234", "Bo Beck"]],
    "a title": [["Ikke reageret pr. 20-04-2021"], [None], ["020250-1234"], ["030350-1234"]],
    "an index": [[0.0, 202501234.0], [1.0, 303501234.0]],
    "one that is damaged": [["020250-1234"], ["1,01501E+08"], ["030350-1234"]],
}


@pytest.mark.parametrize("rows", BARE.values(), ids=BARE)
def test_numbers_without_headings_are_ssis_list_when_somebody_says_so(rows):
    asked = a_list(*rows)
    assert isinstance(asked, Ask)
    assert list(asked.choices) == [ListKind.SSI, TakeIn.STOP]
    found = a_list(*rows, answers=SSI)
    numbered = [at for at, row in enumerate(rows, start=1) if row[0] is not None and "Ikke" not in str(row[0])]
    assert found.rows["row"].tolist() == numbered
    assert found.rows["cpr"].dropna().tolist() == ["0202501234", "0303501234"]
    assert found.extracted_on == (date(2021, 4, 20) if "Ikke" in str(rows[0][0]) else TODAY)
    with pytest.raises(LetBe):
        a_list(*rows, answers={"kind": TakeIn.STOP})


@pytest.mark.parametrize("rows", [[["Nr", "Hvem"], ["020250-1234", "Ada"]], [["Vare", "Antal"], ["Sko", 2.0]]])
def test_rows_under_headings_that_nobody_knows_are_asked_about_in_the_other_way(rows):
    assert a_list(*rows).key == "mapping"


TWO_ROWS = {
    "below": [["CPR", "Navn", "Adresse", "", ""], ["", "", "Vej", "Postnr", "Indsatser"]],
    "above": [["CPR", "Navn", "", "", ""], ["", "", "Vej", "Postnr", "Indsatser"]],
    "blank": [["CPR", "Navn", "Adresse", None], [None, None, None, "Postnr", "Indsatser"]],
}


@pytest.mark.parametrize("heads", TWO_ROWS.values(), ids=TWO_ROWS)
def test_headings_in_two_rows_are_read_as_one(heads):
    found = a_list(*heads, ["020250-1234", "Ada Lund", "Engvej 1", "2635", "Pleje"])
    assert cells(found, "row", "cpr", "name", "address", "postcode", "services") == [
        [3, "0202501234", "Ada Lund", "Engvej 1", "2635", "Pleje"]
    ]


def test_a_heading_over_two_belongs_to_both():
    found = a_list(
        ["CPR", "Indsatser", "Adresse", "Telefon", "", "Pårørende", ""],
        ["", "", "", "Privat", "Mobil", "Navn", "Telefon"],
        ["020250-1234", "Pleje", "Engvej 1", "68123456", "68123457", "Ida Lund", "68123458"],
    )
    assert cells(found, "phones", "relative_name", "relative_phones", "name") == [
        [("68123456", "68123457"), "Ida Lund", ("68123458",), None]
    ]


def test_a_first_row_of_people_is_never_taken_for_headings():
    found = a_list(["Navn", None, "Svar"], ["Ada Lund", "mobil", "nej tak"], ["Bo Beck", "brev", "ja"])
    assert found.rows["row"].tolist() == [2, 3]


@pytest.mark.parametrize(
    "units",
    [["(10 cifre)", "(tekst)", "(dd-mm-åååå)"], ["ti cifre", "tekst", "dato"], ["ddmmåå-xxxx", "", "dd-mm-yyyy"]],
)
def test_units_under_the_headings_are_no_row(units):
    found = a_list(["CPR", "Navn", "Inviteret"], units, ["020250-1234", "Ada", "01-04-2021"])
    assert (found.rows["row"].tolist(), found.skipped_rows) == ([3], 1)


def test_an_index_before_the_columns_is_passed_over():
    found = a_list([None, "CPR", "Navn"], [0.0, "020250-1234", "Ada"], [1.0, "030350-1234", "Bo"], ["I alt", 2.0, None])
    assert (cells(found, "row", "cpr"), found.skipped_rows) == ([[2, "0202501234"], [3, "0303501234"]], 1)


@pytest.mark.parametrize("first", ["sep=;", '"sep=;"', "SEP=;", "sep=;;"])
def test_a_first_line_that_names_the_delimiter_is_followed(first):
    text = f"{first}\r\nCPR;Navn\r\n020250-1234;Lund, Ada, Eva, Ida\r\n"
    rows = split(text, headings.score)
    assert [row[:2] for row in rows[1:]] == [["CPR", "Navn"], ["020250-1234", "Lund, Ada, Eva, Ida"]]
    assert a_list(*rows).rows["row"].tolist() == [3]


@pytest.mark.parametrize(
    "name",
    [
        *("SSI 20042021.xlsx", "SSI_210420.csv", "200421 liste.csv", "SSI-2021-04-20.csv", "liste 20.4.21.ods"),
        *("SSI 20.04.2021 (2).csv", "20210420_0730 SSI.csv"),
    ],
)
def test_the_day_in_a_file_name_is_read_however_it_is_written(name):
    assert a_list(["CPR"], ["020250-1234"], name=name).extracted_on == date(2021, 4, 20)


@pytest.mark.parametrize("name", ["020250-1234.csv", "sag 4711.csv", "liste 68123456.csv", "uge 16.csv"])
def test_other_numbers_in_a_file_name_are_no_day(name):
    assert not a_list(["CPR"], ["020250-1234"], name=name).dated


def test_the_heading_over_cpr_numbers_is_guessed_by_its_cells():
    asked = a_list(["Lb", "Ident", "Hvem"], [1.0, "020250-1234", "Ada"], [2.0, "030350-1234", "Bo"])
    assert [heading.guess for heading in asked.headings] == ["", "cpr", ""]
    assert '--answer "mapping=Ident=cpr; ' in str(NeedsAnswer(asked))


CONTACT = {"kind": ListKind.CONTACTS}
KNOWN_BY_MAPPING = {"mapping": "Hvem=navn; Sagt=svar"}


@pytest.mark.parametrize(
    ("cell", "told"),
    [
        ("Hansen, Ole (020250-1234)", ["0202501234", "Ole Hansen", None]),
        ("Ole Hansen, cpr-nr.: 020250 1234", ["0202501234", "Ole Hansen", None]),
        ("0202501234 - Ole Hansen", ["0202501234", "Ole Hansen", None]),
        ("Ole Hansen", [None, "Ole Hansen", "CPR-nummeret mangler"]),
        (
            "Ole (020250-1234) og Eva (030350-1234)",
            [
                None,
                "Ole (020250-1234) og Eva (030350-1234)",
                "Der står flere CPR-numre i én celle (del rækken i flere)",
            ],
        ),
    ],
)
def test_a_number_beside_a_name_in_one_cell_is_the_persons(cell, told):
    rows = [["Hvem", "Sagt"], [cell, "nej tak"]]
    assert cells(a_list(*rows, answers=KNOWN_BY_MAPPING), "cpr", "name", "no_cpr") == [told]
    if told[0]:
        mapped = {"mapping": "Hvem=cpr; Sagt=svar"}
        assert cells(a_list(*rows, answers=mapped), "cpr", "name", "no_cpr") == [told]


def test_a_column_of_its_own_counts_before_a_number_beside_a_name():
    found = a_list(["Navn", "CPR", "Svar"], ["Ole Hansen (020250-1234)", "030350-1234", "ja"])
    assert cells(found, "cpr", "name") == [["0303501234", "Ole Hansen"]]


def test_numbers_under_an_unknown_heading_are_read_and_a_relatives_are_not():
    found = a_list(["Navn", "Kode", "Svar"], ["Ada", "020250-1234", "ja"], ["Bo", "030350-1234", "nej"])
    assert (cells(found, "cpr"), found.unused) == ([["0202501234"], ["0303501234"]], ())
    found = a_list(["Navn", "Datters kode", "Svar"], ["Ada", "020250-1234", "ja"])
    assert (cells(found, "cpr"), found.unused) == ([[None]], ("Datters kode",))


def test_a_second_answer_or_remark_in_a_row_is_not_lost():
    found = a_list(
        ["CPR", "Svar", "Udfald", "Note"], ["020250-1234", "intet svar", "nej tak", "x"], ["030350-1234", "", "ja", ""]
    )
    assert cells(found, "answer", "remark") == [["intet svar · nej tak", "x"], ["ja", None]]


def test_a_row_about_two_people_is_a_row_of_each():
    found = a_list(
        ["Navn", "CPR", "Mobil", "Navn", "CPR", "Mobil", "Adresse", "Fastnet"],
        ["Bo Friis", "020250-1234", "68123401", "Eva Friis", "030350-1234", "68123402", "Engvej 4", "68123403"],
        ["Per Dam", "040450-1234", None, None, None, None, "Engvej 5", None],
        [None, None, None, None, None, None, "Engvej 6", None],
        answers=CONTACT,
    )
    assert cells(found, "row", "cpr", "name", "address", "phones") == [
        [2, "0202501234", "Bo Friis", "Engvej 4", ("68123401", "68123403")],
        [3, "0404501234", "Per Dam", "Engvej 5", None],
        [4, None, None, "Engvej 6", None],
        [2, "0303501234", "Eva Friis", "Engvej 4", ("68123402", "68123403")],
    ]
    assert (found.lines, len(found.rows)) == (3, 4)


def test_tables_below_one_another_have_headings_of_their_own():
    found = a_list(
        ["Distrikt Nord"],
        ["CPR", "Navn", "Svar"],
        ["020250-1234", "Ada Lund", "nej tak"],
        [],
        ["Distrikt Syd"],
        ["Navn", "Tlf", "CPR", "Svar"],
        ["Bo Beck", "68123401", "030350-1234", "ja tak"],
        ["Navn", "Tlf", "CPR", "Svar"],
        ["Cy Dal", None, "040450-1234", "ved ikke"],
    )
    assert cells(found, "row", "cpr", "name", "answer") == [
        [3, "0202501234", "Ada Lund", "nej tak"],
        [7, "0303501234", "Bo Beck", "ja tak"],
        [9, "0404501234", "Cy Dal", "ved ikke"],
    ]
    assert (found.skipped_rows, found.titles) == (1, ("Distrikt Syd",))


def test_columns_of_days_on_which_somebody_rang_tell_the_latest_and_others_are_let_be():
    heads = ["CPR", "Navn", "Ringet 1. gang", "Ringet 2. gang", "Opkald", "Resultat"]
    ada = ["020250-1234", "Ada", date(2021, 4, 12), "14/4", "intet svar", "nej tak"]
    found = a_list(heads, ada, ["030350-1234", "Bo", "12-04-2021", None, "x", "ja"])
    assert cells(found, "called_on") == [[date(2021, 4, 14)], [date(2021, 4, 12)]]
    assert found.unused == ("Opkald",)


def test_a_csv_whose_whole_lines_stand_in_quotes_is_read_as_it_was_before():
    assert split('"CPR;Navn"\n\n"1;Ada ""Addi"" Lund"\n', headings.score)[2] == ["1", 'Ada "Addi" Lund']
    assert split('"CPR;Navn"\n1;2\n', headings.score)[0] == ["CPR;Navn", None]


def test_a_list_that_nobody_claims_is_explained_before_it_is_said_what_it_is_and_only_once():
    rows = [["Bolig", "Beboer", "CPR", "Hvad siger de"], ["12 A", "Gerda Lind", "020250-1234", "nej tak"]]
    asked = a_list(*rows)
    assert [(one.text, one.guess) for one in asked.headings if one.guess] == [("Beboer", "navn"), ("CPR", "cpr")]
    told = a_list(*rows, answers={"mapping": "Hvad siger de=svar; Bolig=bruges ikke"})
    assert (told.kind.list_kind, cells(told, "name", "answer")) == (ListKind.CONTACTS, [["Gerda Lind", "nej tak"]])
    again = recognise("uge 17.csv", [Sheet("", rows)], TODAY, memory=told.learned)
    assert cells(again, "name", "answer") == [["Gerda Lind", "nej tak"]]


@pytest.mark.parametrize(("cell", "ssi"), [("nej tak", False), ("nej", True), ("Vest", True)])
def test_a_list_with_answers_under_an_unknown_heading_is_not_taken_for_ssis(cell, ssi):
    found = a_list(["CPR", "Navn", "Hvad siger de"], ["020250-1234", "Ada", cell], ["030350-1234", "Bo", None])
    assert isinstance(found, Ask) != ssi


def test_what_is_counted_under_each_column_is_no_row():
    heads = ["Navn", "CPR", "Ja", "Nej", "Ved ikke"]
    found = a_list(heads, ["Ada", "020250-1234", "x", "", ""], ["I alt 1 borger", "", "1", "0", "0"])
    assert (cells(found, "name", "answer"), found.skipped_rows) == ([["Ada", "Ja"]], 1)


def test_what_people_say_as_headings_is_crossed():
    found = a_list(["CPR", "Siger ja tak", "Siger nej tak"], ["020250-1234", "x", ""], ["030350-1234", "", "x"])
    assert cells(found, "answer") == [["Siger ja tak"], ["Siger nej tak"]]
