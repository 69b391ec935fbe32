"""Have we met before? Sure pairs are silent, doubtful ones carry their reason, the rest is new."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbook.matching import PAIR_COLUMNS, match, names


def people(*rows):
    columns = ["cpr", "birth_date", "name", "phone"]
    return pd.DataFrame([dict(zip(columns, row, strict=False)) for row in rows], columns=columns, dtype=object)


def told(new, known):
    pairs = match(people(new), people(known))
    return [] if pairs.empty else pairs[["tier", "verdict", "reason"]].to_numpy().tolist()[0]


@pytest.mark.parametrize(
    ("new", "known", "pair"),
    [
        (("0202501234",), ("0202501234",), [1, "sure", "samme CPR-nummer"]),
        (("0202501234", "", "Holm, Aase"), ("0202501234", "", "Åse Friis Holm"), [1, "sure", "samme CPR-nummer"]),
        (
            ("0202501234", "", "Ib Friis"),
            ("0202501234", "", "Åse Holm"),
            [1, "ask", "samme CPR-nummer, men et helt andet navn"],
        ),
        (
            (None, "1950-02-02", "Møller, Karen"),
            ("0202501234", "1950-02-02", "Karen B. Moeller"),
            [4, "ask", "samme fødselsdato og navn"],
        ),
        (
            (None, None, "Karen Møller", "68123456 68123457"),
            ("0202501234", "1950-02-02", "KAREN MØLLER", "68123457"),
            [5, "ask", "samme telefon og navn"],
        ),
        ((None, "1950-02-02", "Ib Møller"), ("0202501234", "1950-02-02", "Karen Møller"), []),
        ((None, None, "Ib Møller", "68123456"), ("0202501234", None, "Karen Møller", "68123456"), []),
        ((None, "1950-02-02", "K Møller"), (None, "1950-02-02", "K Møller"), []),
        (("0303501234", "1950-03-03", "Ib Friis"), ("0202501234", "1950-03-03", "Ib Friis"), []),
    ],
)
def test_a_pair_carries_its_tier_verdict_and_reason(new, known, pair):
    assert told(new, known) == pair


def test_two_candidates_are_both_shown():
    twins = people(("0202501234", "1950-02-02", "Ib Friis"), ("0202501236", "1950-02-02", "Ib B. Friis"))
    pairs = match(people((None, "1950-02-02", "Ib Friis")), twins)
    assert pairs["known"].tolist() == [0, 1]


def test_blank_cells_of_any_sort_match_nobody():
    blanks = people((None, float("nan"), "", None), (None, None, None, float("nan")))
    pairs = match(blanks, blanks)
    assert pairs.empty
    assert tuple(pairs.columns) == PAIR_COLUMNS


@given(st.text(), st.text())
def test_names_agree_and_clash_the_same_in_both_directions(one, other):
    assert names.agree(one, other) == names.agree(other, one)
    assert names.clash(one, other) == names.clash(other, one)
    assert not (names.agree(one, other) and names.clash(one, other))
