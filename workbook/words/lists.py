"""About lists that come in, and what people decide about their rows."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum


class ListKind(StrEnum):
    """What kind of list a file is."""

    SSI = "SSI: ikke reageret"
    CASE_SYSTEM = "Udtræk fra fagsystem"
    CONTACTS = "Tidligere kontaktliste"
    RELATIVES = "Pårørende"
    VACCINATED = "Vaccinerede eller bookede"
    COVERAGE = "SSI: dækning"
    FLIS = "FLIS: befolkning"
    INCIDENCE = "Smittetal"
    TIMES = "Tider fra Regionen"
    POINTS = "Adresser med koordinater"


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
    TIME = "Tid fra Regionen"
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
    DOUBLED = "Står to gange"
    TWO_CITIZENS = "Samme borger?"
    REWRITTEN = "Noteret række rettet"
    LETTER = "Brev ikke lavet"
    HEADINGS = "Overskrifter forklaret"
    TWO_ANSWERS = "To svar"
    RANG_IN = "Ringede selv ind"
    FROM_CALLER = "Besked fra ringer"
    RETURNED = "Ringers fil"
    BOOKING = "Tid kan ikke bruges"
    RIDE = "Kan ikke køres"
    TEMPLATE = "Skabelon med fejl"


class Choice(StrEnum):
    """What a person decides on "Til vurdering"."""

    SAME = "Samme"
    NOT_SAME = "Ikke samme"
    TAKE = "Gem svaret"
    RESTORE = "Hent tilbage"
    LEAVE = "Lad være"
    KEEP = "Behold rettelsen"
    PUT_BACK = "Sæt tilbage"
    USE = "Brug listens værdi"
    SEEN = "Set"
    WAIT = "Vent"


CHOICES: Mapping[str, tuple[Choice, ...]] = {
    ReviewKind.MATCH: (Choice.SAME, Choice.NOT_SAME, Choice.WAIT),
    ReviewKind.DIFFERENCE: (Choice.KEEP, Choice.USE, Choice.WAIT),
    ReviewKind.TWO_ANSWERS: (Choice.TAKE, Choice.LEAVE, Choice.WAIT),
    ReviewKind.RANG_IN: (Choice.SAME, Choice.NOT_SAME, Choice.WAIT),
    ReviewKind.TWO_CITIZENS: (Choice.SAME, Choice.NOT_SAME, Choice.WAIT),
    ReviewKind.REWRITTEN: (Choice.KEEP, Choice.PUT_BACK, Choice.WAIT),
    ReviewKind.VANISHED: (Choice.RESTORE, Choice.LEAVE, Choice.WAIT),
    "": (Choice.SEEN, Choice.WAIT),
}
"""What can be chosen about each kind of row on "Til vurdering"; all other kinds stand under ""."""


class TakeIn(StrEnum):
    """What to do with a list once its rows are counted."""

    GO = "Læs ind"
    STOP = "Stop"
