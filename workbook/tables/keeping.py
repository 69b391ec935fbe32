"""The sheets that keep the house: target groups, settings, figures, journal and checkpoint."""

from __future__ import annotations

from workbook import words
from workbook.schema import Column, Kind, Owner, Shown, Table

STAFF = Owner.STAFF
DATE, WHOLE, NUMBER, CHOICE = Kind.DATE, Kind.WHOLE, Kind.NUMBER, Kind.CHOICE

TARGET_GROUPS = Table(
    "target_groups",
    "Målgrupper",
    "en vaccinationsmålgruppe",
    "G",
    group="Opsætning",
    columns=(
        Column("number", "Målgruppe", "Gruppens nummer.", WHOLE, STAFF, width=11, required=True),
        Column("text", "Hvem", "Hvem gruppen omfatter.", owner=STAFF, width=50, wrap=True),
        Column("valid_from", "Gælder fra", "Den dag, definitionen gælder fra.", DATE, STAFF, width=12),
        Column("age_from", "Alder fra", "Laveste alder i gruppen.", WHOLE, STAFF, width=10),
        Column("age_to", "Alder til", "Højeste alder i gruppen.", WHOLE, STAFF, width=10),
        Column("service", "Indsats", "Den indsats, der giver adgang til gruppen.", owner=STAFF, width=24),
        Column(
            "followed",
            "Kendes fra fagsystem",
            "Ja, hvis alle i gruppen står på arket Borgere.",
            CHOICE,
            STAFF,
            choices=words.YesNo,
            width=20,
        ),
        Column(
            "population", "Borgere (FLIS)", "Antal borgere, fratrukket tidligere målgrupper.", WHOLE, STAFF, width=15
        ),
        Column("invited", "Inviteret", "Antal inviterede.", WHOLE, STAFF, width=11),
        Column("invited_on", "Inviteret den", "Den dag, de fleste i gruppen blev inviteret.", DATE, STAFF, width=13),
    ),
)

HOURS = Table(
    "hours",
    "Timer",
    "timer brugt på opgaven",
    "H",
    group="Overblik",
    columns=(
        Column("date", "Dato", "Dagen.", DATE, STAFF, width=12),
        Column("who", "Hvem", "Initialer.", owner=STAFF, width=8),
        Column("hours", "Timer", "Antal timer.", NUMBER, STAFF, width=8),
        Column("rate", "Timeløn (kr.)", "Kroner pr. time.", NUMBER, STAFF, width=13),
        Column("note", "Notat", "Hvad tiden gik med.", owner=STAFF, width=30),
    ),
)

COVERAGE = Table(
    "coverage",
    "Dækning",
    "et tal fra SSI's åbne opgørelser",
    "D",
    group="Overblik",
    columns=(
        Column("date", "Dato", "Opgørelsens dato.", DATE, width=12),
        Column("area", "Område", "Kommune eller hele landet.", width=22),
        Column("first", "Første stik", "Antal borgere med første stik.", WHOLE, width=12),
        Column("done", "Færdigvaccineret", "Antal færdigvaccinerede borgere.", WHOLE, width=16),
        Column("people", "Borgere", "Antal borgere i området.", WHOLE, width=11),
        Column("first_share", "Første stik i pct.", "SSI's egen procent.", NUMBER, width=17),
        Column("done_share", "Færdig i pct.", "SSI's egen procent.", NUMBER, width=13),
    ),
)

INCIDENCE = Table(
    "incidence",
    "Smittetal",
    "kommunens incidens på en bestemt dag",
    "SM",
    group="Overblik",
    columns=(
        Column("date", "Dato", "Dagen, tallet gælder.", DATE, STAFF, width=12),
        Column("incidence", "Incidens", "Smittede pr. 100.000 borgere på syv dage.", NUMBER, STAFF, width=11),
        Column("note", "Notat", "Fx hvor tallet er fra.", owner=STAFF, width=40, wrap=True),
    ),
)

HISTORY = Table(
    "history",
    "Historik",
    "et tal fra Overblik på en bestemt dag",
    "HI",
    group="Overblik",
    columns=(
        Column("date", "Opgjort pr.", "Den dag, tallene gælder.", DATE, width=12),
        Column("figure", "Tal", "Hvad tallet siger.", width=40),
        Column("value", "Antal", "Tallet.", NUMBER, width=11),
    ),
)

SETTINGS = Table(
    "settings",
    "Indstillinger",
    "en indstilling",
    "I",
    group="Opsætning",
    columns=(
        Column("name", "Indstilling", "Navnet må ikke ændres.", width=42, required=True),
        Column("value", "Værdi", "Skriv værdien her.", owner=STAFF, width=44, wrap=True),
        Column("meaning", "Betydning", "Hvad indstillingen gør.", width=70, wrap=True),
    ),
)

JOURNAL = Table(
    "journal",
    "Journal",
    "et tryks begyndelse, ændringer eller slutning",
    "J",
    tracked=False,
    append_only=True,
    shown=Shown.VERY_HIDDEN,
    group="Teknik",
    columns=(
        Column("press", "Tryk", "Trykkets nummer.", WHOLE, width=8),
        Column("moment", "Hvornår", "Dato og klokkeslæt.", width=20),
        Column("who", "Hvem", "Initialer.", width=8),
        Column("command", "Knap", "Knappens id.", width=16),
        Column("mark", "Slags", "Begyndelse, ændringer eller slutning.", CHOICE, choices=words.Mark, width=16),
        Column("content", "Indhold", "Seks felter til hver række: tabel, id, før, efter, segl, slags.", width=60),
        Column("chain", "Kæde", "Aftryk af alt indtil nu.", width=20),
    ),
)

CHECKPOINT = Table(
    "checkpoint",
    "Checkpoint",
    "en blok af rækker, som de stod efter det seneste tryk",
    "C",
    tracked=False,
    shown=Shown.VERY_HIDDEN,
    group="Teknik",
    columns=(
        Column("table", "Tabel", "Tabellens navn i programmet.", width=14),
        Column("block", "Blok", "Rækker, hvis numre ligger tæt, står i samme blok.", WHOLE, width=8),
        Column("part", "Del", "En blok, der er for lang til et felt, fylder flere.", WHOLE, width=6),
        Column("content", "Indhold", "To felter til hver række: dens id og det, der står i den.", width=60),
    ),
)
