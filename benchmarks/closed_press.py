"""How long presses on a closed workbook take beside a script with openpyxl, for 20,000 citizens or as many as told.

    uv run python benchmarks/closed_press.py [citizens]

Each row is one press in a process of its own, file to file. Ours is read back, compared and synced; openpyxl's is not.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from itertools import product
from pathlib import Path

import pandas as pd
from openpyxl import load_workbook

from workbook.book_file import FileBook
from workbook.build import build
from workbook.change import Change
from workbook.tables import CITIZENS

RIBBON = '<customUI xmlns="http://schemas.microsoft.com/office/2009/07/customui"/>'


def register(people: int) -> pd.DataFrame:
    """Return made-up citizens; half of the columns are filled."""
    return CITIZENS.frame(
        {
            "id": f"B-{at:05d}",
            "cpr": f"{at:010d}",
            "name": f"Fornavn {at} Efternavn",
            "address": f"Vejen {at}",
            "postcode": "2635",
            "city": "Ishøj",
            "phone": f"{at:08d}",
            "services": "Personlig pleje",
            "target_group": at % 12,
            "invited_on": date(2021, 3, 1),
            "language": "Dansk",
            "state": "Ringes op",
            "answer": "Ønsker ikke",
            "answered_on": date(2021, 4, 1),
            "next_step": "Ring",
            "why_now": "Har ikke reageret",
            "first_list": "L-0001",
            "household": f"H-{at}",
        }
        for at in range(1, people + 1)
    )


def three_columns(now: pd.DataFrame) -> Change:
    """Change three columns in every row."""
    change, after = Change(), now.copy()
    for name, value in (("state", "Booket"), ("why_now", "Har fået en tid"), ("next_on", date(2021, 5, 1))):
        after[name] = [value] * len(now)
    change.update(CITIZENS, now, after)
    return change


def one_cell(now: pd.DataFrame) -> Change:
    """Change one cell."""
    change, after = Change(), now.copy()
    after.loc[now.index[-1], "note"] = "Ring efter kl. 10"
    change.update(CITIZENS, now, after)
    return change


def half_go_and_as_many_come(now: pd.DataFrame) -> Change:
    """Delete every other row and put as many new ones in."""
    change, old = Change(), now.iloc[::2]
    change.delete(CITIZENS, old)
    change.insert(CITIZENS, old.set_axis([f"{row_id}9" for row_id in old.index]))
    return change


PRESSES = {press.__name__: press for press in (one_cell, three_columns, half_go_and_as_many_come)}


def by_ringbind(path: Path, name: str) -> None:
    """Press through our wall: read back, compared and synced before it takes the old file's place."""
    with FileBook(path) as book:
        book.apply(PRESSES[name](book.read(CITIZENS)))
        book.save()


def by_openpyxl(path: Path, name: str) -> None:
    """Do the same to the cells as a script with openpyxl does: load all, set, save over the file, compare nothing."""
    book = load_workbook(path, keep_vba=True)
    sheet = book[CITIZENS.sheet]
    headings = next(row for row in sheet.iter_rows(max_row=5) if row[0].value == CITIZENS.id_label)
    at = {str(cell.value): column for column, cell in enumerate(headings, start=1)}
    first, last = int(headings[0].row or 0) + 1, sheet.max_row
    if name == "one_cell":
        sheet.cell(last, at["Notat"], "Ring efter kl. 10")
    elif name == "three_columns":
        for row in range(first, last + 1):
            for label, value in (("Tilstand", "Booket"), ("Ringes fordi", "Har fået en tid")):
                sheet.cell(row, at[label], value)
            sheet.cell(row, at["Næste dato"], datetime(2021, 5, 1))
    else:
        rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=first)]
        fresh = [[f"{row[0]}9", *row[1:]] for row in rows[::2]]
        for place, cells in enumerate(rows[1::2] + fresh, start=first):
            for column, cell in enumerate(cells, start=1):
                sheet.cell(place, column).value = cell
    book.save(path)


WAYS: dict[str, Callable[[Path, str], None]] = {"ringbind": by_ringbind, "openpyxl": by_openpyxl}


def press(path: Path, way: str, name: str) -> None:
    """Press once; print seconds, CPU seconds, this process's peak memory, and whether the ribbon is still tied in."""
    clock, cpu = time.perf_counter(), time.process_time()
    WAYS[way](path, name)
    seconds, cpu = time.perf_counter() - clock, time.process_time() - cpu
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    with zipfile.ZipFile(path) as book:
        ribbon = "kept" if b"2007/relationships/ui/extensibility" in book.read("_rels/.rels") else "lost"
    print(f"{name:26}{way:10}{seconds:9.1f}{cpu:9.1f}{peak:9.0f}  {ribbon}", flush=True)


def main(people: int) -> None:
    """Build the workbook and let each way do every press on a copy, each in a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "Ringbind.xlsm")
        content = build({"citizens": register(people)}, [], {}, RIBBON, {}, created=datetime(2021, 4, 20))
        print(f"{people} citizens x {len(CITIZENS.columns)} columns, {len(content) / 1e6:.1f} MB")
        print(f"{'press':26}{'way':10}{'seconds':>9}{'CPU s':>9}{'peak MB':>9}  ribbon", flush=True)
        for name, way in product(PRESSES, WAYS):
            path.write_bytes(content)
            subprocess.run([sys.executable, __file__, str(path), way, name], check=True)  # noqa: S603  this very file


if __name__ == "__main__":
    if sys.argv[2:]:
        press(Path(sys.argv[1]), sys.argv[2], sys.argv[3])
    else:
        main(int(sys.argv[1]) if sys.argv[1:] else 20_000)
