"""Lists that people keep by hand: dates without a year, titles between the rows, and whose a number is."""

from __future__ import annotations

from datetime import date

import pytest

from workbook.lists.kinds import ListFile
from workbook.lists.read import Sheet
from workbook.lists.recognise import recognise
from workbook.words import ListKind

TODAY = date(2021, 4, 27)
UNREADABLE = ("Dato",)


def a_list(*rows, name="liste 20-04-2021.csv"):
    found = recognise(name, [Sheet("", [list(row) for row in rows])], TODAY)
    assert isinstance(found, ListFile)
    return found


def contacts(*days):
    numbers = [f"{day:02d}0250-1234" for day in range(2, 2 + len(days))]
    return a_list(["CPR", "Svar", "Dato"], *([number, "nej", day] for number, day in zip(numbers, days, strict=True)))


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("1/4", date(2021, 4, 1)),
        ("20/4", date(2021, 4, 20)),
        ("21/4", date(2020, 4, 21)),
        ("28/12", date(2020, 12, 28)),
        ("1.4.", date(2021, 4, 1)),
        ("d. 1-4", date(2021, 4, 1)),
        ("1. april", date(2021, 4, 1)),
        ("28. dec.", date(2020, 12, 28)),
        ("29/2", date(2020, 2, 29)),
        ("mandag d. 19. april", date(2021, 4, 19)),
        ("man. 19/4 kl. 10.30", date(2021, 4, 19)),
    ],
)
def test_a_day_without_a_year_is_the_latest_one_up_to_the_day_of_the_list(written, read):
    found = contacts(written)
    assert (found.rows["called_on"].tolist(), found.yearless) == ([read], 1)


@pytest.mark.parametrize("written", ["31/2", "1/13", "4", "om lidt", "1. gang", "1/4/7"])
def test_what_is_no_day_is_still_unreadable(written):
    found = contacts(written)
    assert (found.rows["called_on"].tolist(), found.rows["unreadable"].tolist()) == ([None], [UNREADABLE])
    assert found.yearless == 0


def test_dates_with_a_year_are_not_counted():
    found = contacts("01-04-2021", "2/4", None)
    assert found.rows["called_on"].tolist() == [date(2021, 4, 1), date(2021, 4, 2), None]
    assert found.yearless == 1


def test_other_lists_must_say_the_year():
    found = a_list(["CPR", "Inviteret"], ["020250-1234", "1/4"])
    assert (found.kind.list_kind, found.rows["invited_on"].tolist()) == (ListKind.SSI, [None])


def test_the_target_group_of_a_title_is_that_of_the_rows_below_it():
    found = a_list(
        ["CPR", "Navn"],
        ["020250-1234", "Ada Lund"],
        ["Målgruppe 3", None],
        ["030350-1234", "Bo Beck"],
        [None, "Distrikt Nord"],
        ["040450-1234", "Ib Holm"],
        ["Gruppe 10 A: 60-64 år", None],
        ["050550-1234", "Liv Krog"],
        ["Uden målgruppe", None],
        ["060650-1234", "Eva Bang"],
    )
    assert found.rows["row"].tolist() == [2, 4, 6, 8, 10]
    assert found.rows["target_group"].tolist() == [None, 3, 3, 10, None]
    assert found.titles == ("Målgruppe 3", "Distrikt Nord", "Gruppe 10 A: 60-64 år", "Uden målgruppe")


def test_a_column_of_groups_counts_before_titles():
    found = a_list(["CPR", "Navn", "Målgruppe"], ["Målgruppe 3"], ["030350-1234", "Bo Beck", "2"])
    assert (found.rows["target_group"].tolist(), found.titles) == ([2], ("Målgruppe 3",))


@pytest.mark.parametrize("row", [["Ada Lund"], [None, None, "Bor på plejehjem"], ["020250-12"], ["Målgruppe 3", "nej"]])
def test_a_row_with_a_person_in_it_is_no_title(row):
    found = a_list(["Navn", "Svar", "Bemærkning"], row, ["Bo Beck", "ja", None])
    assert (found.rows["row"].tolist(), found.titles) == ([2, 3], ())


def test_a_case_systems_export_has_no_titles():
    found = a_list(["CPR", "Adresse", "Indsatser"], ["Distrikt Nord"], ["030350-1234", "Engvej 2", "Personlig pleje"])
    assert (found.rows["row"].tolist(), found.titles) == ([2, 3], ())


@pytest.mark.parametrize(
    ("cell", "own", "relation", "theirs"),
    [
        ("83 11 09 08 (datter)", None, "datter", ("83110908",)),
        ("68123456 / 83 11 09 08 (søn Bo)", ("68123456",), "søn Bo", ("83110908",)),
        ("Datteren, tlf. 83110908", None, "Datteren", ("83110908",)),
        ("68123456 og naboens 83110908", ("68123456",), "naboens", ("83110908",)),
        ("68123456 (man.-fre.)", ("68123456",), None, None),
        ("68 12 34 56", ("68123456",), None, None),
    ],
)
def test_a_number_beside_the_word_for_a_relative_is_that_persons(cell, own, relation, theirs):
    found = a_list(["CPR", "Svar", "Telefon"], ["020250-1234", "nej", cell], ["030250-1234", "nej", "58123456"]).rows
    assert tuple(found[["phones", "relation", "relative_phones"]].iloc[0]) == (own, relation, theirs)
    assert tuple(found[["phones", "relation", "relative_phones"]].iloc[1]) == (("58123456",), None, None)
