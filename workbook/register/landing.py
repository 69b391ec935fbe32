"""Each row of the Region's answer on its booking: the time that it tells, or what became of the one it told before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from workbook.change import Change, Row, records
from workbook.folding import fold
from workbook.register.known import Clean, Known
from workbook.tables import BOOKINGS
from workbook.words import BookingState, Bucket

ENDED = {BookingState.CANCELLED, BookingState.MISSED, BookingState.DONE}
"""What may have become of a time, after which nothing is to come of it."""

_PAST = {BookingState.MISSED, BookingState.DONE}
_TIME = ("date", "time", "site")


class Landing(NamedTuple):
    """What became of a row: its bucket and why, whom it is about, the booking it landed on, and how that ended."""

    bucket: Bucket
    why: str
    citizen: str | None = None
    booking: str | None = None
    state: BookingState | None = None


class Desk:
    """The bookings as the rows of the file are put on them, one after the other."""

    def __init__(self, known: Known, sites: Mapping[str, str], today: date, spare: Sequence[str]) -> None:
        self.known, self.sites, self.today = known, sites, today
        self.before = records(known.bookings[[name for name in known.bookings if name in BOOKINGS.by_name]])
        self.rows: dict[str, Row] = {row_id: dict(row) for row_id, row in self.before.items()}
        self.told: dict[str, tuple[object, ...]] = {}
        self.spare = iter(spare)

    def land(self, row: Clean, *, unsure: bool) -> Landing:
        """Put a row's time on its booking, and say what became of it.

        `unsure` says that the row's nine digits are not surely a number without its zero.
        """
        citizen = self._whose(row, unsure=unsure)
        if isinstance(citizen, Landing):
            return citizen
        time = {name: value for name, value in self._time(row).items() if value is not None}
        if row["unreadable"]:
            return Landing(Bucket.REFUSED, f"Feltet “{row['unreadable'][0]}” kan ikke læses.", citizen)
        if row["booking_state"] in ENDED:
            return self._ended(row, citizen, time)
        return self._no_time(row, citizen, time) or self._on_booking(row, citizen, time)

    def _no_time(self, row: Clean, citizen: str, time: Row) -> Landing | None:
        """Return why a row tells no time that is to come; None where it does."""
        if "date" not in time and row["booking_state"] is BookingState.CHANGED:
            return Landing(Bucket.REFUSED, "Tiden er ændret, men den nye står der ikke.", citizen)
        if "date" not in time:
            return Landing(Bucket.KNOWN, "Der står ingen tid endnu.", citizen)
        return Landing(Bucket.REFUSED, "Dagen er gået.", citizen) if time["date"] < self.today else None

    def _whose(self, row: Clean, *, unsure: bool) -> str | Landing:
        """Return whose time it is: by our reference, else by the CPR number; the two may not differ."""
        by_number = self.known.by_cpr.get(row["cpr"] or "")
        mine = self.rows.get(row["booking"] or "", {}).get("citizen")
        if mine and row["cpr"] and by_number != mine:
            return Landing(Bucket.REFUSED, "Referencen og CPR-nummeret hører ikke til samme borger.")
        if unsure and not mine:
            return Landing(Bucket.REFUSED, "Det er ikke sikkert, at det er et nul, der mangler forrest i CPR-nummeret.")
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
        moved = row["booking_state"] is BookingState.CHANGED
        row_id = self._that_moved(row, citizen, time) if moved else self._which(row, citizen)
        booking = self.rows.get(row_id, {})
        if moved and not booking:
            return self._unseen(row, citizen)
        if booking.get("state") in ENDED:
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

    def _ended(self, row: Clean, citizen: str, time: Row) -> Landing:
        """Note on the booking that had the time what became of it."""
        state = row["booking_state"]
        row_id = self._that_had(row, citizen, time)
        booking = self.rows.get(row_id, {})
        if not booking:
            return self._unseen(row, citizen)
        if booking.get("state") == state:
            return Landing(Bucket.KNOWN, f"Booking {row_id} havde status “{state}” i forvejen.", citizen, row_id)
        if booking.get("state") in ENDED or row_id in self.told:
            return Landing(Bucket.REFUSED, f"Booking {row_id} har status “{booking.get('state')}”.", citizen, row_id)
        day = time.get("date", booking.get("date"))
        if state in _PAST and (day is None or day > self.today):
            return Landing(Bucket.REFUSED, f"Tiden kan ikke være “{state}” før dagen.", citizen, row_id)
        if booking.get("date", day) != day:
            return Landing(Bucket.REFUSED, f"Booking {row_id} har tid en anden dag.", citizen, row_id)
        self.told[row_id] = (state,)
        self.rows[row_id] = {**booking, "state": state}
        return Landing(Bucket.TIME, f"Booking {row_id} har nu status “{state}”.", citizen, row_id, state)

    def _unseen(self, row: Clean, citizen: str) -> Landing:
        return Landing(Bucket.REFUSED, f"Det er ikke til at se, hvilken tid der er “{row['booking_state']}”.", citizen)

    def _that_moved(self, row: Clean, citizen: str, time: Row) -> str:
        return self._that_had(row, citizen, time) or self._that_had(row, citizen, {})

    def _that_had(self, row: Clean, citizen: str, time: Row) -> str:
        """Return the booking that is named, or the only one that had the time; "" where there is none, or several."""
        if row["booking"] in self.rows:
            return str(row["booking"])
        mine = {row_id: cells for row_id, cells in self.before.items() if cells.get("citizen") == citizen}
        fit = {
            row_id: cells
            for row_id, cells in mine.items()
            if "date" in cells
            and time.get("date") in {None, cells["date"]}
            and row["dose"] in {None, cells.get("dose")}
        }
        found = [row_id for row_id in fit if fit[row_id].get("state") not in ENDED] or list(fit)
        return found[0] if len(found) == 1 else ""

    def _which(self, row: Clean, citizen: str) -> str:
        """Return the booking that a time is for: the one named, else the one that waits for it, else a new one."""
        if row["booking"] in self.rows:
            return str(row["booking"])
        mine = {
            row_id: cells
            for row_id, cells in self.rows.items()
            if cells.get("citizen") == citizen and cells.get("state") not in ENDED
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
