"""Bookingliste: whom the Region is asked to book, with only what it needs for that.

The Region looks a person up by CPR number; the name is there to hear a slip of the pen. It gets no phone, no address
(but of those it comes home to), no answer, no reason, no language, no target group. Our reference, the id of the row,
is how a time finds its way back.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from workbook.bookings.checks import hindered
from workbook.bookings.groups import Home, grouped, home_of, parties
from workbook.bookings.refresh import booked_people, booking_rows
from workbook.bookings.standing import WITH_TIME, is_open
from workbook.calls.facts import Read
from workbook.calls.saying import later
from workbook.change import Change, Row
from workbook.settings import Settings
from workbook.tables import BOOKINGS
from workbook.words import Aid, BookingKind, BookingState, Transport, YesNo

PROTECTED = "(beskyttet)"
"""What stands for a name or an address that is protected; the CPR number says who it is."""


@dataclass(frozen=True)
class Line:
    """A time to book. `reference` is the row's id; `group` a number of those who are driven together, None for others.

    `beside` are references of those who want a time at the same time; `second` the days between which a second jab
    may lie; `address` is blank but for who is vaccinated at home.
    """

    reference: str
    kind: str
    group: int | None
    cpr: str
    name: str
    dose: int
    not_times: str = ""
    aid: str = ""
    beside: str = ""
    second: str = ""
    address: str = ""


def to_book(read: Read, settings: Settings, today: date) -> tuple[list[Line], int]:
    """Return the lines of everyone who wants a time, and how many rows cannot be booked as they stand.

    Takes Booking as refreshed. Couples stand together, and so do those whom the municipality drives and who live close.
    """
    rows, people = booking_rows(read(BOOKINGS)), booked_people(read)
    waiting = {row_id: row for row_id, row in rows.items() if row.get("state") == BookingState.WANTED}
    wrong = hindered(rows, people, read, settings, today)
    ready = {row_id: row for row_id, row in waiting.items() if row_id not in wrong}
    homes = [
        home_of(party, people[party[0]])
        for party in parties({row["citizen"]: row.get("goes_with") for row in ready.values()})
    ]
    order = _order(homes, _driven(ready), settings.group_size)
    lines = [_line(row_id, row, order, rows, people[row["citizen"]], settings) for row_id, row in ready.items()]
    kinds = [*map(str, BookingKind)]
    place = {who: at for at, who in enumerate(order)}
    lines.sort(key=lambda line: (kinds.index(line.kind), place[rows[line.reference]["citizen"]], line.dose))
    return lines, len(waiting) - len(ready)


def _driven(ready: Mapping[str, Row]) -> set[str]:
    """Return the citizens whom the municipality drives to their jab."""
    return {
        row["citizen"]
        for row in ready.values()
        if row.get("transport") == Transport.MUNICIPAL and row["kind"] != BookingKind.HOME
    }


def _order(homes: Sequence[Home], driven: set[str], size: int) -> dict[str, int | None]:
    """Return the citizens in their order on the list, each with the number of the group that is driven together."""
    together = grouped([home for home in homes if driven.intersection(home.people)], size)
    found: dict[str, int | None] = {
        who: number for number, group in enumerate(together, start=1) for home in group for who in home.people
    }
    others = sorted(home.people for home in homes if not driven.intersection(home.people))
    return found | {who: None for people in others for who in people}


def _line(
    row_id: str, row: Row, order: Mapping[str, int | None], rows: Mapping[str, Row], person: Row, settings: Settings
) -> Line:
    at_home, is_protected = row["kind"] == BookingKind.HOME, person.get("protected") == YesNo.YES
    city = " ".join(filter(None, (person.get("postcode"), person.get("city"))))
    address = ", ".join(filter(None, (person.get("address"), city)))
    return Line(
        row_id,
        row["kind"],
        None if at_home else order[row["citizen"]],
        person["cpr"],
        PROTECTED if is_protected else person.get("name", ""),
        row["dose"],
        row.get("not_times", ""),
        "" if row.get("aid") in {None, Aid.NONE} else row["aid"],
        ", ".join(_beside(row_id, row, rows)),
        _second(row, rows, person, settings),
        (PROTECTED if is_protected else address) if at_home else "",
    )


def _beside(row_id: str, row: Row, rows: Mapping[str, Row]) -> list[str]:
    """Return the references of those who want the same jab at the same time, or have a time for it."""
    who, mate = row["citizen"], row.get("goes_with")
    return [
        other
        for other, cells in rows.items()
        if other != row_id
        and cells.get("dose") == row["dose"]
        and is_open(cells)
        and (cells.get("citizen") == mate or cells.get("goes_with") == who)
    ]


def _second(row: Row, rows: Mapping[str, Row], person: Row, settings: Settings) -> str:
    """Return between which days the second jab may lie, once the first has its day."""
    first = person.get("jab1_on") or next(
        (
            cells["date"]
            for cells in rows.values()
            if cells.get("citizen") == row["citizen"]
            and cells.get("dose") == 1
            and "date" in cells
            and cells.get("state") in WITH_TIME | {BookingState.DONE}
        ),
        None,
    )
    if row["dose"] == 1 or first is None:
        return ""
    return f"{later(first, settings.interval_least):%d-%m-%Y} til {later(first, settings.interval_most):%d-%m-%Y}"


def asked(read: Read, lines: Sequence[Line], today: date) -> Change:
    """Return the change that notes the lines as asked for today."""
    bookings = read(BOOKINGS)
    before = bookings.loc[[line.reference for line in lines]]
    change = Change()
    change.update(BOOKINGS, before, before.assign(state=BookingState.ASKED, asked_on=today))
    return change


def rules_of(settings: Settings) -> str:
    """Return what the Region is told of the days between the first jab and the second; "" where there is only one."""
    if settings.doses == 1:
        return ""
    return f"2. stik skal ligge {settings.interval_least} til {settings.interval_most} dage efter 1. stik."
