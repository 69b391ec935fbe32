"""The house keeps its shape: who may import whom, and what every button, column and document must have."""

from __future__ import annotations

import ast
import inspect
import subprocess
import sys
from enum import Enum
from pathlib import Path

import pytest

import macros
import workbook
from macros import commands, docs
from macros.button import DECLARED, GROUPS
from macros.commands import BUTTONS, STORIES
from workbook import problems, words
from workbook.problems import UserError
from workbook.tables import TABLES

ROOT = Path(workbook.__file__).parents[1]

ROOMS = (
    *("schema", "words", "problems", "cells", "pages", "tables", "settings", "starting"),
    *(
        "circles",
        "coordinates",
        "firstuse",
        "folding",
        "later",
        "minutes",
        "mentions",
        "asking",
        "cpr",
        "cprs",
        "change",
        "packing",
        "blocks",
        "rowtext",
        "review",
        "journal",
        "lists",
        "matching",
        "register",
        "calls",
        "merging",
        "handouts",
        "lookups",
        "rides",
        "bookings",
        "letters",
    ),
    *(
        "checking",
        "summary",
        "note",
        "overview",
        "restoring",
        "retention",
        "archiving",
        "mending",
        "book",
        "placing",
        "boxes",
        "holding",
        "xlsx",
        "excel_says",
        "book_excel",
        "book_file",
        "build",
        "migrations",
    ),
)
"""The rooms of workbook/, ground floor first; a room imports only from those before it."""

MODULES = sorted(Path(workbook.__file__).parent.rglob("*.py"))


def imported(path: Path) -> set[str]:
    """Return the modules that a file imports, `from workbook import x` as workbook.x."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            whole = node.module == "workbook"
            found |= {f"workbook.{alias.name}" for alias in node.names} if whole else {node.module}
    return found


def room_of(path: Path) -> str:
    return path.relative_to(Path(workbook.__file__).parent).parts[0].removesuffix(".py")


def test_every_room_has_its_place():
    assert {room_of(path) for path in MODULES} - {"__init__"} == set(ROOMS)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_room_imports_only_downwards(path):
    room = room_of(path)
    below = set(ROOMS[: ROOMS.index(room) + 1]) if room in ROOMS else set()
    used = {name.split(".")[1] for name in imported(path) if name.startswith("workbook.")}
    assert (used & set(ROOMS)) <= below
    assert not any(name.split(".")[0] == "macros" for name in imported(path))


@pytest.mark.parametrize(
    ("library", "rooms"),
    [("xlwings", {"book_excel"}), ("xlsxwriter", {"build"}), ("typst", {"letters"}), ("docx", {"note"})],
)
def test_a_library_is_known_in_one_room_only(library, rooms):
    paths = [path for path in MODULES if any(name.split(".")[0] == library for name in imported(path))]
    assert {room_of(path) for path in paths} == rooms
    used = [
        path
        for path in Path(macros.__file__).parent.rglob("*.py")
        if library in {n.split(".")[0] for n in imported(path)}
    ]
    assert used == []


def test_every_button_is_found_in_the_module_that_declares_it():
    declared = {face.id: face.run.__module__.rpartition(".")[2] for face in BUTTONS.values()}
    assert declared == {name: module for module, names in STORIES.items() for name in names}
    assert set(DECLARED) == set(BUTTONS)
    assert set(STORIES) == {path.stem for path in Path(commands.__file__).parent.glob("[a-z]*.py")}


@pytest.mark.parametrize("face", BUTTONS.values(), ids=lambda face: face.id)
def test_a_button_has_a_face_and_a_line_in_the_readme(face):
    assert all((face.label, face.tip, face.more, face.icon))
    assert face.group in GROUPS
    assert bool(face.wants) == bool(face.question)
    assert f"`{face.id}`" in (ROOT / "README.md").read_text("utf-8")


def test_every_column_has_a_danish_heading_and_a_help_text():
    for table in TABLES:
        for column in table.columns:
            assert column.label
            assert column.help.endswith((".", "?")), f"{table.name}.{column.name}"


@pytest.mark.parametrize(
    ("path", "written"),
    [
        ("README.md", docs.with_buttons),
        ("docs/vejledning.md", docs.with_every_button),
        ("docs/ark.md", lambda _: docs.sheets()),
        ("docs/ordliste.md", lambda _: docs.glossary()),
    ],
)
def test_a_generated_document_is_up_to_date(path, written):
    text = (ROOT / path).read_text("utf-8")
    assert text == written(text), "uv run python tasks.py docs"


def test_every_error_for_users_ends_as_a_sentence_and_says_what_to_do():
    kinds = [kind for _, kind in inspect.getmembers(problems, inspect.isclass) if issubclass(kind, UserError)]
    for kind in kinds:
        wanted = list(inspect.signature(kind.__init__).parameters.values())[1:]
        if kind is UserError or any(item.kind is item.VAR_POSITIONAL for item in wanted):
            continue
        samples = {"int": 3, "Sequence[str]": ["a", "b"], "Ask": problems.Ask("k", "Hvad?", choices=("Ja",))}
        told = str(kind(*(samples.get(str(item.annotation), "x") for item in wanted)))
        assert told[0].isupper() or told[0] in "“x", told
        assert told.rstrip().endswith((".", "?")), told


def test_no_two_words_of_a_kind_are_the_same():
    for kind in vars(words).values():
        if inspect.isclass(kind) and issubclass(kind, Enum):
            assert len(set(kind)) == len(kind.__members__)


@pytest.mark.parametrize("name", ["workbook.py", "macros.py"])
def test_a_stray_file_of_our_name_in_the_current_folder_does_no_harm(tmp_path, name):
    """The ribbon starts `python -c` in whatever folder is current; its command leaves that folder out of the path."""
    (tmp_path / name).write_text("raise SystemExit('stray')")
    command = (
        "import sys;sys.path[:]=[p for p in sys.path if p];from macros.live import from_hex;print(from_hex('00e6'))"
    )
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", command], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert (done.stdout.strip(), done.returncode) == ("æ", 0), done.stderr


def test_a_press_on_the_command_line_does_not_wait_for_what_only_some_buttons_need():
    started = "import sys, macros.__main__ as m; m.button_of('lookups'); print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", started], cwd=ROOT, capture_output=True, text=True, check=True)
    seldom = {"openpyxl", "xlsxwriter", "pyopenvba", "msoffcrypto", "docx", "duckdb", "pyspark", "rich"}
    seldom |= {"typst._typst", "macros.commands.lists", "macros.commands.rides"}
    assert not seldom & set(loaded.stdout.split())
