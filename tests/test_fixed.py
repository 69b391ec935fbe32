"""Lists printed in columns of fixed width: cut below their headings, every line counted, nothing cut amiss."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from workbook.lists import headings
from workbook.lists.fixed import in_columns
from workbook.lists.kinds import ListFile
from workbook.lists.recognise import open_list
from workbook.lists.text import split
from workbook.words import ListKind

PRINTED = """\
Udskrift af borgere til vaccination                  Dato: 20-04-2021

CPR-nr.      Navn                      Postnr By        Målgruppe
-----------  ------------------------  ------ --------  ---------
020250-1234  Åse Holm                  2635   Ishøj     3
050149-4321  Bo Gert Beck              2635   Ishøj     3
\fCPR-nr.      Navn                      Postnr By        Målgruppe
-----------  ------------------------  ------ --------  ---------
110350-1236  Karen Margrethe Lund      2635   Ishøj     5
Antal borgere i alt: 3
"""


def test_a_list_printed_in_columns_is_read_page_by_page(tmp_path):
    path = tmp_path / "udskrift.txt"
    path.write_bytes(PRINTED.encode("cp1252"))
    file = open_list(path, date(2021, 4, 21))
    assert isinstance(file, ListFile)
    assert (file.kind.list_kind, file.extracted_on) == (ListKind.SSI, date(2021, 4, 20))
    assert file.rows[["row", "cpr", "name", "city", "target_group"]].to_numpy().tolist() == [
        [5, "0202501234", "Åse Holm", "Ishøj", 3],
        [6, "0501494321", "Bo Gert Beck", "Ishøj", 3],
        [9, "1103501236", "Karen Margrethe Lund", "Ishøj", 5],
    ]


def test_columns_without_strokes_begin_where_their_headings_do():
    text = "CPR-nr.      Navn              Telefon\n0202501234   Åse Holm Friis    68 12 34 56\n"
    assert split(text, headings.score) == [
        ["CPR-nr.", "Navn", "Telefon"],
        ["0202501234", "Åse Holm Friis", "68 12 34 56"],
    ]


def test_a_person_whose_cells_run_over_is_not_cut_amiss():
    text = "CPR         Navn      Telefon\n0202501234  Åse Margrethe Holm Friis 68123456\n"
    assert in_columns(text, headings.score, 50) is None


def test_a_file_with_a_delimiter_is_read_by_it_however_its_cells_are_filled_up():
    text = "CPR       ;Navn      ;Telefon\n0202501234;Åse       ;68123456\n"
    assert [[cell.strip() for cell in row] for row in split(text, headings.score)][1] == [
        "0202501234",
        "Åse",
        "68123456",
    ]


WIDTHS = (12, 22, 14)
CELLS = st.text("abcæøå019-", min_size=1, max_size=10)


@given(st.lists(st.tuples(CELLS, CELLS, CELLS)), st.sampled_from(["\n", "\r\n"]))
def test_every_row_comes_back_as_it_went(rows, end):
    heading = ("CPR-nr.", "Navn", "Telefon")
    lines = ["".join(map(str.ljust, row, WIDTHS)).rstrip() for row in (heading, *rows)]
    assert in_columns(end.join(lines), headings.score, 50) == [[*row] for row in (heading, *rows)]
