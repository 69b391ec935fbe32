"""A day of rides at the press: plan it, check it, and see it changed on the day itself."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, timedelta

import pandas as pd

from macros.desk import Desk
from workbook.change import Change
from workbook.rides.control import controlled
from workbook.rides.legs import missing_legs
from workbook.rides.planning import BEFORE, Planned, planned_day
from workbook.rides.rows import minute
from workbook.rides.sheets import day_of, rides_on
from workbook.tables import BOOKINGS, RIDES
from workbook.words import counted


def next_day(desk: Desk) -> date:
    """Return the day that most likely is to be planned: the first after today with a time on Booking, else tomorrow."""
    days = [day for day in desk.read(BOOKINGS)["date"].tolist() if day and day > desk.today]
    return min(days, default=desk.today + timedelta(days=1))


def plan_the_day(desk: Desk, day: date, label: str) -> Change:
    """Return the change that plans a day, from now on where it is today's and has begun; `label` heads the progress."""
    legs = missing_legs(desk.read, day, desk.new_ids)
    desk = desk.after(legs)
    rows = rides_on(desk.read(RIDES), day)
    if rows.empty:
        return Change(f"Der er ingen at køre den {day:%d-%m-%Y}.")
    now = minute(desk.now.time()) if day == desk.today else BEFORE
    with _until_stopped() as goes_on:
        plan = planned_day(rows, day_of(desk.read, day), desk.settings, now, _told(desk, label, goes_on))
    change = Change(problems=list(plan.problems))
    change.update(RIDES, rows, plan.rows)
    checked = check_days(desk.after(change), [day])
    both = legs.then(change).then(checked)
    both.message = _message(day, plan, desk.after(change).after(checked))
    both.shows = RIDES
    return both


def check_days(desk: Desk, days: Sequence[date]) -> Change:
    """Return the change that checks what stands on Kørsel for these days."""
    change = Change()
    rides, settings = desk.read(RIDES), desk.settings
    for day in days:
        change.update(RIDES, rides[rides["date"] == day], controlled(desk.read, day, settings))
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
    left, ring = int(rows["unplaced"].notna().sum()), int(rows["ring"].notna().sum())
    if left:
        told += f" {counted(left, 'tur', 'ture')} kunne ikke planlægges; se hvorfor i kolonnen Ikke planlagt."
    if ring:
        told += f" {counted(ring, 'borger', 'borgere')} skal ringes op om en anden tid."
    if plan.problems:
        told += " Noget står i vejen; se hvad på arket Til vurdering."
    return told


def _told(desk: Desk, label: str, goes_on: Callable[[], bool]) -> Callable[[float], bool]:
    def told(share: float) -> bool:
        desk.book.tell(f"{label}: søger kortere ture …", share=0.1 + 0.4 * share)
        return goes_on()

    return told


@contextmanager
def _until_stopped() -> Iterator[Callable[[], bool]]:
    """Give what says whether to go on: until Ctrl+C, which then ends the search and keeps the best plan so far."""
    stopped = threading.Event()
    if threading.current_thread() is not threading.main_thread():
        yield lambda: True
        return
    before = signal.signal(signal.SIGINT, lambda *_: stopped.set())
    try:
        yield lambda: not stopped.is_set()
    finally:
        signal.signal(signal.SIGINT, before)
