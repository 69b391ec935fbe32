"""Words of the work that are no cell's text; docs/ordliste.md begins with them."""

from __future__ import annotations

TERMS: dict[str, str] = {
    "workbook": "projektmappe",
    "press": "tryk på en knap",
    "citizen": "borger",
    "relative": "pårørende",
    "call sheet": "ringeliste",
    "answer": "svar",
    "outcome code": "svarkode",
    "interpreter": "tolk",
    "target group": "målgruppe",
    "list": "liste",
    "review": "til vurdering",
    "decision": "afgjort",
    "booking": "booking",
    "ride": "kørsel",
    "escort": "ledsager",
    "vehicle": "vogn",
    "settings": "indstillinger",
    "undo": "fortryd",
    "backup": "sikkerhedskopi",
    "journal": "journal",
    "summary": "overblik",
}
"""Words of the work that are no cell's text; the glossary in docs/ is these and every StrEnum above."""
