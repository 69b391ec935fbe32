"""What stands in a new workbook: the settings, the answers staff can choose, the target groups of spring 2021."""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from typing import Any

import pandas as pd

from workbook.settings import Settings, written
from workbook.tables import CARD, OUTCOMES, SETTINGS, TARGET_GROUPS
from workbook.tables.card import card_rows
from workbook.words import Effect, YesNo

_OUTCOMES: tuple[tuple[str, str, Effect, int | None, int | None], ...] = (
    ("1", "Ikke svar", Effect.TRY_AGAIN, 1, 4),
    ("2", "Telefonsvarer, besked lagt", Effect.TRY_AGAIN, 2, 4),
    ("3", "Telefonsvarer, ingen besked", Effect.TRY_AGAIN, 1, 4),
    ("4", "Optaget", Effect.TRY_AGAIN, 0, 6),
    ("5", "Forkert nummer", Effect.BAD_NUMBER, None, None),
    ("6", "Nummeret er ude af drift", Effect.BAD_NUMBER, None, None),
    ("7", "Ring igen", Effect.CALL_AGAIN_AT, 1, 6),
    ("8", "Ja, booker selv", Effect.BOOKS_ALONE, 7, None),
    ("9", "Ja, vil have hjælp til booking", Effect.WANTS_HELP, None, None),
    ("10", "Ja, vælger dag senere", Effect.CHOOSES_LATER, 7, None),
    ("11", "Har allerede tid", Effect.HAS_TIME, 14, None),
    ("12", "Er allerede vaccineret", Effect.VACCINATED, None, None),
    ("13", "Ønsker ikke vaccination", Effect.DECLINES, None, None),
    ("14", "Uafklaret", Effect.UNDECIDED, 14, None),
    ("15", "Kan ikke afklares nu (syg eller indlagt)", Effect.NOT_NOW, 7, None),
    ("16", "Sprog: tolk eller pårørende nødvendig", Effect.LANGUAGE, 2, None),
    ("17", "Kan ikke sidde: vaccineres hjemme", Effect.HOME, None, None),
    ("18", "Død", Effect.DEAD, None, None),
    ("19", "Fraflyttet", Effect.MOVED, None, None),
    ("20", "Ønsker ingen kontakt", Effect.NO_CONTACT, None, None),
    ("21", "Henviser til pårørende", Effect.RELATIVE, 0, 4),
    ("22", "Tiden er meddelt", Effect.TIME_TOLD, None, None),
    ("23", "Genåbnet", Effect.REOPENS, 0, None),
)

# Sundhedsstyrelsen's target groups of spring 2021. The memo's first page calls 75-79 group 9; its table needs
# 8 = 75-79 and 9 = 65-74, which is what stands here. The sheet is dated, so that a later plan can stand beside it.
_GROUPS: tuple[tuple[int, str, int | None, int | None, str | None, YesNo], ...] = (
    (1, "Borgere i plejebolig", None, None, "Plejebolig", YesNo.YES),
    (
        2,
        "Borgere over 65 år med både personlig pleje og praktisk hjælp",
        65,
        None,
        "Pleje og praktisk hjælp",
        YesNo.YES,
    ),
    (3, "Borgere på 85 år og derover", 85, None, None, YesNo.YES),
    (4, "Personale i sundheds-, ældre- og socialsektoren", None, None, "Personale", YesNo.NO),
    (5, "Borgere i særlig risiko", None, None, "Særlig risiko", YesNo.NO),
    (6, "Udvalgte pårørende", None, None, "Pårørende", YesNo.NO),
    (7, "Borgere på 80-84 år", 80, 84, None, YesNo.NO),
    (8, "Borgere på 75-79 år", 75, 79, None, YesNo.NO),
    (9, "Borgere på 65-74 år", 65, 74, None, YesNo.NO),
    (10, "Borgere under 65 år efter alder", 16, 64, None, YesNo.NO),
    (11, "Andet kritisk personale", None, None, "Kritisk personale", YesNo.NO),
    (12, "Resten af befolkningen", None, None, None, YesNo.NO),
)


def starting_tables(**own: Any) -> dict[str, pd.DataFrame]:
    """Return the rows of a new workbook by table name; `own` are settings to begin with, by English name."""
    settings = Settings(**own)
    return {
        CARD.name: card_rows(),
        SETTINGS.name: SETTINGS.frame(
            {
                "id": f"I-{at:04d}",
                "name": item.metadata["name"],
                "value": written(getattr(settings, item.name)),
                "meaning": item.metadata["meaning"],
            }
            for at, item in enumerate(fields(Settings), start=1)
        ),
        OUTCOMES.name: OUTCOMES.frame(
            {
                "id": f"S-{at:04d}",
                "code": code,
                "text": text,
                "effect": effect,
                "pause_days": pause,
                "most_tries": tries,
            }
            for at, (code, text, effect, pause, tries) in enumerate(_OUTCOMES, start=1)
        ),
        TARGET_GROUPS.name: TARGET_GROUPS.frame(
            {
                "id": f"G-{number:04d}",
                "number": number,
                "text": text,
                "valid_from": date(2020, 12, 27),
                "age_from": youngest,
                "age_to": oldest,
                "service": service,
                "followed": followed,
            }
            for number, text, youngest, oldest, service, followed in _GROUPS
        ),
    }
