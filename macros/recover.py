"""A press that was cut off (Excel closed, the power went) is finished or taken back before the next one starts."""

from __future__ import annotations

from dataclasses import replace

from macros import ledger
from macros.desk import Desk
from workbook.journal.chain import Entry
from workbook.journal.undo import finish, steps_of, take_back, unfinished_press
from workbook.problems import Ask, NeedsAnswer
from workbook.tables import JOURNAL
from workbook.words import Mark, Recovery

QUESTION = Ask(
    "unfinished",
    "Den forrige knap blev afbrudt, før den var færdig. Skal den gøres færdig eller tages tilbage?",
    choices=tuple(Recovery),
)


def recover(desk: Desk) -> Desk:
    """Return a desk whose workbook has no press that began and never ended; raises NeedsAnswer."""
    journal = desk.read(JOURNAL)
    press = unfinished_press(journal)
    if press is None:
        return desk
    answer = desk.answers.get(QUESTION.key) or desk.book.ask(QUESTION)
    if answer not in tuple(Recovery):
        raise NeedsAnswer(QUESTION)
    steps = steps_of(journal, press)
    tables = {step.table.name: desk.read(step.table) for step in steps}
    forward = answer == Recovery.FINISH
    change = finish(steps, tables) if forward else take_back(steps, tables, desk.new_ids, voiding=False)
    desk.book.apply(change)
    after = desk.again()
    stamp = replace(ledger.stamp(after, str(journal.loc[journal["press"] == press, "command"].iloc[0])), press=press)
    end = Entry(Mark.DONE if forward else Mark.TAKEN_BACK)
    desk.book.apply(ledger.checked(after, tables).then(ledger.journalled(after, stamp, [end])))
    return desk.again()
