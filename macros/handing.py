"""Call sheets handed out to callers: the press that shares them out, and the files that come back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pandas as pd

from macros.button import Wants
from macros.desk import Desk
from workbook.calls.queue import todays_calls
from workbook.calls.sheet import answered
from workbook.change import Change, OutFile
from workbook.handouts.asking import decided
from workbook.handouts.form import BACK, OUT, Handout
from workbook.handouts.returned import Locked, NotTaken, Returned, read_returned, waiting_files
from workbook.handouts.sharing import Caller, callers_today, hand_out, share_out
from workbook.handouts.taking import Taken, put_in, take_returned
from workbook.journal.undo import Step
from workbook.letters.script_sheet import script_rows
from workbook.lists import PASSWORD
from workbook.problems import Ask, AskKind, Problem, WeakPassword
from workbook.settings import Settings
from workbook.tables import CALL_SHEET, CALLS, CITIZENS, COLLEAGUES, HANDOUTS, OUTCOMES
from workbook.words import ReviewKind, counted, joined
from workbook.xlsx.disk import encrypt

SHORTEST = 8
"""The fewest characters of a password for files that leave the house."""


def share(desk: Desk) -> Change | Ask:
    """Share today's calls out among the callers: a file each, and their people reserved to them.

    Asked for is the password of the files; it is used here and nowhere kept. Raises NoCallers, WeakPassword.
    """
    settings = desk.settings
    callers = callers_today(desk.read(COLLEAGUES), desk.read(HANDOUTS), desk.today)
    due = _due(desk, settings)
    waiting = share_out(due, desk.read(CITIZENS)["household"], callers, settings.calls_per_caller)
    if len(waiting) == len(due):
        return Change(message=_message(callers, waiting, settings))
    password = desk.answers.get(PASSWORD)
    if password is None:
        question = "Vælg en adgangskode til ringelisterne, mindst 8 tegn. Giv den til ringerne uden om filen."
        return Ask(PASSWORD, question, AskKind.NEW_PASSWORD)
    if len(password) < SHORTEST:
        raise WeakPassword(SHORTEST)
    scripts = list(script_rows(desk.templates, settings))
    change, handouts = hand_out(due, callers, desk.read(CALLS), scripts, settings, desk.now, desk.new_ids)
    change.message = _message(callers, waiting, settings)
    change.files = [OutFile(handout.file, _locked(handout, desk, settings, password)) for handout in handouts]
    return change


def _due(desk: Desk, settings: Settings) -> pd.DataFrame:
    """Return today's calls as Ringeliste would list them, without its limit and those answered there already."""
    sheet = desk.read(CALL_SHEET)
    answers = set(sheet.loc[answered(sheet), "citizen"])
    calls = todays_calls(desk.read(CITIZENS), desk.read, settings, desk.now)
    due = [row for row in calls if row["citizen"] not in answers]
    ids = desk.new_ids(CALL_SHEET, len(due))
    return CALL_SHEET.frame({**row, "id": row_id} for row_id, row in zip(ids, due, strict=True))


def _locked(handout: Handout, desk: Desk, settings: Settings, password: str) -> bytes:
    from workbook.build.handout import caller_file  # noqa: PLC0415  slow to import and seldom needed

    outcomes = [text for text in desk.read(OUTCOMES)["text"] if text]
    sender = f"{settings.department}, {settings.municipality}"
    return encrypt(caller_file(handout, sender, outcomes), password, handout.file.rpartition("/")[2])


def take(desk: Desk, typed: Change) -> Change | Ask:
    """Add to what was typed in the workbook the answers of every caller's file that is back, or named with the press.

    A file that cannot be taken stays where it is and is told of; the others go on.
    """
    named = desk.answers.get(Wants.FILE)
    paths = [*(waiting_files(desk.folder) if desk.book.path else ()), *([Path(named)] if named else ())]
    if not paths:
        return typed
    password = desk.answers.get(PASSWORD)
    if password is None:
        question = f"Hvad er adgangskoden til ringelisterne i mappen {BACK}?"
        return Ask(PASSWORD, question, AskKind.PASSWORD, unasked="")
    return _take_files(desk, typed, list(dict.fromkeys(paths)), password)


def _take_files(desk: Desk, typed: Change, paths: Sequence[Path], password: str) -> Change:
    office = desk.settings.office
    first = typed.message if typed or typed.problems else ""
    change, told = Change().then(typed), _Told(tried=bool(password))
    for path in paths:
        try:
            file = read_returned(path, desk.folder, password, office)
        except Locked:
            told.locked.append(path.name)
            continue
        except NotTaken as refused:
            told.refused += 1
            change.problems.append(Problem(ReviewKind.RETURNED, f"Filen “{path.name}” {refused.why}", source=path.name))
            continue
        then = desk.after(change)
        taken = take_returned(file, then.read, desk.today, then.new_ids)
        change = change.then(taken.change)
        told.add(file, taken, desk.today)
    change.message = " ".join(filter(None, (first, *told.sentences())))
    return change


@dataclass
class _Told:
    """What is told about files that came back; `tried` says whether a password was given."""

    tried: bool
    files: int = 0
    saved: int = 0
    asked: int = 0
    waiting: int = 0
    refused: int = 0
    late: list[str] = field(default_factory=list)
    locked: list[str] = field(default_factory=list)

    def add(self, file: Returned, taken: Taken, today: date) -> None:
        """Count what one file gave."""
        self.files += 1
        self.saved, self.asked, self.waiting = (
            self.saved + taken.saved,
            self.asked + taken.asked,
            self.waiting + taken.waiting,
        )
        if file.about.until < today:
            self.late.append(f"{file.about.caller} ({file.about.until:%d-%m-%Y})")

    def sentences(self) -> Iterator[str]:
        """Yield what is said, a sentence for each thing that there is something to say about."""
        if self.files:
            lists = counted(self.files, "ringeliste", "ringelister")
            yield f"{self.saved or 'Ingen nye'} svar gemt fra {lists}."
        if self.late:
            yield f"Taget med, selv om tiden var gået: {', '.join(self.late)}."
        if self.asked:
            yield f"{self.asked} svar står på arket Til vurdering, fordi nogen skal tage stilling."
        if self.waiting:
            lines = counted(self.waiting, "linje", "linjer")
            yield f"{lines} skal rettes i filen, som bliver liggende; se hvorfor på arket Til vurdering."
        if self.refused:
            yield f"{self.refused} af filerne kunne ikke tages; se hvorfor på arket Til vurdering."
        if self.locked:
            why = "Adgangskoden passer ikke til" if self.tried else "Der mangler en adgangskode til"
            yield f"{why} {', '.join(self.locked)}. Tryk på Gem svar igen, og skriv den rigtige."


def carry_out(desk: Desk, chosen: pd.DataFrame) -> Change:
    """Return the change that saves what people chose to save of callers' files; `chosen` left Til vurdering."""
    people = desk.read(CITIZENS).index
    return put_in([said for said in decided(chosen) if said.answer.citizen in people], desk.read, desk.new_ids)


def outside(steps: Sequence[Step]) -> str:
    """Say which callers' files a press that is taken back has made or deleted."""
    rows = [step for step in steps if step.table is HANDOUTS and step.after]
    made = sorted(
        {
            str(step.after["file"])
            for step in rows
            if step.before is None and step.after and "taken_on" not in step.after
        }
    )
    gone = any(step.after and step.after.get("taken_on") for step in rows)
    told = f" Disse ringelister gælder ikke mere: {', '.join(made)}. Slet dem." if made else ""
    lost = " Ringernes filer er slettet; læg ringerens kopi i mappen igen, hvis svarene alligevel skal gemmes."
    return told + (lost if gone else "")


def _message(callers: Sequence[Caller], waiting: Sequence[str], settings: Settings) -> str:
    who = [caller.initials for caller in callers if caller.calls]
    count = sum(len(caller.calls) for caller in callers)
    told = "Der er ingen at ringe til, som ikke allerede er delt ud."
    if count:
        files = "Filen ligger" if len(who) == 1 else "Filerne ligger"
        days = settings.handout_days
        until = "i dag" if days < 1 else "i dag og i morgen" if days == 1 else f"i dag og {days} dage mere"
        told = f"{count} opkald er delt ud til {joined(who)}. {files} i mappen {OUT} og gælder {until}."
    return told + (f" {len(waiting)} opkald venter, til der er plads på en liste." if waiting else "")
