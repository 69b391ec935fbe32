"""Laws of callers' files: whatever comes back in whatever order, twice or late, each answer goes in once or is asked
about once, and nobody is on two lists.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.callers import office
from tests.tools import examples
from workbook.book import ids_ever, next_ids
from workbook.change import InFile, Row, records
from workbook.handouts.form import Handout
from workbook.handouts.reserving import reserved, still_out
from workbook.handouts.returned import Line, Returned
from workbook.handouts.sharing import Caller, hand_out, share_out
from workbook.handouts.taking import take_returned
from workbook.review import raise_problems
from workbook.settings import Settings
from workbook.tables import CALL_SHEET, CALLS, CITIZENS, DECISIONS, HANDOUTS, REVIEW

ANSWERS = ("Ikke svar", "Ring igen", "Ønsker ikke vaccination", "Uafklaret")
SHARE = st.just(("share", None))
PASS = st.tuples(st.just("days"), st.integers(1, 3))
FILL = st.tuples(st.just("fill"), st.tuples(st.integers(0, 9), st.integers(0, 3), st.sampled_from(ANSWERS)))
RETURN = st.tuples(st.just("return"), st.integers(0, 9))


class Week:
    """An office of four people and two callers, whose lists go out and come back."""

    def __init__(self) -> None:
        self.book, self.now = office(), datetime(2021, 4, 20, 8, 0)
        self.lists: list[Handout] = []
        self.filled: dict[str, dict[str, str]] = {}
        self.said: set[str] = set()

    def new_ids(self, table, count):
        return next_ids(table, [*self.book.read(table).index, *ids_ever(table, self.book.read)], count)

    def share(self, _):
        people = reserved(self.book.read(CITIZENS), self.book.read(HANDOUTS), self.now.date())
        free = people[people["reserved_to"].isna()]
        due = CALL_SHEET.frame(
            {"id": f"R-{at}", "citizen": who, "phone": person["phone"]}
            for at, (who, person) in enumerate(records(free).items())
        )
        callers = [Caller("AB", frozenset()), Caller("CD", frozenset())]
        share_out(due, people["household"], callers, 9)
        change, handouts = hand_out(due, callers, self.book.read(CALLS), (), Settings(), self.now, self.new_ids)
        self.book.apply(change)
        self.lists += handouts

    def days(self, count):
        self.now += timedelta(days=count)

    def fill(self, what):
        which, line, answer = what
        if self.lists:
            handout = self.lists[which % len(self.lists)]
            key = handout.calls.index[line % len(handout.calls)]
            self.filled.setdefault(handout.about.handout, {})[key] = answer

    def come_back(self, which):
        if not self.lists:
            return
        about = self.lists[which % len(self.lists)].about
        answers = self.filled.get(about.handout, {})
        lines = [
            Line(key, at, {"outcome": text, "remark": f"{key} {text}"})
            for at, (key, text) in enumerate(answers.items())
        ]
        self.said |= {line.cells["remark"] for line in lines}
        file = Returned("x.xlsx", about, lines, None, InFile("x.xlsx", ""))
        change = take_returned(file, self.book.read, self.now.date(), self.new_ids).change
        review = self.book.read(REVIEW), self.book.read(DECISIONS)
        change = change.then(raise_problems(change.problems, *review, self.new_ids, self.now.date()))
        assert not self.book.apply(change)

    def counted(self):
        """Return each answer as often as it is saved or asked about."""
        asked = [text.rpartition("Bemærkning: ")[2] for text in self.book.read(REVIEW)["on_list"]]
        return sorted([*self.book.read(CALLS)["remark"], *asked])


@settings(max_examples=examples(40), deadline=None)
@given(st.lists(st.one_of(SHARE, PASS, FILL, FILL, RETURN, RETURN), max_size=14))
def test_each_answer_goes_in_once_or_is_asked_about_once_in_any_order_of_files(steps):
    week = Week()
    doing = {"share": week.share, "days": week.days, "fill": week.fill, "return": week.come_back}
    week.share(None)
    before: dict[str, Row] = {}
    for what, how in steps:
        doing[what](how)
        calls = records(week.book.read(CALLS))
        assert {row_id: calls.get(row_id) for row_id in before} == before
        assert still_out(week.book.read(HANDOUTS), week.now.date())["citizen"].is_unique
        assert week.counted() == sorted(week.said)
        before = calls
