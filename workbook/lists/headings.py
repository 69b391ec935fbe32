"""Columns by name: the headings that lists use for the same thing, and where in a sheet the headings stand.

No pandas here: the child process that reads a file imports this room.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

from workbook.folding import fold

_SPELLINGS = {
    "cpr": "cpr, cpr nr, cprnr, cpr nummer, cprnummer, cpr nummeret, personnummer, person nr, pnr, borgers cpr,"
    " borgerens cpr, cpr borger, patient cpr",
    "name": "navn, fulde navn, borger, borgerens navn, borgers navn, borgernavn, navn paa borger",
    "first_name": "fornavn, fornavne",
    "last_name": "efternavn",
    "birth_date": "foedselsdato, foedt, foedselsdag, foedt den, f dato, fdato",
    "address": "adresse, vej, vejnavn, gade, bopael, bopaelsadresse, adresselinje 1, adresse 1, vej og nr",
    "postcode": "postnr, postnummer, post nr, post, postnr og by, postnr by",
    "city": "by, bynavn, postdistrikt",
    "phone": "telefon, tlf, telefonnr, tlf nr, tlfnr, telefon nr, telefonnummer, telefon 1, tlf 1, mobil, mobilnr,"
    " mobiltelefon, mobil nr, fastnet, telefon 2, tlf 2, telefon privat, nummer, telefoner",
    "services": "indsatser, indsats, ydelser, ydelse, kommunale indsatser, hjaelp, pakke, aktive indsatser",
    "language": "sprog, modersmaal, talesprog, sprogbehov",
    "target_group": "maalgruppe, maalgruppe nr, maalgruppenr, vaccinationsmaalgruppe, gruppe, vacc gruppe, mg",
    "invited_on": "invitationsdato, inviteret, inviteret den, dato for invitation, invitation, invitation sendt,"
    " foerste invitation, udsendt",
    "jab1_on": "1 stik, foerste stik, 1 stik dato, dato 1 stik, 1 vaccination, foerste vaccination",
    "jab2_on": "2 stik, andet stik, 2 stik dato, dato 2 stik, 2 vaccination, faerdigvaccineret, anden vaccination",
    "protected": "beskyttet, navne og adressebeskyttelse, adressebeskyttelse, adressebeskyttet, beskyttet adresse,"
    " navne adressebeskyttelse, nab",
    "protected_until": "beskyttet til, beskyttelse ophoerer, beskyttelse til",
    "gone": "doed, doed fraflyttet, status, civilstatus, personstatus, cpr status, doed udrejst",
    "relative": "paaroerende, paaroerende navn, paaroerendes navn, navn paa paaroerende, kontaktperson,"
    " naermeste paaroerende, paaroerende kendt",
    "relation": "relation, slaegtskab, paaroerende relation, relation til borger",
    "relative_phone": "paaroerende telefon, paaroerendes telefon, paaroerende tlf, paaroerendes tlf, paaroerende mobil,"
    " telefon paaroerende, tlf paaroerende",
    "relative_address": "paaroerende adresse, paaroerendes adresse, adresse paaroerende",
    "booked_on": "booket, booket den, booket dato, booket tid, tid den, vaccinationstid, aftalt tid, bookingdato",
    "answer": "svar, borgerens svar, resultat, hvad svarede borgeren, tilbagemelding, svar fra borger, udfald,"
    " oensker vaccine, oensker borgeren vaccine, oensker vaccination, vaccine ja nej, svar paa opkald",
    "called_on": "dato, ringet den, opkaldsdato, kontaktet, kontaktet den, ringet, dato for opkald, dato for kontakt,"
    " kontaktdato, opringet",
    "caller": "ringet af, kontaktet af, initialer, init, medarbejder, af, opkald af",
    "remark": "bemaerkning, bemaerkninger, kommentar, kommentarer, note, noter, notat, andet",
    "area": "kommunenavn, kommune, geografi, omraade",
    "first": "antal foerste vacc, antal paabegyndt vacc",
    "done": "antal faerdigvacc",
    "people": "antal borgere, befolkning, borgere, indbyggere, antal indbyggere, borgere flis",
    "first_share": "vacc daekning foerste vacc, vacc daekning paabegyndt vacc",
    "done_share": "vacc daekning faerdigvacc",
    "invited": "antal inviterede, inviterede, antal inviteret, inviterede i alt",
}

FIELDS: dict[str, str] = {
    spelling.strip(): field for field, spellings in _SPELLINGS.items() for spelling in spellings.split(",")
}
"""The field by each folded heading that is known."""

SEARCHED = 40
"""So many rows down are headings looked for; above them stand titles, logos and dates."""


WORDS: dict[str, str] = {
    "cpr": "cpr",
    "navn": "name",
    "fornavn": "first_name",
    "efternavn": "last_name",
    "foedselsdato": "birth_date",
    "adresse": "address",
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
    "bruges ikke": "",
}
"""The field by the (folded) word that staff write for it when they map the headings of a list nobody knows."""

Own = Mapping[str, str]
"""Fields by folded heading that staff mapped; they win over the spellings above."""


def fields_of(row: Sequence[Any], own: Own = MappingProxyType({})) -> list[str]:
    """Return the field of each cell of a row of headings, "" for one that is not known."""
    folded = (fold(cell) if isinstance(cell, str) else "" for cell in row)
    return [own.get(heading, FIELDS.get(heading, "")) for heading in folded]


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
