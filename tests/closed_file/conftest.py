"""The workbook that an office has lived in, as a file."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.lived_in import lived_in


@pytest.fixture(scope="session")
def content() -> bytes:
    return lived_in()


@pytest.fixture
def path(content: bytes, tmp_path: Path) -> Path:
    file = tmp_path / "Ringbind.xlsm"
    file.write_bytes(content)
    return file
