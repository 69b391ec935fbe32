"""A press: read the tables, let the button decide, write the change with its journal, tell how it went."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING

from macros import ledger, refresh
from macros.button import Button
from macros.commands import button_of
from macros.copies import keep_copy
from macros.desk import Desk
from macros.door import Outcome, door
from macros.files import discard, publish, stage
from macros.recover import recover
from workbook import SCHEMA
from workbook.asking import agree
from workbook.book import Book
from workbook.change import Change, TableChange
from workbook.circles import without_circles
from workbook.journal.chain import Entry, Stamp, change_entries, conflict_entries
from workbook.journal.checkpoint import REPAIR, ByHand, changed_by_hand, remembered
from workbook.journal.undo import UNDO, last_press
from workbook.later import later
from workbook.mending import FEWEST, sorted_alone, without_lost_zeros
from workbook.problems import Ask, NeedsAnswer, NewerWorkbook, NothingWritten, Problem, Renumbered, SortedAlone
from workbook.register.whom import with_citizens
from workbook.review import raise_problems
from workbook.schema import Owner
from workbook.settings import read_settings
from workbook.tables import BY_NAME, CHECKPOINT, CITIZENS, DECISIONS, JOURNAL, REVIEW, SETTINGS, TRACKED
from workbook.words import Mark, ReviewKind

if TYPE_CHECKING:
    from macros import forgetting, repairing
else:
    forgetting, repairing = later("macros.forgetting"), later("macros.repairing")

MOST_PEOPLE = 20_000
"""So many people is the workbook made for; larger work runs through `ringbind match`."""


def press(
    name: str,
    book: Book,
    *,
    now: datetime,
    user: str,
    today: date | None = None,
    answers: Mapping[str, str] | None = None,
    salt: Callable[[], str] = lambda: secrets.token_hex(8),
    preview: bool = False,
) -> Outcome:
    """Press the button `name` on the workbook and tell how it went; no exception passes this door.

    `today` is the day to press on when it is not the day of `now`; else the setting "Dags dato" may name one.
    A `preview` tells what the press would do and leaves workbook, journal, copies and folder as they are.
    """

    def story() -> Outcome:
        desk = Desk(book, _moment(book, now, today), user, dict(answers or {}), salt)
        if preview:
            return Outcome(0, f"Sådan ville det gå: {_look(button_of(name), desk).message} Der er ikke ændret noget.")
        change = _press(button_of(name), desk)
        message = f"{change.message or 'Færdig.'}{_crowded(desk)}"
        return Outcome(0, message, [file.path for file in change.files])

    with without_circles():
        outcome = door(story)
    return replace(outcome, told=door(lambda: _told(book, outcome)).told)


def _told(book: Book, outcome: Outcome) -> Outcome:
    """Tell the user how it went."""
    book.tell(outcome.message, final=True)
    return replace(outcome, told=True)


def _crowded(desk: Desk) -> str:
    """Return what to say about a register that has outgrown the workbook; nothing where it has not."""
    people = len(desk.read(CITIZENS))
    if people <= MOST_PEOPLE:
        return ""
    told = f"{people:,}".replace(",", ".")
    return f" Der er {told} borgere; Ringbind er lavet til højst 20.000, og knapperne bliver langsomme. Slet udløbne."


def _moment(book: Book, now: datetime, today: date | None) -> datetime:
    day = today or read_settings(book.read(SETTINGS)).fixed_today
    return datetime.combine(day, now.time()) if day else now


def _press(button: Button, desk: Desk) -> Change:
    """Tell the story of one press."""
    desk.book.tell(f"{button.label}: læser …", share=0.0)
    if button.id == REPAIR:
        desk = repairing.with_shape(desk)
    _refuse_newer(desk)
    desk = recover(desk)
    publish(desk)
    desk, fresh = _fresh(button, desk)
    wanted = _decide(button, desk.after(fresh))
    if wanted.first:
        agree(wanted.first, lambda asked: desk.answers.get(asked.key) or desk.book.ask(asked))
    decided = fresh.then(wanted)
    decided = decided.sparing(_unreadable(desk, decided))
    ahead = desk.after(decided)
    hanging = refresh.hanging(ahead)
    hanging = hanging.sparing(_unreadable(desk, hanging))
    change = decided.then(hanging)
    asked = [problem for problem in change.problems if not _is_settled(problem, ahead, change)]
    if button.id == REPAIR:  # it says itself what it put back, a table at a time
        asked = [problem for problem in asked if problem.kind != ReviewKind.DERIVED]
    change = change.then(_raised(ahead.after(hanging), asked))
    if f"arket {REVIEW.sheet}" in change.message:  # whoever is told to look there finds it in front
        change.shows = REVIEW
    _write(desk, button, change)
    return change


def _look(button: Button, desk: Desk) -> Change:
    """Return what the button would do."""
    _refuse_newer(desk)
    desk, fresh = _fresh(button, desk)
    return _decide(button, desk.after(fresh))


def _fresh(button: Button, desk: Desk) -> tuple[Desk, Change]:
    """Return the desk that knows what was changed by hand, and the change that everything to be decided rests on."""
    by_hand = changed_by_hand({table.name: desk.read(table) for table in TRACKED}, desk.read(CHECKPOINT))
    _refuse_renumbered(by_hand)
    zeros = Change()
    if button.id != REPAIR:
        _refuse_sorted(replace(desk, by_hand=by_hand))
        by_hand, zeros = without_lost_zeros(by_hand)
    desk = replace(desk, by_hand=by_hand)
    desk.book.tell(f"{button.label}: regner …", share=0.1)
    put_back = zeros.then(by_hand.answer())
    if button.id == REPAIR:  # before anything is worked out from what is broken
        rows = repairing.mended_rows(desk.after(put_back))
        put_back = put_back.then(replace(rows, message=""))
        desk = replace(desk, mended=[*desk.mended, *filter(None, [rows.message])])
    return desk, put_back.then(refresh.hanging(desk.after(put_back)))


def _refuse_renumbered(by_hand: ByHand) -> None:
    """Raise Renumbered where somebody wrote over rows' numbers: all that hangs on them would be lost to the rows."""
    for table, moved in by_hand.renumbered():
        raise Renumbered(table.sheet, table.id_label, *moved[0], len(moved) - 1)


def _refuse_sorted(desk: Desk) -> None:
    """Raise SortedAlone where columns were sorted without their rows: written down, it would be past mending."""
    for name, part in desk.by_hand.tables.items():
        table = BY_NAME[name]
        if len(part.updates) >= FEWEST:
            before = remembered(desk.read(CHECKPOINT), [table])[name]
            if moved := sorted_alone(table, desk.read(table), before):
                raise SortedAlone(table.sheet, [table.by_name[column].label for column in moved])


def _refuse_newer(desk: Desk) -> None:
    schema = desk.settings.schema
    if schema > SCHEMA:
        raise NewerWorkbook(schema, SCHEMA)


def _decide(button: Button, desk: Desk) -> Change:
    """Run the button's function until it has no more questions; raises NeedsAnswer where nobody can be asked."""
    decided = button.run(desk)
    while isinstance(decided, Ask):
        answer = desk.book.ask(decided)
        if answer is None:
            raise NeedsAnswer(decided, desk.answers.get(decided.key))
        desk = replace(desk, answers={**desk.answers, decided.key: answer})
        decided = button.run(desk)
    return decided


def _unreadable(desk: Desk, change: Change) -> list[Problem]:
    """Return the cells that people wrote and nobody can read, in the tables that the change touches."""
    problems = [problem for name in change.tables for problem in desk.problems(BY_NAME[name])]
    return [
        problem for problem in problems if BY_NAME[problem.table].by_name[problem.column].owner is not Owner.DERIVED
    ]


def _raised(desk: Desk, problems: list[Problem]) -> Change:
    shown = with_citizens(problems, desk.read)
    return raise_problems(shown, desk.read(REVIEW), desk.read(DECISIONS), desk.new_ids, desk.today)


def _is_settled(problem: Problem, desk: Desk, change: Change) -> bool:
    """Whether a row that had vanished is not to be offered back: the press put it back, or deletes it for good."""
    if problem.kind != ReviewKind.VANISHED:
        return False
    part = change.tables.get(problem.table, TableChange())
    return problem.row_id in part.erases or problem.row_id in desk.read(BY_NAME[problem.table]).index


def _write(desk: Desk, button: Button, change: Change) -> None:
    """Copy kept, "begun", cells, "done", saved, files published: so a press that is cut off can be finished."""
    stamp = ledger.stamp(desk, button.id)
    keep_copy(desk, stamp.press)
    stage(desk, stamp.press, change.files)
    desk.book.tell(f"{button.label}: skriver …", share=0.5)
    begun = [*_untold(desk.by_hand.entries(), change), _begun(desk, button), *change_entries(change)]
    opening = desk.by_hand.naming().then(ledger.journalled(desk, stamp, begun))
    desk.book.apply(opening)
    conflicts = _apply(desk, opening, stamp, change)
    desk = desk.again() if conflicts else desk.after(opening).after(change)
    raised = _raised(desk, conflicts)
    desk.book.apply(raised)
    touched = {*change.tables, *desk.by_hand.tables, *raised.tables}
    done = [*conflict_entries(conflicts), Entry(Mark.DONE)]
    desk = desk.after(raised)
    closing = ledger.checked(desk, touched).then(ledger.journalled(desk, stamp, [*change_entries(raised), *done]))
    closed = desk.after(closing)
    closing.figures = refresh.shown(closed)
    desk.book.apply(closing)
    desk.book.tell(f"{button.label}: gemmer …", share=0.8)
    desk.book.save()
    publish(closed)
    discard(closed, change.done_with)
    if change.gone:
        change.message = " ".join([change.message, *forgetting.forget_elsewhere(closed, change.gone)])
    if change.copied:
        keep_copy(closed, stamp.press, after=True)


def _untold(entries: Iterable[Entry], change: Change) -> Iterator[Entry]:
    """Yield the entries, without what stood in rows that the press deletes for good."""
    for entry in entries:
        part = change.tables.get(entry.table)
        gone = part is not None and entry.row_id in part.erases
        yield replace(entry, before="", after="") if gone else entry


def _apply(desk: Desk, opening: Change, stamp: Stamp, change: Change) -> list[Problem]:
    """Apply the change; when it is refused before the first cell, the journal says so and nothing is left to finish."""
    try:
        return desk.book.apply(change)
    except NothingWritten:
        desk.book.apply(ledger.journalled(desk.after(opening), stamp, [Entry(Mark.TAKEN_BACK)]))
        raise


def _begun(desk: Desk, button: Button) -> Entry:
    """Return the entry that opens a press; an undo says which press it takes back."""
    undone = last_press(desk.read(JOURNAL)) if button.id == UNDO else None
    return Entry(Mark.BEGUN, row_id=str(undone or ""))
