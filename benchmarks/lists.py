"""How long lists take: reading and cleaning beside pandas, the decision in memory, and the import on a closed workbook.

    uv run python -m benchmarks.lists [rows]

Each row is one piece of work in a process of its own; its peak memory counts the reading child too. The aims of issue 3
are in wall-clock seconds on a machine with nothing else to do; on a busy one the CPU seconds say more, and even
those grow by half. "closed" is the first press on a workbook just built (everyone is new to journal and checkpoint),
"tomorrow" the next list on the workbook as that press left it, "start" what the command line costs by itself.
"""

from __future__ import annotations

import csv
import gc
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import xlsxwriter

from macros.press import press
from workbook.book import MemoryBook, next_ids
from workbook.book_file import FileBook
from workbook.build import build
from workbook.lists.kinds import ListFile
from workbook.lists.recognise import open_list
from workbook.register.importing import import_file
from workbook.schema import Table
from workbook.starting import starting_tables
from workbook.tables import CITIZENS

TODAY = date(2021, 4, 20)
ROWS = 100_000
OFFICES = (2_000, 20_000)
RIBBON = '<customUI xmlns="http://schemas.microsoft.com/office/2009/07/customui"/>'
HEADINGS = (
    *("CPR-nr.", "Navn", "Adresse", "Postnr.", "By", "Telefon", "Mobil", "Indsatser", "Sprog", "Målgruppe"),
    *("1. stik", "Beskyttet"),
)


def people(count: int, first: int = 0) -> Iterator[tuple[Any, ...]]:
    """Yield made-up rows of the case system's export, spread evenly over days, names, roads and numbers."""
    day = date(1921, 1, 2)
    for at in range(first, first + count):
        spread = at * 2_654_435_761 % 2**32
        born, house = day + timedelta(days=spread % 30_000), spread // 13 % 120
        phones = (str(20_000_000 + spread * step % 79_999_999) for step in (1, 3))
        yield (
            *(f"{born:%d%m%y}-{spread // 7 % 10_000:04d}", f"{_name(spread // 11)}sen, {_name(spread // 97)}a"),
            *(f"{_name(spread // 5 % 900)}vej {house}, {spread % 5}. tv", "2635", "Ishøj"),
            *(f"{number[:2]} {number[2:4]} {number[4:6]} {number[6:]}" for number in phones),
            *("Personlig pleje; praktisk hjælp", "Dansk", str(at % 9 + 1), f"{day + timedelta(at % 90):%d-%m-2021}"),
            "Ja" if at % 50 == 0 else "",
        )


def _name(number: int) -> str:
    """Return one of 8,000 made-up words for a number."""
    syllables = re.findall("..", "balemirosutavenikodafeguhajulamoperisotu")
    return "".join(syllables[number // step % 20] for step in (1, 20, 400)).title()


def write_xlsx(path: Path, rows: Iterator[tuple[Any, ...]]) -> None:
    """Write the rows as texts, as a case system's export has them."""
    with xlsxwriter.Workbook(path, {"constant_memory": True, "strings_to_formulas": False}) as book:
        sheet = book.add_worksheet("Borgere")
        for at, row in enumerate((("Udtræk pr. 20-04-2021",), HEADINGS, *rows)):
            for place, cell in enumerate(row):
                sheet.write_string(at, place, cell)


def write_csv(path: Path, rows: Iterator[tuple[Any, ...]]) -> None:
    """Write the rows with semicolons."""
    with path.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out, delimiter=";").writerows((("Udtræk pr. 20-04-2021",), HEADINGS, *rows))


def ours(path: Path) -> int:
    """Read and clean with Ringbind: guarded, in a child process, counted twice."""
    file = open_list(path, TODAY)
    assert isinstance(file, ListFile)  # noqa: S101  for the reader of types
    return int(file.rows["cpr"].notna().sum())


def by_pandas(path: Path) -> int:
    """Read and clean as an analyst would write it, column by column, to the same values (`ours` gives them by row).

    Not done, and part of what `ours` takes: a guard and a child process against hostile files, a second count, finding
    the headings and what they mean, other spellings than this list's, cells with an error of the program's, services
    told in several rows, protection told in an address, and a reason for each cell that cannot be read.
    """
    if path.suffix == ".csv":
        frame = pd.read_csv(path, sep=";", skiprows=1, dtype=str, keep_default_na=False)
    else:
        frame = pd.read_excel(path, engine="openpyxl", header=1, dtype=str, keep_default_na=False)
    frame = frame.apply(lambda column: column.str.strip())
    frame = frame.join(_numbers(frame["CPR-nr."]))
    names = frame["Navn"].str.split(", ", n=1, expand=True)
    frame["name"] = (names[1].fillna("") + " " + names[0]).str.strip()
    frame["Postnr."] = frame["Postnr."].str.zfill(4)
    for phone in ("Telefon", "Mobil"):
        frame[phone] = frame[phone].str.replace(r"^(\+|00)45|\D", "", regex=True)
        frame[phone] = frame[phone].where(frame[phone].str.len() == 8)  # noqa: PLR2004  Danish numbers
    frame["Målgruppe"] = pd.to_numeric(frame["Målgruppe"].str.extract(r"(\d+)")[0])
    frame["1. stik"] = pd.to_datetime(frame["1. stik"], format="%d-%m-%Y", errors="coerce")
    frame["Beskyttet"] = frame["Beskyttet"].ne("")
    frame["Sprog"] = frame["Sprog"].str.capitalize()
    return int(frame["cpr"].notna().sum())


def _numbers(column: pd.Series[str]) -> pd.DataFrame:
    """Return the CPR numbers with a lost zero put back, which of the four kinds each is, and the birth date."""
    text = column.str.replace(r"[\s'-]|[.,]0+$", "", regex=True).str.upper().str.zfill(10)
    is_number = text.str.fullmatch(r"\d{10}")
    is_ecpr = ~is_number & text.str.fullmatch(r"\d{7}[0-9A-Z]{3}")
    whole = pd.to_numeric(text.where(is_number, "0"))
    digits = [whole // 10 ** (9 - at) % 10 for at in range(10)]
    day, month, short = (digits[at] * 10 + digits[at + 1] for at in (0, 2, 4))
    seventh, late = digits[6], digits[6].isin([4, 9])
    before = (seventh <= 3) | (late & (short > 36))  # noqa: PLR2004  the rule of the seventh digit
    nobody = ~before & ~late & (short > 57)  # noqa: PLR2004  born before 1900
    parts = pd.DataFrame({"year": short + np.where(before, 1900, 2000), "month": month, "day": day % 60})
    born = pd.to_datetime(parts, errors="coerce").where(is_number & ~nobody)
    born = born.where(born <= pd.Timestamp(TODAY))
    weights = (4, 3, 2, 7, 6, 5, 4, 3, 2, 1)
    passes = sum(digit * weight for digit, weight in zip(digits, weights, strict=True)) % 11 == 0
    kinds = ["eCPR", "ingen", "erstatning", "almindeligt"]
    kind = pd.Series(np.select([is_ecpr, born.isna(), day > 60, passes], kinds, "uden modulus 11"))  # noqa: PLR2004
    return pd.DataFrame({"cpr": text.where(kind != "ingen"), "kind": kind, "born": born})


def decide(path: Path) -> int:
    """Decide on the list against a register of as many people, half of them the same; the list is read before."""
    gc.disable()  # as a press does
    file = open_list(path, TODAY)
    assert isinstance(file, ListFile)  # noqa: S101
    half = len(file.rows) // 2
    book = MemoryBook(**starting_tables(), citizens=register(len(file.rows), half))

    def new_ids(table: Table, count: int) -> list[str]:
        return next_ids(table, book.read(table).index, count)

    clock, cpu = time.perf_counter(), _cpu()
    change = import_file(file, book.read, today=TODAY, user="AB", new_ids=new_ids, corrected=lambda _: set())
    print(f"{'the decision alone':34}{time.perf_counter() - clock:9.1f}{_cpu() - cpu:9.1f}", flush=True)
    return len(change.of(CITIZENS).inserts)


def register(count: int, first: int = 0) -> pd.DataFrame:
    """Return a register of those people."""
    return CITIZENS.frame(
        {
            "id": f"B-{at:06d}",
            "cpr": row[0].replace("-", ""),
            "name": row[1],
            "address": row[2],
            "postcode": "2635",
            "city": "Ishøj",
            "phone": row[5].replace(" ", ""),
            "target_group": int(row[9]),
        }
        for at, row in enumerate(people(count, first), start=1)
    )


def start(path: Path) -> int:  # noqa: ARG001  every piece of work takes a path
    """Start the command line."""
    return subprocess.run([sys.executable, "-c", "import macros.__main__"], check=True).returncode


def closed(path: Path) -> int:
    """Take the list into the closed workbook beside it, file to file."""
    with FileBook(path.with_name("Ringbind.xlsm")) as book:
        outcome = press("import-list", book, now=datetime(2021, 4, 20, 9), user="AB", answers={"file": str(path)})
    assert outcome.code == 0, outcome.message  # noqa: S101
    return outcome.code


WORK: dict[str, Callable[[Path], int]] = {
    "ringbind": ours,
    "pandas": by_pandas,
    "decide": decide,
    "start": start,
    "closed": closed,
    "tomorrow": closed,
}
AIMS = {("decide", "100000"): 10, ("closed", "kontor 2000"): 2, ("closed", "kontor 20000"): 12}
"""Seconds; reading aims at a fifth of pandas' for xlsx and at pandas' own for csv."""


def one(word: str, path: Path) -> None:
    """Do one piece of work; print seconds and the peak memory of this process and of its child."""
    clock, cpu = time.perf_counter(), _cpu()
    WORK[word](path)
    seconds, cpu = time.perf_counter() - clock, _cpu() - cpu
    mine, child = (resource.getrusage(who).ru_maxrss / 1024 for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    aim = AIMS.get((word, path.parent.name), "")
    told = f"{word:10}{path.parent.name + '/' + path.name:24}{seconds:9.1f}{cpu:9.1f}{aim:>7}{mine:9.0f}{child:9.0f}"
    print(told, flush=True)


def _cpu() -> float:
    """Return the CPU seconds of this process and its children so far."""
    told = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(used.ru_utime + used.ru_stime for used in told)


def main(rows: int) -> None:
    """Write the lists and let each way do its work in a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        print(f"{'work':10}{'list':24}{'seconds':>9}{'CPU s':>9}{'aim s':>7}{'peak MB':>9}{'child MB':>9}", flush=True)
        files = Path(folder, str(rows))
        files.mkdir()
        write_xlsx(files / "liste.xlsx", people(rows))
        write_csv(files / "liste.csv", people(rows))
        for path in (files / "liste.xlsx", files / "liste.csv"):
            for way in ("ringbind", "pandas"):
                again(way, path)
        again("decide", files / "liste.csv")
        again("start", files / "liste.csv")
        for count in OFFICES:
            office = Path(folder, f"kontor {count}")
            office.mkdir()
            content = build(
                {**starting_tables(), "citizens": register(count)}, [], {}, RIBBON, {}, created=datetime(2021, 4, 20)
            )
            (office / "Ringbind.xlsm").write_bytes(content)
            write_csv(office / "liste.csv", people(count, count // 2))
            again("closed", office / "liste.csv")
            write_csv(office / "i morgen.csv", people(count, count))
            again("tomorrow", office / "i morgen.csv")


def again(word: str, path: Path) -> None:
    """Run this very file for one piece of work."""
    subprocess.run([sys.executable, "-m", "benchmarks.lists", word, str(path)], check=True)  # noqa: S603  this very file


if __name__ == "__main__":
    if sys.argv[2:]:
        one(sys.argv[1], Path(sys.argv[2]))
    else:
        main(int(sys.argv[1]) if sys.argv[1:] else ROWS)
