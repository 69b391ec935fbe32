"""When two people are one, told as a table: the first rule that fits a pair's evidence gives tier, verdict and reason.

The tiers follow what was measured on households (families, twins, nine kinds of damaged row): a tier that was ever
wrong by itself asks. A phone alone never makes two people one, as households share it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum, StrEnum
from itertools import product
from typing import Any

from workbook.matching.evidence import Born, Cpr, Evidence, Place
from workbook.matching.names import Likeness


class Verdict(StrEnum):
    """What a pair is worth: taken as one person, put to a person, or known to be two."""

    SURE = "sure"
    ASK = "ask"
    NO = "no"


@dataclass(frozen=True)
class Rule:
    """A verdict and its reason for every pair whose evidence is among what is named; what is not named may be anything.

    `reason` may hold {place} and {slip}.
    """

    tier: int
    score: float
    verdict: Verdict
    reason: str
    cpr: frozenset[Cpr] | None = None
    name: frozenset[Likeness] | None = None
    born: frozenset[Born] | None = None
    place: frozenset[Place] | None = None

    def fits(self, seen: Evidence) -> bool:
        """Whether the rule, one about such numbers and names, is about such birth dates and places too."""
        return (self.born is None or seen.born in self.born) and (self.place is None or seen.place in self.place)


def _rule(tier: int, score: float, verdict: Verdict, reason: str, **among: Enum | Iterable[Enum]) -> Rule:
    sets: dict[str, Any] = {key: {some} if isinstance(some, Enum) else some for key, some in among.items()}
    return Rule(tier, score, verdict, reason, **{key: frozenset(some) for key, some in sets.items()})


_SURE, _ASK, _NO = Verdict.SURE, Verdict.ASK, Verdict.NO
_SAME, _ALIKE, _PART, _NO_NAME = Likeness.SAME, Likeness.ALIKE, Likeness.PART, Likeness.UNKNOWN
_GIVEN_OTHER, _ALL_OTHER = Likeness.GIVEN_OTHER, Likeness.OTHER
_GUESSED = {Cpr.SAME_GUESSED, Cpr.SAME_OF_MANY}
_SLIPS = {Cpr.SLIP, Cpr.SLIP_OF_MANY}
_NO_PROOF = {Cpr.UNKNOWN, Cpr.OTHER, Cpr.SLIP, Cpr.SLIP_OF_MANY, Cpr.SLIP_PERHAPS}
_HERE = {Place.BOTH, Place.NEARLY_BOTH, Place.ADDRESS, Place.PHONE}
_PHONED = {Place.BOTH, Place.NEARLY_BOTH, Place.PHONE}
_ONE_SLIP = "samme CPR-nummer bortset fra {slip}"

RULES = (
    # 1 The number itself. It is typed by hand: a name that says somebody else is asked about.
    _rule(1, 1.0, _SURE, "samme CPR-nummer", cpr=Cpr.SAME, name={_SAME, _ALIKE, _PART, _NO_NAME}),
    _rule(1, 0.9, _ASK, "samme CPR-nummer, men et andet fornavn", cpr=Cpr.SAME, name=_GIVEN_OTHER),
    _rule(1, 0.9, _ASK, "samme CPR-nummer, men et helt andet navn", cpr=Cpr.SAME, name=_ALL_OTHER),
    # Nine digits: most often a spreadsheet took a zero, but a hand may have lost another digit; nothing may doubt it.
    _rule(
        1, 0.97, _SURE, "samme CPR-nummer med et nul foran, samme navn",
        cpr=_GUESSED, name=_SAME, born=Born.SAME,
    ),
    _rule(
        1, 0.97, _SURE, "samme CPR-nummer med et nul foran",
        cpr=Cpr.SAME_GUESSED, name={_ALIKE, _NO_NAME}, born=Born.SAME,
    ),
    _rule(1, 0.98, _SURE, "samme lokale erstatningsnummer og samme navn", cpr=Cpr.SAME_LOCAL, name=_SAME),
    _rule(1, 0.8, _ASK, "samme erstatningsnummer, men det gælder kun lokalt", cpr=Cpr.SAME_LOCAL),
    # A valid number that is another one is another person, whatever else they share; said where they look like one.
    _rule(
        1, 0.0, _NO, "samme navn og fødselsdato, men hver sit gyldige CPR-nummer",
        cpr=Cpr.OTHER_VALID, name={_SAME, _ALIKE}, born=Born.SAME,
    ),
    # 2 One slip away and modulus 11 broken: almost surely a slip; among millions it may land on somebody else's number.
    _rule(
        2, 0.95, _SURE, f"{_ONE_SLIP}, samme navn",
        cpr=Cpr.SLIP, name=_SAME, born=set(Born) - {Born.OTHER},
    ),
    _rule(2, 0.8, _ASK, f"{_ONE_SLIP}, samme navn, men en anden fødselsdato", cpr=Cpr.SLIP, name=_SAME),
    _rule(2, 0.8, _ASK, f"{_ONE_SLIP}, samme navn, men flere numre ligner", cpr=Cpr.SLIP_OF_MANY, name=_SAME),
    _rule(2, 0.8, _ASK, f"{_ONE_SLIP}, samme navn", cpr=Cpr.SLIP_PERHAPS, name=_SAME),
    _rule(2, 0.7, _ASK, f"{_ONE_SLIP}, navnet ligner", cpr={*_SLIPS, Cpr.SLIP_PERHAPS}, name={_ALIKE, _PART}),
    _rule(2, 0.6, _ASK, f"{_ONE_SLIP}, intet navn at holde det op imod", cpr=_SLIPS, name=_NO_NAME),
    _rule(
        2, 0.7, _ASK, "samme CPR-nummer, hvis det er et nul, der mangler forrest; navnet ligner",
        cpr=_GUESSED, name={_SAME, _ALIKE, _PART},
    ),
    _rule(
        2, 0.6, _ASK, "samme CPR-nummer, hvis det er et nul, der mangler forrest; intet navn at holde det op imod",
        cpr=_GUESSED, name=_NO_NAME,
    ),
    _rule(
        2, 0.5, _ASK, "samme CPR-nummer, hvis det er et nul, der mangler forrest, men et andet navn",
        cpr=_GUESSED, name={_GIVEN_OTHER, _ALL_OTHER},
    ),
    _rule(2, 0.1, _NO, f"{_ONE_SLIP}, men et andet navn", cpr=_SLIPS, name={_GIVEN_OTHER, _ALL_OTHER}),
    # 3 Everything but the number. Twins have another given name; a father with his son's name another birth date.
    _rule(
        3, 0.9, _SURE, "samme fødselsdato, navn og {place}",
        cpr=Cpr.UNKNOWN, name=_SAME, born=Born.SAME, place=_HERE,
    ),
    _rule(
        3, 0.8, _ASK, "samme fødselsdato, navn og {place}, men et andet CPR-nummer",
        cpr=_NO_PROOF, name=_SAME, born=Born.SAME, place=_HERE,
    ),
    # 4 Birth date and name: a town has namesakes, and people entered as born on 1 January share their day.
    _rule(
        4, 0.7, _ASK, "samme fødselsdato og navn, {place}",
        cpr=_NO_PROOF, name=_SAME, born=Born.SAME, place={Place.NEAR, Place.MOVED},
    ),
    _rule(
        4, 0.7, _ASK, "samme fødselsdato, navn og {place}",
        cpr=_NO_PROOF, name=_SAME, born=Born.SAME, place=Place.DISTRICT,
    ),
    _rule(4, 0.7, _ASK, "samme fødselsdato og navn", cpr=_NO_PROOF, name=_SAME, born=Born.SAME),
    _rule(
        4, 0.7, _ASK, "samme fødselsdato og {place}, navnet ligner",
        cpr=_NO_PROOF, name={_ALIKE, _PART}, born=Born.SAME, place=_HERE,
    ),
    _rule(4, 0.6, _ASK, "samme fødselsdato, navnet ligner", cpr=_NO_PROOF, name=_ALIKE, born=Born.SAME),
    _rule(
        4, 0.5, _ASK, "samme fødselsdato og {place}, intet navn at holde det op imod",
        cpr=_NO_PROOF, name=_NO_NAME, born=Born.SAME, place=_HERE,
    ),
    _rule(
        4, 0.4, _ASK, "samme fødselsdato, {place}, noget af navnet er ens",
        cpr=_NO_PROOF, name={_PART, _GIVEN_OTHER}, born=Born.SAME, place=Place.NEAR,
    ),
    _rule(
        4, 0.35, _ASK, "samme fødselsdato, noget af navnet er ens",
        cpr=_NO_PROOF, name=_PART, born=Born.SAME,
    ),
    # Another given name is most often a twin; but a nickname and a phone of their own look the same.
    _rule(
        4, 0.4, _ASK, "samme fødselsdato, efternavn og {place}, men et andet fornavn",
        cpr=_NO_PROOF, name=_GIVEN_OTHER, born=Born.SAME, place=_HERE,
    ),
    _rule(
        4, 0.3, _ASK, "samme fødselsdato og {place}, men et andet navn",
        cpr=_NO_PROOF, name=_ALL_OTHER, born=Born.SAME, place=_HERE,
    ),
    _rule(
        4, 0.1, _NO, "samme fødselsdato og efternavn, men et andet fornavn",
        cpr=_NO_PROOF, name=_GIVEN_OTHER, born=Born.SAME,
    ),
    # 5 Where they can be found, and the name. Another birth date is most often a father or a son of the same name.
    _rule(
        5, 0.6, _ASK, "samme navn og {place}",
        cpr=_NO_PROOF, name=_SAME, born={Born.UNKNOWN, Born.NEAR}, place=_HERE,
    ),
    _rule(
        5, 0.5, _ASK, "samme navn, {place}",
        cpr=_NO_PROOF, name=_SAME, born={Born.UNKNOWN, Born.NEAR}, place=Place.NEAR,
    ),
    _rule(
        5, 0.4, _ASK, "samme navn og {place}, men en anden fødselsdato",
        cpr=_NO_PROOF, name=_SAME, born=Born.OTHER, place=_PHONED,
    ),
    _rule(
        5, 0.5, _ASK, "samme {place}, navnet ligner",
        cpr=_NO_PROOF, name=_ALIKE, born={Born.UNKNOWN, Born.NEAR}, place=_HERE,
    ),
    _rule(
        5, 0.35, _ASK, "samme {place}, navnet ligner, men en anden fødselsdato",
        cpr=_NO_PROOF, name=_ALIKE, born=Born.OTHER, place=_PHONED,
    ),
    _rule(
        5, 0.3, _ASK, "samme {place}, noget af navnet er ens",
        cpr=_NO_PROOF, name=_PART, place=_PHONED,
    ),
    _rule(
        5, 0.3, _ASK, "samme {place}, næsten samme fødselsdato, noget af navnet er ens",
        cpr=_NO_PROOF, name=_PART, born=Born.NEAR, place=Place.ADDRESS,
    ),
    _rule(
        5, 0.3, _ASK, "{place}, navnet ligner",
        cpr=_NO_PROOF, name=_ALIKE, born={Born.UNKNOWN, Born.NEAR}, place=Place.NEAR,
    ),
    _rule(5, 0.3, _ASK, "samme navn, næsten samme fødselsdato", cpr=_NO_PROOF, name=_SAME, born=Born.NEAR),
    # Neither number nor birth date: most often a relative or a namesake, but who it is must be found out anyway.
    _rule(
        5, 0.2, _ASK, "samme {place}, samme efternavn, men et andet fornavn",
        cpr=Cpr.UNKNOWN, name=_GIVEN_OTHER, born=Born.UNKNOWN, place={Place.BOTH, Place.NEARLY_BOTH},
    ),
    _rule(
        5, 0.2, _ASK, "samme navn og {place}",
        cpr=Cpr.UNKNOWN, name=_SAME, born=Born.UNKNOWN, place=Place.DISTRICT,
    ),
    _rule(
        5, 0.25, _ASK, "samme {place}, næsten samme fødselsdato, men et andet fornavn",
        cpr=_NO_PROOF, name=_GIVEN_OTHER, born=Born.NEAR, place=_PHONED,
    ),
    _rule(
        5, 0.1, _NO, "samme navn og {place}, men en anden fødselsdato",
        cpr=_NO_PROOF, name=_SAME, born=Born.OTHER, place=_HERE,
    ),
)  # fmt: skip
"""In order; a pair that no rule is about is no pair."""


_BY_NUMBER_AND_NAME = {
    (number, name): tuple(
        rule for rule in RULES if (rule.cpr is None or number in rule.cpr) and (rule.name is None or name in rule.name)
    )
    for number, name in product(Cpr, Likeness)
}
"""The rules about each: millions of pairs need not be held against all of them."""


_TWO_ANDS = re.compile(r" og (\w+) og ")
"""As in "navn og adresse og telefon"."""


def rule_for(seen: Evidence) -> Rule | None:
    """Return the first rule that fits."""
    for rule in _BY_NUMBER_AND_NAME[seen.cpr, seen.name]:
        if rule.fits(seen):
            return rule
    return None


def reason(rule: Rule, seen: Evidence) -> str:
    """Return the rule's reason with what the two people share."""
    told = rule.reason
    if "{place}" in told:
        told = _TWO_ANDS.sub(r", \1 og ", told.replace("{place}", seen.place))
    if "{slip}" in told:
        told = told.replace("{slip}", seen.slip or "")
    return told
