"""An office in memory that books: people on a list, the answers they gave, and presses on it."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

import pandas as pd

from macros.commands.bookings import make_booking_list
from macros.desk import Desk
from macros.door import Outcome
from macros.press import press
from tests.letterhead import LETTERHEAD
from workbook.book import MemoryBook, next_ids
from workbook.change import Change, Row, records
from workbook.journal.checkpoint import checkpoint_rows
from workbook.starting import starting_tables
from workbook.tables import BOOKINGS, CALL_SHEET, CALLS, CITIZENS, LIST_ROWS, LISTS, RIDES, SITES, TABLES

TODAY = date(2021, 4, 20)
HELP, HOME, ALONE, NO = (
    "Ja, vil have hjælp til booking",
    "Kan ikke sidde: vaccineres hjemme",
    "Ja, booker selv",
    "Ønsker ikke vaccination",
)
TOLD = "Tiden er meddelt"
HALL = {"id": "ST-0001", "name": "Hallen", "address": "Parkvej 1", "open_from": time(8), "open_to": time(16)}


class Office:
    """A workbook in memory with `people` on SSI's newest list; each tells what is different about one citizen."""

    def __init__(self, *people: Row, today: date = TODAY, **settings: object) -> None:
        tables = {table.name: table.frame() for table in TABLES} | starting_tables(**{**LETTERHEAD, **settings})
        usual = {"postcode": "2635", "city": "Ishøj"}
        citizens = [
            {
                "id": f"B-{at:04d}",
                "name": f"Navn {at}",
                "cpr": f"{at:02d}02401234",
                "address": f"Engvej {at}",
                "phone": f"6812{at:04d}",
                **usual,
                **person,
            }
            for at, person in enumerate(people, start=1)
        ]
        tables[CITIZENS.name] = CITIZENS.frame(citizens)
        tables[LISTS.name] = LISTS.frame([{"id": "L-0001", "kind": "SSI: ikke reageret", "extracted_on": TODAY}])
        tables[LIST_ROWS.name] = LIST_ROWS.frame(
            {"id": f"LR-{at:04d}", "list": "L-0001", "citizen": one["id"]} for at, one in enumerate(citizens, start=1)
        )
        tables[SITES.name] = SITES.frame([HALL])
        self.book = MemoryBook(**{**tables, "checkpoint": checkpoint_rows(tables)})
        self.now = datetime.combine(today, time(9))

    def press(self, name: str, **answers: str) -> Outcome:
        """Press a button, and expect no error."""
        outcome = press(name, self.book, now=self.now, user="ABC", answers=answers)
        assert outcome.code == 0, outcome.message
        return outcome

    def answer(self, citizen: str, outcome: str, **said: object) -> Outcome:
        """Type an answer on Ringeliste, and press Gem svar."""
        row_id = next_ids(CALL_SHEET, self.book.read(CALL_SHEET).index, 1)[0]
        self.add(CALL_SHEET, {"id": row_id, "citizen": citizen, "outcome": outcome, **said})
        return self.press("take-answers")

    def add(self, table, *rows: Row) -> None:
        """Type rows on a sheet."""
        change = Change()
        change.insert(table, table.frame(rows))
        assert self.book.apply(change) == []

    def type(self, row_id: str, table=BOOKINGS, **cells: Any) -> None:
        """Type cells on a row; None makes a cell blank."""
        before = self.book.read(table).loc[[row_id]]
        change = Change()
        change.update(table, before, before.assign(**{name: [value] for name, value in cells.items()}))
        assert self.book.apply(change) == []

    def later(self, days: int) -> None:
        """Let days go by."""
        self.now = datetime.combine(date.fromordinal(self.now.toordinal() + days), self.now.time())

    def papers(self) -> dict[str, bytes]:
        """Return the files that Bookingliste would make, by the end of their name."""
        change = make_booking_list(Desk(self.book, self.now, "ABC"))
        assert isinstance(change, Change)
        return {file.path.rpartition(".")[2]: file.content for file in change.files}

    @property
    def bookings(self) -> dict[str, Row]:
        """Return the rows of Booking."""
        return records(self.book.read(BOOKINGS))

    def told(self, *names: str) -> list[tuple[object, ...]]:
        """Return these columns of Booking's rows, their ids first."""
        return [(row_id, *(row.get(name) for name in names)) for row_id, row in self.bookings.items()]

    def person(self, citizen: str = "B-0001") -> Row:
        """Return a row of Borgere."""
        return records(self.book.read(CITIZENS))[citizen]

    def promised(self) -> dict[str, time]:
        """Return what stands in Lovet kl. on Kørsel, by row id."""
        return {row_id: row["promised"] for row_id, row in records(self.book.read(RIDES)).items() if "promised" in row}

    def calls(self) -> pd.DataFrame:
        """Return Opkald."""
        return self.book.read(CALLS)
