"""The made-up people as the files an office would receive, with the mess that such files have."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

from openpyxl import Workbook

from macros.demo.world import GROUPS, SEED, TODAY, Contact, Person

CASE_EXPORT = "Fagsystem udtræk 2021-04-20.xlsx"
CONTACT_LIST = "Kontaktliste vaccination.xlsx"
SSI_LIST = "SSI ikke reageret 2021-04-20.csv"

_NBSP = "\u00a0"
_CPR_FORMS: tuple[Callable[[str], Any], ...] = (
    lambda number: f"{number[:6]}-{number[6:]}",
    lambda number: f"{number[:6]}-{number[6:]}",
    lambda number: number,
    int,  # a number cell: the first zero is lost
    lambda number: f"{number[:6]} {number[6:]}",
    lambda number: f"{number[:6]}–{number[6:]}{_NBSP}",
    lambda number: f"'{number[:6]}-{number[6:]}",
)


def write_lists(people: Sequence[Person], folder: Path) -> list[Path]:
    """Write the case system's export, the office's contact list and SSI's list; return their paths in that order."""
    folder.mkdir(parents=True, exist_ok=True)
    contents = {CASE_EXPORT: case_export(people), CONTACT_LIST: contact_list(people), SSI_LIST: ssi_list(people)}
    for name, content in contents.items():
        (folder / name).write_bytes(content)
    return [folder / name for name in contents]


def case_export(people: Sequence[Person]) -> bytes:
    """Return the case system's export as .xlsx: a title, a blank row, headings, everyone by CPR number."""
    headings = (
        *("CPR-nr.", "Navn", "Adresse", "Postnr.", "By", "Telefon", "Mobil", "Indsatser", "Sprog", "Målgruppe"),
        *("1. stik", "2. stik", "Navne- og adressebeskyttelse", "Død/fraflyttet", "Pårørende"),
    )
    known = sorted((person for person in people if person.in_case_system), key=lambda person: person.cpr)
    rows = [
        (
            *(_hyphened(person.cpr), _last_name_first(person.name), person.address or None),
            *(("2635", "Ishøj") if person.address else (None, None)),
            *(_spaced(number) for number in (*person.phones, "", "")[:2]),
            *(person.services or None, person.language, person.group if person.group < 9 else None),  # noqa: PLR2004
            *(person.jab1_on, person.jab2_on, "Ja" if person.protected else None),
            *(person.gone or None, person.relative or None),
        )
        for person in known
    ]
    return _workbook("Borgere", [("Borgerudtræk pr. 20-04-2021",), (), headings, *rows])


def contact_list(people: Sequence[Person]) -> bytes:
    """Return the office's own list as .xlsx, as kept by several hands since January.

    CPR numbers in seven forms, names both ways round, a heading with a line break, blank rows, the headings once
    more half-way, a total at the foot, and five rows whose CPR number is missing, lost or somebody else's.
    """
    random = Random(SEED)  # noqa: S311  made-up people, no secrets
    headings = (
        "Lb.nr.",
        "Navn",
        "CPR",
        "Fødselsdato",
        "Telefon",
        "Dato for\nkontakt",
        "Ringet af",
        "Svar",
        "Bemærkning",
    )
    met = sorted(
        ((person, contact) for person in people for contact in person.contacts),
        key=lambda pair: (pair[1].on, pair[0].cpr, pair[1].words),
    )
    rows: list[tuple[Any, ...]] = [
        (_either_way(person.name, random), random.choice(_CPR_FORMS)(person.cpr), None, *_told(person, contact, random))
        for person, contact in met
    ]
    rows[60:60] = _damaged(people)
    numbered: list[tuple[Any, ...]] = [(at, *row) for at, row in enumerate(rows, start=1)]
    total = ("I alt", f"{len(rows)} opkald")
    half = len(numbered) // 2
    sheet = [("Opringninger vaccination - ajourført 16.04.2021",), headings, *numbered[:half], (), headings]
    return _workbook("Ark1", [*sheet, *numbered[half:], (), total])


def ssi_list(people: Sequence[Person]) -> bytes:
    """Return SSI's list as .csv with semicolons, UTF-8 with a byte order mark."""
    listed = sorted((person for person in people if person.on_ssi_list), key=lambda person: person.cpr)
    lines = ["CPR;Navn;Målgruppe;Invitationsdato"]
    lines += [
        f"{_hyphened(person.cpr)};{person.name};{person.group};{GROUPS[person.group].invited_on:%d-%m-%Y}"
        for person in listed
    ]
    return "\r\n".join([*lines, ""]).encode("utf-8-sig")


def _damaged(people: Sequence[Person]) -> list[tuple[Any, ...]]:
    """Return rows that end on Til vurdering: no number but birth date and name, a number lost, a stranger."""
    reacted = [person for person in people if person.group == 2 and not person.contacts and person.phones]  # noqa: PLR2004
    silent = [person for person in people if person.group == 7 and person.in_case_system and not person.contacts]  # noqa: PLR2004
    on = date(2021, 3, 29)
    first, second, third = reacted[:3]
    return [
        (first.name, None, first.born, None, on, "MHN", "Nej tak", None),
        (second.name, None, None, _spaced(second.phones[0]), on, "MHN", "ved ikke", None),
        (silent[0].name, "1,01501E+09", silent[0].born, None, on, "LKS", "ønsker ikke", None),
        ("Ukendt Ukendtsen", _hyphened(third.cpr), None, None, on, "LKS", "nej", "kontrollér CPR"),
        ("Fru Østergaardsen", None, None, None, on, "AYD", "Ja tak", "ringer selv op"),
    ]


def _told(person: Person, contact: Contact, random: Random) -> tuple[Any, ...]:
    on = random.choice((contact.on, f"{contact.on:%d-%m-%Y}", f"{contact.on.day}.{contact.on.month}.{contact.on:%y}"))
    phone = _spaced(person.phones[0]) if person.phones else None
    if phone and person.relative == "datter" and random.random() < 0.2:  # noqa: PLR2004
        phone = f"{phone} (datter)"
    return phone, on, contact.by, contact.words, contact.remark or None


def _either_way(name: str, random: Random) -> str:
    return random.choice((name, name, _last_name_first(name), name.upper()))


def _last_name_first(name: str) -> str:
    given, _, family = name.rpartition(" ")
    return f"{family}, {given}"


def _hyphened(number: str) -> str:
    return f"{number[:6]}-{number[6:]}"


def _spaced(phone: str) -> str | None:
    return " ".join(re.findall("..", phone)) or None


def _workbook(title: str, rows: Sequence[Sequence[Any]]) -> bytes:
    """Return an .xlsx file whose bytes depend on the rows alone."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None  # noqa: S101  a new workbook has a sheet
    sheet.title = title
    for row in rows:
        sheet.append(list(row))
    for letter in "ABCDEFGHIJKLMNO":
        sheet.column_dimensions[letter].width = 20
    for cell in (cell for line in sheet.iter_rows() for cell in line if isinstance(cell.value, (date, datetime))):
        cell.number_format = "dd-mm-yyyy"
    raw = io.BytesIO()
    book.save(raw)
    return _without_clock(raw.getvalue())


def _without_clock(raw: bytes) -> bytes:
    """Return the file with one fixed moment for the clock times that openpyxl and zip write into it."""
    moment = datetime.combine(TODAY, datetime.min.time()) + timedelta(hours=7)
    told = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(told, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            content = old.read(part)
            if part.filename == "docProps/core.xml":
                content = re.sub(rb"\d{4}-\d\d-\d\dT[\d:]+Z", f"{moment:%Y-%m-%dT%H:%M:%SZ}".encode(), content)
            new.writestr(zipfile.ZipInfo(part.filename, moment.timetuple()[:6]), content, zipfile.ZIP_DEFLATED)
    return told.getvalue()
