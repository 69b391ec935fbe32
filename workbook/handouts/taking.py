"""Gem svar, of callers' files: each answer goes in once; what has changed meanwhile is put to a person, side by side.

A line is known by its id on Uddelte ringelister, an answer by a digest of what it says. So a file may come twice, late,
or after another one: what was taken is not taken again, and nothing is overwritten.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

import pandas as pd

from workbook.calls.answers import Answer, record
from workbook.calls.attempts import outcomes_by_text, standing
from workbook.calls.validity import fault_of, spelled_out
from workbook.cells import Unreadable
from workbook.change import Change, Row, records
from workbook.handouts.asking import Said, of_caller, of_citizen, rang_in, stranger, two_answers
from workbook.handouts.form import CALLS as SHEET
from workbook.handouts.form import RANG_IN
from workbook.handouts.guests import who
from workbook.handouts.reserving import in_order
from workbook.handouts.returned import Line, Returned
from workbook.lists.clean import phones
from workbook.problems import Problem
from workbook.rowtext import row_text
from workbook.schema import Table
from workbook.tables import CALLS, CITIZENS, HANDOUTS, OUTCOMES
from workbook.words import Direction, Effect, ReviewKind, State

NewIds = Callable[[Table, int], list[str]]
Read = Callable[[Table], pd.DataFrame]


@dataclass
class Taken:
    """What became of one file: the change, and how many lines were saved, are asked about, or must be mended in it."""

    change: Change = field(default_factory=Change)
    saved: int = 0
    asked: int = 0
    waiting: int = 0


def take_returned(file: Returned, read: Read, today: date, new_ids: NewIds) -> Taken:
    """Take the answers of a caller's file; whoever has none on it is anybody's to ring again.

    A file in which something must be mended stays where it is; any other goes when the press is saved.
    """
    here = _Register(file, read, today)
    good: list[Said] = []
    questions: list[Problem] = []
    waiting: list[Problem] = []
    mended: set[str] = set()
    for line in here.lines:
        if here.is_taken(line):
            continue
        if faults := here.faults(line):
            waiting += faults
            mended.add(line.key)
        elif here.is_guest(line):
            said, asked = here.guest(line)
            good += said
            questions += asked
        elif why := here.news(line):
            questions.append(two_answers(here.said(line), here.place(line), why, here.told(line)))
        else:
            good.append(here.said(line))
    change = put_in(good, read, new_ids)
    change = change.then(_freed(file, read, mended | {said.kept_id for said in good}, today))
    change.problems = [*file.problems, *waiting, *questions]
    if file.message:
        change.problems.append(of_caller(file.about.caller, file.name, file.message))
    if not (waiting or file.problems):
        change.done_with.append(file.done_with)
    return Taken(change, len(good), len(questions), len(mended))


def put_in(said: Sequence[Said], read: Read, new_ids: NewIds) -> Change:
    """Return the change that saves answers and remembers them on Uddelte ringelister."""
    change = record([one.answer for one in said], read, new_ids)
    handouts = read(HANDOUTS)
    known = {one.kept_id: one.kept for one in said if one.kept_id in handouts.index}
    before = handouts.loc[list(known)]
    after = HANDOUTS.frame({"id": row_id, **row, **known[row_id]} for row_id, row in records(before).items())
    change.update(HANDOUTS, before, after)
    guests = [one.kept for one in said if not one.kept_id]
    ids = new_ids(HANDOUTS, len(guests))
    change.insert(HANDOUTS, HANDOUTS.frame({"id": i, **kept} for i, kept in zip(ids, guests, strict=True)))
    return change


def _freed(file: Returned, read: Read, kept: set[str], today: date) -> Change:
    """Return the change that lets others ring to those whose line came back without an answer."""
    ours = read(HANDOUTS)
    ours = ours[(ours["handout"] == file.about.handout) & ours["taken_on"].isna() & ours["released_on"].isna()]
    before = ours[~ours.index.isin(kept)]
    change = Change()
    change.update(HANDOUTS, before, before.assign(released_on=today))
    return change


class _Register:
    """One file held against the register."""

    def __init__(self, file: Returned, read: Read, today: date) -> None:
        self._file, self._read, self._today = file, read, today
        self._people = records(read(CITIZENS))
        self._known = outcomes_by_text(read(OUTCOMES))
        handouts = read(HANDOUTS)
        self._ours = records(handouts[handouts["handout"] == file.about.handout])
        self._by_line = {row["line"]: row for row in self._ours.values() if row["line"].startswith(RANG_IN)}
        self.lines = self._spelled_out([line for line in map(self._named, file.lines) if self._counts(line)])
        self._calls = standing(read(CALLS))

    def _named(self, line: Line) -> Line:
        """Return the line by its own name, also where the column with the numbers is gone."""
        if line.key:
            return line
        citizen = line.cells.get("citizen")
        found = [key for key, row in self._ours.items() if row["citizen"] == citizen and key not in self._by_line]
        return replace(line, key=found[0] if found else f"{RANG_IN}, række {line.row}")

    def _counts(self, line: Line) -> bool:
        return line.is_introduced if self.is_guest(line) else line.is_answered

    def _spelled_out(self, lines: Sequence[Line]) -> list[Line]:
        cells = spelled_out({str(at): line.cells for at, line in enumerate(lines)}, self._read(OUTCOMES))
        return [replace(line, cells=cells[str(at)]) for at, line in enumerate(lines)]

    def is_guest(self, line: Line) -> bool:
        """Whether the line is about somebody who rang in."""
        return line.key.startswith(RANG_IN)

    def place(self, line: Line) -> str:
        """Return where a line stands."""
        return f"Filen “{self._file.name}”, arket {SHEET}, række {line.row}"

    def is_taken(self, line: Line) -> bool:
        """Whether this very answer was saved before."""
        kept = self._by_line.get(line.key) if self.is_guest(line) else self._ours.get(line.key)
        return kept is not None and kept.get("digest") == self._digest(line)

    def _digest(self, line: Line) -> str:
        told = f"{self._file.about.handout}\n{line.key}\n{row_text(line.cells)}"
        return hashlib.sha256(told.encode()).hexdigest()[:16]

    def faults(self, line: Line) -> list[Problem]:
        """Return what must be mended in the file before the line can be taken."""
        told = list(line.faults)
        if not told and (fault := self._repeated(line) or self._future(line) or self._unfit(line)):
            told = [f"{self.place(line)} {fault}, og tryk på Gem svar igen."]
        source = f"{self._file.name}, arket {SHEET}, række {line.row}"
        return [Problem(ReviewKind.RETURNED, message, source=source) for message in told]

    def _repeated(self, line: Line) -> str | None:
        same = [other for other in self.lines if other.key == line.key]
        if same[0] is line or same[0] == replace(line, row=same[0].row):
            return None
        return "har samme nummer som en anden linje. Ret nummeret, eller slet linjen"

    def _future(self, line: Line) -> str | None:
        ahead = line.cells.get("rung_on", self._today) > self._today
        return "har en dag i kolonnen “Ringet den”, der ikke er kommet endnu. Ret dagen" if ahead else None

    def _unfit(self, line: Line) -> str | None:
        if self.is_guest(line):
            fits = "outcome" not in line.cells
            return None if fits else fault_of({**line.cells, "citizen": ""}, self._known, {""}, self._day(line))
        return fault_of({**line.cells, "citizen": self._citizen(line)}, self._known, self._people, self._day(line))

    def _day(self, line: Line) -> date:
        """Return the day of an answer: the one on its line, else the one the list is from."""
        on: date = line.cells.get("rung_on", self._file.about.handed_on)
        return on

    def _citizen(self, line: Line) -> str:
        return str(self._ours.get(line.key, line.cells).get("citizen"))

    def said(self, line: Line) -> Said:
        """Return the answer of a line, and how it is remembered."""
        about, row = self._file.about, self._ours.get(line.key)
        citizen = self._citizen(line)
        answer = Answer(
            citizen=citizen,
            row=line.cells,
            date=self._day(line),
            time=line.cells.get("rung_at"),
            caller=row["caller"] if row else about.caller,
            phone=_number(line.cells.get("phone")),
            direction=Direction.IN if self.is_guest(line) else Direction.OUT,
        )
        kept: Row = {"taken_on": self._today, "digest": self._digest(line)}
        if row:
            return Said(answer, kept, line.key)
        guest = {name: getattr(about, name) for name in ("handout", "caller", "handed_on", "handed_at", "until")}
        return Said(answer, {**guest, "citizen": citizen, "line": line.key, "file": self._file.name, **kept})

    def news(self, line: Line) -> str | None:
        """Say what has happened since the list was handed out that speaks against an answer, or None."""
        row, person = self._ours.get(line.key), self._people[self._citizen(line)]
        if row is None:
            return "listen er taget tilbage, siden den blev hentet"
        if row.get("taken_on"):
            return "der er allerede gemt et andet svar fra linjen"
        if person.get("state") in _STOPPED:
            return _STOPPED[person["state"]]
        return "der er gemt et andet svar, siden listen blev hentet" if self._since(line) else None

    def _since(self, line: Line) -> list[Row]:
        """Return the answers that the register got after the list was handed out; calls in vain do not count."""
        last = in_order(self._ours.get(line.key, {}).get("last_call") or "")
        mine = records(self._calls[self._calls["citizen"] == self._citizen(line)])
        return [call for row_id, call in mine.items() if in_order(row_id) > last and not self._in_vain(call)]

    def _in_vain(self, call: Row) -> bool:
        outcome = self._known.get(call.get("outcome", ""))
        return outcome is not None and outcome.effect is Effect.TRY_AGAIN

    def told(self, line: Line) -> str:
        """Return what the register says about the citizen of a line."""
        person = self._people[self._citizen(line)]
        calls = [
            f"{call.get('caller', '')} {call['date']:%d-%m-%Y}: {call.get('outcome', '')}" for call in self._since(line)
        ]
        return "\n".join([f"Borger {self._citizen(line)}", *calls, str(person.get("why_now", ""))])

    def guest(self, line: Line) -> tuple[list[Said], list[Problem]]:
        """Return the answer of somebody who rang in, or the questions who it was."""
        said, place = _with_matter(self.said(line)), self.place(line)
        introduced = "\n".join(str(line.cells[name]) for name in ("name", "phone", "why_now") if name in line.cells)
        guests = who(line.cells, self._read(CITIZENS))
        if "outcome" not in line.cells or not guests:
            return [], [stranger(said, place, introduced)]
        if len(guests) == 1 and guests[0].is_sure:
            return [of_citizen(said, guests[0].citizen)], []
        return [], [
            rang_in(of_citizen(said, guest.citizen), place, guest.reason, introduced, self._portrait(guest.citizen))
            for guest in guests
        ]

    def _portrait(self, citizen: str) -> str:
        person = self._people[citizen]
        return "\n".join(str(person[name]) for name in ("name", "phone", "phone2", "why_now") if name in person)


def _with_matter(said: Said) -> Said:
    """Return what somebody said who rang in, with what it was about among the remarks."""
    row = said.answer.row
    remark = " · ".join(row[name] for name in ("why_now", "remark") if name in row)
    return replace(said, answer=replace(said.answer, row={**row, "remark": remark})) if remark else said


def _number(text: str | None) -> str | None:
    """Return the number that was rung as the register writes numbers."""
    try:
        return next(iter(phones(text) or ()), None)
    except Unreadable:
        return None


_STOPPED = {
    State.GONE: "borgeren er siden meldt død eller fraflyttet",
    State.NO_CONTACT: "borgeren må ikke længere kontaktes",
}
