"""One working day of a made-up Ishøj, 20 April 2021, from SSI's list to letters; its figures are the memo's."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pandas as pd

from macros.demo import bookings, transport
from macros.demo.files import write_lists
from macros.demo.outside import NEIGHBOURS, SSI_AREA, outside
from macros.demo.world import GROUPS, STAFF, TODAY, ishoej
from macros.door import Outcome
from macros.office import new_office
from macros.press import press
from macros.terminal import Terminal
from workbook.book import Book
from workbook.book_file import FileBook
from workbook.change import Change, Row, records
from workbook.problems import UserError
from workbook.starting import starting_tables
from workbook.summary import figures
from workbook.tables import CALL_SHEET, CITIZENS, COLLEAGUES, TABLES, TARGET_GROUPS

USER = "MHN"
FROM_FLIS = {7, 8, 9}
"""Target groups whose population the memo has from FLIS."""
MORNING = datetime.combine(TODAY, time(8, 0))

ANSWERS: tuple[dict[str, object], ...] = (
    *transport.answers(),
    {"outcome": "Ikke svar", "spoke_with": "Ingen"},
    {
        "outcome": "Ja, booker selv",
        "spoke_with": "Borgeren",
        "reason": "Teknik eller NemID",
        "books_by": "Booker selv",
        "transport": "Pårørende",
    },
    {
        "outcome": "Ring igen",
        "spoke_with": "Pårørende",
        "call_on": TODAY + timedelta(days=2),
        "call_at": time(10, 30),
        "relative": "Datteren, 00 00 00 11",
        "consent": "Ringe",
    },
    {"outcome": "Telefonsvarer, ingen besked", "spoke_with": "Ingen"},
    {
        "outcome": "Sprog: tolk eller pårørende nødvendig",
        "spoke_with": "Borgeren",
        "reason": "Forstod ikke dansk",
        "answer_language": "Tyrkisk",
    },
    *bookings.ANSWERS,
)
"""What callers type for people who had not answered before; nobody declines, so that the memo's 27 and 11 stand."""


def demo(folder: Path, terminal: Terminal) -> Outcome:
    """Make an office in `folder` and let its day run; returns the report. Raises FolderTaken and what presses tell."""
    day = _Day(folder, terminal)
    return Outcome(0, day.report(), day.files)


def free_folder(name: str = "Ringbind-demo") -> Path:
    """Return a folder of that name, or with a number behind it, that is not there yet."""
    names = (name if number == 1 else f"{name}-{number}" for number in itertools.count(1))
    return next(Path(free) for free in names if not Path(free).exists())


class _Day:
    """The day's presses, in order, each on the closed workbook as `ringbind` would press it."""

    def __init__(self, folder: Path, terminal: Terminal) -> None:
        self.folder = folder
        self.terminal = terminal
        self.told: list[tuple[str, str]] = []
        self.files: list[str] = []
        self._clock = itertools.count()
        self._salt = itertools.count(1)
        self.workbook = new_office(folder, MORNING, _first_rows())
        self._run()

    def _run(self) -> None:
        export, contacts, ssi = write_lists(ishoej(), self.folder / "Lister")
        for path in (export, contacts, ssi, export):
            self._press("import-list", file=str(path))
        self._press("call-sheet")
        self._type_answers()
        self._press("take-answers")
        with self._open() as book:
            bookings.type_kind(book)
        self._press("booking-list")
        self._press("call-sheet")
        self._press("print-calls")
        self._press("proof")
        self._press("citizen-letters")
        with self._open() as book:
            transport.type_times(book)
        self._press("plan-rides", day=transport.DAY.isoformat())
        self._press("driver-letters", day=transport.DAY.isoformat())
        self._press("escort-plan", day=transport.DAY.isoformat())
        self._press("check-templates")
        with self._open() as book:
            bookings.type_told(book)
        self._press("update-summary")
        self._press("status-note")

    @contextmanager
    def _open(self) -> Iterator[Book]:
        with FileBook(self.workbook, tell=self.terminal.tell) as book:
            yield book

    def _press(self, name: str, **answers: str) -> None:
        now = MORNING + timedelta(minutes=10 * next(self._clock))
        with self._open() as book:
            outcome = press(name, book, now=now, user=USER, answers=answers, salt=lambda: f"{next(self._salt):08x}")
        if outcome.code:
            raise UserError(outcome.message)
        self.told.append((f"{now:%H.%M}", outcome.message))
        self.files += outcome.files

    def _type_answers(self) -> None:
        """Type on the closed Ringeliste what callers would type in Excel."""
        with self._open() as book:
            sheet = book.read(CALL_SHEET)
            fresh = sheet[sheet["last_answer"].isna()]
            couple = bookings.of_one_home(fresh.iloc[len(ANSWERS) :], book.read(CITIZENS))
            rows = pd.concat([fresh.iloc[: len(ANSWERS)], couple])
            answered = zip(records(rows).items(), (*ANSWERS, *bookings.COUPLE), strict=True)
            typed = CALL_SHEET.frame({"id": row_id, **row, **answer} for (row_id, row), answer in answered)
            change = Change()
            change.update(CALL_SHEET, rows, typed)
            book.apply(change)
            book.save()

    def report(self) -> str:
        """Return the day in words: what each press told, the memo's table, and where everything lies."""
        with self._open() as book:
            found = figures({table.name: book.read(table) for table in TABLES}, TODAY)
        lines = [f"{at}  {message}" for at, message in self.told]
        listed = (
            f"  På SSI's liste står {found['not_reacted']} af {found['invited']} inviterede: "
            f"{found['list_declined']} ønsker ikke vaccination, og {found['list_undecided']} er uafklarede."
        )
        table = [_line(found, number) for number in (1, 2, 3, 7, 8, 9)]
        table += [_coverage(found, line) for line in (0, 1)]
        paths = [str(self.workbook), *(str(self.folder / file) for file in self.files)]
        return "\n".join(
            [*lines, "", "Overblik, som i notatet af 21. april 2021:", *table, listed, "", "Se selv:", *paths]
        )


def _line(found: dict[str, object], number: int) -> str:
    people, vaccinated = found[f"people_{number}"], _share(found, "vaccinated", number)
    not_reacted = _share(found, "not_reacted", number)
    return f"  Målgruppe {number}: {people:>5} borgere   vaccineret {vaccinated:<11}   ej reageret {not_reacted}"


def _coverage(found: dict[str, object], line: int) -> str:
    first, done = (f"{found[f'coverage_{name}_{line}']:.1%}" for name in ("first", "done"))
    shares = f"{first} og {done}".replace(".", ",").replace("%", " %")
    return f"  {found[f'coverage_area_{line}']}: 1. stik og færdigvaccineret {shares}"


def _share(found: dict[str, object], name: str, number: int) -> str:
    count, share = found[f"{name}_{number}"], found[f"{name}_share_{number}"]
    return f"{count} ({share:.0%})".replace("%", " %") if isinstance(share, float) else str(count)


def _first_rows() -> dict[str, pd.DataFrame]:
    """Return the first rows of the made-up office: letterhead, practice day, the memo's target groups, the figures."""
    tables = starting_tables(
        office="a11ce0de",
        municipality="Ishøj Kommune (opdigtet)",
        department="Center for Voksne og Velfærd",
        office_address="Eksempelvej 1",
        office_city="2635 Ishøj",
        office_phone="00 00 00 00",
        office_email="vaccination@kommunen.example",
        booking_phone="00 00 00 00",
        dpo="dpo@kommunen.example",
        budget=400_000,
        ends_on=date(2021, 8, 31),
        ssi_area=SSI_AREA,
        neighbours=", ".join(NEIGHBOURS),
        fixed_today=TODAY,
    )
    groups = records(tables[TARGET_GROUPS.name])
    tables[TARGET_GROUPS.name] = TARGET_GROUPS.frame(
        {"id": row_id, **row, **_known(row)} for row_id, row in groups.items()
    )
    callers = COLLEAGUES.frame(
        {"id": f"M-{at:04d}", "initials": initials, "name": name, "role": "ringer", "languages": languages}
        for at, (initials, name, languages) in enumerate(STAFF, start=1)
    )
    driving = transport.office_rows(len(callers))
    return {**tables, **outside(), **driving, COLLEAGUES.name: pd.concat([callers, driving[COLLEAGUES.name]])}


def _known(group: Row) -> Row:
    number = group["number"]
    if number not in GROUPS:
        return {}
    known = GROUPS[number]
    population = known.population if number in FROM_FLIS else None
    return {"invited": known.invited, "invited_on": known.invited_on, "population": population}
