"""The status note as files: the PDF and the one for Word, what they name, and the logo on them."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime

import pytest
from docx import Document

from tests.letters.paper import facts_of, text_of
from tests.made_up import MEMO_DAY, memo
from tests.office import libreoffice
from tests.status_note import note_of
from workbook.letters.logo import Logo, find_whole_logo
from workbook.note.paper import note_pdf
from workbook.note.parts import Chart, Grid
from workbook.note.word import note_docx
from workbook.packing import LONG_AGO


def test_the_same_figures_and_day_give_the_same_bytes():
    assert note_pdf(note_of(memo()), MEMO_DAY) == note_pdf(note_of(memo()), MEMO_DAY)
    assert note_docx(note_of(memo()), MEMO_DAY) == note_docx(note_of(memo()), MEMO_DAY)


def test_the_docx_has_the_notes_words_tables_and_charts():
    note = note_of(memo())
    paper = Document(io.BytesIO(note_docx(note, MEMO_DAY)))
    grids = [part for part in note.parts if isinstance(part, Grid)]
    assert [[tuple(cell.text for cell in row.cells) for row in table.rows] for table in paper.tables] == [
        [part.heads, *part.rows] for part in grids
    ]
    told = ["".join(paragraph._p.xpath(".//w:t/text()")) for paragraph in paper.paragraphs]
    assert {note.title, "Kort fortalt", "Tabel 2. Borgere på den seneste liste fra Statens Serum Institut"} <= {*told}
    drawn = [shape._inline.docPr.get("descr") for shape in paper.inline_shapes]
    assert drawn == [part.in_words for part in note.parts if isinstance(part, Chart)]
    bold = {run.text for paragraph in paper.paragraphs for run in paragraph.runs if run.bold}
    assert {"2015", "138", "7\u00a0%", "27", "11"} <= bold


def test_the_docx_names_the_municipality_and_nobody_and_no_moment_but_the_day():
    content = note_docx(note_of(memo()), MEMO_DAY)
    about = Document(io.BytesIO(content)).core_properties
    assert (about.author, about.last_modified_by, about.comments) == ("Ishøj Kommune", "Ishøj Kommune", "")
    assert (about.created, about.modified) == (datetime(2021, 4, 20, 12, tzinfo=UTC),) * 2
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        assert {part.date_time for part in parts.infolist()} == {LONG_AGO}
        assert not any("thumbnail" in name for name in parts.namelist())


SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="40" height="10"><rect width="40" height="10"/></svg>'


def test_the_logo_stands_on_the_note_and_in_word_with_a_text_for_who_cannot_see_it():
    note = note_of(memo())._replace(logo=Logo("svg", SVG))
    shape = Document(io.BytesIO(note_docx(note, MEMO_DAY))).inline_shapes[0]
    assert shape._inline.docPr.get("descr") == "Logo: Ishøj Kommune"
    assert (round(shape.width.mm), round(shape.height.mm)) == (48, 12)
    told = "Logo: Ishøj Kommune".encode("utf-16-be").hex().upper().encode()
    assert [told in note_pdf(one, MEMO_DAY) for one in (note, note_of(memo()))] == [True, False]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (SVG, ""),
        (b"no picture", "Logoet er ikke med: billedet kan ikke læses. Gem det igen som png-fil."),
        (None, "Logoet “logo.svg” er ikke med: filen findes ikke ved siden af projektmappen."),
    ],
)
def test_a_logo_that_cannot_be_used_is_told(tmp_path, content, said):
    if content:
        (tmp_path / "logo.svg").write_bytes(content)
    logo, told = find_whole_logo(tmp_path, "logo.svg", "Ishøj Kommune", MEMO_DAY)
    assert (told, logo) == (said, None if said else Logo("svg", SVG))


@pytest.mark.bench
def test_an_office_program_opens_the_docx_and_shows_every_table(tmp_path):
    path = tmp_path / "Statusnotat.docx"
    path.write_bytes(note_docx(note_of(memo()), MEMO_DAY))
    text = text_of(libreoffice().letter_to_pdf(path, tmp_path / "Statusnotat.pdf").read_bytes())
    for told in (
        "8. Borgere på 75-79 år 1041 1041 – – 68",
        "Ønsker ikke 27 20 %",
        "Figur 2. Sådan står",
        "Side 1 af 2",
    ):
        assert told in text, told


@pytest.mark.bench
def test_the_pdf_is_tagged_and_names_the_municipality_and_nobody():
    pdf = note_pdf(note_of(memo()), MEMO_DAY)
    facts = facts_of(pdf)
    assert (facts["Tagged"], facts["Title"]) == ("yes", "Notat om opfølgning på tilbud om vaccination")
    assert facts["Author"] == "Ishøj Kommune"
    text = text_of(pdf)
    assert "Tabel 1. Målgrupperne: borgere, vaccinerede og ej reageret" in text
    assert "Målgruppe 8 68" in text
    assert "“–” betyder, at tallet ikke kendes" in text
