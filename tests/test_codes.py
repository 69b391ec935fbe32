"""Answers typed from a printed Ringeliste: a code is enough."""

from __future__ import annotations

import pytest

from tests.pictures import rows
from workbook.calls.validity import spelled_out
from workbook.starting import starting_tables
from workbook.tables import OUTCOMES


def meant(typed, codes):
    return spelled_out({"R-0001": {"outcome": typed}}, codes)["R-0001"]["outcome"]


@pytest.mark.parametrize("typed", ["14", " 14 ", "1 4", "Uafklaret", "uafklaret", " UAFKLARET"])
def test_capitals_and_spaces_do_not_matter(typed):
    assert meant(typed, starting_tables()["outcomes"]) == "Uafklaret"


@pytest.mark.parametrize(("typed", "expected"), [("a", "Ja"), ("A", "Nej"), (" a", " a"), ("b", "Måske"), ("x", "x")])
def test_a_code_is_only_guessed_at_when_one_answer_can_be_meant(typed, expected):
    codes = rows(OUTCOMES, "id   code  text", "S-1  a     Ja", "S-2  A     Nej", "S-3  B     Måske")
    assert meant(typed, codes) == expected


def test_a_row_without_an_answer_stays_without():
    assert spelled_out({"R-0001": {"remark": "ringer selv"}}, starting_tables()["outcomes"]) == {
        "R-0001": {"remark": "ringer selv"}
    }
