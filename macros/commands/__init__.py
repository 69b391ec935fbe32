"""The buttons: one short story each. Ribbon, command line and the README's table read the same lines.

Within its group on the ribbon a button stands where it is declared, these modules read in order of the alphabet.
"""

from __future__ import annotations

from macros.button import BUTTONS, button_of
from macros.commands import bookings, calls, casework, keeping, letters, lists, overview, rides, support, tours

__all__ = [
    "BUTTONS",
    "bookings",
    "button_of",
    "calls",
    "casework",
    "keeping",
    "letters",
    "lists",
    "overview",
    "rides",
    "support",
    "tours",
]
