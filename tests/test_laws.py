"""Laws of any working day: whatever people press and type in whatever order, nothing is lost and nobody is rung who
must not be.
"""

from __future__ import annotations

import itertools
from datetime import date, datetime, timedelta
from unittest.mock import patch

import pandas as pd
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from macros.press import press
from tests.callers import AB, CD, staff
from tests.laws import (
    everyone_has_one_state,
    left_alone,
    no_answer_has_changed,
    nobody_is_rung_twice,
    the_figures_add_up,
    who_must_not_be_contacted_is_on_no_sheet,
)
from tests.letterhead import LETTERHEAD
from tests.pictures import rows
from tests.tools import examples
from workbook.book import MemoryBook, ids_ever, settle_ids
from workbook.change import InFile, records
from workbook.handouts.form import About
from workbook.handouts.returned import Line, Returned
from workbook.journal.chain import broken_links, entries_of
from workbook.journal.checkpoint import checkpoint_rows
from workbook.starting import starting_tables
from workbook.tables import (
    BOOKINGS,
    BY_NAME,
    CALL_SHEET,
    CALLS,
    CARD,
    CHECKPOINT,
    CITIZENS,
    DECISIONS,
    HANDOUTS,
    INTERPRETERS,
    JOURNAL,
    LIST_ROWS,
    LISTS,
    OUTCOMES,
    RELATIVES,
    REVIEW,
    TABLES,
    TRACKED,
)
from workbook.words import (
    BookingState,
    Choice,
    Consent,
    InterpreterState,
    Mark,
    Recovery,
    ReviewKind,
    State,
    UndoReach,
    YesNo,
)

PEOPLE = [f"B-000{n}" for n in range(1, 6)]
BUTTONS = (
    *("call-sheet", "take-answers", "resolve", "update-summary", "check"),
    *("share-calls", "interpreters", "find", "proof", "citizen-letters"),
)
HOME = {"address": "Engvej 1", "postcode": "2635", "city": "Ishøj"}
GIVEN: dict[str, dict[str, str]] = {
    "share-calls": {"list-password": "hest-batteri"},
    "find": {"find": "B-0002"},
    "undo": {"undo": UndoReach.ALL},
}
"""What buttons that ask are told."""
ANSWERS = starting_tables()[OUTCOMES.name]["text"].tolist()
EDITS = {
    CITIZENS: {
        "name": st.sampled_from(["Ada Holm", "Åse"]),
        "phone": st.sampled_from([None, "11111111", "55555555"]),
        "no_contact": st.sampled_from([None, YesNo.YES]),
        "ask_again_from": st.dates(date(2021, 4, 1), date(2021, 5, 20)) | st.none(),
        "jab1_on": st.sampled_from([None, None, date(2021, 4, 2)]),
        "state": st.sampled_from(list(State)),
        "next_on": st.dates(date(2021, 4, 1), date(2021, 5, 20)) | st.none(),
    },
    CALL_SHEET: {
        "outcome": st.sampled_from([None, "Måske", *ANSWERS]),
        "remark": st.sampled_from([None, "=1+1"]),
        "new_phone": st.sampled_from([None, "66666666"]),
        "relative": st.sampled_from([None, "Cy Dam 44444444"]),
        "name": st.just("Eva"),
    },
    CALLS: {"outcome": st.sampled_from([None, "Måske", *ANSWERS]), "citizen": st.sampled_from([*PEOPLE, "B-9999"])},
    REVIEW: {"choice": st.sampled_from([None, *Choice])},
    RELATIVES: {
        "phone": st.sampled_from([None, "77777777"]),
        "may_contact": st.sampled_from([None, YesNo.NO]),
        "consent": st.sampled_from([None, *Consent]),
    },
    BOOKINGS: {
        "state": st.none() | st.sampled_from(BookingState),
        "date": st.dates(date(2021, 4, 1), date(2021, 5, 20)) | st.none(),
        "told_on": st.dates(date(2021, 4, 1), date(2021, 5, 20)) | st.none(),
    },
    INTERPRETERS: {
        "state": st.none() | st.sampled_from(InterpreterState),
        "date": st.dates(date(2021, 4, 1), date(2021, 5, 20)) | st.none(),
        "place": st.just("Telefon"),
    },
    HANDOUTS: {"release": st.sampled_from([None, *YesNo])},
    OUTCOMES: {"text": st.sampled_from(ANSWERS), "pause_days": st.none() | st.integers()},
}
"""What people type into which column."""
TYPED_ON = ("citizens", "call_sheet", "calls", "relatives", "bookings", "interpreters")


class Stops(MemoryBook):
    """A workbook in memory whose Excel may stop before a write."""

    writes_left = 1000

    def apply(self, change):
        if not self.writes_left:
            raise ConnectionError("Excel is gone")
        self.writes_left -= 1
        return super().apply(change)

    def put(self, table, frame):
        """Let a person change the sheet."""
        self._tables[table.name] = frame


class WorkingDays(RuleBasedStateMachine):
    """An office with five citizens, its people and its days."""

    @initialize()
    def open_the_office(self):
        tables = {table.name: table.frame() for table in TABLES} | starting_tables(**LETTERHEAD)
        tables["lists"] = rows(LISTS, "id  kind  extracted_on", "L-0001  SSI: ikke reageret  2021-04-19")
        tables["citizens"] = CITIZENS.frame(
            {"id": who, "name": f"Borger {n}", "phone": f"{n}" * 8, **HOME} for n, who in enumerate(PEOPLE, start=1)
        )
        tables["staff"] = staff(AB, CD)
        tables["list_rows"] = LIST_ROWS.frame(
            {"id": f"LR-{n}", "list": "L-0001", "citizen": who} for n, who in enumerate(PEOPLE[:4])
        )
        self.book = Stops(**{**tables, "checkpoint": checkpoint_rows(tables)})
        self.now = datetime(2021, 4, 20, 8, 0)
        self.salt = map(str, itertools.count()).__next__
        self.cut = False
        self.clean = True
        self.seen = set()
        self.handed = []
        self.people_ever = set(PEOPLE)
        self.pressed("check")

    # What people do

    @rule(button=st.sampled_from(BUTTONS))
    def press_a_button(self, button):
        self.pressed(button)

    @rule(who=st.sampled_from(PEOPLE))
    def somebody_regrets(self, who):
        self.pressed("reopen", whom=who, reason="Har ombestemt sig")

    @rule(who=st.sampled_from(PEOPLE), answer=st.sampled_from(ANSWERS))
    def somebody_rings_back(self, who, answer):
        if self.pressed("find", find=who) == 0:
            card = self.book.read(CARD)
            field = card.index[card["field"] == CALLS.by_name["outcome"].label][0]
            card.loc[field, "typed"] = answer
            self.by_hand(CARD, card)
            self.pressed("take-answers")

    @rule(data=st.data())
    def a_callers_file_comes_back(self, data):
        handouts = self.book.read(HANDOUTS)
        if len(handouts):
            which = data.draw(st.sampled_from(sorted(set(handouts["handout"]))))
            handed = handouts[handouts["handout"] == which]
            said = data.draw(st.lists(st.none() | st.sampled_from(ANSWERS), min_size=len(handed), max_size=len(handed)))
            pairs = zip(handed.index, said, strict=True)
            lines = [Line(key, at, {"outcome": text}) for at, (key, text) in enumerate(pairs) if text]
            first = handed.iloc[0]
            about = About("", which, first["caller"], first["handed_on"], first["handed_at"], first["until"])
            file = Returned("x.xlsx", about, lines, None, InFile("x.xlsx", ""))
            with patch("macros.handing.read_returned", lambda *_: file):
                self.pressed("take-answers", file="x.xlsx", **{"list-password": "hest-batteri"})

    @rule(reach=st.sampled_from(list(UndoReach)))
    def undo(self, reach):
        self.pressed("undo", undo=reach)

    @precondition(lambda self: not self.cut)
    @rule(button=st.sampled_from([*BUTTONS, "undo"]), writes=st.integers(0, 3))
    def a_press_is_cut_off(self, button, writes):
        self.book.writes_left = writes
        code = self.do(button, undo=UndoReach.ALL).code
        self.book.writes_left = 1000
        self.cut = code == 1 and writes > 0
        self.clean = False
        assert code in {1, 2}

    @rule(button=st.sampled_from(BUTTONS))
    def press_and_undo(self, button):
        if self.pressed("check") or self.pressed("check"):
            return
        before = self.tables()
        if self.pressed(button):
            return
        journal = entries_of(self.book.read(JOURNAL))
        writes = journal["mark"].isin((Mark.INSERT, Mark.UPDATE, Mark.DELETE)) & (
            journal["press"] == max(journal["press"])
        )
        if not writes.any():
            return
        done = self.tables()
        assert self.pressed("undo") == 0
        for table in TRACKED:
            after = records(self.book.read(table))
            if table.append_only:
                assert after.keys() >= done[table.name].keys()
                voids = {row["voids"] for row in after.values() if "voids" in row}
                assert voids >= done[table.name].keys() - before[table.name].keys()
            else:
                assert after == before[table.name], table.name

    @rule(days=st.integers(1, 10))
    def days_pass(self, days):
        self.now += timedelta(days=days)
        self.clean = False  # what has expired meanwhile is told by the next press

    @rule(name=st.sampled_from([table.name for table in EDITS]), data=st.data())
    def a_cell_is_typed(self, name, data):
        table = BY_NAME[name]
        frame = self.book.read(table)
        if len(frame):
            row_id = data.draw(st.sampled_from(frame.index.tolist()))
            column = data.draw(st.sampled_from(list(EDITS[table])))
            frame.loc[row_id, column] = data.draw(EDITS[table][column])
            self.by_hand(table, frame)

    @rule(name=st.sampled_from([*TYPED_ON]), data=st.data())
    def a_row_is_typed(self, name, data):
        table = BY_NAME[name]
        frame = self.book.read(table)
        (row_id,) = settle_ids(table, [*frame.index, None], lambda: ids_ever(table, self.book.read))[len(frame) :]
        assert (table.name, row_id) not in self.seen
        cells = {column: data.draw(values) for column, values in EDITS[table].items() if column != "state"}
        citizen = {"citizen": data.draw(st.sampled_from([None, *PEOPLE]))} if table is not CITIZENS else {}
        typed = table.frame([{"id": row_id, **cells, **citizen}])
        self.by_hand(table, pd.concat([frame, typed]))

    @rule(name=st.sampled_from(["citizens", "call_sheet", "calls", "relatives", "outcomes"]), data=st.data())
    def a_row_is_deleted(self, name, data):
        table = BY_NAME[name]
        frame = self.book.read(table)
        if len(frame):
            self.by_hand(table, frame.drop(index=data.draw(st.sampled_from(frame.index.tolist()))))

    @rule(name=st.sampled_from(["citizens", "call_sheet", "calls"]))
    def a_sheet_is_sorted(self, name):
        table = BY_NAME[name]
        self.book.put(table, self.book.read(table).iloc[::-1])

    # What holds

    @invariant()
    def the_journal_is_whole(self):
        assert broken_links(self.book.read(JOURNAL)) == []

    @precondition(lambda self: self.clean)
    @invariant()
    def the_checkpoint_is_the_tables(self):
        tables = {table.name: self.book.read(table) for table in TRACKED}
        assert records(self.book.read(CHECKPOINT)) == records(checkpoint_rows(tables))

    @precondition(lambda self: self.clean)
    @invariant()
    def everyone_is_accounted_for(self):
        tables = {table.name: self.book.read(table) for table in TABLES}
        everyone_has_one_state(tables)
        the_figures_add_up(tables, self.now.date())
        nobody_is_rung_twice(tables, self.now.date())
        who_must_not_be_contacted_is_on_no_sheet(tables)

    @precondition(lambda self: self.clean)
    @invariant()
    def nobody_disappears(self):
        review, decisions = self.book.read(REVIEW), self.book.read(DECISIONS)
        offered = set(review.loc[review["kind"] == ReviewKind.VANISHED, "row_id"])
        left = " ".join(decisions.loc[decisions["choice"] == Choice.LEAVE, "message"])
        missing = self.people_ever - set(self.book.read(CITIZENS).index) - offered
        assert all(f" {who} " in left for who in missing)

    # How it is done

    def do(self, button, **answers):
        self.now += timedelta(minutes=1)
        told = {**GIVEN.get(button, {}), **answers}
        with (
            patch("macros.handing.encrypt", lambda content, *_: content),
            patch("workbook.build.handout.caller_file", self.hand_out),
        ):
            return press(button, self.book, now=self.now, user="ABC", answers=told, salt=self.salt)

    def hand_out(self, handout, *_, **__):
        """Take a caller's file for written, and remember who is on it."""
        self.handed += handout.calls["citizen"].tolist()
        return b""

    def pressed(self, button, **answers):
        """Press a button, finishing or taking back a press that was cut off; no other press takes a call away."""
        was_cut = self.cut
        if self.cut:
            answers["unfinished"] = tuple(Recovery)[self.now.minute % 2]
        calls = self.book.read(CALLS)
        outcome = self.do(button, **answers)
        assert outcome.code in {0, 2}, outcome.message
        self.clean = outcome.code == 0
        handed, self.handed = self.handed, []
        if self.clean:
            assert left_alone(self.book.read(CITIZENS)).isdisjoint(handed)
            self.cut = False
            self.remember()
        if not was_cut:
            no_answer_has_changed(calls, self.book.read(CALLS))
        return outcome.code

    def tables(self):
        return {table.name: records(self.book.read(table)) for table in TRACKED}

    def by_hand(self, table, frame):
        self.book.put(table, frame)
        self.clean = False

    def remember(self):
        """Keep what a press has seen: a row that is typed and deleted between two presses leaves no trace."""
        self.people_ever |= set(self.book.read(CITIZENS).index)
        self.seen |= {(table.name, row_id) for table in TRACKED for row_id in self.book.read(table).index}


TestWorkingDays = WorkingDays.TestCase
TestWorkingDays.settings = settings(max_examples=examples(15), stateful_step_count=12, deadline=None)
