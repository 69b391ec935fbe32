"""Small numbers in the status note: left out, and not to be computed from what is left."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.tools import examples
from workbook.note.hiding import LEAST, hidden, split


def shown(rows):
    """Return the table as it is printed, "·" for what is left out."""
    gone = hidden(rows)
    return [" ".join("·" if (r, c) in gone else str(n) for c, n in enumerate(row)) for r, row in enumerate(rows)]


@pytest.mark.parametrize(
    ("wholes", "alone", "together"),
    [
        ([40, 3, 12, 2, 0], [0, 2], [1, 3]),
        ([40, 3, 12], [0], [1, 2]),
        ([40, 12], [0, 1], []),
        ([2, 1], [], [0, 1]),
        ([], [], []),
    ],
)
def test_lines_of_few_people_are_put_together_until_they_are_enough(wholes, alone, together):
    assert split(wholes) == (alone, together)


def test_a_small_number_takes_others_with_it_so_that_no_sum_tells_it():
    assert shown([[20, 3], [30, 9]]) == ["· ·", "· ·"]
    assert shown([[20, 3, 8], [30, 9, 7], [12, 10, 11]]) == ["20 · ·", "30 · ·", "12 10 11"]


def test_small_numbers_that_hide_each_other_need_no_more():
    assert shown([[20, 3, 2], [30, 4, 1], [12, 10, 11]]) == ["20 · ·", "30 · ·", "12 10 11"]


def test_what_the_sums_tell_by_themselves_stays():
    assert shown([[20, 0], [30, 0]]) == ["20 0", "30 0"]
    assert shown([[3, 2]]) == ["3 2"]
    assert shown([[20, 0, 3], [30, 0, 9]]) == ["· 0 ·", "· 0 ·"]


def test_a_table_without_small_numbers_stands_as_it_is():
    assert shown([[20, 8], [30, 9]]) == ["20 8", "30 9"]
    assert hidden([]) == set()


def possible(rows, gone):
    """Yield every table with the same sums and the same numbers where they are shown, by trying them all."""
    height, width = len(rows), len(rows[0])
    columns = [sum(row[c] for row in rows) for c in range(width)]
    choices = []
    for r, row in enumerate(rows):
        cells = [range(sum(row) + 1) if (r, c) in gone else (row[c],) for c in range(width)]
        choices.append([line for line in product(*cells) if sum(line) == sum(row)])
    for table in product(*choices):
        if all(sum(table[r][c] for r in range(height)) == columns[c] for c in range(width)):
            yield table


@settings(max_examples=examples(60), deadline=None)
@given(
    st.integers(1, 3).flatmap(
        lambda width: st.lists(st.lists(st.integers(0, 6), min_size=width, max_size=width), min_size=1, max_size=3)
    )
)
def test_no_number_under_five_can_be_computed_unless_the_sums_alone_tell_it(rows):
    everything = set(product(range(len(rows)), range(len(rows[0]))))
    unknown, left = list(possible(rows, everything)), list(possible(rows, hidden(rows)))
    for r, c in everything:
        if rows[r][c] < LEAST and len({table[r][c] for table in unknown}) > 1:
            assert len({table[r][c] for table in left}) > 1
