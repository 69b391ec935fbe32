"""A workbook in memory that no list was taken into yet."""

from __future__ import annotations

import pytest

from workbook.book import MemoryBook
from workbook.starting import starting_tables


@pytest.fixture
def book():
    return MemoryBook(**starting_tables())
