"""The buttons for a day of rides."""

from __future__ import annotations

from datetime import time

from macros.button import TRANSPORT, button
from macros.desk import Desk
from macros.driving import (
    check_days,
    days_ahead,
    faulty,
    next_day,
    plan_the_day,
    report_delay,
    take_out,
    vehicles_driving,
)
from workbook.cells import Unreadable, parse_time
from workbook.change import Change
from workbook.problems import Ask, AskKind, DayIsPast, NoMinutes, NoSuchVehicle, NoTime
from workbook.tables import RIDES
from workbook.words import counted

PLAN, OUT = "Planlæg kørsel", "Vogn udgår"


@button(
    "plan-rides",
    label=PLAN,
    tip="Læg dagens ture på vognene",
    more="Alle med en tid den dag og kommunal kørsel får en tur ud og en tur hjem på arket Kørsel. Låste ture og "
    "lovede tider bliver stående. Det, der ikke kan lade sig gøre, står i kolonnen Ikke planlagt med grunden.",
    group=TRANSPORT,
    icon="CalendarInsert",
    large=True,
)
def plan_rides(desk: Desk) -> Change | Ask:
    """Plan a day's rides."""
    if "day" not in desk.answers:
        question = "Hvilken dag skal kørslen planlægges for?"
        return Ask("day", question, AskKind.DATE, unasked=next_day(desk).isoformat())
    day = desk.day("day")
    if day < desk.today:
        raise DayIsPast(f"{day:%d-%m-%Y}")
    return plan_the_day(desk, day, PLAN)


@button(
    "check-rides",
    label="Kontrollér kørsel",
    tip="Se, om køreplanen holder, når I har rettet i den",
    more="Hver tur fra i dag og frem holdes op mod alle regler: pladser, lift, vagter, køretider, lovede tider og "
    "ledsagere. Det, der ikke holder, står i kolonnen Kontrol på arket Kørsel.",
    group=TRANSPORT,
    icon="AccessibilityChecker",
)
def check_rides(desk: Desk) -> Change:
    """Check what stands on Kørsel."""
    days = days_ahead(desk)
    change = check_days(desk, days)
    wrong = faulty(desk.after(change).read(RIDES), days)
    if not days:
        change.message = "Der er ingen ture fra i dag og frem."
    elif wrong:
        change.message = f"{counted(wrong, 'tur', 'ture')} holder ikke; se hvorfor i kolonnen Kontrol på arket Kørsel."
    else:
        change.message = "Alle planlagte ture holder."
    change.shows = RIDES if wrong else None
    return change


@button(
    "delay",
    label="Forsinkelse",
    tip="Se, hvad det fører til, at en vogn er forsinket",
    more="Vognens ture i dag får nye tider. De aftaler, der er i fare, står i kolonnen Kontrol, og dem, der skal "
    "ringes op, kommer på en liste i mappen Ud.",
    group=TRANSPORT,
    icon="ReminderSet",
)
def delay(desk: Desk) -> Change | Ask:
    """Give a late vehicle's rides their new times."""
    if "vehicle" not in desk.answers:
        return Ask("vehicle", "Hvilken vogn er forsinket?", choices=vehicles_driving(desk))
    if "minutes" not in desk.answers:
        return Ask("minutes", "Hvor mange minutter er den forsinket til næste stop?", AskKind.NUMBER)
    return report_delay(desk, _vehicle(desk), _minutes(desk.answers["minutes"]))


@button(
    "vehicle-out",
    label=OUT,
    tip="Læg resten af dagens ture om, når en vogn ikke kan køre mere",
    more="Dem, vognen skulle have kørt, kommer med de andre vogne, hvis der er plads. Lovede tider holdes så vidt "
    "muligt, og dem, der skal ringes op, kommer på en liste i mappen Ud.",
    group=TRANSPORT,
    icon="FlagToday",
)
def take_vehicle_out(desk: Desk) -> Change | Ask:
    """Plan the rest of the day without a vehicle."""
    if "vehicle" not in desk.answers:
        return Ask("vehicle", "Hvilken vogn kan ikke køre mere i dag?", choices=vehicles_driving(desk))
    if "from" not in desk.answers:
        return Ask("from", "Fra hvornår? Skriv klokkeslættet, fx 12:30.", AskKind.TEXT, unasked=f"{desk.now:%H:%M}")
    return take_out(desk, _vehicle(desk), _time(desk.answers["from"]), OUT)


def _vehicle(desk: Desk) -> str:
    driving, asked = vehicles_driving(desk), desk.answers["vehicle"]
    found = next((name for name in driving if name.casefold() == asked.casefold()), None)
    if found is None:
        raise NoSuchVehicle(asked, driving)
    return found


def _minutes(text: str) -> int:
    if not text.strip().isdecimal():
        raise NoMinutes(text)
    return int(text)


def _time(text: str) -> time:
    try:
        return parse_time(text)
    except Unreadable:
        raise NoTime(text) from None
