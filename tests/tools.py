"""What tests ask of the machine: the outside programs that benches run, and how long laws may look."""

from __future__ import annotations

import os
import shutil
from typing import Never

import pytest


def need(program: str) -> str:
    """Return the path of `program`; without it the test is skipped with that reason, but fails where CI is set."""
    return shutil.which(program) or missing(program)


def missing(what: str) -> Never:
    """Skip the test with that reason, or let it fail where CI is set."""
    reason = f"{what} is not installed"
    if os.environ.get("CI"):
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason)


def examples(few: int) -> int:
    """Return how many examples a slow law tries: `few`, or what RINGBIND_EXAMPLES says for a long look."""
    return int(os.environ.get("RINGBIND_EXAMPLES", few))
