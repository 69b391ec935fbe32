"""Letters on paper: every letter in every language in one bundle, read back with poppler and measured in mm."""

from __future__ import annotations

import base64
import re
import struct
import unicodedata
import zlib
from datetime import date

import pytest

from tests.letters.paper import MM_PER_POINT, facts_of, pages_of, text_of, words_of
from tests.letters.test_languages import SETTINGS, STATIONERY
from workbook.letters.examples import ADDRESS, example_letter
from workbook.letters.files import template_folders
from workbook.letters.logo import LARGEST, Logo, find_logo
from workbook.letters.papers import CITIZEN, LANGUAGES, LETTERS, REMINDER
from workbook.letters.printing import print_bundles, print_one, with_whole_logo
from workbook.letters.scripts import plain
from workbook.letters.typeset import Unprintable
from workbook.letters.wording import Words
from workbook.letters.writing import Stationery
from workbook.words import LANGUAGE_CODES, Language

pytestmark = pytest.mark.bench

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="4" height="2"><rect width="4" height="2" fill="#0f4c5c"/></svg>'

JPG = base64.b64decode(
    "/9j/4AAQSkZJRgABAQEAFAAUAAD/2wBDAA0JCgsKCA0LCgsODg0PEyAVExISEyccHhcgLikxMC4pLSwzOko+MzZGNywtQFdBRkxO"
    "UlNSMj5aYVpQYEpRUk//2wBDAQ4ODhMREyYVFSZPNS01T09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09P"
    "T09PT09PT0//wAARCAAMACYDASIAAhEBAxEB/8QAFgABAQEAAAAAAAAAAAAAAAAAAAQG/8QAIxAAAQQCAQMFAAAAAAAAAAAAAwAB"
    "AgQFERIGEzEhMkFRkf/EABUBAQEAAAAAAAAAAAAAAAAAAAIA/8QAFhEBAQEAAAAAAAAAAAAAAAAAAQAC/9oADAMBAAIRAxEAPwC3"
    "qvqfL0c+SrUL2BA46bgz89sz7ffx6rcYywS3jKtksOBCijOUfp3baWcdRtlgW1TAYkPbKY2k7fqp8eElEhnKKrEREZxERVX/2Q=="
)
"""A round mark, 38 dots wide and 12 high."""


def png() -> bytes:
    """Return a red picture of two dots."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    head = struct.pack(">IIBBBBB", 2, 1, 8, 2, 0, 0, 0)
    dots = zlib.compress(b"\0" + 2 * b"\xff\0\0")
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", dots) + chunk(b"IEND", b"")


@pytest.fixture(scope="module")
def letters():
    return {
        f"{paper.stem}.{LANGUAGE_CODES[language]}": example_letter(paper, language, STATIONERY)
        for paper in LETTERS
        for language in LANGUAGES
    }


@pytest.fixture(scope="module")
def pdf(letters):
    (bundle,) = print_bundles("Alle breve", letters, STATIONERY).bundles
    return bundle.pdf


@pytest.fixture(scope="module")
def pages(letters, pdf):
    """Return the first page of each letter and of the one after it."""
    starts = sorted({word.page for word in words_of(pdf) if word.text == "Vejlebrovej"})
    assert len(starts) == len(letters)
    return list(zip(starts, [*starts[1:], int(facts_of(pdf)["Pages"]) + 1], strict=True))


@pytest.fixture(scope="module")
def words(pdf, pages):
    """Return the words of each letter, with places; `page` counts from the letter's own first page."""
    found = words_of(pdf)
    return [
        [word._replace(page=word.page - one + 1) for word in found if one <= word.page < next_] for one, next_ in pages
    ]


def folded(text: str) -> list[str]:
    """Return the words of a text, without the signs that only steer direction and joining."""
    shapes = unicodedata.normalize("NFKC", text)
    kept = "".join(
        sign if sign.isalnum() or unicodedata.combining(sign) else " " for sign in shapes.replace("\u200c", "")
    )
    return kept.split()


def test_every_word_of_every_script_is_found_in_the_file(letters, pdf, pages):
    """A reader aloud and a search find what is written, from right to left as well."""
    texts = pages_of(pdf)
    for (name, letter), (one, next_) in zip(letters.items(), pages, strict=True):
        page = letter.page
        said = [word for part in (page, page["privacy"]) if part for word in folded(_text(part))]
        read = set(folded(" ".join(texts[one - 1 : next_ - 1])))
        assert sum(word in read for word in said) / len(said) > 0.98, name


def _text(part):
    return part["subject"] + "\n" + plain(Words(part["subject"], part["blocks"]), "")


def test_in_every_language_the_address_and_nothing_else_stands_in_the_envelopes_window(letters, words):
    for name, found in zip(letters, words, strict=True):
        first = [word for word in found if word.page == 1]
        inside = [word for word in first if word.right > 20 and word.left < 110 and word.bottom > 44 and word.top < 70]
        assert " ".join(word.text for word in inside) == " ".join(ADDRESS), name
        assert all(word.left >= 20 and word.right <= 110 and word.top >= 44 and word.bottom <= 70 for word in inside), (
            name
        )


def test_a_number_is_never_turned_round(letters, words):
    for (name, letter), found in zip(letters.items(), words, strict=True):
        lines = "".join(word.text for word in sorted(found, key=lambda word: (word.page, round(word.top), word.left)))
        plain_digits = re.sub(r"[\s\u00a0\u2066-\u2069\u200e\u200f\u202a-\u202e]", "", lines)
        assert "43577000" in plain_digits, name
        assert "33193200" in plain_digits or letter.page["privacy"] is None, name


def test_each_letter_begins_on_an_odd_page_and_counts_its_own(pdf, pages):
    assert all(first % 2 for first, _ in pages)
    text = text_of(pdf)
    for foot in ("Side 1 af 2", "Side 1 af 1", "Page 2 of 2", "Sayfa 1 / 2", "Strona 1 z 2", "Rûpel 2 ji 2"):
        assert foot in text


def test_no_word_stands_in_the_margin_where_the_marks_for_folding_are(words):
    assert min(word.left for found in words for word in found) >= 20
    assert max(word.right for found in words for word in found) <= 190


def test_marks_for_folding_stand_at_a_third_a_half_and_two_thirds_of_the_page():
    pdf = print_one(example_letter(REMINDER, Language.DANISH, STATIONERY), STATIONERY)
    packed = re.findall(rb"/FlateDecode.*?stream\r?\n(x.*?)\r?\nendstream", pdf, re.DOTALL)
    page = next(stream for stream in map(zlib.decompress, packed) if b"/Artifact BMC" in stream)
    places = re.findall(rb"/Artifact BMC\nq 1 0 0 -1 ([\d.]+) ([\d.]+) cm", page)
    assert [(round(float(x) * MM_PER_POINT, 1), round(297 - float(y) * MM_PER_POINT, 1)) for x, y in places] == [
        (5, 99),
        (5, 148.5),
        (5, 198),
    ]


def test_each_block_tells_its_language(pdf):
    languages = set(re.findall(rb"/Lang ?\((\w+)", pdf))
    assert languages >= {LANGUAGE_CODES[language].encode() for language in LANGUAGES}


def test_the_bundle_is_tagged_for_reading_aloud_and_for_archives(pdf):
    assert facts_of(pdf)["Tagged"] == "yes"
    assert b"<pdfuaid:part>1</pdfuaid:part>" in pdf
    assert b"<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>" in pdf


def test_the_same_letters_give_the_same_bytes(letters, pdf):
    assert print_bundles("Alle breve", letters, STATIONERY).bundles[0].pdf == pdf


def test_a_letter_of_its_own_has_its_language_and_a_title_that_names_nobody():
    pdf = print_one(example_letter(REMINDER, Language.URDU, STATIONERY), STATIONERY)
    assert facts_of(pdf)["Title"] == "Ishøj Kommune B-0000"
    assert re.search(rb"/Lang ?\(ur\)", pdf)
    assert facts_of(pdf)["Pages"] == "1"


def test_who_cannot_be_printed_is_named_and_the_others_are_printed():
    good = example_letter(REMINDER, Language.DANISH, STATIONERY)
    bad = good._replace(page={**good.page, "address": ["街"]})
    printed = print_bundles("Breve", {"B-0001": good, "B-0002": bad}, STATIONERY)
    assert printed.refused == ["B-0002"]
    assert [bundle.letters for bundle in printed.bundles] == [["B-0001"]]
    with pytest.raises(Unprintable):
        print_one(bad, STATIONERY)
    assert print_bundles("Breve", {"B-0002": bad}, STATIONERY).bundles == []


@pytest.mark.parametrize(("name", "content"), [("logo.png", png()), ("Logo.SVG", SVG), ("logo.jpg", JPG)])
def test_the_logo_stands_in_the_letterhead_with_a_text_for_who_cannot_see_it(tmp_path, name, content):
    (tmp_path / name).write_bytes(content)
    logo, said = find_logo(tmp_path, name)
    assert said == ""
    stationery, said = with_whole_logo(CITIZEN, Stationery(SETTINGS, template_folders(), date(2021, 4, 20), logo))
    assert said == ""
    pdf = print_one(example_letter(CITIZEN, Language.DANISH, stationery), stationery)
    assert pdf != print_one(example_letter(CITIZEN, Language.DANISH, STATIONERY), STATIONERY)
    assert b"/Figure" in pdf
    window = [word.text for word in words_of(pdf) if word.page == 1 and word.left < 110 and 44 < word.top < 70]
    assert " ".join(window) == " ".join(ADDRESS)


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("logo.png", None, "Logoet “logo.png” er ikke med: filen findes ikke ved siden af projektmappen."),
        ("logo.bmp", b"x", "Logoet “logo.bmp” er ikke med: det skal være en png-, jpg- eller svg-fil."),
        ("logo.png", b"x" * (LARGEST + 1), "Logoet “logo.png” er ikke med: filen må højst fylde 500 kB."),
        ("", None, ""),
    ],
)
def test_a_logo_that_cannot_be_used_is_told_and_the_letters_go_without(tmp_path, name, content, said):
    if content:
        (tmp_path / name).write_bytes(content)
    assert find_logo(tmp_path, name) == (None, said)


@pytest.mark.parametrize("kind", ["png", "jpg", "svg"])
def test_a_picture_that_is_none_is_told_and_the_letters_go_without(kind):
    broken = Stationery(SETTINGS, template_folders(), date(2021, 4, 20), Logo(kind, b"not a picture"))
    stationery, said = with_whole_logo(CITIZEN, broken)
    assert said == "Logoet er ikke med: billedet kan ikke læses. Gem det igen som png-fil."
    assert stationery.logo is None


def test_a_logo_is_only_looked_for_beside_the_workbook(tmp_path):
    inside = tmp_path / "kontor"
    inside.mkdir()
    (tmp_path / "logo.png").write_bytes(png())
    assert find_logo(inside, "../logo.png")[0] is None
