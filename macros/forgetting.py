"""Slet udløbne: old files, and people who are due; an archive file first, then they are gone, from copies too."""

from __future__ import annotations

import hashlib
import os
import re
from contextlib import suppress
from dataclasses import replace
from datetime import date
from pathlib import Path

from macros.copies import COPIES, copies, is_locked, made_at
from macros.desk import Desk
from workbook.book_file import FileBook
from workbook.change import Change, Gone, InFile, OutFile
from workbook.handouts.form import OUT
from workbook.lists import PASSWORD as FILE_PASSWORD
from workbook.mentions import Mentions
from workbook.problems import Ask, AskKind, NotArchived, NotForgotten, UserError, WeakPassword
from workbook.retention import due, erasure, fingerprints, unarchived, words_of
from workbook.summary import figures, update_history
from workbook.tables import BY_NAME, CITIZENS, HISTORY, TABLES
from workbook.words import Retention, counted
from workbook.xlsx.disk import encrypt

RETENTION = "retention"
PASSWORD = "password"  # noqa: S105  a key of a question, no secret
FOLDERS = ("Ud", OUT, "Lister")
"""Where papers and files about people lie, beside the copies."""

ARCHIVE = "Til journalisering"
SHORTEST = 8
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def forget(desk: Desk) -> Change | Ask:
    """Return the change that deletes for good whoever and whatever is due, or what has to be answered first.

    Raises NotArchived, WeakPassword, WrongPassword.
    """
    gone = due(desk.read, desk.settings, desk.today)
    files = _papers(desk, everything=gone.everybody)
    if not gone.citizens:
        return _papers_only(files)
    choice = desk.answers.get(RETENTION)
    if choice is None:
        return Ask(RETENTION, _question(desk, gone, len(files)), choices=tuple(Retention))
    return _archived(desk, gone) if choice == Retention.ARCHIVE else _erased(desk, gone, files)


def _papers_only(files: list[InFile]) -> Change:
    told = f"{_files(len(files))} bliver slettet." if files else "Der er heller ingen gamle filer at slette."
    change = Change(message=f"Ingen borgere skal slettes efter indstillingerne. {told}", done_with=files)
    if files:
        question = f"{_files(len(files))} i mapperne {', '.join(FOLDERS)} er ældre end indstillingen siger. Slet dem?"
        change.first = Ask("delete-files", question, choices=("Slet", "Stop"))
    return change


def _question(desk: Desk, gone: Gone, files: int) -> str:
    who = "Alle borgere" if gone.everybody else _people(len(gone.citizens))
    why = "opgaven er slut" if gone.everybody else f"der ikke er sket noget i {desk.settings.keep_quiet} dage"
    return (
        f"{who} skal slettes, fordi {why}, og {_files(files)} med dem. Lav først en arkivfil, og læg den i kommunens "
        "journalsystem. Det, der er slettet, kan ikke hentes tilbage."
    )


def _archived(desk: Desk, gone: Gone) -> Change | Ask:
    password = desk.answers.get(FILE_PASSWORD)
    if password is None:
        return Ask(FILE_PASSWORD, "Vælg en adgangskode til arkivfilen, mindst 8 tegn.", AskKind.NEW_PASSWORD)
    if len(password) < SHORTEST:
        raise WeakPassword(SHORTEST)
    from workbook.archiving import archive  # noqa: PLC0415  slow to import and seldom needed

    path = f"Ud/{desk.now:%Y-%m-%d %H.%M} {ARCHIVE}.xlsx"
    change = Change(
        message=f"Arkivfilen med {_people(len(gone.citizens))} ligger i {path}. Journalisér den, og tryk igen."
    )
    change.files = [OutFile(path, encrypt(archive(desk.read, gone), password, Path(path).name))]
    change.of(CITIZENS).archives = fingerprints(desk.read, gone)
    return change


def _erased(desk: Desk, gone: Gone, files: list[InFile]) -> Change | Ask:
    if left := unarchived(desk.read, gone):
        raise NotArchived(len(left))
    locked = [path for path in copies(desk.book.path)[:1] if is_locked(path)] if desk.book.path else []
    if locked and PASSWORD not in desk.answers:
        return Ask(PASSWORD, "Hvad er adgangskoden til kopierne? Det er projektmappens egen.", AskKind.PASSWORD)
    for path in locked:  # a slip of the pen must not cost every copy
        with FileBook(path, password=desk.answers[PASSWORD], read_only=True):
            pass
    found = figures({table.name: desk.read(table) for table in TABLES}, desk.today)
    change = update_history(found, desk.read(HISTORY), desk.new_ids).then(erasure(desk.read, gone))
    for name, part in desk.by_hand.tables.items():  # what people deleted themselves is not offered back
        hers = {row_id for row_id, row in part.deletes.items() if gone.everybody or row.get("citizen") in gone.citizens}
        change.of(BY_NAME[name]).erases |= hers
    rows = sum(len(part.erases) for part in change.tables.values())
    change.message = (
        f"{_people(len(gone.citizens))} er slettet for altid, i alt {rows} rækker, også i journal og kopier, og "
        f"{_files(len(files))}. Dagens tal står på arket {HISTORY.sheet}. "
        "Slet selv arkivfilen i mappen Ud."
    )
    change.done_with, change.copied = files, True
    change.gone = replace(gone, words=words_of(desk.read, gone))
    return change


def _papers(desk: Desk, *, everything: bool) -> list[InFile]:
    """Return the files that are due: old ones, or every one; the archive file goes by its age only."""
    if desk.book.path is None:
        return []
    most = desk.settings.keep_papers
    paths = (path for name in FOLDERS for path in (desk.folder / name).rglob("*") if path.is_file())
    old = [
        path
        for path in paths
        if (desk.today - _day_of(path, desk.folder)).days > most or (everything and ARCHIVE not in path.name)
    ]
    return [
        InFile(str(path.relative_to(desk.folder)), hashlib.sha256(path.read_bytes()).hexdigest())
        for path in sorted(old)
    ]


def _day_of(path: Path, folder: Path) -> date:
    """Return the day that a file's name or its folder's tells of, or else the day it was written."""
    for found in _DAY.findall(str(path.relative_to(folder))):
        with suppress(ValueError):
            return date.fromisoformat(found)
    return made_at(path).date()


def forget_elsewhere(desk: Desk, gone: Gone) -> list[str]:
    """Leave nothing of these people in the saved workbook's other parts nor in any copy; tell in Danish what is left.

    A copy that cannot be opened goes altogether. Raises NotForgotten and what `Book.forget` raises.
    """
    told = desk.book.forget(Mentions(gone.words))
    lost = _forget_in_copies(desk, desk.book.path, gone) if desk.book.path else 0
    if lost:
        what = counted(lost, "kopi, der ikke kunne åbnes, er", "kopier, der ikke kunne åbnes, er")
        told.append(f"{what} slettet helt.")
    return told


def _forget_in_copies(desk: Desk, workbook: Path, gone: Gone) -> int:
    """Clean every copy; return how many could not be opened and are gone."""
    lost = 0
    found = copies(workbook)
    for path in set((desk.folder / COPIES).iterdir()) - set(found):
        _delete(path)
    for at, path in enumerate(found, start=1):
        desk.book.tell(f"Renser kopierne: {at} af {len(found)} …")
        if gone.everybody:
            _delete(path)
        else:
            lost += not _clean(path, gone, desk.answers.get(PASSWORD))
    return lost


def _clean(path: Path, gone: Gone, password: str | None) -> bool:
    """Take people out of a copy; when it was made stays as it was. Return whether it could be opened; else it goes."""
    was = path.stat()
    try:
        with FileBook(path, password=password) as book:
            change, words = erasure(book.read, gone), gone.words | words_of(book.read, gone)
            book.apply(change)
            book.save()
            book.forget(Mentions(words))
    except UserError:
        _delete(path)
        return False
    else:
        os.utime(path, ns=(was.st_atime_ns, was.st_mtime_ns))
        return True
    finally:
        path.with_name(f".~{path.name}.ringbind").unlink(missing_ok=True)


def _delete(path: Path) -> None:
    try:
        path.unlink()
    except OSError:
        raise NotForgotten(path.name) from None


def _people(count: int) -> str:
    return counted(count, "borger", "borgere")


def _files(count: int) -> str:
    return counted(count, "fil", "filer")
