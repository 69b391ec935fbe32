"""Made-up people who live together, and lists that name them as lists do: damaged in nine ways, truth known.

Twins, couples, fathers and sons of one name, people entered as born on 1 January, replacement numbers. Everybody is
born in 2038 or later, so that the numbers can pass modulus 11 and still be nobody's.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

import pandas as pd

from macros.demo.names import FAMILIES, MEN, ROADS, SPARE_RANGES, WOMEN
from workbook.cpr import passes_modulus_11
from workbook.matching.readings import COLUMNS
from workbook.words import Language

LANGUAGES = (Language.DANISH,) * 8 + tuple(language for language in FAMILIES if language is not Language.DANISH)

FOREIGN_KEYBOARD = {"ø": "oe", "å": "aa", "æ": "ae", "ı": "i", "ş": "s", "ğ": "g", "é": "e"}


@dataclass(frozen=True)
class Person:
    """A person as CPR knows them; cells of a row have the same names."""

    cpr: str | None
    birth_date: str | None
    name: str | None
    address: str | None
    postcode: str | None
    phone: str | None


class Town:
    """People by household; `chance` decides everything, so a seed is a town."""

    def __init__(self, chance: random.Random, people: int) -> None:
        self.chance = chance
        self._numbers: set[str] = set()
        self.people: list[Person] = []
        while len(self.people) < people:
            self.people += self._household()

    def _household(self) -> list[Person]:
        chance = self.chance
        language = chance.choice(LANGUAGES)
        family = chance.choice(FAMILIES[language].split())
        home = Person(None, None, None, self.address(), str(chance.randint(1000, 9990)), self.phone())
        old, young = date(2038, 1, 1), date(2056, 1, 1)
        names = [self._name(kind, language) for kind in (MEN, WOMEN)]
        adults = [self._born(home, f"{name} {family}", old, 5_000, language) for name in names]
        kind = chance.random()
        if kind < 0.25:
            return adults[chance.randrange(2) :][:1]
        if kind < 0.7:
            return [self._own_phone(person) for person in adults]
        if kind < 0.75:  # twins
            first = self._born(home, f"{self._name(WOMEN, language)} {family}", young, 700, language)
            other = f"{self._name(MEN, language)} {family}"
            return [*adults, first, replace(first, cpr=self._number(first.birth_date), name=other)]
        if kind < 0.8:  # father and son of one name
            return [*adults, self._born(home, str(adults[0].name), young, 700, language)]
        return [*adults, self._born(home, f"{self._name(MEN, language)} {family}", young, 700, language)]

    def _born(self, home: Person, name: str, start: date, days: int, language: Language) -> Person:
        born = start + timedelta(days=self.chance.randrange(days))
        if language is not Language.DANISH and self.chance.random() < 0.15:
            born = born.replace(month=1, day=1)
        return replace(home, cpr=self._number(born.isoformat()), birth_date=born.isoformat(), name=name)

    def _own_phone(self, person: Person) -> Person:
        return replace(person, phone=self.phone()) if self.chance.random() < 0.5 else person

    def _name(self, kind: dict[Language, str], language: Language) -> str:
        pool = kind[language].split()
        middle = f" {self.chance.choice(FAMILIES[language].split())}" if self.chance.random() < 0.4 else ""
        return self.chance.choice(pool) + middle

    def _number(self, born: str | None) -> str:
        day = date.fromisoformat(str(born))
        while True:
            number = f"{day:%d%m%y}{self.chance.randint(5000, 8999)}"
            fits = passes_modulus_11(number) or (day.month, day.day) == (1, 1)
            if fits and number not in self._numbers:
                self._numbers.add(number)
                return number

    def address(self) -> str:
        """Return a made-up address, some in blocks of flats."""
        house = f"{self.chance.choice(ROADS)} {self.chance.randint(1, 120)}{self.chance.choice(['', '', ' A', ' B'])}"
        floor, door = self.chance.choice(["st.", "1.", "2.", "3."]), self.chance.choice(["tv", "th", "mf"])
        return f"{house}, {floor} {door}" if self.chance.random() < 0.6 else house

    def phone(self) -> str:
        """Return a number of a range that the Danish numbering plan keeps spare."""
        return self.chance.choice(SPARE_RANGES) + f"{self.chance.randrange(10**6):06d}"


def town_and_list(seed: int, known: int, rows: int) -> tuple[pd.DataFrame, pd.DataFrame, list[int | None]]:
    """Return the rows of a list, the known people, and for each row the label of its person, None for a stranger.

    A tenth of the rows are about strangers; most of them live with somebody known.
    """
    chance = random.Random(seed)
    town = Town(chance, known + known // 8)
    chance.shuffle(town.people)
    ours, strangers = town.people[:known], town.people[known:]
    about = [chance.randrange(known) if chance.random() < 0.9 else None for _ in range(rows)]
    written = [_row(town, chance.choice(strangers) if at is None else ours[at]) for at in about]
    register = [_with_replacement(person, chance) for person in ours]
    return _frame(written), _frame(register), about


def _frame(people: list[Person]) -> pd.DataFrame:
    return pd.DataFrame([vars(person) for person in people], columns=list(COLUMNS), dtype=object)


def _with_replacement(person: Person, chance: random.Random) -> Person:
    """One in a hundred stands in the register with the number they had before they got a real one."""
    return replace(person, cpr=_replacement(str(person.cpr))) if chance.random() < 0.01 else person


def _replacement(number: str) -> str:
    return f"{int(number[0]) + 6}{number[1:]}"


def _row(town: Town, person: Person) -> Person:
    """Return the person as a list names them: as it should be, or damaged in one way or several."""
    chance = town.chance
    row = replace(person, cpr=chance.choice([str(person.cpr), f"{person.cpr[:6]}-{person.cpr[6:]}"]))  # type: ignore[index]
    row = replace(row, birth_date=row.birth_date if chance.random() < 0.5 else None)
    row = replace(row, phone=row.phone if chance.random() < 0.85 else None)
    row = replace(row, address=row.address if chance.random() < 0.85 else None)
    row = replace(row, name=row.name if chance.random() < 0.97 else None)
    for share, damage in DAMAGES:
        if chance.random() < share:
            row = damage(row, person, town)
    return row


def _wrong_digit(row: Person, person: Person, town: Town) -> Person:
    digits, at = list(str(person.cpr)), town.chance.randrange(10)
    digits[at] = town.chance.choice([digit for digit in "0123456789" if digit != digits[at]])
    return replace(row, cpr="".join(digits))


def _swapped_digits(row: Person, person: Person, town: Town) -> Person:
    return replace(row, cpr=_swapped(str(person.cpr), town.chance))


def _lost_digit(row: Person, person: Person, town: Town) -> Person:
    at = town.chance.randrange(10)
    return replace(row, cpr=f"{str(person.cpr)[:at]}{str(person.cpr)[at + 1 :]}")


def _doubled_digit(row: Person, person: Person, town: Town) -> Person:
    at = town.chance.randrange(10)
    return replace(row, cpr=f"{str(person.cpr)[: at + 1]}{str(person.cpr)[at:]}")


def _no_number(row: Person, person: Person, town: Town) -> Person:
    """A list kept by hand: no number, most often the birth date."""
    return replace(row, cpr=None, birth_date=person.birth_date if town.chance.random() < 0.9 else None)


def _slip_in_the_name(row: Person, _: Person, town: Town) -> Person:
    return replace(row, name=row.name and _swapped(row.name, town.chance))


def _other_way_to_write_it(row: Person, _: Person, town: Town) -> Person:
    if not row.name:
        return row
    *given, family = row.name.split()
    first = " ".join(given)
    forms = [f"{family}, {first}", f"{given[0][0]}. {family}", row.name.upper(), f"{family} {first}"]
    plain = "".join(FOREIGN_KEYBOARD.get(letter, letter) for letter in row.name)
    return replace(row, name=town.chance.choice([*forms, plain, f"{given[0]} {family}"]))


def _moved(row: Person, _: Person, town: Town) -> Person:
    kept = row.phone if town.chance.random() < 0.6 else town.phone()
    return replace(row, address=town.address(), postcode=str(town.chance.randint(1000, 9990)), phone=kept)


def _wrong_day(row: Person, _: Person, town: Town) -> Person:
    if not row.birth_date:
        return row
    day = date.fromisoformat(row.birth_date) + timedelta(days=town.chance.choice([-10, -1, 1, 10, 30]))
    return replace(row, birth_date=day.isoformat())


def _swapped(text: str, chance: random.Random) -> str:
    at = chance.randrange(len(text) - 1)
    return text[:at] + text[at + 1] + text[at] + text[at + 2 :]


DAMAGES: tuple[tuple[float, Callable[[Person, Person, Town], Person]], ...] = (
    (0.03, _wrong_digit),
    (0.02, _swapped_digits),
    (0.02, _lost_digit),
    (0.01, _doubled_digit),
    (0.15, _no_number),
    (0.05, _slip_in_the_name),
    (0.15, _other_way_to_write_it),
    (0.08, _moved),
    (0.02, _wrong_day),
)
"""Nine kinds of damage and the share of rows that each befalls; a row may meet several."""


@dataclass(frozen=True)
class Score:
    """How a matching did: `wrong` of `sure` pairs; shares of rows about known people, `asked` of all rows."""

    sure_pairs: int
    wrong: int
    sure: float
    sure_or_asked: float
    asked: float


def score(pairs: pd.DataFrame, truth: list[int | None]) -> Score:
    """Hold pairs of `match` against the truth."""
    told = [(row, known, verdict) for row, known, verdict in _told(pairs)]
    sure = {row: known for row, known, verdict in told if verdict == "sure"}
    asked = {(row, known) for row, known, verdict in told if verdict == "ask"}
    right = sum(truth[row] == known for row, known in sure.items())
    found = right + sum((row, known) in asked for row, known in enumerate(truth))
    known_rows = sum(known is not None for known in truth)
    share_asked = len({row for row, _ in asked}) / len(truth)
    return Score(len(sure), len(sure) - right, right / known_rows, found / known_rows, share_asked)


def _told(pairs: pd.DataFrame) -> Iterator[tuple[int, int, str]]:
    return zip(pairs["new"], pairs["known"], pairs["verdict"], strict=True)
