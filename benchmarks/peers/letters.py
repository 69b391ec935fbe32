"""The same letter by other libraries, as their documentation shows it; benchmarks/letters.py starts it in their Python.

python letters.py template FOLDER                              make FOLDER/letter.docx of FOLDER/letter.json
python letters.py docxtpl|docxtpl+office|weasyprint FOLDER N   write N letters into FOLDER/out

`letter.json` holds the letter's parts, with {{ navn }}, {{ reference }} and {{ adresse }} where a person's words stand.
"""

from __future__ import annotations

import json
import subprocess
import sys
from html import escape
from pathlib import Path
from typing import Any

FONTS = Path(__file__).parents[2] / "templates" / "fonts"

AT_ONCE = 100
"""Of 1,000 files given to it at once LibreOffice 7.4 made 247 and ended without an error."""

STYLE = f"""
@font-face {{ font-family: Noto; src: url(file://{FONTS}/NotoSans-Regular.ttf) }}
@font-face {{ font-family: Noto; font-weight: bold; src: url(file://{FONTS}/NotoSans-Bold.ttf) }}
@page {{ size: A4; margin: 26mm 28mm 26mm 22mm;
  @bottom-right {{ content: "Side " counter(page) " af " counter(pages); font: 8.5pt Noto }} }}
body {{ font: 11.5pt Noto; line-height: 1.4 }}
h1 {{ font-size: 15pt; margin-top: 25mm; color: #0f4c5c }} h2 {{ font-size: 12pt; color: #0f4c5c }}
section {{ break-after: page }}
.small {{ font-size: 9.5pt }} .head {{ border-bottom: 1.2pt solid #0f4c5c }} .facts {{ float: right; font-size: 8.5pt }}
"""


def template(folder: Path) -> None:
    """Write the letter as a Word file with fields."""
    from docx import Document  # noqa: PLC0415  a peer
    from docx.shared import Pt  # noqa: PLC0415  a peer

    letter = _letter(folder)
    paper = Document()
    paper.styles["Normal"].font.name = "Noto Sans"
    paper.styles["Normal"].font.size = Pt(11)
    for line in (*letter["head"], "", "{{ adresse }}", "", *letter["facts"]):
        paper.add_paragraph(line)
    for part in letter["parts"]:
        paper.add_heading(part["subject"], 1)
        for kind, lines in part["blocks"]:
            for line in lines:
                style = {"heading": "Heading 2", "list": "List Bullet"}.get(kind, "Normal")
                paragraph = paper.add_paragraph(style=style)
                for text, bold in line:
                    paragraph.add_run(text).bold = bold
    paper.save(str(folder / "letter.docx"))


def docxtpl(folder: Path, people: list[dict[str, Any]]) -> None:
    """Fill the Word file in for each person."""
    from docxtpl import DocxTemplate  # noqa: PLC0415  a peer

    for at, person in enumerate(people):
        paper = DocxTemplate(folder / "letter.docx")
        paper.render({**person, "adresse": "\n".join(person["adresse"])}, autoescape=True)
        paper.save(folder / "out" / f"{at:04d}.docx")


def docxtpl_office(folder: Path, people: list[dict[str, Any]]) -> None:
    """Do the same, and let LibreOffice make PDF of `AT_ONCE` at a time."""
    docxtpl(folder, people)
    made = sorted(str(path) for path in (folder / "out").glob("*.docx"))
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder / "out")]
    for at in range(0, len(made), AT_ONCE):
        part = made[at : at + AT_ONCE]
        subprocess.run([*command, *part], check=True, capture_output=True)  # noqa: S603  the program that is measured
    if lost := sum(not Path(path).with_suffix(".pdf").exists() for path in made):
        sys.exit(f"LibreOffice ended without an error and left {lost} letters out")
    for path in made:
        Path(path).unlink()


def weasyprint(folder: Path, people: list[dict[str, Any]]) -> None:
    """Make one tagged PDF of all, a letter on each page; a file each would cost it the fonts each time."""
    from jinja2 import Environment  # noqa: PLC0415  a peer
    from weasyprint import CSS, HTML  # noqa: PLC0415  a peer
    from weasyprint.text.fonts import FontConfiguration  # noqa: PLC0415  a peer

    fonts = FontConfiguration()
    words = Environment(autoescape=True).from_string(_html(_letter(folder)))
    page = HTML(string=words.render(people=people))
    style = CSS(string=STYLE, font_config=fonts)
    page.write_pdf(folder / "out" / "all.pdf", stylesheets=[style], font_config=fonts, pdf_variant="pdf/ua-1")


def _html(letter: dict[str, Any]) -> str:
    head = "".join(f"<div>{escape(line)}</div>" for line in letter["head"])
    facts = "<br>".join(map(escape, letter["facts"]))
    lines = "{% for line in adresse %}{{ line }}<br>{% endfor %}"
    body = "".join(_part(part, at) for at, part in enumerate(letter["parts"]))
    return (
        '<html lang="da"><title>Brev</title>{% for person in people %}<section>'
        "{% set navn, reference, adresse = person.navn, person.reference, person.adresse %}"
        f'<div class="head">{head}</div><p class="facts">{facts}</p><p>{lines}</p>{body}</section>{{% endfor %}}</html>'
    )


def _part(part: dict[str, Any], at: int) -> str:
    tags = {"heading": "<h2>{}</h2>", "list": "<li>{}</li>"}
    told = [
        tags[kind].format(_runs(line)) if kind in tags else _runs(line) + "<br>"
        for kind, lines in part["blocks"]
        for line in lines
    ]
    return f'<div class="{"small" if at else "letter"}"><h1>{escape(part["subject"])}</h1>{"".join(told)}</div>'


def _runs(line: list[tuple[str, bool]]) -> str:
    return "".join(f"<b>{escape(text)}</b>" if bold else escape(text) for text, bold in line)


def _letter(folder: Path) -> dict[str, Any]:
    return json.loads((folder / "letter.json").read_text("utf-8"))  # type: ignore[no-any-return]


WAYS = {"docxtpl": docxtpl, "docxtpl+office": docxtpl_office, "weasyprint": weasyprint}

if __name__ == "__main__":
    way, place, *count = sys.argv[1:]
    here = Path(place)
    if way == "template":
        template(here)
    else:
        WAYS[way](here, json.loads((here / "people.json").read_text("utf-8"))[: int(count[0])])
