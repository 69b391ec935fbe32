"""A day of rides at the press: plan it, check it, and see it changed on the day itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, time, timedelta
from typing import Any

import pandas as pd

from macros.desk import Desk
from workbook.asking import GoesOn
from workbook.change import Change, OutFile, records
from workbook.letters.ride_calls import in_danger, ride_calls_pdf
from workbook.minutes import minute
from workbook.problems import NoRidesLeft
from workbook.rides.control import controlled
from workbook.rides.legs import missing_legs
from workbook.rides.planning import BEFORE, Planned, delayed_day, planned_day
from workbook.rides.sheets import day_of, rides_on, vehicles_on
from workbook.rides.tours import tours_of
from workbook.tables import BOOKINGS, CITIZENS, RIDES, TOURS, VEHICLES
from workbook.words import counted

STOP = "Kørslen er planlagt, og Ringbind søger nu kortere ture. Stop, når du vil: den bedste plan bliver brugt."

CANCELLED = "aflyst"
"""Why a vehicle does not drive that was taken out on the day."""


def next_day(desk: Desk) -> date:
    """Return the day that most likely is to be planned: the first after today with a time on Booking, else tomorrow."""
    days = [day for day in desk.read(BOOKINGS)["date"].tolist() if day and day > desk.today]
    return min(days, default=desk.today + timedelta(days=1))


def plan_the_day(desk: Desk, day: date, label: str) -> Change:
    """Return the change that plans a day, from now on where it is today; `label` heads the progress."""
    legs = missing_legs(desk.read, day, desk.new_ids)
    desk = desk.after(legs)
    rows = rides_on(desk.read(RIDES), day)
    if rows.empty:
        return Change(f"Der er ingen at køre den {day:%d-%m-%Y}.")
    now = _now(desk, day)
    with desk.book.stoppable(STOP) as goes_on:
        plan = planned_day(rows, day_of(desk.read, day), desk.settings, now, _told(desk, label, goes_on))
    change = Change(problems=list(plan.problems))
    change.update(RIDES, rows, plan.rows)
    checked = check_days(desk.after(change), [day])
    then = desk.after(change).after(checked)
    return replace(legs.then(change).then(checked), **_shown(then, day, _message(day, plan, then)))


def report_delay(desk: Desk, vehicle: str, minutes: int) -> Change:
    """Return the change that gives a vehicle's rides the times they get when it is late."""
    rows = rides_on(desk.read(RIDES), desk.today)
    sheets = day_of(desk.read, desk.today)
    change = Change()
    change.update(RIDES, rows, delayed_day(rows, sheets, desk.settings, vehicle, minutes, _now(desk, desk.today)))
    change = change.then(check_days(desk.after(change), [desk.today]))
    then = desk.after(change)
    late = counted(minutes, "minut", "minutter")
    told = f"{vehicle} er {late} forsinket, og tiderne er rykket.{_told_of_calls(_today(then))}"
    danger = sum(in_danger(ride, desk.settings, desk.now) for ride in records(_today(then)).values())
    if danger:
        told += f" {counted(danger, 'borger kommer', 'borgere kommer')} for sent til aftalen."
    return replace(change, **_shown(then, desk.today, told))


def take_out(desk: Desk, vehicle: str, at: time, label: str) -> Change:
    """Return the change that plans the rest of the day without a vehicle that drives no more from `at` on."""
    standing = desk.read(VEHICLES)
    row_id, row = next((id_, row) for id_, row in vehicles_on(standing, desk.today).items() if row["name"] == vehicle)
    gone = {**row, "away": CANCELLED, "away_at": at, "date": desk.today}
    change = Change()
    if "date" in row:
        change.update(VEHICLES, standing.loc[[row_id]], VEHICLES.frame([{"id": row_id, **gone}]))
    else:
        change.insert(VEHICLES, VEHICLES.frame([{"id": desk.new_ids(VEHICLES, 1)[0], **gone}]))
    planned = plan_the_day(desk.after(change), desk.today, label)
    both = change.then(planned)
    both.message = f"{vehicle} kører ikke fra kl. {at:%H.%M}. {planned.message}"
    return both


def vehicles_driving(desk: Desk) -> list[str]:
    """Return the vehicles with rides left today; raises NoRidesLeft."""
    left = [row for row in records(_today(desk)).values() if "vehicle" in row and "arrive" in row]
    names = sorted({row["vehicle"] for row in left if minute(row["arrive"]) > _now(desk, desk.today)})
    if not names:
        raise NoRidesLeft
    return names


def check_days(desk: Desk, days: Sequence[date]) -> Change:
    """Return the change that checks what stands on Kørsel for these days, and draws one of them on Køreplan."""
    change = Change()
    rides, settings = desk.read(RIDES), desk.settings
    for day in days:
        change.update(RIDES, rides[rides["date"] == day], controlled(desk.read, day, settings, _now(desk, day)))
    if days:
        shown = desk.read(TOURS)
        day = next((day for day in shown["date"].tolist() if day in days), days[0])
        change.replace(TOURS, shown, tours_of(desk.read, day, settings))
    return change


def days_ahead(desk: Desk) -> list[date]:
    """Return the days from today on that have rides."""
    return sorted({day for day in desk.read(RIDES)["date"].tolist() if day and day >= desk.today})


def faulty(rides: pd.DataFrame, days: Sequence[date]) -> int:
    """Return how many rides of these days break a rule."""
    return int((rides["date"].isin(days) & rides["check"].notna()).sum())


def _message(day: date, plan: Planned, then: Desk) -> str:
    rows = rides_on(then.read(RIDES), day)
    driven = rows[rows["pick_up"].notna() & rows["unplaced"].isna()]
    people = counted(driven["citizen"].nunique(), "borger", "borgere")
    cars = counted(driven["vehicle"].nunique(), "vogn", "vogne")
    told = f"{counted(len(driven), 'tur', 'ture')} for {people} er planlagt den {day:%d-%m-%Y} med {cars}."
    left = int(rows["unplaced"].notna().sum())
    if left:
        told += f" {counted(left, 'tur', 'ture')} kunne ikke planlægges; se hvorfor i kolonnen Ikke planlagt."
    told += _told_of_calls(rows)
    if plan.problems:
        told += " Noget står i vejen; se hvad på arket Til vurdering."
    return told


def _told_of_calls(rows: pd.DataFrame) -> str:
    ring = rows.loc[rows["ring"].notna(), "citizen"].nunique()
    return f" {counted(ring, 'borger', 'borgere')} skal ringes op; listen ligger i mappen Ud." if ring else ""


def _shown(then: Desk, day: date, message: str) -> dict[str, Any]:
    """Return what a press tells: the message, the sheet, and the list of whom to ring as a file where there is one."""
    rows = rides_on(then.read(RIDES), day)
    shown = {"message": message, "shows": RIDES}
    if rows["ring"].isna().all():
        return shown
    people = records(then.read(CITIZENS))
    pdf = ride_calls_pdf(rows, people, day, then.settings, then.templates, then.now, then.user)
    return {**shown, "files": [OutFile(f"Ud/{then.now:%Y-%m-%d %H.%M} Ring om kørsel.pdf", pdf)]}


def _today(desk: Desk) -> pd.DataFrame:
    return rides_on(desk.read(RIDES), desk.today)


def _now(desk: Desk, day: date) -> float:
    """Return the minute at which a day is seen."""
    return minute(desk.now.time()) if day == desk.today else BEFORE


def _told(desk: Desk, label: str, goes_on: GoesOn) -> GoesOn:
    def told(share: float) -> bool:
        desk.book.tell(f"{label}: søger kortere ture …", share=0.1 + 0.4 * share)
        return goes_on(share)

    return told
