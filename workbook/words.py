"""The glossary: English in the code, Danish in the cell. This is the only bridge between the two.

Each StrEnum's value is the text that stands in a cell and in a dropdown. A docstring under each class says where.
"""

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
    WANTS = "Vil vaccineres"
    DECLINED = "Ønsker ikke"
    UNDECIDED = "Uafklaret"
    WAITING = "Afventer"
    NO_PHONE = "Mangler telefon"
    NOT_REACHED = "Ikke truffet"
    VACCINATED = "Vaccineret"
    STOPPED = "Ringes ikke op"


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
    TELL_TIME = "Oplys tid"
    INTERPRETER = "Med tolk"
    RELATIVE = "Ring til pårørende"
    CALLS_US = "Borgeren ringer"
    MACHINE = "Telefonsvarer"


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


class ListKind(StrEnum):
    """What kind of list a file is."""

    SSI = "SSI: ikke reageret"
    CASE_SYSTEM = "Udtræk fra fagsystem"
    CONTACTS = "Tidligere kontaktliste"
    RELATIVES = "Pårørende"
    VACCINATED = "Vaccinerede eller bookede"
    COVERAGE = "SSI: dækning"
    FLIS = "FLIS: befolkning"


class Bucket(StrEnum):
    """What became of a row of a list; every row ends in exactly one."""

    NEW = "Ny"
    AGAIN = "På listen igen"
    ANSWERED = "Kendt svar"
    HANDLED = "Behandlet siden udtrækket"
    REOPENED = "Genåbnet"
    VACCINATED = "Vaccineret eller booket"
    GONE = "Død eller fraflyttet"
    PROTECTED = "Beskyttet"
    KNOWN = "Kendt"
    DOUBLED = "Gentaget på listen"
    NOT_FOLLOWED = "Følges ikke op"
    ASK = "Skal vurderes"
    REFUSED = "Afvist"
    EXPLAINED = "Ude af listen"
    UNEXPLAINED = "Ude af listen, uforklaret"


OFF_LIST = frozenset({Bucket.EXPLAINED, Bucket.UNEXPLAINED})
"""Buckets of people who stood on the list before, and not on this one: no row of the file is theirs."""


class ReviewKind(StrEnum):
    """Why a row stands on "Til vurdering"."""

    MATCH = "Muligt match"
    REFUSED = "Række afvist"
    BAD_CELL = "Celle kan ikke læses"
    CONFLICT = "Ændret samtidig"
    DERIVED = "Beregnet felt rettet"
    VANISHED = "Række forsvundet"
    DIFFERENCE = "Afviger fra rettelse"
    GROUP = "Målgruppe afviger"
    ANSWER = "Svar hænger ikke sammen"
    STRANGER = "Ukendt borger"
    DOUBLED = "Samme CPR to gange"
    LETTER = "Brev ikke lavet"
    HEADINGS = "Overskrifter forklaret"
    TWO_ANSWERS = "To svar"
    RANG_IN = "Ringede selv ind"
    FROM_CALLER = "Besked fra ringer"
    RETURNED = "Ringers fil"


class Choice(StrEnum):
    """What a person decides on "Til vurdering"."""

    SAME = "Samme"
    NOT_SAME = "Ikke samme"
    TAKE = "Gem svaret"
    RESTORE = "Hent tilbage"
    LEAVE = "Lad være"
    KEEP = "Behold rettelsen"
    USE = "Brug listens værdi"
    SEEN = "Set"
    WAIT = "Vent"


CHOICES: Mapping[str, tuple[Choice, ...]] = {
    ReviewKind.MATCH: (Choice.SAME, Choice.NOT_SAME, Choice.WAIT),
    ReviewKind.DIFFERENCE: (Choice.KEEP, Choice.USE, Choice.WAIT),
    ReviewKind.TWO_ANSWERS: (Choice.TAKE, Choice.LEAVE, Choice.WAIT),
    ReviewKind.RANG_IN: (Choice.SAME, Choice.NOT_SAME, Choice.WAIT),
    ReviewKind.VANISHED: (Choice.RESTORE, Choice.LEAVE, Choice.WAIT),
    "": (Choice.SEEN, Choice.WAIT),
}
"""What can be chosen about each kind of row on "Til vurdering"; all other kinds stand under ""."""


class TakeIn(StrEnum):
    """What to do with a list once its rows are counted."""

    GO = "Læs ind"
    STOP = "Stop"


class BookingKind(StrEnum):
    """Where a jab is given."""

    CENTRE = "Vaccinationssted"
    HOME = "Hjemme ved Regionen"
    POP_UP = "Pop-up"


class BookingState(StrEnum):
    """How far a booking is."""

    WANTED = "Ønsket"
    ASKED = "Bestilt"
    GOT = "Tid fået"
    TOLD = "Meddelt"
    DONE = "Gennemført"
    CHANGED = "Ændret"
    CANCELLED = "Aflyst"
    MISSED = "Udeblevet"


class Leg(StrEnum):
    """A ride's direction."""

    OUT = "Ud"
    HOME = "Hjem"


class Lock(StrEnum):
    """What planning again may not change."""

    VEHICLE = "Vogn"
    ALL = "Vogn og tid"


class RideResult(StrEnum):
    """How a ride went on the day."""

    DONE = "Kørt"
    NOT_HOME = "Ikke hjemme"
    CANCELLED = "Aflyst"
    REFUSED = "Ville ikke med"
    NO_ROOM = "Ikke plads"


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


class LetterKind(StrEnum):
    """A kind of letter."""

    CITIZEN = "Brev til borger"
    CONFIRMATION = "Bekræftelse"
    REMINDER = "Påmindelse"
    RELATIVE = "Brev til pårørende"
    DRIVER = "Chaufførbrev"
    ESCORT = "Ledsagerplan"


class Field(StrEnum):
    """What staff write between {{ and }} in the words of a letter, a call sheet or a script."""

    NAME = "navn"
    REFERENCE = "reference"
    DATE = "dato"
    MUNICIPALITY = "kommune"
    DEPARTMENT = "afdeling"
    OFFICE_ADDRESS = "kontoradresse"
    OFFICE_CITY = "kontorby"
    OFFICE_PHONE = "telefon"
    OFFICE_HOURS = "telefontid"
    OFFICE_EMAIL = "email"
    BOOKING_PHONE = "bookingtelefon"
    DPO = "databeskyttelsesrådgiver"
    ENDS_ON = "opgaven_slutter"
    RELATIVE = "pårørende"
    CONSENT = "samtykke"
    APPOINTMENT = "tid"
    LANGUAGE = "sprog"
    CITIZEN = "borger"
    DAY = "dag"
    CLOCK = "klokkeslæt"
    SITE = "sted"
    SITE_ADDRESS = "stedets_adresse"
    PICK_UP_FROM = "hentes_fra"
    PICK_UP_TO = "hentes_til"
    OWN_WORDS = "egne_ord"


class Channel(StrEnum):
    """How a letter leaves the house."""

    PAPER = "Papir"
    DIGITAL = "Digital Post"


class Recovery(StrEnum):
    """What to do about a press that was cut off."""

    FINISH = "Gør færdig"
    TAKE_BACK = "Tag tilbage"


class UndoReach(StrEnum):
    """What to do about rows that were changed after the press that is undone."""

    UNTOUCHED = "Kun urørte rækker"
    ALL = "Alle rækker"


class Mark(StrEnum):
    """A row of the journal: what kind of entry it is."""

    BEGUN = "begyndt"
    INSERT = "ny"
    UPDATE = "ændret"
    DELETE = "slettet"
    HAND = "rettet i hånden"
    HAND_INSERT = "tilføjet i hånden"
    HAND_DELETE = "slettet i hånden"
    CONFLICT = "ikke skrevet"
    DONE = "færdig"
    TAKEN_BACK = "taget tilbage"


TERMS: dict[str, str] = {
    "workbook": "projektmappe",
    "press": "tryk på en knap",
    "citizen": "borger",
    "relative": "pårørende",
    "call sheet": "ringeliste",
    "answer": "svar",
    "outcome code": "svarkode",
    "interpreter": "tolk",
    "target group": "målgruppe",
    "list": "liste",
    "review": "til vurdering",
    "decision": "afgjort",
    "booking": "booking",
    "ride": "kørsel",
    "escort": "ledsager",
    "vehicle": "vogn",
    "settings": "indstillinger",
    "undo": "fortryd",
    "backup": "sikkerhedskopi",
    "journal": "journal",
    "summary": "overblik",
}
"""Words of the work that are no cell's text; the glossary in docs/ is these and every StrEnum above."""
