"""Protection told where a name or an address should stand: "Adressebeskyttet", "Ada Lund (NAB)"."""

from __future__ import annotations

import re
from collections.abc import MutableMapping
from typing import Any

from workbook.words import YesNo

_HINTS = ("beskyt", "hemmelig", "nab")
TOLD = re.compile(
    r"[(\[]?\b(?:(?:navne?[- ]*(?:og|/|&)[- ]*)?(?:adresse|navne)[- ]?beskyt(?:tet|telse)|beskyttet (?:navn|adresse)"
    r"(?: og (?:navn|adresse))?|hemmelig adresse|beskyttet(?=\W*$)|(?<=[(\[])nab)\b[)\]]?",
    re.IGNORECASE,
)


def take_protection_out(columns: MutableMapping[str, list[Any]]) -> None:
    """Mark those whose name or address says that it is protected, and leave the words out."""
    for name in ("name", "address"):
        cells = columns[name]
        joined = " ".join(filter(None, cells)).lower()
        if any(hint in joined for hint in _HINTS):
            for at, cell in enumerate(cells):
                if cell and TOLD.search(cell):
                    columns["protected"][at] = YesNo.YES
                    cells[at] = " ".join(TOLD.sub(" ", cell).split()).strip(" ,;-") or None
