"""The buttons that print a day's rides: for drivers, for escorts, and for a transport office."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

from macros.button import TRANSPORT, button
from macros.desk import Desk
from workbook.change import Change
from workbook.letters.tour_job import make_ride_order, print_driver_letters, print_escort_plans
from workbook.letters.tour_rows import days_with_rides
from workbook.problems import Ask, AskKind
from workbook.tables import RIDES


@button(
    "driver-letters",
    label="Chaufførbreve",
    tip="Lav et brev til hver chauffør med dagens stop",
    more="Laver en PDF for hver vogn i mappen Ud med stop, tider, hjælpemidler og telefonnumre, og en dagsplan til "
    "kontoret. Laves de igen, står der på dem, hvad de erstatter. Der står hverken cpr-nr. eller svar på dem.",
    group=TRANSPORT,
    icon="FilePrintQuick",
)
def driver_letters(desk: Desk) -> Change | Ask:
    """Print a day's stops for each driver."""
    days = days_with_rides(desk.read(RIDES), desk.today)
    return _printed(desk, print_driver_letters, "Hvilken dag skal der laves chaufførbreve for?", days)


@button(
    "escort-plan",
    label="Ledsagerplan",
    tip="Lav en plan til hver ledsager",
    more="Laver en PDF for hver ledsager i mappen Ud: hvem der skal gøres klar, hvor, hvornår og i hvilken vogn. "
    "Skal en ledsager være to steder på én gang, står det på arket Til vurdering.",
    group=TRANSPORT,
    icon="TaskInsert",
)
def escort_plans(desk: Desk) -> Change | Ask:
    """Print a day's visits for each escort."""
    days = days_with_rides(desk.read(RIDES), desk.today)
    return _printed(desk, print_escort_plans, "Hvilken dag skal der laves ledsagerplaner for?", days)


@button(
    "ride-order",
    label="Kørselsordre",
    tip="Lav dagens ture som regneark til et kørselskontor",
    more="Til jer, der lader et kørselskontor planlægge i sit eget system. Regnearket lægges i mappen Ud med navne, "
    "adresser, tider og hjælpemidler, og ikke mere end det.",
    group=TRANSPORT,
    icon="ExportExcel",
)
def order_rides(desk: Desk) -> Change | Ask:
    """Make the day's rides a file for a transport office."""
    from workbook.build.ride_order import ride_order_xlsx  # noqa: PLC0415  slow to import and seldom needed

    days = days_with_rides(desk.read(RIDES), desk.today, planned=False)
    ordered = partial(make_ride_order, sheet=ride_order_xlsx)
    return _printed(desk, ordered, "Hvilken dag skal der laves en kørselsordre for?", days)


def _printed(desk: Desk, printed: Callable[..., Change], question: str, days: Sequence[date]) -> Change | Ask:
    """Return what is printed of a day: of the only one of `days`, or the one that is answered."""
    answer = desk.answers.get("day")
    if answer is None and len(days) > 1:
        return Ask("day", question, AskKind.DATE, unasked=days[0].isoformat())
    day = desk.day("day") if answer else next(iter(days), desk.today)
    return printed(desk.read, desk.settings, desk.templates, desk.now, desk.user, desk.new_ids, day)
