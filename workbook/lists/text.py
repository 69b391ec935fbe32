"""A csv or txt file into rows of texts: the encoding is found out, never guessed at twice; the delimiter is tried.

`csv.Sniffer` is not used: it takes the likeliest, while the right delimiter is the one that shows known headings.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Callable
from contextlib import suppress

from workbook.lists.fixed import FEWEST, in_columns
from workbook.lists.grid import BETWEEN, Grid, grid_of_joined
from workbook.lists.guard import Cause, Refused
from workbook.lists.lines import lines, lines_at_most, lines_in_all

DELIMITERS = (";", "\t", ",", "|")
_SAID = re.compile(r'"?sep=([;\t,|:])"?[;\t,|]*[\r\n]', re.IGNORECASE)
"""The first line by which Excel is told the delimiter."""
_TOP, _ROWS = 50_000, 50

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_MISREAD = re.compile("[\x80-\x9f\ufffd]|Ã[\x80-\xbf¦¸¥†˜…]")
"""C1 controls, the replacement character, and æøå of UTF-8 that was read as Latin-1 on its way here."""
_OTHER_LETTERS = re.compile("(?<=[A-Za-z])[†‘›¿¾Œ](?=[a-z])")
"""What å, æ and ø of a "CSV (MS-DOS)" or "CSV (Macintosh)" look like in cp1252."""
_GUARDED = re.compile('="([^"]*)"')
"""A formula that is only a text: so do exports keep Excel from making a number of it."""
_LINE_END = re.compile(r"\r\n|\r|\n")
_CONTROLS = bytes([*range(9), *range(14, 32)])
_PLAIN = bytes([*range(9, 14), *range(32, 128)])


def decode(raw: bytes) -> str:
    """Return the text: by its BOM, as UTF-16 where every second byte is NUL, as UTF-8, else as cp1252.

    Raises Refused for bytes that are no text and for letters that were spoiled before.
    """
    text, encoding = _text(raw)
    odd = (raw if encoding == "utf-8" else text.encode("utf-8", "replace")).translate(None, _PLAIN)
    if len(odd.translate(None, _CONTROLS)) < len(odd):
        raise Refused(Cause.NOT_A_LIST)
    if _MISREAD.search(odd.decode()) and (found := _MISREAD.search(text)):
        raise Refused(Cause.LETTERS, _line(text, found))
    return text


def _text(raw: bytes) -> tuple[str, str]:
    """Return the text and its encoding."""
    said = _said(raw)
    encoding = said or "utf-8"
    with suppress(UnicodeDecodeError):
        return raw.decode(encoding), encoding
    if said or len(raw.translate(None, _CONTROLS)) < len(raw):
        raise Refused(Cause.NOT_A_LIST)
    text = raw.decode("cp1252", "replace")
    if found := _OTHER_LETTERS.search(text):
        raise Refused(Cause.LETTERS, _line(text, found))
    return text, "cp1252"


def _line(text: str, found: re.Match[str]) -> str:
    """Return in which line something was found."""
    return f"linje {len(_LINE_END.findall(text, 0, found.start())) + 1}"


def _said(raw: bytes) -> str | None:
    """Return the encoding that the first bytes tell."""
    for bom, name in _BOMS:
        if raw.startswith(bom):
            return name
    head = raw[:2_000]
    for offset, name in ((1, "utf-16-le"), (0, "utf-16-be")):
        if len(head) > 3 and head[offset::2].count(0) > len(head) // 2 * 0.8:  # noqa: PLR2004  Latin letters
            return name
    return None


def split(text: str, score: Callable[[list[list[str]]], int]) -> Grid | list[list[str]]:
    """Return the rows by the delimiter that the file names, else the one whose rows score highest; counted twice.

    Raises Refused when an open quote swallows rows, or when two ways to count them differ.
    """
    said = _SAID.match(text)
    worth = {} if said else {delimiter: _worth(_top(text, delimiter), score) for delimiter in DELIMITERS}
    best = said[1] if said else max(DELIMITERS, key=worth.__getitem__)
    if not said and worth[best][0] < FEWEST and (cut := in_columns(text, score, _ROWS)):
        return cut
    rows = _at_once(text, best) or _read(text, best)
    return split("\n".join(row[0] or "" if row else "" for row in rows), score) if _in_quotes(rows, best) else rows


def _in_quotes(rows: Grid | list[list[str]], delimiter: str) -> bool:
    """Whether each whole line stands in quotes, as where a csv that was opened in one column is saved again."""
    if isinstance(rows, Grid) and rows.width > 1:
        return False
    said = [row for row in rows if any(row)]
    return bool(said) and all(len(row) == 1 and delimiter in row[0] for row in said)


def _at_once(text: str, delimiter: str) -> Grid | None:
    """Return the rows of a file where each line is one, in half the time and a third of the memory; else None."""
    lines_ = text.split("\n")
    if not lines_[-1]:
        lines_.pop()
    if BETWEEN in text or ("=" in text and '="' in text) or lines_in_all(text) != len(lines_):
        return None
    with suppress(csv.Error):
        rows = list(map(BETWEEN.join, csv.reader(lines_, delimiter=delimiter, strict=True)))
        return grid_of_joined(rows) if len(rows) == len(lines_) else None
    return None


def _read(text: str, delimiter: str) -> list[list[str]]:
    """Return the rows of any other file."""
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error as error:
        cause = Cause.LONG_CELL if "field limit" in str(error) else Cause.QUOTES
        raise Refused(cause, f"rækken, der begynder i linje {_broken(text, delimiter)}") from None
    seen = sum(any(map(str.strip, row)) for row in rows)
    if lines_in_all(text) != seen and lines_at_most(text, delimiter) != seen and lines(text, delimiter) != seen:
        raise Refused(Cause.MISCOUNTED)
    return [[_GUARDED.sub(r"\1", cell) for cell in row] for row in rows] if '="' in text else rows


def _broken(text: str, delimiter: str) -> int:
    """Return the line where the first row begins that cannot be read."""
    reader, line = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True), 1
    with suppress(csv.Error):
        for _ in reader:
            line = reader.line_num + 1
    return line


def _top(text: str, delimiter: str) -> list[list[str]]:
    """Return the first rows, cut at every line, so that an open quote hides no headings."""
    lines_ = _LINE_END.split(text[:_TOP])[:_ROWS]
    return [[cell.strip('="') for cell in line.split(delimiter)] for line in lines_]


def _worth(rows: list[list[str]], score: Callable[[list[list[str]]], int]) -> tuple[int, int]:
    """Return how much speaks for a delimiter: the headings that it shows, then the columns."""
    return score(rows), max(map(len, rows), default=0)
