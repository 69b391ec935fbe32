"""The wall to the open workbook keeps its promises in an Excel that is as unkind as the real one."""

from __future__ import annotations

from datetime import date, time

import pandas as pd
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.live import IDS, THREE, changing, deleting, inserting, open_workbook, three, with_cell
from tests.pictures import rows
from workbook.book import MemoryBook
from workbook.book_excel import ExcelBook
from workbook.cells import clean_text
from workbook.change import Change, records
from workbook.problems import (
    BelowTable,
    ColumnMissing,
    NotShown,
    SheetMissing,
    TableMissing,
)
from workbook.tables import BOOKINGS, CITIZENS, RELATIVES
from workbook.words import ReviewKind

OURS = len(BOOKINGS.names)
"""So many columns stand before the first that staff add."""

# Reading


def test_a_table_reads_as_plain_values_of_each_columns_kind() -> None:
    _, book = three()
    assert records(book.read(BOOKINGS)) == records(THREE)
    assert type(book.read(BOOKINGS).loc["T-0001", "dose"]) is int
    assert book.read(BOOKINGS).loc["T-0003", "time"] == time(8, 5)


def test_columns_are_found_by_heading_wherever_staff_put_their_own() -> None:
    office, book = three()
    office.add_column(BOOKINGS, "Eget", ["x", None, "y"], at=2)
    assert records(book.read(BOOKINGS)) == records(THREE)


def test_an_empty_table_reads_as_no_rows_though_excel_keeps_a_blank_one() -> None:
    _, book = three()
    assert book.read(CITIZENS).empty


def test_a_row_that_somebody_typed_gets_an_id_and_keeps_it_after_the_press() -> None:
    office, book = three()
    office.cell(BOOKINGS, 2, "Id").value = None
    assert list(book.read(BOOKINGS).index) == ["T-0001", "T-0004", "T-0003"]
    book.apply(changing("T-0003", "note", "ny"))
    assert office.column(BOOKINGS, "Id") == ["T-0001", "T-0004", "T-0003"]


def test_a_cell_of_the_wrong_kind_reads_as_blank_and_is_told_about() -> None:
    office, book = three()
    office.cell(BOOKINGS, 1, "Dato").value = "i morgen"
    office.cell(BOOKINGS, 3, "Dato").value = -2146826246  # #N/A, as COM gives it
    assert book.read(BOOKINGS)["date"].tolist() == [None, None, None]
    problems = book.problems(BOOKINGS)
    assert [(problem.kind, problem.row_id, problem.column) for problem in problems] == [
        (ReviewKind.BAD_CELL, "T-0001", "date"),
        (ReviewKind.BAD_CELL, "T-0003", "date"),
    ]


def test_a_number_that_staff_show_as_kroner_is_a_number() -> None:
    office, book = three()
    office.cell(BOOKINGS, 1, "Stik nr.").number_format = '#,##0.00 "kr."'
    assert book.read(BOOKINGS).loc["T-0001", "dose"] == 1


def test_a_missing_sheet_table_or_column_is_told_by_name() -> None:
    office, book = three()
    office.cell(RELATIVES, 0, "Telefon").value = "Tlf."
    with pytest.raises(ColumnMissing, match="“Telefon” mangler på arket “Pårørende”"):
        book.read(RELATIVES)
    office.impl._sheets["Borgere"]._tables.clear()
    with pytest.raises(TableMissing, match="Borgere"):
        book.read(CITIZENS)
    del office.impl._sheets["Borgere"]
    with pytest.raises(SheetMissing, match="Borgere"):
        ExcelBook(office.book).read(CITIZENS)


# Writing


def test_what_is_written_reads_back_and_nothing_else_moves() -> None:
    office, book = three()
    assert book.apply(changing("T-0002", "date", date(2021, 4, 22))) == []
    assert records(book.read(BOOKINGS)) == records(with_cell(THREE, "T-0002", "date", date(2021, 4, 22)))
    assert office.cell(BOOKINGS, 2, "Dato").number_format == "dd-mm-yyyy"


def test_a_row_is_found_by_id_after_staff_sorted_the_sheet() -> None:
    office, book = three()
    office.sort(BOOKINGS, "Borgernr.")
    book.apply(changing("T-0001", "note", "ny"))
    assert office.column(BOOKINGS, "Id") == ["T-0002", "T-0003", "T-0001"]
    assert office.column(BOOKINGS, "Notat") == [None, "ring først", "ny"]


def test_a_cell_that_somebody_changed_meanwhile_is_left_and_told() -> None:
    office, book = three()
    office.cell(BOOKINGS, 1, "Notat").value = "rettet i hånden"
    conflicts = book.apply(changing("T-0001", "note", "ny"))
    assert office.cell(BOOKINGS, 1, "Notat").value == "rettet i hånden"
    assert [(conflict.kind, conflict.row_id, conflict.column) for conflict in conflicts] == [
        (ReviewKind.CONFLICT, "T-0001", "note")
    ]


NAUGHTY = "0101010101 1E5 3-4 10:30 =1+1 +45 - @ham 'citat' '' ' SANDT #N/A æøå ש 🚗"


@pytest.mark.parametrize("text", NAUGHTY.split())
def test_text_stays_text_whatever_it_looks_like(text: str) -> None:
    office, book = three()
    office.cell(BOOKINGS, 2, "Notat").number_format = "General"
    book.apply(changing("T-0002", "note", text))
    assert office.cell(BOOKINGS, 2, "Notat").value == text
    assert book.read(BOOKINGS).loc["T-0002", "note"] == text


@given(st.lists(st.text(max_size=12).map(clean_text), min_size=1, max_size=6))
@example(["=cmd|'/c calc'!A0", "''", None, "007"])
@settings(max_examples=40, deadline=None)
def test_any_texts_that_are_inserted_read_back_the_same(texts: list[str | None]) -> None:
    office = open_workbook()
    book = ExcelBook(office.book)
    fresh = BOOKINGS.frame({"id": f"T-{at:04d}", "citizen": "B-0001", "note": text} for at, text in enumerate(texts, 1))
    change = Change()
    change.insert(BOOKINGS, fresh)
    assert book.apply(change) == []
    assert book.read(BOOKINGS)["note"].tolist() == texts


@given(st.times(), st.dates(min_value=date(1901, 1, 1), max_value=date(2100, 1, 1)), st.integers(0, 10**12))
@settings(max_examples=40, deadline=None)
def test_any_time_date_and_number_reads_back_the_same(moment: time, day: date, number: int) -> None:
    office = open_workbook(bookings=THREE)
    office.cell(BOOKINGS, 1, "Kl.").number_format = "@"
    book = ExcelBook(office.book)
    moment = moment.replace(microsecond=0)
    after = with_cell(
        with_cell(with_cell(THREE, "T-0001", "time", moment), "T-0001", "date", day), "T-0001", "dose", number
    )
    change = Change()
    change.update(BOOKINGS, THREE, after)
    book.apply(change)
    assert list(book.read(BOOKINGS).loc["T-0001", ["time", "date", "dose"]]) == [moment, day, number]


def test_new_rows_come_last_in_cells_that_keep_text_as_text() -> None:
    office, book = three()
    book.apply(inserting("T-0004  B-0009  0101010101"))
    assert office.column(BOOKINGS, "Notat") == ["0012", None, "ring først", "0101010101"]
    assert office.cell(BOOKINGS, 4, "Notat").number_format == "@"
    assert office.cell(BOOKINGS, 4, "Dato").number_format == "dd-mm-yyyy"


def test_new_rows_fill_blank_rows_at_the_end_first() -> None:
    office = open_workbook()
    book = ExcelBook(office.book)
    book.apply(inserting("T-0001  B-0001  a", "T-0002  B-0002  b"))
    assert office.column(BOOKINGS, "Id") == ["T-0001", "T-0002"]


def test_a_table_that_shrinks_leaves_nothing_below_it() -> None:
    office, book = three()
    live = office.table(BOOKINGS)
    book.apply(deleting("T-0002"))
    assert office.column(BOOKINGS, "Id") == ["T-0001", "T-0003"]
    assert {live._sheet._cell(live._top + 3, at).value for at in range(1, live._width + 1)} == {None}


def test_the_last_row_to_go_leaves_a_blank_row_and_an_empty_table() -> None:
    office, book = three()
    book.apply(deleting("T-0001", "T-0002", "T-0003"))
    assert office.column(BOOKINGS, "Id") == [None]
    assert book.read(BOOKINGS).empty


def test_own_columns_keep_what_staff_wrote_when_rows_change_and_come() -> None:
    office, book = three()
    office.add_column(BOOKINGS, "Farve", ["rød", "0012", None])
    office.add_column(BOOKINGS, "Dobbelt", ["=C4*2", "=C5*2", "=C6*2"])
    book.apply(changing("T-0001", "dose", 2))
    book.apply(inserting("T-0004  B-0009  ny"))
    assert office.column(BOOKINGS, "Farve") == ["rød", 12.0, None, None]
    assert office.formulas(BOOKINGS, "Dobbelt") == [f"=R[0]C[{1 - OURS}]*2"] * 4


def test_own_columns_move_with_their_rows_when_others_are_deleted() -> None:
    office, book = three()
    office.add_column(BOOKINGS, "Farve", ["rød", "grøn", "'3-4"], at=3)
    office.add_column(BOOKINGS, "Sammen", ["=B4", "=B5&1", "=B6"])
    book.apply(deleting("T-0001").then(inserting("T-0004  B-0009  ny")))
    assert office.column(BOOKINGS, "Id") == ["T-0002", "T-0003", "T-0004"]
    assert office.column(BOOKINGS, "Farve") == ["grøn", "3-4", None]
    assert office.formulas(BOOKINGS, "Sammen") == [f"=R[0]C[{-OURS}]&1", f"=R[0]C[{-OURS}]", ""]


def test_a_column_that_staff_fill_with_one_formula_gives_it_to_new_rows_too() -> None:
    office, book = three()
    office.add_column(BOOKINGS, "Sammen", ["=B4", "=B5", "=B6"])
    book.apply(deleting("T-0001").then(inserting("T-0004  B-0009  ny")))
    assert office.formulas(BOOKINGS, "Sammen") == [f"=R[0]C[{1 - OURS}]"] * 3


def test_formulas_and_unreadable_cells_in_our_columns_stay_when_others_are_written() -> None:
    office, book = three()
    note, day = office.cell(BOOKINGS, 2, "Notat"), office.cell(BOOKINGS, 2, "Dato")
    note.number_format, note.formula, note.value = "General", "=R[0]C[-10]", "B-0001"
    day.value = "1. maj"
    both = with_cell(with_cell(THREE, "T-0001", "note", "a"), "T-0003", "note", "b")
    both = with_cell(with_cell(both, "T-0001", "date", date(2021, 6, 1)), "T-0003", "date", date(2021, 6, 2))
    change = Change()
    change.update(BOOKINGS, THREE, both)
    book.apply(change)
    assert (office.cell(BOOKINGS, 2, "Notat").formula, day.value) == ("=R[0]C[-10]", "1. maj")
    assert book.read(BOOKINGS)["note"].tolist()[::2] == ["a", "b"]


def test_a_formula_in_a_cell_that_a_press_fills_gives_way_to_the_value() -> None:
    office, book = three()
    note = office.cell(BOOKINGS, 3, "Notat")
    note.formula = "=R[0]C[-10]"
    book.apply(changing("T-0003", "note", "ny"))
    assert (note.formula, note.value) == ("", "ny")


def test_a_text_that_looks_like_a_formula_is_a_text_also_when_its_neighbours_are_written() -> None:
    office, book = three()
    office.cell(BOOKINGS, 2, "Notat").value = "=1+1"
    book.apply(changing("T-0001", "note", "a").then(changing("T-0003", "note", "b")))
    note = office.cell(BOOKINGS, 2, "Notat")
    assert (note.formula, note.value, note.number_format) == ("", "=1+1", "@")


def test_something_right_under_a_table_stops_the_press_before_any_table_is_written() -> None:
    office, book = three()
    office.below(BOOKINGS, "husk mælk", rows=2)
    change = Change()
    change.insert(RELATIVES, rows(RELATIVES, "id  citizen", "P-0001  B-0001"))
    with pytest.raises(BelowTable, match="“Booking”, i række 8"):
        book.apply(change.then(inserting("T-0004  B-0001  a", "T-0005  B-0002  b")))
    assert book.read(RELATIVES).empty
    assert records(book.read(BOOKINGS)) == records(THREE)
    assert book.apply(inserting("T-0004  B-0001  a")) == []


def test_a_total_row_is_no_row_and_follows_the_tables_end() -> None:
    office, book = three()
    live = office.table(BOOKINGS)
    live.show_totals = True
    live._sheet._cell(live._top + 4, 1).value = "Total"
    assert list(book.read(BOOKINGS).index) == ["T-0001", "T-0002", "T-0003"]
    book.apply(inserting("T-0004  B-0001  a"))
    assert (live._sheet._cell(live._top + 5, 1).value, live.show_totals) == ("Total", True)
    assert office.column(BOOKINGS, "Id") == ["T-0001", "T-0002", "T-0003", "T-0004"]


def test_a_filter_is_lifted_only_when_it_keeps_cells_from_being_written() -> None:
    office, book = three()
    office.filter_away(BOOKINGS, 2)
    book.apply(changing("T-0001", "note", "ny"))
    assert office.table(BOOKINGS)._hidden
    book.apply(changing("T-0002", "note", "ny"))
    assert office.column(BOOKINGS, "Notat") == ["ny", "ny", "ring først"]
    assert not office.table(BOOKINGS)._hidden


def test_excel_that_does_not_show_what_was_written_is_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    _, book = three()
    monkeypatch.setattr("tests.fake_sheet.enter", lambda _cell, _value: None)
    with pytest.raises(NotShown, match="Booking"):
        book.apply(changing("T-0001", "note", "ny"))


cell_edits = st.dictionaries(st.sampled_from(IDS), st.sampled_from([None, "0012", "'a", "3-4"]))


@given(cell_edits, st.sets(st.sampled_from(IDS)), st.integers(0, 3), st.booleans())
@settings(max_examples=60, deadline=None)
def test_the_open_workbook_ends_as_memory_does(
    edits: dict[str, str | None], gone: set[str], fresh: int, is_sorted: bool
) -> None:
    after = THREE.copy()
    for row_id, note in edits.items():
        after.loc[row_id, "note"] = note
    new = BOOKINGS.frame({"id": f"T-01{at:02d}", "citizen": "B-0001", "time": time(at, 1)} for at in range(fresh))
    change = Change()
    change.replace(BOOKINGS, THREE, pd.concat([after.drop(index=list(gone)), new]).astype(object))
    office, memory = open_workbook(bookings=THREE), MemoryBook(bookings=THREE)
    office.add_column(BOOKINGS, "Eget", list(THREE.index), at=4)
    if is_sorted:
        office.sort(BOOKINGS, "Borgernr.")
    book = ExcelBook(office.book)
    assert book.apply(change) == memory.apply(change) == []
    assert records(book.read(BOOKINGS)) == records(memory.read(BOOKINGS))
    own = dict(zip(office.column(BOOKINGS, "Id"), office.column(BOOKINGS, "Eget"), strict=True))
    assert all(own[row_id] == row_id for row_id in THREE.index.difference(list(gone)))
