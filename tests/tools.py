"""The outside programs that benches run: where they are, and what it means that one is missing."""

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
