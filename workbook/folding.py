"""Texts made comparable: headings, names and answers that differ only in spelling habits become equal.

Danish letters fold to one form (æ, ae and ä; ø, oe and ö; å and aa), accents and Turkish dots fall away, and what is
no letter or digit becomes a space. Unidecode and anyascii do not see that oe is ø.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_LETTERS = str.maketrans({"æ": "ae", "ä": "ae", "ø": "oe", "ö": "oe", "å": "aa", "ü": "y", "ı": "i", "ß": "ss"})
_LETTERS |= str.maketrans({"ð": "d", "þ": "th", "ł": "l", "đ": "d"})
_BETWEEN = re.compile(r"[^a-z0-9]+")


@lru_cache(maxsize=65_536)
def fold(text: str) -> str:
    r"""Return the text in small ASCII words with single spaces ("Målgruppe\nnr." gives "maalgruppe nr")."""
    return fold_rare(text)


def fold_rare(text: str) -> str:
    """Return the same of a text that hardly comes again, as most full names and addresses: nothing is remembered."""
    if text.isascii():
        return _words(text.lower())
    lower = unicodedata.normalize("NFC", text).replace("İ", "i").lower().translate(_LETTERS)
    if not lower.isascii():
        lower = "".join(c for c in unicodedata.normalize("NFKD", lower) if not unicodedata.combining(c)).lower()
    return _words(lower)


def _words(lower: str) -> str:
    bare = lower.replace(" ", "")
    if bare.isascii() and bare.isalnum() and "  " not in lower:  # as most texts are
        return lower.strip()
    return _BETWEEN.sub(" ", lower).strip()
