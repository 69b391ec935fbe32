"""Lists laid out as cards are read with a row for each card, at the row where it begins; tables are let be."""

from datetime import date

import pytest

from workbook.lists.cards import in_rows
from workbook.lists.headings import score
from workbook.lists.read import Sheet
from workbook.lists.recognise import recognise
from workbook.lists.text import split

TODAY = date(2021, 4, 27)
CARDS = [
    ["Kontaktliste pr. 20-04-2021", None],
    [None, None],
    ["CPR:", "020250-1234"],
    ["Navn:", "Ada Lund"],
    ["Adresse:", "Engvej 1"],
    [None, "2635 Ishøj"],
    ["Telefon:", "68123401"],
    ["Telefon:", "68123402"],
    ["Svar:", "nej tak"],
    ["Hund", "ja"],
    [None, None],
    ["Navn:", "Bo Beck"],
    ["Telefon:", 68123403.0],
    ["Svar:", "ja tak"],
    [None, None],
    ["CPR:", "030350-1234"],
    ["Navn:", "Cy Dal"],
    [None, None],
    ["Svar:", "Ringes op"],
    ["Dato:", date(2021, 4, 19)],
]
TWO = [[2, "0202501234", "Ada Lund", "nej tak"], [6, "0303501234", "Bo Beck", "ja tak"]]


def a_list(rows):
    return recognise("kort.xlsx", [Sheet("", rows)], TODAY)


def cells(found, *names):
    return found.rows[list(names)].to_numpy().tolist()


def test_each_card_is_a_person_also_without_a_number_or_with_a_blank_row_within():
    found = a_list(CARDS)
    assert cells(found, "row", "cpr", "name", "address", "phones", "answer", "called_on") == [
        [3, "0202501234", "Ada Lund", "Engvej 1, 2635 Ishøj", ("68123401", "68123402"), "nej tak", None],
        [12, None, "Bo Beck", None, ("68123403",), "ja tak", None],
        [16, "0303501234", "Cy Dal", None, None, "Ringes op", date(2021, 4, 19)],
    ]
    assert (found.unused, found.extracted_on) == (("Hund",), date(2021, 4, 20))


def test_cards_of_a_text_file_have_their_labels_before_the_colon():
    text = (
        "Listen\nCPR: 020250-1234\nNavn: Lund, Ada\nSvar: nej tak\n\nCPR: 030350-1234\nNavn: Beck, Bo\nSvar: ja tak\n"
    )
    assert cells(a_list(split(text, score)), "row", "cpr", "name", "answer") == TWO


def test_two_labels_may_stand_in_a_row_and_two_cards_beside_each_other():
    row = ["CPR:", "020250-1234", "Navn:", "Ada Lund"]
    wide = [
        ["Listen"],
        row,
        ["Svar:", "nej tak"],
        [],
        [],
        ["CPR:", "030350-1234", "Navn:", "Bo Beck"],
        ["Svar:", "ja tak"],
    ]
    assert cells(a_list(wide), "row", "cpr", "name", "answer") == TWO
    beside = [
        ["CPR", "020250-1234", None, "CPR", "030350-1234"],
        ["Navn", "Ada", None, "Navn", "Bo"],
        ["Svar", "ja", None, "Svar", "nej"],
    ]
    assert cells(a_list(beside), "cpr", "name", "answer") == [["0202501234", "Ada", "ja"], ["0303501234", "Bo", "nej"]]


def test_cards_without_numbers_are_seen_by_labels_that_come_again():
    card = ["Navn: Ada", "Telefon: 68123401", "Svar: ja"]
    assert len(a_list([[line] for line in [*card, "", *card]]).rows) == 2
    assert in_rows(Sheet("", [[line] for line in card])).rows == [[line] for line in card]


@pytest.mark.parametrize(
    "rows",
    [
        [["CPR", "Navn", "Svar"], ["020250-1234", "Ada", "ja"]],
        [["CPR", "Navn"], ["020250-1234", "Ada"], ["CPR", "Navn"], ["030350-1234", "Bo"]],
        [["Navn", "CPR", "Navn", "CPR"], ["Ada", "020250-1234", "Bo", "030350-1234"]],
        [
            ["Navn:", "Kontaktliste"],
            ["Dato:", "20-04-2021"],
            ["CPR", "Navn", "Svar"],
            *[["020250-1234", "A", "nej"]] * 9,
        ],
        [["020250-1234"], ["030350-1234"]],
        [[None], []],
    ],
)
def test_a_table_is_no_cards(rows):
    assert in_rows(Sheet("", rows)) == Sheet("", rows)
