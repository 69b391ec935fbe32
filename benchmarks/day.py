"""The demo's day for 138, 2,000 and 20,000 people: seconds per press and peak memory, beside an analyst's own script.

    PEERS=/path/to/python OFFICE/bin/python -m benchmarks.day [people …]

OFFICE has what an office has and no more, as the script's Python has (pandas loads pyarrow wherever it is):
    uv venv -p 3.11 OFFICE; uv pip install --python OFFICE/bin/python --require-hashes -r requirements.lock
    uv venv -p 3.11 PEERS; uv pip install --python PEERS/bin/python pandas openpyxl docxtpl

Every step is a process of its own, as at an office: `ringbind BUTTON` on a closed workbook, and the same step by
`benchmarks/peers/day.py` (pandas, openpyxl, docxtpl and LibreOffice; run by the Python that PEERS names) on a workbook
like ours, with its papers as PDF too. CPU seconds, starting Python included. What the script does not do is said beside
it: it keeps no journal, no checkpoint, no copies, no undo, asks about nobody, matches by CPR number only, knows no
relatives, bookings or rides, and loses the workbook's charts. Rides are measured in benchmarks/rides.py.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from pathlib import Path
from random import Random

import pandas as pd
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.cell_range import CellRange

from workbook.book_file import FileBook
from workbook.change import Change
from workbook.schema import Table
from workbook.settings import Settings, names, unfilled
from workbook.tables import CALL_SHEET, LOOKUPS, SETTINGS

PEOPLE = (138, 2_000, 20_000)
TODAY = date(2021, 4, 20)
PEERS = os.environ.get("PEERS", sys.executable)
PEER = Path(__file__).with_name("peers") / "day.py"
ANSWERS = ("Ikke svar", "Ja, booker selv", "Ønsker ikke vaccination", "Uafklaret", "Optaget")
LISTED_FIRST = 9
"""Every ninth person has no phone, and gets a letter."""

STEPS: tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...] = (
    ("import: SSI's list, match", ("import-list", "SSI ikke reageret 2021-04-20.csv"), ("ssi", "ssi.csv")),
    ("import: case export", ("import-list", "export.xlsx"), ("import", "export.xlsx")),
    ("import: contacts", ("import-list", "contacts.xlsx"), ("contacts", "contacts.xlsx")),
    ("call sheet", ("call-sheet",), ("calls",)),
    ("answers", ("take-answers",), ("answers",)),
    ("call sheet again", ("call-sheet",), ("calls",)),
    ("call sheet on paper", ("print-calls",), ("print",)),
    ("look-ups", ("lookups",), ()),
    ("look-ups taken over", ("lookups",), ()),
    ("letters: proof", ("proof",), ()),
    ("letters", ("citizen-letters",), ("letters",)),
    ("overview", ("update-summary",), ("overview",)),
    ("status note", ("status-note",), ("note",)),
)
"""Each step's name, the button with its file, and the script's word with its file."""


def write_lists(folder: Path, people: int) -> None:
    """Write the three files an office would receive; everybody is on SSI's list, a fourth was rung before."""
    dice = Random(people)  # noqa: S311  made-up people
    born = [date(1930, 1, 2) + timedelta(days=dice.randrange(14_000)) for _ in range(people)]
    numbers = [f"{day:%d%m%y}-{1000 + at % 3000}" for at, day in enumerate(born)]
    names = [
        f"{dice.choice(('Ada', 'Bo', 'Eva', 'Ib', 'Ole'))} {dice.choice(('Lund', 'Beck'))}{at}" for at in range(people)
    ]
    phones = ["" if at % LISTED_FIRST == 0 else f"{20_000_000 + at}" for at in range(people)]
    export = Workbook(write_only=True)
    sheet = export.create_sheet("Borgere")
    sheet.append(["CPR-nr.", "Navn", "Adresse", "Postnr.", "By", "Telefon", "Indsatser", "Sprog", "Målgruppe"])
    for at in range(people):
        home = (f"Engvej {at}", "2635", "Ishøj")
        sheet.append([numbers[at], names[at], *home, phones[at], "Praktisk hjælp", None, str(7 + at % 3)])
    export.save(folder / "export.xlsx")
    contacts = Workbook(write_only=True)
    sheet = contacts.create_sheet("Ark1")
    sheet.append(["Navn", "CPR", "Telefon", "Dato for kontakt", "Ringet af", "Svar"])
    for at in range(0, people, 4):
        answer = dice.choice(("ønsker ikke", "ikke svar", "uafklaret"))
        sheet.append([names[at], numbers[at], phones[at], "12-04-2021", "MHN", answer])
    contacts.save(folder / "contacts.xlsx")
    lines = [f"{numbers[at]};{names[at]};{7 + at % 3};01-03-2021" for at in range(people)]
    text = "\r\n".join(["CPR;Navn;Målgruppe;Invitationsdato", *lines, ""])
    for name in ("SSI ikke reageret 2021-04-20.csv", "ssi.csv"):
        (folder / name).write_text(text, "utf-8-sig", newline="")


def run(command: Sequence[str]) -> tuple[float, float]:
    """Run a command under a process that watches it; return CPU seconds and MB of the largest process."""
    watcher = (
        "import json, resource, subprocess, sys\n"
        "code = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL).returncode\n"
        "used = resource.getrusage(resource.RUSAGE_CHILDREN)\n"
        "print(json.dumps([code, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024]))"
    )
    words = [sys.executable, "-c", watcher, *command]
    done = subprocess.run(words, capture_output=True, text=True, check=True)  # noqa: S603  the ways that are measured
    code, cpu, peak = json.loads(done.stdout)
    if code:
        sys.exit(f"{' '.join(command)} failed: {done.stderr}")
    return cpu, peak


def our_day(folder: Path) -> Callable[[tuple[str, ...]], tuple[float, float]]:
    """Make an office and return what presses a button in it."""
    office = folder / "kontor"
    run([sys.executable, "-m", "macros", "new", str(office)])
    _type(office / "Ringbind.xlsm", SETTINGS, _settled_in)

    def press(words: tuple[str, ...]) -> tuple[float, float]:
        workbook = office / "Ringbind.xlsm"
        if words[0] == "take-answers":
            _type(workbook, CALL_SHEET, _answered)
        if words[0] == "lookups":
            _type(workbook, LOOKUPS, lambda rows: rows.assign(not_found="Ja"))
        given = [str(folder / word) for word in words[1:]]
        return run([sys.executable, "-m", "macros", words[0], str(workbook), *given, f"--today={TODAY}", "--user=MHN"])

    return press


def _settled_in(rows: pd.DataFrame) -> pd.DataFrame:
    """Return Indstillinger with what letters tell about the office, as staff fill it in first of all."""
    filled = dict.fromkeys(unfilled(Settings()), "Prøve") | {names()["ends_on"]: "31-08-2021"}
    return rows.assign(value=[filled.get(name, value) for name, value in zip(rows["name"], rows["value"], strict=True)])


def _answered(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the call sheet with the answers in turn."""
    return rows.assign(outcome=[ANSWERS[at % len(ANSWERS)] for at in range(len(rows))])


def _type(workbook: Path, table: Table, typed: Callable[[pd.DataFrame], pd.DataFrame]) -> None:
    """Type on a closed workbook what people would."""
    with FileBook(workbook) as book:
        before, change = book.read(table), Change()
        change.update(table, before, typed(before).astype(object))
        book.apply(change)
        book.save()


def their_day(folder: Path) -> Callable[[tuple[str, ...]], tuple[float, float]]:
    """Return what runs a step of the script."""
    place = folder / "script"
    run([sys.executable, "-m", "macros", "new", str(place)])
    run([PEERS, "-c", "import docxtpl, openpyxl, pandas"])  # and their byte code is there

    def step(words: tuple[str, ...]) -> tuple[float, float]:
        if words[0] == "answers":
            _type_theirs(place / "Ringbind.xlsm")
        return run([PEERS, str(PEER), words[0], str(place), *(str(folder / word) for word in words[1:])])

    return step


def _type_theirs(path: Path) -> None:
    book = load_workbook(path, keep_vba=True)
    sheet = book["Ringeliste"]
    area = CellRange(next(iter(sheet.tables.values())).ref)
    column = next(cell.column for cell in sheet[area.min_row] if cell.value == "Svar")
    for at, row in enumerate(range(area.min_row + 1, area.max_row + 1)):
        sheet.cell(row, column, ANSWERS[at % len(ANSWERS)])
    book.save(path)


def compare(people: int) -> None:
    """Print a row for each step and one for all that both do."""
    print(f"\n{people} people{'':20}{'CPU s':>8}{'MB':>6}   {'script':>8}{'MB':>6}{'ratio':>8}", flush=True)
    total = [0.0, 0.0]
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        write_lists(folder, people)
        press, step = our_day(folder), their_day(folder)
        for name, button, word in STEPS:
            ours, our_peak = press(button)
            theirs, their_peak = step(word) if word else (0.0, 0.0)
            total = [total[0] + ours, total[1] + theirs] if word else total
            beside = f"{theirs:>8.2f}{their_peak:>6.0f}{theirs / ours:>8.1f}" if word else f"{'–':>8}"
            print(f"  {name:30}{ours:>8.2f}{our_peak:>6.0f}   {beside}", flush=True)
    ours, theirs = total
    print(f"  {'all that both do':30}{ours:>8.2f}{'':6}   {theirs:>8.2f}{'':6}{theirs / ours:>8.1f}", flush=True)


if __name__ == "__main__":
    for number in [int(word) for word in sys.argv[1:]] or PEOPLE:
        compare(number)
