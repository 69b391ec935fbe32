"""The sheet about interpreters: whom to order one for, and how far each order is."""

from __future__ import annotations

from workbook import words
from workbook.schema import Column, Kind, Owner, Table

STAFF = Owner.STAFF
DATE, TIME, WHOLE, CHOICE = Kind.DATE, Kind.TIME, Kind.WHOLE, Kind.CHOICE

INTERPRETERS = Table(
    "interpreters",
    "Tolke",
    "en tolk, der er eller skal bestilles",
    "TK",
    group="Opkald",
    columns=(
        Column("citizen", "Borgernr.", "Henviser til arket Borgere.", owner=STAFF, width=11, required=True),
        Column("language", "Sprog", "Det sprog, der skal tolkes til.", CHOICE, STAFF, choices=words.Language, width=22),
        Column("purpose", "Til", "Hvad der skal tolkes.", CHOICE, STAFF, choices=words.InterpreterFor, width=13),
        Column("date", "Dato", "Den dag, tolken skal bruges.", DATE, STAFF, width=12),
        Column("time", "Kl.", "Klokkeslættet, fx 10:30.", TIME, STAFF, width=8),
        Column("minutes", "Minutter", "Så længe skal tolken bruges.", WHOLE, STAFF, width=10),
        Column("place", "Sted", "Hvor tolken skal møde; “Telefon” for et opkald.", owner=STAFF, width=24),
        Column(
            "state",
            "Status",
            "Hvor langt bestillingen er. Vælg Bekræftet, når tolken har sagt ja.",
            CHOICE,
            STAFF,
            choices=words.InterpreterState,
            width=15,
        ),
        Column("ordered_on", "Bestilt den", "Dagen, tolken blev bestilt.", DATE, STAFF, width=12),
        Column("ordered_by", "Af", "Initialer på den, der bestilte.", owner=STAFF, width=8),
        Column("confirmed_on", "Bekræftet den", "Dagen, bestillingen blev bekræftet.", DATE, STAFF, width=14),
        Column("interpreter", "Tolk", "Tolkens navn.", owner=STAFF, width=22),
        Column("phone", "Tolkens telefon", "Nummeret til tolken eller bureauet.", owner=STAFF, width=15),
        Column("note", "Notat", "Kort og sagligt.", owner=STAFF, width=30, wrap=True),
    ),
)
