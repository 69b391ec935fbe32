"""The bench itself: LibreOffice keeps nothing between calls, and says so when it cannot do a thing."""

from __future__ import annotations

from pathlib import Path

import pytest
import xlsxwriter

from tests import office
from tests.office import Office, OfficeFailed, libreoffice

pytestmark = pytest.mark.bench


@pytest.fixture
def sums(tmp_path: Path) -> Path:
    """A workbook with 2 + 3 in a cell whose cached value is a lie."""
    path = tmp_path / "sums.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Ark")
        sheet.write_row(0, 0, [2, 3])
        sheet.write_formula(0, 2, "=A1+B1", None, 99)
        book.define_name("tal_sum", "=Ark!$C$1")
    return path


def test_a_cached_value_is_shown_until_the_file_is_recalculated(sums: Path) -> None:
    assert libreoffice().cached(sums) == {"tal_sum": 99}
    assert libreoffice().recalculate(sums, ["Ark!A1"]) == {"tal_sum": 5, "Ark!A1": 2}


def test_no_call_sees_what_another_was_given(sums: Path) -> None:
    assert libreoffice().recalculate(sums, given={"Ark!A1": 10}) == {"tal_sum": 13}
    assert libreoffice().recalculate(sums) == {"tal_sum": 5}


def test_a_saved_copy_holds_the_same(sums: Path, tmp_path: Path) -> None:
    assert libreoffice().recalculate(libreoffice().resave(sums, tmp_path / "copy.xlsx")) == {"tal_sum": 5}


def test_a_formula_that_fails_is_found(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(tmp_path / "bad.xlsx") as book:
        book.add_worksheet("Ark").write_formula("B2", "=1/0", None, 0)
    assert libreoffice().formula_errors(tmp_path / "bad.xlsx") == ["Ark.B2"]


def test_what_cannot_be_opened_is_said_and_the_next_file_opens(sums: Path, tmp_path: Path) -> None:
    with pytest.raises(OfficeFailed, match=r"missing\.xlsx"):
        libreoffice().recalculate(tmp_path / "missing.xlsx")
    assert libreoffice().recalculate(sums) == {"tal_sum": 5}


def test_an_office_that_does_not_answer_is_ended_and_started_anew(sums: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    libreoffice()
    impatient = Office()
    with monkeypatch.context() as hurry:
        hurry.setattr(office, "PATIENCE", 0.01)
        with pytest.raises(OfficeFailed, match="no answer"):
            impatient.recalculate(sums)
    assert impatient.recalculate(sums) == {"tal_sum": 5}
    impatient.stop()
