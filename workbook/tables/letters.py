"""The sheets about letters: those that were proofed and wait, and those that were sent."""

from __future__ import annotations

from workbook import words
from workbook.schema import Column, Kind, Owner, Table

STAFF, DERIVED = Owner.STAFF, Owner.DERIVED
DATE, CHOICE = Kind.DATE, Kind.CHOICE

LETTERS_READY = Table(
    "letters_ready",
    "Prøveudskrift",
    "et brev, der er set i en prøveudskrift og venter på at blive sendt",
    "PB",
    passing=True,
    group="Breve",
    columns=(
        Column("job", "Udskrift", "Nummeret på udskriften.", owner=DERIVED, width=10),
        Column("letter", "Brev", "Hvilket brev.", CHOICE, DERIVED, choices=words.LetterKind, width=20),
        Column("citizen", "Borgernr.", "Henviser til arket Borgere.", owner=DERIVED, width=11),
        Column(
            "relative",
            "Pårørende",
            "Henviser til arket Pårørende, hvis brevet er til en pårørende.",
            owner=DERIVED,
            width=11,
        ),
        Column("name", "Navn", "Den, brevet er til.", owner=DERIVED, width=26),
        Column("about", "Gælder", "Den tid, brevet oplyser.", owner=DERIVED, width=20),
        Column(
            "line",
            "Egen linje i brevet",
            "Skriv et par ord, som kun dette brev får, og tryk på Prøveudskrift igen for at se dem.",
            owner=STAFF,
            width=44,
            wrap=True,
        ),
        Column("language", "Sprog", "Brevets sprog.", CHOICE, DERIVED, choices=words.Language, width=16),
        Column("channel", "Kanal", "Papir eller Digital Post.", CHOICE, DERIVED, choices=words.Channel, width=13),
        Column("made_on", "Prøven er fra", "Dagen, prøven blev lavet.", DATE, DERIVED, width=13),
        Column("made_by", "Af", "Initialer på den, der lavede prøven.", owner=DERIVED, width=8),
        Column("file", "Fil", "Prøven i mappen Ud.", owner=DERIVED, width=30, wrap=True),
        Column("template_version", "Skabelon", "Kort aftryk af skabelonerne.", owner=DERIVED, width=0),
        Column("fingerprint", "Aftryk", "Viser, om brevet er ændret siden prøven.", owner=DERIVED, width=0),
    ),
)

LETTERS_SENT = Table(
    "letters_sent",
    "Breve",
    "et brev, der er sendt",
    "BR",
    append_only=True,
    group="Breve",
    columns=(
        Column("job", "Udskrift", "Nummeret på udskriften.", width=11),
        Column("citizen", "Borgernr.", "Henviser til arket Borgere; tom for papirer til en dags kørsel.", width=11),
        Column("relative", "Pårørende", "Henviser til arket Pårørende, hvis brevet er til en pårørende.", width=11),
        Column("letter", "Brev", "Hvilket brev.", CHOICE, choices=words.LetterKind, width=20),
        Column("about", "Gælder", "Den tid, brevet oplyser, eller dagen og vognen eller ledsageren.", width=18),
        Column("language", "Sprog", "Brevets sprog.", CHOICE, choices=words.Language, width=16),
        Column("line", "Egen linje i brevet", "Det, der kun stod i dette brev.", width=22, wrap=True),
        Column("template_version", "Skabelon", "Kort aftryk af den skabelon, brevet er lavet af.", width=18),
        Column("channel", "Kanal", "Papir eller Digital Post.", CHOICE, choices=words.Channel, width=13),
        Column("printed_on", "Udskrevet", "Dagen, brevet blev lavet.", DATE, width=12),
        Column("printed_at", "Kl.", "Klokkeslættet for papirer til chauffører og ledsagere.", Kind.TIME, width=8),
        Column("replaces", "Erstatter", "Id på den række, hvis brev eller papir ikke længere gælder.", width=11),
        Column("printed_by", "Prøve af", "Initialer på den, der lavede prøveudskriften.", width=10),
        Column("released_by", "Frigivet af", "Initialer på den, der så prøven og sendte brevet.", width=12),
        Column("file", "Fil", "Filen i mappen Ud.", width=30, wrap=True),
        Column("voids", "Annullerer", "Id på den række, der ikke længere gælder.", width=11),
    ),
)
