"""Values cleaned once, on their way from a cell to a paper: what is left is one line of text that can be printed.

Gone are controls, characters that turn the direction of writing, private use, lone surrogates and byte-order marks.
A line break becomes a space, and a space between two digits one that does not break, so that a number stays whole.
"""

from __future__ import annotations

import re
import textwrap
import unicodedata
from datetime import date, time
from typing import Any

from babel.dates import format_date

from workbook.words import LANGUAGE_CODES, BookingKind, Language

LONGEST_LINE = 44
"""The most characters in a line of the address; the window of an envelope is 90 mm wide."""

MOST_LINES = 5
"""The most lines that the window of an envelope shows."""

_GONE = {"Cc", "Co", "Cs"}
_DIRECTION = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"


def clean(value: Any) -> str:
    """Return a cell's value as one line of text, blank as "". Dates are written out in Danish."""
    text = danish_date(value) if isinstance(value, date) else "" if value is None else str(value)
    signs = unicodedata.normalize("NFC", text)
    if not signs.isprintable():  # else no sign of it is one that goes
        signs = "".join(sign for sign in signs if sign.isspace() or not _is_gone(sign))
    return re.sub(r"(?<=\d) (?=\d)", "\u00a0", " ".join(signs.split()))


def _is_gone(sign: str) -> bool:
    return unicodedata.category(sign) in _GONE or sign in _DIRECTION


def said(value: Any, language: Language) -> str:
    """Return a value as it stands in a letter: `clean`, with days and times (datetime.date, .time) in the language."""
    if value is BookingKind.HOME:
        return AT_HOME.get(language, AT_HOME[Language.DANISH])
    if isinstance(value, time):
        return f"{value.hour}{'.' if language is Language.DANISH else ':'}{value:%M}"
    if isinstance(value, date):
        return clean(format_date(value, "long", locale=_LOCALES.get(language, LANGUAGE_CODES[language])))
    return clean(value)


AT_HOME = {
    Language.DANISH: "I hjemmet",
    Language.ENGLISH: "At home",
    Language.TURKISH: "Evde",
    Language.ARABIC: "في المنزل",
    Language.URDU: "گھر پر",
    Language.POLISH: "W domu",
    Language.SOMALI: "Guriga",
    Language.BOSNIAN: "Kod kuće",
    Language.FARSI: "در منزل",
    Language.KURDISH: "Li malê",
}
"""The place of a jab that the Region gives at home."""

_LOCALES = {Language.ENGLISH: "en_GB"}


def danish_date(day: date) -> str:
    """Return the day as in a Danish letter: 20. april 2021."""
    return format_date(day, "d. MMMM y", locale="da")


def phone(value: Any) -> str:
    """Return a phone number for reading aloud: eight digits in pairs, anything else as it stands."""
    text = clean(value)
    return re.sub(r"(..)(?=.)", "\\1\u00a0", text) if re.fullmatch(r"\d{8}", text) else text


def address_lines(name: str, address: str, postcode: str, city: str) -> list[str] | None:
    """Return the lines for the envelope's window, or None when they do not fit it or one of the parts is blank."""
    parts = [clean(name), clean(address), clean(postcode), clean(city)]
    if not all(parts):
        return None
    wanted = [parts[0], parts[1], f"{parts[2]} {parts[3]}"]
    lines = [line for part in wanted for line in textwrap.wrap(part, LONGEST_LINE, break_long_words=False)]
    fits = len(lines) <= MOST_LINES and all(len(line) <= LONGEST_LINE for line in lines)
    return lines if fits else None
