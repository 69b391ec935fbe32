"""Gendan: which copy is put back, asked; and a workbook that cannot be opened any more, replaced by a copy."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import nullcontext
from datetime import datetime
from pathlib import Path

from macros.button import Wants
from macros.copies import COPIES, Copy, copies, is_locked, labels, look, made_at, name_of, tables_in, was_asked_for
from macros.desk import Desk
from macros.files import told
from workbook.book_file import FileBook
from workbook.change import Change
from workbook.problems import (
    Ask,
    AskKind,
    BadCopy,
    FileMissing,
    NewerWorkbook,
    NoCopies,
    NotAWorkbook,
    PasswordNeeded,
    WrongPassword,
)
from workbook.restoring import added_since, restored
from workbook.tables import JOURNAL, TRACKED
from workbook.words import Since
from workbook.xlsx import disk

RESTORE = "restore"
PASSWORD, COPY, OLDER, SINCE = "password", "copy", "older-copy", "since"
FIRST = 10
"""So many copies are looked through for the first question; an office of 20,000 waits some seconds for each."""

MORE = "Vis ældre kopier"


def put_back(desk: Desk) -> Change | Ask:
    """Return the change that puts a copy's rows back, or what has to be answered first.

    Raises NoCopies, BadCopy, FileMissing, NewerWorkbook, WrongPassword.
    """
    chosen = _chosen(desk)
    if isinstance(chosen, Ask):
        return chosen
    held = tables_in(chosen, TRACKED, desk.answers.get(PASSWORD))
    came = added_since(desk.read, lambda table: held[table.name])
    if came and SINCE not in desk.answers:
        what = "1 opkald eller brev er" if came == 1 else f"{came} opkald og breve er"
        question = f"{what} kommet til, siden kopien blev lavet. Skal de stadig gælde?"
        return Ask(SINCE, question, choices=tuple(Since), unasked=Since.KEEP)
    since = Since(desk.answers.get(SINCE, Since.KEEP))
    change = restored(desk.read, lambda table: held[table.name], since, desk.new_ids)
    rows = sum(len(part.inserts) + len(part.updates) + len(part.deletes) for part in change.tables.values())
    told = "1 række er sat" if rows == 1 else f"{rows} rækker er sat"
    change.message = (
        f"Arkene er, som de var {made_at(chosen):%d-%m-%Y kl. %H.%M}: {told} tilbage. Det, der stod før, ligger i den "
        "nyeste kopi. Jeres egne kolonner er ikke rørt."
    )
    return change


def _chosen(desk: Desk) -> Path | Ask:
    """Return the copy to put back: the one named with the press, or chosen among those that are in order."""
    if named := desk.answers.get(Wants.FILE):
        return Path(named)
    found = copies(desk.book.path) if desk.book.path else []
    if any(map(is_locked, found[:1])) and PASSWORD not in desk.answers:
        return Ask(PASSWORD, "Hvad er adgangskoden til kopierne? Det er projektmappens egen.", AskKind.PASSWORD)
    wanted = desk.answers.get(OLDER, desk.answers.get(COPY, "")).partition(":")[0]
    pressed = labels(desk.read(JOURNAL))
    names = {path: name_of(path, pressed) for path in found}
    if path := next((path for path, name in names.items() if name == wanted), None):
        return path
    older, first = desk.answers.get(COPY) == MORE, _first(found)
    in_order = _in_order(desk, [path for path in found if (path in first) != older])
    choices = [f"{names[copy.path]}: {copy.held}" for copy in in_order]
    if not choices:
        raise NoCopies
    more = [MORE] if len(found) > len(first) and not older else []
    return Ask(OLDER if older else COPY, "Hvilken kopi skal arkene hentes fra?", choices=(*choices, *more))


def _first(found: Sequence[Path]) -> set[Path]:
    """Return the copies of the first question: the newest, and the newest that somebody asked for."""
    return {*found[:FIRST], *[path for path in found if was_asked_for(path)][:1]}


def _in_order(desk: Desk, paths: Sequence[Path]) -> list[Copy]:
    """Return the copies that open and whose journal is whole; raises WrongPassword where the password opens none."""
    found, locked = [], None
    for at, path in enumerate(paths, start=1):
        desk.book.tell(f"Ser kopierne igennem: {at} af {len(paths)} …")
        try:
            found.append(look(path, desk.answers.get(PASSWORD)))
        except (PasswordNeeded, WrongPassword) as wrong:  # older copies may have an older password, or none
            locked = wrong
        except (BadCopy, NewerWorkbook):
            continue
    if locked and not found:
        raise locked
    return found


def put_in_place(path: Path, copy: Path, password: str | None, now: datetime, user: str) -> None:
    """Put a copy in the place of a workbook that is gone or no workbook any more; one that opens is left as it is.

    What stood there is kept among the copies. With a password the workbook has it, also where the copy had none. Raises
    BadCopy, PasswordNeeded, WorkbookOpen and what `disk` raises.
    """
    try:
        with FileBook(path, password=password, read_only=True):
            return
    except (FileMissing, NotAWorkbook):
        tables_in(copy, TRACKED, password)
    with disk.claimed(path, user) if path.exists() else nullcontext(), told(path.name):
        if path.exists():
            kept = path.parent / COPIES / f"{now:%Y-%m-%d %H.%M.%S} kunne ikke åbnes{path.suffix}"
            kept.parent.mkdir(exist_ok=True)
            kept.write_bytes(path.read_bytes())
        else:
            path.touch()
        content = copy.read_bytes()
        disk.replace(path, disk.encrypt(content, password, path.name) if password and not is_locked(copy) else content)
