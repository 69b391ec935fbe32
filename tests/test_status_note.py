"""Statusnotat: the memo's numbers, table by table; words that staff may change; nobody's row."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime, time

import pytest
from docx import Document

from macros.press import press
from tests.letters.paper import facts_of, text_of
from tests.made_up import MEMO_DAY, empty, memo
from tests.office import libreoffice
from workbook.book import MemoryBook
from workbook.letters.files import template_folders
from workbook.letters.wording import Block
from workbook.note import Note, note_pdf, write_note
from workbook.note.parts import NBSP, Chart, Grid, chart, number, percent, with_percent
from workbook.note.word import note_docx
from workbook.packing import LONG_AGO
from workbook.problems import TemplateFault
from workbook.settings import Settings
from workbook.summary import DASH, figures

SETTINGS = Settings(municipality="Ishøj Kommune", department="Center for Voksne og Velfærd")
NOW = datetime.combine(MEMO_DAY, time(14, 5))


def note_of(tables, templates=()) -> Note:
    return write_note(figures(tables, MEMO_DAY), SETTINGS, (*templates, *template_folders()), MEMO_DAY)


def grid(note: Note, title: str) -> Grid:
    """Return the table whose title begins so."""
    return next(part for part in note.parts if isinstance(part, Grid) and part.title.startswith(title))


def lines(note: Note, title: str) -> list[str]:
    return [" · ".join(row).replace(NBSP, " ") for row in grid(note, title).rows]


def said(note: Note) -> str:
    """Return the note's words alone."""
    blocks = [part for part in note.parts if isinstance(part, Block)]
    return "\n".join("".join(run.text for run in line) for block in blocks for line in block.lines).replace(NBSP, " ")


def test_the_notes_words_say_what_the_memo_says():
    told = said(note_of(memo()))
    assert "2015 borgere er inviteret, og fristen på 22 dage er gået." in told
    assert "Heraf har 138 ikke reageret, hvilket svarer til 7 %." in told
    assert "Af de 138 har 27 ønsket ikke at blive vaccineret, og 11 er uafklarede." in told
    assert "Indsatsen løber til og med 31. august 2021." in told


def test_the_notes_first_table_is_the_memos_two():
    assert lines(note_of(memo()), "Målgrupperne") == [
        "1. Borgere i plejebolig · 89 · 89 · 86 (97 %) · 3 (3 %)",
        "2. Borgere over 65 år med både personlig pleje og praktisk hjælp · 325 · 325 · 300 (92 %) · 25 (8 %)",
        "3. Borgere på 85 år og derover · 143 · 143 · 136 (95 %) · 7 (5 %)",
        "4. Personale i sundheds-, ældre- og socialsektoren · – · 12 · – · 1",
        "5. Borgere i særlig risiko · – · 12 · – · 2",
        "6. Udvalgte pårørende · – · 10 · – · 3",
        "7. Borgere på 80-84 år · 383 · 383 · – · 29",
        "8. Borgere på 75-79 år · 1041 · 1041 · – · 68",
        "9. Borgere på 65-74 år · 2055 · 2055 · – · –",
        "I alt · 4036 ·  · 522 · 138",
    ]


def test_the_list_is_told_by_status_and_makes_up_the_whole_list():
    status = lines(note_of(memo()), "Borgere på den seneste liste")
    assert {"Skal ringes op · 100 · 72 %", "Ønsker ikke · 27 · 20 %", "Uafklaret · 11 · 8 %", "I alt · 138 · "} <= {
        *status
    }


def test_a_note_says_so_when_the_groups_are_not_the_whole_list():
    tables = memo()
    tables["citizens"].loc[tables["citizens"]["target_group"] == 6, "target_group"] = None
    assert any(told.startswith("3 på listen er ikke talt med") for told in grid(note_of(tables), "Målgrupperne").notes)


def test_an_office_without_a_list_gets_a_note_that_says_so():
    note = note_of(empty())
    assert "Der er endnu ikke læst en liste fra Statens Serum Institut ind." in said(note)
    assert "inviteret, og fristen" not in said(note)
    assert note_pdf(note, MEMO_DAY)


def test_what_staff_wrote_stands_in_the_note_and_tables_where_their_marks_are(tmp_path):
    (tmp_path / "status_note.da.txt").write_text(
        "Emne: Til {{ kommune }}\n\n[[status]]\nVi fik {{ ej_reageret }}.\n", "utf-8"
    )
    note = note_of(memo(), [tmp_path])
    assert note.title == "Til Ishøj Kommune"
    assert [type(part) for part in note.parts] == [Grid, Block]
    assert said(note) == "Vi fik 138."


@pytest.mark.parametrize(
    ("words", "fault"),
    [
        ("[[statsu]]", "linje 3: mærket “[[statsu]]” findes ikke. Mente du “status”?"),
        ("[[cpr]]", "linje 3: mærket “[[cpr]]” findes ikke. Mærkerne er: målgrupper, "),
        ("{{ navn }}", "linje 3: feltet “navn” findes ikke."),
    ],
)
def test_a_mark_or_a_field_that_the_note_may_not_show_is_told_with_its_line(tmp_path, words, fault):
    (tmp_path / "status_note.da.txt").write_text(f"Emne: x\n\n{words}\n", "utf-8")
    with pytest.raises(TemplateFault) as told:
        note_of(memo(), [tmp_path])
    assert fault in str(told.value)


def test_a_text_that_cannot_be_printed_is_told_and_no_note_made():
    tables = memo()
    tables["target_groups"].loc[tables["target_groups"]["number"] == 1, "text"] = "Plejebolig 😀"
    with pytest.raises(TemplateFault, match="Målgrupper kan ikke vises på papiret"):
        note_pdf(note_of(tables), MEMO_DAY)


def test_numbers_are_written_as_the_memo_writes_them():
    assert [number(value) for value in (7, 2015, 400_000, DASH)] == ["7", "2015", "400.000", "–"]
    assert [percent(value) for value in (0.0685, 0.125, 1.0, DASH)] == ["7\u00a0%", "13\u00a0%", "100\u00a0%", "–"]
    assert (with_percent(86, 86 / 89), with_percent(29, DASH)) == ("86 (97\u00a0%)", "29")


def test_a_charts_longest_bar_is_its_largest_number():
    told = chart("Titel", (), [("A", (3,), ("3",)), ("B", (12,), ("12",)), ("C", (DASH,), ("–",))])
    assert [bar.lengths for bar in told.bars] == [(0.25,), (1.0,), (0.0,)]
    assert told.in_words == "Titel. A: 3; B: 12; C: –."
    assert chart("Tom", (), []) == Chart("Tom", (), ())


def test_the_press_leaves_the_note_in_the_folder_ud():
    book = MemoryBook(**memo())
    outcome = press("status-note", book, now=NOW, user="ABC")
    stem = "Ud/2021-04-20 14.05 Statusnotat"
    assert outcome.files == [f"{stem}.pdf", f"{stem}.docx"]
    assert outcome.message.startswith(f"Statusnotatet ligger i {stem}.pdf")


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


@pytest.mark.bench
def test_an_office_program_opens_the_docx_and_shows_every_table(tmp_path):
    path = tmp_path / "Statusnotat.docx"
    path.write_bytes(note_docx(note_of(memo()), MEMO_DAY))
    text = text_of(libreoffice().letter_to_pdf(path, tmp_path / "Statusnotat.pdf").read_bytes())
    for told in ("8. Borgere på 75-79 år 1041 1041 – 68", "Ønsker ikke 27 20 %", "Figur 2. Sådan står", "Side 1 af 2"):
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
