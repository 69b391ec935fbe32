"""Name and address in one cell: taken apart where only one reading is possible, else named."""

from datetime import date

import pytest

from workbook.cells import Unreadable
from workbook.lists.full_addresses import name_and_address
from workbook.lists.kinds import ListFile
from workbook.lists.read import Cell, Sheet
from workbook.lists.recognise import recognise
from workbook.words import ListKind, YesNo

ONE_READING = {
    "Ada Lund, Engvej 1, 2635 Ishøj": ("Ada Lund", "Engvej 1", "2635", "Ishøj"),
    "Ada Lund\nEngvej 1\r\n2635 Ishøj": ("Ada Lund", "Engvej 1", "2635", "Ishøj"),
    "Lund, Ada, Engvej 1, 2. tv, DK-2635 Ishøj": ("Ada Lund", "Engvej 1, 2. tv", "2635", "Ishøj"),
    "Lund Beck, Ada\nRosenhaven\nEngvej 12B 2635 Ishøj": ("Ada Lund Beck", "Rosenhaven, Engvej 12B", "2635", "Ishøj"),
    "Ada Lund, c/o Bo Beck, Engvej 1, 2635, Ishøj": ("Ada Lund", "c/o Bo Beck, Engvej 1", "2635", "Ishøj"),
    "Ada Lund, 2635 Ishøj": ("Ada Lund", None, "2635", "Ishøj"),
    "Ada Lund": ("Ada Lund", None, None, None),
    " - ": (None, None, None, None),
}


@pytest.mark.parametrize(("cell", "parts"), ONE_READING.items())
def test_name_and_address_are_taken_apart_where_one_reading_is_possible(cell, parts):
    assert name_and_address(cell) == parts


@pytest.mark.parametrize(
    "cell",
    [
        "Ada Lund, Rosenhaven, Engvej 1",
        "Ada Lund, Ishøj",
        "Ada Lund Engvej 1 2635 Ishøj",
        "Engvej 1, 2635 Ishøj",
        "Ada Lund, Engvej 1, 2635 Ishøj, Bo Beck, Engvej 2, 2635 Ishøj",
        "Ada Lund, Engvej 1, 2635 Ishøj, 68123456",
        12.0,
    ],
)
def test_a_cell_with_two_readings_is_not_read(cell):
    with pytest.raises(Unreadable):
        name_and_address(cell)


def test_a_list_with_both_in_a_cell_is_known_and_the_cells_it_leaves_are_named():
    rows: list[list[Cell]] = [
        ["CPR", "Navn og adresse", "Indsatser"],
        ["020250-1234", "Ada Lund\nEngvej 1\n2635 Ishøj", "Madservice"],
        ["030350-1234", "Bo Beck, Rosenhaven, Engvej 2", None],
        ["040450-1234", "Ib Friis, BESKYTTET ADRESSE", None],
    ]
    found = recognise("liste.csv", [Sheet("", rows)], date(2021, 4, 27))
    assert isinstance(found, ListFile)
    assert found.kind.list_kind is ListKind.CASE_SYSTEM
    assert found.unused == ()
    columns = ["name", "address", "postcode", "city", "protected", "unreadable"]
    assert found.rows[columns].to_numpy().tolist() == [
        ["Ada Lund", "Engvej 1", "2635", "Ishøj", None, None],
        [None, None, None, None, None, ("Navn og adresse",)],
        ["Ib Friis", None, None, None, YesNo.YES, None],
    ]
