"""How the note looks in Word: what python-docx has no words for stands here as XML."""

from __future__ import annotations

from typing import cast

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Length, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph

INK, ACCENT, QUIET = RGBColor(0x1D, 0x2A, 0x33), RGBColor(0x0F, 0x4C, 0x5C), RGBColor(0x55, 0x64, 0x6E)
HAIRLINE = "C3CCD1"
FONT = "Calibri"
FIRST_COLUMN = 0.42
"""The label's share of a table's width."""


def look(paper: Document) -> None:
    """Set page, language and styles."""
    page = paper.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.left_margin = page.right_margin = Cm(2.4)
    page.top_margin, page.bottom_margin = Cm(1.8), Cm(1.8)
    paper.styles.element.find(f".//{qn('w:lang')}").set(qn("w:val"), "da-DK")
    paper.styles.add_style("Table Text", WD_STYLE_TYPE.PARAGRAPH)
    _style(paper, "Normal", 10.5, INK, after=6)
    _style(paper, "Title", 20, ACCENT, before=8, after=8)
    _style(paper, "Heading 1", 13, ACCENT, before=16, after=5, bold=True)
    _style(paper, "Caption", 9.5, ACCENT, before=10, after=4, bold=True)
    _style(paper, "List Bullet", 10.5, INK, after=4)
    _style(paper, "Footer", 8.5, QUIET)
    _style(paper, "Table Text", 9.5, INK)
    _drop(paper, "Title", "w:pBdr")
    _drop(paper, "Footer", "w:tabs")


def _drop(paper: Document, style: str, what: str) -> None:
    about = paper.styles[style].element.get_or_add_pPr()
    for found in about.findall(qn(what)):
        about.remove(found)


def _style(
    paper: Document,
    name: str,
    size: float,
    colour: RGBColor,
    before: float = 0,
    after: float = 0,
    *,
    bold: bool = False,
) -> None:
    style = cast("ParagraphStyle", paper.styles[name])
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    style.font.name, style.font.size, style.font.bold = FONT, Pt(size), bold
    style.font.color.rgb = colour
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
    style.paragraph_format.line_spacing = 1.1


def field(paragraph: Paragraph, instruction: str, shown: str = "1") -> None:
    """Add a number that Word counts by itself; `shown` stands there until it does."""
    counted = OxmlElement("w:fldSimple")
    counted.set(qn("w:instr"), instruction)
    counted.append(paragraph.add_run(shown)._element)  # noqa: SLF001  moves it into the field
    paragraph._p.append(counted)  # noqa: SLF001


def secondary(paragraph: Paragraph) -> None:
    """Make a paragraph small and quiet, as a footnote is."""
    for run in paragraph.runs:
        run.font.size, run.font.color.rgb = Pt(8.5), QUIET
    paragraph.paragraph_format.space_before = Pt(3)


def repeated(row: _Row) -> None:
    """Let a table's heads stand on each page it goes on to."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))  # noqa: SLF001


def lined(table: Table, width: Length, *, sums: bool) -> None:
    """Draw a line under each row, stronger under the heads and above the sums, and share the width out."""
    table.autofit = False
    others = len(table.columns) - 1
    label = Length(int(width * max(FIRST_COLUMN, 1 - 0.18 * others)))
    widths = [label] + [Length((width - label) // others)] * others
    strong = {0, len(table.rows) - 2} if sums else {0}
    for column, wide in zip(table.columns, widths, strict=True):
        column.width = wide
    for at, row in enumerate(table.rows):
        for cell, wide in zip(row.cells, widths, strict=True):
            cell.width = wide
            _underline(cell, strongly=at in strong)


def _underline(cell: _Cell, *, strongly: bool) -> None:
    lines, line = OxmlElement("w:tcBorders"), OxmlElement("w:bottom")
    size, colour = ("8", str(ACCENT)) if strongly else ("4", HAIRLINE)
    for name, value in (("val", "single"), ("sz", size), ("color", colour)):
        line.set(qn(f"w:{name}"), value)
    lines.append(line)
    cell._tc.get_or_add_tcPr().append(lines)  # noqa: SLF001
