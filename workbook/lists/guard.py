"""The guard at the door: what must not be opened at all is told from a file's first bytes and its zip directory.

It runs in the child process, before a reader that a hostile file could bring down.
"""

from __future__ import annotations

import re
from enum import StrEnum
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import zipfile

LARGEST_FILE = 100_000_000
LARGEST_UNPACKED = 1_000_000_000
LARGEST_RATIO = 200
"""Bytes out per byte in; a sheet of one repeated word packs to about 1:100."""
ALWAYS_ALLOWED = 10_000_000
MOST_PARTS = 10_000
MOST_ROWS, MOST_COLUMNS = 1_048_576, 16_384
"""The grid of a spreadsheet."""

DTD = re.compile(rb"<!\s*(DOCTYPE|ENTITY)", re.IGNORECASE)


class Cause(StrEnum):
    """Why a file is refused; the value is the rest of the Danish sentence "Filen “…” kan ikke læses: …"."""

    EMPTY = "den er tom; hent den igen fra kilden"
    BLANK = "der står ikke noget på arkene, som Ringbind kan læse; åbn den i Excel, og se efter, om listen er der"
    TOO_LARGE = "den er større, end en liste kan være; del den i flere filer, og læs dem ind én for én"
    FAR = (
        "et ark går længere ud, end en liste kan; tryk Ctrl+End på arket, og slet det, der står langt væk fra listen, "
        "eller del listen i flere filer"
    )
    BOMB = "den fylder mistænkeligt meget, når den pakkes ud; åbn den ikke, og bed afsenderen om en ny"
    DOUBLED = "den indeholder den samme del to gange; bed afsenderen om en ny"
    PATHS = "den indeholder filnavne, der peger ud af filen; åbn den ikke, og bed afsenderen om en ny"
    DTD = "den indeholder XML-koder, som en liste ikke må have; åbn den ikke, og bed afsenderen om en ny"
    NO_SHEETS = "den indeholder ingen regneark; vælg den fil, som listen står i"
    PASSWORD = "den er beskyttet med adgangskode"  # noqa: S105  a sentence
    WRONG_PASSWORD = "adgangskoden passer ikke"  # noqa: S105  a sentence
    LOCKED = "den er låst på en måde, som Ringbind ikke kan åbne; gem en kopi uden adgangskode, og vælg den"
    TAMPERED = "den er ændret, efter at den blev låst med adgangskode; bed afsenderen om en ny"
    NESTED = "den er en zip-fil med en zip-fil i; pak den ud, og vælg listen"
    NO_LIST = "zip-filen indeholder ingen liste (csv, txt, xlsx, xlsm, xlsb, xls eller ods)"
    MISCOUNTED = (
        "to måder at tælle rækkerne på giver ikke det samme, så der kan mangle nogen; åbn filen, gem den igen, "
        "og prøv en gang til"
    )
    UNCALCULATED = "den har formler, der ikke er regnet ud; åbn filen i regnearket, gem den, og prøv en gang til"
    OURS = "den er selv en projektmappe fra Ringbind; vælg den liste, der skal læses ind"
    BROKEN = (
        "den er beskadiget eller ikke det, filnavnet siger; hent den igen fra kilden, eller åbn den i Excel, og gem "
        "den som en ny fil"
    )
    CRASHED = (
        "den får læseprogrammet til at bryde sammen; åbn den i Excel, gem den som en ny fil, og vælg den, "
        "eller hent den igen fra kilden"
    )
    SLOW = "den tager for lang tid at læse; slet ark, der ikke hører til listen, eller del den i flere filer"
    LETTERS = (
        "bogstaverne er blevet ødelagt undervejs (fx “Ã¸” for ø); hent filen igen fra kilden, "
        "eller gem den som CSV UTF-8"
    )
    QUOTES = "et anførselstegn er åbnet, men ikke lukket, så rækkerne løber sammen; ret det, og prøv igen"
    LONG_CELL = "en celle er længere, end en celle kan være; måske mangler et anførselstegn"
    WEB_PAGE = (
        "den er en webside eller XML, selv om navnet siger regneark; åbn den i Excel, gem den som .xlsx, og vælg den"
    )
    NOT_A_LIST = (
        "den er hverken et regneark eller en tekstfil; vælg listen, som den kom fra kilden (csv, txt, xlsx, xlsm, "
        "xlsb, xls eller ods)"
    )


class Refused(Exception):
    """A file that is not read further; `where` says in Danish where in it, as in "linje 3", "" for the whole of it."""

    def __init__(self, cause: Cause, where: str = "") -> None:
        super().__init__(cause.name)
        self.cause = cause
        self.where = where


class Several(Exception):
    """A zip with more than one list; `names` are the files in it."""

    def __init__(self, names: list[str]) -> None:
        super().__init__(len(names))
        self.names = names


def check_zip(archive: zipfile.ZipFile) -> None:
    """Refuse an archive that would unpack without end, or that two readers would read differently."""
    parts = archive.infolist()
    names = [part.filename.replace("\\", "/").lower() for part in parts]
    if len(set(names)) != len(names):
        raise Refused(Cause.DOUBLED)
    if any(".." in PurePosixPath(name).parts or re.match(r"/|[a-z]:", name) for name in names):
        raise Refused(Cause.PATHS)
    unpacked, packed = sum(part.file_size for part in parts), sum(part.compress_size for part in parts)
    if len(parts) > MOST_PARTS or unpacked > LARGEST_UNPACKED:
        raise Refused(Cause.BOMB)
    if unpacked > ALWAYS_ALLOWED and unpacked > LARGEST_RATIO * packed:
        raise Refused(Cause.BOMB)


def check_parts(archive: zipfile.ZipFile) -> None:
    """Refuse a workbook with a part that is locked or brings definitions of its own."""
    for part in archive.infolist():
        if part.flag_bits & 1:
            raise Refused(Cause.LOCKED)
        if part.filename.lower().endswith((".xml", ".rels")):
            _check_xml(archive, part)


def _check_xml(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    with archive.open(part) as stream:
        head = stream.read(65_536)
    wide = head.replace(b"\x00", b"")
    if DTD.search(head) or DTD.search(wide):
        raise Refused(Cause.DTD)
    if part.filename == "META-INF/manifest.xml" and b"encryption-data" in head:
        raise Refused(Cause.LOCKED)


def check_reach(sheet: str, rows: int, columns: int, most: int) -> None:
    """Refuse a sheet of more cells than `most`, counted from its first to its last one: readers make room for all."""
    if rows * columns > most:
        beyond = rows > MOST_ROWS or columns > MOST_COLUMNS
        where = f"arket “{sheet}”, der går til række {rows} og kolonne nr. {columns}"
        raise Refused(Cause.BROKEN if beyond else Cause.FAR, where)
