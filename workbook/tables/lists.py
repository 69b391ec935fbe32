"""The sheets about lists taken in and what a person must decide."""

from __future__ import annotations

from workbook import words
from workbook.schema import Column, Kind, Owner, Table

STAFF, DERIVED = Owner.STAFF, Owner.DERIVED
DATE, WHOLE, CHOICE = Kind.DATE, Kind.WHOLE, Kind.CHOICE

LISTS = Table(
    "lists",
    "Indlæste filer",
    "en fil, der er læst ind",
    "L",
    group="Lister",
    columns=(
        Column("kind", "Slags", "Hvilken slags liste filen er.", CHOICE, choices=words.ListKind, width=24),
        Column("file", "Fil", "Filens navn.", width=34),
        Column("extracted_on", "Udtrukket den", "Den dag, listen blev trukket.", DATE, width=14),
        Column("taken_in_on", "Læst ind den", "Den dag, listen blev læst ind her.", DATE, width=13),
        Column("taken_in_by", "Af", "Initialer.", width=8),
        Column("rows", "Rækker", "Antal rækker på listen.", WHOLE, width=9),
        Column("buckets", "Hvad der skete", "Hvor mange rækker der endte i hver bunke.", width=60, wrap=True),
        Column("hash", "Aftryk", "Genkender den samme liste, også i et andet format.", width=18),
    ),
)

LIST_ROWS = Table(
    "list_rows",
    "Listerækker",
    "en række på en indlæst liste",
    "LR",
    group="Lister",
    columns=(
        Column("list", "Liste", "Henviser til arket Indlæste filer.", width=9, required=True),
        Column("sheet", "Ark i filen", "Det ark i filen, rækken stod på.", width=16),
        Column("row", "Række", "Rækkens nummer i filen. Tom for dem, der ikke længere står på listen.", WHOLE, width=9),
        Column("citizen", "Borgernr.", "Den borger, rækken blev til.", width=11),
        Column("bucket", "Bunke", "Hvad der blev af rækken.", CHOICE, choices=words.Bucket, width=24),
        Column("why", "Begrundelse", "Hvorfor rækken endte i bunken.", width=50, wrap=True),
        Column("key", "Aftryk", "Genkender den, rækken handler om, mens nogen tager stilling.", width=0),
    ),
)


def _link(setting: str, text: str) -> str:
    """Return the formula of a link: the setting's address with the row's search words in it, blank without either.

    What people are called stands in a cell of its own, percent-encoded, and is never part of a formula.
    """
    address = f'INDEX(Indstillinger[Værdi],MATCH("{setting}",Indstillinger[Indstilling],0))&""'
    words = "Opslagsliste[[#This Row],[Søgeord]]"
    link = f'HYPERLINK(SUBSTITUTE({address},"{{q}}",{words}),"{text}")'
    return f'=IFERROR(IF(OR({words}="",{address}=""),"",{link}),"")'


LOOKUPS = Table(
    "lookups",
    "Opslagsliste",
    "en borger uden telefon eller adresse, som skal slås op",
    "SL",
    passing=True,
    group="Opkald",
    columns=(
        Column("citizen", "Borgernr.", "Henviser til arket Borgere.", owner=DERIVED, width=11),
        Column("cpr", "CPR", "Kopiér kolonnen, og sæt den ind i fagsystemet.", owner=DERIVED, width=13),
        Column("name", "Navn", "Den, der skal slås op.", owner=DERIVED, width=26),
        Column("address", "Adresse", "Vises ikke for borgere med beskyttet adresse.", owner=DERIVED, width=34),
        Column("missing", "Mangler", "Hvad der skal findes.", owner=DERIVED, width=24, wrap=True),
        Column("query", "Søgeord", "Navn og vej, som de står i en adresse på nettet.", owner=DERIVED, width=0),
        Column(
            "krak",
            "Krak",
            "Klik for at slå op på Krak.",
            Kind.FORMULA,
            DERIVED,
            formula=_link("Link til Krak", "Krak"),
            width=9,
            mark="link",
        ),
        Column(
            "gule_sider",
            "De Gule Sider",
            "Klik for at slå op på De Gule Sider.",
            Kind.FORMULA,
            DERIVED,
            formula=_link("Link til De Gule Sider", "De Gule Sider"),
            width=14,
            mark="link",
        ),
        Column(
            "google",
            "Google",
            "Klik for at søge. Tom, indtil der står en adresse på arket Indstillinger.",
            Kind.FORMULA,
            DERIVED,
            formula=_link("Link til Google", "Google"),
            width=9,
            mark="link",
        ),
        Column("found_phone", "Fundet telefon", "Skriv nummeret her.", owner=STAFF, width=15),
        Column("found_address", "Fundet adresse", "Vej, husnummer, etage og dør.", owner=STAFF, width=28),
        Column("found_place", "Fundet postnr. og by", "Fx 2635 Ishøj.", owner=STAFF, width=20),
        Column("found_where", "Fundet hvor", "Fx Krak eller fagsystemet. Noteres på borgeren.", owner=STAFF, width=16),
        Column(
            "not_found",
            "Kan ikke findes",
            "Ja, når der er søgt alle steder. Så er næste skridt et brev eller et hjemmebesøg.",
            CHOICE,
            STAFF,
            choices=words.YesNo,
            width=15,
        ),
    ),
)

REVIEW = Table(
    "review",
    "Til vurdering",
    "noget, et menneske skal tage stilling til",
    "V",
    passing=True,
    group="Borgere",
    columns=(
        Column("kind", "Hvad", "Hvorfor rækken står her.", CHOICE, choices=words.ReviewKind, width=25, mark="look"),
        Column("message", "Begrundelse", "Hvad der skal ses på, og hvor.", width=44, wrap=True),
        Column("on_list", "På listen", "Den, listen handler om.", width=28, wrap=True),
        Column("in_register", "I registret", "Den borger, det drejer sig om eller måske er.", width=28, wrap=True),
        Column(
            "choice",
            "Valg",
            "Vælg, og tryk på Gem valg.",
            CHOICE,
            STAFF,
            choices=words.Choice,
            narrowed_by="kind",
            narrowed=words.CHOICES,
            width=13,
        ),
        Column("remark", "Bemærkning", "Hvis der er noget at tilføje.", owner=STAFF, width=20, wrap=True),
        Column("sheet", "Ark", "Det ark, det drejer sig om.", width=14),
        Column("row_id", "Række", "Rækkens id på arket.", width=9),
        Column("column", "Kolonne", "Kolonnen på arket.", width=13),
        Column("source", "Fil og række", "Den fil og række, det kommer fra.", width=24, wrap=True),
        Column("raised_on", "Siden", "Dagen, rækken kom til.", DATE, width=11),
        Column("subject", "Om", "Nøglen til det, der spørges om.", width=0),
        Column("payload", "Teknisk", "Bruges af Ringbind, når valget gemmes.", width=0),
    ),
)

DECISIONS = Table(
    "decisions",
    "Afgjort",
    "noget, der er taget stilling til, og som ikke spørges om igen",
    "A",
    group="Lister",
    columns=(
        Column("kind", "Hvad", "Hvad der blev afgjort.", CHOICE, choices=words.ReviewKind, width=25),
        Column("message", "Begrundelse", "Hvad der blev set på.", width=70, wrap=True),
        Column("choice", "Valg", "Hvad der blev valgt.", CHOICE, choices=words.Choice, width=14),
        Column("subject", "Om", "Nøglen til det, der blev afgjort.", width=30),
        Column("decided_on", "Den", "Dagen, det blev afgjort.", DATE, width=12),
        Column("decided_by", "Af", "Initialer.", width=8),
        Column("remark", "Bemærkning", "Hvis der var noget at tilføje.", width=30, wrap=True),
    ),
)
