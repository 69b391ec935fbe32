"""The sheets about calls: whom to ring, the answers, and the codes for them."""

from __future__ import annotations

from workbook import words
from workbook.schema import Column, Kind, Owner, Table

STAFF, DERIVED = Owner.STAFF, Owner.DERIVED
DATE, TIME, WHOLE, CHOICE = Kind.DATE, Kind.TIME, Kind.WHOLE, Kind.CHOICE


def answer_columns() -> tuple[Column, ...]:
    """Return the fields of an answer: the same on Ringeliste, Opkald and callers' files.

    What every answer has comes first. What a yes holds follows the design: who books, transport (other ways are asked
    about first), aids, can sit, stairs, escort, times that do not suit, language, new number, relative and consent.
    """
    return (
        Column(
            "outcome",
            "Svar",
            "Vælg svaret. Svarene står på arket Svarkoder og kan ændres dér.",
            CHOICE,
            STAFF,
            choices_from="outcomes.text",
            width=26,
        ),
        Column("remark", "Bemærkning", "Kort og sagligt. Skriv ikke diagnoser.", owner=STAFF, width=30, wrap=True),
        Column("spoke_with", "Talte med", "Hvem tog telefonen?", CHOICE, STAFF, choices=words.SpokeWith, width=12),
        Column(
            "reason",
            "Årsag",
            "Hvorfor har borgeren ikke reageret på invitationen?",
            CHOICE,
            STAFF,
            choices=words.Reason,
            width=28,
        ),
        Column("call_on", "Ring igen den", "Den dag, I har aftalt at tales ved igen.", DATE, STAFF, width=13),
        Column("call_at", "Ring igen kl.", "Klokkeslættet, I har aftalt, fx 10:30.", TIME, STAFF, width=11),
        Column(
            "books_by",
            "Booker",
            "Booker borgeren selv, eller skal kommunen hjælpe?",
            CHOICE,
            STAFF,
            choices=words.BooksBy,
            width=15,
        ),
        Column(
            "transport",
            "Transport",
            "Hvordan kommer borgeren frem? Spørg til andre muligheder før kommunal kørsel.",
            CHOICE,
            STAFF,
            choices=words.Transport,
            width=16,
        ),
        Column(
            "aid",
            "Hjælpemiddel",
            "Det hjælpemiddel, der skal med i vognen.",
            CHOICE,
            STAFF,
            choices=words.Aid,
            width=13,
        ),
        Column(
            "can_sit",
            "Kan sidde",
            "Kan borgeren sidde i en bil og i et venteværelse?",
            CHOICE,
            STAFF,
            choices=words.YesNo,
            width=10,
        ),
        Column(
            "stairs",
            "Trapper",
            "Er der trapper, som borgeren skal hjælpes ned ad?",
            CHOICE,
            STAFF,
            choices=words.YesNo,
            width=9,
        ),
        Column("escort", "Ledsager", "Skal der en ledsager med?", CHOICE, STAFF, choices=words.YesNo, width=10),
        Column(
            "not_times", "Passer ikke", "Tider, der ikke passer, fx “ikke tirsdag formiddag”.", owner=STAFF, width=20
        ),
        Column(
            "answer_language",
            "Svarets sprog",
            "Det sprog, borgeren har brug for.",
            CHOICE,
            STAFF,
            choices=words.Language,
            width=22,
        ),
        Column("new_phone", "Nyt nummer", "Et nyt telefonnummer, som borgeren selv oplyser.", owner=STAFF, width=13),
        Column("relative", "Pårørende (navn og nr.)", "Den pårørende, borgeren henviser til.", owner=STAFF, width=24),
        Column(
            "consent", "Samtykke", "Hvad må den pårørende kontaktes om?", CHOICE, STAFF, choices=words.Consent, width=25
        ),
    )


_CALL = "Ringeliste[[#This Row],[Samtale]]"
_SCRIPT_AT = "MATCH({},Manuskripter[Samtale],0)+ROW(Manuskripter[[#Headers],[Samtale]])"
_IN_LANGUAGE = f'{_CALL}&" på "&LOWER(Ringeliste[[#This Row],[Sprog]])'
_SCRIPT_LINK = (
    f'=IF({_CALL}="","",IFERROR(HYPERLINK("#Manuskripter!B"&'
    f"IFERROR({_SCRIPT_AT.format(_IN_LANGUAGE)},{_SCRIPT_AT.format(_CALL)}),{_CALL}),{_CALL}))"
)
"""The name of the talk as a link to its words: those in the person's language where there are any, else the Danish."""

CALL_SHEET = Table(
    "call_sheet",
    "Ringeliste",
    "et opkald, der skal foretages",
    "R",
    id_width=11,
    passing=True,
    group="Opkald",
    columns=(
        Column("citizen", "Borgernr.", "Henviser til arket Borgere.", owner=DERIVED, width=10),
        Column(
            "name",
            "Navn",
            "Sig ikke, hvad opkaldet drejer sig om, før I ved, hvem I taler med.",
            owner=DERIVED,
            width=22,
            wrap=True,
        ),
        Column(
            "ring_to",
            "Ring til",
            "Den pårørende, der skal ringes til. Tom betyder borgeren selv.",
            owner=DERIVED,
            width=14,
            wrap=True,
        ),
        Column("phone", "Telefon", "Ring til dette nummer først.", owner=DERIVED, width=11),
        Column("phone2", "Telefon 2", "Ring hertil, hvis det første ikke svarer.", owner=DERIVED, width=11),
        Column("language", "Sprog", "Det sprog, samtalen kræver.", owner=DERIVED, width=12, wrap=True),
        Column("why_now", "Ringes fordi", "Hvorfor borgeren står på listen i dag.", owner=DERIVED, width=32, wrap=True),
        Column("last_answer", "Seneste svar", "Hvad borgeren svarede sidst.", owner=DERIVED, width=17, wrap=True),
        Column("situation", "Samtale", "Hvad det er for en samtale.", owner=DERIVED, width=0),
        Column(
            "script",
            "Manuskript",
            "Klik for at se, hvad I siger. Teksten står på arket Manuskripter.",
            Kind.FORMULA,
            DERIVED,
            formula=_SCRIPT_LINK,
            width=12,
            wrap=True,
            mark="link",
        ),
        *answer_columns(),
        Column("address", "Adresse", "Vises ikke for borgere med beskyttet adresse.", owner=DERIVED, width=38),
        Column("speakers", "Taler sproget", "Kolleger, der taler sproget og er her i dag.", owner=DERIVED, width=13),
        Column("made_on", "Listen er fra", "Den dag, ringelisten blev lavet.", DATE, DERIVED, width=12),
        Column(
            "skipped",
            "Sprunget over",
            "Så mange gange er opkald længere nede gemt før dette.",
            WHOLE,
            DERIVED,
            width=13,
        ),
    ),
)
"""What a caller looks at, and Svar, stand so far to the left that a laptop's screen shows them."""

CALLS = Table(
    "calls",
    "Opkald",
    "et forsøg på at få fat i en borger, eller et besøg",
    "O",
    append_only=True,
    group="Opkald",
    columns=(
        Column("citizen", "Borgernr.", "Henviser til arket Borgere.", width=11, required=True),
        Column(
            "direction",
            "Retning",
            "Ud: vi ringede. Ind: borgeren ringede. Besøg: vi tog ud.",
            CHOICE,
            choices=words.Direction,
            width=9,
        ),
        Column("date", "Dato", "Dagen for opkaldet.", DATE, width=12, required=True),
        Column("time", "Kl.", "Klokkeslættet.", TIME, width=8),
        Column("caller", "Af", "Initialer på den, der ringede.", width=8),
        Column("phone", "Nummer", "Det nummer, der blev ringet til.", width=13),
        *answer_columns(),
        Column("voids", "Annullerer", "Id på den række, der ikke længere gælder.", width=11),
    ),
)

OUTCOMES = Table(
    "outcomes",
    "Svarkoder",
    "et svar, der kan vælges på ringelisten",
    "S",
    group="Opsætning",
    columns=(
        Column("code", "Kode", "Et kort tal eller bogstav til papirlisten.", owner=STAFF, width=8, required=True),
        Column("text", "Svar", "Teksten, som den vælges på ringelisten.", owner=STAFF, width=34, required=True),
        Column(
            "effect", "Virkning", "Hvad svaret fører til.", CHOICE, STAFF, choices=words.Effect, width=26, required=True
        ),
        Column(
            "pause_days", "Pause (dage)", "Så mange dage går der, før borgeren ringes op igen.", WHOLE, STAFF, width=13
        ),
        Column("most_tries", "Højst forsøg", "Efter så mange forsøg sendes et brev i stedet.", WHOLE, STAFF, width=13),
    ),
)
