"""The documents' pictures, made from the demo by LibreOffice, so that they never grow old."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from datetime import datetime, time
from pathlib import Path
from typing import NamedTuple

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
PASSWORD = "kun-til-billeder"  # noqa: S105  of a file that is made and deleted here
A4 = (8.27, 11.69)
"""Inches."""


class Shot(NamedTuple):
    """A picture: its name, the part of the page it shows, how fine, whether the page lies down, and which one it is.

    The part is left, top, width and height, each a share of the page.
    """

    name: str
    part: tuple[float, float, float, float] = (0, 0, 1, 1)
    dots_per_inch: int = 75
    flat: bool = False
    page: int = 1


SHEETS = {
    "Forside": Shot("forside", (0.04, 0.03, 0.9, 0.33), 90),
    "Til vurdering": Shot("til-vurdering", (0.02, 0.05, 0.96, 0.4), 85, flat=True),
    "Borgere": Shot("borgere", (0.02, 0.05, 0.93, 0.42), 85, flat=True),
    "Ringeliste": Shot("ringeliste", (0.02, 0.05, 0.9, 0.5), 85, flat=True),
    "Kørsel": Shot("koersel", (0.02, 0.05, 0.96, 0.24), 85, flat=True),
    "Opkaldskort": Shot("opkaldskort", (0.03, 0.03, 0.94, 0.5), 100),
    "Overblik": Shot("overblik", (0.03, 0.02, 0.94, 0.66), 95),
}
ANSWERS = Shot("ringeliste-svar", (0.02, 0.05, 0.9, 0.3), 85, flat=True, page=3)
"""Ringeliste printed is two pages high, so that the third begins with what stands to the right: where answers go."""

PAPERS = {
    "Ringeliste.pdf": Shot("ringeliste-papir", (0, 0, 1, 0.8), 70, flat=True),
    "Prøveudskrift": Shot("proeveudskrift", (0, 0, 1, 0.56)),
    "Breve": Shot("brev"),
    "Chauffør": Shot("chauffoerbrev", (0, 0, 1, 0.6)),
    "Statusnotat.pdf": Shot("statusnotat", dots_per_inch=70),
}
"""What is part of the file's name, and its picture."""


def main() -> None:
    """Run the demo and take a picture of each sheet and paper that the documents show."""
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        office = Path(folder) / "demo"
        papers = [office / file for file in demo(office, Terminal(quiet=True)).files]
        for part, shot in PAPERS.items():
            _take(next(paper for paper in papers if part in paper.name), shot)
        _press(office, "find", find=_promised(office))
        for sheet, shot in SHEETS.items():
            _take_sheet(office / "Ringbind.xlsm", sheet, shot)
        _take_sheet(office / "Ringbind.xlsm", "Ringeliste", ANSWERS)
        _take_sheet(_callers_file(office), "Ringeliste", Shot("ringers-fil", (0.02, 0.05, 0.95, 0.56), 85, flat=True))


def _take_sheet(workbook: Path, sheet: str, shot: Shot) -> None:
    with tempfile.TemporaryDirectory() as folder:
        _take(libreoffice().to_pdf(workbook, Path(folder, "ark.pdf"), sheet), shot)


def _take(paper: Path, shot: Shot) -> None:
    """Keep a part of a page of a paper."""
    wide, high = reversed(A4) if shot.flat else A4
    dots = (round(share * side * shot.dots_per_inch) for share, side in zip(shot.part, (wide, high) * 2, strict=True))
    size = [word for option, count in zip("xyWH", dots, strict=True) for word in (f"-{option}", str(count))]
    look = ["-r", str(shot.dots_per_inch), "-f", str(shot.page), *size, "-png", "-singlefile"]
    subprocess.run(["pdftoppm", *look, str(paper), str(PICTURES / shot.name)], check=True)


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


if __name__ == "__main__":
    main()
