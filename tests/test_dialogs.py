"""Real windows on a screen that nobody sees: keys are typed into them, and what comes out is the answer."""

from __future__ import annotations

import pickle
import subprocess
import sys
import time
from collections.abc import Iterator
from importlib.util import find_spec
from threading import Timer

import pytest

from macros import dialogs
from tests.tools import missing, need
from workbook.asking import next_beginning
from workbook.problems import Ask, AskKind, Heading

ASKING = """
import pickle, sys, time
from macros import dialogs
from workbook.problems import LetBe

def worked(text, rounds=6000):
    with dialogs.stoppable(text) as goes_on:
        for at in range(rounds):
            if not goes_on(at / rounds):
                return "stoppet"
            time.sleep(0.02)
    return "færdig"

for line in sys.stdin:
    item = pickle.loads(bytes.fromhex(line))
    try:
        print(worked(item) if isinstance(item, str) else dialogs.ask(item), flush=True)
    except LetBe:
        print("fortrudt", flush=True)
"""


PATIENCE = 120
"""Seconds until a window that does not come is given up; a busy machine may need many."""


class Screen:
    """A screen with a keyboard, nobody before it, and a Python that puts questions there."""

    def __init__(self, number: str) -> None:
        self._env = {"DISPLAY": f":{number}", "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"}
        self.asking = subprocess.Popen(
            [sys.executable, "-c", ASKING],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env=self._env,
            encoding="utf-8",
        )

    def ask(self, question: Ask | str, *keys: str) -> str:
        """Return what the window says that was answered with these keys."""
        assert self.asking.stdin
        assert self.asking.stdout
        late = Timer(PATIENCE, self.asking.kill)
        late.start()
        print(pickle.dumps(question).hex(), file=self.asking.stdin, flush=True)
        self._wait_for_keys()
        for key in keys:
            self._press(key)
        answer = self.asking.stdout.readline()
        late.cancel()
        return answer.removesuffix("\n")

    def _wait_for_keys(self) -> None:
        """Wait until the window has the keys."""
        self._do("search", "--sync", "--onlyvisible", "--name", "^Ringbind")
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            if self._do("getwindowfocus", "getwindowname").startswith("Ringbind"):
                return
            time.sleep(0.05)
        pytest.fail("the window never got the keys")

    def _press(self, key: str) -> None:
        one = key in {"Return", "Escape", "Tab", "Down", "Right", "BackSpace", "space"}
        self._do(*(("key", key) if one else ("type", "--delay", "20", key)))

    def _do(self, *words: str) -> str:
        done = subprocess.run(
            ["xdotool", *words], env=self._env, capture_output=True, text=True, timeout=PATIENCE, check=False
        )
        return done.stdout.strip()


@pytest.fixture(scope="module")
def screen() -> Iterator[Screen]:
    need("xdotool")
    if not find_spec("_tkinter"):
        missing("tkinter")
    words = [need("Xvfb"), "-displayfd", "1", "-screen", "0", "1000x600x24", "-nolisten", "tcp"]
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as server:
        assert server.stdout
        screen = Screen(server.stdout.readline().strip())
        with screen.asking:
            yield screen
            screen.asking.kill()
        server.terminate()


TEXT = Ask("find", "Hvem leder du efter?", AskKind.TEXT)
PASSWORD = Ask("list-password", "Hvad er adgangskoden til “uge 16.xlsx”?", AskKind.PASSWORD)
NEW = Ask("list-password", "Vælg en adgangskode", AskKind.NEW_PASSWORD)
NUMBER = Ask("minutes", "Hvor mange minutter?", AskKind.NUMBER)
DAY = Ask("since", "Siden hvilken dag?", AskKind.DATE)
TWO = Ask("unfinished", "Gøres færdig eller tages tilbage?", choices=("Gør færdig", "Tag tilbage"))
MANY = Ask("kind", "Hvad er det for en liste?", choices=("SSI", "Fagsystem", "Kontakter", "Booking", "Borgere"))
FILE = Ask("file", "Vælg filen med svar", AskKind.FILE)
HEADINGS = (
    Heading("Nr", ("1", "2")),
    Heading("Personen", ("020250-1234", "030350-1234")),
    Heading("Telefon", ("68 12 34 56",), "telefon"),
)
MAPPING = Ask("mapping", "Hvad betyder de?", AskKind.MAPPING, ("cpr", "navn", "telefon", "bruges ikke"), None, HEADINGS)


@pytest.mark.bench
@pytest.mark.parametrize(
    ("question", "keys", "answer"),
    [
        (TEXT, ["ada lund", "Return"], "ada lund"),
        (TEXT, ["Return", "ada", "Return"], "ada"),
        (TEXT, ["ada", "Tab", "Tab", "Return"], "fortrudt"),
        (PASSWORD, ["hemmeligt", "Return"], "hemmeligt"),
        (NEW, ["hemmeligt", "Tab", "hemmelgt", "Return", "BackSpace", "BackSpace", "igt", "Return"], "hemmeligt"),
        (NUMBER, ["x", "Return", "BackSpace", "15", "Tab", "Return"], "15"),
        (DAY, ["20.4.2021", "Return"], "2021-04-20"),
        (TWO, ["Return"], "Gør færdig"),
        (TWO, ["Right", "Return"], "Tag tilbage"),
        (MANY, ["Return"], "SSI"),
        (MANY, ["Down", "Down", "Return"], "Kontakter"),
        (MANY, ["b", "b", "Return"], "Borgere"),
        (MAPPING, ["Tab", "c", "Tab", "b", "Return"], "Personen=cpr; Telefon=bruges ikke"),
        *((question, ["Escape"], "fortrudt") for question in (TEXT, TWO, FILE, MAPPING)),
    ],
    ids=lambda item: item.kind if isinstance(item, Ask) else " ".join(item) if isinstance(item, list) else item,
)
def test_a_window_gives_what_was_typed(screen, question, keys, answer):
    assert screen.ask(question, *keys) == answer


@pytest.mark.bench
@pytest.mark.parametrize("key", ["Return", "Escape"])
def test_long_work_is_ended_from_its_window(screen, key):
    assert screen.ask("Der søges kortere ture.", key) == "stoppet"


def test_work_that_is_done_at_once_shows_no_window_and_is_not_ended(monkeypatch):
    monkeypatch.delenv("DISPLAY", raising=False)
    with dialogs.stoppable("Der søges kortere ture.") as goes_on:
        assert [goes_on(share) for share in (0, 0.5, 1)] == [True] * 3


@pytest.mark.skipif(sys.platform == "win32", reason="Windows always has a screen")
def test_without_a_screen_nobody_can_be_asked(monkeypatch):
    monkeypatch.delenv("DISPLAY", raising=False)
    assert dialogs.ask(TEXT) is None


def test_without_tkinter_nobody_can_be_asked(monkeypatch):
    for name in [name for name in sys.modules if name.startswith("macros.dialogs.")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "tkinter", None)
    assert dialogs.ask(TEXT) is None


def test_a_letter_moves_to_the_next_choice_that_begins_with_it_and_goes_round():
    names = ["by", "Booket", "cpr", "Ånd"]
    assert [next_beginning(names, letter, at) for letter, at in [("b", 0), ("b", 1), ("å", 0), ("x", 2)]] == [
        1,
        0,
        3,
        2,
    ]
