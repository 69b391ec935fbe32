"""Whom to ring, and what they answered."""

from __future__ import annotations

from collections.abc import Sequence

from workbook.problems.kinds import UserError


class UnknownCaller(UserError):
    """A call sheet was asked for somebody who is not on Medarbejdere, or is away."""

    def __init__(self, caller: str, here: Sequence[str]) -> None:
        known = f"Her i dag er: {', '.join(here)}." if here else "Ingen på arket er her i dag."
        super().__init__(
            f"“{caller}” står ikke på arket Medarbejdere eller er væk i dag. {known} Vælg en af dem, eller “alle”."
        )


class UnknownCitizens(UserError):
    """Somebody was named who is not on Borgere, or nobody was."""

    def __init__(self, unknown: Sequence[str]) -> None:
        who = f"Arket Borgere har ikke {', '.join(unknown)}" if unknown else "Der er ikke skrevet et borgernummer"
        super().__init__(f"{who}. Skriv ét eller flere borgernumre, fx B-0012, B-0034.")


class NoOutcome(UserError):
    """No answer on Svarkoder has an effect that a press needs."""

    def __init__(self, effect: str) -> None:
        super().__init__(
            f"Intet svar på arket Svarkoder har virkningen “{effect}”. Skriv et dér, og tryk på knappen igen."
        )


class NoCallers(UserError):
    """Call sheets were to be shared out, and nobody is there to have one."""

    def __init__(self) -> None:
        super().__init__(
            "Der er ingen at fordele ringelister til. Skriv kolleger med rollen “ringer” på arket Medarbejdere, "
            "og se efter, at de ikke alle er væk i dag."
        )


class WeakPassword(UserError):
    """A file that leaves the house would have had a password that anybody guesses."""

    def __init__(self, shortest: int) -> None:
        super().__init__(f"Adgangskoden skal have mindst {shortest} tegn. Tryk på knappen igen, og skriv en længere.")


class AnswerUnsaved(UserError):
    """Another citizen was asked for while an answer stands on the card."""

    def __init__(self) -> None:
        super().__init__(
            "Der står et svar på arket Opkaldskort, som ikke er gemt. "
            "Tryk på Gem svar, eller ryd felterne, og søg så igen."
        )


class SearchTooShort(UserError):
    """So little was written that half the register would fit."""

    def __init__(self) -> None:
        super().__init__(
            "Der er skrevet for lidt at søge på. Skriv mindst to bogstaver, mindst tre cifre af et telefonnummer "
            "eller et helt borgernr."
        )
