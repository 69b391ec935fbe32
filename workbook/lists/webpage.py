"""What many systems call an Excel file and is a web page with a table: its rows as a spreadsheet shows them.

All tables of a page stand below one another, and the lines between them are rows. Nothing is run or fetched, codes for
letters (&amp;) become text, and the rows with something in a cell are counted in the source as well.
"""

from __future__ import annotations

import email
import re
from collections.abc import Iterator, Sequence
from html import unescape
from html.parser import HTMLParser

from workbook.lists.binary import Merge
from workbook.lists.counting import Count
from workbook.lists.guard import Cause, Refused

_UNSEEN = frozenset({"script", "style", "title", "xml"})
_ROW_ENDS = frozenset({"table", "thead", "tbody", "tfoot", "tr"})
_CELLS = frozenset({"td", "th"})
_LINES = frozenset({"br", "p", "div", "li", "ul", "ol", "hr", "h1", "h2", "h3", "h4", "h5", "h6", "caption"})
_SPACE = re.compile(r"[ \t\r\n\f]+")
_HIDDEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_WIDEST_SPAN, _LONGEST_SPAN = 1_000, 65_534
"""What the HTML standard lets colspan and rowspan be."""

_NO_TEXT = re.compile(r"<!--.*?-->|<(script|style|title|xml)\b.*?</\1\s*>", re.DOTALL | re.IGNORECASE)
_PIECES = re.compile(r"<(?=/?(?:table|thead|tbody|tfoot|tr)\b)", re.IGNORECASE)
_CELL = re.compile(r"<t[dh]\b.*", re.DOTALL | re.IGNORECASE)
_TAG = re.compile(r"""<[^>"']*(?:"[^"]*"[^>"']*|'[^']*'[^>"']*)*>""")


def page_of(text: str, most: int) -> tuple[list[list[str | None]], Count]:
    """Return the rows of a page, and what is said of them; no row for a page without a table.

    Raises Refused for one of more cells than `most`, and where two ways to count its rows differ.
    """
    reader = _Reader(most)
    try:
        reader.feed(text)
        reader.close()
    except AssertionError:  # so html.parser says that it does not know a declaration
        raise Refused(Cause.BROKEN) from None
    reader.end_row()
    if reader.filled != _filled_rows(text):
        raise Refused(Cause.MISCOUNTED)
    count = Count(reader.filled, reader.hidden, merges=reader.merges)
    return (reader.rows if count.rows else []), count


def pages_in(raw: bytes) -> Iterator[bytes]:
    """Yield the web pages that one file holds, "multipart/related", as SAP and Excel save them."""
    for part in email.message_from_bytes(raw).walk():
        page = part.get_payload(decode=True) if part.get_content_type() == "text/html" else None
        if isinstance(page, bytes):
            yield page


def _filled_rows(text: str) -> int:
    """Return how many rows have a text in a cell, by the marks in the source alone."""
    cells = map(_CELL.search, _PIECES.split(_NO_TEXT.sub("", text)))
    return sum(bool(unescape(_TAG.sub("", found[0])).strip()) for found in cells if found)


class _Reader(HTMLParser):
    """Takes a page in, mark by mark; a table in a cell ends the row it is in, so that nothing lies in another."""

    def __init__(self, most: int) -> None:
        super().__init__()
        self.rows: list[list[str | None]] = []
        self.merges: list[Merge] = []
        self.hidden = self.filled = self._cells = 0
        self._most = most
        self._row: list[str | None] | None = None
        self._words: list[str] = []
        self._below: dict[int, int] = {}
        self._spans: tuple[int, int] | None = None
        self._unseen = ""
        self._is_hidden = False

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        """Begin a row, a cell or a line."""
        if tag in _ROW_ENDS:
            self._unseen = ""
            self.end_row()
            if tag == "tr":
                self._row, self._is_hidden = [], bool(_HIDDEN.search(dict(attrs).get("style") or ""))
            elif tag == "table":
                self._below = {}
        elif tag in _CELLS:
            self._end_cell()
            told = dict(attrs)
            self._spans = (_span(told.get("rowspan"), _LONGEST_SPAN), _span(told.get("colspan"), _WIDEST_SPAN))
        elif tag in _LINES:
            self._end_line()
        elif tag in _UNSEEN:
            self._unseen = tag

    def handle_endtag(self, tag: str) -> None:
        """End a row, a cell or a line."""
        if tag == self._unseen:
            self._unseen = ""
        elif tag in _ROW_ENDS:
            self.end_row()
        elif tag in _CELLS:
            self._end_cell()
        elif tag in _LINES:
            self._end_line()

    def handle_data(self, data: str) -> None:
        """Take a text that the page shows."""
        if not self._unseen:
            self._words.append(_SPACE.sub(" ", data))

    def end_row(self) -> None:
        """Put the row that was begun below the others."""
        self._end_cell()
        row, self._row = self._row, None
        if row is None:
            return
        row += [None] * (max(self._below, default=-1) + 1 - len(row))
        self._below = {column: rows - 1 for column, rows in self._below.items() if rows > 1}
        self._add(row)
        is_filled = any(row)
        self.filled += is_filled
        self.hidden += is_filled and self._is_hidden

    def _end_cell(self) -> None:
        if self._spans is None:
            self._end_line()
            return
        (down, across), self._spans = self._spans, None
        row = self._row = self._row or []
        while len(row) in self._below:
            row.append(None)
        top, left = len(self.rows), len(row)
        row += [self._text(), *[None] * (across - 1)]
        if down > 1 or across > 1:
            self.merges.append(((top, left), (top + down - 1, left + across - 1)))
        if down > 1:
            self._below |= dict.fromkeys(range(left, left + across), down)

    def _end_line(self) -> None:
        """Break the line in a cell; outside one it is a row."""
        if self._spans is not None:
            self._words.append("\n")
        elif line := self._text():
            self._add([line])

    def _add(self, row: list[str | None]) -> None:
        self._cells += len(row) + 1
        if self._cells > self._most:
            raise Refused(Cause.TOO_LARGE)
        self.rows.append(row)

    def _text(self) -> str | None:
        """Return what was said since the last cell or line, its lines as the page breaks them."""
        words, self._words = "".join(self._words), []
        return "\n".join(filter(None, map(str.strip, words.split("\n")))) or None


def _span(told: str | None, most: int) -> int:
    """Return over how many rows or columns a cell goes."""
    return max(1, min(int(told[:6]), most)) if told and told.isdecimal() and told.isascii() else 1
