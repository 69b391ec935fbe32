"""The sheet about call sheets handed out to callers: who has whom, until when, and what came back."""

from __future__ import annotations

from workbook import words
from workbook.schema import Column, Kind, Owner, Table

DATE, TIME, CHOICE = Kind.DATE, Kind.TIME, Kind.CHOICE

HANDOUTS = Table(
    "handouts",
    "Uddelte ringelister",
    "en borger på en ringers liste",
    "UR",
    group="Opkald",
    columns=(
        Column("handout", "Uddeling", "Nummeret på ringelisten: dens første række her.", width=11),
        Column("caller", "Ringer", "Initialer på den, der har listen.", width=9),
        Column("citizen", "Borgernr.", "Henviser til arket Borgere.", width=11),
        Column("handed_on", "Hentet den", "Dagen, listen blev delt ud.", DATE, width=12),
        Column("handed_at", "Hentet kl.", "Klokkeslættet, listen blev delt ud.", TIME, width=11),
        Column("until", "Gælder til", "Så længe ringer ingen andre til borgeren.", DATE, width=12),
        Column("file", "Fil", "Filen i mappen Ringelister.", width=36),
        Column("line", "Linje", "Borgerens linje på listen; Ind 1, Ind 2 … ringede selv.", width=9),
        Column(
            "last_call",
            "Seneste opkald",
            "Id på det opkald, der var borgerens seneste, da listen blev delt ud.",
            width=14,
        ),
        Column("taken_on", "Svar gemt den", "Dagen, svaret blev gemt på arket Opkald.", DATE, width=14),
        Column("released_on", "Kom uden svar den", "Dagen, listen kom tilbage uden svar på linjen.", DATE, width=18),
        Column(
            "release",
            "Frigiv",
            "Ja: en anden må ringe nu. Lav så ringelisten, eller fordel igen.",
            CHOICE,
            Owner.STAFF,
            choices=words.YesNo,
            width=9,
        ),
        Column("digest", "Aftryk", "Genkender et svar, der allerede er gemt.", width=0),
    ),
)
