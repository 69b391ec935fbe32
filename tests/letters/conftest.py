"""Golden texts: what people approved, word for word."""

from __future__ import annotations

from pathlib import Path

import pytest

GOLDEN = Path(__file__).parent.parent / "golden"


@pytest.fixture
def golden():
    """Return a reader of the texts in tests/golden; a change there is a diff for somebody to judge."""
    return lambda name: (GOLDEN / name).read_text(encoding="utf-8")
