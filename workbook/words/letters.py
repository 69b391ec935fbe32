"""About letters, and the words that staff write in them."""

from __future__ import annotations

from enum import StrEnum


class LetterKind(StrEnum):
    """A kind of letter."""

    CITIZEN = "Brev til borger"
    CONFIRMATION = "Bekræftelse"
    REMINDER = "Påmindelse"
    RELATIVE = "Brev til pårørende"
    DRIVER = "Chaufførbrev"
    ESCORT = "Ledsagerplan"
    ORDER = "Kørselsordre"


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
    DOSE = "stik"
    SITE = "sted"
    SITE_ADDRESS = "stedets_adresse"
    PICK_UP_FROM = "hentes_fra"
    PICK_UP_TO = "hentes_til"
    JAB_RULE = "stik_regel"
    RIDE = "kørsel"
    AT_HOME = "hjemme"
    REPLACES = "erstatter"
    OWN_WORDS = "egne_ord"
    AS_OF = "opgjort"
    DEADLINE = "frist"
    GROUPS = "antal_målgrupper"
    INVITED = "inviteret"
    NOT_REACTED = "ej_reageret"
    NOT_REACTED_SHARE = "ej_reageret_andel"
    WANTS = "ønsker"
    DECLINED = "ønsker_ikke"
    UNDECIDED = "uafklarede"
    BOOKED = "har_tid"
    FIRST_JAB = "første_stik"
    DONE = "færdigvaccinerede"
    FIRST_JAB_COUNTRY = "første_stik_landet"
    DONE_COUNTRY = "færdigvaccinerede_landet"
    COVERAGE_ON = "dækning_dato"
    INCIDENCE = "smittetal"
    INCIDENCE_ON = "smittetal_dato"
    INCIDENCE_DAYS = "smittetal_dage"
    INCIDENCE_LIMIT = "smittetal_grænse"
    CALLS = "opkald"
    REACHED = "fik_fat_i"
    HOURS = "timer"
    SPENT = "brugt"
    BUDGET = "bevilling"
    BUDGET_LEFT = "tilbage"


class Exhibit(StrEnum):
    """What staff write between [[ and ]] in the words of the status note: a table or a chart goes there."""

    GROUPS = "målgrupper"
    GROUPS_CHART = "målgrupper_figur"
    STATUS = "status"
    STATUS_CHART = "status_figur"
    AGES = "alder"
    LANGUAGES = "sprog"
    REASONS = "årsager"
    FUNNEL = "fra_liste_til_stik"
    FUNNEL_CHART = "fra_liste_til_stik_figur"
    COURSE = "udvikling"
    COVERAGE = "dækning"
    COVERAGE_CHART = "dækning_figur"
    WORK = "arbejde"
    WORK_CHART = "arbejde_figur"
    BUDGET = "bevilling"


class Channel(StrEnum):
    """How a letter leaves the house."""

    PAPER = "Papir"
    DIGITAL = "Digital Post"
