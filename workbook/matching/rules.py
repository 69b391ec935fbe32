"""When two people are one, told as a table: the first rule that fits a pair's evidence gives tier, verdict and reason.

The tiers follow what was measured on households (families, twins, nine kinds of damaged row): a tier that was ever
wrong by itself asks. A phone alone never makes two people one, as households share it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum, StrEnum, auto
from typing import Any

from workbook.matching.names import Likeness, likeness
from workbook.matching.people import Person
from workbook.matching.slips import Slip, slip_between


class Verdict(StrEnum):
    """What a pair is worth: taken as one person, put to a person, or known to be two."""

    SURE = "sure"
    ASK = "ask"
    NO = "no"


class Cpr(Enum):
    """How two CPR numbers stand to each other."""

    SAME = auto()
    SAME_LOCAL = auto()  # the same eCPR number of a kind that two regions may both have given
    SLIP = auto()  # the new one breaks modulus 11 and is one slip from the known one, and from no other
    SLIP_OF_MANY = auto()  # the same, but it is one slip from others too
    SLIP_PERHAPS = auto()  # one slip apart, but modulus 11 says nothing of it: born on 1 January
    OTHER = auto()  # two numbers, but the new one is a slip or one of them a replacement number
    OTHER_VALID = auto()  # two numbers for life, the new one beyond doubt
    UNKNOWN = auto()  # one of them has none


class Born(Enum):
    """How two birth dates stand to each other."""

    SAME = auto()
    NEAR = auto()  # one slip apart, or day and month swapped
    OTHER = auto()
    UNKNOWN = auto()  # one has none, or only by a number that may be a slip


class Place(Enum):
    """What two people share of address and phone; the value is the words for it."""

    BOTH = "adresse og telefon"
    ADDRESS = "adresse"
    PHONE = "telefon"
    NEAR = "næsten samme adresse eller telefon"  # one slip in the house number, the postcode or the phone
    MOVED = "anden adresse"
    UNKNOWN = ""


@dataclass(frozen=True)
class Evidence:
    """How a new and a known person stand to each other."""

    cpr: Cpr
    name: Likeness
    born: Born
    place: Place
    slip: Slip | None = None


@dataclass(frozen=True)
class Rule:
    """A verdict and its reason for every pair whose evidence is among what is named; what is not named may be anything.

    `reason` may hold {place} and {slip}.
    """

    tier: int
    score: float
    verdict: Verdict
    reason: str
    cpr: frozenset[Cpr] = frozenset(Cpr)
    name: frozenset[Likeness] = frozenset(Likeness)
    born: frozenset[Born] = frozenset(Born)
    place: frozenset[Place] = frozenset(Place)

    def fits(self, seen: Evidence) -> bool:
        """Whether the rule is about such a pair."""
        return seen.cpr in self.cpr and seen.name in self.name and seen.born in self.born and seen.place in self.place


def _rule(tier: int, score: float, verdict: Verdict, reason: str, **among: Enum | Iterable[Enum]) -> Rule:
    sets: dict[str, Any] = {key: {some} if isinstance(some, Enum) else some for key, some in among.items()}
    return Rule(tier, score, verdict, reason, **{key: frozenset(some) for key, some in sets.items()})


_SURE, _ASK, _NO = Verdict.SURE, Verdict.ASK, Verdict.NO
_SAME, _ALIKE, _PART, _NO_NAME = Likeness.SAME, Likeness.ALIKE, Likeness.PART, Likeness.UNKNOWN
_GIVEN_OTHER, _ALL_OTHER = Likeness.GIVEN_OTHER, Likeness.OTHER
_SLIPS = {Cpr.SLIP, Cpr.SLIP_OF_MANY}
_NO_PROOF = {Cpr.UNKNOWN, Cpr.OTHER, Cpr.SLIP, Cpr.SLIP_OF_MANY, Cpr.SLIP_PERHAPS}
_HERE = {Place.BOTH, Place.ADDRESS, Place.PHONE}
_PHONED = {Place.BOTH, Place.PHONE}
_ONE_SLIP = "samme CPR-nummer bortset fra {slip}"

RULES = (
    # 1 The number itself. It is typed by hand: a name that says somebody else is asked about.
    _rule(1, 1.0, _SURE, "samme CPR-nummer", cpr=Cpr.SAME, name={_SAME, _ALIKE, _PART, _NO_NAME}),
    _rule(1, 0.9, _ASK, "samme CPR-nummer, men et andet fornavn", cpr=Cpr.SAME, name=_GIVEN_OTHER),
    _rule(1, 0.9, _ASK, "samme CPR-nummer, men et helt andet navn", cpr=Cpr.SAME, name=_ALL_OTHER),
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
    _rule(4, 0.7, _ASK, "samme fødselsdato og navn", cpr=_NO_PROOF, name=_SAME, born=Born.SAME),
    _rule(
        4, 0.7, _ASK, "samme fødselsdato og {place}, navnet ligner",
        cpr=_NO_PROOF, name={_ALIKE, _PART}, born=Born.SAME, place=_HERE,
    ),
    _rule(4, 0.6, _ASK, "samme fødselsdato, navnet ligner", cpr=_NO_PROOF, name=_ALIKE, born=Born.SAME),
    _rule(
        4, 0.5, _ASK, "samme fødselsdato og {place}, intet navn",
        cpr=_NO_PROOF, name=_NO_NAME, born=Born.SAME, place=_HERE,
    ),
    _rule(
        4, 0.4, _ASK, "samme fødselsdato, {place}, noget af navnet er ens",
        cpr=_NO_PROOF, name={_PART, _GIVEN_OTHER}, born=Born.SAME, place=Place.NEAR,
    ),
    # Another given name is most often a twin; but a nickname and a phone of their own look the same.
    _rule(
        4, 0.4, _ASK, "samme fødselsdato, efternavn og {place}, men et andet fornavn",
        cpr=_NO_PROOF, name=_GIVEN_OTHER, born=Born.SAME, place=_HERE,
    ),
    _rule(
        4, 0.3, _ASK, "samme fødselsdato og {place}, men et andet navn",
        cpr=_NO_PROOF, name=_ALL_OTHER, born=Born.SAME, place=_PHONED,
    ),
    _rule(
        4, 0.1, _NO, "samme fødselsdato og efternavn, men et andet fornavn",
        cpr=_NO_PROOF, name=_GIVEN_OTHER, born=Born.SAME,
    ),
    # 5 Where they can be found, and the name. Another birth date is most often a father or a son of the same name.
    _rule(
        5, 0.6, _ASK, "samme {place} og navn",
        cpr=_NO_PROOF, name=_SAME, born={Born.UNKNOWN, Born.NEAR}, place=_HERE,
    ),
    _rule(
        5, 0.5, _ASK, "samme navn, {place}",
        cpr=_NO_PROOF, name=_SAME, born={Born.UNKNOWN, Born.NEAR}, place=Place.NEAR,
    ),
    _rule(
        5, 0.4, _ASK, "samme {place} og navn, men en anden fødselsdato",
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
        5, 0.25, _ASK, "samme {place}, næsten samme fødselsdato, men et andet fornavn",
        cpr=_NO_PROOF, name=_GIVEN_OTHER, born=Born.NEAR, place=_PHONED,
    ),
    _rule(
        5, 0.1, _NO, "samme {place} og navn, men en anden fødselsdato",
        cpr=_NO_PROOF, name=_SAME, born=Born.OTHER, place=_HERE,
    ),
)  # fmt: skip
"""In order; a pair that no rule is about is no pair."""


def rule_for(seen: Evidence) -> Rule | None:
    """Return the first rule that fits."""
    return next((rule for rule in RULES if rule.fits(seen)), None)


def reason(rule: Rule, seen: Evidence) -> str:
    """Return the rule's reason with what the two people share."""
    return rule.reason.format(place=seen.place.value, slip=seen.slip)


def evidence(new: Person, known: Person, slips: int) -> Evidence:
    """Return how two people stand to each other; `slips` is how many known numbers are one slip from the new one."""
    slip = _slip(new, known)
    return Evidence(
        _cpr(new, known, slip, slips), likeness(new.name, known.name), _born(new, known), _place(new, known), slip
    )


def is_slip(new: Person, known: Person) -> bool:
    """Whether the new person's number is one slip from the known one's."""
    return _slip(new, known) is not None


def _slip(new: Person, known: Person) -> Slip | None:
    typed, meant = new.number.slipped, known.number.text
    return slip_between(typed, meant) if typed and meant and meant != new.number.text else None


def _cpr(new: Person, known: Person, slip: Slip | None, slips: int) -> Cpr:
    ours, theirs = new.number, known.number
    if not theirs.text or not (ours.text or ours.slipped):
        return Cpr.UNKNOWN
    if ours.text == theirs.text:
        return Cpr.SAME_LOCAL if theirs.local else Cpr.SAME
    if slip:
        return Cpr.SLIP_PERHAPS if ours.new_year else Cpr.SLIP if slips == 1 else Cpr.SLIP_OF_MANY
    return Cpr.OTHER_VALID if ours.valid and theirs.own else Cpr.OTHER


def _born(new: Person, known: Person) -> Born:
    ours, theirs = new.born, known.born
    if not ours or not theirs:
        return Born.UNKNOWN
    if ours == theirs:
        return Born.SAME
    if new.born_doubted:
        return Born.UNKNOWN
    turned = f"{ours[:5]}{ours[8:]}-{ours[5:7]}"
    near = turned == theirs or slip_between(ours.replace("-", ""), theirs.replace("-", ""))
    return Born.NEAR if near else Born.OTHER


def _place(new: Person, known: Person) -> Place:
    ours, theirs = new.address, known.address
    here = ours is not None and theirs is not None and ours.same(theirs)
    if new.phones & known.phones:
        return Place.BOTH if here else Place.PHONE
    if here:
        return Place.ADDRESS
    if ours is not None and theirs is not None and ours.near(theirs):
        return Place.NEAR
    if any(slip_between(one, other) for one in new.phones for other in known.phones):
        return Place.NEAR
    return Place.MOVED if ours and theirs else Place.UNKNOWN
