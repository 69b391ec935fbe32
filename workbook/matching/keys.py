"""Keys: two people are held against each other when they share one, found with dicts here and by SQL in `engines`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from workbook.matching.people import People, Person

Pair = tuple[int, int]
"""The positions of a new and of a known person."""


def keys_of(person: Person) -> Iterator[str]:
    """Give the keys of a person but the number: what few share, so that one damaged part leaves another whole.

    A birth date, a house or a name alone is no key: among millions each is shared by hundreds.
    """
    yield from (f"p{phone}" for phone in person.phones)
    address, born, words = person.address, person.born, person.words
    postcode = person.district
    for word in words:
        if born:
            yield f"b{born} {word}"
        if address:
            yield f"a{address.house} {word}"
            if postcode:  # the street's name may be misspelled
                yield f"h{address.number} {postcode} {word}"
    if born and address:
        yield f"a{address.house} {born}"
    if born and postcode:
        yield f"d{postcode} {born}"
    if postcode and len(words) > 1:
        yield f"n{postcode} {' '.join(sorted(words))}"


def mended(digits: str) -> Iterator[str]:
    """Give the ten digits that one slip of the hand can have made these 9, 10 or 11 digits of."""
    for at in range(len(digits)):
        before, here, after = digits[:at], digits[at], digits[at + 1 :]
        if len(digits) == 11:  # noqa: PLR2004  one too many
            yield before + after
        if len(digits) == 10:  # noqa: PLR2004
            yield from (before + digit + after for digit in "0123456789")
            yield before + after[:1] + here + after[1:]
    if len(digits) == 9:  # noqa: PLR2004  one lost
        yield from (digits[:at] + digit + digits[at:] for at in range(10) for digit in "0123456789")


def in_python(new: People, known: People) -> list[Pair]:
    """Return the pairs to decide on, in order. A new person whose very number is known is held against that alone."""
    numbers: dict[str, list[int]] = defaultdict(list)
    for at, person in known:
        if person.number.text:
            numbers[person.number.text].append(at)
    pairs: set[Pair] = set()
    left: list[tuple[int, Person]] = []
    for at, person in new:
        if person.number.text in numbers:
            pairs |= {(at, other) for other in numbers[person.number.text]}
        else:
            left.append((at, person))
            meant = mended(person.number.slipped) if person.number.slipped else ()
            pairs |= {(at, other) for number in meant for other in numbers.get(number, ())}
    return sorted(pairs | set(_sharing(left, known)))


def _sharing(left: list[tuple[int, Person]], known: People) -> Iterator[Pair]:
    wanted: dict[str, list[int]] = defaultdict(list)
    for at, person in left:
        for key in keys_of(person):
            wanted[key].append(at)
    if wanted:
        for other, person in known:
            for key in keys_of(person):
                for at in wanted.get(key, ()):
                    yield at, other
