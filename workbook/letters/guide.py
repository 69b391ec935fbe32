"""The guide for staff as a PDF: docs/vejledning.md, read as markdown, set by a layout of our own.

Of markdown it may use headings, paragraphs, lists of points, bold words, and pictures on lines of their own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from markdown_it import MarkdownIt
from markdown_it.token import Token

from workbook import VERSION
from workbook.letters.typeset import typeset
from workbook.letters.wording import Run


class Piece(NamedTuple):
    """A heading ("h1" to "h3"), a paragraph ("p"), a point of a list ("li"), or a picture ("img") and its file."""

    kind: str
    runs: list[Run]
    file: str = ""


def guide_pdf(guide: Path, day: date) -> bytes:
    """Return the guide as a PDF; pictures lie in its folder."""
    pieces = list(read_guide(guide.read_text("utf-8")))
    title = "".join(run.text for run in pieces[0].runs)
    data = {"language": "da", "title": title, "version": VERSION, "folder": guide.parent.name, "pieces": pieces[1:]}
    return typeset("guide", data, day, guide.parent.parent)


def read_guide(text: str) -> Iterator[Piece]:
    """Yield the pieces of a guide; raises ValueError for markdown that the layout does not know."""
    opened: list[str] = []
    for token in MarkdownIt("commonmark").parse(text):
        if token.nesting == 1:
            opened.append(token.tag)
        elif token.nesting == -1:
            opened.pop()
        elif token.type == "inline":
            yield _piece(token.children or (), opened)
        elif token.type != "html_block":
            raise ValueError(f"the guide has a {token.type}")


def _piece(tokens: Sequence[Token], opened: Sequence[str]) -> Piece:
    if [token.type for token in tokens] == ["image"]:
        return Piece("img", [Run(tokens[0].content, bold=False)], str(tokens[0].attrGet("src")))
    return Piece("li" if "li" in opened else opened[-1], list(_runs(tokens)))


def _runs(tokens: Sequence[Token]) -> Iterator[Run]:
    bold = False
    for token in tokens:
        if token.type in {"strong_open", "strong_close"}:
            bold = token.type == "strong_open"
        elif token.type == "softbreak":
            yield Run(" ", bold)
        elif token.type == "text":
            yield from (Run(text, bold) for text in [token.content] if text)
        else:
            raise ValueError(f"the guide has a {token.type}")
