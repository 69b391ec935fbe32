"""From data to pages: JSON into one of Ringbind's own Typst layouts, a PDF out.

The data is never read as markup. The compiler sees Ringbind's templates folder and nothing else: no packages, no fonts
of the machine. PDF/A-2a and PDF/UA-1 are asked for, so a page that lacks a title, tags or a letter's shape is refused.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from workbook.later import later
from workbook.letters.files import shipped

if TYPE_CHECKING:
    import typst
else:
    typst = later("typst")

STANDARDS: list[typst.PDFStandard] = ["a-2a", "ua-1"]
"""What each PDF keeps: for archives (with tags), and for people who have it read aloud."""


class Unprintable(Exception):
    """The data holds a character that the fonts do not have; carries no text, as that may be a person's."""


def typeset(layout: str, data: Mapping[str, Any], day: date, root: Path | None = None) -> bytes:
    """Return the PDF that `layout` ("letter", "call_sheet") makes of `data`; the same data and day give the same bytes.

    Pictures come from `root`, a folder that holds the layouts too: the templates' where none is given. Raises
    Unprintable for a character without a shape, RuntimeError when the layout itself is at fault.
    """
    return _compiled(
        layout,
        data,
        root,
        format="pdf",
        pdf_standards=STANDARDS,
        timestamp=datetime.combine(day, time(12), UTC),
    )


def picture(layout: str, data: Mapping[str, Any], dots_per_inch: int = 200) -> bytes:
    """Return the one page that `layout` ("chart") makes of `data` as a PNG; what has no shape is an empty box."""
    return _compiled(layout, data, None, format="png", ppi=dots_per_inch)


def _compiled(layout: str, data: Mapping[str, Any], root: Path | None, **wanted: Any) -> bytes:
    source = shipped(f"layout/{layout}.typ")
    try:
        page, warnings = typst.compile_with_warnings(
            source,
            root=root or source.parent.parent,
            font_paths=_fonts(),
            ignore_system_fonts=True,
            sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
            **wanted,
        )
    except typst.TypstError as error:
        if "could not be displayed" in error.message:
            raise Unprintable from None
        raise RuntimeError(f"the layout {layout} does not compile") from None
    if warnings:
        raise RuntimeError(f"the layout {layout} compiles with warnings")
    return bytes(page)


def forget() -> None:
    """Let the compiler drop what it remembers of a large file: it keeps all of it through ten more compilations."""
    for _ in range(_REMEMBERED + 1):
        typst.compile(b"", font_paths=_fonts(), ignore_system_fonts=True, format="svg")


_REMEMBERED = 10


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[shipped("fonts")])
