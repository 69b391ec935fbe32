"""Questions to a person at a real terminal (a pseudo one): the command line waits for the answer."""

from __future__ import annotations

import codecs
import os
import re
import select
import signal
import subprocess
import sys
import time
from contextlib import suppress
from datetime import datetime

import pytest

from macros.office import new_office
from macros.terminal import Terminal
from tests.test_formats import zipped
from workbook.book_file import FileBook
from workbook.tables import CITIZENS, DECISIONS

NO_TERMINAL = "Windows has no pseudo-terminal in Python"
pty, fcntl, termios = (pytest.importorskip(name, reason=NO_TERMINAL) for name in ("pty", "fcntl", "termios"))


PATIENCE = 120
"""Seconds until a program that says nothing more is called hung; a busy machine may need minutes."""


class Sitting:
    """The command line in a terminal of its own, and a person who reads and types."""

    def __init__(self, *words: object) -> None:
        self._hand, far = pty.openpty()
        self._raw = ""
        self._decoder = codecs.getincrementaldecoder("utf-8")()
        self._asked = subprocess.Popen(
            [sys.executable, "-m", "macros", *map(str, words)],
            stdin=far,
            stdout=far,
            stderr=far,
            start_new_session=True,
            preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),  # noqa: PLW1509  so that Ctrl+C reaches it
            env={**os.environ, "TERM": "xterm", "COLUMNS": "200"},
        )
        os.close(far)

    def read(self, until: str) -> str:
        """Return what stands on the screen when that text has come; what follows it is read later."""
        end = time.monotonic() + PATIENCE
        while until not in self._told:
            ready, _, _ = select.select([self._hand], [], [], max(end - time.monotonic(), 0))
            assert ready, f"nothing more than {self._told!r}"
            self._more()
        told, _, self._raw = self._told.partition(until)
        return told + until

    def type(self, text: str) -> None:
        os.write(self._hand, f"{text}\n".encode())

    def end(self) -> tuple[int, str]:
        """Return exit code and the last words."""
        with suppress(OSError):  # the far end has hung up
            while self._more():
                pass
        return self._asked.wait(PATIENCE), self._told

    def leave(self) -> None:
        """Let go of the terminal, also where the program still waits for an answer."""
        self._asked.kill()
        self._asked.wait()
        os.close(self._hand)

    def _more(self) -> bytes:
        piece = os.read(self._hand, 65536)
        self._raw += self._decoder.decode(piece)
        return piece

    @property
    def _told(self) -> str:
        return re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", self._raw)


@pytest.fixture
def sit():
    """Sit down at the command line; every program that was started is gone when the test is over."""
    seats: list[Sitting] = []

    def down(*words: object) -> Sitting:
        seats.append(Sitting(*words))
        return seats[-1]

    yield down
    for seat in seats:
        seat.leave()


@pytest.fixture
def office(tmp_path):
    return new_office(tmp_path / "kontor", datetime(2021, 4, 20, 8, 0))


DAY = ("--today", "20-04-2021")


def test_a_locked_file_of_unknown_headings_is_taken_in_question_by_question(office, tmp_path, sit):
    path = tmp_path / "uge 16.zip"
    path.write_bytes(zipped("hemmeligt", **{"uge 16.csv": b"Nr;Hvem;Telefon\n040230-1234;Cy Dam;68123456\n"}))
    person = sit("import-list", office, path, *DAY)
    person.read("Hvad er adgangskoden til “uge 16.zip”?")
    person.read("Svar (tom linje fortryder): ")
    person.type("hemmeligt")
    shown = person.read("Nr (cpr): ")
    assert "hemmeligt" not in shown
    assert "Cy Dam" in shown
    person.type("hund")
    person.read("Vælg en af mulighederne.")
    for heading, meaning in {"Nr (cpr)": "", "Hvem (bruges ikke)": "navn", "Telefon (telefon)": ""}.items():
        person.read(f"{heading}: ")
        person.type(meaning)
    person.read("  1  SSI: ikke reageret")
    person.read("Svar (tom linje fortryder): ")
    person.type("1")
    person.read("Skal listen læses ind?")
    person.read("Svar (tom linje fortryder): ")
    person.type("læs ind")
    assert person.end()[0] == 0
    with FileBook(office, read_only=True) as book:
        assert book.read(CITIZENS)[["cpr", "name", "phone"]].to_numpy().tolist() == [
            ["0402301234", "Cy Dam", "68123456"]
        ]
        assert "hvem=navn" in book.read(DECISIONS)["remark"].tolist()[0]


@pytest.mark.parametrize("way", ["", "\x03", "\x04"], ids=["an empty line", "Ctrl+C", "Ctrl+D"])
def test_stepping_back_changes_nothing(office, tmp_path, sit, way):
    (tmp_path / "SSI 2021-04-20.csv").write_text("CPR;Navn\n040230-1234;Cy Dam\n", "utf-8")
    before = office.read_bytes()
    person = sit("import-list", office, tmp_path / "SSI 2021-04-20.csv", *DAY)
    person.read("Svar (tom linje fortryder): ")
    person.type(way)
    code, told = person.end()
    assert (code, told.split()[-4:]) == (2, ["er", "ikke", "ændret", "noget."])
    assert office.read_bytes() == before


def test_ctrl_c_ends_long_work_and_not_the_program():
    before = signal.getsignal(signal.SIGINT)
    with Terminal(quiet=True).stoppable("Der søges kortere ture.") as goes_on:
        assert goes_on(0)
        signal.raise_signal(signal.SIGINT)
        assert not goes_on(0.5)
    assert signal.getsignal(signal.SIGINT) is before


def test_a_program_that_reads_json_is_not_asked(office, tmp_path, sit):
    (tmp_path / "uge 16.csv").write_text("Nr;Hvem\n1;Cy Dam\n", "utf-8")
    code, told = sit("import-list", office, tmp_path / "uge 16.csv", *DAY, "--json").end()
    assert (code, '"code": 2' in told, "--answer" in told) == (2, True, True)
