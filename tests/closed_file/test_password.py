"""The closed file: a workbook with a password."""

from __future__ import annotations

import io
from pathlib import Path

import msoffcrypto
import pytest

from tests.closed_file.presses import ring
from tests.person import opened
from workbook.book_file import FileBook
from workbook.problems import PasswordNeeded, UserError, WrongPassword
from workbook.tables import CITIZENS
from workbook.xlsx import disk
from workbook.xlsx.cellxml import letters

WHY = letters(CITIZENS.names.index("why_now") + 1)


@pytest.fixture(scope="module")
def sealed(content: bytes) -> bytes:
    return disk.encrypt(content, "hemmelig", "Ringbind.xlsm")


def test_a_workbook_with_a_password_is_saved_under_the_same_one(path: Path, sealed: bytes) -> None:
    path.write_bytes(sealed)
    with FileBook(path, password="hemmelig") as book:
        book.apply(ring(book))
        book.save()
    office = msoffcrypto.OfficeFile(io.BytesIO(path.read_bytes()))
    office.load_key(password="hemmelig", verify_password=True)
    inside = io.BytesIO()
    office.decrypt(inside, verify_integrity=True)
    assert opened(inside.getvalue())["Borgere"][f"{WHY}4"].value == "Har bedt om at blive ringet op"


@pytest.mark.parametrize(
    ("password", "error"), [(None, PasswordNeeded), ("", PasswordNeeded), ("forkert", WrongPassword)]
)
def test_without_the_right_password_nothing_is_read(
    path: Path, sealed: bytes, password: str | None, error: type[UserError]
) -> None:
    path.write_bytes(sealed)
    with pytest.raises(error), FileBook(path, password=password):
        pass
    assert path.read_bytes() == sealed
