"""The guide for staff: it names only what is there, its pictures are there, and Hjælp gives it as a PDF."""

from __future__ import annotations

import re
from datetime import date, datetime
from pathlib import Path

import pytest

from macros.button import GROUPS
from macros.commands import BUTTONS
from macros.docs import START
from macros.press import press
from tests.letters.paper import facts_of, pages_of, text_of
from tests.made_up import empty
from workbook.book import MemoryBook
from workbook.letters.files import shipped_guide
from workbook.letters.guide import Piece, guide_pdf, read_guide
from workbook.letters.wording import Run
from workbook.overview import PAGES
from workbook.tables import TABLES

ROOT = Path(__file__).parents[1]
GUIDE = ROOT / "docs" / "vejledning.md"
PICTURES = ROOT / "docs" / "pictures"
TEXT = GUIDE.read_text("utf-8")
WEEK = TEXT.partition(START)[0]
TODAY = date(2021, 4, 20)
LARGEST = 150_000
ELSEWHERE = {"Ringbind"}
"""What is bold and is neither a button nor a sheet: the tab."""


def names() -> set[str]:
    """Return what stands bold in the week, but for the words that open a point."""
    return {name for name in re.findall(r"\*\*([^*]+)\*\*", WEEK) if not name.endswith((".", ":"))}


def test_the_week_names_only_buttons_and_sheets_that_are_there():
    sheets = {table.sheet for table in TABLES} | {page.sheet for page in PAGES}
    assert names() - sheets - {face.label for face in BUTTONS.values()} == ELSEWHERE


def test_the_week_goes_from_monday_to_friday():
    days = re.findall(r"^## (\w+dag):", WEEK, re.MULTILINE)
    assert days == ["Mandag", "Tirsdag", "Onsdag", "Torsdag", "Fredag"]


@pytest.mark.parametrize("face", BUTTONS.values(), ids=lambda face: face.id)
def test_every_button_is_explained_at_the_end(face):
    assert f"- **{face.label}:** {face.tip}. {face.more}" in TEXT
    assert f"### {face.group}" in TEXT
    assert face.group in GROUPS


@pytest.mark.parametrize("document", ["docs/vejledning.md", "README.md"])
def test_every_picture_that_is_shown_is_there_and_has_words(document):
    path = ROOT / document
    shown = re.findall(r"!\[(.*?)\]\((.+?)\)", path.read_text("utf-8"))
    assert shown
    for words, picture in shown:
        assert (path.parent / picture).is_file(), picture
        assert words


def test_pictures_are_small_and_each_is_shown_somewhere():
    shown = "".join((ROOT / name).read_text("utf-8") for name in ("README.md", "docs/vejledning.md"))
    for picture in PICTURES.iterdir():
        assert picture.stat().st_size < LARGEST, picture.name
        assert picture.name in shown, picture.name


def test_markdown_becomes_pieces():
    text = "# T\n\nEt **fedt** ord\nog mere\n\n- a\n- **b:** c\n\n<!-- x -->\n\n![Ord](p/a.png)\n"
    assert list(read_guide(text)) == [
        Piece("h1", [Run("T", bold=False)]),
        Piece("p", [Run("Et ", False), Run("fedt", True), Run(" ord", False), Run(" ", False), Run("og mere", False)]),
        Piece("li", [Run("a", bold=False)]),
        Piece("li", [Run("b:", bold=True), Run(" c", bold=False)]),
        Piece("img", [Run("Ord", bold=False)], "p/a.png"),
    ]


@pytest.mark.parametrize("text", ["# T\n\n    kode\n", "# T\n\n[link](a)\n", "# T\n\n`kode`\n", "# T\n\n---\n"])
def test_markdown_that_the_layout_does_not_know_is_refused(text):
    with pytest.raises(ValueError, match="the guide has a"):
        list(read_guide(text))


def test_help_puts_the_guide_in_the_folder_and_tells_where():
    book = MemoryBook(**empty())
    outcome = press("help", book, now=datetime(2021, 4, 20, 9), user="ABC")
    assert outcome.files == ["Ud/Vejledning.pdf"]
    assert outcome.message.startswith("Vejledningen ligger i Ud/Vejledning.pdf")


def test_the_same_guide_and_day_give_the_same_bytes():
    assert guide_pdf(shipped_guide(), TODAY) == guide_pdf(shipped_guide(), TODAY)


@pytest.mark.bench
def test_the_pdf_holds_every_word_of_the_guide_and_is_tagged():
    pdf = guide_pdf(shipped_guide(), TODAY)
    facts, text = facts_of(pdf), "".join(text_of(pdf).split())
    assert (facts["Tagged"], facts["Title"]) == ("yes", "En uge med Ringbind")
    assert len(pages_of(pdf)) < 15
    for piece in list(read_guide(TEXT))[1:]:
        assert "".join("".join(run.text for run in piece.runs).split()) in text
