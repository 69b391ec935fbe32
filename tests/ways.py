"""Two ways to press the same buttons on a closed workbook: the command line, and the ribbon's VBA with its commands."""

from __future__ import annotations

import contextlib
import io
import json
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from unittest.mock import patch

from macros import live
from macros.__main__ import main
from macros.commands import BUTTONS
from macros.ribbon import tag_of
from tests.vba import Excel
from workbook.book_file import FileBook
from workbook.problems import Ask

USER = "MHN"


def clock_at(moment: datetime) -> type[datetime]:
    """Return a datetime whose now is `moment`."""

    class Clock(datetime):
        @classmethod
        def now(cls, tz=None):  # noqa: ARG003  as datetime's own
            return moment

    return Clock


class CommandLine:
    """`ringbind KNAP PROJEKTMAPPE [FIL] --answer …`"""

    def __init__(self, workbook: Path) -> None:
        self.workbook = workbook

    def press(self, button: str, now: datetime, file: str, answers: Mapping[str, str]) -> str:
        """Press a button and return what it told."""
        words = [button, str(self.workbook), *([file] if file else []), "--user", USER, f"--today={now:%Y-%m-%d}"]
        words += [word for key, answer in answers.items() for word in ("--answer", f"{key}={answer}")]
        said = io.StringIO()
        with patch("macros.__main__.datetime", clock_at(now)), contextlib.redirect_stdout(said):
            main([*words, "--json"])
        return str(json.loads(said.getvalue())["message"])


class Ribbon:
    """The tab's buttons: VBA writes the command, and what it says to Python is run."""

    def __init__(self, workbook: Path) -> None:
        self.workbook = workbook
        self.excel = Excel(workbook)

    def press(self, button: str, now: datetime, file: str, answers: Mapping[str, str]) -> str:
        """Press a button, answer what is asked, and return what was told."""
        command = self.excel.press(button, tag_of(BUTTONS[button]), file=file)
        told: list[str] = []

        def tell(text: str, *, final: bool = False, share: float | None = None) -> None:  # noqa: ARG001  of a Book
            told.extend([text] * final)

        def ask(question: Ask) -> str | None:
            return answers.get(question.key, question.unasked)

        with (
            FileBook(self.workbook, tell=tell, ask=ask) as book,
            patch.object(live, "caller", lambda *_: book),
            patch.object(live, "datetime", clock_at(now)),
            patch("getpass.getuser", lambda: USER),
        ):
            exec(command, {})
        (message,) = told
        return message
