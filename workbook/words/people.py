"""About a citizen: the register's words."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum


class YesNo(StrEnum):
    """A yes or a no."""

    YES = "Ja"
    NO = "Nej"


class CprKind(StrEnum):
    """The four kinds of CPR number."""

    ORDINARY = "Almindeligt"
    UNCHECKED = "Modulus 11 passer ikke"
    REPLACEMENT = "Erstatningsnummer"
    ECPR = "eCPR"


class Language(StrEnum):
    """The language that a person needs; never where somebody comes from."""

    DANISH = "Dansk"
    TURKISH = "Tyrkisk"
    URDU = "Urdu"
    ARABIC = "Arabisk"
    POLISH = "Polsk"
    KURDISH = "Kurdisk"
    BOSNIAN = "Bosnisk/kroatisk/serbisk"
    SOMALI = "Somali"
    FARSI = "Farsi"
    NEPALI = "Nepali"
    ROMANIAN = "Rumænsk"
    ENGLISH = "Engelsk"
    OTHER = "Andet"


LANGUAGE_CODES: Mapping[Language, str] = {
    Language.DANISH: "da",
    Language.TURKISH: "tr",
    Language.URDU: "ur",
    Language.ARABIC: "ar",
    Language.POLISH: "pl",
    Language.KURDISH: "ku",
    Language.BOSNIAN: "bs",
    Language.SOMALI: "so",
    Language.FARSI: "fa",
    Language.NEPALI: "ne",
    Language.ROMANIAN: "ro",
    Language.ENGLISH: "en",
}
"""Each language as it stands in a wording file's name and in a PDF (ISO 639-1); Kurdish is Kurmanji."""


RIGHT_TO_LEFT = frozenset({Language.ARABIC, Language.URDU, Language.FARSI})
"""The languages that are written from right to left."""


class State(StrEnum):
    """Where a citizen is on the way from the list to the jab; everyone has exactly one."""

    NEW = "Ny"
    NO_PHONE = "Mangler telefon"
    TO_CALL = "Skal ringes op"
    CALL_BACK = "Ring igen"
    WAIT_RELATIVE = "Afventer pårørende"
    INTERPRETER = "Tolk nødvendig"
    INTERPRETER_ORDERED = "Tolk bestilt"
    INTERPRETER_READY = "Tolk bekræftet"
    BOOKS_ALONE = "Booker selv"
    CHOOSES_LATER = "Vælger dag senere"
    WANTS_HELP = "Ønsker hjælp til booking"
    TIME_NOT_TOLD = "Tid ikke meddelt"
    BOOKED = "Har tid"
    SAYS_JABBED = "Siger selv vaccineret"
    FIRST_JAB = "1. stik givet"
    DONE = "Færdigvaccineret"
    DECLINED = "Ønsker ikke"
    UNDECIDED = "Uafklaret"
    HOME = "Vaccineres hjemme"
    NOT_NOW = "Kan ikke afklares nu"
    NOT_REACHED = "Ikke truffet"
    OFF_LIST = "Ude af listen, uforklaret"
    GONE = "Død eller fraflyttet"
    NO_CONTACT = "Må ikke kontaktes"
    NOT_FOLLOWED = "Følges ikke op"


class OnList(StrEnum):
    """How people on the newest list stand, in Overblik: every State is in exactly one (`summary.STATES`)."""

    TO_CALL = "Skal ringes op"
    WANTS = "Vil vaccineres, mangler tid"
    BOOKED = "Vil vaccineres, har tid"
    DECLINED = "Ønsker ikke"
    UNDECIDED = "Uafklaret"
    WAITING = "Afventer"
    NO_PHONE = "Mangler telefon"
    NOT_REACHED = "Ikke truffet"
    VACCINATED = "Vaccineret"
    STOPPED = "Ringes ikke op"


class PhoneSource(StrEnum):
    """Where a phone number comes from."""

    CASE_SYSTEM = "Fagsystem"
    LIST = "Liste"
    LOOKUP = "Opslag"
    CITIZEN = "Borgeren"
    RELATIVE = "Pårørende"


class Consent(StrEnum):
    """What a relative may be told or asked, with the citizen's word for it."""

    CALL = "Ringe"
    WRITE = "Skrive"
    TIME = "Oplyse tid"
    ALL = "Ringe, skrive og oplyse tid"
