"""Calls for 2,000, 20,000 and 200,000 people with 5 attempts each: the next steps, a call sheet, answers taken back.

    uv run python -m benchmarks.calls [people …]

In memory first, one process for each number of people: CPU seconds, the process's peak memory, and the exponent by
which the time grows from the number before (1 is linear). Then whole presses on a closed workbook, file to file.
"""

from __future__ import annotations

import gc
import itertools
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from math import log
from pathlib import Path
from random import Random
from typing import Any

import pandas as pd

from macros.office import new_workbook
from macros.press import press
from workbook.book import MemoryBook, ids_ever, next_ids
from workbook.book_file import FileBook
from workbook.calls.answers import take_answers
from workbook.calls.refresh import refreshed
from workbook.calls.sheet import call_sheet
from workbook.change import Change
from workbook.schema import Table
from workbook.settings import Settings
from workbook.starting import starting_tables
from workbook.tables import CALL_SHEET, CALLS, CITIZENS, LIST_ROWS, LISTS, OUTCOMES
from workbook.words import Language

NOW = datetime(2021, 4, 20, 9, 30)
PEOPLE, MOST_ON_FILE = (2_000, 20_000, 200_000), 20_000
ATTEMPTS = 5


def office(people: int) -> dict[str, pd.DataFrame]:
    """Return the tables of an office whose people were all tried five times; seven in ten are still to be rung."""
    chance = Random(people)  # noqa: S311  no secrets
    start = starting_tables(calls_per_caller=people)
    texts = start[OUTCOMES.name]["text"].tolist()
    last = ["Optaget"] * 7 + texts[:17]
    ids = [f"B-{at:06d}" for at in range(1, people + 1)]
    citizens = CITIZENS.frame(
        {
            "id": who,
            "cpr": f"{at:010d}",
            "name": f"Fornavn {at} Efternavn",
            "address": f"Vejen {at // 2}",
            "postcode": "2635",
            "city": "Ishøj",
            "phone": f"{20_000_000 + at - at % 3}",
            "target_group": at % 12,
            "invited_on": date(2021, 3, 1),
            "language": chance.choice([Language.DANISH, Language.DANISH, Language.TURKISH]),
        }
        for at, who in enumerate(ids)
    )
    calls = CALLS.frame(
        {
            "id": f"O-{at * ATTEMPTS + turn:07d}",
            "citizen": who,
            "direction": "Ud",
            "date": date(2021, 4, 1) + timedelta(days=turn),
            "caller": "AB",
            "outcome": "Optaget" if turn < ATTEMPTS - 1 else chance.choice(last),
        }
        for at, who in enumerate(ids)
        for turn in range(ATTEMPTS)
    )
    lists = LISTS.frame([{"id": "L-0001", "kind": "SSI: ikke reageret", "extracted_on": NOW.date()}])
    rows = LIST_ROWS.frame({"id": f"LR-{at}", "list": "L-0001", "citizen": who} for at, who in enumerate(ids))
    return start | {"citizens": citizens, "calls": calls, "lists": lists, "list_rows": rows}


def answered(sheet: pd.DataFrame) -> pd.DataFrame:
    """Return the sheet with an answer on every other row."""
    codes = itertools.cycle(["1", "2", "8", "9", "13", "14"])
    typed = [next(codes) if at % 2 else None for at in range(len(sheet))]
    return sheet.assign(outcome=pd.Series(typed, sheet.index, dtype=object))


def measured(name: str, work: Callable[[], Any]) -> Any:
    """Do the work and print a line of its name, CPU seconds and the process's peak memory in MB."""
    begun = time.process_time()
    done = work()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{name};{time.process_time() - begun:.3f};{peak:.0f}", flush=True)
    return done


def in_memory(people: int) -> None:
    """Let each step of the calls run once for so many people, without Python's search for cycles, as in a press."""
    gc.disable()
    tables = office(people)
    book, settings = MemoryBook(**tables), Settings(calls_per_caller=people)

    def new_ids(table: Table, count: int) -> list[str]:
        return next_ids(table, [*book.read(table).index, *ids_ever(table, book.read)], count)

    listed = tables["citizens"].assign(first_list="L-0001", latest_list="L-0001")
    citizens = measured("next steps", lambda: refreshed(listed, book.read, "L-0001", settings, NOW.date()))
    book.apply(measured("call sheet", lambda: call_sheet(citizens, book.read, settings, NOW, new_ids)))
    sheet, change = book.read(CALL_SHEET), Change()
    change.update(CALL_SHEET, sheet, answered(sheet))
    book.apply(change)
    measured("answers", lambda: take_answers(book.read, (), NOW, "AB", new_ids))


def on_file(people: int) -> None:
    """Press Lav ringeliste and Gem svar on a closed workbook, with half of the sheet answered in between."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "Ringbind.xlsm")
        path.write_bytes(new_workbook(office(people), NOW))
        measured("closed: call sheet", lambda: _press(path, "call-sheet"))
        with FileBook(path) as book:
            sheet, change = book.read(CALL_SHEET), Change()
            change.update(CALL_SHEET, sheet, answered(sheet))
            book.apply(change)
            book.save()
        measured("closed: answers", lambda: _press(path, "take-answers"))


def _press(path: Path, button: str) -> None:
    with FileBook(path) as book:
        told = press(button, book, now=NOW, user="AB")
    if told.code:
        sys.exit(told.message)


def main(numbers: Sequence[int]) -> None:
    """Measure each number of people in processes of their own; print a row for each step."""
    print(f"{'step':22}{'people':>9}{'CPU s':>9}{'peak MB':>9}{'growth':>8}", flush=True)
    before: dict[str, tuple[int, float]] = {}
    for where, people in [("memory", n) for n in numbers] + [("file", n) for n in numbers if n <= MOST_ON_FILE]:
        words = [sys.executable, "-m", "benchmarks.calls", where, str(people)]
        done = subprocess.run(words, check=True, capture_output=True, text=True)  # noqa: S603  this very file
        for name, seconds, peak in (line.split(";") for line in done.stdout.splitlines()):
            last = before.get(name)
            growth = f"{log(float(seconds) / last[1]) / log(people / last[0]):.2f}" if last else ""
            print(f"{name:22}{people:>9}{float(seconds):>9.2f}{peak:>9}{growth:>8}", flush=True)
            before[name] = people, float(seconds)


if __name__ == "__main__":
    if sys.argv[1:2] in (["memory"], ["file"]):
        {"memory": in_memory, "file": on_file}[sys.argv[1]](int(sys.argv[2]))
    else:
        main([int(word) for word in sys.argv[1:]] or PEOPLE)
