"""What each kind of paper may show: the words' fields and the tables' columns, as allow-lists.

A template that asks for anything else, a CPR number for instance, asks for a field that does not exist.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from workbook.letters.quiet import told
from workbook.letters.values import clean, phone, said
from workbook.settings import Settings
from workbook.words import LANGUAGE_CODES, RIGHT_TO_LEFT, Consent, Exhibit, Field, Language, LetterKind

LANGUAGES = (
    Language.DANISH,
    Language.ENGLISH,
    Language.TURKISH,
    Language.ARABIC,
    Language.URDU,
    Language.POLISH,
    Language.SOMALI,
    Language.BOSNIAN,
    Language.FARSI,
    Language.KURDISH,
)
"""The languages that letters are written in."""


@dataclass(frozen=True)
class Paper:
    """A kind of paper: the Danish stem of its files of words, the fields they may use, the columns its layout shows.

    Without the fields in `needs` there is nothing to write about. A letter of a `quiet` paper never tells what it is
    about, in its words or in its letterhead. Under a letter stand the words of its `privacy` paper. `marks` are the
    words that may stand between [[ and ]].
    """

    stem: str
    fields: tuple[Field, ...]
    columns: tuple[str, ...] = ()
    needs: tuple[Field, ...] = ()
    quiet: bool = False
    privacy: Paper | None = None
    marks: tuple[str, ...] = ()

    def file(self, language: Language = Language.DANISH) -> str:
        """Return the name of the file with the paper's words in a language."""
        return f"{self.stem}.{LANGUAGE_CODES[language]}.txt"

    def lacks(self, values: Mapping[Field, Any]) -> list[Field]:
        """Return the fields that the paper needs and has no value for."""
        return [field for field in self.needs if not clean(values.get(field))]


OFFICE: Mapping[Field, str] = {
    Field.MUNICIPALITY: "municipality",
    Field.DEPARTMENT: "department",
    Field.OFFICE_ADDRESS: "office_address",
    Field.OFFICE_CITY: "office_city",
    Field.OFFICE_PHONE: "office_phone",
    Field.OFFICE_HOURS: "office_hours",
    Field.OFFICE_EMAIL: "office_email",
    Field.BOOKING_PHONE: "booking_phone",
    Field.DPO: "dpo",
    Field.ENDS_ON: "ends_on",
}
"""The fields about the office, each with its setting; they say nothing about a person."""

_QUIET = (Field.MUNICIPALITY, Field.OFFICE_ADDRESS, Field.OFFICE_CITY, Field.OFFICE_PHONE, Field.OFFICE_HOURS)
_RECEIVER = ("name", "address", "postcode", "city")
_PERSON = (Field.NAME, Field.REFERENCE, Field.DATE)
_LETTER = (*_PERSON, Field.OWN_WORDS)
_TIME = (Field.DAY, Field.CLOCK, Field.SITE, Field.SITE_ADDRESS)
_RIDE = (Field.PICK_UP_FROM, Field.PICK_UP_TO, Field.RIDE, Field.REPLACES)

PRIVACY = Paper("oplysninger", tuple(OFFICE))
"""What GDPR articles 13 and 14 ask for, under a letter to a citizen."""

PRIVACY_RELATIVE = Paper("oplysninger_pårørende", (*_QUIET, Field.DPO), quiet=True)
"""The same under a letter to a relative, where nothing tells what it is about."""

CITIZEN = Paper("borger", (*_LETTER, *OFFICE), _RECEIVER, privacy=PRIVACY)
"""The letter to a citizen who could not be reached; the reference is the row's id, never a CPR number."""

CONFIRMATION = Paper(
    "bekræftelse",
    (*_LETTER, *_TIME, Field.DOSE, *_RIDE, Field.AT_HOME, *OFFICE),
    _RECEIVER,
    needs=(Field.DAY, Field.CLOCK, Field.SITE),
    privacy=PRIVACY,
)
"""The time that was booked, for which jab, and the ride where one is known."""

REMINDER = Paper(
    "påmindelse", (*_LETTER, *_TIME, *_RIDE, *OFFICE), _RECEIVER, needs=(Field.DAY, Field.CLOCK, Field.SITE)
)
"""The same the day before; who gets it had the confirmation, and with it what GDPR asks for."""

RELATIVE = Paper(
    "pårørende",
    (*_PERSON, Field.CITIZEN, *_QUIET),
    _RECEIVER,
    needs=(Field.CITIZEN,),
    quiet=True,
    privacy=PRIVACY_RELATIVE,
)
"""The letter to a relative when nobody said yes to more: please ring us."""

RELATIVE_TOLD = Paper(
    "pårørende_besked",
    (*_LETTER, Field.CITIZEN, *OFFICE),
    _RECEIVER,
    needs=(Field.CITIZEN,),
    privacy=PRIVACY_RELATIVE,
)
"""The letter to a relative whom the citizen lets us write to: what it is about, and never a time."""

RELATIVE_TIME = Paper(
    "pårørende_tid",
    (*_LETTER, Field.CITIZEN, *_TIME, *_RIDE, *OFFICE),
    _RECEIVER,
    needs=(Field.CITIZEN, Field.DAY, Field.CLOCK, Field.SITE),
    privacy=PRIVACY_RELATIVE,
)
"""The letter to a relative who may also be told the time."""

CALL_SHEET = Paper(
    "ringeliste",
    (Field.DATE, *OFFICE),
    ("citizen", "name", "ring_to", "phone", "phone2", "why_now", "situation", "language", "last_answer", "address"),
)
"""The call sheet on paper."""

DRIVER = Paper(
    "chauffør",
    (Field.DATE, *OFFICE),
    (
        *("order", "clock", "latest", "what", "name", "address", "phone", "aid", "others", "stairs", "escort"),
        *("door_note", "protected", "load"),
    ),
)
"""A vehicle's day: whom to fetch where and how; nothing about why, and no number but the phone's."""

ESCORT = Paper(
    "ledsager",
    (Field.DATE, *OFFICE),
    ("what", "be_there", "pick_up", "appointment", "name", "address", "phone", "aid", "stairs", "vehicle", "goes_to"),
)
"""An escort's day: whom to help get ready, when and where."""

DAY_PLAN = Paper("day_plan", (), ("vehicle", "name", "pick_up", "arrive", "way"))
"""A day's rides at a glance, for the office: no address and no number."""

RIDE_ORDER = Paper(
    "kørselsordre",
    (),
    (
        *("order", "date", "way", "name", "phone", "fetched_at", "goes_to", "ready_from", "latest", "pick_up"),
        *("aid", "others", "stairs", "escort", "door_note", "protected"),
    ),
)
"""A day's rides for a transport office that plans them itself; the order's own id is the row's of Kørsel."""

INTERPRETER_ORDER = Paper(
    "tolkebestilling",
    (Field.LANGUAGE, Field.DATE, *OFFICE),
    ("date", "time", "minutes", "place"),
)
"""The order to an interpreters' agency: no name, no number and no reason, only the order's own id."""

BOOKING_LIST = Paper(
    "bookingliste",
    (Field.DATE, Field.JAB_RULE, *OFFICE),
    ("reference", "cpr", "name", "dose", "not_times", "aid", "beside", "second", "address"),
)
"""The list to the Region, the one paper that goes out with CPR numbers: the Region finds people by nothing else."""

HANDOVER = Paper("overlevering", (Field.DATE, *OFFICE))
"""The page for whoever takes over; who is named on it stands in `letters.handover`."""

RIDE_CALLS = Paper("kørselsopkald", (Field.DATE, *OFFICE))
"""Whom to ring about a ride that comes at another time; what a line holds stands in `letters.ride_calls`."""

CASE_PAGE = Paper("borgerens_sag", (Field.REFERENCE, Field.DATE, *OFFICE))
"""All that is kept about one citizen; what is left out stands in `letters.case_page`."""

STATUS_NOTE = Paper(
    "statusnotat",
    (
        Field.AS_OF,
        Field.DEADLINE,
        Field.GROUPS,
        Field.INVITED,
        Field.NOT_REACTED,
        Field.NOT_REACTED_SHARE,
        Field.WANTS,
        Field.DECLINED,
        Field.UNDECIDED,
        Field.BOOKED,
        Field.FIRST_JAB,
        Field.DONE,
        Field.FIRST_JAB_COUNTRY,
        Field.DONE_COUNTRY,
        Field.COVERAGE_ON,
        Field.INCIDENCE,
        Field.INCIDENCE_ON,
        Field.INCIDENCE_DAYS,
        Field.INCIDENCE_LIMIT,
        Field.CALLS,
        Field.REACHED,
        Field.HOURS,
        Field.SPENT,
        Field.BUDGET,
        Field.BUDGET_LEFT,
        Field.DATE,
        *OFFICE,
    ),
    marks=tuple(Exhibit),
)
"""The note for the political committee: counts alone, and nobody's."""

LETTERS = (CITIZEN, CONFIRMATION, REMINDER, RELATIVE, RELATIVE_TOLD, RELATIVE_TIME)
"""The letters, each in all of `LANGUAGES`, and so what stands under them."""

UNDER_LETTERS = (PRIVACY, PRIVACY_RELATIVE)
"""What stands under letters, and never alone."""

IN_ALL_LANGUAGES = (*LETTERS, *UNDER_LETTERS)
"""The papers with a file of words in each of `LANGUAGES`."""

CHECK = Paper("tjek", (Field.DATE, *OFFICE))
"""What Tjek skabeloner found; its words are Ringbind's own, as it must also tell of staff's that are broken."""

PAPERS = (
    *IN_ALL_LANGUAGES,
    CALL_SHEET,
    DRIVER,
    ESCORT,
    INTERPRETER_ORDER,
    BOOKING_LIST,
    HANDOVER,
    RIDE_CALLS,
    CASE_PAGE,
    STATUS_NOTE,
)
"""Every paper whose words staff may change."""

_PHONES = {"phone", "phone2", "office_phone", "booking_phone"}
_ISOLATE = "\u2068{}\u2069"


def letter_paper(kind: LetterKind, consent: str | None = None, *, has_time: bool = False) -> Paper:
    """Return the paper of a letter; to a relative, `consent` (a `words.Consent`) says how much is told.

    Only who may write or may all is told what it is about, and of a time (if there is one) only who may all.
    """
    if kind is not LetterKind.RELATIVE:
        return {LetterKind.CONFIRMATION: CONFIRMATION, LetterKind.REMINDER: REMINDER}.get(kind, CITIZEN)
    if consent == Consent.ALL and has_time:
        return RELATIVE_TIME
    return RELATIVE_TOLD if consent in {Consent.ALL, Consent.WRITE} else RELATIVE


def field_values(
    paper: Paper,
    settings: Settings,
    day: date,
    person: Mapping[Field, Any] | None = None,
    language: Language = Language.DANISH,
) -> dict[str, str]:
    """Return a clean text for each field that the paper's words may use, and for no other.

    Days and times are written as the language does. From right to left each value is set apart, so that what is
    Latin in it keeps its order.
    """
    known = {field: _paired(name, getattr(settings, name)) for field, name in OFFICE.items()}
    known |= {Field.DATE: day, **(person or {})}
    values = {field.value: said(known.get(field), language) for field in paper.fields}
    shape = _ISOLATE if language in RIGHT_TO_LEFT else "{}"
    return {field: shape.format(value) if value else "" for field, value in values.items()}


def shown(paper: Paper, row: Mapping[str, Any]) -> dict[str, str]:
    """Return a clean text for each column of a row that the paper's layout may show, and for no other."""
    return {name: clean(_paired(name, row.get(name))) for name in paper.columns}


def _paired(name: str, value: Any) -> Any:
    return phone(value) if name in _PHONES else value


def sender(settings: Settings, *, quiet: bool = False) -> dict[str, str]:
    """Return what the letterhead says; a quiet one leaves out what would tell what the letter is about."""
    names = ("municipality", "department", "office_address", "office_city", "office_phone", "office_hours")
    lines = {name: clean(_paired(name, getattr(settings, name))) for name in (*names, "office_email")}
    return {name: "" if quiet and any(told([line])) else line for name, line in lines.items()}
