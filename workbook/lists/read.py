"""A file into sheets of raw rows, through a child process; whatever the child dies of becomes one sentence."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from functools import partial
from itertools import zip_longest
from pathlib import Path
from time import monotonic
from typing import Any

from workbook.lists import PASSWORD, child
from workbook.lists.grid import GRID, Grid
from workbook.lists.guard import Cause, Refused
from workbook.lists.opening import Wish
from workbook.problems import Ask, AskKind, FileMissing, ListUnreadable

Cell = str | float | bool | date | datetime | time | None
Rows = Sequence[Sequence[Cell]]

_HOUSE = Path(__file__).parents[2]
_START = "import sys; sys.path.insert(0, sys.argv.pop(1)); from workbook.lists.child import main; main()"


@dataclass(frozen=True)
class Sheet:
    """One sheet as it stands: `rows[0]` is row `first` of the file. A csv has one sheet, named "".

    `left_out` are the other files of the zip that it came in.
    """

    name: str
    rows: Rows
    hidden: bool = False
    hidden_rows: int = 0
    hidden_columns: int = 0
    first: int = 1
    uncalculated: int = 0
    formulas: list[str] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)

    def columns_below(self, at: int) -> list[Sequence[Cell]]:
        """Return the cells below a row, column by column."""
        if isinstance(self.rows, Grid):
            return [self.rows.column_below(at, column) for column in range(self.rows.width)]
        return list(zip_longest(*self.rows[at + 1 :]))

    def column_below(self, at: int, column: int) -> Sequence[Cell]:
        """Return the cells below a row in one column."""
        if isinstance(self.rows, Grid):
            return self.rows.column_below(at, column)
        return [row[column] if column < len(row) else None for row in self.rows[at + 1 :]]


PART = "part"
"""The key of the question which part of a file is meant."""


def read_file(path: Path, answers: Mapping[str, str], *, formulas: bool = False) -> list[Sheet] | Ask:
    """Return the sheets of a csv, tsv, txt, xlsx, xlsm, xls, xlsb or ods file, also in a zip; or what must be asked.

    Texts are texts and dates are dates; nothing is read as a formula. Asked are a password and which list of a zip
    is meant. With `formulas` the cells of an xlsx that hold one are named. Raises FileMissing and ListUnreadable.
    """
    if path.is_dir():
        raise ListUnreadable(path.name, "det er en mappe; vælg en fil i den")
    if not path.is_file():
        raise FileMissing(path.name)
    told = _ask_child(path, Wish(answers.get(PASSWORD, ""), answers.get(PART, ""), formulas))
    if "parts" in told:
        return Ask(PART, f"Der er flere lister i “{path.name}”. Hvilken skal læses ind?", choices=told["parts"])
    cause = Cause[told["cause"]] if "cause" in told else None
    if cause in {Cause.PASSWORD, Cause.WRONG_PASSWORD}:
        wrong = "Adgangskoden passer ikke. " if cause is Cause.WRONG_PASSWORD else ""
        return Ask(PASSWORD, f"{wrong}Hvad er adgangskoden til “{path.name}”?", AskKind.PASSWORD)
    if cause:
        raise ListUnreadable(path.name, cause, told.get("where", ""))
    return [Sheet(**sheet) for sheet in told["sheets"]]


def _ask_child(path: Path, wish: Wish) -> dict[str, Any]:
    """Run the child, and where it breaks down another that only looks why; both within the time of one."""
    until = monotonic() + child.SECONDS
    looking = wish._replace(crashed=True)
    return _told_by_child(path, wish, until) or _told_by_child(path, looking, until) or {"cause": Cause.CRASHED.name}


def _told_by_child(path: Path, wish: Wish, until: float) -> dict[str, Any] | None:
    """Return what a child says, None when it broke down; -P keeps a stray workbook.py from being taken for ours."""
    try:
        done = subprocess.run(  # noqa: S603  our own interpreter, our own words; the path is an argument
            [sys.executable, "-P", "-c", _START, str(_HOUSE), str(path)],
            input=json.dumps(wish._asdict()).encode(),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=until - monotonic(),
            check=False,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except subprocess.TimeoutExpired:
        return {"cause": Cause.SLOW.name}
    try:
        head, *texts = done.stdout.decode("utf-8", "surrogatepass").split("\n")
        answer: dict[str, Any] = json.loads(head, object_hook=partial(_made, texts=texts))
    except Refused as refused:
        return {"cause": refused.cause.name}
    except ValueError:
        return None
    return answer


def _made(told: dict[str, Any], texts: Sequence[str]) -> Any:
    """Return a cell that is a date, a time or a moment, or a grid; else what the child says as it stands."""
    if GRID in told:
        place, rows = told[GRID]
        return Grid(texts[place], rows)
    if "at" not in told:
        return told
    text = told["at"]
    if "T" in text:
        moment = datetime.fromisoformat(text)
        return moment.date() if moment.time() == time() else moment
    return time.fromisoformat(text) if ":" in text else date.fromisoformat(text)
