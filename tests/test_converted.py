"""A column read at once is the same as its cells read one by one."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbook.cells import Unreadable, texts_in
from workbook.lists.clean import address, name, phones, text
from workbook.lists.converted import converted

CELLS = {
    text: st.text("aÅ |\t,", max_size=5),
    address: st.sampled_from(["Engvej 1", "-", "—", "----", "(tom)", "samme som ovenfor", " Engvej  2", "Å|4", ""]),
    name: st.text("aÅ, |", max_size=6) | st.from_regex(r"[A-C]{1,3}, [D-F]{1,3}", fullmatch=True),
    phones: st.sampled_from(
        ["68123456", "68 12 34 57", "6812345", "68123456 / 68123457", "x", " ", "6|8", "６8123456"]
    ),
}
"""Cells that look like most, and others beside them."""


def one_by_one(cells: list[Any], convert: Any) -> tuple[list[Any], set[Any]]:
    values, unreadable = [], set()
    for cell in cells:
        try:
            values.append(convert(cell) if cell not in {None, ""} else None)
        except Unreadable:
            values.append(None)
            unreadable.add(cell)
    return values, unreadable


@pytest.mark.parametrize("convert", CELLS)
@given(data=st.data())
def test_a_column_is_read_as_its_cells_are(convert, data):
    odd = CELLS[convert]
    alike = {name: "Lund, Ada", phones: "68 12 34 56", address: "Engvej 1", text: "Madservice"}[convert]
    cells = data.draw(st.lists(odd | st.none() | st.just(alike), max_size=12))
    assert converted(cells, convert) == one_by_one(cells, convert)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (["Lund, Ada", "Beck, Bo"], ["Ada Lund", "Bo Beck"]),
        (["Lund, Ada", "Bo Beck"], ["Ada Lund", "Bo Beck"]),
        (["Lund, Ada, Eva", "Beck"], ["Lund, Ada, Eva", "Beck"]),
        (["Lund , Ada", ", Bo", "Dam,"], ["Ada Lund", "Bo", "Dam"]),
        (["Lund, Ada", None, "Beck, Bo, Cy"], ["Ada Lund", None, "Beck, Bo, Cy"]),
    ],
)
def test_names_are_turned_where_all_are_turned_and_where_some_are(written, read):
    assert converted(written, name) == (read, set())


def test_the_texts_of_a_column_are_what_is_no_number_and_not_blank():
    assert texts_in(["a", None, "", "b"]) == ["a", "b"]
    assert texts_in(["a", 1.0, None, True, ""]) == ["a"]
