"""The outside programs that benches run: where they are, and what it means that one is missing."""

from __future__ import annotations

import os
import shutil

import pytest


def need(program: str) -> str:
    """Return the path of `program`; without it the test is skipped with that reason, but fails where CI is set."""
    found = shutil.which(program)
    if found:
        return found
    reason = f"{program} is not installed"
    if os.environ.get("CI"):
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason)
