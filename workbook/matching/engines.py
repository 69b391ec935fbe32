"""The same pairs as `keys.in_python`, found by candidates.sql: on DuckDB in one machine, on Spark in many.

Only numbers leave this process for the engine: positions, digests of keys, and CPR numbers.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from importlib.resources import files
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

import numpy as np

from workbook.circles import without_circles
from workbook.matching.keys import Pair, keys_of
from workbook.matching.number import Number
from workbook.matching.people import Part, People
from workbook.matching.processes import Each
from workbook.problems import ExtraMissing

if TYPE_CHECKING:
    import pyarrow as pa

SQL = files(__package__).joinpath("candidates.sql")


def in_duckdb(new: People, known: People, each: Each = map) -> Iterator[Pair]:
    """Give the pairs to decide on, in order, found by DuckDB. Raises ExtraMissing."""
    _need("duckdb", "scale")
    import duckdb  # noqa: PLC0415  an extra, as an office's lists do without

    with duckdb.connect() as engine:
        for name, table in _tables(new, known, each).items():
            engine.register(name, table)
        found = engine.execute(SQL.read_text("utf-8")).fetchnumpy()
    return zip(found["ours"].tolist(), found["theirs"].tolist(), strict=True)


def in_spark(new: People, known: People, each: Each = map) -> Iterator[Pair]:
    """Give the pairs to decide on, in order, found by Spark as its own settings say. Raises ExtraMissing."""
    _need("pyspark", "spark")
    from pyspark.sql import SparkSession  # noqa: PLC0415  an extra, as an office's lists do without

    session = SparkSession.builder.appName("ringbind").getOrCreate()
    try:
        for name, table in _tables(new, known, each).items():
            session.createDataFrame(table).createOrReplaceTempView(name)
        found = session.sql(SQL.read_text("utf-8")).toArrow()
    finally:
        session.stop()
    return zip(found["ours"].to_pylist(), found["theirs"].to_pylist(), strict=True)


def _need(library: str, extra: str) -> None:
    if not (find_spec(library) and find_spec("pyarrow")):
        raise ExtraMissing(extra)


def _tables(new: People, known: People, each: Each) -> dict[str, pa.Table]:
    """Return what candidates.sql is given: keys only of those new people whose number nobody has, and keys they share.

    So most people's keys are never kept; of six million people's fifty million, that is what fits in memory.
    """
    firm = partial(_numbers, guessed=False)
    ours, theirs = _joined(each(firm, new.batches())), _joined(each(_numbers, known.batches()))
    met = ours.filter(_among(ours["cpr"], theirs["cpr"]))["id"]
    left = np.setdiff1d(np.arange(len(new)), met.to_numpy())
    keys = _joined(each(_keys, new.batches(left.tolist())))
    shared = partial(_keys, among=np.unique(keys["item"].to_numpy()))
    return {
        "new_keys": keys,
        "new_numbers": _filled(ours, "cpr"),
        "slips": _filled(ours.filter(_among(ours["id"], left)), "digits"),
        "known_keys": _joined(each(shared, known.batches())),
        "known_numbers": _filled(theirs, "cpr"),
    }


def _joined(tables: Iterator[pa.Table]) -> pa.Table:
    import pyarrow as pa  # noqa: PLC0415  comes with either extra

    return pa.concat_tables(tables)


def _among(column: pa.ChunkedArray, wanted: Any) -> pa.ChunkedArray:
    import pyarrow as pa  # noqa: PLC0415  comes with either extra
    import pyarrow.compute as pc  # noqa: PLC0415

    values = wanted.drop_null() if isinstance(wanted, pa.ChunkedArray) else pa.array(wanted, column.type)
    return pc.is_in(column, value_set=values)


def _filled(table: pa.Table, name: str) -> pa.Table:
    return table.select(["id", name]).filter(table[name].is_valid())


def _numbers(part: Part, *, guessed: bool = True) -> pa.Table:
    """Return everybody's number, or only those that were not `guessed`, and the digits of those that may be a slip."""
    import pyarrow as pa  # noqa: PLC0415  comes with either extra

    with without_circles():
        numbers: list[Number] = part.each("number")
        columns = {
            "cpr": [number.text if guessed or not number.guessed else None for number in numbers],
            "digits": [number.slipped for number in numbers],
        }
        texts = {name: pa.array(cells, pa.string()) for name, cells in columns.items()}
        return pa.table({"id": pa.array(part.positions, pa.int64()), **texts})


def _keys(part: Part, among: np.ndarray[Any, Any] | None = None) -> pa.Table:
    """Return the digests of everybody's keys, the same in every process; those `among` sorted ones, or all."""
    import pyarrow as pa  # noqa: PLC0415  comes with either extra

    with without_circles():
        ids, items = keys_of(part)
        if among is not None and len(among):
            found = among[np.searchsorted(among, items).clip(max=len(among) - 1)] == items
            ids, items = ids[found], items[found]
        return pa.table({"id": ids, "item": items})
