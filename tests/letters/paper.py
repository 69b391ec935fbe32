"""A PDF as text, words with places, and facts, read by poppler."""

from __future__ import annotations

import re
import subprocess
from typing import NamedTuple

from tests.tools import need

MM_PER_POINT = 25.4 / 72


class Word(NamedTuple):
    text: str
    page: int
    left: float
    top: float
    right: float
    bottom: float


def text_of(pdf: bytes) -> str:
    """Return the lines of all pages as they are read, runs of spaces as one."""
    raw = _poppler("pdftotext", pdf, "-layout").replace("\f", "\n")
    lines = (re.sub(r"[ \u00a0]+", " ", line).strip() for line in raw.splitlines())
    return "\n".join(line for line in lines if line) + "\n"


def pages_of(pdf: bytes) -> list[str]:
    """Return the text of each page in the order it is read, also from right to left."""
    return _poppler("pdftotext", pdf).split("\f")[:-1]


def words_of(pdf: bytes) -> list[Word]:
    """Return each word with its page and its box in millimetres from the paper's upper left corner."""
    found = []
    pages = _poppler("pdftotext", pdf, "-bbox").split("<page ")[1:]
    box = re.compile(r'<word xMin="(.+?)" yMin="(.+?)" xMax="(.+?)" yMax="(.+?)">(.*?)</word>')
    for number, page in enumerate(pages, start=1):
        for *corners, text in box.findall(page):
            found.append(Word(text, number, *(float(corner) * MM_PER_POINT for corner in corners)))
    return found


def facts_of(pdf: bytes) -> dict[str, str]:
    """Return what pdfinfo says, by its own words."""
    lines = _poppler("pdfinfo", pdf).splitlines()
    return {key: value.strip() for key, _, value in (line.partition(":") for line in lines)}


def _poppler(program: str, pdf: bytes, *options: str) -> str:
    command = [need(program), *options, "-", *(["-"] if program == "pdftotext" else [])]
    return subprocess.run(command, input=pdf, capture_output=True, check=True).stdout.decode()
