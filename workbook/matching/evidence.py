"""How a new and a known person stand to each other: number, name, birth date, and where they can be found."""

from __future__ import annotations

from collections.abc import Iterable
from enum import IntEnum, StrEnum, auto

from workbook.firstuse import first_use
from workbook.matching.names import Likeness, likeness_of_words
from workbook.matching.people import Person
from workbook.matching.slips import Slip, slip_between


class Cpr(IntEnum):
    """How two CPR numbers stand to each other."""

    __hash__ = int.__hash__  # millions are looked up, and Enum's own goes through Python

    SAME = auto()
    SAME_LOCAL = auto()  # the same eCPR number of a kind that two regions may both have given
    SAME_GUESSED = auto()  # the same if the digit that one of them lacks is a zero in front
    SAME_OF_MANY = auto()  # the same, but with another digit put in it is others' number too
    SLIP = auto()  # the new one breaks modulus 11 and is one slip from the known one, and from no other
    SLIP_OF_MANY = auto()  # the same, but it is one slip from others too
    SLIP_PERHAPS = auto()  # one slip apart, but modulus 11 says nothing of it: born on 1 January
    OTHER = auto()  # two numbers, but the new one is a slip or one of them a replacement number
    OTHER_VALID = auto()  # two numbers for life, the new one beyond doubt
    UNKNOWN = auto()  # one of them has none


class Born(IntEnum):
    """How two birth dates stand to each other."""

    __hash__ = int.__hash__

    SAME = auto()
    NEAR = auto()  # one slip apart, day and month swapped, or another day, month or year alone
    OTHER = auto()
    UNKNOWN = auto()  # one has none, or only by a number that may be a slip


class Place(StrEnum):
    """What two people share of address and phone; the value is the words for it."""

    __hash__ = str.__hash__

    BOTH = "adresse og telefon"
    NEARLY_BOTH = "adresse og telefon på nær én slåfejl"  # in the house number, the postcode or the phone
    ADDRESS = "adresse"
    PHONE = "telefon"
    NEAR = "næsten samme adresse eller telefon"  # one slip in the house number, the postcode or the phone
    DISTRICT = "postnummer, men en anden adresse"
    MOVED = "anden adresse"
    UNKNOWN = ""


class Evidence:
    """What is seen of a pair, each part looked at when a rule first asks for it: most pairs are told by the number."""

    slips = 0
    """How many known numbers are one slip from the new one, a zero that is put in front among them."""

    def __init__(self, new: Person, known: Person) -> None:
        self._new, self._known = new, known

    @first_use
    def slip(self) -> Slip | None:
        """Return the slip that makes the new number out of the known one."""
        typed, meant = self._new.number.slipped, self._known.number.text
        return slip_between(typed, meant) if typed and meant else None

    @first_use
    def cpr(self) -> Cpr:
        """Return how the numbers stand to each other."""
        ours, theirs = self._new.number, self._known.number
        if not theirs.text or not (ours.text or ours.slipped):
            return Cpr.UNKNOWN
        if ours.text == theirs.text:
            return self._same()
        if self.slip:
            return Cpr.SLIP_PERHAPS if ours.new_year else Cpr.SLIP if self.slips == 1 else Cpr.SLIP_OF_MANY
        return Cpr.OTHER_VALID if ours.valid and theirs.own else Cpr.OTHER

    def _same(self) -> Cpr:
        if self._new.number.guessed or self._known.number.guessed:
            return Cpr.SAME_OF_MANY if self.slips > 1 else Cpr.SAME_GUESSED
        return Cpr.SAME_LOCAL if self._known.number.local else Cpr.SAME

    @first_use
    def name(self) -> Likeness:
        """Return how the names stand to each other."""
        return likeness_of_words(self._new.name, self._known.name)

    @first_use
    def born(self) -> Born:
        """Return how the birth dates stand to each other."""
        ours, theirs = self._new.born, self._known.born
        if not ours or not theirs:
            return Born.UNKNOWN
        if ours == theirs:
            return Born.SAME
        if self._new.born_doubted:
            return Born.UNKNOWN
        turned = f"{ours[:5]}{ours[8:]}-{ours[5:7]}"
        if turned == theirs or _parts_apart(ours, theirs) == 1 or slip_between(_digits(ours), _digits(theirs)):
            return Born.NEAR
        return Born.OTHER

    @first_use
    def place(self) -> Place:
        """Return what they share of address and phone."""
        new, known = self._new, self._known
        ours, theirs = new.address, known.address
        phoned = not new.phones.isdisjoint(known.phones)
        here = near = False
        if ours and theirs:
            here = ours.same(theirs)
            near = not here and ours.near(theirs)
        if phoned and not near:
            return Place.BOTH if here else Place.PHONE
        nearly = phoned or _any_slip(new.phones, known.phones)
        if here or (near and phoned):
            return Place.NEARLY_BOTH if nearly else Place.ADDRESS
        if nearly or near:
            return Place.NEAR
        if not ours or not theirs:
            return Place.UNKNOWN
        return Place.DISTRICT if new.district and new.district == known.district else Place.MOVED


def _any_slip(ours: Iterable[str], theirs: Iterable[str]) -> bool:
    return any(slip_between(one, other) for one in ours for other in theirs)


def _parts_apart(one: str, other: str) -> int:
    return sum(ours != theirs for ours, theirs in zip(one.split("-"), other.split("-"), strict=False))


def _digits(day: str) -> str:
    return day.replace("-", "")
