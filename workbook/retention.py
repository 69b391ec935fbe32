"""Slet udløbne: who is due to be deleted, what of them stands where, and the Change that leaves nothing of it.

The journal keeps who was deleted when and by whom, by row id; the values go from it together with their salt, so that
its chain still holds.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator
from datetime import date

import pandas as pd

from workbook.calls.card import on_card
from workbook.change import Change, Gone, records
from workbook.journal.chain import blanked, entries_of
from workbook.journal.checkpoint import texts_in, without
from workbook.journal.undo import erased_rows
from workbook.merging import folded_into
from workbook.rowtext import row_text
from workbook.schema import Kind, Owner, Table
from workbook.settings import Settings
from workbook.tables import BY_NAME, CARD, CHECKPOINT, CITIZENS, DECISIONS, JOURNAL, LIST_ROWS, LISTS, REVIEW, TRACKED
from workbook.tables.card import card_rows
from workbook.words import Mark

Read = Callable[[Table], pd.DataFrame]

OF_CITIZENS = tuple(table for table in TRACKED if "citizen" in table.by_name)
"""The tables whose rows each belong to a citizen."""

SPEAKING = (REVIEW, DECISIONS)
"""The tables whose rows speak of citizens."""

_ID = re.compile(r"\b[A-Z]{1,2}-\d{4,}\b")
_CITIZEN = re.compile(r'"citizen":"([^"]*)"')
CALLED = ("name", "cpr", "other_cpr", "phone", "phone2", "new_phone")
"""The columns that hold what somebody is called, and rung up by."""

_CALLED = re.compile(rf'"(?:{"|".join(CALLED)})":"([^"\\]*)"')
_NUMBER_IN = re.compile(r"\d{6}[-–]?\d{4}|\d{8}")
_NUMBER = re.compile(r"\b(\d{6})[-–]?([0-9]{4})\b")


def due(read: Read, settings: Settings, today: date) -> Gone:
    """Return who is to be deleted by Indstillinger: everybody some time after the task, before it who went quiet."""
    citizens = read(CITIZENS)
    if settings.ends_on and (today - settings.ends_on).days > settings.keep_after_end:
        return Gone(frozenset(citizens.index), everybody=True)
    if not settings.keep_quiet:
        return Gone()
    latest = _latest(read)
    quiet = {row_id: (today - latest.get(row_id, today)).days for row_id in citizens.index}
    return Gone(frozenset(row_id for row_id, days in quiet.items() if days > settings.keep_quiet))


def _latest(read: Read) -> dict[str, date]:
    """Return the latest day that anything not computed tells of each citizen; days to come count, too."""
    lists = read(LISTS)
    told = dict(zip(lists.index, lists["taken_in_on"], strict=True))
    rows = read(LIST_ROWS)
    days = [(who, told.get(of)) for who, of in zip(rows["citizen"], rows["list"], strict=True)]
    for table in (CITIZENS, *OF_CITIZENS):
        frame = read(table)
        who = frame.index if table is CITIZENS else frame["citizen"]
        for column in table.columns:
            if column.kind is Kind.DATE and column.owner is not Owner.DERIVED:
                days += zip(who, frame[column.name], strict=True)
    latest: dict[str, date] = {}
    for citizen, day in days:
        if citizen and day:
            latest[citizen] = max(latest.get(citizen, day), day)
    return latest


def erasure(read: Read, gone: Gone) -> Change:
    """Return the change that deletes these people for good, and the journal's values about them.

    Of the journal go also the values of what was deleted for good before, of rows of theirs that left their sheet, and
    of every question that was answered: such a text may name anybody.
    """
    change = Change()
    for table, rows in rows_of(read, gone):
        change.erase(table, rows)
    if gone.everybody or on_card(read(CARD)) in gone.citizens:
        change.replace(CARD, read(CARD), card_rows())
    about = _about(read, gone, {(name, row_id) for name, part in change.tables.items() for row_id in part.erases})
    journal, checkpoint = read(JOURNAL), read(CHECKPOINT)
    told = blanked(journal, about)
    change.update(JOURNAL, journal.loc[told.index], told)
    change.replace(CHECKPOINT, checkpoint, without(checkpoint, about))
    return change


def words_of(read: Read, gone: Gone) -> frozenset[str]:
    """Return the names, numbers and telephones of these people and their relatives, now and before.

    What anybody who stays is called or rung up by is left out: a household shares its telephone.
    """
    leaving = {table.name: rows for table, rows in rows_of(read, gone)}
    theirs = {word for name, rows in leaving.items() for word in _called(BY_NAME[name], rows)}
    about = _about(read, gone, {(name, row_id) for name, rows in leaving.items() for row_id in rows.index})
    theirs |= {word for row in _told(read(JOURNAL)) if about(*row) for word in _CALLED.findall(row[2])}
    stay = (table for table in TRACKED if table not in SPEAKING)
    others = {
        word
        for table in stay
        for word in _called(table, read(table).drop(index=leaving[table.name].index if table.name in leaving else []))
    }
    return frozenset(theirs - others)


def _called(table: Table, rows: pd.DataFrame) -> Iterator[str]:
    for name in CALLED:
        if name in table.by_name:
            for text in rows[name].dropna():
                yield from (str(text), *_NUMBER_IN.findall(str(text)))


def _leaving(read: Read, gone: Gone) -> pd.DataFrame:
    citizens = read(CITIZENS)
    return citizens.loc[[row_id for row_id in citizens.index if gone.everybody or row_id in gone.citizens]]


def rows_of(read: Read, gone: Gone) -> Iterator[tuple[Table, pd.DataFrame]]:
    """Yield each table that holds or speaks of people, with the rows that are theirs."""
    leaving = _leaving(read, gone)
    yield CITIZENS, leaving
    ids = set(leaving.index)
    for table in OF_CITIZENS:
        rows = read(table)
        rows = rows if gone.everybody else rows[rows["citizen"].isin(gone.citizens)]
        ids |= set(rows.index)
        yield table, rows
    numbers = _numbers(leaving)
    for table in SPEAKING:
        rows = read(table)
        named = [gone.everybody or _names(row_text(row), ids, numbers) for row in records(rows).values()]
        yield table, rows.loc[named]


def _numbers(citizens: pd.DataFrame) -> set[str]:
    """Return all CPR numbers of citizens, ten digits each."""
    texts = (text for name in ("cpr", "other_cpr") for text in citizens[name].dropna())
    return {"".join(found) for text in texts for found in _NUMBER.findall(text)}


def _names(text: str, ids: set[str], numbers: set[str]) -> bool:
    """Whether a text names one of these rows or one of these CPR numbers."""
    return any(found in ids for found in _ID.findall(text)) or any(
        "".join(found) in numbers for found in _NUMBER.findall(text)
    )


def _about(read: Read, gone: Gone, erased: set[tuple[str, str]]) -> Callable[[str, str, str], bool]:
    """Return what tells whether a remembered row (table, id, text) is about somebody who goes.

    A row that left its sheet is known by an entry that names its citizen; later entries name only what changed.
    """
    journal, checkpoint = read(JOURNAL), read(CHECKPOINT)
    rows = erased | erased_rows(journal)
    citizens = gone.citizens | {row_id for name, row_id in rows if name == CITIZENS.name}
    rows |= {(CITIZENS.name, leaves) for leaves, stays in folded_into(read(DECISIONS)).items() if stays in citizens}
    numbers = _numbers(_leaving(read, gone))
    memory = [*_told(journal), *texts_in(checkpoint)]
    rows |= {
        (name, row_id)
        for name, row_id, text in memory
        if not citizens.isdisjoint(_CITIZEN.findall(text)) or _names(text, set(), numbers)
    }
    waiting = {(table.name, row_id) for table in SPEAKING for row_id in read(table).index}
    speaking = {table.name for table in SPEAKING}
    everything = {table.name for table in (CITIZENS, *OF_CITIZENS, *SPEAKING)} if gone.everybody else set()

    def about(name: str, row_id: str, _: str) -> bool:
        row = (name, row_id)
        return row in rows or name in everything or (name in speaking and row not in waiting)

    return about


def _told(journal: pd.DataFrame) -> list[tuple[str, str, str]]:
    """Return of each entry of the journal that holds values the table, the id and the text."""
    entries = entries_of(journal)
    entries = entries[entries["before"].notna() | entries["after"].notna()]
    texts = entries["before"].fillna("") + entries["after"].fillna("")
    return list(zip(entries["table"].tolist(), entries["row_id"].tolist(), texts.tolist(), strict=True))


def fingerprints(read: Read, gone: Gone) -> dict[str, str]:
    """Return of each citizen a digest of all that is kept of them, what is computed left out."""
    texts: dict[str, list[str]] = {}
    for table in (table for table in (CITIZENS, *OF_CITIZENS) if not table.passing):
        frame = read(table).drop(columns=table.owned_by(Owner.DERIVED))
        for row_id, row in records(frame).items():
            who = row_id if table is CITIZENS else row.get("citizen")
            if who in gone.citizens:
                texts.setdefault(who, []).append(f"{table.name} {row_id} {row_text(row)}")
    return {who: hashlib.sha256("\n".join(sorted(told)).encode()).hexdigest() for who, told in texts.items()}


def unarchived(read: Read, gone: Gone) -> set[str]:
    """Return those who stand in no archive file, or of whom something changed since it was made."""
    entries = entries_of(read(JOURNAL))
    entries = entries[(entries["mark"] == Mark.ARCHIVED) & entries["after"].notna()]
    archived = dict(zip(entries["row_id"], entries["after"], strict=True))
    return {who for who, fingerprint in fingerprints(read, gone).items() if archived.get(who) != fingerprint}
