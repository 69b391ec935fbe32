"""The how-tos of docs/begreber.md, each followed in a copy of the code: what is added works without another line."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import workbook

ROOT = Path(workbook.__file__).parents[1]

BUTTON = '''

@button(
    "count-people",
    label="Tæl borgere",
    tip="Sig, hvor mange borgere der er",
    more="Ændrer ikke noget.",
    group="Overblik",
    icon="RefreshAll",
)
def count_people(desk: Desk) -> Change:
    """Count the citizens."""
    return Change(message=f"Der er {len(desk.read(CITIZENS))} borgere.")
'''
COLUMN = 'Column("key_box", "Nøgleboks", "Hvor nøglen er.", owner=STAFF, width=14),\n        '
KIND = '''
class HelpList(_People):
    """The home help's list: who gets what, without addresses."""

    list_kind = ListKind.HELP
    updates = frozenset({"services"})

    def claims(self, fields: set[str]) -> bool:
        """Want a CPR number and services, and no address."""
        return {"cpr", "services"} <= fields and "address" not in fields


'''
WORDS = "Emne: Tak for hjælpen\nGodkendt af:\n\nKære {{ navn }}\n\nTak.\n"

USED = """
import json, sys
from pathlib import Path
from datetime import date, datetime
from macros.__main__ import main, usage
from macros.commands import BUTTONS
from macros.docs import buttons
from macros.office import new_office
from macros.ribbon import ribbon_xml
from workbook.book_file import FileBook
from workbook.letters.papers import LANGUAGES, PAPERS
from workbook.tables import CITIZENS, LISTS
from workbook.words import Language

folder = Path(sys.argv[1])
path = new_office(folder / "kontor", datetime(2021, 4, 20, 8))
(folder / "hjælp.csv").write_text("CPR;Navn;Indsatser\\n020230-1234;Ada Lund;Personlig pleje\\n", "utf-8")
codes = [main([*words, "--today", "2021-04-20"]) for words in (
    ("import-list", str(path), str(folder / "hjælp.csv")), ("count-people", str(path)), ("check-templates", str(path)))]
with FileBook(path, read_only=True) as book:
    people, lists = book.read(CITIZENS), book.read(LISTS)
print(json.dumps({
    "codes": codes,
    "faces": ["Tæl borgere" in ribbon_xml(BUTTONS.values()), "count-people" in usage(), "Tæl borgere" in buttons()],
    "column": "key_box" in people.columns and people["key_box"].tolist(),
    "kind": lists["kind"].tolist(),
    "services": people["services"].tolist(),
    "paper": "thanks" in [paper.stem for paper in PAPERS],
    "language": Language.NEPALI in LANGUAGES,
    "printed": [file.name for file in (folder / "kontor" / "Ud").rglob("*.pdf")],
}))
"""


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert text.count(old) >= 1, f"{path.name} has no line {old!r}: the how-to no longer fits"
    path.write_text(text.replace(old, new, 1), "utf-8")


def add_button(copy: Path) -> None:
    overview = copy / "macros" / "commands" / "overview.py"
    change(overview, "from macros.button import", "from workbook.tables import CITIZENS\nfrom macros.button import")
    overview.write_text(overview.read_text("utf-8") + BUTTON, "utf-8")
    change(copy / "macros" / "commands" / "__init__.py", '"update-summary",', '"update-summary", "count-people",')


def add_column(copy: Path) -> None:
    change(copy / "workbook" / "tables" / "people.py", 'Column("note"', COLUMN + 'Column("note"')


def add_kind(copy: Path) -> None:
    change(copy / "workbook" / "words" / "lists.py", '    TIMES = "', '    HELP = "Hjemmeplejens liste"\n    TIMES = "')
    kinds = copy / "workbook" / "lists" / "kinds.py"
    change(kinds, "class _Figures:", KIND.lstrip() + "class _Figures:")
    change(kinds, "    ContactList(),\n", "    ContactList(),\n    HelpList(),\n")


def add_letter(copy: Path) -> None:
    papers = copy / "workbook" / "letters" / "papers.py"
    change(
        papers, "LETTERS = (CITIZEN,", 'THANKS = Paper("thanks", (*_LETTER, *OFFICE), _RECEIVER)\n\nLETTERS = (CITIZEN,'
    )
    change(papers, "    CALL_SHEET,\n", "    THANKS,\n    CALL_SHEET,\n")
    ship(copy, "thanks.da.txt", WORDS)


def add_language(copy: Path) -> None:
    change(
        copy / "workbook" / "letters" / "papers.py",
        "    Language.ENGLISH,\n",
        "    Language.ENGLISH,\n    Language.NEPALI,\n",
    )
    layout = copy / "templates" / "layout"
    shutil.copy(layout / "labels.en.json", layout / "labels.ne.json")
    for path in sorted((copy / "templates" / "breve").glob("*.en.txt")):
        ship(copy, path.name.replace(".en.", ".ne."), path.read_text("utf-8"))


def ship(copy: Path, name: str, words: str) -> None:
    (copy / "templates" / "breve" / name).write_text(words, "utf-8", newline="")
    fingerprint = hashlib.sha256(words.encode()).hexdigest()
    with (copy / "templates" / "released.txt").open("a", encoding="utf-8") as released:
        released.write(f"{fingerprint}  {name}\n")


HOWTOS: dict[str, Callable[[Path], None]] = {
    "How to add a button": add_button,
    "How to add a column": add_column,
    "How to add a kind of list": add_kind,
    "How to add a letter": add_letter,
    "How to add a language": add_language,
}


@pytest.fixture(scope="module")
def used(tmp_path_factory):
    """Follow every how-to in one copy of the code, and use what was added."""
    copy = tmp_path_factory.mktemp("kopi")
    for name in ("workbook", "macros", "templates"):
        shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
    for follow in HOWTOS.values():
        follow(copy)
    folder = tmp_path_factory.mktemp("brugt")
    command = [sys.executable, "-X", "utf8", "-c", USED, str(folder)]
    done = subprocess.run(command, cwd=copy, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1]) | {"told": done.stdout + done.stderr}


def test_every_how_to_of_the_concepts_is_followed_here():
    headings = [line.removeprefix("## ") for line in (ROOT / "docs" / "begreber.md").read_text("utf-8").splitlines()]
    assert [heading for heading in headings if heading.startswith("How to")] == list(HOWTOS)


def test_a_button_that_was_added_is_on_the_ribbon_the_command_line_and_in_the_readme(used):
    assert used["faces"] == [True, True, True]
    assert "Der er 1 borgere." in used["told"]


def test_a_column_that_was_added_is_built_and_read(used):
    assert used["column"] == [None]


def test_a_kind_of_list_that_was_added_is_recognised_and_taken_in(used):
    assert (used["kind"], used["services"]) == (["Hjemmeplejens liste"], ["Personlig pleje"])


def test_a_letter_and_a_language_that_were_added_pass_tjek_skabeloner(used):
    assert (used["codes"], used["paper"], used["language"]) == ([0, 0, 0], True, True)
    assert "linje" not in used["told"].split("Der er 1 borgere.")[1].split("{")[0], used["told"]
    assert used["printed"]
