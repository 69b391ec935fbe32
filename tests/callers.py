"""An office with two callers, and what callers do with their files: fill them in, change them, put them back."""

from __future__ import annotations

import io
import itertools
from datetime import datetime
from pathlib import Path

import openpyxl

from macros.press import press
from tests.pictures import rows
from workbook.book import MemoryBook
from workbook.change import Change
from workbook.handouts.form import BACK
from workbook.starting import starting_tables
from workbook.tables import CITIZENS, COLLEAGUES, LIST_ROWS, LISTS
from workbook.xlsx.disk import decrypt, encrypt

NOW = datetime(2021, 4, 20, 8, 30)
PASSWORD = "hest-batteri"
AB, CD = "M-0001  AB  ringer  -  -  -", "M-0002  CD  Ringer, koordinator  Tyrkisk, urdu  -  -"


def staff(*lines: str):
    return rows(COLLEAGUES, "id  initials  role  languages  away_from  away_to", *lines)


PEOPLE = rows(
    CITIZENS,
    "id  name  cpr  phone  address  postcode  city  protected  language",
    "B-0001  Ada Holm   1703413991  11111111  Engvej 1  2635  Ishøj  -   -",
    "B-0002  Bo Holm    0802375555  11111111  Engvej 1  2635  Ishøj  -   -",
    "B-0003  Cy Dam     1203415551  33333333  Skolevej 2  2635  Ishøj  Ja  Urdu",
    "B-0004  Di Elm     0505504444  44444444  -         -     -      -   -",
)


def office(**tables):
    lists = rows(LISTS, "id  kind  extracted_on", "L-0001  SSI: ikke reageret  2021-04-19")
    on_list = LIST_ROWS.frame({"id": f"LR-{n}", "list": "L-0001", "citizen": who} for n, who in enumerate(PEOPLE.index))
    first = {"citizens": PEOPLE, "lists": lists, "list_rows": on_list, "staff": staff(AB, CD)}
    return MemoryBook(**starting_tables(office="f00d", municipality="Ishøj Kommune"), **{**first, **tables})


def do(book, button, *, now=NOW, today=None, user="XYZ", **answers):
    salt = map(str, itertools.count()).__next__
    given = {name.replace("_", "-"): value for name, value in answers.items()}
    return press(button, book, now=now, today=today, user=user, answers=given, salt=salt)


def share(book, **more):
    """Share out with a password, and give the files as they were made."""
    made = {}
    taken = book.apply

    def see(change):
        made.update({file.path: file.content for file in change.files})
        return taken(change)

    book.apply = see
    outcome = do(book, "share-calls", list_password=PASSWORD, **more)
    book.apply = taken
    return outcome, {path: decrypt(content, PASSWORD, "") for path, content in made.items()}


def by_hand(book, table, row_id, **cells):
    before = book.read(table)
    after = before.copy()
    after.loc[row_id, list(cells)] = list(cells.values())
    change = Change()
    change.update(table, before, after)
    assert not book.apply(change)


class Files:
    """Callers' files of an office on disk: unlocked, filled in, locked, put back."""

    def __init__(self, folder: Path, book, monkeypatch=None) -> None:
        """With `monkeypatch` the files are not locked: a password's key takes a quarter of a second each time."""
        self.book, self.folder, self.locks = book, folder, monkeypatch is None
        if monkeypatch:
            monkeypatch.setattr("macros.handing.encrypt", lambda content, *_: content)
        book.path = folder / "Ringbind.xlsm"
        book.path.write_bytes(b"the workbook")
        (folder / BACK).mkdir(parents=True)

    def share(self, **more):
        """Share out, and return the unlocked files by caller."""
        outcome = do(self.book, "share-calls", list_password=PASSWORD, **more)
        assert outcome.code == 0, outcome.message
        self.names = {path.split(" ")[2]: Path(path).name for path in outcome.files}
        return {
            who: self._unlocked((self.folder / "Ringelister" / name).read_bytes()) for who, name in self.names.items()
        }

    def _unlocked(self, content: bytes) -> bytes:
        return decrypt(content, PASSWORD, "x") if self.locks else content

    def put_back(self, who: str, content: bytes, name: str = "") -> Path:
        """Put a filled-in file back, locked."""
        path = self.folder / BACK / (name or self.names[who])
        path.write_bytes(encrypt(content, PASSWORD, "x") if self.locks else content)
        return path

    def take(self, **more):
        """Press Gem svar."""
        return do(self.book, "take-answers", **{"list_password": PASSWORD, **more})


def filled(content: bytes, cells=(), *, message: str = "", change=None) -> bytes:
    """Return a caller's file with cells written: (line, heading, value); `change` may do more to the workbook."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    sheet = book["Ringeliste"]
    heads = {cell.value: at for at, cell in enumerate(sheet[3], start=1)}
    lines = {row[0].value: at for at, row in enumerate(sheet.iter_rows(min_row=4), start=4)}
    for line, heading, value in cells:
        sheet.cell(row=lines[line], column=heads[heading]).value = value
    if message:
        about = book["Om"]
        row = next(row[0].row for row in about.iter_rows() if row[0].value == "Besked til koordinatoren")
        about[f"B{row}"].value = message
    if change:
        change(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
