"""A day of rides that cannot be planned."""

from __future__ import annotations

from workbook.problems.kinds import UserError


class DayIsPast(UserError):
    """A day was to be planned that is over."""

    def __init__(self, day: str) -> None:
        super().__init__(f"Dagen {day} er gået. Vælg i dag eller en senere dag.")
