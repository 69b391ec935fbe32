"""The documents' pictures, made from the demo by LibreOffice, so that they never grow old."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from datetime import datetime, time
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from macros.demo.story import demo  # noqa: E402  the checkout first
from macros.demo.world import TODAY  # noqa: E402
from macros.door import Outcome  # noqa: E402
from macros.press import press  # noqa: E402
from macros.terminal import Terminal  # noqa: E402
from tests.office import libreoffice  # noqa: E402
from workbook.book_file import FileBook  # noqa: E402
from workbook.tables import CITIZENS  # noqa: E402
from workbook.words import State  # noqa: E402
from workbook.xlsx.disk import decrypt  # noqa: E402

PICTURES = ROOT / "docs" / "pictures"
SHEETS = {
    "forside": "Forside",
    "overblik": "Overblik",
    "ringeliste": "Ringeliste",
    "opkaldskort": "Opkaldskort",
    "borgere": "Borgere",
}
PASSWORD = "kun-til-billeder"  # noqa: S105  of a file that is made and deleted here


def main() -> None:
    """Run the demo and print one page of each sheet, and of both papers."""
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        office = Path(folder) / "demo"
        papers = [office / file for file in demo(office, Terminal(quiet=True)).files]
        _press(office, "find", find=_promised(office))
        for name, sheet in SHEETS.items():
            _picture(office / "Ringbind.xlsm", sheet, name)
        _picture(_callers_file(office), "Ringeliste", "ringers-fil")
        for name, paper in zip(("ringeliste-papir", "brev"), papers, strict=True):
            page = ["pdftoppm", "-r", "75", "-png", "-singlefile", str(paper), str(PICTURES / name)]
            subprocess.run(page, check=True)


def _press(office: Path, button: str, **answers: str) -> Outcome:
    with FileBook(office / "Ringbind.xlsm") as book:
        return press(button, book, now=datetime.combine(TODAY, time(10)), user="MHN", answers=answers)


def _promised(office: Path) -> str:
    """Return the citizen who was promised a call, and of whom there is something to tell on the card."""
    with FileBook(office / "Ringbind.xlsm", read_only=True) as book:
        citizens = book.read(CITIZENS)
    return str(citizens.index[citizens["state"] == State.CALL_BACK][0])


def _callers_file(office: Path) -> Path:
    """Share the calls out, and return a caller's file without its password."""
    shared = office / _press(office, "share-calls", **{"list-password": PASSWORD}).files[-1]
    plain = office / "Ringers fil.xlsx"
    plain.write_bytes(decrypt(shared.read_bytes(), PASSWORD, shared.name))
    return plain


def _picture(workbook: Path, sheet: str, name: str) -> None:
    """Keep the first printed page of a sheet."""
    with tempfile.TemporaryDirectory() as folder:
        pages = libreoffice().to_png(workbook, Path(folder), sheet, dpi=75)
        pages[0].replace(PICTURES / f"{name}.png")


if __name__ == "__main__":
    main()
