"""Answers in free words into the effect they have: only where one reading is left, else None and a person decides."""

from __future__ import annotations

from workbook.folding import fold
from workbook.words import Effect

_PHRASES = {
    Effect.TRY_AGAIN: "ikke svar, intet svar, ingen svar, svarer ikke, svarede ikke, tager ikke telefonen,"
    " tog ikke telefonen, tager den ikke, ikke truffet, traf ikke, telefonsvarer, ikke hjemme, optaget",
    Effect.BAD_NUMBER: "forkert nummer, forkert nr, forkert telefonnummer, nummeret virker ikke, nummer virker ikke,"
    " ikke i brug, ude af drift, afbrudt",
    Effect.CALL_AGAIN_AT: "ring igen, ringer igen, ring senere, ringes op igen, ring tilbage",
    Effect.BOOKS_ALONE: "booker selv, bestiller selv, bestiller selv tid, klarer selv, klarer det selv,"
    " vil selv booke, vil selv bestille, vil selv bestille tid, booker selv tid",
    Effect.WANTS_HELP: "ja, ja tak, oensker vaccine, oensker vaccinen, oensker vaccination, oensker at blive"
    " vaccineret, vil gerne vaccineres, vil gerne have vaccinen, vil gerne, siger ja, takker ja, hjaelp til booking,"
    " hjaelp til at booke, vil have hjaelp, oensker hjaelp, brug for hjaelp, koersel, oensker koersel, brug for"
    " koersel, skal koeres, brug for transport",
    Effect.CHOOSES_LATER: "vaelger dag senere, bestiller senere, booker senere",
    Effect.HAS_TIME: "har tid, har faaet tid, har en tid, har allerede tid, har booket, er booket, booket,"
    " har bestilt tid, tid bestilt, har selv booket, har selv bestilt tid",
    Effect.VACCINATED: "er vaccineret, vaccineret, allerede vaccineret, er allerede vaccineret, faerdigvaccineret,"
    " har faaet vaccinen, har faaet vaccine, har faaet 1 stik, har faaet foerste stik, har faaet begge stik",
    Effect.DECLINES: "nej, nej tak, siger nej, sagt nej, har sagt nej, takker nej, takket nej, afslaar, har afslaaet,"
    " fravalgt, vil ikke, vil ikke vaccineres, vil ikke have vaccinen, oensker ikke, oensker ikke vaccine,"
    " oensker ikke vaccinen, oensker ikke vaccination, oensker ikke at blive vaccineret, oensker den ikke",
    Effect.UNDECIDED: "ved ikke, ved det ikke, ved ikke endnu, i tvivl, er i tvivl, taenker over det,"
    " vil taenke over det, vil gerne taenke over det, uafklaret, usikker, maaske, vil vente, vil gerne vente,"
    " har ikke besluttet sig, ikke besluttet, vil tale med laegen, vil tale med egen laege",
    Effect.NOT_NOW: "indlagt, er indlagt, syg, er syg, paa hospitalet, paa sygehuset",
    Effect.LANGUAGE: "taler ikke dansk, forstaar ikke dansk, tolk, brug for tolk, sprogproblemer, sprogbarriere",
    Effect.HOME: "vaccineres hjemme, skal vaccineres hjemme, kan ikke komme ud, sengeliggende",
    Effect.DEAD: "doed, er doed, afdoed, afgaaet ved doeden",
    Effect.MOVED: "fraflyttet, flyttet, er flyttet",
    Effect.NO_CONTACT: "maa ikke kontaktes, vil ikke kontaktes, oensker ikke kontakt, oensker ingen kontakt,"
    " vil ikke ringes op, vil ikke ringes op igen, oensker ikke at blive ringet op,"
    " oensker ikke at blive ringet op igen, oensker ikke at blive kontaktet",
}

_EFFECTS = {phrase.strip(): effect for effect, phrases in _PHRASES.items() for phrase in phrases.split(",")}
_LONGEST_FIRST = sorted(_EFFECTS, key=len, reverse=True)
_NEGATIONS = {"ikke", "ej", "nej", "ingen", "aldrig", "uden"}
_LETTERS = {"j": Effect.WANTS_HELP, "n": Effect.DECLINES}
"""What a letter alone says under a question."""
_MORE_THAN_YES = {Effect.BOOKS_ALONE, Effect.CHOOSES_LATER, Effect.HAS_TIME, Effect.HOME, Effect.CALL_AGAIN_AT}
"""What a bare "ja" may stand beside: "ja tak, booker selv" says who books."""


def effect_of(answer: str) -> Effect | None:
    """Return the one effect that the words have, None when they have none, more than one, or a stray "ikke".

    The longest phrases are taken first, so that "ønsker ikke" is not read as "ønsker". A bare yes wants help:
    somebody must act on it, and people who need the municipality's transport do not book themselves.
    """
    if bare := _LETTERS.get(fold(answer)):
        return bare
    left = f" {fold(answer)} "
    found = set()
    for phrase in _LONGEST_FIRST:
        if f" {phrase} " in left:
            found.add(_EFFECTS[phrase])
            left = left.replace(f" {phrase} ", " | ")
    if len(found) > 1 and Effect.WANTS_HELP in found and found - {Effect.WANTS_HELP} <= _MORE_THAN_YES:
        found.discard(Effect.WANTS_HELP)
    return found.pop() if len(found) == 1 and not _NEGATIONS & set(left.split()) else None
