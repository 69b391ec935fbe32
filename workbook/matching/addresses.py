"""Danish addresses taken apart: street, number, letter, floor, door, postcode; two that are one place are the same."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from workbook.folding import fold_rare
from workbook.matching.slips import slip_between

_PARTS = re.compile(
    r"(?P<street>(?:\d+ )?[a-z].*?) (?P<number>\d{1,3})(?: ?(?P<letter>[a-z])(?![a-z]))?"
    r"(?: (?P<floor>\d{1,2}|st|stuen|kl|kld|kaelder)(?: ?sal)?(?![a-z0-9]))?"
    r"(?: ?(?P<door>tv|th|mf|\d{1,3})(?![a-z0-9]))?"
    r"(?: (?P<postcode>\d{4})(?![a-z0-9]))?(?P<rest> .*)?"
)
_BEFORE_HOUSE = re.compile(r"^(?:[^,\d]*,)+")  # c/o, or the name of a care home
_TO_HOUSE = re.compile(r"(\d) ?-\d+")
_RUN_TOGETHER = re.compile(r"\b(\d{1,2}|st)(sal|tv|th|mf)\b")
_SPELLED = {
    "gl": "gammel", "gml": "gammel", "nr": "noerre", "ndr": "noerre", "sdr": "soender", "vestre": "vester",
    "oestre": "oester", "oe": "oester", "sct": "sankt", "skt": "sankt", "st": "sankt", "alle": "alle", "al": "alle",
    "pl": "plads", "str": "straede", "boul": "boulevard", "blvd": "boulevard", "dr": "doktor", "chr": "christian",
}  # fmt: skip
_LOW = {"st": "0", "stuen": "0", "kl": "-1", "kld": "-1", "kaelder": "-1"}


class Address(NamedTuple):
    """An address in parts, each folded; "" where the text does not say. The floor of "st." is 0."""

    street: str
    number: str
    letter: str = ""
    floor: str = ""
    door: str = ""
    postcode: str = ""

    @property
    def house(self) -> str:
        """Return the part that must be written for two addresses to be compared."""
        return f"{self.street} {self.number}{self.letter}"

    def same(self, other: Address) -> bool:
        """Whether both are one place.

        One slip in the street's name is no difference, nor is a floor, door or postcode that one of them leaves out.
        """
        return self._one_house(other) and _fits(self.postcode, other.postcode)

    def near(self, other: Address) -> bool:
        """Whether both are one place but for one slip in the number or the postcode."""
        if self._one_house(other):
            return slip_between(self.postcode, other.postcode) is not None
        return self.street == other.street and slip_between(self.number, other.number) is not None

    def _one_house(self, other: Address) -> bool:
        if self.number != other.number or self.letter != other.letter:
            return False
        if not (_fits(self.floor, other.floor) and _fits(self.door, other.door)):
            return False
        return self.street == other.street or slip_between(self.street, other.street) is not None


def _fits(one: str, other: str) -> bool:
    return not one or not other or one == other


def parse_address(text: str, postcode: str = "") -> Address | None:
    """Return the address in a text like "Eksempelvej 12 A, 2. tv., 2635 Ishøj", None where no house is named."""
    one_house = _TO_HOUSE.sub(r"\1", text) if "-" in text else text
    from_house = _BEFORE_HOUSE.sub("", one_house) if "," in text else one_house
    folded = fold_rare(from_house)
    found = _PARTS.fullmatch(folded)
    if not found or found["rest"]:
        found = _PARTS.fullmatch(_RUN_TOGETHER.sub(r"\1 \2", folded))
    if not found:
        return None
    street, number, letter, floor, door, code, _ = found.groups("")
    return Address(
        _street(street), number.lstrip("0"), letter, _LOW.get(floor, floor), door, four_digits(postcode) or code
    )


@lru_cache(maxsize=65_536)
def _street(text: str) -> str:
    return "".join(_word(word) for word in text.split())


def _word(word: str) -> str:
    plain = _SPELLED.get(word, word).replace("aa", "a")
    return re.sub(r"(?<=.)(vej|v)$", "vej", plain) if len(word) > 3 else plain  # noqa: PLR2004  "Eksempelv."


@lru_cache(maxsize=4_096)
def four_digits(postcode: str) -> str:
    """Return the postcode in a text like "2635 Ishøj", "" for none."""
    return "".join(re.findall(r"\d{4}", postcode)[:1])
