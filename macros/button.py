"""What a button is: its face for the ribbon, the command line and the README, and the function behind it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from macros.desk import Desk
from workbook.change import Change
from workbook.problems import Ask


class Wants(StrEnum):
    """What the ribbon asks for before the button is pressed; its value is the ribbon's tag."""

    NOTHING = ""
    FILE = "file"
    TEXT = "text"


TRANSPORT = "Booking og kørsel"
GROUPS = ("Lister", "Opkald", "Breve", TRANSPORT, "Overblik", "Vedligehold")
"""The ribbon's groups, in order; a group without a button is not shown."""

Run = Callable[[Desk], Change | Ask]


@dataclass(frozen=True)
class Button:
    """A button: `id` on the command line, `label` on the ribbon, `tip` and `more` when the mouse rests on it.

    `icon` is the name of one of Office's own pictures (imageMso).
    `question` is asked when the button `wants` something; what it `takes` may be named on the command line only.
    """

    id: str
    label: str
    tip: str
    more: str
    group: str
    icon: str
    run: Run
    wants: Wants = Wants.NOTHING
    question: str = ""
    large: bool = False
    takes: Wants = Wants.NOTHING

    @property
    def line(self) -> str:
        """Return how the button is written on the command line."""
        file = " FIL" if self.wants is Wants.FILE else " [FIL]" if self.takes is Wants.FILE else ""
        return f"ringbind {self.id} PROJEKTMAPPE{file}"


DECLARED: dict[str, Button] = {}
"""What the modules of `macros.commands` that are loaded have declared."""


def button(  # noqa: PLR0913  a button's face has that many features
    id: str,  # noqa: A002  the word on the command line
    *,
    label: str,
    tip: str,
    more: str,
    group: str,
    icon: str,
    wants: Wants = Wants.NOTHING,
    question: str = "",
    large: bool = False,
    takes: Wants = Wants.NOTHING,
) -> Callable[[Run], Run]:
    """Declare the function below as a button."""

    def declare(run: Run) -> Run:
        DECLARED[id] = Button(id, label, tip, more, group, icon, run, wants, question, large, takes)
        return run

    return declare
