"""`ringbind match`: two files of people, csv or parquet, into a file of pairs; no workbook, and any number of rows.

Up to 100,000 rows it is done in plain Python; above, DuckDB finds the candidates, or Spark where it is asked for.
"""

from __future__ import annotations

import io
import warnings
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from importlib.util import find_spec
from pathlib import Path

import pandas as pd

from macros.door import Outcome
from macros.files import told
from macros.terminal import Terminal
from workbook.lists.guard import Cause, Refused
from workbook.lists.headings import fields_of
from workbook.lists.text import DELIMITERS, decode
from workbook.matching import Verdict, match
from workbook.matching.engines import in_duckdb, in_spark
from workbook.matching.keys import Pair, in_python
from workbook.matching.processes import on_every_core
from workbook.matching.readings import COLUMNS
from workbook.problems import ExtraMissing, FileMissing, ListUnreadable, WrongWords
from workbook.words import counted

ENGINES: dict[str, Callable[..., Iterable[Pair]]] = {"python": in_python, "duckdb": in_duckdb, "spark": in_spark}
BY_HAND = 100_000
"""More rows than this are too many for plain Python to be quick."""

_WORDS = {Verdict.SURE: "sikker", Verdict.ASK: "spørg", Verdict.NO: "ikke samme"}
_HEADINGS = ("Række i ny", "Række i kendt", "Trin", "Score", "Afgørelse", "Begrundelse")
_WORKBOOKS = {".xlsx", ".xlsm", ".xlsb", ".xls", ".ods", ".zip"}
_FIRST_ROW = 2
"""The row of the first person, as Excel counts: the headings are row 1."""


def match_files(known: Path, new: Path, out: Path, engine: str, terminal: Terminal) -> Outcome:
    """Hold the people of one file against those of another and write the pairs, with row numbers and no names.

    `engine` is one of ENGINES, "" for the one that suits the number of rows. Raises UserErrors.
    """
    if out in {known, new} or engine not in {"", *ENGINES} or _kind(out) not in {".csv", ".parquet"}:
        raise WrongWords
    terminal.tell("Læser filerne …")
    theirs, ours = _read(known), _read(new)
    terminal.tell("Sammenligner …")
    pairs = _match(ours, theirs, engine)
    with told(out.name):
        _write(pairs, out)
    return Outcome(0, _message(pairs, len(ours), len(theirs), out), [str(out)])


def _match(ours: pd.DataFrame, theirs: pd.DataFrame, engine: str) -> pd.DataFrame:
    many = max(len(theirs), len(ours)) > BY_HAND
    find = ENGINES[engine or ("duckdb" if many else "python")]
    if find is in_python or not many:
        return match(ours, theirs, find)
    with on_every_core() as each:
        return match(ours, theirs, partial(find, each=each), each)


def _kind(path: Path) -> str:
    return path.suffix.lower()


def _read(path: Path) -> pd.DataFrame:
    """Return the people of a file under the names that matching knows, numbered by their rows."""
    if not path.is_file():
        raise FileMissing(path.name)
    if _kind(path) in _WORKBOOKS:
        raise ListUnreadable(path.name, "den skal være csv eller parquet; gem listen som CSV UTF-8")
    if not path.stat().st_size:
        raise ListUnreadable(path.name, Cause.EMPTY)
    table = _parquet(path) if _kind(path) == ".parquet" else _csv(path)
    fields = dict(zip(table.columns, fields_of([str(name) for name in table.columns]), strict=True))
    people = pd.DataFrame(index=pd.RangeIndex(_FIRST_ROW, len(table) + _FIRST_ROW))
    for field in ("first_name", "last_name", *COLUMNS):
        columns = [table[name].set_axis(people.index) for name, found in fields.items() if found == field]
        if columns:
            people[field] = _joined(columns)
    if "name" not in people and {"first_name", "last_name"} <= {*people}:
        people["name"] = _joined([people["first_name"], people["last_name"]])
    if not set(people) & set(COLUMNS):
        raise ListUnreadable(path.name, "ingen af overskrifterne er fx CPR, Navn, Fødselsdato, Adresse eller Telefon")
    return people[[name for name in COLUMNS if name in people]]


def _csv(path: Path) -> pd.DataFrame:
    try:
        text = decode(path.read_bytes())
        head = text.partition("\n")[0]
        delimiter = max(DELIMITERS, key=lambda one: len(set(fields_of(head.strip().split(one))) - {""}))
        with warnings.catch_warnings(action="error"):  # pandas only warns of fields that it drops
            return pd.read_csv(
                io.StringIO(text), sep=delimiter, dtype="str", keep_default_na=False, skip_blank_lines=False,
                index_col=False,
            )  # fmt: skip
    except Refused as refused:
        raise ListUnreadable(path.name, refused.cause) from None
    except (ValueError, OSError, pd.errors.ParserWarning):  # what pandas says quotes the file
        raise ListUnreadable(path.name, "den er ikke en liste med lige mange felter i hver række") from None


def _parquet(path: Path) -> pd.DataFrame:
    if not find_spec("pyarrow"):
        raise ExtraMissing("scale")
    try:
        return pd.read_parquet(path).astype("str")
    except (ValueError, OSError):
        raise ListUnreadable(path.name, "den er ikke en parquet-fil") from None


def _joined(columns: Sequence[pd.Series[str]]) -> pd.Series[str]:
    first, *rest = (column.fillna("") for column in columns)
    for other in rest:
        first = first.str.cat(other, sep=" ")
    return first.str.strip()


def _write(pairs: pd.DataFrame, out: Path) -> None:
    pairs = pairs.assign(verdict=pairs["verdict"].map(_WORDS)).set_axis(_HEADINGS, axis="columns")
    if _kind(out) == ".csv":
        pairs.to_csv(out, sep=";", index=False, encoding="utf-8-sig")
    elif find_spec("pyarrow"):
        pairs.to_parquet(out, index=False)
    else:
        raise ExtraMissing("scale")


def _message(pairs: pd.DataFrame, new: int, known: int, out: Path) -> str:
    sure = pairs.loc[pairs["verdict"] == Verdict.SURE, "new"].nunique()
    asked = pairs.loc[pairs["verdict"] == Verdict.ASK, "new"].nunique()
    rows, others = counted(new, "række", "rækker"), counted(known, "kendt", "kendte")
    return (
        f"{rows} er holdt op mod {others}. Sikre: {sure}. Skal ses på af en person: {asked}. "
        f"Nye: {new - sure - asked}. Parrene står i “{out.name}”."
    )
