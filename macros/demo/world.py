"""A made-up Ishøj of 20 April 2021 whose figures are those of the memo of 21 April 2021 (issue 2, "The main job").

Groups 1, 2, 3 are 89, 325, 143 people, all in the case system; 3, 25, 7 of them have not reacted. SSI's list holds
138 people: those, 6 of groups 4 to 6, 29 of group 7 and 68 of group 8 (the memo says "groups 1-7", but only with
group 8 do its own figures add up). Of the 138, earlier contact knows 27 who declined and 11 who are undecided.

CPR numbers are made up by the rule that none such has been issued: never born on 1 January, and failing modulus 11.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from macros.demo import names
from workbook import cpr
from workbook.words import Language

TODAY = date(2021, 4, 20)
SEED = 20_210_420


@dataclass(frozen=True)
class Figures:
    """A target group's figures for the sheet Målgrupper, and the ages of its made-up people."""

    population: int
    invited: int
    invited_on: date
    youngest: int
    oldest: int


GROUPS: dict[int, Figures] = {
    1: Figures(89, 89, date(2020, 12, 27), 70, 99),
    2: Figures(325, 325, date(2021, 1, 25), 66, 98),
    3: Figures(143, 143, date(2021, 2, 8), 85, 101),
    4: Figures(14, 14, date(2021, 1, 11), 28, 64),
    5: Figures(15, 15, date(2021, 3, 1), 30, 64),
    6: Figures(5, 5, date(2021, 3, 1), 45, 64),
    7: Figures(383, 383, date(2021, 3, 8), 80, 84),
    8: Figures(1041, 1041, date(2021, 3, 22), 75, 79),
    9: Figures(2055, 2055, date(2021, 4, 12), 65, 74),
}
"""Invited before 29 March means that more than 22 days have passed on 20 April; for group 9 they cannot have."""

NOT_REACTED = {1: 3, 2: 25, 3: 7, 4: 4, 6: 2, 7: 29, 8: 68}
"""How many of each group SSI's list holds: 138 in all. Group 5 was finished by pop-up."""

EARLIER = {
    1: {"declined": 2},
    2: {"declined": 15, "undecided": 5, "no answer": 3, "wants": 2},
    3: {"declined": 4, "undecided": 2, "language": 1},
    7: {"declined": 4, "undecided": 3, "alone": 1, "no answer": 1},
    8: {"declined": 2, "undecided": 1},
}
"""What earlier contact knows of those who have not reacted: 27 declined and 11 are undecided."""

IN_CASE_SYSTEM = {4: 2, 7: 20, 8: 40}
"""How many on SSI's list outside groups 1 to 3 the case system knows."""

OTHERS_IN_CASE_SYSTEM = 45
"""People in the export who are on no list and in no followed group: they are not kept."""

CONTACTED = 400
"""People of groups 2 and 3 who were rung earlier (the memo: about 400)."""

WORDS = {
    "declined": ("Nej tak", "ønsker ikke", "Ønsker ikke vaccine", "nej", "vil ikke vaccineres", "Har sagt nej tak"),
    "undecided": ("Ved ikke", "vil tænke over det", "Uafklaret", "i tvivl", "Vil gerne vente", "ved det ikke endnu?"),
    "no answer": ("Ikke svar", "tager ikke telefonen", "ingen svar", "Telefonsvarer"),
    "wants": ("Ja tak", "ja, skal køres", "ønsker vaccine", "Ja tak - brug for hjælp til at booke"),
    "alone": ("Ja, booker selv", "bestiller selv"),
    "language": ("Taler ikke dansk", "brug for tolk"),
    "yes": ("Ja tak", "ja", "Ønsker vaccinen", "ja - brug for kørsel", "Har fået tid", "Er vaccineret", "booker selv"),
}
"""Free words of the office's list, by what they mean."""

STAFF = (
    ("MHN", "Mette Højer Nygaard", "Dansk, engelsk"),
    ("LKS", "Lars Krone Sand", "Dansk, tysk"),
    ("AYD", "Ayla Yildirim Dal", "Dansk, tyrkisk, kurdisk"),
    ("PTR", "Parvin Tariq Rask", "Dansk, urdu, arabisk"),
)
"""The callers: initials, made-up names, and what they speak."""


@dataclass
class Contact:
    """One row of the office's own list: when, by whom, the words written down, a remark."""

    on: date
    by: str
    words: str
    remark: str = ""


@dataclass
class Person:
    """A made-up citizen."""

    cpr: str
    born: date
    name: str
    group: int
    language: Language
    address: str = ""
    phones: tuple[str, ...] = ()
    services: str = ""
    jab1_on: date | None = None
    jab2_on: date | None = None
    protected: bool = False
    gone: str = ""
    relative: str = ""
    in_case_system: bool = False
    on_ssi_list: bool = False
    contacts: list[Contact] = field(default_factory=list)


def ishoej(seed: int = SEED) -> list[Person]:
    """Return everyone in the made-up lists, the same people for the same seed."""
    maker = _Maker(Random(seed))  # noqa: S311  made-up people, no secrets
    people = [maker.person(group) for group in (1, 2, 3) for _ in range(GROUPS[group].population)]
    people += [maker.person(group) for group in (4, 6, 7, 8) for _ in range(NOT_REACTED[group])]
    for group, count in NOT_REACTED.items():
        for person in [person for person in people if person.group == group][:count]:
            person.on_ssi_list = True
    _known_to_case_system(people)
    people += [maker.person(maker.random.choice((8, 9))) for _ in range(OTHERS_IN_CASE_SYSTEM)]
    for person in people[-OTHERS_IN_CASE_SYSTEM:]:
        person.in_case_system = True
    for person in people[-3:]:
        person.gone = "Fraflyttet"
    for person in people:
        maker.give_jabs(person)
    _contacts(people, maker)
    return people


def _known_to_case_system(people: list[Person]) -> None:
    for person in people:
        person.in_case_system = person.group in {1, 2, 3}
    for group, count in IN_CASE_SYSTEM.items():
        known = [person for person in people if person.group == group][-count:]
        for at, person in enumerate(known):
            person.in_case_system = True
            person.protected = at % 14 == 3  # noqa: PLR2004  every fourteenth: a handful
            person.address = "" if at % 13 == 5 else person.address  # noqa: PLR2004
            person.phones = () if at % 9 == 4 else person.phones  # noqa: PLR2004


def _contacts(people: list[Person], maker: _Maker) -> None:
    for group, counts in EARLIER.items():
        listed = iter([person for person in people if person.group == group and person.on_ssi_list])
        for meaning, count in counts.items():
            for _ in range(count):
                maker.contact(next(listed), meaning)
    rest = [person for person in people if person.group in {2, 3} and not person.on_ssi_list]
    contacted = sum(bool(person.contacts) for person in people if person.group in {2, 3})
    for at, person in enumerate(maker.random.sample(rest, CONTACTED - contacted)):
        # A few said no at first and were vaccinated since: the answer "no" may be regretted.
        maker.contact(person, "declined" if at % 40 == 7 else "yes")  # noqa: PLR2004


class _Maker:
    """Makes people one after the other from one stream of chance."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self._taken: set[str] = set()
        self._last: Person | None = None

    def person(self, group: int) -> Person:
        """Return a new person of the group; about one in nine lives with the one made before."""
        figures = GROUPS[group]
        born = self._born(figures.youngest, figures.oldest)
        man = self.random.random() < 0.42  # noqa: PLR2004  more women than men grow old
        home = self._last if group > 1 and self.random.random() < 0.11 else None  # noqa: PLR2004
        language = home.language if home else self._language()
        family = home.name.split()[-1] if home else self._pick(names.FAMILIES[language])
        given = self._pick((names.MEN if man else names.WOMEN)[language])
        middle = f" {self._pick(names.FAMILIES[language])}" if self.random.random() < 0.15 else ""  # noqa: PLR2004
        person = Person(self._cpr(born, man), born, f"{given}{middle} {family}", group, language)
        person.address = home.address if home and home.group > 1 else self._address(group)
        person.phones = home.phones if home and home.phones else self._phones()
        person.services = self._services(group)
        person.relative = self.random.choice(("datter", "søn", "ægtefælle", "nabo", "", "", ""))
        self._last = person
        return person

    def give_jabs(self, person: Person) -> None:
        """Vaccinate whoever of groups 1 to 3 has reacted."""
        if person.group in {1, 2, 3} and not person.on_ssi_list:
            first = GROUPS[person.group].invited_on + timedelta(days=self.random.randrange(2, 28))
            person.jab1_on, person.jab2_on = first, first + timedelta(days=self.random.randrange(21, 36))

    def contact(self, person: Person, meaning: str) -> None:
        """Note an earlier contact, one in four after a try that nobody answered."""
        on = GROUPS[person.group].invited_on + timedelta(days=self.random.randrange(3, 20))
        by = self.random.choice([initials for initials, _, _ in STAFF])
        if self.random.random() < 0.25:  # noqa: PLR2004
            person.contacts.append(Contact(on, by, self.random.choice(WORDS["no answer"])))
            on += timedelta(days=self.random.randrange(1, 6))
        remark = "talte med datter" if person.relative == "datter" and self.random.random() < 0.3 else ""  # noqa: PLR2004
        person.contacts.append(Contact(on, by, self.random.choice(WORDS[meaning]), remark))

    def _pick(self, words: str) -> str:
        return self.random.choice(words.split())

    def _born(self, youngest: int, oldest: int) -> date:
        """Return a birth date that makes somebody `youngest` to `oldest` years old today, never 1 January."""
        first = date(TODAY.year - oldest - 1, TODAY.month, TODAY.day + 1)
        last = date(TODAY.year - youngest, TODAY.month, TODAY.day)
        born = first + timedelta(days=self.random.randrange((last - first).days + 1))
        return born + timedelta(days=1) if (born.month, born.day) == (1, 1) else born

    def _language(self) -> Language:
        return self.random.choices(list(names.FAMILIES), (66, 11, 9, 7, 2, 3, 1, 1))[0]

    def _cpr(self, born: date, man: bool) -> str:
        while True:
            number = f"{born:%d%m%y}{self.random.randrange(4)}{self.random.randrange(1000):03}"
            odd = int(number[-1]) % 2 == 1
            if odd == man and number not in self._taken and not cpr.passes_modulus_11(number):
                self._taken.add(number)
                return number

    def _address(self, group: int) -> str:
        if group == 1:
            return f"{names.CARE_HOME}, bolig {self.random.randrange(1, 90)}"
        floor = self.random.choice(("", "", "", ", st. tv.", ", 1. th.", ", 2. tv.", ", 3. mf."))
        return f"{self.random.choice(names.ROADS)} {self.random.randrange(1, 140)}{floor}"

    def _phones(self) -> tuple[str, ...]:
        count = self.random.choices((0, 1, 2), (4, 76, 20))[0]
        return tuple(f"{self.random.choice(names.SPARE_RANGES)}{self.random.randrange(10**6):06}" for _ in range(count))

    def _services(self, group: int) -> str:
        if group == 1:
            return "Plejebolig"
        if group == 2:  # noqa: PLR2004
            return "Personlig pleje og praktisk hjælp"
        return self.random.choice(("", "", "Praktisk hjælp", "Madservice", "Sygepleje")) if group in {3, 7, 8} else ""
