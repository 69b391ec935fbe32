"""Fordel ringelister: today's calls shared out among the callers, evenly, by language, households kept together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

import pandas as pd

from workbook.calls.callers import names_of, ringers
from workbook.calls.saying import later
from workbook.change import Change, Row
from workbook.handouts.form import COLUMNS, OUT, About, Handout
from workbook.handouts.reserving import in_order, still_out
from workbook.problems import NoCallers
from workbook.schema import Table
from workbook.settings import Settings
from workbook.tables import HANDOUTS
from workbook.words import Language, Situation, talk_in

NewIds = Callable[[Table, int], list[str]]

MOST_IN_A_HOME = 6
"""More people at one address are an institution: they are kept together by phone only."""

_NAMES = [column.name for column in COLUMNS]


@dataclass
class Caller:
    """A colleague who rings: initials, languages, how many calls are out already, and the calls of this round."""

    initials: str
    languages: frozenset[str]
    out: int = 0
    calls: list[str] = field(default_factory=list)

    @property
    def load(self) -> int:
        """Return how many calls the caller has in all."""
        return self.out + len(self.calls)


def callers_today(staff: pd.DataFrame, handouts: pd.DataFrame, today: date) -> list[Caller]:
    """Return the colleagues whose role is "ringer" and who are not away; raises NoCallers when there is none."""
    out = still_out(handouts, today)["caller"].value_counts().to_dict()
    here = ringers(staff, today).items()
    if not here:
        raise NoCallers
    return [Caller(initials, languages, int(out.get(initials, 0))) for initials, languages in here]


def share_out(due: pd.DataFrame, homes: pd.Series[str], callers: Sequence[Caller], most: int) -> list[str]:
    """Give each caller calls of `due` (rows of Ringeliste in order, at most `most` each); return the rows that wait.

    Those who need a language are placed first, with those who speak it; where nobody does, with whoever has fewest.
    """
    groups = _together(due, homes)
    room = sum(max(most - caller.load, 0) for caller in callers)
    now, waiting = _first(groups, room)
    needed = [
        [need for need in _needs(due, group) if any(need & caller.languages for caller in callers)] for group in now
    ]
    for group, needs in sorted(zip(now, needed, strict=True), key=lambda pair: not pair[1]):
        fitting = [caller for caller in callers if caller.load + len(group) <= most]
        speaking = [caller for caller in fitting if all(need & caller.languages for need in needs)]
        if not speaking:
            waiting.append(group)
        else:
            min(speaking, key=lambda caller: caller.load).calls.extend(group)
    place = {row_id: at for at, row_id in enumerate(due.index)}
    for caller in callers:
        caller.calls.sort(key=lambda row_id: place[row_id])
    return [row_id for group in waiting for row_id in group]


def _together(due: pd.DataFrame, homes: pd.Series[str]) -> list[list[str]]:
    """Return the rows in groups that one caller must have: a household, or people who share a number."""
    sizes = due["citizen"].map(homes).value_counts()
    groups: dict[str, list[str]] = {}
    for row_id, citizen, phone in zip(due.index, due["citizen"], due["phone"], strict=True):
        home = homes.get(citizen)
        small = home is not None and sizes.get(home, 0) <= MOST_IN_A_HOME
        groups.setdefault(f"home {home}" if small else f"phone {phone}", []).append(row_id)
    return list(groups.values())


def _first(groups: Iterable[list[str]], room: int) -> tuple[list[list[str]], list[list[str]]]:
    """Return the groups that there is room for, the most urgent first, and those that wait."""
    now: list[list[str]] = []
    waiting: list[list[str]] = []
    for group in groups:
        fits = len(group) <= room and not waiting
        (now if fits else waiting).append(group)
        room -= len(group) if fits else 0
    return now, waiting


def _needs(due: pd.DataFrame, group: Sequence[str]) -> list[frozenset[str]]:
    """Return the languages that a group needs, each by any of its names ("Bosnisk/kroatisk/serbisk")."""
    languages = set(due.loc[list(group), "language"].tolist()) - {None, Language.DANISH, Language.OTHER}
    return [names_of(language) for language in sorted(languages)]


def hand_out(
    due: pd.DataFrame,
    callers: Iterable[Caller],
    calls: pd.DataFrame,
    scripts: Sequence[Row],
    settings: Settings,
    now: datetime,
    new_ids: NewIds,
) -> tuple[Change, list[Handout]]:
    """Return the change that reserves each caller's people, and the files to write.

    `scripts` are the rows of Manuskripter; each file holds those that its calls need. A file's name holds the day,
    the initials and the handout's number, and nothing of anybody on the list.
    """
    busy = [caller for caller in callers if caller.calls]
    ids = iter(new_ids(HANDOUTS, sum(len(caller.calls) for caller in busy)))
    latest = {citizen: row_id for row_id, citizen in _oldest_first(calls)}
    at, until = now.time().replace(second=0, microsecond=0), later(now.date(), settings.handout_days)
    change, handouts = Change(), []
    for caller in busy:
        rows = due.loc[caller.calls].assign(key=[next(ids) for _ in caller.calls])
        rows["script"] = _talks(rows, scripts)
        about = About(settings.office, rows["key"].iloc[0], caller.initials, now.date(), at, until)
        name = f"{OUT}/{now:%Y-%m-%d} Ringeliste {_plain(caller.initials)} {about.handout}.xlsx"
        lines = rows.set_index("key", drop=False).reindex(columns=_NAMES)
        handouts.append(Handout(about, lines, _needed(rows, scripts), name))
        told = {
            "handout": about.handout,
            "caller": caller.initials,
            "handed_on": about.handed_on,
            "handed_at": at,
            "until": until,
            "file": name.rpartition("/")[2],
        }
        change.insert(
            HANDOUTS,
            HANDOUTS.frame(
                {"id": key, **told, "citizen": citizen, "line": str(line), "last_call": latest.get(citizen)}
                for line, (key, citizen) in enumerate(zip(rows["key"], rows["citizen"], strict=True), start=1)
            ),
        )
    return change, handouts


def _talks(rows: pd.DataFrame, scripts: Sequence[Row]) -> list[str]:
    """Return the name of each call's script: in the language of the talk where there is one, else in Danish."""
    known = {script["call"] for script in scripts}
    pairs = zip(rows["situation"], rows["language"], strict=True)
    return [own if (own := talk_in(talk, language)) in known else talk for talk, language in pairs]


def _needed(rows: pd.DataFrame, scripts: Sequence[Row]) -> list[Row]:
    """Return the scripts of these calls, in Danish and in the language of the talk.

    With them go those for whoever rings in and for an answering machine.
    """
    talks = {*rows["situation"], *rows["script"], Situation.CALLS_US}
    talks |= {talk_in(Situation.MACHINE, language) for language in {None, *rows["language"]}}
    return [script for script in scripts if script["call"] in talks]


def _oldest_first(calls: pd.DataFrame) -> list[tuple[str, str | None]]:
    return sorted(zip(calls.index, calls["citizen"], strict=True), key=lambda pair: in_order(pair[0]))


def _plain(initials: str) -> str:
    """Return initials as they can stand in a file's name."""
    return "".join(letter for letter in initials if letter.isalnum()) or "x"
