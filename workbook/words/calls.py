"""About a call and its answer, and about interpreters."""

from __future__ import annotations

from enum import StrEnum

from workbook.words.people import Language


class Effect(StrEnum):
    """What an answer's code does; a closed set, while codes and texts are staff's own."""

    TRY_AGAIN = "Prøv igen"
    CALL_AGAIN_AT = "Ring igen på aftalt dag"
    BAD_NUMBER = "Nummeret virker ikke"
    BOOKS_ALONE = "Booker selv"
    WANTS_HELP = "Vil have hjælp"
    CHOOSES_LATER = "Vælger dag senere"
    HAS_TIME = "Har allerede tid"
    TIME_TOLD = "Tid meddelt"
    VACCINATED = "Er vaccineret"
    DECLINES = "Ønsker ikke"
    UNDECIDED = "Uafklaret"
    NOT_NOW = "Kan ikke afklares nu"
    LANGUAGE = "Tolk eller pårørende"
    RELATIVE = "Ring til pårørende"
    HOME = "Vaccineres hjemme"
    DEAD = "Død"
    MOVED = "Fraflyttet"
    NO_CONTACT = "Ingen kontakt"
    REOPENS = "Genåbnet"


class Reason(StrEnum):
    """Why somebody had not reacted (task 4 of the memo of 21 April 2021)."""

    LETTER = "Brevet ikke modtaget eller læst"
    DANISH = "Forstod ikke dansk"
    TECHNOLOGY = "Teknik eller NemID"
    PHONE_QUEUE = "Telefonkø"
    TRANSPORT = "Transport"
    WORRY = "Bekymring for vaccinen"
    HEALTH = "Helbred"
    ALLERGY = "Allergi"
    WAIT = "Vil vente"
    NO = "Ønsker ikke"
    OTHER = "Andet"


class Situation(StrEnum):
    """What kind of talk a call will be, and so which script fits it."""

    FIRST = "Første opkald"
    AGAIN = "Nyt forsøg"
    PROMISED = "Aftalt opkald"
    ASK_AGAIN = "Spørg igen"
    FOLLOW_UP = "Opfølgning"
    MISSED = "Udeblevet"
    REOPENED = "Genåbnet"
    TELL_TIME = "Oplys tid"
    INTERPRETER = "Med tolk"
    RELATIVE = "Ring til pårørende"
    CALLS_US = "Borgeren ringer"
    MACHINE = "Telefonsvarer"


def talk_in(situation: str, language: str | None) -> str:
    """Return the name of a talk's script in a language: "Første opkald på tyrkisk"; the Danish one is the talk's."""
    return str(situation) if language in {None, Language.DANISH} else f"{situation} på {str(language).lower()}"


class Direction(StrEnum):
    """Who sought whom."""

    OUT = "Ud"
    IN = "Ind"
    VISIT = "Besøg"


class SpokeWith(StrEnum):
    """Who answered."""

    CITIZEN = "Borgeren"
    RELATIVE = "Pårørende"
    OTHER = "Anden"
    NOBODY = "Ingen"


class BooksBy(StrEnum):
    """Who books the time."""

    ALONE = "Booker selv"
    HELP = "Vil have hjælp"


class Transport(StrEnum):
    """How somebody gets to the jab; other ways are asked about before the municipality's own."""

    OWN = "Selv"
    RELATIVE = "Pårørende"
    FLEX = "Flextrafik"
    MUNICIPAL = "Kommunal kørsel"


class Aid(StrEnum):
    """An aid that needs room in the vehicle."""

    NONE = "Ingen"
    STICK = "Stok"
    WALKER = "Rollator"
    WHEELCHAIR = "Kørestol"
    STRETCHER = "Båre"
    OXYGEN = "Ilt"


class InterpreterFor(StrEnum):
    """What an interpreter is ordered for."""

    CALL = "Opkald"
    JAB = "Vaccination"


class InterpreterState(StrEnum):
    """How far an interpreter's order is."""

    WANTED = "Skal bestilles"
    ORDERED = "Bestilt"
    CONFIRMED = "Bekræftet"
    DONE = "Gennemført"
    CANCELLED = "Aflyst"
