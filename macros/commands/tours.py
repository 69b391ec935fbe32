"""The buttons that print a day's rides: for drivers, for escorts, and for a transport office."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from macros.button import button
from macros.desk import Desk
from workbook.change import Change
from workbook.letters.tour_job import print_driver_letters, print_escort_plans
from workbook.letters.tour_rows import days_with_rides
from workbook.problems import Ask, AskKind
from workbook.tables import RIDES

GROUP = "Booking og kørsel"


@button(
    "driver-letters",
    label="Chaufførbreve",
    tip="Lav et brev til hver chauffør med dagens stop",
    more="Laver en PDF for hver vogn i mappen Ud med stop, tider, hjælpemidler og telefonnumre, og en dagsplan til "
    "kontoret. Laves de igen, står der på dem, hvad de erstatter. Der står hverken cpr-nr. eller svar på dem.",
    group=GROUP,
    icon="FilePrintQuick",
)
def driver_letters(desk: Desk) -> Change | Ask:
    """Print a day's stops for each driver."""
    return _printed(desk, print_driver_letters, "Hvilken dag skal der laves chaufførbreve for?")


@button(
    "escort-plan",
    label="Ledsagerplan",
    tip="Lav en plan til hver ledsager",
    more="Laver en PDF for hver ledsager i mappen Ud: hvem der skal gøres klar, hvor, hvornår og i hvilken vogn. "
    "Skal en ledsager være to steder på én gang, står det på arket Til vurdering.",
    group=GROUP,
    icon="TaskInsert",
)
def escort_plans(desk: Desk) -> Change | Ask:
    """Print a day's visits for each escort."""
    return _printed(desk, print_escort_plans, "Hvilken dag skal der laves ledsagerplaner for?")


def _printed(desk: Desk, printed: Callable[..., Change], question: str) -> Change | Ask:
    """Return what is printed of a day: of the only one with rides to come, or the one that is answered."""
    days = days_with_rides(desk.read(RIDES), desk.today)
    answer = desk.answers.get("day")
    if answer is None and len(days) > 1:
        return Ask("day", question, AskKind.DATE, unasked=days[0].isoformat())
    day = date.fromisoformat(answer) if answer else next(iter(days), desk.today)
    return printed(desk.read, desk.settings, desk.templates, desk.now, desk.user, desk.new_ids, day)
