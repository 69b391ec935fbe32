"""The first time: an office that has not said who it is yet is asked, and its letters say it."""

from __future__ import annotations

from datetime import datetime

from macros.filling import FILL_IN, LATER, NOW
from macros.press import press
from tests.letterhead import LETTERHEAD
from tests.pictures import rows
from workbook.book import MemoryBook
from workbook.problems import Ask
from workbook.settings import names, read_settings, unfilled
from workbook.starting import starting_tables
from workbook.tables import CITIZENS, SETTINGS, TABLES

PEOPLE = rows(CITIZENS, "id  name  address  postcode  city", "B-0001  Ada Lund  Engvej 1  2635  Ishøj")
MORNING = datetime(2021, 4, 20, 9)


class Asked(MemoryBook):
    """A workbook at which somebody answers, by the question's key; `heard` are the keys of what was asked."""

    said: dict[str, str]
    heard: list[str]

    def ask(self, question: Ask) -> str | None:
        self.heard.append(question.key)
        return self.said.get(question.key, question.unasked)


def office(said: dict[str, str], **own: object) -> Asked:
    empty = {table.name: table.frame() for table in TABLES}
    book = Asked(**{**empty, **starting_tables(**own), "citizens": PEOPLE})
    book.said, book.heard = said, []
    return book


def proofed(book: Asked) -> str:
    outcome = press("proof", book, now=MORNING, user="ABC")
    assert outcome.code == 0
    return outcome.message


def test_what_letters_tell_about_the_office_is_asked_for_and_stands_on_indstillinger():
    answers = {"municipality": "Ishøj Kommune", "office_phone": "43577777", "ends_on": "2021-08-31"}
    book = office(
        {FILL_IN: NOW, **{f"setting-{name}": text for name, text in answers.items()}},
        **{name: value for name, value in LETTERHEAD.items() if name not in answers},
    )
    assert "ikke udfyldt" not in proofed(book)
    assert book.heard == [FILL_IN, *(f"setting-{name}" for name in names() if name in answers)]
    told = dict(zip(book.read(SETTINGS)["name"], book.read(SETTINGS)["value"], strict=True))
    assert (told["Kommune"], told["Telefon"], told["Opgaven slutter"]) == ("Ishøj Kommune", "43577777", "31-08-2021")
    assert unfilled(read_settings(book.read(SETTINGS))) == []
    assert proofed(book)
    assert book.heard[4:] == []


def test_who_says_later_gets_the_proof_and_is_told_what_lacks():
    for said in ({FILL_IN: LATER}, {}):
        book = office(said)
        before = book.read(SETTINGS)
        assert "Kommune" in proofed(book)
        assert book.heard == [FILL_IN]
        assert book.read(SETTINGS).equals(before)
