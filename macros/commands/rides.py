"""The buttons for a day of rides."""

from __future__ import annotations

from macros.button import button
from macros.desk import Desk
from macros.driving import check_days, days_ahead, faulty, next_day, plan_the_day
from workbook.change import Change
from workbook.problems import Ask, AskKind, DayIsPast
from workbook.tables import RIDES
from workbook.words import counted

GROUP = "Booking og kørsel"
PLAN = "Planlæg kørsel"


@button(
    "plan-rides",
    label=PLAN,
    tip="Læg dagens ture på vognene",
    more="Alle med en tid den dag og kommunal kørsel får en tur ud og en tur hjem på arket Kørsel. Låste ture og "
    "lovede tider bliver stående. Det, der ikke kan lade sig gøre, står i kolonnen Ikke planlagt med grunden.",
    group=GROUP,
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
    group=GROUP,
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
