"""The question what the headings of an unknown list mean: each with its first cells and the field it seems to be."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from workbook import cpr
from workbook.folding import fold
from workbook.lists.by_cells import own_words
from workbook.lists.clean import text
from workbook.lists.headings import SEARCHED, WORDS, Own, fields_of, heading_row
from workbook.lists.mapping import MAPPING
from workbook.lists.read import Sheet
from workbook.problems import Ask, AskKind, Heading, ListUnknown

CHOICES = (
    *(
        "cpr",
        "navn",
        "navn og adresse",
        "fornavn",
        "mellemnavn",
        "efternavn",
        "fødselsdato",
        "sidste fire cifre",
        "adresse",
        "adresselinje 2",
        "husnr",
        "etage",
        "side",
        "postnr",
        "by",
        "telefon",
        "indsatser",
    ),
    *("sprog", "målgruppe", "inviteret", "1. stik", "2. stik", "booket", "beskyttet", "død", "pårørende", "relation"),
    *("pårørendes telefon", "svar", "dato", "ringet af", "bemærkning", "øst", "nord"),
    *("reference", "stik nr.", "klokkeslæt", "tidens status", "sted", "kommune", "incidens", "bruges ikke"),
)
"""The words for fields, as `headings.WORDS` knows them folded."""

_LABELS = {WORDS[fold(word)]: word for word in CHOICES if WORDS[fold(word)]}

MOST = 60
"""So many headings are asked about."""

SAMPLE = 3
"""So many rows are shown beside the headings."""


def ask_mapping(name: str, sheets: Sequence[Sheet], own: Own, wrong: str = "") -> Ask:
    """Return the question what the headings mean, `own` filled in; raises ListUnknown where there are none to be seen.

    `wrong` says what was wrong with the answer before.
    """
    found = {fold(heading.text): heading for heading in _headings(sheets, own)}
    found.pop("", None)
    if not found:
        raise ListUnknown(name)
    question = f"{wrong}Ringbind kender ikke listen “{name}”. Hvad betyder overskrifterne?"
    return Ask(MAPPING, question, AskKind.MAPPING, CHOICES, headings=tuple(found.values())[:MOST])


def _headings(sheets: Sequence[Sheet], own: Own) -> Iterator[Heading]:
    """Yield what stands as headings: rows with known ones, else each sheet's first full row.

    A row that holds what may be a CPR number holds people, not headings.
    """
    rows = [(sheet, at) for sheet in sheets if (at := heading_row(sheet.rows)) is not None]
    for sheet, at in rows or [(sheet, at) for sheet in sheets if (at := _first_full(sheet)) is not None]:
        row = sheet.rows[at]
        seen = {**own_words(sheet.rows, at, fields_of(row)), **own}
        if not any(isinstance(cell, str) and sum(map(str.isdigit, cell)) > 4 for cell in row):  # noqa: PLR2004  a CPR
            below = [line for line in sheet.rows[at + 1 : at + 1 + SEARCHED] if any(line)][:SAMPLE]
            for column, (cell, field) in enumerate(zip(row, fields_of(row, seen), strict=True)):
                if isinstance(cell, str):
                    cells = tuple(text(line[column]) or "" if column < len(line) else "" for line in below)
                    guess = _LABELS.get(field, "" if fold(cell) in seen else _seems(cells))
                    yield Heading(" ".join(cell.split()), cells, guess)


def _seems(cells: Sequence[str]) -> str:
    """Return "cpr" for cells that are CPR numbers, as far as one can see."""
    try:
        return "cpr" if [cpr.parse(cell) for cell in cells if cell] else ""
    except cpr.NotACpr:
        return ""


def _first_full(sheet: Sheet) -> int | None:
    """Return the position of the first row with two texts or more; above it stand titles."""
    rows = [(at, row) for at, row in enumerate(sheet.rows[:SEARCHED]) if any(row)]
    full = (at for at, row in rows if sum(isinstance(cell, str) for cell in row) > 1)
    return next(full, rows[0][0] if rows else None)
