"""Names, addresses and numbers made comparable: what counts as one, and what a slip of the hand makes of another."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbook.matching.addresses import Address, parse_address
from workbook.matching.keys import mended
from workbook.matching.names import Likeness, likeness
from workbook.matching.slips import Slip, slip_between


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Karen Møller", "karen MOELLER"),
        ("Møller, Karen", "Karen Moller"),
        ("Åse Aagaard", "Aase Ågård"),
        ("Jørgen Bækgaard", "Jorgen Baekgård"),
        ("Erik Thuesen", "Erick Tuesen"),
        ("Villy Wiingaard", "Willi Viingård"),
        ("Hanne Friis-Holm", "Hanne Holm"),
        ("Anne-Marie Crone", "Annemarie Crone"),
        ("Anne Marie Crone", "Annemarie Crone"),
        ("Carl Christian Dam", "Karl Kristian Dam"),
        ("Gülsüm Şahintürk", "Gulsum Sahinturk"),
        ("Hüseyin Yıldızlı", "Hussein Yildizli"),
        ("İbrahim Çelikbaş", "Ibrahim Celikbas"),
        ("Mohammed Al-Nasiri", "Muhamad Nasiri"),
        ("Fatimah El Hariri", "Fatima Hariri"),
        ("Fru Else Holm", "Else Holm"),
        ("Kaj Müller", "Kay Mueller"),
    ],
)
def test_two_ways_to_write_one_name_are_the_same(one, other):
    assert likeness(one, other) is Likeness.SAME


@pytest.mark.parametrize(
    ("one", "other", "how"),
    [
        ("K. Møller", "Karen Møller", Likeness.ALIKE),
        ("Karne Møller", "Karen Møller", Likeness.ALIKE),
        ("Møller Karen", "Karen Møller", Likeness.ALIKE),
        ("Bent Olsen", "Knud Bent Olsen", Likeness.ALIKE),
        ("Anne Marie Holm", "Anne Lise Holm", Likeness.ALIKE),
        ("Mohamed Ali Khan", "Muhammad Omar Khan", Likeness.ALIKE),
        ("Karen M. Holm", "Karen Marie Holm", Likeness.SAME),
        ("Karen Beck Holm", "Karen Holm", Likeness.SAME),
        ("Anne Marie Beck Holm", "Annemarie Holm Vang", Likeness.SAME),
        ("Yousef Nasiri", "Yussuf Nasiri", Likeness.ALIKE),
        ("Karen Holm", "Karen Møller", Likeness.PART),
        ("Møller", "Karen Møller", Likeness.PART),
        ("Karen Møller", "Kirsten Møller", Likeness.GIVEN_OTHER),
        ("Ahmed Nasiri", "Ali Nasiri", Likeness.GIVEN_OTHER),
        ("Mohamed Nasiri", "Mahmoud Nasiri", Likeness.GIVEN_OTHER),
        ("Karen Møller", "Ib Friis", Likeness.OTHER),
        ("Bo", "Ib", Likeness.OTHER),
        ("", "Ib Friis", Likeness.UNKNOWN),
        ("?", "Ib Friis", Likeness.UNKNOWN),
    ],
)
def test_names_that_differ_say_how(one, other, how):
    assert likeness(one, other) is how
    assert likeness(other, one) is how


@given(st.text(), st.text())
def test_names_compare_the_same_in_both_directions(one, other):
    assert likeness(one, other) is likeness(other, one)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Prøvevej 12 A, 2. tv., 2635 Ishøj", ("proevevej", "12", "a", "2", "tv", "2635")),
        ("prøvevej 12a 2.tv", ("proevevej", "12", "a", "2", "tv", "")),
        ("Prøvevej 12 2 th", ("proevevej", "12", "", "2", "th", "")),
        ("Prøvev. 12, 2. sal mf", ("proevevej", "12", "", "2", "mf", "")),
        ("Prøvevej 3, st. 12", ("proevevej", "3", "", "0", "12", "")),
        ("Prøvevej 012, kl.", ("proevevej", "12", "", "-1", "", "")),
        ("Gl. Prøvevej 4-6", ("gammelproevevej", "4", "", "", "", "")),
        ("10. Februar Vej 3", ("10februarvej", "3", "", "", "", "")),
        ("c/o Friis, Prøvevej 3, 1.", ("proevevej", "3", "", "1", "", "")),
        ("Plejecenter Eksempelbo, Prøvevej 2", ("proevevej", "2", "", "", "", "")),
    ],
)
def test_an_address_is_taken_apart(text, parts):
    assert parse_address(text) == Address(*parts)


def test_an_address_without_a_house_is_none():
    assert parse_address("Ukendt adresse") is None


@pytest.mark.parametrize(
    ("typed", "meant", "slip"),
    [
        ("123", "124", Slip.WRONG),
        ("132", "123", Slip.SWAPPED),
        ("12", "123", Slip.LOST),
        ("1223", "123", Slip.EXTRA),
        ("321", "123", None),
        ("123", "123", None),
        ("1234", "12", None),
    ],
)
def test_a_slip_is_one_wrong_swapped_lost_or_extra_character(typed, meant, slip):
    assert slip_between(typed, meant) is slip


@given(st.text("012", min_size=10, max_size=10), st.text("012", min_size=9, max_size=11))
def test_mending_finds_exactly_the_numbers_that_are_one_slip_away(meant, typed):
    _, numbers = mended([typed])
    assert (meant in {f"{number:010d}" for number in numbers} - {typed}) == (slip_between(typed, meant) is not None)
