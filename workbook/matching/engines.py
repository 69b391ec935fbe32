"""The same pairs as `keys.in_python`, found by candidates.sql: on DuckDB in one machine, on Spark in many.

Only numbers leave this process for the engine: positions, digests of keys, and CPR numbers.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

import numpy as np

from workbook.matching.keys import Pair, keys_of
from workbook.matching.people import People
from workbook.problems import ExtraMissing

if TYPE_CHECKING:
    import pyarrow as pa

SQL = files(__package__).joinpath("candidates.sql")


def in_duckdb(new: People, known: People) -> Iterator[Pair]:
    """Give the pairs to decide on, in order, found by DuckDB. Raises ExtraMissing."""
    _need("duckdb", "scale")
    import duckdb  # noqa: PLC0415  an extra, as an office's lists do without

    with duckdb.connect() as engine:
        for name, table in _tables(new, known).items():
            engine.register(name, table)
        found = engine.execute(SQL.read_text("utf-8")).fetchnumpy()
    return zip(found["ours"].tolist(), found["theirs"].tolist(), strict=True)


def in_spark(new: People, known: People) -> Iterator[Pair]:
    """Give the pairs to decide on, in order, found by Spark as its own settings say. Raises ExtraMissing."""
    _need("pyspark", "spark")
    from pyspark.sql import SparkSession  # noqa: PLC0415  an extra, as an office's lists do without

    session = SparkSession.builder.appName("ringbind").getOrCreate()
    try:
        for name, table in _tables(new, known).items():
            session.createDataFrame(table).createOrReplaceTempView(name)
        found = session.sql(SQL.read_text("utf-8")).toArrow()
    finally:
        session.stop()
    return zip(found["ours"].to_pylist(), found["theirs"].to_pylist(), strict=True)


def _need(library: str, extra: str) -> None:
    if not (find_spec(library) and find_spec("pyarrow")):
        raise ExtraMissing(extra)


def _tables(new: People, known: People) -> dict[str, pa.Table]:
    ours, theirs = _read(new), _read(known)
    return {
        "new_keys": ours.keys,
        "new_numbers": ours.numbers,
        "slips": ours.slips,
        "known_keys": theirs.keys,
        "known_numbers": theirs.numbers,
    }


@dataclass(frozen=True)
class _Side:
    """What candidates.sql is given of one table of people."""

    keys: pa.Table
    numbers: pa.Table
    slips: pa.Table


def _read(people: People) -> _Side:
    import pyarrow as pa  # noqa: PLC0415  comes with either extra

    keyed, items, numbered, numbers, slipped, slips = array("q"), array("q"), array("q"), [], array("q"), []
    for at, person in people:
        for key in keys_of(person):
            keyed.append(at)
            items.append(hash(key))  # one process makes the keys of both sides, so equal keys have equal digests
        if person.number.text:
            numbered.append(at)
            numbers.append(person.number.text)
        if person.number.slipped:
            slipped.append(at)
            slips.append(person.number.slipped)
    return _Side(
        pa.table({"id": _whole(keyed), "item": _whole(items)}),
        pa.table({"id": _whole(numbered), "cpr": pa.array(numbers, pa.string())}),
        pa.table({"id": _whole(slipped), "digits": pa.array(slips, pa.string())}),
    )


def _whole(numbers: array[int]) -> np.ndarray[Any, Any]:
    return np.frombuffer(numbers, dtype=np.int64)
