"""The call sheet on paper: whom to ring, why now, room to write what they answered, and what to say.

A part begins on a new page: one for each language's speakers, and one for all. People who share a number stand in one
frame. What is written comes back by the row's id and the answer's code.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from workbook.calls.sheet import EVERYBODY
from workbook.calls.steps import STOP_STATES
from workbook.change import Row, records
from workbook.letters.files import find_wording
from workbook.letters.papers import CALL_SHEET, field_values, sender, shown
from workbook.letters.scripts import Script, draft_heading, script
from workbook.letters.typeset import Unprintable, typeset
from workbook.letters.values import clean, danish_date
from workbook.letters.wording import Words, read_wording
from workbook.problems import TemplateFault
from workbook.settings import Settings
from workbook.words import LANGUAGE_CODES, RIGHT_TO_LEFT, Language, Situation, YesNo

MOST_IN_FRAME = 6
"""So many people stand in one frame, which is never broken; a home for the elderly may share one number."""


class Printed(NamedTuple):
    """The paper, how many calls it has, and the ids of rows that were refused: their people must not be rung."""

    pdf: bytes
    calls: int
    refused: list[str]


def call_sheet_pdf(
    call_sheet: pd.DataFrame,
    citizens: pd.DataFrame,
    outcomes: pd.DataFrame,
    settings: Settings,
    templates: Sequence[Path],
    now: datetime,
    user: str,
) -> Printed:
    """Return today's calls as a PDF (A4, landscape), in the order of the sheet; rows with an answer are left out.

    Borgere has the last word: who is gone, must not be contacted or is unknown there is refused, and who is protected
    stands without address. A person whose row holds a character without a shape stands there with the id and "se
    arket Ringeliste". Raises TemplateMissing, TemplateFault.
    """
    rows = records(call_sheet[call_sheet["outcome"].isna()])
    people = records(citizens)
    wanted = {row_id: row for row_id, row in rows.items() if _may_ring(people.get(row.get("citizen", "")))}
    parts = list(_parts(wanted, people)) or [_Part(EVERYBODY, [], [])]
    frame = _frame(outcomes, settings, templates, now, user)
    scripts = [_scripts(part, templates, settings) for part in parts]
    _prove(frame, scripts, now)
    pages = [
        {"caller": caller, "languages": ", ".join(languages), "households": households, "scripts": words}
        for (caller, languages, households), words in zip(parts, scripts, strict=True)
    ]
    refused = [row_id for row_id in rows if row_id not in wanted]
    return Printed(_print(frame, pages, now), len(wanted), refused)


def _may_ring(person: Row | None) -> bool:
    stopped = person is None or YesNo.YES in {person.get("gone"), person.get("no_contact")}
    return not (stopped or (person or {}).get("state") in STOP_STATES)


class _Part(NamedTuple):
    caller: str
    languages: list[str]
    households: list[list[dict[str, str]]]


def _parts(rows: Mapping[str, Row], people: Mapping[str, Row]) -> Iterator[_Part]:
    """Yield the calls by who can make them, those for all last; people who share a number are in one part together."""
    homes: dict[str, dict[str, Row]] = {}
    for row_id, row in rows.items():
        homes.setdefault(row.get("phone", row_id), {})[row_id] = row
    by_caller: dict[str, list[dict[str, Row]]] = {}
    for home in homes.values():
        by_caller.setdefault(_caller(home.values()), []).append(home)
    for caller in sorted(by_caller, key=lambda name: (not name, name)):
        mine = by_caller[caller]
        spoken = {row["language"] for home in mine for row in home.values() if "speakers" in row and "language" in row}
        calls = [[_call(row_id, row, people[row["citizen"]]) for row_id, row in home.items()] for home in mine]
        frames = [home[at : at + MOST_IN_FRAME] for home in calls for at in range(0, len(home), MOST_IN_FRAME)]
        yield _Part(caller or EVERYBODY, sorted(spoken - {Language.DANISH}), frames)


def _caller(home: Iterable[Row]) -> str:
    """Return who can speak with those who share a number, "" when everybody can."""
    return next((clean(row["speakers"]) for row in home if "speakers" in row), "")


def _call(row_id: str, row: Row, person: Row) -> dict[str, str]:
    hidden = {"address": "Beskyttet adresse"} if person.get("protected") == YesNo.YES else {}
    return {"row": clean(row_id), **shown(CALL_SHEET, {**row, **hidden})}


def _scripts(part: _Part, templates: Sequence[Path], settings: Settings) -> list[dict[str, Any]]:
    """Return what is said in the part's calls: in Danish, and in the languages that its callers speak."""
    calls = [call for household in part.households for call in household]
    talks = [talk for talk in Situation if any(call["situation"] == talk for call in calls)]
    return [
        words
        for talk in (*talks, *([Situation.MACHINE] if calls else []))
        for language in (Language.DANISH, *part.languages)
        for found in _sound(talk, language, templates, settings)
        for words in _words(found, language)
    ]


def _sound(talk: Situation, language: str, templates: Sequence[Path], settings: Settings) -> Iterator[Script]:
    """Yield the script; a translation with a fault is left out, as Manuskripter tells of it and the Danish stands."""
    try:
        yield script(talk, language, {}, templates, settings)
    except TemplateFault:
        if language == Language.DANISH:
            raise


def _words(found: Script, language: str) -> Iterator[dict[str, Any]]:
    if language == Language.DANISH:
        yield _told(found.danish, found, Language.DANISH, "")
    elif found.own:
        yield _told(found.own, found, found.language, "" if found.approved else draft_heading(found.language))


def _told(words: Words, found: Script, language: Language, draft: str) -> dict[str, Any]:
    return {
        "title": words.subject,
        "draft": draft,
        "language": LANGUAGE_CODES[language],
        "leftwards": language in RIGHT_TO_LEFT,
        "stop": found.stop,
        "blocks": words.blocks,
    }


def _frame(
    outcomes: pd.DataFrame, settings: Settings, templates: Sequence[Path], now: datetime, user: str
) -> dict[str, Any]:
    wording = read_wording(find_wording(templates, CALL_SHEET.file()), CALL_SHEET.fields)
    codes = zip(outcomes["code"], outcomes["text"], strict=True)
    return {
        "language": "da",
        "file": wording.file,
        "date": danish_date(now.date()),
        "time": f"{now:%H.%M}",
        "user": clean(user),
        "sender": sender(settings),
        "words": wording.words(field_values(CALL_SHEET, settings, now.date()))._asdict(),
        "promised": Situation.PROMISED,
        "codes": [{"code": clean(code), "text": clean(text)} for code, text in codes],
    }


def _prove(frame: Mapping[str, Any], scripts: Iterable[list[dict[str, Any]]], now: datetime) -> None:
    """Set the words without a person, so that a fault of theirs is not laid at people's doors; raises TemplateFault."""
    empty = [{"caller": EVERYBODY, "languages": "", "households": [], "scripts": words} for words in scripts]
    try:
        typeset("call_sheet", {**frame, "parts": empty}, now.date())
    except Unprintable:
        what = "et tegn her, i et manuskript eller på arkene Indstillinger og Svarkoder kan ikke vises på papiret."
        raise TemplateFault(frame["file"], 0, what) from None


def _print(frame: Mapping[str, Any], parts: list[dict[str, Any]], now: datetime) -> bytes:
    try:
        return typeset("call_sheet", {**frame, "parts": parts}, now.date())
    except Unprintable:
        told = [
            {**part, "households": [[_printable(frame, call, now) for call in house] for house in part["households"]]}
            for part in parts
        ]
        return typeset("call_sheet", {**frame, "parts": told}, now.date())


def _printable(frame: Mapping[str, Any], call: Mapping[str, str], now: datetime) -> Mapping[str, str]:
    """Return the call as it can be printed: when a character has no shape, only the ids."""
    part = {"caller": EVERYBODY, "languages": "", "households": [[call]], "scripts": []}
    try:
        typeset("call_sheet", {**frame, "parts": [part]}, now.date())
    except Unprintable:
        return dict.fromkeys(call, "") | {"row": call["row"], "citizen": call["citizen"], "name": "se arket Ringeliste"}
    return call
