"""Find borger: by any part of a name in any spelling, of a number, or by an id, also of a relative."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.pictures import rows
from workbook.calls.find import find, in_name, is_too_short
from workbook.tables import CITIZENS, RELATIVES

PEOPLE = rows(
    CITIZENS,
    "id  cpr  name  phone  phone2",
    "B-0001  0202501234  Søren Åkjær  68123456  -",
    "B-0002  0303501234  Mehmet Yılmaz  68777777  +45 61 23 45 67",
    "B-0003  0404501234  Anne-Marie Bo  -  -",
    "B-0004  0505501234  Mohammed Al-Youssouf  86123456  -",
    "B-0005  0606501234  محمد  -  -",
    "B-0012  0707501234  Bo Ek  -  -",
)
RELATED = rows(
    RELATIVES,
    "id  citizen  name  relation  phone",
    "P-0001  B-0003  Søren Lund  søn  68555555",
    "P-0002  B-0099  Søren Væk  -  -",
)


def found(query: str) -> list[str]:
    return [hit.citizen for hit in find(query, PEOPLE, RELATED)]


@pytest.mark.parametrize(
    ("query", "citizens"),
    [
        ("søren", ["B-0001", "B-0003"]),
        ("SOEREN", ["B-0001", "B-0003"]),
        ("soren", ["B-0001", "B-0003"]),
        ("åkjær søren", ["B-0001"]),
        ("akjaer", ["B-0001"]),
        ("aakjær", ["B-0001"]),
        ("yilmaz", ["B-0002"]),
        ("ylmaz", []),
        ("annemarie", ["B-0003"]),
        ("muhammad yusuf", ["B-0004"]),
        ("محمد", ["B-0005"]),
        ("bo", ["B-0003", "B-0012"]),
        ("68 12 34", ["B-0001"]),
        ("+45 68123456", ["B-0001"]),
        ("0045 6123", ["B-0002", "B-0004"]),
        ("68555555", ["B-0003"]),
        ("B-0012", ["B-0012"]),
        ("b12", ["B-0012"]),
        ("b 1", ["B-0001"]),
        ("020250-1234", ["B-0001"]),
        ("020250", []),
        ("nobody", []),
    ],
)
def test_a_part_of_what_is_known_finds_the_citizen(query, citizens):
    assert sorted(found(query)) == citizens


def test_a_hit_says_why():
    assert dict(find("søren", PEOPLE, RELATED)) == {"B-0001": "navn", "B-0003": "pårørende: Søren Lund, søn"}
    assert find("68555", PEOPLE, RELATED) == [("B-0003", "pårørendes telefon: Søren Lund, søn")]


def test_whole_words_come_before_parts_of_words():
    assert found("bo")[0] in {"B-0003", "B-0012"}
    others = rows(CITIZENS, "id  name", "B-0001  Abo Dam", "B-0002  Zoe Bo")
    assert [hit.citizen for hit in find("bo", others, RELATIVES.frame())] == ["B-0002", "B-0001"]


@pytest.mark.parametrize(("query", "short"), [("b", True), ("bo", False), ("68", True), ("681", False), (" x ", True)])
def test_two_letters_or_three_digits_are_enough(query, short):
    assert is_too_short(query) == short


NAMES = st.lists(st.text("abdefghijklmnoprstuvyæøåéöüßıł", min_size=1, max_size=9), min_size=1, max_size=3).map(
    " ".join
)
SPELLINGS = (
    lambda name: name,
    str.upper,
    lambda name: name.replace("æ", "ae").replace("ø", "oe").replace("å", "aa"),
    lambda name: name.replace("æ", "ä").replace("ø", "ö"),
    lambda name: name.replace(" ", "-"),
    lambda name: name.replace("é", "e").replace("ı", "i").replace("ł", "l"),
)


@given(NAMES, st.sampled_from(SPELLINGS), st.data())
def test_any_three_letters_of_a_name_in_any_spelling_that_folds_find_it(name, spelled, data):
    written = spelled(name)
    start = data.draw(st.integers(0, max(len(written) - 3, 0)))
    part = written[start : data.draw(st.integers(start + 3, max(len(written), start + 3)))]
    if len(part.strip(" -")) >= 3:
        assert in_name(part, name)


@given(st.text(max_size=30), st.text(max_size=30))
def test_whatever_is_asked_gives_an_answer_and_only_people_of_the_register(query, name):
    people = CITIZENS.frame([{"id": "B-0001", "name": name or None, "phone": name or None}])
    assert {hit.citizen for hit in find(query, people, RELATED)} <= {"B-0001"}
