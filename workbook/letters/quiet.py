"""What may not be said before we know who is listening: the words that tell what a call is about.

A list per language, as beginnings or cores of words; every file is held against all of them, whatever its language.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from workbook.words import Language

MATTER: Mapping[Language, tuple[str, ...]] = {
    Language.DANISH: ("vaccin", "stik", "covid", "corona", "invit", "sundhed", "smitte", "booking"),
    Language.ENGLISH: ("vaccin", "jab", "covid", "corona", "invit", "health", "appointment"),
    Language.TURKISH: ("aşı", "korona", "davet", "sağlık", "randevu"),
    Language.ARABIC: ("لقاح", "تطعيم", "كورونا", "كوفيد", "دعوة", "صحة", "صحية"),
    Language.URDU: ("ویکسین", "ٹیکہ", "ٹیکے", "کورونا", "کووڈ", "دعوت", "صحت"),
    Language.FARSI: ("واکسن", "واکسیناسیون", "کرونا", "کووید", "دعوت", "سلامت", "بهداشت"),
    Language.POLISH: ("szczepi", "koronawirus", "zaprosz", "zdrow"),
    Language.SOMALI: ("tallaal", "korona", "casuum", "caafimaad"),
    Language.BOSNIAN: ("vakcin", "cijep", "koron", "pozivnic", "pozvan", "zdravstv", "zdravlj"),
    Language.KURDISH: ("vaksîn", "derzî", "parzûn", "kovîd", "vexwend", "tendurist"),
}

_ALL = tuple(dict.fromkeys(word for words in MATTER.values() for word in words))


def told(lines: Sequence[str]) -> Iterator[tuple[int, str]]:
    """Yield each line (from 1) that tells what the call is about, with the word that does."""
    for number, line in enumerate(lines, start=1):
        folded = line.casefold()
        yield from ((number, word) for word in _ALL if word in folded)
