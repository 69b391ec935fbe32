"""A list that cannot be taken in."""

from __future__ import annotations

from workbook.problems.kinds import UserError


class ListUnreadable(UserError):
    """A list file is broken, hostile, locked or no list at all; `why` is the rest of the sentence.

    `where` is a place in the file to look at, as in "linje 3".
    """

    def __init__(self, name: str, why: str, where: str = "") -> None:
        place = f" Se {where}." if where else ""
        super().__init__(f"Filen “{name}” kan ikke læses: {why}.{place} Der er ikke ændret noget.")
        self.why = why


class ListUnknown(UserError):
    """No kind of list knows a file, and it has no headings that somebody could explain."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"Filen “{name}” ligner ingen liste, som Ringbind kender. Den har ingen overskrifter over rækkerne. "
            "Kald kolonnerne fx CPR, Navn, Adresse, Telefon, Målgruppe eller Svar, og prøv igen."
        )


class CasesOnly(UserError):
    """A file counts cases, where the incidence of seven days was wanted; SSI's own cannot be computed of them.

    Seen in SSI's open files of 20 April 2021: Ishøj's cases of seven days by day of the sample give 230 to 248, while
    SSI told the municipality of less than 200.
    """

    def __init__(self, name: str) -> None:
        super().__init__(
            f"Filen “{name}” tæller smittede, og SSI's incidens kan ikke regnes ud af dem. Skriv incidensen på arket "
            "Smittetal, eller vælg en fil med kolonnerne Dato og Incidens. Der er ikke ændret noget."
        )


class AreaMissing(UserError):
    """A file of figures tells of municipalities, but not of this one, or nobody said which one this is."""

    def __init__(self, name: str, area: str) -> None:
        missing = f"er der ikke tal for “{area}”" if area else "er der tal for flere kommuner"
        super().__init__(
            f"I filen “{name}” {missing}. Skriv kommunens navn, som det står i filen, under “Kommunens navn hos SSI” "
            "på arket Indstillinger, og prøv igen. Der er ikke ændret noget."
        )


class ListWithoutPeople(UserError):
    """SSI's list has rows, but nobody in them: taken in, it would say that everyone is off the list."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"Filen “{name}” har ingen borgere: ingen af rækkerne har et CPR-nummer, der kan læses. "
            "Hent listen igen fra kilden. Der er ikke ændret noget."
        )
