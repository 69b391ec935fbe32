"""Opkaldskort, one citizen at a time: what is known stands to the left, the answer's form to the right."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import pandas as pd

from workbook import words
from workbook.schema import Column, Kind, Owner, Table
from workbook.tables.calls import answer_columns

STAFF, DERIVED = Owner.STAFF, Owner.DERIVED

SEARCH = Column(
    "search",
    "Søg",
    "En del af et navn eller telefonnummer, eller et borgernr. Også en pårørendes. Tryk så på Find borger.",
    owner=STAFF,
)
DIRECTION = Column(
    "direction",
    "Retning",
    "Ind, når borgeren ringer til jer; Ud, når I ringer. Tom betyder Ind.",
    Kind.CHOICE,
    STAFF,
    choices=words.Direction,
)

CARD = Table(
    "card",
    "Opkaldskort",
    "en linje om den borger, kortet viser",
    "KO",
    id_width=0,
    tracked=False,
    passing=True,
    group="Opkald",
    form=(SEARCH, DIRECTION, *answer_columns()),
    columns=(
        Column("citizen", "Borgernr.", "Den borger, kortet viser.", owner=DERIVED, width=0),
        Column("section", "Afsnit", "Hvad linjerne herunder handler om.", owner=DERIVED, width=14),
        Column("label", "Emne", "Hvad linjen fortæller.", owner=DERIVED, width=19),
        Column("told", "Oplysning", "Beregnes ved hvert tryk.", owner=DERIVED, width=62, wrap=True),
        Column("field", "Felt", "Svarets felter, de samme som på Ringeliste.", owner=DERIVED, width=24),
        Column("typed", "Skriv her", "Skriv eller vælg, og tryk på Gem svar.", owner=STAFF, width=36, wrap=True),
    ),
)

WARNING, NAME = "OBS", "Navn"
"""The section of what must be seen before anything else, and the line that says who it is."""

LINES = 54
"""So many lines has the card, always: it fills one page."""


def card_id(place: int) -> str:
    """Return the id of the card's line at a place, counted from 0."""
    return f"{CARD.prefix}-{place + 1:04d}"


class Line(NamedTuple):
    """A line of the card's left side."""

    section: str
    label: str
    told: str


def card_rows(
    lines: Sequence[Line] = (), citizen: str | None = None, typed: Mapping[str, str] | None = None
) -> pd.DataFrame:
    """Return the card's rows: the lines to the left; the form to the right, filled with what staff typed."""
    told = [*lines, *[Line("", "", "")] * LINES][:LINES]
    form = [(column.label, (typed or {}).get(column.name)) for column in CARD.form]
    fields = [*form, *[(None, None)] * LINES][:LINES]
    return CARD.frame(
        {
            "id": card_id(at),
            "citizen": citizen,
            "section": line.section or None,
            "label": line.label or None,
            "told": line.told or None,
            "field": field,
            "typed": text,
        }
        for at, (line, (field, text)) in enumerate(zip(told, fields, strict=True))
    )
