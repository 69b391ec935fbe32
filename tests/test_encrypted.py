"""A workbook with a password, pressed while closed: right, or refused in one sentence; never a copy without it."""

from __future__ import annotations

import shutil
from datetime import datetime
from pathlib import Path

import pytest

from macros.__main__ import main
from macros.commands import BUTTONS
from macros.copies import COPIES, copies, is_locked
from macros.office import new_office
from macros.press import press
from tests.test_retention import QUIET, TABLES_OF_ADA, YEAR_AFTER, archive
from workbook.book_file import FileBook
from workbook.starting import starting_tables
from workbook.tables import CITIZENS
from workbook.xlsx.disk import encrypt

ERASE = ("--answer", "retention=Arkivfilen er journaliseret: slet for altid")


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """The bytes of an office's workbook, without its password."""
    folder = tmp_path_factory.mktemp("lavet")
    tables = starting_tables(**QUIET) | TABLES_OF_ADA
    return new_office(folder, datetime(2021, 4, 20, 10, 30), tables).read_bytes()


@pytest.fixture
def path(tmp_path, made):
    (tmp_path / "kode").write_text("ordet")
    (tmp_path / "gammel").write_text("et andet")
    (tmp_path / "kontor").mkdir()
    path = tmp_path / "kontor" / "Ringbind.xlsm"
    path.write_bytes(encrypt(made, "ordet", path.name))
    return path


def run(name, path, *words):
    code = ("--password-file", str(path.parents[1] / "kode"))
    return main([name, str(path), *words, *code, *(() if name == "update" else YEAR_AFTER)])


def a_copy(path: Path, name: str, content: bytes) -> Path:
    (path.parent / COPIES).mkdir(exist_ok=True)
    copy = path.parent / COPIES / f"2021-04-{name} tryk 00001.xlsm"
    copy.write_bytes(content)
    return copy


def files(path):
    return sorted(str(file) for file in path.parent.rglob("*") if file.is_file() and file.suffix != ".ringbind")


@pytest.mark.parametrize(
    ("code", "names", "wanted"),
    [
        ((), [*BUTTONS, "update"], "peg på den med --password-file."),
        (("--password-file", "gammel"), ["check", "restore", "update"], "passer ikke. Prøv igen med den rigtige"),
    ],
)
def test_no_button_reads_or_writes_without_the_password_and_each_says_what_to_do(path, capsys, code, names, wanted):
    before, stood = path.read_bytes(), files(path)
    words = [str(path.parents[1] / word) if word == "gammel" else word for word in code]
    for name in names:
        assert main([name, str(path), *words]) == 2
        told = capsys.readouterr().err
        assert (wanted in told, told.count("\n")) == (True, 1)
    assert path.read_bytes() == before
    assert [name for name in files(path) if name not in stood] == []


def test_what_is_kept_has_the_password_too_and_check_tells_of_what_has_not(path, made, capsys):
    for name in ("backup", "update"):
        assert run(name, path) == 0
    a_copy(path, "01", made)
    assert run("check", path) == 0
    assert "1 kopi er fra før projektmappens adgangskode og kan læses uden" in capsys.readouterr().out
    assert [is_locked(copy) for copy in copies(path)].count(False) == 1
    assert is_locked(path)


def test_gendan_passes_over_a_copy_under_another_password(path, made, capsys):
    good = a_copy(path, "02", path.read_bytes())
    a_copy(path, "03", encrypt(made, "et andet", "x"))
    shutil.copystat(path, good)
    assert run("restore", path) == 2
    assert capsys.readouterr().err.count("borgere") == 1
    assert run("restore", path, str(good)) == 0
    assert is_locked(path)


def test_gendan_says_so_when_the_password_opens_no_copy(path, made, capsys):
    a_copy(path, "03", encrypt(made, "et andet", "x"))
    assert run("restore", path) == 2
    assert "passer ikke. Prøv igen med den rigtige adgangskode." in capsys.readouterr().err


def test_a_copy_from_before_the_password_is_put_in_place_under_it(path, made):
    copy = a_copy(path, "04", made)
    path.write_bytes(b"broken")
    assert run("restore", path, str(copy)) == 0
    assert is_locked(path)
    with FileBook(path, password="ordet", read_only=True) as book:
        assert len(book.read(CITIZENS)) == 2


def test_slet_udloebne_cleans_copies_under_the_password_and_tells_of_those_it_could_not_open(path, made, capsys):
    stays, goes = a_copy(path, "05", path.read_bytes()), a_copy(path, "06", encrypt(made, "et andet", "x"))
    archive(path, path.parents[1], "--password-file", str(path.parents[1] / "kode"), *YEAR_AFTER)
    before = path.read_bytes(), files(path)
    with FileBook(path, password="ordet") as book:  # a slip in the password of the copies deletes nothing
        choice = {"retention": "Arkivfilen er journaliseret: slet for altid", "password": "ordett"}
        outcome = press("retention", book, now=datetime(2022, 6, 1, 9), user="ABC", answers=choice)
    assert (outcome.code, "passer ikke" in outcome.message) == (2, True)
    assert (path.read_bytes(), files(path)) == before
    assert run("retention", path, *ERASE) == 0
    assert "1 kopi, der ikke kunne åbnes, er slettet helt." in capsys.readouterr().out
    assert (stays.exists(), goes.exists()) == (True, False)
    assert all(map(is_locked, [path, *copies(path)]))
    with FileBook(stays, password="ordet", read_only=True) as book:
        assert book.read(CITIZENS)["name"].tolist() == ["Bo Beck"]
