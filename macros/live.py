"""From the ribbon: VBA's RunPython calls `ribbon` with three texts in hex, so that nothing of them is ever code."""

from __future__ import annotations

import getpass
from datetime import datetime

from macros.commands import BUTTONS
from macros.door import Outcome, log_to
from macros.press import press
from workbook.book_excel import caller


def ribbon(button: str, workbook: str, answer: str) -> Outcome:
    """Press a button on the open workbook; the three texts are hex of UTF-16 (big endian)."""
    name = from_hex(button)
    book = caller(from_hex(workbook))
    if book.path:
        log_to(book.path.parent)
    wants = BUTTONS[name].wants if name in BUTTONS else ""
    answers = {str(wants): from_hex(answer)} if wants else {}
    return press(name, book, now=datetime.now(), user=getpass.getuser(), answers=answers)


def from_hex(text: str) -> str:
    """Return the text that VBA wrote as four hex digits per UTF-16 unit."""
    return bytes.fromhex(text).decode("utf-16-be")
