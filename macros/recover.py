"""A press that was cut off (Excel closed, the power went) is finished or taken back before the next one starts."""

from __future__ import annotations

from dataclasses import replace

from macros import ledger
from macros.desk import Desk
from workbook.change import settle
from workbook.journal.chain import Entry
from workbook.journal.checkpoint import remembered
from workbook.journal.undo import finish, steps_of, take_back, unfinished_press
from workbook.problems import Ask, NeedsAnswer
from workbook.tables import CHECKPOINT, JOURNAL
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
    forward = answer == Recovery.FINISH

    which = {step.table.name: step.table for step in steps}
    tables = {name: desk.read(table) for name, table in which.items()}
    # The checkpoint goes the same way by itself, so that what people changed meanwhile is still seen as theirs.
    before = remembered(desk.read(CHECKPOINT), which.values())
    if forward:
        change, told = finish(steps, tables), finish(steps, before, force=True)
    else:
        change, told = (take_back(steps, rows, desk.new_ids, voiding=False) for rows in (tables, before))
    desk.book.apply(change)
    after = {name: settle(table, before[name], told.of(table))[0] for name, table in which.items()}
    stamp = replace(ledger.stamp(desk, str(journal.loc[journal["press"] == press, "command"].iloc[0])), press=press)
    end = Entry(Mark.DONE if forward else Mark.TAKEN_BACK)
    desk.book.apply(ledger.kept(desk, after).then(ledger.journalled(desk, stamp, [end])))
    return desk.again()
