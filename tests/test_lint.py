"""Our lint finds nothing in a built workbook, and finds each kind of fault when it is put in."""

from __future__ import annotations

import zipfile
from datetime import datetime
from pathlib import Path

import pytest

from macros.button import Button
from macros.ribbon import ribbon_xml
from macros.vba import modules
from tests.lint import lint
from workbook.build import build
from workbook.change import Change
from workbook.pages import Look, Page, PageCell

UNDO = Button("fortryd", "Fortryd", "Tip", "Mere", "Lister", "Undo", run=lambda _: Change())
SAVE = Button("gem", "Gem", "Tip", "Mere", "Lister", "FileSave", run=lambda _: Change())
FRONT = Page("Forside", (PageCell("B2", "=COUNTA(Borgere[CPR])", Look.COUNT, "people"),))


def built(vba=None) -> bytes:
    texts = modules() if vba is None else vba
    return build({}, (FRONT,), {}, ribbon_xml([UNDO, SAVE]), texts, created=datetime(2021, 4, 20))


@pytest.fixture(scope="module")
def sound() -> bytes:
    return built()


def broken(sound: bytes, folder: Path, part: str, old: str, new: str) -> Path:
    """Put a fault into one part; the old text must be there, or the picture lies."""
    whole, path = folder / "hel.xlsm", folder / "i stykker.xlsm"
    whole.write_bytes(sound)
    with zipfile.ZipFile(whole) as book, zipfile.ZipFile(path, "w") as copy:
        texts = {name: book.read(name) for name in book.namelist()}
        faulty = next(name for name, text in texts.items() if name.startswith(part) and old.encode() in text)
        texts[faulty] = texts[faulty].replace(old.encode(), new.encode(), 1)
        for name, text in texts.items():
            copy.writestr(name, text)
    return path


def test_a_built_workbook_is_sound(sound, tmp_path):
    path = tmp_path / "Ringbind.xlsm"
    path.write_bytes(sound)
    assert lint(path) == []


FAULTS = [
    ("[Content_Types].xml", "ms-excel.sheet.macroEnabled", "ms-excel.sheet", "content type"),
    ("_rels/.rels", "2007/relationships/ui/extensibility", "2006/relationships/ui", "the ribbon is tied to []"),
    ("customUI/customUI14.xml", 'id="gem"', 'id="fortryd"', "the ribbon has the id fortryd twice"),
    ("customUI/customUI14.xml", "FileSave", "CallSheet", "the icon CallSheet is not known to exist"),
    ("xl/tables/table2.xml", 'name="CPR"', 'name="CPR-nummer"', "Borgere: the column CPR-nummer"),
    ("xl/tables/", 'displayName="Opkald"', 'displayName="borgere"', "two tables are called borgere"),
    ("xl/tables/table3.xml", 'id="3"', 'id="2"', "two tables have the id 2"),
    ("xl/tables/", 'displayName="Opkald"', 'displayName="tal_people"', "shares its name"),
    ("xl/worksheets/sheet3.xml", "<formula1>valg_CprKind<", f"<formula1>&quot;{'a,' * 128}&quot;<", "a list of 258"),
    ("xl/worksheets/sheet3.xml", 'promptTitle="CPR"', f'promptTitle="{"C" * 33}"', "promptTitle has 33"),
    ("xl/workbook.xml", "'Forside'!", "'Forsiden'!", "the name tal_people points at 'Forsiden'!$B$2"),
    ("xl/workbook.xml", "Svarkoder[Svar]", "Svarkoder[Svaret]", "the name valg_outcomes_text points at"),
]


@pytest.mark.parametrize(("part", "old", "new", "complaint"), FAULTS, ids=[fault[3] for fault in FAULTS])
def test_a_fault_is_found_and_nothing_else(sound, tmp_path, part, old, new, complaint):
    found = lint(broken(sound, tmp_path, part, old, new))
    assert len(found) == 1
    assert complaint in found[0]


def test_changed_vba_is_found(tmp_path):
    path = tmp_path / "Ringbind.xlsm"
    path.write_bytes(built({**modules(), "Ringbind": "Sub Ringbind_Press(control)\nEnd Sub\n"}))
    assert lint(path) == ["the VBA module Ringbind is not what stands in the source"]


def test_vba_with_letters_that_excel_would_turn_into_question_marks_is_refused():
    with pytest.raises(ValueError, match="charmap"):
        built({"Ringbind": "' Łódź\n"})
