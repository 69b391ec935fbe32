"""A list that cannot be taken in."""

from __future__ import annotations

from workbook.problems.kinds import UserError


class ListUnreadable(UserError):
    """A list file is broken, hostile, locked or no list at all; `why` is the rest of the sentence."""

    def __init__(self, name: str, why: str) -> None:
        super().__init__(f"Filen “{name}” kan ikke læses: {why}. Der er ikke ændret noget.")
        self.why = why


class ListUnknown(UserError):
    """No kind of list knows a file, and it has no headings that somebody could explain."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"Filen “{name}” ligner ingen liste, som Ringbind kender. Den har ingen overskrifter over rækkerne. "
            "Kald kolonnerne fx CPR, Navn, Adresse, Telefon, Målgruppe eller Svar, og prøv igen."
        )


class ListWithoutPeople(UserError):
    """SSI's list has rows, but nobody in them: taken in, it would say that everyone is off the list."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"Filen “{name}” har ingen borgere: ingen af rækkerne har et CPR-nummer, der kan læses. "
            "Hent listen igen fra kilden. Der er ikke ændret noget."
        )
