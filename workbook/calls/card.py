"""Opkaldskort: one citizen's lines as of today, the citizens that a search may mean, and the answer typed beside them.

Who is on the card stands in its hidden column; every press writes the lines anew, as it does Borgere's derived columns.
Nothing of the card is journaled: what it shows stands elsewhere, and looking somebody up leaves no copy behind.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING

import pandas as pd

from workbook.calls.history import Tables, history, rows_of
from workbook.calls.queue import place_of
from workbook.calls.saying import short
from workbook.calls.steps import is_due
from workbook.change import Change, Row, records
from workbook.tables import (
    BOOKINGS,
    CALL_SHEET,
    CALLS,
    CARD,
    CITIZENS,
    INTERPRETERS,
    LETTERS_SENT,
    LIST_ROWS,
    LISTS,
    RELATIVES,
    RIDES,
    SCRIPTS,
)
from workbook.tables.card import LINES, NAME, SEARCH, WARNING, Line, card_id, card_rows
from workbook.words import Situation, State, YesNo

if TYPE_CHECKING:
    from workbook.calls.find import Hit

CARD_TABLES = (
    *(CARD, CITIZENS, CALL_SHEET, CALLS, RELATIVES, LETTERS_SENT),
    *(LISTS, LIST_ROWS, BOOKINGS, RIDES, INTERPRETERS, SCRIPTS),
)
"""The tables that a card tells from."""

MOST_HITS = 30
"""So many of those a search may mean stand on the card; with more, more letters are needed."""

_MOST = {"Husstand": 6, "Pårørende": 4, "Aftaler": 6, "Manuskript": 9}
"""So many lines has a section at most; the history has what is left."""

_WHERE = {"Pårørende": "Pårørende", "Aftaler": "Booking", "Manuskript": "Manuskripter"}
"""The sheet with what a section has no room for."""

NOBODY = "Ingen borger eller pårørende passer. Prøv med færre bogstaver, en anden stavemåde eller et telefonnummer."


def on_card(card: pd.DataFrame) -> str | None:
    """Return the id of the citizen on the card, None when there is none."""
    return next((citizen for citizen in card["citizen"] if citizen), None)


def typed_on(card: pd.DataFrame) -> dict[str, str]:
    """Return what staff typed, by the field's English name."""
    cells = dict(zip(card.index, card["typed"], strict=True))
    found = {column.name: cells.get(card_id(at)) for at, column in enumerate(CARD.form)}
    return {name: text.strip() for name, text in found.items() if text and text.strip()}


def is_answered(card: pd.DataFrame) -> bool:
    """Whether an answer, or anything else but a search, stands on the card and is not saved yet."""
    return bool(card["typed"].drop(index=card_id(0), errors="ignore").notna().any())


def show_citizen(card: pd.DataFrame, citizen: str | None) -> Change:
    """Put a citizen on the card, or nobody, the form blank; the lines come with the press (`refreshed_card`)."""
    return _written(card, card_rows((), citizen, {}))


def show_found(card: pd.DataFrame, hits: Sequence[Hit], citizens: pd.DataFrame, query: str) -> Change:
    """Put on the card the one who was found, or list those who may be meant, or say that nobody fits; show the card."""
    if len(hits) == 1:
        change = show_citizen(card, hits[0].citizen)
        change.message = f"Borger {hits[0].citizen} står på arket Opkaldskort."
    elif hits:
        change = _written(card, card_rows(_listed(hits, citizens)))
        change.message = (
            f"{len(hits)} borgere passer; de står på arket Opkaldskort. "
            "Skriv borgernummeret på den rette ved Søg, og tryk på Find borger igen."
        )
    else:
        change = _written(card, card_rows([Line("Ingen", "", NOBODY)], None, {SEARCH.name: query}))
        change.message = NOBODY
    change.shows = CARD
    return change


def _listed(hits: Sequence[Hit], citizens: pd.DataFrame) -> list[Line]:
    people = records(citizens.loc[[hit.citizen for hit in hits[:MOST_HITS]]])
    lines = [Line("", hit.citizen, _introduced(people[hit.citizen], hit.why)) for hit in hits[:MOST_HITS]]
    if len(hits) > MOST_HITS:
        lines.append(Line("", "…", f"og {len(hits) - MOST_HITS} til. Skriv mere, så bliver der færre."))
    return [Line("Hvem er det?", "", "Skriv borgernummeret ved Søg, og tryk på Find borger igen."), *lines]


def refreshed_card(tables: Tables, today: date) -> Change:
    """Bring the card's lines up to date; who is no longer on Borgere leaves it. What staff typed stays."""
    card = tables[CARD.name]
    citizen = on_card(card)
    if citizen is None:
        return Change()
    known = citizen in tables[CITIZENS.name].index
    lines = list(card_lines(citizen, tables, today)) if known else []
    after = card_rows(lines, citizen if known else None)
    return _written(card, after.assign(typed=card["typed"].reindex(after.index).astype(object)))


def _written(card: pd.DataFrame, after: pd.DataFrame) -> Change:
    change = Change()
    change.replace(CARD, card, after)
    if card.index.tolist() != after.index.tolist():  # lines were deleted or moved by hand; the form has its order
        change.order(CARD, after.index.tolist())
    return change


def card_lines(citizen: str, tables: Tables, today: date) -> Iterator[Line]:
    """Yield what there is to tell about a citizen, at most as many lines as the card has."""
    person = records(tables[CITIZENS.name].loc[[citizen]])[citizen]
    sections = {
        WARNING: [("", text) for text in warnings(person, today)],
        "Borger": list(_person(citizen, person)),
        "I dag": list(_today(citizen, person, tables, today)),
        "Husstand": list(_household(citizen, person, tables)),
        "Pårørende": list(_relatives(citizen, tables)),
        "Aftaler": list(_agreements(citizen, person, tables)),
        "Manuskript": list(_script(tables)),
    }
    used = 0
    for section, told in sections.items():
        lines = _cut(told, _MOST.get(section, LINES), "se arket " + _WHERE.get(section, "Borgere"))
        used += len(lines)
        yield from _titled(section, lines)
    past = [(event.when, " · ".join(filter(None, (event.what, event.by)))) for event in history(citizen, tables)]
    yield from _titled("Historik", _cut(past or [("", "Intet noteret endnu.")], LINES - used, "se Borgerens sag"))


def _cut(told: Sequence[tuple[str, str]], most: int, where: str) -> list[tuple[str, str]]:
    """Return the lines that there is room for; the last one says how many are left out, and where they are."""
    if len(told) <= most:
        return list(told)
    return [*islice(told, most - 1), ("…", f"og {len(told) - most + 1} til; {where}.")]


def _titled(section: str, lines: Iterable[tuple[str, str]]) -> Iterator[Line]:
    for at, (label, told) in enumerate(lines):
        yield Line("" if at and section != WARNING else section, label, told)


def warnings(person: Row, today: date) -> Iterator[str]:
    """Yield what must be seen before anything else, in whole sentences."""
    if person.get("no_contact") == YesNo.YES or person.get("state") == State.NO_CONTACT:
        yield "MÅ IKKE KONTAKTES. Ring ikke, og skriv ikke. Ringer borgeren selv, kan svaret noteres her."
    if person.get("gone") == YesNo.YES or person.get("state") == State.GONE:
        yield "DØD ELLER FRAFLYTTET. Ring ikke op."
    if is_protected(person, today):
        until = person.get("protected_until")
        yield f"BESKYTTET NAVN OG ADRESSE{f' til {until:%d-%m-%Y}' if until else ''}. Oplys dem ikke til nogen."


def is_protected(person: Row, today: date) -> bool:
    """Whether name and address are protected today."""
    until = person.get("protected_until")
    return person.get("protected") == YesNo.YES and (until is None or until >= today)


def _introduced(person: Row, why: str) -> str:
    marks = [_address(person)]
    if person.get("no_contact") == YesNo.YES or person.get("state") == State.NO_CONTACT:
        marks.append("MÅ IKKE KONTAKTES")
    return " · ".join(filter(None, (person.get("name", "(uden navn)"), *marks, "" if why == "navn" else why)))


def _address(person: Row) -> str:
    return "Beskyttet adresse" if person.get("protected") == YesNo.YES else place_of(person) or ""


def _person(citizen: str, person: Row) -> Iterator[tuple[str, str]]:
    yield "Borgernr.", citizen
    yield NAME, person.get("name", "(uden navn)")
    yield "Adresse", _address(person) or "mangler"
    phones = [spaced(person[name]) for name in ("phone", "phone2") if name in person]
    yield "Telefon", " og ".join(phones) or "mangler"
    yield "Sprog", person.get("language", "ikke noteret") + (", tolk" if person.get("interpreter") == YesNo.YES else "")
    if "target_group" in person:
        invited = f", inviteret {person['invited_on']:%d-%m-%Y}" if "invited_on" in person else ""
        yield "Målgruppe", f"{person['target_group']}{invited}"
    if "note" in person:
        yield "Notat", person["note"]


def spaced(phone: str) -> str:
    """Return a number of eight digits in pairs, as it is read aloud."""
    return " ".join(phone[at : at + 2] for at in range(0, 8, 2)) if len(phone) == 8 and phone.isdigit() else phone  # noqa: PLR2004  eight digits


def _today(citizen: str, person: Row, tables: Tables, today: date) -> Iterator[tuple[str, str]]:
    yield "Tilstand", person.get("state", "")
    yield "På ringelisten", why_listed(citizen, person, tables, today)
    if "next_step" in person:
        on = f" ({person['next_on']:%d-%m-%Y})" if "next_on" in person else ""
        yield "Næste skridt", f"{person['next_step']}{on}"
    if "missing_now" in person:
        yield "Mangler nu", person["missing_now"]
    if "reserved_to" in person:
        until = f" til {person['reserved_until']:%d-%m-%Y}" if "reserved_until" in person else ""
        yield "Reserveret", f"{person['reserved_to']}{until}"


def why_listed(citizen: str, person: Row, tables: Tables, today: date) -> str:
    """Say whether the citizen is on Ringeliste, and why or why not."""
    why = person.get("why_now", "")
    if (tables[CALL_SHEET.name]["citizen"] == citizen).any():
        return f"Ja. {why}"
    if is_due(person.get("state"), person.get("next_on"), today):
        return f"Kommer på, når listen laves igen. {why}"
    if "reserved_to" in person:
        return f"Nej, {person['reserved_to']} har borgeren på sin liste. {why}"
    due = person.get("next_on")
    return f"Nej, først {short(due)}. {why}" if due and due > today else f"Nej. {why}"


def _household(citizen: str, person: Row, tables: Tables) -> Iterator[tuple[str, str]]:
    citizens = tables[CITIZENS.name]
    if "household" in person:
        for other, row in records(citizens[citizens["household"] == person["household"]]).items():
            if other != citizen:
                yield other, " · ".join(filter(None, (row.get("name"), row.get("state"), row.get("why_now"))))


def _relatives(citizen: str, tables: Tables) -> Iterator[tuple[str, str]]:
    for row in sorted(rows_of(citizen, RELATIVES, tables).values(), key=lambda row: row.get("order", 99)):
        stop = "MÅ IKKE KONTAKTES" if row.get("may_contact") == YesNo.NO else None
        consent = f"samtykke: {row['consent'].lower()}" if "consent" in row else "intet samtykke noteret"
        told = (stop, row.get("name"), spaced(row["phone"]) if "phone" in row else None, row.get("language"), consent)
        yield row.get("relation", "Pårørende"), " · ".join(part for part in told if part)


def _agreements(citizen: str, person: Row, tables: Tables) -> Iterator[tuple[str, str]]:
    if person.get("state") == State.CALL_BACK:
        yield "Lovet opkald", person.get("why_now", "")
    for row in rows_of(citizen, BOOKINGS, tables).values():
        dose = f"{row['dose']}. stik" if "dose" in row else "Stik"
        yield dose, _dated(row, row.get("site"), row.get("state"))
    for row in rows_of(citizen, RIDES, tables).values():
        promised = f"lovet kl. {row['promised']:%H.%M}" if "promised" in row else None
        yield "Kørsel", _dated(row, row.get("leg"), promised, row.get("result"))
    for row in rows_of(citizen, INTERPRETERS, tables).values():
        yield "Tolk", _dated(row, row.get("language"), row.get("purpose"), row.get("state"))


def _script(tables: Tables) -> Iterator[tuple[str, str]]:
    """Yield what is said when the citizen rings, a paragraph a line, once Manuskripter has been made."""
    sheet = tables[SCRIPTS.name]
    said = sheet.loc[sheet["call"] == Situation.CALLS_US, "said"].dropna()
    for at, paragraph in enumerate(said.iloc[0].split("\n\n") if len(said) else ()):
        yield "" if at else Situation.CALLS_US, paragraph


def _dated(row: Row, *parts: str | None) -> str:
    on = f"{row['date']:%d-%m-%Y}" if "date" in row else "uden dato"
    at = f" kl. {row['time']:%H.%M}" if "time" in row else ""
    return " · ".join(part for part in (on + at, *parts) if part)
