"""Statusnotat: the memo's numbers, table by table; words that staff may change; nobody's row."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import UTC, date, datetime, time

import pandas as pd
import pytest
from docx import Document

from macros.press import press
from tests.letters.paper import facts_of, text_of
from tests.made_up import MEMO_DAY, Tables, anything, empty, memo
from tests.office import libreoffice
from tests.pictures import rows
from workbook.book import MemoryBook
from workbook.letters.files import template_folders
from workbook.letters.logo import Logo, find_whole_logo
from workbook.letters.wording import Block
from workbook.note import Note, note_pdf, write_note
from workbook.note.hiding import LEAST
from workbook.note.parts import NBSP, Chart, Grid, chart, number, percent, with_percent
from workbook.note.spreads import LEFT_OUT
from workbook.note.word import note_docx
from workbook.packing import LONG_AGO
from workbook.problems import TemplateFault
from workbook.settings import Settings
from workbook.summary import DASH, figures
from workbook.tables import CALLS, COVERAGE, HISTORY, HOURS, INCIDENCE

SETTINGS = Settings(municipality="Ishøj Kommune", department="Center for Voksne og Velfærd", ends_on=date(2021, 8, 31))
NOW = datetime.combine(MEMO_DAY, time(14, 5))


AGES = ((76, 68), (82, 29), (88, 30), (95, 6), (50, 3), (62, 2))
"""How many on the made-up list are so old."""


def outside() -> dict[str, pd.DataFrame]:
    """Return SSI's open figures of 20 April 2021, a week's incidence, two weeks of work, and two kept lists."""
    coverage = (
        "D-0001  2021-04-20  Ishøj       4145  1732  23072",
        "D-0002  2021-04-20  Hele landet  1099000  520500  5840045",
        "D-0003  2021-04-20  Albertslund  5527  2412  27218",
    )
    return {
        "coverage": rows(COVERAGE, "id  date  area  first  done  people", *coverage),
        "incidence": rows(INCIDENCE, "id  date  incidence", "SM-0001  2021-04-13  212", "SM-0002  2021-04-20  187"),
        "hours": rows(HOURS, "id  date  hours  rate", "H-0001  2021-04-14  37.5  250", "H-0002  2021-04-20  12  250"),
        "calls": rows(
            CALLS,
            "id  citizen  date  outcome",
            *(
                f"O-{at:04d}  B-0001  2021-04-{13 + at % 2 * 6}  {answer}"
                for at, answer in enumerate(OUTCOMES, start=1)
            ),
        ),
        "history": rows(
            HISTORY,
            "id  date  figure  value",
            "HI-0001  2021-04-06  Ej reageret i alt  151",
            "HI-0002  2021-04-20  Ej reageret i alt  138",
        ),
    }


OUTCOMES = ("Ikke svar",) * 6 + ("Uafklaret",) * 7


def whole() -> Tables:
    """Return the memo's Ishøj with ages, languages, reasons and all that comes from outside."""
    tables = memo(ssi_area="Ishøj", neighbours="Albertslund") | outside()
    citizens = tables["citizens"]
    listed = citizens.index[citizens["latest_list"].notna()]
    ages = [age for age, count in AGES for _ in range(count)]
    citizens.loc[listed, "born"] = [date(2021 - age, 1, 15) for age in ages]
    citizens.loc[listed, "language"] = (
        ["Dansk"] * 90 + ["Tyrkisk"] * 26 + ["Urdu"] * 12 + ["Polsk"] * 4 + ["Somali"] * 3 + [None] * 3
    )
    citizens.loc[listed[:9], "reason"] = "Forstod ikke dansk"
    citizens.loc[listed[9:11], "reason"] = "Allergi"
    citizens.loc[listed, "first_list"] = "L-0002"
    return tables


SECOND = "2. Borgere over 65 år med både personlig pleje og praktisk hjælp"


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
    assert "2015 borgere er inviteret, og fristen på 22 dage er udløbet." in told
    assert "Heraf har 138 ikke reageret, hvilket svarer til 7 %." in told
    assert "Af de 138 ønsker 27 ikke at blive vaccineret, og 11 har endnu ikke taget stilling." in told
    assert "Indsatsen løber til og med 31. august 2021." in told


def test_coverage_incidence_and_work_are_told_where_they_are_known():
    told = said(note_of(whole()))
    assert "18,0 % af borgerne har fået 1. stik, og 7,5 % er færdigvaccinerede." in told
    assert "I hele landet er det 18,8 % og 8,9 % (Statens Serum Institut, 20. april 2021)." in told
    assert "Smittetallet var 187 pr. 100.000 borgere den 20. april 2021 og har været under 200 i 7 dage." in told
    assert "Vi har ringet 13 gange. De 7 gange fik vi fat i nogen." in told
    assert "Af bevillingen på 400.000 kr. er 12.375 kr. brugt på 49,5 timer, og 387.625 kr. er tilbage." in told
    unknown = said(note_of(memo()))
    for words in ("Smittetallet", "Statens Serum Institut,", "bevillingen", "Vi har ringet", "–"):
        assert words not in unknown, words


@pytest.mark.parametrize("seed", range(4))
def test_the_note_sends_nobody_to_a_sheet_as_its_readers_have_no_workbook(seed):
    for tables in (whole(), empty(), anything(seed)):
        note = note_of(tables)
        parts = [part for part in note.parts if not isinstance(part, Block)]
        told = " ".join([said(note), *(words for part in parts for words in (part.title, *part.notes))])
        assert not re.search(r"\bark(et)?\b|Indstillinger|Se Borgere|[Ii]ndlæs|[Tt]ryk", told), told


def test_who_wants_the_jab_is_counted_under_one_name_for_each_count():
    tables = whole()
    citizens = tables["citizens"]
    citizens.loc[citizens.index[citizens["latest_list"].notna()][:14], "state"] = ["Booker selv"] * 9 + ["Har tid"] * 5
    note = note_of(tables)
    status = {words: count for words, count, _ in grid(note, "Borgere på den seneste liste").rows}
    ages = grid(note, "Borgere på listen efter alder")
    assert [status[name] for name in ("Vil vaccineres, mangler tid", "Vil vaccineres, har tid")] == ["9", "5"]
    assert ages.rows[-1][ages.heads.index("Vil vaccineres")] == "14"
    assert "9 vil vaccineres og mangler en tid, og 5 har fået en tid." in said(note)
    named = [row[0] for title in ("Borgere på den", "Fra liste") for row in grid(note, title).rows]
    assert "Vil vaccineres" not in named


def test_the_notes_first_table_is_the_memos_two():
    assert lines(note_of(memo()), "Målgrupperne") == [
        "1. Borgere i plejebolig · 89 · 89 · 86 (97 %) · 0 (0 %) · 3 (3 %)",
        f"{SECOND} · 325 · 325 · 300 (92 %) · 0 (0 %) · 25 (8 %)",
        "3. Borgere på 85 år og derover · 143 · 143 · 136 (95 %) · 0 (0 %) · 7 (5 %)",
        "4. Personale i sundheds-, ældre- og socialsektoren · – · 12 · – · – · 1",
        "5. Borgere i særlig risiko · – · 12 · – · – · 2",
        "6. Udvalgte pårørende · – · 10 · – · – · 3",
        "7. Borgere på 80-84 år · 383 · 383 · – · – · 29",
        "8. Borgere på 75-79 år · 1041 · 1041 · – · – · 68",
        "9. Borgere på 65-74 år · 2055 · 2055 · – · – · –",
        "I alt · 4036 · 2015 · 522 · 0 · 138",
    ]


def test_the_list_is_told_by_status_and_makes_up_the_whole_list():
    status = lines(note_of(memo()), "Borgere på den seneste liste")
    assert {
        "Skal ringes op · 100 · 72 %",
        "Ønsker ikke · 27 · 20 %",
        "Uafklaret · 11 · 8 %",
        "I alt · 138 · 100 %",
    } <= {*status}


def test_ages_and_languages_leave_out_small_numbers_and_what_would_tell_them():
    note = note_of(whole())
    assert lines(note, "Borgere på listen efter alder") == [
        "75-79 år · 68 · 0 · · · · · ·",
        "80-84 år · 29 · 0 · · · · · ·",
        "85-89 år · 30 · 0 · · · · · ·",
        "90 år og derover · 6 · 0 · · · · · ·",
        "Andre aldre · 5 · 0 · · · · · ·",
        "I alt · 138 · 0 · 27 · 11 · 100",
    ]
    languages = grid(note, "Borgere på listen efter sprog")
    assert [row[:2] for row in languages.rows] == [
        ("Dansk", "90"), ("Tyrkisk", "26"), ("Urdu", "12"), ("Andre sprog", "10"), ("I alt", "138"),
    ]  # fmt: skip
    assert languages.notes[0] == "Linjer med færre end 5 borgere er lagt sammen."
    assert "udeladt, for at de andre ikke kan regnes ud" in languages.notes[1]


@pytest.mark.parametrize("seed", range(6))
def test_no_table_of_ages_languages_or_reasons_shows_a_number_under_five_but_in_its_sums(seed):
    note = note_of(anything(seed))
    for title in ("Borgere på listen efter alder", "Borgere på listen efter sprog", "Hvorfor borgerne"):
        spreads = [part for part in note.parts if isinstance(part, Grid) and part.title.startswith(title)]
        sums = [int(sum_) for part in spreads for sum_ in part.rows[-1][1:]]
        shown = [cell for part in spreads for row in part.rows[:-1] for cell in row[1:]]
        assert all(cell == LEFT_OUT or int(cell) >= LEAST or int(cell) in {0, *sums} for cell in shown)


def test_reasons_of_few_people_are_put_together():
    assert lines(note_of(whole()), "Hvorfor borgerne") == ["Andre årsager · 11", "Ikke oplyst · 127", "I alt · 138"]


def test_a_table_of_one_line_is_left_out():
    titles = [part.title for part in note_of(memo()).parts if not isinstance(part, Block)]
    assert not any(title.startswith(("Borgere på listen efter", "Hvorfor", "Udviklingen")) for title in titles)


def test_coverage_stands_beside_the_country_and_the_neighbours_with_the_footnote():
    coverage = grid(note_of(whole()), "Andel af borgerne")
    assert [" · ".join(row).replace(NBSP, " ") for row in coverage.rows] == [
        "Ishøj · 18,0 % · 7,5 %",
        "Hele landet · 18,8 % · 8,9 %",
        "Albertslund · 20,3 % · 8,9 %",
    ]
    assert "andele er af alle borgere i området" in coverage.notes[0]


def test_work_is_told_by_week_and_held_against_what_was_allotted():
    note = note_of(whole())
    assert lines(note, "Arbejdet uge for uge") == [
        "Uge 15 (fra 12-04) · 6 · 3 · 37,5 · 9.375",
        "Uge 16 (fra 19-04) · 7 · 4 · 12 · 3.000",
        "I alt · 13 · 7 · 49,5 · 12.375",
    ]
    assert lines(note, "Bevillingen")[:3] == ["Bevilling · 400.000", "Brugt · 12.375", "Tilbage · 387.625"]


def test_the_way_to_the_jab_and_the_course_of_the_lists_are_told():
    note = note_of(whole())
    assert lines(note, "Fra liste til stik")[:2] == [
        "Har stået på en liste fra SSI · 138 · 100 %",
        "Har svaret · 38 · 28 %",
    ]
    assert [line[:21] for line in lines(note, "Udviklingen")] == ["06-04-2021 · – · 151 ", "20-04-2021 · – · 138 "]


def test_what_has_nothing_to_show_is_left_out():
    titles = [part.title for part in note_of(empty()).parts if not isinstance(part, Block)]
    assert not any(
        title.startswith(("Udviklingen", "Andel", "Fra liste", "Arbejdet", "Bevillingen")) for title in titles
    )


@pytest.mark.parametrize("seed", range(4))
def test_any_workbook_gives_a_note_that_can_be_printed(seed):
    note = note_of(anything(seed))
    assert note_pdf(note, MEMO_DAY)
    assert note_docx(note, MEMO_DAY)


def test_a_note_says_so_when_the_groups_are_not_the_whole_list():
    tables = memo()
    tables["citizens"].loc[tables["citizens"]["target_group"] == 6, "target_group"] = None
    assert any(
        told.startswith("3 borgere på listen er ikke talt med: målgruppen")
        for told in grid(note_of(tables), "Målgrupperne").notes
    )


def test_an_office_without_a_list_gets_a_note_that_says_so():
    note = note_of(empty())
    assert "Der er endnu ikke læst en liste fra Statens Serum Institut ind." in said(note)
    assert "inviteret, og fristen" not in said(note)
    assert note_pdf(note, MEMO_DAY)


def test_what_staff_wrote_stands_in_the_note_and_tables_where_their_marks_are(tmp_path):
    (tmp_path / "statusnotat.da.txt").write_text(
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
    (tmp_path / "statusnotat.da.txt").write_text(f"Emne: x\n\n{words}\n", "utf-8")
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
