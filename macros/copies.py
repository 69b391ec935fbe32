"""Copies of the workbook in the folder Sikkerhedskopier: kept before each press, looked through, thinned out by age."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import pandas as pd
from babel.dates import format_date

from macros.commands import BUTTONS
from macros.desk import Desk
from macros.files import told
from workbook import SCHEMA
from workbook.book_file import FileBook
from workbook.journal.chain import broken_links
from workbook.problems import (
    BadCopy,
    BadSetting,
    ColumnMissing,
    NewerWorkbook,
    NotAWorkbook,
    SheetMissing,
    TableMissing,
    WriteFailed,
)
from workbook.schema import Table
from workbook.settings import read_settings
from workbook.tables import CALLS, CITIZENS, JOURNAL, SETTINGS
from workbook.words import counted
from workbook.xlsx.disk import is_encrypted

COPIES = "Sikkerhedskopier"
LATEST, DAYS, MONTHS = 20, 30, 12
"""So many copies are kept whatever their age; the last of each day for so many days, of each month so many months.

A copy that somebody asked for is kept as many days.
"""

_PRESS = re.compile(r"(efter )?tryk (\d+)")


@dataclass(frozen=True)
class Copy:
    """A copy that was opened and whose journal is whole; `made` is when, by the clock of the machine."""

    path: Path
    made: datetime
    people: int
    calls: int

    @property
    def held(self) -> str:
        """Return how much the copy holds, as somebody chooses it."""
        return f"{counted(self.people, 'borger', 'borgere')}, {self.calls} opkald"


def labels(journal: pd.DataFrame) -> dict[int, str]:
    """Return the label of the button of each press."""
    presses = zip(journal["press"].tolist(), journal["command"].tolist(), strict=True)
    return {press: BUTTONS[command].label for press, command in presses if command in BUTTONS}


def name_of(path: Path, buttons: Mapping[int, str]) -> str:
    """Return what a copy is called where somebody chooses one: when it was made, and before which button's press.

    `buttons` are `labels`; the press's number makes the name the only one of its kind.
    """
    made = made_at(path)
    day = format_date(made, "EEEE d. MMMM y", locale="da").capitalize()
    found = _PRESS.search(path.stem)
    if not found:
        return f"{day} kl. {made:%H.%M}"
    press, when = int(found[2]), "efter" if found[1] else "før"
    which = f"“{buttons[press]}” (tryk {press})" if press in buttons else f"tryk {press}"
    return f"{day} kl. {made:%H.%M}, {when} {which}"


def keep_copy(desk: Desk, press: int, *, after: bool = False) -> Path | None:
    """Keep a copy of the workbook's file as it is before (or `after`) the press; refuses to go on when it is not equal.

    Copies that are due are thinned out. Raises DiskFull, WorkbookReadOnly, WriteFailed.
    """
    source = desk.book.path
    if source is None:
        return None
    with told(source.name):
        folder = source.parent / COPIES
        folder.mkdir(exist_ok=True)
        target = folder / f"{desk.now:%Y-%m-%d %H.%M.%S} {'efter ' if after else ''}tryk {press:05d}{source.suffix}"
        shutil.copyfile(source, target)
        if source.read_bytes() != target.read_bytes():
            raise WriteFailed(target.name)
        made = {path: made_at(path) for path in copies(source)}
        for path in made.keys() - set(to_keep(made.items())):
            with suppress(OSError):  # somebody looks at it; the next press tries again
                path.unlink()
    return target


def was_asked_for(copy: Path) -> bool:
    """Whether somebody made the copy by pressing Sikkerhedskopi."""
    return "efter tryk" in copy.stem


def copies(workbook: Path) -> list[Path]:
    """Return the copies of a workbook, the newest first."""
    found = (workbook.parent / COPIES).glob(f"* tryk *{workbook.suffix}")
    return sorted(found, key=lambda path: (path.stat().st_mtime_ns, path.name), reverse=True)


def made_at(path: Path) -> datetime:
    """Return when a copy was made; its name tells the day of the press, which on a day of practice is another."""
    return datetime.fromtimestamp(path.stat().st_mtime)


def to_keep(made: Iterable[tuple[Path, datetime]]) -> Iterator[Path]:
    """Yield the copies to keep, by when each was made: the latest, the last of a day and of a month, and asked ones.

    Days and months are counted back from the newest copy, so that an office that was closed for a summer loses nothing.
    """
    newest_first = sorted(made, key=lambda item: (item[1], item[0].name), reverse=True)
    seen: set[str] = set()
    for at, (path, moment) in enumerate(newest_first):
        newest = newest_first[0][1]
        age = newest.date() - moment.date()
        months = (newest.year - moment.year) * 12 + newest.month - moment.month
        names = {f"{moment:%Y-%m-%d}"} if age < timedelta(days=DAYS) else set()
        names |= {f"{moment:%Y-%m}"} if months < MONTHS else set()
        asked = was_asked_for(path) and age < timedelta(days=DAYS)
        if at < LATEST or asked or names - seen:
            yield path
        seen |= names


def look(path: Path, password: str | None = None) -> Copy:
    """Return what a copy holds; raises what `tables_in` raises."""
    held = tables_in(path, (CITIZENS, CALLS), password)
    return Copy(path, made_at(path), len(held[CITIZENS.name]), len(held[CALLS.name]))


def tables_in(path: Path, tables: Iterable[Table], password: str | None = None) -> dict[str, pd.DataFrame]:
    """Return tables of a copy by name; its journal must be whole.

    Raises BadCopy, FileMissing, NewerWorkbook, PasswordNeeded, WrongPassword.
    """
    try:
        with FileBook(path, password=password, read_only=True) as book:
            schema = read_settings(book.read(SETTINGS)).schema
            broken = broken_links(book.read(JOURNAL))
            held = {table.name: book.read(table) for table in tables}
    except (NotAWorkbook, SheetMissing, TableMissing, ColumnMissing, BadSetting):
        raise BadCopy(path.name) from None
    if broken:
        raise BadCopy(path.name)
    if schema > SCHEMA:
        raise NewerWorkbook(schema, SCHEMA)
    return held


def unlocked(workbook: Path) -> str:
    """Return in Danish what can be read without a password: the workbook, or copies from before it had one.

    Nothing is said of a workbook that is not there yet: Excel has not saved it.
    """
    if not workbook.exists():
        return ""
    if not is_locked(workbook):
        how = "Filer → Oplysninger → Krypter med adgangskode"
        return f"Projektmappen har ingen adgangskode, så enhver, der får fat i filen, kan læse den ({how})."
    if left := sum(not is_locked(path) for path in copies(workbook)):
        told = counted(left, "kopi er", "kopier er")
        return f"{told} fra før projektmappens adgangskode og kan læses uden; slet dem selv i mappen {COPIES}."
    return ""


def is_locked(path: Path) -> bool:
    """Whether a workbook has a password."""
    with path.open("rb") as file:
        return is_encrypted(file.read(8))
