"""The buttons: one short story each. Ribbon, command line and the README's table read the same lines.

A press loads the module of its own button only: a start is half of most presses.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib import import_module

from macros.button import DECLARED, Button
from workbook.circles import without_circles
from workbook.problems import UnknownButton

STORIES = {
    "bookings": ("booking-list",),
    "calls": ("call-sheet", "share-calls", "find", "take-answers", "reopen", "print-calls", "lookups"),
    "casework": ("interpreters", "handover", "case-page"),
    "keeping": ("check", "repair", "backup", "restore", "retention"),
    "letters": ("proof", "citizen-letters", "relative-letters", "check-templates"),
    "lists": ("import-list",),
    "settling": ("undo", "resolve"),
    "overview": ("update-summary",),
    "notes": ("status-note",),
    "rides": ("plan-rides", "check-rides", "delay", "vehicle-out"),
    "support": ("help",),
    "tours": ("driver-letters", "escort-plan", "ride-order"),
}
"""The modules here, each with the buttons that it declares; within its group on the ribbon a button stands as here."""

_HOMES = {name: module for module, names in STORIES.items() for name in names}


class _Buttons(Mapping[str, Button]):
    """All buttons by id; each is declared when it is asked for."""

    def __getitem__(self, name: str) -> Button:
        if name in _HOMES:
            with without_circles():
                import_module(f"{__name__}.{_HOMES[name]}")
        return DECLARED[name]

    def __iter__(self) -> Iterator[str]:
        return iter(_HOMES)

    def __len__(self) -> int:
        return len(_HOMES)


BUTTONS: Mapping[str, Button] = _Buttons()


def button_of(name: str) -> Button:
    """Return the button with that id; raises UnknownButton."""
    if name not in BUTTONS:
        raise UnknownButton(name, sorted(BUTTONS))
    return BUTTONS[name]
