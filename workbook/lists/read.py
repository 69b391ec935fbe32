"""A file into sheets of raw rows, through a child process; whatever the child dies of becomes one sentence."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from workbook.lists import child
from workbook.lists.guard import Cause
from workbook.problems import FileMissing, ListUnreadable

Cell = str | float | bool | date | datetime | time | None

_HOUSE = Path(__file__).parents[2]
_START = "import sys; sys.path.insert(0, sys.argv.pop(1)); from workbook.lists.child import main; main()"


@dataclass(frozen=True)
class Sheet:
    """One sheet as it stands: row 1 of the file is `rows[0]`. A csv has one sheet, named ""."""

    name: str
    rows: list[list[Cell]]


def read_file(path: Path) -> list[Sheet]:
    """Return the sheets of a csv, xlsx, xlsm, xls, xlsb or ods file.

    Texts are texts and dates are dates; nothing is read as a formula. Raises FileMissing and ListUnreadable.
    """
    if path.is_dir():
        raise ListUnreadable(path.name, "det er en mappe; vælg en fil i den")
    if not path.is_file():
        raise FileMissing(path.name)
    answer = _ask_child(path)
    if "cause" in answer:
        raise ListUnreadable(path.name, Cause[answer["cause"]])
    return [Sheet(sheet["name"], [[_cell(raw) for raw in row] for row in sheet["rows"]]) for sheet in answer["sheets"]]


def _ask_child(path: Path) -> dict[str, Any]:
    """Run the child; -P keeps a stray workbook.py in the current folder from being taken for ours."""
    try:
        done = subprocess.run(  # noqa: S603  our own interpreter, our own words; the path is an argument
            [sys.executable, "-P", "-c", _START, str(_HOUSE), str(path)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=child.SECONDS,
            check=False,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except subprocess.TimeoutExpired:
        return {"cause": Cause.SLOW.name}
    try:
        answer: dict[str, Any] = json.loads(done.stdout)
    except ValueError:
        return {"cause": Cause.CRASHED.name}
    return answer


_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")


def _cell(raw: Any) -> Cell:
    if isinstance(raw, str):
        return _CONTROLS.sub("", raw).strip() or None
    if isinstance(raw, list):
        return _moment(raw[0])
    return raw  # type: ignore[no-any-return]


def _moment(text: str) -> date | datetime | time:
    if "T" in text:
        moment = datetime.fromisoformat(text)
        return moment.date() if moment.time() == time() else moment
    return time.fromisoformat(text) if ":" in text else date.fromisoformat(text)
