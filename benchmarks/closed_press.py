"""How long presses on a closed workbook take, for 20,000 citizens or as many as are told.

    uv run python -m benchmarks.closed_press [citizens]

Each row is one press in a process of its own: open, read, decide, apply, save (written, read back, compared, synced).
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from datetime import date, datetime
from itertools import pairwise
from pathlib import Path

import pandas as pd

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


def press(path: Path, name: str) -> None:
    """Press once and print how long each step took, in seconds."""
    marks = [time.perf_counter()]
    with FileBook(path) as book:
        now = book.read(CITIZENS)
        marks.append(time.perf_counter())
        book.apply(PRESSES[name](now))
        marks.append(time.perf_counter())
        book.save()
        marks.append(time.perf_counter())
    steps = (f"{later - earlier:7.2f}" for earlier, later in pairwise(marks))
    print(f"{name:26}", *steps, f"{marks[-1] - marks[0]:7.2f}", flush=True)


def main(people: int) -> None:
    """Build the workbook and run every press on a copy."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "Ringbind.xlsm")
        content = build({"citizens": register(people)}, [], {}, RIBBON, {}, created=datetime(2021, 4, 20))
        print(f"{people} citizens x {len(CITIZENS.columns)} columns, {len(content) / 1e6:.1f} MB; seconds:")
        print(f"{'press':26}", *(f"{step:>7}" for step in ("read", "decide", "save", "in all")), flush=True)
        for name in PRESSES:
            path.write_bytes(content)
            subprocess.run([sys.executable, "-m", "benchmarks.closed_press", str(path), name], check=True)  # noqa: S603  this very file


if __name__ == "__main__":
    if sys.argv[2:]:
        press(Path(sys.argv[1]), sys.argv[2])
    else:
        main(int(sys.argv[1]) if sys.argv[1:] else 20_000)
