"""Columns by name: the headings that lists use for the same thing, and where in a sheet the headings stand.

No pandas here: the child process that reads a file imports this room.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType
from typing import Any

from workbook.folding import fold

_SPELLINGS = {
    "cpr": "cpr, cpr nr, cprnr, cpr nummer, cprnummer, cpr nummeret, personnummer, person nr, pnr, borgers cpr,"
    " borgerens cpr, cpr borger, patient cpr,"
    " personnr, cpr no, cpr personnummer, pers nr, persnr, pers nummer, cpr number, civil registration number",
    "name": "navn, fulde navn, beboer, beboers navn, beboerens navn,"
    " patient, patientnavn, modtager, modtagernavn, modtager navn, kundenavn, name, full name,"
    " borger, borgerens navn, borgers navn, borgernavn, navn paa borger,"
    " fornavn efternavn, fornavn og efternavn, for og efternavn, efternavn fornavn, efternavn og fornavn",
    "name_address": "navn og adresse, navn adresse, navn og bopael, navn adresse by, navn adresse og by,"
    " navn adresse postnr by, navn adresse postnr og by, navn og adr, navn adr, navn og fuld adresse",
    "first_name": "fornavn, fornavne, fornavn e, first name, firstname, given name,"
    " fornavn og mellemnavn, for og mellemnavn",
    "last_name": "efternavn, efternavne, efternavn e, last name, lastname, surname, family name",
    "middle_name": "mellemnavn, mellemnavne",
    "birth_date": "foedselsdato, foedt, foedselsdag, foedt den, f dato, fdato,"
    " date of birth, birth date, birthdate, dob,"
    " cpr 1, cpr foedselsdato, foerste 6 cifre, foerste seks cifre",
    "cpr_end": "loebenr, loebenummer, loebe nr, cpr loebenr, cpr loebenummer, kontrolcifre, cpr 2, sidste 4,"
    " sidste fire, 4 sidste, fire sidste, de sidste 4, de sidste fire, sidste 4 cifre, sidste fire cifre,"
    " 4 sidste cifre, fire sidste cifre, de sidste 4 cifre, de sidste fire cifre, cpr sidste 4, cpr sidste fire",
    "address": "adresse, vej, vejnavn, gade, bopael, bopaelsadresse, adresselinje 1, adresse 1, vej og nr,"
    " vejadresse, gadeadresse, folkeregisteradresse, boligadresse, adr, address, street address",
    "address2": "adresselinje 2, adr linje 2, address line 2, adresselinie 2",
    "house": "husnr, husnummer, hus nr, vejnr",
    "floor": "etage, sal",
    "door": "side, doer, side doer, doernr, side eller doer",
    "east": "oest, x koordinat, koordinat x, oestkoordinat, koordinat oest, utm x, utm oest, etrs89 x,"
    " etrs89koordinat oest, laengdegrad, laengde, longitude, lon, wgs84 laengde, wgs84 laengdegrad",
    "north": "nord, y koordinat, koordinat y, nordkoordinat, koordinat nord, utm y, utm nord, etrs89 y,"
    " etrs89koordinat nord, breddegrad, bredde, latitude, lat, wgs84 bredde, wgs84 breddegrad",
    "postcode": "postnr, postnummer, post nr, post, postnr og by, postnr by,"
    " postnr og bynavn, postnummer og by, post nr by, postnummer by, zip code, zip, postal code, postcode",
    "city": "by, bynavn, postdistrikt, city, town",
    "phone": "telefon, tlf, telefonnr, tlf nr, tlfnr, telefon nr, telefonnummer, telefon 1, tlf 1, mobil, mobilnr,"
    " mobiltelefon, mobil nr, fastnet, telefon 2, tlf 2, telefon privat, nummer, telefoner,"
    " kontaktnr, kontaktnummer, kontakttelefon, mobilnummer, mobiltlf, telefonnumre, fastnetnummer, fastnettelefon,"
    " phone, phone number, telephone, mobile, mobile phone, cell phone",
    "services": "indsatser, indsats, ydelser, ydelse, kommunale indsatser, hjaelp, pakke, aktive indsatser,"
    " kommunale ydelser, visiterede ydelser, visiterede indsatser, hjemmepleje, hjemmehjaelp, plejepakke,"
    " indsats navn, indsatsnavn, ydelsesnavn, ydelse navn",
    "language": "sprog, modersmaal, talesprog, sprogbehov, language",
    "target_group": "maalgruppe, maalgruppe nr, maalgruppenr, vaccinationsmaalgruppe, gruppe, vacc gruppe, mg",
    "invited_on": "invitationsdato, inviteret, inviteret den, dato for invitation, invitation, invitation sendt,"
    " foerste invitation, udsendt,"
    " dato inviteret, invitationsbrev, brev sendt, indkaldt",
    "jab1_on": "1 stik, foerste stik, 1 stik dato, dato 1 stik, dato for 1 stik, 1 vaccination, foerste vaccination,"
    " 1 vacc, 1 vacc dato, 1 vaccine, 1 vaccinedato, vacc 1, vaccine 1, vaccination 1, stik 1, dosis 1, dato 1 dosis,"
    " dato 1 vaccination, foerste vaccine, 1 stik givet, vaccineret 1 gang, vaccinationsdato 1,"
    " 1 dosis, foerste dosis",
    "jab2_on": "2 stik, andet stik, 2 stik dato, dato 2 stik, dato for 2 stik, 2 vaccination, faerdigvaccineret,"
    " 2 vacc, 2 vacc dato, 2 vaccine, 2 vaccinedato, vacc 2, vaccine 2, vaccination 2, stik 2, dosis 2, dato 2 dosis,"
    " dato 2 vaccination, anden vaccine, 2 stik givet, vaccineret 2 gang, vaccinationsdato 2,"
    " anden vaccination, 2 dosis, anden dosis",
    "jab_on": "vaccinationsdato, vaccinedato, vaccineret den, dato for vaccination, stikdato, dato for stik",
    "protected": "beskyttet, navne og adressebeskyttelse, adressebeskyttelse, adressebeskyttet, beskyttet adresse,"
    " navne adressebeskyttelse, nab",
    "protected_until": "beskyttet til, beskyttelse ophoerer, beskyttelse til",
    "gone": "doed, doed den, doedsdato, doed dato, doed fraflyttet,"
    " status, civilstatus, personstatus, cpr status, doed udrejst",
    "relative": "paaroerende, paaroerende navn, paaroerendes navn, navn paa paaroerende, kontaktperson,"
    " navn paaroerende, kontaktperson navn, kontaktpersons navn,"
    " naermeste paaroerende, paaroerende kendt",
    "relation": "relation, slaegtskab, paaroerende relation, relation til borger",
    "relative_phone": "paaroerende telefon, paaroerendes telefon, paaroerende tlf, paaroerendes tlf, paaroerende mobil,"
    " telefon paaroerende, tlf paaroerende,"
    " paaroerende nr, paaroerendes nr, paaroerendes nummer, paaroerendes mobil, kontaktperson tlf, kontaktpersons tlf,"
    " kontaktperson telefon, kontaktpersons telefon, kontaktpersons nummer, tlf kontaktperson, telefon kontaktperson",
    "relative_address": "paaroerende adresse, paaroerendes adresse, adresse paaroerende",
    "booked_on": "booket, booket den, booket dato, booket tid, tid den, vaccinationstid, aftalt tid, bookingdato",
    "answer": "vil vaccineres, vil vaccineres j n, vil vaccineres ja nej, oensker vaccine j n, vaccine j n, svar j n,"
    " vil have vaccine, vil have vaccinen,"
    " svar, borgerens svar, resultat, hvad svarede borgeren, tilbagemelding, svar fra borger, udfald,"
    " oensker vaccine, oensker borgeren vaccine, oensker vaccination, vaccine ja nej, svar paa opkald,"
    " svaret, reaktion, resultat af opkald, resultat af opkaldet, resultat af kontakt, resultat af samtale,"
    " opkaldsresultat, opkaldsstatus, kontaktstatus, svar ja nej, ja nej ved ikke, svar ja nej ved ikke,"
    " answer, response",
    "called_on": "dato, ringet den, opkaldsdato, kontaktet, kontaktet den, ringet, dato for opkald, dato for kontakt,"
    " kontaktdato, opringet,"
    " dato ringet, ringet dato, ringedato, dato opkald, dato for samtale, tidsstempel, date",
    "caller": "ringet af, kontaktet af, initialer, init, medarbejder, af, opkald af,"
    " ringer, hvem har ringet, navn paa ringer",
    "remark": "bem, bemaerkning, bemaerkninger, kommentar, kommentarer, note, noter, notat, andet,"
    " comment, comments, notes",
    "area": "kommunenavn, kommune, geografi, omraade",
    "first": "antal foerste vacc, antal paabegyndt vacc",
    "done": "antal faerdigvacc",
    "people": "antal borgere, befolkning, borgere, indbyggere, antal indbyggere, borgere flis",
    "first_share": "vacc daekning foerste vacc, vacc daekning paabegyndt vacc",
    "done_share": "vacc daekning faerdigvacc",
    "booking": "reference, booking, bookingnr, booking nr, bookingnummer, kommunens reference, jeres reference",
    "dose": "stik, stik nr, stiknr, stik nummer, dosis, dosis nr, dosisnr, dosisnummer, dosis nummer",
    "appointment": "tid, tidspunkt, dato og tid, dato tid, dato og kl, dato kl, dato og klokkeslaet, dato og tidspunkt",
    "clock": "kl, klokkeslaet, klokken, klokkeslet",
    "booking_state": "bookingstatus, booking status, status paa booking, status for booking, status paa tid,"
    " status for tid, tidens status, moedestatus, fremmoede, fremmoedestatus",
    "cancelled": "aflyst, aflyst den, afmeldt, annulleret",
    "missed": "udeblevet, udebleven, udeblev, ikke moedt, no show",
    "changed": "aendret, flyttet, ombooket",
    "site": "sted, vaccinationssted, vaccinationscenter, vaccinationslokation, lokation, vaccinationsadresse",
    "incidence": "incidens 7 dage, incidens de seneste 7 dage, incidens seneste 7 dage, 7 dages incidens, ugeincidens,"
    " syv dages incidens, incidens syv dage, incidens de seneste syv dage, smittede pr 100 000 paa syv dage,"
    " smittede pr 100 000 borgere paa syv dage, tilfaelde pr 100 000 de seneste 7 dage",
    "incidence_ever": "incidens, incidenstal, smittetal, incidens pr 100 000, incidens pr 100 000 indbyggere",
    "invited": "antal inviterede, inviterede, antal inviteret, inviterede i alt",
}

FIELDS: dict[str, str] = {
    spelling.strip(): field for field, spellings in _SPELLINGS.items() for spelling in spellings.split(",")
}
"""The field by each folded heading that is known."""

_FILLER = frozenset(
    {"borger", "borgers", "borgeren", "borgerens", "borgernes", "patient", "patients", "patientens"}
    | {"nr", "nummer", "evt", "fulde", "d", "den", "privat", "hjem", "arbejde", "alfabetisk", "foerst"}
)
"""Words that say no more than their heading: "Borgerens tlf.nr. (privat)" is a phone."""

_NUMBERED = {"answer", "remark", "phone", "relative", "relation", "relative_phone", "relative_address"}
"""Fields that a list may have several of: "Svar 2", "3. telefon", "Pårørende 1"."""
_NAMES = {"name", "first_name", "middle_name", "last_name"}

NAME_AND_ADDRESS = "name_address"
"""A column with both in each cell."""

MARKS = frozenset(
    {"siger ja", "siger ja tak", "takker ja", "siger nej", "siger nej tak", "takker nej", "har sagt nej"}
    | {"ja", "ja tak", "nej", "nej tak", "ved ikke", "maaske", "uafklaret", "i tvivl", "ikke svar", "intet svar"}
    | {"oensker", "oensker ikke", "oensker vaccine", "oensker ikke vaccine", "ikke truffet"}
)
"""Folded headings that are themselves an answer, with a cross below it."""
MARK = "answer_mark"

COUNTED = frozenset(
    {"sampledate", "date sample", "prdate adjusted", "bekraeftede tilfaelde", "bekraeftede tilfaelde i alt"}
    | {"antal bekraeftede covid 19", "kumulativ incidens per 100000"}
)
"""Folded headings of SSI's open files that count cases or tests: day by day, or since the epidemic began."""

CALLS, VACCINES, SAMPLES = "calls", "jabs", "samples"
"""No fields to read: they stand for headings about ringing people up, jabs, or samples taken, that are not known."""
JABS = ("vacc", "stik", "dosis", "dose")
TESTED = ("proeve", "analyse")
CALLED = ("svar", "opkald", "opring", "ring", "kontakt", "resultat", "samtale", "talt")

SEARCHED = 40
"""So many rows down are headings looked for; above them stand titles, logos and dates."""


WORDS: dict[str, str] = {
    "cpr": "cpr",
    "navn": "name",
    "fornavn": "first_name",
    "mellemnavn": "middle_name",
    "efternavn": "last_name",
    "foedselsdato": "birth_date",
    "sidste fire cifre": "cpr_end",
    "adresse": "address",
    "adresselinje 2": "address2",
    "navn og adresse": NAME_AND_ADDRESS,
    "husnr": "house",
    "etage": "floor",
    "side": "door",
    "oest": "east",
    "nord": "north",
    "postnr": "postcode",
    "by": "city",
    "telefon": "phone",
    "indsatser": "services",
    "sprog": "language",
    "maalgruppe": "target_group",
    "inviteret": "invited_on",
    "1 stik": "jab1_on",
    "2 stik": "jab2_on",
    "booket": "booked_on",
    "beskyttet": "protected",
    "doed": "gone",
    "paaroerende": "relative",
    "relation": "relation",
    "paaroerendes telefon": "relative_phone",
    "svar": "answer",
    "dato": "called_on",
    "ringet af": "caller",
    "bemaerkning": "remark",
    "reference": "booking",
    "stik nr": "dose",
    "klokkeslaet": "clock",
    "sted": "site",
    "tidens status": "booking_state",
    "kommune": "area",
    "incidens": "incidence",
    "bruges ikke": "",
}
"""The field by the (folded) word that staff write for it when they map the headings of a list nobody knows."""

Own = Mapping[str, str]
"""Fields by folded heading that staff mapped; they win over the spellings above."""


@lru_cache(maxsize=4_096)
def field_of(folded: str) -> str:
    """Return the field of a folded heading, also with words around it that say nothing more; "" for an unknown one.

    "Tlf.nr. / mobil" is a phone, as all its words are; "Navn (efternavn, fornavn)" is a name.
    """
    if folded in FIELDS:
        return FIELDS[folded]
    words = [word for word in folded.split() if word not in _FILLER]
    if " ".join(words) in FIELDS:
        return FIELDS[" ".join(words)]
    bare = FIELDS.get(" ".join(word for word in words if len(word) > 1 or not word.isdecimal()), "")
    if bare in _NUMBERED:
        return bare
    fields = {FIELDS.get(word, "") for word in words}
    return "name" if "name" in fields and fields <= _NAMES else fields.pop() if len(fields) == 1 else ""


def fields_of(row: Sequence[Any], own: Own = MappingProxyType({})) -> list[str]:
    """Return the field of each cell of a row of headings, "" for one that is not known.

    Two answers or more beside known headings are columns to put a cross in.
    """
    folded = [fold(cell) if isinstance(cell, str) else "" for cell in row]
    fields = [own.get(heading, field_of(heading)) for heading in folded]
    if any(fields) and len(marks := MARKS.intersection(folded).difference(own)) > 1:
        return [MARK if heading in marks else field for heading, field in zip(folded, fields, strict=True)]
    return fields


def tells_of(words: tuple[str, ...], row: Sequence[Any], own: Own = MappingProxyType({})) -> bool:
    """Whether a heading that is not known has a word that begins so: CALLED or JABS."""
    folded = [fold(cell) if isinstance(cell, str) else "" for cell in row]
    strange = [heading for heading, field in zip(folded, fields_of(row, own), strict=True) if not field]
    return any(word.startswith(words) for heading in strange if heading not in own for word in heading.split())


def known(row: Sequence[Any], own: Own = MappingProxyType({})) -> int:
    """Return how many different fields a row of headings names."""
    return len(set(fields_of(row, own)) - {""})


def heading_row(rows: Sequence[Sequence[Any]], own: Own = MappingProxyType({})) -> int | None:
    """Return the position of the row that names the most fields, the first of equals; None when no row names any."""
    counts = [known(row, own) for row in rows[:SEARCHED]]
    best = max(counts, default=0)
    return counts.index(best) if best else None


def score(rows: Sequence[Sequence[Any]]) -> int:
    """Return how many fields the best row names: the right delimiter is the one that scores highest."""
    return max((known(row) for row in rows[:SEARCHED]), default=0)


def layout(row: Sequence[Any]) -> str:
    """Return what makes a list's layout known again: its folded headings."""
    return " | ".join(fold(cell) if isinstance(cell, str) else "" for cell in row).rstrip(" |")
