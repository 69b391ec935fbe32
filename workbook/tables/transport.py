"""The sheets about bookings and transport, and what there is to plan with."""

from __future__ import annotations

from workbook import words
from workbook.schema import Column, Kind, Owner, Table

STAFF, DERIVED = Owner.STAFF, Owner.DERIVED
DATE, TIME, WHOLE, NUMBER, CHOICE = Kind.DATE, Kind.TIME, Kind.WHOLE, Kind.NUMBER, Kind.CHOICE

BOOKINGS = Table(
    "bookings",
    "Booking",
    "en tid til et stik",
    "T",
    group="Booking og kørsel",
    columns=(
        Column("citizen", "Borgernr.", "Henviser til arket Borgere.", width=11, owner=STAFF, required=True),
        Column("name", "Navn", "Beregnes ud fra arket Borgere.", owner=DERIVED, width=24),
        Column("dose", "Stik nr.", "1 eller 2.", WHOLE, STAFF, width=9),
        Column("kind", "Slags", "Hvor stikket gives.", CHOICE, STAFF, choices=words.BookingKind, width=20),
        Column(
            "not_times",
            "Passer ikke",
            "Tider, der ikke passer. Tages fra svaret, kan rettes her, og står på bookinglisten.",
            owner=STAFF,
            width=22,
            wrap=True,
        ),
        Column("transport", "Transport", "Beregnes ud fra arket Opkald.", owner=DERIVED, width=16),
        Column("aid", "Hjælpemiddel", "Beregnes ud fra arket Opkald.", owner=DERIVED, width=13),
        Column("goes_with", "Følges med", "Borgernr. på den, der skal have tid samtidig.", owner=STAFF, width=12),
        Column(
            "state",
            "Status",
            "Hvor langt bookingen er. Skriv dato og klokkeslæt, når tiden er fået, så følger resten med.",
            CHOICE,
            STAFF,
            choices=words.BookingState,
            width=13,
        ),
        Column("wanted_on", "Ønsket den", "Dagen, borgeren sagde ja til hjælp.", DATE, STAFF, width=12),
        Column("asked_on", "Bestilt den", "Dagen, tiden blev bestilt hos Regionen.", DATE, STAFF, width=12),
        Column("got_on", "Fået den", "Dagen, Regionen gav tiden.", DATE, STAFF, width=12),
        Column("site", "Sted", "Stedets navn på arket Steder.", CHOICE, STAFF, choices_from="sites.name", width=22),
        Column("date", "Dato", "Dagen for stikket.", DATE, STAFF, width=12),
        Column("time", "Kl.", "Klokkeslættet for stikket.", TIME, STAFF, width=8),
        Column("told_on", "Meddelt den", "Dagen, borgeren fik tiden at vide.", DATE, STAFF, width=12),
        Column(
            "told_time",
            "Meddelt tid",
            "Beregnes: tiden, som borgeren fik den at vide. Bliver den en anden, skal borgeren vide det.",
            owner=DERIVED,
            width=0,
        ),
        Column("check", "Kontrol", "Beregnes: hvad der skal ses på.", owner=DERIVED, width=44, wrap=True, mark="look"),
        Column("note", "Notat", "Kort og sagligt. Kommer ikke med til Regionen.", owner=STAFF, width=30, wrap=True),
    ),
)

RIDES = Table(
    "rides",
    "Kørsel",
    "en tur den ene vej",
    "K",
    group="Booking og kørsel",
    columns=(
        Column("citizen", "Borgernr.", "Henviser til arket Borgere.", owner=STAFF, width=11, required=True),
        Column("leg", "Tur", "Ud eller hjem.", CHOICE, STAFF, choices=words.Leg, width=8),
        Column("date", "Dato", "Dagen for turen.", DATE, STAFF, width=12),
        Column("appointment", "Aftale kl.", "Tiden på vaccinationsstedet.", TIME, STAFF, width=11),
        Column("site", "Sted", "Stedets navn på arket Steder.", CHOICE, STAFF, choices_from="sites.name", width=22),
        Column("aid", "Hjælpemiddel", "Det hjælpemiddel, der skal med.", CHOICE, STAFF, choices=words.Aid, width=13),
        Column("others", "Fylder også", "Andet, der skal være plads til, fx “hunde 1”.", owner=STAFF, width=14),
        Column(
            "stairs",
            "Trapper",
            "Ja, hvis borgeren skal hjælpes op og ned ad trapper.",
            CHOICE,
            STAFF,
            choices=words.YesNo,
            width=9,
        ),
        Column("escort", "Ledsager", "Initialer, eller Ja, når I ikke ved hvem endnu.", owner=STAFF, width=10),
        Column("door_note", "Besked til chaufføren", "Fx “ring på nr. 12”. Chaufføren ser det.", owner=STAFF, width=24),
        Column(
            "pick_at",
            "Hentes ved",
            "Kun når det ikke er hjemme eller på stedet: et sted fra arket Steder, et borgernr. eller en adresse.",
            owner=STAFF,
            width=18,
        ),
        Column("lock", "Lås", "Hvad en ny plan ikke må ændre.", CHOICE, STAFF, choices=words.Lock, width=12),
        Column(
            "vehicle", "Vogn", "Vognens navn på arket Køretøjer.", CHOICE, STAFF, choices_from="vehicles.name", width=16
        ),
        Column(
            "pick_up_stop", "Nr. hent", "Stoppets nummer på vognens rute, når borgeren hentes.", WHOLE, STAFF, width=9
        ),
        Column("pick_up", "Hentes kl.", "Hvornår borgeren hentes.", TIME, STAFF, width=11),
        Column("pick_up_load", "Med efter hent", "Beregnes: så mange er der i vognen bagefter.", WHOLE, DERIVED),
        Column("drop_stop", "Nr. sæt af", "Stoppets nummer på vognens rute, når borgeren sættes af.", WHOLE, STAFF),
        Column("arrive", "Fremme kl.", "Hvornår borgeren er fremme.", TIME, STAFF, width=11),
        Column("drop_load", "Med efter sæt af", "Beregnes: så mange er der i vognen bagefter.", WHOLE, DERIVED),
        Column("told_from", "Oplyses fra", "Beregnes: det tidligste, borgeren får at vide.", TIME, DERIVED),
        Column("told_to", "Oplyses til", "Beregnes: det seneste, borgeren får at vide.", TIME, DERIVED),
        Column("promised", "Lovet kl.", "Den tid, borgeren har fået at vide.", TIME, STAFF, width=10),
        Column(
            "unplaced",
            "Ikke planlagt",
            "Beregnes: hvorfor turen ikke kunne planlægges, og hvad der ville hjælpe.",
            owner=DERIVED,
            width=44,
            wrap=True,
            mark="look",
        ),
        Column(
            "check",
            "Kontrol",
            "Beregnes af Kontrollér kørsel: hvad der er galt med turen.",
            owner=DERIVED,
            width=40,
            wrap=True,
            mark="look",
        ),
        Column(
            "ring",
            "Skal ringes op",
            "Beregnes: tiden er en anden end den, borgeren har fået. Ring, og skriv den nye tid i Lovet kl.",
            owner=DERIVED,
            width=30,
            wrap=True,
            mark="look",
        ),
        Column("result", "Resultat", "Hvordan det gik på dagen.", CHOICE, STAFF, choices=words.RideResult, width=13),
    ),
)

STRETCHES = 48
"""So many stretches of a vehicle's day can be drawn on Køreplan."""

TOURS = Table(
    "tours",
    "Køreplan",
    "en vogns dag",
    "KP",
    passing=True,
    group="Booking og kørsel",
    columns=(
        Column("date", "Dato", "Beregnes: dagen, der sidst er planlagt eller kontrolleret.", DATE, DERIVED, width=12),
        Column("vehicle", "Vogn", "Beregnes: vognens navn.", owner=DERIVED, width=16),
        Column("leaves", "Kører kl.", "Beregnes: hvornår vognen kører hjemmefra.", TIME, DERIVED, width=10),
        Column("home", "Hjemme kl.", "Beregnes: hvornår vognen er hjemme igen.", TIME, DERIVED, width=11),
        Column("citizens", "Borgere", "Beregnes: så mange borgere køres.", WHOLE, DERIVED, width=9),
        Column("most", "Flest med", "Beregnes: så mange er der højst i vognen.", WHOLE, DERIVED, width=10),
        Column("km", "Km", "Beregnes: så langt køres der, også uden borgere.", NUMBER, DERIVED, width=8),
        Column("start", "Begynder", "Beregnes: til tegningen.", NUMBER, DERIVED, width=0),
        *(
            Column(f"part_{at}", f"Del {at}", "Beregnes: til tegningen.", NUMBER, DERIVED, width=0)
            for at in range(1, STRETCHES + 1)
        ),
    ),
)

VEHICLES = Table(
    "vehicles",
    "Køretøjer",
    "en vogn",
    "VO",
    group="Opsætning",
    columns=(
        Column("name", "Vogn", "Vognens navn, fx Bus 1.", owner=STAFF, width=16, required=True),
        Column("driver", "Chauffør", "Initialer på arket Medarbejdere.", owner=STAFF, width=11),
        Column("phone", "Telefon", "Nummeret til vognen.", owner=STAFF, width=13),
        Column("date", "Dato", "Kun denne dag; tom betyder alle dage.", DATE, STAFF, width=12),
        Column("shift_from", "Vagt fra", "Hvornår vognen kan køre fra.", TIME, STAFF, width=10),
        Column("shift_to", "Vagt til", "Hvornår vognen skal være hjemme.", TIME, STAFF, width=10),
        Column("depot", "Garage", "Adressen, vognen kører fra, eller et sted fra arket Steder.", owner=STAFF, width=26),
        Column("east", "Øst", "Garagens koordinat, UTM 32, meter, eller længdegrad.", NUMBER, STAFF, width=12),
        Column("north", "Nord", "Garagens koordinat, UTM 32, meter, eller breddegrad.", NUMBER, STAFF, width=12),
        Column("seats", "Siddepladser", "Antal siddepladser.", WHOLE, STAFF, width=13),
        Column("wheelchairs", "Kørestole", "Antal pladser til kørestole.", WHOLE, STAFF, width=11),
        Column("stretchers", "Bårer", "Antal pladser til bårer.", WHOLE, STAFF, width=9),
        Column("walkers", "Rollatorer", "Antal rollatorer, der er plads til.", WHOLE, STAFF, width=11),
        Column("oxygen", "Ilt", "Antal iltflasker, der er plads til.", WHOLE, STAFF, width=7),
        Column(
            "others",
            "Andre pladser",
            "Pladser af andre slags, fx “barnestole 2, hunde 1”. Brug samme ord i Fylder også på arket Kørsel.",
            owner=STAFF,
            width=16,
        ),
        Column("lift", "Lift", "Ja, hvis vognen har lift.", CHOICE, STAFF, choices=words.YesNo, width=8),
        Column(
            "away", "Kører ikke", "Hvorfor ikke, fx på værksted. Tom betyder, at vognen kører.", owner=STAFF, width=16
        ),
        Column(
            "away_at",
            "Kører ikke fra kl.",
            "Hvornår vognen holdt op med at køre, fx efter et nedbrud. Tom betyder hele dagen.",
            TIME,
            STAFF,
            width=12,
        ),
        Column("note", "Notat", "Kort og sagligt.", owner=STAFF, width=24, wrap=True),
    ),
)

STAFF_COLUMNS = (
    Column("initials", "Initialer", "Bruges på opkald og breve.", owner=STAFF, width=10, required=True),
    Column("name", "Navn", "Medarbejderens navn.", owner=STAFF, width=26),
    Column("role", "Rolle", "Fx ringer, chauffør, ledsager eller koordinator.", owner=STAFF, width=16),
    Column("phone", "Telefon", "Medarbejderens telefon.", owner=STAFF, width=13),
    Column("languages", "Sprog", "De sprog, medarbejderen taler, med komma imellem.", owner=STAFF, width=26),
    Column("away_from", "Væk fra", "Første dag væk.", DATE, STAFF, width=12),
    Column("away_to", "Væk til", "Sidste dag væk.", DATE, STAFF, width=12),
    Column("note", "Notat", "Kort og sagligt.", owner=STAFF, width=30, wrap=True),
)

COLLEAGUES = Table("staff", "Medarbejdere", "en kollega", "M", columns=STAFF_COLUMNS, group="Opsætning")

SITES = Table(
    "sites",
    "Steder",
    "et sted, hvor der vaccineres",
    "ST",
    group="Opsætning",
    columns=(
        Column("name", "Sted", "Stedets navn.", owner=STAFF, width=26, required=True),
        Column("address", "Adresse", "Vej og husnummer.", owner=STAFF, width=26),
        Column("postcode", "Postnr.", "Fire cifre.", owner=STAFF, width=9),
        Column("city", "By", "Postdistrikt.", owner=STAFF, width=14),
        Column("open_from", "Åbner", "Hvornår stedet åbner.", TIME, STAFF, width=9),
        Column("open_to", "Lukker", "Hvornår stedet lukker.", TIME, STAFF, width=9),
        Column("east", "Øst", "Koordinat, UTM 32, meter, eller længdegrad.", NUMBER, STAFF, width=12),
        Column("north", "Nord", "Koordinat, UTM 32, meter, eller breddegrad.", NUMBER, STAFF, width=12),
        Column("note", "Notat", "Kort og sagligt.", owner=STAFF, width=30, wrap=True),
    ),
)

TRAVEL_TIMES = Table(
    "travel_times",
    "Køretider",
    "en køretid, der gælder i stedet for den beregnede",
    "KT",
    group="Opsætning",
    columns=(
        Column("place_from", "Fra", "Sted, adresse eller postnr.", owner=STAFF, width=26),
        Column("place_to", "Til", "Sted, adresse eller postnr.", owner=STAFF, width=26),
        Column("minutes", "Minutter", "Køretid i minutter.", WHOLE, STAFF, width=10),
        Column("km", "Km", "Afstand i kilometer.", NUMBER, STAFF, width=8),
        Column("note", "Notat", "Fx færge eller bro.", owner=STAFF, width=30),
    ),
)
