"""From the ribbon: VBA's RunPython calls `ribbon` with three texts in hex, so that nothing of them is ever code."""

from __future__ import annotations

import getpass
import sys
from datetime import datetime

from workbook.circles import importing

with importing():
    from macros import dialogs
    from macros.commands import BUTTONS
    from macros.door import Outcome, door, log_to
    from macros.press import press
    from workbook.book_excel import caller


def ribbon(button: str, workbook: str, answer: str) -> None:
    """Press a button on the open workbook; the three texts are hex of UTF-16 (big endian).

    What could not be told in Excel itself (the workbook is not found, Excel is busy) leaves as the text of SystemExit,
    which RunPython shows in its box.
    """
    outcome = door(lambda: _press(from_hex(button), from_hex(workbook), from_hex(answer)))
    if not outcome.told:
        sys.exit(outcome.message)


def _press(name: str, workbook: str, answer: str) -> Outcome:
    book = caller(workbook, dialogs.ask, dialogs.stoppable)
    if book.path:
        log_to(book.path.parent)
    wants = BUTTONS[name].wants if name in BUTTONS else ""
    answers = {str(wants): answer} if wants else {}
    return press(name, book, now=datetime.now(), user=getpass.getuser(), answers=answers)


def from_hex(text: str) -> str:
    """Return the text that VBA wrote as four hex digits per UTF-16 unit."""
    return bytes.fromhex(text).decode("utf-16-be")
