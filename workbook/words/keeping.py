"""About presses: the journal, what was cut off, what is taken back."""

from __future__ import annotations

from enum import StrEnum

COUNTRY = "Hele landet"
"""What the country is called among SSI's areas."""


class Recovery(StrEnum):
    """What to do about a press that was cut off."""

    FINISH = "Gør færdig"
    TAKE_BACK = "Tag tilbage"


class UndoReach(StrEnum):
    """What to do about rows that were changed after the press that is undone."""

    UNTOUCHED = "Kun urørte rækker"
    ALL = "Alle rækker"


class Since(StrEnum):
    """What to do about calls and letters that came after the copy that is put back."""

    KEEP = "De gælder stadig"
    VOID = "De gælder ikke mere"


class Retention(StrEnum):
    """What to do about citizens who are due to be deleted."""

    ARCHIVE = "Lav arkivfil"
    ERASE = "Arkivfilen er journaliseret: slet for altid"


class Mark(StrEnum):
    """What a row of the journal is, and each entry in its blocks (`ROWS`)."""

    BEGUN = "begyndt"
    ROWS = "rækker"
    INSERT = "ny"
    UPDATE = "ændret"
    DELETE = "slettet"
    HAND = "rettet i hånden"
    HAND_INSERT = "tilføjet i hånden"
    HAND_DELETE = "slettet i hånden"
    CONFLICT = "ikke skrevet"
    DONE = "færdig"
    TAKEN_BACK = "taget tilbage"
    ARCHIVED = "lagt i arkivfil"
    ERASED = "slettet for altid"
