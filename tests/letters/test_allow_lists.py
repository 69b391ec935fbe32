"""No paper and no script shows what is not on its list, even when its words ask for it or the value lies at hand."""

from __future__ import annotations

import json
from datetime import date
from itertools import product

import pytest

from workbook.letters.files import template_folders
from workbook.letters.papers import LETTERS, PAPERS, field_values, shown
from workbook.letters.scripts import FIELDS, file_name, script
from workbook.letters.wording import read_wording
from workbook.letters.writing import Stationery
from workbook.problems import TemplateFault
from workbook.settings import Settings
from workbook.tables import CITIZENS
from workbook.words import Field, Language, Situation

TODAY = date(2021, 4, 20)
SETTINGS = Settings(municipality="Ishøj Kommune", department="Center for Voksne")
CANARIES = {field: f"Kanarie{number:02d}x" for number, field in enumerate(Field)}
NEVER = ("cpr", "fødselsdato", "svar", "årsag", "målgruppe", "notat", "indsatser", "citizen", "person", "settings")


def test_a_paper_has_fields_for_what_is_on_its_list_and_for_nothing_else(tmp_path):
    for paper, name in product(PAPERS, (*NEVER, *(field for field in Field))):
        path = tmp_path / paper.file()
        path.write_text(f"Emne: x\n\nHej {{{{ {name} }}}}\n", "utf-8")
        if name in paper.fields:
            assert read_wording(path, paper.fields)
        else:
            with pytest.raises(TemplateFault, match=f"linje 3: feltet “{name}” findes ikke"):
                read_wording(path, paper.fields)


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.stem)
def test_a_paper_is_given_no_value_that_is_not_on_its_list(paper):
    given = str(field_values(paper, SETTINGS, TODAY, CANARIES))
    assert {field for field, value in CANARIES.items() if value in given} <= set(paper.fields)


@pytest.mark.parametrize("paper", LETTERS, ids=lambda paper: paper.stem)
def test_a_letter_that_says_all_it_may_shows_nothing_more(paper, tmp_path):
    asked = "\n".join(f"{{{{ {field} }}}}" for field in paper.fields)
    (tmp_path / paper.file()).write_text(f"Emne: x\n\n{asked}\n", "utf-8")
    stationery = Stationery(SETTINGS, (tmp_path, *template_folders()), TODAY)
    row = {column.name: f"Celle{number:02d}x" for number, column in enumerate(CITIZENS.columns)}
    letter = stationery.write(paper, Language.DANISH, "B-0001", list(shown(paper, row).values()), CANARIES)
    page = json.dumps(letter.page, default=str)
    assert {field for field, value in CANARIES.items() if value in page} <= set(paper.fields)
    assert {name for name, value in row.items() if value in page} == {"name", "address", "postcode", "city"}


@pytest.mark.parametrize("situation", Situation)
def test_a_script_that_says_all_it_may_says_nothing_more(situation, tmp_path):
    (tmp_path / "manus").mkdir()
    allowed = FIELDS[situation]
    asked = "\n".join(f"{{{{ {field} }}}}" for field in allowed)
    mark = "" if situation is Situation.MACHINE else "[[hvem]]\n\n"
    (tmp_path / file_name(situation, Language.DANISH)).write_text(f"Emne: x\n\nHej\n\n{mark}{asked}\n", "utf-8")
    said = script(situation, None, CANARIES, (tmp_path, *template_folders()), SETTINGS).text
    assert {field for field, value in CANARIES.items() if value in said} <= set(allowed)
    (tmp_path / file_name(situation, Language.DANISH)).write_text(f"Emne: x\n\nHej\n\n{mark}{{{{ cpr }}}}\n", "utf-8")
    with pytest.raises(TemplateFault, match="feltet “cpr” findes ikke"):
        script(situation, None, CANARIES, (tmp_path, *template_folders()), SETTINGS)
