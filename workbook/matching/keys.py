"""Keys: two people are held against each other when they share one, found with dicts here and by SQL in `engines`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import numpy as np
import pandas as pd

from workbook.matching.people import People, Person

Pair = tuple[int, int]
"""The positions of a new and of a known person."""

Whole = np.ndarray[Any, np.dtype[np.int64]]


def keys_of(person: Person) -> list[str]:
    """Return the keys of a person but the number: what few share, so that one damaged part leaves another whole.

    A birth date, a house or a name alone is no key: among millions each is shared by hundreds.
    """
    address, born, words, postcode = person.address, person.born, person.words, person.district
    keys = [f"p{phone}" for phone in person.phones]
    if born:
        keys += [f"b{born} {word}" for word in words]
        if postcode:
            keys.append(f"d{postcode} {born}")
    if address:
        house = address.house
        keys += [f"a{house} {word}" for word in words]
        if born:
            keys.append(f"a{house} {born}")
        if postcode:  # the street's name may be misspelled
            keys += [f"h{address.number} {postcode} {word}" for word in words]
    if postcode and len(words) > 1:
        keys.append(f"n{postcode} {' '.join(sorted(words))}")
    return keys


def mended(typed: Sequence[str]) -> tuple[Whole, Whole]:
    """Return the numbers that one slip of the hand can have made these texts of 9, 10 or 11 digits of.

    Two arrays: the place in `typed`, and ten digits as a whole number.
    """
    lengths, digits = np.array([len(text) for text in typed]), np.array(typed, dtype=np.int64)
    found = [(np.empty(0, np.int64), np.empty(0, np.int64))]
    for length, meant in ((9, _with_one_more), (10, _with_another), (11, _with_one_less)):
        rows = np.flatnonzero(lengths == length)
        numbers = meant(digits[rows, np.newaxis])
        found.append((np.repeat(rows, numbers.shape[1]), numbers.ravel()))
    return np.concatenate([rows for rows, _ in found]), np.concatenate([numbers for _, numbers in found])


_TENS = 10 ** np.arange(11)


def _with_one_more(digits: Whole) -> Whole:
    low = digits % _TENS[:10]
    return _each_figure((digits - low) * 10 + low)


def _with_another(digits: Whole) -> Whole:
    places = digits // _TENS[:10] % 10
    wrong = _each_figure(digits - places * _TENS[:10])
    swapped = digits + (places[:, :-1] - places[:, 1:]) * (_TENS[1:10] - _TENS[:9])
    return np.concatenate([wrong, swapped], axis=1)


def _each_figure(gaps: Whole) -> Whole:
    """Put each figure into the gap at each place."""
    return (gaps[..., np.newaxis] + _TENS[:10, np.newaxis] * np.arange(10)).reshape(len(gaps), 100)


def _with_one_less(digits: Whole) -> Whole:
    low = digits % _TENS
    left: Whole = (digits - digits % (_TENS * 10)) // 10 + low
    return left


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
    return sorted(pairs.union(_one_slip_away(left, numbers), _sharing(left, known)))


def _one_slip_away(left: list[tuple[int, Person]], numbers: dict[str, list[int]]) -> Iterator[Pair]:
    slipped = [(at, digits) for at, person in left if (digits := person.number.slipped)]
    known = pd.Index([int(number) for number in numbers if number.isdecimal()], dtype=np.int64)
    rows, meant = mended([digits for _, digits in slipped])
    hit = known.get_indexer(pd.Index(meant)) >= 0
    for row, number in zip(rows[hit].tolist(), meant[hit].tolist(), strict=True):
        yield from ((slipped[row][0], other) for other in numbers[f"{number:010d}"])


def _sharing(left: Iterable[tuple[int, Person]], known: People) -> Iterator[Pair]:
    shared = _keyed(left).merge(_keyed(known), on="key")
    return zip(shared["at_x"].tolist(), shared["at_y"].tolist(), strict=True)


def _keyed(people: Iterable[tuple[int, Person]]) -> pd.DataFrame:
    """Return every key of every person as a whole number: two that are alike by chance cost one look at the rules."""
    places: list[int] = []
    hashes: list[int] = []
    counts: list[int] = []
    for at, person in people:
        keys = keys_of(person)
        places.append(at)
        counts.append(len(keys))
        hashes += map(hash, keys)
    whole = np.array(places, dtype=np.int64)
    return pd.DataFrame({"key": np.array(hashes, dtype=np.int64), "at": np.repeat(whole, counts)})
