"""A day of rides that cannot be planned."""

from __future__ import annotations

from collections.abc import Sequence

from workbook.problems.kinds import UserError


class NoRidesLeft(UserError):
    """A vehicle was to be late or lost on a day without rides."""

    def __init__(self) -> None:
        super().__init__("Ingen vogn har flere ture i dag. Tryk på Planlæg kørsel, hvis dagen ikke er planlagt endnu.")


class NoSuchVehicle(UserError):
    """A vehicle was named that has no rides left today."""

    def __init__(self, vehicle: str, known: Sequence[str]) -> None:
        super().__init__(f"“{vehicle}” har ikke flere ture i dag. Det har {', '.join(known)}. Vælg en af dem.")


class NoTime(UserError):
    """A time of day was asked for and something else was given."""

    def __init__(self, text: str) -> None:
        super().__init__(f"“{text}” er ikke et klokkeslæt. Skriv det som 12:30.")


class NoMinutes(UserError):
    """A number of minutes was asked for and something else was given."""

    def __init__(self, text: str) -> None:
        super().__init__(f"“{text}” er ikke et antal minutter. Skriv et helt tal, fx 20.")


class DayIsPast(UserError):
    """A day was to be planned that is over."""

    def __init__(self, day: str) -> None:
        super().__init__(f"Dagen {day} er gået. Vælg i dag eller en senere dag.")
