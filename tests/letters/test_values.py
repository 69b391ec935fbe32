"""Values on their way to paper: one line, nothing that cannot be printed, never more than the window holds."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from workbook.letters.values import LONGEST_LINE, MOST_LINES, address_lines, clean, phone


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("12345678", "12\u00a034\u00a056\u00a078"),
        ("12 34 56 78", "12\u00a034\u00a056\u00a078"),
        ("+46 8 123", "+46\u00a08\u00a0123"),
        ("12345678 (datter)", "12345678 (datter)"),
        (None, ""),
    ],
)
def test_eight_digits_are_read_aloud_in_pairs(value, expected):
    assert phone(value) == expected


@given(st.text())
@example("a \u202e b")
@example("a\n\x00\u2028b")
def test_a_clean_value_is_one_line_and_cleaning_again_changes_nothing(text):
    cleaned = clean(text)
    assert len(cleaned.splitlines()) <= 1
    assert clean(cleaned) == cleaned


@given(st.text(), st.text(), st.text(), st.text())
def test_address_lines_fit_the_window_and_lose_no_word(name, address, postcode, city):
    lines = address_lines(name, address, postcode, city)
    if lines is not None:
        assert len(lines) <= MOST_LINES
        assert all(len(line) <= LONGEST_LINE for line in lines)
        said = " ".join(clean(part) for part in (name, address, postcode, city))
        assert "".join(" ".join(lines).split()) == "".join(said.split())


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("Åse Sørensen", ["Åse Sørensen", "Vejen 1", "2635 Ishøj"]),
        ("Bo " * 20, ["Bo Bo Bo Bo Bo Bo Bo Bo Bo Bo Bo Bo Bo Bo Bo", "Bo Bo Bo Bo Bo", "Vejen 1", "2635 Ishøj"]),
        ("B" * 45, None),
        ("Bo " * 70, None),
        ("", None),
    ],
)
def test_a_long_name_takes_more_lines_until_the_window_is_full(name, lines):
    assert address_lines(name, "Vejen 1", "2635", "Ishøj") == lines
