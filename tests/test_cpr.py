"""CPR numbers: what they look like on lists, what they tell, and what nobody may see."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbook import cpr, cprs
from workbook.words import CprKind

BIRTH_DATES = st.dates(date(1900, 1, 2), date(1999, 12, 31))
LAST_FOUR = st.integers(0, 3999).map("{:04}".format)


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("020250-1234", "0202501234"),
        ("0202501234", "0202501234"),
        ("202501234", "0202501234"),
        ("20250-1234", "0202501234"),
        ("202501234.0", "0202501234"),
        ("202501234,0", "0202501234"),
        (" 020250 1234 ", "0202501234"),
        ("020250\u00a01234", "0202501234"),
        ("020250–1234", "0202501234"),
        ("020250 - 1234", "0202501234"),
        ("'020250-1234", "0202501234"),
        ("020250-1ab2", "0202501AB2"),
    ],
)
def test_every_form_that_lists_bring_gives_ten_characters(written, number):
    assert cpr.parse(written).number == number


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("1.01501E+08", "afrundet"),
        ("1,01501E+08", "afrundet"),
        ("1E+09", "afrundet"),
        ("", "ti cifre"),
        ("020250-123", "ti cifre"),
        ("0202-501234", "ti cifre"),
        ("02025012345", "ti cifre"),
        ("020250-XXXX", "ti cifre"),
        ("٠٢٠٢٥٠١٢٣٤", "ti cifre"),
        ("320250-1234", "findes ikke"),
        ("290219-1234", "findes ikke"),
        ("021350-1AB2", "findes ikke"),
        ("020270-5234", "født før 1900"),
    ],
)
def test_what_can_be_read_in_no_way_or_in_two_is_refused_with_a_reason(written, why):
    with pytest.raises(cpr.NotACpr, match=why):
        cpr.parse(written)


def test_a_refusal_holds_nothing_of_what_was_written():
    with pytest.raises(cpr.NotACpr) as refused:
        cpr.parse("020250-123")
    assert "020250" not in repr(refused.value)
    assert "020250" not in refused.value.why


@pytest.mark.parametrize(
    ("number", "kind", "born"),
    [
        ("0707611285", CprKind.UNCHECKED, date(1961, 7, 7)),  # made up; fails modulus 11
        ("2512489996", CprKind.UNCHECKED, date(1948, 12, 25)),  # MedCom's official test person
        ("6202501234", CprKind.REPLACEMENT, date(1950, 2, 2)),
        ("0202501AB2", CprKind.ECPR, None),
        ("0202364234", CprKind.UNCHECKED, date(2036, 2, 2)),
        ("0202374234", CprKind.UNCHECKED, date(1937, 2, 2)),
        ("0202575235", CprKind.UNCHECKED, date(2057, 2, 2)),
    ],
)
def test_a_number_tells_its_kind_and_the_birth_date(number, kind, born):
    assert (cpr.parse(number).kind, cpr.parse(number).born) == (kind, born)


@given(BIRTH_DATES, LAST_FOUR)
def test_modulus_11_changes_the_kind_and_never_refuses(born, last):
    found = cpr.parse(f"{born:%d%m%y}{last}")
    assert found.born == born
    assert found.kind == (CprKind.ORDINARY if cpr.passes_modulus_11(found.number) else CprKind.UNCHECKED)


@given(BIRTH_DATES, LAST_FOUR, st.sampled_from("0123456789"), st.integers(0, 9))
def test_one_wrong_digit_always_breaks_modulus_11(born, last, digit, at):
    number = f"{born:%d%m%y}{last}"
    wrong = number[:at] + digit + number[at + 1 :]
    assert wrong == number or not (cpr.passes_modulus_11(number) and cpr.passes_modulus_11(wrong))


@given(BIRTH_DATES, LAST_FOUR)
def test_a_number_survives_a_spreadsheet_that_took_it_for_a_number(born, last):
    number = f"{born:%d%m%y}{last}"
    assert cpr.parse(str(float(number))).number == number
    assert cpr.parse(str(int(number))).number == number


def parsed_alone(text):
    try:
        return (*cpr.parse(text), None)
    except cpr.NotACpr as refused:
        return None, None, None, refused.why


DIGITS = st.integers(0, 99)
LIKE_NUMBERS = st.tuples(DIGITS, st.integers(0, 13), DIGITS, st.sampled_from(["", "-", " "]), st.integers(0, 9999))


@given(st.lists(LIKE_NUMBERS.map(lambda parts: "{:02}{:02}{:02}{}{:04}".format(*parts)) | st.text(min_size=1)))
def test_a_column_of_numbers_reads_as_each_does_alone(texts):
    assert list(zip(*cprs.parse_all(texts), strict=True)) == [parsed_alone(text) for text in texts]


@pytest.mark.parametrize("text", ["2902004123", "2902014123", "2902901123", "0000000000", "6102504123", "1302505123"])
def test_days_that_are_or_are_not_read_the_same_in_a_column(text):
    (told,) = zip(*cprs.parse_all([text]), strict=True)
    assert told == parsed_alone(text)


def test_two_numbers_on_two_lines_of_a_cell_are_none_also_where_all_other_cells_are_plain():
    texts = ["0202501234", "0202501234\n0303501234"]
    assert list(zip(*cprs.parse_all(texts), strict=True)) == [parsed_alone(text) for text in texts]


def test_a_blank_cell_of_a_column_is_no_number_and_no_fault():
    assert cprs.parse_all(["", "0202501234"]).why == [None, None]


def test_a_masked_number_shows_the_birth_date_alone():
    assert [cpr.mask(text) for text in ("010150-1234", "0101501234", "101501234", "")] == [
        "010150-xxxx",
        "010150-xxxx",
        "10150-xxxx",
        "",
    ]


@given(st.text())
def test_a_mask_never_shows_the_last_four_of_what_was_typed(text):
    shown = cpr.mask(text)
    assert len(shown) <= 11
    assert shown.removesuffix("-xxxx") in {"", cpr.mask(text)[:-5]}
    assert cpr.mask(f"{text}9876").count("9876") <= text.count("9876")
