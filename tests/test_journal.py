from __future__ import annotations

import itertools
from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.pictures import ids, rows
from workbook.blocks import BETWEEN, joined, packed, pieces, unpacked
from workbook.book import MemoryBook, settle_ids
from workbook.change import Change, records
from workbook.journal.chain import (
    Entry,
    Stamp,
    blanked,
    broken_links,
    chained,
    change_entries,
    entries_of,
    next_press,
)
from workbook.journal.checkpoint import changed_by_hand, checkpoint_rows
from workbook.journal.undo import changed_since, finish, last_press, steps_of, take_back, unfinished_press
from workbook.rowtext import row_text, row_texts, text_row
from workbook.tables import BY_NAME, CALLS, CITIZENS, JOURNAL, TRACKED
from workbook.words import Mark

salts = itertools.count()


def salt():
    return f"{next(salts):08x}"


def journal_of(*changes: Change, command="import-list"):
    journal = JOURNAL.frame()
    for change in changes:
        stamp = Stamp(next_press(journal), "2021-04-20 10:30:00", "ABC", command)
        entries = [Entry(Mark.BEGUN), *change_entries(change), Entry(Mark.DONE)]
        journal = JOURNAL.frame(
            {"id": row_id, **row}
            for row_id, row in (records(journal) | records(chained(journal, stamp, entries, salt))).items()
        )
    return journal


def inserted(table, frame) -> Change:
    change = Change()
    change.insert(table, frame)
    return change


def updated(table, before, **cells) -> Change:
    change = Change()
    change.update(table, before, before.assign(**cells))
    return change


def deleted(table, frame) -> Change:
    change = Change()
    change.delete(table, frame)
    return change


ADA = rows(CITIZENS, "id  name  invited_on  target_group", "B-0001  Ada Lund  2021-03-01  2")


@given(
    st.fixed_dictionaries(
        {},
        optional={
            "name": st.text(min_size=1),
            "invited_on": st.dates(),
            "target_group": st.integers(),
            "state": st.just("Ny"),
        },
    )
)
def test_a_row_comes_back_from_its_text(row):
    assert text_row(CITIZENS, row_text(row)) == row


def test_a_time_comes_back_from_its_text():
    assert text_row(CALLS, row_text({"time": time(9, 5)})) == {"time": time(9, 5)}


FIELD = st.text(st.characters(exclude_characters=BETWEEN, codec="utf-8"), max_size=60)


@given(st.lists(st.tuples(FIELD, FIELD, FIELD.filter(bool)), max_size=400))
def test_records_come_back_from_their_cells_and_every_cell_fits(records):
    cells = list(packed(records))
    assert [record for cell in cells for record in unpacked(cell, 3)] == records
    assert max(map(len, cells), default=0) <= 8_203
    assert all(cell == joined(unpacked(cell, 3)) for cell in cells)


def test_a_text_may_hold_what_stands_between_fields():
    row = {"note": f"{BETWEEN} står på tastaturet"}
    assert BETWEEN not in row_text(row)
    assert text_row(CITIZENS, row_text(row)) == row


ODD = st.text(st.sampled_from(f'{BETWEEN},"\\{{}}[]:æ\n'), max_size=12)


@given(st.lists(st.dictionaries(st.sampled_from(("name", "note", "address")), ODD), max_size=6))
def test_many_rows_become_the_texts_that_each_becomes_alone(told):
    assert row_texts(told) == [row_text(row) for row in told]


@pytest.mark.parametrize("typed", ["B-0001\nB-0002", f"B-0001{BETWEEN}", "æ" * 61, "\x85"])
def test_what_is_no_short_line_is_no_id(typed):
    assert settle_ids(CITIZENS, ["B-0007", typed]) == ["B-0007", "B-0008"]


@given(st.text(max_size=90_000))
def test_a_long_text_is_kept_in_pieces_of_which_two_fit_a_cell(text):
    fields = pieces(text)
    assert "".join(fields) == text
    assert max(map(len, fields)) <= 3_500


def test_the_chain_holds_and_tells_where_it_breaks():
    journal = journal_of(inserted(CITIZENS, ADA), updated(CITIZENS, ADA, name="Ada Holm"))
    assert broken_links(journal) == []
    forged = journal.copy()
    forged.loc["J-000005", "content"] = forged.loc["J-000005", "content"].replace("Ada Holm", "Eva Holm")
    assert broken_links(forged) == ["J-000005"]


def test_a_deleted_entry_breaks_the_chain():
    journal = journal_of(inserted(CITIZENS, ADA), updated(CITIZENS, ADA, name="Ada Holm"))
    assert broken_links(journal.drop(index="J-000002")) == ["J-000003"]


def test_values_can_be_blanked_for_good_and_the_chain_still_holds():
    journal = journal_of(inserted(CITIZENS, ADA))
    journal.update(blanked(journal, lambda table, row_id, _: (table, row_id) == ("citizens", "B-0001")))
    assert "Ada" not in journal["content"].dropna().sum()
    assert broken_links(journal) == []
    assert steps_of(journal, 1) == []


def test_values_of_others_in_the_same_block_stay():
    two = rows(CITIZENS, "id  name", "B-0001  Ada Lund", "B-0002  Bo Beck")
    journal = journal_of(inserted(CITIZENS, two))
    journal.update(blanked(journal, lambda _, row_id, text: row_id == "B-0001" and "Ada" in text))
    assert [step.after for step in steps_of(journal, 1)] == [{"name": "Bo Beck"}]
    assert broken_links(journal) == []


def test_a_forged_seal_breaks_the_chain():
    journal = journal_of(inserted(CITIZENS, ADA))
    content = journal.loc["J-000002", "content"]
    seal = content.split(BETWEEN)[4]
    journal.loc["J-000002", "content"] = content.replace(seal, f"#{seal}")
    assert broken_links(journal) == ["J-000002"]


@given(st.integers(1, 3_000))
def test_a_press_that_changes_many_rows_takes_few_of_the_journal(count):
    people = CITIZENS.frame({"id": f"B-{at:04d}", "name": "Ada"} for at in range(count))
    journal = journal_of(inserted(CITIZENS, people))
    assert len(journal) <= 3 + count // 80
    assert journal["content"].dropna().str.len().max() <= 8_203
    assert [step.row_id for step in steps_of(journal, 1)] == people.index.tolist()


def test_an_entry_longer_than_a_cell_comes_in_pieces_and_is_whole_again():
    note = "æ" * 32_000
    change = inserted(CITIZENS, CITIZENS.frame([{"id": "B-0001", "note": note}]))
    journal = journal_of(change)
    assert len(entries_of(journal)) > len(journal) > 3
    assert journal["content"].dropna().str.len().max() <= 8_203
    assert steps_of(journal, 1)[0].after == {"note": note}


def by_hand(before, after):
    tables = {table.name: table.frame() for table in TRACKED}
    checkpoint = checkpoint_rows({**tables, "citizens": before})
    return changed_by_hand({**tables, "citizens": after}, checkpoint)


def test_nothing_changed_is_nothing_changed():
    assert by_hand(ADA, ADA).tables == {}


def test_a_correction_by_hand_is_noticed_and_left_alone():
    found = by_hand(ADA, ADA.assign(name="Ada Holm"))
    (edits,) = found.tables["citizens"].updates.values()
    assert (edits["name"].expected, edits["name"].value) == ("Ada Lund", "Ada Holm")
    assert not found.answer()
    assert [entry.mark for entry in found.entries()] == [Mark.HAND]


def test_a_derived_cell_that_was_changed_is_put_back_and_shown():
    before = ADA.assign(state="Ny")
    answer = by_hand(before, before.assign(state="Ønsker ikke")).answer()
    assert answer.of(CITIZENS).updates["B-0001"]["state"] == ("Ønsker ikke", "Ny")
    assert "beregnes af Ringbind" in answer.problems[0].message


def test_a_vanished_row_is_offered_back():
    (problem,) = by_hand(ADA, CITIZENS.frame()).answer().problems
    assert "B-0001 er forsvundet" in problem.message
    assert "Ada" not in problem.message
    assert "Hent tilbage" in problem.payload


def test_a_vanished_row_that_is_longer_than_a_cell_stops_no_press():
    (problem,) = by_hand(ADA.assign(note="æ" * 32_700), CITIZENS.frame()).answer().problems
    assert problem.payload == ""
    assert "Sikkerhedskopier" in problem.message


def test_the_last_press_that_stands_is_the_one_to_undo():
    journal = journal_of(inserted(CITIZENS, ADA), updated(CITIZENS, ADA, name="Ada Holm"), Change())
    assert last_press(journal) == 2


def pressed(book: MemoryBook, change: Change):
    journal = journal_of(change)
    book.apply(change)
    return steps_of(journal, 1)


def tables_of(book: MemoryBook):
    return {table.name: book.read(table) for table in TRACKED}


CHANGES = {
    "an insert": lambda: inserted(CITIZENS, rows(CITIZENS, "id  name", "B-0002  Bo Beck")),
    "an update": lambda: updated(CITIZENS, ADA, name="Ada Holm", invited_on=None, note="flyttet"),
    "a delete": lambda: deleted(CITIZENS, ADA),
}


@pytest.mark.parametrize("kind", CHANGES)
def test_undo_gives_the_table_back(kind):
    book = MemoryBook(citizens=ADA)
    steps = pressed(book, CHANGES[kind]())
    assert records(book.read(CITIZENS)) != records(ADA)
    book.apply(take_back(steps, tables_of(book), ids, voiding=True))
    assert records(book.read(CITIZENS)) == records(ADA)


def test_undo_of_a_call_voids_it_and_loses_nothing():
    book = MemoryBook()
    call = rows(CALLS, "id  citizen  date  outcome", "O-0001  B-0001  2021-04-12  Ikke svar")
    steps = pressed(book, inserted(CALLS, call))
    book.apply(take_back(steps, tables_of(book), ids, voiding=True))
    after = book.read(CALLS)
    assert after["voids"].tolist() == [None, "O-0001"]
    assert after["outcome"].tolist() == ["Ikke svar", "Ikke svar"]


def test_a_cell_changed_since_is_left_unless_the_user_says_all():
    book = MemoryBook(citizens=ADA)
    steps = pressed(book, updated(CITIZENS, ADA, name="Ada Holm", note="flyttet"))
    book.apply(updated(CITIZENS, book.read(CITIZENS), name="Ada Dahl"))
    assert [step.row_id for step in changed_since(steps, tables_of(book))] == ["B-0001"]
    careful = take_back(steps, tables_of(book), ids, voiding=True)
    assert set(careful.of(CITIZENS).updates["B-0001"]) == {"note"}
    everything = take_back(steps, tables_of(book), ids, voiding=True, force=True)
    assert set(everything.of(CITIZENS).updates["B-0001"]) == {"name", "note"}


def test_a_call_that_was_changed_since_is_voided_only_when_the_user_says_all():
    book = MemoryBook()
    steps = pressed(book, inserted(CALLS, rows(CALLS, "id  citizen  outcome", "O-0001  B-0001  Ikke svar")))
    book.apply(updated(CALLS, book.read(CALLS), remark="ringede selv tilbage"))
    assert not take_back(steps, tables_of(book), ids, voiding=True)
    everything = take_back(steps, tables_of(book), ids, voiding=True, force=True)
    assert [row["voids"] for row in everything.of(CALLS).inserts.values()] == ["O-0001"]


def test_a_call_that_somebody_deleted_since_is_not_voided_also_when_the_user_says_all():
    book = MemoryBook()
    steps = pressed(book, inserted(CALLS, rows(CALLS, "id  citizen  outcome", "O-0001  B-0001  Ikke svar")))
    book.apply(deleted(CALLS, book.read(CALLS)))
    assert not take_back(steps, tables_of(book), ids, voiding=True, force=True)


def test_a_press_without_an_end_is_found():
    journal = journal_of(inserted(CITIZENS, ADA))
    assert unfinished_press(journal) is None
    assert unfinished_press(journal[journal["mark"] != Mark.DONE]) == 1


@given(st.data())
def test_a_press_that_was_cut_off_anywhere_can_be_finished_or_taken_back(data):
    before = rows(CITIZENS, "id  name  note", "B-0001  Ada  -", "B-0002  Bo  x", "B-0003  Cy  -")
    after = rows(CITIZENS, "id  name  note", "B-0001  Ada  flyttet", "B-0003  Cy Dam  -", "B-0004  Di  ny")
    change = Change()
    change.replace(CITIZENS, before, after)
    part = change.of(CITIZENS)
    steps = steps_of(journal_of(change), 1)
    halfway = Change()
    for name in ("inserts", "updates", "deletes"):
        every = getattr(part, name)
        kept = data.draw(st.sets(st.sampled_from(sorted(every))))
        getattr(halfway.of(CITIZENS), name).update({row_id: every[row_id] for row_id in kept})
    for forward, goal in ((True, after), (False, before)):
        book = MemoryBook(citizens=before)
        book.apply(halfway)
        tables = {"citizens": book.read(BY_NAME["citizens"])}
        book.apply(finish(steps, tables) if forward else take_back(steps, tables, ids, voiding=False))
        assert records(book.read(CITIZENS)) == records(goal)


def test_dates_in_the_journal_are_dates_again():
    steps = steps_of(journal_of(inserted(CITIZENS, ADA)), 1)
    assert steps[0].after == {"name": "Ada Lund", "invited_on": date(2021, 3, 1), "target_group": 2}
