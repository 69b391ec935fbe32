"""An office in memory that proofs and sends letters: tables by name, changed as presses would change them."""

from __future__ import annotations

from datetime import date, datetime, time
from pathlib import Path

import pandas as pd

from tests.pictures import rows
from workbook.book import next_ids
from workbook.change import Change, OutFile, records, settle
from workbook.letters.files import template_folders
from workbook.letters.overdue import overdue
from workbook.letters.pile import TO_CITIZENS
from workbook.letters.proof import ALL, make_proof
from workbook.letters.sending import send_letters
from workbook.problems import Ask
from workbook.settings import Settings
from workbook.tables import BOOKINGS, BY_NAME, CITIZENS, LETTERS_READY, LETTERS_SENT, RELATIVES, RIDES, SITES

TODAY = date(2021, 4, 20)
SETTINGS = Settings(
    municipality="Ishøj Kommune",
    department="Center for Voksne og Velfærd",
    office_address="Rådhusvej 1",
    office_city="2635 Ishøj",
    office_phone="00 00 00 00",
    office_email="vaccination@kommunen.example",
    booking_phone="00 00 00 10",
    dpo="dpo@kommunen.example",
    ends_on=date(2021, 8, 31),
)
NAMES = ({"name": "Bo Ek"}, {"name": "Ib Ask"}, {"name": "Eva Lund"}, {"name": "Åse Dam"})
HOME = {"address": "Engvej 3", "postcode": "2635", "city": "Ishøj"}


def people(*records, state="Ikke truffet"):
    """Return citizens who could not be reached; each record tells what is different about one."""
    usual = {
        "name": "Åse Sørensen",
        "address": "Vejlebrovej 45, 3. th.",
        "postcode": "2635",
        "city": "Ishøj",
        "cpr_kind": "Almindeligt",
    }
    return CITIZENS.frame(
        {"id": f"B-{number:04d}", "state": state, **usual, **record} for number, record in enumerate(records, start=1)
    )


def relatives(*records):
    return RELATIVES.frame(
        {"id": f"P-{number:04d}", "citizen": "B-0001", "name": f"Pårørende {number}", **HOME, **record}
        for number, record in enumerate(records, start=1)
    )


class Office:
    """Tables, the day, who is at the machine; `templates` stand before ours."""

    def __init__(self, *, settings: Settings = SETTINGS, today: date = TODAY, templates: Path | None = None, **tables):
        self.tables: dict[str, pd.DataFrame] = tables
        self.settings, self.today, self.user = settings, today, "ABC"
        self.files: list[OutFile] = []
        self.templates = [*([templates] if templates else []), *template_folders()]

    def read(self, table):
        return self.tables.get(table.name, table.frame())

    def proof(self, answer: str | None = ALL) -> Change:
        """Make a proof of all kinds of letters."""
        change = self.ask(answer)
        assert isinstance(change, Change)
        return self.put(change)

    def ask(self, answer: str | None = None) -> Change | Ask:
        now = datetime.combine(self.today, time(10, 0))
        return make_proof(self.read, self.settings, self.templates, Path(), now, self.user, self.new_ids, answer)

    def send(self, kinds=TO_CITIZENS) -> Change:
        """Send what was proofed."""
        return self.put(
            send_letters(self.read, self.settings, self.templates, Path(), self.today, self.user, self.new_ids, kinds)
        )

    def take_off(self) -> Change:
        """Let any press take off the pile what must not be sent."""
        return self.put(overdue(self.read, self.settings, self.today))

    def put(self, change: Change) -> Change:
        for name, part in change.tables.items():
            table = BY_NAME[name]
            self.tables[name], conflicts = settle(table, self.read(table), part)
            assert conflicts == []
        self.files += change.files
        return change

    def new_ids(self, table, count):
        return next_ids(table, self.read(table).index, count)

    def type(self, table, row_id, **cells):
        """Let a person change cells of a row."""
        frame = self.read(table).copy()
        for name, value in cells.items():
            frame.loc[row_id, name] = value
        self.tables[table.name] = frame

    def sort(self, table, ids):
        self.tables[table.name] = self.read(table).loc[list(ids)]

    @property
    def ready(self):
        return records(self.read(LETTERS_READY))

    @property
    def sent(self):
        return records(self.read(LETTERS_SENT))


def with_time(**more):
    """Return an office in which Bo Ek has a time, and a ride to it."""
    return Office(
        citizens=people({"name": "Bo Ek"}, state="Har tid"),
        bookings=rows(
            BOOKINGS,
            "id      citizen  dose  site            date        time   state",
            "T-0001  B-0001   1     Brøndby Hallen  2021-05-04  10:30  Tid fået",
        ),
        sites=rows(
            SITES, "id  name  address  postcode  city", "ST-0001  Brøndby Hallen  Brøndby Stadion 10  2605  Brøndby"
        ),
        rides=rows(RIDES, "id  citizen  leg  date  promised", "K-0001  B-0001  Ud  2021-05-04  09:50"),
        **more,
    )
