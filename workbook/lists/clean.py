"""From a raw cell to a clean value: small converters that admit defeat with `cells.Unreadable` or None."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from math import isfinite
from typing import Any

from workbook.cells import Unreadable, read_cell
from workbook.folding import fold
from workbook.tables import BOOKINGS, CITIZENS
from workbook.words import COUNTRY, BookingState, Language, YesNo

_TEXT, _DATE, _TIME = CITIZENS.by_name["name"], CITIZENS.by_name["invited_on"], BOOKINGS.by_name["time"]

MONTHS = ("jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
_WRITTEN = re.compile(r"(?<!\d)(\d{1,2})\. ?([a-z]{3})[a-z]*\.? (\d{4})(?!\d)", re.IGNORECASE)
_ISO = re.compile(r"(?<!\d)(20\d\d)[-_.]?(\d\d)[-_.]?(\d\d)(?!\d)")
_DANISH = re.compile(r"(?<!\d)(\d{1,2})[-./](\d{1,2})[-./]((?:19|20)?\d\d)(?!\d)")
_RUN = re.compile(r"(?<!\d)(\d\d)(\d\d)(20\d\d|\d\d)(?![-–]?\d)")
_PHONE = re.compile(r"(?<!\d)(?:(?:\+|00)45[ .-]?)?(\d(?:[ .-]?\d){7})(?!\d)")
_ENDINGS = re.compile(r"(?<!\d)(\d(?:[ .-]?\d){5}[ .-]?)(\d\d) ?/ ?(\d\d)(?![ .-]?\d)")
"""Two numbers that differ in their last two digits, told in one: "68 12 34 01/02"."""
_ABROAD = re.compile(r"(?:\+|00)(?!45)\d[\d ]{6,}")
_PHONE_WORD = re.compile(r"[,;:(]?\s*\b(?:tlf|telefon|mobil|mob|tel|nr)\b\.?:?", re.IGNORECASE)
POSTCODE = re.compile(r"(?:DK-?)?(\d{4})[ ,/]+(\D.*)")

_CLOCK = re.compile(r"(?:kl\.? *)?(?<![\d.])(\d{1,2}[.:]\d{2})(?::\d{2})?$", re.IGNORECASE)
_SERIAL = re.compile(r"(4(?:3[89]|[4-7]\d)\d\d)(?:[.,]\d+)?")
_DAY_ZERO = date(1899, 12, 30)

SAME = {
    '"',
    "''",
    "”",
    '-"-',
    '- " -',
    "-''-",
    "-”-",
    "do",
    "do.",
    "ditto",
    "samme",
    "samme adresse",
    "s.o.",
    "samme som ovenfor",
}
"""How people write that a cell is as the one above; whose that was, nobody knows once a list is sorted."""
_MARKS = {"ja", "kendt", "true", "sand", "kendes"}
_AREAS = {
    "aarhus": "Aarhus",
    "hoeje taastrup": "Høje-Taastrup",
    "nordfyn": "Nordfyns",
    "vesthimmerland": "Vesthimmerlands",
    "dk": COUNTRY,
    "danmark": COUNTRY,
}
"""SSI's names of municipalities, where they are not the official ones, by their folded spelling."""
_NO = {"nej", "n", "0", "nej tak", "false", "falsk", "ingen", "aktiv"}
_GONE = {"doed", "fraflyttet", "udrejst", "forsvundet", "doed udrejst", "flyttet", "ja", "afdoed", "bortkommet"} | {
    *("70", "80", "90")  # the CPR register's codes for lost, emigrated and dead
}
_ENDED = ("doed", "afdoed", "udrejst", "fraflyttet", "bortkommet", "forsvundet")
_LANGUAGES = {fold(language): language for language in Language} | {
    "bosnisk": Language.BOSNIAN,
    "kroatisk": Language.BOSNIAN,
    "serbisk": Language.BOSNIAN,
    "pakistansk": Language.URDU,
    "punjabi": Language.URDU,
    "somalisk": Language.SOMALI,
    "persisk": Language.FARSI,
    "nepalesisk": Language.NEPALI,
}


_WAITS = ("afventer", "venter", "mangler", "oensket", "bestilt", "modtaget", "under behandling")
_STATES = {
    BookingState.CANCELLED: ("aflyst", "aflysning", "afmeldt", "afbud", "annulleret", "slettet", "udgaar", "udgaaet"),
    BookingState.MISSED: (
        *("udeblevet", "udebleven", "udeblev", "udeblivelse", "ikke moedt", "moedte ikke", "moedt ikke", "ej moedt"),
        *("kom ikke", "no show", "noshow"),
    ),
    BookingState.DONE: ("gennemfoert", "vaccineret", "moedt", "fremmoedt", "stik givet", "givet", "afsluttet"),
    BookingState.CHANGED: ("aendret", "flyttet", "ombooket", "ny tid", "rykket"),
    BookingState.GOT: (
        *("booket", "bekraeftet", "tildelt", "reserveret", "aktiv", "ok", "ja", "planlagt", "fundet", "meddelt"),
        *("tid faaet", "tid givet", "tid fundet"),
    ),
}
"""How a folded cell begins that says what became of a time, what says the most first."""


def text(raw: Any) -> str | None:
    """Return the cell as one line of text, a whole number without decimals, blank as None."""
    if isinstance(raw, str) and raw.isprintable() and "  " not in raw:
        return raw.strip() or None
    value = read_cell(_TEXT, raw)
    return " ".join(value.split()) or None if value else None


def address(raw: Any) -> str | None:
    """Return an address, one without a letter as None; raises Unreadable where it is said to be the one above."""
    value = text(raw)
    if value and value.lower() in SAME:
        raise Unreadable
    return value if value and any(map(str.isalnum, value)) else None


def name(raw: Any) -> str | None:
    """Return a name as "Fornavn Efternavn", also where the list says "Efternavn, Fornavn"."""
    value = text(raw)
    return value and turned(value)


def turned(value: str) -> str:
    """Return "Efternavn, Fornavn" as "Fornavn Efternavn"."""
    if value.count(",") != 1:
        return value
    last, first = value.split(",")
    return f"{first.strip()} {last.strip()}".strip()


def day(raw: Any) -> date | None:
    """Return the cell as a date, blank as None; raises Unreadable.

    Also a day of 2020 to 2030 as Excel counts it (44287), which no date in digits looks like.
    """
    if counted := _SERIAL.fullmatch(text(raw) or ""):
        return _DAY_ZERO + timedelta(days=int(counted[1]))
    try:
        return read_cell(_DATE, raw)  # type: ignore[no-any-return]
    except (Unreadable, OverflowError):
        value = text(raw) or ""
        if found := dates_in(value) or (dates_in_name(value) if len(value) == 8 else []):  # noqa: PLR2004  20042021
            return found[0]
        raise Unreadable from None


def dates_in(words: str) -> list[date]:
    """Return the dates that a line of text tells: 2021-04-20, 20210420, 20.4.21, "20. april 2021"."""
    found = [(year, month, day) for year, month, day in _ISO.findall(words)]
    found += [(year if len(year) == 4 else f"20{year}", month, day) for day, month, year in _DANISH.findall(words)]  # noqa: PLR2004
    for day, month, year in _WRITTEN.findall(words):
        if month.lower() in MONTHS:
            found.append((year, str(MONTHS.index(month.lower()) + 1), day))
    return [real for parts in found if (real := _real(*map(int, parts)))]


def dates_in_name(words: str) -> list[date]:
    """Return the dates that a file name may tell: also 20042021, and 210420 or 200421 in both readings.

    Of the two readings the later one is meant, as far as it is past: the other lies years back.
    """
    runs = _RUN.findall(words)
    found = [(year if len(year) == 4 else f"20{year}", month, day) for day, month, year in runs]  # noqa: PLR2004
    found += [(f"20{year}", month, day) for year, month, day in runs if len(day) == 2]  # noqa: PLR2004
    return dates_in(words) or [real for parts in found if (real := _real(*map(int, parts)))]


def _spelt_out(value: str) -> str:
    return _ENDINGS.sub(r"\1\2 / \1\3", value) if "/" in value else value


def phones(raw: Any) -> tuple[str, ...] | None:
    """Return the Danish numbers in a cell, eight digits each, and foreign ones as written; blank as None.

    Raises Unreadable for a text with digits that are no number: "4357757" is a number with a digit lost.
    """
    bare = raw.replace(" ", "") if isinstance(raw, str) else ""
    if len(bare) == 8 and bare.isdecimal() and bare.isascii():  # noqa: PLR2004  as most cells are
        return (bare,)
    parts = raw.split() if isinstance(raw, str) else []
    if parts and all(len(part) == 8 and part.isdecimal() and part.isascii() for part in parts):  # noqa: PLR2004
        return tuple(dict.fromkeys(parts))
    value = text(raw)
    if value is None:
        return None
    found = [re.sub(r"\D", "", number) for number in _PHONE.findall(_spelt_out(value))]
    found += [number.strip() for number in _ABROAD.findall(value)]
    if not found and any(character.isdigit() for character in value):
        raise Unreadable
    return tuple(dict.fromkeys(found)) or None


def phones_beside(raw: Any) -> tuple[Any, tuple[str, ...] | None]:
    """Return a cell without the numbers in it, and those: "Datter Eva Lund, tlf. 68123401"; one without as it is."""
    if not isinstance(raw, str) or not (_PHONE.search(raw) or _ABROAD.search(raw)):
        return raw, None
    rest = _PHONE_WORD.sub(" ", _ABROAD.sub(" ", _PHONE.sub(" ", _spelt_out(raw))))
    return " ".join(rest.split()).strip(" ,;:/-()") or None, phones(raw)


def yes(raw: Any) -> YesNo | None:
    """Return Ja for anything but a no: a mark, a date or a word in such a column means yes."""
    value = text(raw)
    if value is None:
        return None
    return YesNo.NO if fold(value) in _NO or not fold(value) else YesNo.YES


def gone(raw: Any) -> YesNo | None:
    """Return Ja for a person who is dead or has moved away, also where only the day is told; others say nothing."""
    said = fold(text(raw) or "")
    is_day = isinstance(raw, date) or (said[:1].isdecimal() and bool(dates_in(str(raw))))
    return YesNo.YES if said in _GONE or _begins(said, _ENDED) or is_day else None


def language(raw: Any) -> Language | None:
    """Return the language that a cell names, "Andet" for one that is not in our list."""
    value = text(raw)
    return _LANGUAGES.get(fold(value), Language.OTHER) if value else None


def group(raw: Any) -> int | None:
    """Return the number of a target group from "2", 2.0, "Målgruppe 2" or "10A"; raises Unreadable."""
    value = text(raw)
    if value is None:
        return None
    found = re.findall(r"\d+", value)
    if len(found) != 1 or not 1 <= int(found[0]) <= 12:  # noqa: PLR2004  Sundhedsstyrelsen's groups are 1 to 12
        raise Unreadable
    return int(found[0])


def place(raw: Any) -> tuple[str | None, str | None]:
    """Return postcode and city of a cell: "2635", 2635.0 or "2635 Ishøj"; a lost first zero is put back."""
    value = text(raw)
    if value is None:
        return None, None
    if found := POSTCODE.fullmatch(value):
        return found[1], found[2]
    return (value.zfill(4) if value.isdecimal() else value), None


def clock(raw: Any) -> time | None:
    """Return a time of day: "10.30", "kl. 10:30", a clock cell; raises Unreadable."""
    words = re.sub(r"^kl\.? *", "", raw.strip(), flags=re.IGNORECASE) if isinstance(raw, str) else raw
    found: time | None = read_cell(_TIME, words)
    return found.replace(second=0, microsecond=0) if found else None


def appointment(raw: Any) -> tuple[date | None, time | None]:
    """Return the day and the time of day of a cell that holds both, or one of them; raises Unreadable."""
    if isinstance(raw, datetime):
        return raw.date(), clock(raw) if raw.time() != time() else None
    if isinstance(raw, time):
        return None, clock(raw)
    words = text(raw) or ""
    found = _CLOCK.search(words)
    rest = words[: found.start()].strip(" ,") if found else words
    return (day(rest) if rest else None), (clock(found[1]) if found else None)


def dose(raw: Any) -> int | None:
    """Return which jab: 1, 2.0, "1.", "2. stik"; raises Unreadable."""
    value = text(raw)
    if value is None:
        return None
    if not (found := re.match(r"([12])(?!\d)", value)):
        raise Unreadable
    return int(found[1])


def booking(raw: Any) -> str | None:
    """Return a reference of ours as Booking has it: T-0001."""
    value = text(raw)
    return value.replace(" ", "").upper() if value else None


def booking_state(raw: Any) -> BookingState | None:
    """Return what the Region says became of a time, None where nothing has yet; raises Unreadable.

    What follows the word (“Aflyst af borgeren”) is of no matter.
    """
    said = fold(text(raw) or "")
    if not said or _begins(said, _WAITS):
        return None
    for state, words in _STATES.items():
        if _begins(said, words):
            return state
    raise Unreadable


def _begins(said: str, words: tuple[str, ...]) -> bool:
    return f"{said} ".startswith(tuple(f"{word} " for word in words))


def relative(raw: Any) -> tuple[YesNo | None, str | None]:
    """Return whether a relative is known, and who where the cell says more than a mark."""
    value = text(raw)
    said = yes(raw)
    told = value if value and said is YesNo.YES and len(value) > 2 and fold(value) not in _MARKS else None  # noqa: PLR2004
    return said, name(told)


def number(raw: Any) -> float | None:
    """Return a number, also one with a decimal comma or points between thousands; raises Unreadable."""
    if isinstance(raw, (int, float)) and not isinstance(raw, bool) and isfinite(raw):
        return float(raw)
    value = text(raw)
    if value is None:
        return None
    bare = re.sub(r"[\s%]|\.(?=\d{3}(?:\D|$))", "", value).replace(",", ".")
    if not re.fullmatch(r"\d+(?:\.\d+)?", bare, re.ASCII):
        raise Unreadable
    return float(bare)


def whole(raw: Any) -> int | None:
    """Return a whole number; raises Unreadable."""
    value = number(raw)
    if value is not None and value != int(value):
        raise Unreadable
    return None if value is None else int(value)


def area(raw: Any) -> tuple[str | None, str | None]:
    """Return a municipality by its official name, "Hele landet" for the country; or its number, where that is given."""
    value = text(raw)
    if value is None or value.isdecimal():
        return None, value
    bare = re.sub(r" kommune$", "", value, flags=re.IGNORECASE)
    return _AREAS.get(fold(bare), bare), None


CONVERTERS: dict[str, Callable[[Any], Any]] = {
    "name": name,
    "first_name": text,
    "middle_name": text,
    "last_name": text,
    "birth_date": day,
    "address": address,
    "address2": address,
    "house": text,
    "floor": text,
    "door": text,
    "east": text,
    "north": text,
    "city": text,
    "phone": phones,
    "services": text,
    "language": language,
    "target_group": group,
    "invited_on": day,
    "jab_on": day,
    "jab1_on": day,
    "jab2_on": day,
    "protected": yes,
    "protected_until": day,
    "gone": gone,
    "relative": relative,
    "relation": text,
    "relative_phone": phones,
    "relative_address": address,
    "booked_on": day,
    "answer": text,
    "called_on": day,
    "caller": text,
    "remark": text,
    "area": area,
    "first": whole,
    "done": whole,
    "people": whole,
    "first_share": number,
    "done_share": number,
    "invited": whole,
    "incidence": number,
    "incidence_ever": number,
    "booking": booking,
    "booking_state": booking_state,
    "cancelled": yes,
    "missed": yes,
    "changed": yes,
    "dose": dose,
    "appointment": appointment,
    "clock": clock,
    "site": text,
}
"""How each field's cells are read; CPR and postcode need more than one value and are read in `extract`."""


def _real(year: int, month: int, day_of_month: int) -> date | None:
    try:
        return date(year, month, day_of_month)
    except ValueError:
        return None
