"""The buttons that take a press back, and that carry out what was chosen."""

from __future__ import annotations

import pandas as pd

from macros.button import button
from macros.commands import button_of
from macros.commands.letters import unsent
from macros.desk import Desk
from macros.handing import carry_out, outside
from workbook.change import Change
from workbook.journal.undo import UNDO, changed_since, last_deletion, last_press, passed_over, steps_of, take_back
from workbook.merging import fold_chosen, fold_together
from workbook.problems import Ask, NothingToUndo
from workbook.register.judging import judge, waiting_rows
from workbook.register.known import Known
from workbook.review import RESOLVE, resolve
from workbook.tables import CITIZENS, DECISIONS, JOURNAL, REVIEW, TRACKED
from workbook.words import UndoReach, counted, joined


@button(
    UNDO,
    label="Fortryd seneste knap",
    tip="Tag det seneste tryk tilbage",
    more="Arkene bliver, som de var før knappen. Opkald og breve slettes ikke, men får en række, der annullerer dem.",
    group="Lister",
    icon="Undo",
)
def undo(desk: Desk) -> Change | Ask:
    """Take the latest press back; rows that were changed since are asked about."""
    journal = desk.read(JOURNAL)
    press = last_press(journal)
    final = last_deletion(journal, press)
    deletion = f"{_label(journal, final)} kan ikke tages tilbage: det slettede er væk for altid." if final else ""
    if press is None:
        raise NothingToUndo(deletion)
    steps = steps_of(journal, press)
    tables = {step.table.name: desk.read(step.table) for step in steps}
    moved = changed_since(steps, tables)
    reach = desk.answers.get("undo")
    if moved and reach is None:
        changed, them = counted(len(moved), "række", "rækker"), "den" if len(moved) == 1 else "de"
        question = f"{changed} er ændret, siden knappen blev brugt. Skal {them} også sættes tilbage?"
        return Ask("undo", question, choices=tuple(UndoReach))
    change = take_back(steps, tables, desk.new_ids, voiding=True, force=reach == UndoReach.ALL)
    rows = counted(len(steps), "række er sat, som den var.", "rækker er sat, som de var.")
    if deletion:
        question = f"{deletion} Næste i rækken er {_label(journal, press)} (tryk nr. {press}). Skal det tages tilbage?"
        change.first = Ask("undo-earlier", question, choices=("Tag det tilbage", "Stop"))
    change.message = f"Tryk nr. {press} er taget tilbage ({_label(journal, press)}). {rows}"
    change.message += unsent(steps) + outside(steps)
    if later := dict.fromkeys(_label(journal, press) for press in passed_over(journal, press)):
        change.message += f" Siden er der trykket på {joined(list(later))}; dér er intet at tage tilbage."
    return change


def _label(journal: pd.DataFrame, press: int) -> str:
    """Return what stands on the button that was pressed."""
    return button_of(journal.loc[journal["press"] == press, "command"].iloc[0]).label


@button(
    RESOLVE,
    label="Gem valg",
    tip="Gem valgene på arket Til vurdering",
    more="Hvert valg føres ud i livet og gemmes på arket Afgjort, så der ikke spørges igen. To borgere, der er den "
    "samme, flettes til én.",
    group="Lister",
    icon="MarkTaskComplete",
)
def resolve_review(desk: Desk) -> Change:
    """Carry out what was chosen on Til vurdering."""
    review, tables = desk.read(REVIEW), {table.name: desk.read(table) for table in TRACKED}
    change = resolve(review, tables, desk.new_ids, desk.today, desk.user)
    for stays, leaves in fold_chosen(review.loc[list(change.of(REVIEW).deletes)], desk.read(DECISIONS)):
        change = change.then(fold_together(stays, leaves, desk.after(change).read))
    corrected = desk.corrected(CITIZENS)
    for list_id, file in waiting_rows(review.loc[list(change.of(REVIEW).deletes)], review):
        then = desk.after(change)
        known, left = Known.of(then.read), then.read(REVIEW)
        change = change.then(
            judge(list_id, file, known, left, today=desk.today, new_ids=then.new_ids, corrected=corrected)
        )
    return change.then(carry_out(desk.after(change), review.loc[list(change.of(REVIEW).deletes)]))
