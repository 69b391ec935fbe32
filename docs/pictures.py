"""The documents' pictures, made from the demo by LibreOffice, so that they never grow old."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from macros.demo.story import demo  # noqa: E402  the checkout first
from macros.terminal import Terminal  # noqa: E402
from tests.office import libreoffice  # noqa: E402

PICTURES = ROOT / "docs" / "pictures"
SHEETS = {"forside": "Forside", "overblik": "Overblik", "ringeliste": "Ringeliste", "borgere": "Borgere"}


def main() -> None:
    """Run the demo and print one page of each sheet, and of both papers."""
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        office = Path(folder) / "demo"
        papers = [office / file for file in demo(office, Terminal(quiet=True)).files]
        for name, sheet in SHEETS.items():
            pages = libreoffice().to_png(office / "Ringbind.xlsm", Path(folder) / name, sheet, dpi=75)
            pages[0].replace(PICTURES / f"{name}.png")
        for name, paper in zip(("ringeliste-papir", "brev"), papers, strict=True):
            page = ["pdftoppm", "-r", "75", "-png", "-singlefile", str(paper), str(PICTURES / name)]
            subprocess.run(page, check=True)


if __name__ == "__main__":
    main()
