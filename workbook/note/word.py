"""The note for Word: the same words, tables and charts, for who wants to write on.

Charts are pictures made by the layout that draws them on paper, each with its numbers as alternative text. The same
note and day give the same bytes; the file's properties name the municipality and nobody.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date, datetime, time

from docx import Document
from docx.document import Document as Paper
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.image.image import Image
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.shared import Cm, Inches
from docx.text.paragraph import Paragraph

from workbook.letters.logo import DOTS_PER_INCH, Logo, logo_png
from workbook.letters.typeset import picture
from workbook.letters.wording import Block, Run
from workbook.note.parts import Chart, Grid
from workbook.note.wordlook import field, lined, look, repeated, secondary
from workbook.note.writing import Note
from workbook.packing import packed, unpacked

WIDTH = Cm(16.2)
"""Between the margins of A4."""


def note_docx(note: Note, today: date) -> bytes:
    """Return the note as a docx file."""
    paper = Document()
    look(paper)
    _tell_about(paper, note, today)
    _head(paper, note)
    for part in note.parts:
        if isinstance(part, Block):
            _words(paper, part)
        elif isinstance(part, Grid):
            _table(paper, part)
        else:
            _chart(paper, part)
    saved = io.BytesIO()
    paper.save(saved)
    return packed(unpacked(saved.getvalue()))


def _tell_about(paper: Paper, note: Note, today: date) -> None:
    """Fill in the file's properties, and drop the picture of somebody else's page that comes with an empty one."""
    about = paper.core_properties
    about.title, about.author, about.last_modified_by = note.title, note.municipality, note.municipality
    about.comments, about.language, about.revision = "", "da-DK", 1
    about.created = about.modified = datetime.combine(today, time(12))
    package = paper.part.package
    for key, tie in list(package.rels.items()):
        if tie.reltype == RELATIONSHIP_TYPE.THUMBNAIL:
            del package.rels[key]


def _logo(paper: Paper, logo: Logo, municipality: str) -> None:
    drawn = logo_png(logo, municipality)
    line = paper.add_paragraph()
    line.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    wide = Inches(Image.from_blob(drawn).px_width / DOTS_PER_INCH)
    shown = line.add_run().add_picture(io.BytesIO(drawn), width=wide)
    shown._inline.docPr.set("descr", f"Logo: {municipality}")  # noqa: SLF001  python-docx has no word for it


def _head(paper: Paper, note: Note) -> None:
    if note.logo:
        _logo(paper, note.logo, note.municipality)
    line = paper.add_paragraph()
    line.paragraph_format.tab_stops.add_tab_stop(WIDTH, WD_TAB_ALIGNMENT.RIGHT)
    line.add_run(note.municipality).bold = True
    line.add_run(f"\t{note.date}\n{note.department}")
    paper.add_paragraph(note.title, style="Title")
    foot = paper.sections[0].footer.paragraphs[0]
    foot.paragraph_format.tab_stops.add_tab_stop(WIDTH, WD_TAB_ALIGNMENT.RIGHT)
    foot.add_run(f"{note.municipality} · {note.department}\tSide ")
    field(foot, "PAGE")
    foot.add_run(" af ")
    field(foot, "NUMPAGES")


def _words(paper: Paper, block: Block) -> None:
    if block.kind == "heading":
        paper.add_paragraph("".join(run.text for run in block.lines[0]), style="Heading 1")
    elif block.kind == "list":
        for line in block.lines:
            _runs(paper.add_paragraph(style="List Bullet"), [line])
    else:
        _runs(paper.add_paragraph(), block.lines)


def _runs(paragraph: Paragraph, lines: Sequence[Sequence[Run]]) -> None:
    for at, line in enumerate(lines):
        if at:
            paragraph.add_run().add_break()
        for run in line:
            paragraph.add_run(run.text).bold = run.bold


def _table(paper: Paper, part: Grid) -> None:
    _caption(paper, "Tabel", part.title)
    table = paper.add_table(0, len(part.heads))
    lines = [part.heads, *part.rows]
    style = paper.styles["Table Text"].style_id
    for at, line in enumerate(lines):
        strongly = at == 0 or (part.sums and at == len(lines) - 1)
        row = table.add_row()
        for column, (cell, text) in enumerate(zip(row.cells, line, strict=True)):
            paragraph = cell.paragraphs[0]
            paragraph._p.style = style  # noqa: SLF001  by name python-docx goes through all styles for each cell
            paragraph.add_run(text).bold = strongly
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT if column else WD_ALIGN_PARAGRAPH.LEFT
            paragraph.paragraph_format.keep_with_next = at < len(lines) - 1 or bool(part.notes)
    repeated(table.rows[0])
    lined(table, WIDTH, sums=part.sums)
    _notes(paper, part.notes)


def _chart(paper: Paper, part: Chart) -> None:
    _caption(paper, "Figur", part.title)
    drawn = picture("chart", {"language": "da", **part._asdict()})
    shown = paper.add_picture(io.BytesIO(drawn), width=WIDTH)
    shown._inline.docPr.set("descr", part.in_words)  # noqa: SLF001  python-docx has no word for it
    _notes(paper, part.notes)


def _caption(paper: Paper, kind: str, title: str) -> None:
    """Write "Tabel 1. …" with a number that Word counts, so that it stays right when somebody adds a table."""
    told = [line for line in paper.paragraphs if line.text.startswith(kind)]
    before = [line for line in told if line.style and line.style.name == "Caption"]
    line = paper.add_paragraph(f"{kind} ", style="Caption")
    line.paragraph_format.keep_with_next = True
    field(line, f"SEQ {kind} \\* ARABIC", str(len(before) + 1))
    line.add_run(f". {title}")


def _notes(paper: Paper, notes: Sequence[str]) -> None:
    for words in notes or ("",):
        secondary(paper.add_paragraph(words))
