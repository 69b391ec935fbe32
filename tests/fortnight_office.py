"""The office of the simulated fortnight: its presses, hands on its sheets, and files that go out and come back."""

from __future__ import annotations

import io
import itertools
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd

from macros.demo.world import ishoej
from macros.office import new_office
from tests.callers import PASSWORD, filled
from tests.letterhead import LETTERHEAD
from workbook.book import next_ids
from workbook.book_file import FileBook
from workbook.change import Change, Row
from workbook.handouts.form import BACK, OUT
from workbook.schema import Table
from workbook.starting import starting_tables
from workbook.tables import BY_NAME, CARD, REVIEW
from workbook.tables.card import card_id
from workbook.words import Choice, ReviewKind, State
from workbook.xlsx.disk import decrypt

FIRST_DAY, LAST_DAY = date(2021, 4, 20), date(2021, 5, 3)

SAID: tuple[Mapping[str, Any], ...] = (
    {"Svar": "Ikke svar", "Talte med": "Ingen"},
    {"Svar": "Ja, vil have hjælp til booking", "Transport": "Kommunal kørsel", "Hjælpemiddel": "Rollator"},
    {"Svar": "1"},
    {"Svar": "Ønsker ikke vaccination", "Talte med": "Borgeren", "Årsag": "Bekymring for vaccinen"},
    {"Svar": "Telefonsvarer, besked lagt"},
    {"Svar": "Ja, booker selv", "Transport": "Selv"},
    {"Svar": "Uafklaret"},
    {"Svar": "Sprog: tolk eller pårørende nødvendig", "Sprog": "Somali"},
    {"Svar": "Forkert nummer"},
    {"Svar": "Henviser til pårørende", "Pårørende (navn og nr.)": "Datter Dida 44 44 44 44", "Samtykke": "Ringe"},
    {"Svar": "Optaget"},
    {"Svar": "Ønsker ingen kontakt"},
    {"Svar": "Kan ikke sidde: vaccineres hjemme"},
    {"Svar": "Er allerede vaccineret"},
    {"Svar": "Ja, vælger dag senere"},
    {"Svar": "Kan ikke afklares nu (syg eller indlagt)"},
    {"Svar": "Har allerede tid"},
    {"Svar": "Død"},
    {"Svar": "Ring igen", "Ring igen den": "03-05-2021", "Ring igen kl.": "10:30"},
    {"Svar": "Fraflyttet"},
)
"""What people say on the phone, one after the other."""

Watch = Callable[["Office"], None]


class Snapshot(dict[str, pd.DataFrame]):
    """The tables of a workbook as it stood, by name, each read when somebody looks."""

    def __init__(self, book: FileBook) -> None:
        self._book = book

    def __missing__(self, name: str) -> pd.DataFrame:
        """Read the table."""
        self[name] = self._book.read(BY_NAME[name])
        return self[name]


@dataclass
class Office:
    """The office's folder as it was after the latest press, and who does what in it.

    `watch` is called after every press; `said` are the messages of all presses; `before` are the tables that the latest
    press met. `put_aside` are copies that callers kept.
    """

    folder: Path
    way: Callable[[Path], Any]
    watch: Watch = lambda _: None
    said: list[tuple[str, str]] = field(default_factory=list)
    put_aside: dict[str, bytes] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.morning(FIRST_DAY.day)
        tables = starting_tables(office="f00d", calls_per_caller=20, **LETTERHEAD)
        self.workbook = new_office(self.folder, self.now, tables)
        self.presser = self.way(self.workbook)
        self.answers = itertools.cycle(SAID)
        self.before = self.tables = self._read()
        first = [person for person in ishoej() if person.on_ssi_list]
        # Two made-up towns meet nowhere but in a list: their numbers differ.
        second = [replace(person, jab1_on=None, jab2_on=None) for person in ishoej(2) if person.group in {2, 3}][:400]
        self.first, self.second = first, [replace(person, on_ssi_list=True, in_case_system=True) for person in second]

    # The machine

    def press(self, button: str, file: Path | None = None, **answers: str) -> str:
        """Press a button ten minutes after the last; return what it told."""
        self.now += timedelta(minutes=10)
        given = {name.replace("_", "-"): answer for name, answer in answers.items()}
        told: str = self.presser.press(button, self.now, str(file or ""), {"list-password": PASSWORD, **given})
        self.said.append((button, told))
        self.before, self.tables = self.tables, self._read()
        self.watch(self)
        return told

    def _read(self) -> Snapshot:
        with FileBook(self.workbook, read_only=True) as book:
            return Snapshot(book)

    def morning(self, day: int) -> None:
        """Let it be eight o'clock of the month's `day` in April, or after the 30th in May."""
        self.now = datetime.combine(date(2021, 4, 1) + timedelta(days=day - 1), time(8))

    # Hands on the sheets

    def type(self, table: Table, cells: Mapping[str, Row]) -> None:
        """Write cells into rows, by id."""
        with FileBook(self.workbook) as book:
            before, change = book.read(table), Change()
            after = before.copy()
            for row_id, row in cells.items():
                assert row.keys() <= set(before.columns)
                after.loc[row_id, list(row)] = list(row.values())
            change.update(table, before, after)
            assert not book.apply(change)
            book.save()
        self.tables[table.name] = after

    def add(self, table: Table, *rows: Row) -> None:
        """Write rows under a table."""
        with FileBook(self.workbook) as book:
            ids, change = next_ids(table, book.read(table).index, len(rows)), Change()
            change.insert(table, table.frame({**row, "id": row_id} for row_id, row in zip(ids, rows, strict=True)))
            assert not book.apply(change)
            book.save()

    def delete(self, table: Table, row_id: str) -> None:
        """Delete a row by hand."""
        with FileBook(self.workbook) as book:
            change = Change()
            change.delete(table, book.read(table).loc[[row_id]])
            assert not book.apply(change)
            book.save()

    def type_on_card(self, **cells: str) -> None:
        """Write fields of the card's form."""
        places = {column.name: at for at, column in enumerate(CARD.form)}
        self.type(CARD, {card_id(places[name]): {"typed": text} for name, text in cells.items()})

    def choose(self, kind: ReviewKind, choice: Choice) -> None:
        """Choose the same for every row of a kind on Til vurdering."""
        review = self.tables["review"]
        self.type(REVIEW, {row_id: {"choice": choice} for row_id in review.index[review["kind"] == kind]})

    def those(self, state: State) -> list[str]:
        """Return the ids of those in a state whom nobody has on a list, in the register's order."""
        people = self.tables["citizens"]
        return people.index[(people["state"] == state) & people["reserved_to"].isna()].tolist()

    # Files

    def list_of(self, name: str, content: bytes) -> Path:
        """Put a list into the folder Lister."""
        path = self.folder / "Lister" / name
        path.write_bytes(content)
        return path

    def files(self) -> dict[str, Path]:
        """Return the latest caller's file of each caller."""
        return {path.name.split(" ")[2]: path for path in sorted((self.folder / OUT).glob("*.xlsx"))}

    def ring(self, who: str, most: int = 99, *more: tuple[str, str, Any], **other: Any) -> bytes:
        """Return a caller's latest file with answers on its first lines, and `more` cells (line, heading, value)."""
        content = unlocked(self.files()[who].read_bytes())
        lines = itertools.islice(lines_of(content), most)
        cells = [(line, heading, text) for line in lines for heading, text in next(self.answers).items()]
        return filled(content, [*cells, *more], **other)

    def put_back(self, who: str, content: bytes, name: str = "") -> None:
        """Put a caller's file into Retur, under its own name or another."""
        (self.folder / BACK / (name or self.files()[who].name)).write_bytes(content)

    def take_out(self) -> None:
        """Take what lies in Retur out of it."""
        for path in (self.folder / BACK).iterdir():
            path.unlink()


def unlocked(content: bytes) -> bytes:
    """Return a caller's file without its password, if it has one."""
    return content if content.startswith(b"PK") else decrypt(content, PASSWORD, "")


def lines_of(content: bytes) -> list[str]:
    """Return the numbers of the lines of a caller's file that are about somebody."""
    sheet = openpyxl.load_workbook(io.BytesIO(content), read_only=True)["Ringeliste"]
    keys = [row[0] for row in sheet.iter_rows(min_row=4, max_col=1, values_only=True)]
    return [str(key) for key in keys if str(key).startswith("UR-")]
