"""Statusnotat: the memo's numbers, table by table; words that staff may change; nobody's row."""

from __future__ import annotations

import re
from datetime import date, datetime, time

import pandas as pd
import pytest

from macros.press import press
from tests.made_up import MEMO_DAY, Tables, anything, empty, memo
from tests.pictures import rows
from tests.status_note import note_of
from workbook.book import MemoryBook
from workbook.letters.wording import Block
from workbook.note.hiding import LEAST
from workbook.note.paper import note_pdf
from workbook.note.parts import NBSP, Chart, Grid, chart, number, percent, with_percent
from workbook.note.spreads import LEFT_OUT
from workbook.note.word import note_docx
from workbook.note.writing import Note, lacking
from workbook.problems import TemplateFault
from workbook.settings import Settings
from workbook.summary import DASH, figures
from workbook.tables import CALLS, CITIZENS, COVERAGE, HISTORY, HOURS, INCIDENCE, LISTS

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
    assert "Vi har ringet 13 gange, og 7 gange fik vi fat i nogen." in told
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
    assert [part.title for part in note.parts if not isinstance(part, Block)] == []
    assert "Målgrupperne" not in said(note)
    assert "Borgere på listen" not in said(note)
    assert note_pdf(note, MEMO_DAY)


def test_one_citizen_on_the_list_and_no_group_reads_right():
    one = note_of(
        empty()
        | {
            "lists": rows(LISTS, "id  kind  extracted_on", "L-0001  SSI: ikke reageret  2021-04-20"),
            "citizens": rows(CITIZENS, "id  state  latest_list", "B-0001  Skal ringes op  L-0001"),
        }
    )
    assert "1 borger på den seneste liste fra Statens Serum Institut har ikke reageret." in said(one)
    assert "Heraf ønsker 0 ikke" in said(one)
    assert "Målgrupperne" not in said(one)
    assert lines(one, "Borgere på den seneste")[-1] == "I alt · 1 · 100 %"


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


def test_what_a_new_office_has_not_told_yet_is_said():
    tables = memo()
    groups = tables["target_groups"].assign(invited=None, invited_on=None)
    found = figures(tables | {"target_groups": groups}, MEMO_DAY)
    assert list(lacking(Settings(), found)) == [
        "I notatet mangler Kommune, Afdeling og Opgaven slutter: skriv det på arket Indstillinger.",
        "Målgrupperne er ikke med: skriv på arket Målgrupper, hvor mange der er inviteret og hvornår.",
    ]
    told = Settings(municipality="Ishøj", department="Pleje", ends_on=date(2021, 8, 31))
    assert list(lacking(told, figures(tables, MEMO_DAY))) == []
