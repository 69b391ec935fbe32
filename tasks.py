"""The words that people and CI share: `uv run python tasks.py check | test | build | docs | bench | lock`."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parent


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
    """Run the tests; `test quick` leaves out those that start LibreOffice and other programs."""
    python("-m", "pytest", *(("-m", "not bench") if "quick" in words else ()))


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
        python(str(script))


def lock() -> None:
    """Pin every dependency with hashes, for all systems, without naming a package index."""
    words = ("uv", "pip", "compile", "pyproject.toml", "--universal", "--generate-hashes", "--no-header", "-q")
    run(*words, "--no-emit-index-url", "-o", "requirements.lock")
    run(*words, "--no-emit-index-url", "--group", "dev", "-o", "requirements-dev.lock")


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
