"""Have we met before? Sure pairs are silent, doubtful ones carry their reason, the rest is new."""

from datetime import date

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbook.matching import PAIR_COLUMNS, match
from workbook.matching.names import Likeness, likeness
from workbook.matching.readings import COLUMNS
from workbook.matching.rules import RULES

VALID, OTHER_VALID = "1504455005", "1504455102"
"""These two pass modulus 11; nobody has them, as the people would be born in 2045."""


def person(cpr=None, born=None, name=None, phone=None, address=None, postcode=None):
    return {"cpr": cpr, "birth_date": born, "name": name, "phone": phone, "address": address, "postcode": postcode}


def people(*rows):
    return pd.DataFrame(list(rows), columns=list(COLUMNS), dtype=object)


def told(new, *known):
    pairs = match(people(new), people(*known))
    return pairs[["tier", "verdict", "reason"]].to_numpy().tolist()


KAREN = person(VALID, "2045-04-15", "Karen Møller", "68123456", "Prøvevej 12 A, 2. tv", "2635")
LOOKS_LIKE_KAREN = person(None, "2045-04-15", "Karen Møller", "68123456")


@pytest.mark.parametrize(
    ("new", "tier", "verdict", "reason"),
    [
        (person(VALID), 1, "sure", "samme CPR-nummer"),
        (person("150445-5005 "), 1, "sure", "samme CPR-nummer"),
        (person(VALID, name="Holm, Karen"), 1, "sure", "samme CPR-nummer"),
        (person(VALID, name="Ib Møller"), 1, "ask", "samme CPR-nummer, men et andet fornavn"),
        (person(VALID, name="Ib Friis"), 1, "ask", "samme CPR-nummer, men et helt andet navn"),
        (person("1504455007", name="Moeller, Karen"), 2, "sure", "samme CPR-nummer bortset fra ét ciffer, samme navn"),
        (
            person("1504450505", name="Karen Møller"),
            2,
            "sure",
            "samme CPR-nummer bortset fra to cifre, der er byttet om, samme navn",
        ),
        (
            person("150445500", name="Karen Møller"),
            2,
            "sure",
            "samme CPR-nummer bortset fra et ciffer, der mangler, samme navn",
        ),
        (
            person("15044550055", name="Karen Møller"),
            2,
            "sure",
            "samme CPR-nummer bortset fra et ciffer for meget, samme navn",
        ),
        (
            person("1504455007"),
            2,
            "ask",
            "samme CPR-nummer bortset fra ét ciffer, intet navn at holde det op imod",
        ),
        (person("1504455007", name="Ib Friis"), 2, "no", "samme CPR-nummer bortset fra ét ciffer, men et andet navn"),
        (
            person("1504455007", "1999-12-31", "Karen Møller"),
            2,
            "ask",
            "samme CPR-nummer bortset fra ét ciffer, samme navn, men en anden fødselsdato",
        ),
        (LOOKS_LIKE_KAREN, 3, "sure", "samme fødselsdato, navn og telefon"),
        (
            person(None, "2045-04-15", "Moeller, Karen B.", None, "Prøvevej 12a 2.tv."),
            3,
            "sure",
            "samme fødselsdato, navn og adresse",
        ),
        (
            person(None, "2045-04-15", "K. Møller", "68123456"),
            4,
            "ask",
            "samme fødselsdato og telefon, navnet ligner",
        ),
        (person(None, "2045-04-15", "Møller, Karen"), 4, "ask", "samme fødselsdato og navn"),
        (
            person(None, "2045-04-15", "Karen Møller", None, "Anden Vej 1"),
            4,
            "ask",
            "samme fødselsdato og navn, anden adresse",
        ),
        (
            person(None, "2045-04-15", "Kirsten Møller", "68123456"),
            4,
            "ask",
            "samme fødselsdato, efternavn og telefon, men et andet fornavn",
        ),
        (
            person(None, "2045-04-15", "Kirsten Møller"),
            4,
            "no",
            "samme fødselsdato og efternavn, men et andet fornavn",
        ),
        (person(None, None, "KAREN MØLLER", "68123457 / 68 12 34 56 (datter)"), 5, "ask", "samme navn og telefon"),
        (person(None, None, "Karen Møller", None, "Prøvevej 12 A"), 5, "ask", "samme navn og adresse"),
        (
            person(None, None, "Karen Møller", None, "Anden Vej 1", "2635"),
            5,
            "ask",
            "samme navn og postnummer, men en anden adresse",
        ),
        (
            person(None, None, "Karin Møller", "68123465", "Prøvevje 12 A", "2635"),
            5,
            "ask",
            "samme adresse og telefon på nær én slåfejl, navnet ligner",
        ),
        (
            person(None, None, "Ib Møller", "68123456", "Prøvevej 12 A, 2. tv", "2635"),
            5,
            "ask",
            "samme adresse og telefon, samme efternavn, men et andet fornavn",
        ),
        (
            person(None, "2045-08-15", "Karen Møller", None, "Anden Vej 1", "2635"),
            5,
            "ask",
            "samme navn, næsten samme fødselsdato",
        ),
        (
            person(None, "2045-04-15", "Karen Friis", None, "Vejen 1"),
            4,
            "ask",
            "samme fødselsdato, noget af navnet er ens",
        ),
        (
            person(None, "2005-01-03", "Karen Møller", None, "Prøvevej 12 A"),
            5,
            "no",
            "samme navn og adresse, men en anden fødselsdato",
        ),
    ],
)
def test_a_pair_carries_its_tier_verdict_and_reason(new, tier, verdict, reason):
    assert told(new, KAREN) == [[tier, verdict, reason]]


@pytest.mark.parametrize(
    "new",
    [
        person(None, None, "Karen Møller"),
        person(None, "2045-04-15"),
        person(None, None, None, "68123456"),
        person(None, None, "Ib Møller", "68123456"),
        person(None, "2071-01-03", "Ib Møller", "68123456", "Prøvevej 12 A, 2. tv", "2635"),
        person(None, None, "Karen Møller", None, "Prøvevej 12 A, 3. tv"),
        person(None, None, "Karen Møller", None, "Prøvevej 12 A", "4000"),
        person(),
    ],
)
def test_weak_evidence_is_no_pair(new):
    assert told(new, KAREN) == []


def test_a_valid_number_that_is_not_known_is_another_person_whatever_else_fits():
    assert told({**LOOKS_LIKE_KAREN, "cpr": OTHER_VALID}, KAREN) == [
        [1, "no", "samme navn og fødselsdato, men hver sit gyldige CPR-nummer"]
    ]
    assert told({**LOOKS_LIKE_KAREN, "cpr": OTHER_VALID}, {**KAREN, "cpr": None}) == [
        [3, "sure", "samme fødselsdato, navn og telefon"]
    ]


def test_a_replacement_number_and_a_real_one_may_be_one_person():
    assert told({**LOOKS_LIKE_KAREN, "cpr": "7504455003"}, KAREN) == [
        [3, "ask", "samme fødselsdato, navn og telefon, men et andet CPR-nummer"]
    ]


@pytest.mark.parametrize(
    ("number", "name", "verdict"),
    [("1504451AB2", None, "sure"), ("1504455AB2", None, "ask"), ("1504455AB2", "Karen Møller", "sure")],
)
def test_an_ecpr_number_of_one_region_is_never_sure_alone(number, name, verdict):
    assert told(person(number, name=name), {**KAREN, "cpr": number})[0][1] == verdict


def test_a_slip_that_fits_two_known_numbers_is_asked_about():
    two = ({**KAREN, "cpr": "1504455005"}, {**KAREN, "cpr": "1504455009", "name": "Ib Friis"})
    assert told(person("1504455007", name="Karen Møller"), *two) == [
        [2, "ask", "samme CPR-nummer bortset fra ét ciffer, samme navn, men flere numre ligner"]
    ]


LOST_LAST, KARENS, IBS = "110145500", "1101455003", "0110145500"
"""Karen's number without its last digit is Ib's without the zero in front."""


@pytest.mark.parametrize(
    ("name", "verdict", "reason"),
    [
        ("Ib Holm Dam", "sure", "samme CPR-nummer med et nul foran, samme navn"),
        ("I. Dam", "sure", "samme CPR-nummer med et nul foran"),
        (None, "sure", "samme CPR-nummer med et nul foran"),
        (
            "Karen Holm Friis",
            "ask",
            "samme CPR-nummer, hvis det er et nul, der mangler forrest; navnet ligner",
        ),
        (
            "Karen Friis",
            "ask",
            "samme CPR-nummer, hvis det er et nul, der mangler forrest, men et andet navn",
        ),
    ],
)
def test_nine_digits_are_somebodys_number_without_its_zero_unless_the_name_doubts_it(name, verdict, reason):
    ib = person(IBS, name="Ib Holm Dam")
    expected = {"sure": 1, "ask": 2}[verdict], verdict, reason
    assert told(person(LOST_LAST, name=name), ib) == [[*expected]]
    assert told(person(IBS, name=name), {**ib, "cpr": LOST_LAST}) == [[*expected]]


def test_nine_digits_that_may_be_two_known_numbers_are_whose_the_name_says():
    two = person(IBS, name="Ib Holm Dam"), person(KARENS, name="Karen Holm Friis")
    assert told(person(LOST_LAST, name="Ib Holm Dam"), *two) == [
        [1, "sure", "samme CPR-nummer med et nul foran, samme navn"]
    ]
    pairs = match(people(person(LOST_LAST, name="Karen Holm Friis")), people(*two))
    assert pairs[["known", "verdict"]].to_numpy().tolist() == [[1, "ask"]]
    unnamed = match(people(person(LOST_LAST)), people(*two))
    assert unnamed[["known", "verdict"]].to_numpy().tolist() == [[0, "ask"], [1, "ask"]]


def test_nine_digits_and_another_birth_date_are_asked_about():
    ib = person(IBS, name="Ib Holm Dam")
    assert told(person(LOST_LAST, "2045-01-11", "Ib Holm Dam"), ib)[0][1] == "ask"


NAMES = st.sampled_from(["Karen Holm Friis", "Ib Holm Dam", "Holm", "Karen Dam", "Bo Vang", None])


@given(st.data())
def test_a_number_that_lost_a_digit_is_never_surely_somebody_whose_name_is_only_alike_in_part(data):
    two = [person(IBS, name=data.draw(NAMES)), person(KARENS, name=data.draw(NAMES))]
    at, lost = data.draw(st.sampled_from([0, 1])), data.draw(st.integers(0, 9))
    row = person(two[at]["cpr"][:lost] + two[at]["cpr"][lost + 1 :], name=data.draw(NAMES))
    pairs = match(people(row), people(*two))
    for known in pairs.loc[pairs["verdict"] == "sure", "known"]:
        assert likeness(row["name"] or "", two[known]["name"] or "") in {
            Likeness.SAME,
            Likeness.ALIKE,
            Likeness.UNKNOWN,
        }


def test_a_slip_among_people_born_on_1_january_is_only_asked_about():
    known = {**KAREN, "cpr": "0101455001", "birth_date": None}
    assert told(person("0101455002", name="Karen Møller"), known)[0][1] == "ask"


def test_twins_and_a_father_with_his_sons_name_are_two():
    twin = {**KAREN, "cpr": OTHER_VALID, "name": "Kirsten Møller"}
    father = {**KAREN, "cpr": "1203385001", "birth_date": "2038-03-12"}
    pairs = match(people(LOOKS_LIKE_KAREN), people(twin, KAREN, father))
    assert pairs[["known", "verdict"]].to_numpy().tolist() == [[1, "sure"]]


def test_two_candidates_that_fit_alike_are_both_shown_and_neither_is_sure():
    pairs = match(people(LOOKS_LIKE_KAREN), people(KAREN, {**KAREN, "cpr": OTHER_VALID}))
    assert pairs[["known", "verdict"]].to_numpy().tolist() == [[0, "ask"], [1, "ask"]]
    assert pairs["reason"].unique().tolist() == ["samme fødselsdato, navn og telefon, men det passer på flere"]


def test_pairs_are_told_by_the_tables_own_labels():
    pairs = match(people(KAREN).set_axis(["række 7"]), people(KAREN).set_axis(["B-0001"]))
    assert pairs[["new", "known"]].to_numpy().tolist() == [["række 7", "B-0001"]]


def test_blank_cells_of_any_sort_and_missing_columns_match_nobody():
    blanks = people(person(float("nan"), None, ""), person(None, float("nan"), None, ""))
    for nothing in (blanks, blanks[["name"]], pd.DataFrame(index=[1, 2])):
        pairs = match(nothing, blanks)
        assert pairs.empty
        assert tuple(pairs.columns) == PAIR_COLUMNS


def test_every_tier_is_declared_in_order_and_only_the_first_three_are_ever_sure():
    tiers = [rule.tier for rule in RULES]
    assert tiers == sorted(tiers)
    assert {rule.tier for rule in RULES if rule.verdict == "sure"} == {1, 2, 3}


def test_twins_whose_names_differ_in_the_middle_are_asked_about():
    lise = person(born="1950-02-02", name="Anne Lise Holm", address="Engvej 1", postcode="2635")
    marie = {**lise, "name": "Anne Marie Holm", "cpr": "0202501234"}
    assert told(lise, marie) == [[4, "ask", "samme fødselsdato og adresse, navnet ligner"]]


@pytest.mark.parametrize(
    ("cells", "dtype"),
    [
        ([202501234, None], "Int64"),
        ([202501234.0, float("nan")], float),
        (["0202501234", pd.NA], "string"),
        (["0202501234", None], "str"),
        (["0202501234", ""], "category"),
    ],
)
def test_a_table_may_hold_numbers_and_any_kind_of_blank(cells, dtype):
    new = pd.DataFrame({"cpr": pd.Series(cells, dtype=dtype)})
    pairs = match(new, people(person("0202501234"), person("0303501234")))
    assert pairs[["new", "known", "verdict"]].to_numpy().tolist() == [[0, 0, "sure"]]


@pytest.mark.parametrize(
    "born", [date(1950, 2, 2), pd.Timestamp(1950, 2, 2), "1950-02-02", "02-02-1950", "2. feb 1950"], ids=repr
)
def test_a_birth_date_may_be_a_date_or_written_as_danes_do(born):
    known = person(born="1950-02-02", name="Karen Holm", phone="68123456")
    assert told({**known, "birth_date": born}, known) == [[3, "sure", "samme fødselsdato, navn og telefon"]]
    assert told({**known, "birth_date": "ukendt"}, known) == [[5, "ask", "samme navn og telefon"]]


def test_a_column_that_stands_twice_is_refused():
    with pytest.raises(ValueError, match="twice"):
        match(pd.DataFrame([["0202501234", "0303501234"]], columns=["cpr", "cpr"]), people())
