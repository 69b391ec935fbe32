"""Keys: two people are held against each other when they share one, found with dicts here and by SQL in `engines`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Any

import numpy as np
import pandas as pd

from workbook.matching.number import Number
from workbook.matching.people import Part, People

Pair = tuple[int, int]
"""The positions of a new and of a known person."""

Whole = np.ndarray[Any, np.dtype[np.int64]]


def keys_of(part: Part) -> tuple[Whole, Whole]:
    """Return whose and which: the digests of everybody's keys but the number, the same in every process.

    Few share a key, and one damaged part leaves another whole. A birth date, a house or a name alone is no key: among
    millions each is shared by hundreds. Two that are alike by chance cost one look at the rules.
    """
    addresses, ends = part.each("address"), part.each("ends")
    born, district = _Texts(part.each("born")), _Texts(part.each("district"))
    house = _Texts([address and address.house for address in addresses])
    number = _Texts([address and f"nr. {address.number}" for address in addresses])
    one, other = (_Texts([some[at] if len(some) > at else None for some in ends]) for at in (0, 1))
    positions = np.fromiter(part.positions, np.int64, len(part.positions))
    phones = part.each("phones")
    phone = _Texts(list(chain.from_iterable(phones)))
    found = [(np.repeat(positions, list(map(len, phones))), phone.digests)]
    for parts in (
        *((born, word) for word in (one, other)),
        *((house, word) for word in (one, other)),
        *((number, district, word) for word in (one, other)),  # the street's name may be misspelled
        (district, born),
        (house, born),
        (district, one, other),
    ):
        told = np.logical_and.reduce([texts.told for texts in parts])
        found.append((positions[told], _together([texts.digests[told] for texts in parts])))
    return np.concatenate([whose for whose, _ in found]), np.concatenate([keys for _, keys in found]).view(np.int64)


class _Texts:
    """A column of texts as digests; `told` says where there is one."""

    def __init__(self, texts: Sequence[str | None]) -> None:
        self.told = np.fromiter(map(bool, texts), bool, len(texts))
        self.digests = pd.util.hash_array(np.array([text or "" for text in texts], dtype=object), categorize=False)


def _together(digests: Sequence[Any]) -> Any:
    """Return one digest for several in their order."""
    whole = np.full_like(digests[0], len(digests))
    for one in digests:
        whole = (whole ^ one) * _PRIME
        whole ^= whole >> _HALF
    return whole


_PRIME, _HALF = np.uint64(0x9E3779B97F4A7C15), np.uint64(32)
"""An odd number and half of 64 bits, by which each bit of a digest counts."""


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
    """Return the pairs to decide on, in order. A new person whose very number is known is held against that alone.

    A number that was guessed is one slip away from itself, and from others that it may be.
    """
    numbers: dict[str, list[int]] = defaultdict(list)
    for at, number in _numbers(known):
        if number.text:
            numbers[number.text].append(at)
    pairs: set[Pair] = set()
    left: list[tuple[int, Number]] = []
    for at, number in _numbers(new):
        if number.text in numbers and not number.guessed:
            pairs |= {(at, other) for other in numbers[number.text]}
        else:
            left.append((at, number))
    alike = _sharing(_keyed(new.part([at for at, _ in left])), known.keyed(_keyed))
    return sorted(pairs.union(_one_slip_away(left, numbers), alike))


def _numbers(people: People) -> Iterator[tuple[int, Number]]:
    for part in people.batches():
        yield from zip(part.positions, part.each("number"), strict=True)


def _one_slip_away(left: list[tuple[int, Number]], numbers: dict[str, list[int]]) -> Iterator[Pair]:
    slipped = [(at, digits) for at, number in left if (digits := number.slipped)]
    known = pd.Index([int(number) for number in numbers if number.isdecimal()], dtype=np.int64)
    rows, meant = mended([digits for _, digits in slipped])
    hit = known.get_indexer(pd.Index(meant)) >= 0
    for row, number in zip(rows[hit].tolist(), meant[hit].tolist(), strict=True):
        yield from ((slipped[row][0], other) for other in numbers[f"{number:010d}"])


def _sharing(left: pd.DataFrame, known: pd.DataFrame) -> Iterator[Pair]:
    shared = left.merge(known[known["key"].isin(left["key"])], on="key")
    return zip(shared["at_x"].tolist(), shared["at_y"].tolist(), strict=True)


def _keyed(part: Part) -> pd.DataFrame:
    positions, keys = keys_of(part)
    return pd.DataFrame({"key": keys, "at": positions})
