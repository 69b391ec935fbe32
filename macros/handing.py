"""Call sheets handed out to callers: the press that shares them out, and the files that come back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd

from macros.desk import Desk
from workbook.calls.sheet import call_sheet
from workbook.change import Change, OutFile
from workbook.handouts.form import OUT, Handout
from workbook.handouts.sharing import Caller, callers_today, hand_out, share_out
from workbook.lists.read import PASSWORD
from workbook.problems import Ask, AskKind, WeakPassword
from workbook.settings import Settings, read_settings
from workbook.tables import CALL_SHEET, CALLS, CITIZENS, COLLEAGUES, HANDOUTS, OUTCOMES, SETTINGS
from workbook.xlsx.disk import encrypt

SHORTEST = 8
"""The fewest characters of a password for files that leave the house."""


def share(desk: Desk) -> Change | Ask:
    """Share today's calls out among the callers: a file each, and their people reserved to them.

    Asked for is the password of the files; it is used here and nowhere kept. Raises NoCallers, WeakPassword.
    """
    settings = read_settings(desk.read(SETTINGS))
    callers = callers_today(desk.read(COLLEAGUES), desk.read(HANDOUTS), desk.today)
    due = _due(desk, settings)
    waiting = share_out(due, desk.read(CITIZENS)["household"], callers, settings.calls_per_caller)
    if len(waiting) == len(due):
        return Change(message=_message(callers, waiting, settings))
    password = desk.answers.get(PASSWORD)
    if password is None:
        question = "Vælg en adgangskode til ringelisterne, mindst 8 tegn. Giv den til ringerne uden om filen."
        return Ask(PASSWORD, question, AskKind.PASSWORD)
    if len(password) < SHORTEST:
        raise WeakPassword(SHORTEST)
    change, handouts = hand_out(due, callers, desk.read(CALLS), settings, desk.now, desk.new_ids)
    change.message = _message(callers, waiting, settings)
    change.files = [OutFile(handout.file, _locked(handout, desk, settings, password)) for handout in handouts]
    return change


def _due(desk: Desk, settings: Settings) -> pd.DataFrame:
    """Return today's calls as Ringeliste would list them, without its limit and those answered there already."""
    made = call_sheet(
        desk.read(CITIZENS),
        desk.read(CALLS),
        desk.read(OUTCOMES),
        desk.read(CALL_SHEET),
        replace(settings, calls_per_caller=len(desk.read(CITIZENS))),
        desk.today,
        desk.new_ids,
    )
    return CALL_SHEET.frame({"id": row_id, **row} for row_id, row in made.of(CALL_SHEET).inserts.items())


def _locked(handout: Handout, desk: Desk, settings: Settings, password: str) -> bytes:
    from workbook.build.handout import caller_file  # noqa: PLC0415  slow to import and seldom needed

    outcomes = [text for text in desk.read(OUTCOMES)["text"] if text]
    sender = f"{settings.department}, {settings.municipality}"
    return encrypt(caller_file(handout, sender, outcomes), password, handout.file.rpartition("/")[2])


def _message(callers: Sequence[Caller], waiting: Sequence[str], settings: Settings) -> str:
    who = [caller.initials for caller in callers if caller.calls]
    count = sum(len(caller.calls) for caller in callers)
    told = "Der er ingen at ringe til, som ikke allerede er delt ud."
    if count:
        files = "Filen ligger" if len(who) == 1 else "Filerne ligger"
        days = settings.handout_days
        until = "i dag" if days < 1 else "i dag og i morgen" if days == 1 else f"i dag og {days} dage mere"
        told = f"{count} opkald er delt ud til {_listed(who)}. {files} i mappen {OUT} og gælder {until}."
    return told + (f" {len(waiting)} opkald venter, til der er plads på en liste." if waiting else "")


def _listed(words: Sequence[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} og {words[-1]}"
