"""The Region's answer to Bookingliste: each time lands on the right person's booking, or says why it does not.

Written are the day, the time, the place and the day they came; how far the booking then is follows from that
(`bookings.settled`), also when the citizen knows another time already.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

import pandas as pd

from workbook.change import Change, Row, records
from workbook.folding import fold
from workbook.lists.kinds import ListFile
from workbook.problems import Problem
from workbook.register.filed import filed, tally
from workbook.register.known import Clean, Known
from workbook.schema import Table
from workbook.tables import BOOKINGS, LIST_ROWS, LISTS
from workbook.words import BookingState, Bucket, ReviewKind, counted

NewIds = Callable[[Table, int], list[str]]

_OVER = {BookingState.DONE, BookingState.CANCELLED, BookingState.MISSED}
_TIME = ("date", "time", "site")


class Landing(NamedTuple):
    """What became of a row: its bucket and why, whom it is about, and the booking it landed on."""

    bucket: Bucket
    why: str
    citizen: str | None = None
    booking: str | None = None


def take_times(file: ListFile, known: Known, sites: pd.DataFrame, *, today: date, user: str, new_ids: NewIds) -> Change:
    """Return what taking in a file of times changes; a row that cannot be used is told of on Til vurdering."""
    desk = _Desk(known, {fold(name): name for name in sites["name"].dropna()}, today, new_ids(BOOKINGS, len(file.rows)))
    landings = [desk.land(row) for row in file.records]
    change = desk.change()
    told = tally(landing.bucket for landing in landings)
    if not change and (known.lists["hash"] == file.fingerprint).any():
        return Change(message=f"“{file.name}” er læst ind før. Der er ikke noget nyt i den.")
    list_id = new_ids(LISTS, 1)[0]
    change.insert(LISTS, LISTS.frame([filed(file, list_id, told, today, user)]))
    change.insert(LIST_ROWS, _list_rows(file, list_id, landings, new_ids))
    refused = {Bucket.REFUSED, Bucket.NOT_FOLLOWED}
    pairs = zip(file.records, landings, strict=True)
    change.problems = [_problem(file, row, landing) for row, landing in pairs if landing.bucket in refused]
    change.message = " ".join(_message(file, told, landings, len(change.problems)))
    return change


class _Desk:
    """The bookings as the rows of the file are put on them, one after the other."""

    def __init__(self, known: Known, sites: Mapping[str, str], today: date, spare: Sequence[str]) -> None:
        self.known, self.sites, self.today = known, sites, today
        self.before = records(known.bookings[[name for name in known.bookings if name in BOOKINGS.by_name]])
        self.rows: dict[str, Row] = {row_id: dict(row) for row_id, row in self.before.items()}
        self.told: dict[str, tuple[object, ...]] = {}
        self.spare = iter(spare)

    def land(self, row: Clean) -> Landing:
        """Put a row's time on its booking, and say what became of it."""
        citizen = self._whose(row)
        if isinstance(citizen, Landing):
            return citizen
        time = {name: value for name, value in self._time(row).items() if value is not None}
        if row["unreadable"]:
            return Landing(Bucket.REFUSED, f"Feltet “{row['unreadable'][0]}” kan ikke læses.", citizen)
        if "date" not in time:
            return Landing(Bucket.KNOWN, "Der står ingen tid endnu.", citizen)
        if time["date"] < self.today:
            return Landing(Bucket.REFUSED, "Dagen er gået.", citizen)
        return self._on_booking(row, citizen, time)

    def _whose(self, row: Clean) -> str | Landing:
        """Return whose time it is: by our reference, else by the CPR number; the two may not differ."""
        by_number = self.known.by_cpr.get(row["cpr"] or "")
        mine = self.rows.get(row["booking"] or "", {}).get("citizen")
        if mine and row["cpr"] and by_number != mine:
            return Landing(Bucket.REFUSED, "Referencen og CPR-nummeret hører ikke til samme borger.")
        if mine or by_number:
            return mine or by_number or ""
        if row["cpr"]:
            return Landing(Bucket.NOT_FOLLOWED, "Borgeren står ikke på arket Borgere; tiden er ikke gemt.")
        why = "Referencen står ikke på arket Booking" if row["booking"] else row["no_cpr"]
        return Landing(Bucket.REFUSED, f"{why}.")

    def _time(self, row: Clean) -> Row:
        site = self.sites.get(fold(row["site"]), row["site"]) if row["site"] else None
        return {"date": row["booked_on"], "time": row["clock"], "site": site}

    def _on_booking(self, row: Clean, citizen: str, time: Row) -> Landing:
        row_id = self._which(row, citizen)
        booking = self.rows.get(row_id, {})
        if booking.get("state") in _OVER:
            return Landing(Bucket.REFUSED, f"Booking {row_id} har status “{booking['state']}”.", citizen)
        said = tuple(time.get(name) for name in _TIME)
        if row_id in self.told:
            if self.told[row_id] == said:
                return Landing(Bucket.DOUBLED, "Tiden står flere gange i filen.", citizen, row_id)
            return Landing(Bucket.REFUSED, f"Filen har flere tider til booking {row_id}; den første er brugt.", citizen)
        self.told[row_id] = said
        if all(booking.get(name) == value for name, value in time.items()):
            return Landing(Bucket.KNOWN, f"Tiden stod på booking {row_id} i forvejen.", citizen, row_id)
        had = "erstatter den, der stod der" if "date" in booking else "er noteret"
        dose = row["dose"] or (2 if "jab1_on" in self.known.people[citizen] else 1)
        self.rows[row_id] = {"citizen": citizen, "dose": dose, **booking, **time, "got_on": self.today}
        if row_id not in self.before:
            self.rows[row_id]["state"] = BookingState.GOT
        return Landing(Bucket.TIME, f"Tiden {had} på booking {row_id}.", citizen, row_id)

    def _which(self, row: Clean, citizen: str) -> str:
        """Return the booking that a time is for: the one named, else the one that waits for it, else a new one."""
        if row["booking"] in self.rows:
            return str(row["booking"])
        mine = {
            row_id: cells
            for row_id, cells in self.rows.items()
            if cells.get("citizen") == citizen and cells.get("state") not in _OVER
        }
        fit = {row_id: cells for row_id, cells in mine.items() if row["dose"] in {None, cells.get("dose")}}
        waiting = [row_id for row_id in fit if "date" not in fit[row_id] and row_id not in self.told]
        alike = [row_id for row_id in fit if fit[row_id].get("date") == row["booked_on"]]
        chosen = alike or sorted(waiting, key=lambda row_id: fit[row_id].get("dose", 1)) or sorted(fit)
        return chosen[0] if chosen else next(self.spare)

    def change(self) -> Change:
        """Return the bookings that changed and came."""
        change = Change()
        old = list(self.before)
        after = BOOKINGS.frame({"id": row_id, **self.rows[row_id]} for row_id in old)
        change.update(BOOKINGS, self.known.bookings.loc[old], after)
        fresh = [row_id for row_id in self.rows if row_id not in self.before]
        change.insert(BOOKINGS, BOOKINGS.frame({"id": row_id, **self.rows[row_id]} for row_id in fresh))
        return change


def _list_rows(file: ListFile, list_id: str, landings: Sequence[Landing], new_ids: NewIds) -> pd.DataFrame:
    ids = new_ids(LIST_ROWS, len(landings))
    return LIST_ROWS.frame(
        {
            "id": row_id,
            "list": list_id,
            "sheet": row["sheet"] or None,
            "row": row["row"],
            "citizen": landing.citizen,
            "bucket": landing.bucket,
            "why": landing.why,
        }
        for row_id, row, landing in zip(ids, file.records, landings, strict=True)
    )


def _problem(file: ListFile, row: Clean, landing: Landing) -> Problem:
    source = f"{file.name}, række {row['row']}"
    message = f"{source}: {landing.why} Tiden er ikke brugt. Ret rækken, eller skriv tiden på arket Booking."
    return Problem(ReviewKind.BOOKING, message, BOOKINGS.name, landing.booking or "", source=source)


def _message(file: ListFile, told: str, landings: Sequence[Landing], problems: int) -> list[str]:
    said = [f"{file.kind.list_kind}: {counted(len(landings), 'række', 'rækker')} fra “{file.name}”. {told}."]
    if any(landing.bucket is Bucket.TIME for landing in landings):
        said.append("Tryk på Lav ringeliste, så kommer de, der skal have tiden at vide, på listen.")
    if problems:
        said.append(f"{counted(problems, 'ting venter', 'ting venter')} på arket Til vurdering.")
    return said
