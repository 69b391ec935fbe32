"""From the ribbon to the tables: pyOpenVBA presses each button; what it tells Python does what the command does."""

from __future__ import annotations

import getpass
import shutil
from datetime import datetime

import pytest

from macros import live
from macros.__main__ import main
from macros.commands import BUTTONS
from macros.copies import copies, labels, name_of
from macros.office import new_office
from macros.restoring import RESTORE
from macros.ribbon import tag_of
from tests.letterhead import LETTERHEAD
from tests.pictures import rows
from tests.vba import Excel
from workbook.book_file import FileBook
from workbook.change import Change, records
from workbook.problems import SheetMissing
from workbook.starting import starting_tables
from workbook.tables import (
    CALL_SHEET,
    CARD,
    CITIZENS,
    COLLEAGUES,
    JOURNAL,
    LIST_ROWS,
    LISTS,
    RELATIVES,
    REVIEW,
    TRACKED,
)
from workbook.tables.card import card_rows

ANSWERS = {"reopen": {"whom": "B-0001", "reason": "Har ombestemt sig"}}
"""What buttons that cannot do without are told."""
REFUSED = {"delay", "vehicle-out"}
"""Buttons that have nothing to do here: nobody is driven today."""
NOW = datetime.now().replace(hour=9, minute=30)


MONA = "P-0001  B-0002  Mona  Engvej 5  2635  Ishøj"


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    """Make an office in the middle of a day: people on a list, an answer typed, something to decide."""
    folder = tmp_path_factory.mktemp("kontor på øen")
    path = new_office(folder, NOW, starting_tables(fixed_today=datetime(2021, 4, 20).date(), **LETTERHEAD))
    change = Change()
    people = ("B-0001  Ada  11111111  Engvej 1  2635  Ishøj", "B-0002  Bo  -  Engvej 3  2635  Ishøj")
    change.insert(CITIZENS, rows(CITIZENS, "id  name  phone  address  postcode  city", *people))
    change.insert(LISTS, rows(LISTS, "id  kind  extracted_on", "L-0001  SSI: ikke reageret  2021-04-20"))
    listed = ("LR-0001  L-0001  B-0001", "LR-0002  L-0001  B-0002")
    change.insert(LIST_ROWS, rows(LIST_ROWS, "id  list  citizen", *listed))
    change.insert(CALL_SHEET, rows(CALL_SHEET, "id  citizen  outcome", "R-0001  B-0001  Ikke svar"))
    change.insert(RELATIVES, rows(RELATIVES, "id  citizen  name  address  postcode  city", MONA))
    change.insert(COLLEAGUES, rows(COLLEAGUES, "id  initials  role", "M-0001  AB  ringer"))
    change.insert(REVIEW, rows(REVIEW, "id  kind  message  choice", "V-0001  Celle kan ikke læses  Se her  Set"))
    with FileBook(path) as book:
        change.update(CARD, book.read(CARD), card_rows((), "B-0001", {"search": "Ada"}))
        book.apply(change)
        book.save()
    (folder / "liste.csv").write_text("CPR;Navn\n040230-1234;Cy Dam\n", "utf-8")
    for button in ("check", "proof"):
        assert main([button, str(path), "--user", "ABC"]) == 0
    return folder


def tables_of(path):
    with FileBook(path, read_only=True) as book:
        tables = {table.name: records(book.read(table)) for table in TRACKED}
    for call in tables["calls"].values():
        call.pop("time", None)  # the command line presses at the machine's own time of day
    return tables


def newest_copy(office):
    with FileBook(office / "Ringbind.xlsm", read_only=True) as book:
        return name_of(copies(book.path)[0], labels(book.read(JOURNAL)))


@pytest.mark.parametrize("face", BUTTONS.values(), ids=lambda face: face.id)
def test_a_press_on_the_ribbon_does_what_the_command_line_does(face, office, tmp_path, monkeypatch):
    ours, theirs = tmp_path / "knap", tmp_path / "kommando"
    shutil.copytree(office, ours)
    shutil.copytree(office, theirs)
    file = str(office / "liste.csv")
    command = Excel(ours / "Ringbind.xlsm").press(face.id, tag_of(face), file=file, text="Ada")
    answers = {"copy": newest_copy(office)} if face.id == RESTORE else ANSWERS.get(face.id, {})
    with FileBook(ours / "Ringbind.xlsm", ask=lambda question: answers.get(question.key, question.unasked)) as book:
        monkeypatch.setattr(live, "caller", lambda *_: book)
        monkeypatch.setattr(getpass, "getuser", lambda: "ABC")
        exec(command, {})
    given = [file] * bool(face.wants)
    given += [word for key, answer in answers.items() for word in ("--answer", f"{key}={answer}")]
    assert main([face.id, str(theirs / "Ringbind.xlsm"), *given, "--user", "ABC"]) == (2 if face.id in REFUSED else 0)
    assert tables_of(ours / "Ringbind.xlsm") == tables_of(theirs / "Ringbind.xlsm")
    assert {path.suffix for path in (ours / "Ud").iterdir()} == {path.suffix for path in (theirs / "Ud").iterdir()}


def test_the_workbook_named_in_the_command_is_the_one_that_was_pressed(office, monkeypatch):
    asked = []

    def caller(fullname, *_):
        asked.append(fullname)
        raise SheetMissing("Borgere")

    monkeypatch.setattr(live, "caller", caller)
    with pytest.raises(SystemExit, match="Arket “Borgere” findes ikke"):
        exec(Excel(office / "Ringbind.xlsm").press("check"), {})
    assert asked == [str(office / "Ringbind.xlsm")]
