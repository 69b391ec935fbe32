"""The words that people and CI share: `uv run python tasks.py check | test | build | docs | bench | lock`."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parent
LOCKS = {"requirements.lock": (), "requirements-dev.lock": ("--group", "dev")}
HOW_TO_PIN = ("--universal", "--generate-hashes", "--no-header", "--no-emit-index-url", "--quiet")


def run(*words: str) -> None:
    """Run a command at the project's root and stop at the first that fails."""
    print("$", *words, flush=True)
    if code := subprocess.run(words, cwd=ROOT, check=False).returncode:
        sys.exit(code)


def python(*words: str) -> None:
    """Run this Python, so that every word works in any environment the project is installed in."""
    run(sys.executable, *words)


def check() -> None:
    """Look without running: lint, format, types."""
    python("-m", "ruff", "check")
    python("-m", "ruff", "format", "--check")
    python("-m", "mypy")


def test(*words: str) -> None:
    """Run the tests; `test quick` leaves out those that start other programs, `test spark` runs those for Spark."""
    kinds = {"quick": "not bench and not spark", "spark": "spark"}
    python("-m", "pytest", *(part for word in words for part in ("-m", kinds[word])))


def build() -> None:
    """Build the wheel into dist/."""
    run("uv", "build", "--wheel", "--out-dir", "dist")


def docs() -> None:
    """Write what is generated: the README's table of buttons, the tables of sheets and words, the pictures."""
    python("-m", "macros.docs")
    python("docs/pictures.py")


def bench() -> None:
    """Measure this project beside its peers; prints figures, asserts nothing."""
    for script in sorted((ROOT / "benchmarks").glob("*.py")):
        python("-m", f"benchmarks.{script.stem}")


def lock(*words: str) -> None:
    """Pin every dependency with hashes, for all systems, naming no package index; `lock check` only compares."""
    for name, group in LOCKS.items():
        with tempfile.TemporaryDirectory() as folder:
            old, new = ROOT / name, Path(folder, name)
            shutil.copy(old, new)  # what is pinned stays pinned while it fits
            run("uv", "pip", "compile", "pyproject.toml", *group, *HOW_TO_PIN, "--output-file", str(new))
            if "check" not in words:
                shutil.copy(new, old)
            elif pins(new) != pins(old):
                sys.exit(f"{name} does not fit pyproject.toml: uv run python tasks.py lock")


def pins(path: Path) -> list[str]:
    """Return the lines that pin a package, without their hashes."""
    return [line for line in path.read_text("utf-8").splitlines() if "==" in line.split("#")[0]]


WORDS: dict[str, Callable[..., None]] = {
    "check": check,
    "test": test,
    "build": build,
    "docs": docs,
    "bench": bench,
    "lock": lock,
}

if __name__ == "__main__":
    word, *rest = sys.argv[1:] or [""]
    if word not in WORDS:
        sys.exit(f"uv run python tasks.py {' | '.join(WORDS)}")
    WORDS[word](*rest)
