"""The sheets about citizens: the register, the calls, the relatives."""

from __future__ import annotations

from workbook import words
from workbook.schema import Column, Kind, Owner, Table

STAFF, DERIVED = Owner.STAFF, Owner.DERIVED
DATE, TIME, WHOLE, NUMBER, CHOICE = Kind.DATE, Kind.TIME, Kind.WHOLE, Kind.NUMBER, Kind.CHOICE


def answer_columns() -> tuple[Column, ...]:
    """Return the fields of an answer: the same on Ringeliste, Opkald and callers' files.

    What a yes holds follows the design: who books, transport (other ways are asked about first), aids, can sit,
    stairs, escort, times that do not suit, language, new number, relative and consent.
    """
    return (
        Column(
            "outcome",
            "Svar",
            "Vælg svaret. Svarene står på arket Svarkoder og kan ændres dér.",
            CHOICE,
            STAFF,
            choices_from="outcomes.text",
            width=30,
        ),
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
        Column("remark", "Bemærkning", "Kort og sagligt. Skriv ikke diagnoser.", owner=STAFF, width=30, wrap=True),
    )


CITIZENS = Table(
    "citizens",
    "Borgere",
    "en borger, der følges op på",
    "B",
    id_label="Borgernr.",
    id_width=11,
    group="Borgere",
    columns=(
        Column(
            "cpr",
            "CPR",
            "Ti cifre uden bindestreg. Cellen er tekst, så nuller bliver stående.",
            width=13,
            mark="protected",
        ),
        Column(
            "cpr_kind",
            "CPR-type",
            "Almindeligt nummer, erstatningsnummer eller eCPR.",
            CHOICE,
            choices=words.CprKind,
            width=21,
        ),
        Column(
            "other_cpr",
            "Andre CPR-numre",
            "Numre, der også hører til borgeren, fx et tidligere erstatningsnummer. Mellemrum imellem.",
            width=18,
        ),
        Column(
            "name",
            "Navn",
            "Fornavn og efternavn. En rettelse her vinder over senere lister.",
            width=26,
            mark="protected",
        ),
        Column("address", "Adresse", "Vej, husnummer, etage og dør.", width=36, mark="protected"),
        Column("postcode", "Postnr.", "Fire cifre.", width=9),
        Column("city", "By", "Postdistrikt.", width=14),
        Column("phone", "Telefon", "Det nummer, der ringes til først.", width=13),
        Column("phone2", "Telefon 2", "Et andet nummer til samme borger.", width=13),
        Column("phone_source", "Telefon fra", "Hvor nummeret er fundet.", CHOICE, choices=words.PhoneSource, width=12),
        Column("services", "Indsatser", "Kommunale indsatser, fx personlig pleje og praktisk hjælp.", width=34),
        Column(
            "target_group", "Målgruppe", "Nummeret på vaccinationsmålgruppen, se arket Målgrupper.", WHOLE, width=11
        ),
        Column("invited_on", "Inviteret", "Den dag, borgeren blev inviteret til vaccination.", DATE, width=12),
        Column(
            "relative_mark",
            "Pårørende kendt",
            "Ja, hvis fagsystemet kender en pårørende.",
            CHOICE,
            choices=words.YesNo,
            width=15,
        ),
        Column(
            "protected",
            "Beskyttet",
            "Ja, hvis navn og adresse er beskyttet. Adressen vises da ikke på ringelister.",
            CHOICE,
            choices=words.YesNo,
            width=11,
            mark="protected",
        ),
        Column("protected_until", "Beskyttet til", "Den dag, beskyttelsen ophører.", DATE, width=13),
        Column("gone", "Død/fraflyttet", "Ja stopper opkald, breve og kørsel.", CHOICE, choices=words.YesNo, width=14),
        Column("jab1_on", "1. stik", "Den dag, borgeren fik første stik.", DATE, width=12),
        Column("jab2_on", "2. stik", "Den dag, borgeren blev færdigvaccineret.", DATE, width=12),
        Column(
            "language", "Sprog", "Det sprog, borgeren har brug for.", CHOICE, STAFF, choices=words.Language, width=22
        ),
        Column("interpreter", "Tolk", "Ja, hvis der skal tolk med.", CHOICE, STAFF, choices=words.YesNo, width=8),
        Column(
            "no_contact",
            "Må ikke kontaktes",
            "Ja stopper alle opkald og breve til borgeren.",
            CHOICE,
            STAFF,
            choices=words.YesNo,
            width=17,
            mark="protected",
        ),
        Column(
            "exempt",
            "Fritaget for Digital Post",
            "Ja, hvis borgeren er fritaget. Brevet sendes da på papir.",
            CHOICE,
            STAFF,
            choices=words.YesNo,
            width=22,
        ),
        Column(
            "ask_again_from",
            "Må spørges igen fra",
            "Den dag, en borger, der har sagt nej, må spørges igen.",
            DATE,
            STAFF,
            width=18,
        ),
        Column(
            "looked_up_on",
            "Slået op den",
            "Den dag, borgeren blev slået op forgæves. Slet datoen, så kommer borgeren på opslagslisten igen.",
            DATE,
            STAFF,
            width=12,
        ),
        Column("east", "Øst", "Adressens koordinat, UTM 32, meter, eller længdegrad.", NUMBER, STAFF, width=12),
        Column("north", "Nord", "Adressens koordinat, UTM 32, meter, eller breddegrad.", NUMBER, STAFF, width=12),
        Column(
            "observe",
            "Observation, min.",
            "Så længe skal borgeren ses efter stikket. Tom betyder tallet på arket Indstillinger.",
            WHOLE,
            STAFF,
            width=16,
        ),
        Column(
            "ride_limit",
            "Højst i vogn, min.",
            "Så længe må borgeren højst sidde i vognen. Tom betyder tallet på arket Indstillinger.",
            WHOLE,
            STAFF,
            width=16,
        ),
        Column("note", "Notat", "Kort og sagligt. Skriv ikke diagnoser.", owner=STAFF, width=30, wrap=True),
        Column(
            "state",
            "Tilstand",
            "Beregnes: hvor borgeren er på vejen fra listen til vaccinen.",
            CHOICE,
            DERIVED,
            choices=words.State,
            width=23,
        ),
        Column("answer", "Seneste svar", "Beregnes ud fra arket Opkald.", owner=DERIVED, width=26),
        Column("answered_on", "Svar den", "Beregnes: dagen for det seneste svar.", DATE, DERIVED, width=12),
        Column("next_step", "Næste skridt", "Beregnes: hvad der skal ske nu.", owner=DERIVED, width=26),
        Column(
            "next_on",
            "Næste dato",
            "Beregnes: hvornår næste skridt skal ske. Rød, når dagen er passeret.",
            DATE,
            DERIVED,
            width=12,
            mark="overdue",
        ),
        Column("next_at", "Næste kl.", "Beregnes: klokkeslættet, når der er aftalt et.", TIME, DERIVED, width=10),
        Column(
            "why_now",
            "Ringes fordi",
            "Beregnes: hvorfor borgeren skal ringes op nu, eller hvorfor ikke.",
            owner=DERIVED,
            width=36,
            wrap=True,
        ),
        Column("first_list", "Første liste", "Beregnes: den første SSI-liste med borgeren.", owner=DERIVED, width=12),
        Column(
            "latest_list", "Seneste liste", "Beregnes: den seneste SSI-liste med borgeren.", owner=DERIVED, width=13
        ),
        Column("booked_on", "Booket til", "Beregnes ud fra arket Booking.", DATE, DERIVED, width=12),
        Column(
            "reserved_to",
            "Reserveret til",
            "Beregnes: den kollega, der har borgeren på sin ringeliste.",
            owner=DERIVED,
            width=14,
        ),
        Column(
            "reserved_until", "Reserveret indtil", "Beregnes: hvornår reservationen udløber.", DATE, DERIVED, width=16
        ),
        Column(
            "gone_on",
            "Død/fraflyttet noteret",
            "Beregnes: den dag, det blev noteret. Husstandens opkald holder pause derefter.",
            DATE,
            DERIVED,
            width=20,
        ),
        Column("household", "Husstand", "Beregnes: borgere med samme adresse eller telefon.", owner=DERIVED, width=11),
        Column(
            "missing_now",
            "Mangler nu",
            "Beregnes: hvad der mangler fra et ja til vaccinen er givet.",
            owner=DERIVED,
            width=30,
            wrap=True,
        ),
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
        Column("citizen", "Borgernr.", "Henviser til arket Borgere.", owner=DERIVED, width=11),
        Column(
            "name",
            "Navn",
            "Sig ikke, hvad opkaldet drejer sig om, før I ved, hvem I taler med.",
            owner=DERIVED,
            width=26,
        ),
        Column(
            "ring_to",
            "Ring til",
            "Den pårørende, der skal ringes til. Tom betyder borgeren selv.",
            owner=DERIVED,
            width=22,
            wrap=True,
        ),
        Column("phone", "Telefon", "Ring til dette nummer først.", owner=DERIVED, width=13),
        Column("phone2", "Telefon 2", "Ring hertil, hvis det første ikke svarer.", owner=DERIVED, width=13),
        Column("why_now", "Ringes fordi", "Hvorfor borgeren står på listen i dag.", owner=DERIVED, width=48, wrap=True),
        Column("situation", "Samtale", "Hvad det er for en samtale.", owner=DERIVED, width=0),
        Column(
            "script",
            "Manuskript",
            "Klik for at se, hvad I siger. Teksten står på arket Manuskripter.",
            Kind.FORMULA,
            DERIVED,
            formula=_SCRIPT_LINK,
            width=18,
            mark="link",
        ),
        Column("language", "Sprog", "Det sprog, samtalen kræver.", owner=DERIVED, width=22),
        Column("speakers", "Taler sproget", "Kolleger, der taler sproget og er her i dag.", owner=DERIVED, width=13),
        Column("last_answer", "Seneste svar", "Hvad borgeren svarede sidst.", owner=DERIVED, width=24, wrap=True),
        Column("address", "Adresse", "Vises ikke for borgere med beskyttet adresse.", owner=DERIVED, width=38),
        Column("made_on", "Listen er fra", "Den dag, ringelisten blev lavet.", DATE, DERIVED, width=12),
        Column(
            "skipped",
            "Sprunget over",
            "Så mange gange er opkald længere nede gemt før dette.",
            WHOLE,
            DERIVED,
            width=13,
        ),
        *answer_columns(),
    ),
)

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

RELATIVES = Table(
    "relatives",
    "Pårørende",
    "en pårørende til en borger",
    "P",
    group="Borgere",
    columns=(
        Column("citizen", "Borgernr.", "Henviser til arket Borgere.", owner=STAFF, width=11, required=True),
        Column("order", "Rækkefølge", "1 kontaktes først.", WHOLE, STAFF, width=11),
        Column("name", "Navn", "Den pårørendes navn.", owner=STAFF, width=26),
        Column("relation", "Relation", "Fx datter, søn, ægtefælle eller værge.", owner=STAFF, width=14),
        Column("phone", "Telefon", "Den pårørendes telefon.", owner=STAFF, width=13),
        Column("address", "Adresse", "Vej, husnummer, etage og dør.", owner=STAFF, width=26),
        Column("postcode", "Postnr.", "Fire cifre.", owner=STAFF, width=9),
        Column("city", "By", "Postdistrikt.", owner=STAFF, width=14),
        Column(
            "language",
            "Sprog",
            "Det sprog, den pårørende har brug for.",
            CHOICE,
            STAFF,
            choices=words.Language,
            width=22,
        ),
        Column(
            "may_contact",
            "Må kontaktes",
            "Nej stopper opkald og breve til den pårørende.",
            CHOICE,
            STAFF,
            choices=words.YesNo,
            width=13,
        ),
        Column(
            "consent", "Samtykke", "Hvad borgeren har givet lov til.", CHOICE, STAFF, choices=words.Consent, width=25
        ),
        Column("consent_by", "Samtykke noteret af", "Initialer.", owner=STAFF, width=18),
        Column("consent_on", "Samtykke den", "Dagen, samtykket blev givet.", DATE, STAFF, width=13),
        Column("note", "Notat", "Kort og sagligt.", owner=STAFF, width=30, wrap=True),
    ),
)
