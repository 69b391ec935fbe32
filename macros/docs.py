"""What is generated in the documents: the buttons in README and the guide for staff, the table of sheets, the glossary.

`python -m macros.docs` writes them; a test holds the files to what this module would write.
"""

from __future__ import annotations

import inspect
from collections.abc import Iterable, Mapping
from enum import StrEnum
from pathlib import Path

from macros.button import GROUPS
from macros.commands import BUTTONS
from workbook import words
from workbook.overview import PAGES
from workbook.schema import Column, Kind, Owner, Shown, Table
from workbook.tables import TABLES

ROOT = Path(__file__).parents[1]
START, END = "<!-- buttons: written by macros/docs.py -->", "<!-- end of buttons -->"

KINDS: Mapping[Kind, str] = {
    Kind.TEXT: "tekst",
    Kind.DATE: "dato",
    Kind.TIME: "klokkeslæt",
    Kind.WHOLE: "helt tal",
    Kind.NUMBER: "tal",
    Kind.CHOICE: "valgliste",
    Kind.FORMULA: "formel",
}
OWNERS: Mapping[Owner, str] = {
    Owner.SOURCE: "lister (rettelser vinder)",
    Owner.STAFF: "medarbejdere",
    Owner.DERIVED: "Ringbind",
}
SHOWN: Mapping[Shown, str] = {
    Shown.VISIBLE: "",
    Shown.HIDDEN: " Arket er skjult, til dets knapper er der.",
    Shown.VERY_HIDDEN: " Arket er skjult og bruges af Ringbind.",
}


def buttons() -> str:
    """Return the table of buttons, in the order of the ribbon."""
    faces = sorted(BUTTONS.values(), key=lambda face: GROUPS.index(face.group))
    rows = [(face.group, f"**{face.label}**", f"`{face.id}`", f"{face.tip}. {face.more}") for face in faces]
    return _table(("group", "button", "on the command line", "what it does"), rows)


def sheets() -> str:
    """Return docs/ark.md: every sheet with its columns."""
    pages = "\n".join(f"- **{page.sheet}**: ord, links og tal, der beregnes med det samme." for page in PAGES)
    parts = [_sheet(table) for table in TABLES]
    return "# Arkene\n\nSkrevet af `macros/docs.py` ud fra `workbook/tables`.\n\n" + pages + "\n\n" + "\n".join(parts)


def glossary() -> str:
    """Return docs/ordliste.md: English names in the code, Danish words in the cells."""
    parts = ["# Ordliste\n\nSkrevet af `macros/docs.py` ud fra `workbook/words`.\n"]
    parts.append(_table(("English", "dansk"), words.TERMS.items()))
    for name, kind in inspect.getmembers(words, _is_words):
        rows = [(f"`{member.name}`", str(member)) for member in kind]
        parts.append(f"\n## {name}\n\n{inspect.getdoc(kind)}\n\n{_table(('English', 'dansk'), rows)}")
    return "\n".join(parts)


def with_buttons(readme: str) -> str:
    """Return the README with its table of buttons as it is now."""
    return _between(readme, buttons())


def with_every_button(guide: str) -> str:
    """Return the guide for staff with its list of buttons as it is now."""
    parts = [f"### {group}\n\n{_faces(group)}" for group in GROUPS if _faces(group)]
    return _between(guide, "\n".join(parts))


def _faces(group: str) -> str:
    faces = (face for face in BUTTONS.values() if face.group == group)
    return "".join(f"- **{face.label}:** {face.tip}. {face.more}\n" for face in faces)


def _between(text: str, written: str) -> str:
    head, _, rest = text.partition(START)
    _, _, tail = rest.partition(END)
    return f"{head}{START}\n\n{written}\n{END}{tail}"


def _is_words(thing: object) -> bool:
    return inspect.isclass(thing) and issubclass(thing, StrEnum) and thing is not StrEnum


def _sheet(table: Table) -> str:
    rows = [(column.label, KINDS[column.kind], OWNERS[column.owner], _help(column)) for column in table.columns]
    rows = [(table.id_label, "tekst", "Ringbind", "Rækkens faste nummer."), *rows]
    head = f"## {table.sheet}\n\nEn række er {table.row}.{SHOWN[table.shown]}\n\n"
    return head + _table(("kolonne", "slags", "skrives af", "hjælpetekst"), rows)


def _help(column: Column) -> str:
    chosen = [str(member) for member in column.choices or ()]
    return column.help + (f" Valg: {' · '.join(chosen)}." if chosen else "")


def _table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    heads = list(head)
    lines = [heads, ["---"] * len(heads), *rows]
    return "".join(f"| {' | '.join(cell.replace('|', '/') for cell in line)} |\n" for line in lines)


def main() -> None:
    """Write the generated documents."""
    readme = ROOT / "README.md"
    readme.write_text(with_buttons(readme.read_text("utf-8")), "utf-8")
    guide = ROOT / "docs" / "vejledning.md"
    guide.write_text(with_every_button(guide.read_text("utf-8")), "utf-8")
    (ROOT / "docs" / "ark.md").write_text(sheets(), "utf-8")
    (ROOT / "docs" / "ordliste.md").write_text(glossary(), "utf-8")


if __name__ == "__main__":
    main()
